"""Where words may be divided: by the patterns of their language, as a last resort.

The patterns are those of the language that a word's structure element has. Only plain words are divided:
of letters alone, long enough for three of them on both sides, and, but in German, not begun by a capital,
since that begins a name as a rule. A language without patterns divides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from posterbook.design.theme import Wrap
from posterbook.forms.element import language_of
from posterbook.forms.galley import Text
from posterbook.layout.hyphen_patterns import patterns_of

LEAST: Final = 3
"""So many letters stand at least on both sides of a hyphen."""
_SHORTEST, _LONGEST = 7, 200
_WORD: Final = r"(?<!\S)[(\[“‘«„]*([^\W\d_]+)[)\]”’»,.;:?!…]*(?!\S)"  # noqa: RUF001 - these very characters
_NOUNS_BEGIN_LARGE: Final = frozenset(("de",))


def tightened(text: Text) -> Text:
    """The text in as few lines as can be, its words divided where that helps."""
    style = replace(text.style, wrap=Wrap.TIGHT) if text.style.wrap is Wrap.RAGGED else text.style
    tight = text.in_style(style)
    return replace(tight, soft=tuple(sorted({*text.soft, *_places(text)}))) if text.divisible else tight


def _places(text: Text) -> Iterator[int]:
    """The offsets within a text at which its words may be divided."""
    at, plain = 0, text.plain
    pieces = [(at := at + len(piece.text), language_of(piece.element)) for piece in text.pieces]
    for match in re.finditer(_WORD, plain):
        language = next(language for end, language in pieces if match.start(1) < end)
        yield from (match.start(1) + offset for offset in syllables(match[1], language))


def syllables(word: str, language: str) -> Sequence[int]:
    """The offsets at which a word of letters may be divided, none if it may not be."""
    if not _SHORTEST <= len(word) <= _LONGEST or word[1:] != word[1:].lower():
        return ()
    if word[0].isupper() and language.partition("-")[0] not in _NOUNS_BEGIN_LARGE:
        return ()
    patterns = patterns_of(language)
    return patterns.places(word, LEAST) if patterns else ()
