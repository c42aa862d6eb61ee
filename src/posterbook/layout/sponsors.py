"""The sponsors' marks: below the last text, else at the head of the first page for notes (DESIGN 7)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from posterbook.content.model import Picture
from posterbook.design.geometry import Box
from posterbook.forms.galley import FigureBlock, Sponsors
from posterbook.forms.page import Image, Item, Line, Rule
from posterbook.layout.context import LayoutContext, UnplacedPage, stack_lines
from posterbook.layout.notes import hairlines
from posterbook.layout.pictures import fit_into


def with_sponsors(
    desk: LayoutContext, leaves: Sequence[UnplacedPage], sponsors: Sponsors | None, label: Line
) -> tuple[UnplacedPage, ...]:
    """The leaves with the marks; where no page has room for them, with pages more, before the last.

    `label` is that of writing lines; they are drawn below marks that do not fill their page.
    """
    if sponsors is None:
        return tuple(leaves)
    texts = [n for n, leaf in enumerate(leaves) if leaf.kind == "text"]
    if texts and (items := _below_text(desk, leaves[texts[-1]], sponsors)):
        at = texts[-1]
        return (*leaves[:at], replace(leaves[at], items=(*leaves[at].items, *items)), *leaves[at + 1 :])
    own = _own_pages(desk, sponsors, label)
    return (*leaves[:-1], *own, *leaves[-1:])


def _below_text(desk: LayoutContext, leaf: UnplacedPage, sponsors: Sponsors) -> tuple[Item, ...]:
    """The marks at the foot of a page of text, nothing if there is too little room."""
    marks, page = desk.theme.marks, desk.theme.page
    rows = math.ceil(len(sponsors.marks) / marks.columns)
    top = page.last - _height(desk, rows)
    heading = top - marks.below_heading
    ends = max((item.y for item in leaf.items if isinstance(item, Line | Rule)), default=0)
    if heading - ends < marks.above:
        return ()
    head = stack_lines((desk.line(sponsors.heading),), sponsors.heading.style, page.main_x, heading)
    return (*head, *_grid(desk, sponsors.marks, top, _area(desk, sponsors.marks)))


def _own_pages(desk: LayoutContext, sponsors: Sponsors, label: Line) -> tuple[UnplacedPage, ...]:
    """Pages with the marks at their head, as many rows on each as it holds."""
    marks, page, heading = desk.theme.marks, desk.theme.page, desk.theme.filler.heading
    top = heading + marks.below_heading
    rows = max(1, int((page.last - top + marks.gap) // (marks.height + marks.gap)))
    each, area = rows * marks.columns, _area(desk, sponsors.marks)
    leaves = []
    for start in range(0, len(sponsors.marks), each):
        shown = sponsors.marks[start : start + each]
        head = (
            ()
            if start
            else stack_lines((desk.line(sponsors.heading),), sponsors.heading.style, page.main_x, heading)
        )
        ends = top + _height(desk, math.ceil(len(shown) / marks.columns))
        items = (desk.page_rule(), *head, *_grid(desk, shown, top, area), *_lines_below(desk, label, ends))
        leaves.append(UnplacedPage("notes", items))
    return tuple(leaves)


def _lines_below(desk: LayoutContext, label: Line, ends: float) -> tuple[Item, ...]:
    """Writing lines on the rest of the page."""
    notes, filler = desk.theme.poster.notes, desk.theme.filler
    lines = hairlines(desk, filler.step, ends + notes.clear + notes.label_above)
    if len(lines) < notes.least:
        return ()
    return (label.moved(0, lines[-1].y - notes.label_above - label.y), *reversed(lines))


def _grid(desk: LayoutContext, marks: Sequence[FigureBlock], top: float, area: float) -> tuple[Item, ...]:
    """The marks row by row, each flush left in its column and in the middle of its row."""
    measures, page = desk.theme.marks, desk.theme.page
    items: list[Item] = []
    for n, mark in enumerate(marks):
        row, column = divmod(n, measures.columns)
        width, height = _size(desk, mark.picture, area)
        x = page.main_x + column * (_width(desk) + measures.gap)
        y = top + row * (measures.height + measures.gap) + (measures.height - height) / 2
        items.append(Image(Box(x, y, width, height), mark.picture, mark.meaning, desk.theme.look.black_marks))
    return tuple(items)


def _height(desk: LayoutContext, rows: int) -> float:
    marks = desk.theme.marks
    return rows * marks.height + (rows - 1) * marks.gap


def _width(desk: LayoutContext) -> float:
    """A column's width."""
    marks = desk.theme.marks
    return (desk.theme.page.main - (marks.columns - 1) * marks.gap) / marks.columns


def _area(desk: LayoutContext, marks: Sequence[FigureBlock]) -> float:
    """The area that all marks share, but those too long or too high for it: the least of any."""
    width, height = _width(desk), desk.theme.marks.height
    largest = (math.prod(fit_into(mark.picture, width, height)) for mark in marks)
    return max(min(largest), desk.theme.marks.small * width * height)


def _size(desk: LayoutContext, picture: Picture, area: float) -> tuple[float, float]:
    width, height = fit_into(picture, _width(desk), desk.theme.marks.height)
    factor = min(1.0, math.sqrt(area / (width * height)))
    return width * factor, height * factor
