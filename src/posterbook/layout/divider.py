"""A group's divider: its name in large type and the posters that follow."""

from __future__ import annotations

from posterbook.forms.galley import DividerGalley
from posterbook.forms.page import Anchor
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.list_rows import rows_by_page, set_list_rows
from posterbook.layout.references import Folios


def divider_pages(desk: LayoutContext, galley: DividerGalley) -> tuple[UnplacedPage, ...]:
    """The divider, on as many pages as its list takes; it carries the group's own tab."""
    page, measures = desk.theme.page, desk.theme.divider
    lines = desk.lines(galley.name, page.main)
    name = stack_lines(lines, galley.name.style, page.main_x, measures.name)
    first = last_baseline(lines, galley.name.style, measures.name) + measures.list_below
    entries = set_list_rows(desk, galley.entries, Folios())
    later = desk.theme.introduction.own_first
    rule = desk.page_rule(desk.theme.topic(galley.group).colour)
    return tuple(
        UnplacedPage(
            "posters",
            (rule, *(() if n else name), *rows),
            group=galley.group,
            index=PageTabs.OWN,
            anchors=() if n else (Anchor(galley.anchor, 0),),
            bookmarks=() if n else (galley.bookmark,),
            continues=n > 0,
        )
        for n, rows in enumerate(rows_by_page(desk, entries, first, later, measures.between))
    )
