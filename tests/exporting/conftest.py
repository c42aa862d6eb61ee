"""A booklet of posters that say everything, without a folder, and its pages."""

from __future__ import annotations

import json

import pytest
from tests.drawn_pictures import steps, stored

from posterbook import load, typeset

FIRST = {
    "number": "P1",
    "title": "Less CO~2~ in *vitro*; more, or less",
    "summary_title": "Less CO~2~",
    "group": "Air",
    "sections": {"Background": "- one\n- two, *three*", "Results": "=2+3 of 10^6^"},
    "authors": [
        {
            "name": "Ingrid Olsen",
            "family": "Olsen",
            "affiliations": ["Arctic Institute, Tromsø", "MIT"],
            "presenter": True,
        },
        {"name": "Đặng Thị Hồng", "affiliations": ["MIT"], "email": "hong@mit.example"},
        "Carl Dorn",
    ],
    "board": "B12",
    "hall": "Hall 3",
    "session": "Session 4",
    "start": "2026-09-05 09:00",
    "end": "12:00",
    "keywords": ["aerosol", "CO~2~"],
    "link": "https://doi.org/10.1158/1538-7445.AM2021-968",
    "image": {"file": "images/f.png", "alt": "Bars", "caption": "Figure 1."},
}
SECOND = {
    "number": "0968",
    "title": "-1 is a formula",
    "group": "Air",
    "sections": {"Background": "Text.", "Methods": "Steps.", "Results": "None."},
    "status": "late-breaking",
    "start": "10:30",
}
SECRET = {
    "number": "P3",
    "title": "Under embargo",
    "authors": [{"name": "Emma Falk", "email": "secret@mail.example"}],
    "sections": {"Results": "A secret result."},
    "board": "SECRET-BOARD",
    "keywords": ["secretword"],
    "link": "https://secret.example/x",
    "start": "2026-09-05 15:00",
    "embargo": "2026-09-05T09:00+02:00",
}
GONE = {"number": "P4", "title": "Withdrawn", "status": "withdrawn", "start": "2026-09-06 09:00"}
BOOKLET = {
    "title": "Poster Day",
    "date": "2026-09-01",
    "event": {"name": "The 5th Meeting, Tromsø"},
}


@pytest.fixture
def write(tmp_path):
    """Write a folder of records; the booklet's keys may be others."""

    def write(*records, booklet=BOOKLET):
        folder = tmp_path / "booklet"
        (folder / "images").mkdir(parents=True)
        (folder / "images" / "f.png").write_bytes(stored(steps(1200, 400)))
        # JSON is YAML with everything in quotes
        (folder / "booklet.yaml").write_text(json.dumps(booklet), encoding="utf-8")
        (folder / "posters.yaml").write_text(json.dumps(records), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def work(write):
    """All four laid out, the embargo standing."""
    return typeset(load(write(FIRST, SECOND, SECRET, GONE)))
