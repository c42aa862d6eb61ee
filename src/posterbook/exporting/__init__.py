"""The posters for the meeting's other tools: CSV, JSON, DataCite and iCalendar, from the same records.

What is withheld before its embargo is not in the records any more when they come here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from posterbook.content.model import Booklet
from posterbook.errors import Problem
from posterbook.exporting.csv_table import csv_table
from posterbook.exporting.datacite import datacite_json
from posterbook.exporting.icalendar import icalendar
from posterbook.exporting.json_records import json_records
from posterbook.exporting.posters import ExportedPoster, exported_posters
from posterbook.forms.page import Page

Export = tuple[str, tuple[Problem, ...]]


def _csv(_: Booklet, posters: Sequence[ExportedPoster]) -> Export:
    return csv_table(posters), ()


def _json(booklet: Booklet, posters: Sequence[ExportedPoster]) -> Export:
    return json_records(booklet, posters), ()


_WRITERS: Final[dict[str, Callable[[Booklet, Sequence[ExportedPoster]], Export]]] = {
    "csv": _csv,
    "json": _json,
    "datacite": datacite_json,
    "ics": icalendar,
}

FORMATS: Final = tuple(_WRITERS)
"""Names of what can be exported to."""


def export_text(booklet: Booklet, pages: Sequence[Page], to: str) -> Export:
    """The text of the file, with its own line ends, and warnings of what a format of `FORMATS` cannot hold.

    Raises ContentError for what the format demands and the booklet does not say.
    """
    return _WRITERS[to](booklet, exported_posters(booklet, pages))
