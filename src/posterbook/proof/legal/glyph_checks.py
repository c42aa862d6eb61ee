"""Judges whether the glyphs of a file are those of the booklet's own fonts: outline, metrics and program.

A map from codes to characters can say anything; what is on paper are outlines. Each is compared with what the
booklet's own font file draws for the character, in the same units and at the same width. A cluster of a
complex script is one glyph of the file and several of that font: their outlines, each at the place where its
rules put it, are all that the one may draw.
"""

from __future__ import annotations

from typing import Final

from posterbook.design.complex_words import Cluster
from posterbook.design.fonts import Fonts
from posterbook.design.outlines import GlyphOutline, Outlines
from posterbook.proof.legal.embedded_fonts import EmbeddedFont
from posterbook.proof.legal.expected_items import ExpectedGlyph

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
        self._known: dict[tuple[int, int, str, str, Cluster | None], tuple[str, str]] = {}

    def fault(self, font: EmbeddedFont, code: int, wanted: ExpectedGlyph) -> tuple[str, str]:
        """Code and predicate of what is wrong with a glyph, both '' if nothing is."""
        key = (id(font), code, wanted.text, wanted.look.face, wanted.cluster)
        if key not in self._known:
            self._known[key] = self._judge(font, code, wanted)
        return self._known[key]

    def _judge(self, font: EmbeddedFont, code: int, wanted: ExpectedGlyph) -> tuple[str, str]:
        if font.program_fault:
            return "legal-font", font.program_fault
        own, number, character = self._own(wanted.look.face), font.glyph(code), wanted.text
        expected = _expected(own, wanted)
        if expected is None or not number or font.shapes is None:
            return "legal-glyphs", f"draws no glyph where it says '{character}'"
        outline, extents = expected
        drawn = font.shapes.of_glyph(number)
        if drawn.points != outline.points or font.units != own.units:
            return "legal-glyphs", f"shows another sign on paper where it says '{character}'"
        if font.shapes.extents(number) != extents:
            return "legal-glyphs", f"shows '{character}' beside its place"
        width = font.widths[code]
        if abs(width - outline.advance) > NEAR or abs(drawn.advance - outline.advance) > NEAR:
            return "legal-widths", f"gives '{character}' a false width"
        return "", ""

    def _own(self, face: str) -> Outlines:
        if face not in self._opened:
            self._opened[face] = Outlines(self._fonts.path(face))
        return self._opened[face]


def _expected(own: Outlines, wanted: ExpectedGlyph) -> tuple[GlyphOutline, tuple[int, ...]] | None:
    """What the booklet's font draws for an expected glyph, and its extents; None where it has nothing."""
    if wanted.cluster:
        return own.of_glyphs(wanted.cluster.glyphs, wanted.cluster.advance)
    glyph = own.glyph(DRAWN_AS.get(wanted.text, wanted.text))
    return (own.of_glyph(glyph), own.extents(glyph)) if glyph else None
