"""What was imported and exported comes back as it was: the same records, field by field."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from posterbook import ContentError, import_tables, load
from posterbook.exporting.csv_table import csv_table
from posterbook.exporting.json_records import json_records
from posterbook.exporting.posters import ExportedPoster

pytestmark = pytest.mark.slow

HEAD = (
    *("number", "title", "topic", "board", "keywords", "start", "status", "link", "all authors"),
    *("affiliations", "first name", "last name", "email", "abstract", "Background", "results"),
)
WORD = st.text(st.sampled_from("abcÄöΩé<&;,\"'*^~()12.:=+-@ \n"), max_size=10)
NAME = st.sampled_from(
    ["Ada Berg", "Berg, Ada", "Jan van der Berg", "Đặng Thị Hồng", "King, Martin, Jr.", "Ada*"]
)
LIST = st.lists(NAME, max_size=3).map("; ".join) | st.sampled_from(
    [
        *(
            "Ada Berg (1), Carl Dorn (1,2)*",
            "Berg, Ada (1); Dorn, Carl (2)",
            "Ada Berg (Alm); Carl Dorn (Oslo)*",
        ),
        *(
            "Smith, J; MIT; Berg",
            "The fog group (2) and friends*",
            "A; B (1)*",
            '"Ada"; x',
            "Ada <a@b.example>",
        ),
    ]
)
CELLS = {
    "number": st.integers(0, 99).map(str) | WORD,
    "title": WORD.map("T {}".format),
    "keywords": st.lists(WORD, max_size=3).map("; ".join) | WORD,
    "start": st.sampled_from(["", "09:30", "2026-09-05 9:30", "5 Sep 2026, 9:30 am"]),
    "status": st.sampled_from(["", "accepted", "Withdrawn", "late-breaking"]),
    "link": st.sampled_from(["", "https://lab.example/a?b=1;c"]),
    "all authors": LIST | WORD,
    "affiliations": st.sampled_from(["", "1: Alm; 2: Oslo", "1 Alm\n2 Oslo (UK); ETH", "Alm"]) | WORD,
    "first name": st.sampled_from(["", "Ada", "Ada; B"]),
    "last name": st.sampled_from(["", "Berg", "van der Berg", "Berg (1)*"]),
    "email": st.sampled_from(["", "a@b.example"]),
    "abstract": st.sampled_from(["Aims: To see. Results: It is so. Aims: Again.", "= 1 + 1", "- one\n- two"])
    | WORD,
}
ROW = st.tuples(*(CELLS.get(name, WORD) for name in HEAD))


def imported(folder, name, text, *, write):
    path = Path(folder, name)
    path.write_text(text, encoding="utf-8", newline="")
    return import_tables([path], Path(folder, "book"), write=write)


def fields(made):
    """The fields of the records, sections with their order."""
    found = [dict(record.fields) for record in made.found.records]
    return [{**one, "sections": list(one.get("sections", {}).items())} for one in found]


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=4), st.permutations(HEAD).map(lambda names: names[:12]))
def test_records_that_were_imported_and_exported_are_imported_as_they_were(rows, names):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(dict(zip(HEAD, row, strict=True)) for row in rows)
    with tempfile.TemporaryDirectory() as place:
        try:
            first = imported(place, "a.csv", stream.getvalue(), write=True)
            booklet = load(Path(place, "book"))
        except ContentError:
            assume(False)
        posters = [ExportedPoster(record) for record in booklet.records]
        again = imported(tempfile.mkdtemp(dir=place), "b.csv", csv_table(posters), write=False)
        assert fields(again) == fields(first)
        assert not [one for one in again.problems if one.severity != "note"]


def test_a_booklet_comes_back_from_json(tmp_path):
    table = """\
number,title,keywords,all authors,affiliations,Background,Results
7,"Fog, and ice",a; b,"Berg, Ada (1); Dorn, Carl (1,2)*","1: Alm
2: Oslo",Fog comes.,It stays.
"""
    first = imported(tmp_path, "a.csv", table, write=True)
    booklet = load(tmp_path / "book")
    text = json_records(booklet, [ExportedPoster(record) for record in booklet.records])
    (tmp_path / "again").mkdir()
    again = imported(tmp_path / "again", "b.json", json.dumps(json.loads(text)), write=False)
    assert fields(again) == fields(first)
