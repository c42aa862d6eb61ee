"""How a table becomes records: the column of each field, what is joined, left out and split.

It is what a preset and the folder's import.yaml say, and what is found where neither says anything. A column
whose name holds `{n}` stands for a numbered row of them, as `{n}: First Name` for `1: First Name`,
`2: First Name`. Among `people` every number is another author, among `columns` another poster. `{heading}` in
a section and its column stands for whatever a column has in that place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import ContentError, Problem, UsageError, Where, error
from posterbook.loading.yaml.document import read_yaml
from posterbook.loading.yaml.positions import locate
from posterbook.values import dataclass

FILE: Final = "import.yaml"
PRESETS: Final = Path(__file__).parents[1] / "presets"
FIELDS: Final = (
    *("number", "title", "summary_title", "status", "group", "board", "hall", "session"),
    *("day", "start", "end", "authors", "family_names", "affiliations", "emails", "presenter"),
    *("keywords", "link", "image", "image_alt", "image_caption", "abstract", "headings", "lang"),
)
"""What a column can be, in the order in which records are written; `day` goes into start and end."""
NUMBERED: Final = "{n}"
HEADED: Final = "{heading}"
"""Stands for any heading, in that of a section and in the column of its texts."""


@dataclass(frozen=True, slots=True)
class People:
    """The columns of one author: in a row of their own, or numbered; '' where there is none."""

    name: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    affiliations: str = ""
    email: str = ""
    presenter: str = ""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The parts of an author that have a column, and the columns."""
        return tuple((one.name, getattr(self, one.name)) for one in fields(self) if getattr(self, one.name))


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows become records: those whose cell looks like one of `take`, and like none of `leave`."""

    column: str
    take: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """A second table: rows whose cell in `key` stands in the first one's column `to` belong to that row.

    Without `to` it is the column of the number. `order` is the column that the rows are ordered by.
    """

    key: str
    to: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    people: People = People()
    order: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """All of it; several columns for a field or heading are alternatives, the first that is there counts."""

    preset: str = ""
    recognise: tuple[tuple[str, ...], ...] = ()
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    people: People = People()
    join: tuple[Join, ...] = ()
    filter: tuple[Condition, ...] = ()
    split: tuple[tuple[str, str], ...] = ()
    keep: tuple[str, ...] = ()

    def column(self, field: str) -> str:
        """The first column of a field, '' if it has none."""
        return next((names[0] for name, names in self.columns if name == field and names), "")


def normal(name: str) -> str:
    """A column's name as it is compared: case, white space, underscores and closing signs apart."""
    return re.sub(r"[\s_]+", " ", name.casefold()).strip(" :?*.")


def numbered(pattern: str, number: int) -> str:
    """The column of that number."""
    return pattern.replace(NUMBERED, str(number))


def preset_names() -> tuple[str, ...]:
    """The presets that are shipped."""
    return tuple(sorted(file.stem for file in PRESETS.glob("*.yaml")))


def read_preset(name: str) -> ColumnMap:
    """A shipped preset; raises UsageError for an unknown name."""
    if name not in preset_names():
        hint = did_you_mean(name, preset_names(), f"there are {', '.join(preset_names())}")
        raise UsageError(error("unknown-preset", f"there is no preset '{excerpt(name)}'", hint=hint))
    return replace(read_mapping((PRESETS / f"{name}.yaml").read_bytes(), f"{name}.yaml"), preset=name)


def read_own(folder: Path) -> ColumnMap | None:
    """What the folder's import.yaml says, None if there is none; raises ContentError at line and column."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        return read_mapping(path.read_bytes(), FILE)
    except ContentError as failure:
        raise ContentError(_as_seen(folder, one) for one in locate(folder, failure.problems)) from None


def _as_seen(folder: Path, problem: Problem) -> Problem:
    """The problem with its file named as seen from where the program runs."""
    where = problem.where
    return replace(problem, where=replace(where, file=(folder / where.file).as_posix())) if where else problem


def read_mapping(source: bytes, file: str) -> ColumnMap:
    """The mapping that a YAML text says; raises ContentError with all that is wrong with it."""
    value = read_yaml(source, file)
    reading = _Reading(Where(file), [])
    found = reading.whole(value)
    if reading.problems:
        raise ContentError(reading.problems)
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """Plain values to a mapping, with the problems found on the way."""

    where: Where
    problems: list[Problem]

    def whole(self, value: object) -> ColumnMap:
        names = [one.name for one in fields(ColumnMap)]
        given = self.keys(value, names, ())
        return ColumnMap(
            preset=self.text(given, ("preset",)),
            recognise=tuple(
                self.texts(one, path) for one, path in self.items(given.get("recognise"), ("recognise",))
            ),
            columns=self.columns(given.get("columns"), ("columns",)),
            sections=self.sections(given.get("sections"), ("sections",)),
            people=self.people(given.get("people"), ("people",)),
            join=tuple(self.join(one, path) for one, path in self.items(given.get("join"), ("join",))),
            filter=tuple(
                self.condition(one, path) for one, path in self.items(given.get("filter"), ("filter",))
            ),
            split=self.pairs(given.get("split"), ("split",), FIELDS),
            keep=self.texts(given.get("keep"), ("keep",)),
        )

    def join(self, value: object, path: tuple[str | int, ...]) -> Join:
        given = self.keys(value, ["key", "to", "columns", "people", "order"], path, ("key",))
        return Join(
            self.text(given, (*path, "key")),
            self.text(given, (*path, "to")),
            self.columns(given.get("columns"), (*path, "columns")),
            self.people(given.get("people"), (*path, "people")),
            self.text(given, (*path, "order")),
        )

    def condition(self, value: object, path: tuple[str | int, ...]) -> Condition:
        given = self.keys(value, ["column", "take", "leave"], path, ("column",))
        take, leave = (self.texts(given.get(key), (*path, key)) for key in ("take", "leave"))
        return Condition(self.text(given, (*path, "column")), take, leave)

    def columns(self, value: object, path: tuple[str | int, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        given = self.keys(value, FIELDS, path)
        return tuple((name, self.texts(given[name], (*path, name))) for name in given if given[name])

    def sections(self, value: object, path: tuple[str | int, ...]) -> tuple[tuple[str, str], ...]:
        given = self.keys(value, (), path)
        return tuple((name, one) for name in given for one in self.texts(given[name], (*path, name)))

    def people(self, value: object, path: tuple[str | int, ...]) -> People:
        given = self.keys(value, [one.name for one in fields(People)], path)
        return People(**{name: self.text(given, (*path, name)) for name in given})

    def pairs(
        self, value: object, path: tuple[str | int, ...], known: tuple[str, ...] = ()
    ) -> tuple[tuple[str, str], ...]:
        given = self.keys(value, known, path)
        return tuple((name, self.text(given, (*path, name))) for name in given)

    def keys(
        self,
        value: object,
        known: Collection[str],
        path: tuple[str | int, ...],
        required: tuple[str, ...] = (),
    ) -> dict[str, object]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.problems.append(error("wrong-type", "wants a mapping", self.where.at(*path)))
            return {}
        for name in [name for name in value if known and name not in known]:
            hint = did_you_mean(name, known, f"the fields are {', '.join(known)}")
            message = f"unknown field '{excerpt(name)}'"
            self.problems.append(error("unknown-field", message, self.where.key(*path, name), hint))
        for name in [name for name in required if not value.get(name)]:
            self.problems.append(error("missing-field", f"missing field '{name}'", self.where.at(*path)))
        return {name: one for name, one in value.items() if not known or name in known}

    def items(
        self, value: object, path: tuple[str | int, ...]
    ) -> Iterator[tuple[object, tuple[str | int, ...]]]:
        if value is not None and not isinstance(value, list):
            self.problems.append(error("wrong-type", "wants a list", self.where.at(*path)))
            return
        yield from ((one, (*path, number)) for number, one in enumerate(value or ()))

    def text(self, given: Mapping[str, object], path: tuple[str | int, ...]) -> str:
        value = given.get(str(path[-1]))
        if isinstance(value, dict | list):
            self.problems.append(error("wrong-type", f"'{path[-1]}' wants text", self.where.at(*path)))
            return ""
        return str(value or "")

    def texts(self, value: object, path: tuple[str | int, ...]) -> tuple[str, ...]:
        """A text, or a list of them."""
        if isinstance(value, str):
            return (str(value),)
        if value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            return tuple(map(str, value or ()))
        self.problems.append(
            error("wrong-type", f"'{path[-1]}' wants text or a list of texts", self.where.at(*path))
        )
        return ()


def mapping_text(mapping: ColumnMap, kinds: tuple[str, ...]) -> str:
    """The text of import.yaml; `kinds` are the cleanings that `keep` can switch off."""
    return "".join(_yaml_lines(mapping, kinds))


def _yaml_lines(mapping: ColumnMap, kinds: tuple[str, ...]) -> Iterator[str]:
    yield (
        "# How a spreadsheet becomes the records of this folder. `posterbook import` wrote it, and reads it\n"
        "# first the next time: correct it here and import again.\n\n"
    )
    if mapping.preset:
        yield f"preset: {_scalar(mapping.preset)}  # where it began\n\n"
    yield "# Each field and its column. Take a line out, and the column is not read.\n"
    yield f"# Fields: {', '.join(FIELDS[:11])},\n#   {', '.join(FIELDS[11:])}\n"
    yield from _columns(mapping.columns, "")
    yield (
        "\n# Sections that have columns of their own, heading and column:\n"
        + ("sections:\n" if mapping.sections else "# sections:\n#   Methods: Materials and methods\n")
    )
    for heading in dict.fromkeys(heading for heading, _ in mapping.sections):
        columns = tuple(column for one, column in mapping.sections if one == heading)
        yield f"  {_scalar(heading)}: {_text_or_list(columns)}\n"
    yield (
        "\n# Columns of one author; {n} counts where each author has columns of their own:\n"
        + (
            ""
            if mapping.people.columns
            else '# people: {given: "{n}: First Name", family: "{n}: Last Name"}\n'
        )
    )
    yield from _people(mapping.people, "")
    yield (
        "\n# Other tables: rows whose `key` stands in the first table's column `to` belong to that row:\n"
        + (
            "join:\n"
            if mapping.join
            else "# join:\n#   - {key: paper, to: number, columns: {board: Board}}\n"
        )
    )
    for join in mapping.join:
        yield f"  - key: {_scalar(join.key)}\n"
        yield f"    to: {_scalar(join.to)}\n" if join.to else ""
        yield f"    order: {_scalar(join.order)}\n" if join.order else ""
        yield from _columns(join.columns, "    ") if join.columns else ()
        yield from _people(join.people, "    ")
    yield (
        "\n# Which rows become records; * stands for any letters:\n"
        + ("filter:\n" if mapping.filter else '# filter:\n#   - {column: Decision, take: ["accept*"]}\n')
    )
    for condition in mapping.filter:
        yield f"  - column: {_scalar(condition.column)}\n"
        for key in ("take", "leave"):
            values = getattr(condition, key)
            yield f"    {key}: [{', '.join(map(_scalar, values))}]\n" if values else ""
    yield (
        "\n# What parts a cell with several; without it a semicolon, a line break or a comma does:\n"
        + ("split:\n" if mapping.split else '# split: {keywords: ","}\n')
    )
    yield from (f"  {name}: {_scalar(sign)}\n" for name, sign in mapping.split)
    yield f"\n# Cleanings that are not wanted: {', '.join(kinds) or 'their kinds'}\n"
    yield f"keep: [{', '.join(map(_scalar, mapping.keep))}]\n"


def _columns(columns: tuple[tuple[str, tuple[str, ...]], ...], indent: str) -> Iterator[str]:
    yield f"{indent}columns:\n" if columns else f"{indent}columns: {{}}\n"
    for field, names in columns:
        yield f"{indent}  {field}: {_text_or_list(names)}\n"


def _text_or_list(names: tuple[str, ...]) -> str:
    return _scalar(names[0]) if len(names) == 1 else f"[{', '.join(map(_scalar, names))}]"


def _people(people: People, indent: str) -> Iterator[str]:
    if people.columns:
        yield f"{indent}people:\n"
        yield from (f"{indent}  {part}: {_scalar(column)}\n" for part, column in people.columns)


def _scalar(text: str) -> str:
    """A text in YAML: bare where nobody could read it as anything else, else in double quotes."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9 ()/_-]*[A-Za-z0-9)]", text) and text.casefold() not in _WORDS:
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted) + '"'


_WORDS: Final = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
