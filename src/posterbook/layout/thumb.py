"""The thumb index: the slot of the page's height that each group keeps from table to tab to cover.

The summary table decides: a group's slot is its span there, as long as the table stands on one page.
"""

from __future__ import annotations

from posterbook.design.theme import Colour
from posterbook.forms.galley import Text
from posterbook.forms.page import Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the page's height, in k."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Thumb:
    """The index of the whole book.

    `heads`: group names stand above their rows and tabs carry ordinals; `spanning`: slots are the table's
    own spans, so that its rules run out to the tabs; `added` is the white that each of its rows gets.
    `labels` are the tabs' texts by group, None where a group has no name.
    """

    slots: tuple[Slot, ...]
    labels: tuple[SetLine | None, ...]
    heads: bool = False
    spanning: bool = False
    added: float = 0

    def slot(self, group: int) -> Slot:
        """The slot of a group by its index; positions repeat in order."""
        return self.slots[group % len(self.slots)]


def equal_slots(desk: LayoutContext, groups: int) -> tuple[Slot, ...]:
    """Slots of one height, as many as there are groups, eight at most (DESIGN 5, Slots)."""
    tabs, last = desk.theme.tabs, desk.theme.page.last
    count = max(min(groups, tabs.most), 1)
    height = (last - tabs.top) / count
    return tuple(Slot(tabs.top + n * height, tabs.top + (n + 1) * height) for n in range(count))


def tab_label(desk: LayoutContext, name: Text, slot: Slot) -> SetLine | None:
    """A group's name at the first size at which it fits its tab; None if it fits at none."""
    tabs = desk.theme.tabs
    room = slot.bottom - slot.top - 2 * tabs.label_clear
    for size in tabs.label_steps:
        line = desk.line(in_tab_style(name, desk, size))
        if line.width <= room:
            return line
    return None


def in_tab_style(name: Text, desk: LayoutContext, size: float) -> Text:
    """A group's name as an artifact in the tab's style."""
    return desk.artifact(name.plain, desk.theme.styles.tab.sized(size, size))


def group_rule(desk: LayoutContext, slot_edge: float, colour: Colour, *, closing: bool = False) -> Rule:
    """The rule of a group: below its slot's top, or as far above the last slot's end (DESIGN 5, Summary)."""
    rules, tabs = desk.theme.rules, desk.theme.tabs
    off = 0 if desk.theme.look.rules_on_boundary else tabs.inset + rules.group / 2
    y = slot_edge - off if closing else slot_edge + off
    return Rule(0, desk.theme.page.measure, y, rules.group, colour)
