"""CSV and its kin: which characters the bytes are, which sign separates the cells, and the rows."""

from __future__ import annotations

import codecs
import csv
from itertools import islice
from typing import Final

from posterbook.content.cells import unguard_cell
from posterbook.errors import Problem, warning
from posterbook.importing.tables import Row, Sheet, check_size, place, refuse

DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 300
"""So many rows tell the delimiter."""


def read_delimited(file: str, source: bytes) -> tuple[Sheet, ...]:
    """The one sheet of a CSV or TSV file."""
    text, problems = decode(file, source)
    if "\0" in text:
        raise refuse(file, "it holds zero bytes, so it is no text", "save it as CSV (UTF-8)")
    first, _, rest = text.partition("\n")
    named = first.strip().removeprefix("sep=") if first.startswith("sep=") else ""
    if len(named) == 1:  # what Excel writes to tell itself
        rows, more = _rows(file, rest, named, 1)
    else:
        rows, more = _rows(file, text, delimiter_of(text), 0)
    return (Sheet(file, "", rows, problems=(*problems, *more)),)


def decode(file: str, source: bytes) -> tuple[str, list[Problem]]:
    """The text of a file: by its byte order mark, else UTF-8, whose stray bytes are Windows-1252.

    A file that is Windows-1252 throughout has no other bytes; one put together from both is read right too.
    """
    for mark, name in _MARKS:
        if source.startswith(mark):
            try:
                return _with_newlines(source[len(mark) :].decode(name)), []
            except UnicodeDecodeError:
                break
    if name := _unmarked_utf16(source):
        return _with_newlines(source.decode(name, "replace")), []
    try:
        return _with_newlines(source.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        pass
    lines, strays = [], []
    for number, line in enumerate(source.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        text, stray = _decode_line(line)
        lines.append(text)
        strays += [number] if stray else []
    message = f"{len(strays)} lines are not UTF-8, first line {strays[0]}; they are read as Windows-1252"
    hint = "look at accents and quotation marks; save the file as CSV (UTF-8) if they are wrong"
    return _with_newlines("\n".join(lines)), [warning("encoding-guessed", message, place(file, ""), hint)]


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unmarked_utf16(source: bytes) -> str:
    """UTF-16 without its mark has a zero in every other byte of Latin text; '' for other text."""
    sample = source[:400]
    half = len(sample) // 4
    if half and sample[1::2].count(0) > half:
        return "utf-16-le"
    return "utf-16-be" if half and sample[0::2].count(0) > half else ""


def _decode_line(line: bytes) -> tuple[str, bool]:
    """A line, and whether bytes in it are not UTF-8."""
    parts, stray, rest = [], False, line
    while rest:
        try:
            parts.append(rest.decode("utf-8"))
            break
        except UnicodeDecodeError as failure:
            stray = True
            parts.append(rest[: failure.start].decode("utf-8"))
            parts.append(_windows(rest[failure.start : failure.end]))
            rest = rest[failure.end :]
    return "".join(parts), stray


def _windows(stray: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves open."""
    try:
        return stray.decode("cp1252")
    except UnicodeDecodeError:
        return stray.decode("latin-1")


def delimiter_of(text: str) -> str:
    """The sign for which most rows have as many cells as the first."""
    lines = _lines(text)

    def fit(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE) if row]
        except csv.Error:
            return 0.0, 0
        wide = widths[0] if widths else 0
        return (widths.count(wide) / len(widths), wide) if wide > 1 else (0.0, wide)

    return max(DELIMITERS, key=fit)


def _rows(file: str, text: str, delimiter: str, skipped: int) -> tuple[tuple[Row, ...], list[Problem]]:
    """The rows, numbered as a spreadsheet program numbers them."""
    problems: list[Problem] = []
    lines = _lines(text)
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error as failure:
            hint = "a quotation mark that is never closed takes in all that follows"
            raise refuse(file, str(failure), hint) from None
        last = len(rows) + skipped
        message = f"quotation marks do not pair up; read up to row {last} as well as can be"
        hint = "compare the number of rows with the spreadsheet's; save it again as CSV"
        problems.append(warning("damaged-table", message, place(file, "", last, 1), hint))
    check_size(file, len(rows), max(map(len, rows), default=0))
    return tuple(
        Row(number, tuple(map(unguard_cell, row))) for number, row in enumerate(rows, 1 + skipped)
    ), problems


def _lines(text: str) -> list[str]:
    """Lines by newline alone: U+2028 and its like end no row."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + [part for part in parts[-1:] if part]
