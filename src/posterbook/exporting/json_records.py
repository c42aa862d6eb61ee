"""JSON for programs: the booklet, and its posters in order with all that they say, markup as written.

Every key is always there; what is not said is "", [] or null. The manual (page `exporting`) shows the shape.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from posterbook.content.model import Booklet, Image
from posterbook.exporting.posters import ExportedPoster, written_when

VERSION: Final = 1
"""Counts up when a key changes its meaning or goes; keys may be added without."""


def json_records(booklet: Booklet, posters: Sequence[ExportedPoster]) -> str:
    """The whole as one JSON object."""
    shape = {
        "version": VERSION,
        "booklet": {
            "title": booklet.title,
            "kind": booklet.kind,
            "language": booklet.language,
            "date": booklet.date.isoformat() if booklet.date else None,
            "place": booklet.place,
            "issuer": booklet.issuer_name,
            "event": booklet.event.name,
        },
        "posters": [_poster(poster) for poster in posters],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _poster(poster: ExportedPoster) -> dict[str, Any]:
    record = poster.record
    return {
        "number": record.number,
        "title": record.title,
        "summary_title": record.summary_title,
        "group": record.group,
        "status": record.status.value,
        "authors": [
            {
                "name": author.name,
                "family": author.family,
                "affiliations": list(author.affiliations),
                "presenter": author.presenter,
                "email": author.email,
            }
            for author in record.authors
        ],
        "board": record.board,
        "hall": record.hall,
        "session": record.session,
        "start": written_when(record.start),
        "end": written_when(record.end),
        "keywords": list(record.keywords),
        "link": record.link,
        "image": _image(record.image) if record.image else None,
        "images": [_image(image) for image in record.images],
        "embargo": record.embargo.isoformat() if record.embargo else None,
        "withheld": record.withheld,
        "lang": record.lang,
        "sections": [{"heading": one.heading, "text": one.text, "lang": one.lang} for one in record.sections],
        "page": {"folio": poster.folio, "sequence": poster.sequence} if poster.sequence else None,
    }


def _image(image: Image) -> dict[str, str]:
    return {"file": image.file.file, "alt": image.alt, "caption": image.caption}
