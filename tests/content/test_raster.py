"""What a picture of pixels says of itself, and what of it goes into a PDF."""

from io import BytesIO
from time import perf_counter
from zlib import compress

import pytest
from PIL import Image, ImageCms
from tests.drawn_pictures import chunk, huge_png, steps, stored

from posterbook.content.model import PictureKind
from posterbook.content.raster import UnusableError, read_raster, samples


def read(content):
    return read_raster("images/a", content)


def pixels(found):
    """What a viewer makes of samples, through a PNG of our own around them, or the JPEG as it is."""
    if found.jpeg:
        return Image.open(BytesIO(found.data))
    coding = 3 if found.palette else {1: 0, 3: 2}[found.channels]
    header = found.width.to_bytes(4) + found.height.to_bytes(4) + bytes([found.bits, coding, 0, 0, 0])
    parts = [chunk(b"IHDR", header), *([chunk(b"PLTE", found.palette)] if found.palette else [])]
    return Image.open(
        BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join([*parts, chunk(b"IDAT", found.data), chunk(b"IEND", b"")]))
    )


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "I;16"])
def test_a_png_goes_in_as_it_is_compressed_and_loses_nothing(mode):
    image = Image.new("I;16", (64, 32), 12345) if mode == "I;16" else steps(mode=mode)
    content = stored(image)
    found = samples(read(content))
    assert found.data in content
    assert pixels(found).convert("RGB").tobytes() == Image.open(BytesIO(content)).convert("RGB").tobytes()
    assert found.bits == {"1": 1, "I;16": 16, "P": found.bits}.get(mode, 8)


def test_an_interlaced_png_is_written_anew_with_the_same_pixels():
    # Pillow writes none: this is a 1 by 1 picture in Adam7, whose only pass is the first
    header = (1).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 1])
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", compress(b"\0\x10\x20\x30")) + chunk(b"IEND", b"")
    found = samples(read(b"\x89PNG\r\n\x1a\n" + parts))
    assert pixels(found).convert("RGB").getpixel((0, 0)) == (16, 32, 48)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_shows_white_paper(mode):
    image = steps().convert("RGBA")
    image.putpixel((0, 0), (200, 0, 0, 0))
    image.putpixel((1, 0), (0, 0, 0, 128))
    options = {"transparency": 0} if mode == "P" else {}
    picture = image.convert("L").convert("P") if mode == "P" else image.convert(mode)
    found = samples(read(stored(picture, **options)))
    if mode != "P":
        shown = pixels(found).convert("RGB")
        assert shown.getpixel((0, 0)) == (255, 255, 255)
        assert abs(shown.getpixel((1, 0))[0] - 127) <= 1
    assert found.channels == (1 if mode == "LA" else 3)
    assert not found.palette


def test_a_jpeg_stays_as_it_is_coded_without_the_place_and_camera_it_tells():
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    content = stored(steps(), "JPEG", exif=exif, comment=b"secret comment")
    found = samples(read(content))
    assert found.jpeg
    assert b"ecret" in content
    assert b"ecret" not in found.data
    assert pixels(found).tobytes() == Image.open(BytesIO(content)).tobytes()


def test_what_is_behind_the_end_of_a_jpeg_stays_out():
    content = stored(steps(), "JPEG", progressive=True)
    found = samples(read(content + b"a secret picture\xff\xd9"))
    assert b"secret" not in found.data
    assert found.data == samples(read(content)).data


def test_a_png_without_its_end_is_written_anew_if_all_of_it_is_there():
    content = stored(Image.effect_noise((50, 50), 90).convert("RGB"))
    for cut in range(1, 30):
        try:
            picture = read(content[:-cut])
        except UnusableError:
            continue
        assert pixels(samples(picture)).tobytes() == Image.open(BytesIO(content)).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_knows_how_it_is_to_be_held(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read(stored(steps(), "JPEG", exif=exif))
    assert picture.orientation == orientation
    assert (picture.width, picture.height) == ((64, 32) if orientation < 5 else (32, 64))


def test_an_orientation_that_does_not_exist_is_none():
    exif = Image.Exif()
    exif[0x0112] = 99
    assert read(stored(steps(), "JPEG", exif=exif)).orientation == 1


def test_cmyk_becomes_rgb():
    found = samples(read(stored(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")))
    red, green, blue = pixels(found).getpixel((4, 4))
    assert red > 200
    assert max(green, blue) < 60


def profile_with_red_and_blue_changed_over():
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    turned = plain.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    return turned.replace(b"s\0R\0G\0B", b"x\0R\0G\0B").replace(b"sRGB", b"xRGB")


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_colours_of_another_rgb_are_turned_into_srgb_by_their_profile(form):
    made = pixels(samples(read(stored(steps(), form, icc_profile=profile_with_red_and_blue_changed_over()))))
    red, green, blue = made.getpixel((2, 2))
    assert blue > 150
    assert max(red, green) < 80


def test_a_profile_that_does_not_fit_is_left_aside():
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert pixels(samples(read(stored(steps(), icc_profile=own)))).tobytes() == steps().tobytes()


def test_a_picture_in_grey_for_black_ink():
    found = samples(read(stored(steps())), grey=True)
    assert found.channels == 1
    assert pixels(found).getpixel((0, 0)) == steps(mode="L").getpixel((0, 0))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_too_many_pixels_become_fewer(form):
    found = samples(read(stored(steps(), form)), (16, 8))
    assert (found.width, found.height) == (16, 8)
    assert pixels(found).size == (16, 8)


def test_the_same_picture_gives_the_same_samples():
    content = stored(steps(mode="RGBA"))
    assert samples(read(content)) == samples(read(content))


def test_a_header_that_claims_too_many_pixels_is_refused_before_anything_is_decoded():
    start = perf_counter()
    with pytest.raises(UnusableError, match="100,000 × 100,000 pixels, more than 50 million"):
        read(huge_png())
    assert perf_counter() - start < 0.5


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.7, 0.97])
def test_a_picture_cut_short_is_refused(form, part):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    content = stored(noise, form)
    with pytest.raises(UnusableError, match="damaged"):
        read(content[: int(len(content) * part)])


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_with_wrong_bytes_is_refused_or_read_but_raises_nothing_else(form):
    content = stored(steps(), form)
    for at in range(2, len(content), max(1, len(content) // 150)):
        damaged = content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 :]
        try:
            picture = read(damaged)
        except UnusableError:
            continue
        assert picture.kind is PictureKind[form]


def test_a_png_whose_palette_is_missing_is_refused():
    content = stored(steps(mode="P"))
    at = content.index(b"PLTE")
    size = int.from_bytes(content[at - 4 : at], "big")
    with pytest.raises(UnusableError, match="damaged"):
        read_raster("a.png", content[: at - 4] + content[at + size + 8 :])


def test_an_animated_png_is_refused():
    content = stored(steps(), save_all=True, append_images=[steps(mode="L").convert("RGB")])
    with pytest.raises(UnusableError, match="animated"):
        read(content)


def test_a_png_with_fewer_pixels_than_its_header_claims_is_refused():
    with pytest.raises(UnusableError):
        read(huge_png(100, 100))
