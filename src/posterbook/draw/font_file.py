"""A TrueType font as its tables: what a PDF's font descriptor says of it, and tables made a file again.

ReportLab's reader and writer of fonts give the same; to import them takes as long as to draw the example.
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import iter_unpack, pack, unpack, unpack_from

from posterbook.values import dataclass

POSTSCRIPT_NAME = 6
"""The entry of a font's name table that PDF calls it by."""
_DIRECTORY, _ENTRY = 12, 16
"""Bytes before the list of tables, and in each of its entries (OpenType, table directory)."""
_NAMES = {(3, 1, 0x409): "utf-16-be", (1, 0, 0): "mac-roman"}
"""Platform, encoding and language of the English names that Windows and the old Macintosh read."""
_ADJUSTMENT = slice(8, 12)
"""Where the table head has what makes the sum over the whole file `_WHOLE_SUM`."""
_WHOLE_SUM = 0xB1B0AFBA
_TRUETYPE = 0x00010000


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a font descriptor says (ISO 32000-1, 9.8): lengths in 1/1000 em, the angle in degrees."""

    name: str
    box: tuple[float, float, float, float]
    italic_angle: float
    ascent: float
    descent: float
    cap_height: float
    stem: int


def read_tables(font: bytes) -> dict[str, bytes]:
    """The tables of a font file by their tags."""
    (count,) = unpack_from(">H", font, 4)
    entries = iter_unpack(">4sLLL", font[_DIRECTORY : _DIRECTORY + _ENTRY * count])
    return {tag.decode("latin-1"): font[start : start + size] for tag, _, start, size in entries}


def write_tables(tables: Mapping[str, bytes]) -> bytes:
    """A font file of these tables, `head` among them, with all checksums."""
    head = tables["head"]
    contents = {**tables, "head": head[: _ADJUSTMENT.start] + bytes(4) + head[_ADJUSTMENT.stop :]}
    count, power = len(contents), len(contents).bit_length() - 1
    directory = [pack(">LHHHH", _TRUETYPE, count, 16 << power, power, 16 * count - (16 << power))]
    bodies, at, adjustment = [], _DIRECTORY + _ENTRY * count, 0
    for tag, content in sorted(contents.items()):
        padded = content + bytes(-len(content) % 4)
        directory.append(pack(">4sLLL", tag.encode("latin-1"), _sum(padded), at, len(content)))
        bodies.append(padded)
        adjustment = at + _ADJUSTMENT.start if tag == "head" else adjustment
        at += len(padded)
    font = bytearray(b"".join((*directory, *bodies)))
    font[adjustment : adjustment + 4] = pack(">L", (_WHOLE_SUM - _sum(font)) % (1 << 32))
    return bytes(font)


def describe(tables: Mapping[str, bytes]) -> Description:
    """What the tables head, name, OS/2 and post say of the font."""
    (units,) = unpack_from(">H", tables["head"], 18)
    box = unpack_from(">4h", tables["head"], 36)
    whole, fraction = unpack_from(">hH", tables["post"], 4)
    weight, ascent, descent, cap_height = _style(tables.get("OS/2", b""), box)
    measures = (*box, ascent, descent, cap_height)
    if units != 1000:
        measures = tuple(measure * (1000 / units) for measure in measures)
    *scaled, ascent, descent, cap_height = measures
    return Description(
        name=_postscript_name(tables["name"]),
        box=(scaled[0], scaled[1], scaled[2], scaled[3]),
        italic_angle=whole + fraction / 65536,
        ascent=ascent,
        descent=descent,
        cap_height=cap_height,
        stem=50 + int((weight / 65) ** 2),  # no table has it: ReportLab's estimate, from pdflib
    )


def _style(table: bytes, box: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Weight, ascent, descent and height of capitals: those of OS/2, which Apple's fonts may lack."""
    if not table:
        return 500, box[3], box[1], box[3]
    version, _, weight = unpack_from(">HhH", table)
    ascent, descent = unpack_from(">hh", table, 68)
    return weight, ascent, descent, unpack_from(">h", table, 88)[0] if version > 1 else ascent


def _postscript_name(table: bytes) -> str:
    """The English name by which programs know the font, '' where it has none; PDF takes no spaces in it."""
    _, count, start = unpack_from(">HHH", table)
    for platform, encoding, language, kind, size, at in iter_unpack(">6H", table[6 : 6 + 12 * count]):
        record, name = (platform, encoding, language), table[start + at : start + at + size]
        if kind == POSTSCRIPT_NAME and record in _NAMES and name:
            return name.decode(_NAMES[record]).replace(" ", "-")
    return ""


def _sum(padded: bytes | bytearray) -> int:
    """The checksum of a table: the sum of its long words (OpenType, calculating checksums)."""
    words: tuple[int, ...] = unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % (1 << 32)
