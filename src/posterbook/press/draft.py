"""Marks pages as a draft: the word across each of them, over all else, and at the foot which draft it is.

The word is paint that lets through what is below it, so that nothing hides it and all can be read. It is for
whoever works on the booklet, as posterbook's messages are, and in their language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from posterbook.content.model import Picture, PictureKind
from posterbook.content.vector_paths import Paint, Step, VectorPath
from posterbook.design.geometry import MM, Box
from posterbook.design.outlines import Outlines
from posterbook.forms.element import Artifact
from posterbook.forms.page import Image, Item, Page, Rectangle
from posterbook.press.job import Job, set_words

WORD: Final = "DRAFT"
LENGTH: Final = 0.72
"""How much of the page's diagonal the word takes."""
PAINT: Final = Paint((0.45, 0.45, 0.45), 0.3)
FROM_EDGE: Final = 5.5 * MM
"""Where the line at the foot stands: below the folio, and where office printers still print."""
AROUND: Final = 1.5 * MM
"""White around that line."""


def draft_pages(pages: Sequence[Page], job: Job, fingerprint: str) -> tuple[Page, ...]:
    """The pages, each of them marked."""
    return tuple(
        replace(page, items=(*page.items, _word(page, job), *_foot(page, job, fingerprint))) for page in pages
    )


def _word(page: Page, job: Job) -> Image:
    font = job.fonts.path(job.theme.styles.press_head.font)
    picture = Picture(
        WORD, PictureKind.SVG, page.width, page.height, shapes=_letters(font, page.width, page.height)
    )
    return Image(Box(0, 0, page.width, page.height), picture, Artifact.PAGINATION)


@cache
def _letters(font: Path, width: float, height: float) -> tuple[VectorPath, ...]:
    """The word from the lower left to the upper right, in the middle of a page."""
    outlines = Outlines(font)
    glyphs = [outlines.path_of(letter) for letter in WORD]
    length = sum(advance for advance, _ in glyphs)
    size = math.hypot(width, height) * LENGTH / length
    angle = math.atan2(height, width)
    right, up = size * math.cos(angle), size * math.sin(angle)
    start, shapes = -length / 2, []
    rise = max(step[-1] for step in glyphs[0][1] if step) / 2  # of a capital
    for advance, steps in glyphs:
        placed: list[Step] = []
        for step in steps:
            points = step[-2:] if len(step) == 3 else step
            moved: list[float] = [0.0] if len(step) == 3 else []
            for x, y in zip(points[::2], points[1::2], strict=True):
                along, above = start + x, y - rise
                moved.append(width / 2 + along * right - above * up)
                moved.append(height / 2 - along * up - above * right)
            placed.append(tuple(moved))
        shapes.append(VectorPath(tuple(placed), PAINT))
        start += advance
    return tuple(shapes)


def _foot(page: Page, job: Job, fingerprint: str) -> tuple[Item, ...]:
    """Which draft it is, on white."""
    style = job.theme.styles.press_head
    line = set_words(job, f"{WORD}  ·  {fingerprint}  ·  not approved", style)
    x, y = (page.width - line.width) / 2, page.height - FROM_EDGE
    box = Box(x - AROUND, y - style.size, line.width + 2 * AROUND, style.size + AROUND)
    return (Rectangle(box, fill=job.theme.paper, artifact=Artifact.PAGINATION), line.at(x, y))
