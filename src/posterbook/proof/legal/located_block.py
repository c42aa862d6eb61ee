"""The stretch of a file that shows a legal block: its glyphs, and the lines they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from posterbook.design.geometry import Box
from posterbook.proof.legal.matrix import SAME, Matrix, around, back, point, scale, transform_box
from posterbook.proof.legal.painted_content import DEPTH, HEIGHT, Glyph, PaintedContent
from posterbook.values import dataclass


class BlockLine(NamedTuple):
    """Glyphs of a block that stand on one baseline: their page, and their box on the page's sheet.

    `inner` is the same box within the trimmed page, from its upper left corner.
    """

    page: int
    glyphs: tuple[Glyph, ...]
    box: Box
    inner: Box


@dataclass(frozen=True, slots=True)
class LocatedBlock:
    """The glyphs that show a block, white space left out, and what stands before each.

    `sights` are the pages or sheets they stand on, by the booklet page's sequence; `height` is the page's.
    """

    glyphs: tuple[Glyph, ...]
    before: tuple[str, ...]
    sights: Mapping[int, PaintedContent]
    height: float
    lines: tuple[BlockLine, ...] = ()

    @classmethod
    def of(
        cls,
        glyphs: tuple[Glyph, ...],
        before: tuple[str, ...],
        sights: Mapping[int, PaintedContent],
        height: float,
    ) -> LocatedBlock:
        """The stretch with its lines worked out, as they are read."""
        bare = cls(glyphs, before, sights, height)
        return cls(glyphs, before, sights, height, bare._broken())

    def frame(self, page: int) -> Matrix:
        """What leads from a page to its sheet."""
        return self.sights[page].frames.get(page, SAME)

    def within(self, glyph: Glyph) -> tuple[float, float]:
        """A glyph's origin from the upper left corner of its trimmed page."""
        x, y = point(back(self.frame(glyph.setting.panel)), glyph.x, glyph.y)
        return x, self.height - y

    def _broken(self) -> tuple[BlockLine, ...]:
        found: list[list[Glyph]] = []
        last = (0, 0.0)
        for glyph in self.glyphs:
            page, (_, y) = glyph.setting.panel, self.within(glyph)
            if not found or page != last[0] or abs(y - last[1]) > glyph.setting.size / 3:
                found.append([])
            found[-1].append(glyph)
            last = page, y
        return tuple(self._line(glyphs) for glyphs in found)

    def _line(self, glyphs: list[Glyph]) -> BlockLine:
        page = glyphs[0].setting.panel
        frame = self.frame(page)
        undo, size = back(frame), max(glyph.setting.size for glyph in glyphs) / scale(frame)
        ends = [point(undo, one.x + far * one.dx, one.y + far * one.dy) for one in glyphs for far in (0, 1)]
        line = around(ends)
        low, high = line.y - DEPTH * size, line.bottom + HEIGHT * size
        inner = Box(line.x, self.height - high, line.width, high - low)
        return BlockLine(page, tuple(glyphs), transform_box(frame, (line.x, low, line.right, high)), inner)
