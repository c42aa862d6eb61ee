"""Whatever a form sends in: a booklet or located errors, nothing else, and no word lost."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posterbook import load, typeset
from posterbook.content.blocks import blocks
from posterbook.content.markup import inline, plain
from posterbook.errors import ContentError, Severity
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line
from tests.stress import write_booklet

pytestmark = pytest.mark.slow

ALPHABET = st.one_of(
    st.sampled_from("abc XYZ 012 .,;:!?-–/()[]*_~^\\`<>&{}#$%+='\""),
    st.sampled_from("éüßñđễ αβγ жшщ 亞盛醫藥 为来时 、。（）⁺⁻₂²µ≥→ \u00a0\u2009\u202f"),
    st.sampled_from("\t\n\r"),
    st.characters(),
)
PRINTABLE = st.text(st.sampled_from("abcdefgh ijklmno,.-/ éα亞 ²⁺"), min_size=1, max_size=300)
TEXT = st.text(ALPHABET, max_size=200)
NUMBERS = st.text(st.sampled_from("0123456789.-PAB"), min_size=1, max_size=24)


def strange_records():
    return st.lists(
        st.fixed_dictionaries(
            {"number": TEXT, "title": TEXT, "sections": st.dictionaries(TEXT, TEXT, max_size=3)},
            optional={"group": TEXT, "authors": st.lists(TEXT, max_size=8), "keywords": st.lists(TEXT)},
        ),
        min_size=1,
        max_size=3,
    )


def good_records():
    record = st.fixed_dictionaries(
        {
            "number": NUMBERS,
            "title": PRINTABLE,
            "sections": st.dictionaries(
                PRINTABLE, st.text("abcd efg. ", min_size=1, max_size=2500), min_size=1
            ),
        },
        optional={
            "group": st.sampled_from(
                ("One", "Two", "A group with a name that is far too long for its tab", "四")
            ),
            "authors": st.lists(PRINTABLE, max_size=20),
            "status": st.sampled_from(("accepted", "late-breaking", "withdrawn")),
        },
    )
    return st.lists(record, min_size=1, max_size=12, unique_by=lambda one: one["number"].strip())


def laid_out(records, **keys):
    with tempfile.TemporaryDirectory() as folder:
        content = write_booklet(Path(folder) / "booklet", records, **keys)
        return typeset(load(content))


def said(pages):
    runs = (
        run.text
        for page in pages
        for item in page.items
        if isinstance(item, Line)
        for run in item.runs
        if not isinstance(run.meaning, Artifact)
    )
    return "".join("".join(runs).split())


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(strange_records())
def test_strange_records_make_a_booklet_or_located_errors(records):
    try:
        work = laid_out(records)
    except ContentError as failure:
        assert failure.problems
        assert all(problem.where and problem.where.file for problem in failure.problems)
        assert all(problem.message for problem in failure.problems)
    else:
        assert {page.number for page in work.pages} >= {record.number for record in work.booklet.records}


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(good_records(), st.sampled_from(("a5", "a4")), st.sampled_from(("colour", "large-print")))
def test_no_record_loses_a_word(records, page, theme):
    try:
        work = laid_out(records, page=page, theme=theme)
    except ContentError as failure:
        # blank texts are refused, and numbers that differ only in white space; warnings of others come along
        errors = [problem for problem in failure.problems if problem.severity is Severity.ERROR]
        assert {problem.code for problem in errors} <= {
            "empty-field",
            "empty-section",
            "unquoted-number",
        }
        return
    whole = said(work.pages)
    for record in work.booklet.records:
        assert "".join(plain(inline(record.title)).split()) in whole
        for section in record.sections if record.status != "withdrawn" else ():
            for block in blocks(section.text):
                assert "".join(plain(block.spans).split()) in whole
    folios = [page.folio for page in work.pages if page.folio]
    assert folios == [str(page.sequence) for page in work.pages if page.folio]
    assert len(work.paper_pages) % 4 == 0
