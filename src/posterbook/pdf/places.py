"""Where links and bookmarks lead, and where pictures stand, in the coordinates of the file.

Points from the lower left corner of a page, y growing upwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Name, Object, Pdf

from posterbook.design.geometry import Box
from posterbook.errors import ProofError, error
from posterbook.forms.element import Element, Meaning
from posterbook.forms.page import Image, Page, QrCode


def corners(height: float, box: Box) -> tuple[float, float, float, float]:
    """A box on a page of that height as a PDF measures it, from the lower left corner."""
    return box.x, height - box.bottom, box.right, height - box.y


class Places:
    """The page objects of a file, the anchors and the pictures on them."""

    __slots__ = ("_anchors", "_boxes", "_pages")

    def __init__(self, pdf: Pdf, pages: Sequence[Page]) -> None:
        self._pages = [page.obj for page in pdf.pages]
        self._anchors = {
            anchor.name: (index, page.height - anchor.y)
            for index, page in enumerate(pages)
            for anchor in page.anchors
        }
        self._boxes: dict[Meaning, tuple[float, ...]] = {
            item.meaning: tuple(round(n, 2) for n in corners(page.height, item.box))
            for page in pages
            for item in page.items
            if isinstance(item, Image | QrCode)
        }

    def page(self, index: int) -> Object:
        """The page object at that index."""
        return self._pages[index]

    def box(self, element: Element) -> tuple[float, ...]:
        """The rectangle of a picture on its page, nothing for what is none."""
        return self._boxes.get(element, ())

    def destination(self, anchor: str) -> Array:
        """Where an anchor is, at the zoom that a reader has chosen (ISO 32000-1, table 151).

        Raises ProofError if no page has it, which only a bug can cause.
        """
        if anchor not in self._anchors:
            raise ProofError(error("unknown-anchor", f"a link or bookmark leads nowhere: {anchor!r}"))
        index, top = self._anchors[anchor]
        return Array([self._pages[index], Name.XYZ, None, round(top, 2), None])
