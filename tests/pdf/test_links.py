"""Links and their annotations."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import segno

from posterbook.content.qr import modules
from posterbook.design.geometry import Box, Side
from posterbook.design.theme import Colour
from posterbook.draw import draw
from posterbook.errors import ProofError
from posterbook.forms.edition import edition
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Line, Page, QrCode, Run, Turn
from posterbook.pdf import finish
from posterbook.pdf.links import join_areas, link_areas, link_of

INK = Colour((0, 0, 0), (0, 0, 0, 1))
LINK = Element(Role.P).child(Role.LINK, target="x")
LINKS = [
    "http://münchen.example/",
    "https://straße.example/straße?q=ä b#ü",
    "https://example.org/%C3%BC%20a?b=%26",
    "https://bücher.example:8080/ü",
    "https://an.example:geheim@中文.example/",
    "http://[2001:db8::1]:8080/ä",
    "mailto:jörg@münchen.example",
    "MAILTO:a@example.org",
]


def run(x, width, meaning=LINK):
    return Run(x, "word", "sans", 10, INK, width, meaning)


def rectangles(*lines):
    page = Page(1, "1", Side.SINGLE, "text", 200, 300, lines)
    return [found.rectangle for found in link_areas([page])]


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
    found = list(join_areas(link_areas([Page(1, "1", Side.SINGLE, "text", 200, 300, (number, page, below))])))
    assert [one.rectangle for one in found] == [(10, 197, 80, 209), (10, 185.5, 15, 195.5)]
    assert found[0].words == "1096 word"


def test_other_links_and_other_pages_are_not_joined():
    other = Element(Role.P).child(Role.LINK, target="y")
    sheets = [Page(n, str(n), Side.SINGLE, "text", 200, 300, (Line(0, 9, (run(0, 5),)),)) for n in (1, 2)]
    two = Page(
        3, "3", Side.SINGLE, "text", 200, 300, (Line(0, 9, (run(0, 5),)), Line(9, 9, (run(0, 5, other),)))
    )
    assert len(list(join_areas(link_areas([*sheets, two])))) == 4


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


@pytest.mark.parametrize("link", LINKS)
def test_a_code_leads_where_the_link_on_it_leads(link, metadata, fonts):
    figure = Element(Role.P).child(Role.LINK, target=link, alt="a link").child(Role.FIGURE, alt="a code")
    code = QrCode(Box(10, 10, 50, 50), modules(link, "M", 1), INK, figure)
    page = Page(1, "1", Side.SINGLE, "posters", 200, 300, (code,))
    screen = replace(edition("screen"), standards=())
    with pikepdf.open(BytesIO(finish(draw([page], screen, fonts), [page], metadata, screen))) as pdf:
        (annotation,) = pdf.pages[0].Annots
        address = str(annotation.A.URI)
    assert code.modules == segno_modules(address)


def segno_modules(address):
    """The code of these very characters."""
    code = segno.make_qr(address, error="M", boost_error=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)


def test_a_link_to_nowhere_is_a_bug(pages, metadata, fonts):
    screen = replace(edition("screen"), standards=())
    with pytest.raises(ProofError, match="poster-1096"):
        finish(draw(pages[:2], screen, fonts), pages[:2], metadata, screen)


def test_an_edition_without_links_has_no_annotations(pages, metadata, fonts):
    plain = replace(edition("screen"), links=False, standards=())
    with pikepdf.open(BytesIO(finish(draw(pages, plain, fonts), pages, metadata, plain))) as pdf:
        assert all("/Annots" not in page for page in pdf.pages)
