"""Lengths and boxes: points inside, millimetres only at the border."""

from __future__ import annotations

from enum import StrEnum

from posterbook.values import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""


class Side(StrEnum):
    """The physical side of a leaf; SINGLE where every page is alike (a4, letter).

    On the SCREEN pages have none: they stand below each other, and nothing may jump from one to the next.
    """

    RECTO = "recto"
    VERSO = "verso"
    SINGLE = "single"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; `x`, `y` are its left and upper edge, y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> Box:
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )
