"""Legal pages: the framed statement, the signature, the date and the board list, each whole on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.content.model import Weight
from posterbook.design.geometry import Box
from posterbook.errors import LayoutError, error
from posterbook.forms.galley import LegalGalley, LegalText, Text
from posterbook.forms.page import Anchor, Item, Line, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.flow import FlowLine, Measures, PlacedLine, fill, items_of, paragraphs
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Stacked:
    """A block on its page: its items, where it begins and its last baseline or lower edge."""

    block: LegalText
    items: tuple[Item, ...]
    first: float
    last: float


def legal_pages(desk: LayoutContext, galley: LegalGalley) -> tuple[UnplacedPage, ...]:
    """One page if all fits; else blocks spill, in order, to pages before the last, which keeps the frame.

    Source: DESIGN 6, SPEC 3. A block longer than a page is the only one that splits.
    """
    last = _longest_end(desk, galley.blocks)
    spilled = sorted((b for b in galley.blocks if b not in last), key=lambda b: b.weight is Weight.FRAMED)
    foot = galley.blocks[-1] if galley.blocks else None
    leaves = (*_spill(desk, spilled, foot), *([_leaf(desk, _stack(desk, last), foot)] if last else []))
    return (*leaves[:-1], *_with_colophon(desk, galley.colophon, leaves[-1:]))


def _with_colophon(
    desk: LayoutContext, text: Text | None, leaves: tuple[UnplacedPage, ...]
) -> tuple[UnplacedPage, ...]:
    """The last legal page with the colophon's last line on the foot baseline, or a page of its own before it.

    Raises LayoutError for a colophon that is longer than a page.
    """
    if text is None:
        return leaves
    page, style = desk.theme.page, text.style
    lines = desk.lines(text, page.main)
    first = page.foot - page.live_top - (len(lines) - 1) * style.lead
    if first < style.lead:
        found = "the colophon is longer than a page"
        raise LayoutError(error("colophon-too-long", found, text.where, "shorten it"))
    items = stack_lines(lines, style, page.main_x, first)
    if leaves and first >= max(map(_foot, leaves[0].items)) + 1.5 * style.lead:
        return (replace(leaves[0], items=(*leaves[0].items, *items)),)
    return (UnplacedPage("legal", (desk.page_rule(), *items), index=PageTabs.ALL, has_foot=False), *leaves)


def _foot(item: Item) -> float:
    """The lowest point of an item, of a line its baseline."""
    return item.y if isinstance(item, Line | Rule) else item.box.bottom


def _longest_end(desk: LayoutContext, blocks: Sequence[LegalText]) -> list[LegalText]:
    """The blocks of the last page: those in a frame and as many of the others, from the end, as fit."""
    framed = [block for block in blocks if block.weight is Weight.FRAMED]
    others = [block for block in blocks if block.weight is not Weight.FRAMED]
    for start in range(len(others) + 1):
        kept = [block for block in blocks if block in framed or block in others[start:]]
        if kept and _fits(desk, _stack(desk, kept)):
            return kept
    return []


def _fits(desk: LayoutContext, placed: Sequence[Stacked]) -> bool:
    return all(one.last <= desk.theme.page.last + 1e-6 for one in placed)


def _spill(
    desk: LayoutContext, blocks: Sequence[LegalText], foot: LegalText | None
) -> tuple[UnplacedPage, ...]:
    """Whole blocks on as few pages as they take; `foot` is the one that may stand at a page's foot."""
    leaves: list[UnplacedPage] = []
    taken: list[LegalText] = []
    for block in blocks:
        if taken and not _fits(desk, _stack(desk, [*taken, block])):
            leaves.append(_leaf(desk, _stack(desk, taken), foot))
            taken = []
        if _fits(desk, _stack(desk, [*taken, block])):
            taken.append(block)
        else:
            leaves += _split(desk, block)
    return (*leaves, *([_leaf(desk, _stack(desk, taken), foot)] if taken else []))


def _stack(desk: LayoutContext, blocks: Sequence[LegalText]) -> list[Stacked]:
    """Blocks below each other."""
    placed: list[Stacked] = []
    for block in blocks:
        placed.append(_next(desk, block, placed[-1] if placed else None))
    return placed


def _next(desk: LayoutContext, block: LegalText, above: Stacked | None) -> Stacked:
    measures = desk.theme.legal
    if block.weight is Weight.FRAMED:
        return _framed(desk, block, above.last + measures.signature_below_frame if above else 0)
    lead = block.paragraphs[0].style.lead if block.paragraphs else 0
    if above is None:
        return _plain(desk, block, measures.head)
    if above.block.weight is Weight.FRAMED:
        return _plain(desk, block, max(measures.signature_least, above.last + measures.signature_below_frame))
    return _plain(desk, block, above.last + 2 * lead)


def _plain(desk: LayoutContext, block: LegalText, k: float) -> Stacked:
    """Paragraphs, or the lines of a signature, without a frame."""
    page = desk.theme.page
    items: list[Item] = []
    first = last = k
    for text in block.paragraphs:
        lines = desk.lines(text, page.main)
        items += stack_lines(lines, text.style, page.main_x, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead + (0 if block.weight is Weight.SIGNATURE else text.style.para_gap)
    return Stacked(block, tuple(items), first, last)


def _framed(desk: LayoutContext, block: LegalText, top: float) -> Stacked:
    """Heading and text in a frame that hangs out of the text block (DESIGN 5, Legal page)."""
    measures, page = desk.theme.legal, desk.theme.page
    texts = (*((block.heading,) if block.heading else ()), *block.paragraphs)
    items: list[Item] = []
    k = top + measures.head
    last = k
    for text in texts:
        lines = desk.lines(text, page.measure)
        items += stack_lines(lines, text.style, 0, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead + (measures.head_gap if text is block.heading else 0)
    foot = max(top + measures.frame_least, last + measures.frame_below_text)
    return Stacked(block, (_frame(desk, top, foot), *items), top, foot)


def _frame(desk: LayoutContext, top: float, foot: float) -> Rectangle:
    """The frame of a cautionary statement, which hangs out of the text block."""
    hang, page = desk.theme.legal.frame_hang, desk.theme.page
    box = Box(-hang, top, page.measure + 2 * hang, foot - top)
    return Rectangle(box, stroke=desk.theme.ink, weight=desk.theme.rules.legal_frame)


def _at_foot(desk: LayoutContext, one: Stacked, above: float) -> Stacked:
    """The last block at the page's foot below a light rule, unless that comes too close to what is above."""
    measures, theme = desk.theme.legal, desk.theme
    shift = theme.page.last - one.last
    rule_k = one.first + shift - measures.list_rule_above
    if rule_k - above < measures.list_clear:
        return one
    rule = Rule(0, theme.page.measure, rule_k, theme.rules.light, theme.rule)
    moved = (item.moved(0, shift) for item in one.items)
    return Stacked(one.block, (rule, *moved), one.first + shift, theme.page.last)


def _leaf(desk: LayoutContext, placed: Sequence[Stacked], foot: LegalText | None) -> UnplacedPage:
    """A legal page; it has the page's rule unless a frame stands at its head.

    The block `foot`, the last of all, stands at the foot of the page if it is plain, as a board list is.
    """
    framed = placed[0].block.weight is Weight.FRAMED
    if len(placed) > 1 and placed[-1].block is foot and foot.weight is Weight.PLAIN:
        placed = (*placed[:-1], _at_foot(desk, placed[-1], placed[-2].last))
    items = tuple(item for one in placed for item in one.items)
    return UnplacedPage(
        "legal",
        items if framed else (desk.page_rule(), *items),
        index=PageTabs.ALL,
        has_foot=False,
        anchors=tuple(Anchor(one.block.anchor, max(one.first, 0)) for one in placed),
        bookmarks=tuple(one.block.bookmark for one in placed if one.block.bookmark),
        legal=tuple(one.block.id for one in placed),
    )


def _split(desk: LayoutContext, block: LegalText) -> tuple[UnplacedPage, ...]:
    """A block longer than a page, its heading repeated on each, a framed one in a frame on each (SPEC 3)."""
    if block.whole:
        message = f"the legal block '{block.id}' is longer than a page, and must not split"
        hint = "shorten it, or leave out 'keep: together'"
        raise LayoutError(error("legal-longer", message, block.where, hint))
    page, measures, framed = desk.theme.page, desk.theme.legal, block.weight is Weight.FRAMED
    first = measures.head
    if block.heading:
        style = block.heading.style
        below = style.lead + measures.head_gap if framed else page.baseline * 2
        first = last_baseline(_heading(desk, block), style, measures.head) + below
    last = page.last - (measures.frame_below_text if framed else 0)
    flow = Measures(first, last, page.baseline, desk.theme.fit.least_lines)
    atoms = _full_measure(desk, block) if framed else paragraphs(desk, block.paragraphs)
    pages = fill(atoms, flow)
    return tuple(_part(desk, block, placed, opens=n == 0) for n, placed in enumerate(pages))


def _heading(desk: LayoutContext, block: LegalText) -> tuple[SetLine, ...]:
    """The heading's lines, as wide as the block."""
    page = desk.theme.page
    measure = page.measure if block.weight is Weight.FRAMED else page.main
    return desk.lines(block.heading, measure) if block.heading else ()


def _full_measure(desk: LayoutContext, block: LegalText) -> tuple[FlowLine, ...]:
    """The paragraphs of a framed block, as wide as the text block."""
    found: list[FlowLine] = []
    for number, text in enumerate(block.paragraphs):
        lines = desk.lines(text, desk.theme.page.measure)
        found += (FlowLine(line, text.style.lead, number, n, len(lines)) for n, line in enumerate(lines))
    return tuple(found)


def _part(
    desk: LayoutContext, block: LegalText, placed: tuple[PlacedLine, ...], *, opens: bool
) -> UnplacedPage:
    """One page of a block that splits."""
    page, framed = desk.theme.page, block.weight is Weight.FRAMED
    edge = _frame(desk, 0, placed[-1].k + desk.theme.legal.frame_below_text) if framed else desk.page_rule()
    heading: tuple[Item, ...] = ()
    if block.heading:
        shown = block.heading if opens else desk.artifact(block.heading.plain, block.heading.style)
        lines = _heading(desk, replace(block, heading=shown))
        heading = stack_lines(lines, shown.style, 0 if framed else page.main_x, desk.theme.legal.head)
    return UnplacedPage(
        "legal",
        (edge, *heading, *items_of(placed)),
        index=PageTabs.ALL,
        has_foot=False,
        anchors=(Anchor(block.anchor, 0),) if opens else (),
        bookmarks=(block.bookmark,) if opens and block.bookmark else (),
        legal=(block.id,),
        continues=not opens,
    )
