"""Puts drawn pages onto the sheets they are printed on: each becomes a form XObject, named by its sequence.

The sheets were drawn after the pages, with nothing on them but their marks. The pages are no pages of the
file: a sheet paints them as forms.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

from posterbook.forms.page import Page
from posterbook.forms.sheet import PlacedPage, Sheet
from posterbook.pdf.objects import dictionary, name, numerals
from posterbook.pdf.writer import FLATE, PdfWriter


def write_sheets(
    file: PdfWriter,
    pages: Sequence[Page],
    sheets: Sequence[Sheet],
    contents: Sequence[bytes],
    resources: Mapping[str, bytes],
) -> Iterator[tuple[bytes, bytes]]:
    """Write the pages as forms, then what each side of a sheet shows: its content and its resources."""
    shared = file.add(dictionary(resources))
    forms = [
        file.add_stream({**_form(page), "Resources": shared, **FLATE}, content)
        for page, content in zip(pages, contents, strict=False)
    ]
    for sheet, marks in zip(sheets, contents[len(pages) :], strict=True):
        used = {form_name(pages[one.index]): forms[one.index] for one in sheet.placed}
        named = dictionary({**resources, "XObject": dictionary(used)})
        content = _placements(sheet, pages) + b"\n" + zlib.decompress(marks)
        yield file.add_deflated({}, content), named


def form_name(page: Page) -> str:
    """What a page is called in the resources of its sheet."""
    return f"Page{page.sequence}"


def _form(page: Page) -> dict[str, bytes]:
    """A page as a form of its trim and bleed (ISO 32000-1, 8.10)."""
    low, right, top = -page.bleed, page.width + page.bleed, page.height + page.bleed
    corners = [round(number, 3) for number in (low, low, right, top)]
    return {"Type": name("XObject"), "Subtype": name("Form"), "BBox": numerals(corners)}


def _placements(sheet: Sheet, pages: Sequence[Page]) -> bytes:
    """The operators that paint the pages of a side; its marks follow, so that nothing hides them."""
    code = [_half_turn(sheet)] if sheet.turned else []
    code += [_operators(sheet.face, one, pages[one.index]) for one in sheet.placed]
    return "\n".join(code).encode("ascii")


def _half_turn(sheet: Sheet) -> str:
    """The operator that stands the whole side on its head."""
    return f"-1 0 0 -1 {sheet.face.width:.3f} {sheet.face.height:.3f} cm"


def _operators(face: Page, one: PlacedPage, page: Page) -> str:
    """Clip to what is seen of a page, move and scale it to its place, and paint it."""
    seen, height = one.shown.moved(face.margin, -face.margin), face.height
    left, foot = one.x + face.margin, height + face.margin - one.y - one.scale * page.height
    clip = f"{seen.x:.3f} {height - seen.bottom:.3f} {seen.width:.3f} {seen.height:.3f} re W n"
    return f"q {clip} {one.scale:.6g} 0 0 {one.scale:.6g} {left:.3f} {foot:.3f} cm /{form_name(page)} Do Q"
