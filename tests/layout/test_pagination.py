"""What depends on a page's place: padding, folios, sides, facing notes, tabs and feet."""

import pytest
from tests.laid import boxes, is_artifact, laid, line, lines, pages_of, studies, study, texts, words

from posterbook.design.geometry import MM, Side

pytestmark = pytest.mark.slow

LONG = {"Background": words(700), "Conclusion": words(20)}
FULL = {"Background": words(290), "Conclusion": words(20)}
TEXT = {"text": {"file": "text/t.md"}}


def ordered(folder, order, records=None, text=20, **keys):
    files = {"text/t.md": "# About\n\n" + "\n\n".join(words(120) for _ in range(max(text // 120, 1)))}
    return laid(folder, records or studies(A=2, B=1), files=files, running_order=order, **keys)


def kinds(work):
    """Each page's kind by a letter, a poster by its number."""
    return " ".join(page.number or page.kind[:1] for page in work.paper_pages)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["cover"], "c n n n"),
        (["cover", "summary"], "c n n s"),
        (["cover", "posters"], "c 101 102 103"),
        (["cover", "posters", TEXT], "c 101 102 103 n n n t"),
        (["posters", TEXT], "101 102 103 t"),
        (["posters"], "101 102 n 103"),
        ([TEXT], "t n n n"),
        (["cover", "notes", "posters", "notes"], "c n 101 102 103 n n n"),
        (["cover", TEXT, "posters", TEXT, "summary"], "c t 101 102 103 t n s"),
    ],
)
def test_notes_pages_pad_before_the_last_page(tmp_path, order, expected):
    work = ordered(tmp_path, order)
    assert kinds(work) == expected


@pytest.mark.parametrize("text", [840, 1700])
def test_a_text_that_goes_on_is_not_parted_by_padding(tmp_path, text):
    work = ordered(tmp_path / "1", ["cover", "posters", TEXT], text=text)
    assert kinds(work).rstrip("t ").endswith("n") or len(work.paper_pages) % 4 == 0
    assert "t n" not in kinds(work)
    work = ordered(tmp_path / "2", [TEXT], text=text)
    assert kinds(work).startswith("t t")
    assert "n t" not in kinds(work)


@pytest.mark.parametrize("last", [1, 2, 3, 4])
def test_a_poster_that_runs_on_is_not_parted_by_padding(tmp_path, last):
    records = [study(n) for n in range(last)] + [study("long", sections=LONG)]
    work = ordered(tmp_path, ["cover", "posters"], records)
    assert kinds(work).endswith("long long")
    assert len(work.paper_pages) % 4 == 0


def test_a_table_that_runs_on_is_not_parted_by_padding(tmp_path):
    for count in (24, 25, 26, 27):
        work = ordered(tmp_path / str(count), ["cover", "posters", "summary"], studies(A=count))
        assert kinds(work).endswith("s s")


def test_folios_are_counted_from_the_cover_which_prints_none(tmp_path):
    work = ordered(tmp_path, ["cover", "summary", "posters", TEXT])
    assert [page.folio for page in work.pages] == ["", *(str(n) for n in range(2, len(work.pages) + 1))]
    for page in work.pages[1:]:
        foot = [one.text for one in lines(page) if one.y == pytest.approx(200 * MM)]
        assert foot == [page.folio]
    assert not [one for one in lines(work.pages[0]) if one.y == pytest.approx(200 * MM)]


def test_pages_that_only_fill_sheets_are_not_counted_and_stand_on_paper_only(tmp_path):
    work = ordered(tmp_path, ["cover", "summary", "posters", TEXT])
    filling = [page for page in work.paper_pages if page.fills]
    assert len(work.paper_pages) == len(work.pages) + len(filling) == 8
    assert [page.folio for page in filling] == ["", ""]
    assert [page.folio for page in work.paper_pages if not page.fills] == [page.folio for page in work.pages]
    assert [page.sequence for page in work.pages] == [1, 2, 3, 4, 5, 6]
    assert [page.sequence for page in work.paper_pages] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert work.pages[-1].side is work.paper_pages[-1].side is Side.VERSO


def test_a_page_that_fills_a_sheet_has_its_running_foot_and_no_number(tmp_path):
    work = ordered(tmp_path, ["cover", "summary", "posters", TEXT], issuer={"short": "ACME"})
    for page in (page for page in work.paper_pages if page.fills):
        assert [one.text for one in lines(page) if one.y == pytest.approx(200 * MM)] in ([], ["ACME"])


def test_without_a_cover_the_first_page_has_a_folio(tmp_path):
    work = ordered(tmp_path, ["summary", "posters"])
    assert work.pages[0].folio == "1"


@pytest.mark.parametrize(
    ("page", "facing"), [("a5", True), ("half-letter", True), ("a4", False), ("letter", False)]
)
def test_odd_pages_are_rectos_where_pages_face(tmp_path, page, facing):
    work = ordered(tmp_path, ["cover", "posters"], page=page)
    sides = [one.side for one in work.paper_pages]
    assert sides == ([Side.RECTO, Side.VERSO] * 2 if facing else [Side.SINGLE] * 4)


def test_text_stands_inside_on_every_side(tmp_path):
    work = ordered(tmp_path, ["cover", "posters"])
    left = [line(page, "Title of study").x / MM for page in work.pages[1:]]
    assert left == pytest.approx([22, 16, 22])


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([30, 30], [True, True]),
        ([290, 220], [False, False]),
        ([220, 290], [False, False]),
        ([220, 220], [True, True]),
        ([290, 30], [False, True]),
        ([30, 290], [True, False]),
    ],
)
def test_a_poster_has_notes_if_the_facing_one_has_or_it_is_less_than_six_tenths_full(
    tmp_path, lengths, expected
):
    records = [
        study(n, sections={"Background": words(c), "Conclusion": words(20)}) for n, c in enumerate(lengths)
    ]
    work = ordered(tmp_path, ["cover", "posters", "notes"], records)
    assert [page.sequence for page in pages_of(work, "posters")] == [2, 3]
    assert ["Notes" in texts(page) for page in pages_of(work, "posters")] == expected


def test_a_poster_that_faces_no_other_keeps_its_notes(tmp_path):
    work = ordered(tmp_path, ["cover", "notes", "posters"], [study(1), study(2, sections=FULL)])
    assert kinds(work) == "c n 1 2"
    assert ["Notes" in texts(page) for page in pages_of(work, "posters")] == [True, False]


def test_single_pages_do_not_look_at_each_other(tmp_path):
    long = {"Background": words(420), "Conclusion": words(60)}
    work = ordered(tmp_path, ["cover", "posters", "notes"], [study(1), study(2, sections=long)], page="a4")
    assert ["Notes" in texts(page) for page in pages_of(work, "posters")] == [True, False]


def test_tabs_stand_at_the_same_height_on_every_page_and_at_the_fore_edge(tmp_path):
    legal = [{"id": "a", "file": "text/a.txt", "place": "legal-page"}]
    files = {"text/a.txt": words(20)}
    order = ["cover", "summary", "posters", "legal"]
    work = laid(tmp_path, studies(A=2, B=1), files=files, legal=legal, running_order=order)

    def tabs(page):
        return [(round(one.box.y, 2), round(one.box.bottom, 2)) for one in boxes(page) if one.box.width < 40]

    whole = tabs(work.pages[1])
    assert len(whole) == 2
    assert tabs(work.pages[-1]) == whole
    assert [tabs(page) for page in pages_of(work, "posters")] == [[whole[0]], [whole[0]], [whole[1]]]
    for page in work.pages[1:]:
        for box in [one.box for one in boxes(page) if one.box.width < 40]:
            reached = (box.x, box.right) == pytest.approx(
                (-3 * MM, 10 * MM) if page.side is Side.VERSO else (138 * MM, 151 * MM)
            )
            assert reached
    for page in pages_of(work, "notes") + pages_of(work, "text"):
        assert tabs(page) == []


def test_tab_labels_read_down_on_rectos_and_up_on_versos(tmp_path):
    work = ordered(tmp_path, ["cover", "posters"])
    turns = [lines(page, turned=True)[0].turn for page in work.pages[1:]]
    assert turns == [90, -90, 90]
    assert all(is_artifact(lines(page, turned=True)[0]) for page in work.pages[1:])


def test_the_running_foot_is_the_issuer_on_versos_and_the_meeting_on_rectos(tmp_path):
    keys = {"issuer": {"short": "ACME"}, "event": {"name": "Big Meeting", "short": "BM 2021"}}
    work = ordered(tmp_path, ["cover", "summary", "posters", TEXT], **keys)
    for page in work.pages[1:]:
        verso = page.side is Side.VERSO
        foot = {one.text: one for one in lines(page) if one.y == pytest.approx(200 * MM)}
        if page is work.pages[-1]:  # which ends with the meeting's name
            assert set(foot) == {page.folio}
            continue
        assert set(foot) == {page.folio, "ACME" if verso else "BM 2021"}
        outer = foot[page.folio]
        inner = foot["ACME" if verso else "BM 2021"]
        assert (outer.x < inner.x) == verso
        assert outer.x == pytest.approx(22 * MM) or not verso
        assert inner.x == pytest.approx(16 * MM) or verso


def test_large_print_has_a_folio_and_no_running_foot(tmp_path):
    keys = {"issuer": {"short": "ACME"}, "page": "a4", "theme": "large-print"}
    work = ordered(tmp_path, ["cover", "posters"], **keys)
    for page in work.pages[1:]:
        assert [one.text for one in lines(page) if one.y == pytest.approx(work.theme.page.foot)] == [
            page.folio
        ]
        assert boxes(page) == [one for one in boxes(page) if one.stroke]
