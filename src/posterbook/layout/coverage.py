"""The gate against silent glyph loss: every character of every galley is in a font, or the build stops."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from posterbook.errors import Problem, error
from posterbook.fonts import Fonts
from posterbook.galley import Text


def texts_of(galley: object) -> Iterator[Text]:
    """Every text in a galley, in no particular order."""
    if isinstance(galley, Text):
        yield galley
    elif isinstance(galley, tuple):
        for one in galley:
            yield from texts_of(one)
    elif is_dataclass(galley):
        for part in fields(galley):
            yield from texts_of(getattr(galley, part.name))


def uncovered(texts: Iterable[Text], fonts: Fonts) -> tuple[Problem, ...]:
    """One problem for each character of a text that no font of its chain has, at its place in the text."""
    found: dict[Problem, None] = {}
    for text in texts:
        for piece in text.pieces:
            for character in fonts.uncovered(piece.face, piece.text):
                found[_problem(text, character)] = None
    return tuple(found)


def _problem(text: Text, character: str) -> Problem:
    position = text.plain.index(character) + 1
    name = unicodedata.name(character, "no name").lower()
    code = f"U+{ord(character):04X}"
    wanted = f"character {character!r} ({code}, {name}) at position {position} is in no font"
    return error("uncovered-character", wanted, text.where, "change the character")
