"""The dark modules of a QR code as rectangles, as few as make it up."""

from __future__ import annotations

import re
from collections.abc import Sequence


def blocks(rows: Sequence[str]) -> str:
    """The rectangles as operators, a module being 1 by 1 and the lower left corner 0 0."""
    size = len(rows)
    return " ".join(f"{x} {size - end} {width} {end - start} re" for x, width, start, end in rectangles(rows))


def rectangles(rows: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Left edge and width, first row and the row after the last, of each rectangle; none overlaps another."""
    found: list[tuple[int, int, int, int]] = []
    going: dict[tuple[int, int], int] = {}
    for number, row in enumerate((*rows, "")):
        here = {(match.start(), len(match[0])) for match in re.finditer("1+", row)}
        found += [(*place, going.pop(place), number) for place in sorted(going.keys() - here)]
        for place in here:
            going.setdefault(place, number)
    return found
