"""The faces of one run: kerned widths of words, coverage and fallback, straight from the font files.

Ligatures and every substitution are off, so each character is exactly one glyph; in words of complex scripts
each cluster is one sign (`complex_words.py`). What is measured here is what ReportLab's TTFont draws, plus
kerning. A `Fonts` belongs to one run and keeps every word it measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from posterbook.content.han import SIGNS, is_han
from posterbook.content.scripts import DANDAS, complex_script
from posterbook.design.complex_words import Cluster
from posterbook.design.metrics_table import read_metrics
from posterbook.design.shaping import Shaper, extends, open_shaper
from posterbook.design.theme import Face
from posterbook.values import dataclass

_FIRST = itemgetter(0)
_SPACE = " "
_PRINTABLE_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_NO_BREAK_SPACE = "\u00a0"
_ZERO_WIDTH_JOINER = "\u200d"
_GOES_ON = "\u200c\u200d" + DANDAS
"""What stands in the face of the complex script before it: joiners, and full stops that scripts share."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word in one face, in 1/1000 em: its advance, and what kerning adds after each character, or ()."""

    advance: float
    kerns: tuple[float, ...] = ()


class Fonts:
    """Metrics of the faces in `folder`, each opened when it is first asked for.

    Sizes and widths are in points, tracking and everything about a single glyph in 1/1000 em. Every method
    raises AssetError for a font file that is missing or cannot be used.
    """

    def __init__(self, faces: Mapping[str, Face], folder: Path) -> None:
        self._faces = faces
        self._folder = folder
        self._fonts: dict[str, _Font] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fonts) and (self._faces, self._folder) == (other._faces, other._folder)

    __hash__ = None  # type: ignore[assignment] # faces are a mapping

    def __reduce__(self) -> tuple[type[Fonts], tuple[Mapping[str, Face], Path]]:
        """Copied and pickled as faces and folder; the copy opens and measures anew."""
        return Fonts, (self._faces, self._folder)

    def path(self, face: str) -> Path:
        """The face's file."""
        return self._folder / self._faces[face].file

    def shape(self, face: str, word: str) -> Shaped:
        """The advance and kerning of a word; the face must cover it."""
        words = self._open(face).words
        return Shaped(words[word], words.kerns.get(word, ()))

    def advances(self, face: str, words: Iterable[str]) -> list[float]:
        """The advance of each word, in 1/1000 em."""
        return list(map(self._open(face).words.__getitem__, words))

    def clusters(self, face: str, word: str) -> tuple[tuple[Cluster, float], ...]:
        """The clusters of a word of a complex script, each with its kern in 1/1000 em; () of any other."""
        return self._open(face).clusters(word)

    def cluster_advance(self, face: str, cluster: Cluster) -> float:
        """How wide a cluster is by itself, in 1/1000 em."""
        return cluster.advance * self._open(face).scale

    def steps(self, face: str, part: str) -> tuple[list[float], Sequence[float]]:
        """The advance of each character of a part of a word, and the kern after it, in 1/1000 em.

        In a complex script a cluster's last character has both.
        """
        shaped = self.clusters(face, part)
        if not shaped:
            return self.advances(face, part), self.shape(face, part).kerns or (0.0,) * len(part)
        advances, kerns = list[float](), list[float]()
        for cluster, kern in shaped:
            before = [0.0] * (len(cluster.text) - 1)
            advances += [*before, self.cluster_advance(face, cluster)]
            kerns += [*before, kern]
        return advances, kerns

    def space(self, face: str) -> float:
        """The advance of the plain space, in 1/1000 em."""
        return self._open(face).space

    def width(self, face: str, text: str, size: float, track: float = 0) -> float:
        """The width of a text that the face covers; `track` follows every character, spaces included."""
        opened = self._open(face)
        words = text.split(_SPACE)
        advance = sum(map(opened.words.__getitem__, words)) + (len(words) - 1) * opened.space
        return (advance + track * len(text)) * size / 1000

    def ink_left(self, face: str, char: str) -> float:
        """Where the character's ink begins, from its origin (xMin)."""
        return self._open(face).ink_left(char)

    def ink_right(self, face: str, char: str) -> float:
        """The white between the character's ink and the end of its advance."""
        return self._open(face).ink_right(char)

    def white(self, face: str, char: str) -> tuple[float, float]:
        """What a full-width sign gives up on its left and right, at the start and end of a line."""
        return self._open(face).white(char) if char in SIGNS else (0.0, 0.0)

    def split(self, face: str, text: str) -> tuple[tuple[str, str], ...]:
        """The text in stretches, each with the first face of the fallback chain that covers it.

        A character and the marks on it stay in one face if any covers both. What no face covers stays in
        `face`; `uncovered` tells.
        """
        missing = self._open(face).missing(text)
        if not missing:
            return ((face, text),)
        parts: list[tuple[str, str]] = []
        done, shaped = 0, bool(complex_script("".join(missing)))
        for start, end in _words_with(missing, text) if _SPACE not in missing else [(0, len(text))]:
            parts += [(face, text[done:start]), *self._fall_back(face, text[start:end], shaped=shaped)]
            done = end
        parts.append((face, text[done:]))
        if shaped:
            parts = self._with_spaces(face, parts)
        by_face = groupby([part for part in parts if part[1]], key=_FIRST)
        return tuple((name, "".join([stretch for _, stretch in run])) for name, run in by_face)

    def uncovered(self, face: str, text: str) -> str:
        """The characters that no face of the chain covers, each once, in the order of the text.

        Invisible characters count like all others: without a glyph of their own they would vanish unseen. The
        soft hyphen counts as covered by none: its glyph is a hyphen in mid-word.
        """
        missing = self._open(face).missing(text)
        if not missing:  # nearly always
            return ""
        for name in self._faces[face].fallback:
            if missing:
                missing = self._open(name).missing("".join(missing))
        return "".join(char for char in dict.fromkeys(text) if char in missing)

    def without_rules(self, face: str, text: str) -> Iterator[tuple[str, str]]:
        """Of each face whose letters of complex scripts would not join: the first of them, and its file."""
        for name, part in self.split(face, text):
            opened = self._open(name)
            first = complex_script(part)
            lacking = [] if not first else [one for one in part if not opened.has_rules(one)]
            if lacking:
                yield lacking[0], self.path(name).name

    def _with_spaces(self, face: str, parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The stretches, spaces in the face of the complex script before them, else behind them.

        A space that is shown alone, between two of another face, is none to programs that take text out of a
        PDF: PDFium guesses from the gap whether there is one, and does not where a wide sign is before it.
        """
        found = [[name, part] for name, part in parts if part]
        for at, (name, part) in enumerate(found):
            if name == face and part.isspace():
                for near in (found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None):
                    if near and complex_script(near[1]) and not self._open(near[0]).missing(part):
                        found[at][0] = near[0]
                        break
        return [(name, part) for name, part in found]

    def _fall_back(self, face: str, word: str, *, shaped: bool) -> list[tuple[str, str]]:
        signs = self._faces[face].signs
        parts = []
        found = clusters(word)
        if shaped:
            found = _go_on(found)
        for at, cluster in enumerate(found):
            beside = found[max(at - 1, 0) : at + 2] if cluster in signs else ()
            home = self._sign_face(face, cluster, beside) or self._home(face, cluster)
            if home:
                parts.append((home, cluster))
            else:
                parts += [(self._covering_face(face, char) or face, char) for char in cluster]
        return parts

    def _home(self, face: str, cluster: str) -> str:
        covering = self._open(face).covering
        home = covering.get(cluster)
        if home is None:
            home = covering[cluster] = self._covering_face(face, cluster)
        return home

    def _sign_face(self, face: str, sign: str, beside: Sequence[str]) -> str:
        """The face of a Chinese character beside a sign, if that has it too; '' where there is none."""
        homes = [self._home(face, near) for near in beside if is_han(near[0])]
        return next((home for home in homes if home and not self._open(home).missing(sign)), "")

    def _covering_face(self, face: str, cluster: str) -> str:
        chain = (face, *self._faces[face].fallback)
        return next((name for name in chain if not self._open(name).missing(cluster)), "")

    def _open(self, face: str) -> _Font:
        opened = self._fonts.get(face)
        if opened is None:
            opened = self._fonts[face] = _Font(self.path(face))
        return opened


def clusters(text: str) -> list[str]:
    """The text in what readers take for one character: a base with its marks, or joined by U+200D.

    Spaces that divide words bear no marks: one that follows them stands alone.
    """
    if text.isascii() or not any(map(extends, set(text))):
        return list(text)
    found: list[str] = []
    for char in text:
        last = found[-1] if found else _SPACE
        divides = last.isspace() and last != _NO_BREAK_SPACE
        if last[-1] == _ZERO_WIDTH_JOINER or (extends(char) and not divides):
            found[-1] += char
        else:
            found.append(char)
    return found


def _go_on(found: Iterable[str]) -> list[str]:
    """What readers take for one character, with what goes on in the face of a complex script before it."""
    joined: list[str] = []
    for cluster in found:
        if cluster in _GOES_ON and joined and complex_script(joined[-1]):
            joined[-1] += cluster
        else:
            joined.append(cluster)
    return joined


def _words_with(characters: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word, from space to space, in which one of the characters stands."""
    places = []
    for char in characters:
        at = text.find(char)
        while at >= 0:
            places.append(at)
            at = text.find(char, at + 1)
    end = 0
    for at in sorted(places):
        if at >= end:
            start, end = text.rfind(_SPACE, end, at) + 1, text.find(_SPACE, at)
            end = len(text) if end < 0 else end
            yield start, end


class _Font:
    """One font file: what it covers, the words it has measured, and what stands in for the others.

    What the table of a shipped face knows is taken from there; else the file is opened.
    """

    __slots__ = (
        "_covered",
        "_covers_ascii",
        "_path",
        "_shaper",
        "_table",
        "_white",
        "covering",
        "scale",
        "space",
        "words",
    )

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shaper: Shaper | None = None
        self._table = read_metrics(path)
        self._covered = set(self._table or ())
        self._covers_ascii = self._covered.issuperset(_PRINTABLE_ASCII)
        self.scale = 1000 / (self._table.units if self._table else self._open().units)
        self.covering: dict[str, str] = {}
        self._white: dict[str, tuple[float, float]] = {}
        self.words = _Words(self._measure, self.scale)
        self.space = 0.0 if self.missing(_SPACE) else self.words[_SPACE]

    def missing(self, text: str) -> set[str]:
        """The characters of the text that have no glyph here."""
        if (self._covers_ascii and text.isascii() and text.isprintable()) or self._covered.issuperset(text):
            return set()
        unknown = set(text) - self._covered
        glyphs = self._open().glyphs
        self._covered |= {char for char in unknown if glyphs[char]}
        return unknown - self._covered

    def ink_left(self, char: str) -> float:
        """The left edge of the character's outline, in 1/1000 em."""
        known = self._table.get(char) if self._table else None
        return (known[1] if known else self._open().ink_left(char)) * self.scale

    def ink_right(self, char: str) -> float:
        """The white behind the character's outline, in 1/1000 em."""
        return self._open().ink_right(char) * self.scale

    def white(self, sign: str) -> tuple[float, float]:
        """The white that a full-width sign may lose on both sides, in 1/1000 em."""
        found = self._white.get(sign)
        if found is None:
            left, right = self._open().white(sign)
            found = self._white[sign] = left * self.scale, right * self.scale
        return found

    def clusters(self, word: str) -> tuple[tuple[Cluster, float], ...]:
        """The clusters of a word of a complex script with their kerns, () of any other."""
        shaped = self._open().shaped(word) if complex_script(word) else None
        if shaped is None:
            return ()
        return tuple((one, kern * self.scale) for one, kern in zip(*shaped, strict=True))

    def has_rules(self, character: str) -> bool:
        """Whether the font says how letters of a complex script join."""
        return self._open().has_rules(character)

    def _measure(self, word: str) -> tuple[int, list[int]]:
        if self._table:
            try:
                return self._table.measure(word)
            except KeyError:  # it has characters of which the table does not know
                pass
        return self._open().measure(word)

    def _open(self) -> Shaper:
        if self._shaper is None:
            self._shaper = open_shaper(self._path)
        return self._shaper


class _Words(dict[str, float]):
    """The advances of words, each measured when first looked up; `kerns` of those that are kerned."""

    def __init__(self, measure: Callable[[str], tuple[int, list[int]]], scale: float) -> None:
        super().__init__({"": 0.0})
        self.kerns: dict[str, tuple[float, ...]] = {}
        self._measure = measure
        self._scale = scale

    def __missing__(self, word: str) -> float:
        advance, kerns = self._measure(word)
        if kerns:
            self.kerns[word] = tuple([kern * self._scale for kern in kerns])
        self[word] = scaled = advance * self._scale
        return scaled
