"""The duplex test sheet: what its back says depends on how the printer flips."""

import pytest

from posterbook.design.geometry import MM
from posterbook.forms.page import Line, Rectangle, Turn
from posterbook.press import duplex_testsheet

A4, LETTER = (297 * MM, 210 * MM), (215.9 * MM, 279.4 * MM)


@pytest.fixture(scope="module", params=[A4, LETTER])
def sides(request, job_for):
    return duplex_testsheet(job_for(theme="plain"), request.param).pages


def lines(page):
    return [item for item in page.items if isinstance(item, Line)]


def boxes(page):
    return [item.box for item in page.items if isinstance(item, Rectangle)]


def test_both_sides_are_landscape_and_nothing_leaves_them(sides):
    for page in sides:
        assert page.width > page.height
        for line in lines(page):
            along = line.runs[-1].x + line.runs[-1].width
            end = line.x + (along if line.turn is Turn.NONE else -along)
            assert 0 <= min(line.x, end) <= max(line.x, end) <= page.width


def upright(page, *, turned):
    """What can be read of a back: as it lies, or with the sheet's far edge towards the reader."""
    wanted = Turn.OVER if turned else Turn.NONE
    return " ".join(line.text for line in lines(page) if line.turn is wanted and not line.text.isdigit())


def test_the_back_says_upright_which_flip_was_used(sides):
    _, back = sides
    assert "--flip short" in upright(back, turned=False)
    assert "--flip long" not in upright(back, turned=False)
    assert "--flip long" in upright(back, turned=True)


def middles(page, low, high):
    """Where upright strokes of such a length stand, by their middles in mm."""
    return {
        (round((box.x + box.width / 2) / MM, 2), round((box.y + box.height / 2) / MM, 2))
        for box in boxes(page)
        if low * MM < box.height < high * MM
    }


def test_crosses_and_scales_meet_however_the_sheet_is_turned(sides):
    front, back = sides
    crosses, scales = middles(front, 17, 19), middles(back, 9, 11)
    width, height = front.width / MM, front.height / MM
    assert len(crosses) == 5
    assert scales == {(round(width - x, 2), y) for x, y in crosses}
    assert {(x, round(height - y, 2)) for x, y in crosses} == scales


def test_the_margins_of_the_paper_are_counted_in_millimetres_from_each_edge(sides):
    front, _ = sides
    width = front.width / MM
    steps = [box for box in boxes(front) if box.height == pytest.approx(2 * MM) and box.width < 1]
    from_left = sorted(round((box.x + box.width / 2) / MM, 2) for box in steps if box.x < 20 * MM)
    from_right = sorted(round(width - (box.x + box.width / 2) / MM, 2) for box in steps if box.x > 200 * MM)
    assert from_left == from_right == [*range(1, 13)]


def test_the_measuring_line_is_100_mm_long(sides):
    front, _ = sides
    assert 100 in {round(box.width / MM, 3) for box in boxes(front)}
