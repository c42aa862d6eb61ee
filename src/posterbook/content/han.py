"""Chinese and Japanese characters: which they are, and the white that belongs to them.

Lines break between them, except before closing and behind opening signs. A quarter of an em stands between
one and a Latin letter or a figure. Their signs fill a square, half of which is white as a rule: it is taken
away where two of them meet, and at both ends of a line, as the Requirements for Chinese Text Layout ask.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

_RANGES: Final = (
    ("\u2e80", "\u2fff"), ("\u3001", "\u312f"), ("\u31a0", "\u9fff"), ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"), ("\uff01", "\uff9f"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
FIRST_HAN: Final = _RANGES[0][0]
CHARACTERS: Final = "\u2e80-\u2fff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters and kana without their signs, as the inside of a regular expression's brackets."""
IN_CLASS: Final = "".join(f"{first}-{last}" for first, last in _RANGES)
"""All of them, signs too, as the inside of brackets."""
_BEYOND: Final = re.compile(r"[^\x00-\u2e7f]")
"""Any of them, and more: compiled in a tenth of the time, as texts that hold none never need the others."""
_LINE_END: Final = rf"(?<=[{IN_CLASS}])[^\S\n]*\n[^\S\n]*(?=[{IN_CLASS}])"
OPENING: Final = "（［｛《〈「『【〔〖〘〚｟〝﹙﹛﹝“‘"  # noqa: RUF001 - these very characters
CLOSING: Final = "）］｝》〉」』】〕〗〙〛｠〟﹚﹜﹞、。，．：；？！”’"  # noqa: RUF001 - these very characters
SIGNS: Final = frozenset(OPENING + CLOSING)
BETWEEN: Final = 0.25
"""The white between a Chinese character and a Latin one, in ems."""


def join_lines(text: str) -> str:
    """The text without the line ends between two Chinese characters, where no space is meant."""
    if "\n" not in text or not may_hold_han(text):
        return text
    return re.sub(_LINE_END, "", text)


def may_hold_han(text: str) -> bool:
    """Whether a text must be looked at for Chinese characters."""
    return not text.isascii() and _BEYOND.search(text) is not None


def is_han(char: str) -> bool:
    """Whether lines may break on both sides of a character, as in Chinese and Japanese."""
    return char >= FIRST_HAN and any(first <= char <= last for first, last in _RANGES)


def wants_white(left: str, right: str) -> bool:
    """Whether one of two neighbours is a Chinese character and the other a letter or figure of others."""
    if is_han(left):
        return _is_character(left) and _is_word(right)
    return is_han(right) and _is_character(right) and _is_word(left)


def _is_character(han: str) -> bool:
    return category(han)[0] in "LN" and not "\uff00" < han < "\ufff0"


def _is_word(char: str) -> bool:
    return (char.isalpha() or char.isdecimal()) and not is_han(char)
