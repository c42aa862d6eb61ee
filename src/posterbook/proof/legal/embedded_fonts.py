"""A font of the file as a viewer uses it: from codes to characters, widths and the outlines that are drawn.

A font program may be read in many ways: two tables of one name, two character maps, instructions that move
points. So only a program of exactly the form that posterbook embeds is read here, and its glyphs are compared
with those of the booklet's own font file. Of any other font, `fault` says why nothing is known of what it
draws; how far it can reach at most, `reach` tells.
"""

from __future__ import annotations

import re
import struct
from itertools import pairwise
from typing import Any, Final

from posterbook.design.outlines import GlyphOutline, Outlines, furthest_reach
from posterbook.proof.legal.streams import stream_bytes
from posterbook.proof.objects.values import Dictionary, Name, Stream, Value

Codes = dict[int, str]
"""The text of each code of a font."""

LOST: Final = "\ufffd"
"""Stands for a code that leads to no character."""
SYMBOLIC, ITALIC = 4, 64
"""Flags of a font whose own character map counts, and of a slanted one (ISO 32000-1, table 123)."""
TABLES: Final = frozenset({b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"})
"""The tables of a font program that posterbook embeds, each once."""
FONT_KEYS: Final = frozenset(
    {"/Type", "/Subtype", "/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/FontDescriptor", "/ToUnicode"}
)
DESCRIPTOR_KEYS: Final = frozenset({
    "/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight",
    "/StemV", "/MissingWidth", "/FontFile2",
})  # fmt: skip
PROGRAM_KEYS: Final = frozenset({"/Length", "/Length1", "/Filter", "/DecodeParms"})
"""The entries of a font, its descriptor and its program that posterbook writes, or another program adds."""
BFCHARS: Final = re.compile(r"\d+ beginbfchar\s(.*?)endbfchar", re.DOTALL)
MAP_WORDS: Final = [
    "/CIDInit",
    "/ProcSet",
    "findresource",
    "begin",
    "12",
    "dict",
    "begin",
    "begincmap",
    "/CIDSystemInfo",
    "<<",
    "/Registry",
    "(Adobe)",
    "/Ordering",
    "(UCS)",
    "/Supplement",
    "0",
    ">>",
    "def",
    "/CMapName",
    "/Adobe-Identity-UCS",
    "def",
    "/CMapType",
    "2",
    "def",
    "1",
    "begincodespacerange",
    "<00>",
    "<FF>",
    "endcodespacerange",
    "endcmap",
    "CMapName",
    "currentdict",
    "/CMap",
    "defineresource",
    "pop",
    "end",
    "end",
]
"""A map from codes to characters as posterbook writes it, without its entries."""
SUBSTITUTE: Final = 1.25
"""How far, in em, a glyph reaches at most of a font that is not embedded: viewers take an ordinary one."""
FIGURES: Final = frozenset(b" 0123456789.,:;-/()")
NARROW, WIDE = 0.65, 1.05
"""Characters of which no such font has a wide one, and the most that these and others take, in em."""
MOST_GLYPHS: Final = 5000
"""A foreign font of more glyphs is not measured."""
WIDEST: Final = 1.5
"""The least that is assumed of a foreign glyph's advance, in em."""

_HEAD, _HEAD_SIZE = struct.Struct(">HH"), 54


class EmbeddedFont:
    """One font of a file, its outlines read only when they are asked for."""

    __slots__ = ("_font", "_glyphs", "_reach", "_texts", "fault", "is_wide", "shapes", "units", "widths")

    def __init__(self, font: Value) -> None:
        self._font = font
        self.shapes: Outlines | None = None
        self._glyphs: dict[int, int] = {}
        self._reach: list[float | None] = []
        self.units = 1000
        self.fault = _dictionary_fault(font)
        texts = None if self.fault else strict_map(_to_unicode(font))
        self._texts: Codes = texts or {}
        self.is_wide = font.get("/Subtype") == "/Type0"
        if not self.fault and texts is None:
            self.fault = "is set in a font whose map to characters is not posterbook's"
        self.widths = [] if self.fault else self._widths()
        if self.fault:
            self._texts = characters_by_code(_to_unicode(font))

    def text(self, code: int) -> str:
        """What a code means."""
        return self._texts.get(code, LOST)

    def words(self, string: bytes) -> str:
        """What a string says, as far as can be told of a font that is not ours."""
        if self.is_wide:
            codes = [high * 256 + low for high, low in zip(string[::2], string[1::2], strict=False)]
            return "".join(self._texts.get(code, LOST) for code in codes)
        return "".join(self._texts.get(code) or chr(code) for code in string)

    def glyph(self, code: int) -> int:
        """The number of the glyph that a code leads to, 0 for none; the program must have been opened."""
        return self._glyphs.get(code, 0)

    def outline(self, code: int) -> GlyphOutline | None:
        """What a code draws, through the character map that the font brings; None if that cannot be told."""
        return None if self.program_fault or self.shapes is None else self.shapes.of_glyph(self.glyph(code))

    @property
    def program_fault(self) -> str:
        """Why it cannot be known what the font program draws; '' if it can."""
        if self.shapes is None and not self.fault:
            self._open()
        return self.fault

    @property
    def reach(self) -> float | None:
        """How far its glyphs reach from their origin at most, in em; None if nobody can tell."""
        if not self._reach:
            self._reach.append(_reach(self._font))
        return self._reach[0]

    def advance(self, string: bytes) -> float:
        """At most how far a string moves the pen, in em."""
        if self._has_usual_widths():
            return sum([NARROW if byte in FIGURES else WIDE for byte in string])
        return self._widest() * len(string)

    def _has_usual_widths(self) -> bool:
        """Whether it is an ordinary font that the viewer brings, with its usual characters."""
        font, descriptor = self._font, dictionary_in(self._font, "/FontDescriptor")
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        plain = font.get("/Subtype") in {"/Type1", "/TrueType"} and "/Widths" not in font
        return plain and not embedded and isinstance(font.get("/Encoding", Name("/WinAnsiEncoding")), Name)

    def _widest(self) -> float:
        """At most how far a byte moves the pen, in em."""
        font = _descendant(self._font)
        numbers = [*_numbers(font.get("/Widths")), *_numbers(font.get("/W")), *_numbers(font.get("/DW"))]
        given = max(map(abs, numbers), default=0) / 1000
        return max(WIDEST, given if given < 100 else WIDEST)

    def _widths(self) -> list[float]:
        """The width of each of the 256 codes, in 1/1000 em (ISO 32000-1, 9.2.4)."""
        first, last = int(self._font["/FirstChar"]), int(self._font["/LastChar"])
        given = [float(width) for width in self._font["/Widths"]]
        missing = float(self._font["/FontDescriptor"].get("/MissingWidth", 0))
        if not 0 <= first <= last <= 255 or len(given) != last - first + 1:
            self.fault = "is set in a font whose table of widths does not fit its codes"
            return []
        return [missing] * first + given + [missing] * (255 - last)

    def _open(self) -> None:
        file = self._font["/FontDescriptor"]["/FontFile2"]
        program, length = stream_bytes(file), file.get("/Length1")
        tables = program_tables(program)
        glyphs = character_map(tables.get(b"cmap", b""))
        if not tables or not glyphs or (length is not None and int(length) != len(program)):
            self.fault = "is set in a font program that is not made as posterbook makes it"
            return
        if not is_plain(tables):
            self.fault = "is set in a font program that carries instructions or is damaged"
            return
        self._glyphs, self.shapes = glyphs, Outlines(program)
        (self.units,) = struct.unpack_from(">H", tables[b"head"], 18)


def dictionary_in(owner: Any, key: str) -> dict[str, Any]:  # noqa: ANN401 - an object of the file, or its entries
    """A dictionary within another object of the file; empty if there is none."""
    found = owner.get(key)
    return dict(found.items()) if isinstance(found, Dictionary | Stream) else {}


def characters_by_code(cmap: str) -> Codes:
    """The texts of codes by a ToUnicode map of single entries, whoever wrote it."""
    pairs = re.findall(r"<([0-9A-Fa-f]{2,4})>\s*<((?:[0-9A-Fa-f]{4})+)>", "\n".join(_blocks(cmap)))
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be", "replace") for code, text in pairs}


def _blocks(cmap: str) -> list[str]:
    return re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)


def strict_map(cmap: str) -> Codes | None:
    """The texts of codes by a map as posterbook writes it, each code once; None of any other.

    A code stands for one character, or for those of a cluster of a complex script.
    """
    if BFCHARS.sub(" ", cmap).split() != MAP_WORDS:
        return None
    words = " ".join(BFCHARS.findall(cmap)).split()
    codes, texts = words[::2], words[1::2]
    known: Codes = {}
    for code, text in zip(codes, texts, strict=False):
        if not re.fullmatch(r"<[0-9A-F]{2}>", code) or not re.fullmatch(r"<(?:[0-9A-F]{4})+>", text):
            return None
        known[int(code[1:-1], 16)] = bytes.fromhex(text[1:-1]).decode("utf-16-be", "replace")
    return known if len(codes) == len(texts) == len(known) else None


def program_tables(program: bytes) -> dict[bytes, bytes]:
    """The tables of a font program of our form; empty if it has others, or one of them twice."""
    if len(program) < 12 or program[:4] != b"\0\1\0\0":
        return {}
    (count,) = struct.unpack_from(">H", program, 4)
    if count != len(TABLES) or len(program) < 12 + 16 * count:
        return {}
    rows = [struct.unpack_from(">4sLLL", program, 12 + 16 * number) for number in range(count)]
    if {row[0] for row in rows} != TABLES:
        return {}
    end = 12 + 16 * count
    for _, _, offset, length in sorted(rows, key=lambda row: row[2]):
        if offset < end or offset + length > len(program):
            return {}
        end = offset + length
    return {tag: program[offset : offset + length] for tag, _, offset, length in rows}


def character_map(table: bytes) -> dict[int, int]:
    """The glyphs of codes by the font's one character map, of format 6; empty if it is another."""
    if len(table) < 22:
        return {}
    head = struct.unpack_from(">HHHHLHHHHH", table)
    version, count, platform, encoding, offset, kind, length, language, first, entries = head
    if (version, count, platform, encoding, offset, kind, language) != (0, 1, 1, 0, 12, 6, 0):
        return {}
    if length != 10 + 2 * entries or len(table) < 12 + length or first + entries > 256:
        return {}
    glyphs = struct.unpack_from(f">{entries}H", table, 22)
    return dict(enumerate(glyphs, first))


def is_plain(tables: dict[bytes, bytes]) -> bool:
    """Whether the glyphs carry no instructions, and the tables that lead to them are whole."""
    try:
        (wide,) = struct.unpack_from(">h", tables[b"head"], 50)
        (count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
        glyf, loca = tables[b"glyf"], tables[b"loca"]
        ends = struct.unpack_from(f">{count + 1}{'L' if wide else 'H'}", loca)
        (metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)
        places = [end if wide else 2 * end for end in ends]
        whole = len(tables[b"head"]) == _HEAD_SIZE and wide in {0, 1} and 0 < metrics <= count
        if not whole or len(tables[b"hmtx"]) < 4 * metrics + 2 * (count - metrics):
            return False
        spans = pairwise(places)
        return places[-1] <= len(glyf) and all(_is_plain_glyph(glyf[a:b]) for a, b in spans if a != b)
    except struct.error:
        return False


def _is_plain_glyph(glyph: bytes) -> bool:
    """Whether a glyph has no instructions (the TrueType specification, table 'glyf')."""
    (contours,) = struct.unpack_from(">h", glyph)
    if contours >= 0:
        return struct.unpack_from(">H", glyph, 10 + 2 * contours) == (0,)
    at = 10
    while True:
        flags, _ = _HEAD.unpack_from(glyph, at)
        if flags & 0x100:
            return False
        at += (
            4
            + (4 if flags & 1 else 2)
            + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)
        )
        if not flags & 0x20:
            return True


def _to_unicode(font: Value) -> str:
    found = font.get("/ToUnicode")
    return stream_bytes(found).decode("latin-1") if isinstance(found, Stream) else ""


def _dictionary_fault(font: Value) -> str:
    """Why a font dictionary is none that posterbook writes, '' if it may be one."""
    descriptor = dictionary_in(font, "/FontDescriptor")
    if font.get("/Subtype") != "/TrueType" or "/FontFile2" not in descriptor or "/Encoding" in font:
        return "is set in a font that is not embedded as posterbook embeds it"
    program = descriptor["/FontFile2"]
    known = set(font.keys()) - FONT_KEYS <= {"/Name"} and set(descriptor) <= DESCRIPTOR_KEYS
    if not known or not isinstance(program, Stream) or not set(program.keys()) <= PROGRAM_KEYS:
        return "is set in a font that says more of itself than posterbook writes"
    if not set(font.keys()) >= FONT_KEYS or int(descriptor.get("/Flags", 0)) & ~ITALIC != SYMBOLIC:
        return "is set in a font whose codes have been given another meaning"
    return ""


def _descendant(font: Value) -> Value:
    below = font.get("/DescendantFonts")
    return below[0] if below is not None and len(below) else font


def _numbers(given: Any) -> list[float]:  # noqa: ANN401 - an object of the file
    """All numbers in an array and the arrays in it."""
    if given is None or isinstance(given, Name | str):
        return []
    try:
        return [float(given)]
    except TypeError:
        return [number for one in list(given)[:100_000] for number in _numbers(one)]


def _reach(font: Value) -> float | None:
    known = _descendant(font)
    descriptor = dictionary_in(known, "/FontDescriptor")
    if font.get("/Subtype") == "/Type3" or "/FontFile" in descriptor or "/FontFile3" in descriptor:
        return None
    if "/FontFile2" not in descriptor:
        return SUBSTITUTE
    return furthest_reach(stream_bytes(descriptor["/FontFile2"]), MOST_GLYPHS)
