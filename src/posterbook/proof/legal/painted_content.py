"""What stands on a page or sheet of a file, as a viewer or printer would put it there, in paint order.

Positions are in points of the sheet, y upwards. Values are named tuples: there are thousands on a page.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from posterbook.design.geometry import Box
from posterbook.proof.legal.embedded_fonts import EmbeddedFont
from posterbook.proof.legal.graphics_state import Matrix, Paint, bounding_box, grow
from posterbook.values import NamedTuple

JOINT: Final = "\n"
"""Stands where two marks meet, or two lines outside marks: a space there is as good as none."""

DEPTH: Final = 0.25
HEIGHT: Final = 0.95
"""How far ink reaches below and above the baseline, in em: more than the tail of a p and an accent."""

Points: TypeAlias = tuple[tuple[float, float], ...]


class Marking(NamedTuple):
    """What the marks around some content say of it (ISO 32000-1, 14.6 and 14.9).

    `artifact`: it is no content; `layered`: it can be switched off; `replaced`: it is read as something else.
    `mcid` leads to its element in the structure, -1 for none; `form` is whether that is numbered in a form;
    `back` that its words are painted from their end.
    """

    artifact: bool = False
    layered: bool = False
    replaced: bool = False
    mcid: int = -1
    form: bool = False
    back: bool = False


class Setting(NamedTuple):
    """How a string is shown.

    `along` and `up` are the em on the sheet, in the direction of the baseline and of the stem. `mode` is the
    rendering mode (ISO 32000-1, table 106). `faint` text is transparent; `cut` text is clipped to something
    that is no rectangle; `odd` names a setting of the graphics state that we never make; `stroke` is how far
    the lines of a text drawn in outline reach beyond it.
    """

    font: EmbeddedFont
    along: tuple[float, float]
    up: tuple[float, float]
    colour: Paint
    mode: int
    faint: bool
    odd: str
    clip: Box | None
    cut: bool
    marking: Marking
    panel: int
    stroke: float = 0


class Glyph(NamedTuple):
    """One shown code of a font that is ours: what it means, and where its origin stands."""

    text: str
    code: int
    x: float
    y: float
    setting: Setting

    @property
    def box(self) -> Box:
        """Where its ink is, by the outline that its font draws."""
        (p, q), (r, s) = self.setting.along, self.setting.up
        outline = self.setting.font.outline(self.code)
        flat: list[Any] = [] if outline is None else [one for one in outline.points if one is not None]
        if outline is not None and not flat:
            return Box(self.x, self.y, 0, 0)
        units = self.setting.font.units
        places = [(x / units, y / units) for x, y in flat] or [(0, -DEPTH), (1, HEIGHT)]
        box = bounding_box((self.x + x * p + y * r, self.y + x * q + y * s) for x, y in places)
        return grow(box, self.setting.stroke)


class PaintedMark(NamedTuple):
    """Anything painted that is no glyph of ours: what messages call it, and what box it stays in.

    `kind` is 'area', 'line', 'framed area', 'picture', 'shading' or 'text'; `points` are those of each of its
    paths. `words` are what a text says. Without a `box` nobody can tell how far it reaches.
    """

    kind: str
    name: str
    box: Box | None
    points: tuple[Points, ...] = ()
    fill: Paint = ("other", ())
    stroke: Paint = ("other", ())
    weight: float = 0
    plain: bool = True
    words: str = ""


Item: TypeAlias = Glyph | PaintedMark | str


class PaintedContent(NamedTuple):
    """One page of the file: what stands on it, and what on it may be read in more than one way.

    `panels` lead from each booklet page that stands on it as a form, by sequence, to the sheet.
    """

    items: tuple[Item, ...]
    unclear: tuple[str, ...]
    panels: dict[int, Matrix]
