"""What looks wrong in single texts: each rule with what it finds and what it must leave alone."""

from __future__ import annotations

import pytest

from posterbook.errors import Where
from posterbook.loading.rules.passages import Passage
from posterbook.loading.rules.wording import check_wording

RECORD = Where("posters/1.yaml", ("sections", "Background"))


def found(*texts, language="en"):
    """Codes and messages for texts of records, each of another one."""
    places = [Where(f"posters/{n}.yaml", ("sections", "Background")) for n in range(len(texts))]
    texts = [Passage(text, place) for text, place in zip(texts, places, strict=True)]
    return [(problem.code, problem.message) for problem in check_wording(texts, language)]


def codes(*texts, language="en"):
    return [code for code, _ in found(*texts, language=language)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("some agerelated diseases", "age-related"),
        ("inhibit proteinprotein interactions", "protein-protein"),
        ("a hormonedriven tumor", "hormone-driven"),
        ("cell death and tumor growth; this celldeath was seen", "cell-death"),
        ("an off-target effect and an offtarget effect", "off-target"),
    ],
)
def test_words_that_fell_together_are_found(text, parts):
    ((code, message),) = found(text)
    assert (code, f"'{parts}'" in message) == ("lost-hyphen", True)


@pytest.mark.parametrize(
    "text",
    [
        "downregulation overexpression antiapoptotic multikinase immunotherapy chemoresistance prodeath",
        "synergistically homoharringtonine olverembatinib myelodysplastic leukemia xenograft apoptosis",
        "bloodstream healthcare checkpoint biomarker dataset timepoint workflow understand worldwide",
        "pre-built and prebuilt",
        "https://example.org/agerelated and info@agerelated.example",
        "Goldstein and Blackburn",
        "Taken together, the results suggest that therapeutic combinations might overcome resistance.",
    ],
)
def test_words_that_are_words_are_left_alone(text):
    assert codes(text) == []


def test_a_word_of_several_records_is_one_of_theirs():
    assert codes("an agerelated disease") == ["lost-hyphen"]
    assert codes("an agerelated disease", "another agerelated one") == []


def test_other_languages_are_held_against_their_own_words_only():
    assert codes("etwas agerelated", language="de") == []
    assert codes("dosis-abhängig, dosisabhängig, dosis-limit und dosislimit", language="de") == [
        "lost-hyphen"
    ]


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("APG-1387combined with an antibody", "APG-1387combined"),
        ("in three models.The results", "models.The"),
        ("given 3times a day", "3times"),
    ],
)
def test_lost_spaces_are_found(text, wording):
    assert found(text) == [("lost-space", f"a space may be lost in '{wording}'")]


@pytest.mark.parametrize(
    "text",
    ["10mg and 5ml of 4EBP1mut at pH7", "MCL-1:BIM, e.g. Ph.D. at example.Org@site", "see www.models.The"],
)
def test_units_and_abbreviations_are_no_lost_spaces(text):
    assert codes(text) == []


def test_lines_that_were_broken_in_the_original_are_found():
    assert codes("a combi- nation of two") == ["hard-line-break"]
    assert codes("the study was\n\nstopped early") == ["hard-line-break"]


def test_hanging_hyphens_lists_and_whole_paragraphs_are_no_broken_lines():
    assert (
        codes("pre- and postmenopausal women", "It ended.\n\nThen it began.", "as follows:\n\n- one\n- two")
        == []
    )


def test_prose_files_may_be_wrapped_by_hand():
    file = Passage("the study was\n\nstopped", Where("text/a.md"), "the study was\n\nstopped")
    assert list(check_wording([file], "en")) == []


@pytest.mark.parametrize("word", ["\u0430poptosis", "p\u03bfsitive", "c\u0435ll"])
def test_a_word_of_two_scripts_that_look_alike_is_found(word):
    ((code, message),) = found(f"the {word} is")
    assert (code, "U+0" in message) == ("mixed-scripts", True)


@pytest.mark.parametrize(
    "text",
    [
        "TNF\u03b1, IFN\u03b3, \u03b2-catenin, \u03bcm",
        "\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac",
        "AML患者",
        "Исследование",
    ],
)
def test_formulas_and_other_languages_are_no_mixed_scripts(text):
    assert codes(text) == []


def test_straight_and_curly_quotes_in_one_file_are_found():
    assert codes("the company's and the company\u2019s") == ["mixed-quotes"]
    assert codes('"one" and \u201ctwo\u201d') == ["mixed-quotes"]
    assert codes("the company's", "the company\u2019s") == []
    assert codes("5' and 3' ends, and the company\u2019s") == []


def test_a_word_of_a_file_is_reported_at_its_line():
    file = Passage("One line,\nthen agerelated", Where("text/a.md"), "One line,\nthen agerelated")
    (problem,) = check_wording([file], "en")
    assert problem.where == Where("text/a.md", (), 2, 6)


def test_a_space_between_chinese_characters_is_told():
    assert found("慢性淋巴細胞 白血病") == [
        ("space-in-chinese", "a space stands between two Chinese characters: '慢性淋巴細胞 白血病'")
    ]
    assert codes("服用 LB-101 一次，白血病", "a b") == []
