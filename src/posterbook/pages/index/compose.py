"""What an index says: its entries below their letters, each with its posters, their numbers and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from enum import StrEnum
from itertools import groupby

from posterbook.content.model import Inline, Record, Words, doc
from posterbook.content.names import HAN, filing_key, letter_head, other_first
from posterbook.content.poster_order import By, plain
from posterbook.errors import Where
from posterbook.forms.element import Bookmark, Element, Role
from posterbook.forms.galley import Piece, Text
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.pages.index.people import Person, people_of
from posterbook.pages.listing import Listing
from posterbook.pages.summary.columns import Column, summary_listing
from posterbook.values import dataclass

GAP = "  "
"""Between an entry and its posters."""
NO_BREAK = "\u00a0"
"""Keeps a poster's number with its page."""


class Of(StrEnum):
    """What an index lists."""

    AUTHORS = "authors"
    BOARDS = "boards"
    KEYWORDS = "keywords"
    INSTITUTIONS = "institutions"


@dataclass(frozen=True, slots=True)
class Options:
    """What `index:` takes in running_order."""

    of: Of = field(metadata=doc("what it lists", short=True))


@dataclass(frozen=True, slots=True)
class Mention:
    """A poster behind an entry: its number, and the piece that becomes its page, if it has one."""

    anchor: str
    number: Piece
    page: Piece | None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name or word and the posters that it leads to; `comma` parts them."""

    text: Text
    mentions: tuple[Mention, ...]
    comma: Piece

    def texts(self) -> Iterator[Text]:
        """Every text that it may come to."""
        yield self.text
        for mention in self.mentions:
            pieces = (mention.number, *((mention.page,) if mention.page else ()))
            yield replace(self.text, pieces=pieces)


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries below one letter."""

    head: Text
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class IndexGalley:
    """An index: letters with their entries, or, of boards, a list in columns.

    `unsure` are names that could not be parted, how they stand here, and where they were written first.
    """

    heading: Text
    letters: tuple[Letter, ...]
    listing: Listing | None
    anchor: str
    bookmark: Bookmark
    of: Of
    where: Where
    unsure: tuple[tuple[str, str, Where], ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A keyword or an institution, as it was written first, and its posters."""

    wording: Inline
    where: Where
    records: tuple[Record, ...]


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """The index, by the page on which it begins; none for one that has nothing to list."""
    book = composer.booklet
    if not any(_has(record, options.of) for record in book.records):
        return ()
    return (ContentsEntry(_title(book.words, options.of), ((_anchor(composer, options), ""),), book.where),)


def _has(record: Record, of: Of) -> bool:
    """Whether a record has anything for the index."""
    return {
        Of.AUTHORS: bool(record.authors),
        Of.BOARDS: bool(record.board),
        Of.KEYWORDS: bool(record.keywords),
        Of.INSTITUTIONS: any(author.affiliations for author in record.authors),
    }[of]


def compose(composer: Composer, options: Options) -> tuple[IndexGalley, ...]:
    """The index as the booklet's posters make it."""
    book, section = composer.booklet, composer.section()
    title, anchor = _title(book.words, options.of), _anchor(composer, options)
    heading = composer.text(
        composer.theme.styles.page_heading, title, section.child(composer.heading), book.where
    )
    people = people_of(book.records) if options.of is Of.AUTHORS else ()
    if composer.theme.from_right:
        people = tuple(sorted(people, key=lambda one: other_first(one.name.key)))
    listing = None
    if options.of is Of.BOARDS:
        listing = _boards(composer, section)
        letters: tuple[Letter, ...] = ()
    elif people:
        letters = tuple(_letters(composer, section, ((one.name.head, one) for one in people)))
    else:
        words = _words(book.records, options.of)
        if composer.theme.from_right:
            words.sort(key=lambda word: other_first(filing_key(plain(word.wording))))
        letters = tuple(_letters(composer, section, ((letter_head(plain(w.wording)), w) for w in words)))
    return (
        IndexGalley(
            heading=heading,
            letters=letters,
            listing=listing,
            anchor=anchor,
            bookmark=Bookmark(title, 1, anchor),
            of=options.of,
            where=book.where,
            unsure=tuple((one.written, one.name.shown, one.where) for one in people if not one.name.sure),
        ),
    )


def _title(words: Words, of: Of) -> str:
    return {
        Of.AUTHORS: words.author_index,
        Of.BOARDS: words.board_index,
        Of.KEYWORDS: words.keyword_index,
        Of.INSTITUTIONS: words.institution_index,
    }[of]


def _anchor(composer: Composer, options: Options) -> str:
    return composer.place(f"index:{options.of}")


def _boards(composer: Composer, section: Element) -> Listing | None:
    """The posters by their boards, without those that have none."""
    hung = tuple(record for record in composer.booklet.records if record.board)
    columns = (Column.BOARD, Column.NUMBER, Column.TITLE, Column.PAGE)
    return summary_listing(composer, section, hung, columns, By.BOARD, None) if hung else None


def _words(records: Iterable[Record], of: Of) -> list[_Word]:
    """Keywords, alike but for capitals, or institutions, with the posters that have them, in their order."""
    found: dict[str, tuple[Inline, Where, dict[str, Record]]] = {}
    for record in records:
        if of is Of.KEYWORDS:
            written = [(word, record.where.at("keywords")) for word in record.keywords]
        else:
            where = record.where.at("authors")
            written = [(place, where) for author in record.authors for place in author.affiliations]
        for wording, where in written:
            said = " ".join(plain(wording).split())
            key = said.casefold() if of is Of.KEYWORDS else said
            found.setdefault(key, (wording, where, {}))[2][record.number] = record
    words = [_Word(wording, where, tuple(of.values())) for wording, where, of in found.values()]
    return sorted(words, key=lambda word: filing_key(plain(word.wording)))


def _letters(
    composer: Composer, section: Element, entries: Iterable[tuple[str, Person | _Word]]
) -> Iterator[Letter]:
    """The letters with their entries, which come in their order."""
    styles, where = composer.theme.styles, composer.booklet.where
    for letter, several in groupby(entries, key=lambda entry: entry[0]):
        part = section.child(Role.SECT)
        said = composer.booklet.words.han_head if letter == HAN else letter
        head = composer.text(styles.index_head, said, part.child(composer.subheading), where)
        listed = part.child(Role.LIST, numbering="None")
        yield Letter(head, tuple(_entry(composer, one, listed) for _, one in several))


def _entry(composer: Composer, one: Person | _Word, listed: Element) -> IndexEntry:
    style = composer.theme.styles.index
    body = listed.child(Role.LIST_ITEM).child(Role.LIST_BODY)
    if isinstance(one, Person):
        text = _name(composer, one, body)
        mentions = [_mention(composer, record, body, bold=bold) for record, bold in one.posters.values()]
    else:
        text = composer.inline(style, one.wording, body, one.where)
        mentions = [_mention(composer, record, body, bold=False) for record in one.records]
    plain_piece = Piece("", style.font, composer.theme.colour(style), body)
    text = replace(text, pieces=(*text.pieces, replace(plain_piece, text=GAP)))
    return IndexEntry(text, tuple(mentions), replace(plain_piece, text=composer.booklet.words.comma))


def _name(composer: Composer, person: Person, body: Element) -> Text:
    """The name, semibold of one who presents; a place behind a name that another person has too."""
    style, theme = composer.theme.styles.index, composer.theme
    presents = any(bold for _, bold in person.posters.values())
    font = theme.faces[style.font].b or style.font if presents else style.font
    name = composer.text(replace(style, font=font), person.name.shown, body, person.where)
    place = next(iter(person.places), "") if person.shared else ""
    if not place:
        return replace(name, style=style)
    beside = composer.text(style, f" ({place})", body, person.where)
    return replace(name, style=style, pieces=(*name.pieces, *beside.pieces))


def _mention(composer: Composer, record: Record, body: Element, *, bold: bool) -> Mention:
    """A poster's number and page, one link."""
    theme, styles, anchor = composer.theme, composer.theme.styles, composer.anchor(record)
    link = composer.link(body, anchor, f"{composer.booklet.words.number} {record.number}")
    there = anchor in composer.anchors
    face, in_page = styles.index.font, styles.index_page
    if bold:
        face = theme.faces[face].b or face
    number = f"{record.number}{NO_BREAK if there else ''}".replace(" ", NO_BREAK)
    page = Piece("{page}", in_page.font, theme.colour(in_page), link)
    return Mention(anchor, Piece(number, face, theme.colour(styles.index), link), page if there else None)
