"""JSON, DataCite and iCalendar: their shapes, what the standards demand, and what is withheld."""

import json
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator
from tests.exporting.conftest import BOOKLET, FIRST, SECOND, SECRET

from posterbook import ContentError, UsageError, export, load, typeset
from posterbook.content.model import INTERNAL, Record
from posterbook.exporting import FORMATS
from posterbook.exporting.icalendar import _fold, _text

pytestmark = pytest.mark.slow

SCHEMA = json.loads((Path(__file__).parent / "datacite" / "datacite-v4.5.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_withheld_is_in_no_export(work, to):
    text = export(work, to).text.lower()
    assert "under embargo" in text or to == "ics"
    assert "secret" not in text


@pytest.mark.parametrize("to", FORMATS)
def test_after_its_embargo_it_is_in_all_of_them(write, to):
    booklet = load(write(SECRET), as_of=datetime(2026, 9, 5, 8, tzinfo=UTC))
    assert "secret-board" in export(typeset(booklet), to).text.lower()


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_booklet_gives_the_same_text(work, to):
    assert export(work, to) == export(work, to)


def test_an_unknown_format_is_refused(work):
    with pytest.raises(UsageError, match="unknown export format 'xls'"):
        export(work, "xls")


# JSON


def test_json_holds_the_booklet_and_every_field_of_every_record(work):
    whole = json.loads(export(work, "json").text)
    assert set(whole) == {"version", "booklet", "posters"}
    assert whole["booklet"]["title"] == "Poster Day"
    public = {one.name for one in fields(Record) if one.metadata != INTERNAL}
    assert all(public | {"page", "withheld"} == set(poster) for poster in whole["posters"])
    first = whole["posters"][0]
    assert first["sections"][1] == {"heading": "Results", "text": "=2+3 of 10^6^", "lang": ""}
    assert first["authors"][0] == {
        "name": "Ingrid Olsen",
        "family": "Olsen",
        "affiliations": ["Arctic Institute, Tromsø", "MIT"],
        "presenter": True,
        "email": "",
    }
    assert [poster["withheld"] for poster in whole["posters"]] == [False, False, True, False]


def test_the_pages_of_json_are_those_of_the_booklet(work):
    first = {}
    for page in work.pages:
        first.setdefault(page.number, {"folio": page.folio, "sequence": page.sequence})
    posters = json.loads(export(work, "json").text)["posters"]
    assert all(poster["page"] == first[poster["number"]] for poster in posters)


def test_a_poster_without_a_page_says_so(work):
    unplaced = replace(work, pages=())
    assert json.loads(export(unplaced, "json").text)["posters"][0]["page"] is None


# DataCite


def test_datacite_fits_its_schema_and_names_what_the_record_says(work):
    made = export(work, "datacite")
    found = json.loads(made.text)
    for one in found:
        Draft201909Validator(SCHEMA).validate(one)
    first = found[0]
    assert first["titles"] == [{"title": "Less CO2 in vitro; more, or less"}]
    assert first["publisher"] == {"name": "The 5th Meeting, Tromsø"}
    assert first["publicationYear"] == "2026"
    assert first["creators"][0]["name"] == "Olsen, Ingrid"
    assert (first["creators"][0]["givenName"], first["creators"][0]["familyName"]) == ("Ingrid", "Olsen")
    assert first["creators"][1] == {"name": "Đặng Thị Hồng", "affiliation": [{"name": "MIT"}]}
    assert first["subjects"] == [{"subject": "Air"}, {"subject": "aerosol"}, {"subject": "CO2"}]
    assert first["relatedIdentifiers"][0]["relatedIdentifier"] == "10.1158/1538-7445.AM2021-968"
    assert (
        first["relatedItems"][0]["firstPage"] == work.pages[[p.number for p in work.pages].index("P1")].folio
    )
    assert [one["description"] for one in first["descriptions"]] == [
        "Background\n• one\n• two, three\n\nResults\n=2+3 of 106",
        "Session 4, Hall 3, Board B12",
    ]
    assert "hong@mit.example" not in made.text


def test_datacite_leaves_out_the_withdrawn_and_warns_of_missing_authors(work):
    made = export(work, "datacite")
    assert [one["alternateIdentifiers"][0]["alternateIdentifier"] for one in json.loads(made.text)] == [
        "P1",
        "0968",
        "P3",
    ]
    assert [(one.code, str(one.severity)) for one in made.problems] == [
        ("withdrawn-left-out", "note"),
        ("no-creator", "warning"),
    ]
    assert json.loads(made.text)[1]["creators"] == [{"name": ":unav"}]


def test_datacite_without_a_year_or_publisher_is_refused_with_both_told(write):
    with pytest.raises(ContentError) as failure:
        export(typeset(load(write(SECOND, booklet={"title": "T"}))), "datacite")
    assert [one.code for one in failure.value.problems] == ["no-year", "no-publisher"]


def test_datacite_takes_the_year_of_the_first_day_where_the_booklet_has_no_date(write):
    work = typeset(load(write(FIRST, booklet={**BOOKLET, "date": ""})))
    assert json.loads(export(work, "datacite").text)[0]["publicationYear"] == "2026"


# iCalendar


def unfolded(text):
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    return text.replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_an_event_for_each_poster_with_a_day(work):
    made = export(work, "ics")
    lines = unfolded(made.text)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    folio = next(page.folio for page in work.pages if page.number == "P1")
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert event[2:] == [
        "DTSTAMP:20260901T000000Z",
        "DTSTART:20260905T090000",
        "DTEND:20260905T120000",
        r"SUMMARY:P1: Less CO2 in vitro\; more\, or less",
        r"LOCATION:Hall 3\, Board B12",
        rf"DESCRIPTION:Ingrid Olsen\, Đặng Thị Hồng\, Carl Dorn\nSession 4\np. {folio}",
        "CATEGORIES:Air,Session 4",
        "URL:https://doi.org/10.1158/1538-7445.AM2021-968",
    ]
    assert lines.count("STATUS:CANCELLED") == 1


def test_the_calendar_warns_of_posters_without_a_day(work):
    (warning,) = export(work, "ics").problems
    assert (warning.code, warning.message) == (
        "not-in-calendar",
        "without a day of their start, so not in the calendar: 0968, P3",
    )


def test_an_empty_calendar_is_refused(write):
    with pytest.raises(ContentError, match=r"error\[empty-calendar\]"):
        export(typeset(load(write(SECOND))), "ics")


@pytest.mark.parametrize(
    ("end", "written"),
    [
        ("12:00", "DTEND:20260905T120000"),
        ("01:00", "DTEND:20260906T010000"),
        ("2026-09-06 10:00", "DTEND:20260906T100000"),
        ("2026-09-04 10:00", None),
        (None, None),
    ],
)
def test_an_end_without_a_day_is_on_the_day_of_the_start_or_in_the_night_after_it(write, end, written):
    record = {key: value for key, value in {**FIRST, "end": end}.items() if value}
    lines = unfolded(export(typeset(load(write(record))), "ics").text)
    assert [line for line in lines if line.startswith("DTEND")] == ([written] if written else [])


def test_the_uid_of_an_event_depends_on_booklet_and_number_alone(work, write):
    def uids(text):
        return re.findall(r"UID:(\S+)", text)

    moved = replace(work, booklet=replace(work.booklet, date=None))
    other = replace(work, booklet=replace(work.booklet, slug="other"))
    assert len(set(uids(export(work, "ics").text))) == 2
    assert uids(export(moved, "ics").text) == uids(export(work, "ics").text)
    assert not set(uids(export(other, "ics").text)) & set(uids(export(work, "ics").text))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\;,\n亞é"), max_size=200))
def test_a_line_folded_and_escaped_comes_back(text):
    folded = _fold(f"SUMMARY:{_text(text)}")
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    value = folded.replace("\r\n ", "").removeprefix("SUMMARY:")
    back = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    assert back == re.sub("[\x85\u2028\u2029]", "\n", text)
