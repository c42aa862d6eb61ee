"""The metrics and kerning of a shipped face, from the table that lies beside its font file.

`assets/make.py` asks HarfBuzz once for what the table holds: the advance and left edge of the characters that
booklets mostly consist of, and how each two of them are kerned. So a word is measured by look-ups, in a tenth
of the time that it takes to shape it. What kerning makes of more than two characters, marks and joined
letters is not in the table: for such words, and for fonts of the user's own, HarfBuzz is asked as ever.

After the header come the characters' codes, advances, rows, columns and left edges, each as one list, then
the kerning, row by row: a row is for the character before, a column for the one after. All are numbers of two
bytes, the lower one first; lengths are in units of the font.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from struct import Struct

from posterbook.values import dataclass

SUFFIX = ".metrics"
HEADER = Struct("<LHHHH")
"""Bytes of the font file that the table was made for; units of an em; characters, rows and columns."""


@dataclass(frozen=True, slots=True, eq=False)
class MetricsTable:
    """Advance and left edge of characters in units of the font, and what kerning adds between two."""

    units: int
    advances: Mapping[str, int]
    ink_left: Mapping[str, int]
    _rows: Mapping[str, Sequence[int]]
    _columns: Mapping[str, int]

    def measure(self, word: str) -> tuple[int, list[int]]:
        """The advance of a word, and what kerning adds after each character, [] where it adds nothing.

        Raises KeyError for a character that is not in the table.
        """
        rows, columns = self._rows, self._columns
        advance = sum([self.advances[char] for char in word])
        kerns = [rows[before][columns[after]] for before, after in pairwise(word)]
        return (advance + sum(kerns), [*kerns, 0]) if any(kerns) else (advance, [])


def read_metrics(font: Path) -> MetricsTable | None:
    """The table of a font file; None if it has none that is whole and was made for a file of this size."""
    try:
        content = font.with_suffix(SUFFIX).read_bytes()
        size = font.stat().st_size
    except OSError:
        return None
    made_for, units, count, rows, columns = HEADER.unpack(content[: HEADER.size].ljust(HEADER.size, b"\0"))
    if made_for != size or len(content) != HEADER.size + 2 * (5 * count + rows * columns):
        return None
    lists = _lists(content, count)
    characters = [chr(code) for code in next(lists)]
    advances, row_of, column_of, ink_left, kerning = lists
    lines = [kerning[at : at + columns] for at in range(0, rows * columns, columns)]
    return MetricsTable(
        units,
        dict(zip(characters, advances, strict=True)),
        dict(zip(characters, ink_left, strict=True)),
        dict(zip(characters, map(lines.__getitem__, row_of), strict=True)),
        dict(zip(characters, column_of, strict=True)),
    )


def _lists(content: bytes, count: int) -> Iterator[array[int]]:
    """The lists after the header; only the last two have negative numbers."""
    at = HEADER.size
    for kind, size in (*[("H", 2 * count)] * 4, ("h", 2 * count), ("h", len(content))):
        numbers = array(kind, content[at : at + size])
        if sys.byteorder == "big":
            numbers.byteswap()
        at += size
        yield numbers
