"""An index in columns: filled one after the other, as high as each other on the last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.errors import Problem, note, warning
from posterbook.forms.galley import Piece, Text
from posterbook.forms.page import Anchor, Item
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import UNKNOWN, Folios
from posterbook.pages.index.compose import IndexEntry, IndexGalley
from posterbook.pages.listing import listing_pages
from posterbook.values import dataclass

LEAST = 2
"""Lines of an entry on both sides, where it goes on in the next column."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of an index; `above` is what it stands below the line before it, beside the lead.

    One that is `bound` is not the last of its column: a letter, or a line that would part two from an entry.
    """

    line: SetLine
    x: float
    above: float
    bound: bool


def lay_out(plan: BookPlan, galley: IndexGalley, folios: Folios) -> tuple[UnplacedPage, ...]:
    """The index on as many pages as it takes, its heading on the first; one without entries takes none."""
    context = plan.context
    if not galley.letters and galley.listing is None:
        return ()
    measures = context.theme.index
    style = galley.heading.style
    lines = context.lines(galley.heading, context.theme.page.measure)
    heading = stack_lines(lines, style, 0, measures.heading)
    first = measures.first + last_baseline(lines, style, 0)
    if galley.listing:
        later = context.theme.table.sentence + context.theme.styles.table_head.lead
        pages = listing_pages(context, galley.listing, folios, first, later)
        bodies, anchors = [page.items for page in pages], [page.anchors for page in pages]
    else:
        bodies = list(_columned_pages(context, galley, folios, first))
        anchors = [() for _ in bodies]
    return tuple(
        UnplacedPage(
            "index",
            (context.page_rule(), *(() if n else heading), *items),
            anchors=(*(() if n else (Anchor(galley.anchor, 0),)), *anchors[n]),
            bookmarks=() if n else (galley.bookmark,),
            continues=n > 0,
        )
        for n, items in enumerate(bodies)
    )


def _columned_pages(
    context: LayoutContext, galley: IndexGalley, folios: Folios, first: float
) -> Iterator[tuple[Item, ...]]:
    measures, page = context.theme.index, context.theme.page
    lead = context.theme.styles.index.lead
    width = (page.measure - measures.gap * (measures.columns - 1)) / measures.columns
    rest = list(_rows(context, galley, folios, width))
    top = first
    while rest:
        heights = _balanced(rest, measures.columns, page.last - top, lead)
        items: list[Item] = []
        for column in range(measures.columns):
            count = _fitting(rest, heights, lead)
            items += _placed(rest[:count], column * (width + measures.gap), top, lead)
            rest = rest[count:]
        yield tuple(items)
        top = measures.later


def _rows(context: LayoutContext, galley: IndexGalley, folios: Folios, width: float) -> Iterator[_Row]:
    measures = context.theme.index
    for letter in galley.letters:
        yield _Row(context.line(letter.head), 0, measures.head_above, bound=True)
        for entry in letter.entries:
            lines = context.lines(_text(entry, folios), width - measures.hung)
            for n, line in enumerate(lines):
                bound = n < min(LEAST, len(lines)) - 1 or len(lines) - LEAST < n + 1 < len(lines)
                yield _Row(line, measures.hung if n else 0, 0, bound)


def _text(entry: IndexEntry, folios: Folios) -> Text:
    """An entry with the pages of its posters; the name and each of these run in their own way."""
    pieces: list[Piece] = list(entry.text.pieces)
    name = entry.text.plain
    at, isolates = len(name), [(0, len(name.rstrip(" ,،")))]
    for n, mention in enumerate(entry.mentions):
        own = [entry.comma] if n else []
        start = at + sum(len(piece.text) for piece in own)
        own.append(mention.number)
        if mention.page:
            own.append(replace(mention.page, text=folios.first.get(mention.anchor, UNKNOWN)))
        at += sum(len(piece.text) for piece in own)
        isolates.append((start, at))
        pieces += own
    return replace(entry.text, pieces=tuple(pieces), isolates=tuple(isolates))


def _balanced(rows: Sequence[_Row], columns: int, room: float, lead: float) -> float:
    """The least height at which the columns hold all rows, if the page does; else all the room."""
    if not _holds(rows, columns, room, lead):
        return room
    low, high = 0, int(room // lead)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _holds(rows, columns, middle * lead, lead) else (middle + 1, high)
    return low * lead


def _holds(rows: Sequence[_Row], columns: int, height: float, lead: float) -> bool:
    at = 0
    for _ in range(columns):
        at += _fitting(rows[at:], height, lead)
    return at >= len(rows)


def _fitting(rows: Sequence[_Row], height: float, lead: float) -> int:
    """How many rows a column of that height from first baseline to last takes; none is left that is bound."""
    k = 0.0
    for count, row in enumerate(rows):
        k += lead + row.above if count else 0
        if k > height + 1e-6:
            while count > 1 and rows[count - 1].bound:
                count -= 1  # noqa: PLW2901 - up to where an entry ends
            return count
    return len(rows)


def _placed(rows: Sequence[_Row], x: float, top: float, lead: float) -> Iterator[Item]:
    k = top
    for n, row in enumerate(rows):
        k += lead + row.above if n else 0
        yield row.line.at(x + row.x, k)


def warnings(_plan: BookPlan, galleys: tuple[IndexGalley, ...]) -> Iterator[Problem]:
    """Indexes that have nothing to list, and names that could not be parted."""
    for galley in galleys:
        if not galley.letters and galley.listing is None:
            message = f"no poster has what the index of {galley.of.value} lists: it takes no page"
            yield warning("empty-index", message, galley.where.at("running_order"), "leave it out")
        for name, shown, where in galley.unsure:
            message = f"'{name}' cannot be parted into given and family name; the index has it as '{shown}'"
            yield note("name-unparted", message, where, "give the author a 'family:'")
