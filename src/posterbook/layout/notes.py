"""Writing lines: a page of them, and those below a poster."""

from __future__ import annotations

from posterbook.forms.galley import NotesGalley, Text
from posterbook.forms.page import Item, Rule
from posterbook.layout.context import LayoutContext, UnplacedPage, stack_lines


def notes_page(desk: LayoutContext, galley: NotesGalley) -> UnplacedPage:
    """A page of writing lines (DESIGN 5, Filler)."""
    measures = desk.theme.filler
    k = measures.highest if desk.theme.page.rail else measures.heading
    label = stack_lines((desk.line(galley.label),), galley.label.style, 0, k)
    return UnplacedPage(
        "notes", (desk.page_rule(), *label, *hairlines(desk, measures.step, measures.highest))
    )


def poster_notes(desk: LayoutContext, label: Text, foot: float) -> tuple[Item, ...]:
    """The lines below what ends at `foot`, with their label; none if there is room for too few."""
    measures = desk.theme.poster.notes
    if not desk.theme.look.notes:
        return ()
    lines = hairlines(desk, measures.step, foot + measures.clear)
    if len(lines) < measures.least:
        return ()
    top = lines[-1].y - measures.label_above
    return (*stack_lines((desk.line(label),), label.style, 0, top), *reversed(lines))


def hairlines(desk: LayoutContext, step: float, highest: float) -> list[Rule]:
    """Hairlines from the last baseline upwards, none above `highest`."""
    page, rules = desk.theme.page, desk.theme.rules
    count = int((page.last - highest + 1e-6) // step) + 1 if page.last >= highest else 0
    return [
        Rule(page.main_x, page.measure, page.last - n * step, rules.note, desk.theme.hair)
        for n in range(count)
    ]
