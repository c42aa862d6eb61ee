"""Gives every character of the booklet its font and code, and turns words into strings of a content stream.

Codes come from the sorted characters of the whole booklet, so that a page's bytes depend on nothing but its
own text. ASCII keeps its own codes, which keeps content streams readable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from posterbook.design.fonts import Fonts
from posterbook.draw.numbers import short
from posterbook.forms.page import Line, Page
from posterbook.values import dataclass

SPACE = 32
ROOM = (*range(128, 256), *range(1, 32))
"""Codes of a font for characters beyond ASCII; 0 is the missing glyph."""
ESCAPED = "()\\"
"""ASCII that a string must not hold as it is. Written in octal, so that a bare parenthesis ends a string."""


@dataclass(frozen=True, slots=True)
class Subset:
    """One simple font of the file: its resource name, its face, and the character at each used code."""

    name: str
    face: str
    characters: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class String:
    """Text of one subset, written as the inside of a TJ array without its outermost parentheses."""

    font: str
    text: str

    @property
    def operator(self) -> str:
        """The operator that shows it."""
        return f"[({self.text})]TJ" if ")" in self.text else f"({self.text})Tj"


def subsets(pages: Iterable[Page]) -> tuple[Subset, ...]:
    """The fonts that the pages need, faces by name: each holds ASCII and up to 159 other characters."""
    shown: dict[str, list[str]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                for run in item.runs:
                    shown.setdefault(run.face, []).append(run.text)
    used = {face: set("".join(texts)) for face, texts in shown.items()}
    found = [(face, codes) for face in sorted(used) for codes in _codes(sorted(used[face] | {" "}))]
    return tuple(Subset(f"F{n}", face, codes) for n, (face, codes) in enumerate(found, 1))


def _codes(characters: Sequence[str]) -> list[dict[int, str]]:
    own = {ord(c): c for c in characters if SPACE <= ord(c) < 127}
    others = [c for c in characters if ord(c) not in own]
    parts = [others[at : at + len(ROOM)] for at in range(0, len(others), len(ROOM))] or [[]]
    found = [dict(sorted(zip(ROOM, part, strict=False))) for part in parts]
    found[0] = dict(sorted((own | found[0]).items()))
    return found


def _written(code: int) -> str:
    character = chr(code)
    plain = SPACE <= code < 127 and character not in ESCAPED
    return character if plain else f"\\{code:03o}"


class _Words(dict[str, str]):
    """The words of a face that has one subset, each written when it is first met."""

    __slots__ = ("_spell",)

    def __init__(self, spell: Callable[[str], tuple[String, ...]]) -> None:
        super().__init__({"": ""})
        self._spell = spell

    def __missing__(self, word: str) -> str:
        written = self[word] = self._spell(word)[0].text
        return written


class Encoder:
    """Text as strings of a content stream, each distinct word worked out once."""

    __slots__ = ("_fonts", "_pieces", "_places", "_words")

    def __init__(self, fonts: Fonts, used: Iterable[Subset]) -> None:
        self._fonts = fonts
        self._places: dict[str, dict[str, tuple[str, str]]] = {}
        self._words: dict[str, tuple[str, _Words]] = {}
        self._pieces: dict[tuple[str, str], tuple[String, ...]] = {}
        for subset in used:
            self._add(subset)

    def _add(self, subset: Subset) -> None:
        face = subset.face
        if face in self._places:
            self._words.pop(face, None)
        else:
            self._words[face] = (subset.name, _Words(lambda word: self._spelled(face, word)))
        places = self._places.setdefault(face, {})
        places.update((c, (subset.name, _written(code))) for code, c in subset.characters.items())

    def strings(self, face: str, text: str, adjust: Sequence[float] = ()) -> Sequence[String]:
        """The text of a run as one string for each change of subset; `adjust` as in `page.Run`."""
        if adjust:
            return self._spell(face, text, self._spaced(face, text, adjust))
        if face in self._words:
            font, words = self._words[face]
            return (String(font, " ".join(map(words.__getitem__, text.split(" ")))),)
        return self._joined(face, text.split(" "))

    def _joined(self, face: str, words: Sequence[str]) -> list[String]:
        space = String(*self._places[face][" "])
        every = [part for word in words for part in (space, *self._word(face, word))][1:]
        joined: list[String] = []
        for part in every:
            text = joined.pop().text + part.text if joined and joined[-1].font == part.font else part.text
            joined.append(String(part.font, text))
        return joined

    def _word(self, face: str, word: str) -> tuple[String, ...]:
        found = self._pieces.get((face, word))
        if found is None:
            found = self._pieces[face, word] = self._spelled(face, word)
        return found

    def _spelled(self, face: str, word: str) -> tuple[String, ...]:
        return tuple(self._spell(face, word, self._kerns(face, word)))

    def _kerns(self, face: str, word: str) -> Sequence[float]:
        """One adjustment for each character of a word."""
        kerns = self._fonts.shape(face, word).kerns if len(word) > 1 else ()
        return kerns or (0.0,) * len(word)

    def _spaced(self, face: str, text: str, adjust: Sequence[float]) -> list[float]:
        """The kerns of every word and the adjustments of its run, one for each character."""
        kerns = [kern for word in text.split(" ") for kern in (*self._kerns(face, word), 0.0)]
        return [kern + more for kern, more in zip(kerns[:-1], adjust, strict=True)]

    def _spell(self, face: str, text: str, kerns: Sequence[float]) -> list[String]:
        """The text character by character, each kern written as TJ wants it: to be taken away."""
        places, parts, before = self._places[face], list[tuple[str, list[str]]](), ""
        for character, kern in zip(text, kerns, strict=True):
            font, written = places[character]
            if font != before:
                parts.append((font, []))
                before = font
            parts[-1][1].append(f"{written}){short(-kern)}(" if kern else written)
        return [String(font, "".join(part)) for font, part in parts]
