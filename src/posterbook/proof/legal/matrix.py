"""Transformation matrices as a content stream writes them: six numbers (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import TypeAlias

from posterbook.design.geometry import Box

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The matrix that changes nothing."""


def after(first: Matrix, then: Matrix) -> Matrix:
    """One matrix for two: `first` is applied first."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to stand."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def back(matrix: Matrix) -> Matrix:
    """The matrix that undoes this one; raises ZeroDivisionError if none can."""
    a, b, c, d, e, f = matrix
    whole = a * d - b * c
    return d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole


def scale(matrix: Matrix) -> float:
    """By how much it makes things wider."""
    return hypot(matrix[0], matrix[1])


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box that holds the points; its y grows upwards, as theirs does."""
    found = list(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def transform_box(matrix: Matrix, corners: Sequence[float]) -> Box:
    """The box around a rectangle, given by two corners, once it has been moved."""
    x0, y0, x1, y1 = corners
    return around(point(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
