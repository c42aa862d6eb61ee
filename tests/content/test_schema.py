"""Plain values to dataclasses, and dataclasses to JSON Schema."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.content.json_schema import json_schema
from posterbook.content.model import Booklet, LegalPlace, Name, Number, Prose, Record, Section, doc
from posterbook.content.schema import Plain, read
from posterbook.errors import Where, error
from posterbook.pages import kinds

WHERE = Where("posters/1.yaml")
GOOD = {"number": Plain("1096"), "title": Plain("A title"), "sections": {"Background": "Some text"}}


@dataclass(frozen=True, slots=True)
class Options:
    """All types that options may have."""

    text: str = "x"
    on: bool = False
    count: int = 1
    share: float = 0.5
    day: date | None = None
    place: LegalPlace = LegalPlace.COVER_TOP
    words: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    file: Prose | None = field(default=None, metadata=doc("its text"))


def problems_of(cls, value):
    return [(p.code, p.message, p.where.path, p.hint) for p in read(cls, value, WHERE)[1]]


def codes_of(cls, value):
    return [p.code for p in read(cls, value, WHERE)[1]]


def test_a_good_record_reads_as_written():
    record, problems = read(Record, GOOD, WHERE)
    assert problems == []
    sections = (Section("Background", "Some text"),)
    assert record == Record(Number("1096"), "A title", sections=sections, where=WHERE)
    assert type(record.number) is str


def test_an_unknown_field_is_reported_at_its_key_with_the_nearest_name():
    _, (problem,) = read(Record, {**GOOD, "sumary_title": "x"}, WHERE)
    assert (problem.code, problem.message) == ("unknown-field", "unknown field 'sumary_title'")
    assert problem.hint == "did you mean 'summary_title'?"
    assert problem.where == Where(WHERE.file, ("sumary_title",), on_key=True)


@pytest.mark.parametrize(
    "sections", [{f"A{n}": "x" * 50_000 for n in range(5)}, {"A": "x\n" * 2_600, "B": "y\n" * 2_600}]
)
def test_all_sections_of_a_record_have_a_length_at_most(sections):
    _, (problem,) = read(Record, {**GOOD, "sections": sections}, WHERE)
    assert (problem.code, problem.where.path) == ("text-too-long", ("sections",))


def test_of_very_many_unknown_fields_the_first_are_named_and_the_others_counted():
    _, problems = read(Record, {**GOOD, **{f"k{n}": "x" for n in range(5_000)}}, WHERE)
    assert len(problems) == 101
    assert problems[-1].message == "there are 4,900 more unknown fields"


def test_a_name_that_is_like_none_gets_the_list_of_fields():
    ((_, _, _, hint),) = problems_of(Record, {**GOOD, "xyz": "x"})
    assert hint.startswith("the fields are number, title, summary_title, group, sections, authors, ")


def test_a_mistyped_required_field_is_one_fault():
    value = {"number": "1", "titel": "x", "sections": {"A": "b"}}
    assert [(code, hint) for code, _, _, hint in problems_of(Record, value)] == [
        ("unknown-field", "did you mean 'title'?")
    ]


def test_all_faults_of_a_record_are_found_together():
    value = {"title": ["x"], "group": {"a": "b"}, "sections": {"A": "", "B": ["x"], "C": "fine"}, "x": "y"}
    assert sorted(codes_of(Record, value)) == [
        "empty-section", "missing-field", "unknown-field", "wrong-type", "wrong-type", "wrong-type",
    ]  # fmt: skip


def test_a_faulty_record_still_shows_what_could_be_read():
    record, problems = read(Record, {"number": "7", "sections": {"A": "", "C": "fine"}}, WHERE)
    assert problems
    assert (record.number, record.title, record.sections) == ("7", "", (Section("C", "fine"),))


def test_a_value_that_is_no_mapping_makes_no_instance():
    record, (problem,) = read(Record, ["x"], WHERE)
    assert record is None
    assert problem.message == "this wants a mapping, found a list"


@pytest.mark.parametrize(
    "written", ["1096", "0", "7", "LB-12", "P1.5", "12-3", "A0968", "1096a", "no", "1_x"]
)
def test_a_number_may_stand_unquoted_where_every_program_reads_what_is_written(written):
    record, problems = read(Record, {**GOOD, "number": Plain(written)}, WHERE)
    assert problems == []
    assert record.number == written


UNSAFE = [
    "0968",
    "0123",
    "1_096",
    "1:30",
    "1e4",
    "1.5",
    "0x10",
    "0o17",
    "0b1",
    "-5",
    "+5",
    "1.",
    ".5",
    ".inf",
]


@pytest.mark.parametrize("written", [*UNSAFE, "1E+4", "00", "12:30:45", ".NaN", "-.inf"])
def test_other_number_like_scalars_want_quotes(written):
    ((code, message, path, hint),) = problems_of(Record, {**GOOD, "number": Plain(written)})
    assert (code, path, hint) == ("unquoted-number", ("number",), f'write "{written}", with quotes')
    assert written in message


@pytest.mark.parametrize("written", UNSAFE)
def test_a_quoted_number_is_any_text(written):
    assert read(Record, {**GOOD, "number": written}, WHERE)[0].number == written


def test_a_title_is_one_line():
    assert codes_of(Record, {**GOOD, "title": "a\nb"}) == ["line-break"]
    assert codes_of(Record, {**GOOD, "title": "a\u2028b"}) == ["line-break"]
    assert read(Record, {**GOOD, "title": "a b\n"}, WHERE)[0].title == "a b"


def test_a_section_keeps_its_lines():
    record, _ = read(Record, {**GOOD, "sections": {"A": "one\n\n- two\n"}}, WHERE)
    assert record.sections == (Section("A", "one\n\n- two"),)


@pytest.mark.parametrize("blank", ["", " \n", None])
def test_a_blank_required_field_is_reported_and_a_blank_optional_one_is_not_given(blank):
    assert codes_of(Record, {**GOOD, "title": blank}) == ["empty-field"]
    record, problems = read(Record, {**GOOD, "group": blank}, WHERE)
    assert (record.group, problems) == ("", [])


def test_a_section_without_a_heading_is_reported():
    assert codes_of(Record, {**GOOD, "sections": {"": "x"}}) == ["empty-field"]


@pytest.mark.parametrize("character", ["\x00", "\x0c", "\x7f", "\ud800", "\uffff"])
def test_a_character_that_no_text_can_have_is_reported(character):
    ((code, message, _, _),) = problems_of(Record, {**GOOD, "title": f"ab{character}"})
    assert code == "control-character"
    assert f"U+{ord(character):04X} at position 3" in message


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("on", Plain("true"), True),
        ("on", Plain("No"), False),
        ("count", Plain("-12"), -12),
        ("share", Plain("0.25"), 0.25),
        ("share", Plain("3"), 3.0),
        ("day", Plain("2021-04-13"), date(2021, 4, 13)),
        ("day", "2021-04-13", date(2021, 4, 13)),
        ("place", Plain("legal-page"), LegalPlace.LEGAL_PAGE),
        ("words", [Plain("no"), Plain("12")], ("no", "12")),
        ("names", [{"text": "A"}], (Name("A"),)),
    ],
)
def test_a_field_takes_its_type(name, written, meant):
    options, problems = read(Options, {name: written}, WHERE)
    assert problems == []
    assert getattr(options, name) == meant


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("on", "true", "wrong-value"),
        ("on", Plain("maybe"), "wrong-value"),
        ("on", [], None),
        ("on", ["x"], "wrong-type"),
        ("count", Plain("1.5"), "wrong-value"),
        ("count", Plain("012"), "wrong-value"),
        ("share", Plain("1e4"), "wrong-value"),
        ("day", Plain("2021-02-30"), "wrong-date"),
        ("day", Plain("13.4.2021"), "wrong-date"),
        ("day", ["x"], "wrong-type"),
        ("place", Plain("cover_top"), "wrong-value"),
        ("place", {"a": "b"}, "wrong-type"),
        ("words", Plain("x"), "wrong-type"),
        ("words", [""], "empty-field"),
        ("words", [["x"]], "wrong-type"),
        ("names", ["A"], "wrong-type"),
        ("names", [{"txt": "A"}], "unknown-field"),
        ("text", ["x"], "wrong-type"),
    ],
)
def test_a_value_of_another_type_is_reported_at_its_place(name, written, code):
    found = read(Options, {name: written}, WHERE)[1]
    assert [p.code for p in found] == ([code] if code else [])
    assert all(p.where.path[0] == name for p in found)


def test_a_wrong_choice_gets_the_nearest_one():
    ((_, message, _, hint),) = problems_of(Options, {"place": "cover_top"})
    assert message.startswith("'place' wants one of cover-top, legal-page,")
    assert hint == "did you mean 'cover-top'?"


def test_an_item_is_called_by_its_place_in_the_list():
    ((_, message, path, _),) = problems_of(Options, {"words": ["a", ["x"]]})
    assert message == "item 2 of 'words' wants text, found a list"
    assert path == ("words", 1)


def test_a_reader_from_outside_reads_what_needs_more_than_the_value():
    prose = Prose("hello", Where("text/a.md"))
    options, problems = read(Options, {"file": "a.md"}, WHERE, {Prose: lambda _value, _where: (prose, [])})
    assert (options.file, problems) == (prose, [])
    fault = error("missing-file", "no file", WHERE)
    options, problems = read(
        Options, {"file": "a.md"}, WHERE, {Prose: lambda _value, _where: (None, [fault])}
    )
    assert (options.file, problems) == (None, [fault])


def test_a_field_of_an_unreadable_type_is_a_bug():
    @dataclass(frozen=True)
    class Odd:
        odd: complex = 0j

    with pytest.raises(TypeError):
        read(Odd, {}, WHERE)


PLAIN = st.recursive(
    st.none() | st.text(max_size=8) | st.builds(Plain, st.text(max_size=8)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(["number", "title", "group", "sections", "x"]), PLAIN))
def test_any_value_reads_as_a_record_or_has_problems_with_places(value):
    record, problems = read(Record, value, WHERE)
    assert record is not None
    assert problems or (record.number and record.title)
    assert all(p.where.file == WHERE.file and p.message for p in problems)
    assert all("\n" not in str(p.message) for p in problems)


def test_the_json_schema_of_a_record_describes_every_field():
    schema = json_schema(Record)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"])[:5] == ["number", "title", "summary_title", "group", "sections"]
    assert {"authors", "board", "status", "embargo"} < set(schema["properties"])
    assert schema["required"] == ["number", "title"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["number"]["type"] == ["string", "integer"]
    assert all("description" in one for one in schema["properties"].values())
    json.dumps(schema)


def test_the_json_schema_completes_themes_by_the_known_ones_and_takes_others():
    theme = json_schema(Booklet, choices={"theme": ("plain", "colour")})["properties"]["theme"]
    known, others = theme["anyOf"]
    assert (known, others["type"], theme["default"]) == ({"enum": ["colour", "plain"]}, "string", "colour")


def test_the_json_schema_of_options_follows_their_types():
    properties = json_schema(Options, choices={"text": ("b", "a")})["properties"]
    assert properties["text"]["enum"] == ["a", "b"]
    assert properties["place"]["enum"] == ["cover-top", "legal-page", "after-posters", "back-cover"]
    assert properties["words"]["type"] == "array"
    assert properties["names"]["items"]["required"] == ["text"]
    assert properties["on"] == {"type": "boolean", "default": False}
    assert properties["file"]["description"] == "its text"


def test_an_option_may_stand_for_all_options_of_its_page_kind():
    kind = kinds().ours["index"]
    found, problems = read(kind.options, "authors", WHERE)
    assert (found, problems) == (kind.options(of="authors"), [])
    assert read(kind.options, {"of": "authors"}, WHERE)[0] == found
    said = str(read(kind.options, "author", WHERE)[1][0])
    assert "'of' wants one of authors, boards, keywords, institutions, found 'author'" in said
    schema = json_schema(Booklet, kinds={"index": kind.options})
    entry = schema["properties"]["running_order"]["items"]["anyOf"][1]["properties"]["index"]
    assert entry["anyOf"][0] == {"enum": ["authors", "boards", "keywords", "institutions"]}
