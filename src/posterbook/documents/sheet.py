"""What these papers have in common: blocks of text below each other, with a label beside and marked words.

A block is a paragraph. Its label hangs in the rail, or stands before it where the page has none. Words that
were left out are struck through, words that were added underlined; a framed block stands between two rules,
with a bar at either side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from posterbook.content.markup import Rise
from posterbook.content.page_kind import PageKind
from posterbook.content.printed import SUBSCRIPT, SUPERSCRIPT
from posterbook.design.geometry import Box
from posterbook.forms.element import Meaning
from posterbook.forms.galley import Composition, Galley, Piece, Text
from posterbook.forms.page import Anchor, Item, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, UnplacedPage, stack_lines
from posterbook.layout.flow import FlowLine, Measures, fill, items_of, paragraph
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import RISE
from posterbook.values import dataclass

MARKED = "|".join(rf"\{mark}([^\s{mark}]+)\{mark}" for mark in (SUPERSCRIPT, SUBSCRIPT))
"""A word between the marks of super- and subscripts."""
STRIKE, UNDERLINE = -0.28, 0.14
"""Where a line through words and one below them stand, by their size, from the baseline down."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: `above` it so many lines are free; `struck` and `added` are the elements of marked words.

    A `heading` stays with what follows. A `ruled` one begins below a light rule. A `box` is room to write in
    of so many lines, below the text.
    """

    text: Text
    above: float = 1
    label: tuple[Text, ...] = ()
    struck: frozenset[Meaning] = frozenset()
    added: frozenset[Meaning] = frozenset()
    heading: bool = False
    ruled: bool = False
    framed: bool = False
    box: float = 0


@dataclass(frozen=True, slots=True)
class SheetGalley:
    """Blocks in order; each part begins on a page of its own."""

    parts: tuple[tuple[Block, ...], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Options:
    """These papers stand in no running order."""


def with_raised_words(text: Text) -> Text:
    """What was printed, its super- and subscripts set as such rather than between their marks."""
    return replace(text, pieces=tuple(part for piece in text.pieces for part in _unmarked(piece)))


def _unmarked(piece: Piece) -> Iterator[Piece]:
    end = 0
    for found in re.finditer(MARKED, piece.text):
        yield replace(piece, text=piece.text[end : found.start()])
        rise, scale = RISE[Rise.SUPER if found[1] else Rise.SUB]
        yield replace(piece, text=found[1] or found[2], rise=rise, scale=scale)
        end = found.end()
    yield replace(piece, text=piece.text[end:])


def _compose(_composer: object, _options: Options) -> tuple[SheetGalley, ...]:
    return ()


def _lay_out(plan: BookPlan, galley: SheetGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    context = plan.context
    page, text = context.theme.page, context.theme.text
    flow = Measures(
        first=text.heading, last=page.last, grid=page.baseline, least=context.theme.fit.least_lines
    )
    pages: list[UnplacedPage] = []
    for part in galley.parts or ((),):
        lines = tuple(line for number, block in enumerate(part) for line in _lines(context, block, number))
        for number, placed in enumerate(fill(lines, flow) or ((),)):
            items = (context.page_rule(), *items_of(placed))
            anchors = (Anchor(f"sheet:{len(pages) + 1}"),)
            pages.append(UnplacedPage(KIND.name, items, continues=number > 0, anchors=anchors))
    return tuple(pages)


def _lines(context: LayoutContext, block: Block, number: int) -> Iterator[FlowLine]:
    """A block's lines, with all that hangs beside, below and across them."""
    page, lead = context.theme.page, block.text.style.lead
    if block.ruled:
        rule = Rule(0, page.measure, -lead / 2, context.theme.rules.light, context.theme.rule)
        yield FlowLine(SetLine((), 0), 2 * lead, number, 0, 1, heading=True, hung=(rule,), between=True)
    above = 0 if block.ruled else block.above
    lines = list(paragraph(context, block.text, number, lead * (1 + above), heading=block.heading))
    for place, line in enumerate(lines):
        x = line.x
        hung: list[Item] = [*line.hung, *_marks(context, block, line, x)]
        if block.framed:
            hung += _frame(context, block, x, first=place == 0, last=place == len(lines) - 1)
        if place == 0:
            hung += _beside(context, block)
        lines[place] = replace(line, hung=tuple(hung))
    depth = _label_depth(context, block)
    beside = len(lines) if block.box else min(math.ceil(depth / lead) + 1, len(lines))
    room = max(depth - (beside - 1) * lead, block.box * lead, 0.0)
    if beside > 1 or room:
        yield _whole(context, block, lines[:beside], room)
        yield from lines[beside:]
    else:
        yield from lines


def _whole(context: LayoutContext, block: Block, lines: Sequence[FlowLine], room: float) -> FlowLine:
    """The lines beside a label as one that nothing divides, with what it takes more, or room to write in.

    It stands on the lowest baseline, its text above that, as a picture does.
    """
    lead = block.text.style.lead
    height = (len(lines) - 1) * lead + room
    items: list[Item] = []
    for place, line in enumerate(lines):
        k = place * lead - height
        items += (*(item.moved(0, k) for item in line.hung), line.line.at(line.x, k))
    if block.box:
        page, rules = context.theme.page, context.theme.rules
        items.append(Rule(page.main_x, page.main_x + page.main, 0, rules.light, context.theme.rule))
    first = lines[0]
    gap = first.gap + height
    return FlowLine(
        SetLine((), 0), gap, first.paragraph, 0, 1, block.heading, hung=tuple(items), above=height
    )


def _beside(context: LayoutContext, block: Block) -> Iterator[Item]:
    """The label in the rail, one line below the other."""
    k = 0.0
    for text in block.label if context.theme.page.rail else ():
        lines = context.lines(text, context.theme.page.rail)
        yield from stack_lines(lines, text.style, 0, k)
        k += len(lines) * text.style.lead


def _label_depth(context: LayoutContext, block: Block) -> float:
    """From the first baseline of a block's label to its last."""
    rail = context.theme.page.rail
    if not (rail and block.label):
        return 0.0
    heights = [len(context.lines(text, rail)) * text.style.lead for text in block.label]
    return sum(heights) - block.label[-1].style.lead


def _marks(context: LayoutContext, block: Block, line: FlowLine, x: float) -> Iterator[Item]:
    """Lines through what was left out and below what was added."""
    for run in line.line.runs:
        for meanings, at in ((block.struck, STRIKE), (block.added, UNDERLINE)):
            if run.meaning in meanings:
                ends = x + run.x, x + run.x + run.width
                yield Rule(*ends, at * run.size, context.theme.rules.light, context.theme.ink)


def _frame(context: LayoutContext, block: Block, x: float, *, first: bool, last: bool) -> Iterator[Item]:
    """The part of a frame that is beside one line."""
    page, hang = context.theme.page, context.theme.legal.frame_hang
    weight, lead, ink = context.theme.rules.page_top, block.text.style.lead, context.theme.ink
    left, right, top = x - hang, page.main_x + page.main + hang, -lead * 0.8
    for side in (left, right):
        yield Rectangle(Box(side - weight / 2, top, weight, lead * (1.15 if last else 1)), fill=ink)
    if first:
        yield Rule(left, right, top, weight, ink)
    if last:
        yield Rule(left, right, top + lead * 1.15, weight, ink)


KIND = PageKind(name="sheet", options=Options, compose=_compose, lay_out=_lay_out)


def composition(parts: Sequence[Sequence[Block]], verso: str, recto: str) -> Composition:
    """A paper of these parts, with its running feet; what fills up sheets is empty."""
    galley = Galley(KIND, SheetGalley(tuple(map(tuple, parts))))
    return Composition((galley,), Galley(KIND, SheetGalley()), (), verso, recto)
