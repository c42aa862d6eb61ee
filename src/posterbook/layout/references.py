"""Page numbers in texts: where {page} stands, the folios of anchors appear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from posterbook.forms.galley import Piece, Reference, Text
from posterbook.values import dataclass

UNKNOWN = "0000"
"""Stands for a folio that is not settled yet, as wide as any."""


@dataclass(frozen=True, slots=True)
class Folios:
    """The folios on which what an anchor names begins and ends.

    `step` is how much a folio is more than that of the page before: 2 where those between are another
    language's.
    """

    first: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)
    step: int = 1


def resolve(reference: Reference, folios: Folios) -> Text:
    """The reference's text with its folios; adjacent pages become ranges, joined by an en dash."""
    pages, text = _pages(reference, folios), reference.text
    pieces = tuple([_filled(piece, pages) if "{page}" in piece.text else piece for piece in text.pieces])
    return Text(text.style, pieces, text.where, text.keep, text.whole, text.level, text.marker)


def _filled(piece: Piece, pages: str) -> Piece:
    words = piece.text.replace("{page}", pages)
    return Piece(words, piece.face, piece.colour, piece.element, piece.rise, piece.scale)


def _pages(reference: Reference, folios: Folios) -> str:
    if len(reference.ranges) == 1:  # nearly always
        first, last = reference.ranges[0]
        start = folios.first.get(first, UNKNOWN)
        end = folios.last.get(last, UNKNOWN) if last else start
        return start if start == end else f"{start}–{end}"
    spans: list[tuple[str, str]] = []
    for first, last in reference.ranges:
        start = folios.first.get(first, UNKNOWN)
        end = folios.last.get(last, UNKNOWN) if last else start
        if spans and _follows(spans[-1][1], start, folios.step):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return ", ".join(start if start == end else f"{start}–{end}" for start, end in spans)


def _follows(before: str, after: str, step: int) -> bool:
    return before.isdigit() and after.isdigit() and int(after) <= int(before) + step
