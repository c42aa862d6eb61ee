"""The summary table: group, title, number and page of every poster; its rows are the thumb index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from itertools import groupby

from posterbook.content import blocks as markdown
from posterbook.content.blocks import Paragraph
from posterbook.content.model import Prose, Record, Status, doc
from posterbook.content.poster_order import By, Sort
from posterbook.design.theme import Style
from posterbook.forms.element import Artifact, Bookmark, Element, Meaning, Role
from posterbook.forms.galley import Reference, Text
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.pages.listing import Listing
from posterbook.pages.summary.columns import Column, summary_listing
from posterbook.values import dataclass

ANCHOR = "summary"
FEW = 12
"""A table of no more rows keeps to group, title, number and page, with room between, whatever its length."""
MANY = 60
"""One of more rows has no chance of standing on two pages so."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `summary:` takes in running_order."""

    intro: Prose | None = field(default=None, metadata=doc("the sentence above the table"))
    columns: tuple[Column, ...] = field(
        default=(), metadata=doc("its columns in their order; without them by what the records have")
    )
    by: By | None = field(
        default=None, metadata=doc("what its rows follow each other by; without it, the order of the records")
    )
    sort: Sort | None = field(default=None, metadata=doc("what those of a session or group are sorted by"))


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens the table's first page: its rule and the sentence above the table.

    One of both is the heading of the table: the sentence, or, where none is printed, the rule.
    """

    sentence: tuple[Text, ...]
    rule: Meaning


@dataclass(frozen=True, slots=True)
class Row:
    """A poster's row in the summary table; `mark` says its status."""

    title: Text
    number: Text
    page: Reference
    anchor: str
    mark: Text | None = None


@dataclass(frozen=True, slots=True)
class TableGroup:
    """A group's rows. Its name stands beside them, or with the ordinal above them, by what fits the book.

    `repeated` is the name with "continued", for every further page that the group reaches.
    """

    group: int
    name: Text | None
    ordinal: Text
    repeated: Text | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableHeads:
    """The heads of the table's columns; `group` is None where no record has a group."""

    group: Text | None
    title: Text
    number: Text


@dataclass(frozen=True, slots=True)
class TableGalley:
    """Group, title, number and page, with room between; `repeated_heads` are for every further page.

    The names of `groups` have a column, those of `headed` rows of their own above the others.
    """

    opening: Opening
    heads: TableHeads
    repeated_heads: TableHeads
    groups: tuple[TableGroup, ...]
    headed: tuple[TableGroup, ...]


@dataclass(frozen=True, slots=True)
class SummaryGalley:
    """The summary table: with room between its rows, as a list in columns, or both.

    Where it is both, it becomes the list if the table takes more than two pages.
    """

    opening: Opening
    table: TableGalley | None
    listing: Listing | None
    anchor: str
    bookmark: Bookmark


def contents(composer: Composer, _options: Options) -> tuple[ContentsEntry, ...]:
    """The table, by the page on which it begins."""
    return (
        ContentsEntry(
            composer.booklet.words.summary, ((composer.place(ANCHOR), ""),), composer.booklet.where
        ),
    )


def anchors(composer: Composer, _options: Options) -> frozenset[str]:
    """The anchors of the table's rows."""
    return frozenset(composer.row_anchor(record) for record in composer.booklet.records)


def compose(composer: Composer, options: Options) -> tuple[SummaryGalley, ...]:
    """The table in the order wanted: with room, as a list in columns, or as both where its pages decide."""
    book, section = composer.booklet, composer.section()
    opening = _opening(composer, options.intro, section)
    count, asked = len(book.records), bool(options.columns or options.by or options.sort)
    return (
        SummaryGalley(
            opening=opening,
            table=None if asked or count > MANY else _table(composer, section, opening),
            listing=summary_listing(
                composer, section, book.records, options.columns, options.by, options.sort
            )
            if asked or count > FEW
            else None,
            anchor=composer.place(ANCHOR),
            bookmark=Bookmark(book.words.summary, 1, composer.place(ANCHOR)),
        ),
    )


def _opening(composer: Composer, intro: Prose | None, section: Element) -> Opening:
    """The first paragraph is the heading; without one the page's rule is, by the name in the contents list.

    A listener who goes from heading to heading would else never come to the table.
    """
    style, said = composer.theme.styles.table_intro, composer.booklet.words.summary
    if intro is None:
        return Opening((), section.child(composer.heading, said=said))
    found = [block for block in markdown.blocks(intro.text) if isinstance(block, Paragraph)]
    if not found or found[0].level:
        rule = section.child(composer.heading, said=said)
        return Opening(tuple(composer.texts_of(style, found, section, intro.where, 0)), rule)
    first = composer.text_of(style, found[0].spans, section.child(composer.heading), intro.where, 0)
    return Opening((first, *composer.texts_of(style, found[1:], section, intro.where, 0)), Artifact.LAYOUT)


def _table(composer: Composer, section: Element, opening: Opening) -> TableGalley:
    """In record order; a group whose records are not adjacent stands once for each run of them."""
    book = composer.booklet
    table = section.child(Role.TABLE, alt=book.words.summary)
    heads = table.child(Role.TABLE_HEAD).child(Role.TABLE_ROW)
    body = table.child(Role.TABLE_BODY)
    runs = (list(run) for _, run in groupby(book.records, key=lambda record: record.group))
    groups = [_groups(composer, run, body) for run in runs]
    return TableGalley(
        opening=opening,
        heads=_column_heads(composer, lambda: heads.child(Role.HEAD_CELL, scope="Column")),
        repeated_heads=_column_heads(composer, lambda: Artifact.PAGINATION),
        groups=tuple(beside for beside, _ in groups),
        headed=tuple(above for _, above in groups),
    )


def _column_heads(composer: Composer, cell: Callable[[], Meaning]) -> TableHeads:
    """The column heads; `cell` makes what each of them is."""
    book, style = composer.booklet, composer.theme.styles.table_head
    where = book.where.at("labels")
    grouped = any(group.name for group in composer.groups)
    named = book.labels.group or book.words.group
    return TableHeads(
        group=composer.text(style, named, cell(), where) if grouped else None,
        title=composer.text(style, book.words.title, cell(), where),
        number=composer.text(style, book.labels.number or book.words.number, cell(), where),
    )


def _groups(composer: Composer, records: list[Record], body: Element) -> tuple[TableGroup, TableGroup]:
    """A run of records of one group: with its name in a cell that spans their rows, and in a row above them.

    Where it has no name, titles reach over the column of names, so that rows agree; the rest is the same.
    """
    rows = [body.child(Role.TABLE_ROW) for _ in records]
    beside = rows[0].child(Role.HEAD_CELL, scope="Row", row_span=len(records))
    above = body.child(Role.TABLE_ROW).child(Role.HEAD_CELL, scope="Row", col_span=2)
    bare = not records[0].group and any(group.name for group in composer.groups)
    headed = _rows(composer, records, rows, span=1)
    spanned = _rows(composer, records, rows, span=2) if bare else headed
    return _group(composer, records[0], beside, spanned), _group(composer, records[0], above, headed)


def _group(composer: Composer, first: Record, cell: Element, rows: tuple[Row, ...]) -> TableGroup:
    """The rows of a group, whose name is said by a cell."""
    style, words, group = composer.theme.styles.table_topic, composer.booklet.words, composer.group_of(first)
    where, index = first.where.at("group"), group.index
    name = composer.inline(style, group.name, cell, where, index) if group.name else None
    repeated = f"{name.plain}{words.place}{words.continued}" if name else ""
    return TableGroup(
        group=index,
        name=name,
        ordinal=composer.text(style, f"{index + 1} ", cell, where, index),
        repeated=composer.text(style, repeated, Artifact.PAGINATION, where, index) if name else None,
        rows=rows,
    )


def _rows(
    composer: Composer, records: Sequence[Record], rows: Sequence[Element], *, span: int
) -> tuple[Row, ...]:
    return tuple(_row(composer, record, row, span) for record, row in zip(records, rows, strict=True))


def _row(composer: Composer, record: Record, row: Element, span: int) -> Row:
    """Title, which spans so many columns, number and page of a poster; number and page lead to it."""
    styles, words = composer.theme.styles, composer.booklet.words
    where = record.where.at("summary_title" if record.summary_title else "title")
    target = composer.anchor(record)
    title = row.child(Role.CELL, lang=record.lang, col_span=span)
    withdrawn, late = record.status is Status.WITHDRAWN, record.status is Status.LATE_BREAKING
    number = row.child(Role.CELL)

    def link() -> Element:  # in a paragraph: number, page and mark are told apart
        return composer.link(number.child(Role.P), target, f"{words.number} {record.number}")

    paged = target in composer.anchors
    group = composer.group_of(record).index
    wording = record.summary_title or record.title
    return Row(
        title=composer.inline(_in_grey(styles.table_title, grey=withdrawn), wording, title, where),
        number=composer.text(
            _in_grey(styles.table_number, grey=withdrawn),
            f"{record.number} ",
            link(),
            record.where.at("number"),
        ),
        page=Reference(
            composer.text(styles.table_page, words.page if paged else "", link(), where),
            ((target, ""),) if paged else (),
        ),
        anchor=composer.place(composer.row_anchor(record)),
        mark=composer.text(
            _in_grey(styles.table_mark, grey=withdrawn),
            words.withdrawn if withdrawn else words.late_breaking,
            number.child(Role.P),
            where,
            group,
        )
        if withdrawn or late
        else None,
    )


def _in_grey(style: Style, *, grey: bool) -> Style:
    """A withdrawn study's number and title are grey."""
    return replace(style, colour="grey") if grey else style
