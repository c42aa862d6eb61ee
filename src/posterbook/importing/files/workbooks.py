"""XLSX: cells as they are shown, sub- and superscripts as markup, and what is hidden said."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from typing import Any, Final

from posterbook.errors import Problem, warning
from posterbook.importing.files.archives import Archive
from posterbook.importing.tables import Row, Sheet, check_size, place, refuse, words_as

_FORMULA_WITHOUT_VALUE: Final = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def read_workbook(file: str, source: bytes) -> tuple[Sheet, ...]:
    """The sheets of an XLSX file; hidden ones are left out and said."""
    archive = Archive(file, source)
    uncomputed = []
    for name in sorted(archive.names):
        if name.endswith((".xml", ".rels")):
            part = archive.read(name)
            archive.check_xml(part)
            if name.startswith("xl/worksheets/") and (found := _FORMULA_WITHOUT_VALUE.search(part)):
                uncomputed.append((found[1] + found[2]).decode())
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and only spreadsheets need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of charts and styles, which are not read
            book = load_workbook(io.BytesIO(source), data_only=True, rich_text=True)
    except Exception as failure:  # a library's, of any class
        raise refuse(file, "it is damaged, or not of the kind that its name says") from failure
    problems = []
    if uncomputed:
        message = f"formulas have no computed value, first cell {uncomputed[0]}: they are read as empty"
        hint = "open the file in a spreadsheet program, and save it"
        problems.append(warning("damaged-table", message, place(file, ""), hint))
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        message = f"hidden sheets are not read: {', '.join(hidden)}"
        problems.append(warning("hidden-rows", message, place(file, ""), "show them if posters stand there"))
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheets = [_sheet(file, sheet) for sheet in shown]
    if not sheets:
        raise refuse(file, "all of its sheets are hidden", "show the one that holds the posters")
    first, *others = sheets
    return (Sheet(file, first.name, first.rows, first.merged, (*problems, *first.problems)), *others)


def _sheet(file: str, sheet: Any) -> Sheet:  # noqa: ANN401 - openpyxl has no types
    check_size(file, sheet.max_row or 0, sheet.max_column or 0)
    rows, hidden = [], []
    dimensions = sheet.row_dimensions
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if not any(cell is not None for cell in cells):
            continue
        rows.append(Row(number, tuple("" if cell is None else text_of(cell) for cell in cells)))
        if number in dimensions and dimensions[number].hidden:
            hidden.append(number)
    return Sheet(
        file, sheet.title, tuple(rows), len(sheet.merged_cells.ranges), hidden_rows(file, sheet.title, hidden)
    )


def hidden_rows(file: str, sheet: str, hidden: list[int]) -> tuple[Problem, ...]:
    """What to say of rows that are hidden, as by a filter, and yet read."""
    if not hidden:
        return ()
    rows = "row is" if len(hidden) == 1 else "rows are"
    message = f"{len(hidden)} hidden {rows} read like the others, first row {hidden[0]}"
    hint = "delete them in the spreadsheet if they are not to be printed"
    return (warning("hidden-rows", message, place(file, sheet, hidden[0], 1), hint),)


def text_of(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """A cell's value as it would be typed: 1096 for 1096.0, dates year first."""
    if isinstance(value, list):  # rich text
        return "".join(part if isinstance(part, str) else _run(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == datetime.time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return str(value)


def _run(part: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    """A stretch of rich text: its superscripts, subscripts and italics as our markup."""
    text, font = str(part.text), part.font
    mark = {"superscript": "^", "subscript": "~"}.get(font.vertAlign or "", "")
    if mark:
        return words_as(text, mark)
    return italic(text) if font.i else text


def italic(text: str) -> str:
    """A stretch in italics; the asterisks stand next to its letters, not its spaces."""
    bare = text.strip()
    if not bare or "*" in bare or "\n" in bare:
        return text
    head = text[: len(text) - len(text.lstrip())]
    return f"{head}*{bare}*{text[len(text.rstrip()) :]}"
