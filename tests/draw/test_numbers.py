"""Numbers of a content stream."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.design.theme import Colour
from posterbook.draw.numbers import decimal, fill_colour, hundredths, stroke_colour

PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.0, "0"), (-0.0001, "0"), (12.0, "12"), (0.75, "0.75"), (-1.23456, "-1.235"), (100, "100")],
)
def test_numbers_are_written_short(value, written):
    assert decimal(value) == written


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (-5, "-0.05"), (59528, "595.28"), (1200, "12")])
def test_hundredths_become_points(value, written):
    assert hundredths(value) == written


@given(st.floats(-99_999, 99_999))
def test_no_number_has_an_exponent_or_a_minus_zero(value):
    assert PLAIN.fullmatch(decimal(value))
    assert decimal(value) != "-0"
    assert abs(float(decimal(value)) - value) <= 0.000501


@given(st.integers(-9_999_999, 9_999_999))
def test_hundredths_lose_nothing(value):
    assert PLAIN.fullmatch(hundredths(value))
    assert round(float(hundredths(value)) * 100) == value


def test_colours_of_fills_and_lines_have_their_operators():
    colour = Colour((1, 0.5, 0), (0, 0, 0, 1))
    assert fill_colour(colour) == "1 0.5 0 rg"
    assert stroke_colour(colour) == "1 0.5 0 RG"
