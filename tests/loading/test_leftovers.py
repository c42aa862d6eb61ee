"""What is left in a text of how it was written and sent: what each rule finds, and what it leaves alone."""

from __future__ import annotations

import time

import pytest

from posterbook.errors import Where
from posterbook.loading.rules.leftovers import check_leftovers, is_stopgap, may_hold_leftovers
from posterbook.loading.rules.passages import Passage


def problems(text, *path):
    passage = Passage(text, Where("posters/1.yaml", path or ("sections", "Background")))
    found = list(check_leftovers(passage))
    worth_a_look = may_hold_leftovers(text) or is_stopgap(text, of_title=True)
    assert worth_a_look or not found  # what is not worth a look has nothing to find
    return found


def found(text, *path):
    return [(problem.code, problem.message.split("'")[1], problem.hint) for problem in problems(text, *path)]


@pytest.mark.parametrize(
    ("text", "wording", "hint"),
    [
        ("H<sub>2</sub>O", "<sub>2</sub>", "write ~2~ in its place"),
        ("m<SUP>2</SUP>", "<SUP>2</SUP>", "write ^2^ in its place"),
        ("<i>in vitro</i>", "<i>in vitro</i>", "write *in vitro* in its place"),
        ("<strong>n = 12</strong>", "<strong>n = 12</strong>", "write **n = 12** in its place"),
        ("left open <b>", "<b>", "write **…** in its place"),
        ('<p class="x">One', '<p class="x">', "write a blank line between paragraphs in its place"),
        ("One<br />two", "<br />", "write a blank line between paragraphs in its place"),
        ("<li>One", "<li>", "begin each item of a list on a line of its own with '- '"),
        ("<a href='x'>", "<a href=", "write [text](https://…) in its place"),
        ("<span lang=fr>", "<span lang=fr>", "remove it"),
        ("a <!-- note --> b", "<!-- note -->", "remove it"),
        (
            "<j:italic>E. coli</j:italic>",
            "<j:italic>E. coli</j:italic>",
            "write *E. coli* in its place",
        ),
        ('<q-box id="1">', '<q-box id="1">', "remove it"),
        ("as it ended</note>", "</note>", "remove it"),
        ("R&amp;D", "&amp;", "write & in its place"),
        ("5&nbsp;mg", "&nbsp;", "write a space in its place"),
        ("5 &#176;C", "&#176;", "write ° in its place"),
    ],
)
def test_html_is_found_with_what_to_write_instead(text, wording, hint):
    assert found(text) == [("html-markup", wording, hint)]


def test_each_element_and_entity_is_told_once_in_a_text_in_its_order():
    text = "H<sub>2</sub>O, CO<sub>2</sub>, m<sup>2</sup>, &lt; and &gt; and &lt;"
    assert [wording for _, wording, _ in found(text)] == ["<sub>2</sub>", "<sup>2</sup>", "&lt;", "&gt;"]


@pytest.mark.parametrize(
    "text", ["p < 0.05 and q > 0.1", "a <b and c> d", "AT&T; R&D", "&bogus;", "<x>", "<https://lab.example>"]
)
def test_signs_that_mean_themselves_are_no_html(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("patientâ€™s", "patient’s"),
        ("â€œopenâ€\x9d", "“open”"),
        ("4 â€“ 5", "–"),
        ("p â‰¥ 3", "≥"),
        ("cafÃ©", "café"),
        ("Ã–sterreich", "Österreich"),
        ("at 5Â°C", "5°C"),
        ("IFN-Î³", "IFN-γ"),
        ("Å koda", "Škoda"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("ï¬\x81rst", "ﬁrst"),
    ],
)
def test_utf_8_that_was_read_as_windows_1252_is_shown_as_it_was(text, was):
    (problem,) = problems(text.replace("Å koda", "Å\u00a0koda"))
    assert problem.code == "mojibake"
    assert f"was '{was}' before" in problem.message


def test_the_damages_of_one_text_are_one_problem_with_their_count():
    (problem,) = problems("Weâ€™re at 5Â°C in a cafÃ©")
    assert problem.message.endswith("; 2 more like it")


def test_a_sign_that_is_lost_for_good_is_found():
    assert found("a caf\ufffd in winter") == [
        ("mojibake", "caf\ufffd", "look it up where the text comes from")
    ]


@pytest.mark.parametrize(
    "text",
    ["5 Å–7 Å", "120 Å²", "3 Å±0.2", "NÃO", "Malmö”", "“château”", "ÄÖ…", "ESPAÑA", "São Paulo", "5 °C ± 1"],
)
def test_letters_with_accents_are_no_damage(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "TBA",
        "To be announced.",
        "TITLE MISSING",
        "[Insert title here]",
        "xxx",
        "??",
        "wird nachgereicht",
        "#REF!",
    ],
)
def test_what_stands_for_a_text_to_come_is_found_in_any_field(text):
    assert [code for code, _, _ in found(text, "title")] == ["placeholder-text"]
    assert [code for code, _, _ in found(text, "board")] == ["placeholder-text"]


@pytest.mark.parametrize("text", ["None", "N/A", "Untitled", "Abstract", "test"])
def test_a_word_that_is_no_title_may_be_a_section(text):
    assert [code for code, _, _ in found(text, "title")] == ["placeholder-text"]
    assert found(text, "sections", "Funding") == []


@pytest.mark.parametrize("text", ["So: Lorem ipsum dolor sit amet", "Patients took xxx mg for a whole year."])
def test_filler_within_a_text_is_found(text):
    assert [code for code, _, _ in found(text)] == ["placeholder-text"]


@pytest.mark.parametrize(
    "text",
    [
        "47,XXX karyotype",
        "see xxx.lanl.gov",
        "TBA and TBARS were measured",
        "X",
        "XX",
        "Testing a new sensor",
    ],
)
def test_words_that_only_look_like_filler_are_left_alone(text):
    assert found(text, "title") == []


def test_a_file_of_prose_is_reported_at_its_line():
    file = Passage("One\nR&amp;D", Where("text/a.md"), "One\nR&amp;D")
    (problem,) = check_leftovers(file)
    assert problem.where == Where("text/a.md", (), 2, 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        *("<a" + " x" * 50_000, "<a" + " x=y" * 50_000, "<!--" * 30_000, "<a " * 50_000, "</a" * 50_000),
        *("&#" * 50_000, "Ã" * 100_000, "â€" * 50_000, "<" * 100_000, "<a" + "\n" * 100_000, "x" * 100_000),
    ],
    ids=lambda text: text[:8].strip(),
)
def test_hostile_text_takes_no_time(text):
    start = time.process_time()
    problems(text)
    assert time.process_time() - start < 3  # seconds; quadratic work would take minutes


def test_the_texts_of_booklet_and_programme_are_looked_at_too(content):
    content.write(
        "booklet.yaml",
        "title: Fish &amp; chips\nplace: TBA\nevent:\n  name: <b>North</b>\n"
        "running_order:\n  - cover\n  - programme\n  - posters\n"
        "  - people: {heading: Committees, lists: [{people: [{name: Ada, role: Ã©lue}]}]}\n",
    )
    content.write("programme.yaml", "- {day: 2027-05-10, start: 09:00, title: To follow soon<br>}\n")
    assert content.lines() == [
        ["booklet.yaml:1:8", "warning[html-markup]"],
        ["booklet.yaml:2:8", "warning[placeholder-text]"],
        ["booklet.yaml:4:9", "warning[html-markup]"],
        ["booklet.yaml:9:71", "warning[mojibake]"],
        ["programme.yaml:1:42", "warning[html-markup]"],
    ]
