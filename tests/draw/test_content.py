"""Items to operators and marks."""

import pytest

from posterbook.design.geometry import Box, Side
from posterbook.design.theme import Colour
from posterbook.draw.character_codes import Encoder, subsets
from posterbook.draw.content import Content
from posterbook.errors import ProofError
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Line, Page, Rectangle, Rule, Run, Turn

INK = Colour((0, 0, 0), (0, 0, 0, 1))
RED = Colour((1, 0, 0), (0, 1, 1, 0))


def run(text, meaning, x=0.0, **more):
    facts = {"face": "sans", "size": 10, "colour": INK, "width": 0} | more
    return Run(x, text, meaning=meaning, **facts)


def painted(fonts, *items, tagged=True):
    page = Page(1, "1", Side.SINGLE, "text", 100, 200, items)
    content = Content(page.height, Encoder(fonts, subsets([page], fonts)), tagged=tagged)
    content.paint(items)
    return content


def test_a_line_is_placed_from_the_lower_left_corner(fonts):
    content = painted(fonts, Line(10, 50, (run("on", Element(Role.P)),)))
    assert content.code == [
        "BT", "/P<</MCID 0>>BDC", "10 150 Td", "0 0 0 rg", "/F1 10 Tf", "(on)Tj", "EMC", "ET",
    ]  # fmt: skip


def test_lines_of_one_element_share_a_mark(fonts):
    p = Element(Role.P)
    content = painted(fonts, Line(10, 50, (run("on ", p),)), Line(10, 62, (run("so", p),)))
    assert content.elements == [p]
    assert content.code[-5:] == ["(on )Tj", "0 -12 Td", "(so)Tj", "EMC", "ET"]


def test_a_link_in_mid_line_has_its_own_mark(fonts):
    p = Element(Role.P)
    link = p.child(Role.LINK)
    content = painted(fonts, Line(10, 50, (run("see ", p), run("it", link, 20), run(".", p, 30))))
    assert content.elements == [p, link, p]
    assert [op for op in content.code if "BDC" in op or op == "EMC"] == [
        "/P<</MCID 0>>BDC", "EMC", "/Link<</MCID 1>>BDC", "EMC", "/P<</MCID 2>>BDC", "EMC",
    ]  # fmt: skip


def test_paint_between_two_lines_ends_their_mark(fonts):
    p = Element(Role.P)
    content = painted(fonts, Line(0, 5, (run("a", p),)), Rule(0, 9, 7, 0.5, RED), Line(0, 9, (run("b", p),)))
    assert content.elements == [p, p]
    at = content.code.index("ET")
    assert content.code[at - 1 : at + 7] == [
        "EMC", "ET", "/Artifact<</Type/Layout>>BDC", "1 0 0 RG", "0.5 w", "0 193 m 9 193 l S", "EMC", "BT",
    ]  # fmt: skip


def test_artifacts_of_one_kind_share_a_mark(fonts):
    rules = [Rule(0, 9, y, 0.5, RED) for y in (1, 2, 3)]
    panel = Rectangle(Box(1, 2, 3, 4), fill=RED, artifact=Artifact.BACKGROUND)
    content = painted(fonts, *rules, panel)
    assert sum("BDC" in op for op in content.code) == 2
    assert content.code[-2:] == ["1 194 3 4 re f", "EMC"]
    assert content.elements == []


def test_a_frame_is_stroked_and_a_filled_frame_both(fonts):
    box = Box(0, 0, 10, 10)
    assert painted(fonts, Rectangle(box, stroke=RED, weight=1.5)).code[-2] == "0 190 10 10 re S"
    assert painted(fonts, Rectangle(box, INK, RED, 1.5)).code[-2] == "0 190 10 10 re B"


@pytest.mark.parametrize(
    ("turn", "matrix"),
    [(Turn.ANTICLOCKWISE, "0 1 -1 0 10 153 Tm"), (Turn.CLOCKWISE, "0 -1 1 0 10 147 Tm")],
)
def test_a_turned_line_runs_along_its_direction(fonts, turn, matrix):
    content = painted(fonts, Line(10, 50, (run("tab", Artifact.PAGINATION, 3),), turn))
    assert matrix in content.code


def test_an_upright_line_after_a_turned_one_is_turned_back(fonts):
    p = Element(Role.P)
    turned = Line(10, 50, (run("a", p),), Turn.CLOCKWISE)
    content = painted(fonts, turned, Line(10, 50, (run("b", p),)), Line(10, 60, (run("c", p),)))
    assert "1 0 0 1 10 150 Tm" in content.code
    assert "0 -10 Td" in content.code


def test_rounding_does_not_add_up_along_a_line(fonts):
    p = Element(Role.P)
    content = painted(fonts, Line(0, 0, tuple(run("a", p, n * 0.3333) for n in range(31))))
    steps = [float(op.split()[0]) for op in content.code if op.endswith("Td")]
    assert sum(steps) == pytest.approx(30 * 0.3333, abs=0.006)


def test_tracking_and_rise_are_set_and_set_back(fonts):
    p = Element(Role.P)
    line = Line(0, 0, (run("a", p, track=20), run("2", p, 5, rise=3.3, size=6), run("b", p, 9)))
    code = painted(fonts, line).code
    assert [op for op in code if op.endswith(("Tc", "Ts", "Tf"))] == [
        "0.2 Tc", "/F1 10 Tf", "0 Tc", "3.3 Ts", "/F1 6 Tf", "0 Ts", "/F1 10 Tf",
    ]  # fmt: skip


def test_an_untagged_edition_marks_artifacts_only(fonts):
    lines = (Line(0, 0, (run("a", Element(Role.P)),)), Line(0, 9, (run("1", Artifact.PAGINATION),)))
    content = painted(fonts, *lines, tagged=False)
    assert content.elements == []
    assert [op for op in content.code if "BDC" in op] == ["/Artifact<</Type/Pagination>>BDC"]
    assert content.code.count("EMC") == 1


def test_text_that_means_nothing_is_a_bug(fonts):
    with pytest.raises(ProofError, match="untagged-text"):
        painted(fonts, Line(0, 0, (run("a", None),)))


def test_an_empty_run_leaves_nothing(fonts):
    assert painted(fonts, Line(0, 0, (run("", Element(Role.P)),))).code == ["BT", "ET"]
