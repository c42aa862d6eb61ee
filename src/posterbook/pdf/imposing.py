"""Puts drawn pages onto the sheets they are printed on: each becomes a form, named by its sequence.

The sheets come after the pages in the drawn file, with their marks; the pages themselves leave it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from posterbook.forms.page import Page
from posterbook.forms.sheet import PlacedPage, Sheet


def impose(pdf: Pdf, pages: Sequence[Page], sheets: Sequence[Sheet]) -> None:
    """Make the file one page for each side of a sheet."""
    count = len(pages)
    forms = [_form(pdf, pdf.pages[index].obj, page) for index, page in enumerate(pages)]
    for index, sheet in enumerate(sheets, count):
        _place(pdf, pdf.pages[index].obj, sheet, pages, forms)
    del pdf.pages[:count]


def form_name(page: Page) -> str:
    """What a page is called on its sheet."""
    return f"/Page{page.sequence}"


def _form(pdf: Pdf, drawn: Object, page: Page) -> Object:
    """A page as a form of its trim and bleed (ISO 32000-1, 8.10)."""
    form = pdf.make_stream(drawn.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    low, right, top = -page.bleed, page.width + page.bleed, page.height + page.bleed
    form.BBox = Array([round(number, 3) for number in (low, low, right, top)])
    form.Resources = drawn.Resources
    return form


def _place(pdf: Pdf, side: Object, sheet: Sheet, pages: Sequence[Page], forms: Sequence[Object]) -> None:
    """Pages first, then the marks, so that nothing hides them."""
    code = [_turned(sheet)] if sheet.turned else []
    code += [_shown(sheet.face, one, pages[one.index]) for one in sheet.placed]
    side.Contents = pdf.make_stream("\n".join(code).encode("ascii") + b"\n" + side.Contents.read_bytes())
    used = {form_name(pages[one.index]): forms[one.index] for one in sheet.placed}
    # pages share their resources: a dictionary of its own for each side
    side.Resources = Dictionary({**dict(side.Resources.items()), "/XObject": Dictionary(used)})


def _turned(sheet: Sheet) -> str:
    return f"-1 0 0 -1 {sheet.face.width:.3f} {sheet.face.height:.3f} cm"


def _shown(face: Page, one: PlacedPage, page: Page) -> str:
    """Clip to what is seen, then move and scale the page to its place."""
    seen, height = one.shown.moved(face.margin, -face.margin), face.height
    left, foot = one.x + face.margin, height + face.margin - one.y - one.scale * page.height
    clip = f"{seen.x:.3f} {height - seen.bottom:.3f} {seen.width:.3f} {seen.height:.3f} re W n"
    return f"q {clip} {one.scale:.6g} 0 0 {one.scale:.6g} {left:.3f} {foot:.3f} cm {form_name(page)} Do Q"
