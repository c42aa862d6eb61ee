"""All spreads of a booklet, small, on as few sheets of A4 as show them well (`posterbook proofsheet`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.design.geometry import Box, Side
from posterbook.forms.page import Item, Page, Rectangle, page_names
from posterbook.forms.sheet import Forme, PlacedPage, Sheet
from posterbook.press.job import Job, set_words, shorten_words
from posterbook.values import dataclass

PAPER = "a4"
UNCOUNTED = "–"
"""Stands below a page that is not counted."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How spreads stand on a sheet: columns and rows, the scale of a page, the size of the sheet."""

    columns: int
    rows: int
    scale: float
    width: float
    height: float


def proofsheet_forme(pages: Sequence[Page], job: Job) -> Forme:
    """The proofsheets: every page framed, its place in the booklet below."""
    spreads = spreads_of(pages)
    grid = _grid(job, spreads)
    cells = grid.columns * grid.rows
    parts = [spreads[at : at + cells] for at in range(0, len(spreads), cells)]
    sheets = [_sheet(job, grid, pages, part, (n, len(parts))) for n, part in enumerate(parts, 1)]
    return Forme(tuple(pages), tuple(sheets))


def spreads_of(pages: Sequence[Page]) -> list[tuple[int, ...]]:
    """The pages that are seen together, by index: recto alone at the front, verso alone at the back."""
    if pages[0].side is Side.SINGLE:
        return [(index,) for index in range(len(pages))]
    return [tuple(n for n in (verso, verso + 1) if 0 <= n < len(pages)) for verso in range(-1, len(pages), 2)]


def _grid(job: Job, spreads: Sequence[tuple[int, ...]]) -> _Grid:
    """The columns in which all spreads stand largest on one sheet; too small, the most, on several."""
    measures, page = job.theme.contact, job.theme.page
    height, width = job.theme.sheets[PAPER]
    room = height - 2 * measures.margin - measures.head + measures.gap
    across = page.width * (2 if page.facing else 1)
    grids = []
    for columns in measures.columns:
        most = (width - 2 * measures.margin - (columns - 1) * measures.gap) / columns / across
        rows = -(-len(spreads) // columns)
        scale = min(most, (room / rows - measures.caption - measures.gap) / page.height)
        grids.append(_Grid(columns, rows, scale, width, height))
    largest = max(grids, key=lambda grid: grid.scale)
    if largest.scale >= most:
        return largest
    rows = int(room // (page.height * most + measures.caption + measures.gap))
    return _Grid(columns, max(rows, 1), most, width, height)


def _sheet(
    job: Job, grid: _Grid, pages: Sequence[Page], part: Sequence[tuple[int, ...]], count: tuple[int, int]
) -> Sheet:
    placed = [one for cell, spread in enumerate(part) for one in _place_spread(job, grid, spread, cell)]
    items: list[Item] = [*_head(job, grid, count)]
    names = tuple(page_names(pages))
    for one in placed:
        items += _frame_and_number(job, one, names[one.index] or UNCOUNTED)
    face = Page(count[0], "", Side.SINGLE, "proofsheet", grid.width, grid.height, tuple(items))
    return Sheet(face, tuple(placed))


def _place_spread(job: Job, grid: _Grid, spread: tuple[int, ...], cell: int) -> Iterator[PlacedPage]:
    """The pages of a spread in its cell; a front cover stands on the right, where it is met.

    In a booklet that is bound at the right it stands on the left, and cells follow each other from the right.
    """
    measures, page = job.theme.contact, job.theme.page
    width, height = page.width * grid.scale, page.height * grid.scale
    row, column = divmod(cell, grid.columns)
    if job.theme.from_right:
        column = grid.columns - 1 - column
    across = (grid.width - 2 * measures.margin + measures.gap) / grid.columns
    spare = across - measures.gap - width * (2 if page.facing else 1)
    left = measures.margin + column * across + spare / 2
    top = measures.margin + measures.head + row * (height + measures.caption + measures.gap)
    for index in spread:
        second = index % 2 == (1 if job.theme.from_right else 0)
        x = left + (width if page.facing and second else 0)
        yield PlacedPage(index, x, top, Box(x, top, width, height), grid.scale)


def _frame_and_number(job: Job, one: PlacedPage, called: str) -> tuple[Item, ...]:
    """A page's edge and its number."""
    frame = Rectangle(one.shown, stroke=job.theme.rule, weight=job.theme.crops.weight)
    number = set_words(job, called, job.theme.styles.press_text)
    x = one.shown.x + (one.shown.width - number.width) / 2
    return (frame, number.at(x, one.shown.bottom + job.theme.styles.press_text.lead))


def _head(job: Job, grid: _Grid, count: tuple[int, int]) -> tuple[Item, ...]:
    """Title and date, and which sheet it is where there are several."""
    measures, styles = job.theme.contact, job.theme.styles
    y = measures.margin + styles.press_head.size
    sheet = f"{count[0]} / {count[1]}" if count[1] > 1 else ""
    words = "  ·  ".join(filter(None, (job.date, sheet)))
    right = set_words(job, words, styles.press_head)
    room = grid.width - 2 * measures.margin - right.width - measures.gap
    title = shorten_words(job, job.title, styles.press_head, room)
    left, far = measures.margin, grid.width - measures.margin
    if job.theme.from_right:
        return (title.at(far - title.width, y), *((right.at(left, y),) if words else ()))
    return (title.at(left, y), *((right.at(far - right.width, y),) if words else ()))
