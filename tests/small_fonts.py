"""Small TrueType fonts for tests: glyphs of a shipped face under whatever characters a test wants."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import TTFontFile, TTFontMaker

from posterbook.assets import assets_folder

TABLES = ("OS/2", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
SHAPE = "中"
"""The glyph that stands for every character."""


def write_font(
    path: Path,
    characters: str,
    *,
    rights: int = 0,
    extra: str = "",
    blank: bool = False,
    named: bool = True,
) -> Path:
    """A font with these characters, `rights` (fsType) and an `extra` table; maybe without ink or name."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update([ord(SHAPE), 32])
    wanted.flags = hb.SubsetFlags.NO_HINTING
    shipped = assets_folder() / "fonts" / "NotoSerifSC_400Regular.ttf"
    face = hb.subset(hb.Face(hb.Blob.from_file_path(str(shipped))), wanted)
    font = hb.Font(face)
    glyph, space = font.get_nominal_glyph(ord(SHAPE)), font.get_nominal_glyph(32)
    tables = TTFontFile(BytesIO(face.blob.data), charInfo=0)
    maker = TTFontMaker()
    for tag in TABLES:
        maker.add(tag, tables.get_table(tag))
    rest = tables.get_table("OS/2")
    maker.add("OS/2", rest[:8] + struct.pack(">H", rights) + rest[10:])
    if not named:
        maker.add("name", struct.pack(">HHH", 0, 0, 6))
    maker.add(
        "cmap", character_map({**{ord(one): space if blank else glyph for one in characters}, 32: space})
    )
    if extra:
        maker.add(extra, b"\0\0\0\0")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(maker.makeStream())
    return path


def character_map(glyphs: dict[int, int]) -> bytes:
    """The table cmap in format 12, one group for each character."""
    groups = b"".join(struct.pack(">III", code, code, glyphs[code]) for code in sorted(glyphs))
    return struct.pack(">HHHHIHHIII", 0, 1, 3, 10, 12, 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
