"""The finished file as a whole."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf

from posterbook.draw import draw
from posterbook.forms.edition import edition
from posterbook.forms.standard import PDF_A_2A
from posterbook.pdf import finish

SCREEN = edition("screen")


def test_the_same_pages_give_the_same_bytes(pages, metadata, fonts, profile, finished):
    assert finish(draw(pages, SCREEN, fonts), pages, metadata, SCREEN, profile) == finished


def test_the_clock_of_the_surroundings_does_not_matter(
    pages, metadata, fonts, profile, finished, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert finish(draw(pages, SCREEN, fonts), pages, metadata, SCREEN, profile) == finished


def test_another_word_gives_another_identity(pages, metadata, fonts, profile, finished):
    other = finish(draw(pages, SCREEN, fonts), pages, replace(metadata, title="Other"), SCREEN, profile)
    with pikepdf.open(BytesIO(finished)) as one, pikepdf.open(BytesIO(other)) as two:
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


def test_the_file_is_pdf_1_7_with_compressed_objects(finished):
    assert finished.startswith(b"%PDF-1.7\n")
    assert b"/ObjStm" in finished
    assert b"ReportLab Generated" not in finished


def test_nothing_of_the_drawn_catalogue_is_left_over(finished):
    with pikepdf.open(BytesIO(finished)) as pdf:
        assert set(pdf.Root.keys()) == {
            "/Type", "/Pages", "/Outlines", "/PageLabels", "/StructTreeRoot", "/MarkInfo",
            "/Metadata", "/Lang", "/ViewerPreferences", "/OutputIntents",
        }  # fmt: skip


def test_an_untagged_edition_says_so(pages, metadata, fonts):
    plain = replace(SCREEN, tagged=False, bookmarks=False, standards=())
    pdf = finish(draw(pages, plain, fonts), pages, metadata, plain)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not {"/MarkInfo", "/StructTreeRoot", "/Outlines"} & set(opened.Root.keys())
        assert not re.search(rb"/MCID", opened.pages[0].Contents.read_bytes())


def test_the_archival_claim_brings_its_output_intent(pages, metadata, fonts, profile):
    archival = replace(SCREEN, standards=(PDF_A_2A,))
    pdf = finish(draw(pages, archival, fonts), pages, metadata, archival, profile)
    with pikepdf.open(BytesIO(pdf)) as opened:
        (intent,) = opened.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes() == profile


def test_a_page_of_text_costs_less_than_two_kilobytes(pages, metadata, fonts, profile):
    """Small pages; the promise for real ones is measured on the example."""
    many = [replace(pages[0], sequence=n, anchors=(), bookmarks=()) for n in range(1, 101)]
    few = many[:1]
    sizes = [len(finish(draw(some, SCREEN, fonts), some, metadata, SCREEN, profile)) for some in (few, many)]
    assert (sizes[1] - sizes[0]) / 99 < 2000
