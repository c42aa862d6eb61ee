"""Writes pages of other PDFs as forms of ours, with the objects that they need under numbers of our own."""

from __future__ import annotations

from posterbook.content.inserts import ForeignObject, ForeignPage, InsertedPage, Value
from posterbook.pdf.objects import array, name, numeral, numerals, reference
from posterbook.pdf.writer import FLATE, PdfWriter

Known = dict[tuple[int, int], int]
"""The numbers of objects that are written, by the identity of their file's objects and their place there."""


def write_foreign_page(file: PdfWriter, inserted: InsertedPage, known: Known) -> bytes:
    """Write a page as a form that is 1 by 1 (8.10); what several pages need is written once."""
    page, objects = inserted.page, inserted.objects
    _write_objects(file, objects, (*page.resources, *page.group), known)
    entries = {
        "Type": name("XObject"),
        "Subtype": name("Form"),
        "BBox": numerals(page.bleed),
        "Matrix": array([numeral(n, 9) for n in _matrix(page)]),
        "Resources": _value(page.resources, objects, known),
        **FLATE,
    }
    if page.group:
        entries["Group"] = _value(page.group, objects, known)
    return file.add_stream(entries, page.content)


def _matrix(page: ForeignPage) -> tuple[float, ...]:
    """What brings the trimmed page, turned as it is seen, into the square of 1 by 1."""
    left, bottom, right, top = page.trim
    w, h = right - left, top - bottom
    return {
        0: (1 / w, 0, 0, 1 / h, -left / w, -bottom / h),
        90: (0, -1 / w, 1 / h, 0, -bottom / h, right / w),
        180: (-1 / w, 0, 0, -1 / h, right / w, top / h),
        270: (0, 1 / w, -1 / h, 0, top / h, -left / w),
    }[page.turned]


def _write_objects(file: PdfWriter, objects: tuple[ForeignObject, ...], value: Value, known: Known) -> None:
    """Write all that a value refers to, and what that refers to: first the numbers, then the objects."""
    ahead = [part for part in value if isinstance(part, int)]
    new: list[int] = []
    while ahead:
        place = ahead.pop()
        if (id(objects), place) not in known:
            known[id(objects), place] = file.reserve()
            new.append(place)
            ahead += objects[place].references
    for place in new:
        number, one = known[id(objects), place], objects[place]
        if one.data is None:
            file.write(number, _value(one.value, objects, known))
        else:
            entries = {key: _value(part, objects, known) for key, part in one.entries}
            file.write_stream(number, entries, one.data)


def _value(value: Value, objects: tuple[ForeignObject, ...], known: Known) -> bytes:
    """A value as it is written, with our numbers for what it refers to."""
    parts = (reference(known[id(objects), part]) if isinstance(part, int) else part for part in value)
    return b"".join(parts)
