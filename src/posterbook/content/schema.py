"""Plain YAML values to the dataclasses of model.py, and those dataclasses to JSON Schema.

All of it is derived from the fields: their types, defaults and metadata. Both halves stand in one file, so
that a new type of field cannot get into one of them and be forgotten in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Final, TypeAlias, TypeVar, cast, get_args, get_type_hints

from posterbook.content import model
from posterbook.content.inserts import InsertedFile
from posterbook.content.model import (
    Author,
    Body,
    Door,
    FontFile,
    Inline,
    OwnFont,
    PageEntry,
    Person,
    Picture,
    Prose,
    Section,
    TextInLanguage,
)
from posterbook.content.scalars import (
    MOST_NAMED,
    SCALARS,
    BeforeComment,
    Plain,
    UnfitError,
    did_you_mean,
    excerpt,
    too_long_together,
    unfit,
)
from posterbook.errors import Problem, Where, error, warning
from posterbook.values import dataclass

__all__ = ["Plain", "Reader", "read"]

T = TypeVar("T")
Reader: TypeAlias = Callable[[object, Where], tuple[object, list[Problem]]]
"""Reads a value whose type needs more than the value, as the text of a file; None if it cannot."""


def read(
    cls: type[T],
    value: object,
    where: Where,
    readers: Mapping[type, Reader] | None = None,
    **internal: object,
) -> tuple[T | None, list[Problem]]:
    """A dataclass from a plain value, with all problems of all its parts.

    `internal` fills the fields that are no keys of the YAML; `where` is filled with the place of its value.
    With problems, the instance holds stand-ins and serves only to find further problems; there is none if
    the value is no mapping. Codes: unknown-field, missing-field, empty-field, empty-section, wrong-type,
    wrong-value, wrong-date, unquoted-number, line-break, control-character; as a warning comment-in-text.
    """
    reading = _Reading(where, readers or {}, [])
    found = _instance(reading, cls, _whole(cls, value), (), internal)
    return (None if found is _NOTHING else cast("T", found)), reading.problems


SHORT_FORMS: Final[Mapping[type, str]] = {Author: "name", OwnFont: "file", Person: "name", Door: "wall"}
"""Dataclasses that may be written as plain text, and the field which that is; in others a field says so."""

_NOTHING: Final = object()
"""Stands for a value that could not be read and has been reported."""

_Path: TypeAlias = tuple[str | int, ...]
Hint: TypeAlias = Any  # a type as an annotation names it, which no type of its own covers


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the parts of one value share: its place, the readers of other types, the problems so far."""

    where: Where
    readers: Mapping[type, Reader]
    problems: list[Problem]

    def wrong(self, code: str, message: str, path: _Path, hint: str = "") -> object:
        self.problems.append(error(code, message, self.where.at(*path), hint))
        return _NOTHING

    def unfit(self, problem: UnfitError, path: _Path) -> object:
        return self.wrong(problem.code, f"{_name_of(path)} {problem.finding}", path, problem.hint)

    def check_comment(self, value: BeforeComment, path: _Path) -> None:
        """comment-in-text: "title: Sensor #3" says "Sensor". Behind a space, # begins a comment in YAML."""
        message = f"{_name_of(path)} ends before '{excerpt(value.comment)}', which YAML takes for a comment"
        hint = "put the whole text in quotes; if it is a comment, put a space behind the #"
        self.problems.append(warning("comment-in-text", message, self.where.at(*path), hint))

    def outside(self, reader: Reader, value: object, path: _Path) -> object:
        found, problems = reader(value, self.where.at(*path))
        self.problems.extend(problems)
        return _NOTHING if found is None else found


_Read: TypeAlias = Callable[[_Reading, object, _Path], object]


@dataclass(frozen=True, slots=True)
class _Part:
    """How one field is read, and what stands in for it."""

    read: _Read
    required: bool
    stand_in: object


@cache
def _parts(cls: type) -> dict[str, _Part]:
    return {f.name: _Part(_reader(hint), is_required(f), _stand_in(f, hint)) for f, hint in keys_of(cls)}


@cache
def _stand_ins(cls: type) -> dict[str, object]:
    return {name: part.stand_in for name, part in _parts(cls).items() if part.stand_in is not _NOTHING}


@cache
def _required(cls: type) -> frozenset[str]:
    return frozenset(name for name, part in _parts(cls).items() if part.required)


@cache
def keys_of(cls: type) -> tuple[tuple[Field[Any], Hint], ...]:
    keys = [f for f in fields(cls) if not f.metadata.get("internal")]
    if not any(isinstance(f.type, str) for f in keys):  # the model has types, not their text
        return tuple([(f, f.type) for f in keys])
    # Page kinds may import the types of their options for the type checker only: the model has them all.
    hints = get_type_hints(cls, localns=vars(model))
    return tuple([(f, hints[f.name]) for f in keys])


@cache
def _knows_place(cls: type) -> bool:
    return any(f.name == "where" and f.metadata.get("internal") for f in fields(cls))


def is_required(field: Field[Any]) -> bool:
    return bool(field.metadata.get("required", not _has_default(field)))


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _stand_in(field: Field[Any], hint: Hint) -> object:
    if _has_default(field):
        return _NOTHING
    if hint in SCALARS:
        return SCALARS[hint].stand_in
    return () if get_args(hint)[1:] == (...,) else None


def _instance(
    reading: _Reading, cls: type, value: object, path: _Path, internal: Mapping[str, object]
) -> object:
    parts = _parts(cls)
    if not isinstance(value, dict):
        hint = f"its fields are {', '.join(parts)}" if parts else ""
        return reading.unfit(unfit("a mapping", value, hint), path)
    filled = {**_stand_ins(cls), **internal}
    given = [name for name in parts if name in value]
    for name in given:
        found = _field(reading, parts[name], value[name], (*path, name))
        if found is not _NOTHING:
            filled[name] = found
    if len(given) < len(value) or not _required(cls).issubset(given):
        _check_names(reading, parts, value, path)
    if _knows_place(cls):
        filled["where"] = reading.where.at(*path)
    return cls(**filled)


def _is_blank(value: object) -> bool:
    return not value or (isinstance(value, str) and value.isspace())


def _field(reading: _Reading, part: _Part, value: object, path: _Path) -> object:
    if not _is_blank(value):
        return part.read(reading, value, path)
    # An optional field may be left blank, as forms and templates do.
    return reading.wrong("empty-field", f"{_name_of(path)} is empty", path) if part.required else _NOTHING


def _check_names(reading: _Reading, parts: dict[str, _Part], value: dict[str, object], path: _Path) -> None:
    """Report the names that are no fields, and the required fields that are absent."""
    absent = [name for name in parts if name not in value]
    fields_are = f"the fields are {', '.join(parts)}" if parts else "it takes no fields"
    meant, unknown = set(), [name for name in value if name not in parts]
    for name in unknown[:MOST_NAMED]:
        hint = did_you_mean(name, absent) or did_you_mean(name, parts, fields_are)
        where = reading.where.key(*path, name)
        reading.problems.append(error("unknown-field", f"unknown field '{excerpt(name)}'", where, hint))
        meant.add(hint)
    if unknown[MOST_NAMED:]:
        more = f"there are {len(unknown) - MOST_NAMED:,} more unknown fields"
        reading.wrong("unknown-field", more, (*path, unknown[MOST_NAMED]), fields_are)
    for name in absent:
        # A required field that is only mistyped is one fault, not two.
        if parts[name].required and f"did you mean '{name}'?" not in meant:
            reading.wrong("missing-field", f"missing field '{name}'", path)


def _reader(hint: Hint) -> _Read:
    """How a value of a type is read; raises TypeError for a type that no field may have, which is a bug."""
    args: tuple[Hint, ...] = get_args(hint)
    if hint in SCALARS:
        return _scalar_reader(SCALARS[hint].read, is_text=SCALARS[hint].is_text)
    if hint == tuple[Section, ...]:
        return _sections
    if NoneType in args:
        return _reader(type_beside_none(args))
    if args[1:] == (...,):
        return _list_of(_reader(args[0]))
    return _reader_of_class(hint)


def _reader_of_class(cls: Hint) -> _Read:
    if cls in {Prose, Picture, FontFile, InsertedFile, PageEntry}:
        return lambda reading, value, path: reading.outside(reading.readers[cls], value, path)
    if issubclass(cls, StrEnum):
        return _scalar_reader(lambda value: _member(cls, value))
    _parts(cls)  # raises TypeError unless it is a dataclass of readable fields

    def read_instance(reading: _Reading, value: object, path: _Path) -> object:
        return _instance(reading, cls, _whole(cls, value), path, {})

    return read_instance


def _whole(cls: type, value: object) -> object:
    """The mapping that a plain text stands for, where the class may be written so."""
    short = short_form_of(cls) if isinstance(value, str) else ""
    return {short: value} if short else value


@cache
def short_form_of(cls: type) -> str:
    """The field which a plain text is, '' where the class wants a mapping."""
    said = (f.name for f in fields(cls) if f.metadata.get("short")) if cls not in SHORT_FORMS else ()
    return SHORT_FORMS.get(cls) or next(iter(said), "")


def _scalar_reader(convert: Callable[[object], object], *, is_text: bool = False) -> _Read:
    def read_one(reading: _Reading, value: object, path: _Path) -> object:
        if is_text and type(value) is BeforeComment:
            reading.check_comment(value, path)
        try:
            return convert(value)
        except UnfitError as problem:
            return reading.unfit(problem, path)

    return read_one


def _member(enum: type[StrEnum], value: object) -> StrEnum:
    known = [member.value for member in enum]
    wanted = f"one of {', '.join(known)}"
    if not isinstance(value, str):
        raise unfit(wanted, value)
    finding = f"wants {wanted}, found '{excerpt(value)}'"
    if value not in known:
        raise UnfitError("wrong-value", finding, did_you_mean(value, known))
    return enum(str(value))


def _list_of(read_item: _Read) -> _Read:
    def read_list(reading: _Reading, value: object, path: _Path) -> object:
        if not isinstance(value, list):
            return reading.unfit(unfit("a list", value, "begin each item with '- '"), path)
        found = [_item(reading, read_item, item, (*path, place)) for place, item in enumerate(value)]
        return tuple(one for one in found if one is not _NOTHING)

    return read_list


def _item(reading: _Reading, read_item: _Read, value: object, path: _Path) -> object:
    if _is_blank(value):
        return reading.wrong("empty-field", f"{_name_of(path)} is empty", path)
    return read_item(reading, value, path)


def _sections(reading: _Reading, value: object, path: _Path) -> object:
    if not isinstance(value, dict):
        wanted = "a mapping of heading to text"
        return reading.unfit(unfit(wanted, value, "write each section as 'Heading: text'"), path)
    texts = (text.get("text") if isinstance(text, dict) else text for text in value.values())
    if finding := too_long_together(text for text in texts if isinstance(text, str)):
        return reading.wrong("text-too-long", f"{_name_of(path)} are {finding}", path, "shorten them")
    found = [_section(reading, heading, text, (*path, heading)) for heading, text in value.items()]
    return tuple(section for section in found if section)


def _section(reading: _Reading, heading: str, text: object, path: _Path) -> Section | None:
    if _is_blank(heading):
        reading.wrong("empty-field", "a heading is empty", path)
        return None
    if _is_blank(text):
        reading.wrong("empty-section", f"section '{excerpt(heading)}' is empty", path)
        return None
    head = _READ_HEADING(reading, heading, path)
    if isinstance(text, dict):
        said = cast("TextInLanguage", _instance(reading, TextInLanguage, text, path, {}))
        return None if head is _NOTHING else Section(cast("Inline", head), said.text, said.lang)
    body = _READ_BODY(reading, text, path)
    return None if _NOTHING in {head, body} else Section(cast("Inline", head), cast("Body", body))


_READ_HEADING: Final = _scalar_reader(SCALARS[Inline].read)
_READ_BODY: Final = _scalar_reader(SCALARS[Body].read, is_text=True)


def _name_of(path: _Path) -> str:
    """What an editor calls a place: its key, or which item of which list."""
    match path:
        case (*_, str(name), int(place)):
            return f"item {place + 1} of '{excerpt(name)}'"
        case (*_, str(name)):
            return f"'{excerpt(name)}'"
    return "this"


def type_beside_none(args: tuple[Hint, ...]) -> Hint:
    """The type that stands beside None."""
    return next(arg for arg in args if arg is not NoneType)
