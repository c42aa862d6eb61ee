"""Bleed and printer's marks: what stands around the trim of a page or a sheet, for who prints and cuts it.

A print shop gets each page on paper that is larger than it: colour that reaches the edge goes on for the
`bleed` beyond it, so that no white shows where a knife slips; crop marks stand clear of the bleed at each
corner, and the slug line below says what the page is. On sheets that are folded, ticks show the fold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.design.theme import Colour
from posterbook.forms.edition import Printing
from posterbook.forms.element import Artifact
from posterbook.forms.page import Item, Line, Page, Rectangle, Turn
from posterbook.press.job import Job, set_words, shorten_words

LABEL_RISE = 3
"""How many fold ticks a sheet label stands above the foot."""


def frame_pages(pages: Sequence[Page], job: Job, printing: Printing) -> tuple[Page, ...]:
    """The pages with their bleed, and around it the marks; without marks the paper ends with the bleed."""
    return tuple(frame_page(page, job, printing, str(page.sequence)) for page in pages)


def frame_page(page: Page, job: Job, printing: Printing, number: str) -> Page:
    """A page with its bleed; what the marks say comes after everything that the page says."""
    bleed = job.theme.bleed
    if not printing.marks:
        return replace(page, bleed=bleed, margin=bleed)
    trim = Box(0, 0, page.width, page.height)
    below = Box(0, 0, job.theme.page.width, page.height)  # a spread's slug line stays clear of its folds
    slug = slug_line(job, below, job.words.page.format(page=number))
    return replace(
        page, items=(*page.items, *crops(job, trim), slug), bleed=bleed, margin=job.theme.crops.margin
    )


def upright(colour: Colour, x: float, y: float, length: float, weight: float) -> Rectangle:
    """A vertical line from `y` downwards, `x` its middle."""
    box = Box(x - weight / 2, y, weight, length)
    return Rectangle(box, fill=colour, artifact=Artifact.PAGINATION)


def level(colour: Colour, x: float, y: float, length: float, weight: float) -> Rectangle:
    """A horizontal line from `x` to the right, `y` its middle."""
    box = Box(x, y - weight / 2, length, weight)
    return Rectangle(box, fill=colour, artifact=Artifact.PAGINATION)


def crops(job: Job, trim: Box) -> tuple[Item, ...]:
    """Two marks at each corner of a trim, clear of its bleed, on every plate."""
    marks, colour = job.theme.crops, job.theme.registration
    before, after = -marks.offset - marks.length, marks.offset
    items: list[Item] = []
    for x in (trim.x, trim.right):
        items += [
            upright(colour, x, y, marks.length, marks.weight) for y in (trim.y + before, trim.bottom + after)
        ]
    for y in (trim.y, trim.bottom):
        items += [
            level(colour, x, y, marks.length, marks.weight) for x in (trim.x + before, trim.right + after)
        ]
    return tuple(items)


def slug_line(job: Job, trim: Box, page: str) -> Line:
    """Title, page and date below a trim, outside the bleed; a long title is shortened."""
    marks, style = job.theme.crops, job.theme.styles.slug
    rest = "".join(f"  ·  {part}" for part in (page, job.date) if part)
    room = trim.width - 2 * marks.margin - set_words(job, rest, style).width
    title = shorten_words(job, job.title, style, room)
    return set_words(job, title.text + rest, style).at(trim.x + marks.margin, trim.bottom + marks.slug)


def fold_ticks(job: Job, fold: float, trim: Box, sheet: Box) -> tuple[Item, ...]:
    """Where to fold, at head and foot: outside the trim where the sheet is larger, else on the page."""
    marks = job.theme.folding
    outside = trim.y - sheet.y >= marks.tick
    out = marks.tick if outside else 0.0
    tops = (trim.y - out, trim.bottom - marks.tick + out)
    return tuple(upright(job.theme.ink, fold, y, marks.tick, marks.weight) for y in tops)


def staple_marks(job: Job, fold: float, trim: Box) -> tuple[Item, ...]:
    """Where to staple: on the outer side of the outer sheet."""
    marks = job.theme.folding
    middles = [trim.y + part * trim.height for part in marks.staple_at]
    return tuple(
        upright(job.theme.ink, fold, y - marks.staple / 2, marks.staple, marks.weight) for y in middles
    )


def sheet_label(job: Job, words: str, fold: float, trim: Box) -> Line:
    """Which sheet it is and which side, upwards along the gutter."""
    marks = job.theme.folding
    line = set_words(job, words, job.theme.styles.sheet_label)
    return line.at(fold + marks.label, trim.bottom - LABEL_RISE * marks.tick, Turn.ANTICLOCKWISE)
