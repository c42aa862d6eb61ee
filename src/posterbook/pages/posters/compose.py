"""What a poster's page says: one record as a galley, each of its parts with its structure element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from posterbook.content.model import Author, Image, Record, Section, Status
from posterbook.content.poster_order import PosterPart
from posterbook.content.qr import modules
from posterbook.design.theme import Style
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Bookmark, Element, Role
from posterbook.forms.galley import FigureBlock, Piece, QrCodeBlock, Text, TextTable
from posterbook.pages.composer import Composer, captioned, times
from posterbook.pages.posters.byline import AuthorName, Byline
from posterbook.pages.posters.divider import DividerGalley, divider
from posterbook.pages.posters.order import Options, parts
from posterbook.pages.prose import section_text
from posterbook.values import dataclass

EM_SPACE = " " * 5
"""One em in the sans face, which has no em space."""


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section of a poster; `called_out` is the one that stands in the panel."""

    heading: Text | None
    paragraphs: tuple[Text | TextTable, ...]
    called_out: bool


@dataclass(frozen=True, slots=True)
class PosterGalley:
    """One poster: its page, and the pages it runs on to. `struck` ones are withdrawn.

    `numbered_tag` is the group's tag with its ordinal, for a book whose table has group heads. `continued`
    and `continued_on` stand on continued pages only.
    """

    number: str
    group: int
    label: Text
    numeral: Text
    title: Text
    tag: Text | None
    numbered_tag: Text | None
    byline: Byline | None
    locator: tuple[Text, ...]
    sections: tuple[SectionBlock, ...]
    notes: Text
    continued: Text
    continued_on: Text
    continued_across: Text
    anchor: str
    bookmarks: tuple[Bookmark, ...]
    where: Where
    struck: bool = False
    code: QrCodeBlock | None = None
    figures: tuple[FigureBlock, ...] = ()
    figure_after: int = 0


@dataclass(frozen=True, slots=True)
class CompactGalley:
    """Posters that run on, one below the other."""

    posters: tuple[PosterGalley, ...]


def compose(composer: Composer, options: Options) -> Iterator[PosterGalley | DividerGalley]:
    """A galley for each poster, and for each divider."""
    for n, part in enumerate(parts(composer.booklet, options), 1):
        divided = options.dividers and bool(part.name)
        if divided:
            yield divider(composer, part, n)
        for at, record in enumerate(part.records):
            yield _Poster(composer, record, part).galley(opens=at == 0 and not divided)


class _Poster:
    """Composes one record; its parts share the group's colour and the section they belong to."""

    __slots__ = ("composer", "group", "part", "record", "section", "styles", "where", "words")

    def __init__(self, composer: Composer, record: Record, part: PosterPart) -> None:
        self.composer, self.record, self.part, self.where = composer, record, part, record.where
        self.styles, self.words = composer.theme.styles, composer.booklet.words
        self.group = composer.group_of(record).index
        self.section = composer.section()

    def galley(self, *, opens: bool) -> PosterGalley:
        composer, record = self.composer, self.record
        struck = record.status is Status.WITHDRAWN
        label = self.words.labelled.format(label=composer.booklet.labels.number or self.words.number)
        numbered = self.section.child(Role.P)
        return PosterGalley(
            number=record.number,
            group=self.group,
            label=self.literal(self.styles.label, label, numbered),
            numeral=self.literal(
                _grey_if_withdrawn(self.styles.numeral, struck=struck), record.number, self.back(numbered)
            ),
            title=composer.inline(
                _grey_if_withdrawn(self.styles.title, struck=struck),
                record.title,
                self.section.child(composer.heading, lang=record.lang),
                self.where.at("title"),
            ),
            byline=self.byline(),
            locator=() if struck or record.withheld else tuple(self.locator()),
            sections=self.sections(),
            tag=self.tag(""),
            numbered_tag=self.tag(f"{self.group + 1}  "),
            notes=self.decoration(self.styles.label, self.words.notes),
            continued=self.continued(label),
            continued_on=self.mark(self.styles.continued, self.onward(self.words.continued_on)),
            continued_across=self.mark(self.styles.continued, self.onward(f"{self.words.continued} →")),
            anchor=composer.anchor(record),
            bookmarks=self.bookmarks(opens=opens),
            where=self.where,
            struck=struck,
            code=None if struck else self.code(),
            figures=() if struck else tuple(map(self.figure, self.record.figures)),
            figure_after=self.before_panel(),
        )

    def onward(self, words: str) -> str:
        """Words with their arrow to where the next page is."""
        return words.replace("→", "←") if self.composer.theme.from_right else words

    def back(self, parent: Element) -> Element:
        """The link from a poster's number to its row in the summary table."""
        alt = f"{self.words.summary}: {self.record.number}"
        return self.composer.link(parent, self.composer.row_anchor(self.record), alt)

    def literal(self, style: Style, wording: str, element: Element) -> Text:
        return self.composer.text(style, wording, element, self.where, self.group)

    def mark(self, style: Style, wording: str) -> Text:
        return self.composer.text(style, wording, Artifact.PAGINATION, self.where, self.group)

    def decoration(self, style: Style, wording: str) -> Text:
        """Words for those alone who see the page and can write on it."""
        return self.composer.text(style, wording, Artifact.LAYOUT, self.where, self.group)

    def tag(self, ordinal: str) -> Text | None:
        """The group's name, and whether the study is late-breaking."""
        style, element, where = self.styles.topic_tag, self.section.child(Role.P), self.where.at("group")
        named = self.composer.inline(style, self.record.group, element, where, self.group)
        late = self.words.late_breaking if self.record.status is Status.LATE_BREAKING else ""
        numbered = ordinal if named.pieces else ""
        gap = EM_SPACE if named.pieces and late else ""
        before, after = (
            self.composer.literal(style, words, element, self.group) for words in (numbered, gap + late)
        )
        pieces = (*before, *named.pieces, *after)
        return Text(style, pieces, where) if pieces else None

    def byline(self) -> Byline | None:
        """The authors and their affiliations, which are numbered as they appear where there are several."""
        authors = self.record.authors
        if not authors:
            return None
        institutes = tuple(dict.fromkeys(place for author in authors for place in author.affiliations))
        names, places, closing = (self.section.child(Role.P) for _ in range(3))
        style, small = self.styles.authors, self.styles.affiliations
        grey = self.composer.theme.colour(small)
        semicolon = "؛ " if self.words.comma.startswith("،") else "; "
        return Byline(
            style=style,
            small=small,
            authors=tuple(self.author(author, institutes, names) for author in authors),
            affiliations=self.affiliations(institutes, places),
            closing=self.affiliations(institutes, closing) if len(institutes) > 1 else (),
            closing_semicolon=Piece(semicolon, small.font, grey, closing),
            comma=Piece(self.words.comma, style.font, self.composer.theme.colour(style), names),
            semicolon=Piece(semicolon, small.font, grey, places),
            more=Piece(f" {self.words.more_authors}", style.font, self.composer.theme.colour(style), names),
            where=self.where.at("authors"),
        )

    def author(self, author: Author, institutes: tuple[str, ...], element: Element) -> AuthorName:
        style = self.styles.authors
        font = self.composer.theme.faces[style.font].b if author.presenter else style.font
        named = self.composer.inline(
            replace(style, font=font), author.name, element, self.where.at("authors")
        )
        at = tuple(sorted(institutes.index(place) for place in author.affiliations))
        numbers = ",".join(str(n + 1) for n in at) if len(institutes) > 1 else ""
        raised = self.composer.superscript(numbers, style.font, self.composer.theme.colour(style), element)
        address = self.address(author, element)
        pieces = (*named.pieces, *((raised,) if numbers else ()), *address)
        return AuthorName(pieces, at, len(named.pieces))

    def address(self, author: Author, element: Element) -> tuple[Piece, ...]:
        """The presenter's e-mail address, a link."""
        if not (author.presenter and author.email):
            return ()
        style, colour = self.styles.authors, self.composer.theme.colour(self.styles.authors)
        link = element.child(Role.LINK, target=f"mailto:{author.email}", alt=author.email)
        return (
            Piece(" (", style.font, colour, element),
            Piece(author.email, style.font, colour, link),
            Piece(")", style.font, colour, element),
        )

    def affiliations(self, institutes: tuple[str, ...], element: Element) -> tuple[tuple[Piece, ...], ...]:
        """Each with its number, where there are several."""
        numbered = len(institutes) > 1
        return tuple(
            self.affiliation(n, place, element, numbered=numbered) for n, place in enumerate(institutes, 1)
        )

    def affiliation(self, number: int, place: str, element: Element, *, numbered: bool) -> tuple[Piece, ...]:
        style = self.styles.affiliations
        named = self.composer.inline(style, place, element, self.where.at("authors"))
        colour = self.composer.theme.colour(style)
        raised = self.composer.superscript(f"{number}\u00a0", style.font, colour, element)
        return (raised, *named.pieces) if numbered else named.pieces

    def locator(self) -> list[Text]:
        """Board; hall and session; day and time."""
        record, words, styles = self.record, self.words, self.styles
        board = words.board.format(board=record.board) if record.board else ""
        session = self.composer.booklet.session_title(record)
        rooms = words.place.join(filter(None, (record.hall, session)))
        lines = [
            (styles.locator_board, board),
            (styles.locator, rooms),
            (styles.locator, times(words, record.start, record.end)),
        ]
        shown = [(style, wording) for style, wording in lines if wording]
        set_one = self.composer.inline
        return [set_one(style, wording, self.section.child(Role.P), self.where) for style, wording in shown]

    def code(self) -> QrCodeBlock | None:
        """The QR code of the record's link, a figure that leads there, and its address."""
        link, measures = self.record.link, self.composer.theme.code
        if not link:
            return None
        alt = self.words.code.format(link=link)
        figure = self.section.child(Role.P).child(Role.LINK, target=link, alt=alt).child(Role.FIGURE, alt=alt)
        address = self.section.child(Role.P).child(Role.LINK, target=link, alt=link)
        where = self.where.at("link")
        printed = self.composer.text(self.styles.affiliations, link, address, where)
        return QrCodeBlock(modules(link, measures.level, measures.least), figure, printed, where)

    def figure(self, image: Image) -> FigureBlock:
        """A picture of the record with its caption below it."""
        figure, element = captioned(self.section, image.alt, image.caption, self.record.lang)
        where, style = image.where, self.styles.caption
        caption = self.composer.inline(style, image.caption, element, where.at("caption"))
        return FigureBlock(image.file, figure, caption if image.caption else None, where)

    def before_panel(self) -> int:
        """How many sections stand before the figures: those before the panel, else all of the record's."""
        headings = [section.heading for section in self.record.sections]
        call_out = self.composer.booklet.call_out
        return headings.index(call_out) if call_out in headings else len(headings)

    def sections(self) -> tuple[SectionBlock, ...]:
        """The text in the record's order; in its place what a withdrawn or withheld study says."""
        record = self.record
        if record.status is Status.WITHDRAWN:
            part = self.section.child(self.composer.subheading)
            return (
                SectionBlock(
                    self.literal(self.styles.section, self.words.withdrawn, part), (), called_out=False
                ),
            )
        if record.withheld and record.embargo:
            moment = record.embargo
            zone = f"{moment:%H:%M} ({moment.tzname()})"
            wording = self.words.embargoed.format(date=self.words.date_in_words(moment.date()), time=zone)
            grey = replace(self.styles.body, colour="grey")
            notice = self.literal(grey, wording, self.section.child(Role.P))
            return (SectionBlock(None, (notice,), called_out=False),)
        keywords = self.keywords()
        return (*(self.one(section) for section in record.sections), *keywords)

    def keywords(self) -> tuple[SectionBlock, ...]:
        if not self.record.keywords:
            return ()
        part = self.section
        heading = self.literal(self.styles.section, self.words.keywords, part.child(self.composer.subheading))
        wording = self.words.comma.join(self.record.keywords)
        where = self.where.at("keywords")
        element = part.child(Role.P, lang=self.record.lang)
        text = self.composer.inline(self.styles.body, wording, element, where, self.group)
        return (SectionBlock(heading, (text,), called_out=False),)

    def one(self, section: Section) -> SectionBlock:
        composer, styles = self.composer, self.styles
        where = self.where.at("sections", section.heading)
        lang = section.lang or self.record.lang
        part = self.section.child(Role.SECT, lang=lang) if lang else self.section
        return SectionBlock(
            heading=composer.inline(
                styles.section, section.heading, part.child(composer.subheading), where, self.group
            ),
            paragraphs=section_text(composer, styles.body, section.text, part, where, self.group),
            called_out=section.heading == composer.booklet.call_out,
        )

    def continued(self, label: str) -> Text:
        """The head of a page that the poster runs on to: "Abstract/Poster Number: N, continued"."""
        wording = f"{self.record.number}{self.words.place}{self.words.continued}"
        marked = self.mark(self.styles.label, label)
        colour = self.composer.theme.topic(self.group).colour
        number = Piece(wording, self.styles.continued.font, colour, Artifact.PAGINATION)
        return Text(self.styles.label, (*marked.pieces, number), self.where)

    def bookmarks(self, *, opens: bool) -> tuple[Bookmark, ...]:
        """The poster's outline entry, below its session's or group's where there is one."""
        composer, record, part = self.composer, self.record, self.part
        anchor = composer.anchor(record)
        title = f"{record.number}  {composer.plain(record.title)}"
        if not part.name:
            return (Bookmark(title, 1, anchor),)
        opening = (Bookmark(composer.plain(part.name), 1, anchor),) if opens else ()
        return (*opening, Bookmark(title, 2, anchor))


def _grey_if_withdrawn(style: Style, *, struck: bool) -> Style:
    """A withdrawn study's number and title are grey."""
    return replace(style, colour="grey") if struck else style
