"""Finds the legal blocks in what a file says, and says of one that is not in its place where it is instead.

Texts are compared without their white space, which a page sets as it likes; only whether there is some
between two words must agree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from posterbook.errors import Problem, error
from posterbook.proof.legal.expected import ExpectedBlock
from posterbook.proof.legal.file_reader import FileReader
from posterbook.proof.legal.located_block import LocatedBlock
from posterbook.proof.legal.painted_content import JOINT, Glyph

BY_CHANCE: Final = 8
"""How many characters after a break may agree by chance with what stands there instead."""
QUOTED: Final = 30
"""So many characters that still agree are quoted."""


class FoldedText(NamedTuple):
    """A text without its white space, and what stands before each character: '', ' ' or a JOINT.

    `glyphs` are what shows each character, in a text that was read.
    """

    solid: str
    before: tuple[str, ...]
    glyphs: tuple[Glyph, ...] = ()


def fold(text: Iterable[Glyph | str]) -> FoldedText:
    """The text with its white space set apart; a joint beside white space is white space."""
    solid: list[str] = []
    before: list[str] = []
    glyphs: list[Glyph] = []
    gap = ""
    for item in text:
        glyph = None if isinstance(item, str) else item
        if item == JOINT:
            gap = gap or JOINT
            continue
        for character in str(item) if glyph is None else glyph.text:
            if character.isspace():
                gap = " "
                continue
            solid.append(character)
            before.append(gap)
            gap = ""
            if glyph is not None:
                glyphs.append(glyph)
    return FoldedText("".join(solid), tuple(before), tuple(glyphs))


def find(wanted: FoldedText, read: FoldedText) -> int:
    """Where in `read` the wanted text stands whole, its words parted alike; -1 if nowhere."""
    at = read.solid.find(wanted.solid)
    while at >= 0 and not _is_parted_alike(wanted, read, at):
        at = read.solid.find(wanted.solid, at + 1)
    return at


def _is_parted_alike(wanted: FoldedText, read: FoldedText, at: int) -> bool:
    pairs = zip(wanted.before[1:], read.before[at + 1 :], strict=False)
    return all(gap == JOINT or bool(want) == bool(gap) for want, gap in pairs)


class BlockSearch:
    """Looks for blocks in a file; what its pages say is set apart from white space once."""

    __slots__ = ("_folded", "_reader")

    def __init__(self, reader: FileReader) -> None:
        self._reader = reader
        self._folded: dict[tuple[tuple[int, ...], bool], FoldedText] = {}

    def find(self, block: ExpectedBlock) -> tuple[LocatedBlock | None, list[Problem]]:
        """The block as it stands on its pages, None if it does not; and what is wrong with its place."""
        if not block.pages:
            return None, [block_problem(block, "legal-page", "stands on no page")]
        lacking = [page for page in block.pages if page not in self._reader]
        if lacking:
            message = f"belongs on page {lacking[0]}, which the file does not have"
            return None, [block_problem(block, "legal-page", message)]
        wanted, read = fold(block.text), self._text(block.pages)
        at = find(wanted, read)
        if at < 0:
            return None, [self._misplacement(block, wanted, read)]
        painted = {page: self._reader.painted(page) for page in block.pages}
        glyphs = read.glyphs[at : at + len(wanted.solid)]
        located = LocatedBlock.of(glyphs, wanted.before, painted, block.height)
        return located, list(self._lateness(block, located))

    def _text(self, pages: tuple[int, ...], *, artifacts: bool = False) -> FoldedText:
        """What some pages say, one after the other."""
        key = pages, artifacts
        if key not in self._folded:
            self._folded[key] = fold(_content(self._reader, pages, artifacts=artifacts))
        return self._folded[key]

    def _lateness(self, block: ExpectedBlock, located: LocatedBlock) -> Iterator[Problem]:
        """A block that must come before all other text and does not."""
        if block.first and self._text(block.pages, artifacts=True).glyphs[0] is not located.glyphs[0]:
            yield block_problem(block, "legal-first", f"is not the first text of page {block.pages[0]}")

    def _misplacement(self, block: ExpectedBlock, wanted: FoldedText, read: FoldedText) -> Problem:
        """A block that is not where it must be: elsewhere, marked as no content, or in other words."""
        listed = ", ".join(map(str, block.pages))
        others = [page for page in self._reader.sequences if page not in block.pages]
        for page in others:
            if find(wanted, self._text((page,))) >= 0:
                return block_problem(block, "legal-page", f"stands on page {page}, not on page {listed}")
        agreed = _agreement(wanted, read)
        for page in others:
            if _has_rest(wanted, agreed, self._text((page,))):
                message = f"is split: it begins on page {listed} and ends on page {page}"
                return block_problem(block, "legal-split", message)
        if find(wanted, self._text(block.pages, artifacts=True)) >= 0:
            return block_problem(block, "legal-artifact", f"on page {listed} is hidden from reading aloud")
        message = f"on page {listed} differs from its text after {_last_words(wanted, agreed)}"
        return block_problem(block, "legal-text", message)


def block_problem(block: ExpectedBlock, code: str, predicate: str) -> Problem:
    """What is wrong with a block, as the predicate of a sentence whose subject it is."""
    return error(code, f"the legal block '{block.id}' {predicate}", block.where)


def _content(reader: FileReader, pages: Sequence[int], *, artifacts: bool) -> Iterator[Glyph | str]:
    for page in pages:
        yield from reader.content(page, artifacts=artifacts)
        yield JOINT


def _agreement(wanted: FoldedText, read: FoldedText) -> int:
    """Up to which character a page agrees with the wanted text."""

    def lacks(length: int) -> bool:
        return find(FoldedText(wanted.solid[:length], wanted.before[:length]), read) < 0

    return bisect_left(range(len(wanted.solid) + 1), True, key=lacks) - 1


def _has_rest(wanted: FoldedText, agreed: int, read: FoldedText) -> bool:
    """Whether a page has the rest of a text that another page has up to a character, or to one before it."""
    starts = range(agreed, max(agreed - BY_CHANCE, 0), -1)
    parts = (FoldedText(wanted.solid[start:], wanted.before[start:]) for start in starts)
    return any(part.solid and find(part, read) >= 0 for part in parts)


def _last_words(wanted: FoldedText, length: int) -> str:
    parted = "".join(" " * bool(b) + c for b, c in zip(wanted.before, wanted.solid[:length], strict=False))
    return f"'…{parted[-QUOTED:].strip()}'" if parted else "its beginning"
