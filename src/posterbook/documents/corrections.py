"""Corrections to a printed booklet: a list in the order of the book, and slips to cut out and paste in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from posterbook.content.book_difference import ELSEWHERE, BookDifference, PosterChange, TextChange, What
from posterbook.content.model import Booklet, Record
from posterbook.design.theme import Style, Theme
from posterbook.documents.sheet import Block, composition, with_raised_words
from posterbook.errors import Where
from posterbook.forms.element import Element, Role
from posterbook.forms.galley import Composition, Piece, Text
from posterbook.pages.composer import Composer


def corrections(booklet: Booklet, theme: Theme, found: BookDifference, body: float) -> Composition:
    """The list, then the slips; `body` is the size of the posters' printed text in points."""
    document = Element(Role.DOCUMENT, lang=booklet.language)
    bare = replace(booklet, running_order=())
    composer = Composer(bare, theme, (), document, {})
    section, words, styles = composer.section(), booklet.words, theme.styles
    heading = composer.text(styles.page_heading, words.corrections, section.child(Role.H1), booklet.where)
    about = composer.inline(styles.contents, booklet.title, section.child(Role.P), booklet.where)
    blocks = [Block(heading, above=0, heading=True), Block(about, above=0.5)]
    if booklet.date:
        day = words.date_in_words(booklet.date)
        blocks.append(
            Block(composer.text(styles.contents, day, section.child(Role.P), booklet.where), above=0)
        )
    entries = _Entries(composer, section, {record.number: record for record in booklet.records}, body)
    blocks += entries.listed(found)
    slips = list(entries.slips(found))
    if slips:  # the page's own rule is the first to cut along
        slips[0] = replace(slips[0], ruled=False)
    return composition([blocks, slips] if slips else [blocks], booklet.issuer_name, words.corrections)


SLIPS: Final = frozenset((What.RETITLED, What.MOVED, What.RELOCATED, What.RETIMED, What.REWORDED))
"""Changes whose new wording can be pasted over the old one."""


class _Entries:
    """Composes entries and slips of one booklet; `records` are by number."""

    __slots__ = ("_body", "_composer", "_records", "_section", "_styles", "_words")

    def __init__(
        self, composer: Composer, section: Element, records: Mapping[str, Record], body: float
    ) -> None:
        self._composer, self._section, self._records, self._body = composer, section, records, body
        self._styles, self._words = composer.theme.styles, composer.booklet.words

    def listed(self, found: BookDifference) -> Iterator[Block]:
        """Each correction: page, number and what it is; then the new wording, then the old."""
        for one in found.posters:
            yield from self._entry(self._head(one.page, one.number, self._what(one)), *self._wordings(one))
        for text in own_texts(found, self._words.withdrawn):
            head = self._head(text.page, "", self._words.reworded)
            yield from self._entry(head, text.now, text.before)

    def slips(self, found: BookDifference) -> Iterator[Block]:
        """New wordings at the size in which the old ones are printed, each between rules to cut along."""
        for one in found.posters:
            record = self._records.get(one.number)
            if record is not None and one.what in SLIPS:
                yield self._slip_head(one.page, one.number)
                yield from self._slip(one, record)
        for text in own_texts(found, self._words.withdrawn):
            if text.now:
                yield self._slip_head(text.page, "")
                yield Block(self._literal(self._styles.body, text.now), above=0)

    def _slip(self, one: PosterChange, record: Record) -> Iterator[Block]:
        styles, composer = self._styles, self._composer
        if one.what is What.RETITLED:
            element = self._section.child(Role.P)
            yield Block(composer.inline(styles.title, record.title, element, record.where), above=0)
        elif one.what is What.REWORDED:
            step = next((step for step in composer.theme.fit.body if step[0] == self._body), None)
            body = styles.body.sized(*step[:2]) if step else styles.body
            for section in record.sections:
                element = self._section.child(Role.P)
                yield Block(
                    composer.inline(styles.section, section.heading, element, record.where), heading=True
                )
                for text in composer.paragraphs(body, section.text, self._section, record.where):
                    yield Block(text, above=0)
        else:
            now, _ = self._wordings(one)
            yield Block(self._literal(styles.locator_board, now or one.before), above=0)

    def _slip_head(self, page: str, number: str) -> Block:
        head = self._literal(self._styles.label, self._called(page, number))
        return Block(head, above=2, heading=True, ruled=True)

    def _called(self, page: str, number: str) -> str:
        return "  ·  ".join(filter(None, (self._words.page.format(page=page), number)))

    def _head(self, page: str, number: str, what: str) -> Text:
        """Page and number in the sans, as in the contents list, and what has happened."""
        element, styles = self._section.child(Role.P), self._styles
        first, second = styles.contents_page, styles.contents
        colour = self._composer.theme.ink
        pieces = (
            Piece(f"{self._called(page, number)}  ", first.font, colour, element),
            Piece(f" {what}", second.font, colour, element),
        )
        return Text(first, pieces, self._composer.booklet.where)

    def _entry(self, head: Text, now: str, before: str) -> Iterator[Block]:
        yield Block(head, above=1, heading=bool(now or before))
        style = self._styles.body
        if now:
            bold = replace(style, font=self._composer.theme.faces[style.font].b or style.font)
            yield Block(self._literal(bold, now), above=0)
        if before:
            element = self._section.child(Role.P)
            grey = replace(style, colour="grey")
            text = with_raised_words(self._composer.text(grey, before, element, Where("printed.yaml")))
            yield Block(text, above=0, struck=frozenset((element,)))

    def _literal(self, style: Style, wording: str) -> Text:
        element = self._section.child(Role.P)
        return with_raised_words(self._composer.text(style, wording, element, self._composer.booklet.where))

    def _what(self, one: PosterChange) -> str:
        words = self._words
        named = {
            What.WITHDRAWN: words.withdrawn,
            What.REMOVED: words.withdrawn,
            What.ADDED: words.added,
            What.RESTORED: words.added,
            What.RETITLED: words.retitled,
            What.REWORDED: words.reworded,
        }
        return named.get(one.what, words.moved)

    def _wordings(self, one: PosterChange) -> tuple[str, str]:
        """The new wording and the old one, as far as a reader of the list needs them."""
        if one.what is What.REWORDED:
            return "", ""
        if one.what is What.ADDED:
            record = self._records.get(one.number)
            board = self._words.board.format(board=record.board) if record and record.board else ""
            return self._words.place.join(filter(None, (one.now, board))), ""
        if one.what is What.MOVED:
            before, now = (
                self._words.board.format(board=one) if one else "" for one in (one.before, one.now)
            )
            return now, before
        return one.now, one.before


def own_texts(found: BookDifference, withdrawn: str) -> tuple[TextChange, ...]:
    """The changed paragraphs that do not only repeat what has become of a poster, as rows of tables do.

    `withdrawn` marks such a row. What names pages follows from where these are, and margins are no text.
    """
    repeated = {withdrawn} | {text for one in found.posters for text in (one.before, one.now)}
    return tuple(
        one
        for one in found.texts
        if one.page.isdecimal()
        and ELSEWHERE not in one.before + one.now
        and not ({one.before, one.now} - {""}) & repeated
    )
