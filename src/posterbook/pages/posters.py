"""The posters: one page each, in record order."""

from __future__ import annotations

from dataclasses import dataclass, field

from posterbook.composer import Composer, Listed
from posterbook.element import Artifact, Element, Role
from posterbook.galley import Piece, PosterGalley, SectionBlock, Text
from posterbook.model import Record, Section, doc
from posterbook.page import Bookmark


@dataclass(frozen=True, slots=True)
class Options:
    """What `posters:` takes in running_order."""

    groups: tuple[str, ...] = field(default=(), metadata=doc("only the posters of these groups"))


def listed(composer: Composer, options: Options) -> tuple[Listed, ...]:
    """All posters as one range; a choice of groups by their names, with every range they reach."""
    chosen = _chosen(composer, options)
    if not chosen:
        return ()
    anchors = [composer.anchor(record) for record in chosen]
    if not options.groups:
        wording = composer.booklet.words.posters
        return (Listed(wording, ((anchors[0], anchors[-1]),), composer.booklet.where),)
    ranges = tuple((anchor, anchor) for anchor in anchors)
    return (Listed(", ".join(options.groups), ranges, composer.booklet.where),)


def compose(composer: Composer, options: Options) -> tuple[PosterGalley, ...]:
    """A galley for each poster of the groups wanted; by default all."""
    galleys = []
    before = None
    for record in _chosen(composer, options):
        galleys.append(_poster(composer, record, opens_group=record.group != before))
        before = record.group
    return tuple(galleys)


def _chosen(composer: Composer, options: Options) -> list[Record]:
    records = composer.booklet.records
    return [record for record in records if not options.groups or record.group in options.groups]


def _poster(composer: Composer, record: Record, *, opens_group: bool) -> PosterGalley:
    book, styles, words = composer.booklet, composer.theme.styles, composer.booklet.words
    group, where, section = composer.group_of(record).index, record.where, composer.section()
    numbered, title = section.child(Role.P), section.child(Role.H2)
    sections = tuple(_section(composer, one, record, section) for one in record.sections)
    label = f"{book.labels.number or words.number}: "
    tag = section.child(Role.P)
    return PosterGalley(
        number=record.number,
        group=group,
        label=composer.text(styles.label, label, numbered, where),
        numeral=composer.text(styles.numeral, record.number, numbered, where.at("number"), group),
        title=composer.inline(styles.title, record.title, title, where.at("title")),
        tag=_tag(composer, record, tag, ""),
        numbered_tag=_tag(composer, record, tag, f"{group + 1}  "),
        sections=sections,
        notes=composer.text(styles.label, words.notes, section.child(Role.P), where),
        continued=_continued(composer, record, label),
        continued_on=composer.text(styles.continued, words.continued_on, Artifact.PAGINATION, where, group),
        anchor=composer.anchor(record),
        bookmarks=_bookmarks(composer, record, opens_group=opens_group),
        where=where,
    )


def _tag(composer: Composer, record: Record, element: Element, ordinal: str) -> Text | None:
    style, where = composer.theme.styles.topic_tag, record.where.at("group")
    group = composer.group_of(record).index
    name = composer.inline(style, ordinal + record.group, element, where, group)
    return name if record.group else None


def _section(composer: Composer, section: Section, record: Record, parent: Element) -> SectionBlock:
    styles, group = composer.theme.styles, composer.group_of(record).index
    where = record.where.at("sections", section.heading)
    part = parent.child(Role.SECT)
    return SectionBlock(
        heading=composer.inline(styles.section, section.heading, part.child(Role.H3), where, group),
        paragraphs=composer.paragraphs(styles.body, section.text, part, where),
        called_out=section.heading == composer.booklet.call_out,
    )


def _continued(composer: Composer, record: Record, label: str) -> Text:
    """The head of a page that a poster runs on to: "Abstract/Poster Number: N, continued"."""
    styles, group = composer.theme.styles, composer.group_of(record).index
    wording = f"{record.number}, {composer.booklet.words.continued}"
    marked = composer.text(styles.label, label, Artifact.PAGINATION, record.where)
    colour = composer.theme.topic(group).colour
    number = Piece(wording, styles.continued.font, colour, Artifact.PAGINATION)
    return Text(styles.label, (*marked.pieces, number), record.where)


def _bookmarks(composer: Composer, record: Record, *, opens_group: bool) -> tuple[Bookmark, ...]:
    """The poster's outline entry, below its group's where there is one."""
    anchor = composer.anchor(record)
    title = f"{record.number}  {composer.plain(record.title)}"
    if not record.group:
        return (Bookmark(title, 1, anchor),)
    opening = (Bookmark(composer.plain(record.group), 1, anchor),) if opens_group else ()
    return (*opening, Bookmark(title, 2, anchor))
