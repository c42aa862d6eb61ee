"""DataCite metadata (schema 4.5, as JSON) from which a library registers a DOI for each poster.

Texts are plain. The list has an object for each poster that hangs, without `doi`: that is for who registers
it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from posterbook.content.model import Author, Booklet, Link, Record, Status
from posterbook.errors import ContentError, Problem, Where, error, note, warning
from posterbook.exporting.posters import ExportedPoster, plain_body, plain_text

SCHEMA_VERSION: Final = "http://datacite.org/schema/kernel-4"
UNKNOWN_CREATOR: Final = ":unav"
"""What DataCite takes for a value that is not available (schema 4.5, appendix 3)."""

_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)


def datacite_json(booklet: Booklet, posters: Sequence[ExportedPoster]) -> tuple[str, tuple[Problem, ...]]:
    """The list as JSON; warns of posters without authors.

    Raises ContentError for a booklet without a year or without anybody who publishes it.
    """
    year, publisher = _year(booklet), booklet.issuer_name or booklet.event.name
    lacks = list(_lacks(booklet, year, publisher))
    if lacks:
        raise ContentError(lacks)
    hanging = [poster for poster in posters if poster.record.status is not Status.WITHDRAWN]
    shape = [_attributes(booklet, poster, year, publisher) for poster in hanging]
    problems = tuple(_remarks([poster.record for poster in posters]))
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n", problems


def _year(booklet: Booklet) -> str:
    """The year of the booklet's date, else that of the first poster's day; '' for neither."""
    days = [record.start.day for record in booklet.records if record.start and record.start.day]
    day = booklet.date or min(days, default=None)
    return f"{day.year:04}" if day else ""


def _lacks(booklet: Booklet, year: str, publisher: str) -> Iterator[Problem]:
    where = booklet.where if booklet.where.file else Where("booklet.yaml")
    if not year:
        yield error("no-year", "DataCite wants a year, and the booklet has no date", where, "set 'date:'")
    if not publisher:
        message = "DataCite wants a publisher, and the booklet names neither an issuer nor an event"
        yield error("no-publisher", message, where, "set 'issuer:', or 'event:' with its name")


def _remarks(records: Sequence[Record]) -> Iterator[Problem]:
    withdrawn = [record for record in records if record.status is Status.WITHDRAWN]
    if withdrawn:
        listed = ", ".join(record.number for record in withdrawn)
        yield note("withdrawn-left-out", f"withdrawn, so not among those for DataCite: {listed}")
    for record in records:
        if not record.authors and record not in withdrawn:
            message = f"poster {record.number} has no authors; DataCite wants a creator, so it says ':unav'"
            yield warning("no-creator", message, record.where, "set 'authors:'")


def _attributes(booklet: Booklet, poster: ExportedPoster, year: str, publisher: str) -> dict[str, Any]:
    record = poster.record
    found: dict[str, Any] = {
        "schemaVersion": SCHEMA_VERSION,
        "types": {"resourceTypeGeneral": "Text", "resourceType": "Poster"},
        "titles": [{"title": plain_text(record.title)}],
        "creators": [_creator(author) for author in record.authors] or [{"name": UNKNOWN_CREATOR}],
        "publisher": {"name": publisher},
        "publicationYear": year,
        "language": booklet.language,
        "subjects": [{"subject": one} for one in _once((record.group, *record.keywords))],
        "dates": _dates(booklet, record),
        "alternateIdentifiers": [
            {"alternateIdentifier": record.number, "alternateIdentifierType": "Poster number"}
        ],
        "relatedItems": [_booklet_item(booklet, poster, year)],
        "relatedIdentifiers": _related(record.link),
        "descriptions": _descriptions(booklet, record),
    }
    return {key: value for key, value in found.items() if value}


def _creator(author: Author) -> dict[str, Any]:
    affiliations = [{"name": one} for one in _once(author.affiliations)]
    name = _creator_name(plain_text(author.name), plain_text(author.family))
    return {**name, "affiliation": affiliations} if affiliations else name


def _creator_name(name: str, family: str) -> dict[str, str]:
    """A name, family name first where the record tells it (schema 4.5, property 2.1)."""
    before, found, behind = name.partition(family) if family else (name, "", "")
    given = " ".join(f"{before} {behind}".split()).strip(" ,")
    if not (found and given):
        return {"name": name}
    return {"name": f"{family}, {given}", "nameType": "Personal", "givenName": given, "familyName": family}


def _once(lines: Iterable[str]) -> list[str]:
    """What the lines say, each once."""
    return list(dict.fromkeys(filter(None, map(plain_text, lines))))


def _dates(booklet: Booklet, record: Record) -> list[dict[str, str]]:
    found = []
    if booklet.date:
        found.append({"date": booklet.date.isoformat(), "dateType": "Issued"})
    if record.start and record.start.day:
        day = record.start.day.isoformat()
        found.append({"date": day, "dateType": "Other", "dateInformation": "Presented"})
    return found


def _booklet_item(booklet: Booklet, poster: ExportedPoster, year: str) -> dict[str, Any]:
    """The booklet, in which the poster stands on its page."""
    page = {"firstPage": poster.folio} if poster.folio else {}
    return {
        "relatedItemType": "Collection",
        "relationType": "IsPublishedIn",
        "titles": [{"title": plain_text(booklet.title)}],
        "publicationYear": year,
        **page,
    }


def _related(link: Link) -> list[dict[str, str]]:
    """Where more stands; it is no identifier of the poster itself."""
    if not link or link.lower().startswith("mailto:"):
        return []
    doi = _DOI.fullmatch(link)
    kind, name = ("DOI", doi[1]) if doi else ("URL", link)
    return [{"relatedIdentifier": name, "relatedIdentifierType": kind, "relationType": "IsDescribedBy"}]


def _descriptions(booklet: Booklet, record: Record) -> list[dict[str, str]]:
    abstract = "\n\n".join(
        f"{plain_text(section.heading)}\n{plain_body(section.text)}" for section in record.sections
    )
    board = booklet.words.board.format(board=record.board) if record.board else ""
    place = booklet.words.place.join(_once((booklet.session_title(record), record.hall, board)))
    kinds = (("Abstract", abstract), ("Other", place))
    return [{"description": text, "descriptionType": kind} for kind, text in kinds if text]
