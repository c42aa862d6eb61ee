"""Imposes a booklet two-up on sheets that are printed on both sides, folded in the middle and nested.

**Which page comes where.** Fold a sheet and it is four pages: on its outside the last of them on the left
and the first on the right, inside the second and the third. Lay sheets into each other, count from the
outermost, and each sheet takes the two pages at either end of what is left by those around it. In a
signature of the pages `first` to `last` the sheet `i`, counted from 0, therefore has

    low = first + 2 i    high = last - 2 i    outside: high | low    inside: low + 1 | high - 1

Left and right always sum to `first + last`, odd pages always stand on the right, and the innermost sheet
carries the two middle pages side by side. `pages / 4` sheets make a booklet. A thick one is made of several
signatures, each folded on its own and laid behind the one before; they impose alike, as booklets of their
own.

A booklet that is bound at the right has the same pages on each side, left and right changed.

**Creep.** Every sheet is wrapped around those inside it, so each lies further out from the spine than the
one around it, by the thickness of the paper: the sheet `i` by `i` times that. Trimmed flush at the
fore-edge it loses just as much there, and its outer margin shrinks. So its pages are moved towards the
spine by `creep * i` before they are printed; after trimming, all margins are alike.

**The other side of a sheet.** A printer that flips on the short edge of a landscape sheet prints the back
as it lies. One that flips on the long edge turns it upside down, so the inside is turned beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.content.model import Binding
from posterbook.design.geometry import MM, Box, Side
from posterbook.errors import LayoutError, Problem, UsageError, error
from posterbook.forms.edition import Flip, Printing
from posterbook.forms.page import Item, Page
from posterbook.forms.sheet import Forme, PlacedPage, Sheet
from posterbook.press.job import Job
from posterbook.press.marks import crops, fold_ticks, sheet_label, staple_marks
from posterbook.values import dataclass

PAGES_A_SHEET = 4
TOLERANCE = 0.01
"""Points that a sheet may be too small by: sizes are given in millimetres and inches."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Two pages side by side, by sequence from 1."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class FoldedSheet:
    """A sheet before it is folded: both sides as they are read when they lie upright.

    `signature` and `index` count from 0, the index from the outermost sheet of its signature.
    """

    signature: int
    index: int
    outside: Spread
    inside: Spread


def fold_sheets(pages: int, signature: int = 0, *, from_right: bool = False) -> tuple[FoldedSheet, ...]:
    """The sheets of a booklet in signatures of so many sheets, the last of what is left; 0 makes one of all.

    `pages` is a multiple of four. One that is bound at the right is read `from_right`.
    """
    if pages % PAGES_A_SHEET:
        raise ValueError(f"{pages} pages do not fill sheets of four")
    sheets = tuple(
        sheet
        for number, (first, last) in enumerate(signatures(pages, signature))
        for sheet in _nested_sheets(number, first, last)
    )
    return tuple(map(_swapped, sheets)) if from_right else sheets


def _swapped(sheet: FoldedSheet) -> FoldedSheet:
    outside, inside = (Spread(one.right, one.left) for one in (sheet.outside, sheet.inside))
    return replace(sheet, outside=outside, inside=inside)


def signatures(pages: int, sheets: int) -> tuple[tuple[int, int], ...]:
    """The first and the last page of each signature of so many sheets; 0 makes one of all."""
    step = sheets * PAGES_A_SHEET or pages
    return tuple((first, min(first + step, pages + 1) - 1) for first in range(1, pages + 1, step))


def _nested_sheets(number: int, first: int, last: int) -> Iterator[FoldedSheet]:
    for index in range((last - first + 1) // PAGES_A_SHEET):
        low, high = first + 2 * index, last - 2 * index
        yield FoldedSheet(number, index, Spread(high, low), Spread(low + 1, high - 1))


REFUSED = {
    Binding.PUNCHED: (
        "a punched booklet is not folded",
        "print the screen edition on both sides, or set 'binding: saddle' in booklet.yaml",
    ),
    Binding.PERFECT: (
        "a perfect-bound booklet is not folded from an office printer's sheets",
        "give the print edition to a print shop, or set 'binding: saddle' in booklet.yaml",
    ),
}
"""Bindings that are not folded: what is wrong, and the way out."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What holds for every sheet: its size, the trim of both pages on it together, where it is folded."""

    job: Job
    sheet: Box
    trim: Box

    @property
    def fold(self) -> float:
        return self.sheet.width / 2


def can_fold(binding: Binding) -> bool:
    """Whether a booklet that is bound so can be imposed."""
    return binding not in REFUSED


def booklet_forme(pages: Sequence[Page], job: Job, printing: Printing) -> Forme:
    """The sheets of a booklet, front and back of each in turn.

    Raises LayoutError for a binding that is not folded, UsageError for paper that two pages do not fit on.
    """
    binding = job.theme.page.binding
    if not can_fold(binding):
        message, hint = REFUSED[binding]
        raise LayoutError(error(f"{binding}-imposed", message, None, hint))
    paper = _paper(job, printing)
    sheets = fold_sheets(len(pages), printing.signature, from_right=job.theme.from_right)
    sides = [side for sheet in sheets for side in _sides(paper, sheet, sheets, printing)]
    bled = tuple(replace(page, bleed=job.theme.bleed) for page in pages)
    return Forme(bled, tuple(sides), flip=printing.flip)


def _paper(job: Job, printing: Printing) -> _Paper:
    page = job.theme.page
    size = printing.sheet or job.theme.sheets[page.sheet]
    width, height = max(size), min(size)
    if 2 * page.width > width + TOLERANCE or page.height > height + TOLERANCE:
        raise UsageError(_too_small(job, width, height))
    trim = Box(width / 2 - page.width, (height - page.height) / 2, 2 * page.width, page.height)
    return _Paper(job, Box(0, 0, width, height), trim)


def _too_small(job: Job, width: float, height: float) -> Problem:
    page = job.theme.page
    needed = f"{2 * page.width / MM:g} × {page.height / MM:g} mm"
    found = f"{width / MM:.1f} × {height / MM:.1f} mm"
    message = f"two pages of {page.name} need {needed}, the sheet has {found}"
    return error("sheet-too-small", message, None, f"use --sheet {page.sheet}, or larger paper")


def _sides(
    paper: _Paper, sheet: FoldedSheet, sheets: Sequence[FoldedSheet], printing: Printing
) -> Iterator[Sheet]:
    """The outer side of a sheet, then its inner one, which a long-edge flip turns upside down."""
    for inside, spread in ((False, sheet.outside), (True, sheet.inside)):
        placed = _place_spread(paper, spread, printing.creep * sheet.index)
        face = _face(paper, sheet, sheets, inside=inside)
        yield Sheet(face, placed, turned=inside and printing.flip is Flip.LONG)


def _place_spread(paper: _Paper, spread: Spread, creep: float) -> tuple[PlacedPage, ...]:
    """Both pages, moved towards the fold by `creep` points; the fold clips their bleed."""
    page, bleed, fold = paper.job.theme.page, paper.job.theme.bleed, paper.fold
    left, right, top = fold - page.width + creep, fold - creep, paper.trim.y
    low, high = max(left - bleed, 0), min(right + page.width + bleed, paper.sheet.width)
    head, foot = max(top - bleed, 0), min(top + page.height + bleed, paper.sheet.height)
    return (
        PlacedPage(spread.left - 1, left, top, Box(low, head, fold - low, foot - head)),
        PlacedPage(spread.right - 1, right, top, Box(fold, head, high - fold, foot - head)),
    )


def _face(paper: _Paper, sheet: FoldedSheet, sheets: Sequence[FoldedSheet], *, inside: bool) -> Page:
    """The marks of one side, as a page of its own."""
    job, fold, trim = paper.job, paper.fold, paper.trim
    items: list[Item] = [*fold_ticks(job, fold, trim, paper.sheet)]
    if not sheet.index and not inside:
        items += staple_marks(job, fold, trim)
    if min(trim.x, trim.y) >= job.theme.crops.offset + job.theme.crops.length:
        items += crops(job, trim)
    if sheet is not sheets[0] or inside:  # nothing stands on the cover and the spine of what is folded
        items.append(sheet_label(job, _label(job, sheet, sheets, inside=inside), fold, trim))
    number = 2 * sheets.index(sheet) + inside + 1
    return Page(number, "", Side.SINGLE, "sheet", paper.sheet.width, paper.sheet.height, tuple(items))


def _label(job: Job, sheet: FoldedSheet, sheets: Sequence[FoldedSheet], *, inside: bool) -> str:
    """Which sheet it is, counted within its signature, and which of its sides."""
    words = job.words.sheet_inside if inside else job.words.sheet_outside
    among = [one for one in sheets if one.signature == sheet.signature]
    label = words.format(sheet=sheet.index + 1, sheets=len(among))
    if sheets[-1].signature == 0:
        return label
    return job.words.signed_sheet.format(signature=sheet.signature + 1, sheet=label)
