"""Says in one line in which words two texts differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from typing import Final

MOST_CHANGES: Final = 3
"""How many changes are spelt out; the rest are counted."""
AROUND: Final = 3
"""How many words stand before and after a change."""
LONGEST: Final = 12
"""How many words of a change are spelt out."""
COMPARED: Final = 2_000
"""Up to how many words the changed stretch is matched word by word, which takes quadratic time."""


def word_difference(before: str, after: str) -> str:
    """The changed words in brackets, each among the words around it; white space counts for nothing."""
    one, other = before.split(), after.split()
    changes = list(_changes(one, other))
    spelt_out = "; ".join(_wording_of(one, other, change) for change in changes[:MOST_CHANGES])
    more = len(changes) - MOST_CHANGES
    return f"{spelt_out}; and {more} more" if more > 0 else spelt_out


def first_difference(before: str, after: str) -> int:
    """The index in `after` of the first word that is not as it was before, or of what follows a lost one."""
    start = first_changed_word(before, after)
    words = [word.start() for word in re.finditer(r"\S+", after)]
    return words[min(start, len(words) - 1)] if words else 0


def first_changed_word(before: str, after: str) -> int:
    """The index among the words of `after` of the first that is not as it was before."""
    return _common_start(before.split(), after.split())


def _changes(one: list[str], other: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that differ: where each begins and ends, before and after."""
    start = _common_start(one, other)
    end = _common_start(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if max(len(left), len(right)) > COMPARED:
        yield start, start + len(left), start, start + len(right)
        return
    from difflib import SequenceMatcher  # noqa: PLC0415 - only wanted when something has changed

    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start + a, start + b, start + c, start + d


def _common_start(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _wording_of(one: list[str], other: list[str], change: tuple[int, int, int, int]) -> str:
    a, b, c, d = change
    ahead, behind = one[max(a - AROUND, 0) : a], one[b : b + AROUND]
    was, now = _shorten(one[a:b]), _shorten(other[c:d])
    changed = f"[{was} → {now}]" if was and now else f"[left out: {was}]" if was else f"[added: {now}]"
    opened = ["…"] if a > AROUND else []
    closed = ["…"] if b + AROUND < len(one) else []
    return " ".join(chain(opened, ahead, [changed], behind, closed))


def _shorten(words: list[str]) -> str:
    return " ".join(islice(words, LONGEST)) + (" …" if len(words) > LONGEST else "")
