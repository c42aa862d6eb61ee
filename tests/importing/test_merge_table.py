"""The table that ends an import says what becomes of each record that differs from the spreadsheet."""

from __future__ import annotations

from tests.importing.conftest import WORDS, record

from posterbook.importing.merge_table import table

GONE = "no longer in the spreadsheet"


def test_the_table_counts_every_group_and_says_what_becomes_of_each_record(folder):
    folder.merge(*(record(str(number)) for number in range(1, 9)))
    folder.edit("posters/01-1.yaml", "Indoor air", "Indoor Air")
    folder.edit("posters/02-2.yaml", "board: A2", "board: B2")
    folder.edit("posters/03-3.yaml", "board: A3", "board: B3")
    (folder.path / "posters/08-8.yaml").unlink()
    there = {number: record(number) for number in "1278"}
    there["2"] = record("2", board="C2", title="Two open windows")
    there["7"] = record("7", group=None, sections={"Background": WORDS, "Results": "It helped."})
    found = folder.merge(
        *there.values(), record("5"), record("6"), record("0968", title="A new one"), record("")
    )
    assert table(found) == (
        "new             2",
        "  0968        posters/08-0968.yaml: A new one",
        "  (no number) posters/09.yaml: How poster  came about",
        "changed         1",
        "  7           posters/07-7.yaml: sections: Background, group (emptied)",
        "withdrawn       2",
        f"  3           posters/03-3.yaml: {GONE}, but edited here (board): left as it is",
        "  4           posters/04-4.yaml: no longer in the spreadsheet: status withdrawn",
        "in conflict     1",
        "  2           posters/02-2.yaml: board: kept 'B2', there 'C2'",
        "  2           posters/02-2.yaml: taken: title",
        "unchanged       4",
        "  1           posters/01-1.yaml: edited here: group",
        "  8           posters/08-8.yaml: removed here, and not written again",
    )


def test_of_many_new_records_ten_are_listed(folder):
    lines = table(folder.look(*(record(str(number)) for number in range(1, 61))))
    assert lines[0] == "new            60"
    assert lines[10:12] == ("  10          posters/10-10.yaml: How poster 10 came about", "  and 50 more")
    assert len(lines) == 16


def test_of_long_texts_in_conflict_the_words_that_differ_are_said(folder):
    folder.merge(record("1"))
    folder.edit("posters/01-1.yaml", "1: Windows", "1: All windows")
    background = f"1: {WORDS} {WORDS}"
    found = folder.merge(
        record("1", sections={"Background": background + " Really.", "Results": "It helped."})
    )
    (line,) = (line for line in table(found) if "kept" in line)
    assert "Background: kept; from here to there 1: [All windows → Windows] stay shut in" in line
    assert line.endswith("[added: Really.]")
    assert str(found.problems[0]).startswith("posters/01-1.yaml:11:15: warning[import-conflict]")


def test_a_list_or_a_missing_value_in_conflict_is_said(folder):
    folder.merge(record("1", authors=["Ada Berg"]))
    folder.edit("posters/01-1.yaml", "  - Ada Berg", "  - Ada Berg\n  - Carl Dorn")
    folder.edit("posters/01-1.yaml", "board: A1\n", "")
    (line,) = folder.merge(record("1", authors=["Eva Fink"], board="C1")).conflicts
    lines = table(folder.look(record("1", authors=["Eva Fink"], board="C1")))
    assert [change.name for change in line.changes] == ["board", "authors"]
    assert lines[-1] == "  1           posters/01-1.yaml: edited here: board, authors"
    folder.write(".posterbook/imported.json", folder.read(".posterbook/imported.json").replace("C1", "A1"))
    (told,) = (
        one for one in table(folder.look(record("1", authors=["Eva Fink"], board="C1"))) if "kept" in one
    )
    assert told.endswith("board: kept nothing, there 'C1'")
