"""A font file as HarfBuzz reads it: glyphs, advances and kerning, and why a file cannot be used.

Ligatures and every substitution are off, so each character is exactly one glyph, but in words of complex
scripts (`complex_words.py`).
"""

from __future__ import annotations

import re
import struct
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

from posterbook.content.han import SIGNS
from posterbook.content.scripts import complex_script
from posterbook.design.complex_words import ShapedWord, has_rules, shape_word
from posterbook.errors import AssetError, error

_ONLY_KERNING = {"kern": True} | dict.fromkeys(
    ("abvm", "blwm", "calt", "ccmp", "clig", "curs", "liga", "locl", "mark", "mkmk", "rclt", "rlig"), False
)
_OUTLINES = frozenset(("head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf"))
_COLOURED = frozenset(("COLR", "CBDT", "sbix", "SVG "))
_OTHER_FORMS = {
    b"wOFF": ("is a web font", "take the font's .ttf file"),
    b"wOF2": ("is a web font", "take the font's .ttf file"),
    b"ttcf": ("is a collection of fonts", "take one font out of it, as a .ttf file"),
}
"""What the first bytes of files say that hold fonts in a form PDF does not take, and the way out."""
_RIGHTS, _RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 8, 2, 0x100, 0x200
"""Where the table OS/2 has its embedding rights, and what they may forbid (OpenType, fsType)."""
_SIGNS_MEET = "([{0}])(?=([{0}]))".format("".join(map(re.escape, sorted(SIGNS))))
_SQUARE = 0.9
"""A sign that is narrower, in ems, has no white to give."""
_SPACE = " "
_NO_BREAK_SPACE = "\u00a0"
_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH_JOINER = "\u200d"


def extends(char: str) -> bool:
    """Whether a character belongs to the one before it: a mark, a joiner, a skin tone."""
    # U+1F3FB to U+1F3FF are skin tones, which Unicode does not class as marks.
    return (
        char == _ZERO_WIDTH_JOINER
        or unicodedata.category(char)[0] == "M"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


class Shaper:
    """A font file as HarfBuzz reads it; lengths are in units of the font."""

    __slots__ = ("_buffer", "_font", "_shape", "_shaped", "glyphs", "units")

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - uharfbuzz ships no types
        import uharfbuzz  # noqa: PLC0415 - slow, and most booklets keep to what the tables know

        self._font = font
        self._shape = uharfbuzz.shape
        self._buffer = uharfbuzz.Buffer()
        self._buffer.flags = uharfbuzz.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
        self._shaped: dict[str, ShapedWord] = {}
        self.glyphs = _Glyphs(font)
        self.units: int = font.face.upem

    def shaped(self, word: str) -> ShapedWord | None:
        """The clusters of a word of a complex script, None of any other."""
        if word not in self._shaped:
            if not complex_script(word):
                return None
            self._shaped[word] = shape_word(self._font, word)
        return self._shaped[word]

    def has_rules(self, character: str) -> bool:
        """Whether the font says how letters of a complex script join."""
        return has_rules(self._font, character)

    def ink_left(self, char: str) -> int:
        """The left edge of the character's outline."""
        extents = self._font.get_glyph_extents(self.glyphs[char])
        return extents.x_bearing if extents else 0

    def ink_right(self, char: str) -> int:
        """The white between the character's outline and the end of its advance."""
        glyph = self.glyphs[char]
        extents = self._font.get_glyph_extents(glyph)
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance - extents.x_bearing - extents.width if extents else 0

    def measure(self, word: str) -> tuple[int, list[int]]:
        """The advance of a word, and what kerning adds after each character, [] where it adds nothing.

        The kerns of a word of a complex script are those of its clusters, and no part of this.
        """
        shaped = None if word.isascii() else self.shaped(word)
        if shaped:
            return shaped.advance, []
        glyphs = [self.glyphs[char] for char in word]
        plain = [self._font.get_glyph_h_advance(glyph) for glyph in glyphs]
        kerned = self._kerned_advances(word, glyphs, plain)
        kerns = [after - before for after, before in zip(kerned, plain, strict=True)]
        for meeting in () if SIGNS.isdisjoint(word) else re.finditer(_SIGNS_MEET, word):
            kerns[meeting.start()] -= self._closed_up(*meeting.groups())
        return sum(plain) + sum(kerns), kerns if any(kerns) else []

    def _closed_up(self, left: str, right: str) -> int:
        """What is taken away between two full-width signs: half an em where either has that white there."""
        half = self.units // 2
        return half if half in (self.white(left)[1], self.white(right)[0]) else 0

    def white(self, sign: str) -> tuple[int, int]:
        """What may be taken from the white on both sides of a full-width sign: a half or a quarter em."""
        glyph = self.glyphs[sign]
        extents = self._font.get_glyph_extents(glyph)
        advance = self._font.get_glyph_h_advance(glyph)
        if not extents or advance < self.units * _SQUARE:
            return 0, 0
        left, right = extents.x_bearing, advance - extents.x_bearing - extents.width
        return self._part(left), self._part(right)

    def _part(self, white: int) -> int:
        return next((self.units // part for part in (2, 4) if white >= self.units // part), 0)

    def _kerned_advances(self, word: str, glyphs: list[int], plain: list[int]) -> list[int]:
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(word.replace(_NO_BREAK_SPACE, _SPACE))
        buffer.language = "en"  # before guessing, which would else ask the locale
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        self._shape(self._font, buffer, _ONLY_KERNING, shapers=["ot"])
        # HarfBuzz composes letters and marks, and kerns across marks: such words are set without kerning.
        composed = [info.codepoint for info in buffer.glyph_infos] != glyphs
        if composed or (not word.isascii() and any(map(extends, word))):
            return plain
        return [position.x_advance for position in buffer.glyph_positions]


class _Glyphs(dict[str, int]):
    """Glyph ids by character, 0 for none."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - uharfbuzz ships no types
        super().__init__({_SOFT_HYPHEN: 0})
        self._font = font

    def __missing__(self, char: str) -> int:
        # ReportLab's TTFont draws the no-break space with the space's glyph, whatever the font has for it.
        drawn = _SPACE if char == _NO_BREAK_SPACE else char
        glyph = self._font.get_nominal_glyph(ord(drawn)) or 0
        self[char] = glyph = 0 if glyph and self._is_blank(drawn, glyph) else glyph
        return glyph

    def _is_blank(self, char: str, glyph: int) -> bool:
        """Whether a character that should be seen has nothing to show: some fonts reserve such glyphs."""
        if char.isascii() or unicodedata.category(char)[0] not in "LNPS":
            return False
        extents = self._font.get_glyph_extents(glyph)
        return not (extents and extents.width and extents.height)


def open_shaper(path: Path) -> Shaper:
    """A font file, open; raises AssetError for one that is missing or cannot be used."""
    import uharfbuzz  # noqa: PLC0415 - 30 ms that only a build needs

    if not path.is_file():
        raise AssetError(
            error("font-missing", f"font file '{path.name}' is missing", hint="install the package again")
        )
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    except uharfbuzz.HarfBuzzError as cause:
        raise _unusable(path, "cannot be read") from cause
    reason, hint = _font_fault(face)
    if reason:
        raise _unusable(path, reason, hint)
    return Shaper(uharfbuzz.Font(face))


def _font_fault(face: Any) -> tuple[str, str]:  # noqa: ANN401 - uharfbuzz ships no types
    """Why a font cannot be measured or embedded, and the way out; '' where it can."""
    tags = frozenset(face.table_tags)
    if tags & {"CFF ", "CFF2"}:
        return "has CFF outlines", "use its TrueType version (.ttf)"
    if "fvar" in tags:
        return "is a variable font", "use one static file for each weight"
    if not tags >= _OUTLINES or not face.glyph_count:
        return "is not a TrueType font", "use a static .ttf file"
    return "", ""


def own_font_fault(content: bytes) -> tuple[str, str]:
    """Why a font of the user's cannot be taken, and the way out; '' where it can.

    Beside what any font must be, its rights must let it be embedded in part (OpenType, OS/2, fsType).
    """
    import uharfbuzz  # noqa: PLC0415 - 30 ms that only a build needs

    if content[:4] in _OTHER_FORMS:
        return _OTHER_FORMS[content[:4]]
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob(content))
        reason, hint = _font_fault(face)
    except (uharfbuzz.HarfBuzzError, UnicodeDecodeError):  # the latter from tags that are no text
        return "is not a TrueType font", "use a static .ttf file"
    if reason:
        return reason, hint
    if _COLOURED & frozenset(face.table_tags):
        return "is a colour font", "use one of plain outlines, as Noto Emoji is for emoji"
    return _embedding_fault(face) or _reportlab_fault(content) or ("", "")


def _embedding_fault(face: Any) -> tuple[str, str] | None:  # noqa: ANN401 - uharfbuzz ships no types
    table = face.reference_table("OS/2")
    rights = int.from_bytes(bytes(table.data)[_RIGHTS : _RIGHTS + 2], "big") if table else 0
    if rights & 0xF == _RESTRICTED or rights & _BITMAPS_ONLY:
        return "may not be embedded, its maker says", "use a font whose licence allows embedding, as OFL does"
    if rights & _WHOLE_ONLY:
        return (
            "may not be embedded in part, its maker says",
            "use a font whose licence allows it, as OFL does",
        )
    return None


def _reportlab_fault(content: bytes) -> tuple[str, str] | None:
    """What ReportLab, which reads what describes it, finds wrong with a font."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile  # noqa: PLC0415 - slow, and few have such a font

    try:
        TTFontFile(BytesIO(content), charInfo=0)
    except AttributeError:  # that is how ReportLab takes it
        return "has no PostScript name", "get it again from its maker"
    except (TTFError, ValueError, KeyError, IndexError, struct.error) as fault:
        return f"is damaged: {fault}", "get it again from its maker"
    return None


def _unusable(path: Path, reason: str, hint: str = "") -> AssetError:
    return AssetError(error("font-unusable", f"font file '{path.name}' {reason}", hint=hint))
