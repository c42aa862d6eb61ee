"""The document to sign: every paragraph of a booklet with its number, what has changed, and room for names.

It is for whoever approves, as posterbook's messages are, and in their language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from posterbook.content.difference import word_difference
from posterbook.content.model import Booklet, LegalBlock
from posterbook.content.printed import MARGINS, ApprovedDocument, PrintedPage, words_digest
from posterbook.content.scalars import fold
from posterbook.design.theme import Colour, Style, Theme
from posterbook.documents.sheet import Block, composition, with_raised_words
from posterbook.errors import Where
from posterbook.forms.element import Element, Meaning, Role
from posterbook.forms.galley import Composition, Piece, Text
from posterbook.pages.composer import Composer
from posterbook.values import dataclass

SIGNERS: Final = 3
"""For how many names there is room."""
ROOM: Final = 1.6
"""Lines of room for a name, a date or a signature."""
PLAIN, FRAMED = 0.35, 1.0
"""Lines that are free between paragraphs, and around a frame."""


@dataclass(frozen=True, slots=True)
class LegalFact:
    """What is said of a legal block beside it: where it stands, its smallest type in points, its rule."""

    block: LegalBlock
    size: float
    rule: str = ""


def signoff(
    booklet: Booklet,
    theme: Theme,
    pages: Sequence[PrintedPage],
    facts: Sequence[LegalFact],
    earlier: ApprovedDocument | None,
) -> Composition:
    """The document to sign of a booklet that prints these pages, with its changes since `earlier`."""
    bare = replace(booklet, running_order=())
    composer = Composer(bare, theme, (), Element(Role.DOCUMENT, lang=booklet.language), {})
    writer = _Writer(composer, facts, _matched(pages, earlier))
    text = [*writer.opening(earlier), *writer.paragraphs()]
    changed = list(writer.changes(earlier))
    parts = [text, *([changed] if changed else []), list(writer.signatures(words_digest(pages)))]
    return composition(parts, f"SHA-256 {words_digest(pages)}", f"SHA-256 {words_digest(pages)}")


def _matched(
    pages: Sequence[PrintedPage], earlier: ApprovedDocument | None
) -> list[tuple[PrintedPage, str, str | None]]:
    """Today's paragraphs with their page and what each said before, None where nothing was approved.

    A paragraph that was left out stands where it was, and says nothing now.
    """
    now = [(page, text) for page in pages for text in page.text]
    if earlier is None or not earlier.pages:
        return [(page, text, None) for page, text in now]
    old = [text for page in earlier.pages for text in page.text]
    found: list[tuple[PrintedPage, str, str | None]] = []
    matcher = SequenceMatcher(None, old, [text for _, text in now], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += [(page, text, text) for page, text in now[c:d]]
            continue
        for place in range(max(b - a, d - c)):
            page, text = now[c + place] if c + place < d else (now[min(c, len(now) - 1)][0], "")
            found.append((page, text, old[a + place] if a + place < b else ""))
    return found


class _Writer:
    """Composes the paper; paragraphs are numbered from 1."""

    __slots__ = ("_composer", "_legal", "_matched", "_section", "_styles")

    def __init__(
        self,
        composer: Composer,
        facts: Sequence[LegalFact],
        matched: list[tuple[PrintedPage, str, str | None]],
    ) -> None:
        self._composer, self._matched = composer, matched
        self._section, self._styles = composer.section(), composer.theme.styles
        self._legal: Mapping[str, LegalFact] = {
            wording: fact for fact in facts for wording in _wordings(fact.block)
        }

    def opening(self, earlier: ApprovedDocument | None) -> Iterator[Block]:
        book, styles = self._composer.booklet, self._styles
        yield Block(self._text(styles.page_heading, "For approval", Role.H1), above=0, heading=True)
        title = self._composer.inline(
            styles.contents_page, book.title, self._section.child(Role.P), book.where
        )
        yield Block(title, above=0.5)
        about = "Every word that the booklet prints, by paragraph. An ellipsis stands for page numbers."
        if earlier:
            what = "are marked and listed" if earlier.pages else "of its legal texts are listed"
            since = f"Changes since the approval by {earlier.by}, {earlier.date.isoformat()}, {what}."
            about = f"{about} {since}"
        yield Block(self._text(styles.contents, about), above=0.5)

    def paragraphs(self) -> Iterator[Block]:
        """Page by page, each paragraph with its number; legal ones in a frame, with what is said of them."""
        styles, shown, framed = self._styles, "", False
        for number, (page, now, before) in enumerate(self._matched, 1):
            if page.page != shown:
                shown = page.page
                yield Block(self._text(styles.small_heading, _called(page), Role.H2), above=1, heading=True)
            fact = self._legal.get(now)
            label = [self._text(styles.label, str(number))]
            if fact:
                label += [self._text(styles.label, line) for line in _facts(fact)]
            above = FRAMED if fact or framed else PLAIN
            framed = fact is not None
            yield self._paragraph(now, before, tuple(label), above, framed=framed)

    def changes(self, earlier: ApprovedDocument | None) -> Iterator[Block]:
        """The paragraphs that are not as they were approved, by number and page, with the words."""
        if earlier is None:
            return
        styles = self._styles
        heading = f"Changes since {earlier.date.isoformat()}"
        yield Block(self._text(styles.page_heading, heading, Role.H2), above=0, heading=True)
        found = [
            (number, page, before, now)
            for number, (page, now, before) in enumerate(self._matched, 1)
            if before is not None and before != now
        ]
        legal = () if earlier.pages else tuple(self._legal_changes(earlier))
        if not (found or legal):
            yield Block(self._text(styles.contents, "No word has changed."), above=0.5)
        for name, differs in legal:
            yield Block(self._text(styles.body, differs), label=(self._text(styles.label, name),))
        for number, page, before, now in found:
            label = (self._text(styles.label, str(number)), self._text(styles.label, _called(page)))
            wording = self._text(styles.body, word_difference(before, now))
            yield Block(with_raised_words(wording), label=label)

    def _legal_changes(self, earlier: ApprovedDocument) -> Iterator[tuple[str, str]]:
        """The legal blocks that are not as they were approved, where nothing else was."""
        was = dict(earlier.legal)
        now = {fact.block.id: fact.block.file.text for fact in self._legal.values()}
        for name in dict.fromkeys((*was, *now)):
            if differs := word_difference(was.get(name, ""), now.get(name, "")):
                yield name, differs

    def signatures(self, digest: str) -> Iterator[Block]:
        """The digest of the whole, and room for names, dates and signatures."""
        styles = self._styles
        yield Block(self._text(styles.page_heading, "Approval", Role.H2), above=0, heading=True)
        about = (
            f"I approve the wording of the {len(self._matched)} paragraphs above, whose SHA-256 digest is"
            f" {digest}."
        )
        yield Block(self._text(styles.body, about), above=0.5)
        for _ in range(SIGNERS):
            for place, wording in enumerate(("Name and office", "Date", "Signature")):
                yield Block(self._text(styles.label, wording), above=0.5 if place else 2, box=ROOM)

    def _paragraph(
        self, now: str, before: str | None, label: tuple[Text, ...], above: float, *, framed: bool
    ) -> Block:
        style, parent = self._styles.body, self._section.child(Role.P)
        if before is None or before == now:
            text = self._composer.text(style, now, parent, Where(""))
            return Block(text if framed else with_raised_words(text), above, label, framed=framed)
        struck, added = parent.child(Role.SPAN), parent.child(Role.SPAN)
        pieces = tuple(self._marked_pieces(style, before.split(), now.split(), (parent, struck, added)))
        text = Text(style, pieces, Where(""))
        text = text if framed else with_raised_words(text)
        return Block(text, above, label, frozenset((struck,)), frozenset((added,)), framed=framed)

    def _marked_pieces(
        self, style: Style, before: list[str], now: list[str], elements: tuple[Meaning, Meaning, Meaning]
    ) -> Iterator[Piece]:
        kept, struck, added = elements
        colour, grey = self._composer.theme.ink, self._composer.theme.grey
        for tag, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
            if tag == "equal":
                yield Piece(" ".join(now[c:d]) + " ", style.font, colour, kept)
                continue
            if b > a:
                yield from self._words(before[a:b], style, grey, struck, kept)
            if d > c:
                yield from self._words(now[c:d], style, colour, added, kept)

    def _words(
        self, words: Sequence[str], style: Style, colour: Colour, element: Meaning, kept: Meaning
    ) -> Iterator[Piece]:
        """Marked words, and a space behind them that is not."""
        yield Piece(" ".join(words), style.font, colour, element)
        yield Piece(" ", style.font, self._composer.theme.ink, kept)

    def _text(self, style: Style, wording: str, role: Role = Role.P) -> Text:
        return self._composer.text(style, wording, self._section.child(role), Where(""))


def _called(page: PrintedPage) -> str:
    if page.page == MARGINS:
        return "In the margins"
    return f"Page {page.page}" + (f"  ·  {page.number}" if page.number else "")


def _facts(fact: LegalFact) -> Iterator[str]:
    yield f"{fact.block.id}: {fact.block.place}"
    if fact.size:
        yield f"{fact.size:g} pt, {fact.block.weight}"
    if fact.rule:
        yield fact.rule


def _wordings(block: LegalBlock) -> Iterator[str]:
    """A legal block as its paragraphs, and as one: how it is printed depends on its weight."""
    yield fold(block.file.text)
    yield " ".join(block.file.text.split())
    yield from (fold(part) for part in re.split(r"\n[ \t]*\n", block.file.text) if part.strip())
