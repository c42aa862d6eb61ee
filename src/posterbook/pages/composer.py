"""Turns content into galley text: Markdown into pieces of the right face, each with its structure element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from posterbook.content import blocks as markdown
from posterbook.content import markup
from posterbook.content.abbreviations import Abbreviations, Expansions
from posterbook.content.addresses import bare_addresses, may_hold_bare_address
from posterbook.content.blocks import Paragraph
from posterbook.content.markup import Rise, Span
from posterbook.content.model import (
    Booklet,
    Group,
    LegalBlock,
    Prose,
    Quotes,
    Record,
    When,
    Words,
    poster_anchor,
)
from posterbook.content.quotes import typographic
from posterbook.content.scalars import fold
from posterbook.design.theme import Colour, Style, Theme
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Element, Meaning, Role, language_of
from posterbook.forms.galley import ListRow, Piece, Reference, Text
from posterbook.forms.set_line import SOFT_HYPHEN
from posterbook.values import dataclass

RISE = {Rise.NONE: (0.0, 1.0), Rise.SUPER: (0.33, 0.66), Rise.SUB: (-0.14, 0.66)}
"""Baseline shift and size of super- and subscripts, relative to the size of their text."""
NUMBERING = ("Disc", "Decimal")
"""What the labels of a list without and with numbers are called (ISO 32000-1, table 347)."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """What a part of the booklet contributes to the contents list: an entry and the anchors it spans.

    Its `parts` are named below it where the list has a page of its own; `group` gives such a part its colour.
    """

    wording: str
    ranges: tuple[tuple[str, str], ...]
    where: Where
    parts: tuple[ContentsEntry, ...] = ()
    group: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list."""

    heading: Text
    entries: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class Composer:
    """What every page kind composes with: the content, the theme, the groups and the root of the structure.

    `anchors` are the anchors of posters and table rows that stand in this booklet; `earlier` is how many
    entries of the running order have been of this page kind already. `abbreviations` are those that a
    listener hears expanded, None without any.
    """

    booklet: Booklet
    theme: Theme
    groups: tuple[Group, ...]
    document: Element
    by_name: Mapping[str, Group]
    contents_entries: tuple[ContentsEntry, ...] = ()
    anchors: frozenset[str] = frozenset()
    earlier: int = 0
    abbreviations: Abbreviations | None = None

    def group_of(self, record: Record) -> Group:
        """The group that a record belongs to."""
        return self.by_name[record.group]

    def section(self) -> Element:
        """A new section of the document."""
        return self.document.child(Role.SECT)

    @property
    def heading(self) -> Role:
        """A page's heading: below the cover's title, without a cover the outermost (ISO 14289-1, 7.4.2)."""
        order = self.booklet.running_order
        return Role.H2 if order and order[0].kind.title_page else Role.H1

    @property
    def headings(self) -> tuple[Role, ...]:
        """A page's heading and the levels below it."""
        return (Role.H2, Role.H3, Role.H4) if self.heading is Role.H2 else (Role.H1, Role.H2, Role.H3)

    @property
    def subheading(self) -> Role:
        """A heading below a page's."""
        return self.headings[1]

    def link(self, parent: Element, place: str, alt: str) -> Element:
        """A link to a poster or a table row; `parent` itself where this booklet has no such place."""
        return parent.child(Role.LINK, target=place, alt=alt) if place in self.anchors else parent

    def text(self, style: Style, wording: str, element: Meaning, where: Where, group: int = 0) -> Text:
        """Literal text: nothing in it is markup."""
        return Text(style, self.literal(style, wording, element, group), where, self._keep(style))

    def literal(self, style: Style, wording: str, element: Meaning, group: int = 0) -> tuple[Piece, ...]:
        """The piece that literal words are, none for no words."""
        return (Piece(wording, style.font, self.theme.colour(style, group), element),) if wording else ()

    def inline(self, style: Style, wording: str, element: Meaning, where: Where, group: int = 0) -> Text:
        """One line of content with its inline Markdown."""
        return self.text_of(style, markup.inline(wording), element, where, group)

    def paragraphs(
        self, style: Style, wording: str, parent: Element, where: Where, group: int = 0
    ) -> tuple[Text, ...]:
        """Content with block Markdown, one text for each paragraph or list item."""
        found = (block for block in markdown.blocks(wording) if isinstance(block, Paragraph))
        return tuple(self.texts_of(style, found, parent, where, group))

    def texts_of(
        self, style: Style, blocks: Iterable[Paragraph], parent: Element, where: Where, group: int
    ) -> Iterator[Text]:
        """Texts with their elements: items of one level that follow each other are one list."""
        open_lists: list[tuple[Element, Element]] = []
        for block in blocks:
            del open_lists[block.level :]
            if not block.level:
                yield self.text_of(style, block.spans, parent.child(Role.P), where, group)
                continue
            element, marker = self._item(block, open_lists, parent)
            text = self.text_of(style, block.spans, element, where, group)
            yield replace(text, level=block.level, marker=self._marker(style, block, marker, group))

    def _item(
        self, block: Paragraph, open_lists: list[tuple[Element, Element]], parent: Element
    ) -> tuple[Element, Element | None]:
        """A list item's body, and the element of its marker if it begins one (ISO 32000-1, 14.8.4.3.3)."""
        while len(open_lists) < block.level:
            above = open_lists[-1][1] if open_lists else parent
            made = above.child(Role.LIST, numbering=NUMBERING[block.marker != markdown.BULLET])
            open_lists.append((made, made))
        items, body = open_lists[-1]
        if not block.marker:
            return body.child(Role.P), None
        item = items.child(Role.LIST_ITEM)
        label, body = item.child(Role.LABEL), item.child(Role.LIST_BODY)
        open_lists[-1] = (items, body)
        return body.child(Role.P), label

    def _marker(
        self, style: Style, block: Paragraph, element: Element | None, group: int
    ) -> tuple[Piece, ...]:
        if element is None:
            return ()
        return (Piece(f"{block.marker} ", style.font, self.theme.colour(style, group), element),)

    def superscript(self, wording: str, font: str, colour: Colour, element: Meaning) -> Piece:
        """A superscript, as the number of an affiliation."""
        rise, scale = RISE[Rise.SUPER]
        return Piece(wording, font, colour, element, rise, scale)

    def legal(self, style: Style, prose: Prose, parent: Element) -> tuple[Text, ...]:
        """A legal block's paragraphs, literally: blank lines part them, other line ends are spaces."""
        parts = (fold(part) for part in re.split(r"\n[ \t]*\n", prose.text))
        return tuple(self.text(style, part, parent.child(Role.P), prose.where) for part in parts if part)

    def plain(self, wording: str) -> str:
        """A line of content without its markup."""
        return markup.plain(self._quoted(markup.inline(wording), self.document)).replace(SOFT_HYPHEN, "")

    def legal_anchor(self, block: LegalBlock) -> str:
        """The name of a legal block's place, for links."""
        return self.place(f"legal:{block.id}")

    def place(self, name: str) -> str:
        """An anchor's name, another one where a page kind stands again."""
        return f"{name}:{self.earlier + 1}" if self.earlier else name

    def text_of(
        self, style: Style, spans: tuple[Span, ...], element: Meaning, where: Where, group: int
    ) -> Text:
        """Spans of content as one text; a soft hyphen in them is where a line may end, and else not there."""
        colour = self.theme.colour(style, group)
        pieces = tuple(self._pieces(style, self._quoted(spans, element), element, colour))
        soft: tuple[int, ...] = ()
        if any(SOFT_HYPHEN in span.text for span in spans):
            pieces, soft = _with_soft_breaks(pieces)
        return Text(style, pieces, where, self._keep(style), soft=soft, divisible=True)

    def _quoted(self, spans: tuple[Span, ...], element: Meaning) -> tuple[Span, ...]:
        """Spans with the marks of their language, if the booklet asks for them; not in addresses."""
        if self.booklet.quotes is not Quotes.TYPOGRAPHIC:
            return spans
        usual = language_of(element) or self.booklet.language
        quoted: list[Span] = []
        for language, several in groupby(spans, key=lambda span: span.lang or usual):
            same = tuple(several)
            said = ["" if span.link == span.text else span.text for span in same]
            printed = zip(same, typographic(said, language), strict=True)
            quoted += [replace(span, text=text) if text else span for span, text in printed]
        return tuple(quoted)

    def _pieces(
        self, style: Style, spans: tuple[Span, ...], element: Meaning, colour: Colour
    ) -> Iterator[Piece]:
        left = self.abbreviations.within(markup.plain(spans)) if self.abbreviations else None
        link: Element | None = None  # spans that lead to the same place are one link
        spoken: Element | None = None  # and those of one language are spoken together
        for span in spans:
            rise, scale = RISE[span.rise]
            own = element
            if (spoken.lang if spoken else "") != span.lang:
                spoken = link = None
            if isinstance(own, Element) and span.lang:
                own = spoken = spoken or own.child(Role.SPAN, lang=span.lang)
            if isinstance(own, Element) and span.link and not own.within(Role.LINK):
                if link is None or link.target != span.link:
                    link = own.child(Role.LINK, target=span.link)
                own = link
            if not span.link:
                link = None
            face = self._face(style.font, span)
            if isinstance(own, Artifact) or not (left or may_hold_bare_address(span.text)):  # nearly always
                yield Piece(span.text, face, colour, own, rise, scale)
                continue
            for text, part in _parts(span.text, own, left):
                yield Piece(text, face, colour, part, rise, scale)

    def _face(self, font: str, span: Span) -> str:
        """The cut for a span; an emphasis that a face lacks changes nothing, as Chinese is never slanted."""
        face = self.theme.faces[font]
        if span.bold and span.italic:
            return face.bi or face.b or face.i or font
        if span.bold:
            return face.b or font
        return (face.i or font) if span.italic else font

    def _keep(self, style: Style) -> tuple[str, ...]:
        return self.keep if style.wrap == "balance" else ()

    def presenters(self, record: Record) -> tuple[str, ...]:
        """Who presents a poster; the first author where nobody is marked."""
        marked = tuple(author.name for author in record.authors if author.presenter)
        return marked or tuple(author.name for author in record.authors[:1])

    def anchor(self, record: Record) -> str:
        """The name of a poster's place, for links."""
        return poster_anchor(record)

    def row_anchor(self, record: Record) -> str:
        """The name of a poster's row in the summary table."""
        return f"row:{record.number}"

    def contents(self, *, parts: bool = False) -> Contents:
        """The contents list: page numbers first, each entry a link; with `parts` those of entries too."""
        styles, words, where = self.theme.styles, self.booklet.words, self.booklet.where
        section = self.section()
        heading = self.text(styles.contents_head, words.contents, section.child(self.heading), where)
        toc = section.child(Role.TOC)
        rows: list[ListRow] = []
        for one in self.contents_entries:
            item = toc.child(Role.TOC_ITEM)
            rows.append(self._entry(one, item))
            if parts and one.parts:
                inner = item.child(Role.TOC)
                rows += [self._entry(part, inner.child(Role.TOC_ITEM), part=True) for part in one.parts]
        return Contents(heading, tuple(rows))

    def parts_of_contents(self) -> tuple[ListRow, ...]:
        """The parts of all entries of the contents list, in a list of their own."""
        toc = self.section().child(Role.TOC)
        parts = (part for entry in self.contents_entries for part in entry.parts)
        return tuple(self._entry(part, toc.child(Role.TOC_ITEM)) for part in parts)

    def _entry(self, entry: ContentsEntry, item: Element, *, part: bool = False) -> ListRow:
        """An entry's row; a part's is in its group's colour, and its pages are lighter."""
        styles = self.theme.styles
        link = item.child(Role.REFERENCE).child(
            Role.LINK, target=entry.ranges[0][0], alt=self.plain(entry.wording)
        )
        paged = styles.contents if part else styles.contents_page
        style = replace(styles.contents, colour="topic") if part else styles.contents
        pages = self.text(paged, "{page} ", link, entry.where)
        return ListRow(
            Reference(pages, entry.ranges), self.inline(style, entry.wording, link, entry.where, entry.group)
        )

    @property
    def date_in_words(self) -> str:
        """The booklet's date in words, '' without one."""
        return self.booklet.words.date_in_words(self.booklet.date) if self.booklet.date else ""

    @property
    def keep(self) -> tuple[str, ...]:
        """Phrases that a title does not break; by default the issuer's name and short name."""
        issuer = self.booklet.issuer
        named = tuple(dict.fromkeys((*(name.text for name in issuer.names), issuer.short)))
        return self.booklet.keep or tuple(filter(None, named))


def captioned(parent: Element, alt: str, caption: str, lang: str = "") -> tuple[Element, Element]:
    """The elements of a figure and of its caption, which is read after it.

    They are beside each other: what stands within a figure is not read where it has an alternative. They have
    a section of their own, which says what the caption is of (ISO 14289-2, 8.2.5.27).
    """
    both = parent.child(Role.SECT) if caption else parent
    return both.child(Role.FIGURE, alt=alt, lang=lang), both.child(Role.CAPTION, lang=lang)


def times(words: Words, start: When | None, end: When | None) -> str:
    """From when to when; a day that both share is said once."""
    if start and end and start.day == end.day:
        end = When(end.time)
    return "–".join(_time(words, one) for one in (start, end) if one)


def _time(words: Words, when: When) -> str:
    day = f"{words.short_day(when.day)}{words.place}" if when.day else ""
    return f"{day}{when.time:%H:%M}"


def _parts(text: str, element: Element, left: Expansions | None) -> Iterator[tuple[str, Element]]:
    """A text by what is said of its parts: where a bare address leads, what an abbreviation stands for."""
    end = 0
    for start, stop, target in bare_addresses(text):
        if element.within(Role.LINK):
            break
        yield from _expanded(text[end:start], element, left)
        leads = target.replace(SOFT_HYPHEN, "")
        yield text[start:stop], element.child(Role.LINK, target=leads, seamless=True)
        end = stop
    yield from _expanded(text[end:] if end else text, element, left)


def _expanded(text: str, element: Element, left: Expansions | None) -> Iterator[tuple[str, Element]]:
    end = 0
    for start, stop, long in left.take(text) if left else ():
        if start > end:
            yield text[end:start], element
        yield text[start:stop], element.child(Role.SPAN, expansion=long, seamless=True)
        end = stop
    if end < len(text):
        yield text[end:], element


def _with_soft_breaks(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], tuple[int, ...]]:
    """The pieces without their soft hyphens, and the offsets within words at which these stood."""
    kept: list[Piece] = []
    soft: list[int] = []
    at = 0
    for piece in pieces:
        *parts, last = piece.text.split(SOFT_HYPHEN)
        for part in parts:
            at += len(part)
            soft.append(at)
        at += len(last)
        if word := "".join((*parts, last)):
            kept.append(replace(piece, text=word))
    plain = "".join(piece.text for piece in kept)
    inside = [at for at in dict.fromkeys(soft) if plain[at - 1 : at].strip() and plain[at : at + 1].strip()]
    return tuple(kept), tuple(inside)


def at_floor(block: LegalBlock, style: Style) -> Style:
    """The style of a legal block, enlarged where the block's own floor is above it."""
    if not block.floor or block.floor <= style.size:
        return style
    return style.sized(block.floor, style.lead * block.floor / style.size)
