"""The table: read back it gives the same fields, and no cell is a formula."""

import csv
import io
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posterbook import export
from posterbook.content.cells import guard_cell, join_parts, split_parts, unguard_cell
from posterbook.content.model import INTERNAL, Author, Record, Section, Status
from posterbook.exporting.csv_table import csv_table
from posterbook.exporting.posters import ExportedPoster
from posterbook.importing.authors import ParsedAuthor, parse_authors

pytestmark = pytest.mark.slow

RISKY = "=+-@\t\r\n＝＋－＠"


def read(text):
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return [{name: unguard_cell(cell) for name, cell in row.items()} for row in rows]


def test_a_row_holds_all_that_a_record_says_and_its_page(work):
    first, second, *_ = read(export(work, "csv").text)
    page = next(page for page in work.pages if page.number == "P1")
    assert first == {
        "number": "P1",
        "title": "Less CO~2~ in *vitro*; more, or less",
        "summary_title": "Less CO~2~",
        "group": "Air",
        "status": "accepted",
        "authors": "Ingrid Olsen (1,2)*; Đặng Thị Hồng (2); Carl Dorn",
        "family_names": "Olsen; ; ",
        "affiliations": "1: Arctic Institute, Tromsø\n2: MIT",
        "emails": "; hong@mit.example; ",
        "board": "B12",
        "hall": "Hall 3",
        "session": "Session 4",
        "start": "2026-09-05 09:00",
        "end": "12:00",
        "keywords": "aerosol; CO~2~",
        "link": "https://doi.org/10.1158/1538-7445.AM2021-968",
        "image": "images/f.png",
        "image_alt": "Bars",
        "image_caption": "Figure 1.",
        "lang": "",
        "embargo": "",
        "page": page.folio,
        "sequence": str(page.sequence),
        "section: Background": "- one\n- two, *three*",
        "section: Methods": "",
        "section: Results": "=2+3 of 10^6^",
    }
    assert (second["number"], second["status"], second["start"]) == ("0968", "late-breaking", "10:30")


def test_every_field_of_a_record_has_its_column(work):
    columns = read(export(work, "csv").text)[0]
    public = {one.name for one in fields(Record) if one.metadata != INTERNAL}
    assert public - {"sections", "images"} - set(columns) == set()  # all figures stand in `image`


def test_a_cell_that_could_be_a_formula_has_an_apostrophe(work):
    text = export(work, "csv").text
    assert "\"'- one" in text
    assert ",'-1 is a formula," in text
    assert "'=2+3" in text


def test_columns_of_headings_keep_the_order_of_the_records():
    records = [("A", "C"), ("A", "B", "C"), ("D", "C")]
    posters = [
        ExportedPoster(Record(str(n), "T", sections=tuple(Section(h, h) for h in headings)))
        for n, headings in enumerate(records)
    ]
    head = csv_table(posters).splitlines()[0]
    assert head.endswith(",sequence,section: A,section: B,section: D,section: C")


def test_a_record_whose_headings_have_another_order_says_it():
    sections = [tuple(Section(one, one) for one in order) for order in ("AB", "B", "BA", "A")]
    posters = [ExportedPoster(Record(str(n), "T", sections=one)) for n, one in enumerate(sections)]
    assert [row["headings"] for row in read(csv_table(posters))] == ["", "", "B; A", ""]


@settings(deadline=None)
@given(st.text(max_size=8) | st.text(st.sampled_from(f"'{RISKY} a"), max_size=8))
def test_a_guarded_cell_is_no_formula_and_gives_its_text_back(text):
    guarded = guard_cell(text)
    assert guarded.lstrip(" ")[:1] not in tuple(RISKY)
    assert unguard_cell(guarded) == text


@pytest.mark.parametrize(("cell", "text"), [("'=A1", "=A1"), ("'tis", "'tis"), ("''+1", "'+1"), ("'", "'")])
def test_only_an_apostrophe_against_a_formula_is_taken_off(cell, text):
    assert unguard_cell(cell) == text


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("", []),
        ("a", ["a"]),
        ("a; ; b;", ["a", "", "b", ""]),
        ('"a; b"; c', ["a; b", "c"]),
        ('"Open" windows; "x', ['"Open" windows', '"x']),
        ('say "a"; b', ['say "a"', "b"]),
    ],
)
def test_parts_of_a_cell_stand_between_semicolons_outside_of_quotation_marks(cell, parts):
    assert split_parts(cell) == parts


@given(st.lists(st.text(st.sampled_from("ab; \"'")).map(str.strip), min_size=2, max_size=4))
def test_parts_that_are_joined_are_split_again(parts):
    assert split_parts(join_parts(parts)) == parts


LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from(f"'{RISKY[:4]};,\"")
).map(str.strip)
BODY = st.text(st.sampled_from("ab =-+@'\";,\né\t")).map(str.strip)
NAME = st.sampled_from(["Ingrid Olsen", "Đặng Thị Hồng", "Jean-Luc O’Brien", "Martin King, Jr.", "Zoë"])
AUTHOR = st.builds(
    Author,
    name=NAME,
    affiliations=st.lists(st.sampled_from(["MIT", "York (UK); ETH", "=Institute"]), unique=True).map(tuple),
    presenter=st.booleans(),
    email=st.sampled_from(["", "a@b.example"]),
)
RECORD = st.builds(
    Record,
    number=LINE,
    title=LINE,
    summary_title=LINE,
    group=LINE,
    board=LINE,
    hall=LINE,
    session=LINE,
    status=st.sampled_from(Status),
    keywords=st.lists(LINE.filter(bool), max_size=3).map(tuple),
    authors=st.lists(AUTHOR, max_size=4).map(tuple),
    sections=st.lists(
        st.builds(Section, st.sampled_from("ABC"), BODY), unique_by=lambda one: one.heading
    ).map(lambda found: tuple(sorted(found, key=lambda one: one.heading))),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORD, max_size=4))
def test_the_table_read_back_gives_the_same_fields(records):
    rows = read(csv_table([ExportedPoster(record) for record in records]))
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for name in ("number", "title", "summary_title", "group", "board", "hall", "session"):
            assert row[name] == getattr(record, name)
        assert row["status"] == record.status.value
        assert tuple(split_parts(row["keywords"])) == record.keywords
        sections = {name[9:]: cell for name, cell in row.items() if name.startswith("section: ") and cell}
        assert sections == {one.heading: one.text for one in record.sections if one.text}
        emails = split_parts(row["emails"]) or [""] * len(record.authors)
        assert emails == [author.email for author in record.authors]
        assert parse_authors(row["authors"], row["affiliations"]) == tuple(
            ParsedAuthor(author.name, "", author.affiliations, author.presenter) for author in record.authors
        )
