"""The graphics state of a content stream (ISO 32000-1, 8.4), as far as it decides what can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from pikepdf import Array, Object

from posterbook.design.geometry import Box
from posterbook.proof.legal.embedded_fonts import Embedded
from posterbook.proof.legal.matrix import SAME, Matrix
from posterbook.proof.legal.painted_content import Paint
from posterbook.values import dataclass

BLACK: Final[Paint] = ("gray", (0.0,))
SPACES: Final = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk"}
BY_COMPONENTS: Final = {1: "gray", 3: "rgb", 4: "cmyk"}


@dataclass(slots=True)
class Graphics:
    """What `q` saves and `Q` brings back."""

    matrix: Matrix = SAME
    fill: Paint = BLACK
    stroke: Paint = BLACK
    weight: float = 1
    faint: bool = False
    clip: Box | None = None
    cut: bool = False
    font: Embedded | None = None
    size: float = 0
    spacing: float = 0
    word: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0
    mode: int = 0

    def saved(self) -> Graphics:
        """A copy that later operators leave alone."""
        return replace(self)

    def clipped(self, box: Box, *, whole: bool) -> None:
        """Show nothing outside the box; with `whole` the clip is that box, else something within it."""
        self.clip = box if self.clip is None else common(self.clip, box)
        self.cut = self.cut or not whole

    def take(self, state: Object) -> None:
        """The entries of an ExtGState that let what is below shine through (ISO 32000-1, table 58)."""
        opaque = all(float(state.get(key, 1)) >= 1 for key in ("/ca", "/CA"))
        normal = str(state.get("/BM", "/Normal")) in {"/Normal", "/Compatible"}
        masked = "/SMask" in state and state["/SMask"] != "/None"
        self.faint = masked or not (opaque and normal)


def colour(name: str, operands: list[Any], space: str) -> Paint:
    """The colour that an operator sets, given the space that `cs` or `CS` chose before."""
    spaces = {"g": "gray", "rg": "rgb", "k": "cmyk"}
    components = tuple(float(one) for one in operands if not isinstance(one, Object))
    return spaces.get(name.lower(), space), components


def space_of(name: str, spaces: dict[str, Any]) -> str:
    """What a colour space, by its name among a page's, comes to: gray, rgb, cmyk, or other."""
    if name in SPACES:
        return SPACES[name]
    found = spaces.get(name)
    if isinstance(found, Array) and str(found[0]) == "/ICCBased":
        return BY_COMPONENTS.get(int(found[1].get("/N", 0)), "other")
    return "other"


def common(one: Box, other: Box) -> Box:
    """The part that two boxes share, empty if they share none."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    width = max(min(one.right, other.right) - x, 0)
    return Box(x, y, width, max(min(one.bottom, other.bottom) - y, 0))
