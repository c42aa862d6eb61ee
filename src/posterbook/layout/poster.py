"""Poster pages: one page a poster, and the steps that a long one takes (DESIGN 5 and 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.design.theme import Colour, Style
from posterbook.forms.element import Artifact
from posterbook.forms.galley import PosterGalley, Reference, SectionBlock, Text
from posterbook.forms.page import Anchor, Item, Line, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.byline import set_byline
from posterbook.layout.context import (
    LayoutContext,
    PageTabs,
    UnplacedPage,
    last_baseline,
    next_on_grid,
    set_flush_right,
    stack_lines,
)
from posterbook.layout.flow import FlowLine, Measures, PlacedLine, fill, gap_after, items_of, paragraph
from posterbook.layout.lines import set_numeral
from posterbook.layout.notes import poster_notes
from posterbook.layout.pictures import Notch, figure_atoms, notch, symbol
from posterbook.layout.poster_location import poster_location
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """The size and lead of the whole book's posters; heights on the grid follow the lead (DESIGN 7)."""

    size: float
    lead: float

    def scaled(self, desk: LayoutContext, height: float) -> float:
        """A height that the tokens give for the theme's own baseline unit."""
        return height * self.lead / desk.theme.page.baseline


@dataclass(frozen=True, slots=True)
class Head:
    """The upper part of a poster page: its items, its last baseline, and how many authors it leaves out."""

    items: tuple[Item, ...]
    last: float
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class PosterSetting:
    """A poster's head and the text of each of its pages; `step` is its title's."""

    head: Head
    pages: tuple[tuple[PlacedLine, ...], ...]
    body: Body
    step: int


def fit_posters(desk: LayoutContext, galleys: Sequence[PosterGalley]) -> tuple[PosterSetting, ...]:
    """Every poster's text at the largest body at which few enough run on to a second page (DESIGN 7)."""
    fit = desk.theme.fit
    most = int(fit.most_continued * len(galleys))
    *larger, smallest = [Body(size, lead) for size, lead in fit.body]
    for body in larger:
        found = _all_fitted(desk, galleys, body, most)
        if len(found) == len(galleys):
            return found
    return _all_fitted(desk, galleys, smallest, len(galleys))


def _all_fitted(
    desk: LayoutContext, galleys: Sequence[PosterGalley], body: Body, most: int
) -> tuple[PosterSetting, ...]:
    """Every poster at one body; cut short as soon as more than `most` run on."""
    found: list[PosterSetting] = []
    continued = 0
    for galley in galleys:
        found.append(_fitted(desk, galley, body))
        continued += len(found[-1].pages) > 1
        if continued > most:
            return tuple(found[:-1])
    return tuple(found)


def poster_pages(
    desk: LayoutContext, galley: PosterGalley, fit: PosterSetting, *, numbered: bool
) -> tuple[UnplacedPage, ...]:
    """A poster's page and those it runs on to; `numbered` tags carry the group's ordinal."""
    head, pages, body = fit.head, fit.pages, fit.body
    tag = galley.numbered_tag if numbered else galley.tag
    closing = _tag(desk, galley, tag, continued=len(pages) > 1)
    opening = closing if len(pages) == 1 else _repeated(closing)
    first = _leaf(desk, galley, (desk.page_rule(_colour(desk, galley)), *head.items), opening, pages[0])
    top = _continued_head(desk, galley) if len(pages) > 1 else ()
    last = len(pages) - 1
    rest = tuple(
        _leaf(desk, galley, top, closing if n == last else _repeated(closing), page)
        for n, page in enumerate(pages[1:], 1)
    )
    rest = tuple(
        replace(leaf, anchors=(Anchor(_part(galley, n), 0),), continues=True)
        for n, leaf in enumerate(rest, 2)
    )
    first = replace(
        first,
        anchors=(Anchor(galley.anchor, 0),),
        bookmarks=galley.bookmarks,
        optional=() if rest else poster_notes(desk, galley.notes, _foot_of(desk, pages[0], body, head.last)),
    )
    return tuple(
        replace(leaf, onward=_onward(galley, n)) if n <= len(rest) else leaf
        for n, leaf in enumerate((first, *rest), 1)
    )


def _repeated(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Lines whose words are read elsewhere: read once, after all of the text, whatever pages show them."""
    return tuple(
        replace(item, runs=tuple(replace(run, meaning=Artifact.PAGINATION) for run in item.runs))
        if isinstance(item, Line)
        else item
        for item in items
    )


def _part(galley: PosterGalley, page: int) -> str:
    return f"{galley.anchor}:{page}"


def _onward(galley: PosterGalley, page: int) -> Reference:
    following = _part(galley, page + 1)
    return Reference(galley.continued_on, ((following, ""),))


def _colour(desk: LayoutContext, galley: PosterGalley) -> Colour:
    return desk.theme.topic(galley.group).colour


def _fitted(desk: LayoutContext, galley: PosterGalley, body: Body) -> PosterSetting:
    """Head and text: the title at the first step at which all fits one page, else at that of its length."""
    steps = desk.theme.poster.title_steps
    fitting = (n for n, step in enumerate(steps) if _title_lines(desk, galley, step) <= step[2])
    chosen = next(fitting, len(steps) - 1)
    atoms = _atoms(desk, galley, body)
    tried: list[PosterSetting] = []
    for step, (size, lead, _) in enumerate(steps[chosen:], chosen):
        head = _head(desk, galley, galley.title.style.sized(size, lead))
        pages = fill(atoms, _measures(desk, body), _first(desk, atoms, head, body), body.lead) or ((),)
        tried.append(PosterSetting(head, pages, body, step))
        if len(pages) == 1:
            return tried[-1]
    return tried[0]


def _title_lines(desk: LayoutContext, galley: PosterGalley, step: tuple[float, ...]) -> int:
    style = galley.title.style.sized(step[0], step[1])
    measure = desk.theme.page.main
    narrow = _notch(desk, galley).narrow(measure, style, desk.theme.poster.title)
    return len(desk.lines(replace(galley.title, style=style), measure, narrow=narrow))


def _measures(desk: LayoutContext, body: Body) -> Measures:
    """How a poster's text flows on the pages that it runs on to."""
    theme = desk.theme
    panel = theme.poster.panel
    return Measures(
        first=body.scaled(desk, theme.poster.continued),
        last=theme.page.last,
        grid=body.lead,
        least=theme.fit.least_lines,
        panel_first=body.scaled(desk, theme.poster.continued + theme.page.baseline),
        panel_foot=panel.bottom_below_text,
        after_panel=body.scaled(desk, panel.label_after),
    )


def _first(desk: LayoutContext, atoms: Sequence[FlowLine], head: Head, body: Body) -> float:
    """Where the first label of a poster stands."""
    poster = desk.theme.poster
    k = next_on_grid(head.last + poster.section_below, body.lead)
    alone = bool(atoms) and atoms[0].panel
    return k + body.scaled(desk, poster.panel.label_alone) if alone else k


def _head(desk: LayoutContext, galley: PosterGalley, title: Style) -> Head:
    """Label, numeral, title, authors and where it hangs; where the last of them ends."""
    poster, page = desk.theme.poster, desk.theme.page
    label = stack_lines((desk.line(galley.label),), galley.label.style, 0, poster.label)
    figures = _numeral(desk, galley.numeral)
    numeral: tuple[Item, ...] = (Line(0, poster.numeral, figures.runs), *_strike(desk, galley, figures))
    beside = _notch(desk, galley)
    narrow = beside.narrow(page.main, title, poster.title)
    lines = desk.lines(replace(galley.title, style=title), page.main, narrow=narrow)
    items: tuple[Item, ...] = (*label, *numeral, *stack_lines(lines, title, page.main_x, poster.title))
    last, left_out = last_baseline(lines, title, poster.title), 0
    if galley.byline:
        first = last + poster.authors_below_title
        byline = set_byline(desk, galley.byline, page.main, beside, first)
        items += byline.items(page.main_x, first)
        last, left_out = byline.last(first), byline.left_out
    coded, last = _coded(desk, galley, last)
    located, last = poster_location(
        desk, galley.locator, figures.width, last, above=_tag_rows(desk, galley), notch=beside
    )
    clear = beside.clear(desk.theme.styles.body) - poster.section_below
    return Head((*items, *coded, *located), max(last, clear), left_out)


def _tag_rows(desk: LayoutContext, galley: PosterGalley) -> int:
    """The lines of the group's tag beyond its first, where anything stands below it."""
    tag = (galley.numbered_tag or galley.tag) if galley.code or galley.locator else None
    return len(_tag_lines(desk, galley, tag, continued=False)) - 1 if tag else 0


def _notch(desk: LayoutContext, galley: PosterGalley) -> Notch:
    return notch(desk, galley.code, _tag_rows(desk, galley))


def _coded(desk: LayoutContext, galley: PosterGalley, last: float) -> tuple[tuple[Item, ...], float]:
    """The QR code, and the address it holds below the authors."""
    if galley.code is None:
        return (), last
    page, poster, beside = desk.theme.page, desk.theme.poster, _notch(desk, galley)
    text = galley.code.address
    k = last + (text.style.lead if galley.byline else poster.authors_below_title)
    lines = desk.lines(text, page.main, narrow=beside.narrow(page.main, text.style, k))
    code: Item = symbol(desk, galley.code, _tag_rows(desk, galley))
    return (code, *stack_lines(lines, text.style, page.main_x, k)), last_baseline(lines, text.style, k)


def _strike(desk: LayoutContext, galley: PosterGalley, figures: SetLine) -> tuple[Rule, ...]:
    """The rule through a withdrawn number, at half its height (DESIGN 7)."""
    if not galley.struck or not figures.runs:
        return ()
    poster = desk.theme.poster
    middle = poster.numeral - figures.runs[0].size * poster.figure_em / 2
    return (Rule(0, figures.width, middle, poster.strike, desk.theme.grey),)


def _numeral(desk: LayoutContext, text: Text) -> SetLine:
    """The number at the first step that fits its length and the measure; the last step shrinks to fit."""
    poster, measure = desk.theme.poster, desk.theme.page.rail or desk.theme.page.measure
    steps = poster.numeral_steps[1 if len(text.plain) > poster.numeral_step_over else 0 :]
    for size in steps:
        line = set_numeral(replace(text, style=text.style.sized(size, size)), desk.fonts, desk.theme)
        if line.width <= measure:
            return line
    size = steps[-1] * measure / line.width
    return set_numeral(replace(text, style=text.style.sized(size, size)), desk.fonts, desk.theme)


def _tag(desk: LayoutContext, galley: PosterGalley, tag: Text | None, *, continued: bool) -> tuple[Item, ...]:
    """The group's name at the upper right, on several lines where the label leaves too little room."""
    if tag is None:
        return ()
    lines, label, measure = (
        _tag_lines(desk, galley, tag, continued=continued),
        desk.theme.poster.label,
        desk.theme.page.measure,
    )
    return tuple(set_flush_right(line, measure, label + n * tag.style.lead) for n, line in enumerate(lines))


def _tag_lines(
    desk: LayoutContext, galley: PosterGalley, tag: Text, *, continued: bool
) -> tuple[SetLine, ...]:
    label = desk.line(galley.continued if continued else galley.label)
    return desk.lines(tag, desk.theme.page.measure - label.width - desk.theme.poster.locator_clear)


def _atoms(desk: LayoutContext, galley: PosterGalley, body: Body) -> tuple[FlowLine, ...]:
    """The sections in order, as lines."""
    atoms: list[FlowLine] = []
    figure = _figure(desk, galley, body)
    for number, section in enumerate(galley.sections):
        if number == galley.figure_after:
            atoms += figure
        atoms += _section(desk, section, body, number * 1000)
    return (*atoms, *(figure if galley.figure_after >= len(galley.sections) else ()))


def _figure(desk: LayoutContext, galley: PosterGalley, body: Body) -> tuple[FlowLine, ...]:
    if galley.figure is None:
        return ()
    below = body.scaled(desk, desk.theme.poster.figure_below)
    return tuple(figure_atoms(desk, galley.figure, -1, below))


def _section(desk: LayoutContext, section: SectionBlock, body: Body, number: int) -> Iterator[FlowLine]:
    """A section's label and paragraphs; where the page has a rail the label hangs there."""
    poster = desk.theme.poster
    before = poster.panel.label_below_body if section.called_out else poster.next_section
    gap = body.scaled(desk, before)
    if desk.theme.page.rail:
        yield from _with_label(desk, section, body, number, gap)
        return
    if section.heading:
        yield from paragraph(
            desk, section.heading, number, gap, heading=bool(section.paragraphs), panel=section.called_out
        )
        gap = body.scaled(desk, poster.section_to_body)
    yield from _paragraphs(desk, section, body, number, gap)


def _with_label(
    desk: LayoutContext, section: SectionBlock, body: Body, number: int, gap: float
) -> Iterator[FlowLine]:
    """Paragraphs whose first line carries the label; a label longer than its text gets the room it takes."""
    atoms = list(_paragraphs(desk, section, body, number, gap)) or [
        FlowLine(SetLine((), 0), gap, number, 0, 1)
    ]
    if section.heading is None:
        yield from atoms
        return
    style = section.heading.style
    label = desk.lines(section.heading, desk.theme.page.rail)
    atoms[0] = replace(atoms[0], hung=(*stack_lines(label, style, 0, 0), *atoms[0].hung))
    spare = (len(label) - len(atoms)) * style.lead
    if spare > 0:
        atoms[-1] = replace(atoms[-1], below=spare)
    yield from atoms


def _paragraphs(
    desk: LayoutContext, section: SectionBlock, body: Body, number: int, gap: float
) -> Iterator[FlowLine]:
    for n, text in enumerate(section.paragraphs):
        style = text.style.sized(body.size, body.lead)
        sized = replace(text, style=replace(style, para_gap=body.scaled(desk, style.para_gap)))
        before = gap_after(section.paragraphs[n - 1], sized) if n else gap
        yield from paragraph(desk, sized, number + n + 1, before, panel=section.called_out)


def _leaf(
    desk: LayoutContext,
    galley: PosterGalley,
    top: tuple[Item, ...],
    closing: tuple[Item, ...],
    placed: tuple[PlacedLine, ...],
) -> UnplacedPage:
    """One page of a poster: panel, text, and at its end the group's tag."""
    return UnplacedPage(
        "posters",
        (*top, *_panel(desk, galley, placed), *items_of(placed)),
        number=galley.number,
        group=galley.group,
        index=PageTabs.OWN,
        closing=closing,
    )


def _panel(desk: LayoutContext, galley: PosterGalley, placed: tuple[PlacedLine, ...]) -> tuple[Item, ...]:
    """The tint behind the call-out and the rule inside its upper edge."""
    boxed = [one.k + one.flow_line.below for one in placed if one.flow_line.panel]
    if not boxed:
        return ()
    first = next(one.k for one in placed if one.flow_line.panel)
    theme, topic = desk.theme, desk.theme.topic(galley.group)
    panel, rules = theme.poster.panel, theme.rules
    top = first - panel.top_above_label
    width = theme.page.measure + 2 * panel.hang
    box = Box(-panel.hang, top, width, boxed[-1] + panel.bottom_below_text - top)
    if not theme.look.fills:
        return (Rectangle(box, stroke=topic.colour, weight=theme.look.panel_frame),)
    rule = Rule(box.x, box.right, top + rules.panel_top / 2, rules.panel_top, topic.colour)
    return (Rectangle(box, fill=topic.tint), rule)


def _foot_of(desk: LayoutContext, placed: tuple[PlacedLine, ...], body: Body, title: float) -> float:
    """Where a page's text ends, its panel included."""
    if not placed:
        return title + body.lead
    return placed[-1].k + placed[-1].flow_line.below + desk.theme.poster.panel.bottom_below_text


def _continued_head(desk: LayoutContext, galley: PosterGalley) -> tuple[Item, ...]:
    """The head of a page that the poster runs on to."""
    line = stack_lines((desk.line(galley.continued),), galley.continued.style, 0, desk.theme.poster.label)
    return (desk.page_rule(_colour(desk, galley)), *line)
