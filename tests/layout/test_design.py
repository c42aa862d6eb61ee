"""The example on A5: named baselines and edges stand where the design puts them, to within a point."""

import pytest

from posterbook import load, typeset
from posterbook.assets import example_folder
from posterbook.design.geometry import MM
from posterbook.forms.page import Line, Rectangle, Rule, Turn

TOP = 14 * MM  # the live top
INSIDE, OUTSIDE = 16 * MM, 22 * MM
MEASURE = 110 * MM


def near(value: float):
    return pytest.approx(value, abs=1)


def line(page, start: str) -> Line:
    return next(item for item in page.items if isinstance(item, Line) and item.text.startswith(start))


def k(item) -> float:
    return item.y - TOP


def lines_below(page, start: str) -> list[Line]:
    lines = [item for item in page.items if isinstance(item, Line) and item.turn is Turn.NONE]
    return lines[lines.index(line(page, start)) :]


def test_the_example_has_twelve_pages_with_the_folios_of_the_design(example):
    kinds = [page.kind for page in example.pages]
    assert kinds == ["cover", "introduction", "summary", *["posters"] * 7, "text", "legal"]
    assert [page.folio for page in example.pages] == ["", *map(str, range(2, 13))]
    numbers = [int(page.number) for page in example.pages[3:10]]
    assert numbers == [1096, 1463, 981, 976, 1924, 984, 968]


def test_the_cover_stands_as_designed(example):
    cover = example.pages[0]
    assert k(line(cover, "Hong Kong Exchanges")) == near(16.5)
    assert k(line(cover, "ASCENTAGE")) == near(127)
    assert k(line(cover, "GROUP INTERNATIONAL")) == near(143)
    assert k(line(cover, "亞盛")) == near(170)
    assert k(line(cover, "(Incorporated")) == near(194)
    assert k(line(cover, "(Stock Code: 6855)")) == near(209)
    assert k(line(cover, "Multiple Combination Therapies")) == near(494)
    assert k(line(cover, "Voluntary")) == near(k(line(cover, "Presentation by")) - 28)
    blocks = [item for item in cover.items if isinstance(item, Rectangle)]
    assert [block.box.x for block in blocks] == [near(110 * MM)] * 5
    assert blocks[0].box.y - TOP == near(91)
    assert blocks[-1].box.bottom - TOP == near(494)


def test_the_introduction_stands_as_designed(example):
    page = example.pages[1]
    assert k(line(page, "Voluntary")) == near(13)
    assert k(line(page, "Ascentage Pharma Group")) == near(45.5)
    assert k(line(page, "12")) == near(494 - 13)
    assert k(line(page, "In this booklet")) == near(494 - 4 * 13 - 26)
    assert line(page, "Summary table").x - line(page, "3").x == near(20 * MM)
    assert line(page, "3").x == near(OUTSIDE)


def test_the_summary_table_stands_as_designed(example):
    page = example.pages[2]
    assert k(line(page, "Results from")) == near(13)
    assert k(line(page, "Candidate")) == near(83)
    assert k(line(page, "HQP1351")) == near(91 + 13.5)
    assert line(page, "FMS-like").x == near(INSIDE + 20 * MM)
    assert line(page, "1096").x == near(INSIDE + 91.4 * MM)
    assert line(page, "p. 4").x > line(page, "1096").x
    rules = [item for item in page.items if isinstance(item, Rule)]
    assert max(rule.x1 for rule in rules) == near(138 * MM)
    assert max(rule.y for rule in rules) - TOP == near(494 - 0.25 * MM)


def test_a_poster_stands_as_designed(example):
    page = example.pages[3]  # a verso: inside is right
    assert k(line(page, "Abstract/Poster Number:")) == near(13)
    assert k(line(page, "HQP1351")) == near(13)
    assert k(line(page, "1096")) == near(52)
    assert k(line(page, "FMS-like")) == near(78)
    assert k(line(page, "Background")) == near(169)
    assert k(line(page, "AML accounts")) == near(182)
    assert k(line(page, "Conclusion")) == near(182 + 10 * 13 + 39)
    panel = next(item for item in page.items if isinstance(item, Rectangle) and item.box.width > MEASURE)
    assert panel.box.x == near(OUTSIDE - 4 * MM)
    assert panel.box.right == near(OUTSIDE + MEASURE + 4 * MM)
    assert panel.box.y - TOP == near(k(line(page, "Conclusion")) - 18.5)
    assert panel.box.bottom - TOP == near(k(line(page, "with FLT3-ITD-mutant AML.")) + 10)


def test_all_body_lines_stand_on_the_grid(example):
    for page in example.pages[3:10]:
        for item in lines_below(page, "Background"):
            if item.runs[0].size == 9.5 and not item.text.startswith(("HQP", "APG")):
                assert k(item) / 13 == pytest.approx(round(k(item) / 13), abs=0.001)


def test_no_poster_has_notes_unless_the_facing_one_has(example):
    noted = [page for page in example.pages for i in page.items if isinstance(i, Line) and i.text == "Notes"]
    with_notes = [page.number for page in noted]
    assert with_notes == ["1924", "984", "968"]


def test_the_legal_page_stands_as_designed(example):
    page = example.pages[-1]
    assert k(line(page, "Cautionary")) == near(16.5)
    frame = next(item for item in page.items if isinstance(item, Rectangle) and item.stroke)
    assert frame.weight == 1.5
    assert frame.box.bottom - TOP == near(91)
    assert k(line(page, "By order of the Board")) == near(127)
    assert k(line(page, "Suzhou")) == near(127 + 3 * 13 + 26)
    assert k(line(page, "non-executive Directors.")) == near(494)


def test_tabs_are_at_the_same_height_on_every_page(example):
    def tabs(page):
        return {
            (round(item.box.y, 3), round(item.box.height, 3))
            for item in page.items
            if isinstance(item, Rectangle) and item.fill and item.box.width == pytest.approx(13 * MM)
        }

    all_tabs = tabs(example.pages[2])
    assert len(all_tabs) == 5
    assert tabs(example.pages[-1]) == all_tabs
    for page in example.pages[3:10]:
        assert len(tabs(page)) == 1
        assert tabs(page) < all_tabs


def test_folio_and_running_foot_change_sides(example):
    verso, recto = example.pages[3], example.pages[4]
    foot = 200 * MM
    assert line(verso, "4").y == near(foot)
    assert line(verso, "4").x == near(OUTSIDE)
    assert line(verso, "Ascentage Pharma Group International").y == near(foot)
    assert line(recto, "AACR Annual Meeting 2021").x == near(INSIDE)


def test_the_a4_cover_and_table_stand_as_designed():
    pages = typeset(load(example_folder()), page="a4").pages
    top = 18 * MM
    cover, table = pages[0], pages[2]
    heights = {
        "ASCENTAGE": 170,
        "亞盛": 225,
        "(Incorporated in the Cayman Islands with limited liability)": 257,
        "(Stock Code": 276,
    }
    for start, height in heights.items():
        assert line(cover, start).y - top == near(height)
    assert line(table, "Results from").y - top == near(25)
    assert line(table, "Poster Number").y - top == near(108)
    assert line(table, "HQP1351").y - top == near(118 + 20 + 3)  # a third of what white is left
    assert line(table, "1096").x == near((20 + 137) * MM)
