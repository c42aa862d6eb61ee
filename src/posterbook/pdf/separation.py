"""Separates pictures: what is in RGB gets the inks that a press's ICC profile has for its colours.

Greys stay as they are. Pillow brings the colour engine; it is imported when the first picture is printed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING

from posterbook.assets import assets_folder
from posterbook.content.raster import Samples
from posterbook.errors import AssetError, error
from posterbook.forms.drawn import PagePicture, PathPicture, PixelPicture

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 92
"""Of a JPEG, which is written anew for its inks."""


def separate_pictures(
    pictures: Sequence[PixelPicture | PathPicture | PagePicture], press: bytes
) -> Sequence[PixelPicture | PathPicture | PagePicture]:
    """The pictures with all pixels in inks; `press` is the ICC profile of the printing condition."""
    if not any(isinstance(one, PixelPicture) and _has_colours(one.samples) for one in pictures):
        return pictures
    separation = Separation(press)
    return [
        PixelPicture(one.resource, _separate(one.samples, separation))
        if isinstance(one, PixelPicture)
        else one
        for one in pictures
    ]


def _has_colours(samples: Samples) -> bool:
    return bool(samples.palette) or samples.channels > 1


def _separate(samples: Samples, separation: Separation) -> Samples:
    """Of a picture with a palette only the palette changes; a photograph stays a JPEG."""
    if not _has_colours(samples):
        return samples
    if samples.palette:
        whole = len(samples.palette) // 3 * 3
        return replace(samples, palette=separation.inks(samples.palette[:whole]), inks=True)
    image = _decode(samples)
    data = separation.photograph(image) if samples.jpeg else _rows(separation.pixels(image), image.width * 4)
    return Samples(samples.width, samples.height, 8, 4, data, jpeg=samples.jpeg, inks=True)


def _decode(samples: Samples) -> Image:
    """The pixels as Pillow has them: those of a PNG are put back into one."""
    from PIL import Image as Images  # noqa: PLC0415 - few booklets have pictures

    if samples.jpeg:
        return Images.open(BytesIO(samples.data))
    head = pack(">IIBBBBB", samples.width, samples.height, samples.bits, 2, 0, 0, 0)  # 2 is RGB
    chunks = (b"IHDR", head), (b"IDAT", samples.data), (b"IEND", b"")
    return Images.open(BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)))


def _chunk(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))


def _rows(pixels: bytes, size: int) -> bytes:
    """The rows of a picture, `size` bytes each, deflated; the predictor 0 before each changes nothing."""
    return zlib.compress(b"".join(b"\0" + pixels[at : at + size] for at in range(0, len(pixels), size)))


class Separation:
    """The way from sRGB to the inks of one press: relative colorimetric, with black point compensation."""

    __slots__ = ("_transform",)

    def __init__(self, press: bytes) -> None:
        from PIL import ImageCms  # noqa: PLC0415 - few booklets have pictures

        source = (assets_folder() / "icc" / "sRGB.icc").read_bytes()
        try:
            self._transform = ImageCms.buildTransform(
                ImageCms.ImageCmsProfile(BytesIO(source)),
                ImageCms.ImageCmsProfile(BytesIO(press)),
                "RGB",
                "CMYK",
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError) as failure:
            message = "the output intent is damaged: it has no way from colours to inks"
            raise AssetError(
                error("profile-unusable", message, hint="get it again from the shop")
            ) from failure

    def inks(self, colours: bytes) -> bytes:
        """RGB colours, three bytes each, as four of CMYK."""
        from PIL import Image as Images  # noqa: PLC0415 - see __init__

        return self._separate(Images.frombytes("RGB", (len(colours) // 3, 1), colours)).tobytes()

    def pixels(self, image: Image) -> bytes:
        """The pixels of a picture in CMYK, row by row."""
        return self._separate(image.convert("RGB")).tobytes()

    def photograph(self, image: Image) -> bytes:
        """A picture in CMYK as JPEG; as Adobe has it, 255 is no ink."""
        file = BytesIO()
        self._separate(image.convert("RGB")).save(file, "JPEG", quality=QUALITY, subsampling=0)
        return file.getvalue()

    def _separate(self, image: Image) -> Image:
        from PIL import ImageCms  # noqa: PLC0415 - see __init__

        separated = ImageCms.applyTransform(image, self._transform)
        if separated is None:
            raise AssertionError("a transform that is not in place gives a picture")
        return separated
