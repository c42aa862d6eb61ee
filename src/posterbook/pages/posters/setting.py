"""Poster pages: one page a poster, and the steps that a long one takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.forms.element import Artifact
from posterbook.forms.galley import Reference, TextTable
from posterbook.forms.page import Anchor, Item, Line, PosterFit, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import (
    LayoutContext,
    PageTabs,
    UnplacedPage,
    next_on_grid,
    stack_lines,
)
from posterbook.layout.flow import FlowLine, Measures, PlacedLine, fill, items_of, paragraph
from posterbook.layout.pictures import figure_row_lines, figure_rows
from posterbook.layout.text_tables import text_table_lines
from posterbook.layout.writing_lines import lines_below
from posterbook.pages.posters.compose import PosterGalley, SectionBlock
from posterbook.pages.posters.head import Head, continued_head, group_colour, set_head, tag_items, title_lines
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """The size and lead of the whole book's posters; heights on the grid follow the lead."""

    size: float
    lead: float

    def scale(self, context: LayoutContext, height: float) -> float:
        """A height that the tokens give for the theme's own baseline unit."""
        return height * self.lead / context.theme.page.baseline


@dataclass(frozen=True, slots=True)
class PosterSetting:
    """A poster's head and the text of each of its pages; `step` is its title's."""

    head: Head
    pages: tuple[tuple[PlacedLine, ...], ...]
    body: Body
    step: int


def fit_posters(context: LayoutContext, galleys: Sequence[PosterGalley]) -> tuple[PosterSetting, ...]:
    """Every poster's text at the largest body at which few enough run on to a second page."""
    fit = context.theme.fit
    most = int(fit.most_continued * len(galleys))
    *larger, smallest = [Body(size, lead) for size, lead in fit.body]
    for body in larger:
        found = _fit_all(context, galleys, body, most)
        if len(found) == len(galleys):
            return found
    return _fit_all(context, galleys, smallest, len(galleys))


def _fit_all(
    context: LayoutContext, galleys: Sequence[PosterGalley], body: Body, most: int
) -> tuple[PosterSetting, ...]:
    """Every poster at one body; cut short as soon as more than `most` run on."""
    found: list[PosterSetting] = []
    continued = 0
    for galley in galleys:
        found.append(_fit_poster(context, galley, body))
        continued += len(found[-1].pages) > 1
        if continued > most:
            return tuple(found[:-1])
    return tuple(found)


def poster_pages(
    context: LayoutContext, galley: PosterGalley, fit: PosterSetting, *, numbered: bool
) -> tuple[UnplacedPage, ...]:
    """A poster's page and those it runs on to; `numbered` tags carry the group's ordinal."""
    head, pages, body = fit.head, fit.pages, fit.body
    tag = galley.numbered_tag if numbered else galley.tag
    closing = tag_items(context, galley, tag, continued=len(pages) > 1)
    opening = closing if len(pages) == 1 else _as_artifacts(closing)
    rule = context.page_rule(group_colour(context, galley))
    last = len(pages)
    first = UnplacedPage(
        "posters",
        _items(context, galley, (rule, *head.items), pages[0]),
        number=galley.number,
        group=galley.group,
        tabs=PageTabs.OWN,
        read_last=opening,
        anchors=(Anchor(galley.anchor, 0),),
        bookmarks=galley.bookmarks,
        fits=(PosterFit(galley.number, body.size, fit.step, last, head.left_out),),
        optional=lines_below(context, galley.notes, _foot(context, pages[0], body, head.last))
        if last == 1
        else (),
        continued_on=_continued_on(galley, 1) if last > 1 else None,
    )
    return (first, *_further_pages(context, galley, pages, closing)) if last > 1 else (first,)


def _further_pages(
    context: LayoutContext,
    galley: PosterGalley,
    pages: Sequence[tuple[PlacedLine, ...]],
    closing: tuple[Item, ...],
) -> Iterator[UnplacedPage]:
    """The pages that a poster runs on to; the last of them says the group's tag."""
    top, last = continued_head(context, galley), len(pages)
    for number, placed in enumerate(pages[1:], 2):
        yield UnplacedPage(
            "posters",
            _items(context, galley, top, placed),
            number=galley.number,
            group=galley.group,
            tabs=PageTabs.OWN,
            read_last=closing if number == last else _as_artifacts(closing),
            anchors=(Anchor(_part_anchor(galley, number), 0),),
            continued_on=_continued_on(galley, number) if number < last else None,
            continues=True,
        )


def _as_artifacts(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Lines whose words are read elsewhere: read once, after all of the text, whatever pages show them."""
    return tuple(
        replace(item, runs=tuple(replace(run, meaning=Artifact.PAGINATION) for run in item.runs))
        if isinstance(item, Line)
        else item
        for item in items
    )


def _part_anchor(galley: PosterGalley, page: int) -> str:
    return f"{galley.anchor}:{page}"


def _continued_on(galley: PosterGalley, page: int) -> Reference:
    following = _part_anchor(galley, page + 1)
    return Reference(galley.continued_on, ((following, ""),))


def _fit_poster(context: LayoutContext, galley: PosterGalley, body: Body) -> PosterSetting:
    """Head and text: the title at the first step at which all fits one page, else at that of its length."""
    steps = context.theme.poster.title_steps
    fitting = (n for n, step in enumerate(steps) if title_lines(context, galley, step) <= step[2])
    chosen = next(fitting, len(steps) - 1)
    flow_lines = _text_lines(context, galley, body)
    tried: list[PosterSetting] = []
    for step, (size, lead, _) in enumerate(steps[chosen:], chosen):
        head = set_head(context, galley, context.at_size(galley.title, size, lead))
        pages = fill(
            flow_lines, _measures(context, body), _first_baseline(context, flow_lines, head, body), body.lead
        ) or ((),)
        tried.append(PosterSetting(head, pages, body, step))
        if len(pages) == 1:
            return tried[-1]
    return tried[0]


def _measures(context: LayoutContext, body: Body) -> Measures:
    """How a poster's text flows on the pages that it runs on to."""
    theme = context.theme
    panel = theme.poster.panel
    return Measures(
        first=body.scale(context, theme.poster.continued),
        last=theme.page.last,
        grid=body.lead,
        least=theme.fit.least_lines,
        panel_first=body.scale(context, theme.poster.continued + theme.page.baseline),
        panel_foot=panel.bottom_below_text,
        after_panel=body.scale(context, panel.label_after),
    )


def _first_baseline(context: LayoutContext, flow_lines: Sequence[FlowLine], head: Head, body: Body) -> float:
    """Where the first label of a poster stands."""
    poster = context.theme.poster
    k = next_on_grid(head.last + poster.section_below, body.lead)
    alone = bool(flow_lines) and flow_lines[0].panel
    return k + body.scale(context, poster.panel.label_alone) if alone else k


def _text_lines(context: LayoutContext, galley: PosterGalley, body: Body) -> tuple[FlowLine, ...]:
    """The sections in order, as lines."""
    flow_lines: list[FlowLine] = []
    figures = _figures(context, galley, body)
    for number, section in enumerate(galley.sections):
        if number == galley.figure_after:
            flow_lines += figures
        flow_lines += _section(context, section, body, number * 1000)
    return (*flow_lines, *(figures if galley.figure_after >= len(galley.sections) else ()))


def _figures(context: LayoutContext, galley: PosterGalley, body: Body) -> tuple[FlowLine, ...]:
    """The figures, row by row; `number` keeps each row one paragraph, which no page divides."""
    below = body.scale(context, context.theme.poster.figure_below)
    return tuple(
        line
        for number, row in enumerate(figure_rows(context, galley.figures), 1)
        for line in figure_row_lines(context, row, -number, below)
    )


def _section(context: LayoutContext, section: SectionBlock, body: Body, number: int) -> Iterator[FlowLine]:
    """A section's label and paragraphs; where the page has a rail the label hangs there."""
    poster = context.theme.poster
    before = poster.panel.label_below_body if section.called_out else poster.next_section
    gap = body.scale(context, before)
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
    for n, text in enumerate(section.paragraphs):
        if isinstance(text, TextTable):
            yield from _table(context, section, text, number + n + 1, 2 * body.lead if n else gap)
            continue
        between = 0 if text.level else body.scale(context, text.style.para_gap)  # items of a list stand close
        before = body.lead + between if n else gap
        sized = context.at_size(text, body.size, body.lead)
        yield from paragraph(context, sized, number + n + 1, before, panel=section.called_out)


def _table(
    context: LayoutContext, section: SectionBlock, table: TextTable, number: int, above: float
) -> Iterator[FlowLine]:
    """A table of a section, in the panel where its section is called out."""
    for line in text_table_lines(context, table, number, above):
        head = replace(line.head, panel=section.called_out) if line.head else None
        yield replace(line, panel=section.called_out, head=head)


def _items(
    context: LayoutContext, galley: PosterGalley, top: tuple[Item, ...], placed: tuple[PlacedLine, ...]
) -> tuple[Item, ...]:
    """What stands on one page of a poster: its head, the panel behind the text, and the text."""
    return (*top, *_panel(context, galley, placed), *items_of(placed))


def _panel(context: LayoutContext, galley: PosterGalley, placed: tuple[PlacedLine, ...]) -> tuple[Item, ...]:
    """The tint behind the call-out and the rule inside its upper edge."""
    boxed = [one.k + one.flow_line.below for one in placed if one.flow_line.panel]
    if not boxed:
        return ()
    first = next(one.k for one in placed if one.flow_line.panel)
    theme, topic = context.theme, context.theme.topic(galley.group)
    panel, rules = theme.poster.panel, theme.rules
    top = first - panel.top_above_label
    width = theme.page.measure + 2 * panel.hang
    box = Box(-panel.hang, top, width, boxed[-1] + panel.bottom_below_text - top)
    if not theme.look.fills:
        return (Rectangle(box, stroke=topic.colour, weight=theme.look.panel_frame),)
    rule = Rule(box.x, box.right, top + rules.panel_top / 2, rules.panel_top, topic.colour)
    return (Rectangle(box, fill=topic.tint), rule)


def _foot(context: LayoutContext, placed: tuple[PlacedLine, ...], body: Body, title: float) -> float:
    """Where a page's text ends, its panel included."""
    if not placed:
        return title + body.lead
    return placed[-1].k + placed[-1].flow_line.below + context.theme.poster.panel.bottom_below_text
