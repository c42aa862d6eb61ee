"""Where links and bookmarks lead, and where pictures stand, in the coordinates of the file.

Points from the lower left corner of a page, y growing upwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from posterbook.design.geometry import Box
from posterbook.errors import ProofError, error
from posterbook.forms.element import Element, Meaning
from posterbook.forms.page import Image, Page, QrCode
from posterbook.pdf.objects import array, numeral


def corners(height: float, box: Box) -> tuple[float, float, float, float]:
    """A box on a page of that height as a PDF measures it, from the lower left corner."""
    return box.x, height - box.bottom, box.right, height - box.y


def rectangle(corners: Sequence[float]) -> bytes:
    """A rectangle as the file has it, to the hundredth of a point (ISO 32000-1, 7.9.5)."""
    return array([numeral(corner, 2) for corner in corners])


class Places:
    """The numbers of a file's page objects, the anchors and the pictures on them."""

    __slots__ = ("_anchors", "_boxes", "_pages")

    def __init__(self, pages: Sequence[Page], numbers: Sequence[int]) -> None:
        self._pages = numbers
        self._anchors = {
            anchor.name: (index, page.height - anchor.y)
            for index, page in enumerate(pages)
            for anchor in page.anchors
        }
        self._boxes: dict[Meaning, bytes] = {
            item.meaning: rectangle(corners(page.height, item.seen))
            for page in pages
            for item in page.items
            if isinstance(item, (Image, QrCode))
        }

    def page(self, index: int) -> int:
        """The number of the page object at that index."""
        return self._pages[index]

    def box(self, element: Element) -> bytes:
        """The rectangle of a picture on its page as written, nothing for what is none."""
        return self._boxes.get(element, b"")

    def destination(self, anchor: str) -> bytes:
        """Where an anchor is, at the zoom that a reader has chosen (ISO 32000-1, table 151).

        Raises ProofError if no page has it, which only a bug can cause.
        """
        if anchor not in self._anchors:
            raise ProofError(error("unknown-anchor", f"a link or bookmark leads nowhere: {anchor!r}"))
        index, top = self._anchors[anchor]
        return b"[ %d 0 R /XYZ null %b null ]" % (self._pages[index], numeral(top, 2))
