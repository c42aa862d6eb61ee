"""Gives every character of the booklet its font and code, and turns words into strings of a content stream.

A simple font of a PDF has one byte a character (ISO 32000-1, 9.6): codes 1 to 255, as 0 is the missing
glyph. Which character a code stands for is free, since the embedded font maps codes to glyphs and its
ToUnicode map leads back to the text. For each face:

- ASCII keeps its own codes, 32 to 126, so that a person can read the content stream.
- All other characters of the booklet, in order of their code points, take the free codes: 128 to 255, then
  1 to 31. That is room for 159, enough for any text in Latin letters.
- What is left, as of Chinese, goes on in further subsets of the same face, which have no ASCII.

In a word of a complex script each cluster (`design/complex_words.py`) has a code as if it were a character.
They come after the characters, sorted by their text and glyphs.

The order is that of the sorted characters of the whole booklet. So a code depends on which characters there
are, never on which page says one first, and pages may be drawn in any order. The space is in the first
subset of every face, used or not, as it joins words that are encoded one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import TypeAlias

from posterbook.content.scripts import complex_script
from posterbook.design.complex_words import Cluster
from posterbook.design.fonts import Fonts
from posterbook.draw.numbers import decimal
from posterbook.forms.page import Line, Page, turned
from posterbook.values import NamedTuple, dataclass

SPACE = 32
FREE_CODES = (*range(128, 256), *range(1, 32))
"""Codes of a font for characters beyond ASCII; 0 is the missing glyph."""
ESCAPED = "()\\"
"""ASCII that a string must not hold as it is. Written in octal, so that a bare parenthesis ends a string."""
Sign: TypeAlias = str | Cluster
"""What has a code: a character, or a cluster of a complex script."""
_ASCII = "".join(map(chr, range(SPACE, 127)))
_IN_ASCII = re.compile("[ -~]+")


@dataclass(frozen=True, slots=True)
class Subset:
    """One simple font of the file: its resource name, its face, and the sign at each used code."""

    name: str
    face: str
    signs: Mapping[int, Sign]

    @property
    def characters(self) -> dict[int, str]:
        """What each code stands for: one character, or all those of a cluster."""
        return {code: text_of(sign) for code, sign in self.signs.items()}


class String(NamedTuple):
    """Text of one subset, written as the inside of a TJ array without its outermost parentheses."""

    font: str
    text: str


def show_operator(text: str) -> str:
    """The operator that shows the text of a `String`.

    It ends with a kern where the next character is in another subset; an empty string behind that would make
    PDFium pass it by.
    """
    if text[-1:] == "(":
        return f"[({text[:-1]}]TJ"
    return f"[({text})]TJ" if ")" in text else f"({text})Tj"


def text_of(sign: Sign) -> str:
    """What a sign stands for."""
    return sign if isinstance(sign, str) else sign.text


def subsets(pages: Iterable[Page], fonts: Fonts) -> tuple[Subset, ...]:
    """The fonts that the pages need, faces by name: each holds ASCII and up to 159 other signs."""
    shown: dict[str, list[str]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                for run in item.runs:
                    shown.setdefault(run.face, []).append(run.text)
                    if run.back:  # brackets are turned around
                        shown[run.face].append(run.painted)
    used = {face: _signs_of(face, texts, fonts) for face, texts in shown.items()}
    found = [(face, codes) for face in sorted(used) for codes in _assign_codes(used[face])]
    return tuple(Subset(f"F{n}", face, codes) for n, (face, codes) in enumerate(found, 1))


def _signs_of(face: str, texts: Sequence[str], fonts: Fonts) -> list[Sign]:
    """The signs of a face in their order; the space is always among them."""
    characters = _characters_of("".join(texts))
    if not complex_script("".join(characters)):
        return sorted(characters | {" "})
    words = {word for text in texts for word in text.split(" ")}
    found = {word: fonts.clusters(face, word) for word in words if complex_script(word)}
    shaped = {word: clusters for word, clusters in found.items() if clusters}
    plain = _characters_of("".join(words - shaped.keys())) | {" "}
    return [*sorted(plain), *sorted({one for clusters in shaped.values() for one, _ in clusters})]


def _characters_of(text: str) -> set[str]:
    """The characters of a text; to look through it for each of A to Z takes a tenth of a set's time."""
    return {char for char in _ASCII if char in text}.union(_IN_ASCII.sub("", text))


def _assign_codes(signs: Sequence[Sign]) -> list[dict[int, Sign]]:
    """The signs of a face by their codes, one table for each subset."""
    own: dict[int, Sign] = {ord(c): c for c in signs if isinstance(c, str) and SPACE <= ord(c) < 127}
    others = [sign for sign in signs if not isinstance(sign, str) or ord(sign) not in own]
    parts = [others[at : at + len(FREE_CODES)] for at in range(0, len(others), len(FREE_CODES))] or [[]]
    found = [dict(sorted(zip(FREE_CODES, part, strict=False))) for part in parts]
    found[0] = dict(sorted((own | found[0]).items()))
    return found


def _escape(code: int) -> str:
    """A code as a string holds it: what is not plain ASCII as three octal digits (ISO 32000-1, 7.3.4.2)."""
    character = chr(code)
    plain = SPACE <= code < 127 and character not in ESCAPED
    return character if plain else f"\\{code:03o}"


class _WordStrings(dict[str, str]):
    """The words of a face that has one subset as the inside of strings, each encoded when it is first met."""

    __slots__ = ("_encode",)

    def __init__(self, encode: Callable[[str], str]) -> None:
        super().__init__({"": ""})
        self._encode = encode

    def __missing__(self, word: str) -> str:
        written = self[word] = self._encode(word)
        return written


class _KernStrings(dict[float, str]):
    """What stands between two strings for a kern, which TJ wants negative: to be taken away."""

    __slots__ = ()

    def __missing__(self, kern: float) -> str:
        written = self[kern] = f"){decimal(-kern)}(" if kern else ""
        return written


class Encoder:
    """Text as strings of a content stream, each distinct word worked out once."""

    __slots__ = ("_codes", "_fonts", "_kern_strings", "_one_subset", "_several_subsets", "_shaped")

    def __init__(self, fonts: Fonts, used: Iterable[Subset]) -> None:
        self._fonts = fonts
        # of each face: the subset's name and the code, as written, of each sign
        self._codes: dict[str, dict[Sign, tuple[str, str]]] = {}
        self._shaped: set[str] = set()
        self._one_subset: dict[str, tuple[str, _WordStrings]] = {}
        self._several_subsets: dict[tuple[str, str], tuple[String, ...]] = {}
        self._kern_strings = _KernStrings()
        for subset in used:
            self._add(subset)

    def _add(self, subset: Subset) -> None:
        face = subset.face
        if face in self._codes:
            self._one_subset.pop(face, None)
        else:
            self._one_subset[face] = (subset.name, _WordStrings(partial(self._encode_in_one, face)))
        codes = self._codes.setdefault(face, {})
        codes.update((sign, (subset.name, _escape(code))) for code, sign in subset.signs.items())
        if any(isinstance(sign, Cluster) for sign in subset.signs.values()):
            self._shaped.add(face)

    def strings(self, face: str, text: str, adjust: Sequence[float] = ()) -> Sequence[String]:
        """The text of a run as one string for each change of subset; `adjust` as in `page.Run`."""
        if adjust:
            return self._encode(face, *self._adjusted_signs(face, text, adjust))
        if face in self._one_subset:
            font, words = self._one_subset[face]
            return (String(font, " ".join(map(words.__getitem__, text.split(" ")))),)
        return self._join_words(face, text.split(" "))

    def strings_back(self, face: str, text: str) -> tuple[float, list[String]]:
        """The text of a run that goes back, and how far from its left end it begins, in 1/1000 em.

        One word follows the other as they are read, each to the left of the one before and painted as it is
        seen, from left to right.
        """
        words = text.split(" ")
        space = self._fonts.space(face)
        advances = self._fonts.advances(face, words)
        left = sum(advances) + space * (len(words) - 1)
        first = pen = 0.0
        signs, kerns = list[Sign](), list[float]()
        for number, (word, advance) in enumerate(zip(words, advances, strict=True)):
            items: list[tuple[list[Sign], list[float], float]] = [([" "], [0.0], space)] if number else []
            for own, between, wide in [*items, (*self._turned(face, word), advance)]:
                left -= wide
                if own:
                    if kerns:
                        kerns[-1] += left - pen
                    else:
                        first = left
                    signs += own
                    kerns += between
                    pen = left + wide
        return first, self._encode(face, signs, kerns)

    def _turned(self, face: str, word: str) -> tuple[list[Sign], list[float]]:
        """The signs of a word as they are seen from left to right, and the kern after each."""
        if face in self._shaped and (shaped := self._fonts.clusters(face, word)):
            clusters: list[Sign] = [cluster for cluster, _ in reversed(shaped)]
            return clusters, [kern for _, kern in reversed(shaped)]
        kerns = list(self._kerns(face, word))
        return list(turned(word)), [*kerns[-2::-1], *kerns[-1:]]

    def _kerns(self, face: str, word: str) -> Sequence[float]:
        """One adjustment for each character of a word."""
        return (self._fonts.shape(face, word).kerns if len(word) > 1 else ()) or (0.0,) * len(word)

    def _join_words(self, face: str, words: Sequence[str]) -> list[String]:
        space = String(*self._codes[face][" "])
        every = [part for word in words for part in (space, *self._word_strings(face, word))][1:]
        joined: list[String] = []
        for part in every:
            text = joined.pop().text + part.text if joined and joined[-1].font == part.font else part.text
            joined.append(String(part.font, text))
        return joined

    def _word_strings(self, face: str, word: str) -> tuple[String, ...]:
        found = self._several_subsets.get((face, word))
        if found is None:
            found = self._several_subsets[face, word] = self._encode_word(face, word)
        return found

    def _encode_in_one(self, face: str, word: str) -> str:
        """A word of a face that has one subset, as the inside of a string."""
        codes = self._codes[face]
        signs, kerns = self._signs(face, word)
        written = [codes[sign][1] for sign in signs]
        if not kerns:
            return "".join(written)
        between = map(self._kern_strings.__getitem__, kerns)
        return "".join([part for both in zip(written, between, strict=True) for part in both])

    def _encode_word(self, face: str, word: str) -> tuple[String, ...]:
        signs, kerns = self._signs(face, word)
        return tuple(self._encode(face, signs, kerns or (0.0,) * len(signs)))

    def _signs(self, face: str, word: str) -> tuple[Sequence[Sign], Sequence[float]]:
        """The signs of a word, and the kern after each, () where there is none."""
        if face in self._shaped and (shaped := self._fonts.clusters(face, word)):
            return [cluster for cluster, _ in shaped], [kern for _, kern in shaped]
        return word, self._fonts.shape(face, word).kerns if len(word) > 1 else ()

    def _adjusted_signs(
        self, face: str, text: str, adjust: Sequence[float]
    ) -> tuple[list[Sign], list[float]]:
        """The signs of a run, and with their kerns what its characters are adjusted by."""
        signs, kerns = list[Sign](), list[float]()
        for word in text.split(" "):
            own, between = self._signs(face, word)
            signs += [*own, " "]
            kerns += [*(between or (0.0,) * len(own)), 0.0]
        ends = accumulate([len(text_of(sign)) for sign in signs[:-1]], initial=0)
        more = [sum(adjust[start:end]) for start, end in pairwise(ends)]
        return signs[:-1], [kern + extra for kern, extra in zip(kerns[:-1], more, strict=True)]

    def _encode(self, face: str, signs: Iterable[Sign], kerns: Sequence[float]) -> list[String]:
        """Sign by sign, each with its kern."""
        codes, parts, before = self._codes[face], list[tuple[str, list[str]]](), ""
        for sign, kern in zip(signs, kerns, strict=True):
            font, written = codes[sign]
            if font != before:
                parts.append((font, []))
                before = font
            parts[-1][1].append(written + self._kern_strings[kern])
        return [String(font, "".join(part)) for font, part in parts]
