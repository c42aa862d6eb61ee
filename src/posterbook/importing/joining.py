"""Several tables to one: which holds the posters, which goes on with it, which is joined by a key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from posterbook.content.scalars import excerpt
from posterbook.errors import ContentError, Problem, error, note, warning
from posterbook.importing.columns import check_mapping, fit, has, is_of_preset, people_of, recognise
from posterbook.importing.headers import Table, cell, table_of
from posterbook.importing.mapping import NUMBERED, ColumnMap, Join, normal, preset_names, read_preset
from posterbook.importing.tables import Row, Sheet, place
from posterbook.values import dataclass

_ENOUGH: Final = 0.5
"""So large a part of a table's keys must stand in the first one, for a join that nobody has named."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The table of the posters and, for each join, the rows that belong to a key, in order."""

    table: Table
    mapping: ColumnMap
    joins: tuple[tuple[Join, Table, Mapping[str, tuple[Row, ...]]], ...]
    problems: tuple[Problem, ...]


def join_tables(sheets: Iterable[Sheet], preset: ColumnMap | None, *, own: bool = False) -> Joined:
    """The table of the posters among all sheets, with what belongs to it.

    `preset` is the mapping to go by, found out if there is none; it is the folder's `own` import.yaml if it
    must fit. Raises ContentError if no sheet becomes records, with the reason for each.
    """
    tables: list[Table] = []
    problems: list[Problem] = []
    faults: list[Problem] = []
    refusals: list[list[Problem]] = []
    for sheet in sheets:
        if not any(any(row.cells) for row in sheet.rows):
            continue
        table, found = table_of(sheet, preset)
        problems += [*sheet.problems, *(found if table else ())]
        faults += () if table else found
        tables += [table] if table else []
    candidates: list[tuple[tuple[bool, bool, int, int], int, Table, ColumnMap, list[Problem]]] = []
    for table in tables:
        mapping, guesses = _mapping_for(table, preset, own=own)
        wrong = check_mapping(table, preset if own and preset else mapping, own=own)
        if not table.rows:
            faults.append(_no_rows(table))
        elif wrong:
            refusals.append(wrong)
        else:
            candidates.append((_weight(table, mapping), -len(candidates), table, mapping, guesses))
    if not candidates:
        # of several tables, import.yaml means the one that it fits best
        refused = [min(refusals, key=len)] if own and refusals else refusals
        raise ContentError([*faults, *(one for many in refused for one in many)] or [_nothing()])
    _, _, table, mapping, guesses = max(candidates, key=lambda one: one[:2])
    others = [one for one in tables if one is not table]
    table, others = _with_more_rows(table, others)
    unused = [fault for fault in faults if fault.code == "no-header"]  # beside one that is used
    mapping, joins, more = _joins(table, mapping, others, own=own)
    problems += [
        *guesses,
        *_note_empty_abstract(table, mapping),
        *more,
        *(warning("unused-table", one.message, one.where, one.hint) for one in unused),
    ]
    return Joined(table, mapping, joins, tuple(problems))


def _mapping_for(table: Table, preset: ColumnMap | None, *, own: bool) -> tuple[ColumnMap, list[Problem]]:
    if own and preset:
        return fit(table, preset), []
    presets = [preset] if preset else [read_preset(name) for name in preset_names()]
    fitting = [one for one in presets if preset or is_of_preset(table, one)]
    if not fitting:
        return recognise(table)
    best = max(fitting, key=lambda one: (len(one.recognise), len(fit(table, one).columns)))
    if best.columns:
        return _without_empty_people(table, fit(table, best)), []
    mapping, guesses = recognise(table)
    return replace(mapping, preset=best.preset), guesses


def _without_empty_people(table: Table, mapping: ColumnMap) -> ColumnMap:
    """A preset's mapping without columns that are empty where another of its parts says the same."""
    numbers = [n for _, column in mapping.people.columns for n in table.numbers(column)]
    return mapping if numbers or not mapping.people.columns else replace(mapping, people=ColumnMap().people)


def _weight(table: Table, mapping: ColumnMap) -> tuple[bool, bool, int, int]:
    """How much a table looks like the one of the posters."""
    has_text = bool(mapping.column("abstract") or mapping.sections)
    return has_text, bool(mapping.preset), len(mapping.columns), len(table.rows)


def _note_empty_abstract(table: Table, mapping: ColumnMap) -> list[Problem]:
    """That another column than the one called abstract is taken, as that one is empty."""
    chosen = mapping.column("abstract")
    empty = next(
        (n for n, name in enumerate(table.columns) if normal(name) == "abstract" and not table.filled(n)), -1
    )
    if not chosen or empty < 0 or table.index(chosen) == empty:
        return []
    message = (
        f"the column '{excerpt(table.columns[empty])}' is empty: '{excerpt(chosen)}' is taken as abstract"
    )
    return [warning("column-guessed", message, place(table.file, table.name, 1, empty + 1))]


def _with_more_rows(table: Table, others: list[Table]) -> tuple[Table, list[Table]]:
    """The table with the rows of others of the same columns below it, as a sheet a day has them."""
    left = []
    for other in others:
        if [normal(name) for name in other.columns] != [normal(name) for name in table.columns]:
            left.append(other)
            continue
        label = f"{other.file}, sheet '{other.name}'" if other.name else other.file
        rows = tuple(Row(row.number, row.cells, row.file or label) for row in other.rows)
        counts = tuple(one + more for one, more in zip(table.counts, other.counts, strict=True))
        figures = table.figures + other.figures
        table = replace(table, rows=table.rows + rows, figures=figures, counts=counts)
    return table, left


def _joins(
    table: Table, mapping: ColumnMap, others: list[Table], *, own: bool
) -> tuple[ColumnMap, tuple[tuple[Join, Table, Mapping[str, tuple[Row, ...]]], ...], list[Problem]]:
    """What is joined with what; tables that nothing can be done with are said."""
    problems: list[Problem] = []
    joins = []
    left = list(others)
    for join in mapping.join:
        fitting = [one for one in left if _has_join(one, join)]
        best = max(fitting, key=lambda one: _overlap(table, mapping, join, one), default=None)
        if best and _overlap(table, mapping, join, best) > 0:
            left.remove(best)
            joins.append((join, best))
        elif own:
            message = f"no file holds the table that import.yaml joins by '{excerpt(join.key)}'"
            hint = "name it on the command line too, or take the join out of import.yaml"
            problems.append(warning("join-missed", message, place(table.file, table.name, 1, 1), hint))
    for other in [] if own else list(left):
        if found := _guess_join(table, mapping, other):
            left.remove(other)
            joins.append((found, other))
            where = place(other.file, other.name, 1, other.index(found.key) + 1)
            fields = ", ".join(
                [*(name for name, _ in found.columns), *(["authors"] if found.people.columns else [])]
            )
            message = f"joined by the column '{excerpt(found.key)}', for {fields}"
            problems.append(note("column-guessed", message, where))
    for other in left:
        if other.file == table.file and other.file.casefold().endswith(".json"):
            continue  # an export of everything has parts that are no posters
        message = "nothing is read from this table: no column of it holds the numbers of the posters"
        hint = "name it under `join` in import.yaml, with the column that does"
        problems.append(warning("unused-table", message, place(other.file, other.name, 1, 1), hint))
    whole = []
    for join, other in joins:
        rows = _by_key(other, join)
        problems += _misses(table, mapping, join, other, rows)
        whole.append((join, other, rows))
    return replace(mapping, join=tuple(join for join, _ in joins)), tuple(whole), problems


def _has_join(table: Table, join: Join) -> bool:
    wanted = [join.key, *(names[0] for _, names in join.columns), join.people.family or join.people.name]
    return all(has(table, name) for name in wanted if name)


def keys_of(row: Row, column: int) -> tuple[str, ...]:
    """The keys that a cell holds, of one row or of several."""
    return tuple(part.strip().casefold() for part in re.split("[;\n]", cell(row, column)) if part.strip())


def join_columns(table: Table, mapping: ColumnMap, join: Join) -> tuple[int, ...]:
    """The columns that hold the keys of a join: one, or a numbered row of them."""
    named = join.to or mapping.column("number")
    if NUMBERED in named:
        return tuple(table.index(named.replace(NUMBERED, str(n))) for n in table.numbers(named))
    return (table.index(named),)


def _overlap(table: Table, mapping: ColumnMap, join: Join, other: Table) -> float:
    """How large a part of the other table's keys stand in the first."""
    known = {
        key
        for column in join_columns(table, mapping, join)
        for row in table.rows
        for key in keys_of(row, column)
    }
    keys = set(_by_key(other, join))
    return len(keys & known) / len(keys) if keys else 0.0


def _by_key(table: Table, join: Join) -> dict[str, tuple[Row, ...]]:
    column, order = table.index(join.key), table.index(join.order) if join.order else -1
    found: dict[str, list[Row]] = {}
    for row in table.rows:
        if key := cell(row, column).casefold():
            found.setdefault(key, []).append(row)
    if order >= 0:
        for rows in found.values():
            rows.sort(key=lambda row: _number(cell(row, order)))
    return {key: tuple(rows) for key, rows in found.items()}


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else float("inf")


def _guess_join(table: Table, mapping: ColumnMap, other: Table) -> Join | None:
    """A join that nobody has named: by a column that holds the posters' numbers."""
    if not mapping.column("number") or NUMBERED in mapping.column("number"):
        return None
    found, _ = recognise(other)
    same = next((one for one in other.columns if normal(one) == normal(mapping.column("number"))), "")
    key = same or found.column("number")
    share = _overlap(table, mapping, Join(key), other) if key else 0.0
    if not share or (share < _ENOUGH and not same):
        return None
    people = people_of(other)
    if not (people.family and people.given) or mapping.people.columns:
        people = ColumnMap().people
    known = {name for name, _ in mapping.columns} | {"number", "title", "status"}
    columns = tuple((name, names) for name, names in found.columns if name not in known)
    if mapping.people.columns or people.columns or mapping.column("authors"):  # of one list, not half of each
        columns = tuple(pair for pair in columns if pair[0] not in {"authors", "affiliations", "presenter"})
    return Join(key, "", columns, people) if columns or people.columns else None


def _misses(
    table: Table, mapping: ColumnMap, join: Join, other: Table, rows: Mapping[str, tuple[Row, ...]]
) -> list[Problem]:
    """Rows of a joined table that belong to no poster."""
    known = {
        key
        for column in join_columns(table, mapping, join)
        for row in table.rows
        for key in keys_of(row, column)
    }
    lost = [row for key, found in rows.items() if key not in known for row in found]
    if not lost:
        return []
    column = other.index(join.key)
    first = excerpt(cell(lost[0], column))
    rows_are = "1 row belongs" if len(lost) == 1 else f"{len(lost)} rows belong"
    message = f"{rows_are} to no poster, first '{first}' in the column '{excerpt(join.key)}'"
    hint = "such rows are not read; the two files may be of different days"
    where = place(other.file, other.name, lost[0].number, column + 1)
    return [warning("join-missed", message, where, hint)]


def _no_rows(table: Table) -> Problem:
    return error("no-column", "there is no row below the header", place(table.file, table.name, 1, 1))


def _nothing() -> Problem:
    return error("no-header", "none of the files holds a row")
