"""Proves on the written file that every legal block stands on paper as it must (SPEC 3, DESIGN 6).

What a block is found to say comes from `reading.py`; how it stands is judged in `standing.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from typing import Final, NamedTuple

from pikepdf import Pdf

from posterbook.design.fonts import Fonts
from posterbook.errors import Problem, error
from posterbook.forms.legal import FoundBlock
from posterbook.proof.legal.expected import ExpectedBlock
from posterbook.proof.legal.glyph_checks import GlyphChecks
from posterbook.proof.legal.located_block import LocatedBlock
from posterbook.proof.legal.matrix import around
from posterbook.proof.legal.painted_content import Glyph
from posterbook.proof.legal.placement_checks import faults
from posterbook.proof.legal.reading import JOINT, Reader

BY_CHANCE: Final = 8
"""How many characters after a break may agree by chance with what stands there instead."""


class Proof(NamedTuple):
    """What a file was found to carry, and what is wrong with it."""

    found: tuple[FoundBlock, ...]
    problems: tuple[Problem, ...]


class Folded(NamedTuple):
    """A text without its white space, and what stands before each character: '', ' ' or a JOINT.

    `glyphs` are what shows each character, in a text that was read.
    """

    solid: str
    before: tuple[str, ...]
    glyphs: tuple[Glyph, ...] = ()


def prove_legal(pdf: bytes, texts: Sequence[ExpectedBlock], fonts: Fonts) -> Proof:
    """How the legal blocks stand in a file, read back; only the pages that should carry them are read."""
    found: list[FoundBlock] = []
    problems: list[Problem] = []
    if not texts:
        return Proof((), ())
    with Pdf.open(BytesIO(pdf)) as opened:
        reader, likeness = _Search(Reader(opened)), GlyphChecks(fonts)
        for text in texts:
            stretch, wrong = reader.sought(text)
            problems += wrong
            if stretch:
                found.append(_found(text, stretch))
                judged = (*faults(text, stretch), *likeness.faults(text, stretch))
                problems += [_problem(text, code, said) for code, said in judged]
        problems += _disorder(found, texts)
    return Proof(tuple(found), tuple(problems))


def fold(text: Iterable[Glyph | str]) -> Folded:
    """The text with its white space set apart; a joint beside white space is white space."""
    solid: list[str] = []
    before: list[str] = []
    glyphs: list[Glyph] = []
    gap = ""
    for item in text:
        if isinstance(item, str) and item == JOINT:
            gap = gap or JOINT
            continue
        for character in item if isinstance(item, str) else item.text:
            if character.isspace():
                gap = " "
                continue
            solid.append(character)
            before.append(gap)
            gap = ""
            if isinstance(item, Glyph):
                glyphs.append(item)
    return Folded("".join(solid), tuple(before), tuple(glyphs))


def place(wanted: Folded, read: Folded) -> int:
    """Where in `read` the wanted text stands whole, its words parted alike; -1 if nowhere."""
    at = read.solid.find(wanted.solid)
    while at >= 0 and not _parted_alike(wanted, read, at):
        at = read.solid.find(wanted.solid, at + 1)
    return at


def _parted_alike(wanted: Folded, read: Folded, at: int) -> bool:
    pairs = zip(wanted.before[1:], read.before[at + 1 :], strict=False)
    return all(found == JOINT or bool(want) == bool(found) for want, found in pairs)


class _Search:
    """Looks for blocks in a file; what its pages say is set apart from white space once."""

    __slots__ = ("_read", "_reader")

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[tuple[int, ...], bool], Folded] = {}

    def sought(self, text: ExpectedBlock) -> tuple[LocatedBlock | None, list[Problem]]:
        """The stretch that shows a block, and what is wrong with its place; none where it does not stand."""
        if not text.pages:
            return None, [_problem(text, "legal-page", "stands on no page")]
        lacking = [page for page in text.pages if page not in self._reader]
        if lacking:
            said = f"belongs on page {lacking[0]}, which the file does not have"
            return None, [_problem(text, "legal-page", said)]
        wanted, read = fold(text.text), self._on(text.pages)
        at = place(wanted, read)
        if at < 0:
            return None, [self._astray(text, wanted, read)]
        sights = {page: self._reader.sight(page) for page in text.pages}
        stretch = LocatedBlock.of(
            read.glyphs[at : at + len(wanted.solid)], wanted.before, sights, text.height
        )
        return stretch, list(self._late(text, stretch))

    def _on(self, pages: tuple[int, ...], *, artifacts: bool = False) -> Folded:
        key = pages, artifacts
        if key not in self._read:
            self._read[key] = fold(_joined(self._reader, pages, artifacts=artifacts))
        return self._read[key]

    def _late(self, text: ExpectedBlock, stretch: LocatedBlock) -> Iterator[Problem]:
        """A block that must come first and does not."""
        if text.first and self._on(text.pages, artifacts=True).glyphs[0] is not stretch.glyphs[0]:
            yield _problem(text, "legal-first", f"is not the first text of page {text.pages[0]}")

    def _astray(self, text: ExpectedBlock, wanted: Folded, read: Folded) -> Problem:
        """A block that is not where it must be: elsewhere, marked as no content, or in other words."""
        listed = ", ".join(map(str, text.pages))
        for page in self._reader.sequences:
            if page not in text.pages and place(wanted, self._on((page,))) >= 0:
                return _problem(text, "legal-page", f"stands on page {page}, not on page {listed}")
        agreed = _agreed(wanted, read)
        for page in self._reader.sequences:
            if page not in text.pages and _ends(wanted, agreed, self._on((page,))):
                return _problem(
                    text, "legal-split", f"is split: it begins on page {listed} and ends on page {page}"
                )
        if place(wanted, self._on(text.pages, artifacts=True)) >= 0:
            return _problem(text, "legal-artifact", f"on page {listed} is hidden from reading aloud")
        said = f"differs from its text after {_last_words(wanted, agreed)}"
        return _problem(text, "legal-text", f"on page {listed} {said}")


def _joined(reader: Reader, pages: Sequence[int], *, artifacts: bool = False) -> Iterator[Glyph | str]:
    for page in pages:
        yield from reader.stream(page, artifacts=artifacts)
        yield JOINT


def _agreed(wanted: Folded, read: Folded) -> int:
    """Up to which character a page agrees with the wanted text."""

    def lacks(length: int) -> bool:
        return place(Folded(wanted.solid[:length], wanted.before[:length]), read) < 0

    return bisect_left(range(len(wanted.solid) + 1), True, key=lacks) - 1


def _ends(wanted: Folded, agreed: int, read: Folded) -> bool:
    """Whether a page has the rest of a text that another page has up to a character, or to one before it."""
    starts = range(agreed, max(agreed - BY_CHANCE, 0), -1)
    parts = (Folded(wanted.solid[start:], wanted.before[start:]) for start in starts)
    return any(part.solid and place(part, read) >= 0 for part in parts)


def _last_words(wanted: Folded, length: int) -> str:
    parted = "".join(" " * bool(b) + c for b, c in zip(wanted.before, wanted.solid[:length], strict=False))
    return f"'…{parted[-30:].strip()}'" if parted else "its beginning"


def _problem(text: ExpectedBlock, code: str, said: str) -> Problem:
    return error(code, f"the legal block '{text.id}' {said}", text.where)


def _found(text: ExpectedBlock, stretch: LocatedBlock) -> FoundBlock:
    """What the report says of a block."""
    lines = [line for line in stretch.lines if line.page == stretch.glyphs[0].setting.panel]
    hull = around(
        [edge for one in lines for edge in ((one.inner.x, one.inner.y), (one.inner.right, one.inner.bottom))]
    )
    parted = "".join(" " * bool(b) + g.text for b, g in zip(stretch.before, stretch.glyphs, strict=True))
    return FoundBlock(
        text.id,
        lines[0].page,
        round(min(glyph.setting.size for glyph in stretch.glyphs), 2),
        hull,
        sha256(parted.strip().encode()).hexdigest(),
    )


def _disorder(found: Sequence[FoundBlock], texts: Sequence[ExpectedBlock]) -> Iterator[Problem]:
    """Blocks of one page that stand in another order than the booklet's."""
    known = {one.id: one for one in found}
    given = [text for text in texts if text.id in known]
    for before, text in pairwise(given):
        one, other = known[before.id], known[text.id]
        if (before.place, one.page) == (text.place, other.page) and one.box.y > other.box.y:
            yield _problem(text, "legal-order", f"stands above '{before.id}', not below it")
