"""Shows the bleed of every page and frames it with printer's marks, for a print shop (SPEC 4, print)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.forms.edition import Printing
from posterbook.forms.page import Page
from posterbook.press.job import Job
from posterbook.press.marks import crops, slug_line


def frame_pages(pages: Sequence[Page], job: Job, printing: Printing) -> tuple[Page, ...]:
    """The pages on paper that is larger than they are; without marks it ends with the bleed."""
    return tuple(frame_page(page, job, printing, str(page.sequence)) for page in pages)


def frame_page(page: Page, job: Job, printing: Printing, number: str) -> Page:
    """A page with its bleed; what the marks say comes after everything that the page says."""
    place = job.words.page.format(page=number)
    bleed = job.theme.bleed
    if not printing.marks:
        return replace(page, bleed=bleed, margin=bleed)
    trim = Box(0, 0, page.width, page.height)
    under = Box(0, 0, job.theme.page.width, page.height)  # a spread's line stays clear of its folds
    items = (*page.items, *crops(job, trim), slug_line(job, under, place))
    return replace(page, items=items, bleed=bleed, margin=job.theme.crops.margin)
