"""Whatever a table holds: no traceback, no row lost, and nothing lost of a mapped cell."""

import csv
import io
import json
import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posterbook import ContentError, import_tables
from posterbook.content.cells import guard_cell
from posterbook.importing.cleaning import KINDS
from posterbook.importing.columns import recognise
from posterbook.importing.files.delimited import read_delimited
from posterbook.importing.headers import table_of
from posterbook.importing.synonyms import SYNONYMS

pytestmark = pytest.mark.slow

NAMES = st.sampled_from(
    [name for names in SYNONYMS.values() for name in names] + ["Background", "Results", "x"]
)
WORD = st.text("abc ÄöΩ<&>;,\"'*^~()1230.:\n\t-", max_size=12)


KEYS = st.sampled_from(
    [
        "title",
        "id",
        "name",
        "value",
        "question",
        "answer",
        "authors",
        "items",
        "en",
        "abstract",
        "sessions",
        "",
    ]
)


def written(rows, delimiter=","):
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return target.getvalue().encode()


PERSONS = st.lists(
    st.sampled_from(["Ca Bb", "Bb, Ca", "Ca (1)", "Bb, Ca (1,2)*", "Ca (Ab; Cc)", "a", "Ca and Bb", "(3)"]),
    max_size=4,
).flatmap(lambda parts: st.sampled_from(["; ", ", ", "\n", " and "]).map(lambda sign: sign.join(parts)))


def imported(source, name="a.csv", own=""):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(source)
        if own:
            Path(folder, "none").mkdir()
            Path(folder, "none", "import.yaml").write_text(own)
        return import_tables([path], Path(folder, "none"), keep=KINDS)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=2, max_size=6), st.data())
def test_a_table_becomes_records_or_is_refused_with_reasons(names, data):
    rows = data.draw(st.lists(st.lists(WORD, min_size=len(names), max_size=len(names) + 1), max_size=5))
    try:
        made = imported(written([names, *rows]))
    except ContentError as refused:
        assert all(problem.message for problem in refused.problems)
    else:
        assert made.preview(everything=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[WORD.map(lambda one: f"x{one}x")] * 4), min_size=1, max_size=5))
def test_no_mapped_cell_is_lost(rows):
    names = ["number", "title", "session", "abstract"]
    made = imported(written([names, *rows]))
    assert len(made.found.records) == len(rows)
    for record, row in zip(made.found.records, rows, strict=True):
        fields = dict(record.fields)
        said = [fields["number"], fields["title"], fields["session"]]
        assert said == [" ".join(cell.split()) for cell in row[:3]]
        assert "".join(fields["sections"].values()).split()
        kept = "".join("".join(pair) for pair in fields["sections"].items()).replace("Abstract", "", 1)
        assert sorted(kept.replace(" ", "").replace("\n", "").replace("\t", "")) == sorted(
            "".join(row[3].split())
        )


def letters(value):
    """The letters of all texts in a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return sum(map(letters, value), Counter())
    return Counter(sign for sign in str(value) if sign.isalpha() and value is not True)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(PERSONS | WORD, WORD, WORD), min_size=1, max_size=5),
    st.sampled_from(["", "split: {authors: ';', keywords: ','}\n"]),
)
def test_no_letter_of_authors_affiliations_and_keywords_is_lost(rows, split):
    names = ["number", "title", "authors", "affiliations", "keywords"]
    source = written([names, *([str(n), "A title", *row] for n, row in enumerate(rows))])
    own = f"columns: {{{', '.join(f'{name}: {name}' for name in names)}}}\n{split}"
    for record, row in zip(imported(source, own=own).found.records, rows, strict=True):
        fields = dict(record.fields)
        authors, affiliations, keywords = map(letters, row)
        found = letters(fields.get("authors", ""))
        parting = letters("andundet") if re.search(r"\s(and|und|et)\s", row[0]) else Counter()
        assert authors.keys() - found.keys() <= parting.keys()  # who is named twice is one author
        assert affiliations <= found or not authors
        assert keywords == letters(fields.get("keywords", ""))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_any_json_becomes_records_or_is_refused_with_reasons(value):
    try:
        assert imported(json.dumps(value).encode(), "a.json").preview()
    except ContentError as refused:
        assert refused.problems


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(source):
    try:
        (sheet,) = read_delimited("a.csv", source)
    except ContentError as refused:
        assert refused.problems
    else:
        table, problems = table_of(sheet, None)
        assert table is None or recognise(table)
        assert table is not None or problems


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORD, WORD, WORD), min_size=2, max_size=6), st.sampled_from(",;\t|"))
def test_rows_are_read_as_they_were_written(rows, delimiter):
    guarded = [tuple(map(guard_cell, row)) for row in rows]  # as export writes them
    source = written([("number", "title", "abstract"), *guarded], delimiter)
    (sheet,) = read_delimited("a.csv", source)
    assert [row.cells for row in sheet.rows][1:] == rows
