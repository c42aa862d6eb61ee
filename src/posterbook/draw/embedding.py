"""Puts the characters of a face that the booklet uses into the file, as a simple TrueType font.

HarfBuzz makes the subset: 0.7 ms and 6 kB a face where ReportLab takes 4 ms (35 for a Chinese one) and 14
kB, because it reads every glyph of the font and keeps hints and names. ReportLab reads what describes the
font, unless that stands in its table (`design/metrics_table.py`): to load it takes longer than to build a
small booklet. Its ToUnicode is wrong above U+FFFF, so that is written here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from struct import calcsize, pack, unpack
from typing import Any

import uharfbuzz as hb

from posterbook.design.metrics_table import Descriptor, read_descriptor
from posterbook.draw.character_codes import Subset
from posterbook.errors import AssetError, ProofError, error
from posterbook.forms.drawn import EmbeddedFont
from posterbook.values import dataclass

EMBEDDED = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
"""Tables that a font inside a PDF needs beside its character map (ISO 32000-1, 9.9)."""
UNUSED = ("GSUB", "GPOS", "GDEF", "BASE", "DSIG", "STAT", "gasp", "meta")
POSTSCRIPT_NAME = 6
"""The entry of a font's name table that PDF calls it by."""
DRAWN_AS = {"\u00a0": " ", "\u00ad": "-"}
"""Characters drawn as others, as they are measured: few fonts have a glyph for the no-break space, and a soft
hyphen is set only where it is seen."""
CHECKSUM = 8
"""Where the table head has what makes the sum of the whole file come out right."""
SYMBOLIC, ITALIC = 4, 64
"""Flags of a font descriptor (ISO 32000-1, table 123)."""


@dataclass(frozen=True, slots=True)
class _SubsetFont:
    """A font cut down to a subset: what describes it, and glyph and width of each code.

    `tables` are those that go into the file, without the character map.
    """

    described: Descriptor
    tables: Mapping[str, bytes]
    glyphs: dict[int, int]
    widths: dict[int, float]
    missing: float


def embed(subset: Subset, path: Path, number: int) -> EmbeddedFont:
    """The subset as a font of the file; `number` tells it from other subsets of the same face.

    Raises ProofError for a character without a glyph, which layout must not let pass; AssetError for a font
    whose glyphs are damaged.
    """
    cut = _subset_font(path, subset)
    face, first, last = cut.described, min(subset.characters), max(subset.characters)
    return EmbeddedFont(
        resource=subset.name,
        name=f"{_tag(number)}+{face.name}",
        first=first,
        widths=tuple(round(cut.widths.get(code, cut.missing), 3) for code in range(first, last + 1)),
        flags=SYMBOLIC | (ITALIC if face.italic_angle else 0),
        box=face.box,
        italic_angle=face.italic_angle,
        ascent=face.ascent,
        descent=face.descent,
        cap_height=face.cap_height,
        stem=face.stem,
        missing_width=cut.missing,
        program=_font_program(cut),
        to_unicode=to_unicode(subset).encode("ascii"),
    )


def to_unicode(subset: Subset) -> str:
    """The CMap that leads from codes back to characters, blocks of 100 as Adobe technote 5014 demands."""
    pairs = [f"<{code:02X}> <{c.encode('utf-16-be').hex().upper()}>" for code, c in subset.characters.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    mapped = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{mapped}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def _tag(number: int) -> str:
    """Six capitals, different for each number (ISO 32000-1, 9.6.4)."""
    letters = ""
    for _ in range(6):
        number, digit = divmod(number, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _subset_font(path: Path, subset: Subset) -> _SubsetFont:
    request = hb.SubsetInput()
    signs = subset.signs.items()
    drawn = {code: ord(DRAWN_AS.get(sign, sign)) for code, sign in signs if isinstance(sign, str)}
    clusters = {code: sign for code, sign in signs if not isinstance(sign, str)}
    request.unicode_set.update(drawn.values())
    request.glyph_set.update(glyph for cluster in clusters.values() for glyph, _, _ in cluster.glyphs)
    request.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in UNUSED)
    request.name_id_set.clear()
    request.name_id_set.add(POSTSCRIPT_NAME)
    request.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    if clusters:  # which name their glyphs by number
        request.flags |= hb.SubsetFlags.RETAIN_GIDS
    try:
        face = hb.subset(hb.Face(hb.Blob.from_file_path(str(path))), request)
    except RuntimeError as failure:
        message = f"font file '{path.name}' is damaged: its glyphs cannot be taken out"
        raise AssetError(error("font-unusable", message, hint="get it again from its maker")) from failure
    font, scale = hb.Font(face), 1000 / face.upem
    glyphs = {code: font.get_nominal_glyph(point) or 0 for code, point in drawn.items()}
    lost = [subset.signs[code] for code, glyph in glyphs.items() if not glyph]
    if lost and lost != [" "]:  # every subset has a space, request or not
        raise ProofError(
            error("missing-glyph", f"{path.name} has no glyph for {lost}, which layout let pass")
        )
    widths = {code: font.get_glyph_h_advance(glyph) * scale for code, glyph in glyphs.items()}
    tables = {tag: bytes(face.reference_table(tag).data) for tag in EMBEDDED}
    if clusters:
        from posterbook.draw.composites import with_composites  # noqa: PLC0415 - few booklets have clusters

        tables, composed = with_composites(tables, set(clusters.values()))
        glyphs |= {code: composed[cluster] for code, cluster in clusters.items()}
        widths |= {code: cluster.advance * scale for code, cluster in clusters.items()}
    described = read_descriptor(path) or _described(face)
    return _SubsetFont(described, tables, glyphs, widths, font.get_glyph_h_advance(0) * scale)


def _font_program(font_subset: _SubsetFont) -> bytes:
    """The font with the one character map that a symbolic font may have: from codes to glyphs, format 6."""
    first, last = min(font_subset.glyphs), max(font_subset.glyphs)
    entries = [font_subset.glyphs.get(code, 0) for code in range(first, last + 1)]
    head = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(entries), 0, first, len(entries))
    cmap = pack(f">{len(head) + len(entries)}H", *head, *entries)
    return _font_file({**{tag: font_subset.tables[tag] for tag in EMBEDDED}, "cmap": cmap})


def _described(face: Any) -> Descriptor:  # noqa: ANN401 - uharfbuzz ships no types
    """What describes a font, as ReportLab reads it."""
    from reportlab.pdfbase.ttfonts import TTFontFile  # noqa: PLC0415 - slow, and shipped fonts have it in a table

    file = TTFontFile(BytesIO(face.blob.data), charInfo=0)
    left, bottom, right, top = file.bbox
    heights = (file.ascent, file.descent, file.capHeight)
    return Descriptor(file.name.decode(), (left, bottom, right, top), *heights, file.stemV, file.italicAngle)


def _font_file(tables: Mapping[str, bytes]) -> bytes:
    """The tables as a TrueType file: a directory, then each, filled up to four bytes (OpenType)."""
    count = len(tables)
    power = count.bit_length() - 1
    directory = pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    data = b""
    begin = len(directory) + count * calcsize(">4sLLL")
    head = 0
    for tag, table in sorted(tables.items()):
        if tag == "head":
            head = begin + len(data)
            table = table[:CHECKSUM] + bytes(4) + table[CHECKSUM + 4 :]  # noqa: PLW2901
        directory += pack(">4sLLL", tag.encode(), _checksum(table), begin + len(data), len(table))
        data += table + bytes(-len(table) % 4)
    whole = directory + data
    adjusted = pack(">L", (0xB1B0AFBA - _checksum(whole)) % 2**32)
    return whole[: head + CHECKSUM] + adjusted + whole[head + CHECKSUM + 4 :]


def _checksum(data: bytes) -> int:
    """The sum of all words of four bytes."""
    filled = data + bytes(-len(data) % 4)
    total: int = sum(unpack(f">{len(filled) // 4}L", filled))
    return total % 2**32
