"""Where a legal block was found in a file: the glyphs that show it, and the lines they stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from posterbook.design.geometry import Box
from posterbook.proof.legal.graphics_state import (
    IDENTITY,
    Matrix,
    bounding_box,
    inverse,
    scale,
    transform_box,
    transform_point,
)
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

    `origins` are where the glyphs stand in points from the upper left corner of their trimmed page; `painted`
    is what stands on these pages, or on their sheets, by the page's sequence.
    """

    glyphs: tuple[Glyph, ...]
    before: tuple[str, ...]
    painted: Mapping[int, PaintedContent]
    origins: tuple[tuple[float, float], ...]
    lines: tuple[BlockLine, ...]

    @classmethod
    def of(
        cls,
        glyphs: tuple[Glyph, ...],
        before: tuple[str, ...],
        painted: Mapping[int, PaintedContent],
        height: float,
    ) -> LocatedBlock:
        """The block with its lines worked out, as they are read; its pages are so high."""
        frames = {page: content.frames.get(page, IDENTITY) for page, content in painted.items()}
        inverses = {page: inverse(frame) for page, frame in frames.items()}
        points = [transform_point(inverses[one.setting.panel], one.x, one.y) for one in glyphs]
        origins = tuple((x, height - y) for x, y in points)
        lines = [_line(line, frames, inverses, height) for line in _by_baseline(glyphs, origins)]
        return cls(glyphs, before, painted, origins, tuple(lines))

    @property
    def text(self) -> str:
        """What was read, white space folded."""
        return "".join(
            " " * bool(gap) + glyph.text for gap, glyph in zip(self.before, self.glyphs, strict=True)
        ).strip()

    def frame(self, page: int) -> Matrix:
        """What leads from a page to its sheet."""
        return self.painted[page].frames.get(page, IDENTITY)


def _by_baseline(glyphs: Sequence[Glyph], origins: Sequence[tuple[float, float]]) -> list[list[Glyph]]:
    """The glyphs line by line: a new one begins with a page, or a third of the size up or down."""
    lines: list[list[Glyph]] = []
    last = (0, 0.0)
    for glyph, (_, y) in zip(glyphs, origins, strict=True):
        page = glyph.setting.panel
        if not lines or page != last[0] or abs(y - last[1]) > glyph.setting.size / 3:
            lines.append([])
        lines[-1].append(glyph)
        last = page, y
    return lines


def _line(
    glyphs: list[Glyph], frames: Mapping[int, Matrix], inverses: Mapping[int, Matrix], height: float
) -> BlockLine:
    page = glyphs[0].setting.panel
    frame, undo = frames[page], inverses[page]
    size = max(glyph.setting.size for glyph in glyphs) / scale(frame)
    ends = [
        transform_point(undo, one.x + far * one.dx, one.y + far * one.dy) for one in glyphs for far in (0, 1)
    ]
    hull = bounding_box(ends)
    low, high = hull.y - DEPTH * size, hull.bottom + HEIGHT * size
    inner = Box(hull.x, height - high, hull.width, high - low)
    return BlockLine(page, tuple(glyphs), transform_box(frame, (hull.x, low, hull.right, high)), inner)
