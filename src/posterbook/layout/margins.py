"""What stands in the margins: thumb tabs at the fore-edge, folio and running foot."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain

from posterbook.design.geometry import Box, Side
from posterbook.design.theme import Style
from posterbook.forms.page import Item, Line, Rectangle, Rule, Turn
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage, set_flush_right
from posterbook.layout.thumb import Slot, Thumb

ELLIPSIS = "…"
"""Ends a running foot that is too long for its page."""


def left_of(context: LayoutContext, side: Side) -> float:
    """Where the text block begins; on the screen it stands in the middle."""
    page = context.theme.page
    if side is Side.SCREEN:
        return (page.width - page.measure) / 2
    return page.outside if side is Side.VERSO else page.inside


def foot(
    context: LayoutContext, folio: str, running: str, side: Side, *, white: bool = False
) -> tuple[Item, ...]:
    """Folio at the outer edge of the text block, if there is one, running foot at the inner.

    Both are `white` on a filled page.
    """
    page, styles = context.theme.page, context.theme.styles
    left = left_of(context, side)
    right = left + page.measure
    in_folio, in_foot = styles.folio, styles.running_foot
    if white:
        in_folio, in_foot = replace(in_folio, colour="paper"), replace(in_foot, colour="paper")
    number = context.line(context.artifact(folio, in_folio)) if folio else None
    shown = running and context.theme.look.running_foot
    words = _shortened(context, running, in_foot, _room(context, number)) if shown else None
    if side is Side.VERSO:
        inner = (set_flush_right(words, right, page.foot),) if words else ()
        return (*((Line(left, page.foot, number.runs),) if number else ()), *inner)
    outer = (set_flush_right(number, right, page.foot),) if number else ()
    return (*outer, *((Line(left, page.foot, words.runs),) if words else ()))


def is_cut(context: LayoutContext, running: str, folio: str) -> bool:
    """Whether a running foot is too long for a page of that folio."""
    if not (running and context.theme.look.running_foot):
        return False
    styles = context.theme.styles
    number = context.line(context.artifact(folio, styles.folio))
    return context.line(context.artifact(running, styles.running_foot)).width > _room(context, number)


def _room(context: LayoutContext, number: SetLine | None) -> float:
    """How wide a running foot may be beside the page's number."""
    theme = context.theme
    return theme.page.measure - (number.width + theme.styles.running_foot.size if number else 0)


def _shortened(context: LayoutContext, running: str, style: Style, room: float) -> SetLine:
    """The running foot on one line, cut where it would reach beyond the text block."""
    line = context.line(context.artifact(running, style))
    low, high = 0, len(running)
    while line.width > room and low < high:
        middle = (low + high + 1) // 2
        tried = context.line(context.artifact(running[:middle].rstrip() + ELLIPSIS, style))
        low, high = (middle, high) if tried.width <= room else (low, middle - 1)
        if low >= high:
            return context.line(context.artifact(running[:low].rstrip() + ELLIPSIS, style))
    return line


def outward_rules(context: LayoutContext, unplaced: UnplacedPage, side: Side) -> tuple[Rule, ...]:
    """Rules from the text block's outer edge to the inner edge of the tabs, where there are any."""
    if not context.theme.look.tabs:
        return ()
    page = context.theme.page
    left = left_of(context, side)
    inner = left + page.measure, page.width - context.theme.tabs.width
    x0, x1 = inner if side is not Side.VERSO else (context.theme.tabs.width, left)
    return tuple(
        Rule(x0, x1, one.k + page.live_top, one.weight, one.colour) for one in unplaced.outward_rules
    )


def tabs(context: LayoutContext, unplaced: UnplacedPage, thumb: Thumb, side: Side) -> tuple[Item, ...]:
    """The page's own tab, or all; where several groups share a slot, only those of the page's own groups."""
    if unplaced.tabs is PageTabs.NONE or not context.theme.look.tabs:
        return ()
    if thumb.is_wordless:
        numbers = {unplaced.number, *(fit.number for fit in unplaced.fits)}
        whole = unplaced.tabs is PageTabs.ALL
        shown = [tab for tab in thumb.posters if whole or tab.number in numbers]
        return tuple(chain.from_iterable(_drawn(context, 0, tab.slot, tab.label, side) for tab in shown))
    known = len(thumb.labels)  # a group that only an addendum has got no slot
    own = [group for group in (unplaced.group, *unplaced.more_groups) if 0 <= group < known]
    slots = {group % len(thumb.slots): group for group in reversed(own)}
    every = unplaced.tabs is PageTabs.ALL and known <= len(thumb.slots)
    groups = range(len(thumb.slots)) if every else [slots[slot] for slot in sorted(slots)]
    found = [
        context.once(thumb, (group, side), partial(_tab, context, thumb, group, side)) for group in groups
    ]
    return tuple(chain.from_iterable(found))


def _tab(context: LayoutContext, thumb: Thumb, group: int, side: Side) -> tuple[Item, ...]:
    label = None if thumb.ordinals else thumb.labels[group]
    block = _drawn(context, group, thumb.slot(group), label, side)
    return (*block, _ordinal(context, group, thumb.slot(group), side)) if thumb.ordinals else block


def _drawn(
    context: LayoutContext, group: int, slot: Slot, label: SetLine | None, side: Side
) -> tuple[Item, ...]:
    """A tab in its group's colour, with its label if there is one."""
    tabs, page = context.theme.tabs, context.theme.page
    x = -context.theme.bleed if side is Side.VERSO else page.width - tabs.width
    top = slot.top + tabs.inset + page.live_top
    box = Box(x, top, tabs.width + context.theme.bleed, slot.bottom - slot.top - 2 * tabs.inset)
    if context.theme.look.tab_bar:
        box = _bar(context, box, side)
    block = Rectangle(box, fill=context.theme.topic(group).colour)
    return (block, _label(context, label, slot, side)) if label else (block,)


def _bar(context: LayoutContext, box: Box, side: Side) -> Box:
    """The tab as a bar along its inner edge."""
    width = context.theme.look.tab_bar
    return Box(box.right - width if side is Side.VERSO else box.x, box.y, width, box.height)


def _label(context: LayoutContext, label: SetLine, slot: Slot, side: Side) -> Line:
    """A group's name along its tab, reading downwards on a recto and upwards on a verso.

    On paper it keeps clear of the margin that printers leave white, on the screen it stands in the middle.
    """
    page, tabs = context.theme.page, context.theme.tabs
    half = label.runs[0].size * tabs.capital / 2
    middle = (slot.top + slot.bottom) / 2 + page.live_top
    if side is Side.VERSO:
        return Line(tabs.label_from_trim + half, middle + label.width / 2, label.runs, Turn.ANTICLOCKWISE)
    from_trim = tabs.width / 2 if side is Side.SCREEN else tabs.label_from_trim
    return Line(page.width - from_trim - half, middle - label.width / 2, label.runs, Turn.CLOCKWISE)


def _ordinal(context: LayoutContext, group: int, slot: Slot, side: Side) -> Line:
    """A group's ordinal, upright on its tab."""
    page, tabs = context.theme.page, context.theme.tabs
    line = context.line(context.artifact(str(group + 1), context.theme.styles.tab_ordinal))
    from_trim = tabs.width / 2 if side is Side.SCREEN else tabs.ordinal_from_trim
    middle = from_trim if side is Side.VERSO else page.width - from_trim
    return Line(middle - line.width / 2, slot.top + tabs.ordinal + page.live_top, line.runs)
