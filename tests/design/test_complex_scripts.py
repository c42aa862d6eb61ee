"""Scripts whose letters join and move, from booklet.yaml to what is read out of the PDF."""

from io import BytesIO

import pikepdf
import pytest
import uharfbuzz as hb
from tests.complex_fonts import HINDI, TEXTS, add_font, font_of, outlines
from tests.small_fonts import write_font
from tests.stress import write_booklet

from posterbook import load, publish, typeset
from posterbook.api.paper import Paper, formes_for
from posterbook.content.scripts import complex_script
from posterbook.design.complex_words import shape_word
from posterbook.design.shaping import open_shaper
from posterbook.errors import ContentError
from posterbook.forms.edition import edition
from posterbook.forms.page import Line
from posterbook.proof.legal.file_reader import FileReader
from posterbook.proof.legal.painted_content import Glyph
from posterbook.proof.objects.foreign_file import ForeignFile

NEAR = 0.02
"""Points by which a place in the file may differ: it is written in hundredths."""


def made(folder, script, text, **keys):
    """A booklet with a text in a font of its own: what was typeset, and its PDF for the screen."""
    record = {"number": "1", "title": "A title", "sections": {"Background": text}}
    write_booklet(folder, [record], fonts=[add_font(folder, script)], **keys)
    work = typeset(load(folder))
    return work, publish(work, edition("screen")).pdf


def words_of(work):
    """Every word of a complex script as it stands on the screen: page, left end, baseline, size."""
    row = edition("screen")
    (forme,) = formes_for(work, (row,), Paper().printing(work.theme.sheets))[0][row]
    for at, page in enumerate(forme.pages):
        for item in page.items:
            for run in item.runs if isinstance(item, Line) else ():
                before = ""
                for word in run.text.split(" "):
                    if complex_script(word):
                        x = item.x + run.x + work.fonts.width(run.face, before, run.size, run.track)
                        yield at, x, page.height - item.y + run.rise, run.size, word
                    before += f"{word} "


@pytest.mark.parametrize("script", TEXTS)
def test_what_the_file_draws_of_a_word_is_what_harfbuzz_makes_of_it(tmp_path, script):
    work, pdf = made(tmp_path, script, TEXTS[script])
    words = list(words_of(work))
    assert len(words) >= 5
    with pikepdf.open(BytesIO(pdf)) as opened:
        reader = FileReader(ForeignFile(opened))
        for index in {page for page, *_ in words}:
            drawn = [
                (glyph.x + x * glyph.setting.along[0] / units, glyph.y + y * glyph.setting.up[1] / units)
                for glyph in reader.painted(index).items
                if isinstance(glyph, Glyph) and complex_script(glyph.text)
                for outline in [glyph.setting.font.outline(glyph.code)]
                for units in [glyph.setting.font.units]
                for x, y in filter(None, outline.points)
            ]
            wanted = []
            for page, left, base, size, word in words:
                points, _ = outlines(font_of(script), word)
                wanted += [(left + x * size, base + y * size) for x, y in points if page == index]
            assert len(drawn) == len(wanted)
            assert drawn == [pytest.approx(point, abs=NEAR) for point in wanted]


@pytest.mark.parametrize("script", TEXTS)
def test_glyphs_places_and_advances_of_clusters_are_those_of_harfbuzz(script):
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(font_of(script)))))
    for word in TEXTS[script].split():
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        pen, wanted = 0, []
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            wanted.append((info.codepoint, pen + place.x_offset, place.y_offset))
            pen += place.x_advance
        found, along, shaped = [], 0, shape_word(font, word)
        for cluster, kern in zip(*shaped, strict=True):
            found += [(glyph, along + x, y) for glyph, x, y in cluster.glyphs]
            along += cluster.advance + kern
        assert (found, along, shaped.advance) == (wanted, pen, pen)
        assert "".join(cluster.text for cluster in shaped.clusters) == word


@pytest.mark.parametrize("script", TEXTS)
def test_the_words_come_out_of_the_pdf_in_the_order_in_which_they_were_typed(tmp_path, script):
    pypdfium2 = pytest.importorskip("pypdfium2")
    _, pdf = made(tmp_path, script, TEXTS[script])
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    if script == "Thai":  # whose lines end between words that no space parts
        assert "".join(TEXTS[script].split()) in "".join(text.split())
    else:
        assert TEXTS[script] in " ".join(text.split())


def test_a_text_of_one_font_is_one_run_with_its_spaces(tmp_path):
    work, _ = made(tmp_path, "Devanagari", HINDI)
    lines = [item for page in work.pages for item in page.items if isinstance(item, Line)]
    complex_lines = [line for line in lines if complex_script(line.text)]
    assert {len(line.runs) for line in complex_lines} == {1}
    assert "".join(line.text for line in complex_lines) == HINDI


def test_letterspaced_styles_do_not_tear_letters_apart_that_join(tmp_path):
    record = {"number": "1", "title": HINDI, "authors": [HINDI], "group": HINDI, "sections": {HINDI: HINDI}}
    write_booklet(tmp_path, [record], fonts=[add_font(tmp_path, "Devanagari")])
    work = typeset(load(tmp_path))
    runs = [run for page in work.pages for item in page.items if isinstance(item, Line) for run in item.runs]
    assert {run.track for run in runs if complex_script(run.text)} == {0}
    publish(work, edition("print"))


def test_a_joiner_stays_in_the_text_of_its_cluster():
    shaped = open_shaper(font_of("Devanagari")).shaped("क\u094d\u200cष")
    assert [cluster.text for cluster in shaped.clusters] == ["क\u094d\u200c", "ष"]


def test_a_word_that_is_too_wide_is_cut_between_clusters_and_said_to_be(tmp_path):
    word = "राष्ट्रीयकार्यक्रम" * 30
    work, pdf = made(tmp_path, "Devanagari", word)
    lines = [item for page in work.pages for item in page.items if isinstance(item, Line)]
    parts = [line.text for line in lines if complex_script(line.text)]
    assert "".join(parts) == word
    assert len(parts) > 3
    assert all(shape_ends(part) for part in parts)
    assert [problem.code for problem in work.problems].count("forced-break") == 1
    assert pdf


def shape_ends(part):
    """Whether a line begins with a letter and not with what belongs to the one before."""
    return part[0] in "रषटयकम"


def test_a_font_without_rules_for_the_script_is_refused_by_name(tmp_path):
    write_font(tmp_path / "fonts/plain.ttf", "हिन्दी")
    record = {"number": "1", "title": "हिन्दी", "sections": {"Background": "x"}}
    write_booklet(tmp_path, [record], fonts=["fonts/plain.ttf"])
    with pytest.raises(ContentError) as failed:
        typeset(load(tmp_path))
    (problem,) = failed.value.problems
    assert problem.code == "complex-script"
    assert "is Devanagari, and 'plain.ttf' has no rules by which its letters join" in str(problem)


def test_a_script_without_a_font_is_told_which_one_to_add(tmp_path):
    record = {"number": "1", "title": "வணக்கம்", "sections": {"Background": "x"}}
    write_booklet(tmp_path, [record])
    with pytest.raises(ContentError, match=r"uncovered-character(.|\n)*add a Tamil font"):
        typeset(load(tmp_path))


def test_the_full_stop_that_scripts_share_stands_in_the_face_of_its_sentence(tmp_path):
    record = {"number": "1", "title": "A title", "sections": {"Background": "করে। এবং করে।"}}
    fonts = [add_font(tmp_path, "Devanagari"), add_font(tmp_path, "Bengali")]
    write_booklet(tmp_path, [record], fonts=fonts)
    runs = [
        run
        for page in typeset(load(tmp_path)).pages
        for item in page.items
        if isinstance(item, Line)
        for run in item.runs
    ]
    assert [(run.face, run.text) for run in runs if "।" in run.text] == [("own_2", "করে। এবং করে।")]


def test_a_booklet_comes_out_the_same_each_time(tmp_path):
    _, first = made(tmp_path / "one", "Bengali", TEXTS["Bengali"])
    _, second = made(tmp_path / "two", "Bengali", TEXTS["Bengali"])
    assert first == second
