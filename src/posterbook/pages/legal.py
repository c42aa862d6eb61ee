"""Legal pages: the framed statement, the signature, the date and the board list, each whole on one page.

It is long because four kinds of blocks stand there, each with its own rules for where it may stand and split.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from posterbook.content.model import Keep, LegalBlock, LegalPlace, Weight
from posterbook.content.page_kind import PageKind
from posterbook.design.geometry import Box
from posterbook.design.theme import Style
from posterbook.errors import LayoutError, Where, error
from posterbook.forms.element import Bookmark, Element, Role
from posterbook.forms.galley import Piece, Text
from posterbook.forms.page import Anchor, Item, Line, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.flow import FlowLine, Measures, PlacedLine, fill, items_of
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.running_text import flow_lines
from posterbook.pages.composer import Composer, ContentsEntry, at_floor
from posterbook.values import dataclass

CLEAR = 1.5
"""The lead above a colophon, in lines."""


@dataclass(frozen=True, slots=True)
class Options:
    """The legal page takes no options."""


@dataclass(frozen=True, slots=True)
class LegalText:
    """A legal block, ready to be set: its heading, if it has one, and its paragraphs or lines.

    `whole` forbids to split it, however long it is.
    """

    id: str
    weight: Weight
    heading: Text | None
    paragraphs: tuple[Text, ...]
    anchor: str
    bookmark: Bookmark | None
    where: Where
    whole: bool = False


@dataclass(frozen=True, slots=True)
class LegalGalley:
    """The legal page or pages; `colophon` stands at the foot of the last."""

    blocks: tuple[LegalText, ...]
    colophon: Text | None = None


def contents(composer: Composer, _options: Options) -> tuple[ContentsEntry, ...]:
    """The blocks of the legal page that ask for an entry."""
    return entries(composer, LegalPlace.LEGAL_PAGE)


def entries(composer: Composer, place: LegalPlace) -> tuple[ContentsEntry, ...]:
    """The blocks of a place that ask for an entry in the contents list."""
    found = []
    for block in blocks_at(composer, place):
        anchor = composer.legal_anchor(block)
        if block.contents:
            found.append(ContentsEntry(block.contents, ((anchor, anchor),), block.where.at("contents")))
    return tuple(found)


def compose(composer: Composer, _options: Options) -> tuple[LegalGalley, ...]:
    """The legal galley; none if neither a block nor a colophon stands there."""
    return galley(composer, blocks_at(composer, LegalPlace.LEGAL_PAGE), _colophon(composer))


def _colophon(composer: Composer) -> Text | None:
    book = composer.booklet
    if not book.colophon:
        return None
    where, element = book.where.at("colophon"), composer.section().child(Role.P)
    return composer.inline(composer.theme.styles.colophon, book.colophon, element, where)


def blocks_at(composer: Composer, *places: LegalPlace) -> tuple[LegalBlock, ...]:
    """The legal blocks of those places, in their order."""
    return tuple(block for block in composer.booklet.legal if block.place in places)


def galley(
    composer: Composer, blocks: tuple[LegalBlock, ...], colophon: Text | None = None
) -> tuple[LegalGalley, ...]:
    """A legal galley of these blocks and the colophon; none without any."""
    texts = tuple(_legal_block(composer, blocks, position) for position in range(len(blocks)))
    return (LegalGalley(texts, colophon),) if texts or colophon else ()


def _legal_block(composer: Composer, blocks: tuple[LegalBlock, ...], position: int) -> LegalText:
    """A plain block right after the signature, as place and date, is set like it, others as board lists."""
    styles = composer.theme.styles
    signed = position > 0 and blocks[position - 1].weight is Weight.SIGNATURE
    last = position == len(blocks) - 1
    return _legal_text(
        composer, blocks[position], styles.signature if signed and not last else styles.board_list
    )


def _legal_text(composer: Composer, block: LegalBlock, style: Style) -> LegalText:
    """A legal block as it is set on a legal page; `style` is for a plain one."""
    element, anchor = composer.document.child(Role.SECT, lang=block.lang), composer.legal_anchor(block)
    heading, paragraphs = None, composer.legal(at_floor(block, style), block.file, element)
    if block.weight is Weight.SIGNATURE:
        paragraphs = _signature(composer, block, element)
    elif block.weight is Weight.FRAMED:
        heading, paragraphs = _cautionary(composer, block, element)
    bookmark = Bookmark(block.contents, 1, anchor) if block.contents else None
    where, whole = block.file.where, block.keep is Keep.TOGETHER
    return LegalText(block.id, block.weight, heading, paragraphs, anchor, bookmark, where, whole)


def _cautionary(
    composer: Composer, block: LegalBlock, element: Element
) -> tuple[Text | None, tuple[Text, ...]]:
    """A framed block: of several paragraphs the first is its heading."""
    styles, prose = composer.theme.styles, block.file
    paragraphs = composer.legal(at_floor(block, styles.caution), prose, element)
    if len(paragraphs) < 2:
        return None, paragraphs
    head = at_floor(block, styles.caution_head)
    heading = composer.text(head, paragraphs[0].plain, element.child(composer.heading), prose.where)
    return heading, paragraphs[1:]


def _signature(composer: Composer, block: LegalBlock, element: Element) -> tuple[Text, ...]:
    """Line 1 plain, the last italic, the rest semibold; each is read as a line of its own."""
    style, prose = at_floor(block, composer.theme.styles.signature), block.file
    face = composer.theme.faces[style.font]
    lines = [line.strip() for line in prose.text.splitlines() if line.strip()]
    last = len(lines) - 1
    faces = [face.i if n and n == last else face.b if n else style.font for n in range(len(lines))]
    return tuple(
        Text(
            replace(style, font=font),
            (Piece(line, font, composer.theme.colour(style), element.child(Role.P)),),
            prose.where,
        )
        for n, (line, font) in enumerate(zip(lines, faces, strict=True))
    )


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block on its page: its items, where it begins and its last baseline or lower edge."""

    block: LegalText
    items: tuple[Item, ...]
    first: float
    last: float


def lay_out(plan: BookPlan, galley: LegalGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """One page if all fits; else blocks spill, in order, to pages before the last, which keeps the frame.

    A block longer than a page is the only one that splits.
    """
    context = plan.context
    last = _blocks_of_last_page(context, galley.blocks)
    spilled = sorted((b for b in galley.blocks if b not in last), key=lambda b: b.weight is Weight.FRAMED)
    foot = galley.blocks[-1] if galley.blocks else None
    lowest = _above_colophon(context, galley.colophon)
    unplaced_pages = (
        *_spill(context, spilled, foot),
        *([_page(context, _stack(context, last), foot, lowest)] if last else []),
    )
    return (*unplaced_pages[:-1], *_with_colophon(context, galley.colophon, unplaced_pages[-1:]))


def _with_colophon(
    context: LayoutContext, text: Text | None, unplaced_pages: tuple[UnplacedPage, ...]
) -> tuple[UnplacedPage, ...]:
    """The last legal page with the colophon's last line on the foot baseline, or a page of its own before it.

    Raises LayoutError for a colophon that is longer than a page.
    """
    if text is None:
        return unplaced_pages
    page, style = context.theme.page, text.style
    lines, first = _colophon_lines(context, text)
    if first < style.lead:
        found = "the colophon is longer than a page"
        raise LayoutError(error("colophon-too-long", found, text.where, "shorten it"))
    items = stack_lines(lines, style, page.main_x, first)
    if unplaced_pages and first >= max(map(_foot, unplaced_pages[0].items)) + CLEAR * style.lead - 1e-6:
        return (replace(unplaced_pages[0], items=(*unplaced_pages[0].items, *items)),)
    return (
        UnplacedPage("legal", (context.page_rule(), *items), tabs=PageTabs.ALL, has_foot=False),
        *unplaced_pages,
    )


def _colophon_lines(context: LayoutContext, text: Text) -> tuple[tuple[SetLine, ...], float]:
    """The colophon's lines, and the first baseline with which the last stands on the foot's."""
    page = context.theme.page
    lines = context.lines(text, page.main)
    return lines, page.foot - page.live_top - (len(lines) - 1) * text.style.lead


def _above_colophon(context: LayoutContext, text: Text | None) -> float:
    """The lowest baseline of a legal page that the colophon leaves."""
    last = context.theme.page.last
    return last if text is None else min(last, _colophon_lines(context, text)[1] - CLEAR * text.style.lead)


def _foot(item: Item) -> float:
    """The lowest point of an item, of a line its baseline."""
    return item.y if isinstance(item, Line | Rule) else item.box.bottom


def _blocks_of_last_page(context: LayoutContext, blocks: Sequence[LegalText]) -> list[LegalText]:
    """The blocks of the last page: those in a frame and as many of the others, from the end, as fit."""
    framed = [block for block in blocks if block.weight is Weight.FRAMED]
    others = [block for block in blocks if block.weight is not Weight.FRAMED]
    for start in range(len(others) + 1):
        kept = [block for block in blocks if block in framed or block in others[start:]]
        if kept and _fits(context, _stack(context, kept)):
            return kept
    return []


def _fits(context: LayoutContext, placed: Sequence[PlacedBlock]) -> bool:
    return all(one.last <= context.theme.page.last + 1e-6 for one in placed)


def _spill(
    context: LayoutContext, blocks: Sequence[LegalText], foot: LegalText | None
) -> tuple[UnplacedPage, ...]:
    """Whole blocks on as few pages as they take; `foot` is the one that may stand at a page's foot."""
    unplaced_pages: list[UnplacedPage] = []
    taken: list[LegalText] = []
    for block in blocks:
        if taken and not _fits(context, _stack(context, [*taken, block])):
            unplaced_pages.append(_page(context, _stack(context, taken), foot))
            taken = []
        if _fits(context, _stack(context, [*taken, block])):
            taken.append(block)
        else:
            unplaced_pages += _split(context, block)
    return (*unplaced_pages, *([_page(context, _stack(context, taken), foot)] if taken else []))


def _stack(context: LayoutContext, blocks: Sequence[LegalText]) -> list[PlacedBlock]:
    """Blocks below each other."""
    placed: list[PlacedBlock] = []
    for block in blocks:
        placed.append(_place_below(context, block, placed[-1] if placed else None))
    return placed


def _place_below(context: LayoutContext, block: LegalText, above: PlacedBlock | None) -> PlacedBlock:
    measures = context.theme.legal
    if block.weight is Weight.FRAMED:
        return _place_framed(context, block, above.last + measures.signature_below_frame if above else 0)
    lead = block.paragraphs[0].style.lead if block.paragraphs else 0
    if above is None:
        return _place_plain(context, block, measures.head)
    if above.block.weight is Weight.FRAMED:
        return _place_plain(
            context, block, max(measures.signature_least, above.last + measures.signature_below_frame)
        )
    return _place_plain(context, block, above.last + 2 * lead)


def _place_plain(context: LayoutContext, block: LegalText, k: float) -> PlacedBlock:
    """Paragraphs, or the lines of a signature, without a frame."""
    page = context.theme.page
    items: list[Item] = []
    first = last = k
    for text in block.paragraphs:
        lines = context.lines(text, page.main, running=block.weight is not Weight.SIGNATURE)
        items += stack_lines(lines, text.style, page.main_x, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead + (0 if block.weight is Weight.SIGNATURE else text.style.para_gap)
    return PlacedBlock(block, tuple(items), first, last)


def _place_framed(context: LayoutContext, block: LegalText, top: float) -> PlacedBlock:
    """Heading and text in a frame that hangs out of the text block."""
    measures, page = context.theme.legal, context.theme.page
    texts = (*((block.heading,) if block.heading else ()), *block.paragraphs)
    items: list[Item] = []
    k = top + measures.head
    last = k
    for text in texts:
        lines = context.lines(text, page.measure, running=True)
        items += stack_lines(lines, text.style, 0, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead + (measures.head_gap if text is block.heading else 0)
    foot, tabs = last + measures.frame_below_text, top + measures.frame_align
    foot = tabs if 0 < tabs - foot < context.theme.styles.caution.lead else foot  # level with what is so near
    return PlacedBlock(block, (_frame(context, top, foot), *items), top, foot)


def _frame(context: LayoutContext, top: float, foot: float) -> Rectangle:
    """The frame of a cautionary statement, which hangs out of the text block."""
    hang, page = context.theme.legal.frame_hang, context.theme.page
    box = Box(-hang, top, page.measure + 2 * hang, foot - top)
    return Rectangle(box, stroke=context.theme.ink, weight=context.theme.rules.legal_frame)


def _at_foot(context: LayoutContext, one: PlacedBlock, above: float, lowest: float) -> PlacedBlock:
    """The last block at the page's foot below a light rule, unless that comes too close to what is above."""
    measures, theme = context.theme.legal, context.theme
    shift = lowest - one.last
    rule_k = one.first + shift - measures.list_rule_above
    if rule_k - above < measures.list_clear:
        return one
    rule = Rule(0, theme.page.measure, rule_k, theme.rules.light, theme.rule)
    moved = (item.moved(0, shift) for item in one.items)
    return PlacedBlock(one.block, (rule, *moved), one.first + shift, lowest)


def _page(
    context: LayoutContext, placed: Sequence[PlacedBlock], foot: LegalText | None, lowest: float = inf
) -> UnplacedPage:
    """A legal page; it has the page's rule unless a frame stands at its head.

    The block `foot`, the last of all, stands at the foot of the page if it is plain, as a board list is; its
    last baseline is no lower than `lowest`.
    """
    framed = placed[0].block.weight is Weight.FRAMED
    if len(placed) > 1 and placed[-1].block is foot and foot.weight is Weight.PLAIN:
        lowest = min(lowest, context.theme.page.last)
        placed = (*placed[:-1], _at_foot(context, placed[-1], placed[-2].last, lowest))
    items = tuple(item for one in placed for item in one.items)
    return UnplacedPage(
        "legal",
        items if framed else (context.page_rule(), *items),
        tabs=PageTabs.ALL,
        has_foot=False,
        anchors=tuple(Anchor(one.block.anchor, max(one.first, 0)) for one in placed),
        bookmarks=tuple(one.block.bookmark for one in placed if one.block.bookmark),
        legal=tuple(one.block.id for one in placed),
    )


def _split(context: LayoutContext, block: LegalText) -> tuple[UnplacedPage, ...]:
    """A block longer than a page, its heading repeated on each, a framed one in a frame on each."""
    if block.whole:
        message = f"the legal block '{block.id}' is longer than a page, and must not split"
        hint = "shorten it, or leave out 'keep: together'"
        raise LayoutError(error("legal-longer", message, block.where, hint))
    page, measures, framed = context.theme.page, context.theme.legal, block.weight is Weight.FRAMED
    first = measures.head
    if block.heading:
        style = block.heading.style
        below = style.lead + measures.head_gap if framed else page.baseline * 2
        first = last_baseline(_heading_lines(context, block), style, measures.head) + below
    last = page.last - (measures.frame_below_text if framed else 0)
    flow = Measures(first, last, page.baseline, context.theme.fit.least_lines)
    lines = _full_measure(context, block) if framed else flow_lines(context, block.paragraphs)
    pages = fill(lines, flow)
    return tuple(_page_of_part(context, block, placed, opens=n == 0) for n, placed in enumerate(pages))


def _heading_lines(context: LayoutContext, block: LegalText) -> tuple[SetLine, ...]:
    """The heading's lines, as wide as the block."""
    page = context.theme.page
    measure = page.measure if block.weight is Weight.FRAMED else page.main
    return context.lines(block.heading, measure) if block.heading else ()


def _full_measure(context: LayoutContext, block: LegalText) -> tuple[FlowLine, ...]:
    """The paragraphs of a framed block, as wide as the text block."""
    found: list[FlowLine] = []
    for number, text in enumerate(block.paragraphs):
        lines = context.lines(text, context.theme.page.measure, running=True)
        found += (FlowLine(line, text.style.lead, number, n, len(lines)) for n, line in enumerate(lines))
    return tuple(found)


def _page_of_part(
    context: LayoutContext, block: LegalText, placed: tuple[PlacedLine, ...], *, opens: bool
) -> UnplacedPage:
    """One page of a block that splits."""
    page, framed = context.theme.page, block.weight is Weight.FRAMED
    edge = (
        _frame(context, 0, placed[-1].k + context.theme.legal.frame_below_text)
        if framed
        else context.page_rule()
    )
    heading: tuple[Item, ...] = ()
    if block.heading:
        shown = block.heading if opens else context.artifact(block.heading.plain, block.heading.style)
        lines = _heading_lines(context, replace(block, heading=shown))
        heading = stack_lines(lines, shown.style, 0 if framed else page.main_x, context.theme.legal.head)
    return UnplacedPage(
        "legal",
        (edge, *heading, *items_of(placed)),
        tabs=PageTabs.ALL,
        has_foot=False,
        anchors=(Anchor(block.anchor, 0),) if opens else (),
        bookmarks=(block.bookmark,) if opens and block.bookmark else (),
        legal=(block.id,),
        continues=not opens,
    )


KIND = PageKind(
    name="legal",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    carries=frozenset({LegalPlace.LEGAL_PAGE}),
)
