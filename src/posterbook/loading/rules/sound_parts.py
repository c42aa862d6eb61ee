"""The rules that hold for what reads well, whatever is wrong elsewhere: one run tells both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.content.model import Booklet, Record
from posterbook.errors import Problem
from posterbook.loading.rules.agreement import compare_records
from posterbook.loading.rules.booklet import title_spacing
from posterbook.loading.rules.entries import check_entries
from posterbook.loading.rules.leftovers import check_leftovers, is_stopgap, may_hold_leftovers
from posterbook.loading.rules.markup import check_markup
from posterbook.loading.rules.passages import Passage, booklet_passages, fields_of, prose_passages


def check_sound_parts(booklet: Booklet, records: Sequence[Record]) -> Iterator[Problem]:
    """What looks wrong in records that read well, in each and among them, and in the booklet's own texts."""
    yield from compare_records(records, planned=bool(booklet.halls))
    for record in records:
        yield from title_spacing(record)
        yield from check_entries(record)
        yield from _leftovers(record)
    for passage in (*booklet_passages(booklet), *prose_passages(booklet)):
        yield from check_leftovers(passage)
    yield from check_markup(booklet.running_order, records)


def _leftovers(record: Record) -> Iterator[Problem]:
    """What is left of other programs in the texts of a record, which nearly always are clean."""
    texts = tuple(fields_of(record))
    if may_hold_leftovers("\n".join(text for text, _ in texts)):
        suspects = texts
    else:
        suspects = tuple(one for one in texts if is_stopgap(one[0], of_title=True))
    for text, path in suspects:
        yield from check_leftovers(Passage(text, record.where.at(*path)))
