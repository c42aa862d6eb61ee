"""Puts drawn pages onto the sheets they are printed on: each becomes a form XObject, named by its sequence.

In the drawn file the sheets come after the pages, with nothing on them but their marks. The pages leave the
file as pages: a sheet paints them as forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from posterbook.forms.page import Page
from posterbook.forms.sheet import PlacedPage, Sheet


def write_sheets(pdf: Pdf, pages: Sequence[Page], sheets: Sequence[Sheet]) -> None:
    """Make the file one page for each side of a sheet, with the drawn pages on it."""
    count = len(pages)
    forms = [_form(pdf, pdf.pages[index].obj, page) for index, page in enumerate(pages)]
    for index, sheet in enumerate(sheets, count):
        _place_pages(pdf, pdf.pages[index].obj, sheet, pages, forms)
    del pdf.pages[:count]


def form_name(page: Page) -> str:
    """What a page is called in the resources of its sheet."""
    return f"/Page{page.sequence}"


def _form(pdf: Pdf, drawn: Object, page: Page) -> Object:
    """A page as a form of its trim and bleed (ISO 32000-1, 8.10)."""
    form = pdf.make_stream(drawn.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    low, right, top = -page.bleed, page.width + page.bleed, page.height + page.bleed
    form.BBox = Array([round(number, 3) for number in (low, low, right, top)])
    form.Resources = drawn.Resources
    return form


def _place_pages(
    pdf: Pdf, side: Object, sheet: Sheet, pages: Sequence[Page], forms: Sequence[Object]
) -> None:
    """Pages first, then the marks, so that nothing hides them."""
    code = [_half_turn(sheet)] if sheet.turned else []
    code += [_operators(sheet.face, one, pages[one.index]) for one in sheet.placed]
    side.Contents = pdf.make_stream("\n".join(code).encode("ascii") + b"\n" + side.Contents.read_bytes())
    used = {form_name(pages[one.index]): forms[one.index] for one in sheet.placed}
    # pages share their resources: a dictionary of its own for each side
    side.Resources = Dictionary({**dict(side.Resources.items()), "/XObject": Dictionary(used)})


def _half_turn(sheet: Sheet) -> str:
    """The operator that stands the whole side on its head."""
    return f"-1 0 0 -1 {sheet.face.width:.3f} {sheet.face.height:.3f} cm"


def _operators(face: Page, one: PlacedPage, page: Page) -> str:
    """Clip to what is seen of a page, move and scale it to its place, and paint it."""
    seen, height = one.shown.moved(face.margin, -face.margin), face.height
    left, foot = one.x + face.margin, height + face.margin - one.y - one.scale * page.height
    clip = f"{seen.x:.3f} {height - seen.bottom:.3f} {seen.width:.3f} {seen.height:.3f} re W n"
    return f"q {clip} {one.scale:.6g} 0 0 {one.scale:.6g} {left:.3f} {foot:.3f} cm {form_name(page)} Do Q"
