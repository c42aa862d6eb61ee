"""Pages to a PDF."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from zlib import decompress

import pytest
import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFontMaker

from posterbook.design.fonts import Fonts
from posterbook.design.geometry import Side
from posterbook.design.theme import Colour, Face
from posterbook.draw import draw
from posterbook.draw.character_codes import Subset
from posterbook.draw.embedding import _font_file, to_unicode
from posterbook.errors import ProofError
from posterbook.forms.edition import edition
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Line, Page, Run

INK = Colour((0, 0, 0), (0, 0, 0, 1))
SCREEN = edition("screen")


def page(*runs, sequence=1):
    lines = tuple(
        Line(10, 20 + 12 * n, (Run(0, text, face, 10, INK, 50, Element(Role.P)),))
        for n, (face, text) in enumerate(runs)
    )
    return Page(sequence, str(sequence), Side.SINGLE, "text", 200, 300, lines)


def digest(drawn):
    return hashlib.sha256(repr((drawn.contents, drawn.fonts)).encode()).hexdigest()


def test_every_font_is_embedded(opened):
    with opened([page(("sans", "Wave"), ("serif", "Wave"), ("han", "亞盛"))], SCREEN) as pdf:
        found = list(pdf.pages[0].Resources.Font.values())
        assert [str(font.BaseFont)[8:] for font in found] == [
            "NotoSerifTC-Regular", "SourceSans3-Regular", "SourceSerif4-Regular",
        ]  # fmt: skip
        assert all(font.FontDescriptor.FontFile2.read_bytes()[:4] == b"\0\1\0\0" for font in found)


def test_widths_are_those_that_layout_measured(fonts, opened):
    with opened([page(("sans", "Vä1"))], SCREEN) as pdf:
        font = pdf.pages[0].Resources.Font.F1
        first, widths = int(font.FirstChar), [float(width) for width in font.Widths]
    for character, code in (("V", 86), ("1", 49), ("ä", 128)):
        assert widths[code - first] == fonts.shape("sans", character).advance


def test_every_code_draws_the_outline_of_its_character(fonts, opened):
    with opened([page(("serif", "Vä1"))], SCREEN) as pdf:
        program = pdf.pages[0].Resources.Font.F1.FontDescriptor.FontFile2.read_bytes()
    face, whole = uharfbuzz.Face(program), uharfbuzz.Blob.from_file_path(str(fonts.path("serif")))
    cut, original = uharfbuzz.Font(face), uharfbuzz.Font(uharfbuzz.Face(whole))
    codes = face.reference_table("cmap").data  # format 6: the first code at 18, glyphs from 22
    first = int.from_bytes(codes[18:20], "big")
    for character, code in (("V", 86), ("1", 49), ("ä", 128)):
        at = 22 + 2 * (code - first)
        glyph = int.from_bytes(codes[at : at + 2], "big")
        wanted = original.get_nominal_glyph(ord(character))
        assert cut.get_glyph_extents(glyph) == original.get_glyph_extents(wanted)


def test_a_no_break_space_is_drawn_as_a_space_and_read_as_itself(fonts, opened):
    with opened([page(("serif", "5\u00a0mg"))], SCREEN) as pdf:
        font = pdf.pages[0].Resources.Font.F1
        assert float(font.Widths[128 - int(font.FirstChar)]) == fonts.space("serif")
        assert b"<80> <00A0>" in font.ToUnicode.read_bytes()


def test_characters_above_the_first_plane_map_to_surrogates():
    assert "<80> <D83DDE00>" in to_unicode(Subset("F1", "x", {128: "\U0001f600"}))


def test_blocks_of_a_character_map_have_a_hundred_entries_at_most():
    written = to_unicode(Subset("F1", "x", {code: chr(code + 500) for code in range(1, 251)}))
    assert [line for line in written.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar", "100 beginbfchar", "50 beginbfchar",
    ]  # fmt: skip


def test_a_character_without_a_glyph_is_a_bug(fonts):
    with pytest.raises(ProofError, match="missing-glyph"):
        draw([page(("serif", "亞"))], SCREEN, fonts)


def test_marks_name_page_and_mcid_in_paint_order(fonts):
    pages = [page(("sans", "a"), ("sans", "b")), page(("sans", "c"), sequence=2)]
    marks = draw(pages, SCREEN, fonts).marks
    assert [(mark.page, mark.mcid) for mark in marks] == [(0, 0), (0, 1), (1, 0)]
    assert [mark.element for mark in marks] == [
        item.runs[0].meaning for one in pages for item in one.items
    ]  # fmt: skip


def test_an_empty_page_stays_empty(opened):
    empty = Page(1, "1", Side.SINGLE, "notes", 200, 300, ())
    with opened([empty, page(("sans", "a"))], SCREEN) as pdf:
        assert pdf.pages[0].Contents.read_bytes().strip() == b""
        assert [float(n) for n in pdf.pages[0].MediaBox] == [0, 0, 200, 300]


def test_a_page_s_content_does_not_depend_on_the_text_of_others(fonts):
    drawn = [
        draw([page(("sans", "abc")), page(("sans", other))], SCREEN, fonts) for other in ("cab", "bca b")
    ]
    assert drawn[0].contents[0] == drawn[1].contents[0]
    assert decompress(drawn[0].contents[0]).startswith(b"BT\n")


def test_two_builds_in_one_process_do_not_meet(fonts):
    pages = [page(("serif", "Wave"), ("sans", "Wave"))]
    others = {"serif": Face("SourceSans3-Bold.ttf"), "sans": Face("SourceSerif4-It.ttf")}
    before = draw(pages, SCREEN, fonts)
    between = draw(pages, SCREEN, Fonts(others, fonts.path("sans").parent))
    assert between != before
    assert draw(pages, SCREEN, fonts) == before


SEPARATE = """
import sys
sys.path.insert(0, {here!r})
from test_drawing import SCREEN, digest, draw, page
from conftest import FACES, FOLDER
from posterbook.design.fonts import Fonts
drawn = draw([page(("serif", "Wave"), ("sans", "Wave"))], SCREEN, Fonts(FACES, FOLDER))
print(digest(drawn))
"""


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_draws_the_same_bytes(fonts, seed, tmp_path):
    here = Path(__file__).parent
    source = here.parents[1] / "src"
    surroundings = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "PYTHONPATH": str(source)}
    command = [sys.executable, "-c", SEPARATE.format(here=str(here))]
    done = subprocess.run(command, env=surroundings, cwd=tmp_path, capture_output=True, text=True, check=True)
    drawn = draw([page(("serif", "Wave"), ("sans", "Wave"))], SCREEN, fonts)
    assert done.stdout.strip() == digest(drawn)


def test_an_embedded_font_is_put_together_as_reportlab_does():
    tables = {"head": bytes(range(54)), "glyf": b"odd length", "cmap": bytes(4), "hhea": b"\xff" * 36}
    maker = TTFontMaker()
    for tag, table in tables.items():
        maker.add(tag, table)
    assert maker.makeStream() == _font_file(tables)


def test_drawing_imports_no_reportlab_which_takes_longer_than_a_small_booklet():
    code = "import sys, posterbook.draw; print([m for m in sys.modules if m.split('.')[0] == 'reportlab'])"
    surroundings = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=surroundings, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_artifacts_leave_no_marks(fonts):
    foot = Line(10, 290, (Run(0, "7", "sans", 9, INK, 5, Artifact.PAGINATION),))
    assert draw([Page(1, "1", Side.SINGLE, "text", 200, 300, (foot,))], SCREEN, fonts).marks == ()
