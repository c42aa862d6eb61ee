"""Pages of running text: a heading and its paragraphs."""

from __future__ import annotations

from posterbook.forms.galley import FlowGalley
from posterbook.forms.page import Anchor, Item
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, next_on_grid, stack_lines
from posterbook.layout.flow import Measures, fill, items_of, paragraphs


def text_pages(desk: LayoutContext, galley: FlowGalley) -> tuple[UnplacedPage, ...]:
    """A heading at its height and text below it, over as many pages as it takes (DESIGN 5, Information)."""
    page, measures = desk.theme.page, desk.theme.text
    first = measures.heading
    head: tuple[Item, ...] = ()
    if galley.heading:
        style = galley.heading.style
        lines = desk.lines(galley.heading, page.main)
        head = stack_lines(lines, style, page.main_x, measures.heading)
        first = next_on_grid(measures.body + last_baseline(lines, style, 0), page.baseline)
    flow = Measures(
        first=measures.heading, last=page.last, grid=page.baseline, least=desk.theme.fit.least_lines
    )
    pages = fill(paragraphs(desk, galley.body), flow, first) or ((),)
    anchors = (Anchor(galley.anchor, 0),)
    bookmarks = (galley.bookmark,) if galley.bookmark else ()
    return tuple(
        UnplacedPage(
            galley.kind,
            (desk.page_rule(), *(() if n else head), *items_of(placed)),
            anchors=() if n else anchors,
            bookmarks=() if n else bookmarks,
            continues=n > 0,
        )
        for n, placed in enumerate(pages)
    )
