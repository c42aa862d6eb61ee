"""Finds in a text the abbreviations whose long forms a listener hears.

An abbreviation is expanded once in a text, which is a paragraph, a heading or a cell, where it first stands.
A listener may come to any of these by itself, from heading to heading or along a column, so each has to be
understood alone; said at every place, the long form would make the breath longer and nothing clearer. A
text that has the long form in its own words ("acute myeloid leukemia (AML)") says it anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from posterbook.content.model import Abbreviation
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations of a booklet, and what finds any of them: the longest, between other than letters."""

    known: tuple[Abbreviation, ...]
    pattern: re.Pattern[str]

    def within(self, text: str) -> Expansions:
        """Those that a text does not explain itself."""
        said = text.casefold()
        here = (one for one in self.known if one.short in text and one.long.casefold() not in said)
        return Expansions(self.pattern, {one.short: one.long for one in here})


class Expansions:
    """What is left to be expanded in one text, whose parts are asked for in their order."""

    __slots__ = ("_left", "_pattern")

    def __init__(self, pattern: re.Pattern[str], left: dict[str, str]) -> None:
        self._pattern, self._left = pattern, left

    def take(self, part: str) -> Iterator[tuple[int, int, str]]:
        """Where abbreviations stand in a part that have not stood before, and what each stands for."""
        for found in self._pattern.finditer(part) if self._left else ():
            if long := self._left.pop(found[0], ""):
                yield found.start(), found.end(), long


def abbreviations_of(known: Sequence[Abbreviation]) -> Abbreviations | None:
    """What finds these abbreviations; None without any, so that nothing has to be looked through."""
    if not known:
        return None
    longest_first = sorted((one.short for one in known), key=len, reverse=True)
    any_of_them = "|".join(map(re.escape, longest_first))
    return Abbreviations(tuple(known), re.compile(rf"(?<!\w)(?:{any_of_them})(?!\w)"))
