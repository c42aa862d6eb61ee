"""Judges whether the glyphs of a file are those of the booklet's own fonts: outline, metrics and program.

A map from codes to characters can say anything; what is on paper are outlines. Each is compared with what the
booklet's own font file draws for the character, in the same units and at the same width.
"""

from __future__ import annotations

from typing import Final

from posterbook.design.fonts import Fonts
from posterbook.design.outlines import Outlines
from posterbook.proof.legal.embedded_fonts import EmbeddedFont

NEAR: Final = 1.0
"""By how much a width may differ, in 1/1000 em: they are whole numbers in other programs."""
DRAWN_AS: Final = {"\u00a0": " ", "\u00ad": "-"}
"""Characters that are drawn as others, as most fonts have no glyph of their own for them."""


class GlyphChecks:
    """Compares with what the booklet's own fonts draw; each glyph is judged once."""

    __slots__ = ("_fonts", "_known", "_opened")

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._opened: dict[str, Outlines] = {}
        self._known: dict[tuple[int, int, str, str], tuple[str, str]] = {}

    def fault(self, font: EmbeddedFont, code: int, character: str, face: str) -> tuple[str, str]:
        """Code and predicate of what is wrong with a glyph, both '' if nothing is."""
        key = (id(font), code, character, face)
        if key not in self._known:
            self._known[key] = self._judge(font, code, character, face)
        return self._known[key]

    def _judge(self, font: EmbeddedFont, code: int, character: str, face: str) -> tuple[str, str]:
        if font.program_fault:
            return "legal-font", font.program_fault
        own, number = self._own(face), font.glyph(code)
        wanted = own.glyph(DRAWN_AS.get(character, character))
        if not wanted or not number or font.shapes is None:
            return "legal-glyphs", f"draws no glyph where it says '{character}'"
        expected, drawn = own.of_glyph(wanted), font.shapes.of_glyph(number)
        if drawn.points != expected.points or font.units != own.units:
            return "legal-glyphs", f"shows another sign on paper where it says '{character}'"
        if font.shapes.extents(number) != own.extents(wanted):
            return "legal-glyphs", f"shows '{character}' beside its place"
        width = font.widths[code]
        if abs(width - expected.advance) > NEAR or abs(drawn.advance - expected.advance) > NEAR:
            return "legal-widths", f"gives '{character}' a false width"
        return "", ""

    def _own(self, face: str) -> Outlines:
        if face not in self._opened:
            self._opened[face] = Outlines(self._fonts.path(face))
        return self._opened[face]
