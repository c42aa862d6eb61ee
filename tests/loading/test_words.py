"""The user's own words for what posterbook prints, over those of a language or in place of them."""

from dataclasses import fields
from datetime import date

import pytest

from posterbook.content.languages import languages
from posterbook.content.model import Words
from posterbook.loading import read_words
from posterbook.loading.words import wrong_words

EVERY = tuple(one.name for one in fields(Words))


def test_words_of_the_user_stand_in_place_of_ours(content):
    content.write("words.yaml", 'notes: My notes\ncontinued_on: "next: {page}"\n')
    words = content.booklet().words
    assert (words.notes, words.continued_on, words.title) == ("My notes", "next: {page}", "Title")


def test_they_stand_over_the_table_of_the_language(content):
    content.write("booklet.yaml", "title: x\nlanguage: de\n").write("words.yaml", "notes: Notizblatt\n")
    words = content.booklet().words
    assert (words.notes, words.title) == ("Notizblatt", "Titel")


def test_a_language_without_a_table_takes_what_is_lacking_from_english_and_says_so_once(content):
    content.write("booklet.yaml", "title: x\nlanguage: ja\n").write("words.yaml", "notes: メモ\n")
    booklet, (problem,) = content.load()
    assert (booklet.words.notes, booklet.words.title) == ("メモ", "Title")
    assert str(problem).startswith(
        "booklet.yaml:2:11: warning[no-words]: posterbook has no words of its own in 'ja', so it prints"
        " English ones for number, group, labelled, title, contents,"
    )
    assert "notes" not in problem.message


def test_a_language_that_the_user_gives_whole_is_no_matter_for_a_warning(content):
    table = read_words("en")
    lines = [f"{name}: {_yaml(getattr(table, name))}" for name in EVERY]
    content.write("booklet.yaml", "title: x\nlanguage: eo\n").write("words.yaml", "\n".join(lines))
    booklet, problems = content.load()
    assert (problems, booklet.words) == ((), table)


def _yaml(value):
    return f'"{value}"' if isinstance(value, str) else "[" + ", ".join(f'"{one}"' for one in value) + "]"


@pytest.mark.parametrize(
    ("written", "fault", "message", "hint"),
    [
        ("noted: x", "1: error[unknown-field]", "unknown field 'noted'", "did you mean 'notes'?"),
        ("notes: [x]", "8: error[wrong-type]", "'notes' wants text, found a list", ""),
        ("notes:", "7: error[empty-field]", "'notes' is empty", ""),
        (
            'page: "{pages}"',
            "7: error[unknown-placeholder]",
            "'page' holds the unknown placeholder {pages}",
            "page",
        ),
        (
            'page: "p."',
            "7: error[missing-placeholder]",
            "'page' lacks the placeholder {page}",
            "it takes {page}",
        ),
        (
            'page: "{page.x}"',
            "7: error[unknown-placeholder]",
            "'page' holds the unknown placeholder {page.x}",
            "",
        ),
        (
            'page: "{{page}}"',
            "7: error[unknown-placeholder]",
            "'page' has a brace without its other half",
            "",
        ),
        (
            'notes: "{x}"',
            "8: error[unknown-placeholder]",
            "'notes' holds the unknown placeholder {x}",
            "takes no",
        ),
        ("weekdays: [a, b]", "11: error[wrong-value]", "'weekdays' wants 7 items, found 2", "Monday first"),
        ("- notes", "1: error[wrong-type]", "words.yaml wants a mapping of words", "write each as"),
    ],
)
def test_a_fault_is_told_at_its_line(content, written, fault, message, hint):
    problem = content.write("words.yaml", written + "\n").problems()[0]
    assert str(problem).splitlines()[0] == f"words.yaml:1:{fault}: {message}"
    assert hint in problem.hint


def test_every_fault_of_a_date_is_told(content):
    content.write("words.yaml", 'date: "{dat} {month}"\n')
    assert [problem.code for problem in content.problems()] == [
        "unknown-placeholder", "missing-placeholder", "missing-placeholder",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", languages())
def test_our_own_tables_hold_what_they_must(tag):
    assert list(wrong_words(read_words(tag), dict.fromkeys(EVERY))) == []


@pytest.mark.parametrize(
    ("tag", "long", "short"),
    [
        ("en", "May 1, 2021", "Sat, May 1"),
        ("de", "1. Mai 2021", "Sa., 1. Mai"),
        ("fr", "1er mai 2021", "sam. 1er mai"),
        ("zh-Hant", "2021年5月1日", "5月1日（週六）"),
        ("zh-Hans", "2021年5月1日", "5月1日（周六）"),
    ],
)
def test_the_first_of_a_month_is_written_as_the_language_writes_it(tag, long, short):
    words = read_words(tag)
    assert (words.date_in_words(date(2021, 5, 1)), words.short_day(date(2021, 5, 1))) == (long, short)
    assert "11" in words.date_in_words(date(2021, 5, 11))


def test_french_sets_a_no_break_space_before_a_colon():
    words = read_words("fr")
    wordings = [value for value in (getattr(words, name) for name in EVERY) if isinstance(value, str)]
    assert [one for one in wordings if ":" in one and "\u00a0:" not in one] == []
    assert [one for one in wordings if " :" in one] == []
