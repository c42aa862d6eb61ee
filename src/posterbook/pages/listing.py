"""A list in columns, as many posters as there are: rows of a line or two below the names of their parts.

The columns are as wide as what stands in them, and the widest text has what is left. Rules part the groups,
white parts the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from posterbook.forms.galley import Reference, Text
from posterbook.forms.page import Anchor, Item, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, set_flush_right, stack_lines
from posterbook.layout.references import Folios, resolve
from posterbook.layout.text_tables import longest_word, narrowed
from posterbook.values import dataclass

_SLACK = 1e-6
"""Points by which a column is wider than its content, which must not break for a rounding."""
Cell = Text | Reference


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """A column: its head, the head again for further pages, and how it takes its width.

    `share` is the part of the measure that it takes at most; one that `fills` takes what the others leave.
    """

    head: Text
    repeated: Text
    share: float = 1
    fills: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A row: a cell for each column, and the name of its place."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListingPart:
    """Rows below a name; `repeated` is the name with "continued". `group` colours the rule, -1 is ink.

    `numbered` are both with the group's ordinal, for a book whose tabs carry no names.
    """

    name: Text | None
    repeated: Text | None
    group: int
    rows: tuple[ListingRow, ...]
    numbered: tuple[Text, Text] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The columns and the parts of a list."""

    columns: tuple[ListingColumn, ...]
    parts: tuple[ListingPart, ...]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What stands on one page of a list, where its rows are, where they end, and of which groups they are."""

    items: tuple[Item, ...]
    anchors: tuple[Anchor, ...]
    last: float
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _SetRow:
    """A row in lines; the first of its part `opens` it."""

    row: ListingRow
    part: ListingPart
    cells: tuple[tuple[SetLine, ...], ...]
    opens: bool
    closes: bool

    @property
    def lines(self) -> int:
        return max(1, *map(len, self.cells))


def listing_pages(
    context: LayoutContext, listing: Listing, folios: Folios, first: float, later: float
) -> tuple[ListingPage, ...]:
    """The list on as many pages as it takes: the baseline of its column heads at `first`, then at `later`."""
    lefts, widths = context.once(listing, "columns", lambda: _columns(context, listing))
    rest = list(_set_rows(context, listing, folios, widths))
    pages: list[ListingPage] = []
    while rest or not pages:
        head = later if pages else first
        count = _fitting(context, rest, head)
        pages.append(_page(context, listing, rest[:count], head, lefts, widths, opens=not pages))
        rest = rest[count:]
    return tuple(pages)


def _columns(context: LayoutContext, listing: Listing) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The left edges and the widths of the columns."""
    measure, gap = context.theme.page.measure, context.theme.listing.gap
    wanted = [
        0.0 if column.fills else min(_natural(context, listing, at), column.share * measure)
        for at, column in enumerate(listing.columns)
    ]
    left = measure - sum(wanted) - gap * (len(wanted) - 1)
    least = context.theme.listing.least * measure
    filling = sum(column.fills for column in listing.columns)
    if filling and left < least:
        longest = [_longest_word(context, listing, at) for at in range(len(listing.columns))]
        words = [0.0 if c.fills else word for c, word in zip(listing.columns, longest, strict=True)]
        room = sum(wanted) + left
        smallest = min(least, sum(longest) - sum(words))
        wanted = narrowed(wanted, words, max(room - least, min(sum(words), room - smallest)))
        left = max(room - sum(wanted), 0)
    widths = [left / filling if c.fills else w for c, w in zip(listing.columns, wanted, strict=True)]
    return tuple(accumulate((width + gap for width in widths[:-1]), initial=0.0)), tuple(widths)


def _natural(context: LayoutContext, listing: Listing, at: int) -> float:
    """As wide as its widest cell, and as the longest word of its head."""
    head = longest_word(context, listing.columns[at].head)
    widths = [context.line(text).width for text in _texts(context, listing, at)]
    return max(head, *widths, 0) + _SLACK


def _longest_word(context: LayoutContext, listing: Listing, at: int) -> float:
    texts = (listing.columns[at].head, *_texts(context, listing, at))
    return max(longest_word(context, text) for text in texts) + _SLACK


def _texts(context: LayoutContext, listing: Listing, at: int) -> Iterator[Text]:
    """What stands in a column, page numbers as wide as any."""
    for part in listing.parts:
        for row in part.rows:
            cell = row.cells[at]
            yield _shown(context, cell, Folios())


def _shown(context: LayoutContext, cell: Cell, folios: Folios) -> Text:
    """What a cell shows. As long as no folio is known all page numbers look alike, so one is set for all.

    It links to the page of one, but these pages are never drawn: they only tell how many there are.
    """
    if not isinstance(cell, Reference):
        return cell
    if folios.first:
        return resolve(cell, folios)
    text = cell.text
    look = (len(cell.ranges), *[(piece.text, piece.face, piece.rise, piece.scale) for piece in text.pieces])
    return context.once(text.style, look, lambda: resolve(cell, folios))


def _set_rows(
    context: LayoutContext, listing: Listing, folios: Folios, widths: Sequence[float]
) -> Iterator[_SetRow]:
    for part in listing.parts:
        for n, row in enumerate(part.rows):
            texts = [_shown(context, one, folios) for one in row.cells]
            cells = tuple([context.lines(text, width) for text, width in zip(texts, widths, strict=True)])
            yield _SetRow(row, part, cells, n == 0, n == len(part.rows) - 1)


def _row_height(context: LayoutContext, row: _SetRow) -> float:
    return row.lines * context.theme.styles.listing.lead + context.theme.listing.row_pad


def _name_height(context: LayoutContext, row: _SetRow, *, first: bool) -> float:
    """What a part's name, or the rule above it, takes before a row; `first` is the first row of a page."""
    measures = context.theme.listing
    if not row.opens and not first:
        return 0
    name = row.part.name if row.opens else row.part.repeated
    if name is None:
        return 0 if first else measures.part_gap
    lines = len(context.lines(name, context.theme.page.measure))
    return lines * name.style.lead + measures.below_name + (0 if first else measures.part_gap)


def _fitting(context: LayoutContext, rows: Sequence[_SetRow], head: float) -> int:
    """How many rows stand on a page, one at least if there is any."""
    lead = context.theme.styles.listing.lead
    k = head + context.theme.listing.first
    for count, row in enumerate(rows):
        k += _name_height(context, row, first=count == 0)
        if count and k + (row.lines - 1) * lead > context.theme.page.last + _SLACK:
            return _good_break(rows, count, context.theme.fit.least_lines)
        k += _row_height(context, row)
    return len(rows)


def _good_break(rows: Sequence[_SetRow], count: int, least: int) -> int:
    """So many rows or a few less: no name has one row below it, and the next page `least` rows at least."""
    latest = min(count, max(len(rows) - least, 1))
    for cut in range(latest, max(latest - least, 0), -1):
        before, after = rows[cut - 1], rows[cut]
        left_below_name = before.opens and not before.closes
        alone = after.closes and not after.opens
        if not left_below_name and not alone:
            return cut
    return latest


def _page(
    context: LayoutContext,
    listing: Listing,
    rows: Sequence[_SetRow],
    head: float,
    lefts: Sequence[float],
    widths: Sequence[float],
    *,
    opens: bool,
) -> ListingPage:
    measures, lead = context.theme.listing, context.theme.styles.listing.lead
    items: list[Item] = list(_heads(context, listing, head, lefts, widths, opens=opens))
    anchors: list[Anchor] = []
    k = head + measures.first
    for n, row in enumerate(rows):
        if row.opens or n == 0:
            items += _name(context, row, k, first=n == 0)
        k += _name_height(context, row, first=n == 0)
        if row.row.anchor:
            anchors.append(Anchor(row.row.anchor, max(k - lead, 0)))
        for at, (cell, lines) in enumerate(zip(row.row.cells, row.cells, strict=True)):
            style = (cell.text if isinstance(cell, Reference) else cell).style
            items += _cell(listing.columns[at], lines, lefts[at], widths[at], k, style.lead)
        k += _row_height(context, row)
    groups = dict.fromkeys(row.part.group for row in rows)
    return ListingPage(tuple(items), tuple(anchors), k - lead, tuple(groups))


def _cell(
    column: ListingColumn, lines: Sequence[SetLine], left: float, width: float, k: float, lead: float
) -> Iterator[Item]:
    for n, line in enumerate(lines):
        at = k + n * lead
        yield set_flush_right(line, left + width, at) if column.right else line.at(left, at)


def _heads(
    context: LayoutContext,
    listing: Listing,
    head: float,
    lefts: Sequence[float],
    widths: Sequence[float],
    *,
    opens: bool,
) -> Iterator[Item]:
    for column, left, width in zip(listing.columns, lefts, widths, strict=True):
        text = column.head if opens else column.repeated
        lines = context.lines(text, width)
        lead = text.style.lead
        yield from _cell(column, lines, left, width, head - (len(lines) - 1) * lead, lead)


def _name(context: LayoutContext, row: _SetRow, k: float, *, first: bool) -> Iterator[Item]:
    """The rule above a part, and its name below that."""
    theme = context.theme
    colour = theme.topic(row.part.group).colour if row.part.group >= 0 else theme.ink
    top = k + (0 if first else theme.listing.part_gap) - theme.listing.rule_above
    yield Rule(0, theme.page.measure, top, theme.rules.group, colour)
    name = row.part.name if row.opens else row.part.repeated
    if name:
        lines = context.lines(name, theme.page.measure)
        yield from stack_lines(lines, name.style, 0, k + (0 if first else theme.listing.part_gap))
