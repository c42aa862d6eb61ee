"""Vector paths as values: what an SVG comes to, ready to be drawn without its file.

Coordinates in the picture's own units, x from the left, y from the upper edge, growing downwards.
"""

from __future__ import annotations

from posterbook.values import dataclass

Step = tuple[float, ...]
"""A part of a path: () closes it, 2 numbers move to a point, 3 draw a line (after a 0), 6 a Bézier curve."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, components from 0 to 1, and how much of it covers what is below."""

    rgb: tuple[float, float, float]
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Pen:
    """How a path is outlined; `cap` and `join` are those of PDF (ISO 32000-1, 8.4.3)."""

    paint: Paint
    width: float
    cap: int = 0
    join: int = 0
    miter: float = 4
    dash: tuple[float, ...] = ()
    offset: float = 0


@dataclass(frozen=True, slots=True)
class VectorPath:
    """A path, filled, outlined or both; `clips` are the paths within which alone it is seen."""

    steps: tuple[Step, ...]
    fill: Paint | None = None
    pen: Pen | None = None
    even_odd: bool = False
    clips: tuple[tuple[Step, ...], ...] = ()
