"""Holds what theme.yaml says against the design's tokens: names, types, sizes that can be read, contrast.

theme.yaml has the form that tokens have for one page format and theme, and holds for all of them; below
`formats` and `themes` stands what holds for one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from itertools import product
from math import floor, isfinite
from typing import Any, Final, TypeAlias, get_args, get_origin

from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.design.inks import complete_colours, contrast
from posterbook.design.theme import COLOURS, SCOPES, SHARED, PageFormat, Theme, Topic, chosen, merge, plan
from posterbook.errors import Problem, Where, error, warning

FILE: Final = "theme.yaml"
LARGEST: Final = 500.0
"""No length on a page is larger, in points or millimetres."""
LEAST_CONTRAST: Final = 4.5
"""Of text against what it stands on (WCAG 2.2, 1.4.3)."""
_Path: TypeAlias = tuple[str | int, ...]
_HEX: Final = re.compile("#[0-9A-Fa-f]{6}")
_OWN_PAGE: Final = ("inside", "outside")
_MARGINS: Final = (8.0, 40.0)
"""The least and the most of a margin, in mm: printers leave edges white, and text wants a measure."""
_SIGNED: Final = frozenset(("track", "dx", "round_left", "after_one", "before_one"))
_STEP: Final = (1.0, 150.0)
"""Sizes, leads and counts of lines, where there is a list of them."""
_FREE: Final = frozenset(("rules", "look", "balance", "ragged", "numerals"))
"""Sections whose numbers are weights and costs, of which nothing is a good choice too."""
_NOT_OURS: Final = frozenset(("name", "faces", "sheets", *COLOURS))
_STEPS: Final = re.compile("steps|_steps$|^title_crowded$")
_ONE_LINE: Final = frozenset(("numeral", "ladder_number", "ladder_count"))
"""Styles of single figures, whose lead is no distance between lines."""
_LEGAL: Final = frozenset(("disclaimer", "caution_head", "caution", "signature", "board_list"))


def check_overrides(given: Mapping[str, Any], tokens: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with theme.yaml: names, types, sizes below their floors (DESIGN 3), low contrast."""
    checking = _Checking(tokens)
    checking.whole(given, ())
    known = {"formats": tokens["pages"], "themes": tokens["themes"]}
    for scope in SCOPES:
        below = given.get(scope, {})
        if checking.is_mapping(below, (scope,)):
            checking.names(below, tuple(known[scope]), (scope,))
            for name in [name for name in below if name in known[scope]]:
                checking.whole(below[name], (scope, name))
    problems = checking.problems or _tight_lines(given, tokens)
    return problems or list(_contrasts(given, tokens))


class _Checking:
    """Walks theme.yaml beside the types of theme.py and the tokens that it would replace."""

    def __init__(self, tokens: Mapping[str, Any]) -> None:
        self.floors = tokens["floors"]
        self.problems: list[Problem] = []
        colours = {"colour": tokens["colour"], "page": tokens["pages"]["a5"]}
        shared = {key: tokens[key] for key in SHARED}
        self.sample: dict[str, Any] = {**shared, **colours, **tokens["families"]["a5"]}
        self.trees = (self.sample, tokens["families"]["a4"], *tokens["themes"].values())
        self.fonts = (*tokens["fonts"], *tokens["han"]["default"])

    def wrong(self, message: str, path: _Path, hint: str = "", code: str = "wrong-type") -> None:
        self.problems.append(error(code, message, Where(FILE, path), hint))

    def is_mapping(self, given: object, path: _Path) -> bool:
        if not isinstance(given, dict):
            self.wrong(f"{_called(path)} wants a mapping", path)
        return isinstance(given, dict)

    def names(self, given: Mapping[str, Any], known: tuple[str, ...], path: _Path) -> None:
        for name in given:
            if name not in known:
                hint = did_you_mean(name, known, f"there are {', '.join(known)}")
                where = Where(FILE).key(*path, name)
                self.problems.append(error("unknown-field", f"unknown field '{excerpt(name)}'", where, hint))

    def whole(self, given: object, path: _Path) -> None:
        """All that one scope says."""
        if not isinstance(given, dict):
            self.is_mapping(given, path)
            return
        kinds = {name: kind for name, kind in plan(Theme) if name not in _NOT_OURS}
        scopes = () if path else SCOPES
        self.names(given, (*kinds, "colour", *scopes), path)
        for name in given:
            if name in kinds:
                self.value(kinds[name], given[name], self.sample.get(name), (*path, name))
        colours = given.get("colour", {})
        if self.is_mapping(colours, (*path, "colour")):
            self.names(colours, COLOURS, (*path, "colour"))
            for name in [name for name in colours if name in COLOURS]:
                self.colour(colours[name], (*path, "colour", name), ("hex", "cmyk", "weight"))

    def value(self, kind: Any, given: object, sample: Any, path: _Path) -> None:  # noqa: ANN401 - of any type
        if kind is Topic:
            self.colour(given, path, ("name", "hex", "cmyk", "tint", "tint_cmyk"), required=True)
        elif get_origin(kind) is tuple:
            self.items(get_args(kind)[0], given, sample, path)
        elif isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
            self.fields(kind, given, sample, path)
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            self.choice(given, tuple(member.value for member in kind), path)
        elif kind in {bool, str}:
            self.plain(kind, given, path)
        else:
            self.number(kind, given, path)

    def fields(self, kind: Any, given: object, sample: Any, path: _Path) -> None:  # noqa: ANN401 - of any type
        if not isinstance(given, dict):
            self.is_mapping(given, path)
            return
        known = {name: one for name, one in plan(kind) if kind is not PageFormat or name in _OWN_PAGE}
        self.names(given, tuple(known), path)
        for name in [name for name in given if name in known]:
            below = sample.get(name) if isinstance(sample, Mapping) else None
            self.value(known[name], given[name], below, (*path, name))

    def items(self, kind: Any, given: object, sample: Any, path: _Path) -> None:  # noqa: ANN401 - of any type
        if not isinstance(given, list):
            self.wrong(f"{_called(path)} wants a list", path)
            return
        if not given and [] not in self.known(path):
            self.wrong(f"{_called(path)} is empty", path, code="empty-field")
        row = get_origin(kind) is tuple and sample
        for place, one in enumerate(given):
            if row and isinstance(one, list) and len(one) != len(sample[0]):
                message = f"each of {_called(path)} wants {len(sample[0])} numbers, found {len(one)}"
                self.wrong(message, (*path, place))
            else:
                self.value(kind, one, None, (*path, place))

    def number(self, kind: Any, given: object, path: _Path) -> None:  # noqa: ANN401 - of any type
        wanted = "a whole number" if kind is int else "a number"
        right = int if kind is int else int | float
        if isinstance(given, bool) or not isinstance(given, right):
            self.wrong(f"{_called(path)} wants {wanted}", path)
            return
        least, most = self.range(path)
        if 0 < self.floor(path) > given:
            unit = f"{self.floor(path):g} pt, found {given:g}"
            self.wrong(f"{_called(path)} is too small to read: at least {unit}", path, code="floor")
        elif not isfinite(given) or not least <= given <= most:
            self.wrong(
                f"{_called(path)} wants {least:g} to {most:g}, found {given:g}", path, code="wrong-value"
            )

    def range(self, path: _Path) -> tuple[float, float]:
        """Between which a number makes sense: half the least and twice the most that the design has there."""
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        if name in _OWN_PAGE:
            return _MARGINS
        if name in _SIGNED:
            return -LARGEST, LARGEST
        if isinstance(path[-1], int):
            return (0.0, 1.0) if name == "staple_at" else _STEP
        known = [float(one) for one in self.known(path) if isinstance(one, int | float)]
        if {*path[:3]} & _FREE or not any(known):
            return 0.0, LARGEST
        return min(known) / 2, max(known) * 2

    def known(self, path: _Path) -> Iterator[object]:
        """What the tokens of every family and theme have in a place."""
        inner = path[2:] if path[0] in SCOPES else path
        return (_at(tree, inner) for tree in self.trees)

    def floor(self, path: _Path) -> float:
        """The smallest size that may stand in a place, 0 where it is no size of type (DESIGN 3)."""
        match path:
            case (*_, "styles", str(used), "size"):
                pass
            case (*_, "fit", "body", int(), 0):
                used = "body"
            case (*_, "legal", "floor"):
                used = "caution"
            case (*_, str(steps), int()) | (*_, str(steps), int(), 0) if _STEPS.search(steps):
                used = steps
            case _:
                return 0.0
        if used in self.floors["exempt"]:
            return 0.0
        kind = "legal" if used in _LEGAL else "table" if used.startswith("table_") else used
        if path[:2] == ("themes", "large-print"):
            kind = "large-print"
        return float(self.floors.get(kind, self.floors["any"]))

    def plain(self, kind: type, given: object, path: _Path) -> None:
        if not isinstance(given, kind):
            self.wrong(f"{_called(path)} wants {'true or false' if kind is bool else 'text'}", path)
        elif path[-1] == "font":
            self.choice(given, self.fonts, path)
        elif path[-1] == "colour":
            self.choice(given, (*COLOURS, "topic"), path)

    def choice(self, given: object, known: tuple[str, ...], path: _Path) -> None:
        if given not in known:
            hint = did_you_mean(str(given), known, f"there are {', '.join(known)}")
            self.wrong(f"{_called(path)} cannot be '{excerpt(str(given))}'", path, hint, "wrong-value")

    def colour(self, given: object, path: _Path, known: tuple[str, ...], *, required: bool = False) -> None:
        if not isinstance(given, dict):
            self.is_mapping(given, path)
            return
        self.names(given, known, path)
        if required and "hex" not in given:
            self.wrong(f"{_called(path)} lacks 'hex'", path, code="missing-field")
        for name in [name for name in ("hex", "tint") if name in given]:
            if not _HEX.fullmatch(str(given[name])):
                hint = "put it in quotes: # begins a comment" if given[name] is None else ""
                self.wrong(f"'{name}' wants a colour as \"#1D4674\"", (*path, name), hint)
        for name in [name for name in ("cmyk", "tint_cmyk") if name in given]:
            parts = given[name]
            if not isinstance(parts, list) or len(parts) != 4 or not all(map(_is_percent, parts)):
                self.wrong(f"'{name}' wants four numbers from 0 to 100", (*path, name))
        if "weight" in given:
            self.number(float, given["weight"], (*path, "weight"))


def _at(tree: object, path: _Path) -> object:
    """What tokens have at a place, None if nothing."""
    for part in path:
        tree = tree.get(part) if isinstance(tree, Mapping) else None
    return tree


def _is_percent(part: object) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool) and 0 <= part <= 100


def _called(path: _Path) -> str:
    """A place as its key, or as an item of a list."""
    names = [part for part in path if isinstance(part, str)]
    return f"'{names[-1]}'" if names else FILE


def _tight_lines(given: Mapping[str, Any], tokens: Mapping[str, Any]) -> list[Problem]:
    """Styles whose lines would touch on any page format and in any theme, each told once."""
    found: dict[_Path, Problem] = {}
    for page, theme in product(tokens["pages"], tokens["themes"]):
        plain, styles = (chosen(tokens, page, theme, None, one)["styles"] for one in ({}, given))
        for name in [name for name in styles if name not in _ONE_LINE and styles[name] != plain[name]]:
            size, lead = styles[name]["size"], styles[name]["lead"]
            if lead < size * min(1.0, plain[name]["lead"] / plain[name]["size"]) - 1e-9:
                path = _said_at(given, name, page, theme)
                message = f"the lines of '{name}' would touch on {page}: size {size:g}, lead {lead:g}"
                found.setdefault(path, error("tight-lines", message, Where(FILE, path), "enlarge its 'lead'"))
    return list(found.values())


def _said_at(given: Mapping[str, Any], name: str, page: str, theme: str) -> _Path:
    """Where theme.yaml says how a style is, for one format and theme."""
    scopes: tuple[_Path, ...] = (("themes", theme), ("formats", page), ())
    paths = ((*scope, "styles", name) for scope in scopes)
    return next(path for path in paths if _at(given, path) is not None)


def _contrasts(given: Mapping[str, Any], tokens: Mapping[str, Any]) -> Iterator[Problem]:
    """Group colours that are hard to read on paper and on their tint, and texts on paper."""
    colours = merge(tokens["colour"], given.get("colour", {}))
    paper = colours["paper"]["hex"]
    for name in [name for name in ("ink", "grey") if name in given.get("colour", {})]:
        yield from _contrast(colours[name]["hex"], paper, f"the colour {name} on paper", ("colour", name))
    for place, topic in enumerate(complete_colours(given).get("topics", ())):
        said = f"group colour {place + 1}"
        yield from _contrast(topic["hex"], paper, f"{said} on paper", ("topics", place))
        yield from _contrast(topic["hex"], topic["tint"], f"{said} on its tint", ("topics", place))


def _contrast(one: str, other: str, said: str, path: _Path) -> Iterator[Problem]:
    found = contrast(one, other)
    if found < LEAST_CONTRAST:
        message = f"{said} has a contrast of {floor(10 * found) / 10}, less than {LEAST_CONTRAST}"
        yield warning("low-contrast", message, Where(FILE, path), "take a darker colour, or a lighter tint")
