"""Our reader and writer of font files say and do what ReportLab's do."""

import struct
from io import BytesIO

import pytest
import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import TTFontFile, TTFontMaker

from posterbook.assets import assets_folder
from posterbook.draw.character_codes import Subset
from posterbook.draw.embedding import EMBEDDED, _subset_font
from posterbook.draw.font_file import describe, read_tables, write_tables
from posterbook.errors import AssetError

FONTS = sorted((assets_folder() / "fonts").glob("*.ttf"))


def cut(font):
    """What is described and embedded: a few characters of a font."""
    request = hb.SubsetInput()
    request.unicode_set.update(map(ord, "Ab 1"))
    return hb.subset(hb.Face(hb.Blob.from_file_path(str(font))), request).blob.data


def doubled_em(font):
    """The same font, said to be drawn on an em of twice as many units."""
    tables = read_tables(font)
    head = tables["head"]
    return write_tables({**tables, "head": head[:18] + struct.pack(">H", 2000) + head[20:]})


@pytest.mark.parametrize("made_of", [lambda font: font, doubled_em], ids=["1000", "2000"])
@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_is_described_as_reportlab_describes_it(path, made_of):
    font = made_of(cut(path))
    ours, theirs = describe(read_tables(font)), TTFontFile(BytesIO(font), charInfo=0)
    assert (ours.name, list(ours.box)) == (theirs.name.decode(), theirs.bbox)
    assert (ours.ascent, ours.descent, ours.cap_height) == (theirs.ascent, theirs.descent, theirs.capHeight)
    assert (ours.italic_angle, ours.stem) == (theirs.italicAngle, theirs.stemV)
    assert type(ours.box[0]) is type(theirs.bbox[0])


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_tables_become_the_file_that_reportlab_writes(path):
    font = cut(path)
    maker, theirs = TTFontMaker(), TTFontFile(BytesIO(font), charInfo=0)
    for tag in EMBEDDED:
        maker.add(tag, theirs.get_table(tag))
    written = write_tables({tag: read_tables(font)[tag] for tag in EMBEDDED})
    assert written == maker.makeStream()
    assert read_tables(written).keys() == set(EMBEDDED)


def test_a_font_without_the_table_of_windows_is_measured_by_its_box():
    tables = read_tables(cut(FONTS[-1]))
    del tables["OS/2"]
    font = write_tables(tables)
    ours, theirs = describe(read_tables(font)), TTFontFile(BytesIO(font), charInfo=0)
    assert (ours.ascent, ours.descent, ours.cap_height) == (theirs.ascent, theirs.descent, theirs.capHeight)
    assert ours.stem == theirs.stemV


def test_a_font_without_a_name_for_programs_is_refused_when_it_is_cut(tmp_path):
    tables = read_tables(FONTS[-1].read_bytes())
    nameless = tmp_path / "nameless.ttf"
    nameless.write_bytes(write_tables({**tables, "name": struct.pack(">HHH", 0, 0, 6)}))
    with pytest.raises(AssetError, match=r"'nameless\.ttf' has no PostScript name"):
        _subset_font(nameless, Subset("F1", "sans", {65: "A"}))
