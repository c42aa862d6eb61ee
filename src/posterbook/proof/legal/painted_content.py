"""What stands on a page or sheet of a file, as a viewer or printer would put it there, in paint order.

Positions are in points of the sheet, y upwards. Values are named tuples: there are thousands on a page.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from posterbook.design.geometry import Box
from posterbook.proof.legal.embedded_fonts import EmbeddedFont
from posterbook.proof.legal.graphics_state import Matrix, Paint, bounding_box

JOINT: Final = "\n"
"""Stands where two marks meet, or two lines outside marks: a space there is as good as none."""

DEPTH: Final = 0.2
HEIGHT: Final = 0.7
"""How far ink reaches below and above the baseline, in em: about the tail of a p and a capital."""

NO_PANEL: Final = 0
"""Instead of a page's sequence: what stands on a sheet outside every page."""


class Marking(NamedTuple):
    """What the marks around some content say of it (ISO 32000-1, 14.6 and 14.9).

    `artifact`: it is no content; `layered`: it can be switched off; `replaced`: it is read as something else.
    `mcid` leads to its element in the structure, -1 for none.
    """

    artifact: bool = False
    layered: bool = False
    replaced: bool = False
    mcid: int = -1


class Setting(NamedTuple):
    """How a string is shown.

    `size` is the height of the em on the sheet, `up` where it points to, `stretch` its width relative to
    that. `turn` holds the directions of baseline and stem within the page, 1 0 and 0 1 for upright text.
    `mode` is the rendering mode (ISO 32000-1, table 106). `faint` text is transparent, `cut` text is clipped
    to something that is no rectangle.
    """

    font: EmbeddedFont
    size: float
    up: tuple[float, float]
    stretch: float
    turn: tuple[float, float, float, float]
    colour: Paint
    mode: int
    faint: bool
    clip: Box | None
    cut: bool
    marking: Marking
    panel: int


class Glyph(NamedTuple):
    """One shown code: what it means, where its origin stands, and how far the font says that it reaches."""

    text: str
    code: int
    x: float
    y: float
    dx: float
    dy: float
    setting: Setting

    @property
    def box(self) -> Box:
        """About where its ink is."""
        x, y = self.setting.up
        low, high = (-DEPTH * x, -DEPTH * y), (HEIGHT * x, HEIGHT * y)
        starts = ((self.x, self.y), (self.x + self.dx, self.y + self.dy))
        return bounding_box((a + c, b + d) for a, b in starts for c, d in (low, high))


class PaintedMark(NamedTuple):
    """Anything painted that is no text: what a reader of messages calls it, and the boxes that it takes."""

    name: str
    boxes: tuple[Box, ...]
    colour: Paint
    stroked: bool = False


Item: TypeAlias = Glyph | PaintedMark | str


class PaintedContent(NamedTuple):
    """One page of the file.

    `frames` lead from each booklet page on it, by sequence, to the sheet: its trim has its lower left corner
    at the origin. `visible` is what a viewer shows of the sheet. `replaced` are the MCIDs whose elements are
    read as something else.
    """

    items: tuple[Item, ...]
    frames: dict[int, Matrix]
    visible: Box
    replaced: frozenset[int] = frozenset()
