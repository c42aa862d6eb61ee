"""Breaks a text into lines: total-fit for running text, balanced for titles; and sets large figures.

A text is cut into atoms, which no line splits: words, Chinese characters with their punctuation, and parts of
a token too wide for any line. An atom is `width` wide; the `gap` after it (spaces, kerning) counts only where
the line goes on. Both settings are one dynamic programme over atoms, from the end backwards, with different
costs (DESIGN 3); of equal settings the one with the earliest break wins. The file is long because cutting,
choosing and composing share the atoms and are of no use alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from posterbook.design.fonts import Fonts, clusters
from posterbook.design.theme import Balance, Colour, Numerals, Ragged, Theme, Wrap
from posterbook.forms.galley import Text
from posterbook.forms.page import Meaning, Run
from posterbook.values import dataclass

_TOLERANCE = 1e-6
"""Points by which a line may seem over its measure: sums in another order must not break what fits."""
_EQUAL = 1e-12
"""Costs nearer than this are equal."""
_SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
_GLUE = "\u00a0\u2007\u202f\u2060\ufeff"
_HAN = (
    ("\u2e80", "\u2fff"), ("\u3001", "\u312f"), ("\u31a0", "\u9fff"), ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"), ("\uff01", "\uff9f"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
_NEEDS_CUTTING = re.compile(f"[{_SPACES[1:]}{''.join(f'{first}-{last}' for first, last in _HAN)}]")
_NEVER_FIRST = frozenset(
    _GLUE + ",.;:!?)]}/-–—’”›»…‥·・‧%‰℃°⁺⁻"  # noqa: RUF001 - these very characters
    "、。，．：；？！％～〜）］｝》〉」』】〕〗〙〛｠｡｣､･"  # noqa: RUF001 - these very characters
    "々〻ゝゞーヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    "〟﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞′″\"'"  # noqa: RUF001 - these very characters
)
_NEVER_LAST = frozenset(_GLUE + "([{‘“‹«$¥£€（［｛《〈「『【〔〖〘〚｟｢＄￥￡〝﹙﹛﹝\"'")  # noqa: RUF001 - these very characters
_BREAKS_WIDE_TOKENS = frozenset("/-–—")
_SPACE, _SLASH, _CLUSTER = range(3)
"""Where a token may be cut, in the order in which it is tried."""


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


def set_lines(
    text: Text,
    measure: float,
    fonts: Fonts,
    theme: Theme,
    *,
    extra_line: bool = False,
    narrow: tuple[float, int] | None = None,
) -> tuple[SetLine, ...]:
    """The text in lines of at most `measure` points; none for an empty text (DESIGN 3).

    With `narrow` the first lines have another, narrower measure: (points, how many). `extra_line` lets a
    balanced text take one line more if that looks better (the cover). Every character is in exactly one line.
    """
    spans = _spans(text, fonts)
    if not spans:
        return ()
    room = _Room(measure, *(narrow or (measure, 0)))
    if len(spans) == 1 and not extra_line:
        whole = spans[0].line(fonts)
        if whole.width <= room.at(0) + _TOLERANCE:
            return (whole,)
    atoms = _atoms(spans, fonts, room.least, text.whole)
    if atoms.rights[-1] <= room.at(0) + _TOLERANCE and not extra_line:
        ends = [len(atoms.words)]
    elif text.style.wrap is Wrap.BALANCE:
        ends = _walk(_balanced(atoms, text, room, theme.balance, extra_line=extra_line), atoms)
    else:
        ends = _walk(_total_fit(atoms, room, theme.ragged), atoms)
    return _composed(spans, atoms, ends, fonts, room)


def set_numeral(text: Text, fonts: Fonts, theme: Theme) -> SetLine:
    """Large figures in one line, the left edge of their ink at 0 and ones closed up (DESIGN 3, Numerals)."""
    spans = _spans(text, fonts)
    if not spans:
        return SetLine((), 0)
    figures, head = theme.numerals, spans[0]
    gaps = _figure_gaps(text.plain, figures)
    further = figures.round_left if head.text[0] in figures.round else 0
    x = (further - fonts.ink_left(head.face, head.text[0])) * head.size / 1000
    runs = []
    for span in spans:
        adjust = gaps[span.start : span.end]
        width = span.width(span.text, fonts) + sum(adjust) * span.size / 1000
        runs.append(span.run(x, span.text, width, adjust if any(adjust) else ()))
        x += width
    return SetLine(tuple(runs), x)


def _figure_gaps(plain: str, figures: Numerals) -> tuple[float, ...]:
    gaps = [0.0] * len(plain)
    for at, (left, right) in enumerate(pairwise(plain)):
        if left.isdecimal() and right.isdecimal():
            gaps[at] = figures.after_one * (left == "1") + figures.before_one * (right == "1")
    return tuple(gaps)


@dataclass(frozen=True, slots=True)
class _Span:
    """Consecutive text that is drawn alike; `start` is its offset in the whole text."""

    text: str
    start: int
    face: str
    size: float
    track: float
    rise: float
    colour: Colour
    meaning: Meaning

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def width(self, text: str, fonts: Fonts) -> float:
        return fonts.width(self.face, text, self.size, self.track)

    def line(self, fonts: Fonts) -> SetLine:
        """All of it on one line."""
        width = self.width(self.text.rstrip(_SPACES), fonts)
        return SetLine((self.run(0.0, self.text, width),), width)

    def run(self, x: float, text: str, width: float, adjust: tuple[float, ...] = ()) -> Run:
        look = self.face, self.size, self.colour, width, self.meaning, self.track, self.rise
        return Run(x, text, *look, adjust)


def _spans(text: Text, fonts: Fonts) -> list[_Span]:
    looks: list[tuple[str, float, float, float, Colour, Meaning]] = []
    parts: list[str] = []
    style = text.style
    for piece in text.pieces:
        measures = style.size * piece.scale, style.track, style.size * piece.rise
        for face, part in fonts.split(piece.face, piece.text) if piece.text else ():
            look = (face, *measures, piece.colour, piece.element)
            if looks and looks[-1] == look:
                parts[-1] += part
            else:
                looks.append(look)
                parts.append(part)
    starts = accumulate(map(len, parts), initial=0)
    return [_Span(part, start, *look) for part, start, look in zip(parts, starts, looks, strict=False)]


def _within(spans: Sequence[_Span], start: int, end: int) -> Iterator[tuple[_Span, str]]:
    """What of the spans lies between two offsets."""
    for at in range(bisect_right(spans, start, key=lambda span: span.start) - 1, len(spans)):
        span = spans[at]
        if span.start >= end:
            return
        yield span, span.text[max(start - span.start, 0) : end - span.start]


@dataclass(frozen=True, slots=True)
class _Room:
    """The measure of each line, counted from 0."""

    full: float
    narrow: float
    narrow_lines: int

    @property
    def least(self) -> float:
        return min(self.full, self.narrow) if self.narrow_lines else self.full

    def at(self, line: int) -> float:
        return self.narrow if line < self.narrow_lines else self.full


class _Atom(NamedTuple):
    """A stretch that no line splits; `end` is its offset in the text, behind the spaces that follow it."""

    word: str
    width: float
    gap: float
    end: int
    forced: bool = False


@dataclass(frozen=True, slots=True)
class _Atoms:
    """The atoms of a text as columns: words, edges as if all stood in one line, and offsets of their ends."""

    words: Sequence[str]
    lefts: Sequence[float]
    rights: Sequence[float]
    ends: Sequence[int]
    forced: frozenset[int] = frozenset()


def _atoms(
    spans: Sequence[_Span], fonts: Fonts, limit: float, whole: Sequence[tuple[int, int]] = ()
) -> _Atoms:
    plain = "".join(span.text for span in spans)
    words = plain.split(" ")
    widths, gaps = _words(spans, fonts)
    forced: frozenset[int] = frozenset()
    if not whole and all(words) and max(widths) <= limit + _TOLERANCE and not _NEEDS_CUTTING.search(plain):
        ends = list(accumulate([len(word) + 1 for word in words]))
        ends[-1] = len(plain)
    else:
        cut = _joined(_cut(zip(words, widths, gaps, strict=True), spans, fonts, limit))
        atoms = _unsplit(cut, whole, limit)
        words, widths = [atom.word for atom in atoms], [atom.width for atom in atoms]
        gaps, ends = [atom.gap for atom in atoms], [atom.end for atom in atoms]
        forced = frozenset(at for at, atom in enumerate(atoms) if atom.forced)
    lefts = list(accumulate([width + gap for width, gap in zip(widths, gaps, strict=True)], initial=0.0))
    rights = [left + width for left, width in zip(lefts, widths, strict=False)]
    return _Atoms(words, lefts, rights, ends, forced)


def _words(spans: Iterable[_Span], fonts: Fonts) -> tuple[list[float], list[float]]:
    """The widths of what U+0020 divides, and of the space after each."""
    widths, gaps = [0.0], [0.0]
    for span in spans:
        em = span.size / 1000
        words = span.text.split(" ")
        measured = zip(words, fonts.advances(span.face, words), strict=True)
        first, *others = [(advance + span.track * len(word)) * em for word, advance in measured]
        widths[-1] += first
        widths += others
        gaps[-1:] = [(fonts.space(span.face) + span.track) * em] * len(others) + [0.0]
    return widths, gaps


def _joined(atoms: Iterable[_Atom]) -> list[_Atom]:
    """The atoms, those of spaces alone joined to the one before them."""
    found: list[_Atom] = []
    for atom in atoms:
        if atom.word or not found:
            found.append(atom)
        else:
            found[-1] = found[-1]._replace(gap=found[-1].gap + atom.gap, end=atom.end)
    return found


def _unsplit(atoms: Sequence[_Atom], whole: Sequence[tuple[int, int]], limit: float) -> list[_Atom]:
    """The atoms, those within a stretch that no line splits joined, as long as a line can hold them."""
    found: list[_Atom] = []
    for atom in atoms:
        inside = found and any(start < found[-1].end < end for start, end in whole)
        if inside and found[-1].width + found[-1].gap + atom.width <= limit + _TOLERANCE:
            before = found.pop()
            width = before.width + before.gap + atom.width
            word = before.word + atom.word
            found.append(_Atom(word, width, atom.gap, atom.end, atom.forced))
        else:
            found.append(atom)
    return found


def _cut(
    words: Iterable[tuple[str, float, float]], spans: Sequence[_Span], fonts: Fonts, limit: float
) -> Iterator[_Atom]:
    """The words as atoms, those cut that are wider than `limit` or may break without a U+0020."""
    start = 0
    for word, width, gap in words:
        end = min(start + len(word) + 1, spans[-1].end)
        if width > limit + _TOLERANCE or _NEEDS_CUTTING.search(word):
            token = _Token.measured(spans, start, start + len(word), fonts)
            *parts, last = token.atoms(0, len(word), _SPACE, limit + _TOLERANCE)
            yield from parts
            yield last._replace(gap=last.gap + gap, end=end)
        else:
            yield _Atom(word, width, gap, end)
        start = end


@dataclass(frozen=True, slots=True)
class _Token:
    """A word that must be cut: where each character ends, the kerning after it, and where it may break."""

    text: str
    start: int
    edges: Sequence[float]
    kerns: Sequence[float]
    breaks: dict[int, int]

    @staticmethod
    def measured(spans: Sequence[_Span], start: int, end: int, fonts: Fonts) -> _Token:
        text = ""
        advances: list[float] = []
        kerns: list[float] = []
        for span, part in _within(spans, start, end):
            em = span.size / 1000
            text += part
            advances += [(advance + span.track) * em for advance in fonts.advances(span.face, part)]
            kerns += [kern * em for kern in fonts.shape(span.face, part).kerns or (0.0,) * len(part)]
        both = [advance + kern for advance, kern in zip(advances, kerns, strict=True)]
        return _Token(text, start, list(accumulate(both, initial=0.0)), kerns, _breaks(text))

    def atoms(self, start: int, end: int, kind: int, limit: float) -> Iterator[_Atom]:
        inner = [at for at, found in self.breaks.items() if found == kind and start < at < end]
        for left, right in pairwise((start, *inner, end)):
            atom = self._atom(left, right)
            if kind == _CLUSTER or atom.width <= limit:
                yield atom
            else:
                yield from self.atoms(left, right, kind + 1, limit)

    def _atom(self, start: int, end: int) -> _Atom:
        word = self.text[start:end].rstrip(_SPACES)
        seen = start + len(word)
        kern = self.kerns[seen - 1] if word else 0.0
        width, gap = self.edges[seen] - self.edges[start] - kern, self.edges[end] - self.edges[seen] + kern
        return _Atom(word, width, gap, self.start + end, self.breaks.get(end) == _CLUSTER)


def _breaks(text: str) -> dict[int, int]:
    found = {}
    at = 0
    for left, right in pairwise(clusters(text)):
        at += len(left)
        found[at] = _break_between(left[0], right[0])
    return found


def _is_han(char: str) -> bool:
    return any(first <= char <= last for first, last in _HAN)


def _break_between(left: str, right: str) -> int:
    if left in _SPACES or right in _SPACES:
        return _SPACE if right not in _SPACES else _CLUSTER
    if right not in _NEVER_FIRST and left not in _NEVER_LAST:
        if _is_han(left) or _is_han(right):
            return _SPACE
        if left in _BREAKS_WIDE_TOKENS:
            return _SLASH
    return _CLUSTER


@dataclass(frozen=True, slots=True)
class _Costs:
    """What a setting costs beside uneven lines: a break before each atom, and the last line by its width.

    `last` is called with the line's width and its target; None where the text may not end yet.
    """

    breaks: Sequence[float]
    last: Callable[[float, float], float] | None


def _total_fit(atoms: _Atoms, room: _Room, ragged: Ragged) -> list[list[int]]:
    def last(width: float, measure: float) -> float:
        return max(0.0, ragged.short_last_under - width / measure) * ragged.short_last

    costs = _Costs(_ragged_breaks(atoms, ragged), last)
    anywhere = range(len(atoms.words))
    after, picks = _step(atoms, room.full, room.full, costs, anywhere)
    layers = [picks]
    for _ in range(room.narrow_lines):
        after, picks = _step(atoms, room.narrow, room.narrow, costs, anywhere, after)
        layers.insert(0, picks)
    return layers


def _ragged_breaks(atoms: _Atoms, ragged: Ragged) -> list[float]:
    weak, words = frozenset(ragged.weak_words), atoms.words
    breaks = [ragged.per_line] * (len(words) + 1)
    breaks[0] = 0
    longest, stranding = max(ragged.stranded_chars, *map(len, weak)), frozenset(ragged.stranded_after)
    for at in [at for at, word in enumerate(words, start=1) if len(word) <= longest]:
        word = words[at - 1]
        if word.lower() in weak and at - 1 not in atoms.forced:
            breaks[at] += ragged.weak_end
        if at > 1 and len(word) <= ragged.stranded_chars and words[at - 2][-1:] in stranding:
            breaks[at] += ragged.stranded
    return breaks


def _balanced(
    atoms: _Atoms, text: Text, room: _Room, balance: Balance, *, extra_line: bool
) -> list[list[int]]:
    costs = _balanced_breaks(atoms, text, balance)
    lines = _greedy(atoms, room)
    settings = [_fixed(atoms, room, balance, costs, count) for count in range(lines, lines + extra_line + 1)]
    return min(settings, key=lambda setting: setting[0])[1]


def _fixed(
    atoms: _Atoms, room: _Room, balance: Balance, breaks: Sequence[float], lines: int
) -> tuple[float, list[list[int]]]:
    """The cost of the best setting in so many lines, inf if there is none, and its breaks."""

    def last(width: float, target: float) -> float:
        short = balance.short_last if width < balance.short_last_under * target else 0.0
        return ((target - width) / target) ** 2 + short

    after = [inf] * (len(atoms.words) + 1)
    layers: list[list[int]] = []
    targets, starts = _targets(atoms, room, balance, lines), _starts(atoms, room, lines)
    for line in range(lines - 1, -1, -1):
        costs = _Costs(breaks, last if line == lines - 1 else None)
        after, picks = _step(atoms, room.at(line), targets[line], costs, starts[line], after)
        layers.insert(0, picks)
    return after[0], layers


def _targets(atoms: _Atoms, room: _Room, balance: Balance, lines: int) -> list[float]:
    widths = sum(right - left for left, right in zip(atoms.lefts, atoms.rights, strict=False))
    inner = len(atoms.words) - 1
    gaps = (atoms.rights[-1] - widths) * max(0, inner + 1 - lines) / max(1, inner)
    whole = max(widths + gaps, _TOLERANCE)  # a text of spaces has no width of its own
    measures = [room.at(line) for line in range(lines)]
    return [balance.target * whole * measure / sum(measures) for measure in measures]


def _starts(atoms: _Atoms, room: _Room, lines: int) -> list[range]:
    """The atoms that each of so many lines may begin with: what stands before and after it must fit."""
    lefts, rights, count = atoms.lefts, atoms.rights, len(atoms.words)
    latest = [0]
    for line in range(lines - 1):
        reach = lefts[latest[-1]] + room.at(line) + _TOLERANCE
        latest.append(min(bisect_right(rights, reach, lo=latest[-1] + 1), count - 1))
    found: list[range] = []
    following = count
    for line in range(lines - 1, -1, -1):
        least = rights[following - 1] - room.at(line) - 2 * _TOLERANCE
        following = max(min(bisect_left(lefts, least), following - 1), 0)
        found.insert(0, range(following, latest[line] + 1))
        following = max(following, 1)
    return found


def _greedy(atoms: _Atoms, room: _Room) -> int:
    """How many lines the text takes when each is filled as far as it goes."""
    lines = at = 0
    while at < len(atoms.words):
        at = bisect_right(atoms.rights, atoms.lefts[at] + room.at(lines) + _TOLERANCE, lo=at + 1)
        lines += 1
    return lines


def _balanced_breaks(atoms: _Atoms, text: Text, balance: Balance) -> list[float]:
    weak = frozenset(balance.weak_words)
    breaks = [0.0] * (len(atoms.words) + 1)
    for at, (word, following) in enumerate(pairwise(atoms.words), start=1):
        if word.lower() in weak and at - 1 not in atoms.forced:
            breaks[at] += balance.weak_end
        if following.startswith("(") and not word.endswith((",", ".", ";", ":")):
            breaks[at] += balance.before_bracket
    kept = list(_kept(text))
    for at, end in enumerate(atoms.ends, start=1):
        if any(first < end < behind for first, behind in kept):
            breaks[at] += balance.in_keep
    return breaks


def _kept(text: Text) -> Iterator[tuple[int, int]]:
    """Where the phrases stand that a balanced text keeps together, whole words only."""
    for phrase in filter(str.strip, text.keep):
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        before = "" if _is_han(phrase.strip()[0]) else r"(?<!\w)"
        behind = "" if _is_han(phrase.strip()[-1]) else r"(?!\w)"
        for match in re.finditer(f"{before}{pattern}{behind}", text.plain):
            yield match.span()


def _step(
    atoms: _Atoms,
    measure: float,
    target: float,
    costs: _Costs,
    starts: range,
    after: list[float] | None = None,
) -> tuple[list[float], list[int]]:
    """For each atom, the least cost of it and all after it, the break before it included, and its line's end.

    That line is at most `measure` wide, or one atom, and begins with one of `starts`; `after` holds the costs
    of those that follow it, None if they are of the same measure, any number.
    """
    lefts, rights, count = atoms.lefts, atoms.rights, len(atoms.words)
    found, picks = [inf] * (count + 1), [count] * (count + 1)
    after = found if after is None else after
    breaks, last = costs.breaks, costs.last
    end = count - 1
    cheapest: deque[int] = deque()  # of the ends in reach, those with none cheaper behind them; least last
    for first in range(count - 1, starts.start - 1, -1):
        if first < count - 1:
            while cheapest and after[cheapest[0]] >= after[first + 1]:
                cheapest.popleft()
            cheapest.appendleft(first + 1)
        if first >= starts.stop:
            continue
        left, pick = lefts[first], count
        reach = left + measure + _TOLERANCE
        ends_here = rights[-1] <= reach or first == count - 1
        best = last(rights[-1] - left, target) if last and ends_here else inf
        while end > first + 1 and rights[end - 1] > reach:
            end -= 1
        while cheapest and cheapest[-1] > end:
            cheapest.pop()
        floor = after[cheapest[-1]] if cheapest else inf
        edge, most = target + left, best + _EQUAL
        for at in range(end, first, -1):
            slack = (edge - rights[at - 1]) / target
            uneven = slack * slack
            if uneven + floor > most and slack > 0:
                break  # shorter lines only get worse from here
            cost = uneven + after[at]
            if cost <= most:
                best, pick, most = cost, at, cost + _EQUAL
        found[first], picks[first] = best + breaks[first], pick
    return found, picks


def _walk(layers: Sequence[Sequence[int]], atoms: _Atoms) -> list[int]:
    """The ends of the lines; the last layer stands for all further lines."""
    ends: list[int] = []
    at = 0
    while at < len(atoms.words):
        at = layers[min(len(ends), len(layers) - 1)][at]
        ends.append(at)
    return ends


def _composed(
    spans: Sequence[_Span], atoms: _Atoms, ends: Sequence[int], fonts: Fonts, room: _Room
) -> tuple[SetLine, ...]:
    lines: list[SetLine] = []
    start = first = 0
    for end in ends:
        offset = atoms.ends[end - 1]
        if len(spans) == 1:  # what has been measured once is not measured again
            part, width = spans[0].text[start:offset], atoms.rights[end - 1] - atoms.lefts[first]
            runs: tuple[Run, ...] = (spans[0].run(0.0, part, width),)
        else:
            runs, width = _runs(spans, start, offset, fonts)
        forced = end - 1 in atoms.forced or width > room.at(len(lines)) + _TOLERANCE
        lines.append(SetLine(runs, width, forced))
        start, first = offset, end
    return tuple(lines)


def _runs(spans: Sequence[_Span], start: int, end: int, fonts: Fonts) -> tuple[tuple[Run, ...], float]:
    parts = list(_within(spans, start, end))
    seen = len("".join([part for _, part in parts]).rstrip(_SPACES))
    runs, x, right = [], 0.0, 0.0
    for span, part in parts:
        shown = part[: max(seen, 0)]
        width = span.width(shown, fonts)
        runs.append(span.run(x, part, width))
        right = x + width if shown else right
        x += width if shown == part else span.width(part, fonts)
        seen -= len(part)
    return tuple(runs), right
