"""What is written as YAML reads back, and looks as a person would write it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from posterbook.loading.yaml.document import parse
from posterbook.loading.yaml.writing import WIDTH, in_brackets, item_lines, mapping_lines

pytestmark = pytest.mark.slow

SIGNS = " \n:#'\"\t-|>\\,[]{}&*!%@?=~\r\u2028\x85\ufeff"
PARTS = ("word", "a:", "#x", "- b", "", "é😀", "long" * 9, "\n", "\n\n", "\t", "null", "0968")
TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(SIGNS), max_size=200)
    | st.lists(st.sampled_from(PARTS), max_size=80).map(" ".join)
    | st.sampled_from(["yes", "1:30", "2021-04-13", "1e4", ".5", "---", "...", "null", "~", "-", "?", "<<"])
)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)


def text_of(fields):
    return "\n".join([*mapping_lines(fields.items()), ""])


def read(text):
    value, problems = parse(text.encode(), "record.yaml")
    assert not problems, (problems, text)
    return value


@settings(deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
@example({"title": " leading", "body": "trailing \n", "key: #": "a\n\n\nb\n c"})
@example({"k" * 1100: {"k" * 600: "x"}})
def test_any_value_reads_back_as_it_was(fields):
    assert read(text_of(fields)) == fields
    assert read("\n".join(item_lines(fields, "  "))) == [fields]
    assert read(in_brackets(fields)) == fields


@settings(deadline=None)
@given(st.lists(st.text("abc .,:;#-'\"", min_size=1, max_size=30), min_size=20, max_size=60).map(" ".join))
def test_prose_stays_within_the_width(text):
    prose = " ".join(text.split())
    lines = text_of({"sections": {"Background": prose}}).splitlines()
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(
    "text",
    [
        "0968",
        "1096",
        "1:30",
        "1e4",
        "2021-04-13",
        "09:30",
        "yes",
        "No",
        "null",
        "~",
        ".5",
        "-1",
        "0x1F",
        "+49 30",
    ],
)
def test_what_looks_like_a_number_a_date_or_a_truth_stands_in_quotes(text):
    assert text_of({"board": text}) == f'board: "{text}"\n'


def test_a_poster_number_that_every_program_reads_stands_without_quotes():
    assert text_of({"number": "1096"}) == "number: 1096\n"
    assert text_of({"number": "0968"}) == 'number: "0968"\n'
    assert text_of({"number": "P-12"}) == "number: P-12\n"


def test_a_text_stands_bare_in_double_or_in_single_quotes_by_what_it_holds():
    assert text_of({"title": "Blackbirds (*Turdus merula*), near a road"}).endswith(
        ": Blackbirds (*Turdus merula*), near a road\n"
    )
    assert text_of({"title": "Sensor #3: first results"}) == 'title: "Sensor #3: first results"\n'
    assert text_of({"title": '"Air": a study'}) == "title: '\"Air\": a study'\n"
    assert text_of({"title": "ends with a space "}) == 'title: "ends with a space "\n'
    assert text_of({"title": "a\u2028b\x07"}) == 'title: "a\\u2028b\\x07"\n'


def test_a_record_is_written_as_a_person_would():
    fields = {
        "number": "0968",
        "title": "One open window",
        "authors": [{"name": "Ada Berg", "affiliations": ["York, UK"], "presenter": True}, "Carl Dorn"],
        "keywords": ["air", "CO~2~"],
        "sections": {
            "Background": "Windows stay shut in winter because everyone expects to freeze, and the air grows"
            " stale within half an hour.\n\nA second paragraph.",
            "Results": "- less noise\n- more air",
        },
    }
    assert text_of(fields) == (
        'number: "0968"\n'
        "title: One open window\n"
        "authors:\n"
        "  - name: Ada Berg\n"
        "    affiliations:\n"
        "      - York, UK\n"
        "    presenter: true\n"
        "  - Carl Dorn\n"
        "keywords:\n"
        "  - air\n"
        "  - CO~2~\n"
        "sections:\n"
        "  Background: >-\n"
        "    Windows stay shut in winter because everyone expects to freeze, and the air grows stale within\n"
        "    half an hour.\n"
        "\n"
        "\n"
        "    A second paragraph.\n"
        "  Results: |-\n"
        "    - less noise\n"
        "    - more air\n"
    )
