"""Writes the pages of a file: their boxes, what they show, and the links on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from posterbook.forms.page import Page
from posterbook.pdf.links import LinkMark
from posterbook.pdf.objects import array, dictionary, name, numeral, numerals, reference
from posterbook.pdf.writer import PdfWriter


def box(page: Page, beyond: float) -> tuple[float, ...]:
    """The trimmed page and so much beyond it on every side, on its paper (ISO 15930-7, 6.11)."""
    low, right, top = page.margin - beyond, page.margin + page.width, page.margin + page.height
    return tuple(round(number, 3) for number in (low, low, right + beyond, top + beyond))


def page_boxes(page: Page) -> dict[str, bytes]:
    """Paper, bleed and trim; of a page that is all of its paper, the paper alone (ISO 32000-1, 14.11.2)."""
    if not page.margin:
        return {"MediaBox": numerals((0, 0, page.width, page.height))}
    reach = {"MediaBox": page.margin, "BleedBox": page.bleed, "TrimBox": 0}
    return {key: numerals(box(page, beyond)) for key, beyond in reach.items()}


def page_annotations(links: Iterable[LinkMark]) -> Mapping[int, bytes]:
    """The links of each page that has any, by its index."""
    found: dict[int, list[bytes]] = {}
    for link in links:
        found.setdefault(link.page, []).append(reference(link.annotation))
    return {index: array(annotations) for index, annotations in found.items()}


class PageTree:
    """The tree of the pages, one node with all of them below it (ISO 32000-1, 7.7.3).

    `numbers` are those of the page objects, known before any of them is written.
    """

    __slots__ = ("_file", "_node", "numbers")

    def __init__(self, file: PdfWriter, count: int) -> None:
        self._file = file
        self._node = file.reserve()
        self.numbers = [file.reserve() for _ in range(count)]

    def write_page(
        self, index: int, page: Page, content: bytes, resources: bytes, more: Mapping[str, bytes]
    ) -> None:
        """Write one page; `content` and `resources` are references, `more` are further entries."""
        entries = {
            "Type": name("Page"),
            "Parent": reference(self._node),
            **page_boxes(page),
            "Contents": content,
            "Resources": resources,
            **more,
        }
        self._file.write(self.numbers[index], dictionary(entries))

    def write(self) -> bytes:
        """Write the node itself; the reference to it."""
        kids: Sequence[bytes] = [reference(number) for number in self.numbers]
        entries = {"Type": name("Pages"), "Kids": array(kids), "Count": numeral(len(kids))}
        self._file.write(self._node, dictionary(entries))
        return reference(self._node)
