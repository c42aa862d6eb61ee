"""Page kinds in any order, repeated or left out, and the structure they come to."""

from itertools import groupby, pairwise

import pytest
from tests.laid import laid, lines, pages_of, studies, study, texts, words

from posterbook.forms.element import Artifact, Element
from posterbook.forms.page import Image, Line, QrCode

SIGNED = "By order\nACME\nDr Li\nChairman"
FILES = {
    "i.md": words(40),
    "t.md": "# About us\n\n" + words(60) + "\n\n- one\n- two\n  1. inner\n",
    "f.txt": "Caution:\n\n" + words(20),
    "s.txt": SIGNED,
    "b.txt": words(40),
    "d.txt": words(30),
}
LEGAL = [
    {"id": "d", "file": "d.txt", "place": "cover-top"},
    {
        "id": "f",
        "file": "f.txt",
        "place": "legal-page",
        "weight": "framed",
        "contents": "Cautionary statement",
    },
    {"id": "s", "file": "s.txt", "place": "legal-page", "weight": "signature"},
    {"id": "b", "file": "b.txt", "place": "legal-page"},
]
INTRODUCTION = {"introduction": {"file": "i.md", "contents": True}}
TEXT = {"text": {"file": "t.md"}}
DIVIDED = {"posters": {"dividers": True}}
ORDERS = {
    "usual": ["cover", INTRODUCTION, "summary", "posters", TEXT, "legal"],
    "dividers": ["cover", "contents", "summary", DIVIDED, "legal"],
    "no cover": [INTRODUCTION, "summary", DIVIDED, TEXT, "legal"],
    "summary last": ["cover", "posters", "summary"],
    "no posters": ["cover", "summary", TEXT],
    "cover only": ["cover"],
    "posters only": ["posters"],
    "parts": ["cover", {"posters": {"groups": ["B"]}}, TEXT, {"posters": {"groups": ["A"]}}, "notes"],
}
RECORDS = [
    *studies(A=2, B=1),
    study("9", group="A", status="withdrawn"),
    study("10", group="B", status="late-breaking", authors=["Anna", "Bo"], board="B1", keywords=["x", "y"]),
    study(
        "11",
        group="B",
        link="https://example.org",
        sections={"Background": words(700), "Conclusion": words(30)},
    ),
    study("12", embargo="2031-01-01T09:00+08:00"),
]


@pytest.fixture(params=ORDERS, scope="module")
def work(request, tmp_path_factory):
    folder, order = tmp_path_factory.mktemp("order"), ORDERS[request.param]
    there = {"cover-top" if "cover" in order else "", "legal-page" if "legal" in order else ""}
    blocks = [block for block in LEGAL if block["place"] in there]
    return laid(folder, RECORDS, files=FILES, legal=blocks, running_order=order, kind="Abstracts")


def meanings(work):
    """What every painted thing means, in the order of painting."""
    for page in work.pages:
        for item in page.items:
            if isinstance(item, Line):
                yield from (run.meaning for run in item.runs)
            elif isinstance(item, Image | QrCode):
                yield item.meaning


def chain(meaning):
    """An element and all above it, the document last; nothing for an artifact."""
    found = []
    above = meaning if isinstance(meaning, Element) else None
    while above is not None:
        found.append(above)
        above = above.parent
    return found


def elements(work):
    """The elements in the order in which they are first painted, parents before children."""
    seen = {id(one): one for meaning in meanings(work) for one in reversed(chain(meaning))}
    return list(seen.values())


def test_every_text_has_an_element_below_the_one_document(work):
    roots = {id(one) for one in elements(work) if one.parent is None}
    assert len(roots) == 1
    assert all(isinstance(meaning, Element | Artifact) for meaning in meanings(work))


def test_headings_skip_no_level_and_a_cover_has_the_only_h1(work):
    levels = [int(one.role[1]) for one in elements(work) if one.role in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    if work.pages[0].kind == "cover":
        assert levels.count(1) == 1


def test_a_section_is_painted_in_one_go(work):
    """Reading order is the order of painting: nothing of a section comes after another one's beginning."""
    sections = (chain(meaning)[-2] for meaning in meanings(work) if len(chain(meaning)) > 1)
    order = [section for section, _ in groupby(sections)]
    assert len(order) == len({id(one) for one in order})


def test_every_link_within_leads_to_a_place_that_is_there(work):
    names = {anchor.name for page in work.pages for anchor in page.anchors}
    targets = {one.target for one in elements(work) if one.role == "Link" and "//" not in one.target}
    assert targets <= names
    assert {mark.anchor for page in work.pages for mark in page.bookmarks} <= names


def test_a_posters_number_follows_its_label_at_once(work):
    for page in pages_of(work, "posters"):
        shown = texts(page)
        if page.number and shown[0] == "Poster number:":
            assert shown[1] == page.number


def test_every_poster_wanted_is_there_once(work):
    numbers = list(dict.fromkeys(page.number for page in work.pages if page.number))
    wanted = [record["number"] for record in RECORDS]
    if any(page.kind == "posters" for page in work.pages):
        assert set(numbers) in ({*wanted}, {*wanted} - {"12"})
    else:
        assert numbers == []


def test_the_withdrawn_study_keeps_its_page_and_says_nothing_more(work):
    for page in pages_of(work, "posters"):
        if page.number == "9":
            content = [
                one.text.strip() for one in lines(page) if not isinstance(one.runs[0].meaning, Artifact)
            ]
            assert content == ["A", "Poster number:", "9", "Title of study 9", "Withdrawn"]


def test_legal_blocks_between_the_pages_have_their_entries_too(tmp_path):
    places = {"a": "after-posters", "l": "legal-page", "z": "back-cover"}
    made = [{"id": n, "file": f"{n}.txt", "place": at, "contents": f"Block {n}"} for n, at in places.items()]
    order = ["cover", "contents", "posters", TEXT, "legal"]
    files = {**FILES, **{f"{name}.txt": words(20) for name in places}}
    booklet = laid(tmp_path, studies(A=2), files=files, legal=made, running_order=order)
    assert [page.kind for page in booklet.pages][4:] == ["legal", "text", "legal", "legal"]
    shown = texts(booklet.pages[1])
    entries = dict(zip(shown[2::2], shown[1::2], strict=False))
    assert entries == {"Posters": "3–4", "Block a": "5", "About us": "6", "Block l": "7", "Block z": "8"}


def test_a_kind_that_stands_again_has_places_of_its_own(tmp_path):
    order = ["cover", "contents", "summary", TEXT, "posters", TEXT, "summary"]
    booklet = laid(tmp_path, studies(A=3), files=FILES, running_order=order)
    names = [anchor.name for page in booklet.pages for anchor in page.anchors]
    assert len(names) == len(set(names))
    shown = texts(booklet.pages[1])
    assert shown[1:-1:2] == ["3", "4", "5–7", "8", "9"]
    number = next(one for one in lines(booklet.pages[4]) if one.text == "101")
    assert number.runs[0].meaning.target == "row:101"
    assert "row:101" in {anchor.name for anchor in booklet.pages[2].anchors}
