"""Holds a theme file to the public names: what they take, sizes that can be read, lines apart, contrast.

A theme file sets public names for all page formats, and below `formats` and `themes` for one only. With a
`name` it is a theme of its own, which `extends` one of ours; without, it amends the theme in use.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from math import floor, isfinite
from typing import Any, Final, TypeAlias

from posterbook.content.model import OwnTheme
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.design.inks import complete_colour, complete_group, contrast
from posterbook.design.theme import tokens_for
from posterbook.design.theme_names import (
    FACES,
    PUBLIC_NAMES,
    Kind,
    PublicName,
    Tokens,
    least_size,
    public_name_of,
)
from posterbook.errors import Problem, Severity, Where, error, warning

FILE: Final = "theme.yaml"
USUAL: Final = "colour"
"""The theme that one of a booklet's own extends where it names none."""
LEAST_CONTRAST: Final = 4.5
"""Of text against what it stands on (WCAG 2.2, 1.4.3)."""
SEE: Final = "the manual page 'look' has all names"
SCOPES: Final = ("formats", "themes")
_ROWS: Final = {row.name: row for row in PUBLIC_NAMES}
_PARTS: Final = tuple(dict.fromkeys(name.split(".")[0] for name in _ROWS))
_NAME: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_HEX: Final = re.compile("#[0-9A-Fa-f]{6}")
_LEADING: Final = {"text": "body", "title": "title"}
"""The names that have a leading of their own, and the styles which they set."""
_Path: TypeAlias = tuple[str | int, ...]


def check_overrides(
    given: Mapping[str, Any], tokens: Tokens, amended: Collection[str] = (), file: str = FILE
) -> list[Problem]:
    """What is wrong with a theme file; `amended` are further themes that it may name below `themes`."""
    checking = _Checking(given, tokens, file, (*tokens["themes"], *amended))
    checking.header()
    for path, values in _scopes(given):
        checking.names(values, path)
    if checking.problems:
        return checking.problems
    return checking.tight_lines() or list(checking.contrasts())


def own_theme(given: Mapping[str, Any]) -> OwnTheme:
    """A theme file that has been found sound as a value, with the inks and tints that it leaves to us."""
    name = given.get("name", "")
    scoped = {
        scope: {key: _by_dotted_name(one) for key, one in given.get(scope, {}).items()} for scope in SCOPES
    }
    return OwnTheme(name, given.get("extends", USUAL) if name else "", _by_dotted_name(given), **scoped)


def _scopes(given: Mapping[str, Any]) -> Iterator[tuple[_Path, Any]]:
    """The whole file, then what it says for one page format or theme, each with its path."""
    yield (), given
    for scope in SCOPES:
        below = given.get(scope)
        if isinstance(below, dict):
            yield from (((scope, name), values) for name, values in below.items())


def _by_dotted_name(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one scope by their dotted names, colours completed."""
    return {row.name: _complete(row, _at(given, row.name)) for row in PUBLIC_NAMES if _at(given, row.name)
            is not None}  # fmt: skip


def _complete(row: PublicName, value: Any) -> Any:  # noqa: ANN401 - whatever the name takes
    if row.kind is Kind.COLOUR:
        return complete_colour(value)
    return [complete_group(one) for one in value] if row.kind is Kind.COLOURS else value


def _at(given: object, name: str) -> Any:  # noqa: ANN401 - whatever stands there
    """What a scope gives for a dotted name, None if nothing."""
    for key in name.split("."):
        given = given.get(key) if isinstance(given, Mapping) else None
    return given


class _Checking:
    """One theme file while it is checked."""

    def __init__(self, given: Mapping[str, Any], tokens: Tokens, file: str, known: tuple[str, ...]) -> None:
        self.given, self.tokens, self.file, self.known = given, tokens, file, known
        self.problems: list[Problem] = []

    def wrong(self, message: str, path: _Path, hint: str = "", code: str = "wrong-type") -> None:
        self.problems.append(error(code, message, Where(self.file, path), hint))

    def header(self) -> None:
        """Its name, what it extends, and the names of formats and themes."""
        name, extends = self.given.get("name"), self.given.get("extends")
        if name is not None:
            self.own_name(name)
        if extends is not None:
            self.choice(extends, tuple(self.tokens["themes"]), ("extends",))
            if name is None:
                hint = "give it a 'name', or remove 'extends' to amend the theme in use"
                self.wrong("a theme that extends another wants a name", ("extends",), hint, "missing-field")
        if name is not None and "themes" in self.given:
            message = f"the theme '{excerpt(str(name))}' is one theme, so nothing in it is for others"
            self.wrong(message, ("themes",), "remove 'themes', or the 'name'", "wrong-value")
        for scope, known in (("formats", tuple(self.tokens["pages"])), ("themes", self.known)):
            if self.is_mapping(self.given.get(scope, {}), (scope,)):
                self.unknown(self.given.get(scope, {}), known, (scope,))

    def own_name(self, name: object) -> None:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            hint = "put it in quotes" if isinstance(name, int | float) else ""
            self.wrong("'name' wants a-z, 0-9 and single hyphens", ("name",), hint, "wrong-value")
        elif name in self.tokens["themes"]:
            hint = f"choose another, and say 'extends: {name}'"
            self.wrong(f"'{name}' is one of posterbook's own themes", ("name",), hint, "wrong-value")

    def unknown(self, given: Mapping[str, Any], known: tuple[str, ...], path: _Path) -> None:
        """Keys that are none of the known ones, which are listed."""
        for key in [key for key in given if key not in known]:
            self.unknown_key(key, did_you_mean(key, known, f"there are {', '.join(known)}"), path)

    def unknown_key(self, key: str, hint: str, path: _Path) -> None:
        where = Where(self.file).key(*path, key)
        self.problems.append(error("unknown-field", f"unknown field '{excerpt(key)}'", where, hint))

    def names(self, given: object, path: _Path) -> None:
        """All public names of one scope."""
        if not self.is_mapping(given, path) or not isinstance(given, Mapping):
            return
        for key in [key for key in given if key not in (() if path else ("name", "extends", *SCOPES))]:
            value = given[key]
            if key in _ROWS and "." not in key:
                self.value(_ROWS[key], value, (*path, key))
            elif key not in _PARTS:
                self.unknown_key(key, _nearest(key, value), path)
            elif self.is_mapping(value, (*path, key)):
                known = tuple(name.removeprefix(f"{key}.") for name in _ROWS if name.startswith(f"{key}."))
                self.unknown(value, known, (*path, key))
                for part in [part for part in value if part in known]:
                    self.value(_ROWS[f"{key}.{part}"], value[part], (*path, key, part))

    def value(self, row: PublicName, given: object, path: _Path) -> None:
        match row.kind:
            case Kind.COLOUR:
                self.colour(given, path, ("hex", "cmyk"))
            case Kind.COLOURS:
                self.colours(given, path)
            case Kind.FACE:
                self.choice(given, FACES, path)
            case Kind.SWITCH:
                if not isinstance(given, bool):
                    self.wrong(f"'{row.name}' wants true or false", path)
            case _:
                self.number(row, given, path)

    def number(self, row: PublicName, given: object, path: _Path) -> None:
        whole = row.kind is Kind.COUNT
        if isinstance(given, bool) or not isinstance(given, int if whole else int | float):
            self.wrong(f"'{row.name}' wants {'a whole number' if whole else 'a number'}", path)
            return
        least = self.floor(row, path)
        unit = f" {row.unit}" if row.unit else ""
        if 0 < least > given:
            message = f"'{row.name}' is too small to read: at least {least:g} pt, found {given:g}"
            self.wrong(message, path, code="floor")
        elif not isfinite(given) or not row.least <= given <= row.most:
            self.wrong(f"'{row.name}' wants {row.range}{unit}, found {given:g}", path, code="wrong-value")

    def floor(self, row: PublicName, path: _Path) -> float:
        """The smallest size that may stand there, in points; 0 where it is no size of type."""
        theme = str(path[1]) if path[0] == "themes" else str(self.given.get("extends", ""))
        return least_size(self.tokens["floors"], row.floor, theme) if row.kind is Kind.SIZE else 0

    def choice(self, given: object, known: tuple[str, ...], path: _Path) -> None:
        if given not in known:
            hint = did_you_mean(str(given), known, f"there are {', '.join(known)}")
            self.wrong(f"'{_name_of(path)}' cannot be '{excerpt(str(given))}'", path, hint, "wrong-value")

    def is_mapping(self, given: object, path: _Path) -> bool:
        if not isinstance(given, dict):
            self.wrong(f"'{_name_of(path)}' wants a mapping" if path else "the file wants a mapping", path)
        return isinstance(given, dict)

    def colours(self, given: object, path: _Path) -> None:
        if not isinstance(given, list):
            self.wrong(f"'{_name_of(path)}' wants a list of colours", path)
        elif not given:
            self.wrong(f"'{_name_of(path)}' is empty", path, code="empty-field")
        else:
            for place, one in enumerate(given):
                self.colour(one, (*path, place), ("hex", "cmyk", "tint", "tint_cmyk"))

    def colour(self, given: object, path: _Path, known: tuple[str, ...]) -> None:
        """A colour as "#1D4674", or as a mapping that says its inks too."""
        if not isinstance(given, dict):
            self.code(given, path)
            return
        self.unknown(given, known, path)
        if "hex" not in given:
            self.wrong(f"'{_name_of(path)}' lacks 'hex'", path, code="missing-field")
        for name in [name for name in ("hex", "tint") if name in given]:
            self.code(given[name], (*path, name))
        for name in [name for name in ("cmyk", "tint_cmyk") if name in given]:
            parts = given[name]
            if not isinstance(parts, list) or len(parts) != 4 or not all(map(_is_percent, parts)):
                self.wrong(f"'{name}' wants four numbers from 0 to 100", (*path, name))

    def code(self, given: object, path: _Path) -> None:
        if not isinstance(given, str) or not _HEX.fullmatch(given):
            hint = "put it in quotes: # begins a comment" if given is None else ""
            self.wrong(f"'{_name_of(path)}' wants a colour as \"#1D4674\"", path, hint)

    def tight_lines(self) -> list[Problem]:
        """Texts whose lines would touch on any page format and in any theme, each told once."""
        own = own_theme(self.given)
        found: dict[_Path, Problem] = {}
        for page, theme in product(self.tokens["pages"], [own.name] if own.name else self.tokens["themes"]):
            ours, set_so = (tokens_for(self.tokens, page, theme, None, (one,))["styles"]
                            for one in (OwnTheme(own.name, own.extends), own))  # fmt: skip
            for part, style in _LEADING.items():
                size, lead = set_so[style]["size"], set_so[style]["lead"]
                least = size * min(1.0, ours[style]["lead"] / ours[style]["size"]) - 1e-9
                if set_so[style] != ours[style] and lead < least:
                    path = self.place_of(part, page, theme)
                    message = f"the lines of '{part}' would touch on {page}: size {size:g}, leading {lead:g}"
                    hint = "enlarge its 'leading'"
                    found.setdefault(path, error("tight-lines", message, Where(self.file, path), hint))
        return list(found.values())

    def place_of(self, part: str, page: str, theme: str) -> _Path:
        """Where the file says what a part is like, for one format and theme."""
        scopes: tuple[_Path, ...] = (("themes", theme), ("formats", page), ())
        paths = ((*scope, part) for scope in scopes)
        return next(path for path in paths if _at(self.given, ".".join(map(str, path))) is not None)

    def contrasts(self) -> Iterator[Problem]:
        """Texts that are hard to read on paper, and group colours on paper and on their tint."""
        paper = self.tokens["colour"]["paper"]["hex"]
        for path, given in _scopes(self.given):
            values = _by_dotted_name(given)
            for name in [name for name in ("ink", "grey") if name in values]:
                yield from self.contrast(values[name]["hex"], paper, f"{name} on paper", (*path, name))
            for place, group in enumerate(values.get("groups", ())):
                called, at = f"group colour {place + 1}", (*path, "groups", place)
                yield from self.contrast(group["hex"], paper, f"{called} on paper", at)
                yield from self.contrast(group["hex"], group["tint"], f"{called} on its tint", at)

    def contrast(self, one: str, other: str, called: str, path: _Path) -> Iterator[Problem]:
        ratio = contrast(one, other)
        if ratio < LEAST_CONTRAST:
            message = f"{called} has a contrast of {floor(10 * ratio) / 10}, less than {LEAST_CONTRAST}"
            hint = "take a darker colour, or a lighter tint"
            yield warning("low-contrast", message, Where(self.file, path), hint)


def is_sound(problems: list[Problem]) -> bool:
    """Whether a theme file can be used, with warnings or without."""
    return all(problem.severity is not Severity.ERROR for problem in problems)


def _nearest(key: str, value: object) -> str:
    """A hint for a key that is no public name, which may be a token that one sets."""
    known = next(filter(None, map(public_name_of, _tokens(key, value))), "")
    if not known and key in _PARTS_OF_NAMES:
        known = _PARTS_OF_NAMES[key]
    near = f"did you mean '{known}'?" if known else did_you_mean(key, (*_PARTS, "formats", "themes"))
    return f"{near} {SEE}".strip()


_PARTS_OF_NAMES: Final = {name.replace(".", mark): name for name in _ROWS if "." in name for mark in "._- "}
"""Names that are written on one line where they stand on two."""


def _tokens(key: str, value: object) -> Iterator[str]:
    """The paths of tokens that a key and what stands below it may mean; colours stand below `colour`."""
    yield key
    if isinstance(value, Mapping):
        for below, inner in value.items():
            yield from _tokens(below if key == "colour" else f"{key}.{below}", inner)


def _is_percent(part: object) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool) and 0 <= part <= 100


def _name_of(path: _Path) -> str:
    """A place as its name; an item of a list by the list."""
    inner = path[2:] if path[0] in SCOPES and len(path) > 2 else path
    return ".".join(part for part in inner if isinstance(part, str))
