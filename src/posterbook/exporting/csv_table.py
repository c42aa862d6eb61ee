"""CSV (RFC 4180) for spreadsheets and for importing again: a row a poster, texts with markup as written.

It begins with a byte order mark, by which spreadsheets know UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from posterbook.content.cells import guard_cell, join_parts
from posterbook.content.model import Author, Inline, Number, Record
from posterbook.exporting.posters import ExportedPoster, written_when

SECTION: Final = "section: "
"""What stands before a heading in the head of its column."""
ORDER: Final = "headings"
"""The column of a record's headings, which is there only where records do not agree in their order."""


def csv_table(posters: Sequence[ExportedPoster]) -> str:
    """The table, its columns those of every record and then one for each heading, in their order."""
    headings = _headings([poster.record for poster in posters])
    orders = [_order_of_headings(poster.record, headings) for poster in posters]
    rows = [
        {**_cells(poster), **order, **_sections(poster.record)}
        for poster, order in zip(posters, orders, strict=True)
    ]
    stream = io.StringIO(newline="")
    stream.write("\ufeff")
    names = [*_cells(_NOBODY), *([ORDER] if any(orders) else []), *headings]
    writer = csv.DictWriter(stream, names, restval="")
    writer.writeheader()
    writer.writerows({name: guard_cell(cell) for name, cell in row.items()} for row in rows)
    return stream.getvalue()


_NOBODY: Final = ExportedPoster(Record(number=Number(""), title=Inline("")))


def _cells(poster: ExportedPoster) -> dict[str, str]:
    record, images = poster.record, poster.record.figures
    affiliations = list(dict.fromkeys(one for author in record.authors for one in author.affiliations))
    return {
        "number": record.number,
        "title": record.title,
        "summary_title": record.summary_title,
        "group": record.group,
        "status": record.status.value,
        "authors": join_parts(_author(author, affiliations) for author in record.authors),
        "family_names": _of_each(author.family for author in record.authors),
        "affiliations": "\n".join(f"{number}: {one}" for number, one in enumerate(affiliations, 1)),
        "emails": _of_each(author.email for author in record.authors),
        "board": record.board,
        "hall": record.hall,
        "session": record.session,
        "start": written_when(record.start),
        "end": written_when(record.end),
        "keywords": join_parts(record.keywords),
        "link": record.link,
        "image": "\n".join(image.file.file for image in images),
        "image_alt": "\n".join(image.alt for image in images),
        "image_caption": "\n".join(image.caption for image in images),
        "lang": record.lang,
        "embargo": record.embargo.isoformat() if record.embargo else "",
        "page": poster.folio,
        "sequence": str(poster.sequence or ""),
    }


def _author(author: Author, affiliations: Sequence[str]) -> str:
    """A name, the numbers of its affiliations in brackets, and a star for who presents."""
    numbers = ",".join(str(affiliations.index(one) + 1) for one in author.affiliations)
    needed = numbers or author.name.endswith((")", "*"))  # so that these stay part of the name
    return f"{author.name}{f' ({numbers})' if needed else ''}{'*' if author.presenter else ''}"


def _of_each(said: Iterable[str]) -> str:
    """What is said of each author in their order, nothing for some; empty where nothing is said of any."""
    parts = list(said)
    return join_parts(parts) if any(parts) else ""


def _sections(record: Record) -> dict[str, str]:
    return {f"{SECTION}{section.heading}": section.text for section in record.sections}


def _headings(records: Sequence[Record]) -> list[str]:
    """The columns of all headings: each behind those that it follows in any record, as far as all agree."""
    before: dict[str, set[str]] = {}
    for record in records:
        names = list(_sections(record))
        for name, ahead in zip(names, ["", *names], strict=False):
            before.setdefault(name, set()).add(ahead)
    found, left = list[str](), list(before)
    while left:
        name = next((one for one in left if before[one].isdisjoint(left)), left[0])
        found.append(name)
        left.remove(name)
    return found


def _order_of_headings(record: Record, columns: Sequence[str]) -> dict[str, str]:
    """The headings in their order, where it is not that of the columns."""
    names = list(_sections(record))
    if names == sorted(names, key=columns.index):
        return {}
    return {ORDER: join_parts(name.removeprefix(SECTION) for name in names)}
