"""`posterbook placards` and `posterbook doorsheets`: who gets a sheet, in which order, and at which size."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import yaml
from tests.laid import laid, lines, study

from posterbook import approve, load, typeset
from posterbook.api.hall_sheets import hall_sheets
from posterbook.content.model import PageEntry
from posterbook.design.geometry import MM
from posterbook.errors import Where
from posterbook.forms.page import QrCode
from posterbook.pages.placards import PLACARDS, Options

pytestmark = pytest.mark.slow

HALLS = [
    {"name": "Hall 1", "rows": [{"boards": ["A1-A3"], "back": ["A12-A10"]}]},
    {"name": "Foyer", "rows": [{"boards": ["F1"]}]},
]
PRESENTED = ["Ann Lee", {"name": "Bo Ek", "presenter": True}]
RECORDS = [
    study("1", board="A2", hall="Hall 1", session="Morning", group="Soil", link="https://example.org/1"),
    study("2", board="A10", hall="Hall 1", session="Morning", group="Water"),
    study("3", board="F1", hall="Foyer", session="Morning"),
    study(
        "4",
        board="A1",
        hall="Hall 1",
        session="Evening",
        authors=PRESENTED,
    ),
    study("5", board="A3", hall="Hall 1", session="Morning", status="withdrawn"),
]


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "meeting"
    path.mkdir()
    (path / "booklet.yaml").write_text(yaml.safe_dump({"title": "Meeting", "halls": HALLS}), encoding="utf-8")
    (path / "posters.yaml").write_text(yaml.safe_dump(RECORDS, sort_keys=False), encoding="utf-8")
    return path


def pdf_of(result):
    return result.outputs[0].path.read_bytes()


def texts(pdf):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_every_hanging_poster_gets_a_placard_in_the_order_of_the_plan(folder, tmp_path):
    result = hall_sheets("placards", folder, output=tmp_path / "out")
    assert [path.path.name for path in result.outputs] == ["meeting-a4-placards.pdf"]
    boards = [text.split("Board ")[1].split()[0] for text in texts(pdf_of(result))]
    assert boards == ["A1", "A2", "A10", "F1"]
    assert [problem.code for problem in result.problems] == ["no-placard"]
    assert result.problems[0].message.endswith(": 5")


SIZES = {"a4": (210, 297), "a5": (148, 210), "letter": (215.9, 279.4)}


@pytest.mark.parametrize(("page", "size"), SIZES.items())
def test_placards_are_printed_to_scale(folder, tmp_path, page, size):
    pdf = pdf_of(hall_sheets("placards", folder, output=tmp_path / "out", page=page))
    with pikepdf.open(BytesIO(pdf)) as file:
        assert file.Root.ViewerPreferences.PrintScaling == "/None"
        for one in file.pages:
            assert [float(n) / MM for n in one.mediabox[2:]] == pytest.approx(size, abs=0.01)
        content = file.pages[1].Contents.read_bytes()
    # the code's modules are drawn 1 by 1 in a matrix that makes all of them 40 mm
    modules = 25
    assert f"q {40 * MM / modules:.5f}".rstrip("0").encode() in content


def test_the_number_takes_a_third_of_the_sheet_or_all_of_its_width(folder, tmp_path):
    placard = pypdfium2.PdfDocument(pdf_of(hall_sheets("placards", folder, output=tmp_path / "out")))[0]
    text = placard.get_textpage()
    left, bottom, right, top = text.get_charbox(text.get_text_range().index("4"))
    assert (top - bottom) / 297 * 25.4 / 72 == pytest.approx(1 / 3, abs=0.06)
    assert right - left < placard.get_width()


def test_a_placard_names_the_presenter(folder, tmp_path):
    first = texts(pdf_of(hall_sheets("placards", folder, output=tmp_path / "out")))[0]
    assert "Bo Ek" in first
    assert "Ann Lee" not in first


@pytest.mark.parametrize("page", ["a4", "a5", "letter"])
@pytest.mark.parametrize("theme", ["colour", "plain"])
def test_a_long_title_is_stepped_down_and_stays_clear_of_the_foot(tmp_path, page, theme):
    title = "On the habits of small things that add up over many years in " * 4
    record = study("1096", title=title, link="https://example.org/1", board="A1", hall="Hall 1")
    work = laid(tmp_path, [record])
    order = (PageEntry(PLACARDS, Options(), Where("")),)
    sheet = typeset(replace(work.booklet, running_order=order), page=page, theme=theme).pages[0]
    (code,) = (item for item in sheet.items if isinstance(item, QrCode))
    said = [one for one in lines(sheet) if {"habits", "years"} & set(one.text.split())]
    assert max(one.y for one in said) < code.box.y
    assert code.box.right <= sheet.width
    assert code.box.bottom <= sheet.height


def test_a_title_that_no_step_makes_fit_is_an_error_with_its_place(run, folder):
    records = [study("1", title="word " * 700, board="A1", hall="Hall 1")]
    (folder / "posters.yaml").write_text(yaml.safe_dump(records), encoding="utf-8")
    outcome = run("placards", folder, "--page", "a5")
    assert outcome.code == 5
    assert "posters.yaml:" in outcome.err
    assert "error[placard-overfull]" in outcome.err


def test_a_door_sheet_for_each_hall_and_session_lists_its_boards_as_they_count(folder, tmp_path):
    result = hall_sheets("doorsheets", folder, output=tmp_path / "out")
    morning, foyer, evening = (text.split() for text in texts(pdf_of(result)))
    assert morning[:3] == ["Hall", "1", "Morning"]
    assert [word for word in morning if word in {"A2", "A10", "A3"}] == ["A2", "A3", "A10"]
    assert any("withdrawn" in word for word in morning)
    assert foyer[:2] == ["Foyer", "Morning"]
    assert evening[:3] == ["Hall", "1", "Evening"]
    assert "Ek" in evening


def test_a_long_door_sheet_goes_on_with_its_head_repeated(folder, tmp_path):
    (folder / "booklet.yaml").write_text("title: Meeting\n", encoding="utf-8")
    records = [study(n, board=f"B{n}", hall="Hall 1") for n in range(1, 90)]
    (folder / "posters.yaml").write_text(yaml.safe_dump(records), encoding="utf-8")
    pages = texts(pdf_of(hall_sheets("doorsheets", folder, output=tmp_path / "out", page="a5")))
    assert len(pages) > 1
    assert all("Board" in page for page in pages)
    assert all("Hall 1, continued" in page for page in pages[1:])
    assert sum(page.count("Title of study") for page in pages) == len(records)


def test_the_commands_print_the_path_and_make_the_same_bytes_twice(run, folder):
    first = run("placards", folder, "--page", "letter", "--quiet")
    assert (first.code, first.out, first.err) == (0, "output/meeting-letter-placards.pdf\n", "")
    before = folder.parent.joinpath("output/meeting-letter-placards.pdf").read_bytes()
    run("placards", folder, "--page", "letter")
    assert folder.parent.joinpath("output/meeting-letter-placards.pdf").read_bytes() == before
    assert run("doorsheets", folder).out == "output/meeting-a4-doorsheets.pdf\n"
    assert run("doorsheets", folder, "--page", "b7").code == 2


def test_a_meeting_without_a_poster_that_hangs_is_an_error(run, folder):
    (folder / "posters.yaml").write_text(yaml.safe_dump([study("1", status="withdrawn")]), encoding="utf-8")
    assert load(folder).records
    outcome = run("placards", folder)
    assert outcome.code == 3
    assert "error[nothing-hangs]" in outcome.err


@pytest.mark.parametrize("what", ["placards", "doorsheets"])
def test_sheets_are_not_held_against_the_approved_pages_of_the_booklet(folder, tmp_path, what):
    approve(folder, by="A. Lee", date=date(2026, 9, 1))
    found = hall_sheets(what, folder, output=tmp_path / "out").problems
    assert "approved-document" not in {one.code for one in found}
