"""The rows of the summary table: set in lines, with their heights, before they are placed on pages."""

from __future__ import annotations

from posterbook.forms.galley import Text
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext
from posterbook.layout.references import Folios, resolve
from posterbook.pages.summary.compose import Row, TableGalley, TableGroup
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: the titles' left edge and measure, the numbers' left edge."""

    title: float
    measure: float
    number: float


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row set in lines; `height` is from its top to the next row's, `baseline` its first below its top.

    The page's number stands `beside` the poster's or below it, `marks` below both.
    """

    row: Row
    group: TableGroup
    title: tuple[SetLine, ...]
    number: tuple[SetLine, ...]
    height: float
    baseline: float
    opens: bool
    beside: bool
    marks: tuple[SetLine, ...]


def columns(context: LayoutContext, galley: TableGalley, *, heads: bool) -> Columns:
    """The columns beside group names, below group heads, or without groups at all."""
    table = context.theme.table
    if galley.heads.group is None:
        return Columns(0, table.title_x + table.title_width, table.number_x)
    if heads:
        return Columns(table.heads.name_x, table.heads.title_width, table.number_x)
    return Columns(table.title_x, table.title_width, table.number_x)


def set_rows(context: LayoutContext, galley: TableGalley, *, heads: bool) -> tuple[SetRow, ...]:
    """Every row with its title set and its height: the same for the thumb index and whatever folios come."""
    return context.once(galley, ("rows", heads), lambda: _set_rows(context, galley, heads=heads))


def _set_rows(context: LayoutContext, galley: TableGalley, *, heads: bool) -> tuple[SetRow, ...]:
    at = columns(context, galley, heads=heads)
    named = heads and galley.heads.group is not None
    size = _number_size(context, galley, at)
    return tuple(
        _set_row(context, group, row, at, size, opens=n == 0, headed=named and n == 0)
        for group in (galley.headed if heads else galley.groups)
        for n, row in enumerate(group.rows)
    )


def _number_size(context: LayoutContext, galley: TableGalley, at: Columns) -> float:
    """The first of the sizes at which every number stands on one line; the first of all where none does."""
    steps, measure = context.theme.table.number_steps, context.theme.page.measure - at.number
    numbers = [row.number for group in galley.groups for row in group.rows]
    for size in steps:
        if all(context.line(_sized(context, number, size)).width <= measure for number in numbers):
            return size
    return steps[0]


def _sized(context: LayoutContext, number: Text, size: float) -> Text:
    return context.at_size(number, size, number.style.lead) if size != number.style.size else number


def _set_row(
    context: LayoutContext,
    group: TableGroup,
    row: Row,
    at: Columns,
    number_size: float,
    *,
    opens: bool,
    headed: bool,
) -> SetRow:
    table, lead = context.theme.table, row.title.style.lead
    title = context.lines(row.title, at.measure)
    number = context.lines(_sized(context, row.number, number_size), context.theme.page.measure - at.number)
    beside, marks = _page_fits_beside(context, row, number, at), _mark_lines(context, row, at)
    lines = max(len(title), len(number) + (not beside) + len(marks))
    heads = table.heads
    return SetRow(
        row,
        group,
        title,
        number,
        height=lines * lead + (heads.first_pad if headed else table.row_pad),
        baseline=heads.first_baseline if headed else table.first_baseline,
        opens=opens,
        beside=beside,
        marks=marks,
    )


def _page_fits_beside(context: LayoutContext, row: Row, number: tuple[SetLine, ...], at: Columns) -> bool:
    """Whether the page number fits beside the poster's; the widest page number is assumed."""
    if context.theme.look.page_below_number:
        return False
    widest = context.line(resolve(row.page, Folios())).width + row.page.text.style.size / 2
    return len(number) == 1 and at.number + number[0].width + widest <= context.theme.page.measure


def _mark_lines(context: LayoutContext, row: Row, at: Columns) -> tuple[SetLine, ...]:
    """A row's mark in lines that keep to the column of numbers."""
    return context.lines(row.mark, context.theme.page.measure - at.number) if row.mark else ()
