"""The sponsors' marks: below the last text, else at the head of the first page for notes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from posterbook.content.model import Picture
from posterbook.design.geometry import Box
from posterbook.forms.galley import FigureBlock, Sponsors
from posterbook.forms.page import Image, Item, Line, Rule
from posterbook.layout.context import LayoutContext, UnplacedPage, stack_lines
from posterbook.layout.pagination import before_last
from posterbook.layout.pictures import fit_into
from posterbook.layout.writing_lines import writing_lines


def with_sponsors(
    context: LayoutContext,
    unplaced_pages: Sequence[UnplacedPage],
    sponsors: Sponsors | None,
    filler: UnplacedPage,
) -> tuple[UnplacedPage, ...]:
    """The pages with the marks; where none has room for them, with pages more, before the last.

    Such a page is of the kind of `filler`, whose writing lines, with their label, go on below marks that do
    not fill it.
    """
    if sponsors is None:
        return tuple(unplaced_pages)
    texts = [n for n, unplaced in enumerate(unplaced_pages) if unplaced.takes_sponsors]
    if texts and (items := _below_text(context, unplaced_pages[texts[-1]], sponsors)):
        at = texts[-1]
        return (
            *unplaced_pages[:at],
            replace(unplaced_pages[at], items=(*unplaced_pages[at].items, *items)),
            *unplaced_pages[at + 1 :],
        )
    at = before_last(unplaced_pages)
    return (*unplaced_pages[:at], *_own_pages(context, sponsors, filler), *unplaced_pages[at:])


def _below_text(context: LayoutContext, unplaced: UnplacedPage, sponsors: Sponsors) -> tuple[Item, ...]:
    """The marks at the foot of a page of text, nothing if there is too little room."""
    marks, page = context.theme.marks, context.theme.page
    rows = math.ceil(len(sponsors.marks) / marks.columns)
    top = page.last - _height(context, rows)
    heading = top - marks.below_heading
    ends = max((item.y for item in unplaced.items if isinstance(item, Line | Rule)), default=0)
    if heading - ends < marks.above:
        return ()
    head = stack_lines((context.line(sponsors.heading),), sponsors.heading.style, page.main_x, heading)
    return (*head, *_grid(context, sponsors.marks, top, _area(context, sponsors.marks)))


def _own_pages(context: LayoutContext, sponsors: Sponsors, filler: UnplacedPage) -> tuple[UnplacedPage, ...]:
    """Pages with the marks at their head, as many rows on each as it holds."""
    marks, page, heading = context.theme.marks, context.theme.page, context.theme.filler.heading
    top = heading + marks.below_heading
    rows = max(1, int((page.last - top + marks.gap) // (marks.height + marks.gap)))
    label = next(item for item in filler.items if isinstance(item, Line))
    each, area = rows * marks.columns, _area(context, sponsors.marks)
    unplaced_pages = []
    for start in range(0, len(sponsors.marks), each):
        shown = sponsors.marks[start : start + each]
        head = (
            ()
            if start
            else stack_lines((context.line(sponsors.heading),), sponsors.heading.style, page.main_x, heading)
        )
        ends = top + _height(context, math.ceil(len(shown) / marks.columns))
        items = (
            context.page_rule(),
            *head,
            *_grid(context, shown, top, area),
            *_lines_below(context, label, ends),
        )
        unplaced_pages.append(UnplacedPage(filler.kind, items, continues=start > 0))
    return tuple(unplaced_pages)


def _lines_below(context: LayoutContext, label: Line, ends: float) -> tuple[Item, ...]:
    """Writing lines on the rest of the page."""
    notes, filler = context.theme.poster.notes, context.theme.filler
    lines = writing_lines(context, filler.step, ends + notes.clear + notes.label_above)
    if len(lines) < notes.least:
        return ()
    return (label.moved(0, lines[-1].y - notes.label_above - label.y), *reversed(lines))


def _grid(context: LayoutContext, marks: Sequence[FigureBlock], top: float, area: float) -> tuple[Item, ...]:
    """The marks row by row, each flush left in its column and in the middle of its row."""
    measures, page = context.theme.marks, context.theme.page
    items: list[Item] = []
    across = marks_in_row(len(marks), measures.columns)
    for n, mark in enumerate(marks):
        row, column = divmod(n, across)
        width, height = mark_size(mark.picture, _width(context), measures.height, area)
        x = page.main_x + column * (_width(context) + measures.gap)
        y = top + row * (measures.height + measures.gap) + (measures.height - height) / 2
        items.append(
            Image(Box(x, y, width, height), mark.picture, mark.meaning, context.theme.look.black_marks)
        )
    return tuple(items)


def marks_in_row(count: int, most: int) -> int:
    """How many of them stand side by side, at most so many, in even rows: four are two and two."""
    return math.ceil(count / math.ceil(count / most)) if count else most


def _height(context: LayoutContext, rows: int) -> float:
    marks = context.theme.marks
    return rows * marks.height + (rows - 1) * marks.gap


def _width(context: LayoutContext) -> float:
    """A column's width."""
    marks = context.theme.marks
    return (context.theme.page.main - (marks.columns - 1) * marks.gap) / marks.columns


def _area(context: LayoutContext, marks: Sequence[FigureBlock]) -> float:
    """The area that all marks share."""
    pictures = [mark.picture for mark in marks]
    return shared_area(context, pictures, _width(context), context.theme.marks.height)


def shared_area(context: LayoutContext, pictures: Sequence[Picture], width: float, height: float) -> float:
    """The area that marks share in boxes of that size, but those too long or too high for it: the least."""
    largest = (math.prod(fit_into(picture, width, height)) for picture in pictures)
    return max(min(largest), context.theme.marks.small * width * height)


def mark_size(picture: Picture, width: float, height: float, area: float) -> tuple[float, float]:
    """The width and height of a mark of so large an area at most, in a box of that width and height."""
    width, height = fit_into(picture, width, height)
    factor = min(1.0, math.sqrt(area / (width * height)))
    return width * factor, height * factor
