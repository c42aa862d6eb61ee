"""The whole folder: order of records, all problems in one run, languages."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.content.languages import best, languages, table_for
from posterbook.content.poster_order import natural
from posterbook.content.scalars import control_character
from posterbook.errors import ContentError, Severity, Where
from posterbook.loading import load, read_words


def test_the_smallest_folder_is_a_booklet_without_problems(content):
    booklet, problems = content.load()
    assert problems == ()
    assert (booklet.title, booklet.language, booklet.words.title) == ("A day of posters", "en", "Title")
    assert booklet.where == Where("booklet.yaml")
    assert [record.where for record in booklet.records] == [Where("posters/1.yaml")]


def test_records_stand_in_the_natural_order_of_their_files(content):
    content.record("10-x.yaml", 10).record("2-x.yaml", 2)
    assert [record.number for record in content.booklet().records] == ["1", "2", "10"]


def test_a_list_of_records_keeps_its_order(content):
    content.remove("posters/1.yaml").write(
        "posters.yaml",
        "- {number: 9, title: a, sections: {A: b}}\n- {number: 3, title: a, sections: {A: b}}\n",
    )
    records = content.booklet().records
    assert [record.number for record in records] == ["9", "3"]
    assert records[1].where == Where("posters.yaml", (1,))


def test_records_in_two_places_are_an_error(content):
    assert content.write("posters.yaml", "- {}\n").one().code == "two-sources"


def test_a_folder_without_records_is_an_error(content):
    assert content.remove("posters/1.yaml").one().code == "no-records"


def test_an_empty_list_of_records_is_an_error(content):
    content.remove("posters/1.yaml").write("posters.yaml", "[]\n")
    assert content.one().code == "no-records"


def test_records_that_nobody_reads_are_no_records(content):
    content.remove("posters/1.yaml").write("posters/1.yml", "number: 1\n")
    assert {problem.code for problem in content.problems()} == {"not-read", "no-records"}


def test_a_file_is_no_content_folder(content):
    with pytest.raises(ContentError, match="is a file, not a folder"):
        load(content.folder / "booklet.yaml", {})


def test_a_folder_that_may_not_be_looked_into_is_named(content, monkeypatch):
    def locked(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", locked)
    problem = content.one()
    assert (problem.code, problem.hint[:23]) == ("unreadable-file", "give yourself the right")
    assert problem.message.endswith("posters': permission denied")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are pipes")
def test_a_pipe_is_not_waited_for(content):
    os.mkfifo(content.folder / "posters/2.yaml")
    assert content.one().message == "cannot read '2.yaml': it is a pipe"


def test_a_missing_folder_points_at_new(tmp_path):
    with pytest.raises(ContentError, match="no folder") as failed:
        load(tmp_path / "nowhere", {})
    assert "posterbook new" in failed.value.problems[0].hint


def test_a_folder_without_booklet_yaml_is_an_error(content):
    assert content.remove("booklet.yaml").one().code == "no-booklet"


def test_a_file_that_nobody_reads_gets_a_warning(content):
    problem = content.write("posters/2.yml", "number: 2\n").one()
    assert (problem.code, problem.severity, problem.hint) == (
        "not-read",
        Severity.WARNING,
        "rename it to 2.yaml",
    )


def test_hidden_files_are_passed_over(content):
    assert content.write("posters/._1.yaml", b"\xff").problems() == ()


def test_a_duplicate_number_is_reported_at_the_later_record(content):
    problem = content.record("2.yaml", 1).one()
    assert str(problem.where) == "posters/2.yaml:1:9"
    assert problem.message == "the number '1' is taken already, at posters/1.yaml:1:9"


def test_a_duplicate_number_of_a_faulty_record_is_reported_too(content):
    content.write("posters/2.yaml", "number: 1\nsections: {A: b}\n")
    assert [p.code for p in content.problems()] == ["missing-field", "duplicate-number"]


def test_a_dozen_faults_give_a_line_each_in_one_run(content):
    content.write(
        "booklet.yaml",
        "title: A day\n"
        "date: 2021-02-30\n"
        "page: a6\n"
        "title: again\n"
        "running_order:\n"
        "  - covr\n"
        "  - text: {file: text/about.md}\n"
        "  - text: {file: text/abuot.md}\n",
    )
    content.write("text/about.md", "We show {{ poster | length }} posters.\n{{ issuer.shrt }}\n")
    content.write("posters/2.yaml", "number: 2\ntitle: x\nsumary_title: y\nsections: {A: b}\n")
    content.write("posters/3.yaml", "number: 3\nsections: {A: b}\n")
    content.write("posters/4.yaml", "number: 1\ntitle: x\nsections: {A: b}\n")
    content.write("posters/5.yaml", "number: 0968\ntitle: x\nsections: {A: b}\n")
    content.write("posters/6.yaml", "number: 6\n\ttitle: x\n")
    content.write("posters/7.yaml", "number: 7\ntitle: x\nsections:\n  A: b\n  Methods:\n")
    content.write("posters/8.yaml", "number: 8\ntitle: x\ngroup: [a, b]\nsections: {A: b}\n")
    content.write("posters/9.yaml", b"number: 9\ntitle: caf\xe9\n")
    assert content.lines() == [
        ["booklet.yaml:2:7", "error[wrong-date]"],
        ["booklet.yaml:3:7", "error[wrong-value]"],
        ["booklet.yaml:4:1", "error[duplicate-key]"],
        ["booklet.yaml:6:5", "error[unknown-page-kind]"],
        ["booklet.yaml:8:18", "error[missing-file]"],
        ["posters/2.yaml:3:1", "error[unknown-field]"],
        ["posters/3.yaml:1:1", "error[missing-field]"],
        ["posters/4.yaml:1:9", "error[duplicate-number]"],
        ["posters/5.yaml:1:9", "error[unquoted-number]"],
        ["posters/6.yaml:2:1", "error[yaml-syntax]"],
        ["posters/7.yaml:5:11", "error[empty-section]"],
        ["posters/8.yaml:3:8", "error[wrong-type]"],
        ["posters/9.yaml:2:11", "error[not-utf-8]"],
        ["text/about.md:1:9", "error[undefined-placeholder]"],
        ["text/about.md:2:1", "error[undefined-placeholder]"],
    ]


def test_a_broken_booklet_yaml_does_not_hide_the_faults_of_records(content):
    content.write("booklet.yaml", "- a\n").write("posters/2.yaml", "number: 2\n")
    assert [p.code for p in content.problems()] == ["wrong-type", "missing-field", "missing-field"]


def test_a_missing_value_causes_no_second_message_in_a_text(content):
    content.write("booklet.yaml", "title: x\ndate: soon\nrunning_order:\n  - text: {file: text/a.md}\n")
    content.write("text/a.md", "{{ date | date }}\n")
    assert content.one().code == "wrong-date"


def test_warnings_of_a_faulty_folder_are_kept_unless_they_are_accepted(content):
    content.write("posters/2.yml", "x").write("posters/3.yaml", "number: 3\n")
    assert "not-read" in [p.code for p in content.problems()]
    accept = "accept: [{code: not-read, file: posters/2.yml, wording: only, reason: kept}]\n"
    content.write("booklet.yaml", f"title: x\n{accept}")
    assert "not-read" not in [p.code for p in content.problems()]


SHOUTING = "number: {}\ntitle: EFFECTS OF AN OPEN WINDOW\ngroup: {}\nsections: {{A: b}}\n"


def test_records_that_read_well_are_compared_also_where_others_do_not(content):
    content.write("posters/2.yaml", SHOUTING.format(2, "Indoor Air"))
    content.write("posters/3.yaml", SHOUTING.format(3, "Indoor air"))
    content.write("posters/4.yaml", SHOUTING.format(4, "indoor air") + "titel: x\n")
    content.write("posters/5.yaml", "number: 5\ntitle: R&amp;D\nsections: {A: b}\nsections: {A: b}\n")
    assert content.lines() == [
        ["posters/2.yaml:2:8", "warning[title-shouting]"],
        ["posters/3.yaml:2:8", "warning[title-shouting]"],
        ["posters/3.yaml:3:8", "warning[group-spelling]"],
        ["posters/4.yaml:5:1", "error[unknown-field]"],
        ["posters/5.yaml:4:1", "error[duplicate-key]"],
    ]


def test_in_a_list_only_the_records_at_fault_are_left_out(content):
    content.remove("posters/1.yaml")
    records = [SHOUTING.format(n, "Air") + ("titel: x\n" if n == 2 else "") for n in (1, 2, 3)]
    listed = "".join("- " + record.strip().replace("\n", "\n  ") + "\n" for record in records)
    content.write("posters.yaml", listed)
    codes = [(one.code, one.where.line) for one in content.problems()]
    assert codes == [("title-shouting", 2), ("unknown-field", 9), ("title-shouting", 11)]


def test_what_is_counted_over_all_records_waits_until_none_is_at_fault(content):
    for number in (2, 3, 4, 6):
        content.record(f"{number}.yaml", number)
    assert [one.code for one in content.problems()] == ["number-gap"]
    content.write("posters/7.yaml", "number: 7\n")
    assert {one.code for one in content.problems()} == {"missing-field"}


@pytest.mark.parametrize(
    ("record", "place", "comment"),
    [
        ("number: 2\ntitle: Sensor #3\nsections: {A: b}\n", "2:8", "#3"),
        ("number: 2\ntitle: Sensor\n  network #3 there\nsections: {A: b}\n", "2:8", "#3 there"),
        ("number: 2\ntitle: In C #\nsections: {A: b}\n", "2:8", "#"),
        ("number: Poster #2\ntitle: x\nsections: {A: b}\n", "1:9", "#2"),
        ("number: 2\ntitle: x\nsections:\n  A: Patient #7 was\n", "4:6", "#7 was"),
        ("number: 2\ntitle: x\nauthors:\n  - Ada #1\nsections: {A: b}\n", "4:5", "#1"),
    ],
)
def test_a_comment_that_may_be_text_is_named(content, record, place, comment):
    problem = content.write("posters/2.yaml", record).one()
    assert (problem.code, str(problem.where)) == ("comment-in-text", f"posters/2.yaml:{place}")
    assert f"before '{comment}'" in problem.message


def test_comments_are_no_text_and_text_that_is_quoted_or_a_block_has_none(content):
    content.write(
        "posters/2.yaml",
        "#1 of our studies\nnumber: 2  # was 3\ntitle: 'Sensor #3'  #note\nstatus: accepted #checked\n"
        "group: C#\nsections:\n  #A: left out\n  A: >-\n    Patient #7\n  B: two  # to be checked\n",
    )
    assert content.problems() == ()


def test_a_comment_in_a_text_of_the_booklet_is_named_too(content):
    content.write("booklet.yaml", "title: Day #2\nlanguage: en #english\n")
    assert content.lines() == [["booklet.yaml:1:8", "warning[comment-in-text]"]]


@pytest.mark.parametrize(
    ("file", "text", "sign"),
    [
        ("posters/2.yaml", 'number: 2\ntitle: "An \\x93open\\x94 window"\nsections: {A: b}\n', "\u201c"),
        ("posters/2.yaml", "number: 2\ntitle: 5 \x80 each\nsections: {A: b}\n", "\u20ac"),
        ("text/introduction.md", "The window\x92s frame", "\u2019"),
    ],
)
def test_a_control_character_of_windows_1252_names_its_sign(content, file, text, sign):
    problem = content.write(file, text).one()
    assert problem.code == "control-character"
    assert problem.hint == f"write {sign} in its place, which it is in Windows-1252"


def test_a_record_that_leads_outside_the_folder_is_refused(content):
    outside = content.folder.parent / "secret.yaml"
    outside.write_text("number: 5\ntitle: secret\nsections: {A: b}\n")
    (content.folder / "posters/5.yaml").symlink_to(outside)
    assert content.one().code == "outside-folder"


def test_a_posters_folder_that_leads_outside_is_refused(content):
    outside = content.folder.parent / "elsewhere"
    (content.folder / "posters").rename(outside)
    (content.folder / "posters").symlink_to(outside)
    assert content.one().code == "outside-folder"


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["", "-x", "x1"]))
def test_natural_order_is_the_order_of_numbers(one, other, rest):
    assert (natural(f"posters/{one}{rest}") < natural(f"posters/{other}{rest}")) is (one < other)


def test_natural_order_counts():
    assert sorted(["10-x", "2-x", "1-x", "x"], key=natural) == ["1-x", "2-x", "10-x", "x"]


def test_every_language_has_all_words_with_their_placeholders():
    assert languages() == ("ar", "de", "en", "fa", "fr", "he", "ur", "zh-Hans", "zh-Hant")
    for tag in languages():
        words = read_words(tag)
        assert (len(words.months), len(words.numbers)) == (12, 13)
        assert "{page}" in words.page
        assert "{page}" in words.continued_on
        assert "{code}" in words.stock_code
        assert control_character("".join([words.title, *words.months])) == -1


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "April 13, 2021"), ("de", "13. April 2021"), ("fr", "13 avril 2021"),
        ("zh-Hant", "2021年4月13日"), ("zh-Hans", "2021年4月13日"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_the_language_writes_it(tag, written):
    assert read_words(tag).date_in_words(date(2021, 4, 13)) == written


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("en-GB", "en"),
        ("zh-hk", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("zh-Hant-HK", "zh-Hant"),
        ("ja", ""),
        ("d", ""),
    ],
)
def test_a_tag_finds_the_nearest_table(tag, found):
    assert best(tag, languages()) == found
    assert (table_for(tag) is None) is (not found)


def test_a_language_without_words_gets_english_ones_and_a_warning(content):
    booklet, (problem,) = content.write("booklet.yaml", "title: x\nlanguage: ja\n").load()
    assert (booklet.language, booklet.words.title) == ("ja", "Title")
    assert (problem.code, str(problem.where)) == ("no-words", "booklet.yaml:2:11")


def test_a_language_has_its_usual_case(content):
    booklet = content.write("booklet.yaml", "title: x\nlanguage: zh-hant\n").booklet()
    assert (booklet.language, booklet.words.title) == ("zh-Hant", "題目")
