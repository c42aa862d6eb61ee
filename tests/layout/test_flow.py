"""How text fills pages: no line lost, none below the last baseline, breaks only where they are good."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posterbook.forms.set_line import SetLine
from posterbook.layout.flow import FlowLine, Measures, fill, place

LEAD, LAST, FOOT = 10.0, 200.0, 10.0
MEASURES = Measures(first=40, last=LAST, grid=LEAD, least=3, panel_first=50, panel_foot=8, after_panel=20)
EMPTY = SetLine((), 0)


def section(number, length, *, panel=False, heading=True):
    """A heading and a paragraph of so many lines."""
    head = [FlowLine(EMPTY, 20, 2 * number, 0, 1, heading=True, panel=panel)] if heading and length else []
    return [*head, *(FlowLine(EMPTY, LEAD, 2 * number + 1, n, length, panel=panel) for n in range(length))]


def text(*lengths, panel=None):
    """Sections of so many lines; the one at `panel` stands in the panel."""
    return tuple(line for n, length in enumerate(lengths) for line in section(n, length, panel=n == panel))


def on_pages(pages):
    """How many lines and headings each page has."""
    return [len(page) for page in pages]


def test_what_fits_stays_on_one_page():
    assert on_pages(fill(text(12), MEASURES)) == [13]
    assert fill((), MEASURES) == ()


@pytest.mark.parametrize(
    ("lengths", "panel", "expected"),
    [
        ((30,), None, [16, 15]),  # the heading and fifteen lines, then as many as go
        ((17,), None, [15, 3]),  # one line less, so that three go on
        ((18,), None, [16, 3]),
        ((13, 5), None, [14, 6]),  # no heading at a page's end
        ((10, 8), 1, [11, 9]),  # the panel moves whole
        ((1, 14), 1, [2, 15]),  # even from a single line
        ((2, 40), 1, [14, 14, 16]),  # longer than a page, it splits where it stands
    ],
)
def test_pages_break_where_it_is_good(lengths, panel, expected):
    assert on_pages(fill(text(*lengths, panel=panel), MEASURES, foot=FOOT)) == expected


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((12, 8), [10, 12]),  # three lines go with it
        ((6, 16), [14, 10]),  # it is divided where that can be
        ((9, 3, 8), [10, 13]),  # a short section goes whole
        ((4, 5, 8), [11, 9]),  # it stays alone where half of the text would be given up for company
    ],
)
def test_a_panel_that_may_be_divided_is_not_alone_on_a_page(lengths, expected):
    measures = replace(MEASURES, panel_divides=True)
    panel = len(lengths) - 1
    pages = fill(text(*lengths, panel=panel), measures, foot=FOOT)
    assert on_pages(pages) == expected


def test_after_a_panel_text_stands_on_the_grid_clear_of_its_foot():
    placed = place(text(3, 3, 3, panel=1), MEASURES, 43)
    last, after = placed[7], placed[8]
    assert last.flow_line.panel
    assert not after.flow_line.panel
    assert after.k % LEAD == 0
    assert 20 <= after.k - (last.k + 8) < 20 + LEAD


def test_a_page_opens_lower_with_a_panel():
    assert place(text(3), MEASURES)[0].k == 40
    assert place(text(3, panel=0), MEASURES)[0].k == 50


def test_what_hangs_below_a_line_pushes_the_next():
    first, second, *_ = text(2)
    placed = place((replace(first, below=30), second), MEASURES)
    assert placed[1].k - placed[0].k == 30 + second.gap


ROUNDING = 1e-6  # of sums of binary fractions
LENGTHS = st.lists(st.integers(0, 60), min_size=1, max_size=6)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(LENGTHS, st.integers(-1, 5), st.floats(40, 150))
def test_every_break_is_good_or_could_not_be_better(lengths, panel, first):
    lines = text(*lengths, panel=panel)
    pages = fill(lines, MEASURES, first, FOOT)
    assert tuple(one.flow_line for page in pages for one in page) == lines
    for page in pages:
        assert page[-1].k <= LAST + ROUNDING
        assert all(below.k > above.k for above, below in pairwise(page))
    for page, following in pairwise(pages):
        before, after = page[-1].flow_line, following[0].flow_line
        assert page[-1].k <= LAST - FOOT - (8 if before.panel else 0) + ROUNDING
        if len(page) > 6:
            assert not before.heading
            if before.paragraph == after.paragraph:
                assert before.index >= 2
                assert after.length - after.index >= 3


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 20), st.integers(1, 60), st.integers(0, 20))
def test_only_a_panel_longer_than_a_page_splits(before, inside, after):
    lines = text(before, inside, after, panel=1)
    pages = fill(lines, MEASURES, 60.0, FOOT)
    carrying = [page for page in pages if any(one.flow_line.panel for one in page)]
    fits = 60 + 10 * inside <= LAST - FOOT - 8
    if fits:
        assert len(carrying) == 1
    if 50 + 10 * inside > LAST:
        assert len(carrying) > 1
        assert any(one.flow_line.panel for one in pages[0]) or len(pages[0]) >= 9
