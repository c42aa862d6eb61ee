"""The metrics and kerning of a shipped face, from the table that lies beside its font file.

`assets/make.py` asks HarfBuzz once for what the table holds: the advance and left edge of the characters that
booklets mostly consist of, and how each two of them are kerned. So a word is measured by look-ups, in a tenth
of the time that it takes to shape it. What kerning makes of more than two characters, marks and joined
letters is not in the table: for such words, and for fonts of the user's own, HarfBuzz is asked as ever.

The header ends with what describes the font in a PDF, as ReportLab reads it, which need not be loaded then.
After it come the characters' codes, advances, rows, columns and left edges, each as one list, then
the kerning, row by row: a row is for the character before, a column for the one after. All are numbers of two
bytes, the lower one first; lengths are in units of the font.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from struct import Struct
from typing import Any, TypeAlias

from posterbook.values import NamedTuple

SUFFIX = ".metrics"
HEADER = Struct("<LHHHH9d64s")
"""Bytes of the font file that the table was made for; units of an em; characters, rows and columns; and the
descriptor."""


Metrics: TypeAlias = tuple[int, int, Sequence[int], int]
"""A character's advance and left edge, what it is kerned by before each column, and its own column."""


class Descriptor(NamedTuple):
    """What describes a font in a PDF (ISO 32000-1, 9.8), in 1/1000 em and degrees.

    `box` is left, bottom, right and top of all its glyphs, `name` its PostScript name.
    """

    name: str
    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    cap_height: float
    stem: float
    italic_angle: float


class MetricsTable(dict[str, Metrics]):
    """What is known of characters; `units` are those of an em."""

    __slots__ = ("units",)

    def __init__(self, metrics: Iterable[tuple[str, Metrics]], units: int) -> None:
        super().__init__(metrics)
        self.units = units

    def measure(self, word: str) -> tuple[int, list[int]]:
        """The advance of a word, and what kerning adds after each character, [] where it adds nothing.

        Raises KeyError for a character that is not in the table.
        """
        metrics = [self[char] for char in word]
        advance = sum([width for width, _, _, _ in metrics])
        kerns = [row[column] for (_, _, row, _), (_, _, _, column) in pairwise(metrics)]
        return (advance + sum(kerns), [*kerns, 0]) if any(kerns) else (advance, [])


def read_metrics(font: Path) -> MetricsTable | None:
    """The table of a font file; None if it has none with characters, or not all of one for this very file."""
    try:
        content = font.with_suffix(SUFFIX).read_bytes()
        size = font.stat().st_size
    except OSError:
        return None
    made_for, units, count, rows, columns, *_ = _header(content)
    if made_for != size or not count or len(content) != HEADER.size + 2 * (5 * count + rows * columns):
        return None
    codes, advances, row_of, column_of, ink_left, kerning = _lists(content, count)
    lines = [kerning[at : at + columns] for at in range(0, rows * columns, columns)]
    metrics = zip(advances, ink_left, map(lines.__getitem__, row_of), column_of, strict=True)
    return MetricsTable(zip(map(chr, codes), metrics, strict=True), units)


def read_descriptor(font: Path) -> Descriptor | None:
    """What describes a font file, from its table; None if it has none made for a file of this size."""
    try:
        with font.with_suffix(SUFFIX).open("rb") as table:
            content = table.read(HEADER.size)
        size = font.stat().st_size
    except OSError:
        return None
    made_for, _, _, _, _, left, bottom, right, top, *others, name = _header(content)
    if made_for != size:
        return None
    return Descriptor(name.rstrip(b"\0").decode("ascii"), (left, bottom, right, top), *others)


def _header(content: bytes) -> tuple[Any, ...]:
    return HEADER.unpack(content[: HEADER.size].ljust(HEADER.size, b"\0"))


def _lists(content: bytes, count: int) -> Iterator[array[int]]:
    """The lists after the header; only the last two have negative numbers."""
    at = HEADER.size
    for kind, size in (*[("H", 2 * count)] * 4, ("h", 2 * count), ("h", len(content))):
        numbers = array(kind, content[at : at + size])
        if sys.byteorder == "big":
            numbers.byteswap()
        at += size
        yield numbers
