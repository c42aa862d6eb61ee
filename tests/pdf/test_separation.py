"""Pictures of pixels in the inks of a press."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf
from PIL import Image

from posterbook.assets import assets_folder
from posterbook.pdf.separation import separate_pictures

PRESS = (assets_folder() / "icc" / "FOGRA39.icc").read_bytes()
SRGB = (assets_folder() / "icc" / "sRGB.icc").read_bytes()
WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (200, 30, 40)


@pytest.fixture
def pdf():
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        yield pdf


def put(pdf, data, space, filters=None, size=(3, 1)):
    facts = {"Type": Name.XObject, "Subtype": Name.Image, "BitsPerComponent": 8, "ColorSpace": space}
    picture = pdf.make_stream(data, **facts, Width=size[0], Height=size[1])
    if filters:
        picture.write(data, filter=filters)
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P1=picture))
    separate_pictures(pdf, PRESS)
    return pdf.pages[0].obj.Resources.XObject.P1


def percent(data):
    return [[round(byte / 2.55) for byte in data[at : at + 4]] for at in range(0, len(data), 4)]


def test_colours_become_inks_white_none_and_black_less_than_300_percent(pdf):
    picture = put(pdf, bytes([*WHITE, *BLACK, *RED]), Name.DeviceRGB)
    assert picture.ColorSpace == Name.DeviceCMYK
    white, black, red = percent(picture.read_bytes())
    assert white == [0, 0, 0, 0]
    assert black[3] > 90
    assert sum(black) < 300
    assert red[1] > 80
    assert red[2] > 60
    assert red[0] < 30


def test_colours_by_an_rgb_profile_become_inks_too(pdf):
    profile = pdf.make_stream(SRGB, N=3)
    picture = put(pdf, bytes([*WHITE, *BLACK, *RED]), Array([Name.ICCBased, profile]))
    assert picture.ColorSpace == Name.DeviceCMYK
    assert len(picture.read_bytes()) == 12


def test_of_a_picture_with_a_palette_only_the_palette_changes(pdf):
    space = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(bytes([*WHITE, *RED]))])
    picture = put(pdf, bytes([0, 1, 0]), space)
    assert picture.read_bytes() == bytes([0, 1, 0])
    assert (picture.ColorSpace[0], picture.ColorSpace[1]) == ("/Indexed", "/DeviceCMYK")
    assert percent(picture.ColorSpace[3].read_bytes())[0] == [0, 0, 0, 0]
    assert len(picture.ColorSpace[3].read_bytes()) == 8


def test_greys_stay_black_ink_alone(pdf):
    picture = put(pdf, bytes([0, 128, 255]), Name.DeviceGray)
    assert picture.ColorSpace == Name.DeviceGray
    assert picture.read_bytes() == bytes([0, 128, 255])


def test_a_photograph_stays_a_jpeg_and_shows_the_same_colours(pdf):
    file = BytesIO()
    Image.new("RGB", (16, 16), RED).save(file, "JPEG", quality=95)
    picture = put(pdf, file.getvalue(), Name.DeviceRGB, Name.DCTDecode, (16, 16))
    assert picture.Filter == Name.DCTDecode
    assert picture.ColorSpace == Name.DeviceCMYK
    # 255 is no ink, as Adobe's programs write it: the PDF has to say so
    assert [int(n) for n in picture.Decode] == [1, 0] * 4
    inks = [round(n / 2.55) for n in Image.open(BytesIO(picture.read_raw_bytes())).getpixel((8, 8))]
    assert inks[1] > 80
    assert inks[0] < 30


def test_a_file_without_pictures_needs_no_colour_engine(pdf):
    pdf.pages[0].obj.Resources = pikepdf.Dictionary()
    separate_pictures(pdf, b"no profile at all")
