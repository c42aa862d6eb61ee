"""The sessions of the meeting: each record in the one that it names, with its hall and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from posterbook.content.model import Booklet, Inline, Record, Session, When
from posterbook.content.poster_order import gathered_sessions, session_named
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, error, warning


def with_sessions(booklet: Booklet) -> tuple[Booklet, list[Problem]]:
    """The booklet whose records name their sessions by id, and those that name none there is.

    A record takes hall and time from its session where it says none of its own. Without `sessions` in
    booklet.yaml these are gathered from the records.
    """
    if not booklet.sessions:
        return replace(booklet, sessions=gathered_sessions(booklet.records)), []
    sessions = tuple(map(_with_day, booklet.sessions))
    problems = [problem for session in sessions for problem in _faults_of(session)]
    records = []
    for record in booklet.records:
        found = session_named(sessions, record.session) if record.session else ()
        if record.session and len(found) != 1:
            problems.append(_unknown(record, sessions, many=len(found) > 1))
        records.append(_placed(record, found[0]) if len(found) == 1 else record)
    return replace(booklet, sessions=sessions, records=tuple(records)), problems


def sessionless_records(booklet: Booklet) -> Iterator[Problem]:
    """Records without a session in a booklet whose others have one, if its posters are ordered by session."""
    ordered = any(getattr(entry.options, "by", None) == "session" for entry in booklet.running_order)
    without = [record for record in booklet.records if not record.session]
    if ordered and without:
        numbers = ", ".join(excerpt(record.number) for record in without[:5])
        more = f" and {len(without) - 5} more" if len(without) > 5 else ""
        message = f"these posters have no session and stand after all others: {numbers}{more}"
        yield warning("no-session", message, without[0].where, "give them a 'session:'")


def _with_day(session: Session) -> Session:
    """The session with its day where only its times say it."""
    day = next((when.day for when in (session.start, session.end) if when and when.day), None)
    return session if session.day or not day else replace(session, day=day)


def _faults_of(session: Session) -> Iterator[Problem]:
    """A session whose times contradict each other or its day."""
    start, end = session.start, session.end
    named = f"the session '{excerpt(session.id)}'"
    for key, when in (("start", start), ("end", end)):
        if when and when.day and session.day and when.day != session.day and key == "start":
            message = f"{named} is on {session.day} and begins on {when.day}"
            yield error("session-times", message, session.where.at(key), "correct one of the days")
    if start and end:
        days = (start.day or session.day, end.day or session.day)
        if (days[1], end.time) <= (days[0], start.time) if all(days) else end.time <= start.time:
            message = f"{named} ends at {end.time:%H:%M}, not after it begins at {start.time:%H:%M}"
            yield error("session-times", message, session.where.at("end"), "correct one of the times")


def _unknown(record: Record, sessions: tuple[Session, ...], *, many: bool) -> Problem:
    said, where = excerpt(record.session), record.where.at("session")
    if many:
        ids = ", ".join(one.id for one in session_named(sessions, record.session))
        message = f"several sessions are called '{said}'"
        return error("unknown-session", message, where, f"name its id, one of {ids}")
    known = [name for one in sessions for name in dict.fromkeys((one.id, one.title))]
    otherwise = f"the sessions are {', '.join(one.id for one in sessions)}"
    message = f"there is no session '{said}' in booklet.yaml"
    return error("unknown-session", message, where, did_you_mean(record.session, known, otherwise))


def _placed(record: Record, session: Session) -> Record:
    """The record in its session: hall and time are the session's, unless it says its own."""
    known = Inline(session.id)
    if record.withheld:
        return replace(record, session=known)
    timed = record.start or record.end
    start, end = (record.start, record.end) if timed else (session.start, session.end)
    return replace(
        record,
        session=known,
        hall=record.hall or session.hall,
        start=_on(start, session),
        end=_on(end, session),
    )


def _on(when: When | None, session: Session) -> When | None:
    """A time on its session's day, where it names none."""
    return When(when.time, session.day) if when and not when.day and session.day else when
