"""Spaces at which no line breaks."""

import pytest
from tests.laid import body, laid, pages_of, study

from posterbook.layout.held_spaces import held_spaces


def held(text):
    """The text with the spaces that are held as ~."""
    found = held_spaces(text)
    return "".join("~" if at + 1 in found else sign for at, sign in enumerate(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a room of 60 m² and 1.2 m of water", "a room of 60~m² and 1.2~m of water"),
        ("50 ± 5 % of 12 mg/kg, for 5 days.", "50~±~5~% of 12~mg/kg, for 5~days."),
        ("10 µM and 10 μM", "10~µM and 10~μM"),
        ("n = 12 and p < 0.05", "n~=~12 and p~<~0.05"),
        ("Dr. Lu and (Fig. 2), No. 5", "Dr.~Lu and (Fig.~2), No.~5"),
        ("it held – for a day", "it held~– for a day"),
        ("It ended. Mice ran 3 marathons", "It ended. Mice ran 3 marathons"),
        ("a b = c", "a b = c"),
        ("z. B. so, J. Lu, i. d. R. § 5", "z.~B. so, J.~Lu, i.~d.~R. §~5"),
        ("am 3. Mai, le 1er mai, 3. Es", "am 3.~Mai, le 1er~mai, 3. Es"),
        ("quoi ? « mot » : oui ; »Wort« und", "quoi~? «~mot~»~: oui~; »Wort« und"),
    ],
)
def test_a_space_is_held_where_a_break_would_hurt(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize("mark", ["", "6\u2009p.m. of "], ids=["at spaces alone", "with other breaks"])
def test_no_line_ends_between_number_and_unit(tmp_path, mark):
    text = f"{mark}rooms of 60 m² or 1.25 m, " * 60
    work = laid(tmp_path, [study(1, sections={"Background": text})])
    (page,) = pages_of(work, "posters")
    ends = [one.text.split()[-1] for one in body(work, page)]
    assert len(ends) > 10
    assert not {"60", "1.25"} & set(ends)


def test_a_space_that_no_line_can_hold_breaks_all_the_same(tmp_path):
    work = laid(tmp_path, [study(1, sections={"Background": f"{'9' * 55} m² {'8' * 58} kg"})])
    (page,) = pages_of(work, "posters")
    assert "".join(one.text for one in body(work, page)).count("9") == 55
