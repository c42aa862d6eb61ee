"""Where two lists of paragraphs differ: the stretches that were replaced, left out or added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from posterbook.values import NamedTuple


class Change(NamedTuple):
    """A stretch that differs: from `start` to `end` before, from `new_start` to `new_end` now."""

    start: int
    end: int
    new_start: int
    new_end: int


def changes(before: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """The stretches that differ, in order. What both begin and end with is passed over first, for speed."""
    ahead = _common(before, now)
    behind = _common(before[ahead:][::-1], now[ahead:][::-1])
    old, new = before[ahead : len(before) - behind], now[ahead : len(now) - behind]
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(ahead + a, ahead + b, ahead + c, ahead + d)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
