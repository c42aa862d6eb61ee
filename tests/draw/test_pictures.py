"""Pictures in the file: each once, turned as it is to be held, in the colours of the edition."""

from dataclasses import replace
from io import BytesIO
from itertools import product

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow
from PIL import ImageOps
from tests.drawn_pictures import steps, stored, svg

from posterbook.design.geometry import Box, Side
from posterbook.design.theme import Colour
from posterbook.draw import draw
from posterbook.draw.content import module_rectangles
from posterbook.forms.edition import edition
from posterbook.forms.element import Element, Role
from posterbook.forms.page import Image, Page, QrCode
from posterbook.loading.files.pictures_and_fonts import picture

INK = Colour((0.1, 0.1, 0.1), (0, 0, 0, 1))
SCREEN, PRINT = edition("screen"), edition("print")


def image(content, box=None, *, black=False):
    found = picture("a", content)
    box = box or Box(20, 40, found.width * 2, found.height * 2)
    return Image(box, found, Element(Role.FIGURE, alt="An A"), black)


def page(*items):
    return Page(1, "1", Side.SINGLE, "posters", 200, 240, items)


@pytest.fixture
def drawn(file_of):
    """The file of one page with these items."""
    return lambda *items, row=SCREEN: file_of([page(*items)], row)


def content(stream):
    """The operators of a form; the data of an image as they are stored."""
    return stream.read_bytes() if stream.Subtype == "/Form" else stream.read_raw_bytes()


def objects(file):
    with pikepdf.open(BytesIO(file)) as pdf:
        names = pdf.pages[0].obj.Resources.get("/XObject", {})
        return {name: (dict(found.stream_dict.items()), content(found)) for name, found in names.items()}


def seen(file, scale=1):
    return pypdfium2.PdfDocument(file)[0].render(scale=scale).to_pil().convert("RGB")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_stands_upright_in_its_box(drawn, orientation, form):
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    content = stored(steps(), form, exif=exif)
    upright = ImageOps.exif_transpose(Pillow.open(BytesIO(content))).convert("RGB")
    page = seen(drawn(image(content)))
    for x in (0.25, 0.75):
        for y in (0.25, 0.75):
            wanted = upright.getpixel((int(upright.width * x), int(upright.height * y)))
            found = page.getpixel((20 + int(upright.width * 2 * x), 40 + int(upright.height * 2 * y)))
            assert max(abs(one - other) for one, other in zip(wanted, found, strict=True)) < 12


@pytest.mark.parametrize(
    ("row", "mode"),
    [*product([SCREEN, PRINT], ["L", "1", "LA", "I;16"]), (SCREEN, "P")],
    ids=lambda one: getattr(one, "name", one),
)
def test_pictures_of_every_kind_show_their_colours(drawn, row, mode):
    plain = steps().quantize(4, dither=Pillow.Dither.NONE).convert("RGB") if mode == "P" else steps()
    dots = {"I;16": Pillow.new("I;16", (64, 32), 40_000), "1": plain.convert("1", dither=Pillow.Dither.NONE)}
    picture = dots.get(mode) or plain.convert(mode)
    wanted = (156,) * 3 if mode == "I;16" else picture.convert("RGB").getpixel((40, 8))
    found = seen(drawn(image(stored(picture)), row=row)).getpixel((20 + 80, 40 + 16))
    assert max(abs(one - other) for one, other in zip(wanted, found, strict=True)) < 3


def test_a_picture_shown_twice_is_in_the_file_once(drawn):
    one, other = image(stored(steps())), image(stored(steps()), Box(20, 140, 64, 32))
    assert len(objects(drawn(one, other, image(stored(steps(), "JPEG"))))) == 2


def test_a_jpeg_goes_in_as_it_is(drawn):
    content = stored(steps(), "JPEG")
    ((facts, raw),) = objects(drawn(image(content))).values()
    assert facts["/Filter"] == "/DCTDecode"
    assert raw[-200:] == content[-200:]


def test_more_pixels_than_a_screen_shows_become_fewer_and_print_keeps_them(drawn):
    large, box = stored(steps(640, 320)), Box(20, 40, 72, 36)
    ((on_screen, _),) = objects(drawn(image(large, box))).values()
    ((in_print, _),) = objects(drawn(image(large, box), row=PRINT)).values()
    assert (on_screen["/Width"], on_screen["/Height"]) == (300, 150)
    assert (in_print["/Width"], in_print["/Height"]) == (640, 320)


def test_the_largest_size_decides_how_many_pixels_are_kept(drawn):
    large = stored(steps(640, 320))
    small, wide = image(large, Box(20, 40, 72, 36)), image(large, Box(20, 100, 144, 72))
    ((facts, _),) = objects(drawn(small, wide)).values()
    assert facts["/Width"] == 640


def test_print_has_no_colours_but_those_of_ink(drawn):
    drawing = drawn(image(stored(steps())), image(stored(steps(), "JPEG")), image(svg()), row=PRINT)
    found = objects(drawing)
    spaces = [facts["/ColorSpace"] for facts, _ in found.values() if "/ColorSpace" in facts]
    assert spaces == ["/DeviceCMYK", "/DeviceCMYK"]
    (form,) = (raw for facts, raw in found.values() if facts["/Subtype"] == "/Form")
    assert b"0 1 1 0 k" in form
    assert b"rg" not in form


def test_a_drawing_stays_a_drawing(drawn):
    drawing = drawn(image(svg(), Box(20, 40, 100, 50)))
    ((facts, raw),) = objects(drawing).values()
    assert facts["/Subtype"] == "/Form"
    assert raw.split() == b"q 1 0 0 rg 0 0 m 50 0 l 50 50 l 0 50 l h f Q".split()
    page = seen(drawing)
    assert page.getpixel((45, 65)) == (255, 0, 0)
    assert page.getpixel((95, 65)) == (255, 255, 255)


def test_what_shines_through_has_its_own_graphics_state(drawn):
    half = svg('<path d="M0 0h100v50H0z" fill="#000" fill-opacity=".5"/>')
    assert seen(drawn(image(half, Box(20, 40, 100, 50)))).getpixel((60, 60))[0] in range(125, 131)


def test_a_black_mark_is_black_wherever_it_is_not_white(drawn):
    two = svg('<path d="M0 0h50v50H0z" fill="#f00"/><path d="M0 0h10v10H0z" fill="#fff"/>')
    ((_, raw),) = objects(drawn(image(two, black=True), row=PRINT)).values()
    assert raw.count(b"0 0 0 1 k") == 1
    assert raw.count(b"0 0 0 0 k") == 1


def test_a_picture_is_marked_as_its_element(fonts):
    figure = image(stored(steps()))
    assert [mark.element for mark in draw([page(figure)], SCREEN, fonts).marks] == [figure.meaning]


def test_the_same_pictures_give_the_same_bytes(drawn):
    items = image(stored(steps(mode="RGBA"))), image(stored(steps(), "JPEG")), image(svg())
    assert drawn(*items) == drawn(*items)


def test_every_dark_module_is_covered_once():
    rows = ("1101", "1101", "0010", "1111")
    covered = [
        (x + dx, y)
        for x, width, start, end in module_rectangles(rows)
        for dx in range(width)
        for y in range(start, end)
    ]
    assert sorted(covered) == sorted(
        (x, y) for y, row in enumerate(rows) for x, one in enumerate(row) if one == "1"
    )


def test_a_code_is_one_path_of_ink_in_its_box(drawn):
    rows = ("101", "010", "111")
    code = QrCode(Box(20, 40, 60, 60), rows, INK, Element(Role.FIGURE, alt="QR code"))
    page = seen(drawn(code))
    dark = tuple(
        "".join("1" if page.getpixel((30 + 20 * x, 50 + 20 * y))[0] < 99 else "0" for x in range(3))
        for y in range(3)
    )
    assert dark == rows
    assert page.getpixel((19, 39)) == page.getpixel((81, 101)) == (255, 255, 255)
    with pikepdf.open(BytesIO(drawn(code))) as pdf:
        operators = [str(step.operator) for step in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators.count("f") == 1


def test_an_edition_that_says_nothing_of_pixels_takes_them_all(drawn):
    row = replace(SCREEN, most_ppi=0)
    ((facts, _),) = objects(drawn(image(stored(steps(640, 320)), Box(20, 40, 72, 36)), row=row)).values()
    assert facts["/Width"] == 640
