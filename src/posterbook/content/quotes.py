"""Straight quotation marks and apostrophes as they are printed in a language, and the spaces that it narrows.

A mark opens where nothing, white space, a bracket, a dash or another opening mark stands before it, and
closes where one of its kind is open. A single one is an apostrophe else. Behind a figure a mark that closes
nothing stays as it is: it counts minutes, inches or the ends of a strand (5'), and so does one that none of
this explains.

French sets a narrow space before a mark of two parts (the colon: a whole one) and within its quotation marks,
whether one is written there or none; German narrows the one within an abbreviation. No line ends at them.

Hebrew writes abbreviations with the same keys: a mark between its letters is a gershayim, one behind a letter
a geresh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final, TypeVar

_T = TypeVar("_T")

APOSTROPHE: Final = "’"  # noqa: RUF001 - this very character
_BEFORE_OPENING: Final = frozenset(" \t\n\u00a0\u202f\u2009([{–—-/„“‘«「『\"'")  # noqa: RUF001 - these very characters
_FRENCH: Final = ("«\u202f", "\u202f»", "“", "”")
_MARKS: Final = {
    "en": ("“", "”", "‘", "’"),  # noqa: RUF001
    "de": ("„", "“", "‚", "‘"),  # noqa: RUF001
    "fr": _FRENCH,
    "fr-CH": ("«\u202f", "\u202f»", "‹\u202f", "\u202f›"),  # noqa: RUF001
    "de-CH": ("«", "»", "‹", "›"),  # noqa: RUF001
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "ru": ("«", "»", "„", "“"),
    "el": ("«", "»", "“", "”"),
    "pl": ("„", "”", "‚", "’"),  # noqa: RUF001
    "cs": ("„", "“", "‚", "‘"),  # noqa: RUF001
    "da": ("»", "«", "›", "‹"),  # noqa: RUF001
    "sv": ("”", "”", "’", "’"),  # noqa: RUF001
    "fi": ("”", "”", "’", "’"),  # noqa: RUF001
    "zh-Hant": ("「", "」", "『", "』"),
    "ja": ("「", "」", "『", "』"),
    "he": ("”", "”", "’", "’"),  # noqa: RUF001
    "ar": ("«", "»", "”", "“"),
    "fa": ("«", "»", "‹", "›"),  # noqa: RUF001
    "ur": ("”", "“", "’", "‘"),  # noqa: RUF001
}
"""Outer and inner marks, opening and closing, by language; others have the English ones."""
GERESH, GERSHAYIM = "\u05f3", "\u05f4"
"""What marks an abbreviation in Hebrew: behind its letter, and before the last of several."""
_HEBREW: Final = "[\u05d0-\u05ea]"
_HEBREW_ENDING: Final = re.compile(rf"{_HEBREW}(?!{_HEBREW})")


_NARROW: Final = "\u202f"
_NO_BREAK: Final = "\u00a0"
_SPACED: Final = {"fr": ";!?:", "fr-CA": ":", "fr-CH": ""}
"""The marks that French sets apart, by country."""
_BEFORE_SPACED: Final = frozenset(')]»”’%…"')  # noqa: RUF001 - these very characters
_AFTER_SPACED: Final = frozenset(' \n.)]»”!?"\u00a0\u202f')
_ABBREVIATION: Final = r"(?<!\w)[^\W\d_]\. (?=[^\W\d_]\.)"


def typographic(parts: Sequence[str], language: str) -> tuple[str, ...]:
    """The parts of one text with the marks and spaces of its language, as if they were one."""
    text = "".join(parts)
    signs = list(text)
    if '"' in text or "'" in text:
        _set_marks(signs, text, language)
    if language.startswith("fr"):
        _set_french_spaces(signs, text, language)
    elif language.startswith("de"):
        for match in re.finditer(_ABBREVIATION, text):
            signs[match.end() - 1] = _NARROW
    ends = accumulate(map(len, parts), initial=0)
    return tuple("".join(signs[start:end]) for start, end in pairwise(ends))


def _set_french_spaces(signs: list[str], text: str, language: str) -> None:
    spaced = _of_language(_SPACED, language) or ""
    for at, sign in enumerate(text):
        before, behind = text[at - 1 : at], text[at + 1 : at + 2] or " "
        if sign in spaced and behind in _AFTER_SPACED:
            space = _NO_BREAK if sign == ":" else _NARROW
            if before == " ":
                signs[at - 1] = space
            elif before.isalnum() or before in _BEFORE_SPACED:
                signs[at] = space + sign
        elif sign == "»" and before == " ":
            signs[at - 1] = _NARROW
        elif sign == "»" and before and not before.isspace():
            signs[at] = _NARROW + sign
        elif sign == "«" and behind == " ":
            signs[at + 1 : at + 2] = [_NARROW] * len(text[at + 1 : at + 2])
        elif sign == "«" and not behind.isspace():
            signs[at] = sign + _NARROW


def _set_marks(signs: list[str], text: str, language: str) -> None:
    opening, closing, inner, inner_closing = _of_language(_MARKS, language) or _MARKS["en"]
    is_open, hebrew = {'"': False, "'": False}, language.partition("-")[0] == "he"
    for at, sign in enumerate(text):
        if sign not in is_open:
            continue
        before, behind = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
        outer = sign == '"'
        if hebrew and re.match(_HEBREW, before):
            if outer and re.match(_HEBREW, behind):
                if is_open[sign] or _is_gershayim(text, at):
                    signs[at] = GERSHAYIM
                else:
                    signs[at], is_open[sign] = opening, True
                continue
            if not outer and (not is_open[sign] or behind.isalpha()):
                signs[at] = GERESH
                continue
        if is_open[sign] and not (not outer and before.isalnum() and behind.isalpha()):
            signs[at], is_open[sign] = closing if outer else inner_closing, False
        elif _may_open(before) and not behind.isspace() and (outer or _closes(text, at)):
            signs[at], is_open[sign] = opening if outer else inner, True
        elif not outer and not before.isdigit() and (before.isalpha() or behind.isalnum()):
            signs[at] = APOSTROPHE


def _may_open(before: str) -> bool:
    """Whether a mark may open behind a sign; in Chinese no space stands before it."""
    return before in _BEFORE_OPENING or before >= "\u2e80"


def _is_gershayim(text: str, at: int) -> bool:
    """Whether a mark between Hebrew letters makes an abbreviation of them.

    It stands before the last of them, or no other closes what it would open behind a prefix (ב"הארץ").
    """
    closing = text.find('"', at + 1)
    return (
        bool(_HEBREW_ENDING.match(text, at + 1)) or closing < 0 or text[closing + 1 : closing + 2].isalpha()
    )


def _closes(text: str, at: int) -> bool:
    """Whether a single mark that may open is closed again: one behind a word, and no letter after it."""
    if text[at + 1].isdigit():
        return False  # '90s
    return any(
        sign == "'"
        and text[n - 1].isprintable()
        and not text[n - 1].isspace()
        and not text[n + 1 : n + 2].isalnum()
        for n, sign in enumerate(text[at + 2 :], at + 2)
    )


def _of_language(table: Mapping[str, _T], language: str) -> _T | None:
    """What a table has for a language, or for what it begins with."""
    parts = language.split("-")
    known = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((table[one] for one in known if one in table), None)
