"""Text set on one line: its pieces become runs in the faces that cover them, with widths, not yet in a place.

A line of a paragraph, a name on a tab, the slug line of a print shop and the number below a small page are
all set here. What divides a text into several such lines is `layout/lines.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from posterbook.content.han import BETWEEN, FIRST_HAN, SIGNS, wants_white
from posterbook.content.scripts import complex_script, is_right_to_left, runs_both_ways
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Colour
from posterbook.forms.element import Element, Meaning, language_of
from posterbook.forms.galley import Text
from posterbook.forms.page import Line, Run, Turn
from posterbook.values import dataclass

SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""Spaces that a line may end with; there they are text, but of no width."""


SOFT_HYPHEN = "\u00ad"
"""The hyphen of a word that is divided at the end of a line, and where an author allows that."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line that is set but not placed: runs from its start, and the width without the spaces at its end.

    `forced` says that it ends within a token that has no break point, or is one character too wide for it.
    """

    runs: tuple[Run, ...]
    width: float
    forced: bool = False

    @property
    def text(self) -> str:
        """What the line says, the spaces at its end included."""
        return "".join(run.text for run in self.runs)

    def at(self, x: float, y: float, turn: Turn = Turn.NONE) -> Line:
        """The line with its start at `x`, its baseline at `y`."""
        return Line(x, y, self.runs, turn, self.forced)


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive text of one face, size and colour; `start` is its offset in the whole text.

    White of `before` stands between it and the span before it, where both are on one line. One that is
    `joined` to that span differs from it in its meaning only, and `before` is their kern. `level` is odd
    where it runs from right to left, `base` where its paragraph does (`directions.py`). On a page from right
    to left a line counts `from_right`, whatever runs on it.
    """

    text: str
    start: int
    face: str
    size: float
    track: float
    rise: float
    colour: Colour
    meaning: Meaning
    before: float = 0.0
    joined: bool = False
    level: int = 0
    base: int = 0
    from_right: bool = False

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    def width(self, text: str, fonts: Fonts) -> float:
        """The width of a text that is set as this one."""
        return fonts.width(self.face, text, self.size, self.track)

    def opening_white(self, text: str, fonts: Fonts) -> float:
        """What a line loses that begins with a text: the white of a full-width sign."""
        return fonts.white(self.face, text[0])[0] * self.size / 1000 if text[:1] in SIGNS else 0.0

    def closing_white(self, text: str, fonts: Fonts) -> float:
        """What a line loses that ends with a text."""
        return fonts.white(self.face, text[-1])[1] * self.size / 1000 if text[-1:] in SIGNS else 0.0

    def run(self, x: float, text: str, width: float, adjust: tuple[float, ...] = ()) -> Run:
        """A text that is set as this one, as a run at `x`."""
        face, meaning, rise = self.face, self.meaning, self.rise
        size, colour, track, back = self.size, self.colour, self.track, self.level % 2 == 1
        return Run(x, text, face, size, colour, width, meaning, track, rise, adjust, back=back)


def set_line(text: Text, fonts: Fonts) -> SetLine:
    """The whole text on one line, however wide."""
    spans = spans_of(text, fonts)
    return line_between(spans, 0, spans[-1].end, fonts) if spans else SetLine((), 0)


def spans_of(text: Text, fonts: Fonts) -> list[Span]:
    """The text by what it is set in: pieces in their face or a fallback, neighbours of one look joined."""
    if len(text.pieces) == 1:  # nearly always, and of one face
        piece, style = text.pieces[0], text.style
        parts_of_piece = fonts.split(piece.face, piece.text) if piece.text else ()
        if len(parts_of_piece) == 1 and not (style.from_right or runs_both_ways(piece.text)):
            size, rise, face = style.size * piece.scale, style.size * piece.rise, parts_of_piece[0][0]
            track = style.track and _track_of(piece.text, style.track)
            return [Span(piece.text, 0, face, size, track, rise, piece.colour, piece.element)]
    looks: list[tuple[str, float, float, float, Colour, Meaning]] = []
    parts: list[str] = []
    style = text.style
    for piece in text.pieces:
        size, rise = style.size * piece.scale, style.size * piece.rise
        for face, part in fonts.split(piece.face, piece.text) if piece.text else ():
            track = style.track and _track_of(part, style.track)
            look = (face, size, track, rise, piece.colour, piece.element)
            if looks and looks[-1] == look:
                parts[-1] += part
            else:
                looks.append(look)
                parts.append(part)
    starts = accumulate(map(len, parts), initial=0)
    spans = [Span(part, start, *look) for part, start, look in zip(parts, starts, looks, strict=False)]
    if any(isinstance(look[-1], Element) and look[-1].seamless for look in looks):
        spans[1:] = [_joined(before, span, fonts) for before, span in pairwise(spans)]
    if any(max(part) >= FIRST_HAN for part in parts):
        spans[1:] = [_with_white(before, span) for before, span in pairwise(spans)]
    return list(_by_level(spans, text)) if style.from_right or runs_both_ways("".join(parts)) else spans


def _by_level(spans: Sequence[Span], text: Text) -> Iterator[Span]:
    """The spans of a text, each in parts that run one way."""
    from posterbook.forms.directions import levels_of, stretches  # noqa: PLC0415 - few booklets need it

    known, isolates = paragraph_level(text), text.isolates
    if known < 0 and not isolates and _begins_from_right(text.plain):
        known = 1
    if known > 0:  # which would take apart what is read from the left
        from posterbook.forms.expressions import stretches_kept  # noqa: PLC0415 - the same

        said = _said_otherwise(text) if text.style.from_right else ()
        isolates = stretches_kept(text.plain, (*isolates, *said))
    base, levels = levels_of(text.plain, isolates, known)
    for span in spans:
        for start, end, level in stretches(levels[span.start : span.end]):
            part, track = span.text[start:end], 0.0 if level % 2 else span.track
            yield Span(
                part,
                span.start + start,
                span.face,
                span.size,
                track,
                span.rise,
                span.colour,
                span.meaning,
                0.0 if start else span.before,
                level=level,
                base=base,
                from_right=text.style.from_right,
            )


def _said_otherwise(text: Text) -> Iterator[tuple[int, int]]:
    """Where words stand that are said to be in a language from left to right, neighbours together."""
    ends = accumulate([len(piece.text) for piece in text.pieces])
    placed = zip(text.pieces, ends, strict=True)
    for otherwise, several in groupby(placed, key=lambda one: is_said_to_run_otherwise(one[0].element)):
        found = list(several)
        if otherwise:
            yield found[0][1] - len(found[0][0].text), found[-1][1]


def runs_against_its_page(text: Text) -> bool:
    """Whether a text is read in the other direction than its booklet, as its language or letters say."""
    if text.style.from_right:
        return not paragraph_level(text) and is_said_to_run_otherwise(text.pieces[0].element)
    return runs_both_ways(text.plain) and _begins_from_right(text.plain)


def _begins_from_right(plain: str) -> bool:
    first = next(filter(str.isalpha, plain), "")
    return runs_both_ways(first)


def paragraph_level(text: Text) -> int:
    """1 for a paragraph that runs from right to left, 0 for another, -1 where its first letter decides.

    In a booklet from right to left all do that have a letter of such a script, or none of any script, but
    those that begin in another language, as is said, and of which more than half is in such.
    """
    if not text.style.from_right:
        return -1
    plain = text.plain
    if not runs_both_ways(plain):
        return int(not any(map(str.isalpha, plain)))
    others = [is_said_to_run_otherwise(piece.element) * len(piece.text) for piece in text.pieces]
    return int(not others[0] or 2 * sum(others) <= len(plain))


def is_said_to_run_otherwise(meaning: Meaning) -> bool:
    """Whether it is said to be in a language from left to right, as may stand in a booklet from the right."""
    language = language_of(meaning)
    return bool(language) and not is_right_to_left(language)


def _track_of(text: str, track: float) -> float:
    """How far a text is letterspaced: not at all in a complex script, whose letters join."""
    return 0.0 if complex_script(text) else track


def _joined(before: Span, span: Span, fonts: Fonts) -> Span:
    """A span, joined to the one before it where they are parts of a text that is set as one.

    They are measured and broken into lines as if nothing parted them, so the kern across is kept.
    """
    looks = [
        (one.face, one.size, one.track, one.rise, one.colour, _set_as(one.meaning)) for one in (before, span)
    ]
    if looks[0] != looks[1]:
        return span
    kerns = fonts.shape(span.face, before.text[-1] + span.text[0]).kerns
    met = kerns and " " not in {before.text[-1], span.text[0]}
    return replace(span, joined=True, before=kerns[0] * span.size / 1000 if met else 0.0)


def _set_as(meaning: Meaning) -> Meaning:
    """What a part of a text would be that nothing is said of."""
    while isinstance(meaning, Element) and meaning.seamless and meaning.parent:
        meaning = meaning.parent
    return meaning


def _continued(run: Run, kern: float) -> Run:
    """A run with the kern to the one that goes on from it."""
    if not kern:
        return run
    adjust = run.adjust or (0.0,) * len(run.text)
    return replace(run, adjust=(*adjust[:-1], adjust[-1] + kern * 1000 / run.size))


def _with_white(before: Span, span: Span) -> Span:
    """A span, with white before it where a Chinese character meets a Latin one of its height."""
    if span.joined or before.rise != span.rise or not wants_white(before.text[-1], span.text[0]):
        return span
    return replace(span, before=BETWEEN * min(before.size, span.size))


def parts_between(spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[Span, str]]:
    """What of each span lies between two offsets."""
    for at in range(bisect_right(spans, start, key=lambda span: span.start) - 1, len(spans)):
        span = spans[at]
        if span.start >= end:
            return
        yield span, span.text[max(start - span.start, 0) : end - span.start]


def line_between(spans: Sequence[Span], start: int, end: int, fonts: Fonts) -> SetLine:
    """What lies between two offsets on one line."""
    if len(spans) == 1 and not spans[0].level:  # nearly always
        span, text = spans[0], spans[0].text[start:end]
        visible, x = text.rstrip(SPACES), -span.opening_white(text, fonts)
        width = span.width(visible, fonts) - span.closing_white(visible, fonts)
        return SetLine((span.run(x, text, width),), x + width)
    parts = list(parts_between(spans, start, end))
    if any(span.level or span.from_right for span, _ in parts):
        return _line_both_ways(parts, fonts)
    inked = len("".join([part for _, part in parts]).rstrip(SPACES))
    runs: list[Run] = []
    x, right = -parts[0][0].opening_white(parts[0][1], fonts), 0.0
    for span, part in parts:
        visible = part[: max(inked, 0)]
        x += span.before if runs else 0.0
        width = span.width(visible, fonts)
        inked -= len(part)
        ends = span.closing_white(visible, fonts) if inked <= 0 else 0.0
        run = span.run(x, part, width - ends)
        if runs and span.joined:
            runs[-1], run = _continued(runs[-1], span.before), replace(run, continues=True)
        runs.append(run)
        right = x + width - ends if visible else right
        x += width if visible == part else span.width(part, fonts)
    return SetLine(tuple(runs), right)


def _line_both_ways(parts: Sequence[tuple[Span, str]], fonts: Fonts) -> SetLine:
    """A line of parts that run both ways: its runs in the order of reading, each at its place.

    The spaces at its end are a run of their own beside it. Where most of a line runs from right to left each
    such word is one too, and each space: PDFium takes a line with more of these words than others for one
    that runs so as a whole, and then wants its words in the order in which they stand. So it does with all
    lines of a booklet that runs so.
    """
    from posterbook.forms.directions import order_of  # noqa: PLC0415 - the same

    text = "".join([part for _, part in parts])
    inked = len(text.rstrip(SPACES))
    letters = [runs_both_ways(word) for word in re.findall(r"[^\W\d_]+", text)]
    from_right = parts[0][0].from_right
    apart = from_right or 2 * sum(letters) > len(letters)
    pieces: list[tuple[Span, str]] = []
    for span, part in parts:
        visible, inked = part[: max(inked, 0)], inked - len(part)
        words = re.split("( +)", visible) if apart and span.level % 2 else [visible]
        pieces += [(span, word) for word in words if word]
    widths = [span.width(word, fonts) for span, word in pieces]
    places = dict[int, float]()
    x = 0.0
    for at in order_of([span.level for span, _ in pieces])[:: -1 if from_right else 1]:
        places[at] = x
        x += widths[at]
    runs = [span.run(places[at], word, widths[at]) for at, (span, word) in enumerate(pieces)]
    ending = text[len(text.rstrip(SPACES)) :]
    if ending:
        span = parts[-1][0]
        runs.append(replace(span.run(0.0 if span.base != from_right else x, ending, 0.0), back=False))
    return SetLine(tuple(runs), x)
