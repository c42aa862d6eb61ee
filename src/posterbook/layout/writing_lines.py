"""Hairlines to write on: as many as a page has room for."""

from __future__ import annotations

from posterbook.forms.galley import Text
from posterbook.forms.page import Item, Rule
from posterbook.layout.context import LayoutContext, stack_lines


def lines_below(context: LayoutContext, label: Text, foot: float) -> tuple[Item, ...]:
    """The lines below what ends at `foot`, with their label; none if there is room for too few."""
    if not context.theme.look.notes:
        return ()
    # for most posters the same, as their text ends at few heights
    return context.once(label.style, (label.pieces, foot), lambda: _labelled(context, label, foot))


def _labelled(context: LayoutContext, label: Text, foot: float) -> tuple[Item, ...]:
    measures = context.theme.poster.notes
    lines = writing_lines(context, measures.step, foot + measures.clear)
    if len(lines) < measures.least:
        return ()
    top = lines[-1].y - measures.label_above
    return (*stack_lines((context.line(label),), label.style, 0, top), *reversed(lines))


def writing_lines(context: LayoutContext, step: float, highest: float) -> list[Rule]:
    """Hairlines from the last baseline upwards, none above `highest`."""
    page, rules = context.theme.page, context.theme.rules
    count = int((page.last - highest + 1e-6) // step) + 1 if page.last >= highest else 0
    return [
        Rule(page.main_x, page.measure, page.last - n * step, rules.note, context.theme.hair)
        for n in range(count)
    ]
