"""A divider: the page before a session's or a group's posters, with its name, its place and the posters."""

from __future__ import annotations

from dataclasses import replace

from posterbook.content.model import Record, Status, When
from posterbook.content.page_kind import PageKind
from posterbook.content.poster_order import PosterPart
from posterbook.design.geometry import Box
from posterbook.forms.element import NAMES, Bookmark, Element, Role
from posterbook.forms.galley import Piece, Reference, Text
from posterbook.forms.page import Anchor, Item, Line, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import (
    LayoutContext,
    PageTabs,
    UnplacedPage,
    last_baseline,
    set_flush_right,
    stack_lines,
)
from posterbook.layout.lines import set_numeral
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios, resolve
from posterbook.pages.composer import Composer, times
from posterbook.values import dataclass

GAP = " " * 3
"""Between a title and who presents it."""


@dataclass(frozen=True, slots=True)
class DividerEntry:
    """A poster on its divider: number, title with who presents it, and its page."""

    number: Text
    title: Text
    page: Reference


@dataclass(frozen=True, slots=True)
class DividerGalley:
    """What a divider says; `group` is that of all of its posters, -1 where they are of several."""

    group: int
    ordinal: Text
    name: Text
    details: tuple[Text, ...]
    entries: tuple[DividerEntry, ...]
    anchor: str
    bookmark: Bookmark


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A divider's entry in lines."""

    entry: DividerEntry
    number: tuple[SetLine, ...]
    title: tuple[SetLine, ...]
    page: SetLine

    @property
    def depth(self) -> float:
        """From its first baseline to where the next entry's first would stand close below."""
        return max(len(self.title), len(self.number)) * self.entry.title.style.lead


def divider_anchor(part: PosterPart) -> str:
    """The name of a divider's place, for links: a session's by its id, a group's by its first poster."""
    return f"session:{part.session.id}" if part.session else f"group:{part.records[0].number}"


def divider(composer: Composer, part: PosterPart, ordinal: int) -> DividerGalley:
    """The page before the `ordinal`-th part; a session says when, where and by whom."""
    styles, first, section = composer.theme.styles, part.records[0], composer.section()
    groups = {composer.group_of(record).index for record in part.records}
    group = groups.pop() if len(groups) == 1 else -1
    where = part.session.where if part.session else first.where.at("group")
    counted = ordinal if part.session else composer.group_of(first).index + 1
    anchor = divider_anchor(part)
    heading = section.child(composer.heading)
    listing = section.child(Role.LIST, numbering=NAMES)
    return DividerGalley(
        group=group,
        ordinal=composer.text(styles.divider_ordinal, f"{counted} ", heading, where),
        name=composer.inline(styles.divider, part.name, heading, where),
        details=tuple(_details(composer, part, section)),
        entries=tuple(_entry(composer, record, listing) for record in part.records),
        anchor=anchor,
        bookmark=Bookmark(composer.plain(part.name), 1, anchor),
    )


def _details(composer: Composer, part: PosterPart, section: Element) -> list[Text]:
    """When, where and by whom."""
    session, words = part.session, composer.booklet.words
    if session is None:
        return []
    day = words.full_day(session.day) if session.day else ""
    hours = (When(one.time) if one else None for one in (session.start, session.end))
    between = times(words, *hours)
    when = words.place.join(filter(None, (day, between)))
    chaired = words.chairs if len(session.chairs) > 1 else words.chair
    chairs = chaired.format(names=words.comma.join(session.chairs)) if session.chairs else ""
    lines = (("day", when), ("hall", session.hall), ("chairs", chairs))
    style = composer.theme.styles.divider_detail
    return [
        composer.inline(style, wording, section.child(Role.P), session.where.at(key))
        for key, wording in lines
        if wording
    ]


def _entry(composer: Composer, record: Record, listing: Element) -> DividerEntry:
    """A poster's row; number and page lead to it."""
    styles, words, anchor = composer.theme.styles, composer.booklet.words, composer.anchor(record)
    item, where = listing.child(Role.LIST_ITEM), record.where.at("title")
    named = f"{words.number} {record.number}"
    number, body = composer.link(item.child(Role.LABEL), anchor, named), item.child(Role.LIST_BODY)
    title = composer.inline(styles.divider_title, record.title, body.child(Role.P, lang=record.lang), where)
    beside = _beside(composer, record, title, body)
    paged = composer.link(body.child(Role.P), anchor, named)
    return DividerEntry(
        number=composer.text(styles.divider_number, f"{record.number} ", number, record.where.at("number")),
        title=replace(title, pieces=(*title.pieces, *beside)),
        page=Reference(composer.text(styles.divider_page, "{page}", paged, where), ((anchor, ""),)),
    )


def _beside(composer: Composer, record: Record, title: Text, body: Element) -> tuple[Piece, ...]:
    """Who presents it, or that it is withdrawn, behind the title."""
    style = title.style
    italic = replace(style, font=composer.theme.faces[style.font].i or style.font)
    withdrawn = record.status is Status.WITHDRAWN
    names = composer.booklet.words.comma.join(composer.presenters(record))
    said = composer.booklet.words.withdrawn_row if withdrawn else names
    if not said:
        return ()
    where, element = record.where.at("authors"), body.child(Role.P)
    set_one = composer.text if withdrawn else composer.inline
    return (replace(title.pieces[-1], text=GAP), *set_one(italic, said, element, where).pieces)


def lay_out(plan: BookPlan, galley: DividerGalley, folios: Folios) -> tuple[UnplacedPage, ...]:
    """The divider, on as many pages as its list takes.

    Its pages are filled with the colour of the group, or with grey where groups are mixed; a theme without
    fills has a frame instead. A group's divider carries its tab.
    """
    context = plan.context
    measures = context.theme.divider
    head, last = _head(context, galley)
    rest = [_set_entry(context, entry, folios) for entry in galley.entries]
    first = last + measures.list_below
    unplaced: list[UnplacedPage] = []
    while rest or not unplaced:
        count = _fitting(context, rest, first)
        rows = _rows(context, rest[:count], first)
        rest, opens = rest[count:], not unplaced
        unplaced.append(_page(context, galley, (*(head if opens else ()), *rows), opens=opens))
        first = measures.later
    return tuple(unplaced)


def _page(
    context: LayoutContext, galley: DividerGalley, items: tuple[Item, ...], *, opens: bool
) -> UnplacedPage:
    theme, own = context.theme, galley.group >= 0
    colour = theme.topic(galley.group).colour if own else theme.grey
    ground = colour if theme.look.fills else None
    frame = () if theme.look.fills else (_frame(context),)
    return UnplacedPage(
        "posters",
        (*frame, *items),
        group=galley.group,
        tabs=PageTabs.OWN if own and not ground else PageTabs.NONE,
        anchors=(Anchor(galley.anchor, 0),) if opens else (),
        bookmarks=(galley.bookmark,) if opens else (),
        continues=not opens,
        ground=ground,
    )


def _frame(context: LayoutContext) -> Rectangle:
    """What takes the place of the colour where a theme has no fills."""
    page, hang = context.theme.page, context.theme.poster.panel.hang
    depth = page.last + context.theme.divider.frame_below
    box = Box(-hang, 0, page.measure + 2 * hang, depth)
    return Rectangle(box, stroke=context.theme.ink, weight=context.theme.rules.legal_frame)


def _head(context: LayoutContext, galley: DividerGalley) -> tuple[tuple[Item, ...], float]:
    """Ordinal, name, and when and where; with the last baseline."""
    measures, page = context.theme.divider, context.theme.page
    style = galley.ordinal.style
    figures = set_numeral(galley.ordinal, context.fonts, context.theme)
    items: list[Item] = [Line(style.dx, measures.ordinal, figures.runs)]
    lines = context.lines(galley.name, page.main)
    items += stack_lines(lines, galley.name.style, page.main_x, measures.name)
    last = last_baseline(lines, galley.name.style, measures.name)
    for n, text in enumerate(galley.details):
        k = last + (text.style.lead if n else measures.details_below)
        set_detail = context.lines(text, page.main)
        items += stack_lines(set_detail, text.style, page.main_x, k)
        last = last_baseline(set_detail, text.style, k)
    return tuple(items), last


def _set_entry(context: LayoutContext, entry: DividerEntry, folios: Folios) -> SetEntry:
    page, x = context.theme.page, context.theme.divider.title_x
    measure = page.main - x - context.theme.divider.page_column
    return SetEntry(
        entry,
        context.lines(entry.number, x),
        context.lines(entry.title, measure),
        context.line(resolve(entry.page, folios)),
    )


def _fitting(context: LayoutContext, entries: list[SetEntry], first: float) -> int:
    """How many entries stand on a page whose first baseline is at `first`, one at least if there is any."""
    k, between = first, context.theme.divider.between
    for count, entry in enumerate(entries):
        lowest = k + entry.depth - entry.entry.title.style.lead
        if count and lowest > context.theme.page.last + 1e-6:
            return count
        k += entry.depth + between
    return len(entries)


def _rows(context: LayoutContext, entries: list[SetEntry], first: float) -> tuple[Item, ...]:
    """The entries below each other, a rule above the first of them."""
    theme, page = context.theme, context.theme.page
    colour = theme.colour(theme.styles.divider_title)
    rule = Rule(page.main_x, page.measure, first - theme.divider.rule_above, theme.rules.page_top, colour)
    items: list[Item] = [rule] if entries else []
    k = first
    for one in entries:
        items += stack_lines(one.number, one.entry.number.style, page.main_x, k)
        items += stack_lines(one.title, one.entry.title.style, page.main_x + theme.divider.title_x, k)
        items.append(set_flush_right(one.page, page.measure, k))
        k += one.depth + theme.divider.between
    return tuple(items)


def _none(_composer: object, _options: object) -> tuple[DividerGalley, ...]:
    return ()


DIVIDER = PageKind(name="dividers", options=type(None), compose=_none, lay_out=lay_out, prints_folios=True)
"""No running order names it: the galleys of posters have dividers among them."""
