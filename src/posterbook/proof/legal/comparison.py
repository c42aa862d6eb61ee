"""Compares what stands on a page with what must stand there: pairs of items, what is missing, and strangers.

Both are rows in paint order. An item of the file is paired with the next expected one that it is: the same
character within half a point of its place, or a shape with the same corners. So what is in another order,
elsewhere, or not ours is left over on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from posterbook.design.theme import Colour
from posterbook.proof.legal.expected import ExpectedPage
from posterbook.proof.legal.expected_items import ExpectedGlyph, ExpectedItem, ExpectedShape
from posterbook.proof.legal.file_reader import NEAR, near
from posterbook.proof.legal.graphics_state import Paint
from posterbook.proof.legal.painted_content import Glyph, Item, PaintedContent, PaintedMark, Points
from posterbook.values import NamedTuple

SHADE: Final = 0.004
"""By how much a component of a colour may differ: they are written with four decimals."""
THICKER: Final = 0.05
"""Points by which the weight of a line may differ: numbers in a file are rounded."""
MOST_STRANGERS: Final = 20_000
"""So many items that are not ours are looked for among the expected ones."""


class Stranger(NamedTuple):
    """Something on a page that was not laid out; `after` counts the expected items painted before it."""

    item: Glyph | PaintedMark
    after: int


class PageComparison(NamedTuple):
    """An expected page held against a page of the file: what each expected item is there, None if missing."""

    expected: ExpectedPage
    found: tuple[Glyph | PaintedMark | None, ...]
    strangers: tuple[Stranger, ...]
    unclear: tuple[str, ...]


def compare_page(expected: ExpectedPage, content: PaintedContent) -> PageComparison:
    """Pair what stands on a page with what was laid out there."""
    wanted = expected.items
    found: list[Glyph | PaintedMark | None] = [None] * len(wanted)
    strangers: list[Stranger] = []
    at, end = 0, len(wanted)
    index: dict[str, list[int]] | None = None
    for item in content.items:
        if isinstance(item, str):
            continue
        if at < end and _is(wanted[at], item):
            found[at] = item
            at += 1
            continue
        if index is None:
            index = _by_name(wanted)
        place = _later(wanted, index, item, at) if len(strangers) < MOST_STRANGERS else -1
        if place < 0:
            strangers.append(Stranger(item, at))
        else:
            found[place] = item
            at = place + 1
    return PageComparison(expected, tuple(found), tuple(strangers), content.unclear)


def _by_name(items: Sequence[ExpectedItem]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for at, one in enumerate(items):
        index.setdefault(one.text if isinstance(one, ExpectedGlyph) else "", []).append(at)
    return index


def _later(wanted: Sequence[ExpectedItem], index: dict[str, list[int]], item: Item, start: int) -> int:
    """Where among the expected items from `start` on an item is; -1 if it is none of them."""
    name = item.text if isinstance(item, Glyph) else ""
    return next((at for at in index.get(name, ()) if at >= start and _is(wanted[at], item)), -1)


def _is(wanted: ExpectedItem, item: Item) -> bool:
    """Whether an item of the file stands for an expected one."""
    if isinstance(wanted, ExpectedGlyph):
        return (
            isinstance(item, Glyph)
            and item.text == wanted.text
            and -NEAR <= item.x - wanted.x <= NEAR
            and -NEAR <= item.y - wanted.y <= NEAR
        )
    return isinstance(item, PaintedMark) and _is_shape(wanted, item)


def _is_shape(wanted: ExpectedShape, item: PaintedMark) -> bool:
    if wanted.kind == "picture":
        return item.kind == "picture" and item.box is not None and near(item.box, wanted.box)
    if wanted.kind == "code":
        return (
            item.kind == "area" and item.box is not None and near(item.box, wanted.box)
            and item.plain and is_colour(item.fill, wanted.fill)
        )  # fmt: skip
    if item.kind != wanted.kind or len(item.points) != 1 or not item.plain:
        return False
    fills, strokes = wanted.fill, wanted.stroke
    return (
        _same_corners(wanted.points, item.points[0])
        and (fills is None or is_colour(item.fill, fills))
        and (strokes is None or (is_colour(item.stroke, strokes) and _has_weight(wanted, item)))
    )


def _has_weight(wanted: ExpectedShape, item: PaintedMark) -> bool:
    """Whether a line is as thick as it was laid out, or as its ink needs to be on paper."""
    least = (wanted.stroke.weight if wanted.stroke else 0) or wanted.weight
    return any(abs(item.weight - weight) <= THICKER for weight in (wanted.weight, least))


def _same_corners(wanted: Points, found: Points) -> bool:
    if len(found) > 2 and found[0] == found[-1]:
        found = found[:-1]
    return len(found) == len(wanted) and all(
        abs(x - u) <= NEAR and abs(y - v) <= NEAR for (x, y), (u, v) in zip(found, wanted, strict=True)
    )


def is_colour(paint: Paint, colour: Colour | None) -> bool:
    """Whether a colour of the file is one of the theme's, in either of its spaces; greys in their own too."""
    if colour is None:
        return False
    space, given = paint
    named: dict[str, tuple[float, ...]] = {"rgb": colour.rgb, "cmyk": colour.cmyk}
    if colour.cmyk == (1, 1, 1, 1):
        named["plates"] = (1,)
    if space == "gray" and len(set(colour.rgb)) == 1:
        named["gray"] = (colour.rgb[0],)
    wanted = named.get(space, ())
    alike = (abs(one - other) <= SHADE for one, other in zip(given, wanted, strict=False))
    return bool(wanted) and len(given) == len(wanted) and all(alike)
