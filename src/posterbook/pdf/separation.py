"""Pixels in sRGB as pixels in the inks of a press, by the profiles of both.

Pillow brings the colour engine; it is imported when the first picture is printed.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from posterbook.assets import assets_folder

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 92
"""Of a JPEG, which is written anew for its inks."""


class Separation:
    """The way from sRGB to the inks of one press: relative colorimetric, black in black's place."""

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

        return self._separated(Images.frombytes("RGB", (len(colours) // 3, 1), colours)).tobytes()

    def pixels(self, image: Image) -> bytes:
        """The pixels of a picture in CMYK, row by row."""
        return self._separated(image.convert("RGB")).tobytes()

    def photograph(self, image: Image) -> bytes:
        """A picture in CMYK as JPEG; as Adobe has it, 255 is no ink."""
        file = BytesIO()
        self._separated(image.convert("RGB")).save(file, "JPEG", quality=QUALITY, subsampling=0)
        return file.getvalue()

    def _separated(self, image: Image) -> Image:
        from PIL import ImageCms  # noqa: PLC0415 - see __init__

        separated = ImageCms.applyTransform(image, self._transform)
        if separated is None:
            raise AssertionError("a transform that is not in place gives a picture")
        return separated
