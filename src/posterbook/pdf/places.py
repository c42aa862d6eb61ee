"""Where links and bookmarks lead, and where pictures stand, in the coordinates of the file.

Points from the lower left corner of a page, y growing upwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from posterbook.design.geometry import Box
from posterbook.errors import ProofError, error
from posterbook.forms.element import Element, Meaning, Role
from posterbook.forms.page import Anchor, Image, Item, Line, Page, QrCode, Rule
from posterbook.pdf.objects import array, numeral


def corners(height: float, box: Box) -> tuple[float, float, float, float]:
    """A box on a page of that height as a PDF measures it, from the lower left corner."""
    return box.x, height - box.bottom, box.right, height - box.y


def rectangle(corners: Sequence[float]) -> bytes:
    """A rectangle as the file has it, to the hundredth of a point (ISO 32000-1, 7.9.5)."""
    return array([numeral(corner, 2) for corner in corners])


WHOLE: Final = frozenset((Role.TABLE_ROW, Role.LIST_ITEM, Role.TOC_ITEM))
"""What is led to by itself, also where it is the first of its table or list."""


def led_to(pages: Sequence[Page]) -> dict[str, Element]:
    """The elements that anchors lead to: the outermost that begins with the first paint from the anchor down.

    That is a whole poster rather than its number, a row of a table rather than its first cell. An anchor
    below all paint of its page leads to what was painted last; one of a page without any is not among them.
    """
    found: dict[str, Element] = {}
    begun: set[int] = set()  # elements by identity, as to hash one is slow
    for page in pages:
        ahead: Sequence[Anchor] = page.anchors
        last: Element | None = None
        for top, last in _painted(page.items):
            here = [anchor for anchor in ahead if anchor.y <= top]
            if here:
                found |= dict.fromkeys([anchor.name for anchor in here], _beginning(last, begun))
                ahead = [anchor for anchor in ahead if anchor.y > top]
            above: Element | None = last
            while above is not None and id(above) not in begun:
                begun.add(id(above))
                above = above.parent
        if last is not None:
            found |= dict.fromkeys([anchor.name for anchor in ahead], last)
    return found


def _painted(items: Sequence[Item]) -> Iterator[tuple[float, Element]]:
    """What is painted for elements, in order, and how far down on the page."""
    for item in items:
        if isinstance(item, Line):
            for run in item.runs:
                if isinstance(run.meaning, Element):
                    yield item.y, run.meaning
        elif isinstance(item, Image | QrCode) and isinstance(item.meaning, Element):
            yield item.box.bottom, item.meaning
        elif isinstance(item, Rule) and isinstance(item.meaning, Element):
            yield item.y, item.meaning


def _beginning(element: Element, begun: set[int]) -> Element:
    """The outermost element that begins with this one, but for the document."""
    above = element.parent
    if element.role in WHOLE or above is None or above.role is Role.DOCUMENT or id(above) in begun:
        return element
    return _beginning(above, begun)


class Places:
    """The numbers of a file's page objects, the anchors and the pictures on them.

    Where a standard wants the file to lead to its structure, `elements` has the numbers of the elements that
    anchors lead to.
    """

    __slots__ = ("_anchors", "_boxes", "_pages", "elements")

    def __init__(self, pages: Sequence[Page], numbers: Sequence[int]) -> None:
        self._pages = numbers
        self.elements: Mapping[str, int] = {}
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

    def way(self, anchor: str) -> tuple[str, bytes]:
        """How a link or bookmark leads to an anchor, a key and its value; the zoom stays the reader's.

        That is a destination (ISO 32000-1, table 151), or an action that names the structure element too
        (ISO 32000-2, table 202).

        Raises ProofError if no page has it, which only a bug can cause.
        """
        if anchor not in self._anchors:
            raise ProofError(error("unknown-anchor", f"a link or bookmark leads nowhere: {anchor!r}"))
        index, top = self._anchors[anchor]
        place = b"/XYZ null %b null" % numeral(top, 2)
        page = b"[ %d 0 R %b ]" % (self._pages[index], place)
        element = self.elements.get(anchor)
        if element is None:
            return "Dest", page
        return "A", b"<< /S /GoTo /D %b /SD [ %d 0 R %b ] >>" % (page, element, place)
