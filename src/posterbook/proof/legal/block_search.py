"""Finds the words of a legal block in a text: in what was laid out, or, to say where it is, in a file.

Texts are compared without their white space, which a page sets as it likes; only whether there is some
between two words must agree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from posterbook.proof.legal.painted_content import JOINT
from posterbook.values import NamedTuple

BY_CHANCE: Final = 8
"""How many characters after a break may agree by chance with what stands there instead."""
QUOTED: Final = 30
"""So many characters that still agree are quoted."""


class FoldedText(NamedTuple):
    """A text without its white space, and what stands before each character: '', ' ' or a JOINT."""

    solid: str
    before: tuple[str, ...]


def fold(text: Iterable[str]) -> FoldedText:
    """The text with its white space set apart; a joint beside white space is white space."""
    solid: list[str] = []
    before: list[str] = []
    gap = ""
    for item in text:
        if item == JOINT:
            gap = gap or JOINT
            continue
        for character in item:
            if character.isspace():
                gap = " "
                continue
            solid.append(character)
            before.append(gap)
            gap = ""
    return FoldedText("".join(solid), tuple(before))


def find(wanted: FoldedText, read: FoldedText) -> int:
    """Where in `read` the wanted text stands whole, its words parted alike; -1 if nowhere."""
    at = read.solid.find(wanted.solid)
    while at >= 0 and not _is_parted_alike(wanted, read, at):
        at = read.solid.find(wanted.solid, at + 1)
    return at


def _is_parted_alike(wanted: FoldedText, read: FoldedText, at: int) -> bool:
    pairs = zip(wanted.before[1:], read.before[at + 1 :], strict=False)
    return all(gap == JOINT or bool(want) == bool(gap) for want, gap in pairs)


def whereabouts(
    text: str, own: Sequence[int], others: Sequence[int], read: Callable[[Sequence[int]], FoldedText]
) -> tuple[str, str]:
    """Code and predicate for a block that is not as it was laid out: what is there instead."""
    wanted, here = fold(text), read(own)
    listed = ", ".join(map(str, own))
    if find(wanted, here) >= 0:
        return "legal-moved", f"stands elsewhere on page {listed} than it was laid out"
    for page in others:
        if find(wanted, read((page,))) >= 0:
            return "legal-page", f"stands on page {page}, not on page {listed}"
    agreed = _agreement(wanted, here)
    for page in others:
        if _has_rest(wanted, agreed, read((page,))):
            return "legal-split", f"is split: it begins on page {listed} and ends on page {page}"
    return "legal-text", f"on page {listed} differs from its text after {_last_words(wanted, agreed)}"


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


def _last_words(wanted: FoldedText, agreed: int) -> str:
    """The end of what still agrees, quoted."""
    text = "".join(
        (" " if gap else "") + character
        for gap, character in zip(wanted.before[:agreed], wanted.solid[:agreed], strict=True)
    ).strip()
    return f"'…{text[-QUOTED:].strip()}'" if text else "its beginning"
