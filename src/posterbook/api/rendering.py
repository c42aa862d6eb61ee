"""Compares what a PDF shows with what the booklet shows, as pictures: for files with fonts that are not ours.

Both are drawn by one viewer, PDFium, in shades of grey. Where another program made the fonts anew, letters
differ by a shade at their edges; where a letter is another one, a whole square of it does. So the zone of
each legal block is cut into squares of a few pixels, and the square that differs most is what counts. It says
what one viewer shows, at one resolution: that is likelihood, no proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

from posterbook.design.geometry import Box
from posterbook.errors import UsageError, error
from posterbook.proof import Expected
from posterbook.values import NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

SCALE: Final = 3
"""Pixels to the point: a letter of 9 pt is some 15 pixels high."""
SQUARE: Final = 6
"""Pixels of a square, about the thickness of two stems."""
ALIKE, UNLIKE = 40, 110
"""Of 255: up to where a square is the same but for the drawing of its edges, from where another."""
MOST_PIXELS: Final = 60_000_000
"""A page that would be drawn larger is no page of a booklet."""


class Likeness(NamedTuple):
    """How a block's zone looks beside ours: the square that differs most, of 255; if its words are read."""

    block: str
    difference: int
    words: bool


def compare_pictures(
    pdf: bytes, own: bytes, expected: Expected, drawn_alone: Sequence[int]
) -> Iterator[Likeness]:
    """How each legal block of a file looks beside our own, which has those pages only, by their indices.

    Raises UsageError where PDFium is not installed, ValueError for pages that cannot be laid on each other.
    """
    with _open(pdf) as given, _open(own) as ours:
        drawn: dict[int, tuple[Image.Image, Image.Image, float]] = {}
        for block in expected.blocks:
            difference, words, own_words = 0, "", ""
            for sequence, zones in block.zones.items():
                index = expected.pages[sequence].file_index
                if index not in drawn:
                    drawn[index] = _draw(given, ours[drawn_alone.index(index)], index)
                theirs, mine, height = drawn[index]
                for zone in zones:
                    difference = max(difference, _difference(theirs, mine, zone, height))
                words += _words(given[index], zones)
                own_words += _words(ours[drawn_alone.index(index)], zones)
            wanted = "".join(block.text.split())
            # of lines that run both ways PDFium reads the parts in another order, in our file as well
            read = wanted in "".join(words.split()) or words.split() == own_words.split() != []
            yield Likeness(block.id, difference, read)


def _open(pdf: bytes) -> PdfDocument:
    try:
        from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as failure:
        message = "--as-rendered needs PDFium, which is not installed"
        hint = "install it with: pip install 'posterbook[prove]'"
        raise UsageError(error("extra-missing", message, hint=hint)) from failure
    try:
        return PdfDocument(pdf)
    except PdfiumError as failure:
        raise ValueError(str(failure)) from failure


def _draw(given: PdfDocument, ours: PdfPage, index: int) -> tuple[Image.Image, Image.Image, float]:
    """A page of both files, drawn alike, and its height in points."""
    if index >= len(given):
        raise ValueError(f"the file has no page {index + 1}")
    width, height = ours.get_size()
    size = given[index].get_size()
    if abs(size[0] - width) > 1 or abs(size[1] - height) > 1:
        raise ValueError(f"page {index + 1} has another size")
    if width * height * SCALE * SCALE > MOST_PIXELS:
        raise ValueError(f"page {index + 1} is too large to be drawn")
    theirs, mine = _picture(given[index]), _picture(ours)
    return theirs.resize(mine.size) if theirs.size != mine.size else theirs, mine, height


def _picture(page: PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
    return picture


def _difference(theirs: Image.Image, mine: Image.Image, zone: Box, height: float) -> int:
    """The mean difference of the square that differs most, however it is moved by a pixel."""
    edges = (zone.x, height - zone.bottom, zone.right, height - zone.y)
    left, top, right, bottom = (round(edge * SCALE) for edge in edges)
    if right - left < SQUARE or bottom - top < SQUARE:
        return 0
    wanted = mine.crop((left, top, right, bottom))
    least: Image.Image | None = None
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            moved = theirs.crop((left + dx, top + dy, right + dx, bottom + dy))
            squares = ImageChops.difference(wanted, moved).reduce(SQUARE)
            least = squares if least is None else ImageChops.darker(least, squares)
    extremes = (0, 0) if least is None else least.getextrema()
    return int(extremes[1])  # type: ignore[arg-type] # one band has one pair


def _words(page: PdfPage, zones: Sequence[Box]) -> str:
    """What can be copied from the zone of a block."""
    zone = zones[0] if zones else Box(0, 0, 0, 0)
    text = page.get_textpage()
    found: str = text.get_text_bounded(zone.x, zone.y, zone.right, zone.bottom)
    return found
