"""Pages on sheets of paper, ready to be drawn: which page comes where, and the marks around them.

All lengths in points; x from the left, y from the upper edge of the sheet, growing downwards.
"""

from __future__ import annotations

from posterbook.design.geometry import Box
from posterbook.forms.edition import Flip
from posterbook.forms.page import Page
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page on a sheet: `x`, `y` is the upper left corner of its trim, `shown` where on it it is seen.

    `index` counts the pages of the forme from 0.
    """

    index: int
    x: float
    y: float
    shown: Box
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a sheet: the pages on it, and as a page of its own what is printed beside them.

    `turned`: the whole side stands on its head, for a printer that turns the paper that way.
    """

    face: Page
    placed: tuple[PlacedPage, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Forme:
    """What one file shows: its pages, each for itself or, where there are sheets, on these.

    `part` is what of the booklet it holds, '' for the whole; `flip` the edge about which a printer of both
    sides is to turn it.
    """

    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...] = ()
    part: str = ""
    flip: Flip | None = None

    @property
    def faces(self) -> tuple[Page, ...]:
        """Everything that is drawn: the pages, then what stands beside them on their sheets."""
        return (*self.pages, *(sheet.face for sheet in self.sheets))
