"""The opening page: the lead text at its head and the contents list at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.forms.galley import Contents, IntroductionGalley
from posterbook.forms.page import Item, Rule
from posterbook.layout.context import LayoutContext, UnplacedPage, stack_lines
from posterbook.layout.flow import Measures, fill, items_of, paragraphs
from posterbook.layout.list_rows import SetListRow, depth, rows, rows_by_page, set_list_rows
from posterbook.layout.references import Folios


def introduction_pages(
    desk: LayoutContext, galley: IntroductionGalley, folios: Folios
) -> tuple[UnplacedPage, ...]:
    """Lead text, then the contents list on the same page if there is room, else on its own."""
    pages = _lead(desk, galley)
    if galley.contents is None:
        return pages
    entries = set_list_rows(desk, galley.contents.entries, folios)
    top = desk.theme.page.last - depth(desk, entries)
    room = top - desk.theme.introduction.contents_head_above - desk.theme.introduction.contents_rule_above
    if pages and _last(pages[-1]) + desk.theme.introduction.contents_head_above <= room:
        foot = _at_foot(desk, galley.contents, entries, top)
        return (*pages[:-1], replace(pages[-1], items=(*pages[-1].items, *foot)))
    return (*pages, *_own_pages(desk, galley, galley.contents, entries))


def _lead(desk: LayoutContext, galley: IntroductionGalley) -> tuple[UnplacedPage, ...]:
    """The heading and the lead text, on as many pages as it takes; none without either."""
    page, measures = desk.theme.page, desk.theme.introduction
    head: tuple[Item, ...] = ()
    if galley.heading:
        k = measures.lead if page.rail else measures.kind
        head = stack_lines(desk.lines(galley.heading, page.rail or page.measure), galley.heading.style, 0, k)
    flow = Measures(measures.lead, page.last, page.baseline, desk.theme.fit.least_lines)
    placed = fill(paragraphs(desk, galley.lead), flow) or (((),) if head else ())
    return tuple(
        UnplacedPage(galley.kind, (desk.page_rule(), *(() if n else head), *items_of(atoms)), continues=n > 0)
        for n, atoms in enumerate(placed)
    )


def _last(leaf: UnplacedPage) -> float:
    return max(
        (item.y for item in leaf.items if not isinstance(item, Rule) and hasattr(item, "y")), default=0
    )


def _at_foot(
    desk: LayoutContext, contents: Contents, entries: Sequence[SetListRow], top: float
) -> tuple[Item, ...]:
    """Light rule, heading and rows at the foot of the page (DESIGN 5, Introduction)."""
    measures, theme = desk.theme.introduction, desk.theme
    head = top if theme.page.rail else top - measures.contents_head_above
    over = top - measures.contents_head_above - measures.contents_rule_above
    rule = Rule(0, theme.page.measure, over, theme.rules.light, theme.rule)
    heading = stack_lines((desk.line(contents.heading),), contents.heading.style, 0, head)
    return (rule, *heading, *rows(desk, entries, top))


def _own_pages(
    desk: LayoutContext, galley: IntroductionGalley, contents: Contents, entries: Sequence[SetListRow]
) -> tuple[UnplacedPage, ...]:
    """The list from the head of its own page, running on where it must."""
    measures, page = desk.theme.introduction, desk.theme.page
    head = measures.own_first if page.rail else measures.own_head
    heading = stack_lines((desk.line(contents.heading),), contents.heading.style, 0, head)
    pages = rows_by_page(desk, entries, measures.own_first, measures.own_first)
    return tuple(
        UnplacedPage(galley.kind, (desk.page_rule(), *(() if n else heading), *listed), continues=n > 0)
        for n, listed in enumerate(pages)
    )
