"""Which page comes where on sheets that are folded and stitched: a grid of numbers, nothing else.

Sheets lie inside each other, so the outermost carries the first and the last page of its signature.
"""

from __future__ import annotations

from collections.abc import Iterator

from posterbook.values import dataclass

PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Spread:
    """Two pages side by side, by sequence from 1."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class FoldedSheet:
    """A sheet before it is folded: both sides as they are read when they lie upright.

    `signature` and `index` count from 0, the index from the outermost sheet of its signature.
    """

    signature: int
    index: int
    outside: Spread
    inside: Spread


def fold_sheets(pages: int, signature: int = 0) -> tuple[FoldedSheet, ...]:
    """The sheets of a booklet in signatures of so many sheets, the last of what is left; 0 makes one of all.

    `pages` is a multiple of four.
    """
    if pages % PAGES_A_SHEET:
        raise ValueError(f"{pages} pages do not fill sheets of four")
    return tuple(
        sheet
        for number, (first, last) in enumerate(signatures(pages, signature))
        for sheet in _nested(number, first, last)
    )


def signatures(pages: int, sheets: int) -> tuple[tuple[int, int], ...]:
    """The first and the last page of each signature of so many sheets; 0 makes one of all."""
    step = sheets * PAGES_A_SHEET or pages
    return tuple((first, min(first + step, pages + 1) - 1) for first in range(1, pages + 1, step))


def _nested(number: int, first: int, last: int) -> Iterator[FoldedSheet]:
    for index in range((last - first + 1) // PAGES_A_SHEET):
        low, high = first + 2 * index, last - 2 * index
        yield FoldedSheet(number, index, Spread(high, low), Spread(low + 1, high - 1))
