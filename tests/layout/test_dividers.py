"""Dividers: a page with a group's name and its posters before them."""

from itertools import pairwise

import pytest
from tests.laid import boxes, codes, height, k, laid, lines, pages_of, rules, studies, study, texts

ORDER = ["cover", "contents", {"posters": {"dividers": True}}]


def dividers(work):
    """The pages that open a group."""
    return [page for page in pages_of(work, "posters") if not page.number]


def test_a_divider_opens_every_run_of_a_group(tmp_path):
    records = [study(n, group=name) for n, name in enumerate("AABA")]
    work = laid(tmp_path, records, running_order=ORDER)
    assert [texts(page)[0] for page in dividers(work)] == ["A", "B", "A"]
    assert [page.number for page in work.pages if page.kind == "posters"] == ["", "0", "1", "", "2", "", "3"]


def test_it_lists_the_posters_that_follow_and_links_to_them(tmp_path):
    work = laid(tmp_path, studies(Alpha=3), running_order=ORDER)
    (page,) = dividers(work)
    assert texts(page)[1:7] == [
        "101",
        "Title of study 101",
        "102",
        "Title of study 102",
        "103",
        "Title of study 103",
    ]
    assert {run.meaning.target for one in lines(page)[1:7] for run in one.runs} == {
        f"poster:{n}" for n in (101, 102, 103)
    }


def test_it_carries_its_groups_tab_and_rule(tmp_path):
    work = laid(tmp_path, studies(Alpha=1, Beta=2), running_order=ORDER)
    page = dividers(work)[1]
    colour = work.theme.topic(1).colour
    assert [box.fill for box in boxes(page)] == [colour]
    assert rules(page)[0].colour == colour
    assert [one.text for one in lines(page, turned=True)] == ["Beta"]


def test_records_without_a_group_have_none(tmp_path):
    work = laid(tmp_path, [study(1), study(2)], running_order=ORDER)
    assert dividers(work) == []


def test_a_long_list_runs_on(tmp_path):
    work = laid(tmp_path, studies(Alpha=60), running_order=ORDER)
    pages = dividers(work)
    assert len(pages) == 3
    shown = [text for page in pages for text in texts(page) if text.startswith("Title of study")]
    assert shown == [f"Title of study {101 + n}" for n in range(60)]
    for page in pages:
        at = [height(work, one) for one in lines(page) if one.text.startswith("Title")]
        assert at[-1] <= 494
        assert {round(below - above, 1) for above, below in pairwise(at)} == {19.5}
    assert [texts(page).count("Alpha") for page in pages] == [1, 0, 0]


@pytest.mark.parametrize("cover", [["cover"], []], ids=["with a cover", "without"])
def test_its_heading_is_as_high_as_its_posters(tmp_path, cover):
    work = laid(tmp_path, studies(Alpha=2), running_order=[*cover, {"posters": {"dividers": True}}])
    (page,) = dividers(work)
    poster = next(page for page in work.pages if page.number)
    heading = lines(page)[0].runs[0].meaning.role
    title = next(one for one in lines(poster) if one.text.startswith("Title")).runs[0].meaning.role
    assert heading == title == ("H2" if cover else "H1")


def test_notes_of_the_poster_beside_it_stay(tmp_path):
    records = [*studies(Alpha=1), *studies(Beta=2)]
    records[1]["number"], records[2]["number"] = "201", "202"
    work = laid(tmp_path, records, running_order=ORDER)
    beside = next(page for page in work.pages if page.number == "101")
    assert work.pages[beside.sequence].number == ""  # the divider of Beta, on the right
    assert "Notes" in texts(beside)
    assert k(work, beside, "Notes") > 200
    assert codes(work) == []
