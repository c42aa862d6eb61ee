"""Compact posters: two or three a page, one below the other, over as many pages as all of them take.

A poster has its number, title, authors and text, the text in one paragraph with its headings in the line,
and what is concluded beside a rule. No head is left at the foot of a page, nor are fewer than three lines of
text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from posterbook.content.page_kind import PageKind
from posterbook.content.scripts import runs_both_ways
from posterbook.design.geometry import Box
from posterbook.design.theme import Style
from posterbook.errors import Problem, Where, note, warning
from posterbook.forms.galley import Piece, Text, TextTable
from posterbook.forms.page import Anchor, Item, Line, PosterFit, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import (
    LayoutContext,
    PageTabs,
    UnplacedPage,
    set_flush_right,
    stack_lines,
)
from posterbook.layout.flow import FlowLine, Measures, PlacedLine, fill, items_of
from posterbook.layout.lines import set_numeral
from posterbook.layout.pictures import figure_row_lines, figure_rows
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.text_tables import text_table_lines
from posterbook.pages.posters.byline import Byline, SetByline, set_byline
from posterbook.pages.posters.compose import CompactGalley, PosterGalley, SectionBlock
from posterbook.pages.posters.order import end_of
from posterbook.values import dataclass

WINDOW = 600
"""Lines that pages are filled with at a time; no page holds a tenth of them."""
PARTS = 1000
"""Paragraphs of a poster are counted from the next multiple of it."""
CONCLUSION = 500
"""Where those are counted from that stand beside the rule."""
FIGURES = 900
"""Where figures are counted from."""
SPACE = " "
GAP = " " * 3
"""Between what stands on the line of authors: group, board, hall, time."""


@dataclass(frozen=True, slots=True)
class CompactHead:
    """The head of a poster, its last baseline at 0, and how far it reaches above that."""

    items: tuple[Item, ...]
    depth: float
    left_out: int


def measure(context: LayoutContext, galleys: tuple[CompactGalley, ...]) -> Mapping[str, CompactHead]:
    """The head of each poster, by its anchor."""
    posters = (poster for galley in galleys for poster in galley.posters)
    return {poster.anchor: _head(context, poster) for poster in posters}


def lay_out(plan: BookPlan, galley: CompactGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """The pages that the posters take."""
    context = plan.context
    heads = [plan.measured[COMPACT.name][poster.anchor] for poster in galley.posters]
    lines = [line for n, head in enumerate(heads) for line in _poster_lines(context, galley, n, head)]
    pages = list(_filled(context, lines))
    ends = _last_pages(pages)
    return tuple(_page(context, galley, heads, page, n, ends) for n, page in enumerate(pages))


def _filled(context: LayoutContext, lines: Sequence[FlowLine]) -> Iterator[tuple[PlacedLine, ...]]:
    """The lines by pages: so many at a time, that a thousand posters take no longer than they must."""
    page, compact = context.theme.page, context.theme.compact
    flow = Measures(compact.first, page.last, 1, context.theme.fit.least_lines)
    rest = tuple(lines)
    while rest:
        pages = fill(rest[:WINDOW], flow)
        whole = pages if len(rest) <= WINDOW else pages[:-1]
        yield from whole
        rest = rest[sum(map(len, whole)) :]


def _last_pages(pages: Sequence[Sequence[PlacedLine]]) -> dict[int, tuple[int, int]]:
    """On which of the pages each poster begins and ends."""
    found: dict[int, tuple[int, int]] = {}
    for n, page in enumerate(pages):
        for line in page:
            poster = line.flow_line.paragraph // PARTS
            found[poster] = (found.get(poster, (n, n))[0], n)
    return found


def _page(
    context: LayoutContext,
    galley: CompactGalley,
    heads: Sequence[CompactHead],
    placed: Sequence[PlacedLine],
    number: int,
    ends: dict[int, tuple[int, int]],
) -> UnplacedPage:
    """One page: what runs on from the page before hangs from a rule of its group's colour too."""
    theme = context.theme
    here = list(dict.fromkeys(line.flow_line.paragraph // PARTS for line in placed))
    posters = [galley.posters[n] for n in here]
    begun = [n for n in here if ends[n][0] == number]
    tops = {
        line.flow_line.paragraph // PARTS: line.k - heads[line.flow_line.paragraph // PARTS].depth
        for line in placed
        if line.flow_line.paragraph % PARTS == 0
    }
    runs_on = here[0] not in begun
    rule = (context.page_rule(theme.topic(posters[0].group).colour),) if runs_on else ()
    groups = tuple(dict.fromkeys(poster.group for poster in posters))
    return UnplacedPage(
        "posters",
        (*rule, *_conclusion_rules(context, galley, placed), *items_of(placed)),
        number=posters[0].number if len(posters) == 1 else "",
        group=groups[0],
        more_groups=groups[1:],
        tabs=PageTabs.OWN,
        anchors=(
            *(Anchor(galley.posters[n].anchor, max(tops[n], 0)) for n in begun),
            *(Anchor(end_of(galley.posters[n].anchor), 0) for n in here if ends[n][1] == number),
        ),
        bookmarks=tuple(mark for n in begun for mark in galley.posters[n].bookmarks),
        fits=tuple(
            PosterFit(
                galley.posters[n].number,
                theme.styles.compact_body.size,
                0,
                ends[n][1] - ends[n][0] + 1,
                heads[n].left_out,
            )
            for n in begun
        ),
    )


def _poster_lines(
    context: LayoutContext, galley: CompactGalley, at: int, head: CompactHead
) -> Iterator[FlowLine]:
    """A poster as lines: its head is one, which no page parts, and a short end stays with the text before."""
    page, compact, poster = context.theme.page, context.theme.compact, galley.posters[at]
    first, lead = at * PARTS, context.theme.styles.compact_body.lead
    gap, above = compact.between + head.depth, head.depth - compact.rule_above
    yield FlowLine(SetLine((), 0), gap, first, 0, 1, heading=True, hung=head.items, above=above)
    before = compact.below_head
    texts = tuple(_texts(context, poster))
    for n, (text, concluded) in enumerate(texts, 1):
        paragraph = first + n + (CONCLUSION if concluded else 0)
        if isinstance(text, TextTable):
            yield from text_table_lines(context, text, paragraph, before)
            before = 2 * lead
            continue
        indent = compact.indent if concluded else text.level * context.theme.poster.list_indent
        x = page.main_x + indent
        lines = context.lines(text, page.main - indent, running=not text.level)
        marker = _marker(context, text, x)
        kept = n + 1 == len(texts) and _is_short(context, texts[n][0])
        for index, line in enumerate(lines, 1):
            space, hung = (before, marker) if index == 1 else (lead, ())
            held = kept and index == len(lines)
            yield FlowLine(line, space, paragraph, index - 1, len(lines), heading=held, x=x, hung=hung)
        before = lead + compact.paragraph_gap
    for n, row in enumerate(figure_rows(context, poster.figures)):
        figure = figure_row_lines(context, row, first + FIGURES + n, lead + compact.paragraph_gap)
        yield from (replace(line, loose=False) for line in figure)


def _is_short(context: LayoutContext, text: Text | TextTable) -> bool:
    """Whether a paragraph, as the keywords, has fewer lines than may stand alone at the head of a page."""
    if isinstance(text, TextTable):
        return False
    return len(context.lines(text, context.theme.page.main)) < context.theme.fit.least_lines


def _marker(context: LayoutContext, text: Text, x: float) -> tuple[Line, ...]:
    if not text.marker:
        return ()
    line = context.line(Text(text.style, text.marker, text.where))
    return (line.at(max(x - context.theme.poster.list_indent, 0), 0),)


def _texts(context: LayoutContext, poster: PosterGalley) -> Iterator[tuple[Text | TextTable, bool]]:
    """The sections: one paragraph each for those before what is concluded, that, and those after it.

    Items of lists keep lines of their own, and tables stand between.
    """
    style = context.theme.styles.compact_body
    for concluded, sections in groupby(poster.sections, key=lambda section: section.called_out):
        yield from ((text, concluded) for text in _run_in(style, tuple(sections), poster.where))


def _run_in(style: Style, sections: Sequence[SectionBlock], where: Where) -> Iterator[Text | TextTable]:
    running: list[Text] = []
    for section in sections:
        parts = (*((section.heading,) if section.heading else ()), *section.paragraphs)
        for part in parts:
            if isinstance(part, TextTable) or part.level:
                if running:
                    yield _joined(style, running, where)
                running = []
                yield part if isinstance(part, TextTable) else replace(part, style=style)
            else:
                running.append(part)
    if running:
        yield _joined(style, running, where)


def _joined(style: Style, parts: Sequence[Text], where: Where) -> Text:
    """Texts as one paragraph, a space after each but the last."""
    pieces: list[Piece] = []
    soft: list[int] = []
    otherwise: list[tuple[int, int]] = []
    at = 0
    for part in parts:
        if pieces:
            pieces.append(replace(pieces[-1], text=SPACE, rise=0, scale=1))
            at += len(SPACE)
        soft += [at + offset for offset in part.soft]
        pieces += part.pieces
        end = at + len(part.plain)
        if style.from_right and not runs_both_ways(part.plain):
            otherwise.append((at, end))
        at = end
    return Text(style, tuple(pieces), where, soft=tuple(soft), isolates=tuple(otherwise))


def _head(context: LayoutContext, poster: PosterGalley) -> CompactHead:
    """Number and title on one baseline, authors below the title, and where it hangs."""
    theme, compact, styles = context.theme, context.theme.compact, context.theme.styles
    x, style = _title_x(context), styles.compact_title
    number = _numeral(context, poster)
    title = context.lines(replace(poster.title, style=style), theme.page.measure - x)
    items: list[Item] = [Line(0, 0, number.runs), *_strike(context, poster, number)]
    items += stack_lines(title, style, x, 0)
    k, last, left_out = (len(title) - 1) * style.lead, 0.0, 0
    if poster.byline:
        byline = _byline(context, poster.byline, theme.page.measure - x)
        left_out = byline.left_out
        k += compact.authors_below
        items += stack_lines(byline.authors, styles.compact_authors, x, k)
        k += (len(byline.authors) - 1) * styles.compact_authors.lead
        last = byline.authors[-1].width
    located, k = _location(context, poster, last, k)
    rule = Rule(
        0, theme.page.measure, -compact.rule_above, theme.rules.light, theme.topic(poster.group).colour
    )
    moved = tuple(item.moved(0, -k) for item in (rule, *items, *located))
    return CompactHead(moved, k + compact.rule_above, left_out)


def _title_x(context: LayoutContext) -> float:
    """Where titles begin: in the main column beside a rail, else beside the numbers."""
    return context.theme.page.main_x or context.theme.compact.title_x


def _strike(context: LayoutContext, poster: PosterGalley, number: SetLine) -> tuple[Rule, ...]:
    """The rule through a withdrawn number, at half its height."""
    if not (poster.struck and number.runs):
        return ()
    measures = context.theme.poster
    middle = -number.runs[0].size * measures.figure_em / 2
    return (Rule(0, number.width, middle, measures.strike, context.theme.grey),)


def _location(
    context: LayoutContext, poster: PosterGalley, beside: float, k: float
) -> tuple[tuple[Item, ...], float]:
    """Group, board, hall and time: behind the authors if their last line has room, else below it."""
    theme, x = context.theme, _title_x(context)
    style = theme.styles.compact_authors
    address = (poster.code.address,) if poster.code else ()
    texts = (*((poster.tag,) if poster.tag else ()), *poster.locator, *address)
    if not texts:
        return (), k
    pieces: list[Piece] = []
    places: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        if pieces:
            pieces.append(replace(pieces[-1], text=GAP))
            at += len(GAP)
        pieces += text.pieces
        places.append((at, at := at + len(text.plain)))
    whole = Text(style, tuple(pieces), poster.where, isolates=tuple(places) if style.from_right else ())
    line = context.line(whole)
    if beside and beside + theme.poster.locator_clear + line.width <= theme.page.measure - x:
        return (set_flush_right(line, theme.page.measure, k),), k
    lines = context.lines(whole, theme.page.measure - x)
    first = k + (style.lead if beside else theme.compact.authors_below)
    return stack_lines(lines, style, x, first), first + (len(lines) - 1) * style.lead


def _numeral(context: LayoutContext, poster: PosterGalley) -> SetLine:
    """The number, smaller where it would reach the title."""
    style = context.theme.styles.compact_numeral
    room = _title_x(context) - context.theme.compact.number_clear
    text = replace(poster.numeral, style=style)
    line = set_numeral(text, context.fonts, context.theme)
    if line.width <= room:
        return line
    size = style.size * room / line.width
    return set_numeral(context.at_size(text, size, size), context.fonts, context.theme)


def _byline(context: LayoutContext, byline: Byline, measure: float) -> SetByline:
    """As many authors as the lines hold, without affiliations and addresses."""
    authors = tuple(
        replace(author, pieces=author.pieces[: author.named], affiliations=()) for author in byline.authors
    )
    plain = replace(byline, style=context.theme.styles.compact_authors, authors=authors)
    return set_byline(context, plain, measure, most=context.theme.compact.author_lines)


def _conclusion_rules(
    context: LayoutContext, galley: CompactGalley, placed: Sequence[PlacedLine]
) -> Iterator[Rectangle]:
    """The rules beside what is concluded."""
    theme = context.theme

    def concluded(line: PlacedLine) -> int:
        paragraph = line.flow_line.paragraph
        return paragraph // PARTS if CONCLUSION <= paragraph % PARTS < FIGURES else -1

    for poster, several in groupby(placed, key=concluded):
        if poster >= 0:
            lines = tuple(several)
            style = theme.styles.compact_body
            top = lines[0].k - style.size * theme.code.ascent
            bottom = lines[-1].k + style.size * theme.compact.descent
            colour = theme.topic(galley.posters[poster].group).colour
            yield Rectangle(Box(theme.page.main_x, top, theme.rules.panel_top, bottom - top), fill=colour)


def warnings(plan: BookPlan, galleys: tuple[CompactGalley, ...]) -> Iterator[Problem]:
    """What compact posters leave out, once; authors for whom there was no room."""
    posters = [poster for galley in galleys for poster in galley.posters]
    for poster in posters:
        left_out = plan.measured[COMPACT.name][poster.anchor].left_out
        if left_out:
            message = f"{left_out} authors of poster {poster.number} are not named, their lines are full"
            yield warning(
                "authors-left-out", message, poster.where.at("authors"), "name fewer, or name a group"
            )
    bylines = [poster.byline for poster in posters if poster.byline]
    authors = [author for byline in bylines for author in byline.authors]
    there = {
        "affiliations": any(byline.affiliations for byline in bylines),
        "e-mail addresses": any("@" in p.text for author in authors for p in author.pieces[author.named :]),
        "QR codes": any(poster.code for poster in posters),
    }
    if lost := [name for name, has in there.items() if has]:
        message = f"compact posters have no room for {' and '.join(lost)}, which the records ask for"
        yield note("compact-leaves-out", message, posters[0].where, "take 'layout: page' to print them")


def _none(_composer: object, _options: object) -> tuple[CompactGalley, ...]:
    return ()


COMPACT = PageKind(
    name="compact", options=type(None), compose=_none, lay_out=lay_out, measure=measure, warnings=warnings
)
"""No running order names it: the posters' kind has it where its layout is compact."""
