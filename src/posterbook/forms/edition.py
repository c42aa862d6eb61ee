"""The editions: one row each for what a PDF is made for, and what drawing one leaves for its finishing."""

from __future__ import annotations

from enum import StrEnum

from posterbook.forms.element import Element
from posterbook.values import dataclass


class Standard(StrEnum):
    """A standard that a file may claim in its metadata."""

    PDF_UA_1 = "ua1"
    PDF_A_2A = "2a"
    PDF_X_4 = "x4"


class Space(StrEnum):
    """The colour space that an edition is painted in."""

    RGB = "rgb"
    CMYK = "cmyk"


class Flip(StrEnum):
    """The edge about which a duplex printer turns the sheet."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Printing:
    """What the command line says of paper; lengths in points.

    `marks` are crops and slug line; `separate` sets the cover apart. A booklet is folded from `sheet` (width
    and height, None is what the page format is usually printed on) in signatures of so many sheets, 0 for
    one of all; pages move by `creep` a sheet towards the spine.
    """

    creep: float
    marks: bool = True
    separate: bool = False
    flip: Flip = Flip.SHORT
    signature: int = 0
    sheet: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One output variant; a new behaviour is one field here and one step in `finish/`.

    `tagged` writes the structure tree; `standards` are claimed in the metadata, nothing more: what they
    demand follows from the other fields. `profile` names the ICC profile of its colours in the assets.
    `framed` pages show their bleed, with printer's marks around it; `imposed` ones stand on sheets. What
    is only looked at, and smaller than it should be, is not `proved` to carry the legal blocks.
    A picture of more than `most_ppi` pixels to the inch goes in with `kept_ppi`; 0 leaves all as it is.
    """

    name: str
    links: bool
    bookmarks: bool
    tagged: bool
    standards: tuple[Standard, ...] = ()
    profile: str = ""
    space: Space = Space.RGB
    framed: bool = False
    imposed: bool = False
    proved: bool = True
    most_ppi: float = 0
    kept_ppi: float = 0


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Painted content and the element it belongs to; `page` counts from 0, `mcid` on its page."""

    element: Element
    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """An edition as drawn: the file without structure and metadata, and its marks in paint order."""

    pdf: bytes
    marks: tuple[MarkedContent, ...]


EDITIONS = (
    Edition(
        "screen",
        links=True,
        bookmarks=True,
        tagged=True,
        standards=(Standard.PDF_UA_1, Standard.PDF_A_2A),
        profile="sRGB.icc",
        most_ppi=450,
        kept_ppi=300,
    ),
    Edition(
        "print",
        links=False,
        bookmarks=False,
        tagged=False,
        standards=(Standard.PDF_X_4,),
        profile="FOGRA39.icc",
        space=Space.CMYK,
        framed=True,
    ),
    Edition("booklet", links=False, bookmarks=False, tagged=False, imposed=True),
)

PROOFSHEET = Edition("proofsheet", links=False, bookmarks=False, tagged=False, imposed=True, proved=False)
TESTSHEET = Edition("testsheet", links=False, bookmarks=False, tagged=False, proved=False)
"""What commands of their own make."""


def edition(name: str) -> Edition:
    """The edition of that name; raises KeyError for an unknown one."""
    for row in EDITIONS:
        if row.name == name:
            return row
    raise KeyError(name)
