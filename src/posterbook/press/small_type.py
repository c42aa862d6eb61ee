"""Small type in one ink: plates that are a tenth of a millimetre apart blur letters of four inks.

A group's colour is made of several inks. Large figures, rules, tabs and panels keep it in print; type smaller
than `plates.small_type` is black alone, which always stands on itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.design.theme import Colour
from posterbook.forms.page import Item, Line, Page
from posterbook.press.job import Job


def small_type_in_black(pages: Sequence[Page], job: Job) -> tuple[Page, ...]:
    """The pages with small type in a group's colour in black ink."""
    colours = {topic.colour for topic in job.theme.topics if sum(ink > 0 for ink in topic.colour.cmyk) > 1}
    if not colours:
        return tuple(pages)
    return tuple(
        replace(page, items=tuple(_in_black(item, job, colours) for item in page.items)) for page in pages
    )


def _in_black(item: Item, job: Job, colours: set[Colour]) -> Item:
    if not isinstance(item, Line) or not any(run.colour in colours for run in item.runs):
        return item
    least = job.theme.plates.small_type
    return replace(
        item,
        runs=tuple(
            replace(run, colour=job.theme.ink) if run.size < least and run.colour in colours else run
            for run in item.runs
        ),
    )
