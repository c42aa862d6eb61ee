"""The patterns that tell where words of a language may be divided (F. M. Liang), from pyphen's files.

A pattern is a stretch of letters with figures between some of them: `hy3ph`. Of all that are found in a word,
`.` standing for its ends, the highest figure between two letters counts, and where it is odd a hyphen may
stand. pyphen reads all patterns of a language first, which takes longer than to lay out twenty posters; here
a pattern is read when a word first has its letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

NONSTANDARD: Final = 0.5
"""Added to a figure where a word would be spelt otherwise if it were divided: it is not divided there."""
_FIGURES: Final = dict.fromkeys(map(ord, "0123456789"))
_CODED: Final = re.compile(r"\^\^([0-9a-f]{2})")


class HyphenPatterns:
    """The patterns of a language, and what they have said of words."""

    __slots__ = ("_lines", "_longest", "_read", "_words")

    def __init__(self, text: str) -> None:
        lines = [line.strip() for line in _CODED.sub(_decoded, text).splitlines() if line[:1] not in "%#"]
        letters = [line.partition("/")[0].translate(_FIGURES) for line in lines]
        self._lines = {key: line for key, line in zip(letters, lines, strict=True) if key != line}
        self._longest = max(map(len, self._lines), default=0)
        self._read: dict[str, list[float]] = {}
        self._words: dict[str, Sequence[int]] = {}

    def places(self, word: str, least: int) -> Sequence[int]:
        """The offsets at which a word may be divided, `least` letters from its ends."""
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = [
                at for at in self._found(word.lower()) if least <= at <= len(word) - least
            ]
        return found

    def _found(self, word: str) -> list[int]:
        pointed = f".{word}."
        figures: list[float] = [0] * (len(pointed) + 1)
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._longest, len(pointed)) + 1):
                letters = pointed[start:end]
                if letters in self._lines:
                    for at, figure in enumerate(self._pattern(letters), start):
                        figures[at] = max(figures[at], figure)
        return [at - 1 for at, figure in enumerate(figures) if figure % 2 == 1]

    def _pattern(self, letters: str) -> list[float]:
        if letters not in self._read:
            self._read[letters] = _figures(self._lines[letters])
        return self._read[letters]


def _figures(line: str) -> list[float]:
    """The figure before each letter of a pattern, and the one behind the last.

    What follows a slash says how the word is spelt if it is divided: `change,begin,length`.
    """
    pattern, _, other = line.partition("/")
    figures: list[float] = [0]
    for sign in pattern:
        if sign.isdecimal():
            figures[-1] = int(sign)
        else:
            figures.append(0)
    return [figure + NONSTANDARD if other and figure % 2 else figure for figure in figures]


def _decoded(coded: re.Match[str]) -> str:
    return chr(int(coded[1], 16))


@cache
def patterns_of(language: str) -> HyphenPatterns | None:
    """The patterns of a language, by its tag or the first parts of it; None if there are none."""
    files = _files()
    parts = language.replace("-", "_").lower().split("_")
    tags = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    file = next((files[tag] for tag in tags if tag in files), None)
    return None if file is None else HyphenPatterns(_text(file))


@cache
def _files() -> dict[str, Path]:
    """The files by language and country; a language alone has its first one."""
    spec = find_spec("pyphen")
    folders = spec.submodule_search_locations if spec else None
    files: dict[str, Path] = {}
    for file in sorted(Path(folders[0], "dictionaries").glob("hyph_*.dic")) if folders else ():
        tag = file.stem.removeprefix("hyph_").lower()
        files[tag] = file
        files.setdefault(tag.partition("_")[0], file)
    return files


def _text(file: Path) -> str:
    """The patterns of a file, whose first line says how it is encoded."""
    encoding, _, patterns = file.read_bytes().partition(b"\n")
    name = encoding.strip().decode("ascii")
    return patterns.decode("cp1251" if name.lower() == "microsoft-cp1251" else name)
