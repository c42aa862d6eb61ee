"""YAML text to plain values; broken YAML to problems an editor understands."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from posterbook.content.scalars import Plain
from posterbook.errors import ContentError
from posterbook.loading import read_tokens, read_yaml
from posterbook.loading.yaml import document
from posterbook.loading.yaml.document import MAX_BYTES, parse


def value_of(text):
    return read_yaml(text.encode(), "x.yaml")


def faults_of(text):
    source = text if isinstance(text, bytes) else text.encode()
    return [(p.code, p.where.line, p.where.column) for p in parse(source, "x.yaml")[1]]


@pytest.fixture(params=["libyaml", "python"])
def either_parser(request, monkeypatch):
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.parametrize("written", ["no", "0968", "1:30", "2021-04-13", "1e4", "<<", "=", "Null", "on"])
def test_an_unquoted_scalar_stays_as_it_is_written(written):
    value = value_of(f"a: {written}\n")
    assert value == {"a": written}
    assert type(value["a"]) is Plain


@pytest.mark.parametrize("text", ['a: "12"', "a: '12'", "a: >-\n  12\n", "a: |-\n  12\n", "a: !!str 12"])
def test_a_quoted_scalar_is_text(text):
    assert type(value_of(text)["a"]) is str


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written):
    assert value_of(f"a: {written}\n") == {"a": None}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: b\n\tc: d", ("yaml-syntax", 2, 1)),
        ("a:\n\t- b", ("yaml-syntax", 2, 1)),
        ("a: BCL-2: b", ("yaml-syntax", 1, 9)),
        ('a: "b\nc: 3', ("yaml-syntax", 1, 4)),
        ("a: *p53* b", ("yaml-syntax", 1, 4)),
        ("a: *p53 b", ("yaml-syntax", 1, 4)),
        ("a: &x b", ("yaml-syntax", 1, 4)),
        ("a: @b", ("yaml-syntax", 1, 4)),
        ("a: [1, 2\nb: 3", ("yaml-syntax", 1, 4)),
        ("a: {b: 1\nc: 2", ("yaml-syntax", 1, 4)),
        ("a: x\n---\nb: y", ("yaml-syntax", 2, 1)),
        ("a: \x01", ("control-character", 1, 4)),
        ("a: 1\nb: 2\na: 3", ("duplicate-key", 3, 1)),
        ("a: {b: 1, b: 2}", ("duplicate-key", 1, 11)),
        ("? [a]\n: b", ("yaml-syntax", 1, 3)),
        ("a: !!python/object/apply:os.system [x]", ("yaml-tag", 1, 4)),
        ("a: !foo b", ("yaml-tag", 1, 4)),
        ("", ("empty-file", 1, 1)),
        ("# nothing\n", ("empty-file", 1, 1)),
        (b"a: caf\xe9", ("not-utf-8", 1, 7)),
        ("a: " + "[" * 200_000, ("yaml-too-deep", 1, 35)),
        ("a: " + "{" * 200_000, ("yaml-too-deep", 1, 35)),
        ("a: " + "[" * 34, ("yaml-too-deep", 1, 35)),
        ("a: " + "[{b: " * 200, ("yaml-too-deep", 1, 80)),
        ("a: b\nc: '[[' \nd: " + "[" * 2000 + "]" * 2000, ("yaml-too-deep", 3, 35)),
        ("- " * 200_000, ("yaml-too-deep", 1, 65)),
    ],
)
def test_a_fault_is_reported_at_its_place(text, fault):
    assert faults_of(text) == [fault]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault():
    assert read_yaml(b"\xef\xbb\xbfa: |\r\n  b\r\n  c\r\n", "x") == {"a": "b\nc\n"}


def test_reading_goes_on_after_a_duplicate_key():
    value, problems = parse(b"a: 1\na: 2\nb: 3\nb: 4\n", "x")
    assert value == {"a": "1", "b": "3"}
    assert [p.where.line for p in problems] == [2, 4]


def test_an_alias_repeats_its_anchor():
    assert value_of("a: &x [b]\nc: *x\n") == {"a": ["b"], "c": ["b"]}


def test_aliases_that_explode_are_refused():
    lines = ["a0: &a0 [xxxxxxxxxx, xxxxxxxxxx]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert [code for code, _, _ in faults_of("\n".join(lines))] == ["yaml-aliases"]


def test_a_document_over_the_stated_size_is_refused():
    assert faults_of(b"a: " + b"x" * MAX_BYTES) == [("file-too-large", 0, 0)]


@pytest.mark.parametrize(
    ("text", "column"), [("[a, b, c, d]", 11), ("{a: b, c: d}", 11), ("[[], [], [], []]", 14)]
)
def test_a_document_of_more_values_than_allowed_is_refused_where_they_are_too_many(monkeypatch, text, column):
    monkeypatch.setattr(document, "MAX_VALUES", 4)
    assert faults_of(text) == [("file-too-large", 1, column)]


@pytest.mark.slow
def test_a_list_of_thousands_of_records_is_read():
    text = "".join(f"- number: {n}\n  title: >-\n    {'word ' * 500}\n" for n in range(8000))
    assert 16_000_000 < len(text) < MAX_BYTES
    assert len(value_of(text)) == 8000


def test_tokens_have_numbers(tmp_path):
    file = tmp_path / "tokens.yaml"
    file.write_text('a: 1\nb: -0.5\nc: true\nd: "12"\ne: word\nf: [1.0, on]\n')
    assert read_tokens(file) == {"a": 1, "b": -0.5, "c": True, "d": "12", "e": "word", "f": [1.0, "on"]}


@pytest.mark.parametrize(("text", "code"), [("a: 1\na: 2\n", "duplicate-key"), ("- a\n", "wrong-type")])
def test_faulty_tokens_are_refused(tmp_path, text, code):
    file = tmp_path / "tokens.yaml"
    file.write_text(text)
    with pytest.raises(ContentError) as failed:
        read_tokens(file)
    assert [p.code for p in failed.value.problems] == [code]


@given(st.binary(max_size=60) | st.text("ab:-[]{}#&*!|>'\"%@`\n\t ,?", max_size=40).map(str.encode))
def test_any_bytes_give_a_value_or_problems_with_places(source):
    value, problems = parse(source, "x")
    assert value is None or isinstance(value, str | list | dict)
    assert all(p.where.line > 0 and p.where.column > 0 for p in problems)


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=30) | st.lists(st.text(max_size=9)), min_size=1))
def test_what_yaml_writes_reads_back(value):
    text = yaml.safe_dump(value, default_style='"', allow_unicode=True)
    found, problems = parse(text.encode(), "x")
    assert (found, problems) == (value, [])
