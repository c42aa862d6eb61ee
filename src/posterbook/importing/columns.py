"""Which column is which field: by a preset's names, else by synonyms, questions and how full columns are.

A table is recognised in steps. Its header is the first row that names two fields. Then a preset whose columns
all stand there is taken; without one, each field takes the fullest of the columns that are called like it:
by a synonym, by one with a slip of the pen, or by a question that begins with it, as forms ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, error, note, warning
from posterbook.importing.cell_values import is_time
from posterbook.importing.mapping import NUMBERED, ColumnMap, Condition, People, normal, numbered
from posterbook.importing.tables import DOCUMENT, Figure, Row, Sheet, letter, place
from posterbook.values import dataclass

SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "number": (
        *("poster number", "poster no", "poster id", "abstract number", "abstract no", "abstract id"),
        *(
            "paper id",
            "paperid",
            "paper number",
            "submission id",
            "submission #",
            "submission number",
            "number",
        ),
        *("program code", "control number", "friendly id", "pid", "id", "#", "no", "nr", "code", "paper"),
        *("nummer", "numéro", "contribution id", "final id", "reference", "ref"),
    ),
    "title": (
        *("title", "poster title", "paper title", "abstract title", "submission title", "presentation title"),
        *("title plain", "titel", "titre", "título", "titolo", "contribution title"),
    ),
    "abstract": (
        *("abstract", "abstract text", "full abstract", "paper abstract", "abstract plain", "mini abstract"),
        *("zusammenfassung", "kurzfassung", "résumé", "resume", "summary", "content", "description", "text"),
    ),
    "authors": (
        *(
            "all authors and organizations",
            "authors and affiliations",
            "author names",
            "all authors",
            "authors",
        ),
        *("author list", "author", "autoren", "auteurs", "primary authors", "presenters", "speakers"),
    ),
    "affiliations": (
        *("affiliations", "affiliation", "organisations", "organizations", "organisation", "organization"),
        *("institutions", "institution", "institutes", "institute", "author affiliations", "institutionen"),
    ),
    "presenter": ("presenting author", "presenter", "presenter name", "presented by", "vortragende"),
    "group": (
        *("group", "topic", "topics", "track", "primary subject area", "subject area", "category", "theme"),
        *("accepted track", "thema", "thème", "candidate"),
    ),
    "keywords": ("keywords", "key words", "schlagwörter", "mots clés", "tags"),
    "board": ("board", "board number", "board no", "poster board", "poster code", "stellwand", "panneau"),
    "hall": ("hall", "room", "location", "venue", "raum", "saal", "salle"),
    "session": ("session", "session title", "poster session", "session name", "session number", "sitzung"),
    "day": ("day", "date", "tag", "jour", "session date"),
    "start": ("start", "start time", "session start", "begin", "from", "time", "beginn", "début", "uhrzeit"),
    "end": ("end", "end time", "session end", "until", "to", "ende", "fin"),
    "link": ("link", "url", "doi", "website of the poster"),
    "status": ("acceptance status", "decision", "acceptance", "status", "state", "statut"),
    "lang": ("language", "lang", "sprache", "langue"),
    "image": ("image", "figure", "image file"),
}
_PEOPLE: Final[dict[str, tuple[str, ...]]] = {
    "given": ("first name", "given name", "firstname", "given names", "vorname", "prénom", "given", "first"),
    "middle": ("middle name", "middle initial"),
    "family": ("last name", "family name", "lastname", "surname", "nachname", "nom", "family", "last"),
    "name": ("name", "author", "author name", "full name"),
    "affiliations": ("affiliation", "affiliations", "organisation", "institution", "organization"),
    "presenter": ("presenter", "presenting", "is speaker", "is presenting", "is presenter"),
}
SECTIONS: Final = frozenset(
    (
        *("background", "introduction", "objective", "objectives", "aim", "aims", "purpose", "methods"),
        *(
            "materials and methods",
            "methods and materials",
            "results",
            "findings",
            "discussion",
            "conclusion",
        ),
        *(
            "conclusions",
            "hintergrund",
            "einleitung",
            "methoden",
            "ergebnisse",
            "schlussfolgerung",
            "méthodes",
        ),
        *("résultats", "hypothesis", "case report", "outlook", "significance"),
    )
)
"""Columns that are a section each; two at least must be there."""
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
_HEADER_WITHIN: Final = 30
_CLOSE: Final = 0.86


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header is known: names of columns, all different, and the rows below."""

    file: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: tuple[Figure, ...] = ()

    def index(self, column: str) -> int:
        """The position of a column, -1 if it is not there; names are compared as `normal` makes them."""
        wanted = normal(column)
        return next((n for n, name in enumerate(self.columns) if normal(name) == wanted), -1)

    def filled(self, column: int) -> int:
        """In how many rows a column says something."""
        return sum(bool(cell(row, column)) for row in self.rows)

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
    table = Table(sheet.file, sheet.name, names, rows, sheet.figures)
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


def _header(sheet: Sheet, mapping: ColumnMap | None) -> int | None:
    """The place of the row that names most fields, two at least."""
    known = _KNOWN | {normal(name) for name in _columns_of(mapping)} if mapping else _KNOWN
    best, most = None, 1
    for position, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        named = {normal(one) for one in row.cells if len(one) < 400}
        hits = sum(name in known or bool(_field_of_question(name)) for name in named if name)
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
    sections = tuple((head, _as_written(table, name)) for head, name in mapping.sections if has(table, name))
    people = People(**{part: name for part, name in mapping.people.columns if has(table, name)})
    filters = tuple(one for one in mapping.filter if has(table, one.column))
    return replace(mapping, columns=tuple(columns), sections=sections, people=people, filter=filters)


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
            for score in [_score(name, synonyms)]
            if score and table.filled(position) and _says(table, position, field)
        ]
        if not scored:
            continue
        score, _, position = max(scored)
        taken[position] = field
        columns.append((field, (table.columns[position],)))
        if score < _EXACT:
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


_EXACT: Final = 1000


def _score(name: str, synonyms: tuple[str, ...]) -> int:
    """How much a column is called like a field; 0 if it is not. Earlier synonyms weigh more."""
    plain = normal(name)
    path = normal(re.sub(r"\[[^\]]*\]|\.[0-9]+", "", name).rpartition(".")[2]) if "." in name else plain
    if plain in synonyms:
        return 2 * _EXACT - synonyms.index(plain)
    if path in synonyms and not re.search(r"\.[0-9]+\.|\[", name):
        return _EXACT + 500 - synonyms.index(path) - name.count(".")
    asked = _field_of_question(plain)
    if asked and asked in synonyms:
        return 500 - synonyms.index(asked) - len(plain) // 100
    close = max((_likeness(plain, one) for one in synonyms if len(one) > 4), default=0.0)
    return int(400 * close) if close >= _CLOSE else 0


def _likeness(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 2:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


def _field_of_question(asked: str) -> str:
    """The synonym that a question begins or a name ends with, '' for none: 'abstract of the piece …'."""
    for one in _ASKED:
        if asked.startswith(f"{one} ") or (len(asked) < 60 and asked.endswith(f" {one}")):
            return one
        if len(asked) < 100 and one in {"affiliation", "affiliations"} and one in asked:
            return one
    return ""


_ASKED: Final = (
    *("abstract", "title", "authors", "affiliations", "affiliation", "keywords", "presenting author"),
    *("submission number", "poster number", "session number", "session title", "session", "topic", "track"),
)
_KNOWN: Final = (
    frozenset(one for names in (*SYNONYMS.values(), *_PEOPLE.values()) for one in names) | SECTIONS
)


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
            part = next((p for p, names in _PEOPLE.items() if _is_part(around[1], names)), "")
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
    for part, synonyms in _PEOPLE.items():
        scored = [
            (_score(name, synonyms), -position)
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
        column = table.index(empty) + 1
        message = f"the column '{excerpt(empty)}' looks like the abstract and is empty in all {len(table.rows)} rows"
        hint = "ask for an export with the texts, or delete the column if there are none"
        place_of = place(table.file, table.name, 1, column)
        problems.append(error("no-column", message, place_of, hint))
    return problems


def _main_columns(mapping: ColumnMap) -> Iterator[str]:
    yield from (names[0] for _, names in mapping.columns if len(names) == 1)
    yield from (column for _, column in (*mapping.sections, *mapping.people.columns))
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
    looks = (name for name in table.columns if _score(name, SYNONYMS["abstract"][:9]) >= _EXACT)
    return next((name for name in looks if not table.filled(table.index(name))), "")
