"""A group's divider: its name in large type and the posters that follow."""

from __future__ import annotations

from posterbook.content.model import Record
from posterbook.forms.element import Bookmark, Element, Role
from posterbook.forms.galley import ListRow, Reference, Text
from posterbook.forms.page import Anchor
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.list_rows import rows_by_page, set_list_rows
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class DividerGalley:
    """The page before a group's posters: its name, and their numbers and titles."""

    group: int
    name: Text
    entries: tuple[ListRow, ...]
    anchor: str
    bookmark: Bookmark


def divider(composer: Composer, records: list[Record]) -> DividerGalley:
    """The page before a group's posters, each a link to its page."""
    first, styles = records[0], composer.theme.styles
    group, where, section = composer.group_of(first), first.where.at("group"), composer.section()
    anchor = f"group:{first.number}"
    heading = section.child(composer.heading)
    return DividerGalley(
        group=group.index,
        name=composer.inline(styles.divider, group.name, heading, where, group.index),
        entries=tuple(_entry(composer, record, section.child(Role.P)) for record in records),
        anchor=anchor,
        bookmark=Bookmark(composer.plain(group.name), 1, anchor),
    )


def _entry(composer: Composer, record: Record, element: Element) -> ListRow:
    styles, anchor = composer.theme.styles, composer.anchor(record)
    link = element.child(Role.LINK, target=anchor, alt=composer.plain(record.title))
    number = composer.text(styles.contents_page, f"{record.number} ", link, record.where.at("number"))
    title = composer.inline(styles.contents, record.title, link, record.where.at("title"))
    return ListRow(Reference(number, ()), title)


def divider_pages(context: LayoutContext, galley: DividerGalley) -> tuple[UnplacedPage, ...]:
    """The divider, on as many pages as its list takes; it carries the group's own tab."""
    page, measures = context.theme.page, context.theme.divider
    lines = context.lines(galley.name, page.main)
    name = stack_lines(lines, galley.name.style, page.main_x, measures.name)
    first = last_baseline(lines, galley.name.style, measures.name) + measures.list_below
    entries = set_list_rows(context, galley.entries, Folios())
    later = context.theme.introduction.own_first
    rule = context.page_rule(context.theme.topic(galley.group).colour)
    return tuple(
        UnplacedPage(
            "posters",
            (rule, *(() if n else name), *rows),
            group=galley.group,
            tabs=PageTabs.OWN,
            anchors=() if n else (Anchor(galley.anchor, 0),),
            bookmarks=() if n else (galley.bookmark,),
            continues=n > 0,
        )
        for n, rows in enumerate(rows_by_page(context, entries, first, later, measures.between))
    )
