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
MEASURE = 100 * MM
STEP = 4 * MM
"""Between two ticks of a margin's scale, along the edge."""
SMALLEST = 240 * MM, 190 * MM
"""Width and height of the paper on which words, crosses and scales still stand apart."""

FRONT = (
    "1.  Print this file on both sides of one sheet, at actual size (100 %), with the settings that you",
    "     always use.",
    "2.  Turn the sheet like the page of a book, about its right edge. The words that stand upright on its",
    "     back say which --flip your printer needs.",
    "3.  Hold it against the light, this side towards you: the crosses should meet the middles of the",
    "     scales behind, which count millimetres. More than one will show in a folded booklet.",
    "4.  At each edge, the first line that was printed whole tells how many mm your printer leaves white.",
)
SHORT = ("BACK, flipped on the short edge", "posterbook build --edition booklet --flip short")
LONG = ("BACK, flipped on the long edge", "posterbook build --edition booklet --flip long")
MEASURED = "This line is 100 mm long. If it is not, the printer scales: choose “actual size”."


@dataclass(frozen=True, slots=True)
class _Sheet:
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


def duplex_testsheet(job: Job, sheet: tuple[float, float]) -> Forme:
    """The front and the back of the test sheet, landscape; raises UsageError for paper that is too small."""
    one = _Sheet(job, max(sheet), min(sheet))
    if one.width < SMALLEST[0] or one.height < SMALLEST[1]:
        raise UsageError(_too_small(one))
    front = (*_told(one), *_crosses(one), *_margins(one), *_measure(one))
    back = (*_answer(one, SHORT, Turn.NONE), *_answer(one, LONG, Turn.OVER), *_scales(one), *_margins(one))
    return Forme((_page(one, 1, front), _page(one, 2, back)))


def _too_small(one: _Sheet) -> Problem:
    wanted, found = (
        f"{width / MM:g} × {height / MM:g} mm" for width, height in (SMALLEST, (one.width, one.height))
    )
    return error(
        "sheet-too-small", f"the test needs {wanted}, the sheet has {found}", None, "use --sheet a4 or letter"
    )


def _page(one: _Sheet, number: int, items: Sequence[Item]) -> Page:
    return Page(number, str(number), Side.SINGLE, "trial", one.width, one.height, tuple(items))


def _told(one: _Sheet) -> Iterator[Item]:
    """What to do, above the middle."""
    yield _centred(one, "FRONT", one.style(HEAD, heavy=True), one.height * 0.16)
    lines = [set_words(one.job, line, one.style(TEXT)) for line in FRONT]
    left = (one.width - max(line.width for line in lines)) / 2
    for n, line in enumerate(lines):
        yield line.at(left, one.height * 0.16 + (n + 2) * 1.5 * TEXT)


def _answer(one: _Sheet, words: tuple[str, str], turn: Turn) -> Iterator[Item]:
    """What the back says, in the half of the sheet in which it stands upright."""
    for n, (line, size) in enumerate(zip(words, (HEAD, TEXT), strict=True)):
        yield _centred(one, line, one.style(size, heavy=not n), one.height * 0.25 + n * 2 * TEXT, turn)


def _centred(one: _Sheet, wording: str, style: Style, y: float, turn: Turn = Turn.NONE) -> Item:
    """A line in the middle, `y` from the edge that is above it."""
    words = set_words(one.job, wording, style)
    left = (one.width - words.width) / 2
    return words.at(one.width - left, one.height - y, turn) if turn is Turn.OVER else words.at(left, y, turn)


def _crosses(one: _Sheet) -> Iterator[Item]:
    weight = one.job.theme.crops.weight
    for x, y in one.points:
        yield upright(one.job, x, y - ARM, 2 * ARM, weight)
        yield level(one.job, x - ARM, y, 2 * ARM, weight)


def _scales(one: _Sheet) -> Iterator[Item]:
    """Millimetres across and down, the whole arms' zero at the cross of the other side."""
    weight = one.job.theme.crops.weight
    for x, y in one.points:
        yield level(one.job, x - REACH * MM, y, 2 * REACH * MM, weight)
        yield upright(one.job, x, y - REACH * MM, 2 * REACH * MM, weight)
        for n in [n for n in range(-REACH, REACH + 1) if n]:
            length = (2 if abs(n) == REACH else 1) * MM
            yield upright(one.job, x + n * MM, y - length / 2, length, weight)
            yield level(one.job, x - length / 2, y + n * MM, length, weight)


def _margins(one: _Sheet) -> Iterator[Item]:
    """A staircase in the middle of each edge: a line and its number, each a millimetre further in."""
    weight = one.job.theme.crops.weight
    start = -(LONGEST - 1) / 2 * STEP
    for n in range(1, LONGEST + 1):
        along, deep = start + (n - 1) * STEP, n * MM
        for y, up in ((deep, 1), (one.height - deep, -1)):
            yield level(one.job, one.width / 2 + along - STEP / 4, y, STEP / 2, weight)
            yield _number(one, n, one.width / 2 + along, y + (SMALL if up > 0 else -SMALL / 3))
        for x, out in ((deep, 1), (one.width - deep, -1)):
            yield upright(one.job, x, one.height / 2 + along - STEP / 4, STEP / 2, weight)
            yield _number(one, n, x + out * SMALL, one.height / 2 + along + SMALL / 3)


def _number(one: _Sheet, n: int, x: float, y: float) -> Item:
    words = set_words(one.job, str(n), one.style(SMALL))
    return words.at(x - words.width / 2, y)


def _measure(one: _Sheet) -> Iterator[Item]:
    """A line to lay a ruler against."""
    weight, left, y = one.job.theme.crops.weight, (one.width - MEASURE) / 2, one.height * 0.74
    yield level(one.job, left, y, MEASURE, weight)
    for x in (left, left + MEASURE):
        yield upright(one.job, x, y - 2 * MM, 4 * MM, weight)
    yield _centred(one, MEASURED, one.style(TEXT), y + 2 * TEXT)
