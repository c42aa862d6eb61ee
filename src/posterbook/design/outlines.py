"""The shapes that a font draws: what stands on paper, whatever a file says that it means."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeAlias

import uharfbuzz as hb

Point: TypeAlias = tuple[float, float]


class GlyphOutline(NamedTuple):
    """A glyph's advance in 1/1000 em, and its outline's points in the font's units, None between contours."""

    advance: float
    points: tuple[Point | tuple[Point, ...] | None, ...]


class Outlines:
    """The glyphs of one font program; hinting, which a subset may lack, is no part of their shapes."""

    __slots__ = ("_font", "_scale", "_shapes")

    def __init__(self, program: bytes | Path) -> None:
        from_path = isinstance(program, Path)
        blob = hb.Blob.from_file_path(str(program)) if from_path else hb.Blob(program)
        face = hb.Face(blob)
        self._font = hb.Font(face)
        self._scale = 1000 / face.upem
        self._shapes: dict[int, GlyphOutline] = {}

    def of_character(self, character: str) -> GlyphOutline | None:
        """The shape of a character, None if the font does not have it."""
        glyph = self._font.get_nominal_glyph(ord(character))
        return self.of_glyph(glyph) if glyph else None

    def of_glyph(self, glyph: int) -> GlyphOutline:
        """The shape of a glyph by its number; one that the font does not have is empty."""
        shape = self._shapes.get(glyph)
        if shape is None:
            pen = _Pen()
            self._font.draw_glyph_with_pen(glyph, pen)
            advance = self._font.get_glyph_h_advance(glyph) * self._scale
            shape = self._shapes[glyph] = GlyphOutline(advance, tuple(pen.points))
        return shape

    def path_of(self, character: str) -> tuple[float, tuple[tuple[float, ...], ...]]:
        """The advance of a character that the font has and the steps of its path, in ems, y upwards.

        The steps are those of `VectorPath`.
        """
        glyph, pen = self._font.get_nominal_glyph(ord(character)), _PathPen()
        self._font.draw_glyph_with_pen(glyph, pen)
        em = 1000 / self._scale
        steps = tuple(tuple(number / em for number in step) for step in pen.steps)
        return self._font.get_glyph_h_advance(glyph) / em, steps


class _Pen:
    """Takes an outline down point by point; the names are those of the font libraries' pens."""

    __slots__ = ("points",)

    def __init__(self) -> None:
        self.points: list[Point | tuple[Point, ...] | None] = []

    def _take(self, *points: Point | tuple[Point, ...]) -> None:
        self.points += points

    def _close(self) -> None:
        self.points.append(None)

    moveTo = lineTo = qCurveTo = curveTo = _take  # noqa: N815 - see the class
    closePath = endPath = _close  # noqa: N815 - see the class


class _PathPen:
    """Takes an outline down as the steps of a path, its quadratic curves as the cubic ones that they are."""

    __slots__ = ("_at", "steps")

    def __init__(self) -> None:
        self.steps: list[tuple[float, ...]] = []
        self._at: Point = (0, 0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - as the font libraries' pens
        self.steps.append(point)
        self._at = point

    def lineTo(self, point: Point) -> None:  # noqa: N802 - the same
        self.steps.append((0, *point))
        self._at = point

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802 - the same
        first, second = (
            tuple(near + 2 / 3 * (far - near) for near, far in zip(point, control, strict=True))
            for point in (self._at, end)
        )
        self.steps.append((*first, *second, *end))
        self._at = end

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802 - the same
        self.steps.append((*first, *second, *end))
        self._at = end

    def closePath(self) -> None:  # noqa: N802 - the same
        self.steps.append(())

    endPath = closePath  # noqa: N815 - the same
