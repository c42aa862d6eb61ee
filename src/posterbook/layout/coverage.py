"""The gate against silent glyph loss: every character of the booklet can be set right, or the build stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields, is_dataclass, replace
from functools import cache
from typing import Final

from posterbook.content.scalars import excerpt
from posterbook.content.scripts import (
    SCRIPTS,
    advice,
    code_of,
    complex_advice,
    complex_name,
    complex_script,
    is_unspaced,
    runs_both_ways,
    unset_script,
)
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme
from posterbook.errors import Problem, Where, error
from posterbook.forms.element import Artifact, Element
from posterbook.forms.galley import Composition, Piece, Text
from posterbook.forms.set_line import paragraph_level
from posterbook.layout.word_ends import has_dictionary
from posterbook.values import dataclass

MOST: Final = 20
"""How many places are named; the rest are counted."""
AROUND: Final = 12
"""How many characters are shown on either side of the one that is meant."""
OWN: Final = "posterbook's own words in this language (words.yaml): "
_WORD: Final = re.compile(r"\w+|[^\w\s]")
"""A word, or a sign between words."""
OWN_WORDS: Final = Where("booklet.yaml", ("language",))
_WITHOUT_TEXTS: Final = frozenset((str, float, int, bool, Where, Element, type(None)))


def unprintable(composed: Composition, theme: Theme, fonts: Fonts) -> tuple[Problem, ...]:
    """What cannot be set: characters in no font, and scripts that posterbook does not set.

    One problem for each kind of character in each place, with record, field, position and U+ code.
    """
    contents = tuple(galley.content for galley in (*composed.every_galley, composed.filler))
    texts = (*texts_of((contents, composed.groups, composed.sponsors)), *_running_feet(composed, theme))
    if not _may_lack_any(texts, fonts):  # nearly always
        return ()
    numbers = {where: number for number, where in composed.posters}
    found: dict[tuple[Where, str], MissingCharacters] = {}
    own_words = cache(lambda: _own_words(composed))
    for text in texts:
        plain = text.plain
        if plain.isascii() and plain.isprintable():
            continue
        for missing in _missing_characters(text, plain, fonts):
            if _is_of(own_words(), plain, missing.first):
                missing = replace(missing, text=replace(text, where=OWN_WORDS), whose=OWN)  # noqa: PLW2901
            known = found.setdefault((missing.text.where, missing.hint), missing)
            known.characters.update(missing.characters)
    problems = [missing.problem(numbers) for missing in found.values()]
    more = len(problems) - MOST
    if more > 0:
        counted = f"and {more} more places with characters that cannot be printed"
        problems[MOST:] = [error("uncovered-character", counted)]
    return tuple(problems)


def _may_lack_any(texts: Iterable[Text], fonts: Fonts) -> bool:
    """Whether any text is worth a closer look, by the characters that all of them have in each face."""
    characters: dict[str, set[str]] = {}
    for text in texts:
        for piece in text.pieces:
            if not (piece.text.isascii() and piece.text.isprintable()):
                characters.setdefault(piece.face, set()).update(piece.text)
    wholes = {face: "".join(found) for face, found in characters.items()}
    return any(complex_script(whole) or fonts.uncovered(face, whole) for face, whole in wholes.items())


def texts_of(galley: object) -> list[Text]:
    """Every text in a galley, in the order of its parts."""
    found: list[Text] = []
    names_of: dict[type, tuple[str, ...]] = {}
    parts = [galley]
    while parts:
        part = parts.pop()
        kind = type(part)
        if kind in _WITHOUT_TEXTS:  # most parts
            continue
        if isinstance(part, Text):
            found.append(part)
        elif isinstance(part, tuple):
            parts += reversed(part)
        elif (own := getattr(part, "texts", None)) is not None:  # made up when it is set: a byline's
            found += own()
        else:
            names = names_of.get(kind)
            if names is None:
                named = fields(part) if is_dataclass(part) else ()
                names = names_of[kind] = tuple(one.name for one in reversed(named))
            parts += [getattr(part, name) for name in names]
    return found


def _own_words(composed: Composition) -> frozenset[str]:
    """The words that posterbook prints, one by one."""
    words = composed.words
    values = [getattr(words, one.name) for one in fields(words)] if words else []
    wordings = (" ".join(value) if isinstance(value, tuple) else value for value in values)
    return frozenset(_WORD.findall(" ".join(wordings)))


def _is_of(words: frozenset[str], plain: str, missing: str) -> bool:
    """Whether a text that lacks a character is made of words that posterbook prints, and of ASCII."""
    found = [word for word in _WORD.findall(plain) if not word.isascii()]
    return words.issuperset(found) and any(missing in word for word in found)


@dataclass(frozen=True, slots=True)
class MissingCharacters:
    """Characters of one text that cannot be printed for one reason; the first of them is described."""

    code: str
    reason: str
    hint: str
    text: Text
    first: str
    characters: set[str] = field(default_factory=set)
    whose: str = ""

    def problem(self, numbers: Mapping[Where, str]) -> Problem:
        """The error that names them; `numbers` are the posters' by where they were written."""
        where, plain = self.text.where, self.text.plain
        at = plain.index(self.first)
        near = _escape_unprintable(plain[max(at - AROUND, 0) : at + AROUND + 1])
        said = f"{self.first!r} ({code_of(self.first)}) at position {at + 1}, in '{near}', {self.reason}"
        others = len(self.characters) - 1
        more = f"; so with {others} more characters here" if others > 0 else ""
        whose = self.whose or _record_and_field(where, numbers)
        return error(self.code, f"{whose}{said}{more}", where, self.hint)


def _missing_characters(text: Text, plain: str, fonts: Fonts) -> Iterator[MissingCharacters]:
    of_its_own = bool(complex_script(plain))
    refused = unset_script(plain) if of_its_own else ""
    if refused:
        script = complex_name(refused)
        reason = (
            f"is {script}, which posterbook cannot set right"
            if script
            else "turns the direction of text, which posterbook does not set"
        )
        yield MissingCharacters("complex-script", reason, complex_advice(refused), text, refused)
    for piece in text.pieces:
        for character in fonts.uncovered(piece.face, piece.text):
            if not unset_script(character):
                hint = advice(character)
                yield MissingCharacters(
                    "uncovered-character", "is in no font", hint, text, character, {character}
                )
    if of_its_own and not refused:
        yield from _badly_set(text, plain, fonts)


def _badly_set(text: Text, plain: str, fonts: Fonts) -> Iterator[MissingCharacters]:
    """What a script that posterbook sets lacks here: rules of its font, a dictionary, an order."""
    for piece in text.pieces:
        yield from _unshaped(text, piece, fonts)
    if is_unspaced(plain) and not has_dictionary():
        unparted = next(filter(is_unspaced, plain))
        reason = (
            f"is {complex_name(unparted)}, whose words end where a dictionary says, which is not installed"
        )
        yield MissingCharacters("complex-script", reason, SCRIPTS, text, unparted, {unparted})
    if runs_both_ways(plain):
        yield from _unturned(text, plain)


def _unturned(text: Text, plain: str) -> Iterator[MissingCharacters]:
    """Text from right to left whose order on the line cannot be told, or not for sure."""
    from posterbook.forms.directions import has_algorithm, is_sure  # noqa: PLC0415 - few booklets need it

    first = next(filter(runs_both_ways, plain))
    script = complex_name(first)
    if not has_algorithm():
        reason = f"is {script}, whose order on a line is told by a library that is not installed"
        yield MissingCharacters("complex-script", reason, SCRIPTS, text, first, {first})
    elif not is_sure(plain, paragraph_level(text)):
        reason = f"is {script}, and its order among the signs beside it is not sure"
        hint = "put marks and brackets elsewhere, or the words into a paragraph of their own"
        yield MissingCharacters("complex-script", reason, hint, text, first, {first})


def _unshaped(text: Text, piece: Piece, fonts: Fonts) -> Iterator[MissingCharacters]:
    """Letters that a font has without the rules by which they join and move."""
    missing = fonts.uncovered(piece.face, piece.text)
    for character, file in fonts.without_rules(piece.face, piece.text):
        if character in missing:
            continue
        reason = f"is {complex_name(character)}, and '{file}' has no rules by which its letters join"
        hint = f"{advice(character)} made for that script, as Noto's are, before this one"
        yield MissingCharacters("complex-script", reason, hint, text, character, {character})


def _escape_unprintable(text: str) -> str:
    """A text as a message shows it: a mark that turns the direction would turn the message too."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)


def _record_and_field(where: Where, numbers: Mapping[Where, str]) -> str:
    """The record and the field that a place belongs to."""
    beginnings = (Where(where.file, where.path[:length]) for length in range(len(where.path), -1, -1))
    number = next((numbers[one] for one in beginnings if one in numbers), "")
    names = [part for part in where.path if isinstance(part, str)]
    said = (f"poster {number}" if number else "", f"'{excerpt(names[-1])}'" if names else "")
    return f"{', '.join(filter(None, said))}: " if any(said) else ""


def _running_feet(composed: Composition, theme: Theme) -> Iterable[Text]:
    """The running feet, which are no texts of a galley."""
    style = theme.styles.running_foot
    named = (("issuer", composed.verso), ("event", composed.recto)) if theme.look.running_foot else ()
    for key, wording in named:
        piece = Piece(wording, style.font, theme.colour(style), Artifact.PAGINATION)
        yield Text(style, (piece,), Where("booklet.yaml", (key,)))
