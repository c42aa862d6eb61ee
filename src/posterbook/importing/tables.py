"""What every kind of file becomes before its columns are known: sheets of rows of text."""

from __future__ import annotations

import re
from typing import Final

from posterbook.errors import ContentError, Problem, Where, error
from posterbook.values import dataclass

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 4_000
MOST_CELLS: Final = 4_000_000
"""What one file may hold; a programme of ten thousand posters stays far below."""

DOCUMENT: Final = "text of the document"
"""The column of what a text document says below its head, with `HEADING` and `BODY` between the parts."""
HEADING, BODY = "\x1e", "\x1f"
"""Before a heading and before the text below it (U+001E, U+001F: separators of records and units)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in its sheet, counted from 1, and its cells as text, '' where one is empty."""

    number: int
    cells: tuple[str, ...]
    file: str = ""
    """The file where rows of several make one sheet, '' where the sheet names it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in a file: the name that it gets below images/, its bytes, and its text alternative."""

    name: str
    content: bytes
    alt: str
    file: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it lies in its file; `merged` counts stretches of merged cells.

    `header` is the first row if the file says so itself, as JSON does.
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    merged: int = 0
    problems: tuple[Problem, ...] = ()
    figures: tuple[Figure, ...] = ()
    header: bool = False


def place(file: str, sheet: str, row: int = 0, column: int = 0) -> Where:
    """The place of a cell, row and column counted from 1."""
    return Where(f"{file}, sheet '{sheet}'" if sheet else file, (), row, column if row else 0)


def letter(column: int) -> str:
    """A column as a spreadsheet calls it: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def refuse(file: str, why: str, hint: str = "") -> ContentError:
    """The error of a file that cannot be read."""
    return ContentError(error("unreadable-table", f"cannot read '{file}': {why}", Where(file), hint))


def check_size(file: str, rows: int, columns: int) -> None:
    """Raises ContentError for a table of more rows, columns or cells than one may have."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        most = f"{MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells"
        raise refuse(file, f"it has {rows:,} rows of {columns:,} columns, and {most} are read", _CUT)


_CUT: Final = "save only the rows and columns of the posters"


def words_as(text: str, mark: str) -> str:
    """The words of a text each between marks, as superscripts: white space may not stand inside them."""
    return re.sub(r"[^\s~^*]+", lambda found: f"{mark}{found[0]}{mark}", text)
