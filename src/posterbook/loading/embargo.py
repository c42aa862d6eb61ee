"""Withholds what is under embargo, before anything else reads it (SPEC 1 and 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from posterbook.content.model import Record


def release(records: Iterable[Record], now: Callable[[], datetime] | None) -> tuple[Record, ...]:
    """The records with the texts gone of those whose embargo has not passed.

    Only number, group, titles, authors and status stay. `now` is asked only if a record has an embargo;
    without it every embargo stands.
    """
    records = tuple(records)
    if not any(record.embargo for record in records):
        return records
    moment = now() if now else None
    return tuple(_withheld(record) if _stands(record, moment) else record for record in records)


def _stands(record: Record, moment: datetime | None) -> bool:
    return record.embargo is not None and (moment is None or moment < record.embargo)


def _withheld(record: Record) -> Record:
    return Record(
        number=record.number,
        title=record.title,
        summary_title=record.summary_title,
        group=record.group,
        authors=tuple(replace(author, email="") for author in record.authors),
        status=record.status,
        embargo=record.embargo,
        withheld=True,
        where=record.where,
    )
