"""Proves on the written file that every legal block is on its page, whole and word for word (SPEC 3)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Pdf

from posterbook.errors import Problem, Where, error
from posterbook.finish.reading import JOINT, Reader
from posterbook.model import LegalBlock, LegalPlace
from posterbook.page import Page


@dataclass(frozen=True, slots=True)
class Expected:
    """A text that must stand on certain pages (sequences, from 1); `first` before all other text of them."""

    id: str
    pages: tuple[int, ...]
    text: str
    first: bool = False
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without its white space, and what stands before each character: '', ' ' or a JOINT."""

    solid: str
    before: tuple[str, ...]


def expected(blocks: Sequence[LegalBlock], pages: Sequence[Page]) -> tuple[Expected, ...]:
    """What the laid-out pages promise of the legal blocks."""
    return tuple(
        Expected(
            block.id,
            tuple(page.sequence for page in pages if block.id in page.legal),
            block.file.text,
            block.place is LegalPlace.COVER_TOP,
            block.where,
        )
        for block in blocks
    )


def prove_legal(pdf: bytes, blocks: Sequence[LegalBlock], pages: Sequence[Page]) -> list[Problem]:
    """What is wrong with the legal blocks in the file, read back."""
    return prove(pdf, expected(blocks, pages))


def prove(pdf: bytes, texts: Sequence[Expected]) -> list[Problem]:
    """What is wrong with those texts in the file; only the pages they stand on are read."""
    with Pdf.open(BytesIO(pdf)) as opened:
        reader = Reader(opened)
        found = (_fault(reader, text) for text in texts)
        return [problem for problem in found if problem]


def folded(text: str) -> Folded:
    """The text with its white space set apart; a joint beside white space is white space."""
    solid: list[str] = []
    before: list[str] = []
    gap = ""
    for character in text:
        if character == JOINT:
            gap = gap or JOINT
        elif character.isspace():
            gap = " "
        else:
            solid.append(character)
            before.append(gap)
            gap = ""
    return Folded("".join(solid), tuple(before))


def place(wanted: Folded, read: Folded) -> int:
    """Where in `read` the wanted text stands whole, its words parted alike; -1 if nowhere."""
    at = read.solid.find(wanted.solid)
    while at >= 0 and not _parted_alike(wanted, read, at):
        at = read.solid.find(wanted.solid, at + 1)
    return at


def _parted_alike(wanted: Folded, read: Folded, at: int) -> bool:
    pairs = zip(wanted.before[1:], read.before[at + 1 :], strict=False)
    return all(found == JOINT or bool(want) == bool(found) for want, found in pairs)


def _fault(reader: Reader, text: Expected) -> Problem | None:
    fault = _wrong(reader, text)
    return error("legal-text", f"legal block '{text.id}' {fault}", text.where) if fault else None


def _wrong(reader: Reader, text: Expected) -> str:
    """What is wrong with a legal block, or nothing."""
    pages = ", ".join(map(str, text.pages))
    if not text.pages:
        return "stands on no page"
    if max(text.pages) > len(reader):
        return f"belongs on page {pages}, which the file does not have"
    wanted, read = folded(text.text), folded(_joined(reader, text.pages))
    if place(wanted, read) < 0:
        return f"on page {pages} differs from its text after {_agreed(wanted, read)}"
    if text.first and place(wanted, folded(_joined(reader, text.pages, artifacts=True))) > 0:
        return f"is not the first text of page {pages}"
    return ""


def _joined(reader: Reader, pages: Sequence[int], *, artifacts: bool = False) -> str:
    return JOINT.join(reader.text(page - 1, artifacts=artifacts) for page in pages)


def _agreed(wanted: Folded, read: Folded) -> str:
    """The last words of the wanted text up to which the file agrees with it."""

    def lacks(length: int) -> bool:
        return place(Folded(wanted.solid[:length], wanted.before[:length]), read) < 0

    length = bisect_left(range(len(wanted.solid) + 1), True, key=lacks) - 1
    parted = "".join(" " * bool(b) + c for b, c in zip(wanted.before, wanted.solid[:length], strict=False))
    return f"'…{parted[-30:].strip()}'" if parted else "its beginning"
