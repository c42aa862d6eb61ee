"""The legal blocks between the stages: which of them a file carries, how they were set, how they were found.

Layout, proof and report must mean the same by them, so each of these questions is answered here, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.content.model import LegalBlock
from posterbook.design.geometry import MM, Box
from posterbook.errors import printable
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Page
from posterbook.values import NamedTuple


class FoundBlock(NamedTuple):
    """A legal block as it stands in a file: its first page, its smallest size and its box there, its digest.

    Points; the box is measured from the upper left corner of the trimmed page. The digest is the SHA-256 of
    the text that was read, white space folded.
    """

    id: str
    page: int
    size: float
    box: Box
    sha256: str

    def __str__(self) -> str:
        box = self.box
        place = f"{box.x / MM:.1f}, {box.y / MM:.1f} mm from the upper left corner"
        extent = f"{box.width / MM:.1f} × {box.height / MM:.1f} mm"
        set_so = f"page {self.page}, {self.size:g} pt, {extent} at {place}"
        return f"{printable(self.id)}: {set_so}, sha256 {self.sha256}"


class SetCharacter(NamedTuple):
    """One character as it was set: its face, and its size in points."""

    character: str
    face: str
    size: float


def carried_blocks(
    blocks: Sequence[LegalBlock], pages: Sequence[Page], *, part: bool, imposed: bool = False
) -> tuple[tuple[LegalBlock, ...], tuple[Page, ...]]:
    """The legal blocks that a file of these pages must carry, and the pages under the numbers it gives them.

    A whole booklet must carry all blocks, even one that no page has, which its proof then reports. A part of
    it (a cover, a body) carries those that its pages have, and counts its pages from 1, unless they are
    imposed: on a sheet a page keeps the number it has in the booklet.
    """
    if not part:
        return tuple(blocks), tuple(pages)
    ids = {id_ for page in pages for id_ in page.legal}
    carried = tuple(block for block in blocks if block.id in ids)
    if imposed:
        return carried, tuple(pages)
    return carried, tuple(replace(page, sequence=number) for number, page in enumerate(pages, 1))


def set_characters(block: LegalBlock, pages: Sequence[Page]) -> tuple[SetCharacter, ...]:
    """The characters of a block but white space as the pages that carry it show them; none if they do not."""
    shown = list(_content(page for page in pages if block.id in page.legal))
    text = "".join(block.file.text.split())
    start = "".join(one.character for one in shown).find(text)
    return tuple(shown[start : start + len(text)]) if start >= 0 else ()


def _content(pages: Iterator[Page]) -> Iterator[SetCharacter]:
    """Every character that is neither white space nor artifact, in paint order."""
    lines = (item for page in pages for item in page.items if isinstance(item, Line))
    for run in (run for line in lines for run in line.runs):
        if not isinstance(run.meaning, Artifact):
            for character in "".join(run.text.split()):
                yield SetCharacter(character, run.face, run.size)
