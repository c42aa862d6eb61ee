"""Whatever a spreadsheet and a person make of a record, no edit of either is lost without a word."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importing.conftest import Folder

from posterbook.importing.field_merge import meaning
from posterbook.importing.record import ImportedRecord, Source
from posterbook.importing.record_files import read_records_here
from posterbook.loading.yaml.writing import mapping_lines

pytestmark = pytest.mark.slow

SIGNS = st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n:#'\"\t-|>\\,[]{}&*!%@?=\r\u2028")
WORDS = st.text(SIGNS, max_size=20) | st.lists(
    st.sampled_from(["air", "a:", "#x", "\n\n", "é😀"]), max_size=60
).map(" ".join)
SECTIONS = st.dictionaries(st.sampled_from(["Aims", "Methods: ours", "Results", "1"]), WORDS, max_size=3)
AUTHORS = st.lists(WORDS | st.fixed_dictionaries({"name": WORDS, "presenter": st.booleans()}), max_size=2)
FIELDS = st.fixed_dictionaries(
    {}, optional={"title": WORDS, "board": WORDS, "sections": SECTIONS, "authors": AUTHORS, "link": WORDS}
)
NUMBERS = st.lists(st.sampled_from(["1", "2", "0968", "968", "P 3", ""]), min_size=1, max_size=4)


def records(numbers, fields):
    return [
        ImportedRecord(number, tuple({"number": number, **one}.items()), Source("posters.csv", "", place))
        for place, (number, one) in enumerate(zip(numbers, fields, strict=False), 2)
    ]


def tables(*, unique=False):
    numbers = st.permutations(["1", "2", "0968", "P 3"]) if unique else NUMBERS
    return st.builds(records, numbers, st.lists(FIELDS, min_size=4, max_size=4))


class Scratch:
    """A folder for one example."""

    def __enter__(self):
        self.place = tempfile.TemporaryDirectory()
        return Folder(Path(self.place.name) / "booklet")

    def __exit__(self, *_):
        self.place.cleanup()


def fields_here(folder):
    here, problems = read_records_here(folder.path)
    assert problems == []
    return [meaning(one.fields) for one in here]


def fields_there(table):
    return [meaning(dict(one.fields)) for one in table]


@settings(max_examples=40, deadline=None)
@given(tables())
def test_what_is_imported_first_reads_back_and_importing_it_again_changes_nothing(table):
    with Scratch() as folder:
        folder.merge(*table)
        table = [one for one in table if fields_there([one]) != [{}]]
        assert fields_here(folder) == fields_there(table)
        again = folder.merge(*table)
        assert (again.files, len(again.unchanged), again.problems) == ((), len(table), ())


@settings(max_examples=40, deadline=None)
@given(tables(), tables(), st.booleans())
def test_a_second_import_comes_to_rest_and_nobody_moves(first, second, as_list):
    with Scratch() as folder:
        if as_list:
            folder.write("posters.yaml", "# ours\n- number: by hand\n")
        folder.merge(*first)
        before = [one.get("number") for one in fields_here(folder)]
        found = folder.merge(*second)
        assert not [problem for problem in found.problems if problem.severity == "error"]
        after = fields_here(folder)
        assert len(after) >= len(before)
        given = [number for number in before if number]
        assert [one.get("number") for one in after if one.get("number") in given][: len(given)] == given
        state = folder.contents()
        again = folder.merge(*second)
        assert (again.new, again.changed, again.files, folder.contents()) == ((), (), (), state)


@settings(max_examples=40, deadline=None)
@given(tables(unique=True), tables(unique=True))
def test_where_nothing_is_edited_here_the_fields_of_the_second_import_stand(first, second):
    read = {name for one in second for name, value in one.fields if meaning(value) not in ("", [], {})}
    with Scratch() as folder:
        folder.merge(*first)
        assert folder.merge(*second).conflicts == ()
        here = {one["number"]: one for one in fields_here(folder)}
        for there in fields_there(second):
            assert {name: one for name, one in here[there["number"]].items() if name in read} == there


@settings(max_examples=40, deadline=None)
@given(tables(unique=True), st.lists(FIELDS, min_size=4, max_size=4), tables(unique=True))
def test_what_is_edited_here_stays_and_every_conflict_is_told(first, edited, second):
    with Scratch() as folder:
        folder.merge(*first)
        here, _ = read_records_here(folder.path)
        for one, fields in zip(here, edited, strict=True):
            both = {**one.fields, **fields}
            folder.write(one.file, "\n".join(["# edited", *mapping_lines(both.items()), ""]))
        known = {one["number"]: meaning(dict(one)) for one in fields_here(folder)}
        before = {one["number"]: one for one in fields_there(first)}
        found = folder.merge(*second)
        told = {(line.number, change.path) for line in found.conflicts for change in line.changes}
        now = {one["number"]: one for one in fields_here(folder)}
        there = {one["number"]: one for one in fields_there(second)}
        for number, fields in known.items():
            for name in ("title", "board", "link", "authors"):
                was, mine, theirs = (one[number].get(name) for one in (before, known, there))
                if mine != was:
                    assert now[number].get(name) == mine
                    assert mine == theirs or theirs in (was, None) or (number, (name,)) in told
            assert fields.keys() - {"sections"} <= now[number].keys() | before[number].keys()
        assert all(folder.read(one.file).startswith("# edited\n") for one in here)
