"""Sets a table of running text: columns as wide as their content asks, light rules between the rows.

A table that fits is as wide as its content; one that nearly fills the measure fills it, its columns standing
further apart, so that its right edge is no near miss. Where a table does not fit, its widest columns give
way, but none of them below its longest word. A row is one flow line, which no page divides, unless it is
higher than half a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from posterbook.forms.galley import Text, TextTable
from posterbook.forms.page import Item, Line, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext
from posterbook.layout.flow import FlowLine
from posterbook.values import dataclass

_SLACK: Final = 1e-6
"""Points by which a column is wider than its content, which must not break for a rounding."""
_HALVINGS: Final = 40
"""How often the interval is halved in which the width of the widest columns is looked for."""
_NEARLY: Final = 0.4
"""What part of the measure a table may leave free and still be spread to fill it."""

_MIRRORED: Final = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The left edges and widths of the columns, and the right edge of the last."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    right: float


def text_table_lines(
    context: LayoutContext, table: TextTable, number: int, above: float
) -> Iterator[FlowLine]:
    """The table's rows below its head, which is `above` from the last baseline before it.

    The head stands again, as an artifact, where the table goes on on a new page.
    """
    columns, aligned = columns_of(context, table), table.aligned
    if context.theme.from_right:  # a column stands as it was written, on whatever page
        aligned = tuple(_MIRRORED.get(one, one) for one in aligned)
    head = _head_line(context, columns, table.head, aligned, number, above)
    repeated = _head_line(context, columns, table.repeated_head, aligned, number, above)
    yield head
    measures, length = context.theme.text, len(table.rows) + 1
    below_rule = measures.head_rule + measures.row_rule
    for index, row in enumerate(table.rows, 1):
        last = index == len(table.rows)
        for part in _parts(context, columns, row):
            gap = below_rule + (_depth(part, row) if part else 0)
            hung = _cell_lines(columns, part, row, aligned)
            below = row[0].style.lead + measures.row_pad - measures.row_rule
            rule = _row_rule(context, columns, below, last=last)
            yield FlowLine(
                SetLine((), 0), gap, number, index, length, x=0, hung=(*hung, rule), loose=True, head=repeated
            )
            below_rule = row[0].style.lead + measures.row_pad


def columns_of(context: LayoutContext, table: TextTable) -> Columns:
    """Where the columns stand in the main column of the page."""
    page, gap = context.theme.page, context.theme.text.column_gap
    cells = list(zip(table.head, *table.rows, strict=True))
    wanted = [max(context.line(cell).width for cell in column) + _SLACK for column in cells]
    room = page.main - gap * (len(wanted) - 1)
    widths = wanted if sum(wanted) <= room else narrowed(wanted, _longest_words(context, cells), room)
    spare = room - sum(widths)
    if len(widths) > 1 and 0 < spare <= _NEARLY * page.main:
        gap += spare / (len(widths) - 1)
    lefts = tuple(accumulate((width + gap for width in widths[:-1]), initial=page.main_x))
    return Columns(lefts, tuple(widths), lefts[-1] + widths[-1])


def _longest_words(context: LayoutContext, cells: Sequence[Sequence[Text]]) -> list[float]:
    """The width of each column's longest word."""
    return [
        max((longest_word(context, cell) for cell in column if cell.pieces), default=0) + _SLACK
        for column in cells
    ]


def longest_word(context: LayoutContext, cell: Text) -> float:
    """The width of a text's longest word."""
    words = (
        context.fonts.width(face, word, cell.style.size * piece.scale, cell.style.track)
        for piece in cell.pieces
        for face, part in context.fonts.split(piece.face, piece.text)
        for word in part.split(" ")
    )
    return max(words, default=0)


def narrowed(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room: none less than its longest word, as long as all of these fit.

    The widest columns give way, down to one width that they share; the others are as wide as they want. Where
    the words do not fit, those with the longest give way.
    """
    least = [min(pair) for pair in zip(wanted, least, strict=True)]
    if sum(least) > room:
        return narrowed(least, [0.0] * len(least), room)
    low, high = 0.0, max(wanted)
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        taken = sum(max(floor, min(width, share)) for width, floor in zip(wanted, least, strict=True))
        low, high = (share, high) if taken <= room else (low, share)
    return [max(floor, min(width, low)) for width, floor in zip(wanted, least, strict=True)]


def _head_line(
    context: LayoutContext,
    columns: Columns,
    head: Sequence[Text],
    aligned: Sequence[str],
    number: int,
    above: float,
) -> FlowLine:
    """The heads of the columns, which end on one baseline, and the rule below them."""
    set_cells = [context.lines(text, width) for text, width in zip(head, columns.widths, strict=True)]
    most, lead = max(map(len, set_cells)), head[0].style.lead
    items: list[Item] = []
    for at, lines in enumerate(set_cells):
        first = -(len(lines) - 1) * lead
        items += _aligned_lines(columns, at, lines, aligned[at], first, lead)
    theme = context.theme
    rule = Rule(columns.lefts[0], columns.right, theme.text.head_rule, theme.rules.group, theme.ink)
    depth = (most - 1) * lead
    hung = (*items, rule)
    return FlowLine(
        SetLine((), 0), above + depth, number, 0, 1, heading=True, hung=hung, above=depth, loose=True
    )


def _parts(
    context: LayoutContext, columns: Columns, row: Sequence[Text]
) -> Iterator[tuple[tuple[SetLine, ...], ...]]:
    """The lines of each cell of a row; of a row higher than half a page so many at a time."""
    cells = [context.lines(text, width) for text, width in zip(row, columns.widths, strict=True)]
    step = max(1, int(context.theme.page.last / 2 // row[0].style.lead))
    for start in range(0, max(1, *map(len, cells)), step):
        yield tuple(lines[start : start + step] for lines in cells)


def _depth(part: Sequence[Sequence[SetLine]], row: Sequence[Text]) -> float:
    """From the first baseline of a row to its last."""
    return (max(1, *map(len, part)) - 1) * row[0].style.lead


def _cell_lines(
    columns: Columns,
    part: Sequence[Sequence[SetLine]],
    row: Sequence[Text],
    aligned: Sequence[str],
) -> tuple[Item, ...]:
    """The lines of a row's cells, which begin on one baseline; the row's last baseline is at 0."""
    first, lead = -_depth(part, row), row[0].style.lead
    return tuple(
        line
        for at, lines in enumerate(part)
        for line in _aligned_lines(columns, at, lines, aligned[at], first, lead)
    )


def _aligned_lines(
    columns: Columns, at: int, lines: Sequence[SetLine], aligned: str, first: float, lead: float
) -> Iterator[Line]:
    share = {"right": 1.0, "center": 0.5}.get(aligned, 0.0)
    for n, line in enumerate(lines):
        yield line.at(columns.lefts[at] + (columns.widths[at] - line.width) * share, first + n * lead)


def _row_rule(context: LayoutContext, columns: Columns, below: float, *, last: bool) -> Rule:
    """The rule below a row, a little heavier below the last."""
    rules, theme = context.theme.rules, context.theme
    weight, colour = (rules.light, theme.rule) if last else (rules.row, theme.hair)
    return Rule(columns.lefts[0], columns.right, below, weight, colour)
