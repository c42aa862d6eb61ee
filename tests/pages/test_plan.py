"""The board plan: every board once and in its place, and what is wrong with boards and posters is found."""

import pytest
from tests.laid import boxes, laid, lines, pages_of, study

from posterbook import ContentError, LayoutError, publish
from posterbook.content.boards import names_of
from posterbook.forms.element import Element, Role
from posterbook.forms.page import Turn

pytestmark = pytest.mark.slow

ROWS = [{"boards": ["A1-A4", "gap", "A5"]}, {"boards": ["A6-A8"], "back": ["A11-A9"], "aisle": 2}]
HALL = {"name": "Hall 1", "rows": ROWS, "doors": ["bottom", {"wall": "left", "at": 30}]}
LONG = {"name": "Long hall", "rows": [{"boards": ["B1-B30"]}]}


def hung(
    folder, *boards, halls=(HALL,), page="a5", theme="colour", order=("cover", "plan", "posters"), **fields
):
    records = [study(n, board=board, group=f"G{n}", **fields) for n, board in enumerate(boards, 1)]
    return laid(folder, records, page=page, theme=theme, halls=list(halls), running_order=list(order))


def codes(folder, *boards, **more):
    with pytest.raises(ContentError) as refused:
        hung(folder, *boards, **more)
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("piece", "step", "names"),
    [
        ("A7", 1, ["A7"]),
        ("A1-A3", 1, ["A1", "A2", "A3"]),
        ("A3–1", 1, ["A3", "A2", "A1"]),
        ("1 - 7", 2, ["1", "3", "5", "7"]),
        ("P-08-P-10", 1, ["P-08", "P-09", "P-10"]),
        ("P-01", 1, ["P-01"]),
        ("098-101", 1, ["098", "099", "100", "101"]),
        ("gap", 1, [""]),
        ("Gap 3", 1, ["", "", ""]),
        ("Foyer left", 1, ["Foyer left"]),
    ],
)
def test_a_piece_of_a_row_is_a_board_a_range_or_a_gap(piece, step, names):
    assert list(names_of(piece, step)) == names


@pytest.mark.parametrize("theme", ["colour", "plain", "large-print"])
@pytest.mark.parametrize("page", ["a5", "a4", "half-letter", "letter"])
def test_every_board_stands_once_with_its_number_inside_the_text_block(tmp_path, page, theme):
    work = hung(tmp_path, "A1", "A11", halls=[HALL, LONG], page=page, theme=theme, hall="Hall 1")
    first, second = pages_of(work, "plan")
    for sheet, names in ((first, [f"A{n}" for n in range(1, 12)]), (second, [f"B{n}" for n in range(1, 31)])):
        said = [one.text.strip() for one in (*lines(sheet), *lines(sheet, turned=True))]
        assert [said.count(name) for name in names] == [1] * len(names)
        left, right = min(box.box.x for box in boxes(sheet)), max(box.box.right for box in boxes(sheet))
        assert right - left <= work.theme.page.measure + 1
    places = [(one.x, one.y) for one in lines(first)]
    assert len(set(places)) == len(places)


def test_the_back_of_a_row_stands_behind_its_front(tmp_path):
    sheet = pages_of(hung(tmp_path, "A1"), "plan")[0]
    found = {one.text.strip(): one for one in lines(sheet)}
    assert found["A11"].y < found["A6"].y
    assert abs(found["A11"].x - found["A6"].x) < 4
    assert found["A1"].x < found["A4"].x < found["A5"].x
    assert found["A5"].x - found["A4"].x > 1.5 * (found["A4"].x - found["A3"].x)


def test_a_long_hall_is_turned_and_its_first_row_stands_at_the_right(tmp_path):
    rows = [{"boards": ["B1-B24"]}, {"boards": ["B25-B48"]}]
    sheet = pages_of(hung(tmp_path, "B1", halls=[{"name": "H", "rows": rows}]), "plan")[0]
    found = {one.text.strip(): one for one in lines(sheet)}
    assert found["B1"].y < found["B24"].y
    assert found["B1"].x > found["B25"].x


def test_a_bar_has_the_colours_of_its_groups_and_a_withdrawn_one_is_hollow(tmp_path):
    records = [
        study("1", board="A1", group="One", session="Morning"),
        study("2", board="A1", group="Two", session="Evening"),
        study("3", board="A2", group="Three", status="withdrawn"),
    ]
    work = laid(tmp_path, records, halls=[HALL], running_order=["cover", "plan", "posters"])
    found = boxes(pages_of(work, "plan")[0])
    topics = [work.theme.topic(n).colour for n in range(3)]
    bars = [box.fill for box in found if box.box.width > work.theme.plan.chip]
    assert [topic in bars for topic in topics] == [True, True, False]
    assert [box.fill for box in found if box.stroke == topics[2]] == [None]


def test_a_board_leads_to_its_poster_and_the_key_names_every_group_with_its_boards(tmp_path):
    work = hung(tmp_path, "A1", "A2", "A11")
    sheet = pages_of(work, "plan")[0]
    (number,) = (one for one in lines(sheet) if one.text.strip() == "A2")
    link = number.runs[0].meaning
    assert (link.role, link.target, link.alt) == (Role.LINK, "poster:2", "A2: 2 Title of study 2")
    said = [one.text.strip() for one in lines(sheet)]
    assert {"G1  A1", "G2  A2", "G3  A11"} <= set(said)
    assert sum(isinstance(one.runs[0].meaning, Element) for one in lines(sheet)) > 12


def test_the_entrance_is_named_at_the_first_door(tmp_path):
    for wall, turn in (("bottom", Turn.NONE), ("left", Turn.ANTICLOCKWISE), ("right", Turn.CLOCKWISE)):
        rows = [{"boards": [row]} for row in ("A1-A3", "A4-A6", "A7-A9")]
        hall = {"name": "Hall 1", "rows": rows, "doors": [wall]}
        sheet = pages_of(hung(tmp_path / wall, "A1", halls=[hall]), "plan")[0]
        (word,) = (
            one for one in (*lines(sheet), *lines(sheet, turned=True)) if one.text.strip() == "Entrance"
        )
        assert word.turn is turn


def test_a_board_that_is_doubled_missing_or_outside_is_an_error(tmp_path):
    assert codes(tmp_path / "a", "A1", "A1") == ["board-doubled"]
    assert codes(tmp_path / "b", "A1", "") == ["board-missing"]
    assert codes(tmp_path / "c", "A1", "A99") == ["board-outside"]
    assert codes(tmp_path / "d", "A1", hall="Hal 1") == ["hall-unknown"]


def test_the_plan_itself_is_held_to_the_same(tmp_path):
    twice = {"name": "Hall 1", "rows": [{"boards": ["A1-A3", "A2"]}]}
    assert codes(tmp_path / "a", "A1", halls=[twice]) == ["board-repeated"]
    assert codes(tmp_path / "b", "A1", halls=[HALL, HALL]) == ["hall-twice"]
    assert codes(tmp_path / "c", "A1", halls=[HALL, {**HALL, "name": "Other"}]) == ["board-ambiguous"]
    across = {"name": "Hall 1", "rows": [{"boards": ["A1-B3"]}]}
    assert codes(tmp_path / "d", "A1", halls=[across]) == ["board-range"]
    endless = {"name": "Hall 1", "rows": [{"boards": ["A1-A99999"]}]}
    assert codes(tmp_path / "e", "A1", halls=[endless]) == ["board-range"]
    for more in ({"step": 0}, {"aisle": "-1"}):
        wrong = {"name": "Hall 1", "rows": [{"boards": ["A1"], **more}]}
        assert codes(tmp_path / f"f{len(more)}{next(iter(more))}", "A1", halls=[wrong]) == ["wrong-value"]


def test_one_board_serves_a_poster_of_each_session(tmp_path):
    records = [study("1", board="A1", session="Morning"), study("2", board="A1", session="Evening")]
    assert laid(tmp_path, records, halls=[HALL]).pages


def test_a_plan_without_halls_and_of_a_hall_that_is_not_there_are_errors(tmp_path):
    assert codes(tmp_path / "a", "A1", halls=[]) == ["no-halls"]
    order = ["cover", {"plan": {"halls": ["Hall 9"]}}, "posters"]
    assert codes(tmp_path / "b", "A1", order=order) == ["hall-unknown"]


def test_a_hall_too_dense_for_its_numbers_is_refused(tmp_path):
    with pytest.raises(LayoutError) as refused:
        hung(tmp_path, "C1", halls=[{"name": "H", "rows": [{"boards": ["C1-C400"]}]}])
    assert refused.value.problems[0].code == "plan-too-dense"


def test_the_file_with_plans_is_proved(tmp_path):
    assert publish(hung(tmp_path, "A1", "A11", halls=[HALL, LONG], hall="Hall 1")).pdf
