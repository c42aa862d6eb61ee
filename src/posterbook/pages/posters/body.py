"""The text of a poster as lines: its sections in order, its figures, at a size and as tight as it must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from posterbook.forms.galley import Text, TextTable
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, next_on_grid, stack_lines
from posterbook.layout.flow import FlowLine, Measures, paragraph
from posterbook.layout.hyphenation import tightened
from posterbook.layout.pictures import figure_row_lines, figure_rows
from posterbook.layout.text_tables import text_table_lines
from posterbook.pages.posters.compose import PosterGalley, SectionBlock
from posterbook.pages.posters.head import Head, continued_tag_ends
from posterbook.values import dataclass

CLOSING = 1_000_000
"""The number of the paragraph that ends a poster, above those of its sections."""


@dataclass(frozen=True, slots=True)
class Body:
    """The size and lead of a poster's text; heights on the grid follow the lead.

    A poster of its own may be set tighter: its figures a part of their size, its words divided, and its
    sections closer together, off the grid.
    """

    size: float
    lead: float
    figures: float = 1
    divided: bool = False
    closer: float = 1

    def scale(self, context: LayoutContext, height: float) -> float:
        """A height that the tokens give for the theme's own baseline unit."""
        return height * self.lead / context.theme.page.baseline

    def gap(self, context: LayoutContext, height: float) -> float:
        """White between parts, which comes closer where it must."""
        return self.scale(context, height) * self.closer

    def edge(self, height: float) -> float:
        """White at the edge of a part, which gives up half as much."""
        return height * (1 + self.closer) / 2

    @property
    def grid(self) -> float:
        """From baseline to baseline of the grid; 0 where there is none, as parts come closer."""
        return self.lead if self.closer == 1 else 0


def first_measures(context: LayoutContext, body: Body) -> Measures:
    """How the text of any poster flows on its first page, which begins where its head ends."""
    theme = context.theme
    panel = theme.poster.panel
    return Measures(
        first=0,
        last=theme.page.last,
        grid=body.grid,
        least=theme.fit.least_lines,
        panel_foot=panel.bottom_below_text,
        after_panel=body.gap(context, panel.label_after),
        tail=theme.fit.least_tail,
        panel_divides=theme.look.panel_divides,
    )


def flow_measures(context: LayoutContext, galley: PosterGalley, body: Body) -> Measures:
    """How a poster's text flows on all its pages: on those that it runs on to, below their heads."""
    theme = context.theme
    first, tag = body.scale(context, theme.poster.continued), continued_tag_ends(context, galley)
    return replace(
        first_measures(context, body),
        first=max(first, next_on_grid(tag + body.lead, body.grid)),
        panel_first=max(first, next_on_grid(tag, body.grid)) + body.scale(context, theme.page.baseline),
    )


def first_baseline(context: LayoutContext, flow_lines: Sequence[FlowLine], head: Head, body: Body) -> float:
    """Where the first label of a poster stands."""
    poster, rail = context.theme.poster, context.theme.page.rail
    clear = poster.numeral + poster.next_section if rail else 0  # there labels stand in the numeral's column
    k = next_on_grid(max(head.last + body.edge(poster.section_below), clear), body.grid)
    alone = bool(flow_lines) and flow_lines[0].panel
    return k + body.scale(context, poster.panel.label_alone) if alone else k


def text_lines(context: LayoutContext, galley: PosterGalley, body: Body) -> tuple[FlowLine, ...]:
    """The sections in order, as lines."""
    flow_lines: list[FlowLine] = []
    figures = _figures(context, galley, body)
    for number, section in enumerate(galley.sections):
        if number == galley.figure_after:
            flow_lines += figures
        flow_lines += _section(context, section, body, number * 1000)
    return (*flow_lines, *(figures if galley.figure_after >= len(galley.sections) else ()))


def closing_lines(context: LayoutContext, head: Head, body: Body) -> Iterator[FlowLine]:
    """What the head had no room for: the affiliations that do not fit its lines."""
    if head.closing:
        gap = body.gap(context, context.theme.poster.next_section)
        for line in paragraph(context, head.closing, CLOSING, gap):
            yield replace(line, loose=True)


def _figures(context: LayoutContext, galley: PosterGalley, body: Body) -> tuple[FlowLine, ...]:
    """The figures, row by row; `number` keeps each row one paragraph, which no page divides."""
    below = body.gap(context, context.theme.poster.figure_below)
    return tuple(
        line
        for number, row in enumerate(figure_rows(context, galley.figures), 1)
        for line in figure_row_lines(context, row, -number, below, body.figures)
    )


def _section(context: LayoutContext, section: SectionBlock, body: Body, number: int) -> Iterator[FlowLine]:
    """A section's label and paragraphs; where the page has a rail the label hangs there."""
    poster = context.theme.poster
    before = poster.panel.label_below_body if section.called_out else poster.next_section
    gap = body.gap(context, before)
    if context.theme.page.rail:
        yield from _with_label(context, section, body, number, gap)
        return
    if section.heading:
        yield from paragraph(
            context, section.heading, number, gap, heading=bool(section.paragraphs), panel=section.called_out
        )
        gap = body.scale(context, poster.section_to_body)
    yield from _paragraphs(context, section, body, number, gap)


def _with_label(
    context: LayoutContext, section: SectionBlock, body: Body, number: int, gap: float
) -> Iterator[FlowLine]:
    """Paragraphs whose first line carries the label; a label longer than its text gets the room it takes."""
    flow_lines = list(_paragraphs(context, section, body, number, gap)) or [
        FlowLine(SetLine((), 0), gap, number, 0, 1)
    ]
    if section.heading is None:
        yield from flow_lines
        return
    style = section.heading.style
    label = context.lines(section.heading, context.theme.page.rail)
    flow_lines[0] = flow_lines[0].beside(stack_lines(label, style, 0, 0))
    spare = (len(label) - len(flow_lines)) * style.lead
    if spare > 0:
        flow_lines[-1] = replace(flow_lines[-1], below=spare)
    yield from flow_lines


def _paragraphs(
    context: LayoutContext, section: SectionBlock, body: Body, number: int, gap: float
) -> Iterator[FlowLine]:
    """A section's text: a paragraph after another begins with an indent, items of a list stand close."""
    poster = context.theme.poster
    for n, text in enumerate(section.paragraphs):
        if isinstance(text, TextTable):
            yield from _table(context, section, text, number + n + 1, 2 * body.lead if n else gap)
            continue
        above = section.paragraphs[n - 1] if n else None
        follows = isinstance(above, Text) and not above.level and not text.level
        apart = above is not None and not text.level and not follows
        white = poster.paragraph_gap if follows else context.theme.page.baseline if apart else 0
        before = body.lead + body.gap(context, white) if n else gap
        sized = context.at_size(text, body.size, body.lead)
        if body.divided:
            sized = context.once(sized, "divided", partial(tightened, sized))
        indent = poster.paragraph_indent * body.size if follows else 0
        yield from paragraph(context, sized, number + n + 1, before, panel=section.called_out, indent=indent)


def _table(
    context: LayoutContext, section: SectionBlock, table: TextTable, number: int, above: float
) -> Iterator[FlowLine]:
    """A table of a section, in the panel where its section is called out."""
    for line in text_table_lines(context, table, number, above):
        head = replace(line.head, panel=section.called_out) if line.head else None
        yield replace(line, panel=section.called_out, head=head)
