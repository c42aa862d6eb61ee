"""Sets the cover apart from the body, for print shops: loose pages, or a spread around a spine.

A perfect binding glues the body into its cover at the spine: the cover is one sheet, printed on both sides,
and as wide as two pages and the thickness of all leaves between them. A saddle stitch holds cover and body
alike, but a shop may want the cover in a file of its own, as it is printed on heavier paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.content.model import Binding
from posterbook.design.geometry import Box, Side
from posterbook.errors import LayoutError, error
from posterbook.forms.edition import Printing
from posterbook.forms.page import Item, Page, Turn
from posterbook.forms.sheet import Forme, PlacedPage, Sheet
from posterbook.press.job import Job, set_words
from posterbook.press.marks import frame_page, frame_pages, upright

COVER_PAGES = 4
"""Both sides of the leaf in front and of the leaf behind."""


def print_formes(pages: Sequence[Page], job: Job, printing: Printing) -> tuple[Forme, ...]:
    """What a print shop gets: one file, or cover and body; a perfect binding always has its cover apart.

    Raises LayoutError for a booklet that is nothing but cover.
    """
    perfect = job.theme.page.binding is Binding.PERFECT
    if not (printing.separate or perfect):
        return (Forme(frame_pages(pages, job, printing)),)
    if len(pages) <= COVER_PAGES:
        message = f"a booklet of {len(pages)} pages is nothing but cover"
        raise LayoutError(error("no-body", message, None, "leave it in one file, saddle-stitched"))
    _check_legal_blocks(pages)
    body = Forme(frame_pages(pages[2:-2], job, printing), part="body")
    outer = (*pages[:2], *pages[-2:])
    if perfect:
        return (_cover_around_spine(outer, job, printing, spine_width(len(pages), job)), body)
    return (Forme(frame_pages(outer, job, printing), part="cover"), body)


def spine_width(pages: int, job: Job) -> float:
    """How thick the leaves of so many pages are together, in points: two pages a leaf."""
    return pages / 2 * job.caliper


def _check_legal_blocks(pages: Sequence[Page]) -> None:
    """A legal block that runs from the body onto the cover would be proved in neither file."""
    outer = {name for page in (*pages[:2], *pages[-2:]) for name in page.legal}
    inner = {name for page in pages[2:-2] for name in page.legal}
    if outer & inner:
        names = ", ".join(sorted(outer & inner))
        message = f"the legal block {names} runs from the body onto the cover, which is a file of its own"
        raise LayoutError(error("parted-legal", message, None, "print it in one file, or shorten the block"))


def _cover_around_spine(outer: Sequence[Page], job: Job, printing: Printing, spine: float) -> Forme:
    """The cover as two spreads: outside with back, spine and front; inside with what is behind these."""
    front, front_inside, back_inside, back = range(COVER_PAGES)
    bled = tuple(replace(page, bleed=job.theme.bleed) for page in outer)
    sides = (back, front), (front_inside, back_inside)
    if job.theme.from_right:
        sides = (front, back), (back_inside, front_inside)
    outside, inside = (_spread(bled, job, printing, spine, pair) for pair in sides)
    # what is read first is painted first: the front cover's text begins the booklet
    if job.theme.from_right:
        inside = replace(inside, placed=tuple(reversed(inside.placed)))
    else:
        outside = replace(outside, placed=tuple(reversed(outside.placed)))
    face = outside.face
    outside = replace(outside, face=replace(face, items=(*face.items, *_spine_text(job, spine))))
    return Forme(bled, (outside, inside), part="cover")


def _spread(
    pages: Sequence[Page], job: Job, printing: Printing, spine: float, sides: tuple[int, int]
) -> Sheet:
    """Two pages with the spine between them, and the marks around the three."""
    page, bleed = job.theme.page, job.theme.bleed
    width, height = 2 * page.width + spine, page.height
    beyond = page.width + spine
    left, right = sides
    placed = (
        PlacedPage(left, 0, 0, Box(-bleed, -bleed, page.width + bleed, height + 2 * bleed)),
        PlacedPage(right, beyond, 0, Box(beyond, -bleed, page.width + bleed, height + 2 * bleed)),
    )
    face = Page(1, "", Side.SINGLE, "cover-spread", width, height, ())
    numbers = " | ".join(str(pages[side].sequence) for side in sides)
    framed_face = frame_page(face, job, printing, numbers)
    if printing.marks:
        framed_face = replace(framed_face, items=(*framed_face.items, *_fold_marks(job, spine)))
    return Sheet(framed_face, placed)


def _fold_marks(job: Job, spine: float) -> tuple[Item, ...]:
    """Marks at both edges of the spine, outside the bleed as crops are."""
    page, marks = job.theme.page, job.theme.crops
    tops = (-marks.offset - marks.length, page.height + marks.offset)
    edges = (page.width, page.width + spine) if spine else (page.width,)
    return tuple(
        upright(job.theme.registration, x, y, marks.length, marks.weight) for x in edges for y in tops
    )


def _spine_text(job: Job, spine: float) -> tuple[Item, ...]:
    """The first text that fits the spine's length, downwards, if the spine is wide enough to hold it.

    Heads of letters point to the front, so that it can be read where the booklet lies on its back.
    """
    page, style = job.theme.page, job.theme.styles.spine
    if spine < job.theme.folding.spine_least:
        return ()
    for words in job.spine:
        line = set_words(job, words, style)
        if 0 < line.width <= page.height - 2 * page.live_top:
            half = job.theme.tabs.capital * style.size / 2
            x = page.width + spine / 2 - half
            if job.theme.from_right:
                return (line.at(x + 2 * half, (page.height + line.width) / 2, Turn.ANTICLOCKWISE),)
            return (line.at(x, (page.height - line.width) / 2, Turn.CLOCKWISE),)
    return ()
