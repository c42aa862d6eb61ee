"""What a cell says, as the record's YAML has it: status, times, lists, truth."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Final

from posterbook.content.cells import split_parts
from posterbook.importing.mapping import Condition

_TIME: Final = re.compile(
    r"(?<![0-9])([0-2]?[0-9])(?:[:.hH]([0-5][0-9])(?::[0-5][0-9])?|(?=\s*[ap]m))\s*([ap]m)?", re.IGNORECASE
)
_DAY: Final = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED: Final = re.compile(
    r"([0-9]{1,2})\.? ([A-Za-z]{3})[a-z]*\.?,? ([0-9]{4})|([A-Za-z]{3})[a-z]* ([0-9]{1,2}),? ([0-9]{4})"
)
YES: Final = frozenset(("yes", "y", "true", "1", "x", "ja", "oui", "presenter", "presenting", "✓", "✔"))


def status_of(text: str) -> str:
    """'late-breaking' or 'withdrawn' where a decision says so, else ''."""
    folded = text.casefold()
    if folded.startswith(("withdraw", "cancel", "zurückgezogen", "retir")):
        return "withdrawn"
    return "late-breaking" if "late" in folded and "break" in folded else ""


def fits(text: str, condition: Condition) -> bool:
    """Whether a cell passes a condition; one that says nothing passes all but a `take`."""
    folded = text.casefold()
    if any(fnmatchcase(folded, pattern.casefold()) for pattern in condition.leave):
        return not folded
    return not condition.take or any(fnmatchcase(folded, pattern.casefold()) for pattern in condition.take)


def times(day: str, start: str, end: str) -> tuple[str, str, bool]:
    """Start and end as `2026-10-05 14:00` or `14:00`, and whether all that was said was understood.

    A day as 5/10/2026 could be of May or of October, so it is not guessed: what cannot be read stays as it is
    where it stands alone, and is left out where it only names the day of a time.
    """
    from_clocks, until_clocks = _clocks(start), _clocks(end)
    dated = _day(start) or _day(day)
    understood = (
        not (day and not _day(day)) and not (start and not from_clocks) and not (end and not until_clocks)
    )
    if not from_clocks and not start and _clocks(day):
        from_clocks = _clocks(day)
    understood = understood and bool(from_clocks or until_clocks or not day)
    begin = from_clocks[0] if from_clocks else ""
    finish = until_clocks[-1] if until_clocks else (from_clocks[1] if len(from_clocks) > 1 else "")
    from_text = f"{dated} {begin}" if begin and dated else begin
    to_day = _day(end) or dated
    until_text = f"{to_day} {finish}" if finish and to_day else finish
    return from_text or start, until_text or end, understood


def is_time(text: str) -> bool:
    """Whether a text names a day, year first or in words, or a time of day."""
    return bool(_day(text) or _clocks(text))


def _clocks(text: str) -> list[str]:
    found = []
    for one in _TIME.finditer(_DAY.sub(" ", re.sub(r"(?<=[0-9])T(?=[0-9])", " ", text)).partition("+")[0]):
        hour, minute, half = int(one[1]), int(one[2] or 0), (one[3] or "").casefold()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24:
            found.append(f"{hour:02d}:{minute:02d}")
    return found


def _day(text: str) -> str:
    if found := _DAY.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif (found := _WORDED.search(text)) and (found[2] or found[4]).casefold() in _MONTHS:
        year, day = int(found[3] or found[6]), int(found[1] or found[5])
        month = _MONTHS.index((found[2] or found[4]).casefold()) + 1
    else:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def parts_of(text: str, separator: str = "") -> tuple[str, ...]:
    """The parts of a cell with several: a list as programs print it, else between the separator.

    Without one that is a semicolon or a line break if there is any, else a comma.
    """
    bare = text.strip()
    if bare.startswith("[") and bare.endswith("]"):  # as ['one', 'two']
        quoted = re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", bare)
        return tuple(filter(None, (one or other for one, other in quoted)))
    if separator == ";" or (not separator and ";" in bare):
        lines = [bare] if separator else bare.split("\n")
        parts = [part for line in lines for part in split_parts(line.strip())]
    else:
        parts = re.split(re.escape(separator) if separator else "\n" if "\n" in bare else ",", bare)
    return tuple(filter(None, map(str.strip, parts)))
