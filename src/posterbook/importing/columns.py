"""Which column is which field: by a preset's names, else by synonyms, questions and how full columns are.

A preset whose columns all stand in a table is taken; without one, each field takes the column that is called
most like it and says anything: by a synonym, by one with a slip of the pen, or by a question that begins with
it, as forms ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, error, note
from posterbook.importing.cell_values import is_time
from posterbook.importing.headers import Table, cell
from posterbook.importing.mapping import HEADED, NUMBERED, ColumnMap, Condition, People, normal
from posterbook.importing.synonyms import EXACT, PEOPLE, SECTIONS, SYNONYMS, likeness_to
from posterbook.importing.tables import DOCUMENT, place

_LEAVE: Final = (
    "reject*",
    "declin*",
    "abgelehnt*",
    "refus*",
    "desk*",
    "not accept*",
    "draft*",
    "incomplete*",
)
"""What a column of decisions says of what is not shown."""
_SALUTATIONS: Final = frozenset(("dr", "prof", "mr", "ms", "mrs", "phd", "professor", "miss", "mx"))


def is_of_preset(table: Table, preset: ColumnMap) -> bool:
    """Whether a table has all columns that a preset is recognised by."""
    return bool(preset.recognise) and all(
        any(has(table, name) for name in names) for names in preset.recognise
    )


def has(table: Table, column: str) -> bool:
    """Whether a table has a column, or the first few of a numbered one."""
    if NUMBERED in column:
        return bool(table.numbers(column))
    return table.index(column) >= 0


def fit(table: Table, mapping: ColumnMap) -> ColumnMap:
    """A mapping with only what the table has, each alternative decided: the first that says anything."""
    columns = []
    for field, names in mapping.columns:
        there = [name for name in names if has(table, name)]
        filled = [name for name in there if NUMBERED in name or table.filled(table.index(name))]
        columns += [(field, (_as_written(table, (filled or there)[0]),))] if there else []
    sections = tuple(_sections(table, mapping))
    people = People(**{part: name for part, name in mapping.people.columns if has(table, name)})
    filters = tuple(one for one in mapping.filter if has(table, one.column))
    return replace(mapping, columns=tuple(columns), sections=sections, people=people, filter=filters)


def _sections(table: Table, mapping: ColumnMap) -> Iterator[tuple[str, str]]:
    """The headings and columns that a table has; one with `{heading}` stands for each that is like it."""
    for heading, name in mapping.sections:
        before, pattern, behind = name.partition(HEADED)
        if not pattern:
            yield from [(heading, _as_written(table, name))] if has(table, name) else []
            continue
        shape = re.compile(f"{re.escape(before)}(.+){re.escape(behind)}", re.DOTALL)
        for column in table.columns:
            if found := shape.fullmatch(column):
                yield heading.replace(HEADED, found[1].strip()), column


def _as_written(table: Table, name: str) -> str:
    position = table.index(name)
    return table.columns[position] if position >= 0 else name


def recognise(table: Table) -> tuple[ColumnMap, list[Problem]]:
    """The mapping that a table's names suggest, and what was guessed."""
    taken: dict[int, str] = {}
    problems: list[Problem] = []
    columns: list[tuple[str, tuple[str, ...]]] = []
    people = _numbered_people(table)
    people = people if people.columns else _single_people(table)
    reserved = {table.index(name) for _, name in people.columns if NUMBERED not in name}
    for field, synonyms in SYNONYMS.items():
        if field in {"affiliations", "presenter"} and people.columns:
            continue
        scored = [
            (score, -position, position)
            for position, name in enumerate(table.columns)
            if position not in taken and position not in reserved
            for score in [likeness_to(name, synonyms)]
            if score and table.filled(position) and _says(table, position, field)
        ]
        if not scored:
            continue
        score, _, position = max(scored)
        taken[position] = field
        columns.append((field, (table.columns[position],)))
        if score < EXACT:
            problems.append(_guess(table, position, field))
    if DOCUMENT in table.columns:
        columns.append(("abstract", (DOCUMENT,)))
    sections = [
        name for name in table.columns if normal(name) in SECTIONS and table.filled(table.index(name))
    ]
    sections = sections if len(sections) > 1 else []
    found = ColumnMap(
        columns=tuple(columns), sections=tuple((name, name) for name in sections), people=people
    )
    return replace(found, filter=_decisions(table, found)), problems


def _says(table: Table, position: int, field: str) -> bool:
    """Whether a column that is called like a field can be it: days and times must read as such."""
    if field == "title":
        return not _is_salutation(table, position)
    if field in {"day", "start", "end"}:
        said = [cell(row, position) for row in table.rows]
        return sum(map(is_time, said)) * 2 > sum(map(bool, said))
    return True


def _is_salutation(table: Table, position: int) -> bool:
    """Whether a column called title holds Dr and Prof."""
    said = {cell(row, position).casefold().strip(". ") for row in table.rows} - {""}
    return bool(said) and sum(one in _SALUTATIONS for one in said) * 2 > len(said)


def _guess(table: Table, position: int, field: str) -> Problem:
    name = excerpt(table.columns[position])
    message = f"the column '{name}' is taken as {field}"
    hint = "correct import.yaml if it is not, after --write"
    return note("column-guessed", message, place(table.file, table.name, 1, position + 1), hint)


def _numbered_people(table: Table) -> People:
    """Authors in numbered columns: `1: First Name`, `authors.1.given`, `author2_lastname`."""
    found: dict[str, dict[str, str]] = {}
    for name in table.columns:
        for digits in re.finditer(r"(?<![0-9])1(?![0-9])", name):
            pattern = name[: digits.start()] + NUMBERED + name[digits.end() :]
            around = normal(name[: digits.start()]).strip(" .:-"), normal(name[digits.end() :]).strip(" .:-")
            part = next((p for p, names in PEOPLE.items() if _is_part(around[1], names)), "")
            if (
                part
                and not re.search(r"reviewer|chair|contact", around[0])
                and part not in found.get(around[0], {})
            ):
                found.setdefault(around[0], {})[part] = pattern
    named = [one for one in found.values() if "family" in one or "name" in one]
    best = max(named, key=len, default={})
    if "family" in best and "name" in best:
        del best["name"]
    return People(**best)


def _is_part(name: str, synonyms: tuple[str, ...]) -> bool:
    return name in synonyms or re.sub(r"[ .]?[0-9]+[ .]?(name)?$", "", name).strip(" .") in synonyms


def _single_people(table: Table) -> People:
    """One author a row, first and last name in columns of their own, unless one of all authors is fuller."""
    found = people_of(table)
    if not (found.family and found.given):
        return People()
    lists = [n for n, name in enumerate(table.columns) if normal(name) in SYNONYMS["authors"]]
    fullest = max(map(table.filled, lists), default=0)
    return found if table.filled(table.index(found.family)) > fullest else People()


def people_of(table: Table) -> People:
    """The columns of one author in a table."""
    parts = {}
    for part, synonyms in PEOPLE.items():
        scored = [
            (likeness_to(name, synonyms), -position)
            for position, name in enumerate(table.columns)
            if table.filled(position)
        ]
        score, position = max(scored, default=(0, 0))
        if score:
            parts[part] = table.columns[-position]
    if "affiliations" not in parts:
        asked = [
            name
            for name in table.columns
            if "affiliation" in normal(name) and table.filled(table.index(name))
        ]
        parts |= {"affiliations": asked[0]} if asked else {}
    if "family" in parts:
        parts.pop("name", None)
    return People(**parts)


def _decisions(table: Table, found: ColumnMap) -> tuple[Condition, ...]:
    """A condition on the column of decisions, if some rows were not accepted."""
    column = found.column("status")
    said = {cell(row, table.index(column)).casefold() for row in table.rows} if column else set()
    stems = tuple(one.rstrip("*") for one in _LEAVE)
    return (Condition(column, leave=_LEAVE),) if any(one.startswith(stems) for one in said) else ()


def check_mapping(table: Table, mapping: ColumnMap, *, own: bool) -> list[Problem]:
    """What keeps a table from becoming records: no title, or an abstract whose column is empty."""
    problems: list[Problem] = []
    where = place(table.file, table.name, 1, 1)
    if own:
        problems += [_missing(table, name) for name in _main_columns(mapping) if not has(table, name)]
    if not mapping.column("title") and not problems:
        named = ", ".join(f"'{excerpt(name)[:30]}'" for name in table.columns[:8])
        message = f"no column is called like a title and says anything; the columns are {named}"
        hint = "name the file that has the titles too, or call the column 'title'"
        problems.append(error("no-column", message, where, hint))
    if not mapping.sections and (empty := _empty_abstract(table, mapping)) and not problems:
        column, count = table.index(empty) + 1, len(table.rows)
        message = f"the column '{excerpt(empty)}' looks like the abstract and is empty in all {count} rows"
        hint = "ask for an export with the texts, or delete the column if there are none"
        place_of = place(table.file, table.name, 1, column)
        problems.append(error("no-column", message, place_of, hint))
    return problems


def _main_columns(mapping: ColumnMap) -> Iterator[str]:
    yield from (names[0] for _, names in mapping.columns if len(names) == 1)
    headings = Counter(heading for heading, _ in mapping.sections)
    yield from (name for heading, name in mapping.sections if headings[heading] == 1 and HEADED not in name)
    yield from (column for _, column in mapping.people.columns)
    yield from (condition.column for condition in mapping.filter)
    yield from (join.to for join in mapping.join if join.to)


def _missing(table: Table, name: str) -> Problem:
    message = f"there is no column '{excerpt(name)}', which import.yaml names"
    hint = did_you_mean(
        name, table.columns, "correct import.yaml, or delete it to have the columns found anew"
    )
    return error("no-column", message, place(table.file, table.name, 1, 1), hint)


def _empty_abstract(table: Table, mapping: ColumnMap) -> str:
    """The column that only looks like the abstract: called so, and empty throughout."""
    chosen = mapping.column("abstract")
    if chosen and (NUMBERED in chosen or table.filled(table.index(chosen))):
        return ""
    looks = (name for name in table.columns if likeness_to(name, SYNONYMS["abstract"][:9]) >= EXACT)
    return next((name for name in looks if not table.filled(table.index(name))), "")
