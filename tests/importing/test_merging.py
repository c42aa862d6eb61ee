"""Records come into a folder, and come again: what is taken, kept, told, and never touched."""

from __future__ import annotations

import os

import pytest
from tests.importing.conftest import WORDS, numbers, record

from posterbook.content.poster_order import natural
from posterbook.errors import ContentError
from posterbook.importing.merging import merge
from posterbook.loading import load
from posterbook.pages import kinds

IMPORTED = ".posterbook/imported.json"
SIXTY = [record(str(number)) for number in range(1, 61)]


def texts(found):
    return [str(problem).split("\n")[0] for problem in found.problems]


def written(folder, found):
    """The files of a merge, by their names in the folder."""
    return sorted(path.relative_to(folder.path).as_posix() for path, _ in found.files)


def test_sixty_records_come_again_with_changes_on_both_sides(folder):
    folder.merge(*SIXTY)
    folder.edit("posters/10-10.yaml", "group: Indoor air", "group: Indoor Air # as on the signs")
    folder.edit("posters/11-11.yaml", "Results: It helped.", "Results: It helped a lot.\n  Thanks: To all.")
    folder.edit("posters/12-12.yaml", "title: How", "title: Why")
    folder.edit("posters/30-30.yaml", "board: A30", "board: A30  # by the door")
    before = folder.contents()
    there = {one.number: one for one in SIXTY if one.number != "20"}
    there["30"] = record("30", board="C1")
    there["31"] = record("31", sections={"Background": WORDS, "Conclusion": "Open it."})
    there["32"] = record("32", board=None, authors=["Carl Dorn"])
    there["12"] = record("12", title="When", board="Z1")
    found = folder.merge(*there.values(), record("61"), record("0968"))

    assert numbers(found.new) == ["61", "0968"]
    assert numbers(found.changed) == ["30", "31", "32"]
    assert numbers(found.withdrawn) == ["20"]
    assert numbers(found.conflicts) == ["12"]
    assert len(found.unchanged) == 55
    edited = {
        line.number: [change.name for change in line.changes] for line in found.unchanged if line.changes
    }
    assert edited == {"10": ["group"], "11": ["sections: Results"]}
    (conflict,) = texts(found)
    assert conflict == (
        "posters/12-12.yaml:2:8: warning[import-conflict]: 'title' was changed here and in the spreadsheet:"
        " kept 'Why poster 12 came about', there 'When'"
    )
    after = folder.contents()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {IMPORTED, *(f"posters/{number}-{number}.yaml" for number in (12, 20, 30, 31, 32))}
    assert set(after) - set(before) == {"posters/61-61.yaml", "posters/62-0968.yaml"}

    def replaced(number, *pairs):
        text = before[f"posters/{number}-{number}.yaml"].decode()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return text

    background = f"31: {WORDS}\n    {WORDS}"
    assert folder.read("posters/12-12.yaml") == replaced(12, ("board: A12", "board: Z1"))
    assert folder.read("posters/20-20.yaml") == replaced(20, ("about\n", "about\nstatus: withdrawn\n"))
    assert folder.read("posters/30-30.yaml") == replaced(30, ("A30  #", "C1  #"))
    assert folder.read("posters/31-31.yaml") == replaced(
        31, (background, WORDS), ("Results: It helped.", "Conclusion: Open it.")
    )
    authors = before["posters/32-32.yaml"].decode().split("authors:\n")[1].split("sections:")[0]
    assert folder.read("posters/32-32.yaml") == replaced(
        32, ("board: A32\n", ""), (authors, "  - Carl Dorn\n")
    )


def test_importing_the_same_again_changes_nothing(folder):
    assert len(folder.merge(*SIXTY).new) == 60
    again = folder.merge(*SIXTY)
    assert (len(again.unchanged), again.files, again.problems) == (60, (), ())


def test_without_write_the_same_is_told_and_no_file_is_made(folder):
    looked = folder.look(*SIXTY[:3])
    assert (numbers(looked.new), looked.files) == (["1", "2", "3"], ())
    made = folder.merge(*SIXTY[:3])
    assert (made.new, len(made.files)) == (looked.new, 4)


def test_what_is_imported_loads(folder):
    folder.merge(record("0968", start="09:30", keywords=["air", "no"]), record("7", status="late-breaking"))
    booklet, _ = load(folder.path, kinds())
    assert [one.number for one in booklet.records] == ["0968", "7"]
    first, _ = booklet.records
    assert first.title == "How poster 0968 came about"
    assert first.keywords == ("air", "no")
    assert (first.authors[0].name, first.authors[0].presenter) == ("Ada Berg", True)
    assert [section.heading for section in first.sections] == ["Background", "Results"]


def test_loading_never_reads_what_was_imported_last(folder):
    folder.merge(record("1"))
    before = load(folder.path, kinds())
    folder.write(IMPORTED, b"\xff not even text")
    folder.write(".posterbook/more.yaml", "- [")
    assert load(folder.path, kinds()) == before


def test_file_names_are_safe_and_sort_as_the_rows_do(folder):
    rows = ["P/12", "../../etc", "Ärzte 7", "", "a" * 99, "CON", "☃", "12:30", "x.yaml", "0968", "2"]
    folder.merge(*(record(number) for number in rows))
    assert folder.names() == [
        "01-P-12.yaml",
        "02-etc.yaml",
        "03-Arzte-7.yaml",
        "04.yaml",
        f"05-{'a' * 40}.yaml",
        "06-CON.yaml",
        "07.yaml",
        "08-12-30.yaml",
        "09-x-yaml.yaml",
        "10-0968.yaml",
        "11-2.yaml",
    ]


@pytest.mark.parametrize(
    "name", ["7-x.yaml", "alpha.yaml", "P12.yaml", "007.yaml", "zz9-ä.yaml", "12_3.yaml"]
)
def test_new_records_come_behind_files_of_any_name_and_replace_none(folder, name):
    folder.write(f"posters/{name}", "number: first\ntitle: By hand\n")
    folder.write("posters/08-1.yml", "not read")
    before = folder.contents()
    found = folder.merge(record("1"), record("2"))
    files = [line.file for line in found.new]
    ordered = sorted([f"posters/{name}", *files], key=natural)
    assert ordered == [f"posters/{name}", *files]
    assert before.items() <= folder.contents().items()


def test_more_than_ninety_nine_records_have_longer_numbers(folder):
    folder.merge(*(record(str(number)) for number in range(1000, 1120)))
    assert folder.names()[0] == "001-1000.yaml"
    assert folder.names() == sorted(folder.names(), key=natural)


def test_a_record_that_stands_here_by_hand_gets_what_it_lacks_and_keeps_what_it_has(folder):
    folder.write("posters/1.yaml", "number: 1 # mine\ntitle: My title\ngroup: Indoor air\n")
    found = folder.merge(record("1", sections=None, authors=None))
    assert numbers(found.conflicts) == ["1"]
    assert [(change.name, change.outcome) for change in found.conflicts[0].changes] == [
        ("title", "conflict"),
        ("board", "taken"),
    ]
    assert (
        folder.read("posters/1.yaml") == "number: 1 # mine\ntitle: My title\ngroup: Indoor air\nboard: A1\n"
    )


def test_a_conflict_is_told_once_and_what_stands_here_is_kept(folder):
    folder.merge(record("1"))
    folder.edit("posters/01-1.yaml", "board: A1", "board: B7")
    assert numbers(folder.merge(record("1", board="C3")).conflicts) == ["1"]
    again = folder.merge(record("1", board="C3"))
    assert (again.conflicts, again.problems, again.files) == ((), (), ())
    assert [change.name for change in again.unchanged[0].changes] == ["board"]
    assert "board: B7" in folder.read("posters/01-1.yaml")


def test_the_same_change_on_both_sides_is_no_conflict(folder):
    folder.merge(record("1"))
    folder.edit("posters/01-1.yaml", "board: A1", "board:   'C3'")
    found = folder.merge(record("1", board="C3"))
    assert (len(found.unchanged), written(folder, found)) == (1, [IMPORTED])


def test_sections_are_merged_one_by_one(folder):
    folder.merge(record("1"))
    folder.edit("posters/01-1.yaml", "Results: It helped.", "Results: It helped *much*.")
    found = folder.merge(
        record("1", sections={"Aims": "Air.", "Background": "Short.", "Results": "It helped."})
    )
    assert numbers(found.changed) == ["1"]
    assert folder.read("posters/01-1.yaml").endswith(
        "sections:\n  Aims: Air.\n  Background: Short.\n  Results: It helped *much*.\n"
    )


def test_a_field_that_no_row_has_any_more_is_not_emptied_but_no_longer_read(folder):
    folder.merge(record("1"), record("2"))
    found = folder.merge(record("1", sections=None), record("2", sections=None))
    assert (len(found.unchanged), found.files) == (2, ())
    found = folder.merge(record("1", sections=None), record("2"))
    assert numbers(found.changed) == ["1"]
    assert "sections" not in folder.read("posters/01-1.yaml")


def test_a_withdrawn_record_whose_row_comes_back_is_withdrawn_no_longer(folder):
    folder.merge(record("1"), record("2"))
    before = folder.contents()
    assert numbers(folder.merge(record("1")).withdrawn) == ["2"]
    again = folder.merge(record("1"))
    assert (again.withdrawn, again.files) == ((), ())
    assert "status: withdrawn" in folder.read("posters/02-2.yaml")
    assert numbers(folder.merge(record("1"), record("2")).changed) == ["2"]
    assert folder.contents() == before


def test_a_record_that_was_edited_here_is_not_withdrawn_but_told_each_time(folder):
    folder.merge(record("1"), record("2"))
    folder.edit("posters/02-2.yaml", "board: A2", "board: B2")
    for _ in range(2):
        found = folder.merge(record("1"))
        assert found.files == ()
        (line,) = found.withdrawn
        assert "edited here (board)" in line.note


def test_a_status_that_a_person_has_set_stays(folder):
    folder.merge(record("1"), record("2"), record("3"))
    folder.merge(record("1"))
    folder.edit("posters/02-2.yaml", "status: withdrawn", "status: accepted")
    folder.edit("posters/03-3.yaml", "status: withdrawn\n", "")
    before = folder.contents()
    found = folder.merge(record("1"))
    assert (found.withdrawn, found.changed, folder.contents()) == ((), (), before)


def test_a_record_that_was_removed_here_does_not_come_back(folder):
    folder.merge(record("1"), record("2"), record("3"))
    (folder.path / "posters/02-2.yaml").unlink()
    (folder.path / "posters/03-3.yaml").unlink()
    found = folder.merge(record("1"), record("2"), record("3", board="C9"))
    assert [(line.number, line.note[:12]) for line in found.unchanged[1:]] == [("2", "removed here")]
    assert [(line.number, line.note[:12]) for line in found.conflicts] == [("3", "removed here")]
    assert folder.names() == ["01-1.yaml"]
    folder.merge(record("1"))
    assert folder.names() == ["01-1.yaml"]


def test_a_folder_without_records_is_imported_into_as_the_first_time(folder):
    folder.merge(record("1"))
    (folder.path / "posters/01-1.yaml").unlink()
    assert numbers(folder.merge(record("1")).new) == ["1"]


def test_a_number_that_was_edited_here_is_kept(folder):
    folder.merge(record("1"), record("2"))
    folder.edit("posters/02-2.yaml", "number: 2", "number: 2b")
    found = folder.merge(record("1"), record("2", board="C3"))
    assert numbers(found.changed) == ["2b"]
    assert folder.read("posters/02-2.yaml").startswith("number: 2b\n")
    assert "board: C3" in folder.read("posters/02-2.yaml")


def test_a_record_may_move_to_another_file(folder):
    folder.merge(record("1"), record("2"))
    (folder.path / "posters/01-1.yaml").rename(folder.path / "posters/99.yaml")
    found = folder.merge(record("1", board="C3"), record("2"))
    assert written(folder, found) == [IMPORTED, "posters/99.yaml"]


def test_rows_without_a_number_belong_to_the_record_with_their_title(folder):
    folder.merge(record("", title="A"), record("", title="B"), record("3"))
    found = folder.merge(record("", title="B", board="C2"), record("3"), record("7", title="A"))
    assert [line.title for line in found.changed] == ["A", "B"]
    assert folder.read("posters/01.yaml").startswith("number: 7\ntitle: A\n")
    assert "board: C2" in folder.read("posters/02.yaml")
    assert folder.names() == ["01.yaml", "02.yaml", "03-3.yaml"]


def test_every_row_is_written_also_those_that_repeat_a_number(folder):
    rows = [record("1"), record("1", title="Another"), record("0968"), record("968")]
    folder.merge(*rows)
    assert folder.names() == ["01-1.yaml", "02-1.yaml", "03-0968.yaml", "04-968.yaml"]
    rows[1] = record("1", title="Another one")
    found = folder.merge(*rows)
    assert written(folder, found) == [IMPORTED, "posters/02-1.yaml"]


def test_a_list_in_one_file_is_added_to_and_edited_in_its_place(folder):
    text = (
        "# our posters\n- number: 5   # five\n  title: By hand\n\n- {number: 6, title: In brackets}\n# end\n"
    )
    folder.write("posters.yaml", text)
    few = {"authors": None, "sections": {"Results": "It helped."}, "group": None}
    found = folder.merge(record("0968", **few), record("6", title="In brackets", **few))
    assert (numbers(found.new), numbers(found.changed)) == (["0968"], ["6"])
    text = text.replace("In brackets}", "In brackets, board: A6, sections: {Results: It helped.}}")
    new = '\n- number: "0968"\n  title: How poster 0968 came about\n  board: A0968\n'
    text = text.replace("# end", f"{new}  sections:\n    Results: It helped.\n# end")
    assert folder.read("posters.yaml") == text
    assert not (folder.path / "posters").exists()
    found = folder.merge(record("0968", **few | {"board": "B1"}), record("6", title="In brackets", **few))
    assert folder.read("posters.yaml") == text.replace("A0968", "B1")
    found = folder.merge(record("0968", **few | {"board": "B1"}))
    assert numbers(found.withdrawn) == ["6"]
    assert "{number: 6, title: In brackets, status: withdrawn, board" in folder.read("posters.yaml")


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_keeps_them(folder):
    folder.merge(record("1"))
    text = "\ufeff" + folder.read("posters/01-1.yaml").replace("\n", "\r\n")
    folder.write("posters/01-1.yaml", text)
    assert folder.merge(record("1")).files == ()
    folder.merge(record("1", board="C1", link="https://example.org"))
    wanted = text.replace("A1", "C1").replace("helped.\r\n", "helped.\r\nlink: https://example.org\r\n")
    assert folder.read("posters/01-1.yaml") == wanted


def test_order_and_hand_written_fields_survive(folder):
    text = "# mine\nlink: https://example.org\ntitle: How poster 1 came about\n\nnumber: 1\n\ntail: x  # c\n"
    folder.write("posters/5.yaml", text)
    folder.merge(record("1", group=None, board=None, authors=None, sections={"Results": "It helped."}))
    wanted = text.replace("about\n", "about\nsections:\n  Results: It helped.\n")
    assert folder.read("posters/5.yaml") == wanted
    found = folder.merge(
        record("1", title="New", group=None, board=None, authors=None, sections={"Results": "Yes"})
    )
    assert numbers(found.changed) == ["1"]
    assert folder.read("posters/5.yaml") == wanted.replace("How poster 1 came about", "New").replace(
        "It helped.", '"Yes"'
    )


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("posters/2.yaml", "number: 2\ntitle: 'A\n", "posters/2.yaml:2:8: error[yaml-syntax]"),
        ("posters/2.yaml", "- number: 2\n", "posters/2.yaml:1:1: error[wrong-type]"),
        ("posters/2.yaml", b"number: \xff\n", "posters/2.yaml:1:9: error[not-utf-8]"),
        ("posters.yaml", "- number: 2\n", "posters.yaml:1:1: error[two-sources]"),
        (IMPORTED, '{"version": 1,\n "records": [}', f"{IMPORTED}:2:14: error[imported-unreadable]"),
        (IMPORTED, '{"version": 9, "records": []}', f"{IMPORTED}:1:1: error[imported-unreadable]"),
        (IMPORTED, '{"version": 1, "records": [{}]}', f"{IMPORTED}:1:1: error[imported-unreadable]"),
        (IMPORTED, '{"version": 1}', f"{IMPORTED}:1:1: error[imported-unreadable]"),
        (IMPORTED, "[" * 100_000, f"{IMPORTED}:1:1: error[imported-unreadable]"),
        (IMPORTED, "<<<<<<< ours", f"{IMPORTED}:1:1: error[imported-unreadable]"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error_and_nothing_is_written(folder, name, text, line):
    folder.merge(record("1"))
    folder.write(name, text)
    found = folder.merge(record("1", board="C1"), record("3"))
    assert [one[: len(line)] for one in texts(found)] == [line]
    assert (found.new, found.changed, found.files) == ((), (), ())


def test_a_list_that_is_none_is_an_error(folder):
    folder.write("posters.yaml", "number: 1\n")
    assert texts(folder.merge(record("1")))[0].startswith("posters.yaml:1:1: error[wrong-type]")
    folder.write("posters.yaml", "- number: 1\n- two\n")
    assert texts(folder.merge(record("1")))[0].startswith("posters.yaml:2:3: error[wrong-type]")


def test_a_text_that_an_alias_repeats_is_not_edited(folder):
    folder.write("posters/1.yaml", "number: 1\ntitle: &t A\nsummary_title: *t\n")
    few = {"group": None, "board": None, "authors": None, "sections": None}
    folder.merge(record("1", title="A", **few))
    found = folder.merge(record("1", title="B", **few))
    assert texts(found)[0].startswith("posters/1.yaml:2:8: error[import-uneditable]")
    assert found.files == ()


@pytest.mark.parametrize("name", ["posters", "posters/01-1.yaml", ".posterbook", IMPORTED])
def test_nothing_is_written_through_a_symbolic_link(folder, name):
    folder.merge(record("1"))
    path = folder.path / name
    path.rename(folder.path / "elsewhere")
    path.symlink_to(folder.path / "elsewhere")
    found = folder.merge(record("1", board="C1"))
    assert [problem.code for problem in found.problems] == ["symbolic-link"] * len(found.problems)
    assert found.problems
    assert found.files == ()


def test_a_link_that_leads_out_of_the_folder_is_not_read(folder, tmp_path):
    (tmp_path / "secret.yaml").write_text("number: 1\ntitle: Secret\n")
    (folder.path / "posters").mkdir()
    (folder.path / "posters/1.yaml").symlink_to(tmp_path / "secret.yaml")
    assert [problem.code for problem in folder.merge(record("1")).problems] == ["outside-folder"]


def test_a_folder_that_may_not_be_written_to_is_refused_but_may_be_looked_at(folder, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = folder.merge(record("1"))
    assert {problem.code for problem in found.problems} == {"unwritable"}
    assert found.files == ()
    assert folder.look(record("1")).problems == ()


def test_a_file_where_a_folder_should_be_is_refused(folder):
    folder.write("posters", "")
    assert [problem.code for problem in folder.merge(record("1")).problems] == ["unwritable"]


def test_what_was_imported_last_holds_the_fields_of_the_records_and_nothing_else(folder):
    folder.merge(record("1", sections=None, authors=None), record("2", sections=None, authors=None))
    folder.merge(record("1", sections=None, authors=None))
    assert folder.read(IMPORTED).splitlines() == [
        '{"version": 1, "records": [',
        ' {"number": "1", "file": "posters/01-1.yaml", "fields": {',
        '  "number": "1",',
        '  "title": "How poster 1 came about",',
        '  "group": "Indoor air",',
        '  "board": "A1"',
        " }},",
        ' {"number": "2", "file": "posters/02-2.yaml", "gone": true, "fields": {',
        '  "number": "2",',
        '  "title": "How poster 2 came about",',
        '  "status": "withdrawn",',
        '  "group": "Indoor air",',
        '  "board": "A2"',
        " }}",
        "]}",
    ]


def test_an_empty_spreadsheet_writes_nothing_into_an_empty_folder(folder):
    assert folder.merge().files == ()


def test_a_folder_that_is_not_there_yet_can_be_looked_at(folder):
    assert len(merge(folder.path / "new", (record("1"),), write=False).new) == 1


def test_a_half_character_is_written_as_one_that_shows_as_broken(folder):
    folder.merge(record("1", title="A \ud800 B"))
    assert "title: A \ufffd B\n" in folder.read("posters/01-1.yaml")
    assert folder.merge(record("1", title="A \ud800 B")).files == ()


def test_a_missing_title_is_written_all_the_same_and_named_by_the_check(folder):
    folder.merge(record("1", title=None))
    with pytest.raises(ContentError, match="missing-field"):
        load(folder.path, kinds())
