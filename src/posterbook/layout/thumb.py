"""The thumb index: the slot of the page's height that each group keeps from table to tab to cover.

A summary table decides: a group's slot is its span there, as long as the table stands on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

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
class PosterTab:
    """The tab of a poster by its number, at its row of the table."""

    number: str
    slot: Slot
    label: SetLine


@dataclass(frozen=True, slots=True)
class Thumb:
    """The index of the whole book.

    `heads`: group names stand above their rows; `ordinals`: tabs carry ordinals, since a name does not fit
    its tab; `spanning`: slots are the table's own spans, so that its rules run out to the tabs; `added` is
    the white that each of its rows gets. `labels` are the tabs' texts by group, None where a group has no
    name. Where there are no groups each poster has a tab of its own, `posters`, as long as there are few.
    """

    slots: tuple[Slot, ...]
    labels: tuple[SetLine | None, ...]
    heads: bool = False
    ordinals: bool = False
    spanning: bool = False
    added: float = 0
    posters: tuple[PosterTab, ...] = ()

    @property
    def is_wordless(self) -> bool:
        """Whether the booklet has no groups, so that a tab would say nothing."""
        return self.labels == (None,) and not self.ordinals

    def slot(self, group: int) -> Slot:
        """The slot of a group by its index; positions repeat in order."""
        return self.slots[group % len(self.slots)]


@dataclass(frozen=True, slots=True)
class TableSlots:
    """Where a table that stands on one page has the groups, and the white that each of its rows gets.

    Without `slots` the table takes more pages, or repeats groups; `names_fit` their column beside the rows.
    `rows` are the numbers of its posters and where each has its row.
    """

    slots: tuple[Slot, ...] = ()
    rows: tuple[tuple[Text, Slot], ...] = ()
    added: float = 0
    names_fit: bool = True


def thumb_index(
    context: LayoutContext, names: Sequence[Text | None], table: Callable[[bool], TableSlots] | None
) -> Thumb:
    """The index of a booklet whose groups have these names.

    `table` says where its summary table has the groups, given whether their names stand above their rows.
    Names that do not fit their column beside the rows stand above them in the whole booklet; where they do
    not fit their tabs either, ordinals stand there and before the names.
    """
    beside, names_fit = _index(context, names, table, heads=False)
    if names_fit and not beside.ordinals:
        return beside
    return _index(context, names, table, heads=True)[0]


def _index(
    context: LayoutContext,
    names: Sequence[Text | None],
    table: Callable[[bool], TableSlots] | None,
    *,
    heads: bool,
) -> tuple[Thumb, bool]:
    given = table(heads) if table else TableSlots()
    slots = given.slots or equal_slots(context, len(names))
    thumb = Thumb(slots, (), heads, spanning=bool(given.slots), added=given.added)
    labels = tuple(tab_label(context, name, thumb.slot(n)) if name else None for n, name in enumerate(names))
    ordinals = any(name and not label for name, label in zip(names, labels, strict=True))
    posters = () if any(names) else _poster_tabs(context, given.rows)
    return replace(thumb, labels=labels, ordinals=ordinals, posters=posters), given.names_fit


def _poster_tabs(context: LayoutContext, rows: Sequence[tuple[Text, Slot]]) -> tuple[PosterTab, ...]:
    """A tab for each poster; none if a number does not fit, or there are more posters than tabs at most."""
    labels = [tab_label(context, number, slot) for number, slot in rows[: context.theme.tabs.most + 1]]
    if len(labels) > context.theme.tabs.most or None in labels:
        return ()
    return tuple(
        PosterTab(number.plain.strip(), slot, label)
        for (number, slot), label in zip(rows, labels, strict=True)
        if label
    )


def equal_slots(context: LayoutContext, groups: int) -> tuple[Slot, ...]:
    """Slots of one height, as many as there are groups, as many as the tokens allow at most."""
    tabs, last = context.theme.tabs, context.theme.page.last
    count = max(min(groups, tabs.most), 1)
    height = (last - tabs.top) / count
    return tuple(Slot(tabs.top + n * height, tabs.top + (n + 1) * height) for n in range(count))


def tab_label(context: LayoutContext, name: Text, slot: Slot) -> SetLine | None:
    """A group's name at the first size at which it fits its tab; None if it fits at none."""
    tabs = context.theme.tabs
    room = slot.bottom - slot.top - 2 * tabs.label_clear
    for size in tabs.label_steps:
        line = context.line(in_tab_style(name, context, size))
        if line.width <= room:
            return line
    return None


def in_tab_style(name: Text, context: LayoutContext, size: float) -> Text:
    """A group's name as an artifact in the tab's style."""
    return context.artifact(name.plain.strip(), context.theme.styles.tab.sized(size, size))


def group_rule(context: LayoutContext, slot_edge: float, colour: Colour, *, closing: bool = False) -> Rule:
    """The rule of a group: below its slot's top, or as far above the last slot's end."""
    rules, tabs = context.theme.rules, context.theme.tabs
    off = 0 if context.theme.look.rules_on_boundary else tabs.inset + rules.group / 2
    y = slot_edge - off if closing else slot_edge + off
    return Rule(0, context.theme.page.measure, y, rules.group, colour)
