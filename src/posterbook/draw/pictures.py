"""Puts pictures into the file, each of them once, as a stream that pages paint in a square of 1 by 1.

Pixels are sRGB, in CMYK editions by its profile until they are separated; paths take the edition's own
colours.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream

from posterbook.assets import assets_folder
from posterbook.content.model import Picture
from posterbook.content.raster import Samples, samples
from posterbook.content.vector_paths import Paint, Pen, Step, VectorPath
from posterbook.design.geometry import MM
from posterbook.design.theme import Colour
from posterbook.draw.content import picture_key
from posterbook.draw.numbers import decimal, fill_colour, stroke_colour
from posterbook.forms.edition import Edition, Space
from posterbook.forms.page import Image, Page
from posterbook.values import dataclass

INCH = 25.4 * MM
WHITE = (1.0, 1.0, 1.0)
BLACK = Colour((0.1, 0.1, 0.1), (0, 0, 0, 1))
PROFILE = "sRGB.icc"
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


def embed_pictures(
    document: PDFDocument, pages: Sequence[Page], edition: Edition
) -> tuple[PDFDictionary | None, dict[Hashable, str]]:
    """The resources for all pictures, None without any, and the name of each."""
    names: dict[Hashable, str] = {}
    entries = {}
    found = pictures_of(pages)
    rgb = _rgb_space(document, edition.space) if any(one.picture.content for one in found.values()) else None
    for number, (key, one) in enumerate(found.items(), 1):
        names[key] = f"P{number}"
        stream = (
            _vector_stream(one, edition.space) if one.picture.shapes else _raster_stream(one, edition, rgb)
        )
        entries[names[key]] = document.Reference(stream, f"Picture:{number}")
    return (PDFDictionary(entries) if entries else None), names


def _raster_stream(one: ShownPicture, edition: Edition, rgb: object) -> PDFStream:
    found = samples(one.picture, _pixel_limit(one, edition), grey=one.black)
    facts = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": found.width,
        "Height": found.height,
        "BitsPerComponent": found.bits,
        "ColorSpace": _colour_space(found, rgb),
        "Filter": "/DCTDecode" if found.jpeg else "/FlateDecode",
    }
    if not found.jpeg:
        facts["DecodeParms"] = PDFDictionary(
            {
                "Predictor": 15,
                "Colors": found.channels,
                "BitsPerComponent": found.bits,
                "Columns": found.width,
            }
        )
    return PDFStream(PDFDictionary(facts), found.data)


def _pixel_limit(one: ShownPicture, edition: Edition) -> tuple[float, float] | None:
    """The most pixels that the edition wants, across and down as they are stored."""
    picture = one.picture
    if not edition.most_ppi or picture.width / one.width * INCH <= edition.most_ppi:
        return None
    size = one.width / INCH * edition.kept_ppi, one.height / INCH * edition.kept_ppi
    return size if picture.orientation < 5 else (size[1], size[0])


def _colour_space(found: Samples, rgb: object) -> object:
    if found.palette:
        colours = len(found.palette) // 3
        return PDFArray([PDFName("Indexed"), rgb, colours - 1, f"<{found.palette[: 3 * colours].hex()}>"])
    return PDFName("DeviceGray") if found.channels == 1 else rgb


def _rgb_space(document: PDFDocument, space: Space) -> object:
    if space is Space.RGB:
        return PDFName("DeviceRGB")
    profile = PDFStream(PDFDictionary({"N": 3}), (assets_folder() / "icc" / PROFILE).read_bytes())
    return PDFArray([PDFName("ICCBased"), document.Reference(profile, "Profile:sRGB")])


def _vector_stream(one: ShownPicture, space: Space) -> PDFStream:
    """The picture's paths as a form of 1 by 1."""
    picture = one.picture
    states: dict[tuple[float, float], str] = {}
    code = [
        line
        for shape in picture.shapes
        for line in _path_operators(_in_black(shape) if one.black else shape, space, states)
    ]
    matrix = PDFArray([decimal(n, 9) for n in (1 / picture.width, 0, 0, -1 / picture.height, 0, 1)])
    resources = {
        name: PDFDictionary({"Type": "/ExtGState", "ca": filled, "CA": drawn})
        for (filled, drawn), name in states.items()
    }
    facts = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": PDFArray([0, 0, decimal(picture.width), decimal(picture.height)]),
        "Matrix": matrix,
        "Resources": PDFDictionary({"ExtGState": PDFDictionary(resources)} if resources else {}),
    }
    return PDFStream(PDFDictionary(facts), "\n".join(code))


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
