"""What the meeting has beside its posters: programme.yaml, a list of talks, ceremonies and breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from posterbook.content.model import Booklet, ProgrammeItem, When
from posterbook.content.poster_order import session_named
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.content.schema import read
from posterbook.errors import Problem, Where, error, warning
from posterbook.loading.records import read_spoken
from posterbook.loading.translations import Spoken

FILE: Final = "programme.yaml"


def with_programme(folder: Path, booklet: Booklet, spoken: Spoken) -> tuple[Booklet, list[Problem]]:
    """The booklet with what programme.yaml lists, if there is one, and what is wrong with it."""
    if not (folder / FILE).exists():
        return booklet, []
    value, problems = read_spoken(folder, FILE, spoken)
    if problems:
        return booklet, problems
    if not isinstance(value, list):
        hint = "begin each item with '- title:'"
        return booklet, [error("wrong-type", f"{FILE} wants a list of items", Where(FILE), hint)]
    items: list[ProgrammeItem] = []
    for place, one in enumerate(value):
        item, faults = read(ProgrammeItem, one, Where(FILE, (place,)))
        problems += faults
        if item is not None and not faults:
            placed, unknown = _placed(item, booklet)
            items.append(placed)
            problems += unknown
    problems += _unread(booklet)
    return replace(booklet, programme=tuple(items)), problems


def _unread(booklet: Booklet) -> Iterator[Problem]:
    """A programme that no page shows."""
    if not any(entry.kind.name == "programme" for entry in booklet.running_order):
        hint = "add '- programme' to running_order"
        yield warning("ignored-file", f"nothing reads '{FILE}'", Where(FILE), hint)


def _placed(item: ProgrammeItem, booklet: Booklet) -> tuple[ProgrammeItem, list[Problem]]:
    """The item on its day and in its session, which it names by id or name."""
    day = item.day or next((when.day for when in (item.start, item.end) if when and when.day), None)
    problems = list(_order_faults(item))
    if not item.session:
        return replace(item, day=day), problems
    found = session_named(booklet.sessions, item.session)
    if len(found) == 1:
        return replace(item, day=day or found[0].day, session=found[0].id), problems
    known = [name for one in booklet.sessions for name in dict.fromkeys((one.id, one.title))]
    said = excerpt(item.session)
    message = f"several sessions are called '{said}'" if found else f"there is no session '{said}'"
    hint = did_you_mean(item.session, known, f"the sessions are {', '.join(known)}" if known else "")
    problems.append(error("unknown-session", message, item.where.at("session"), hint))
    return replace(item, day=day, session=""), problems


def _order_faults(item: ProgrammeItem) -> Iterator[Problem]:
    """An item that ends before it begins."""
    start, end = item.start, item.end
    if start and end and _same_day(start, end) and end.time < start.time:
        message = f"'{excerpt(item.title)}' ends at {end.time:%H:%M}, before it begins at {start.time:%H:%M}"
        yield error("session-times", message, item.where.at("end"), "correct one of the times")


def _same_day(start: When, end: When) -> bool:
    return not end.day or end.day == start.day
