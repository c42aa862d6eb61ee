"""What pages show, read back quickly."""

from io import BytesIO

import pikepdf
import pytest

from posterbook.forms.page import Line
from posterbook.proof.content_text import ARTIFACT, UNMARKED, Decoder, content_of, mcids


@pytest.fixture
def pdf(finished):
    with pikepdf.open(BytesIO(finished)) as opened:
        yield opened


def test_a_page_shows_what_was_laid_out_artifacts_too(pdf, pages):
    decoder = Decoder()
    for sheet, page in zip(pdf.pages, pages, strict=True):
        laid_out = "".join(run.text for item in page.items if isinstance(item, Line) for run in item.runs)
        assert decoder.text(sheet.obj, content_of(sheet.obj)) == laid_out


def test_marks_are_told_apart(pdf):
    sheet = pdf.pages[1].obj
    assert list(Decoder().marks(sheet, content_of(sheet))) == [
        (0, "Number"), (1, "APG"), (2, "1096"), (3, "see example here"), (ARTIFACT, "Tab"),
    ]  # fmt: skip


def test_marks_come_in_paint_order(pdf):
    assert mcids(content_of(pdf.pages[1].obj)) == [0, 1, 2, 3]


def test_parentheses_backslashes_and_chinese_come_back(pdf):
    sheet = pdf.pages[0].obj
    shown = dict(Decoder().marks(sheet, content_of(sheet)))
    assert shown[0] == "No responsibility is taken (none)."
    assert shown[1] == "亞盛醫藥"


def test_text_outside_marks_is_known_as_such(pdf):
    sheet = pdf.pages[2].obj
    content = content_of(sheet).replace("/Artifact<</Type/Pagination>>BDC", "q").replace("EMC\nET", "Q\nET")
    assert (UNMARKED, "3") in list(Decoder().marks(sheet, content))


def test_a_code_that_leads_to_no_character_is_not_passed_over(pdf):
    sheet = pdf.pages[2].obj
    for font in sheet.Resources.Font.values():
        del font.ToUnicode
    assert set(Decoder().text(sheet, content_of(sheet))) == {"\ufffd"}
