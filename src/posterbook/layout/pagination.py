"""Leaves become pages: padding, folios, sides, and with them the margins, tabs and feet.

Whatever depends on the physical side of a leaf is settled here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from posterbook.design.geometry import Box, Side
from posterbook.forms.element import Artifact
from posterbook.forms.mirrored import mirrored
from posterbook.forms.page import Anchor, Item, Page, Rectangle
from posterbook.layout.context import LayoutContext, UnplacedPage, set_flush_right
from posterbook.layout.margins import foot, left_of, outward_rules, tabs
from posterbook.layout.references import Folios, resolve
from posterbook.layout.thumb import Thumb
from posterbook.values import NamedTuple, dataclass

ADDENDUM = "A"
"""Stands before the numbers of pages that were added after the printing."""


@dataclass(frozen=True, slots=True)
class RunningFeet:
    """What the running foot says: on versos and on rectos."""

    verso: str
    recto: str

    def on(self, side: Side) -> str:
        """What a page of that side says; pages without sides say what versos do."""
        return self.recto if side is Side.RECTO else self.verso or self.recto


def pad(
    unplaced_pages: Sequence[UnplacedPage],
    filler: UnplacedPage,
    multiple: int,
    added: Sequence[UnplacedPage] = (),
) -> tuple[UnplacedPage, ...]:
    """The leaves with notes pages before the last, up to a multiple that folds, which are not counted.

    Where the last page goes on from others they stay together; nothing stands before the first page. Pages
    that were added after the printing stand before the notes, or behind all others where the last page is a
    poster's.
    """
    at = before_last(unplaced_pages)
    if added and any(unplaced.fits for unplaced in unplaced_pages[at:]):
        return pad((*unplaced_pages, *added), filler, multiple)
    missing = -(len(unplaced_pages) + len(added)) % multiple
    uncounted = replace(filler, fills=True, has_folio=False)
    return (*unplaced_pages[:at], *added, *[uncounted] * missing, *unplaced_pages[at:])


def before_last(unplaced_pages: Sequence[UnplacedPage]) -> int:
    """Where pages of no part of their own stand: before the last page and those it goes on from.

    Behind all others if nothing is left before these.
    """
    at = len(unplaced_pages) - 1
    while at > 0 and unplaced_pages[at].continues:
        at -= 1
    return at or len(unplaced_pages)


def page_numbers(unplaced_pages: Sequence[UnplacedPage]) -> Iterator[str]:
    """What is printed as each page's number; a page without one is counted, unless it only fills a sheet."""
    count = added = 0
    for unplaced in unplaced_pages:
        count += not (unplaced.fills or unplaced.added)
        added += unplaced.added
        number = f"{ADDENDUM}{added}" if unplaced.added else str(count)
        yield number if unplaced.has_folio else ""


def folios(
    unplaced_pages: Sequence[UnplacedPage], numbers: Iterable[str] | None = None, step: int = 1
) -> Folios:
    """Where every anchor begins and ends.

    Of a part of a file the pages have the `numbers` that they have there, each by `step` more than the last.
    """
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    going: tuple[str, ...] = ()
    numbers = page_numbers(unplaced_pages) if numbers is None else numbers
    for unplaced, folio in zip(unplaced_pages, numbers, strict=True):
        names = tuple(anchor.name for anchor in unplaced.anchors)
        going = going if unplaced.continues else names
        first.update(dict.fromkeys(names, folio))
        last.update(dict.fromkeys((*going, *names), folio))
    return Folios(first, last, step)


def paginate(
    context: LayoutContext,
    unplaced_pages: Sequence[UnplacedPage],
    thumb: Thumb,
    known: Folios,
    feet: RunningFeet,
    *,
    screen: bool = False,
    own: Collection[int] | None = None,
) -> tuple[Page, ...]:
    """The pages of the booklet on paper or for the screen, in order, those that fill up sheets included.

    `own` are the positions of those that are asked for, None for all.
    """
    both = context.theme.poster.notes.both
    pages = []
    for position, number in enumerate(page_numbers(unplaced_pages)):
        if own is not None and position not in own:
            continue
        unplaced, spread = unplaced_pages[position], side_of(context, position)
        side = Side.SCREEN if screen else spread
        block = _Block(
            unplaced.items,
            _optional_items(unplaced_pages, position, both=both),
            _continued_on(context, unplaced, known, side),
        )
        running = feet.on(spread) if unplaced.has_running else ""
        margins = _Margins(number, side, running, thumb)
        pages.append(_page(context, unplaced, position, block, margins))
    return tuple(pages)


def side_of(context: LayoutContext, position: int) -> Side:
    """Odd sequences are rectos where pages face each other."""
    if not context.theme.page.facing:
        return Side.SINGLE
    return Side.VERSO if position % 2 else Side.RECTO


def _optional_items(unplaced_pages: Sequence[UnplacedPage], position: int, *, both: bool) -> tuple[Item, ...]:
    """A poster's writing lines, unless `both` and the facing page is a poster's that has no room for them."""
    across = position + 1 if position % 2 else position - 1
    facing = unplaced_pages[across] if both and 0 <= across < len(unplaced_pages) else None
    lonely = facing is not None and facing.number and not facing.optional
    unplaced = unplaced_pages[position]
    return () if lonely and not unplaced.bare else unplaced.optional


class _Block(NamedTuple):
    """What stands in the text block of a page, in the order in which it is painted."""

    items: tuple[Item, ...]
    optional: tuple[Item, ...]
    continued_on: tuple[Item, ...]

    def moved(self, context: LayoutContext, left: float, top: float) -> list[Item]:
        """All of it in its place on the paper; pages that share writing lines share them there as well."""
        lines = context.once(self.optional, left, lambda: [item.moved(left, top) for item in self.optional])
        moved = [item.moved(left, top) for item in self.items]
        return [*moved, *lines, *[item.moved(left, top) for item in self.continued_on]]


class _Margins(NamedTuple):
    """What decides the margins of a page: its number, its side, what its foot says, and the thumb index."""

    number: str
    side: Side
    running: str
    thumb: Thumb


def _page(
    context: LayoutContext, unplaced: UnplacedPage, position: int, block: _Block, margins: _Margins
) -> Page:
    """A page of the items of its text block, which are moved to their place on the paper."""
    number, side, running, thumb = margins
    page, top = context.theme.page, context.theme.page.live_top
    left = page.inside if unplaced.reaches_edge and side is Side.SCREEN else left_of(context, side)
    margin = (*outward_rules(context, unplaced, side), *tabs(context, unplaced, thumb, side))
    if unplaced.has_foot:
        margin += foot(context, number, running, side, white=unplaced.ground is not None)
    items = (
        *_ground(context, unplaced),
        *unplaced.full_bleed,
        *block.moved(context, left, top),
        *margin,
    )
    return Page(
        sequence=position + 1,
        folio=number,
        side=side,
        kind=unplaced.kind,
        width=page.width,
        height=page.height,
        items=tuple([mirrored(item, page.width) for item in items]) if context.theme.from_right else items,
        number=unplaced.number,
        anchors=tuple([Anchor(anchor.name, anchor.y + top) for anchor in unplaced.anchors]),
        bookmarks=unplaced.bookmarks,
        legal=unplaced.legal,
        fits=unplaced.fits,
        fills=unplaced.fills,
    )


def _ground(context: LayoutContext, unplaced: UnplacedPage) -> tuple[Item, ...]:
    """The colour that fills a page out to its bleed."""
    if unplaced.ground is None:
        return ()
    page, bleed = context.theme.page, context.theme.bleed
    box = Box(-bleed, -bleed, page.width + 2 * bleed, page.height + 2 * bleed)
    return (Rectangle(box, fill=unplaced.ground, artifact=Artifact.BACKGROUND),)


def _continued_on(
    context: LayoutContext, unplaced: UnplacedPage, known: Folios, side: Side
) -> tuple[Item, ...]:
    """At the foot of the text: that it goes on, and on which page if that is not in view."""
    if unplaced.continued_on is None:
        return ()
    across = unplaced.continued_across if side is Side.VERSO else None
    text = across or resolve(unplaced.continued_on, known)
    page = context.theme.page
    return (set_flush_right(context.line(text), page.measure, page.last),)
