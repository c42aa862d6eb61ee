"""The text of a YAML file to plain values: mappings, lists and scalars, which stay as they are written.

The parser's events are read here rather than its nodes: that is twice as fast, and PyYAML's own composer runs
off the C stack on deeply nested input. Only JSON's part of YAML is taken: no tags, no types by guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from posterbook.content.scalars import Plain, before_comment, excerpt
from posterbook.errors import ContentError, Problem, Where, error
from posterbook.loading.files.reading import decode
from posterbook.loading.yaml.syntax import syntax_problem

MAX_BYTES: Final = 64_000_000
"""As much as 25,000 records have."""
MAX_VALUES: Final = 2_000_000
"""How many texts, lists and mappings a document may have: a few bytes of it make a value of a hundred.

10,000 records with eight authors each have half as many.
"""
MAX_DEPTH: Final = 32
MAX_ALIASED: Final = 1_000_000
"""How much text aliases may repeat, in characters: a small file must not grow into a huge one."""
_LONGEST_NUMBER: Final = 30
"""A number of more characters is none of a design."""
_SHORT: Final = 1_000_000
"""As many characters as PyYAML's own parser reads in seconds."""
_LOOK_AHEAD: Final = 1100
"""A key may be 1,024 characters long (YAML 1.2, section 7.4), so that far a parser looks for its colon."""

Parser: TypeAlias = Any  # PyYAML's loaders have no common type for their parser
Event: TypeAlias = Any


def read_yaml(source: bytes, name: str) -> object:
    """The plain value of a YAML text: dict, list, str (`Plain` if unquoted) or None.

    Raises ContentError with all that is wrong with it, at its lines and columns.
    """
    value, problems = parse(source, name)
    if problems:
        raise ContentError(problems)
    return value


def read_tokens(path: Path, name: str = "") -> dict[str, Any]:
    """The mapping of a YAML file whose unquoted scalars are numbers, true and false where they look so.

    `name` is the file's name in problems. Raises ContentError with all that is wrong with it.
    """
    name = name or path.name
    if path.exists() and not path.is_file():  # a pipe or a device may never end
        raise ContentError(
            error("unreadable-file", f"cannot read {name}: it is a pipe or no file", Where(name))
        )
    try:
        source = path.read_bytes()
    except OSError as problem:
        message = f"cannot read {name}: {(problem.strerror or '').lower()}"
        raise ContentError(error("unreadable-file", message, Where(name))) from None
    value, problems = parse(source, name, _scalar_of_token)
    if not problems and not isinstance(value, dict):
        problems = [error("wrong-type", "the file wants a mapping", Where(name, (), 1, 1))]
    if problems or not isinstance(value, dict):
        raise ContentError(problems)
    return value


def parse(
    source: bytes, name: str, scalar: Callable[[str], object] = Plain, *, comments: bool = False
) -> tuple[object, list[Problem]]:
    """A plain value and what is wrong with its text; `scalar` makes values of unquoted scalars.

    With `comments`, those with a comment behind them that may be text are `BeforeComment`.
    """
    if len(source) > MAX_BYTES:
        return None, [error("file-too-large", f"larger than {MAX_BYTES // 1_000_000} MB", Where(name))]
    text, problems = decode(source, name)
    if problems:
        return None, problems
    lines = _lines_of(text) if comments and (" #" in text or "\t#" in text) else []
    return _read(text, _Document(name, scalar, lines), parser_of)


def _lines_of(text: str) -> list[str]:
    """The text at the line breaks of YAML 1.1; it holds no carriage return any more."""
    for other in _OTHER_LINE_BREAKS:
        text = text.replace(other, "\n")
    return text.split("\n")


def _read(text: str, reading: _Document, parser_for: Callable[[str], Parser]) -> tuple[object, list[Problem]]:
    try:
        value = reading.value_of(parser_for(text))
    except yaml.YAMLError as problem:
        if parser_for is not yaml.SafeLoader and len(text) < _SHORT and _is_nested(text, problem):
            # libyaml has a limit of its own, another in each version, and meets it while it looks ahead for
            # the colon of a key. PyYAML's own parser has none: with it our limit speaks, at the same place.
            return _read(text, _Document(reading.name, reading.scalar, reading.lines), yaml.SafeLoader)
        return None, [*reading.problems, syntax_problem(problem, text, reading.name)]
    except _RefusedError as refused:
        return None, [*reading.problems, refused.problem]
    return value, reading.problems


def _is_nested(text: str, problem: yaml.YAMLError) -> bool:
    """Whether a parser stopped where more brackets open, within its look-ahead, than we allow."""
    mark = getattr(problem, "problem_mark", None)
    before = text[max(0, mark.index - _LOOK_AHEAD) : mark.index] if mark else ""
    return sum(map(before.count, "[{")) - sum(map(before.count, "]}")) > MAX_DEPTH


def parser_of(text: str) -> Parser:
    """A parser of events: libyaml's where PyYAML was built with it."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)


class _RefusedError(Exception):
    """A document that is not read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Document:
    """One document while it is read: its anchors, and how much text and how many values it has come to."""

    __slots__ = (
        "aliased",
        "anchors",
        "get",
        "lines",
        "name",
        "problems",
        "scalar",
        "size",
        "unused",
        "values",
    )

    def __init__(self, name: str, scalar: Callable[[str], object], lines: list[str]) -> None:
        self.name, self.scalar, self.lines = name, scalar, lines
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[object, int]] = {}
        self.unused: dict[str, Event] = {}
        self.size = self.aliased = self.values = 0

    def value_of(self, parser: Parser) -> object:
        self.get = parser.get_event
        self.get()  # the start of the stream
        if type(self.get()) is yaml.StreamEndEvent:
            self.wrong("empty-file", "the file is empty", None)
            return None
        value = self.value(self.get(), 0)
        self.get()  # the end of the document
        if type(following := self.get()) is not yaml.StreamEndEvent:
            hint = "remove the line '---'"
            raise _RefusedError(self.problem("yaml-syntax", "a second document begins here", following, hint))
        for anchor, event in self.unused.items():
            hint = "if it is text, put all of it in quotes"
            self.wrong("yaml-syntax", f"nothing refers to the anchor '&{excerpt(anchor)}'", event, hint)
        return value

    def value(self, event: Event, depth: int) -> object:
        self.values += 1
        if self.values > MAX_VALUES:
            message = f"more than {MAX_VALUES:,} values stand in this file"
            raise _RefusedError(self.problem("file-too-large", message, event))
        if type(event) is yaml.AliasEvent:
            return self.value_of_alias(event)
        if event.tag:
            self.check_tag(event)
        start, value = self.size, self.content(event, depth)
        self.size += 1
        if event.anchor:
            self.anchors[event.anchor] = (value, self.size - start)
            self.unused[event.anchor] = event
        return value

    def content(self, event: Event, depth: int) -> object:
        if type(event) is yaml.ScalarEvent:
            self.size += len(event.value)
            if not event.implicit[0] or event.tag:
                return str(event.value)
            if event.value in _NULLS:
                return None
            comment = self.comment_after(event) if self.lines else ""
            return before_comment(event.value, comment) if comment else self.scalar(event.value)
        if depth >= MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
            raise _RefusedError(self.problem("yaml-too-deep", message, event))
        if type(event) is yaml.MappingStartEvent:
            return self.mapping(depth + 1)
        return self.sequence(depth + 1)

    def comment_after(self, event: Event) -> str:
        """The comment behind an unquoted scalar that may be text; '' for none."""
        mark = event.end_mark
        found = re.match(_MEANT_AS_TEXT, self.lines[mark.line][mark.column :])
        return found[1] if found else ""

    def mapping(self, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        while type(event := self.get()) is not yaml.MappingEndEvent:
            key = self.key(event, depth)
            value = self.value(self.get(), depth)
            if key in found:
                message = f"the key '{excerpt(key)}' stands here a second time"
                self.wrong("duplicate-key", message, event, "remove or rename one of the two")
            else:
                found[key] = value
        return found

    def key(self, event: Event, depth: int) -> str:
        key = self.value(event, depth)
        if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) or isinstance(key, dict | list):
            hint = "put a key that begins with a bracket in quotes"
            raise _RefusedError(
                self.problem("yaml-syntax", "a key is text, found a list or mapping", event, hint)
            )
        # Also a key that reads as a number or nothing is meant as it is written.
        return str(getattr(event, "value", key))

    def sequence(self, depth: int) -> list[object]:
        found: list[object] = []
        while type(event := self.get()) is not yaml.SequenceEndEvent:
            found.append(self.value(event, depth))
        return found

    def value_of_alias(self, event: Event) -> object:
        if event.anchor not in self.anchors:
            message = f"no anchor is called '{excerpt(event.anchor)}'"
            raise _RefusedError(
                self.problem("yaml-syntax", message, event, "put text that begins with * in quotes")
            )
        value, size = self.anchors[event.anchor]
        self.unused.pop(event.anchor, None)
        self.size += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            raise _RefusedError(self.problem("yaml-aliases", "aliases repeat too much text", event))
        return value

    def check_tag(self, event: Event) -> None:
        kind = {yaml.MappingStartEvent: "map", yaml.SequenceStartEvent: "seq"}.get(type(event), "str")
        if event.tag not in {f"tag:yaml.org,2002:{kind}", "!"}:
            tag = excerpt(event.tag.replace("tag:yaml.org,2002:", "!!"))
            hint = "remove it; if it is text, put all of it in quotes"
            self.wrong("yaml-tag", f"the tag '{tag}' is not allowed", event, hint)

    def wrong(self, code: str, message: str, event: Event, hint: str = "") -> None:
        self.problems.append(self.problem(code, message, event, hint))

    def problem(self, code: str, message: str, event: Event, hint: str = "") -> Problem:
        line, column = (event.start_mark.line, event.start_mark.column) if event else (0, 0)
        return error(code, message, Where(self.name, (), line + 1, column + 1), hint)


_OTHER_LINE_BREAKS: Final = "\x85\u2028\u2029"
"""What ends a line for the parsers, whose marks count them (YAML 1.1, section 4.1.4)."""
_MEANT_AS_TEXT: Final = r"[ \t]+(#(?:[^\W_].*)?)$"
"""A comment without the space that people put behind the sign: '#3' rather than '# to be checked'."""
_NULLS: Final = frozenset({"", "~", "null"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


def _scalar_of_token(written: str) -> object:
    if len(written) > _LONGEST_NUMBER:
        return written
    if _INTEGER.fullmatch(written):
        return int(written)
    if _FRACTION.fullmatch(written):
        return float(written)
    return {"true": True, "false": False}.get(written, written)
