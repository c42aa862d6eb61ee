"""Where links and bookmarks lead: the anchors of the pages as destinations of the file."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Name, Object, Pdf

from posterbook.errors import ProofError, error
from posterbook.page import Page


class Places:
    """The anchors of a booklet; every destination keeps the reader's zoom."""

    __slots__ = ("_anchors", "_sheets")

    def __init__(self, pdf: Pdf, pages: Sequence[Page]) -> None:
        self._sheets = [page.obj for page in pdf.pages]
        self._anchors = {
            anchor.name: (index, page.height - anchor.y)
            for index, page in enumerate(pages)
            for anchor in page.anchors
        }

    def sheet(self, index: int) -> Object:
        """The page object at that index."""
        return self._sheets[index]

    def destination(self, anchor: str) -> Array:
        """Where an anchor is; raises ProofError if no page has it, which only a bug can cause."""
        if anchor not in self._anchors:
            raise ProofError(error("unknown-anchor", f"a link or bookmark leads nowhere: {anchor!r}"))
        index, top = self._anchors[anchor]
        return Array([self._sheets[index], Name.XYZ, None, round(top, 2), None])
