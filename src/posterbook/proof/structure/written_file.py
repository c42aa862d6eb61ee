"""What the inspection of a written file looks at: the file as it was read back, and what it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pikepdf import Object, Pdf

from posterbook.forms.edition import MarkedContent
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Page
from posterbook.proof.content_text import content_of
from posterbook.proof.structure.tree import Tree, read_tree
from posterbook.values import dataclass


@dataclass(frozen=True)
class WrittenFile:
    """The file as it was read back, and what it was made from."""

    file: bytes
    pdf: Pdf
    pages: Sequence[Page]
    marks: Sequence[MarkedContent]
    metadata: Metadata

    @cached_property
    def sheets(self) -> list[Object]:
        """The file's page objects."""
        return [page.obj for page in self.pdf.pages]

    @cached_property
    def index(self) -> dict[int, int]:
        """Where each page object comes in the file, by its number."""
        return {sheet.objgen[0]: index for index, sheet in enumerate(self.sheets)}

    @cached_property
    def contents(self) -> list[str]:
        """The operators of each page."""
        return [content_of(sheet) for sheet in self.sheets]

    @cached_property
    def tree(self) -> Tree:
        """The structure."""
        return read_tree(self.pdf, self.file)

    def object(self, number: int) -> Object:
        """The object of that number."""
        return self.pdf.get_object(number, 0)

    @cached_property
    def owned(self) -> list[tuple[int, int, int]]:
        """Page index, MCID and element of each mark, in reading order."""
        index = self.index
        return [(index.get(page, -1), mcid, element) for page, mcid, element in self.tree.marks]
