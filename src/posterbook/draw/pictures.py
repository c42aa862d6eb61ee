"""Makes the pictures of an edition, each of them once, for pages to paint in a square of 1 by 1.

Pixels are grey or sRGB, whatever the edition; paths take the edition's own colours.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from posterbook.content.model import Picture
from posterbook.content.raster import samples
from posterbook.content.vector_paths import Paint, Pen, Step, VectorPath
from posterbook.design.geometry import MM
from posterbook.design.theme import Colour
from posterbook.draw.content import picture_key
from posterbook.draw.numbers import decimal, fill_colour, stroke_colour
from posterbook.forms.drawn import INSERTED, PagePicture, PathPicture, PixelPicture
from posterbook.forms.edition import Edition, Space
from posterbook.forms.page import Image, Page
from posterbook.values import dataclass

INCH = 25.4 * MM
WHITE = (1.0, 1.0, 1.0)
BLACK = Colour((0.1, 0.1, 0.1), (0, 0, 0, 1))
MOST_INK = 2.45
"""The most that paper takes of the four inks together, each 1 where it is full: more does not dry."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of the booklet and the largest size in points at which a page shows it."""

    picture: Picture
    black: bool
    width: float
    height: float


def pictures_of(pages: Iterable[Page]) -> dict[Hashable, ShownPicture]:
    """The pictures of the pages in paint order, each once."""
    found: dict[Hashable, ShownPicture] = {}
    for image in (item for page in pages for item in page.items if isinstance(item, Image)):
        key, box = picture_key(image), image.box
        known = found.get(key, ShownPicture(image.picture, image.black, 0, 0))
        largest = max(known.width, box.width), max(known.height, box.height)
        found[key] = ShownPicture(known.picture, image.black, *largest)
    return found


def pictures_and_names(
    pages: Iterable[Page], edition: Edition
) -> tuple[tuple[PixelPicture | PathPicture | PagePicture, ...], dict[Hashable, str]]:
    """All pictures of the pages, and the name of each by its key."""
    pictures: list[PixelPicture | PathPicture | PagePicture] = []
    names: dict[Hashable, str] = {}
    for number, (key, one) in enumerate(pictures_of(pages).items(), 1):
        name = names[key] = f"{INSERTED if one.picture.inserted else 'P'}{number}"
        if one.picture.inserted:
            pictures.append(PagePicture(name, one.picture.inserted))
        elif one.picture.shapes:
            pictures.append(_path_picture(name, one, edition.space))
        else:
            pixels = samples(one.picture, _pixel_limit(one, edition), grey=one.black)
            pictures.append(PixelPicture(name, pixels))
    return tuple(pictures), names


def _pixel_limit(one: ShownPicture, edition: Edition) -> tuple[float, float] | None:
    """The most pixels that the edition wants, across and down as they are stored."""
    picture = one.picture
    if not edition.most_ppi or picture.width / one.width * INCH <= edition.most_ppi:
        return None
    size = one.width / INCH * edition.kept_ppi, one.height / INCH * edition.kept_ppi
    return size if picture.orientation < 5 else (size[1], size[0])


def _path_picture(name: str, one: ShownPicture, space: Space) -> PathPicture:
    """The picture's paths as operators in the edition's colours."""
    picture = one.picture
    states: dict[tuple[float, float], str] = {}
    code = [
        line
        for shape in picture.shapes
        for line in _path_operators(_in_black(shape) if one.black else shape, space, states)
    ]
    operators = "\n".join(code).encode("ascii")
    opacities = tuple((state, filled, drawn) for (filled, drawn), state in states.items())
    return PathPicture(name, picture.width, picture.height, operators, opacities)


def _in_black(shape: VectorPath) -> VectorPath:
    """A shape in black, where it is not white."""

    def blacken(paint: Paint) -> Paint:
        return paint if paint.rgb == WHITE else Paint(BLACK.rgb, paint.opacity)

    pen = shape.pen
    return VectorPath(
        shape.steps,
        shape.fill and blacken(shape.fill),
        pen and Pen(blacken(pen.paint), pen.width, pen.cap, pen.join, pen.miter, pen.dash, pen.offset),
        shape.even_odd,
        shape.clips,
    )


def _path_operators(shape: VectorPath, space: Space, states: dict[tuple[float, float], str]) -> list[str]:
    code = ["q", *(line for clip in shape.clips for line in (*_step_operators(clip), "W n"))]
    opacity = shape.fill.opacity if shape.fill else 1, shape.pen.paint.opacity if shape.pen else 1
    if opacity != (1, 1):
        code.append(f"/{states.setdefault(opacity, f'S{len(states) + 1}')} gs")
    if shape.fill:
        code.append(fill_colour(_colour(shape.fill), space))
    if shape.pen:
        code += _pen_operators(shape.pen, space)
    painting = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    star = "*" if shape.fill and shape.even_odd else ""
    return [*code, *_step_operators(shape.steps), painting[bool(shape.fill), bool(shape.pen)] + star, "Q"]


def _pen_operators(pen: Pen, space: Space) -> list[str]:
    code = [
        stroke_colour(_colour(pen.paint), space),
        f"{decimal(pen.width)} w {pen.cap} J {pen.join} j {decimal(max(pen.miter, 1))} M",
    ]
    if pen.dash:
        code.append(f"[{' '.join(map(decimal, pen.dash))}] {decimal(pen.offset)} d")
    return code


def _step_operators(steps: Iterable[Step]) -> list[str]:
    return [_step_operator(step) for step in steps]


def _step_operator(step: Step) -> str:
    match step:
        case ():
            return "h"
        case (x, y):
            return f"{decimal(x)} {decimal(y)} m"
        case (_, x, y):
            return f"{decimal(x)} {decimal(y)} l"
    return f"{' '.join(map(decimal, step))} c"


def _colour(paint: Paint) -> Colour:
    """A picture's colour in both spaces; what is grey is black ink alone."""
    black = 1 - max(paint.rgb)
    light = 1 - black
    if paint.rgb == BLACK.rgb:
        return BLACK
    inks = [(light - part) / light if light else 0.0 for part in paint.rgb]
    less = min(1.0, (MOST_INK - black) / (sum(inks) or 1))
    cyan, magenta, yellow = (ink * less for ink in inks)
    return Colour(paint.rgb, (cyan, magenta, yellow, black))
