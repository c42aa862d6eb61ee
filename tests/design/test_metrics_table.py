"""The tables of the shipped faces say what HarfBuzz says of the fonts."""

import random
import re
import shutil

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from posterbook.assets import assets_folder, example_folder
from posterbook.design.fonts import Fonts, _Font
from posterbook.design.metrics_table import SUFFIX, read_descriptor, read_metrics
from posterbook.design.theme import Face

FOLDER = assets_folder() / "fonts"
TABLES = [table for table in sorted(FOLDER.glob(f"*{SUFFIX}")) if read_metrics(table.with_suffix(".ttf"))]
"""Those that hold characters: of Chinese faces a table only says what describes them."""
QUICK = {"SourceSans3-Regular", "SourceSerif4SmText-Regular"}
EACH = [
    pytest.param(table, id=table.stem, marks=() if table.stem in QUICK else pytest.mark.slow)
    for table in TABLES
]
KERNED_IN_CONTEXT = "l\u00b7l"
FRACTION = "1\u20442"


def both(table):
    """A face as its table tells it, and as HarfBuzz does alone."""
    file = table.with_suffix(".ttf")
    known, shaped = _Font(file), _Font(file)
    shaped._table = None
    return known, shaped


def measured(font, words):
    return [(font.words[word], font.words.kerns.get(word, ())) for word in words]


def words_of_the_example():
    texts = [
        file.read_text("utf-8") for file in sorted(example_folder().rglob("*.*")) if file.suffix != ".pdf"
    ]
    return sorted({word for text in texts for word in re.split(r"[ \n]+", text) if word.isprintable()})


def random_words(characters, seed, count):
    source = random.Random(seed)
    return ["".join(source.choices(characters, k=source.randrange(1, 12))) for _ in range(count)]


@pytest.mark.parametrize("table", EACH)
def test_words_are_as_wide_and_kerned_as_harfbuzz_has_them(table):
    known, shaped = both(table)
    listed = (assets_folder() / "words" / "english.txt").read_text("utf-8").split()
    characters = [*read_metrics(table.with_suffix(".ttf"))]
    ascii_only = [char for char in characters if char.isascii() and char != " "]
    words = [*words_of_the_example(), *listed[:: len(listed) // 1500]]
    words += [*random_words(ascii_only, 1, 1500), *random_words(characters, 2, 1500)]
    words = [word for word in words if not known.missing(word)]
    assert len(words) > 4500
    assert measured(known, words) == measured(shaped, words)


@pytest.mark.parametrize("table", EACH)
def test_coverage_and_left_edges_are_those_of_the_font(table):
    known, shaped = both(table)
    shaped._covered, shaped._covers_ascii = set(), False
    characters = [*read_metrics(table.with_suffix(".ttf"))]
    assert shaped.missing("".join(characters)) == set()
    assert list(map(known.ink_left, characters)) == list(map(shaped.ink_left, characters))


@pytest.mark.parametrize("word", [KERNED_IN_CONTEXT, FRACTION, "e\u0301", "\u0421\u0442"])
def test_what_pairs_cannot_tell_is_left_to_harfbuzz(word):
    with pytest.raises(KeyError):
        read_metrics(FOLDER / "SourceSerif4-Regular.ttf").measure(word)


@pytest.mark.parametrize("font", sorted(FOLDER.glob("*.ttf")), ids=lambda font: font.stem)
def test_what_describes_a_shipped_font_is_what_reportlab_reads_of_it(font):
    described, face = read_descriptor(font), TTFontFile(str(font), charInfo=0)
    heights = (face.ascent, face.descent, face.capHeight, face.stemV, face.italicAngle)
    assert described == (face.name.decode(), tuple(face.bbox), *heights)


def test_most_booklets_are_measured_without_opening_a_font_file():
    for table in TABLES:
        font = _Font(table.with_suffix(".ttf"))
        measured(font, ["AVATAR", "To-day:", "\u201cnaïve\u201d", "β-catenin", "≥\u00a03.5"])
        assert font._shaper is None


def test_a_table_beside_another_font_is_passed_by(tmp_path):
    for name in ("SourceSans3-Regular.ttf", "SourceSans3-Regular.metrics"):
        shutil.copy(FOLDER / name, tmp_path)
    file = tmp_path / "SourceSans3-Regular.ttf"
    assert read_metrics(file)
    file.write_bytes(file.read_bytes() + b"\0")
    assert read_metrics(file) is None
    assert Fonts({"sans": Face(file.name)}, tmp_path).shape("sans", "AVA").kerns[0] < 0


@pytest.mark.parametrize("kept", [0, 5, 12, 400, -1])
def test_a_table_that_is_cut_short_is_passed_by(tmp_path, kept):
    for name in ("SourceSans3-Regular.ttf", "SourceSans3-Regular.metrics"):
        shutil.copy(FOLDER / name, tmp_path)
    table = tmp_path / "SourceSans3-Regular.metrics"
    table.write_bytes(table.read_bytes()[:kept])
    assert read_metrics(tmp_path / "SourceSans3-Regular.ttf") is None
