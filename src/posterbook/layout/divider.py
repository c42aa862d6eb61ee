"""A group's divider: its name in large type and the posters that follow."""

from __future__ import annotations

from posterbook.galley import DividerGalley
from posterbook.layout.entries import paged, set_entries
from posterbook.layout.leaf import Desk, Index, Leaf, last_of, stacked
from posterbook.layout.references import Folios
from posterbook.page import Anchor


def divider_pages(desk: Desk, galley: DividerGalley) -> tuple[Leaf, ...]:
    """The divider, on as many pages as its list takes; it carries the group's own tab."""
    page, measures = desk.theme.page, desk.theme.divider
    lines = desk.lines(galley.name, page.main)
    name = stacked(lines, galley.name.style, page.main_x, measures.name)
    first = last_of(lines, galley.name.style, measures.name) + measures.list_below
    entries = set_entries(desk, galley.entries, Folios())
    later = desk.theme.introduction.own_first
    rule = desk.page_rule(desk.theme.topic(galley.group).colour)
    return tuple(
        Leaf(
            "posters",
            (rule, *(() if n else name), *rows),
            group=galley.group,
            index=Index.OWN,
            anchors=() if n else (Anchor(galley.anchor, 0),),
            bookmarks=() if n else (galley.bookmark,),
            continues=n > 0,
        )
        for n, rows in enumerate(paged(desk, entries, first, later, measures.between))
    )
