"""What a standard's row brings into a file, and files that are refused because they miss a demand."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from posterbook.assets import assets_folder
from posterbook.design.geometry import Box, Side
from posterbook.draw import draw
from posterbook.errors import UsageError
from posterbook.forms.edition import edition
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Page
from posterbook.forms.sheet import PlacedPage, Sheet
from posterbook.forms.standard import PDF_X_4, PDFA, Claim, OutputIntent, Property, Standard
from posterbook.pdf import finish

SCREEN, PRINT = edition("screen"), edition("print")
PRESS = (assets_folder() / "icc" / "FOGRA39.icc").read_bytes()
DATED = Metadata(title="Tom & <Jerry>", created=datetime(2021, 4, 13, tzinfo=UTC))
PDF_A_4 = Standard(  # ISO 19005-4: a row that nothing else here knows of
    name="PDF/A-4",
    versions=("2.0",),
    claims=(Claim("pdfaid", PDFA, (Property("part", "4"), Property("rev", "2020"))),),
    intent=OutputIntent("GTS_PDFA1", ("mntr", "prtr")),
    information=False,
)
PDF_A_2B = Standard(
    name="PDF/A-2b",
    versions=("1.7", "1.6"),
    claims=(Claim("pdfaid", PDFA, (Property("part", "2"), Property("conformance", "B"))),),
    explains=True,
    intent=OutputIntent("GTS_PDFA1", ("mntr", "prtr")),
)
BLANK = Page(1, "1", Side.SINGLE, "text", 200, 300, ())
FRAMED = replace(BLANK, bleed=9, margin=20)


def made(row, metadata, profile, *pages, fonts, sheets=()):
    drawn = draw([*pages, *(sheet.face for sheet in sheets)], row, fonts)
    return finish(drawn, pages, metadata, row, profile, sheets=sheets)


def refusal(*given, **named):
    with pytest.raises(UsageError) as caught:
        made(*given, **named)
    assert {problem.code for problem in caught.value.problems} == {"standard-unmet"}
    return " and ".join(problem.message for problem in caught.value.problems)


def test_a_further_standard_is_a_row_and_nothing_else(fonts, pages, profile):
    row = replace(SCREEN, name="web", tagged=False, standards=(PDF_A_4,))
    file = made(row, DATED, profile, *pages, fonts=fonts)
    assert file.startswith(b"%PDF-2.0\n")
    with pikepdf.open(BytesIO(file)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>" in packet
        assert "pdfaExtension" not in packet
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Info" not in pdf.trailer


def test_two_standards_share_one_profile_and_the_version_that_both_allow(fonts):
    row = replace(PRINT, standards=(PDF_X_4, PDF_A_2B))
    file = made(row, DATED, PRESS, FRAMED, fonts=fonts)
    assert file.startswith(b"%PDF-1.6\n")
    with pikepdf.open(BytesIO(file)) as pdf:
        press, archive = pdf.Root.OutputIntents
        assert (press.S, archive.S) == ("/GTS_PDFX", "/GTS_PDFA1")
        assert press.DestOutputProfile.objgen == archive.DestOutputProfile.objgen
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert packet.count("<pdfaSchema:prefix>") == 2
    assert {"pdfxid", "pdf"} == {part.split("<")[0] for part in packet.split("<pdfaSchema:prefix>")[1:]}


def test_a_print_file_says_all_that_its_standard_asks_for(fonts):
    with pikepdf.open(BytesIO(made(PRINT, DATED, PRESS, FRAMED, fonts=fonts))) as pdf:
        assert pdf.trailer.Info.Trapped == "/False"
        packet = pdf.Root.Metadata.read_bytes().decode()
        intent = pdf.Root.OutputIntents[0]
        assert (intent.DestOutputProfile.N, intent.RegistryName) == (4, "http://www.color.org")
    for part in (">PDF/X-4<", "<pdf:Trapped>False<", f"<xmpMM:DocumentID>{DATED.identity}<"):
        assert packet.count(part) == 1
    assert "pdfaExtension" not in packet


def test_an_edition_s_own_contradictions_stop_its_file(fonts, profile):
    row = replace(SCREEN, tagged=False)
    assert "claims PDF/UA-1, but is not tagged" in refusal(row, DATED, profile, BLANK, fonts=fonts)


def test_pages_without_boxes_do_not_become_pdf_x(fonts):
    message = refusal(PRINT, DATED, PRESS, FRAMED, BLANK, fonts=fonts)
    assert (
        message == "the edition 'print' claims PDF/X-4, but page 2 has no trim and bleed box: frame the pages"
    )


def test_of_sheets_the_boxes_are_looked_for_on_the_sheets(fonts):
    sheet = Sheet(replace(FRAMED, width=400), (PlacedPage(0, 0, 0, Box(0, 0, 200, 300)),))
    assert made(PRINT, DATED, PRESS, BLANK, fonts=fonts, sheets=(sheet,)).startswith(b"%PDF-1.6")
    bare = replace(sheet, face=replace(BLANK, width=400))
    assert "page 1 has no trim" in refusal(PRINT, DATED, PRESS, FRAMED, fonts=fonts, sheets=(bare,))


def test_a_file_without_a_date_does_not_become_pdf_x(fonts):
    message = refusal(PRINT, Metadata(title="x"), PRESS, FRAMED, fonts=fonts)
    assert message == "the edition 'print' claims PDF/X-4, but has no date: the standard demands one"


def test_a_profile_must_be_of_the_device_and_the_colours(fonts, profile):
    assert "no ICC profile" in refusal(PRINT, DATED, b"none", FRAMED, fonts=fonts)
    assert "of the class mntr, not prtr" in refusal(PRINT, DATED, profile, FRAMED, fonts=fonts)
    rgb = replace(PRINT, space=SCREEN.space)
    assert "painted in RGB and its ICC profile is for CMYK" in refusal(rgb, DATED, PRESS, FRAMED, fonts=fonts)
