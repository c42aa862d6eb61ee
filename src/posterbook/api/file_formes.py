"""What of a booklet a file may show, by how its pages stand on paper: the editions that can have made it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from posterbook.api.paper import CREEP, MOST_CREEP, formes_for
from posterbook.api.typesetting import Typeset
from posterbook.design.geometry import MM
from posterbook.errors import PosterbookError
from posterbook.forms.edition import Edition, Flip, Printing, edition, editions
from posterbook.forms.page import content_pages
from posterbook.forms.sheet import Forme
from posterbook.proof import UNREADABLE, FileMakeup, leftmost_panel

NEAR: Final = 1.0
"""Points by which the size of a page may differ from that of its format."""


def formes_like(pdf: bytes, make: FileMakeup, work: Typeset) -> Iterator[tuple[Edition, Forme]]:
    """What of a booklet files of this makeup show, in each edition that can make one."""
    rows = [edition(name) for name in editions()]
    if not (make.imposed or make.framed):
        plain = next(row for row in rows if not (row.framed or row.imposed))
        screen = content_pages(work.screen_pages)
        yield plain, Forme(screen)
        if len(work.screen_pages) != len(screen):  # it may have been filled up for printing
            yield plain, Forme(work.screen_pages)
        return
    if not make.imposed:
        rows = [row for row in rows if row.framed]
    found: list[tuple[Edition, Forme]] = []
    for row in rows:
        for printing in _printings(pdf, make, work, row):
            found += [
                (row, forme) for forme in _made(work, row, printing) if bool(forme.sheets) == make.imposed
            ]
    # a part must have all of its pages; a whole booklet may have lost some, or got more
    fitting = [one for one in found if _fits(one[1], make)]
    yield from fitting or [one for one in found if not one[1].part][:1]


def _fits(forme: Forme, make: FileMakeup) -> bool:
    """Whether a file has as many pages as a forme, on as much paper."""
    if make.imposed:
        return tuple(page.sequence for page in forme.pages) == make.sequences
    return len(forme.pages) == len(make.sequences) and abs(forme.pages[0].margin - make.margin) < NEAR


def _made(work: Typeset, row: Edition, printing: Printing) -> tuple[Forme, ...]:
    try:
        return formes_for(work, (row,), printing)[0][row]
    except PosterbookError:  # it cannot be printed so: then the file was not made so
        return ()


def _printings(pdf: bytes, make: FileMakeup, work: Typeset, row: Edition) -> Iterator[Printing]:
    """How a file may have been printed."""
    if not row.imposed:
        for marks, separate in product((True, False), (False, True)):
            yield Printing(0, marks, separate, Flip.SHORT, 0, None)
        return
    size, first, creep = _sheet(pdf, make, work)
    signature = 0 if first >= len(work.paper_pages) else first // 4
    for flip in Flip:
        yield Printing(creep, True, False, flip, signature, size)


def _sheet(pdf: bytes, make: FileMakeup, work: Typeset) -> tuple[tuple[float, float], int, float]:
    """Of a file's sheets their size, the last page of the first signature, and the creep; in points."""
    first = max(make.sheets[0], default=0)
    deepest = max(first // 4 - 1, 0)
    if 2 * deepest >= len(make.sheets) or not deepest:
        return make.paper, first, 0.0
    try:
        left = leftmost_panel(pdf, 2 * deepest)
    except UNREADABLE:  # which is said where the page is compared
        return make.paper, first, 0.0
    shift = left - (make.paper[0] / 2 - work.theme.page.width)
    most = MOST_CREEP * MM * len(make.sheets)
    return make.paper, first, shift / deepest if 0 < shift <= most else 0.0


def formes_on(work: Typeset, size: tuple[float, float]) -> Iterator[tuple[Edition, Forme]]:
    """Whole files of a booklet that stand on paper of that size."""
    for row in map(edition, editions()):
        for flip, marks in product(Flip, (True, False)):
            for forme in _made(work, row, Printing(CREEP * MM, marks, False, flip, 0, None)):
                face = forme.sheets[0].face if forme.sheets else forme.pages[0]
                paper = face.width + 2 * face.margin, face.height + 2 * face.margin
                if all(abs(one - other) < NEAR for one, other in zip(paper, size, strict=True)):
                    yield row, forme
            if not (row.framed or row.imposed):
                break
