"""An edit of a YAML file changes the lines of what it names, and no other character."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posterbook.loading.yaml.document import parse
from posterbook.loading.yaml.editing import Edit, edit_text

RECORD = """\
# the record of the first poster
number: 1096   # as in the programme
title:   'One  open  window'
board: A1  # by the door

authors: # as in the form
- Ada Berg   # checked
# and her student
- {name: Carl Dorn, presenter: true}
sections:
    Background: >- # shortened
        Windows stay shut
        in winter.

        # not a comment
    # to be checked
    Methods: "We opened
      one."  # ours


link:
"""
PROSE = " ".join(["Windows stay shut in winter because everyone expects to freeze."] * 3)


def read(text):
    value, problems = parse(text.encode(), "record.yaml")
    assert not problems, (problems, text)
    return value


def changed_lines(*edits, text=RECORD, items=()):
    """What an edit takes out and puts in, as lines after - and +; all other lines are as they were."""
    edited = edit_text(text, edits, items)
    read(edited)
    lines = list(unified_diff(text.splitlines(), edited.splitlines(), lineterm="", n=0))[2:]
    return [line for line in lines if not line.startswith("@@")]


def test_a_value_of_one_line_is_replaced_in_its_place_and_the_comment_behind_it_stays():
    assert changed_lines(Edit(("board",), "C1")) == [
        "-board: A1  # by the door",
        "+board: C1  # by the door",
    ]
    assert changed_lines(Edit(("title",), "Two")) == ["-title:   'One  open  window'", "+title:   Two"]
    assert changed_lines(Edit(("link",), "x:y")) == ["-link:", "+link: x:y"]


def test_comments_in_lines_that_are_replaced_move_above_them():
    assert changed_lines(Edit(("authors",), ["Eva Fink"])) == [
        "-authors: # as in the form",
        "-- Ada Berg   # checked",
        "+# as in the form",
        "+# checked",
        "-- {name: Carl Dorn, presenter: true}",
        "+authors:",
        "+  - Eva Fink",
    ]
    assert changed_lines(Edit(("sections", "Background"), "Short.")) == [
        "-    Background: >- # shortened",
        "-        Windows stay shut",
        "-        in winter.",
        "-",
        "-        # not a comment",
        "+    # shortened",
        "+    Background: Short.",
    ]


def test_a_text_that_grows_past_a_line_becomes_a_block():
    assert changed_lines(Edit(("board",), PROSE)) == [
        "-board: A1  # by the door",
        "+# by the door",
        "+board: >-",
        "+  Windows stay shut in winter because everyone expects to freeze. Windows stay shut in winter",
        "+  because everyone expects to freeze. Windows stay shut in winter because everyone expects to",
        "+  freeze.",
    ]


def test_a_key_that_is_removed_leaves_its_comments():
    assert changed_lines(Edit(("sections", "Methods"), None)) == [
        '-    Methods: "We opened',
        '-      one."  # ours',
        "+    # ours",
    ]
    assert changed_lines(Edit(("title",), None)) == ["-title:   'One  open  window'"]


def test_new_keys_stand_behind_the_one_that_they_follow_as_far_indented_and_in_their_order():
    edits = [
        Edit(("sections", "Results"), "It helped.", after="Methods"),
        Edit(("sections", "Conclusion"), "Open one.", after="Methods"),
        Edit(("sections", "Aims"), "More air."),
        Edit(("group",), "Air", after="sections"),
    ]
    edited = edit_text(RECORD, edits)
    assert {line[0] for line in changed_lines(*edits)} == {"+"}
    assert list(read(edited)) == ["number", "title", "board", "authors", "sections", "group", "link"]
    assert list(read(edited)["sections"]) == ["Aims", "Background", "Methods", "Results", "Conclusion"]
    assert "\n    Results: It helped.\n    Conclusion: Open one.\ngroup: Air\n\n\nlink:" in edited


def test_the_last_part_may_go_while_a_key_comes_behind_it():
    edits = [Edit(("sections", "Methods"), None), Edit(("group",), "Air", after="sections")]
    assert "    # ours\ngroup: Air\n" in edit_text(RECORD, edits)
    edits = [Edit(("sections", "Background"), None), Edit(("sections", "Aims"), "More air.")]
    assert list(read(edit_text(RECORD, edits))["sections"]) == ["Aims", "Methods"]


def test_in_brackets_values_and_keys_are_replaced_added_and_removed():
    text = "records: {a: 1, b: [x], c:  3}  # kept\n"
    edits = [
        Edit(("records", "a"), None),
        Edit(("records", "b"), ["yes", "no: no"]),
        Edit(("records", "d"), {"e": "f"}, after="c"),
    ]
    edited = edit_text(text, edits)
    assert edited == 'records: {b: ["yes", "no: no"], c:  3, d: {e: f}}  # kept\n'
    assert edit_text(text, [Edit(("records", "b"), None), Edit(("records", "c"), None)]).startswith(
        "records: {a: 1"
    )


LIST = "# all posters\n- number: 1  # one\n  title: A\n\n- number: 2\n  title: >-\n    B\n# the end\n"


def test_items_come_behind_the_last_as_far_apart_as_the_others():
    edited = edit_text(LIST, [Edit((0, "title"), "C")], [{"number": "3", "title": "D"}, {"number": "4"}])
    assert edited == LIST.replace("title: A", "title: C").replace(
        "    B\n", "    B\n\n- number: 3\n  title: D\n\n- number: 4\n"
    )
    assert edit_text("  - a\n  - b", [], ["c"]) == "  - a\n  - b\n  - c"
    assert edit_text("[{a: 1}]\n", [], [{"b": "c"}]) == "[{a: 1}, {b: c}]\n"
    assert edit_text("# none yet\n[]\n", [], [{"number": "1"}]) == "# none yet\n- number: 1\n"


def test_the_first_key_of_an_item_may_go_and_another_come_before_it():
    edited = edit_text(LIST, [Edit((0, "number"), None), Edit((0, "board"), "C1")])
    assert edited == LIST.replace("- number: 1  # one\n", "- board: C1\n  # one\n")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_file_keeps_its_line_ends(end):
    text = RECORD.replace("\n", end)
    edits = [Edit(("board",), PROSE), Edit(("sections", "Aims"), "a\nb", "Methods"), Edit(("title",), None)]
    assert edit_text(text, edits) == edit_text(RECORD, edits).replace("\n", end)


@pytest.mark.parametrize(
    "path", [("title", "x"), ("nothing", "x"), (0, "x"), ("authors", 7, "x"), ("nothing",)]
)
def test_an_edit_that_has_no_place_is_refused(path):
    with pytest.raises(ValueError, match="stands at"):
        edit_text(RECORD, [Edit(path, None)])


KEYS = ("number", "title", "board", "authors", "link", "new", "other")
VALUES = (
    st.none()
    | st.sampled_from(["short", "0968", PROSE, "a\nb", "", " # "])
    | st.lists(st.text("a: #", max_size=9))
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES), st.dictionaries(st.sampled_from("ABC"), VALUES))
def test_whatever_is_edited_reads_as_meant_and_every_other_line_stays(top, inner):
    text = RECORD.replace("    Methods", "    A: x # a\n    B: >-\n        y\n    Methods")
    was = read(text)
    edits = [
        Edit(("sections", key), value, "Methods")
        for key, value in inner.items()
        if value is not None or key in was["sections"]
    ]
    edits += [
        Edit((key,), value, "sections") for key, value in top.items() if value is not None or key in was
    ]
    edited = edit_text(text, edits)
    wanted = {**was, **top, "sections": {**was["sections"], **inner}}
    wanted = {key: value for key, value in wanted.items() if value is not None}
    wanted["sections"] = {key: value for key, value in wanted["sections"].items() if value is not None}
    assert {key: value for key, value in read(edited).items() if value is not None} == wanted
    for comment in (
        "# the record of the first poster",
        "# shortened",
        "# to be checked",
        "# and her student",
    ):
        assert comment in edited
    assert "        Windows stay shut\n        in winter.\n\n        # not a comment\n" in edited
