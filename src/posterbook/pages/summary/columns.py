"""The summary table as a list: the columns that it has, and what stands in each of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from posterbook.content.model import Record, Status, When
from posterbook.content.poster_order import By, PosterPart, Sort, poster_parts
from posterbook.design.theme import Style
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.galley import Piece, Reference, Text
from posterbook.pages.composer import Composer
from posterbook.pages.listing import Cell, Listing, ListingColumn, ListingPart, ListingRow

NOTHING = "–"
"""Stands in a cell that has nothing to say."""
GAP = " " * 3
"""Between a title and a mark behind it."""
WIDE = 0.5
"""The part of the posters whose group differs from the one before, from which on it is no heading."""


class Column(StrEnum):
    """What a column of the summary table shows."""

    NUMBER = "number"
    TITLE = "title"
    PRESENTER = "presenter"
    BOARD = "board"
    GROUP = "group"
    SESSION = "session"
    HALL = "hall"
    TIME = "time"
    PAGE = "page"


_SHARES = {Column.PRESENTER: 0.22, Column.GROUP: 0.2, Column.SESSION: 0.22, Column.HALL: 0.16}
"""The most of the measure that a column of words takes; the others are as wide as their widest cell."""


def summary_listing(
    composer: Composer,
    section: Element,
    records: Sequence[Record],
    columns: Sequence[Column],
    by: By | None,
    sort: Sort | None,
) -> Listing:
    """The records as a list: sessions or groups by their names, with their posters."""
    book = composer.booklet
    parts = poster_parts(records, book.sessions, by, sort)
    mixed = by not in {By.SESSION, By.GROUP} and len(parts) > max(
        len(book.records) * WIDE, len(composer.groups)
    )
    if mixed or by in {By.BOARD, By.NUMBER}:
        ordered = tuple(record for part in parts for record in part.records)
        parts = (PosterPart(parts[0].name, ordered),) if ordered else ()
        named = False
    else:
        named = True
    columns = columns or default_columns(composer, grouped=named)
    table = section.child(Role.TABLE, alt=book.words.summary)
    heads = table.child(Role.TABLE_HEAD).child(Role.TABLE_ROW)
    days = {record.start.day for record in records if record.start}
    cells = _Cells(composer, many_days=len(days) > 1)
    return Listing(
        tuple(_column(composer, column, columns, heads) for column in columns),
        tuple(_part(cells, part, columns, table, named=named) for part in parts),
    )


def default_columns(composer: Composer, *, grouped: bool) -> tuple[Column, ...]:
    """Number, title and page, and between them what the records have and no heading says.

    Who presents a poster has a column on a wide page.
    """
    records = composer.booklet.records
    wide = bool(composer.theme.page.rail)
    there = {
        Column.PRESENTER: wide and any(record.authors for record in records),
        Column.GROUP: not grouped and any(record.group for record in records),
        Column.BOARD: any(record.board for record in records),
    }
    return (Column.NUMBER, Column.TITLE, *(one for one, has in there.items() if has), Column.PAGE)


def _column(composer: Composer, column: Column, columns: Sequence[Column], heads: Element) -> ListingColumn:
    words, labels = composer.booklet.words, composer.booklet.labels
    said = {
        Column.NUMBER: labels.number or words.number,
        Column.TITLE: words.title,
        Column.PRESENTER: words.presenter_head,
        Column.BOARD: words.board_head,
        Column.GROUP: labels.group or words.group,
        Column.SESSION: words.session_head,
        Column.HALL: words.hall_head,
        Column.TIME: words.time_head,
        Column.PAGE: words.page_head,
    }[column]
    style, where = composer.theme.styles.table_head, composer.booklet.where.at("labels")
    fills = column is Column.TITLE or (Column.TITLE not in columns and column is _widest(columns))
    return ListingColumn(
        composer.text(style, said, heads.child(Role.HEAD_CELL, scope="Column"), where),
        composer.text(style, said, Artifact.PAGINATION, where),
        share=_SHARES.get(column, 0.16 if column is Column.NUMBER else 1),
        fills=fills,
        right=column is Column.PAGE and column is columns[-1],
    )


def _widest(columns: Sequence[Column]) -> Column:
    """The column that fills where there are no titles."""
    wide = (Column.PRESENTER, Column.SESSION, Column.GROUP, Column.HALL)
    return next((one for one in wide if one in columns), columns[0])


def _part(
    cells: _Cells, part: PosterPart, columns: Sequence[Column], table: Element, *, named: bool
) -> ListingPart:
    composer, style = cells.composer, cells.composer.theme.styles.listing_name
    body, first = table.child(Role.TABLE_BODY), part.records[0]
    group = -1 if part.session or not named else composer.group_of(first).index
    where = part.session.where if part.session else first.where.at("group")
    name = repeated = numbered = None
    if named and part.name:
        style = replace(style, colour="ink") if group < 0 else style
        spanning = body.child(Role.TABLE_ROW).child(Role.HEAD_CELL, scope="Row", col_span=len(columns))
        name = composer.inline(style, part.name, spanning, where, max(group, 0))
        again = f"{name.plain}{composer.booklet.words.place}{composer.booklet.words.continued}"
        repeated = composer.text(style, again, Artifact.PAGINATION, where, max(group, 0))
        if group >= 0:
            ordinal = f"{group + 1} "
            numbered = (
                composer.inline(style, f"{ordinal}{part.name}", spanning, where, group),
                composer.text(style, f"{ordinal}{again}", Artifact.PAGINATION, where, group),
            )
    rows = (cells.row(record, columns, body.child(Role.TABLE_ROW)) for record in part.records)
    return ListingPart(name, repeated, group, tuple(rows), numbered)


class _Cells:
    """Composes the cells of rows."""

    __slots__ = ("_many_days", "composer")

    def __init__(self, composer: Composer, *, many_days: bool) -> None:
        self.composer, self._many_days = composer, many_days

    def row(self, record: Record, columns: Sequence[Column], row: Element) -> ListingRow:
        """A poster's row; its number and its page lead to it."""
        make: dict[Column, Callable[[Record, Element], Cell]] = {
            Column.NUMBER: self._number,
            Column.TITLE: self._title,
            Column.GROUP: self._group,
            Column.PAGE: self._page,
        }
        anchor = self.composer.place(self.composer.row_anchor(record))
        cells = (make.get(one, self._of(one))(record, row.child(Role.CELL)) for one in columns)
        return ListingRow(tuple(cells), anchor)

    def _of(self, column: Column) -> Callable[[Record, Element], Text]:
        """What makes a cell that shows a field of the record as it is."""

        def make(record: Record, cell: Element) -> Text:
            style, where = self._style(record), record.where.at(column.value)
            return self.composer.inline(style, self._wording(column, record) or NOTHING, cell, where)

        return make

    def _wording(self, column: Column, record: Record) -> str:
        book = self.composer.booklet
        match column:
            case Column.PRESENTER:
                return book.words.comma.join(self.composer.presenters(record))
            case Column.SESSION:
                return book.session_title(record)
            case Column.TIME:
                return self._time(record.start)
            case _:
                return record.hall if column is Column.HALL else record.board

    def _style(self, record: Record) -> Style:
        style = self.composer.theme.styles.listing
        return replace(style, colour="grey") if record.status is Status.WITHDRAWN else style

    def _number(self, record: Record, cell: Element) -> Text:
        composer = self.composer
        link = composer.link(cell, composer.anchor(record), self._named(record))
        style = composer.theme.styles.listing_number
        style = replace(style, colour="grey") if record.status is Status.WITHDRAWN else style
        return composer.text(style, record.number, link, record.where.at("number"))

    def _named(self, record: Record) -> str:
        return f"{self.composer.booklet.words.number} {record.number}"

    def _title(self, record: Record, cell: Element) -> Text:
        """The title, behind it that the study is withdrawn or late-breaking."""
        composer, words = self.composer, self.composer.booklet.words
        where = record.where.at("summary_title" if record.summary_title else "title")
        mark = {Status.WITHDRAWN: words.withdrawn, Status.LATE_BREAKING: words.late_breaking}.get(
            record.status
        )
        titled = cell.child(Role.P, lang=record.lang) if mark or record.lang else cell
        style = self._style(record)
        title = composer.inline(style, record.summary_title or record.title, titled, where)
        if not mark:
            return title
        late = record.status is Status.LATE_BREAKING
        italic = replace(style, font=composer.theme.faces[style.font].i or style.font)
        italic = replace(italic, colour="topic") if late else italic
        said = composer.text(italic, mark, cell.child(Role.P), where, composer.group_of(record).index)
        gap = Piece(GAP, style.font, composer.theme.colour(style), titled)
        return replace(title, pieces=(*title.pieces, gap, *said.pieces))

    def _group(self, record: Record, cell: Element) -> Text:
        style = replace(self.composer.theme.styles.listing_number, colour="topic")
        index = self.composer.group_of(record).index
        return self.composer.inline(style, record.group or NOTHING, cell, record.where.at("group"), index)

    def _page(self, record: Record, cell: Element) -> Reference:
        composer, anchor = self.composer, self.composer.anchor(record)
        there = anchor in composer.anchors
        link = composer.link(cell, anchor, self._named(record))
        wording = "{page}" if there else NOTHING
        text = composer.text(composer.theme.styles.listing_page, wording, link, record.where)
        return Reference(text, ((anchor, ""),) if there else ())

    def _time(self, when: When | None) -> str:
        """When it begins; the day too, where the meeting has several."""
        if when is None:
            return ""
        day = self._day(when.day) if self._many_days and when.day else ""
        return f"{day}{when.time:%H:%M}"

    def _day(self, day: datetime.date) -> str:
        return f"{self.composer.booklet.words.weekdays[day.weekday()]}\u00a0"
