"""Items in a mirror: their places change sides, what is in them stays as it is."""

import pytest

from posterbook.design.geometry import Box
from posterbook.forms.element import Artifact
from posterbook.forms.mirrored import as_seen, mirrored, unmirrored
from posterbook.forms.page import Image, Line, QrCode, Rectangle, Rule, Run, Turn
from posterbook.forms.set_line import SetLine

WIDE = 100.0


def run(x, width, text="a"):
    return Run(x, text, "sans", 10, None, width, Artifact.LAYOUT)


LINE = Line(10, 50, (run(0, 20), run(25, 5, "b")))


def test_a_line_begins_where_it_ended_and_what_came_first_is_at_its_right():
    found = mirrored(LINE, WIDE)
    assert (found.x, found.y, found.turn) == (60, 50, Turn.NONE)
    assert [(one.text, one.x, one.width) for one in found.runs] == [("a", 10, 20), ("b", 0, 5)]


@pytest.mark.parametrize(
    ("turn", "x", "y", "now"),
    [
        (Turn.CLOCKWISE, 90, 80, Turn.ANTICLOCKWISE),
        (Turn.ANTICLOCKWISE, 90, 20, Turn.CLOCKWISE),
        (Turn.OVER, 120, 50, Turn.OVER),
    ],
)
def test_a_line_along_an_edge_runs_along_the_other(turn, x, y, now):
    found = mirrored(Line(10, 50, LINE.runs, turn), WIDE)
    assert (found.x, found.y, found.turn) == (x, y, now)


@pytest.mark.parametrize(
    "item",
    [
        LINE,
        Line(10, 50, LINE.runs, Turn.CLOCKWISE),
        Rule(10, 30, 5, 1, None),
        Rectangle(Box(10, 10, 30, 5)),
        Image(Box(10, 10, 30, 5), None, Artifact.LAYOUT, clip=Box(12, 10, 5, 5)),
        QrCode(Box(10, 10, 30, 30), ("10", "01"), None, Artifact.LAYOUT),
    ],
)
def test_what_is_mirrored_twice_is_as_it_was(item):
    again = mirrored(mirrored(item, WIDE), WIDE)
    assert again == item or again.runs[-1].x == pytest.approx(item.runs[-1].x)
    assert mirrored(item, WIDE) != item


def test_boxes_change_sides_and_pictures_keep_their_inside():
    picture = mirrored(Image(Box(10, 10, 30, 5), None, Artifact.LAYOUT, clip=Box(12, 10, 5, 5)), WIDE)
    assert (picture.box.x, picture.clip.x) == (60, 83)
    assert mirrored(Rule(10, 30, 5, 1, None), WIDE) == Rule(70, 90, 5, 1, None)
    code = QrCode(Box(10, 10, 30, 30), ("10", "01"), None, Artifact.LAYOUT)
    assert mirrored(code, WIDE).modules == code.modules


def test_what_keeps_its_inside_stands_as_it_was_drawn_with_its_lines_as_they_are_read():
    drawn = mirrored(unmirrored(LINE, WIDE), WIDE)
    assert (drawn.x, drawn.y) == (LINE.x, LINE.y)
    assert [one.x for one in drawn.runs] == [one.x for one in mirrored(LINE, WIDE).runs]
    assert mirrored(unmirrored(Rectangle(Box(10, 10, 30, 5)), WIDE), WIDE) == Rectangle(Box(10, 10, 30, 5))


def test_words_beside_a_page_stand_as_they_are_seen():
    line = as_seen(SetLine(LINE.runs, 30))
    assert [one.x for one in line.runs] == [10, 0]
