"""Rows become records: each mapped cell cleaned, authors and abstracts taken apart, and what is lacking said.

Only the columns that the mapping names are looked at: an export may hold addresses, fees and reviews.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Final, TypeAlias

from posterbook.content.cells import split_parts
from posterbook.content.scalars import excerpt, fold
from posterbook.errors import Problem, Where, note, warning
from posterbook.importing.abstracts import split_abstract
from posterbook.importing.author_values import author_value, authors_of_cells
from posterbook.importing.authors import ParsedAuthor
from posterbook.importing.cell_values import YES, fits, parts_of, status_of, times
from posterbook.importing.cleaning import Change, clean
from posterbook.importing.headers import Table, cell
from posterbook.importing.joining import Joined, join_columns, keys_of
from posterbook.importing.mapping import FIELDS, NUMBERED, Join, People, numbered
from posterbook.importing.record import ImportedRecord, Source
from posterbook.importing.tables import BODY, HEADING, Row, place
from posterbook.values import dataclass

_INLINE: Final = ("summary_title", "group", "board", "hall", "session", "link", "lang")

JoinedRows: TypeAlias = list[tuple[Join, Table, list[Row]]]
"""The rows of other tables that belong to a poster."""
Places: TypeAlias = dict[str, tuple[Table, Row, int]]
"""The cell of each field: its table, row and column."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """What cleaning did to a cell, and where it stands."""

    where: Where
    field: str
    change: Change


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a joined table, what cleaning changed, and what is wrong, each with its place."""

    found: tuple[ImportedRecord, ...]
    changes: tuple[CellChange, ...]
    problems: tuple[Problem, ...]


def records_of(joined: Joined) -> Records:
    """Every row that the mapping's filter takes, those too that lack a field or repeat a number."""
    return _Builder(joined).build()


class _Builder:
    """Builds the records of one table, gathering problems and changes on the way."""

    __slots__ = (
        *(
            "changes",
            "cleaned",
            "columns",
            "conditions",
            "firsts",
            "given",
            "joined",
            "left_out",
            "numbers",
            "off",
            "people",
            "problems",
        ),
        *("table", "unread", "whole"),
    )

    def __init__(self, joined: Joined) -> None:
        self.joined, self.table = joined, joined.table
        self.off = frozenset(joined.mapping.keep)
        self.problems: list[Problem] = []
        self.changes: list[CellChange] = []
        self.cleaned: dict[str, tuple[str, tuple[Change, ...]]] = {}
        self.left_out: Counter[tuple[str, str]] = Counter()
        self.firsts: list[tuple[Where, str]] = []
        self.whole: list[Where] = []
        self.unread: list[tuple[Where, str]] = []
        self.numbers: dict[str, Where] = {}
        self.given = 0
        conditions = [(self.table.index(one.column), one) for one in joined.mapping.filter]
        self.conditions = [pair for pair in conditions if self.table.filled(pair[0])]
        columns, people = joined.mapping.columns, joined.mapping.people.columns
        self.people = sorted(
            {n for _, name in people if NUMBERED in name for n in joined.table.numbers(name)}
        )
        repeats = {n for _, names in columns if NUMBERED in names[0] for n in joined.table.numbers(names[0])}
        self.columns = [self._columns_of(number) for number in sorted(repeats) or (0,)]

    def build(self) -> Records:
        records = tuple(
            record for row in self.table.rows if self._is_taken(row) for record in self._of_row(row)
        )
        self.problems += self._remarks()
        return Records(records, tuple(self.changes), tuple(self.problems))

    def _is_taken(self, row: Row) -> bool:
        """Whether a row passes all conditions; a withdrawn poster stays, as one that is withdrawn."""
        for column, condition in self.conditions:
            said = cell(row, column)
            if not fits(said, condition) and not (condition.leave and status_of(said) == "withdrawn"):
                self.left_out[condition.column, said] += 1
                return False
        return True

    def _of_row(self, row: Row) -> Iterator[ImportedRecord]:
        """One record, or one for each number of the numbered columns that says anything."""
        for columns, own in self.columns:
            if not own or any(cell(row, column) for column in own):
                yield self._record(row, columns)

    def _columns_of(self, number: int) -> tuple[dict[str, int], list[int]]:
        """The column of each field for a number, and those of them that tell whether there is a poster."""
        named = [(field, names[0]) for field, names in self.joined.mapping.columns]
        columns = {field: self.table.index(numbered(name, number)) for field, name in named}
        tells = {"number", "title", "abstract"}
        own = [columns[field] for field, name in named if NUMBERED in name and field in tells]
        return columns, own

    def _record(self, row: Row, columns: Mapping[str, int]) -> ImportedRecord:
        joined = self._joined_rows(row)
        raw = {field: self._cleaned(self.table, row, column, field) for field, column in columns.items()}
        places: Places = {field: (self.table, row, column) for field, column in columns.items()}
        for join, table, rows in joined:
            for field, names in join.columns:
                values = [self._cleaned(table, one, table.index(names[0]), field) for one in rows]
                values = [value for value in dict.fromkeys(values) if value]
                if values and not raw.get(field):
                    raw[field] = "\n".join(values)
                    places[field] = table, rows[0], table.index(names[0])
        where = self._place(self.table, row, max(0, columns.get("number", 0)))
        made = self._fields(raw, places, where)
        authors = self._authors(row, raw, joined, self._where_of(places, "authors", where))
        if authors:
            made["authors"] = authors
        sections = self._sections(row, raw.get("abstract", ""), self._where_of(places, "abstract", where))
        sections = _in_order(sections, split_parts(raw.get("headings", "")))
        if sections:
            made["sections"] = sections
        self._check(made, where)
        order = [*FIELDS, "images", "sections"]
        ordered = sorted(made.items(), key=lambda pair: order.index(pair[0]))
        source = Source(row.file or self.table.file, "" if row.file else self.table.name, row.number)
        return ImportedRecord(str(made.get("number", "")), tuple(ordered), source)

    def _joined_rows(self, row: Row) -> JoinedRows:
        found: JoinedRows = []
        for join, table, by_key in self.joined.joins:
            keys = [
                key
                for column in join_columns(self.table, self.joined.mapping, join)
                for key in keys_of(row, column)
            ]
            rows = [one for key in keys for one in by_key.get(key, ())]
            found += [(join, table, rows)] if rows else []
        return found

    def _where_of(self, places: Places, field: str, otherwise: Where) -> Where:
        return self._place(*places[field]) if field in places else otherwise

    def _place(self, table: Table, row: Row, column: int) -> Where:
        name = "" if row.file else table.name
        return place(row.file or table.file, name, row.number, column + 1)

    def _cleaned(self, table: Table, row: Row, column: int, field: str) -> str:
        said = cell(row, column)
        if not said:
            return ""
        if said not in self.cleaned:
            self.cleaned[said] = self._clean(said)
        text, changes = self.cleaned[said]
        if changes:
            where = self._place(table, row, column)
            self.changes += [CellChange(where, field, change) for change in changes]
        return text.strip(" \n")

    def _clean(self, said: str) -> tuple[str, tuple[Change, ...]]:
        """A cell cleaned; of a document each part by itself, as control characters stand between them."""
        if HEADING not in said:
            return clean(said, off=self.off)
        texts: list[str] = []
        changes: list[Change] = []
        for part in re.split(f"([{HEADING}{BODY}])", said):
            text, made = (part, ()) if part in {HEADING, BODY} else clean(part, off=self.off)
            texts.append(text)
            changes += made
        return "".join(texts), tuple(changes)

    def _fields(self, raw: Mapping[str, str], places: Places, where: Where) -> dict[str, object]:
        """The fields that are texts, lists of texts or pictures."""
        made: dict[str, object] = {}
        for field in ("number", "title"):
            if text := fold(raw.get(field, "")):
                made[field] = text
        if not self.joined.mapping.column("number"):
            self.given += 1
            made["number"] = str(self.given)
        if status := status_of(raw.get("status", "")):
            made["status"] = status
        for field in _INLINE:
            if text := raw.get(field, ""):
                made[field] = self._first(field, text, places[field])
        start, end, understood = times(*(fold(raw.get(field, "")) for field in ("day", "start", "end")))
        made |= {name: text for name, text in (("start", start), ("end", end)) if text}
        if not understood:
            said = " ".join(filter(None, (raw.get(field, "") for field in ("day", "start", "end"))))
            at = next(
                self._where_of(places, field, where) for field in ("day", "start", "end") if raw.get(field)
            )
            self.unread.append((at, said))
        if keywords := parts_of(raw.get("keywords", ""), self._separator("keywords")):
            made["keywords"] = list(map(fold, keywords))
        if image := raw.get("image", ""):
            words = [_lines(places, field) for field in ("image_alt", "image_caption")]
            figures = [
                self._figure(*one) for one in zip_longest(image.split("\n"), *words, fillvalue="") if one[0]
            ]
            made |= {"image": figures[0]} if len(figures) == 1 else {"images": figures}
        return made

    def _figure(self, file: str, alt: str, caption: str) -> dict[str, object]:
        """A picture; one that came in the file of the table has what is said of it there."""
        told = alt or next((one.alt for one in self.table.figures if one.name == file), "")
        said = {"alt": fold(told), "caption": fold(caption)}
        return {
            "file": file if "/" in file else f"images/{file}",
            **{name: text for name, text in said.items() if text},
        }

    def _separator(self, field: str) -> str:
        return dict(self.joined.mapping.split).get(field, "")

    def _first(self, field: str, text: str, at: tuple[Table, Row, int]) -> str:
        """A text on one line; of several that a separator or line break parts, the first."""
        separator = self._separator(field)
        parts = (
            parts_of(text, separator or "\n") if separator or ("\n" in text and field == "group") else (text,)
        )
        if len(parts) > 1:
            self.firsts.append((self._place(*at), field))
        return fold(parts[0] if parts else text)

    def _authors(self, row: Row, raw: Mapping[str, str], joined: JoinedRows, where: Where) -> list[object]:
        """Authors of rows of their own, else of numbered columns, else of one cell, else the row's own."""
        people = self.joined.mapping.people
        presenter = fold(raw.get("presenter", ""))
        found: list[ParsedAuthor] = []
        for join, table, rows in joined:
            for one in rows if join.people.columns else ():
                found += self._person(table, one, join.people, 0)
        written = raw.get("authors", "")
        if not found and (self.people or not written):
            for number in self.people or (0,):
                found += self._person(self.table, row, people, number)
        if found:
            return [author_value(one, presenter) for one in found]
        made, problems = authors_of_cells(raw, self._separator("authors"), where)
        self.problems += problems
        return made

    def _person(self, table: Table, row: Row, people: People, number: int) -> list[ParsedAuthor]:
        """The author in a row's columns, none if they are empty."""
        said = {
            part: fold(self._cleaned(table, row, table.index(numbered(column, number)), "authors"))
            for part, column in people.columns
            if part != "affiliations"
        }
        name = said.get("name") or " ".join(
            filter(None, (said.get(p, "") for p in ("given", "middle", "family")))
        )
        if not name:
            return []
        column = table.index(numbered(people.affiliations, number)) if people.affiliations else -1
        affiliations = self._cleaned(table, row, column, "affiliations")
        parts = tuple(map(fold, parts_of(affiliations, self._separator("affiliations") or "\n")))
        presents = said.get("presenter", "").casefold() in YES
        return [ParsedAuthor(name, said.get("family", ""), parts, presents, said.get("email", ""))]

    def _sections(self, row: Row, abstract: str, where: Where) -> dict[str, str]:
        found: dict[str, str] = {}
        for heading, column in self.joined.mapping.sections:
            text = self._cleaned(self.table, row, self.table.index(column), "sections")
            if text and heading not in found:
                found[heading] = text
        if found or not abstract:
            return found
        if HEADING in abstract:
            return dict(_marked(abstract))
        parts = split_abstract(abstract)
        if len(parts) == 1:
            self.whole.append(where)
        return _mapping(parts)

    def _check(self, made: Mapping[str, object], where: Where) -> None:
        """What a record lacks or repeats; it is written all the same, and `check` names it."""
        lacking = [name for name in ("number", "title", "sections") if not made.get(name)]
        if made.get("status") == "withdrawn":
            lacking = [name for name in lacking if name != "sections"]
        if lacking:
            names = " and no ".join("text" if name == "sections" else name for name in lacking)
            message = f"this row has no {names}"
            self.problems.append(
                warning("row-incomplete", message, where, "correct the record, or the spreadsheet")
            )
        number = str(made.get("number", ""))
        if number and number in self.numbers:
            first = self.numbers[number]
            message = f"the number {excerpt(number)} stands in row {first.line} already"
            self.problems.append(
                warning("number-repeated", message, where, "give one of the two another number")
            )
        elif number:
            self.numbers[number] = where

    def _remarks(self) -> Iterator[Problem]:
        """What is said once, with a count."""
        for (column, said), count in self.left_out.items():
            rows = "1 row is" if count == 1 else f"{count} rows are"
            message = f"{rows} left out: '{excerpt(column)}' says '{excerpt(said)}'"
            hint = "change `filter` in import.yaml if they are to be printed"
            yield note("rows-left-out", message, place(self.table.file, self.table.name), hint)
        if self.given:
            message = f"no column holds the numbers of the posters: they are counted, 1 to {self.given}"
            hint = "add a column 'number': a row that moves would be another poster at the next import"
            yield warning("numbers-counted", message, place(self.table.file, self.table.name, 1, 1), hint)
        if self.whole:
            message = f"{_many(len(self.whole), 'abstract')} without headings, kept whole under 'Abstract'"
            yield note("abstract-whole", message, self.whole[0])
        by_field = Counter(field for _, field in self.firsts)
        for field, count in by_field.items():
            where = next(where for where, one in self.firsts if one == field)
            message = f"{field} is one, and {_many(count, 'cell')} with several: the first of each is taken"
            hint = "say under `split` in import.yaml what parts them, or map the column to keywords"
            yield note("value-left-out", message, where, hint)
        if self.unread:
            where, said = self.unread[0]
            message = f"{_many(len(self.unread), 'time')} cannot be read for certain, as '{excerpt(said)}'"
            hint = "write days as 2026-10-05 and times as 14:00"
            yield warning("time-unread", message, where, hint)


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _in_order(sections: dict[str, str], headings: list[str]) -> dict[str, str]:
    """The sections, those first that are listed, in that order."""
    listed = {heading: sections[heading] for heading in headings if heading in sections}
    return {**listed, **sections}


def _lines(places: Places, field: str) -> list[str]:
    """The lines of a cell, blank ones before others too."""
    if field not in places:
        return []
    _, row, column = places[field]
    return row.cells[column].split("\n") if column < len(row.cells) else []


def _marked(text: str) -> Iterator[tuple[str, str]]:
    """The sections of a document, whose headings are marked."""
    before, *parts = text.split(HEADING)
    pairs = [part.partition(BODY) for part in parts]
    if before.strip():
        yield "Abstract", before.strip()
    yield from _mapping((heading.strip(), body.strip()) for heading, _, body in pairs if body.strip()).items()


def _mapping(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headings and texts; a heading that comes a second time goes on with its text."""
    found: dict[str, str] = {}
    for heading, text in parts:
        found[heading] = f"{found[heading]}\n\n{text}" if heading in found else text
    return found
