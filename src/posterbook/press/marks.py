"""Printer's marks as items: crops, fold ticks, staples, slug line and sheet label (DESIGN 8)."""

from __future__ import annotations

from posterbook.design.geometry import Box
from posterbook.forms.element import Artifact
from posterbook.forms.page import Item, Line, Rectangle, Turn
from posterbook.press.job import Job, set_within, set_words

LABEL_RISE = 3
"""How many fold ticks a sheet label stands above the foot."""


def upright(job: Job, x: float, y: float, length: float, weight: float) -> Rectangle:
    """A vertical line from `y` downwards, `x` its middle."""
    box = Box(x - weight / 2, y, weight, length)
    return Rectangle(box, fill=job.theme.ink, artifact=Artifact.PAGINATION)


def level(job: Job, x: float, y: float, length: float, weight: float) -> Rectangle:
    """A horizontal line from `x` to the right, `y` its middle."""
    box = Box(x, y - weight / 2, length, weight)
    return Rectangle(box, fill=job.theme.ink, artifact=Artifact.PAGINATION)


def crops(job: Job, trim: Box) -> tuple[Item, ...]:
    """Two marks at each corner of a trim, clear of its bleed."""
    marks = job.theme.crops
    before, after = -marks.offset - marks.length, marks.offset
    items: list[Item] = []
    for x in (trim.x, trim.right):
        items += [
            upright(job, x, y, marks.length, marks.weight) for y in (trim.y + before, trim.bottom + after)
        ]
    for y in (trim.y, trim.bottom):
        items += [level(job, x, y, marks.length, marks.weight) for x in (trim.x + before, trim.right + after)]
    return tuple(items)


def slug_line(job: Job, trim: Box, place: str) -> Line:
    """Title, page and date below a trim, outside the bleed."""
    marks, style = job.theme.crops, job.theme.styles.slug
    rest = "".join(f"  ·  {part}" for part in (place, job.date) if part)
    known = set_words(job, rest, style)
    title = set_within(job, job.title, style, trim.width - 2 * marks.margin - known.width)
    text = "".join(run.text for run in title.runs) + rest
    return set_words(job, text, style).at(trim.x + marks.margin, trim.bottom + marks.slug)


def ticks(job: Job, fold: float, trim: Box, sheet: Box) -> tuple[Item, ...]:
    """Where to fold, at head and foot: outside the trim where the sheet is larger, else on the page."""
    marks = job.theme.folding
    room = trim.y - sheet.y >= marks.tick
    out = marks.tick if room else 0.0
    places = (trim.y - out, trim.bottom - marks.tick + out)
    return tuple(upright(job, fold, y, marks.tick, marks.weight) for y in places)


def staples(job: Job, fold: float, trim: Box) -> tuple[Item, ...]:
    """Where to staple: on the outer side of the outer sheet."""
    marks = job.theme.folding
    middles = [trim.y + part * trim.height for part in marks.staple_at]
    return tuple(upright(job, fold, y - marks.staple / 2, marks.staple, marks.weight) for y in middles)


def sheet_label(job: Job, wording: str, fold: float, trim: Box) -> Line:
    """Which sheet it is and which side, upwards along the gutter."""
    marks = job.theme.folding
    words = set_words(job, wording, job.theme.styles.sheet_label)
    return words.at(fold + marks.label, trim.bottom - LABEL_RISE * marks.tick, Turn.ANTICLOCKWISE)
