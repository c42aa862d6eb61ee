"""Sets a text in lines of a measure, and large figures in one line that begins with their ink.

A text goes through three hands: `forms/set_line.py` divides it by what it is set in, `chunks.py` into what no
line splits, and `line_breaks.py` chooses the chunks at which lines end. Here the lines become runs again.

This is where most of the time of a booklet goes, so no step is done more often than it must:

- once for a word and a face: its advance and its kerns (`design/fonts.py`), and later its bytes in a content
  stream (`draw/character_codes.py`);
- once for a paragraph at a size and a measure: its spans, its chunks, the ends of its lines, and of each line
  one run. `LayoutContext.lines` finds them again by the identity of the text, however often a page is tried;
- once for a line: its width, as the difference of two edges of its chunks;
- once for the booklet: what pages share, as tabs, feet and the rows of the table (`LayoutContext.once`);
- once for a page: its lines get their place on the paper when its folio stands, runs and words as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Numerals, Theme
from posterbook.forms.galley import Text
from posterbook.forms.page import Run
from posterbook.forms.set_line import SOFT_HYPHEN, SetLine, Span, line_between, spans_of
from posterbook.layout.chunks import TOLERANCE, Chunks, chunks_of, hyphen_at
from posterbook.layout.line_breaks import LineMeasures, line_ends

_NARROWEST = 4
"""A text with more characters to the em than that is not tried on one line first: it is longer, or so narrow
that it is only found out later that it fits."""


def set_lines(
    text: Text,
    measure: float,
    fonts: Fonts,
    theme: Theme,
    *,
    extra_line: bool = False,
    narrow: tuple[float, int] | None = None,
    running: bool = False,
) -> tuple[SetLine, ...]:
    """The text in lines of at most `measure` points; none for an empty text.

    With `narrow` the first lines have another, narrower measure: (points, how many). `extra_line` lets a
    balanced text take one line more if that looks better (the cover). Every character is in exactly one line.
    On a page from right to left, what runs from left to right begins at the left only in `running` text.
    """
    spans = spans_of(text, fonts)
    if not spans:
        return ()
    far = spans[0].base != spans[0].from_right and (running or not spans[0].from_right)
    measures = LineMeasures(measure, *(narrow or (measure, 0)))
    short = len(spans) == 1 and len(spans[0].text) * spans[0].size < _NARROWEST * measures.of(0)
    if short and not extra_line:
        whole = line_between(spans, 0, spans[0].end, fonts)
        if whole.width <= measures.of(0) + TOLERANCE:
            return _at_the_end((whole,), measures) if far else (whole,)
    soft = () if spans[0].base else text.soft
    chunks = chunks_of(spans, fonts, measures.least, text.whole, soft, divisible=text.divisible)
    ends = line_ends(chunks, text, measures, theme, extra_line=extra_line)
    lines = _lines_between(spans, chunks, ends, fonts, measures)
    return _at_the_end(lines, measures) if far else lines


def _at_the_end(lines: Sequence[SetLine], measures: LineMeasures) -> tuple[SetLine, ...]:
    """The lines of a paragraph that runs against its page: each stands at the far edge of its measure."""
    found: list[SetLine] = []
    for number, line in enumerate(lines):
        indent = max(measures.of(number) - line.width, 0.0)
        runs = tuple([replace(run, x=run.x + indent) for run in line.runs])
        found.append(SetLine(runs, line.width + indent, line.forced))
    return tuple(found)


def _lines_between(
    spans: Sequence[Span], chunks: Chunks, ends: Sequence[int], fonts: Fonts, measures: LineMeasures
) -> tuple[SetLine, ...]:
    lines: list[SetLine] = []
    start = first = within = 0
    for end in ends:
        offset, width = chunks.ends[end - 1], chunks.rights[end - 1] - chunks.lefts[first]
        while spans[within].end <= start:
            within += 1
        span = spans[within]
        if offset <= span.end and not (
            span.level or span.base
        ):  # nearly always, and what has been measured once is not measured again
            text = span.text[start - span.start : offset - span.start]
            white = span.opening_white(text, fonts)
            runs: tuple[Run, ...] = (span.run(-white, text, width + white),)
        else:
            line = line_between(spans, start, offset, fonts)
            runs = line.runs
            width = width if end - 1 in chunks.divided else line.width
        if end - 1 in chunks.divided:
            runs, width = _with_hyphen(spans, offset, runs, width, fonts)
        forced = end - 1 in chunks.forced or width > measures.of(len(lines)) + TOLERANCE
        lines.append(SetLine(runs, width, forced))
        start, first = offset, end
    return tuple(lines)


def _with_hyphen(
    spans: Sequence[Span], offset: int, runs: tuple[Run, ...], width: float, fonts: Fonts
) -> tuple[tuple[Run, ...], float]:
    """A line's runs and the hyphen at its end; `width` is that of both.

    The hyphen is text as U+00AD, which readers leave out of the word (ISO 32000-1, 14.8.2.2.3).
    """
    span, hyphen = hyphen_at(spans, offset, fonts)
    if span.from_right and not span.level % 2:  # to the right of what is read before it
        x = runs[-1].x
        moved = [
            replace(run, x=run.x + hyphen, width=min(run.width, width - hyphen - run.x))
            if run.x >= x
            else run
            for run in runs
        ]
        return (*moved, span.run(x, SOFT_HYPHEN, hyphen)), width
    return (*runs, span.run(width - hyphen, SOFT_HYPHEN, hyphen)), width


def set_numeral(text: Text, fonts: Fonts, theme: Theme) -> SetLine:
    """Large figures in one line, the left edge of their ink at 0 and ones closed up.

    At 46 points the white that a font keeps before a figure, and beside a 1, shows as an indent and as holes.
    Rounded figures hang out to the left by a little: their curves would look indented. On a page from right
    to left all that holds for the right edge.
    """
    spans = spans_of(text, fonts)
    if not spans:
        return SetLine((), 0)
    if any(span.level % 2 for span in spans):
        return line_between(spans, 0, spans[-1].end, fonts)
    figures, from_right = theme.numerals, spans[0].from_right
    gaps = _figure_gaps(text.plain, figures)
    if from_right:  # all of this holds for the right edge
        spans = spans[::-1]
    head, outer = spans[0], spans[0].text[-1 if from_right else 0]
    hang = figures.round_left if outer in figures.round else 0
    white = fonts.ink_right(head.face, outer) if from_right else fonts.ink_left(head.face, outer)
    x = (hang - white) * head.size / 1000
    runs = []
    for span in spans:
        adjust = gaps[span.start : span.end]
        width = span.width(span.text, fonts) + sum(adjust) * span.size / 1000
        runs.append(span.run(x, span.text, width, adjust if any(adjust) else ()))
        x += width
    return SetLine(tuple(runs[::-1] if from_right else runs), x)


def _figure_gaps(plain: str, figures: Numerals) -> tuple[float, ...]:
    """What is added after each character, in 1/1000 em: less beside a 1."""
    gaps = [0.0] * len(plain)
    for at, (left, right) in enumerate(pairwise(plain)):
        if left.isdecimal() and right.isdecimal():
            gaps[at] = figures.after_one * (left == "1") + figures.before_one * (right == "1")
    return tuple(gaps)
