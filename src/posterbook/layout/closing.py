"""What ends a booklet whose last page is short: the meeting, its place and the groups with their pages.

It stands at the foot of a last page of text that is less than half full, in place of the running foot, and
repeats what the cover and the table say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.forms.galley import Closing
from posterbook.forms.page import Image, Item, Line, Rule
from posterbook.layout.context import LayoutContext, UnplacedPage, stack_lines
from posterbook.layout.list_rows import depth, rows, set_list_rows, step
from posterbook.layout.references import Folios


def with_closing(
    context: LayoutContext, unplaced_pages: Sequence[UnplacedPage], closing: Closing | None, folios: Folios
) -> tuple[UnplacedPage, ...]:
    """The pages, the last with what ends the booklet if it has room for it."""
    if closing is None or not unplaced_pages or not unplaced_pages[-1].takes_sponsors:
        return tuple(unplaced_pages)
    *others, last = unplaced_pages
    items, top = _items(context, closing, folios)
    ends = max((_foot(item) for item in last.items), default=0.0)
    clear = context.theme.introduction.contents_head_above
    if ends > context.theme.page.last / 2 or top - ends < clear:
        return tuple(unplaced_pages)
    return (*others, replace(last, items=(*last.items, *items), has_running=False))


def _items(context: LayoutContext, closing: Closing, folios: Folios) -> tuple[tuple[Item, ...], float]:
    """The lines from a light rule down to the foot of the page, and where the rule stands."""
    theme = context.theme
    entries = set_list_rows(context, closing.groups, folios)
    k = theme.page.last - (depth(context, entries) if entries else 0)
    items = rows(context, entries, k)
    k -= 2 * step(context) if entries else 0
    for text in reversed(closing.lines):
        lines = context.lines(text, theme.page.main)
        k -= (len(lines) - 1) * text.style.lead
        items = (*stack_lines(lines, text.style, theme.page.main_x, k), *items)
        k -= text.style.lead
    top = k - theme.introduction.contents_rule_above / 2
    rule = Rule(theme.page.main_x, theme.page.measure, top, theme.rules.light, theme.rule)
    return (rule, *items), top


def _foot(item: Item) -> float:
    """Where a line or a picture ends."""
    if isinstance(item, Line):
        return item.y
    return item.box.bottom if isinstance(item, Image) else 0
