"""What the programme says: for each day a table of what begins when, where it is and on which page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from posterbook.content.model import (
    Booklet,
    Inline,
    ItemKind,
    ProgrammeItem,
    Record,
    Session,
    Status,
    When,
    doc,
)
from posterbook.design.theme import Style
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Bookmark, Element, Role
from posterbook.forms.galley import Piece, Reference, Text
from posterbook.pages.composer import Composer, ContentsEntry, times
from posterbook.values import dataclass

ANCHOR = "programme"
GAP = " " * 3
"""Between a title and who gives it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `programme:` takes in running_order."""

    posters: bool = field(default=False, metadata=doc("whether the posters of each session stand below it"))


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A row: the time or number at its left, what it is in texts below each other, hall and page at right.

    One that `opens` has a rule above, in the colour of `group`, -1 for ink; one that stands `apart` has
    white. It stands with the row after it where it is `bound`.
    """

    left: Text | None
    what: tuple[Text, ...]
    right: Text | None
    page: Reference | None
    opens: bool
    group: int = -1
    bound: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """A day's rows; `repeated` is its name with "continued". What has no day has no name."""

    name: Text | None
    repeated: Text | None
    rows: tuple[ProgrammeRow, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeGalley:
    """The programme."""

    heading: Text
    days: tuple[ProgrammeDay, ...]
    anchor: str
    bookmark: Bookmark
    where: Where


_Event = Session | ProgrammeItem
"""What a day has: a session, or an item that belongs to none."""


def contents(composer: Composer, _options: Options) -> tuple[ContentsEntry, ...]:
    """The programme, by the page on which it begins."""
    book = composer.booklet
    if not book.sessions and not book.programme:
        return ()
    return (ContentsEntry(book.words.programme, ((composer.place(ANCHOR), ""),), book.where),)


def compose(composer: Composer, options: Options) -> tuple[ProgrammeGalley, ...]:
    """The days in their order; what has no day goes first."""
    book, section = composer.booklet, composer.section()
    heading = composer.text(
        composer.theme.styles.page_heading, book.words.programme, section.child(composer.heading), book.where
    )
    days: dict[datetime.date | None, list[_Event]] = {}
    for event in sorted(_events(book), key=lambda one: one.day or datetime.date.min):
        days.setdefault(event.day, []).append(event)
    anchor = composer.place(ANCHOR)
    return (
        ProgrammeGalley(
            heading=heading,
            days=tuple(_day(composer, options, day, events, section) for day, events in days.items()),
            anchor=anchor,
            bookmark=Bookmark(book.words.programme, 1, anchor),
            where=book.where,
        ),
    )


def _events(book: Booklet) -> Iterator[_Event]:
    """Sessions, and items that belong to none."""
    yield from book.sessions
    yield from (item for item in book.programme if not item.session)


def _day(
    composer: Composer,
    options: Options,
    day: datetime.date | None,
    events: Iterable[_Event],
    section: Element,
) -> ProgrammeDay:
    """By the hour; halls at the same hour in the order in which they are first named."""
    book, part, where = composer.booklet, section.child(Role.SECT), composer.booklet.where
    name = repeated = None
    if day:
        styles = composer.theme.styles
        said = book.words.full_day(day)
        again = f"{said}{book.words.place}{book.words.continued}"
        name = composer.text(styles.programme_day, said, part.child(composer.subheading), where)
        repeated = composer.text(styles.label, again, Artifact.PAGINATION, where)
    table = part.child(Role.TABLE, alt=name.plain if name else book.words.programme)
    body = table.child(Role.TABLE_BODY)
    rows = _Rows(composer, body)
    ordered = sorted(events, key=lambda one: (one.start is None, one.start and one.start.time))
    found = [row for event in ordered for row in rows.of(event, posters=options.posters)]
    return ProgrammeDay(name, repeated, tuple(found))


class _Rows:
    """Composes the rows of a day's table: time, what, where and page."""

    __slots__ = ("_body", "_composer")

    def __init__(self, composer: Composer, body: Element) -> None:
        self._composer, self._body = composer, body

    def of(self, event: _Event, *, posters: bool) -> Iterator[ProgrammeRow]:
        """A session with its talks and posters, or an item."""
        if isinstance(event, Session):
            yield from self._session(event, posters=posters)
        else:
            yield self._item(event, opens=True)

    def _session(self, session: Session, *, posters: bool) -> Iterator[ProgrammeRow]:
        composer, styles, words = self._composer, self._composer.theme.styles, self._composer.booklet.words
        records = [record for record in composer.booklet.records if record.session == session.id]
        talks = [item for item in composer.booklet.programme if item.session == session.id]
        talks.sort(key=lambda one: (one.start is None, one.start and one.start.time))
        below = bool(talks) or (posters and bool(records))
        row = self._body.child(Role.TABLE_ROW)
        time = self._time(row, session.start, session.end, session.where)
        # a cell that is empty would be none, so the one before it goes on over its column
        page = self._pages(session, records)
        cell = row.child(Role.CELL, col_span=self._span(time, session.hall, page))
        texts = [
            composer.inline(
                styles.programme_name, session.title, cell.child(Role.P), session.where.at("name")
            )
        ]
        if session.chairs:
            chaired = words.chairs if len(session.chairs) > 1 else words.chair
            said = chaired.format(names=words.comma.join(session.chairs))
            texts.append(
                composer.inline(styles.programme_small, said, cell.child(Role.P), session.where.at("chairs"))
            )
        if records:
            counted = words.poster_counted if len(records) == 1 else words.posters_counted
            texts.append(
                composer.text(
                    styles.programme_small, f"{len(records)} {counted}", cell.child(Role.P), session.where
                )
            )
        groups = {composer.group_of(record).index for record in records}
        yield ProgrammeRow(
            left=time,
            what=tuple(texts),
            right=self._place(row, session.hall, session.where.at("hall")),
            page=self._page(row, page, words.programme) if page else None,
            opens=True,
            group=groups.pop() if len(groups) == 1 else -1,
            bound=below,
        )
        for talk in talks:
            yield self._item(talk, opens=False)
        if posters:
            for record in records:
                yield self._poster(record)

    def _pages(self, session: Session, records: list[Record]) -> tuple[tuple[str, str], ...]:
        """Where a session's pages begin: at its divider, else at the first of its posters."""
        composer = self._composer
        opened = f"session:{session.id}"
        anchors = [one for record in records if (one := composer.anchor(record)) in composer.anchors]
        first = opened if opened in composer.anchors else anchors[0] if anchors else ""
        return ((first, ""),) if first else ()

    def _item(self, item: ProgrammeItem, *, opens: bool) -> ProgrammeRow:
        composer, styles = self._composer, self._composer.theme.styles
        row = self._body.child(Role.TABLE_ROW)
        pause = item.kind is ItemKind.BREAK
        time = self._time(row, item.start, item.end, item.where, grey=pause)
        cell = row.child(Role.CELL, col_span=self._span(time, item.place, ()))
        style = replace(styles.programme_text, colour="grey") if pause else styles.programme_text
        said = cell.child(Role.P) if item.speaker else cell
        text = composer.inline(style, item.title, said, item.where.at("title"))
        if item.speaker:
            text = self._with_name(text, item.speaker, cell, item.where.at("speaker"))
        place = self._place(row, item.place, item.where.at("place"))
        return ProgrammeRow(time, (text,), place, None, opens=opens and not pause, apart=opens and pause)

    def _poster(self, record: Record) -> ProgrammeRow:
        composer, styles, words = self._composer, self._composer.theme.styles, self._composer.booklet.words
        row, anchor = self._body.child(Role.TABLE_ROW), composer.anchor(record)
        named = f"{words.number} {record.number}"
        link = composer.link(row.child(Role.HEAD_CELL, scope="Row"), anchor, named)
        number = composer.text(styles.programme_name, record.number, link, record.where.at("number"))
        there = anchor in composer.anchors
        cell = row.child(Role.CELL, col_span=2 if there else 3)
        withdrawn = record.status is Status.WITHDRAWN
        style = replace(styles.programme_text, colour="grey") if withdrawn else styles.programme_text
        title = composer.inline(style, record.title, cell.child(Role.P), record.where.at("title"))
        names = words.comma.join(composer.presenters(record))
        beside = words.withdrawn_row if withdrawn else names
        if beside:
            title = self._with_name(title, Inline(beside), cell, record.where.at("authors"))
        page = self._page(row, ((anchor, ""),), named) if there else None
        return ProgrammeRow(number, (title,), None, page, opens=False)

    def _with_name(self, text: Text, name: Inline, cell: Element, where: Where) -> Text:
        """A title and behind it, in italics, who gives or presents it."""
        style = text.style
        italic = replace(style, font=self._composer.theme.faces[style.font].i or style.font)
        said = self._composer.inline(italic, name, cell.child(Role.P), where)
        gap = Piece(GAP, style.font, text.pieces[-1].colour, text.pieces[-1].element)
        start = len(text.plain) + len(GAP)
        own = ((start, start + len(said.plain)),) if style.from_right else ()
        return replace(text, pieces=(*text.pieces, gap, *said.pieces), isolates=own)

    def _span(self, time: Text | None, place: str, page: tuple[tuple[str, str], ...]) -> int:
        """Over how many of the four columns the text goes."""
        return 1 + (not place) + (not page) + (time is None)

    def _time(
        self, row: Element, start: When | None, end: When | None, where: Where, *, grey: bool = False
    ) -> Text | None:
        hours = [When(one.time) for one in (start, end) if one]
        if not hours:
            return None
        style: Style = self._composer.theme.styles.programme_time
        style = replace(style, colour="grey") if grey else style
        said = times(self._composer.booklet.words, hours[0], hours[1] if len(hours) > 1 else None)
        return self._composer.text(style, said, row.child(Role.HEAD_CELL, scope="Row"), where)

    def _place(self, row: Element, place: Inline, where: Where) -> Text | None:
        if not place:
            return None
        style = replace(self._composer.theme.styles.programme_text, colour="grey")
        return self._composer.inline(style, place, row.child(Role.CELL), where)

    def _page(self, row: Element, pages: tuple[tuple[str, str], ...], alt: str) -> Reference:
        composer = self._composer
        link = composer.link(row.child(Role.CELL), pages[0][0], alt)
        style = composer.theme.styles.programme_text
        return Reference(composer.text(style, "{page}", link, composer.booklet.where), pages)
