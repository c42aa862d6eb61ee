"""What must stand on a page of the file, one by one: glyphs and shapes at their places on the sheet."""

from __future__ import annotations

from typing import TypeAlias

from posterbook.design.complex_words import Cluster
from posterbook.design.geometry import Box
from posterbook.design.theme import Colour
from posterbook.forms.element import Artifact, Element
from posterbook.proof.legal.painted_content import Points
from posterbook.values import NamedTuple


class Look(NamedTuple):
    """How a run is set: its face, its em on the sheet along the baseline and up the stem, and its colour."""

    face: str
    size: float
    along: tuple[float, float]
    up: tuple[float, float]
    colour: Colour


class ExpectedGlyph(NamedTuple):
    """A character at its place on the sheet, in points, y upwards; `meaning` is what it is read as.

    `advance` is how far it moves the pen, in em. In a complex script it is all that a `cluster` stands for.
    So many glyphs are painted `back` from one that begins a word from right to left, itself among them.
    """

    text: str
    x: float
    y: float
    look: Look
    meaning: Element | Artifact
    advance: float = 0
    cluster: Cluster | None = None
    back: int = 0


class ExpectedShape(NamedTuple):
    """A rule, an area or a picture; a picture has a box only."""

    kind: str
    points: Points
    box: Box
    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float = 0


ExpectedItem: TypeAlias = ExpectedGlyph | ExpectedShape
