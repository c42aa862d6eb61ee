"""ODS: rows of an OpenDocument spreadsheet (ISO/IEC 26300), repeated rows and cells counted out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from posterbook.importing.files.archives import Archive
from posterbook.importing.files.workbooks import hidden_rows
from posterbook.importing.tables import MOST_COLUMNS, Row, Sheet, check_size, refuse, words_as

_NAMES: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE = f"{_NAMES}office:1.0}}", f"{_NAMES}table:1.0}}"
_TEXT, _STYLE = f"{_NAMES}text:1.0}}", f"{_NAMES}style:1.0}}"


def read_open_document(file: str, source: bytes) -> tuple[Sheet, ...]:
    """The sheets of an ODS file."""
    archive = Archive(file, source)
    tree = archive.xml("content.xml")
    marks = _marks(tree)
    sheets = tuple(_sheet(file, table, marks) for table in tree.iter(f"{_TABLE}table"))
    if not sheets:
        raise refuse(file, "it holds no sheet")
    return sheets


def _marks(tree: Element) -> dict[str, str]:
    """The styles of raised and lowered text, with our markup for them."""
    found = {}
    for style in tree.iter(f"{_STYLE}style"):
        for properties in style.iter(f"{_STYLE}text-properties"):
            position = properties.get(f"{_STYLE}text-position", "").split(" ")[0]
            raised = position.rstrip("%").lstrip("-").isdecimal() and position.rstrip("%") not in {"0", "-0"}
            sign = "~" if position == "sub" or (raised and position.startswith("-")) else "^"
            if position in {"sub", "super"} or raised:
                found[style.get(f"{_STYLE}name", "")] = sign
    return found


def _sheet(file: str, table: Element, marks: Mapping[str, str]) -> Sheet:
    rows: list[Row] = []
    hidden: list[int] = []
    number, merged = 1, 0
    for row in _rows_of(table):
        cells, spans = _cells(row, marks)
        merged += spans
        repeated = _count(row, "rows")
        if any(cells):
            check_size(file, number + repeated, len(cells))
            rows += [Row(number + more, cells) for more in range(repeated)]
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                hidden += range(number, number + repeated)
        number += repeated
    name = table.get(f"{_TABLE}name", "")
    return Sheet(file, name, tuple(rows), merged, hidden_rows(file, name, hidden))


def _rows_of(table: Element) -> Iterator[Element]:
    """Rows, those of row groups and header rows too."""
    for part in table:
        if part.tag == f"{_TABLE}table-row":
            yield part
        elif part.tag.startswith(_TABLE) and part.tag.endswith(("rows", "group")):
            yield from _rows_of(part)


def _count(element: Element, what: str) -> int:
    written = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(written) if written.isdecimal() and len(written) < 9 else 1


def _cells(row: Element, marks: Mapping[str, str]) -> tuple[tuple[str, ...], int]:
    """The cells up to the last that is filled, and how many of them are merged."""
    cells: list[str] = []
    merged = waiting = 0
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        text = _cell(cell, marks)
        spanned = (cell.get(f"{_TABLE}number-{way}-spanned", "1") for way in ("columns", "rows"))
        merged += any(span != "1" for span in spanned)
        repeated = _count(cell, "columns")
        if text:
            cells += [""] * min(waiting, MOST_COLUMNS + 1) + [text] * min(repeated, MOST_COLUMNS + 1)
            waiting = 0
        else:
            waiting += repeated
    return tuple(cells), merged


def _cell(cell: Element, marks: Mapping[str, str]) -> str:
    """What a cell shows; a number and a date as they are stored."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "float":
        value = cell.get(f"{_OFFICE}value", "")
        return value.removesuffix(".0")
    if kind == "date":
        return (
            cell.get(f"{_OFFICE}date-value", "").replace("T", " ").removesuffix(":00").removesuffix(" 00:00")
        )
    if kind == "time" and (time := cell.get(f"{_OFFICE}time-value", "")).startswith("PT"):
        return time[2:].replace("H", ":").partition("M")[0]
    return "\n".join(_paragraph(part, marks) for part in cell if part.tag == f"{_TEXT}p")


def _paragraph(part: Element, marks: Mapping[str, str]) -> str:
    text = part.text or ""
    for inner in part:
        if inner.tag == f"{_TEXT}s":
            text += " " if inner.get(f"{_TEXT}c", "1") == "1" else "  "  # a cell is cleaned of more
        elif inner.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            text += "\t" if inner.tag.endswith("tab") else "\n"
        else:
            mark = marks.get(inner.get(f"{_TEXT}style-name", ""), "")
            said = _paragraph(inner, marks)
            text += words_as(said, mark) if mark else said
        text += inner.tail or ""
    return text
