"""Links and their annotations."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from posterbook.design.geometry import Side
from posterbook.design.theme import Colour
from posterbook.draw import draw
from posterbook.errors import ProofError
from posterbook.forms.edition import edition
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Line, Page, Run, Turn
from posterbook.pdf import finish
from posterbook.pdf.links import address, is_url, join_areas, link_lines, link_of

INK = Colour((0, 0, 0), (0, 0, 0, 1))
LINK = Element(Role.P).child(Role.LINK, target="x")


def run(x, width, meaning=LINK):
    return Run(x, "word", "sans", 10, INK, width, meaning)


def rectangles(*lines):
    page = Page(1, "1", Side.SINGLE, "text", 200, 300, lines)
    return [found.rectangle for found in link_lines([page])]


@pytest.mark.parametrize("target", ["https://example.org", "mailto:a@example.org", "ftp://example.org"])
def test_an_address_leads_out_of_the_booklet(target):
    assert is_url(target)


@pytest.mark.parametrize("target", ["poster-1096", "legal:exchange", "a//b"])
def test_an_anchor_does_not(target):
    assert not is_url(target)


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://doi.org/10.1000/abc(1)?x=1&y=%20#z", "https://doi.org/10.1000/abc(1)?x=1&y=%20#z"),
        ("https://example.org/ä b", "https://example.org/%C3%A4%20b"),
        ("https://bücher.example:8080/ü", "https://xn--bcher-kva.example:8080/%C3%BC"),
        ("https://an.example@中文.example/", "https://an.example@xn--fiq228c.example/"),
        ("https://..ü/", "https://..%C3%BC/"),
        ("mailto:jörg@example.org", "mailto:j%C3%B6rg@example.org"),
    ],
)
def test_an_address_is_written_in_ascii(target, written):
    assert address(target) == written


def test_text_below_a_link_belongs_to_it():
    assert link_of(LINK.child(Role.SPAN)) is LINK
    assert link_of(LINK) is LINK
    assert link_of(Element(Role.P)) is None
    assert link_of(Artifact.PAGINATION) is None


def test_a_link_covers_its_runs_on_a_line_once():
    line = Line(10, 100, (run(0, 20), run(20, 15, LINK.child(Role.SPAN)), run(40, 5, Element(Role.P))))
    assert rectangles(line) == [(10, 197.5, 45, 207.5)]


def test_a_link_of_two_lines_has_two_rectangles():
    assert len(rectangles(Line(10, 100, (run(0, 20),)), Line(10, 112, (run(0, 5),)))) == 2


def test_what_stands_on_one_baseline_is_one_place_to_press():
    number = Line(10, 100, (Run(0, "1096", "sans", 12, INK, 30, LINK),))
    page, below = Line(60, 100, (run(0, 20),)), Line(10, 112, (run(0, 5),))
    found = list(join_areas(link_lines([Page(1, "1", Side.SINGLE, "text", 200, 300, (number, page, below))])))
    assert [one.rectangle for one in found] == [(10, 197, 80, 209), (10, 185.5, 15, 195.5)]
    assert found[0].words == "1096 word"


def test_other_links_and_other_pages_are_not_joined():
    other = Element(Role.P).child(Role.LINK, target="y")
    sheets = [Page(n, str(n), Side.SINGLE, "text", 200, 300, (Line(0, 9, (run(0, 5),)),)) for n in (1, 2)]
    two = Page(
        3, "3", Side.SINGLE, "text", 200, 300, (Line(0, 9, (run(0, 5),)), Line(9, 9, (run(0, 5, other),)))
    )
    assert len(list(join_areas(link_lines([*sheets, two])))) == 4


def test_a_turned_link_is_covered_along_its_direction():
    clockwise = Line(50, 100, (run(5, 20),), Turn.CLOCKWISE)
    anticlockwise = Line(50, 100, (run(5, 20),), Turn.ANTICLOCKWISE)
    assert rectangles(clockwise, anticlockwise) == [(47.5, 175, 57.5, 195), (42.5, 205, 52.5, 225)]


def test_annotations_say_where_they_lead(finished):
    with pikepdf.open(BytesIO(finished)) as pdf:
        inside, outside = pdf.pages[1].Annots
        assert inside.Dest[0].objgen == pdf.pages[2].obj.objgen
        assert [inside.Dest[1], float(inside.Dest[3])] == ["/XYZ", 290]
        assert str(inside.Contents) == "Poster 1096"
        assert str(outside.A.URI) == "https://example.org/%C3%A4%20b"
        assert str(outside.Contents) == "see example here"
        assert [float(n) for n in outside.Rect] == [10, 237.5, 45, 247.5]
        assert all(int(one.F) == 4 and list(one.Border) == [0, 0, 0] for one in (inside, outside))
        assert "/Annots" not in pdf.pages[0]


def test_a_link_to_nowhere_is_a_bug(pages, metadata, fonts):
    screen = edition("screen")
    with pytest.raises(ProofError, match="poster-1096"):
        finish(draw(pages[:2], screen, fonts), pages[:2], metadata, screen)


def test_an_edition_without_links_has_no_annotations(pages, metadata, fonts):
    plain = replace(edition("screen"), links=False)
    with pikepdf.open(BytesIO(finish(draw(pages, plain, fonts), pages, metadata, plain))) as pdf:
        assert all("/Annots" not in page for page in pdf.pages)
