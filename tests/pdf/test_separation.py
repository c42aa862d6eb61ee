"""Pictures of pixels in the inks of a press."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from tests.drawn_pictures import steps, stored

from posterbook.assets import assets_folder
from posterbook.content.raster import Samples, read_raster, samples
from posterbook.errors import AssetError
from posterbook.forms.drawn import PathPicture, PixelPicture
from posterbook.pdf.resources import write_picture
from posterbook.pdf.separation import separate_pictures
from posterbook.pdf.writer import PdfWriter

PRESS = (assets_folder() / "icc" / "FOGRA39.icc").read_bytes()
WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (200, 30, 40)


def row(*colours):
    """A picture of one row of pixels, as a PNG has it."""
    return Samples(len(colours), 1, 8, 3, zlib.compress(bytes([0, *sum(colours, ())])))


def in_inks(given):
    (found,) = separate_pictures([PixelPicture("P1", given)], PRESS)
    return found.samples


def pixels(given):
    """The pixels of a picture as a reader of the file finds them, and its colour space."""
    file = PdfWriter("1.7")
    picture = write_picture(file, PixelPicture("P1", given))
    with pikepdf.open(
        BytesIO(file.end(file.add(b"<< /Type /Catalog /Pages << /Count 0 /Kids [] >> >>")))
    ) as pdf:
        found = pdf.get_object(int(picture.split()[0]), 0)
        return found.read_bytes(), found.ColorSpace


def percent(data):
    return [[round(byte / 2.55) for byte in data[at : at + 4]] for at in range(0, len(data), 4)]


def test_colours_become_inks_white_none_and_black_less_than_300_percent():
    data, space = pixels(in_inks(row(WHITE, BLACK, RED)))
    assert space == "/DeviceCMYK"
    white, black, red = percent(data)
    assert white == [0, 0, 0, 0]
    assert black[3] > 90
    assert sum(black) < 300
    assert red[1] > 80
    assert red[2] > 60
    assert red[0] < 30


def test_a_picture_of_sixteen_bits_is_separated_too():
    deep = Samples(1, 1, 16, 3, zlib.compress(bytes([0, *(part for one in RED for part in (one, one))])))
    found = in_inks(deep)
    assert (found.bits, found.channels) == (8, 4)
    assert pixels(found) == pixels(in_inks(row(RED)))


def test_rows_of_a_png_keep_their_order_and_their_place():
    picture = samples(read_raster("a.png", stored(steps(8, 4))))
    data, _ = pixels(in_inks(picture))
    assert len(data) == 8 * 4 * 4
    corners = [percent(data)[at] for at in (0, 7, 24, 31)]
    assert corners[3] == [0, 0, 0, 0]
    assert [max(range(4), key=corner.__getitem__) for corner in corners[1:3]] == [2, 0]  # green, blue


def test_of_a_picture_with_a_palette_only_the_palette_changes():
    given = Samples(3, 1, 8, 1, zlib.compress(bytes([0, 0, 1, 0])), bytes([*WHITE, *RED]))
    found = in_inks(given)
    assert found.data == given.data
    data, space = pixels(found)
    assert data == bytes([0, 1, 0])
    assert (space[0], space[1], space[2]) == ("/Indexed", "/DeviceCMYK", 1)
    assert percent(bytes(space[3]))[0] == [0, 0, 0, 0]
    assert len(bytes(space[3])) == 8


def test_greys_stay_black_ink_alone():
    grey = Samples(3, 1, 8, 1, zlib.compress(bytes([0, 0, 128, 255])))
    assert in_inks(grey) == grey
    assert pixels(grey) == (bytes([0, 128, 255]), "/DeviceGray")


def test_a_photograph_stays_a_jpeg_and_shows_the_same_colours():
    file = BytesIO()
    Image.new("RGB", (16, 16), RED).save(file, "JPEG", quality=95)
    found = in_inks(samples(read_raster("a.jpg", file.getvalue())))
    assert found.jpeg
    inks = [round(n / 2.55) for n in Image.open(BytesIO(found.data)).getpixel((8, 8))]
    assert inks[1] > 80
    assert inks[0] < 30


def test_a_photograph_in_inks_says_that_255_is_none():
    found = in_inks(samples(read_raster("a.jpg", stored(steps(), "JPEG"))))
    file = PdfWriter("1.7")
    write_picture(file, PixelPicture("P1", found))
    written = file.end(b"1 0 R")
    assert b"/Filter /DCTDecode /Decode [ 1 0 1 0 1 0 1 0 ]" in written


def test_a_file_without_coloured_pixels_needs_no_colour_engine():
    grey = PixelPicture("P1", Samples(1, 1, 8, 1, zlib.compress(bytes(2))))
    pictures = (grey, PathPicture("P2", 1, 1, b"", ()))
    assert separate_pictures(pictures, b"no profile at all") == pictures


def test_a_press_without_a_way_from_colours_to_inks_is_an_error_of_the_profile():
    torn = PRESS[:132] + bytes(1000) + PRESS[1132:]
    with pytest.raises(AssetError) as refused:
        separate_pictures([PixelPicture("P1", row(RED))], torn)
    assert refused.value.problems[0].code == "profile-unusable"
