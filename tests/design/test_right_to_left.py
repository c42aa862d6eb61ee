"""Hebrew and Arabic: the order on a line in booklets of either direction, and what is read out of the PDF."""

from dataclasses import replace
from io import BytesIO
from unicodedata import normalize

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.complex_fonts import ARABIC, BACK, HEBREW, add_font, font_of, outlines
from tests.stress import write_booklet

from posterbook import load, publish, typeset
from posterbook.api.paper import Paper, formes_for
from posterbook.assets import assets_folder
from posterbook.content.model import FontFile, OwnFont
from posterbook.content.scripts import complex_script, runs_both_ways
from posterbook.design.fonts import Fonts
from posterbook.design.shaping import open_shaper
from posterbook.design.theme import build
from posterbook.errors import ContentError, Where
from posterbook.forms import directions
from posterbook.forms.directions import is_sure, levels_of, order_of
from posterbook.forms.edition import edition
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.expressions import stretches_kept
from posterbook.forms.galley import Piece, Text
from posterbook.forms.page import Line, Run
from posterbook.forms.set_line import SOFT_HYPHEN, set_line
from posterbook.layout.lines import set_lines, set_numeral
from posterbook.loading import design_tokens
from posterbook.proof.legal.file_reader import FileReader
from posterbook.proof.legal.painted_content import Glyph
from posterbook.proof.objects.foreign_file import ForeignFile

NEAR = 0.02
OWN = (OwnFont(FontFile(font_of("Hebrew"))),)
ENGLISH = "The words שלום עולם stand in this sentence, and so does محمد of Cairo, before it goes on."


def made(folder, text, *scripts, **keys):
    record = {"number": "1", "title": "A title", "sections": {"Background": text}, **keys}
    write_booklet(folder, [record], fonts=[add_font(folder, script) for script in scripts])
    return typeset(load(folder))


def lines_of(work):
    lines = [item for page in work.pages for item in page.items if isinstance(item, Line)]
    return [line for line in lines if runs_both_ways(line.text)]


def seen(line):
    """A line's runs as they are seen from left to right."""
    return [run.text for run in sorted(line.runs, key=lambda run: run.x) if run.text.strip()]


def extracted(pdf):
    pypdfium2 = pytest.importorskip("pypdfium2")
    pages = pypdfium2.PdfDocument(pdf)
    return normalize(
        "NFC", " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    )


@pytest.mark.parametrize("script", BACK)
def test_what_the_file_draws_of_a_word_is_what_harfbuzz_makes_of_it(tmp_path, script):
    work = made(tmp_path, BACK[script], script)
    row = edition("screen")
    (forme,) = formes_for(work, (row,), Paper().printing(work.theme.sheets))[0][row]
    compared = 0
    with pikepdf.open(BytesIO(publish(work, row).pdf)) as opened:
        reader = FileReader(ForeignFile(opened))
        for index, page in enumerate(forme.pages):
            drawn = [
                (glyph.x + x * glyph.setting.along[0] / units, glyph.y + y * glyph.setting.up[1] / units)
                for glyph in reader.painted(index).items
                if isinstance(glyph, Glyph) and complex_script(glyph.text)
                for units in [glyph.setting.font.outline(glyph.code) and glyph.setting.font.units]
                for x, y in filter(None, glyph.setting.font.outline(glyph.code).points)
            ]
            wanted = []
            for line in [item for item in page.items if isinstance(item, Line)]:
                for run in [run for run in line.runs if complex_script(run.text)]:
                    assert run.back
                    assert " " not in run.text  # most of the line runs back
                    points, _ = outlines(font_of(script), run.text)
                    left, base = line.x + run.x, page.height - line.y
                    wanted += [(left + x * run.size, base + y * run.size) for x, y in points]
            assert len(drawn) == len(wanted)
            assert drawn == [pytest.approx(point, abs=NEAR) for point in wanted]
            compared += len(drawn)
    assert compared > 1000


@pytest.mark.parametrize("script", BACK)
def test_a_paragraph_comes_out_of_the_pdf_in_the_order_of_reading(tmp_path, script):
    pdf = publish(made(tmp_path, BACK[script], script), edition("screen")).pdf
    assert normalize("NFC", BACK[script]) in extracted(pdf)


def test_words_within_a_line_from_left_to_right_come_out_in_the_order_of_reading(tmp_path):
    pdf = publish(made(tmp_path, ENGLISH, "Hebrew", "Arabic"), edition("screen")).pdf
    assert "The words שלום עולם stand in" in extracted(pdf)
    assert "so does محمد of Cairo" in extracted(pdf)


def test_runs_are_read_as_they_were_typed_and_stand_as_they_are_seen(tmp_path):
    (line,) = lines_of(made(tmp_path, "ab שלום 12 עולם cd", "Hebrew"))
    assert line.text == "ab שלום 12 עולם cd"
    assert seen(line) == ["ab ", "עולם", "12", "שלום", " cd"]


def test_a_paragraph_runs_as_its_first_letter_does_and_begins_at_that_edge(tmp_path):
    work = made(tmp_path, f"{HEBREW}\n\n{ENGLISH}", "Hebrew", "Arabic")
    hebrew = [line for line in lines_of(work) if line.runs[0].back]
    others = [line for line in lines_of(work) if not line.runs[0].back]
    right = {round(line.x + max(run.x + run.width for run in line.runs), 1) for line in hebrew}
    assert len(hebrew) >= 2
    assert len(right) == 1
    assert {round(line.x + line.runs[0].x, 1) for line in others} == {round(others[0].x, 1)}


def test_names_stand_from_left_to_right_each_in_its_own_way(tmp_path):
    authors = [
        {"name": "דוד כהן", "affiliations": ["עיר אחת", "Delhi"]},
        {"name": "محمد السلام", "affiliations": ["الحقوق"]},
        "Ada Berg",
    ]
    work = made(tmp_path, "Text.", "Hebrew", "Arabic", authors=authors)
    names, places = lines_of(work)
    joined = [text.strip(" ,;\u00a0") for text in seen(names) if text.strip(" ,0123456789")]
    assert joined == ["כהן", "דוד", "السلام", "محمد", "Ada Berg"]
    assert names.text.startswith("דוד כהן 1, 2, محمد السلام 3, Ada")
    assert [text.strip(" ;") for text in seen(places)][:3] == ["1\u00a0", "אחת", "עיר"]


def test_every_character_is_a_sign_of_its_own():
    for script, text in BACK.items():
        shaper = open_shaper(font_of(script))
        for word in text.split():
            assert [cluster.text for cluster in shaper.shaped(word).clusters] == list(word)


def test_letters_join_as_their_neighbours_want():
    shaper = open_shaper(font_of("Arabic"))
    forms = {cluster.glyphs for cluster in shaper.shaped("سسس").clusters}
    assert len(forms) == 3


def test_a_run_that_goes_back_is_painted_word_by_word_as_it_is_seen():
    work = Run(0, "שלום (אב)", "own_1", 10, None, 0, None, back=True)
    assert work.painted == "םולש (בא)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc אבג def", "abc גבא def"),
        ("אבג (abc) דהו.", ".והד )abc( גבא"),
        ("abc אבג (דהו) def", "abc )והד( גבא def"),
        ("אבג 12-13 abc", "abc 12-13 גבא"),
        ("abc אב ١٢ גד", "abc דג ١٢ בא"),
    ],
)
def test_a_line_is_turned_by_the_rules_of_unicode(text, shown):
    _, levels = levels_of(text)
    assert "".join(text[at] for at in order_of(levels)) == shown
    assert is_sure(text)


@given(st.text("ab שת\u05b0 م٢ 1.,-%()[]", min_size=1, max_size=24))
def test_levels_lead_each_character_to_one_place(text):
    base, levels = levels_of(text)
    assert base in {0, 1}
    assert sorted(order_of(levels)) == list(range(len(text)))
    assert all(level >= base for level in levels)


def test_in_a_list_from_right_to_left_each_name_runs_its_own_way():
    base, levels = levels_of("אב גד 1, Ada 2, הו", ((0, 7), (9, 14), (16, 18)), 1)
    assert base == 1
    assert "".join("אב גד 1, Ada 2, הו"[at] for at in order_of(levels)) == "וה ,Ada 2 ,1 דג בא"


def test_a_name_among_others_runs_its_own_way_and_moves_none():
    text = "אב גד, 12, הו"
    base, levels = levels_of(text, ((0, 5), (11, 13)))
    assert base == 0
    assert "".join(text[at] for at in order_of(levels)) == "דג בא, 12, וה"


def refused(folder, text, script="Hebrew", **keys):
    with pytest.raises(ContentError) as failed:
        made(folder, text, script, **keys)
    return str(failed.value.problems[0])


def test_without_the_library_such_a_text_is_refused_and_the_extra_named(tmp_path, monkeypatch):
    monkeypatch.setattr(directions, "has_algorithm", lambda: False)
    said = refused(tmp_path, "שלום")
    assert "is Hebrew, whose order on a line is told by a library that is not installed" in said
    assert "pip install 'posterbook[scripts]'" in said


def test_a_text_whose_order_is_not_sure_is_refused(tmp_path):
    assert not is_sure("%% %\u05b0תa(\u05b0a)\u05b0ש")
    assert "its order among the signs beside it is not sure" in refused(tmp_path, "% תa(\u05b0a)\u05b0ש")


def test_letters_of_another_form_are_refused_with_what_to_write(tmp_path):
    assert "Unicode's form NFKC" in refused(tmp_path, "\ufefb", "Arabic")


@pytest.mark.parametrize(
    ("language", "turned"), [("ar", True), ("fa-IR", True), ("az-Arab", True), ("ar-Latn", False)]
)
def test_a_language_decides_from_which_side_all_styles_count(language, turned):
    theme = build(design_tokens(), "a5", "colour", language)
    assert {theme.from_right, theme.styles.body.from_right, theme.styles.tab.from_right} == {turned}


def set_from_right(words, *languages, style="body"):
    """Words of a page from right to left, each piece in its language; '' is nothing said."""
    theme = build(design_tokens(), "a5", "colour", "he", own=OWN)
    fonts = Fonts(theme.faces, assets_folder() / "fonts")
    given = getattr(theme.styles, style)
    pieces = tuple(
        Piece(part, given.font, theme.ink, Element(Role.P, lang=language) if language else Artifact.LAYOUT)
        for part, language in zip(words, languages or [""] * len(words), strict=True)
    )
    return Text(given, pieces, Where("")), fonts, theme


def read_from_the_right(line):
    """The runs of a line as they count from the right, and each at the end of the one before."""
    runs = sorted([run for run in line.runs if run.text.strip()], key=lambda run: run.x)
    return [run.text.strip() for run in runs]


@pytest.mark.parametrize(
    ("words", "languages", "counted"),
    [
        (["COVID-19 שלום"], (), ["COVID-19", "שלום"]),
        (["שלום 12 a b עולם"], (), ["שלום", "12", "a b", "עולם"]),
        (["One ", "two ", "three"], ("en", "fr", "en"), ["three", "two", "One"]),
        (["9–12"], (), ["9", "–", "12"]),
        (["One ", "שלום", " three and more"], ("en", "he", "en"), ["three and more", "שלום", "One"]),
        (["One ", "שלום", " three and more"], (), ["One", "שלום", "three and more"]),
    ],
)
def test_on_a_page_from_right_to_left_runs_count_from_the_right(words, languages, counted):
    text, fonts, _ = set_from_right(words, *languages)
    assert read_from_the_right(set_line(text, fonts)) == counted


def test_a_hyphen_stands_to_the_right_of_the_latin_word_that_it_divides():
    text, fonts, theme = set_from_right(["schooltimetable " * 3], "en")
    line = set_lines(replace(text, soft=(6, 22, 38)), 140, fonts, theme)[0]
    hyphen = line.runs[-1]
    assert hyphen.text == SOFT_HYPHEN
    assert hyphen.x == 0
    assert min(run.x for run in line.runs[:-1]) == pytest.approx(hyphen.width)
    assert max(run.x + run.width for run in line.runs) == pytest.approx(line.width)


def test_a_large_figure_ends_at_the_right_edge_with_its_ink():
    text, fonts, theme = set_from_right(["1024"], style="numeral")
    (run,) = set_numeral(text, fonts, theme).runs
    assert run.text == "1024"
    assert -run.x == pytest.approx(fonts.ink_right(run.face, "4") * run.size / 1000)


def test_a_name_before_a_raised_figure_stands_where_it_was_set(tmp_path):
    authors = [
        {"name": "דוד כהן", "affiliations": ["Delhi", "Bonn"]},
        {"name": "Ada Berg", "affiliations": ["Bonn"]},
    ]
    names, *_ = lines_of(made(tmp_path, "Text.", "Hebrew", authors=authors))
    assert not [run for run in names.runs if run.back and run.text != run.text.strip() and run.text.strip()]
    assert names.text.startswith("דוד כהן 1, 2, Ada Berg")


def test_the_extra_is_looked_for_where_it_is_needed():
    assert directions.has_algorithm()
    assert runs_both_ways(ARABIC)
    assert not runs_both_ways("naïve")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("בקבוצה 812 ± 50 מ״ג", ["812 ± 50"]),
        ("בקבוצה 812 ± 50 mg סוף", ["812 ± 50 mg"]),
        ("p < 0.001", []),  # letters lead it
        ("ערך <0.001, -350 או −2.5%", ["<0.001", "-350", "−2.5%"]),
        ("ב-2021 ו-12 בשנת 1939–1945", []),
        ("טלפון +972-3-640-8111.", ["+972-3-640-8111"]),
        ("هاتف 02-3567-8111", ["02-3567-8111"]),
        ("ערך 1.8 (1.2–2.4)", ["1.8 (1.2–2.4)"]),
        ("טווח 0.4–0.6", ["0.4–0.6"]),
        ("סיכון (95% CI 0.4–0.6; p < 0.001)", ["95% CI 0.4–0.6; p < 0.001"]),
        ("(ראו סעיף 12(ב)) Lakeside Ltd.", []),
        ("ריכוז Ca2+ ו-C++ סוף", ["Ca2+", "C++"]),
        ("היו 12 ppm ו-60 m²", ["12 ppm", "60 m²"]),
        ("נמדדו 1,000–2,500 ppm.", ["1,000–2,500 ppm"]),
        ("1939–1945 Ada Berg", []),
        ("12 Ada Berg", []),
        ("מן the C++ of 12 סוף", ["the C++ of 12"]),
        ("2 × 3 = 6", ["2 × 3 = 6"]),
        ("3, 5, 7", []),
    ],
)
def test_values_signs_and_formulas_stay_together_and_lists_of_numbers_are_read_from_the_right(text, kept):
    assert [text[start:end] for start, end in stretches_kept(text, ())] == kept


def test_what_is_known_to_stand_apart_is_not_taken_apart_again():
    assert stretches_kept("רות 1, 812 ± 50", ((4, 13),)) == ((4, 13),)


@pytest.mark.parametrize(
    ("part", "count"),
    [
        *[(part, 0) for part in ("(a ", "a", "1", "1.", "a@", "(", "< ", "1 (1")],
        *[(part, 1) for part in ("1-", "1 ± ", "ab+ ")],
        ("-5 ב ", 10_000),
        ("C+ ב ", 10_000),
    ],
)
def test_long_texts_are_looked_through_once(part, count):
    assert len(stretches_kept("אב " + part * (50_000 // len(part)), ())) == count


def test_values_stay_together_in_a_paragraph_from_the_right_of_another_booklet_too(tmp_path):
    (line,) = lines_of(made(tmp_path, "ערך 812 ± 50 סוף", "Hebrew"))
    assert " ".join(seen(line)).split() == ["סוף", "812", "±", "50", "ערך"]
    assert line.x + max(run.x + run.width for run in line.runs) > 300  # at the right
