"""Turns running text into flow lines: paragraphs, headings with more room above than below, tables, pictures.

All of it stands on the baseline grid of its page but tables, pictures and what is set in a lead of its own;
the text after these is back on the grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.forms.galley import FigureBlock, RunningText, Text, TextTable
from posterbook.forms.page import Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext
from posterbook.layout.flow import FlowLine, gap_after, paragraph
from posterbook.layout.pictures import figure_lines
from posterbook.layout.text_tables import text_table_lines

LINES_ABOVE = {1: 2, 2: 2, 3: 1}
"""How many lines of the grid stay free above a heading, by its level."""


def flow_lines(context: LayoutContext, texts: Sequence[RunningText]) -> tuple[FlowLine, ...]:
    """Running text line by line, each with the distance to the line before it."""
    return tuple(
        line
        for number, text in enumerate(texts)
        for line in _lines(context, texts[number - 1] if number else None, text, number)
    )


def _lines(
    context: LayoutContext, before: RunningText | None, text: RunningText, number: int
) -> Iterator[FlowLine]:
    grid = context.theme.page.baseline
    if isinstance(text, Text):
        yield from paragraph(context, text, number, _gap(context, before, text), heading=text.heading > 0)
    elif isinstance(text, TextTable):
        above = grid + context.theme.text.row_pad if _is_heading(before) else 2 * grid
        yield from text_table_lines(context, text, number, above)
    elif isinstance(text, FigureBlock):
        yield from figure_lines(context, text, number, context.theme.poster.figure_below)
    else:
        yield _rule_line(context, number)


def _gap(context: LayoutContext, before: RunningText | None, text: Text) -> float:
    grid = context.theme.page.baseline
    if text.heading:
        free = 0 if _is_heading(before) else LINES_ABOVE[text.heading]
        return grid * (1 + free)
    if _is_heading(before):
        return text.style.lead
    return gap_after(before if isinstance(before, Text) else None, text)


def _is_heading(text: RunningText | None) -> bool:
    return isinstance(text, Text) and text.heading > 0


def _rule_line(context: LayoutContext, number: int) -> FlowLine:
    """A light rule in a line of its own, at half the height of that line's small letters."""
    page, body = context.theme.page, context.theme.styles.body
    y = -body.size / 4
    rule = Rule(page.main_x, page.main_x + page.main, y, context.theme.rules.light, context.theme.rule)
    return FlowLine(SetLine((), 0), body.lead + body.para_gap, number, 0, 1, hung=(rule,), between=True)
