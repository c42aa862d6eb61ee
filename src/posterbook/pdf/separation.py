"""Separates pictures: what is in RGB gets the inks that a press's ICC profile has for its colours.

Greys, and what is in inks already, stay as they are. Pillow brings the colour engine; it is imported when the
first picture is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, cast

from pikepdf import Array, Name, Object, Pdf, PdfImage, Stream, String

from posterbook.assets import assets_folder

if TYPE_CHECKING:
    from PIL.Image import Image

IN_INKS = {"/DeviceCMYK", "/DeviceGray"}
QUALITY = 92
"""Of a JPEG, which is written anew for its inks."""


def separate_pictures(pdf: Pdf, press: bytes) -> None:
    """Turn every picture of pixels in RGB into CMYK; `press` is the ICC profile of the printing condition."""
    pictures = list(_coloured_pictures(pdf))
    if pictures:
        separation = Separation(press)
        for picture in pictures:
            _separate(pdf, picture, separation)


class Separation:
    """The way from sRGB to the inks of one press: relative colorimetric, with black point compensation."""

    __slots__ = ("_transform",)

    def __init__(self, press: bytes) -> None:
        from PIL import ImageCms  # noqa: PLC0415 - few booklets have pictures

        source = (assets_folder() / "icc" / "sRGB.icc").read_bytes()
        self._transform = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(source)),
            ImageCms.ImageCmsProfile(BytesIO(press)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

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


def _coloured_pictures(pdf: Pdf) -> Iterator[Stream]:
    """The pictures of pixels that are not in inks, each once; pages share their resources."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for one in page.obj.Resources.get("/XObject", {}).values():
            if one.objgen not in seen and one.get("/Subtype") == "/Image" and not _is_in_inks(one):
                seen.add(one.objgen)
                yield cast("Stream", one)


def _is_in_inks(picture: Object) -> bool:
    space = picture.ColorSpace
    return isinstance(space, Name) and str(space) in IN_INKS


def _separate(pdf: Pdf, picture: Stream, separation: Separation) -> None:
    """Of a picture with a palette only the palette changes; a photograph stays a JPEG."""
    space = picture.ColorSpace
    if isinstance(space, Array) and space[0] == "/Indexed":
        table = space[3].read_bytes() if isinstance(space[3], Stream) else bytes(cast("String", space[3]))
        inks = pdf.make_stream(separation.inks(table[: 3 * (int(space[2]) + 1)]))
        picture.ColorSpace = Array([Name.Indexed, Name.DeviceCMYK, space[2], inks])
        return
    image = PdfImage(picture).as_pil_image()
    picture.ColorSpace = Name.DeviceCMYK
    if picture.get("/Filter") == "/DCTDecode":
        picture.write(separation.photograph(image), filter=Name.DCTDecode)
        picture.Decode = Array([1, 0] * 4)  # 255 is no ink
    else:
        picture.write(separation.pixels(image))
        picture.BitsPerComponent = 8
