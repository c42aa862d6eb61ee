"""iCalendar (RFC 5545) with an event for each poster that says on which day and when it is presented.

Times are floating (3.3.5, form 1): records name no time zone, and at the meeting they are right on every
phone. A UID depends on the booklet's slug or title and the poster's number alone, so that a calendar that
takes the file again moves its events; a withdrawn poster is a cancelled event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from posterbook.content.model import Booklet, Record, Status, When
from posterbook.errors import ContentError, Problem, Where, error, warning
from posterbook.exporting.posters import ExportedPoster, plain_text

LONGEST_LINE: Final = 75
"""Octets of a line without its end (3.1)."""
_FLOATING: Final = "%Y%m%dT%H%M%S"


def icalendar(booklet: Booklet, posters: Sequence[ExportedPoster]) -> tuple[str, tuple[Problem, ...]]:
    """The calendar; warns of posters that are not in it, as nothing says their day.

    Raises ContentError if it would be empty, which no calendar may be (3.4).
    """
    dated = [poster for poster in posters if poster.record.start and poster.record.start.day]
    left = [poster.record for poster in posters if poster not in dated]
    if not dated:
        where = left[0].where if left else Where("booklet.yaml")
        message = "no poster says the day of its start, so the calendar would be empty"
        raise ContentError(error("empty-calendar", message, where, "write it as 'start: 2026-09-05 09:30'"))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//posterbook//export//EN",
        f"X-WR-CALNAME:{_text(plain_text(booklet.title))}",
        *(line for poster in dated for line in _event(booklet, poster)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines), tuple(_remarks(left))


def _remarks(left: list[Record]) -> Iterator[Problem]:
    if left:
        listed = ", ".join(record.number for record in left)
        message = f"without a day of their start, so not in the calendar: {listed}"
        yield warning("not-in-calendar", message, left[0].where, "write it as 'start: 2026-09-05 09:30'")


def _event(booklet: Booklet, poster: ExportedPoster) -> Iterator[str]:
    record = poster.record
    start = _moment(record.start)
    if not start:
        return
    end = _end(start, record.end)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, '/'.join((booklet.slug or booklet.title, record.number)))}"
    yield f"DTSTAMP:{_stamp(booklet.date or start.date())}"
    yield f"DTSTART:{start.strftime(_FLOATING)}"
    if end:
        yield f"DTEND:{end.strftime(_FLOATING)}"
    yield f"SUMMARY:{_text(f'{record.number}: {plain_text(record.title)}')}"
    if place := _place(booklet, record):
        yield f"LOCATION:{_text(place)}"
    if said := _description(booklet, poster):
        yield f"DESCRIPTION:{_text(said)}"
    if categories := [_text(plain_text(one)) for one in (record.group, booklet.session_title(record)) if one]:
        yield f"CATEGORIES:{','.join(categories)}"
    if record.link.lower().startswith("http"):
        yield f"URL:{record.link}"
    if record.status is Status.WITHDRAWN:
        yield "STATUS:CANCELLED"
    yield "END:VEVENT"


def _moment(when: When | None) -> datetime | None:
    return datetime.combine(when.day, when.time) if when and when.day else None


def _end(start: datetime, when: When | None) -> datetime | None:
    """The end, on the day of the start unless another is named, or in the night after it; None if none."""
    if not when:
        return None
    end = datetime.combine(when.day or start.date(), when.time)
    if not when.day and end < start:
        end += timedelta(days=1)
    return end if end > start else None


def _stamp(day: date) -> str:
    """When the event was written, in UTC (3.8.7.2): the booklet's date, as no clock is read."""
    return f"{day:%Y%m%d}T000000Z"


def _place(booklet: Booklet, record: Record) -> str:
    board = booklet.words.board.format(board=plain_text(record.board)) if record.board else ""
    return booklet.words.place.join(filter(None, (plain_text(record.hall), board)))


def _description(booklet: Booklet, poster: ExportedPoster) -> str:
    """Authors, session, and the page of the booklet."""
    record, words = poster.record, booklet.words
    authors = words.comma.join(plain_text(author.name) for author in record.authors)
    page = words.page.format(page=poster.folio) if poster.folio else ""
    return "\n".join(filter(None, (authors, plain_text(booklet.session_title(record)), page)))


def _text(said: str) -> str:
    r"""A value of type TEXT (3.3.11): \ ; , and line ends escaped."""
    escaped = re.sub(r"([\\;,])", r"\\\1", said)
    return re.sub(r"\r\n?|[\n\x85\u2028\u2029]", r"\\n", escaped)


def _fold(line: str) -> str:
    """A content line in parts of 75 octets (3.1), the later ones behind a space; no character is parted."""
    parts, size = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            parts.append(" ")
            size = 1
        parts[-1] += sign
        size += octets
    return "\r\n".join(parts)
