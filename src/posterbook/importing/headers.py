"""A sheet becomes a table: its header is the row that names most fields, and every name is another."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, error, warning
from posterbook.importing.mapping import NUMBERED, ColumnMap, normal
from posterbook.importing.synonyms import KNOWN, field_of_question
from posterbook.importing.tables import Figure, Row, Sheet, letter, place
from posterbook.values import dataclass

_HEADER_WITHIN: Final = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header is known: names of columns, all different, and the rows below."""

    file: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: tuple[Figure, ...] = ()
    positions: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    counts: tuple[int, ...] = ()
    """In how many rows each column says something."""

    def index(self, column: str) -> int:
        """The position of a column, -1 if it is not there; else the first whose name is `normal` alike."""
        position = self.positions.get(column)
        return self.positions.get(normal(column), -1) if position is None else position

    def filled(self, column: int) -> int:
        """In how many rows a column says something."""
        return self.counts[column] if 0 <= column < len(self.counts) else 0

    def numbers(self, pattern: str) -> tuple[int, ...]:
        """The numbers for which a pattern with `{n}` has a column, ascending."""
        head, _, tail = normal(pattern).partition(NUMBERED)
        shape = re.compile(rf"{re.escape(head)}([0-9]+){re.escape(tail)}")
        return tuple(
            sorted({int(found[1]) for name in self.columns if (found := shape.fullmatch(normal(name)))})
        )


def cell(row: Row, column: int) -> str:
    """A cell without white space around it; '' also where the row is too short, or there is no column."""
    return row.cells[column].strip(_SPACE) if 0 <= column < len(row.cells) else ""


_SPACE: Final = " \t\n\r\xa0\u200b\ufeff"


def table_of(sheet: Sheet, mapping: ColumnMap | None) -> tuple[Table | None, list[Problem]]:
    """The table that a sheet holds, and what is to be said of it; None with an error if it has no header."""
    found = 0 if sheet.header else _header(sheet, mapping)
    if found is None:
        return None, [_no_header(sheet)]
    names = _distinct([name.strip(_SPACE) for name in sheet.rows[found].cells])
    rows = tuple(row for row in sheet.rows[found + 1 :] if any(map(str.strip, row.cells)))
    positions = {normal(name): position for position, name in reversed([*enumerate(names)])}
    positions |= {name: position for position, name in enumerate(names)}
    table = Table(sheet.file, sheet.name, names, rows, sheet.figures, positions, _counts(rows, len(names)))
    wide = [row for row in rows if any(map(str.strip, row.cells[len(names) :]))]
    if not wide:
        return table, []
    where = place(sheet.file, sheet.name, wide[0].number, len(names) + 1)
    if len(wide) > len(rows) / 2:
        message = f"rows have more cells than the header names, which are {len(names)}: it is shifted, or cut"
        return None, [error("no-header", message, where, "write a name above every column")]
    message = f"{len(wide)} rows have cells beyond the header, first row {wide[0].number}: they are not read"
    hint = "a delimiter inside a text shifts what follows; put such texts in quotation marks"
    return table, [warning("damaged-table", message, where, hint)]


def _counts(rows: Iterable[Row], width: int) -> tuple[int, ...]:
    counts = [0] * width
    for row in rows:
        for position, said in enumerate(row.cells[:width]):
            if said and said.strip(_SPACE):
                counts[position] += 1
    return tuple(counts)


def _header(sheet: Sheet, mapping: ColumnMap | None) -> int | None:
    """The place of the row that names most fields, two at least."""
    known = KNOWN | {normal(name) for name in _columns_of(mapping)} if mapping else KNOWN
    best, most = None, 1
    for position, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        named = {normal(one) for one in row.cells if len(one) < 400}
        hits = sum(name in known or bool(field_of_question(name)) for name in named if name)
        if hits > most:
            best, most = position, hits
    return best


def _no_header(sheet: Sheet) -> Problem:
    first = next((row for row in sheet.rows if any(row.cells)), None)
    seen = ", ".join(f"'{excerpt(one)[:30]}'" for one in (first.cells if first else ())[:3] if one)
    grid = f", and {sheet.merged} stretches of merged cells: a plan drawn for people" if sheet.merged else ""
    message = f"no row names the columns; the first one reads {seen or 'nothing'}{grid}"
    hint = "a table wants a row a poster below a row of names, as: number, title, authors, abstract"
    return error("no-header", message, place(sheet.file, sheet.name, first.number if first else 1, 1), hint)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names made different: a second `Status` is `Status (2)`, one without a name is called by its letter."""
    found: list[str] = []
    for position, name in enumerate(names, 1):
        base = re.sub(r"\s+", " ", name) or f"column {letter(position)}"
        unique, count = base, 1
        while unique in found:
            count += 1
            unique = f"{base} ({count})"
        found.append(unique)
    return tuple(found)


def _columns_of(mapping: ColumnMap) -> Iterator[str]:
    yield from (name for _, names in mapping.columns for name in names)
    yield from (column for _, column in (*mapping.sections, *mapping.people.columns))
    yield from (condition.column for condition in mapping.filter)
    for join in mapping.join:
        yield from (join.key, *(name for _, names in join.columns for name in names))
        yield from (column for _, column in join.people.columns)
