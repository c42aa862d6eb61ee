"""A sheet that tells which way a duplex printer flips and how well its sides meet (`posterbook testsheet`).

Its words are for whoever stands at the printer, as posterbook's messages are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.design.geometry import MM, Side
from posterbook.design.theme import Style
from posterbook.errors import Problem, UsageError, error
from posterbook.forms.page import Item, Page, Turn
from posterbook.forms.sheet import Forme
from posterbook.press.job import Job, set_words
from posterbook.press.marks import level, upright
from posterbook.values import dataclass

HEAD, TEXT, SMALL = 22.0, 11.0, 7.0
"""Sizes in points."""
FROM_EDGE, ARM, REACH = 32 * MM, 9 * MM, 5
"""Where crosses stand, how long their arms are; millimetres that a scale counts to each side."""
LONGEST = 12
"""Millimetres from the edge up to which the paper's margin is counted."""
RULER = 100 * MM
STEP = 4 * MM
"""Between two ticks of a margin's scale, along the edge."""
SMALLEST = 240 * MM, 190 * MM
"""Width and height of the paper on which words, crosses and scales still stand apart."""

STEPS = (
    "1.  Print this file on both sides of one sheet, at actual size (100 %), with the settings that you",
    "     always use.",
    "2.  Turn the sheet like the page of a book, about its right edge. The words that stand upright on its",
    "     back say which --flip your printer needs.",
    "3.  Hold it against the light, this side towards you: the crosses should meet the middles of the",
    "     scales behind, which count millimetres. More than one will show in a folded booklet.",
    "4.  At each edge, the first line that was printed whole tells how many mm your printer leaves white.",
)
SHORT_FLIP = ("BACK, flipped on the short edge", "posterbook build --edition booklet --flip short")
LONG_FLIP = ("BACK, flipped on the long edge", "posterbook build --edition booklet --flip long")
RULER_CAPTION = "This line is 100 mm long. If it is not, the printer scales: choose “actual size”."


@dataclass(frozen=True, slots=True)
class _TestSheet:
    """The sheet and what its words are set with."""

    job: Job
    width: float
    height: float

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """Where both sides are compared; turned over either way, each point comes upon one of them."""
        corners = [
            (x, y) for x in (FROM_EDGE, self.width - FROM_EDGE) for y in (FROM_EDGE, self.height - FROM_EDGE)
        ]
        return (*corners, (self.width / 2, self.height / 2))

    def style(self, size: float, *, heavy: bool = False) -> Style:
        styles = self.job.theme.styles
        return (styles.press_head if heavy else styles.press_text).sized(size, size)


def duplex_testsheet(job: Job, paper: tuple[float, float]) -> Forme:
    """The front and the back of the test sheet, landscape; raises UsageError for paper that is too small."""
    sheet = _TestSheet(job, max(paper), min(paper))
    if sheet.width < SMALLEST[0] or sheet.height < SMALLEST[1]:
        raise UsageError(_too_small(sheet))
    front = (*_instructions(sheet), *_crosses(sheet), *_margin_scales(sheet), *_ruler(sheet))
    back = (
        *_flip_verdict(sheet, SHORT_FLIP, Turn.NONE),
        *_flip_verdict(sheet, LONG_FLIP, Turn.OVER),
        *_scales(sheet),
        *_margin_scales(sheet),
    )
    return Forme((_page(sheet, 1, front), _page(sheet, 2, back)))


def _too_small(sheet: _TestSheet) -> Problem:
    needed, found = (
        f"{width / MM:g} × {height / MM:g} mm" for width, height in (SMALLEST, (sheet.width, sheet.height))
    )
    return error(
        "sheet-too-small", f"the test needs {needed}, the sheet has {found}", None, "use --sheet a4 or letter"
    )


def _page(sheet: _TestSheet, number: int, items: Sequence[Item]) -> Page:
    return Page(number, str(number), Side.SINGLE, "testsheet", sheet.width, sheet.height, tuple(items))


def _instructions(sheet: _TestSheet) -> Iterator[Item]:
    """What to do, above the middle."""
    yield _centred_line(sheet, "FRONT", sheet.style(HEAD, heavy=True), sheet.height * 0.16)
    lines = [set_words(sheet.job, line, sheet.style(TEXT)) for line in STEPS]
    left = (sheet.width - max(line.width for line in lines)) / 2
    for n, line in enumerate(lines):
        yield line.at(left, sheet.height * 0.16 + (n + 2) * 1.5 * TEXT)


def _flip_verdict(sheet: _TestSheet, words: tuple[str, str], turn: Turn) -> Iterator[Item]:
    """The flip that a printer needs if these words stand upright; they are set in the half then above."""
    for n, (line, size) in enumerate(zip(words, (HEAD, TEXT), strict=True)):
        yield _centred_line(
            sheet, line, sheet.style(size, heavy=not n), sheet.height * 0.25 + n * 2 * TEXT, turn
        )


def _centred_line(sheet: _TestSheet, wording: str, style: Style, y: float, turn: Turn = Turn.NONE) -> Item:
    """A line in the middle, `y` from the edge that is above it."""
    words = set_words(sheet.job, wording, style)
    left = (sheet.width - words.width) / 2
    return (
        words.at(sheet.width - left, sheet.height - y, turn) if turn is Turn.OVER else words.at(left, y, turn)
    )


def _crosses(sheet: _TestSheet) -> Iterator[Item]:
    weight = sheet.job.theme.crops.weight
    for x, y in sheet.points:
        yield upright(sheet.job.theme.ink, x, y - ARM, 2 * ARM, weight)
        yield level(sheet.job.theme.ink, x - ARM, y, 2 * ARM, weight)


def _scales(sheet: _TestSheet) -> Iterator[Item]:
    """Millimetres across and down, the whole arms' zero at the cross of the other side."""
    weight = sheet.job.theme.crops.weight
    for x, y in sheet.points:
        yield level(sheet.job.theme.ink, x - REACH * MM, y, 2 * REACH * MM, weight)
        yield upright(sheet.job.theme.ink, x, y - REACH * MM, 2 * REACH * MM, weight)
        for n in [n for n in range(-REACH, REACH + 1) if n]:
            length = (2 if abs(n) == REACH else 1) * MM
            yield upright(sheet.job.theme.ink, x + n * MM, y - length / 2, length, weight)
            yield level(sheet.job.theme.ink, x - length / 2, y + n * MM, length, weight)


def _margin_scales(sheet: _TestSheet) -> Iterator[Item]:
    """A staircase in the middle of each edge: a line and its number, each a millimetre further in."""
    weight = sheet.job.theme.crops.weight
    start = -(LONGEST - 1) / 2 * STEP
    for n in range(1, LONGEST + 1):
        along, deep = start + (n - 1) * STEP, n * MM
        for y, up in ((deep, 1), (sheet.height - deep, -1)):
            yield level(sheet.job.theme.ink, sheet.width / 2 + along - STEP / 4, y, STEP / 2, weight)
            yield _number(sheet, n, sheet.width / 2 + along, y + (SMALL if up > 0 else -SMALL / 3))
        for x, out in ((deep, 1), (sheet.width - deep, -1)):
            yield upright(sheet.job.theme.ink, x, sheet.height / 2 + along - STEP / 4, STEP / 2, weight)
            yield _number(sheet, n, x + out * SMALL, sheet.height / 2 + along + SMALL / 3)


def _number(sheet: _TestSheet, n: int, x: float, y: float) -> Item:
    words = set_words(sheet.job, str(n), sheet.style(SMALL))
    return words.at(x - words.width / 2, y)


def _ruler(sheet: _TestSheet) -> Iterator[Item]:
    """A line to lay a ruler against."""
    weight, left, y = sheet.job.theme.crops.weight, (sheet.width - RULER) / 2, sheet.height * 0.74
    yield level(sheet.job.theme.ink, left, y, RULER, weight)
    for x in (left, left + RULER):
        yield upright(sheet.job.theme.ink, x, y - 2 * MM, 4 * MM, weight)
    yield _centred_line(sheet, RULER_CAPTION, sheet.style(TEXT), y + 2 * TEXT)
