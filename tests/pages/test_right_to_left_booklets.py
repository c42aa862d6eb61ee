"""Booklets in Hebrew and Arabic: mirrored as a whole, bound at the right, read in the order of reading."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from tests.right_to_left import ENGLISH, LEGAL, TITLE, hebrew
from tests.stress import write_booklet

from posterbook import load, publish, read, typeset
from posterbook.design.geometry import Side
from posterbook.errors import ContentError
from posterbook.forms import directions
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, QrCode, Rectangle, Turn
from posterbook.proof.content_text import PageReader
from posterbook.proof.objects.foreign_file import value_of


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return hebrew(tmp_path_factory.mktemp("he"))


def lines(page):
    return [item for item in page.items if isinstance(item, Line)]


def line_with(page, words):
    return next(one for one in lines(page) if words in one.text and not one.turn)


def left(line):
    return line.x + min(run.x for run in line.runs if run.text.strip())


def right(line):
    return line.x + max(run.x + run.width for run in line.runs if run.text.strip())


def seen(line):
    """What a line says from left to right, word by word."""
    return [run.text for run in sorted(line.runs, key=lambda run: run.x) if run.text.strip()]


def of_kind(pages, kind, number=""):
    return next(page for page in pages if page.kind == kind and page.number == number)


def test_text_begins_at_the_right_edge_of_the_text_block(work):
    page = of_kind(work.paper_pages, "posters", "12")
    edge = (
        page.width - work.theme.page.inside
        if page.side is Side.RECTO
        else page.width - work.theme.page.outside
    )
    for words in ("COVID-19", "באוויר", "רות לוי", "רקע"):
        assert right(line_with(page, words)) == pytest.approx(edge, abs=0.6)


def test_a_title_that_begins_in_latin_letters_runs_from_right_to_left_too(work):
    line = line_with(of_kind(work.paper_pages, "posters", "12"), "COVID-19")
    assert seen(line)[-1].strip() == "COVID-19"


def test_running_text_in_another_language_begins_at_the_left_and_its_title_at_the_right(work):
    page = of_kind(work.screen_pages, "posters", "13")
    margin = (page.width - work.theme.page.measure) / 2
    text, title = line_with(page, "One open"), line_with(page, "A window")
    assert left(text) == pytest.approx(margin, abs=0.1)
    assert left(line_with(page, "Background")) == pytest.approx(margin, abs=0.1)
    assert right(title) == pytest.approx(page.width - margin, abs=0.1)
    assert "".join(run.text for run in text.runs).startswith("One open window")


def test_an_odd_page_is_a_left_hand_one_with_tab_and_folio_at_its_left(work):
    page = of_kind(work.paper_pages, "posters", "12")
    assert (page.sequence % 2, page.side) == (1, Side.RECTO)
    tab = max(
        (one.box for one in page.items if isinstance(one, Rectangle) and one.fill), key=lambda box: box.height
    )
    assert tab.x == pytest.approx(-work.theme.bleed)
    folio = next(one for one in lines(page) if one.text == page.folio)
    assert folio.x == pytest.approx(work.theme.page.outside, abs=0.1)
    label = next(one for one in lines(page) if one.turn)
    assert (
        label.turn is Turn.ANTICLOCKWISE
    )  # heads of letters to the left, as those of a recto's to the right


def test_a_range_is_read_from_the_right_and_a_column_stands_where_it_was_put(work):
    page = of_kind(work.pages, "text")
    numbers = [line_with(page, words) for words in ("7", "1200")]
    assert len({round(right(one), 2) for one in numbers}) == 1
    assert left(numbers[0]) < left(line_with(page, "מבואה"))


def test_figures_of_an_author_stay_with_the_author(work):
    shown = "".join(seen(line_with(of_kind(work.pages, "posters", "12"), "Ada Berg")))
    assert shown.index("Ada Berg") < shown.index("1") < shown.index("לוי") < shown.index("רות")


def test_neither_a_hall_nor_a_qr_code_is_mirrored(work, tmp_path):
    page = of_kind(work.pages, "plan")
    boards = [line_with(page, name).x for name in ("A1", "A2", "A3")]
    assert boards == sorted(boards)
    (code,) = (one for one in of_kind(work.pages, "posters", "12").items if isinstance(one, QrCode))
    assert code.modules[0].startswith("1111111")
    assert code.box.x < 100


def test_the_plan_of_a_hall_stands_at_the_right(work):
    page = of_kind(work.screen_pages, "plan")
    walls = [one.box for one in page.items if isinstance(one, Rectangle) and one.fill == work.theme.ink]
    edge = (page.width + work.theme.page.measure) / 2
    assert max(box.right for box in walls) == pytest.approx(edge, abs=work.theme.plan.wall)


def test_arrows_point_to_where_the_next_page_is(tmp_path):
    long = {"number": "1", "title": "חלון", "sections": {"רקע": "חלון פתוח " * 900}}
    work = hebrew(tmp_path, records=[long], halls=[], running_order=["cover", "posters", "legal"])
    said = [line.text for page in work.paper_pages for line in lines(page) if "המשך" in line.text]
    assert [text for text in said if "←" in text]
    assert not [text for text in said if "→" in text]


def test_the_file_says_its_direction_and_is_read_in_its_order(work):
    with pikepdf.open(BytesIO(publish(work).pdf)) as file:
        assert file.Root.StructTreeRoot.K.A.WritingMode == "/RlTb"
        others = [
            one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Lang") == "en"
        ]
        assert {str(one.A.WritingMode) for one in others if "/S" in one} == {"/LrTb"}
        text = PageReader().read(value_of(file.pages[2].obj)).text
    assert TITLE.replace(" ", "") in text.replace(" ", "")
    spoken = read(work)
    for words in (
        TITLE,
        "באוויר סגור (CO2) נמדדו 1,000–2,500 ppm.",
        "רות לוי 1, 2 (ruth@lab.example",
        ENGLISH,
        LEGAL["he"],
    ):
        assert words in spoken


def test_a_print_shop_is_told_the_direction_which_would_garble_what_is_copied_from_a_screen(work, tmp_path):
    write_booklet(tmp_path, [{"number": "1", "title": "x", "sections": {"B": "x"}}])
    english = typeset(load(tmp_path))
    made = [publish(work, "print"), publish(work), publish(work, "booklet"), publish(english, "print")]
    said = []
    for one in made:
        with pikepdf.open(BytesIO(one.pdf)) as file:
            said.append(str(file.Root.ViewerPreferences.get("/Direction", "")))
    assert said == ["/R2L", "", "", ""]
    copied = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made[1].pdf))
    assert ENGLISH in " ".join(copied.split())
    assert "https://lab.example/12" in copied


@pytest.mark.parametrize(
    ("page", "theme"), [("a4", "colour"), ("a4", "large-print"), ("phone", "colour"), ("a5", "plain")]
)
def test_every_format_and_theme_is_mirrored_whole(work, page, theme):
    there = typeset(work.booklet, page=page, theme=theme)
    for one in there.pages:
        assert all(item.runs == () or item.turn or left(item) > 0 for item in lines(one) if item.text.strip())
        heading = [
            item for item in lines(one) if item.runs and not isinstance(item.runs[0].meaning, Artifact)
        ]
        assert max(map(right, heading)) > one.width / 2
    assert publish(there).pdf


def test_the_print_edition_reminds_of_the_binding_and_the_plan_of_sheets_of_the_fold(work):
    assert "bound-right" in {problem.code for problem in publish(work, "print").problems}
    (plan,) = (one for one in publish(work, "booklet").problems if one.code == "sheet-plan")
    assert plan.message.endswith("the fold is at the right")


def test_a_booklet_without_the_library_is_refused_with_its_place(tmp_path, monkeypatch):
    hebrew(tmp_path)
    monkeypatch.setattr(directions, "has_algorithm", lambda: False)
    with pytest.raises(ContentError) as failed:
        load(tmp_path)
    (found,) = (one for one in failed.value.problems if one.code == "right-to-left-booklet")
    assert found.where.path == ("language",)
    assert "pip install 'posterbook[scripts]'" in found.hint


def test_values_and_words_said_to_be_english_are_seen_as_they_are_typed(tmp_path):
    cells = ["812 ± 50", "<0.001", "-350", "1.8 (1.2–2.4)"]
    table = "\n".join(f"| א | {cell} |" for cell in cells)
    said = f"ערך [3, 5, 7]{{lang=en}} סוף\n\n| קבוצה | ערך |\n|---|--:|\n{table}"
    record = {"number": "2", "title": "ריכוז Ca^2+^ בדם", "sections": {"תוצאות": said}}
    work = hebrew(tmp_path, records=[record], halls=[], running_order=["cover", "posters", "legal"])
    shown = [" ".join(seen(line)) for line in lines(of_kind(work.pages, "posters", "2"))]
    for words in ("3, 5, 7", "Ca 2+", *cells):
        assert [text for text in shown if words in text], words


def test_an_index_names_its_posters_from_the_right_each_with_its_page(tmp_path):
    records = [
        {"number": f"P{n}", "title": "חלון", "authors": ["רות לוי"], "sections": {"רקע": "חלון"}}
        for n in (1, 2)
    ]
    work = hebrew(
        tmp_path, records=records, halls=[], running_order=["posters", {"index": {"of": "authors"}}, "legal"]
    )
    (line,) = (one for one in lines(of_kind(work.pages, "index")) if "P1" in one.text)
    shown = " ".join(seen(line))
    assert shown.index("P2") < shown.index("P1") < shown.index("רות") < shown.index("לוי")


def test_the_bullets_of_an_english_list_stand_at_its_left(tmp_path):
    record = {
        "number": "13",
        "title": "A window",
        "lang": "en",
        "sections": {"Background": "One window.\n\n- open\n- closed"},
    }
    work = hebrew(tmp_path, records=[record], halls=[], running_order=["cover", "posters", "legal"])
    page = of_kind(work.pages, "posters", "13")
    text, first = line_with(page, "One window."), line_with(page, "open")
    bullet = next(one for one in lines(page) if one.text.strip() == "•")
    assert left(text) == pytest.approx(left(bullet), abs=0.1)
    assert left(bullet) < left(first) - 5
