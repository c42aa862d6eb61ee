"""A font of the booklet's own, from booklet.yaml to the PDF."""

import pytest
from tests.small_fonts import write_font
from tests.stress import write_booklet

from posterbook import load, typeset
from posterbook.cli import main
from posterbook.content.model import FontFile, OwnFont
from posterbook.design.theme import build
from posterbook.errors import ContentError
from posterbook.forms.page import Line
from posterbook.loading import design_tokens

GEORGIAN = "აბგდ"
RECORD = {
    "number": "1",
    "title": f"Title {GEORGIAN}",
    "sections": {"Background": f"Text {GEORGIAN}, **{GEORGIAN}** and *{GEORGIAN}* 亞盛"},
}


@pytest.fixture
def folder(tmp_path):
    """A booklet in Georgian letters with a font that has them, and its bold."""
    write_font(tmp_path / "fonts/plain.ttf", GEORGIAN)
    write_font(tmp_path / "fonts/bold.ttf", GEORGIAN)
    return write_booklet(tmp_path, [RECORD], fonts=[{"file": "fonts/plain.ttf", "bold": "fonts/bold.ttf"}])


def runs(folder):
    work = typeset(load(folder))
    return work, [
        run for page in work.pages for item in page.items if isinstance(item, Line) for run in item.runs
    ]


def test_characters_that_no_other_face_has_are_set_in_the_font_of_the_weight(folder):
    _, found = runs(folder)
    faces = {(run.face, run.text.strip()) for run in found if set(run.text) & set(GEORGIAN)}
    assert ("own_1_b", GEORGIAN) in faces  # the title and the bold
    assert ("own_1", GEORGIAN) in faces
    assert {face for face, _ in faces} == {"own_1", "own_1_b"}
    assert {run.face for run in found if "亞" in run.text} == {"tc"}


@pytest.mark.parametrize("page", ["a5", "a4"])
@pytest.mark.parametrize("theme", ["colour", "large-print"])
def test_every_face_ends_its_chain_with_the_fonts_of_the_user_in_their_order(tmp_path, page, theme):
    own = [OwnFont(FontFile(tmp_path / f"{n}.ttf")) for n in (1, 2)]
    page = "a4" if theme == "large-print" else page
    faces = build(design_tokens(), page, theme, own=own).faces
    heavy = {face for face in faces if face.endswith(("_b", "_bi", "_sb", "_sbi", "_x", "_xi"))}
    for key, face in faces.items():
        if not key.startswith("own"):
            assert face.fallback[-2:] == (("own_1_b", "own_2_b") if key in heavy else ("own_1", "own_2")), key


def test_the_text_comes_out_of_the_pdf_and_the_bytes_do_not_tell_where_the_folder_was(
    folder, tmp_path_factory
):
    pdfs = []
    for place in (folder, tmp_path_factory.mktemp("elsewhere") / "deeper"):
        if place != folder:
            write_font(place / "fonts/plain.ttf", GEORGIAN)
            write_font(place / "fonts/bold.ttf", GEORGIAN)
            fonts = [{"file": "fonts/plain.ttf", "bold": "fonts/bold.ttf"}]
            write_booklet(place, [RECORD], fonts=fonts)
        pdfs.append(published(place))
    assert pdfs[0] == pdfs[1]
    pypdfium2 = pytest.importorskip("pypdfium2")
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdfs[0]))
    assert text.count(GEORGIAN) >= 4


def published(folder):
    assert main(["build", str(folder), "-o", str(folder / "out"), "--quiet"]) == 0
    (pdf,) = (folder / "out").glob("*.pdf")
    return pdf.read_bytes()


def test_a_complex_script_is_refused_although_a_font_has_it(tmp_path):
    write_font(tmp_path / "fonts/tibetan.ttf", "བོད")
    record = {**RECORD, "title": "བོད", "sections": {"Background": "x"}}
    write_booklet(tmp_path, [record], fonts=["fonts/tibetan.ttf"])
    with pytest.raises(ContentError, match=r"complex-script.*is Tibetan"):
        runs(tmp_path)


def test_a_glyph_without_ink_does_not_count_as_a_character(tmp_path):
    write_font(tmp_path / "fonts/blank.ttf", GEORGIAN, blank=True)
    write_booklet(tmp_path, [RECORD], fonts=["fonts/blank.ttf"])
    with pytest.raises(ContentError, match="uncovered-character"):
        runs(tmp_path)
