"""A font of the file as a viewer uses it: from codes to characters, widths and the outlines that are drawn.

Only what posterbook writes is understood: simple TrueType fonts with one character map of their own. Of any
other, `fault` says why it proves nothing.
"""

from __future__ import annotations

import re
import struct
from typing import Any, Final

from pikepdf import Dictionary, Object, Stream

from posterbook.design.outlines import GlyphOutline, Outlines

Codes = dict[int, str]
"""The text of each code of a font."""

LOST: Final = "\ufffd"
"""Stands for a code that leads to no character."""
SYMBOLIC: Final = 4
"""The flag of a font whose own character map counts (ISO 32000-1, table 123)."""


class EmbeddedFont:
    """One font of a file, its outlines read only when they are asked for."""

    __slots__ = ("_first", "_font", "_glyphs", "_outlines", "_texts", "_widths", "fault")

    def __init__(self, font: Object) -> None:
        self._font = font
        self._texts: Codes = {}
        if "/ToUnicode" in font:
            self._texts = characters_by_code(font.ToUnicode.read_bytes().decode("latin-1"))
        self._first = int(font.get("/FirstChar", 0))
        self._widths = [float(width) for width in font.get("/Widths", [])]
        self._glyphs: dict[int, int] | None = None
        self._outlines: Outlines | None = None
        self.fault = _unreadable_reason(font)

    def text(self, code: int) -> str:
        """What a code means."""
        return self._texts.get(code, LOST)

    def width(self, code: int) -> float:
        """How far a code moves the pen, in 1/1000 em (ISO 32000-1, 9.2.4)."""
        index = code - self._first
        return self._widths[index] if 0 <= index < len(self._widths) else self._missing_width()

    def outline(self, code: int) -> GlyphOutline | None:
        """What a code draws, through the character map that the font brings; None if that cannot be told."""
        if self._outlines is None:
            self._open()
        glyph = (self._glyphs or {}).get(code, 0)
        return self._outlines.of_glyph(glyph) if self._outlines and glyph else None

    def _missing_width(self) -> float:
        return float(dictionary_in(self._font, "/FontDescriptor").get("/MissingWidth", 0))

    def _open(self) -> None:
        program = bytes(self._font.FontDescriptor.FontFile2.read_bytes())
        self._outlines = Outlines(program)
        self._glyphs = character_map(program)


def dictionary_in(owner: Any, key: str) -> dict[str, Any]:  # noqa: ANN401 - an object of the file, or its entries
    """A dictionary within another object of the file; empty if there is none."""
    found = owner.get(key)
    return dict(found.items()) if isinstance(found, Dictionary | Stream) else {}


def characters_by_code(cmap: str) -> Codes:
    """The texts of codes by a ToUnicode map of single entries."""
    pairs = re.findall(r"<([0-9A-Fa-f]{2})>\s*<((?:[0-9A-Fa-f]{4})+)>", "\n".join(_blocks(cmap)))
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be", "replace") for code, text in pairs}


def character_map(program: bytes) -> dict[int, int]:
    """The glyphs of codes by the font's one character map, of format 0 or 6; empty if it is another."""
    try:
        tables = {tag: at for tag, at in _tables(program) if tag == b"cmap"}
        (base,) = tables.values()
        version, count, _, _, offset = struct.unpack_from(">HHHHL", program, base)
        kind, _ = struct.unpack_from(">HH", program, base + offset)
        if (version, count) != (0, 1) or kind not in {0, 6}:
            return {}
        return _bytes_map(program, base + offset) if kind == 0 else _trimmed_map(program, base + offset)
    except (struct.error, ValueError):
        return {}


def _tables(program: bytes) -> list[tuple[bytes, int]]:
    (count,) = struct.unpack_from(">H", program, 4)
    rows = [struct.unpack_from(">4sLLL", program, 12 + 16 * number) for number in range(count)]
    return [(tag, offset) for tag, _, offset, _ in rows]


def _bytes_map(program: bytes, at: int) -> dict[int, int]:
    return dict(enumerate(struct.unpack_from(">256B", program, at + 6)))


def _trimmed_map(program: bytes, at: int) -> dict[int, int]:
    first, count = struct.unpack_from(">HH", program, at + 6)
    return dict(enumerate(struct.unpack_from(f">{count}H", program, at + 10), first))


def _unreadable_reason(font: Object) -> str:
    """Why it cannot be known what a font draws, '' if it can."""
    descriptor = dictionary_in(font, "/FontDescriptor")
    if font.get("/Subtype") != "/TrueType" or "/FontFile2" not in descriptor:
        return "is set in a font that is not embedded as posterbook embeds it"
    if "/Encoding" in font or not int(descriptor.get("/Flags", 0)) & SYMBOLIC:
        return "is set in a font whose codes have been given another meaning"
    return ""


def _blocks(cmap: str) -> list[str]:
    return re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
