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
    assert [texts(page)[1] for page in dividers(work)] == ["A", "B", "A"]
    assert [page.number for page in work.pages if page.kind == "posters"] == ["", "0", "1", "", "2", "", "3"]


def test_it_lists_the_posters_that_follow_and_links_to_them_with_their_pages(tmp_path):
    work = laid(tmp_path, studies(Alpha=3), running_order=ORDER)
    (page,) = dividers(work)
    assert texts(page)[:2] == ["1", "Alpha"]
    rows = [texts(page)[n : n + 3] for n in range(2, 11, 3)]
    assert rows == [[f"10{n}", f"Title of study 10{n}", page] for n, page in enumerate("456", 1)]
    targets = [run.meaning.target for one in lines(page)[2:11:3] for run in one.runs]
    assert targets == [run.meaning.target for one in lines(page)[4:11:3] for run in one.runs]
    assert targets == [f"poster:{n}" for n in (101, 102, 103)]


def test_it_is_filled_with_its_groups_colour_out_to_the_bleed_and_all_on_it_is_white(tmp_path):
    work = laid(tmp_path, studies(Alpha=1, Beta=2), running_order=ORDER)
    page, bleed = dividers(work)[1], work.theme.bleed
    (ground,) = boxes(page)
    assert page.items[0] is ground
    assert ground.fill == work.theme.topic(1).colour
    assert (ground.box.x, ground.box.right) == (-bleed, page.width + bleed)
    assert {run.colour for one in lines(page) for run in one.runs} == {work.theme.paper}


def test_a_theme_without_fills_frames_it_and_keeps_the_tab(tmp_path):
    work = laid(tmp_path, studies(Alpha=1, Beta=2), running_order=ORDER, theme="plain")
    page = dividers(work)[1]
    frame, tab = boxes(page)
    assert (frame.fill, frame.stroke, tab.fill) == (None, work.theme.ink, work.theme.ink)
    assert {run.colour for one in lines(page)[:-2] for run in one.runs} == {work.theme.ink}


SESSIONS = [
    {"id": "A", "name": "Soil", "day": "2026-10-15", "start": "10:00", "end": "11:30", "hall": "Hall 3"},
    {"id": "B", "name": "Water", "chairs": ["Ada Berg", "Bo Li"]},
]


def of_sessions(*sessions, **fields):
    """Records of two groups by turns, each of the session named."""
    return [study(n, group="GH"[n % 2], session=name, **fields) for n, name in enumerate(sessions)]


def test_a_sessions_divider_says_when_where_and_who_chairs(tmp_path):
    order = ["cover", {"posters": {"by": "session", "dividers": True}}]
    work = laid(tmp_path, of_sessions("B", "Soil", "A", "Water"), sessions=SESSIONS, running_order=order)
    first, second = dividers(work)
    assert texts(first)[:4] == ["1", "Soil", "Thursday, October 15, 10:00–11:30", "Hall 3"]
    assert texts(second)[:3] == ["2", "Water", "Chairs: Ada Berg, Bo Li"]
    assert [page.number for page in work.pages if page.number] == ["1", "2", "0", "3"]
    assert boxes(first)[0].fill == work.theme.grey  # its posters are of two groups


def test_presenters_stand_behind_titles_and_withdrawn_ones_are_marked(tmp_path):
    authors = ["Ada Berg", {"name": "Bo Li", "presenter": True}]
    records = [
        study(1, group="G", authors=authors),
        study(2, group="G", authors=["Cy Dee"], status="withdrawn"),
    ]
    work = laid(tmp_path, records, running_order=ORDER)
    (page,) = dividers(work)
    assert [text.split("   ") for text in texts(page) if text.startswith("Title")] == [
        ["Title of study 1", "Bo Li"],
        ["Title of study 2", "withdrawn"],
    ]


def test_groups_keep_their_colours_whatever_the_order(tmp_path):
    records = [study(n, group="GH"[n % 2], board=f"A{10 - n}") for n in range(4)]
    colours = {}
    for by in ("group", "board", "number"):
        work = laid(tmp_path / by, records, running_order=["cover", {"posters": {"by": by}}])
        pages = [page for page in work.pages if page.number]
        assert len(pages) == len(records)
        colours[by] = {page.number: rules(page)[0].colour for page in pages}
    assert colours["group"] == colours["board"] == colours["number"]


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
        assert {round(below - above, 1) for above, below in pairwise(at)} == {16.5}
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
