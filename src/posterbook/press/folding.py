"""Imposes a booklet two-up on sheets that are printed on both sides, folded and stitched (SPEC 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.content.model import Binding
from posterbook.design.geometry import MM, Box, Side
from posterbook.errors import LayoutError, Problem, UsageError, error
from posterbook.forms.edition import Flip, Printing
from posterbook.forms.page import Item, Page
from posterbook.forms.sheet import Forme, PlacedPage, Sheet
from posterbook.press.imposition import FoldedSheet, Spread, fold_sheets
from posterbook.press.job import Job
from posterbook.press.marks import crops, sheet_label, staples, ticks
from posterbook.values import dataclass

ALMOST = 0.01
"""Points that a sheet may be too small by: sizes are given in millimetres and inches."""

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


@dataclass(frozen=True, slots=True)
class _Bench:
    """What holds for every sheet: its size, the trim of both pages on it, the fold."""

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
    bench = _bench(job, printing)
    sheets = fold_sheets(len(pages), printing.signature)
    sides = [side for sheet in sheets for side in _sides(bench, sheet, sheets, printing)]
    bled = tuple(replace(page, bleed=job.theme.bleed) for page in pages)
    return Forme(bled, tuple(sides), flip=printing.flip)


def _bench(job: Job, printing: Printing) -> _Bench:
    page = job.theme.page
    size = printing.sheet or job.theme.sheets[page.sheet]
    width, height = max(size), min(size)
    if 2 * page.width > width + ALMOST or page.height > height + ALMOST:
        raise UsageError(_too_small(job, width, height))
    trim = Box(width / 2 - page.width, (height - page.height) / 2, 2 * page.width, page.height)
    return _Bench(job, Box(0, 0, width, height), trim)


def _too_small(job: Job, width: float, height: float) -> Problem:
    page = job.theme.page
    wanted = f"{2 * page.width / MM:g} × {page.height / MM:g} mm"
    found = f"{width / MM:.1f} × {height / MM:.1f} mm"
    message = f"two pages of {page.name} need {wanted}, the sheet has {found}"
    return error("sheet-too-small", message, None, f"use --sheet {page.sheet}, or larger paper")


def _sides(
    bench: _Bench, sheet: FoldedSheet, sheets: Sequence[FoldedSheet], printing: Printing
) -> Iterator[Sheet]:
    """The outer side of a sheet, then its inner one, which a long-edge flip turns upside down."""
    for inside, spread in ((False, sheet.outside), (True, sheet.inside)):
        placed = _placed(bench, spread, printing.creep * sheet.index)
        face = _face(bench, sheet, sheets, inside=inside)
        yield Sheet(face, placed, turned=inside and printing.flip is Flip.LONG)


def _placed(bench: _Bench, spread: Spread, creep: float) -> tuple[PlacedPage, ...]:
    """Both pages, moved towards the spine; the fold clips their bleed."""
    page, bleed, fold = bench.job.theme.page, bench.job.theme.bleed, bench.fold
    left, right, top = fold - page.width + creep, fold - creep, bench.trim.y
    low, high = max(left - bleed, 0), min(right + page.width + bleed, bench.sheet.width)
    head, foot = max(top - bleed, 0), min(top + page.height + bleed, bench.sheet.height)
    return (
        PlacedPage(spread.left - 1, left, top, Box(low, head, fold - low, foot - head)),
        PlacedPage(spread.right - 1, right, top, Box(fold, head, high - fold, foot - head)),
    )


def _face(bench: _Bench, sheet: FoldedSheet, sheets: Sequence[FoldedSheet], *, inside: bool) -> Page:
    """The marks of one side, as a page of its own."""
    job, fold, trim = bench.job, bench.fold, bench.trim
    items: list[Item] = [*ticks(job, fold, trim, bench.sheet)]
    if not sheet.index and not inside:
        items += staples(job, fold, trim)
    if min(trim.x, trim.y) >= job.theme.crops.offset + job.theme.crops.length:
        items += crops(job, trim)
    items.append(sheet_label(job, _label(job, sheet, sheets, inside=inside), fold, trim))
    number = 2 * sheets.index(sheet) + inside + 1
    return Page(number, "", Side.SINGLE, "sheet", bench.sheet.width, bench.sheet.height, tuple(items))


def _label(job: Job, sheet: FoldedSheet, sheets: Sequence[FoldedSheet], *, inside: bool) -> str:
    """Which sheet it is, counted within its signature, and which of its sides."""
    words = job.words.sheet_inside if inside else job.words.sheet_outside
    among = [one for one in sheets if one.signature == sheet.signature]
    label = words.format(sheet=sheet.index + 1, sheets=len(among))
    if sheets[-1].signature == 0:
        return label
    return job.words.signed_sheet.format(signature=sheet.signature + 1, sheet=label)
