"""The shapes that a font draws: what stands on paper, whatever a file says that it means."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import uharfbuzz as hb

from posterbook.values import NamedTuple

Point: TypeAlias = tuple[float, float]


class GlyphOutline(NamedTuple):
    """A glyph's advance in 1/1000 em, and its outline's points in the font's units, None between contours."""

    advance: float
    points: tuple[Point | tuple[Point, ...] | None, ...]


class Outlines:
    """The glyphs of one font program; hinting, which a subset may lack, is no part of their shapes."""

    __slots__ = ("_font", "_scale", "_shapes", "units")

    def __init__(self, program: bytes | Path) -> None:
        from_path = isinstance(program, Path)
        blob = hb.Blob.from_file_path(str(program)) if from_path else hb.Blob(program)
        face = hb.Face(blob)
        self._font = hb.Font(face)
        self.units: int = face.upem
        self._scale = 1000 / face.upem
        self._shapes: dict[int, GlyphOutline] = {}

    def glyph(self, character: str) -> int:
        """The number of a character's glyph, 0 if the font does not have it."""
        return self._font.get_nominal_glyph(ord(character)) or 0

    def extents(self, glyph: int) -> tuple[int, ...]:
        """Where a glyph begins and how large it is, as its tables say, apart from its points."""
        found = self._font.get_glyph_extents(glyph)
        return (found.x_bearing, found.y_bearing, found.width, found.height) if found else ()

    def of_glyph(self, glyph: int) -> GlyphOutline:
        """The shape of a glyph by its number; one that the font does not have is empty."""
        shape = self._shapes.get(glyph)
        if shape is None:
            pen = _Pen()
            self._font.draw_glyph_with_pen(glyph, pen)
            advance = self._font.get_glyph_h_advance(glyph) * self._scale
            shape = self._shapes[glyph] = GlyphOutline(advance, tuple(pen.points))
        return shape

    def of_glyphs(
        self, glyphs: Iterable[tuple[int, int, int]], advance: int
    ) -> tuple[GlyphOutline, tuple[int, ...]]:
        """The shape and the extents of several glyphs, each at its place, that together are so wide."""
        points: list[Point | tuple[Point, ...] | None] = []
        boxes: list[tuple[int, int, int, int]] = []
        for glyph, x, y in glyphs:
            own: tuple[Any, ...] = self.of_glyph(glyph).points
            points += [one and (one[0] + x, one[1] + y) for one in own]
            if found := self.extents(glyph):
                left, top, width, height = found
                boxes += [(left + x, top + y, left + x + width, top + y + height)] if width or height else []
        shape = GlyphOutline(advance * self._scale, tuple(points))
        if not boxes:
            return shape, (0, 0, 0, 0)
        lefts, tops, rights, lows = zip(*boxes, strict=True)
        left, top = min(lefts), max(tops)
        return shape, (left, top, max(rights) - left, min(lows) - top)

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


def furthest_reach(program: bytes, most: int) -> float | None:
    """How far any glyph of a font reaches from its origin, in em; None of one that has more than `most`."""
    face = hb.Face(hb.Blob(program))
    if face.glyph_count > most:
        return None
    font, pen = hb.Font(face), _Pen()
    for glyph in range(face.glyph_count):
        font.draw_glyph_with_pen(glyph, pen)
    points: list[Any] = [point for point in pen.points if point is not None]
    furthest = max([abs(number) for point in points for number in point], default=0)
    return max(float(furthest / face.upem), 1.0)
