"""Cuts a text into chunks, which no line splits, and measures each of them once.

A line may break behind spaces (not the no-break ones), where a soft hyphen stood, between Chinese characters,
except before closing and after opening punctuation, and where a Thai word ends. What stands between two such
places is a chunk: nearly always one word. A chunk is `width` wide; the `gap` behind it (its spaces and the
kerning across them) counts only where the line goes on. Line breakers call the two box and glue. Before a
soft break a chunk is wider by the hyphen that a line ending there shows, and its gap takes that back.

Only a chunk that is wider than the narrowest line is cut further: behind its hyphens and slashes, then, where
the text is `divisible`, at the syllables of a word, and what is still too wide between any two characters,
which makes the line `forced`. A word that is cut shows a hyphen; an address or a sequence of letters does
not, which would be another with one. Nearly all texts need none of it, so they are looked through once by a
regular expression and then split at U+0020, as fast as `str.split` does it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from operator import add

from posterbook.content.han import FIRST_HAN, IN_CLASS, SIGNS, is_han
from posterbook.content.scripts import UNSPACED, complex_script, is_unspaced
from posterbook.design.fonts import Fonts, clusters
from posterbook.forms.element import language_of
from posterbook.forms.set_line import SPACES, Span, parts_between
from posterbook.layout.held_spaces import held_spaces
from posterbook.layout.hyphenation import syllables
from posterbook.layout.word_ends import word_ends
from posterbook.values import NamedTuple, dataclass

TOLERANCE = 1e-6
"""Points by which a line may seem over its measure: sums in another order must not break what fits."""
_NO_BREAK = "\u00a0\u2007\u202f\u2060\ufeff"
_MAY_BREAK_WITHOUT_SPACE = re.compile(r"[^\x00-\u0dff\u2010-\u2e7f]|\u205f")
_BREAKS_WITHOUT_SPACE = f"[{SPACES[1:]}{UNSPACED}{IN_CLASS}]"
"""What shows that a text may break elsewhere than behind U+0020; nearly all texts are done with the first."""
_NEVER_FIRST = frozenset(
    _NO_BREAK + ",.;:!?)]}/-–—’”›»…‥·・‧%‰℃°⁺⁻"  # noqa: RUF001 - these very characters
    "、。，．：；？！％～〜）］｝》〉」』】〕〗〙〛｠｡｣､･"  # noqa: RUF001 - these very characters
    "々〻ゝゞーヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    "〟﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞′″\"'"  # noqa: RUF001 - these very characters
    "\u05be\u060c\u061b\u061f\u06d4"  # the hyphen of Hebrew; comma, semicolon, question mark, stop of Arabic
)
_NEVER_LAST = frozenset(_NO_BREAK + "([{‘“‹«$¥£€（［｛《〈「『【〔〖〘〚｟｢＄￥￡〝﹙﹛﹝\"'")  # noqa: RUF001 - these very characters
_BREAK_WIDE_TOKENS = frozenset("/-–—\u05be")
_AT_WORDS, _AT_HYPHENS, _AT_SYLLABLES, _AT_CHARACTERS = range(4)
"""Where a token may be cut, in the order in which it is tried."""
_LETTERS = r"[^\W\d_]+"
_WORD = r"[^\w/@&#]*[^\W\d_]+(?:[-–—'’\u00ad]+[^\W\d_]+)*[^\w/@&#]*"  # noqa: RUF001


class Chunk(NamedTuple):
    """What no line splits; `end` is its offset in the text, behind the spaces that follow it.

    `forced` says that a break behind it is one that nobody would choose, `divided` that it shows a hyphen.
    """

    word: str
    width: float
    gap: float
    end: int
    forced: bool = False
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Chunks:
    """The chunks of a text as columns: words, edges as if all stood in one line, and offsets of their ends.

    `forced` are the indexes of those behind which a break is forced, `divided` of those behind which it shows
    a hyphen.
    """

    words: Sequence[str]
    lefts: Sequence[float]
    rights: Sequence[float]
    ends: Sequence[int]
    forced: frozenset[int] = frozenset()
    divided: frozenset[int] = frozenset()


def chunks_of(
    spans: Sequence[Span],
    fonts: Fonts,
    limit: float,
    unbroken: Sequence[tuple[int, int]] = (),
    soft: Sequence[int] = (),
    *,
    divisible: bool = False,
) -> Chunks:
    """The chunks of a text, none wider than `limit` points but one of a single character.

    No break falls within the stretches (offsets) that are `unbroken`, nor at spaces that are held, as long as
    `limit` allows it. At the `soft` offsets a word may be divided with a hyphen, and where a text is
    `divisible` also a word that is too wide.
    """
    plain = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    held = held_spaces(plain)
    words = plain.split(" ")
    widths, gaps = _word_widths(spans, fonts)
    forced: frozenset[int] = frozenset()
    divided: frozenset[int] = frozenset()
    fitting = max(widths) <= limit + TOLERANCE
    if not unbroken and not soft and fitting and _breaks_at_spaces_alone(plain, words):
        ends = list(accumulate([len(word) + 1 for word in words]))
        ends[-1] = len(plain)
        if held:
            words, widths, gaps, ends = _hold(words, widths, gaps, ends, held, limit)
    else:
        measured = zip(words, widths, gaps, strict=True)
        parts = _divide(measured, plain, spans, fonts, limit, sorted(soft), divisible=divisible)
        stretches = (*unbroken, *((at - 1, at + 1) for at in held))
        chunks = _join_unbroken(_join_spaces(parts), stretches, limit)
        words, widths = [chunk.word for chunk in chunks], [chunk.width for chunk in chunks]
        gaps, ends = [chunk.gap for chunk in chunks], [chunk.end for chunk in chunks]
        forced = frozenset(at for at, chunk in enumerate(chunks) if chunk.forced)
        divided = frozenset(at for at, chunk in enumerate(chunks) if chunk.divided)
    lefts = list(accumulate(map(add, widths, gaps), initial=0.0))
    rights = list(map(add, lefts, widths))
    return Chunks(words, lefts, rights, ends, forced, divided)


def _hold(
    words: Sequence[str],
    widths: Sequence[float],
    gaps: Sequence[float],
    ends: Sequence[int],
    held: frozenset[int],
    limit: float,
) -> tuple[list[str], list[float], list[float], list[int]]:
    """The chunks, those joined between which a space is held, as long as a line can hold them."""
    found: tuple[list[str], list[float], list[float], list[int]] = ([], [], [], [])
    all_words, all_widths, all_gaps, all_ends = found
    for word, width, gap, end in zip(words, widths, gaps, ends, strict=True):
        joined = all_widths[-1] + all_gaps[-1] + width if all_ends and all_ends[-1] in held else 0.0
        if joined and joined <= limit + TOLERANCE:
            all_words[-1] += f" {word}"
            all_widths[-1], all_gaps[-1], all_ends[-1] = joined, gap, end
        else:
            all_words.append(word)
            all_widths.append(width)
            all_gaps.append(gap)
            all_ends.append(end)
    return found


def _breaks_at_spaces_alone(plain: str, words: Sequence[str]) -> bool:
    """Whether what U+0020 divides are the chunks: no two spaces in a row, and no break elsewhere."""
    return "" not in words and not _breaks_without_space(plain)


def _breaks_without_space(text: str) -> bool:
    return (
        not text.isascii()
        and _MAY_BREAK_WITHOUT_SPACE.search(text) is not None
        and re.search(_BREAKS_WITHOUT_SPACE, text) is not None
    )


def _word_widths(spans: Iterable[Span], fonts: Fonts) -> tuple[list[float], list[float]]:
    """The widths of what U+0020 divides, and of the space after each."""
    widths, gaps = [0.0], [0.0]
    for span in spans:
        em, track = span.size / 1000, span.track
        words = span.text.split(" ")
        advances = fonts.advances(span.face, words)
        if track:
            advances = [advance + track * len(word) for word, advance in zip(words, advances, strict=True)]
        first, *others = [advance * em for advance in advances]
        widths[-1] += first + span.before
        widths += others
        gaps[-1:] = [(fonts.space(span.face) + track) * em] * len(others) + [0.0]
    return widths, gaps


def _join_spaces(chunks: Iterable[Chunk]) -> list[Chunk]:
    """The chunks, those of spaces alone joined to the one before them."""
    joined: list[Chunk] = []
    for chunk in chunks:
        if chunk.word or not joined:
            joined.append(chunk)
        else:
            joined[-1] = joined[-1]._replace(gap=joined[-1].gap + chunk.gap, end=chunk.end)
    return joined


def _join_unbroken(chunks: Sequence[Chunk], unbroken: Sequence[tuple[int, int]], limit: float) -> list[Chunk]:
    """The chunks, those within a stretch that no line splits joined, as long as a line can hold them."""
    joined: list[Chunk] = []
    for chunk in chunks:
        inside = joined and any(start < joined[-1].end < end for start, end in unbroken)
        if inside and joined[-1].width + joined[-1].gap + chunk.width <= limit + TOLERANCE:
            before = joined.pop()
            width = before.width + before.gap + chunk.width
            joined.append(chunk._replace(word=before.word + chunk.word, width=width))
        else:
            joined.append(chunk)
    return joined


def _divide(
    words: Iterable[tuple[str, float, float]],
    plain: str,
    spans: Sequence[Span],
    fonts: Fonts,
    limit: float,
    soft: Sequence[int],
    *,
    divisible: bool,
) -> Iterator[Chunk]:
    """The words as chunks, those divided that are wider than `limit` or may break without a U+0020."""
    start = 0
    hyphen = hyphen_at(spans, 1, fonts)[1] if soft and len(spans) == 1 else 0.0
    for word, width, space in words:
        end = min(start + len(word) + 1, spans[-1].end)
        gap = space
        if plain[end : end + 1] in SIGNS:
            gap += sum(span.opening_white(part, fonts) for span, part in parts_between(spans, end, end + 1))
        inside = soft[bisect_right(soft, start) : bisect_left(soft, start + len(word))]
        too_wide = width > limit + TOLERANCE
        if inside and hyphen and width + hyphen <= limit and _is_plain(word):  # nearly always
            *parts, last = _at_soft_hyphens(word, start, inside, spans[0], fonts, hyphen)
            yield from parts
            yield last._replace(gap=last.gap + gap, end=end)
        elif inside or too_wide or _breaks_without_space(word):
            breaks = _break_kinds(word)
            shaped = bool(complex_script(word))
            if shaped:
                breaks |= dict.fromkeys(word_ends(word), _AT_WORDS) if is_unspaced(word) else {}
                breaks = _between_clusters(breaks, spans, start, start + len(word), fonts)
            cut = _word_breaks(word, spans, start, breaks) if too_wide and divisible else {}
            breaks |= cut | dict.fromkeys([at - start for at in inside], _AT_WORDS)
            shown = (*cut, *(at - start for at in inside))
            token = _Token.measured(spans, start, start + len(word), fonts, breaks, shown, shaped=shaped)
            *parts, last = token.chunks(0, len(word), _AT_WORDS, limit + TOLERANCE)
            yield from parts
            yield last._replace(gap=last.gap + gap, end=end)
        else:
            yield Chunk(word, width, gap, end)
        start = end


def _is_plain(word: str) -> bool:
    """Whether each character of a word is one sign, and no line ends in it but at a soft hyphen."""
    return word.isascii() or not (
        complex_script(word) or max(word) >= FIRST_HAN or _breaks_without_space(word)
    )


def _at_soft_hyphens(
    word: str, start: int, offsets: Sequence[int], span: Span, fonts: Fonts, hyphen: float
) -> Iterator[Chunk]:
    """The parts of a word that begins at `start`, divided at offsets of the text."""
    em = span.size / 1000
    kerns = [kern * em for kern in fonts.shape(span.face, word).kerns or (0.0,) * len(word)]
    advances = [(advance + span.track) * em for advance in fonts.advances(span.face, word)]
    edges = list(accumulate(map(add, advances, kerns), initial=0.0))
    for left, right in pairwise((0, *(at - start for at in offsets), len(word))):
        ends, divided = edges[right] - kerns[right - 1], right < len(word)
        shown = hyphen if divided else 0.0
        width, gap = ends - edges[left] + shown, edges[right] - ends - shown
        yield Chunk(word[left:right], width, gap, start + right, divided=divided)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word that must be divided: where each character ends, the kerning after it, where it may break.

    `opening` and `closing` are the white that full-width signs lose at the start and end of a line.
    """

    text: str
    start: int
    edges: Sequence[float]
    kerns: Sequence[float]
    opening: dict[int, float]
    closing: dict[int, float]
    breaks: dict[int, int]
    hyphens: dict[int, float]

    @staticmethod
    def measured(
        spans: Sequence[Span],
        start: int,
        end: int,
        fonts: Fonts,
        breaks: dict[int, int],
        shown: Iterable[int],
        *,
        shaped: bool,
    ) -> _Token:
        """What stands between two offsets; at `shown` breaks a line ends with a hyphen."""
        text = ""
        advances: list[float] = []
        kerns: list[float] = []
        opening: dict[int, float] = {}
        closing: dict[int, float] = {}
        for span, part in parts_between(spans, start, end):
            em = span.size / 1000
            for at, sign in enumerate(part, len(text)) if max(part, default="") >= FIRST_HAN else ():
                opening[at], closing[at] = span.opening_white(sign, fonts), span.closing_white(sign, fonts)
            if kerns:
                kerns[-1] += span.before
            text += part
            if shaped:
                plain, between = fonts.steps(span.face, part)
            else:
                plain = fonts.advances(span.face, part)
                between = fonts.shape(span.face, part).kerns or (0.0,) * len(part)
            advances += [(advance + span.track) * em for advance in plain]
            kerns += [kern * em for kern in between]
        both = [advance + kern for advance, kern in zip(advances, kerns, strict=True)]
        hyphens = {at: hyphen_at(spans, start + at, fonts)[1] for at in shown}
        edges = list(accumulate(both, initial=0.0))
        return _Token(text, start, edges, kerns, opening, closing, breaks, hyphens)

    def chunks(self, start: int, end: int, kind: int, limit: float) -> Iterator[Chunk]:
        """It divided at breaks of a kind, and at those of the next where a part is still too wide."""
        inner = [at for at, found in self.breaks.items() if found == kind and start < at < end]
        for left, right in pairwise((start, *sorted(inner), end)):
            chunk = self._chunk(left, right)
            if kind == _AT_CHARACTERS or chunk.width <= limit:
                yield chunk
            else:
                yield from self.chunks(left, right, kind + 1, limit)

    def _chunk(self, start: int, end: int) -> Chunk:
        word = self.text[start:end].rstrip(SPACES)
        inked = start + len(word)
        kern = self.kerns[inked - 1] if word else 0.0
        left = self.edges[start] + self.opening.get(start, 0.0)
        right = self.edges[inked] - kern - self.closing.get(inked - 1, 0.0)
        width, gap = right - left, self.edges[end] + self.opening.get(end, 0.0) - right
        hyphen = self.hyphens.get(end, 0.0)
        forced = self.breaks.get(end) == _AT_CHARACTERS
        return Chunk(word, width + hyphen, gap - hyphen, self.start + end, forced, end in self.hyphens)


def _between_clusters(
    breaks: dict[int, int], spans: Sequence[Span], start: int, end: int, fonts: Fonts
) -> dict[int, int]:
    """The breaks of a token, without those within what is drawn as one sign."""
    ends, at = {0}, 0
    for span, part in parts_between(spans, start, end):
        shaped = fonts.clusters(span.face, part)
        signs = [cluster.text for cluster, _ in shaped] if shaped else list(part)
        ends.update(accumulate(map(len, signs), initial=at))
        at += len(part)
    return {place: kind for place, kind in breaks.items() if place in ends}


def hyphen_at(spans: Sequence[Span], at: int, fonts: Fonts) -> tuple[Span, float]:
    """What a hyphen is set in, at a soft break (offset in the text), and its width."""
    span = next(span for span in spans if span.start < at <= span.end)
    face = fonts.split(span.face, "-")[0][0]
    return replace(span, face=face), fonts.width(face, "-", span.size, span.track)


def _word_breaks(text: str, spans: Sequence[Span], start: int, breaks: Iterable[int]) -> dict[int, int]:
    """Which breaks of a token that is a word show a hyphen: at its syllables, else between its letters."""
    if text.isupper() or not re.fullmatch(_WORD, text) or any(map(is_han, text)) or complex_script(text):
        return {}  # in capitals alone it may be a sequence, where a hyphen is a gap
    inside: dict[int, int] = {}
    for letters in re.finditer(_LETTERS, text):
        first, last = letters.span()
        inside |= dict.fromkeys(range(first + 1, last), _AT_CHARACTERS)
        spanned = next(span for span in spans if start + first < span.end)
        places = syllables(letters[0], language_of(spanned.meaning))
        inside |= dict.fromkeys([first + at for at in places], _AT_SYLLABLES)
    return {at: inside[at] for at in breaks if at in inside}


def _break_kinds(text: str) -> dict[int, int]:
    """For every offset between two characters, as readers count them, when the text may be cut there."""
    kinds = {}
    at = 0
    for left, right in pairwise(clusters(text)):
        at += len(left)
        kinds[at] = _break_kind(left[0], right[0])
    return kinds


def _break_kind(left: str, right: str) -> int:
    if left in SPACES or right in SPACES:
        return _AT_WORDS if right not in SPACES else _AT_CHARACTERS
    if right not in _NEVER_FIRST and left not in _NEVER_LAST:
        if is_han(left) or is_han(right):
            return _AT_WORDS
        if left in _BREAK_WIDE_TOKENS:
            return _AT_HYPHENS
    return _AT_CHARACTERS
