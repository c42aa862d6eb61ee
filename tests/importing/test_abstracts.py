"""Abstracts split at their headings, or left whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posterbook.importing.abstracts import WHOLE, split_abstract


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        (
            "Background: It is wet. Methods: We dried it. Results: Dry (p<0.05). Conclusions: Good.",
            {
                "Background": "It is wet.",
                "Methods": "We dried it.",
                "Results": "Dry (p<0.05).",
                "Conclusions": "Good.",
            },
        ),
        ("BACKGROUND\nWet.\n\nMETHODS\nDry.", {"Background": "Wet.", "Methods": "Dry."}),
        ("BACKGROUND:Wet.METHODS:Dry.", {"Background": "Wet.", "Methods": "Dry."}),
        (
            "Aims/Background: A. METHODS & RESULTS: B. Materials and Methods: C.",
            {"Aims/Background": "A.", "Methods & results": "B.", "Materials and Methods": "C."},
        ),
        ("**Objective:** A.\n\n**Results**: B.", {"Objective": "A.", "Results": "B."}),
        ("**Background**\n\nA\n\n**Methods**\n\nB", {"Background": "A", "Methods": "B"}),
        (
            "Hintergrund: A. Material und Methoden: B. Ergebnisse: C. Schlussfolgerungen: D.",
            {
                "Hintergrund": "A.",
                "Material und Methoden": "B.",
                "Ergebnisse": "C.",
                "Schlussfolgerungen": "D.",
            },
        ),
        (
            "Contexte : A. Objectifs\u00a0: B. Matériel et méthodes : C. RÉSULTATS : D.",
            {"Contexte": "A.", "Objectifs": "B.", "Matériel et méthodes": "C.", "Résultats": "D."},
        ),
        ("It was so. Methods: A. Results: B.", {WHOLE: "It was so.", "Methods": "A.", "Results": "B."}),
    ],
)
def test_a_text_is_split_at_its_headings(text, sections):
    assert dict(split_abstract(text)) == sections


@pytest.mark.parametrize(
    "text",
    [
        "Results. We found it. Methods. We looked.",
        "Background: only one heading here.",
        "We had these Results: one and two. All had Methods: three.",
        "the results: small. the methods: small.",
        "Ratio: 1. Remark: 2.",
        "Methods\nResults",
        "Methods: Results:",
        "",
    ],
)
def test_without_two_headings_it_stays_whole(text):
    assert split_abstract(text) == ((WHOLE, text),)


def test_a_heading_that_comes_twice_stays_text_the_second_time():
    assert split_abstract("Aim: A. Results: B. Results: C.") == (("Aim", "A."), ("Results", "B. Results: C."))


def test_a_heading_with_nothing_below_it_stays_text():
    assert split_abstract("Aim:\nResults: A.\nMethods: B.") == (
        (WHOLE, "Aim:"),
        ("Results", "A."),
        ("Methods", "B."),
    )


def test_a_word_without_a_colon_is_a_heading_only_on_its_own_line():
    assert split_abstract("A. Methods\nB. Results\nC.") == ((WHOLE, "A. Methods\nB. Results\nC."),)


PIECES = st.lists(
    st.sampled_from(
        [
            "Background",
            "METHODS",
            "results",
            "Aim",
            "Ziel",
            ":",
            " :",
            ".",
            "\n",
            "\n\n",
            " ",
            "**",
            "x y",
            "Ää",
            "and",
            "/",
        ]
    ),
    max_size=30,
)


@settings(deadline=None)
@given(PIECES)
def test_no_word_is_lost_and_no_section_is_empty(pieces):
    text = "".join(pieces)
    sections = split_abstract(text)
    assert len(dict(sections)) == len(sections)

    def letters(written):
        return "".join(sign for sign in written.casefold() if sign.isalnum())

    told = "".join(heading + below for heading, below in sections)
    if sections[0][0] == WHOLE:
        told = told.removeprefix(WHOLE)
    assert letters(told) == letters(text)
    assert len(sections) == 1 or all(below for _, below in sections)
