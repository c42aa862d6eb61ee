"""An SVG to paths and colours; svgelements has its home here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from posterbook.content.model import Picture, PictureKind
from posterbook.content.raster import UnusableError
from posterbook.content.vector_paths import Paint, Pen, Step, VectorPath
from posterbook.loading.files.svg_checks import ANEW, FARTHEST, check_svg

REFERRING: Final = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
CAPS: Final = {"butt": 0, "round": 1, "square": 2}
JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}

Clips = tuple[tuple[Step, ...], ...]
Part = Any  # svgelements has no types


def read_svg(file: str, content: bytes) -> Picture:
    """The picture in the bytes of an SVG file; raises UnusableError for what it cannot become."""
    width, height = check_svg(content)
    import svgelements  # noqa: PLC0415 - few booklets have an SVG

    try:
        root = _parse(svgelements, content, width, height)
        shapes = tuple(_Walker(svgelements, root).shapes(root, (), 1))
    except (SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnusableError("is a damaged SVG file", ANEW) from None
    if not shapes:
        raise UnusableError("shows nothing")
    return Picture(file, PictureKind.SVG, float(root.width), float(root.height), shapes=shapes)


def _parse(svg: Any, content: bytes, width: float, height: float) -> Part:  # noqa: ANN401 - the module
    """The drawing in its own size; from one side follows the other, from none that of its units."""
    root = svg.SVG.parse(BytesIO(content), reify=True, width=width, height=height)
    own = root.values.get("attributes", {})
    sides = [side for side in ("width", "height") if "%" not in str(own.get(side, "%"))]
    if root.viewbox is None or len(sides) != 1:
        return root
    scale = float(root.width) / width if sides == ["width"] else float(root.height) / height
    return svg.SVG.parse(BytesIO(content), reify=True, width=width * scale, height=height * scale)


class _Walker:
    """A walk through the drawing in paint order, with what clips and fades the part that it is in."""

    __slots__ = ("_root", "_svg")

    def __init__(self, svg: Any, root: Part) -> None:  # noqa: ANN401 - the module
        self._svg, self._root = svg, root

    def shapes(self, part: Part, clips: Clips, opacity: float) -> Iterator[VectorPath]:
        """The shapes of a part that are seen."""
        own = part.values.get("attributes", {})
        opacity *= _number(own.get("opacity"), 1)
        clips += self._clips(part, own)
        if isinstance(part, self._svg.Shape):
            shape = self._shape(part, clips, opacity)
            if shape:
                yield shape
        elif isinstance(part, self._svg.SVG | self._svg.Group | self._svg.Use):
            for inner in part:
                yield from self.shapes(inner, clips, opacity)

    def _shape(self, part: Part, clips: Clips, opacity: float) -> VectorPath | None:
        if part.values.get("visibility") in {"hidden", "collapse"}:
            return None
        steps = tuple(self._steps(self._svg.Path(part).reify()))
        fill, pen = _paint(part.fill, opacity), _pen(part, opacity)
        if not steps or not (fill or pen):
            return None
        return VectorPath(steps, fill, pen, part.values.get("fill-rule") == "evenodd", clips)

    def _clips(self, part: Part, own: dict[str, Any]) -> Clips:
        """The path that clips a part, brought from where it is defined to where it is used."""
        found = REFERRING.search(str(own.get("clip-path") or ""))
        clip = self._root.get_element_by_id(found[1]) if found else None
        if not isinstance(clip, self._svg.ClipPath):
            return ()
        matrix = self._svg.Matrix
        back = ~matrix(clip.values.get("transform") or "")
        here = matrix(part.values.get("transform") or "")
        paths = (self._svg.Path(shape) * back * here for shape in clip)
        return (tuple(step for path in paths for step in self._steps(path.reify())),)

    def _steps(self, path: Part) -> Iterator[Step]:
        for part in path:
            if isinstance(part, self._svg.Move):
                yield _in_reach(part.end.x, part.end.y)
            elif isinstance(part, self._svg.Close):
                yield ()
            elif isinstance(part, self._svg.Line):
                yield (0, *_in_reach(part.end.x, part.end.y))
            else:
                yield from (_curve(curve) for curve in self._cubics(part))

    def _cubics(self, part: Part) -> list[Part]:
        """A curve as cubic ones, which are all that a PDF knows."""
        if isinstance(part, self._svg.CubicBezier):
            return [part]
        if isinstance(part, self._svg.Arc):
            return list(part.as_cubic_curves())
        start, control, end = part.start, part.control, part.end
        first, second = start + (control - start) * (2 / 3), end + (control - end) * (2 / 3)
        return [self._svg.CubicBezier(start, first, second, end)]


def _curve(curve: Part) -> Step:
    points = curve.control1, curve.control2, curve.end
    return _in_reach(*(n for point in points for n in (point.x, point.y)))


def _in_reach(*numbers: float) -> Step:
    """Coordinates that a PDF can hold, in a ten-thousandth of a unit; raises ValueError for others."""
    if not all(abs(number) < FARTHEST for number in numbers):
        raise ValueError("a coordinate is out of reach")
    return tuple(round(float(number), 4) for number in numbers)


def _paint(colour: Part, opacity: float) -> Paint | None:
    if colour is None or colour.value is None:
        return None
    covers = round(min(float(colour.opacity) * opacity, 1), 4)
    return Paint((colour.red / 255, colour.green / 255, colour.blue / 255), covers) if covers > 0 else None


def _pen(part: Part, opacity: float) -> Pen | None:
    paint, width, values = _paint(part.stroke, opacity), float(part.implicit_stroke_width or 0), part.values
    if paint is None or not 0 < width < FARTHEST:
        return None
    scale = width / (_number(values.get("stroke-width"), 1) or 1)
    dash = tuple(
        abs(float(one)) * scale for one in re.findall(r"[\d.]+", str(values.get("stroke-dasharray") or ""))
    )
    miter, offset = (
        _number(values.get("stroke-miterlimit"), 4),
        _number(values.get("stroke-dashoffset"), 0) * scale,
    )
    if not all(abs(one) < FARTHEST for one in (*dash, miter, offset)):
        raise UnusableError("has a line whose dashes or joints are beyond measure", ANEW)
    return Pen(
        paint,
        width,
        CAPS.get(str(values.get("stroke-linecap")), 0),
        JOINS.get(str(values.get("stroke-linejoin")), 0),
        miter,
        dash if any(dash) else (),
        offset,
    )


def _number(value: object, otherwise: float) -> float:
    """The number that an attribute begins with."""
    found = re.match(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", str(value if value is not None else ""))
    return float(found[0]) if found else otherwise
