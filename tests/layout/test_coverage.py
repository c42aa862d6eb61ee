"""Characters that cannot be printed right stop the build, each named with its record, field and place."""

import re
from pathlib import Path

import pytest
from tests.stress import write_booklet

from posterbook import load, typeset
from posterbook.content.scripts import advice
from posterbook.errors import ContentError


def said(folder: Path, record: dict[str, object], **keys: object) -> list[str]:
    """What the build of one record says, each problem on a line, without its file."""
    whole = {"number": "1096", "title": "A title", "sections": {"Background": "Some text"}, **record}
    write_booklet(folder, [whole], **keys)
    try:
        typeset(load(folder))
    except ContentError as failed:
        return [str(problem).partition(": ")[2] for problem in failed.problems]
    return []


def test_a_character_in_no_font_is_named_with_record_field_position_and_code(tmp_path):
    (problem,) = said(tmp_path, {"title": "Cells ꙮ grow"})
    assert problem == (
        "error[uncovered-character]: poster 1096, 'title': 'ꙮ' (U+A66E, cyrillic letter multiocular o) at"
        " position 7, in 'Cells ꙮ grow', is in no font\n"
        "  hint: change it, or add a font that has it under 'fonts:' in booklet.yaml"
    )


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("\ufb2a", "Hebrew"),
        ("\ufefb", "Arabic"),
        ("\u0710", "Syriac"),
        ("\u0f40", "Tibetan"),
        ("\u1820", "Mongolian"),
        ("\u1100", "Hangul"),
    ],
)
def test_scripts_that_need_shaping_or_run_right_to_left_are_refused_by_name(tmp_path, character, script):
    (problem,) = said(tmp_path, {"sections": {"Methods": f"of {character * 3}"}})
    assert problem.startswith(f"error[complex-script]: poster 1096, 'Methods': '{character}' (U+")
    assert f"is {script}, which posterbook cannot set right" in problem


def test_marks_that_turn_the_direction_are_refused_though_a_font_may_have_them(tmp_path):
    (problem,) = said(tmp_path, {"title": "A \u202etitle"})
    assert "turns the direction of text" in problem
    assert "in 'A \\u202etitle'" in problem
    assert problem.endswith("is put in brackets, as [3, 5, 7]{lang=en}")


def test_many_characters_of_one_kind_in_one_place_are_one_problem(tmp_path):
    (problem,) = said(tmp_path, {"sections": {"Background": "아버지가 방에 들어가신다\n\n아버지"}})
    assert "a Korean font" in problem
    assert "so with 9 more characters here" in problem


def test_more_than_twenty_places_are_counted(tmp_path):
    problems = said(tmp_path, {"sections": {f"Part {n}": "☃" for n in range(25)}})
    assert len(problems) == 21
    assert problems[-1].startswith("and 5 more places")


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        ({"authors": ["Anna ☃"]}, "'authors'"),
        ({"authors": [{"name": "Anna", "affiliations": ["House ☃"]}]}, "'authors'"),
        ({"group": "Snow ☃"}, "'group'"),
        ({"keywords": ["☃"]}, "'keywords'"),
    ],
)
def test_every_field_of_a_record_is_looked_at(tmp_path, keys, field):
    (problem,) = said(tmp_path, keys)
    assert f"poster 1096, {field}: '☃' (U+2603, snowman)" in problem


def test_the_running_feet_are_looked_at(tmp_path):
    problems = said(tmp_path, {}, issuer={"short": "☃ Ltd"}, event={"short": "☃ Day"})
    assert set(re.findall(r"\]: '(\w+)'", "\n".join(problems))) == {"issuer", "event"}


@pytest.mark.parametrize(
    ("character", "hint"),
    [
        ("\u2003", "use a plain space"),
        ("\u00ad", "remove it, nobody can see it"),
        ("\ufe0f", "remove it, nobody can see it"),
        ("👍", "add an emoji font in TrueType outlines under 'fonts:' in booklet.yaml, or remove it"),
        ("か", "add a Japanese font under 'fonts:' in booklet.yaml"),
        ("ｶ", "add a Japanese font under 'fonts:' in booklet.yaml"),
        ("한", "add a Korean font under 'fonts:' in booklet.yaml"),
        ("龘", "add a Chinese or Japanese font that has it under 'fonts:' in booklet.yaml"),
        ("ა", "add a Georgian font under 'fonts:' in booklet.yaml"),
        ("⨂", "add a font with mathematical signs under 'fonts:' in booklet.yaml"),
        ("\ue000", "replace it: only the font that it was typed in knows what it means"),
        ("ꜳ", "change it, or add a font that has it under 'fonts:' in booklet.yaml"),
    ],
)
def test_the_hint_says_which_kind_of_font_has_the_character(character, hint):
    assert advice(character) == hint


def test_posterbook_s_own_words_that_no_font_has_are_told_once_as_its_own(tmp_path):
    folder = write_booklet(tmp_path, [{"number": "1", "title": "A", "sections": {"B": "C"}}], language="ar")
    with pytest.raises(ContentError) as failed:
        typeset(load(folder))
    (problem,) = failed.value.problems
    assert (problem.where.file, problem.where.path) == ("booklet.yaml", ("language",))
    assert problem.message.startswith("posterbook's own words in this language (words.yaml): '")
    assert "add an Arabic font" in problem.hint


def test_a_title_beside_posterbook_s_own_words_is_told_where_it_stands(tmp_path):
    record = {"number": "1", "title": "ملصق نافذة", "sections": {"B": "C"}}
    folder = write_booklet(tmp_path, [record], language="ar")
    with pytest.raises(ContentError) as failed:
        typeset(load(folder))
    assert {problem.where.path[-1] for problem in failed.value.problems} == {"language", "title"}
