"""Indexes: nobody lost, nobody merged, and every entry leads to the page that carries it."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from tests.laid import codes, is_artifact, laid, lines, pages_of, studies, study, texts

from posterbook import publish
from posterbook.pages.index.people import people_of

pytestmark = pytest.mark.slow

OF = ("authors", "boards", "keywords", "institutions")


def person(name, *places, presenter=False, **more):
    return {"name": name, "affiliations": list(places), "presenter": presenter, **more}


RECORDS = [
    study(
        1,
        group="G",
        board="A10",
        authors=[person("Bo Li", "Uppsala", presenter=True), "Ida van den Berg"],
        keywords=["Soil", "CO~2~"],
    ),
    study(
        2,
        group="H",
        board="A2",
        authors=[person("Bo Li", "Graz"), person("王小明", "Graz", presenter=True)],
        keywords=["soil"],
    ),
    study(
        3, group="G", authors=[person("Bo Li", "Graz", "Osaka"), person("Wang Mei", "Graz", family="Wang")]
    ),
    study(4, group="G", board="B1", authors=["Ida van den Berg", "Sting"], status="withdrawn"),
]


def index(folder, of, records=RECORDS, **keys):
    """An index of these records, and its pages."""
    work = laid(folder, records, running_order=["cover", "contents", "posters", {"index": of}], **keys)
    return work, pages_of(work, "index")


def said(page):
    """What the lines of a page say, but for its foot."""
    return [one.text.strip().replace("\u00a0", " ") for one in lines(page) if not is_artifact(one)]


def test_a_person_is_one_entry_and_people_of_one_name_are_apart(tmp_path):
    _, (page,) = index(tmp_path, "authors")
    assert said(page) == [
        "Authors",
        "B",
        "van den Berg, Ida  1 3, 4 6",
        "L",
        "Li, Bo (Graz)  2 4, 3 5",
        "Li, Bo (Uppsala)  1 3",
        "S",
        "Sting  4 6",
        "W",
        "Wang, Mei  3 5",
        "漢字",
        "王小明  2 4",
    ]


def test_who_presents_is_semibold_with_the_number_of_that_poster(tmp_path):
    work, (page,) = index(tmp_path, "authors")
    bold = work.theme.faces[work.theme.styles.index.font].b
    entries = [one for one in lines(page) if one.text.startswith("Li, Bo (Uppsala)")]
    assert [run.text for one in entries for run in one.runs if run.face == bold] == ["Li, Bo", "1\u00a0"]
    assert all(run.face != bold for one in lines(page) if "(Graz)" in one.text for run in one.runs)


def test_two_authors_of_one_poster_are_two_people_whatever_their_names(tmp_path):
    work, _ = index(tmp_path, "authors", [study(1, authors=["Bo Li", "Bo Li"]), study(2, authors=["Bo Li"])])
    people = people_of(work.booklet.records)
    assert sorted(len(one.posters) for one in people) == [1, 2]


def test_people_who_share_a_place_over_several_posters_become_one(tmp_path):
    by_place = [("A",), ("B",), ("A", "B")]
    work, _ = index(
        tmp_path, "authors", [study(n, authors=[person("Bo Li", *p)]) for n, p in enumerate(by_place)]
    )
    (one,) = people_of(work.booklet.records)
    assert list(one.posters) == ["0", "1", "2"]


def test_keywords_are_one_whatever_their_capitals_and_institutions_as_they_are_written(tmp_path):
    _, (page,) = index(tmp_path / "k", "keywords")
    assert said(page) == ["Keywords", "C", "CO2  1 3", "S", "Soil  1 3, 2 4"]
    _, (page,) = index(tmp_path / "i", "institutions")
    assert said(page)[2::2] == ["Graz  2 4, 3 5", "Osaka  3 5", "Uppsala  1 3"]


def test_boards_come_in_natural_order_with_titles(tmp_path):
    _, (page,) = index(tmp_path, "boards")
    rows = said(page)[6:]
    assert [rows[n : n + 2] for n in range(0, len(rows), 4)] == [["A2", "2"], ["A10", "1"], ["B1", "4"]]


def test_a_name_that_cannot_be_parted_is_told_and_an_index_of_nothing_too(tmp_path):
    work, _ = index(tmp_path / "a", "authors")
    (problem,) = (one for one in work.problems if one.code == "name-unparted")
    assert problem.message.startswith("'Sting' cannot be parted into given and family name")
    work, pages = index(tmp_path / "b", "boards", studies(A=2))
    assert pages == []
    assert "empty-index" in codes(work)
    assert "Boards" not in texts(work.pages[1])


def test_letters_are_never_last_in_a_column_and_columns_end_level(tmp_path):
    names = [
        f"{given} {chr(65 + n % 26)}{'aeiou'[n % 5]}berg" for n, given in enumerate(["Ada", "Bo", "Cy"] * 50)
    ]
    work, pages = index(tmp_path, "authors", [study(n, authors=[name]) for n, name in enumerate(names)])
    assert len(pages) > 1
    gaps = work.theme.index
    for page in pages:
        content = [one for one in lines(page)[1 if page is pages[0] else 0 :] if not is_artifact(one)]
        left = min(one.x for one in content)
        columns = [[], []]
        for one in content:
            columns[one.x - left > work.theme.page.measure / 2].append(one)
        for column in filter(None, columns):
            assert column[-1].runs[0].size == work.theme.styles.index.size
            assert all(above.y < below.y for above, below in pairwise(column))
    ends = [column[-1].y for column in columns]
    assert abs(ends[0] - ends[1]) <= 3 * work.theme.styles.index.lead + gaps.head_above


@pytest.mark.parametrize("of", OF)
def test_every_entry_leads_to_the_page_that_carries_it(tmp_path, of):
    """Recomputed from the file: where each link goes, what it says, and what stands on the page there."""
    work, pages = index(tmp_path, of)
    data = publish(work, "screen").pdf
    shown = pypdfium2.PdfDocument(data)
    with pikepdf.open(io.BytesIO(data)) as file:
        order = {page.obj.objgen: n for n, page in enumerate(file.pages)}
        led = set()
        for page in pages:
            area = shown[page.sequence - 1].get_textpage()
            for link in file.pages[page.sequence - 1].obj.get("/Annots", []):
                said = area.get_text_bounded(*(float(edge) for edge in link.Rect)).split()
                to = order[link.Dest[0].objgen]
                there = shown[to].get_textpage().get_text_range()
                target = work.pages[to]
                assert target.number in said or target.folio in said
                assert f"Title of study {target.number}" in there
                led.add(target.number)
    wanted = {
        "authors": {"1", "2", "3", "4"},
        "boards": {"1", "2", "4"},
        "keywords": {"1", "2"},
        "institutions": {"1", "2", "3"},
    }
    assert led == wanted[of]
