"""The graphics state of a content stream, as far as it decides what can be read (ISO 32000-1, 8.4).

Its matrices are six numbers, as a content stream writes them (8.3.3). Nobody else's are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Any, Final, TypeAlias

from posterbook.design.geometry import Box
from posterbook.proof.legal.embedded_fonts import EmbeddedFont
from posterbook.proof.objects.values import COMPOUNDS, Array, Dictionary, Value

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The matrix that changes nothing."""
OVERPRINTING: Final = frozenset({"/Type", "/OP", "/op", "/OPM"})
"""Entries of a graphics state that change nothing of what stands on white paper, and that we write."""


def combine(first: Matrix, then: Matrix) -> Matrix:
    """One matrix for two: `first` is applied first."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def transform_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to stand."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def largest_scale(matrix: Matrix) -> float:
    """At most by how much it makes things larger."""
    return hypot(matrix[0], matrix[1]) + hypot(matrix[2], matrix[3])


def bounding_box(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box that holds the points; its y grows upwards, as theirs does."""
    found = list(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def transform_box(matrix: Matrix, corners: Sequence[float]) -> Box:
    """The box around a rectangle, given by two corners, once it has been moved."""
    x0, y0, x1, y1 = corners
    return bounding_box(transform_point(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def common_box(one: Box, other: Box) -> Box:
    """The part that two boxes share, empty if they share none."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(x, y, max(right - x, 0), max(bottom - y, 0))


def grow(box: Box, by: float) -> Box:
    """A box with so much more on every side."""
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


Paint: TypeAlias = tuple[str, tuple[float, ...]]
"""A colour: the space it is given in (gray, rgb, cmyk, other) and its components."""
BLACK: Final[Paint] = ("gray", (0.0,))
SPACES: Final = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk"}
EVERY_PLATE: Final = ["/Separation", "/All", "/DeviceCMYK"]
TINT: Final = {
    "/FunctionType": "2",
    "/Domain": ["0", "1"],
    "/C0": ["0"] * 4,
    "/C1": ["1"] * 4,
    "/N": "1",
}
"""The colour space of marks on every plate (ISO 32000-1, 8.6.6.4), whose tint is that of each ink."""
BY_COMPONENTS: Final = {1: "gray", 3: "rgb", 4: "cmyk"}


class GraphicsState:
    """What `q` saves and `Q` brings back (ISO 32000-1, tables 52 and 104).

    `faint` is what lets something below shine through; `clip` the box outside of which nothing shows; `cut`
    that something which is no box clips as well. `odd` is a setting that we never make, and which may change
    how a viewer paints. `stretch` is 1 for the natural width; `mode` is that of rendering (table 106).
    """

    matrix: Matrix = IDENTITY
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: str = "gray"
    stroke_space: str = "gray"
    weight: float = 1
    miter: float = 10
    faint: bool = False
    odd: str = ""
    dashed: bool = False
    clip: Box | None = None
    cut: bool = False
    font: EmbeddedFont | None = None
    size: float = 0
    spacing: float = 0
    word: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0
    mode: int = 0

    def copy(self) -> GraphicsState:
        """The same state, which later operators leave alone."""
        other = GraphicsState()
        vars(other).update(vars(self))
        return other

    def clip_to(self, box: Box, *, whole: bool) -> None:
        """Show nothing outside the box; with `whole` the clip is that box, else something within it."""
        self.clip = box if self.clip is None else common_box(self.clip, box)
        self.cut = self.cut or not whole

    def apply(self, state: Value) -> None:
        """The entries of an ExtGState that change how what follows is painted (ISO 32000-1, table 58)."""
        keys = set(state.keys())
        if keys <= OVERPRINTING:
            return
        opaque = all(float(state.get(key, 1)) >= 1 for key in ("/ca", "/CA"))
        normal = str(state.get("/BM", "/Normal")) in {"/Normal", "/Compatible"}
        masked = "/SMask" in state and state["/SMask"] != "/None"
        self.faint = self.faint or masked or not (opaque and normal)
        if "/Font" in keys:
            self.font = None
        if "/D" in keys:
            self.dashed = True
        if "/LW" in keys:
            self.weight = float(state["/LW"])
        if "/ML" in keys:
            self.miter = float(state["/ML"])
        harmless = {
            "/ca",
            "/CA",
            "/BM",
            "/SMask",
            "/AIS",
            "/SA",
            "/D",
            "/LW",
            "/ML",
            "/LC",
            "/LJ",
            "/FL",
            "/SM",
        }
        others = sorted(keys - OVERPRINTING - harmless)
        if others:
            self.odd = others[0]


def colour(name: str, operands: list[Any], space: str) -> Paint:
    """The colour that an operator sets, given the space that `cs` or `CS` chose before."""
    spaces = {"g": "gray", "rg": "rgb", "k": "cmyk"}
    components = tuple(float(one) for one in operands if not isinstance(one, COMPOUNDS))
    named = any(isinstance(one, COMPOUNDS) for one in operands)
    return "other" if named else spaces.get(name.lower(), space), components


def space_of(name: str, spaces: dict[str, Any]) -> str:
    """What a colour space, by its name among a page's, comes to: gray, rgb, cmyk, plates, or other."""
    if name in SPACES:
        return SPACES[name]
    found = spaces.get(name)
    if isinstance(found, Array) and len(found) == len(EVERY_PLATE) + 1:
        *named, tint = found
        if [str(part) for part in named] == EVERY_PLATE and isinstance(tint, Dictionary):
            return "plates" if {key: _plain(value) for key, value in tint.items()} == TINT else "other"
    if isinstance(found, Array) and len(found) > 1 and str(found[0]) == "/ICCBased":
        return "other"  # a profile may say that black is white
    return "other"


def _plain(value: Value) -> str | list[str]:
    """A number or an array of numbers, as they are written."""
    return [str(one) for one in value] if isinstance(value, Array) else str(value)
