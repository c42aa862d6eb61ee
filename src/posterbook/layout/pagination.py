"""Leaves become pages: padding, folios, sides, and with them the margins, tabs and feet.

Whatever depends on the physical side of a leaf is settled here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.design.geometry import Side
from posterbook.forms.page import Item, Page
from posterbook.layout.context import LayoutContext, UnplacedPage, set_flush_right
from posterbook.layout.margins import foot, outward_rules, tabs
from posterbook.layout.references import Folios, resolve
from posterbook.layout.thumb import Thumb
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class RunningFeet:
    """What the running foot says: on versos and on rectos."""

    verso: str
    recto: str

    def on(self, side: Side) -> str:
        """What a page of that side says; pages without sides say what versos do."""
        return self.recto if side is Side.RECTO else self.verso or self.recto


def pad(leaves: Sequence[UnplacedPage], filler: UnplacedPage, multiple: int) -> tuple[UnplacedPage, ...]:
    """The leaves with notes pages before the last, up to a multiple that folds (DESIGN 7).

    Where the last page goes on from others they stay together; nothing stands before the first page.
    """
    missing = -len(leaves) % multiple
    at = len(leaves) - 1
    while at > 0 and leaves[at].continues:
        at -= 1
    at = at or len(leaves)
    return (*leaves[:at], *[filler] * missing, *leaves[at:])


def folio(leaves: Sequence[UnplacedPage], position: int) -> str:
    """What is printed as the page's number; the cover is counted but has none."""
    return "" if leaves[position].kind == "cover" else str(position + 1)


def folios(leaves: Sequence[UnplacedPage]) -> Folios:
    """Where every anchor begins and ends."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    going: tuple[str, ...] = ()
    for position, leaf in enumerate(leaves):
        names = tuple(anchor.name for anchor in leaf.anchors)
        going = going if leaf.continues else names
        first.update(dict.fromkeys(names, folio(leaves, position)))
        last.update(dict.fromkeys((*going, *names), folio(leaves, position)))
    return Folios(first, last)


def paginate(
    desk: LayoutContext, leaves: Sequence[UnplacedPage], thumb: Thumb, known: Folios, feet: RunningFeet
) -> tuple[Page, ...]:
    """The pages of the booklet, in order."""
    both = desk.theme.poster.notes.both
    return tuple(
        _page(
            desk,
            _with_optional(leaves, position, both=both),
            position,
            folio(leaves, position),
            thumb,
            known,
            feet,
        )
        for position in range(len(leaves))
    )


def side_of(desk: LayoutContext, position: int) -> Side:
    """Odd sequences are rectos where pages face each other."""
    if not desk.theme.page.facing:
        return Side.SINGLE
    return Side.VERSO if position % 2 else Side.RECTO


def _with_optional(leaves: Sequence[UnplacedPage], position: int, *, both: bool) -> UnplacedPage:
    """A poster's writing lines, unless `both` and the facing page is a poster's that has no room for them."""
    leaf, across = leaves[position], position + 1 if position % 2 else position - 1
    facing = leaves[across] if both and 0 <= across < len(leaves) else None
    lonely = facing is not None and facing.number and not facing.optional
    return leaf if lonely else replace(leaf, items=(*leaf.items, *leaf.optional))


def _page(
    desk: LayoutContext,
    leaf: UnplacedPage,
    position: int,
    number: str,
    thumb: Thumb,
    known: Folios,
    feet: RunningFeet,
) -> Page:
    side, page = side_of(desk, position), desk.theme.page
    left = page.outside if side is Side.VERSO else page.inside
    inner = (*leaf.items, *_onward(desk, leaf, known), *leaf.closing)
    block = tuple(item.moved(left, page.live_top) for item in inner)
    margin: tuple[Item, ...] = (*outward_rules(desk, leaf, side), *tabs(desk, leaf, thumb, side))
    if leaf.has_foot:
        margin += foot(desk, number, feet.on(side), side)
    return Page(
        sequence=position + 1,
        folio=number,
        side=side,
        kind=leaf.kind,
        width=page.width,
        height=page.height,
        items=(*block, *margin),
        number=leaf.number,
        anchors=tuple(replace(anchor, y=anchor.y + page.live_top) for anchor in leaf.anchors),
        bookmarks=leaf.bookmarks,
        legal=leaf.legal,
    )


def _onward(desk: LayoutContext, leaf: UnplacedPage, known: Folios) -> tuple[Item, ...]:
    """At the foot of the text: on which page it goes on."""
    if leaf.onward is None:
        return ()
    page = desk.theme.page
    return (set_flush_right(desk.line(resolve(leaf.onward, known)), page.measure, page.last),)
