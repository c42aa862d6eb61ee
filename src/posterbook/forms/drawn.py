"""What drawing leaves for the writing of a file: content streams, and the fonts and pictures they name.

These are values: nothing here knows objects of a PDF, their numbers or their places.
"""

from __future__ import annotations

from posterbook.content.inserts import InsertedPage
from posterbook.content.raster import Samples
from posterbook.forms.edition import MarkedContent
from posterbook.values import dataclass

EVERY_PLATE = "All"
"""The separation that prints on every plate (ISO 32000-1, 8.6.6.4), and our name of its colour space."""


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A subset of a face as a simple TrueType font (ISO 32000-1, 9.6.3), and what describes it (9.8).

    `resource` is what content streams call it. Its codes count from `first`, and `widths` are theirs. Lengths
    are in 1/1000 em, `box` is left, bottom, right and top of all its glyphs, `to_unicode` the map from codes
    back to characters.
    """

    resource: str
    name: str
    first: int
    widths: tuple[float, ...]
    flags: int
    box: tuple[float, float, float, float]
    italic_angle: float
    ascent: float
    descent: float
    cap_height: float
    stem: float
    missing_width: float
    program: bytes
    to_unicode: bytes


@dataclass(frozen=True, slots=True)
class PixelPicture:
    """A picture of pixels, in grey or sRGB, which a page paints in a square of 1 by 1."""

    resource: str
    samples: Samples


@dataclass(frozen=True, slots=True)
class PathPicture:
    """A picture of paths, `width` by `height` in units of its own; a page paints it in a square of 1 by 1.

    `opacities` are those of fills and lines, by the name that the operators have for the two.
    """

    resource: str
    width: float
    height: float
    operators: bytes
    opacities: tuple[tuple[str, float, float], ...]


INSERTED = "Insert"
"""What the resource name of a page of another PDF begins with: what it shows is none of our text."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of another PDF, which a page paints in a square of 1 by 1; it keeps the colours that it has."""

    resource: str
    inserted: InsertedPage


@dataclass(frozen=True, slots=True)
class Overprint:
    """A graphics state: whether lines and fills print over what is below them (ISO 32000-1, 8.6.7)."""

    resource: str
    lines: bool
    fills: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """An edition as drawn: the content streams of its pages, and what these need, the same for all of them.

    The streams are deflated (ISO 32000-1, 7.4.4). `marks` are in paint order; an edition that is not tagged
    has none.
    """

    contents: tuple[bytes, ...]
    marks: tuple[MarkedContent, ...] = ()
    fonts: tuple[EmbeddedFont, ...] = ()
    pictures: tuple[PixelPicture | PathPicture | PagePicture, ...] = ()
    overprints: tuple[Overprint, ...] = ()
