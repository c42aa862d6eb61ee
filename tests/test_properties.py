"""Whatever a form sends in: a booklet or located errors, nothing else, and no word lost."""

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posterbook import load, publish, typeset
from posterbook.content.blocks import blocks
from posterbook.content.markup import inline, plain
from posterbook.errors import ContentError, PosterbookError, Severity
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


def order():
    """A running order with the cover first, then any parts in any order."""
    parts = ["summary", "posters", "contents", "notes", "legal", {"introduction": {"file": "text.md"}}]
    parts += [{"index": by} for by in ("authors", "boards", "keywords", "institutions")]
    return st.lists(st.sampled_from(parts), min_size=1, max_size=6, unique_by=str).map(
        lambda chosen: ["cover", *chosen]
    )


def whole_folders():
    """What stands in booklet.yaml, beside it and in its records, all of it made for the same press."""
    keys = {
        "kind": PRINTABLE,
        "place": PRINTABLE,
        "language": st.sampled_from(("en", "de", "fr", "zh-Hant", "zh-Hans")),
        "issuer": st.fixed_dictionaries({"names": st.lists(st.builds(dict, text=PRINTABLE), min_size=1)}),
        "event": st.fixed_dictionaries({"name": PRINTABLE}, optional={"short": PRINTABLE}),
        "labels": st.fixed_dictionaries({}, optional={"number": PRINTABLE, "group": PRINTABLE}),
        "page": st.sampled_from(("a5", "half-letter", "a4", "letter")),
        "theme": st.sampled_from(("colour", "plain", "large-print")),
        "running_order": order(),
        "legal": st.just([{"id": "n", "file": "text.md", "place": "cover-top"}]),
        "colophon": PRINTABLE,
        "keep": st.lists(PRINTABLE, max_size=3),
        "call_out": PRINTABLE,
    }
    theme = {
        "text": st.fixed_dictionaries({"size": st.floats(8.75, 14)}),
        "title": st.fixed_dictionaries({"face": st.sampled_from(("serif", "sans"))}),
        "margins": st.fixed_dictionaries({"inside": st.integers(8, 30), "outside": st.integers(8, 30)}),
        "show": st.fixed_dictionaries({"notes": st.booleans(), "tabs": st.booleans()}),
    }
    return st.fixed_dictionaries(
        {
            "keys": st.fixed_dictionaries({}, optional=keys),
            "records": good_records(),
            "text": PRINTABLE,
            "theme": st.fixed_dictionaries({}, optional=theme),
        }
    )


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


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(whole_folders())
def test_a_whole_folder_is_a_booklet_with_every_word_on_its_pages_or_clear_errors(given_):
    with tempfile.TemporaryDirectory() as folder:
        content = write_booklet(Path(folder) / "booklet", given_["records"], **given_["keys"])
        (content / "text.md").write_text(given_["text"], encoding="utf-8")
        if given_["theme"]:
            (content / "theme.yaml").write_text(yaml.safe_dump(given_["theme"]), encoding="utf-8")
        try:
            work = typeset(load(content))
        except PosterbookError as failure:
            errors = [problem for problem in failure.problems if problem.severity is Severity.ERROR]
            assert errors
            assert all(problem.message and problem.code for problem in errors)
            return
        once, again = (publish(work, "screen").files[0].pdf for _ in range(2))
    assert once == again
    for page in work.pages:
        for line in (item for item in page.items if isinstance(item, Line)):
            assert -1 <= line.x <= page.width + 1
            assert -1 <= line.y <= page.height + 1
    shown = said(work.pages)
    kinds = {page.kind for page in work.pages}
    if "posters" in kinds:
        for record in work.booklet.records:
            assert "".join(plain(inline(record.title)).split()) in shown
    if work.booklet.legal:
        assert "".join(plain(inline(given_["text"])).split()) in shown
