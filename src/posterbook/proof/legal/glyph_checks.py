"""Judges whether a legal block shows the signs that its file says it does: glyph by glyph, by their outlines.

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
    """Compares with what the booklet's own fonts draw; each font file is opened once."""

    __slots__ = ("_fonts", "_opened")

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._opened: dict[Path, Outlines] = {}

    def faults(self, block: ExpectedBlock, located: LocatedBlock) -> Iterator[Fault]:
        """The first glyph of a block that is not drawn as it must be."""
        if len(block.characters) != len(located.glyphs):
            yield "legal-glyphs", "cannot be compared sign by sign with what was laid out"
            return
        judged = set()
        for wanted, glyph in zip(block.characters, located.glyphs, strict=True):
            key = (id(glyph.setting.font), glyph.code, wanted.character, wanted.face)
            if key not in judged:
                judged.add(key)
                fault = self._fault(wanted, glyph)
                if fault:
                    yield fault
                    return

    def _fault(self, wanted: SetCharacter, glyph: Glyph) -> Fault | None:
        font, page = glyph.setting.font, glyph.setting.panel
        if font.fault:
            return "legal-font", f"{font.fault}, on page {page}"
        own, drawn = self._own_outline(wanted), font.outline(glyph.code)
        if own is None or drawn is None or drawn.points != own.points:
            message = f"shows another sign on paper where it says '{wanted.character}', on page {page}"
            return "legal-glyphs", message
        if abs(font.width(glyph.code) - own.advance) > NEAR:
            return "legal-widths", f"gives '{wanted.character}' a false width, on page {page}"
        return None

    def _own_outline(self, wanted: SetCharacter) -> GlyphOutline | None:
        path = self._fonts.path(wanted.face)
        if path not in self._opened:
            self._opened[path] = Outlines(path)
        return self._opened[path].of_character(wanted.character)
