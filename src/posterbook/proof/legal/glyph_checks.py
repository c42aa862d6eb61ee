"""Judges whether a legal block shows the signs that its file says it does: glyph by glyph, by their shapes.

A map from codes to characters can say anything; what is on paper are outlines. Each is compared with what the
booklet's own font draws for the character.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from posterbook.design.fonts import Fonts
from posterbook.design.outlines import GlyphOutline, Outlines
from posterbook.forms.legal import SetCharacter
from posterbook.proof.legal.expected import ExpectedBlock
from posterbook.proof.legal.located_block import LocatedBlock
from posterbook.proof.legal.painted_content import Glyph
from posterbook.proof.legal.placement_checks import Fault

NEAR: Final = 1.0
"""By how much a width may differ, in 1/1000 em: they are whole numbers in other programs."""


class GlyphChecks:
    """The shapes that the booklet's fonts draw, each font opened once."""

    __slots__ = ("_fonts", "_opened")

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._opened: dict[Path, Outlines] = {}

    def faults(self, text: ExpectedBlock, stretch: LocatedBlock) -> Iterator[Fault]:
        """The first sign of a block that is not drawn as it must be."""
        if len(text.characters) != len(stretch.glyphs):
            yield "legal-glyphs", "cannot be compared sign by sign with what was laid out"
            return
        seen = set()
        for letter, glyph in zip(text.characters, stretch.glyphs, strict=True):
            key = (id(glyph.setting.font), glyph.code, letter.character, letter.face)
            if key not in seen:
                seen.add(key)
                fault = self._fault(letter, glyph)
                if fault:
                    yield fault
                    return

    def _fault(self, letter: SetCharacter, glyph: Glyph) -> Fault | None:
        font, page = glyph.setting.font, glyph.setting.panel
        if font.fault:
            return "legal-font", f"{font.fault}, on page {page}"
        wanted, drawn = self._shape(letter), font.shape(glyph.code)
        if wanted is None or drawn is None or drawn.points != wanted.points:
            return (
                "legal-glyphs",
                f"shows another sign on paper where it says '{letter.character}', on page {page}",
            )
        if abs(font.width(glyph.code) - wanted.advance) > NEAR:
            return "legal-widths", f"gives '{letter.character}' a false width, on page {page}"
        return None

    def _shape(self, letter: SetCharacter) -> GlyphOutline | None:
        path = self._fonts.path(letter.face)
        if path not in self._opened:
            self._opened[path] = Outlines(path)
        return self._opened[path].of_character(letter.character)
