"""Pages that are pictures, the sponsors' page and lists of people: where all stands, and what is said."""

import pytest
from tests.laid import laid, line, lines, pages_of, study, texts

from posterbook import ContentError, load, publish
from posterbook.design.geometry import MM
from posterbook.forms.element import Role
from posterbook.forms.page import Image
from posterbook.layout.sponsors import marks_in_row

pytestmark = pytest.mark.slow


def drawing(width, height):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#19706f"/></svg>'
    )


FILES = {
    "images/map.svg": drawing(400, 300),
    "images/tall.svg": drawing(100, 400),
    "images/ad.svg": drawing(154, 216),
    "images/wide.svg": drawing(200, 30),
    "images/square.svg": drawing(50, 50),
}
MAP = {"file": "images/map.svg", "alt": "Two halls", "heading": "The way", "caption": "Open all day."}
FULL = {"file": "images/ad.svg", "alt": "An advertisement", "bleed": True, "contents": "Advertisement"}
PAGES = ["a5", "half-letter", "a4", "letter"]


def with_order(folder, *order, page="a5", theme="colour", **keys):
    return laid(folder, [study()], files=FILES, page=page, theme=theme, running_order=list(order), **keys)


def image(page):
    (found,) = (item for item in page.items if isinstance(item, Image))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_picture_below_its_heading_stays_in_the_text_block_and_keeps_its_shape(tmp_path, page):
    work = with_order(
        tmp_path, "cover", {"picture": MAP}, {"picture": MAP | {"file": "images/tall.svg"}}, page=page
    )
    first, second = pages_of(work, "picture")
    box = image(first).box
    assert box.width == pytest.approx(work.theme.page.measure)
    assert box.width / box.height == pytest.approx(400 / 300)
    tall = image(second).box
    foot = work.theme.page.live_top + work.theme.page.last
    assert tall.height == pytest.approx(4 * tall.width)
    assert line(second, "Open").y <= foot
    assert line(second, "The way").y < tall.y < tall.bottom < line(second, "Open").y
    assert image(first).meaning.alt == "Two halls"


@pytest.mark.parametrize("page", PAGES)
def test_a_full_bleed_picture_covers_the_bleed_and_nothing_beyond_it(tmp_path, page):
    work = with_order(
        tmp_path, "cover", {"picture": FULL}, {"picture": FULL | {"file": "images/map.svg"}}, page=page
    )
    bleed = work.theme.bleed
    for one in pages_of(work, "picture"):
        seen, box = image(one).seen, image(one).box
        assert (seen.x, seen.y) == (-bleed, -bleed)
        assert seen.right == pytest.approx(one.width + bleed)
        assert seen.bottom == pytest.approx(one.height + bleed)
        assert box.x <= seen.x + 1e-6
        assert box.right >= seen.right - 1e-6
        assert box.y <= seen.y + 1e-6
        assert box.bottom >= seen.bottom - 1e-6
        assert not lines(one)


def test_a_full_bleed_picture_is_clipped_in_print(tmp_path):
    work = with_order(tmp_path, "cover", {"picture": FULL}, date="2026-09-05")
    seen = image(pages_of(work, "picture")[0]).seen
    assert seen.width == pytest.approx(154 * MM)
    assert b"%PDF" in publish(work, "print").pdf[:8]


def test_the_contents_list_names_a_picture_by_its_entry_or_its_heading(tmp_path):
    work = with_order(tmp_path, "cover", "contents", {"picture": MAP}, {"picture": FULL}, "posters")
    (contents,) = pages_of(work, "contents")
    assert {"The way", "Advertisement"} <= set(texts(contents))
    assert [mark.title for page in work.pages for mark in page.bookmarks][:2] == ["The way", "Advertisement"]


def test_a_picture_of_another_shape_than_the_page_says_how_much_of_it_is_lost(tmp_path):
    work = with_order(tmp_path, "cover", {"picture": FULL}, {"picture": FULL | {"file": "images/map.svg"}})
    (found,) = (problem for problem in work.problems if problem.code == "picture-cut")
    assert (
        found.message == "67 mm of 'images/map.svg' at the left and the right lie beyond the edge of the page"
    )
    assert "154 × 216 mm" in found.hint


@pytest.mark.parametrize("key", ["heading", "caption"])
def test_words_beside_a_full_bleed_picture_are_refused(tmp_path, key):
    with pytest.raises(ContentError) as refused:
        with_order(tmp_path, "cover", {"picture": FULL | {key: "Words"}})
    (problem,) = refused.value.problems
    assert problem.code == "no-room-beside-bleed"
    assert problem.where.line


TIERS = [
    {
        "name": "Gold",
        "size": "large",
        "sponsors": [{"name": "Alpha", "file": "images/wide.svg", "link": "https://alpha.example"}],
    },
    {
        "name": "Silver",
        "size": "medium",
        "sponsors": [
            {"name": "Beta", "file": "images/square.svg"},
            {"name": "Gamma", "file": "images/wide.svg"},
            {"name": "Society of *Small* Machines", "link": "https://small.example"},
        ],
    },
    {"sponsors": [{"name": f"Little {n}", "file": "images/square.svg"} for n in range(5)]},
]


@pytest.mark.parametrize("page", PAGES)
def test_marks_of_a_tier_are_of_one_area_and_those_of_a_larger_tier_larger(tmp_path, page):
    work = with_order(tmp_path, "cover", {"sponsors": {"tiers": TIERS}}, page=page)
    found = {}
    for one in (
        item for sheet in pages_of(work, "sponsors") for item in sheet.items if isinstance(item, Image)
    ):
        found[one.meaning.alt] = one.box.width * one.box.height
    assert found["Beta"] == pytest.approx(found["Gamma"])
    assert found["Alpha"] > found["Beta"] > found["Little 0"]


def test_a_sponsor_without_a_mark_is_named_and_every_link_leads_there(tmp_path):
    work = with_order(tmp_path, "cover", {"sponsors": {"heading": "Our sponsors", "tiers": TIERS}})
    (first, *_) = pages_of(work, "sponsors")
    assert {"Our sponsors", "Gold", "Silver", "Society of Small Machines"} <= set(texts(first))
    targets = {
        run.meaning.target
        for one in lines(first)
        for run in one.runs
        if getattr(run.meaning, "role", "") is Role.LINK
    }
    assert "https://small.example" in targets
    linked = next(i for i in first.items if isinstance(i, Image) and i.meaning.alt == "Alpha").meaning.parent
    assert (linked.role, linked.target) == (Role.LINK, "https://alpha.example")


def test_the_sponsors_of_the_booklet_stand_once_on_the_sponsors_page(tmp_path):
    sponsors = [{"name": "Delta", "file": "images/square.svg"}]
    work = with_order(tmp_path, "cover", "sponsors", "posters", sponsors=sponsors)
    marks = [(page.kind, i.meaning.alt) for page in work.pages for i in page.items if isinstance(i, Image)]
    assert marks == [("sponsors", "Delta")]


def test_a_sponsors_page_with_nobody_on_it_is_an_error(tmp_path):
    with pytest.raises(ContentError) as refused:
        with_order(tmp_path, "cover", "sponsors", "posters")
    assert [problem.code for problem in refused.value.problems] == ["no-sponsors"]


PEOPLE = [
    {"name": "Ingrid Olsen", "role": "chair", "place": "Arctic Institute, Tromsø"},
    {"name": "Đặng Thị Hồng", "place": "Hanoi"},
    "Bob Carter",
    {"name": "Maria del Carmen Fernández-Ordóñez y Villalobos", "role": "secretary"},
    *(f"Member number {n}" for n in range(70)),
]


@pytest.mark.parametrize("theme", ["colour", "plain", "large-print"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_everybody_stands_once_and_nobody_upon_another(tmp_path, columns, theme):
    lists = [{"name": "Committee", "people": PEOPLE}, {"name": "Helpers", "people": ["Sam Poe", "Kim Ray"]}]
    order = {"people": {"heading": "Who we are", "columns": columns, "lists": lists}}
    page = "a4" if theme == "large-print" else "a5"
    work = with_order(tmp_path, "cover", order, page=page, theme=theme)
    sheets = pages_of(work, "people")
    said = " ".join(text for sheet in sheets for text in texts(sheet))
    names = [one if isinstance(one, str) else one["name"] for one in (*PEOPLE, "Sam Poe", "Kim Ray")]
    assert [name for name in names if said.count(name) != 1 and not name.startswith("Member number ")] == []
    assert all(f"Member number {n}" in said for n in range(70))
    for sheet in sheets:
        places = [(round(one.x, 2), round(one.y, 2)) for one in lines(sheet)]
        assert len(places) == len(set(places))


def test_the_last_columns_are_balanced(tmp_path):
    lists = [{"people": [f"Member {n}" for n in range(9)]}]
    (sheet,) = pages_of(with_order(tmp_path, "cover", {"people": {"lists": lists}}), "people")
    lefts = [round(one.x) for one in lines(sheet) if one.text.startswith("Member")]
    assert sorted(lefts.count(x) for x in set(lefts)) == [4, 5]


def test_more_columns_than_names_have_room_in_are_refused(tmp_path):
    with pytest.raises(ContentError) as refused:
        with_order(tmp_path, "cover", {"people": {"columns": 4, "lists": [{"people": ["A"]}]}})
    assert [problem.code for problem in refused.value.problems] == ["wrong-value"]


@pytest.mark.parametrize("page", ["a5", "a4"])
def test_all_of_them_are_published_in_every_edition_and_the_proofs_hold(tmp_path, page):
    people = {"people": {"heading": "Who", "lists": [{"people": PEOPLE}]}}
    order = ["cover", {"picture": MAP}, {"picture": FULL}, {"sponsors": {"tiers": TIERS}}, people, "posters"]
    work = with_order(tmp_path, *order, page=page, date="2026-09-05", binding="saddle")
    assert load(tmp_path).records
    for edition in ("screen", "print", "booklet"):
        assert publish(work, edition).pdf


@pytest.mark.parametrize(
    ("count", "row"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (7, 3), (8, 3), (10, 3)]
)
def test_marks_stand_in_even_rows(count, row):
    assert marks_in_row(count, 3) == row
