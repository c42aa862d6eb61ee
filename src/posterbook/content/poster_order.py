"""In what order posters stand, and in what parts: by session, by group, by board or by number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any

from posterbook.content import markup
from posterbook.content.model import Inline, Record, Session, When
from posterbook.errors import Where
from posterbook.values import dataclass


class By(StrEnum):
    """What the posters of the running order follow each other by."""

    SESSION = "session"
    GROUP = "group"
    BOARD = "board"
    NUMBER = "number"


class Sort(StrEnum):
    """What the posters within a part are sorted by."""

    BOARD = "board"
    NUMBER = "number"
    TITLE = "title"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class PosterPart:
    """Posters that belong together, of one session or one group; `name` is '' where they have none."""

    name: Inline
    records: tuple[Record, ...]
    session: Session | None = None


def poster_parts(
    records: Sequence[Record], sessions: Sequence[Session], by: By | None, sort: Sort | None
) -> tuple[PosterPart, ...]:
    """The posters in their parts, those without a session, group or board after all others.

    Without `by` they come as the records do, and each run of records of one group is a part. Boards and
    numbers follow each other as people count, A2 before A10, and have no parts.
    """
    if by is By.BOARD or by is By.NUMBER:
        ordered = _sorted(_sorted(records, sort), Sort(by))
        return (PosterPart(Inline(""), tuple(ordered)),) if ordered else ()
    if by is None:
        runs = groupby(_sorted(records, sort), key=lambda record: record.group)
        return tuple(PosterPart(group, tuple(run)) for group, run in runs)
    members: dict[str, list[Record]] = {}
    if by is By.SESSION:
        members = {session.id: [] for session in sessions}
    for record in records:
        members.setdefault(record.session if by is By.SESSION else record.group, []).append(record)
    homeless = members.pop("", [])
    known = {session.id: session for session in sessions} if by is By.SESSION else {}
    parts = [_part(name, _sorted(of, sort), known) for name, of in members.items() if of]
    return (*parts, *([PosterPart(Inline(""), tuple(_sorted(homeless, sort)))] if homeless else []))


def _part(name: str, records: Iterable[Record], sessions: Mapping[str, Session]) -> PosterPart:
    session = sessions.get(name)
    return PosterPart(session.title if session else Inline(name), tuple(records), session)


def _sorted(records: Iterable[Record], sort: Sort | None) -> list[Record]:
    """The records by what `sort` says, those that lack it last; equal ones stay as they are."""
    return sorted(records, key=_KEYS[sort]) if sort else list(records)


def _board(record: Record) -> Any:  # noqa: ANN401 - whatever sorts
    return (not record.board, natural(plain(record.board)))


def _number(record: Record) -> Any:  # noqa: ANN401 - whatever sorts
    return natural(record.number)


def _title(record: Record) -> Any:  # noqa: ANN401 - whatever sorts
    return plain(record.title).casefold()


def _time(record: Record) -> Any:  # noqa: ANN401 - whatever sorts
    start = record.start
    return (start is None, (start.day if start else None) or datetime.date.min, start and start.time)


_KEYS: Mapping[Sort, Callable[[Record], Any]] = {
    Sort.BOARD: _board,
    Sort.NUMBER: _number,
    Sort.TITLE: _title,
    Sort.TIME: _time,
}


def plain(line: str) -> str:
    """A line of content without its markup."""
    return markup.plain(markup.inline(line))


def natural(name: str) -> tuple[list[str | int], str]:
    """A key that sorts by the numbers in names: 2-x before 10-x."""
    parts = re.split("([0-9]+)", name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], name


def gathered_sessions(records: Iterable[Record]) -> tuple[Session, ...]:
    """The sessions that records name, by day and time if all of them have these, else as they first appear.

    A session has the hall and the day that all of its records share, and lasts from the first to the last.
    """
    members: dict[str, list[Record]] = {}
    for record in records:
        if record.session:
            members.setdefault(record.session, []).append(record)
    found = tuple(_gathered(name, of) for name, of in members.items())
    if all(one.day and one.start for one in found):
        return tuple(sorted(found, key=lambda one: (one.day, one.start and one.start.time)))
    return found


def _gathered(name: str, records: Sequence[Record]) -> Session:
    open_ones = [record for record in records if not record.withheld]
    days = {when.day for record in open_ones if (when := record.start or record.end)}
    day = days.pop() if len(days) == 1 else None
    one_day = day is not None or not days
    starts = [record.start.time for record in open_ones if record.start] if one_day else []
    ends = [record.end.time for record in open_ones if record.end] if one_day else []
    return Session(
        id=name,
        name=Inline(name),
        day=day,
        start=When(min(starts)) if starts else None,
        end=When(max(ends)) if ends else None,
        hall=_shared(record.hall for record in open_ones),
        where=records[0].where.at("session"),
    )


def _shared(values: Iterable[Inline]) -> Inline:
    """The value that all have, '' if they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else Inline("")


def session_named(sessions: Sequence[Session], wording: str) -> tuple[Session, ...]:
    """The session of that id, else all of that name."""
    by_id = tuple(one for one in sessions if one.id == wording)
    return by_id or tuple(one for one in sessions if one.name == wording)


def places_of(sessions: Iterable[Session]) -> Iterator[tuple[str, Where]]:
    """The ids of sessions and where they were written."""
    return ((one.id, one.where.at("id")) for one in sessions if one.id)
