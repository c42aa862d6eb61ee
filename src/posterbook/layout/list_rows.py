"""Rows of a short column and a long one: the contents list, and the posters of a group on its divider."""

from __future__ import annotations

from collections.abc import Sequence

from posterbook.forms.galley import ListRow
from posterbook.forms.page import Item
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, stack_lines
from posterbook.layout.references import Folios, resolve
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class SetListRow:
    """An entry in lines: what stands first, as its page numbers, and its text."""

    entry: ListRow
    first: tuple[SetLine, ...]
    lines: tuple[SetLine, ...]

    @property
    def height(self) -> int:
        """The rows it takes."""
        return max(len(self.lines), len(self.first))


def set_list_rows(
    context: LayoutContext, entries: Sequence[ListRow], folios: Folios
) -> tuple[SetListRow, ...]:
    """Entries in the main column; what stands first breaks where it is wider than its column."""
    x, measure = context.theme.introduction.entry_x, context.theme.page.main
    return tuple(
        SetListRow(
            entry, context.lines(resolve(entry.pages, folios), x), context.lines(entry.text, measure - x)
        )
        for entry in entries
    )


def step(context: LayoutContext) -> float:
    """From one row to the next."""
    return context.theme.styles.contents.lead


def depth(context: LayoutContext, entries: Sequence[SetListRow]) -> float:
    """From the first row's baseline to the last row's."""
    return (sum(entry.height for entry in entries) - 1) * step(context)


def rows(
    context: LayoutContext, entries: Sequence[SetListRow], top: float, between: float = 0
) -> tuple[Item, ...]:
    """The entries below each other, `between` apart beside the lead, the first row's baseline at `top`."""
    items: list[Item] = []
    x, left = context.theme.introduction.entry_x, context.theme.page.main_x
    for entry in entries:
        items += stack_lines(entry.first, entry.entry.pages.text.style, left, top)
        items += stack_lines(entry.lines, entry.entry.text.style, left + x, top)
        top += entry.height * step(context) + between
    return tuple(items)


def rows_by_page(
    context: LayoutContext, entries: Sequence[SetListRow], first: float, later: float, between: float = 0
) -> tuple[tuple[Item, ...], ...]:
    """The rows of each page that the entries take, from `first` on the first page and `later` on others."""
    pages: list[tuple[Item, ...]] = []
    rest = list(entries)
    while rest or not pages:
        top = later if pages else first
        count = _rows_that_fit(context, rest, top, between)
        pages.append(rows(context, rest[:count], top, between))
        rest = rest[count:]
    return tuple(pages)


def _rows_that_fit(context: LayoutContext, entries: Sequence[SetListRow], top: float, between: float) -> int:
    """How many entries stand on a page, one at least if there is any."""
    for count, entry in enumerate(entries):
        bottom = top + (entry.height - 1) * step(context)
        if count and bottom > context.theme.page.last + 1e-6:
            return count
        top += entry.height * step(context) + between
    return len(entries)
