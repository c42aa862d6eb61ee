"""The public names of a theme: what a theme file may set, in a book designer's words, and their tokens.

The design has more than 400 tokens, and they may change from version to version; these names do not. A name
sets tokens either alike or, where they belong together, in proportion: a larger title has a larger lead, and
the smaller sizes that a long title steps down to grow with it. The table is the only place that knows which
tokens those are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, TypeAlias

from posterbook.design.geometry import MM
from posterbook.values import dataclass

Tokens: TypeAlias = Mapping[str, Any]
Changes: TypeAlias = Iterator[tuple[str, object]]
"""Tokens by their dotted path, each with the value that it takes."""


class Kind(StrEnum):
    """What a name is given."""

    COLOUR = "a colour"
    COLOURS = "a list of colours"
    FACE = "serif or sans"
    SIZE = "a size of type"
    POINTS = "points"
    LENGTH = "a length"
    COUNT = "a whole number"
    SWITCH = "true or false"


_UNITS: Final = {Kind.SIZE: "pt", Kind.POINTS: "pt", Kind.LENGTH: "mm"}
FACES: Final = ("serif", "sans")
"""The families of type that a face is chosen from."""


@dataclass(frozen=True, slots=True)
class PublicName:
    """One row: a name, what it means, and how it becomes tokens.

    Numbers lie between `least` and `most`, in the row's unit. `floor` names the smallest size that such type
    may have in the tokens' `floors`. `changes` gives the tokens that a value changes, out of all that hold.
    """

    name: str
    meaning: str
    kind: Kind
    tokens: tuple[str, ...]
    changes: Callable[[PublicName, Tokens, Any, float], Changes]
    least: float = 0
    most: float = 0
    floor: str = "any"

    @property
    def unit(self) -> str:
        """The unit of its numbers; '' where there is none."""
        return _UNITS.get(self.kind, "")

    @property
    def range(self) -> str:
        """What it can be, in words."""
        numbers = self.unit or self.kind is Kind.COUNT
        return f"{self.least:g} to {self.most:g}" if numbers else self.kind.value


def least_size(floors: Tokens, kind: str, theme: str) -> float:
    """The smallest size of type of that kind, in points, in a theme or one that extends it."""
    found: float = floors.get(theme, floors.get(kind, floors["any"]))
    return found


def apply_names(whole: Tokens, values: Mapping[str, Any], theme: str) -> dict[str, Any]:
    """The tokens of a page format and theme with the values of public names in their places.

    Names are applied in the order of the table: a size takes its lead along before a lead is set by itself.
    """
    result = dict(whole)
    for row in PUBLIC_NAMES:
        if row.name in values:
            floor = least_size(whole["floors"], row.floor, theme)
            for path, value in row.changes(row, result, values[row.name], floor):
                result = _put(result, path.split("."), value)
    return result


def public_name_of(token: str) -> str:
    """The public name that sets a token, '' if none does."""
    named = ((row.name, path.partition("[")[0]) for row in PUBLIC_NAMES for path in row.tokens)
    return next((name for name, path in named if path == token), "")


def _put(tree: Tokens, keys: list[str], value: object) -> dict[str, Any]:
    """The tree with one value replaced; what it shares with other trees stays as it is."""
    first, *rest = keys
    return {**tree, first: _put(tree[first], rest, value) if rest else value}


def _get(tree: Tokens, path: str) -> Any:  # noqa: ANN401 - whatever tokens hold
    found: Any = tree
    for key in path.split("."):
        found = found[key]
    return found


def _set_alike(row: PublicName, _whole: Tokens, value: object, _floor: float) -> Changes:
    """Every token takes the value."""
    for path in row.tokens:
        yield path, value


def _set_in_proportion(row: PublicName, whole: Tokens, value: float, floor: float) -> Changes:
    """The first token takes the value; the others change as it does, sizes never below their floor.

    A path alone is a number, or a list of sizes. Behind a list of steps stand the places that change in each:
    `[01]` its size and its lead, `[1]` its lead alone.
    """
    first, *others = row.tokens
    factor = value / _get(whole, first)
    yield first, value
    for token in others:
        path, _, places = token.rstrip("]").partition("[")
        old = _get(whole, path)
        if not isinstance(old, list):
            yield path, _times(old, factor, floor if path.endswith(".size") else 0)
        elif places:
            yield path, [[_step(n, at, factor, places, floor) for at, n in enumerate(step)] for step in old]
        else:
            yield path, [_times(size, factor, floor) for size in old]


def _step(number: float, at: int, factor: float, places: str, floor: float) -> float:
    return _times(number, factor, floor if at == 0 else 0) if str(at) in places else number


def _times(number: float, factor: float, floor: float = 0) -> float:
    return number if factor == 1 else max(round(number * factor, 3), min(number, floor))


def _set_colour(row: PublicName, whole: Tokens, value: Mapping[str, object], _floor: float) -> Changes:
    """Every token becomes the colour; how heavy its rules are in print stays."""
    for path in row.tokens:
        yield path, {**_get(whole, path), **value}


def _set_face(row: PublicName, whole: Tokens, value: str, _floor: float) -> Changes:
    """Every style takes the cut of that family in the place of its own; one of the family keeps its cut."""
    cuts = whole["cuts"][value]
    for path in row.tokens:
        own = _get(whole, path)
        yield path, cuts.get(own, own)


def _set_panel(row: PublicName, _whole: Tokens, value: float, _floor: float) -> Changes:
    frame, fills = row.tokens
    yield frame, value
    yield fills, value == 0


def _set_code(row: PublicName, whole: Tokens, value: float, _floor: float) -> Changes:
    """Text beside the code makes way by as much as the code grows."""
    size, narrows = row.tokens
    yield size, value
    yield narrows, _get(whole, narrows) + value - _get(whole, size)


def _move_top(row: PublicName, whole: Tokens, value: float, _floor: float) -> Changes:
    """The live top moves, the last baseline of the page, which is counted from it, stays where it is."""
    top, last = row.tokens
    yield top, value
    yield last, _get(whole, last) - (value - _get(whole, top)) * MM


def _move_foot(row: PublicName, whole: Tokens, value: float, _floor: float) -> Changes:
    """The baseline of the folio moves, and the last baseline of the page with it."""
    foot, last = row.tokens
    moved = whole["page"]["height"] - value - _get(whole, foot)
    yield foot, _get(whole, foot) + moved
    yield last, _get(whole, last) + moved * MM


def _styles(part: str, *names: str) -> tuple[str, ...]:
    return tuple(f"styles.{name}.{part}" for name in names)


_TEXT: Final = ("body", "lead", "table_intro", "table_title")
_TITLES: Final = ("title", "cover_title", "page_heading", "divider")
_HEADINGS: Final = ("section", "small_heading", "continued")
_LEGAL: Final = ("disclaimer", "caution_head", "caution", "signature", "board_list")

PUBLIC_NAMES: Final = (
    PublicName("ink", "text, and what is drawn in black", Kind.COLOUR, ("ink",), _set_colour),
    PublicName("grey", "labels, captions and the running foot", Kind.COLOUR, ("grey",), _set_colour),
    PublicName(
        "groups",
        "the groups' colours in their order, from the first again after the last",
        Kind.COLOURS,
        ("topics",),
        _set_alike,
    ),
    PublicName("rules.colour", "rules between rows and texts", Kind.COLOUR, ("rule", "hair"), _set_colour),
    PublicName(
        "rules.top",
        "weight of the rule at the head of a page and above a group",
        Kind.POINTS,
        ("rules.page_top", "rules.group"),
        _set_alike,
        most=3,
    ),
    PublicName(
        "rules.rows",
        "weight of the rules between rows of the table",
        Kind.POINTS,
        ("rules.row",),
        _set_alike,
        most=3,
    ),
    PublicName(
        "panel.frame",
        "weight of the frame around the call-out; 0 fills it with the group's tint",
        Kind.POINTS,
        ("look.panel_frame", "look.fills"),
        _set_panel,
        most=3,
    ),
    PublicName("text.face", "running text and the table", Kind.FACE, _styles("font", *_TEXT), _set_face),
    PublicName(
        "text.size",
        "running text; long booklets step down from it",
        Kind.SIZE,
        ("styles.body.size", "styles.body.lead", "fit.body[01]", "fit.own[01]"),
        _set_in_proportion,
        least=8.75,
        most=24,
        floor="body",
    ),
    PublicName(
        "text.leading",
        "from line to line of running text",
        Kind.POINTS,
        ("styles.body.lead", "fit.body[1]", "fit.own[1]"),
        _set_in_proportion,
        least=9,
        most=36,
    ),
    PublicName("title.face", "titles, also on the cover", Kind.FACE, _styles("font", *_TITLES), _set_face),
    PublicName(
        "title.size",
        "a poster's title; long ones step down from it",
        Kind.SIZE,
        ("styles.title.size", "styles.title.lead", "poster.title_steps[01]"),
        _set_in_proportion,
        least=9,
        most=36,
    ),
    PublicName(
        "title.leading",
        "from line to line of a poster's title",
        Kind.POINTS,
        ("styles.title.lead", "poster.title_steps[1]"),
        _set_in_proportion,
        least=9,
        most=45,
    ),
    PublicName("headings.face", "headings of sections", Kind.FACE, _styles("font", *_HEADINGS), _set_face),
    PublicName(
        "headings.size",
        "headings of sections",
        Kind.SIZE,
        ("styles.section.size", "styles.section.lead"),
        _set_in_proportion,
        least=7.5,
        most=24,
    ),
    PublicName(
        "number.size",
        "the large poster number",
        Kind.SIZE,
        ("styles.numeral.size", "styles.numeral.lead", "poster.numeral_steps"),
        _set_in_proportion,
        least=23,
        most=54,
    ),
    PublicName(
        "table.size",
        "titles in the summary table",
        Kind.SIZE,
        ("styles.table_title.size", "styles.table_title.lead"),
        _set_in_proportion,
        least=8,
        most=24,
        floor="table",
    ),
    PublicName(
        "legal.size",
        "the legal text on the cover; the other legal texts in proportion",
        Kind.SIZE,
        (*_styles("size", *_LEGAL), *_styles("lead", *_LEGAL)),
        _set_in_proportion,
        least=9,
        most=24,
        floor="legal",
    ),
    PublicName(
        "authors.lines",
        "most lines of authors before the rest is counted",
        Kind.COUNT,
        ("poster.author_lines",),
        _set_alike,
        least=1,
        most=12,
    ),
    PublicName(
        "figure.height",
        "most height of a figure",
        Kind.LENGTH,
        ("poster.figure_height",),
        _set_alike,
        20,
        120,
    ),
    PublicName(
        "code.size", "side of the QR code", Kind.LENGTH, ("code.size", "code.narrows"), _set_code, 12, 35
    ),
    PublicName("margins.inside", "margin at the fold", Kind.LENGTH, ("page.inside",), _set_alike, 8, 40),
    PublicName(
        "margins.outside", "margin at the outer edge", Kind.LENGTH, ("page.outside",), _set_alike, 8, 40
    ),
    PublicName(
        "margins.top",
        "from the upper edge to the rule at the head of a page",
        Kind.LENGTH,
        ("page.live_top", "page.last"),
        _move_top,
        8,
        40,
    ),
    PublicName(
        "margins.foot",
        "from the lower edge to the page number",
        Kind.LENGTH,
        ("page.foot", "page.last"),
        _move_foot,
        8,
        40,
    ),
    PublicName("show.tabs", "tabs of the groups at the edge", Kind.SWITCH, ("look.tabs",), _set_alike),
    PublicName("show.ladder", "the groups' blocks on the cover", Kind.SWITCH, ("look.ladder",), _set_alike),
    PublicName("show.notes", "lines for notes on poster pages", Kind.SWITCH, ("look.notes",), _set_alike),
    PublicName(
        "show.running_foot", "issuer and meeting at the foot", Kind.SWITCH, ("look.running_foot",), _set_alike
    ),
)
"""Every public name of a theme, in the order in which they are applied."""
