"""Chooses where the lines of a text break: total-fit for running text, balanced for titles.

**What is minimised.** A setting costs the sum of its lines and breaks. The unit is a line that is left
white from end to end: it costs 1. The theme holds the weights, `ragged` and `balance`.

- A line `w` wide costs `((t - w) / t) ** 2`, its raggedness: two lines that lack a little are better than
  one that lacks much. In running text the target `t` is the measure; the last line is free, unless it is
  shorter than `short_last_under` of the measure, and then costs what it lacks of that, times `short_last`.
  In a title `t` is an even share of the whole text, and the last line is as ragged as any; a short one
  costs more.
- A break costs `breaks[j]`, where chunk `j` begins the next line: a price for one more line (`per_line`),
  for a weak word before it (`weak_end`: "the", "of") or a short one that begins a sentence (`stranded`), for
  a bracket after it (`before_bracket`), for a word divided at a soft hyphen (`divided`), for an acronym
  before its noun (`in_compound`), between the words of a name (`in_name`), and for a phrase that should be
  kept together (`in_keep`).
- What must never break has no price, as it is one chunk before any break is thought of: a number and its
  unit with a no-break space between them, or an author's name, which is an `unbroken` stretch.

**The recurrence.** How a text goes on depends on the chunk that begins the next line, not on the lines
before. So let `best[i]` be the least cost of all from chunk `i` of `n` to the end, the break before it
included:

    best[i] = breaks[i] + min( last(width(i, n)),  ragged(width(i, j)) + best[j]  for i < j < n )

over all `j` for which chunks `i` to `j - 1` fit the measure. It is solved from the end backwards, when
every `best[j]` is known, and `ends[i]` keeps the `j` that was taken; read from chunk 0 on, those are the
lines. The loop goes from the farthest end to the nearest: of settings that cost the same the earliest break
wins.

**Lines that differ.** Where the first lines are narrower (beside a QR code), or their number is given
(titles), each line has a pass of its own, with the `best` of the line below it. All lines of running text
at the full measure share one pass, which refers to itself. The passes, from the first line to the last, are
`layers`.

**Why edges, not widths.** Each chunk has a left and a right edge as if all stood in one line: prefix sums
of widths and gaps. So `width(i, j) = rights[j - 1] - lefts[i]` is one subtraction, the spaces at its end
left out.

**What is pruned, and why nothing is lost.**

- The farthest end that fits moves to the left as `i` does: one pointer (`end`) finds it for all of them.
- `floor` is the least `best[j]` of the ends in reach: the minimum of a sliding window, kept in a queue of
  ends (`in_reach`) that have none cheaper behind them. Below the target a shorter line is always more
  ragged. So as soon as raggedness and floor together exceed the cheapest setting found, no nearer end can
  win.
- Where the number of lines is given, a line begins only with chunks before which the lines above hold all
  that precedes, and from which the lines left hold all that follows: no setting that fits is outside of
  these.

A pass over `n` chunks, at most `k` on a line, takes `n * k` steps at worst, one or two for each chunk as a
rule; a title of `m` lines takes `m` passes, each over the few chunks that may begin its line. Memory is `n`
a pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from posterbook.content.han import is_han
from posterbook.design.theme import Balance, Ragged, Theme, Wrap
from posterbook.forms.galley import Text
from posterbook.layout.chunks import TOLERANCE, Chunks
from posterbook.values import NamedTuple, dataclass

_ACRONYM = re.compile(r"[(\[]?(?=\S*[A-Z0-9]\S*[A-Z0-9])[A-Za-z0-9α-ωΑ-Ω/+-]+")  # noqa: RUF001 - Greek
"""A word with two capitals or figures: "BCL-2", "FAK", "p53", "CD19"."""
_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+")  # noqa: RUF001 - these very characters

_EQUAL = 1e-12
"""Costs nearer than this are equal."""


@dataclass(frozen=True, slots=True)
class LineMeasures:
    """The measures in points: `narrow` for the first `narrow_lines`, `full` for all after."""

    full: float
    narrow: float
    narrow_lines: int

    @property
    def least(self) -> float:
        """The measure of the narrowest line."""
        return min(self.full, self.narrow) if self.narrow_lines else self.full

    def of(self, line: int) -> float:
        """The measure of a line, counted from 0."""
        return self.narrow if line < self.narrow_lines else self.full


class _Layer(NamedTuple):
    """One pass: for each chunk that may begin the line, the least cost from it on, and the line's end."""

    best: list[float]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class _Costs:
    """What a setting costs beside uneven lines: a break before each chunk, and the last line by its width.

    `last` is called with the line's width and its target; None where the text may not end yet.
    """

    breaks: Sequence[float]
    last: Callable[[float, float], float] | None


def line_ends(
    chunks: Chunks, text: Text, measures: LineMeasures, theme: Theme, *, extra_line: bool
) -> list[int]:
    """The chunk before which each line ends, the last being how many there are.

    With `extra_line` a balanced text takes one line more than it must where that costs less.
    """
    if chunks.rights[-1] <= measures.of(0) + TOLERANCE and not extra_line:
        return [len(chunks.words)]
    if text.style.wrap is Wrap.BALANCE:
        layers = _balanced_layers(chunks, text, measures, theme.balance, extra_line=extra_line)
    else:
        ragged = theme.ragged
        tight = text.style.wrap is Wrap.TIGHT
        layers = _total_fit_layers(
            chunks, measures, replace(ragged, per_line=ragged.tight_line) if tight else ragged
        )
    return _follow(layers, len(chunks.words))


def _follow(layers: Sequence[_Layer], count: int) -> list[int]:
    """The ends of the lines from the first on; the last layer stands for all further lines."""
    ends: list[int] = []
    at = 0
    while at < count:
        at = layers[min(len(ends), len(layers) - 1)].ends[at]
        ends.append(at)
    return ends


def _total_fit_layers(chunks: Chunks, measures: LineMeasures, ragged: Ragged) -> list[_Layer]:
    def last(width: float, measure: float) -> float:
        return max(0.0, ragged.short_last_under - width / measure) * ragged.short_last

    costs = _Costs(_ragged_breaks(chunks, ragged), last)
    anywhere = range(len(chunks.words))
    layers = [_cheapest_lines(chunks, measures.full, measures.full, costs, anywhere)]
    for _ in range(measures.narrow_lines):
        below = layers[0].best
        layers.insert(0, _cheapest_lines(chunks, measures.narrow, measures.narrow, costs, anywhere, below))
    return layers


def _ragged_breaks(chunks: Chunks, ragged: Ragged) -> list[float]:
    weak, words, chars = ragged.weak_words, chunks.words, ragged.stranded_chars
    breaks = [ragged.per_line] * (len(words) + 1)
    breaks[0] = 0
    for at in [at for at, word in enumerate(map(str.lower, words), start=1) if word in weak]:
        if at - 1 not in chunks.forced:
            breaks[at] += ragged.weak_end
    for at in [at for at, word in enumerate(words) if len(word) <= chars]:
        if at and words[at - 1][-1:] in ragged.stranded_after and words[at - 1]:
            breaks[at + 1] += ragged.stranded
    for before in chunks.divided:
        breaks[before + 1] = ragged.per_line + ragged.divided
    return breaks


def _balanced_layers(
    chunks: Chunks, text: Text, measures: LineMeasures, balance: Balance, *, extra_line: bool
) -> list[_Layer]:
    """The cheapest setting in as few lines as there can be, or in one more if that may be and costs less."""
    breaks = _balanced_breaks(chunks, text, balance)
    fewest = _fewest_lines(chunks, measures)
    counts = range(fewest, fewest + extra_line + 1)
    settings = [_in_so_many_lines(chunks, measures, balance, breaks, count) for count in counts]
    return min(settings, key=lambda layers: layers[0].best[0])


def _in_so_many_lines(
    chunks: Chunks, measures: LineMeasures, balance: Balance, breaks: Sequence[float], lines: int
) -> list[_Layer]:
    """A layer for each of so many lines; the first costs inf where there is no such setting."""

    def last(width: float, target: float) -> float:
        short = balance.short_last if width < balance.short_last_under * target else 0.0
        return ((target - width) / target) ** 2 + short

    layers: list[_Layer] = []
    below = [inf] * (len(chunks.words) + 1)
    targets, starts = _targets(chunks, measures, balance, lines), _possible_starts(chunks, measures, lines)
    for line in range(lines - 1, -1, -1):
        costs = _Costs(breaks, last if line == lines - 1 else None)
        layer = _cheapest_lines(chunks, measures.of(line), targets[line], costs, starts[line], below)
        layers.insert(0, layer)
        below = layer.best
    return layers


def _targets(chunks: Chunks, measures: LineMeasures, balance: Balance, lines: int) -> list[float]:
    """How wide each line should be: by its measure, its share of all words and the gaps within lines."""
    widths = sum(right - left for left, right in zip(chunks.lefts, chunks.rights, strict=False))
    inner = len(chunks.words) - 1
    gaps = (chunks.rights[-1] - widths) * max(0, inner + 1 - lines) / max(1, inner)
    whole = max(widths + gaps, TOLERANCE)  # a text of spaces has no width of its own
    shares = [measures.of(line) for line in range(lines)]
    return [balance.target * whole * share / sum(shares) for share in shares]


def _possible_starts(chunks: Chunks, measures: LineMeasures, lines: int) -> list[range]:
    """The chunks that each of so many lines may begin with: what stands before and after it must fit."""
    lefts, rights, count = chunks.lefts, chunks.rights, len(chunks.words)
    latest = [0]
    for line in range(lines - 1):
        reach = lefts[latest[-1]] + measures.of(line) + TOLERANCE
        latest.append(min(bisect_right(rights, reach, lo=latest[-1] + 1), count - 1))
    starts: list[range] = []
    earliest = count
    for line in range(lines - 1, -1, -1):
        least = rights[earliest - 1] - measures.of(line) - 2 * TOLERANCE
        earliest = max(min(bisect_left(lefts, least), earliest - 1), 0)
        starts.insert(0, range(earliest, latest[line] + 1))
        earliest = max(earliest, 1)
    return starts


def _fewest_lines(chunks: Chunks, measures: LineMeasures) -> int:
    """How many lines the text takes when each is filled as far as it goes."""
    lines = at = 0
    while at < len(chunks.words):
        reach = chunks.lefts[at] + measures.of(lines) + TOLERANCE
        at = bisect_right(chunks.rights, reach, lo=at + 1)
        lines += 1
    return lines


def _balanced_breaks(chunks: Chunks, text: Text, balance: Balance) -> list[float]:
    weak, nouns = balance.weak_words, balance.compound_nouns
    names = sum(map(str.istitle, chunks.words)) * 2 < len(chunks.words)  # else every word has a capital
    breaks = [0.0] * (len(chunks.words) + 1)
    for at, (word, following) in enumerate(pairwise(chunks.words), start=1):
        if word.lower() in weak and at - 1 not in chunks.forced:
            breaks[at] += balance.weak_end
        if following.startswith("(") and not word.endswith((",", ".", ";", ":")):
            breaks[at] += balance.before_bracket
        if word.isalpha() and word.islower():  # nearly always
            continue
        if following.strip(",.;:)") in nouns and _ACRONYM.fullmatch(word):
            breaks[at] += balance.in_compound
        elif names and _NAME.fullmatch(word) and _NAME.match(following):
            breaks[at] += balance.in_name
    for before in chunks.divided:
        breaks[before + 1] = balance.divided
    phrases = list(_phrases_to_keep(text))
    for at, end in enumerate(chunks.ends, start=1):
        if any(first < end < behind for first, behind in phrases):
            breaks[at] += balance.in_keep
    return breaks


def _phrases_to_keep(text: Text) -> Iterator[tuple[int, int]]:
    """Where the phrases stand that a balanced text keeps together, whole words only."""
    plain = text.plain
    for phrase in filter(str.strip, text.keep):
        if phrase.split()[0] not in plain:
            continue
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        before = "" if is_han(phrase.strip()[0]) else r"(?<!\w)"
        behind = "" if is_han(phrase.strip()[-1]) else r"(?!\w)"
        for match in re.finditer(f"{before}{pattern}{behind}", plain):
            yield match.span()


def _cheapest_lines(
    chunks: Chunks,
    measure: float,
    target: float,
    costs: _Costs,
    starts: range,
    below: list[float] | None = None,
) -> _Layer:
    """One pass of the recurrence: the cheapest line from each chunk that one of the `starts` may be.

    A line is at most `measure` wide, or one chunk. `below` is `best` of the line that follows it; None where
    the lines that follow, of any number, are of the same measure, and so of this pass.
    """
    lefts, rights, count = chunks.lefts, chunks.rights, len(chunks.words)
    best, ends = [inf] * (count + 1), [count] * (count + 1)
    below = best if below is None else below
    breaks, last, whole = costs.breaks, costs.last, rights[-1]
    end = count - 1
    in_reach: deque[int] = deque()  # ends, none with a cheaper one behind it: the least is the last
    for first in range(count - 1, starts.start - 1, -1):
        nearest = first + 1  # `count` itself is soon out of reach again
        while in_reach and below[in_reach[0]] >= below[nearest]:
            in_reach.popleft()
        in_reach.appendleft(nearest)
        if first >= starts.stop:
            continue
        left, chosen = lefts[first], count
        reach = left + measure + TOLERANCE
        if last and whole > reach and nearest < count:
            last = None  # from here on no line holds all that is left
        least = last(whole - left, target) if last else inf
        while end > nearest and rights[end - 1] > reach:
            end -= 1
        while in_reach and in_reach[-1] > end:
            in_reach.pop()
        floor = below[in_reach[-1]] if in_reach else inf
        edge, most = target + left, least + _EQUAL
        for at in range(end, first, -1):
            slack = (edge - rights[at - 1]) / target
            ragged = slack * slack
            if ragged + floor > most and slack > 0:
                break  # shorter lines only get worse from here
            cost = ragged + below[at]
            if cost <= most:
                least, chosen, most = cost, at, cost + _EQUAL
        best[first], ends[first] = least + breaks[first], chosen
    return _Layer(best, ends)
