"""Text that runs both ways: the level of each character, and the order in which a line shows what it holds.

Hebrew and Arabic run from right to left, the figures and Latin words in them from left to right, and marks
between them go with either side. The Unicode bidirectional algorithm (UAX 9) says how: it gives each
character of a paragraph a level, odd from right to left, and each line is turned around by these. A paragraph
runs as its first letter does. Marks that turn the direction by hand are refused before (`coverage.py`).

python-bidi, an extra, is loaded where such a text is first set. It has the algorithm twice: one tells levels
but knows no pairs of brackets (rule N0), which is added here; the other knows all and tells only the result.
So the first is believed where it comes to the same as the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final

from posterbook.content.scripts import runs_both_ways

_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⟦": "⟧"}
_BASES: Final = "LR"
_OBJECT: Final = "\ufffc"
"""A sign without direction."""
_KEPT: Final = 5000
"""Of how many texts the levels are kept: a text is set several times, in one size after the other."""
_AS_STRONG: Final = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""What letters and figures count as where a bracket asks for its direction."""


@cache
def has_algorithm() -> bool:
    """Whether the extra is installed that knows how such a text runs."""
    from importlib.util import find_spec  # noqa: PLC0415 - few booklets need it

    return find_spec("bidi") is not None


def is_sure(text: str, known: int = -1) -> bool:
    """Whether both ways to work it out come to the same order; `known` as in `levels_of`."""
    from bidi import get_display  # noqa: PLC0415 - an extra, which few booklets need

    base, levels = levels_of(text, known=known)
    shown = "".join([text[at] for at in order_of(levels)])
    return bool(get_display(text, base_dir=_BASES[base]) == shown)


def levels_of(text: str, isolates: Sequence[tuple[int, int]] = (), known: int = -1) -> tuple[int, list[int]]:
    """The level of a paragraph, 0 or 1, and of each of its characters.

    Its own is `known`, or -1 where its first letter tells. One with `isolates` runs from left to right unless
    it is known to do otherwise, each of these (offsets) in its own way; to what is around it, it is no more
    than a sign without direction.
    """
    if not isolates:
        base, plain = _levels_of(text, known)
        return base, list(plain)
    around: list[str] = []
    at = 0
    for start, end in (*isolates, (len(text), len(text))):
        around += [text[at:start], _OBJECT]
        at = end
    base, outside = _levels_of("".join(around)[:-1], max(known, 0))
    levels = list[int]()
    at = within = 0
    for start, end in isolates:
        levels += outside[within : within + start - at]
        own, inside = _levels_of(text[start:end])
        levels += [level + 2 for level in inside] if base > own else inside
        within += start - at + 1
        at = end
    return base, [*levels, *outside[within:]]


@lru_cache(_KEPT)
def _levels_of(text: str, known: int = -1) -> tuple[int, tuple[int, ...]]:
    if known < 1 and not runs_both_ways(text):
        return 0, (0,) * len(text)
    from bidi import algorithm  # noqa: PLC0415 - the same

    storage = algorithm.get_empty_storage()
    base = storage["base_level"] = algorithm.get_base_level(text) if known < 0 else known
    storage["base_dir"] = _BASES[base]
    algorithm.get_embedding_levels(text, storage)
    characters = storage["chars"]
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], _BASES[base])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    kept = {id(one) for one in storage["chars"]}
    levels: list[int] = []
    for one in characters:  # joiners and soft hyphens have no direction: they go with what is before them
        levels.append(one["level"] if id(one) in kept else (levels or [base])[-1])
    for at in range(len(levels) - 1, -1, -1):
        if not text[at].isspace():
            break
        levels[at] = base
    return base, tuple(levels)


def order_of(levels: Sequence[int]) -> list[int]:
    """The indexes of a line's parts from left to right, by their levels (UAX 9, L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        turned: list[int] = []
        for high, part in groupby(order, key=lambda at: levels[at] >= level):
            indexes = list(part)
            turned += indexes[::-1] if high else indexes
        order = turned
    return order


def stretches(levels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Start, end and level of each stretch of one level."""
    start = 0
    for level, part in groupby(levels):
        end = start + len(list(part))
        yield start, end, level
        start = end


def _resolve_brackets(characters: Sequence[dict[str, Any]], base: str) -> None:
    """Brackets of a pair run alike: as the paragraph if that is in them, else as what is before them (N0)."""
    for start, end in sorted(_pairs(characters)):
        inside = {_AS_STRONG.get(one["type"], "") for one in characters[start + 1 : end]}
        if base in inside:
            direction = base
        elif inside & {"L", "R"}:
            before = (_AS_STRONG.get(one["type"], "") for one in reversed(characters[:start]))
            direction = next(filter(None, before), base)
        else:
            continue
        characters[start]["type"] = characters[end]["type"] = direction


def _pairs(characters: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Where brackets open and close (UAX 9, BD16)."""
    opened: list[tuple[str, int]] = []
    for at, one in enumerate(characters):
        if one["type"] != "ON":
            continue
        if one["ch"] in _BRACKETS:
            opened.append((_BRACKETS[one["ch"]], at))
        elif any(closing == one["ch"] for closing, _ in opened):
            while opened[-1][0] != one["ch"]:
                opened.pop()
            yield opened.pop()[1], at
