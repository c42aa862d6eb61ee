"""Pictures of pixels: what a PNG or JPEG file says of itself, and its pixels as a PDF takes them.

Files come from strangers: size and form are read from the header before anything is decoded, and what goes
into a PDF is pixels alone, without the place and camera that a photograph tells. Pillow has its home here.
"""

from __future__ import annotations

import re
from io import BytesIO
from struct import unpack
from typing import TYPE_CHECKING, Final
from zlib import crc32

from posterbook.content.model import Picture, PictureKind
from posterbook.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS: Final = 50_000_000
ORIENTATION: Final = 0x0112
QUALITY: Final = 92
"""Of a JPEG that has to be written anew: its losses are below those that it came with."""
_MARK: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""The JPEG codings that a PDF may hold: baseline, extended and progressive Huffman."""
_TABLES: Final = frozenset({0xC4, 0xC8, 0xCC})
_SCAN: Final = 0xDA
_END: Final = 0xD9
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the data of a scan: neither a stuffed byte nor a restart."""
_NEEDED: Final = frozenset({0xE0, 0xEE})
"""The application segments that the pixels need: JFIF's, and Adobe's, which tells how colours are coded."""


class UnusableError(Exception):
    """A picture that cannot be printed: `finding` is a predicate, as "is not a PNG file"."""

    def __init__(self, finding: str, hint: str = "") -> None:
        super().__init__(finding)
        self.finding, self.hint = finding, hint


@dataclass(frozen=True, slots=True)
class Samples:
    """Pixels as a PDF takes them (ISO 32000-1, 8.9.5); with a `palette` they are numbers of its colours.

    `jpeg` tells a JPEG stream from the compressed rows of a PNG, each with its predictor. What is not grey is
    sRGB, or CMYK with `inks`.
    """

    width: int
    height: int
    bits: int
    channels: int
    data: bytes
    palette: bytes = b""
    jpeg: bool = False
    inks: bool = False


def read_raster(file: str, content: bytes) -> Picture:
    """The picture in a file's bytes, decoded once to see that it is whole; raises UnusableError."""
    kind = PictureKind.PNG if content.startswith(_MARK) else PictureKind.JPEG
    size = _png_size(content) if kind is PictureKind.PNG else _jpeg_size(content)
    if not all(size):
        raise UnusableError(f"is a damaged {kind} file")
    if size[0] * size[1] > MOST_PIXELS:
        most = MOST_PIXELS // 1_000_000
        raise UnusableError(
            f"has {size[0]:,} × {size[1]:,} pixels, more than {most} million", "make it smaller"
        )
    orientation = _check_whole(content, kind, size)
    width, height = size if orientation < 5 else (size[1], size[0])
    return Picture(file, kind, width, height, content, orientation)


def samples(picture: Picture, most: tuple[float, float] | None = None, *, grey: bool = False) -> Samples:
    """The pixels of a picture, in RGB or grey; no more than `most` across and down, as it is stored.

    A JPEG stays as it is coded, a PNG loses nothing, unless there are too many pixels or its colours are not
    those of sRGB: CMYK is turned into it, another RGB by its profile. What is transparent shows white paper.
    """
    image = _open(picture.content, picture.kind)
    factor = min(1.0, *(m / n for m, n in zip(most, image.size, strict=True))) if most else 1.0
    if factor == 1 and not (grey and image.mode != "L") and (stored := _as_stored(picture, image)):
        return stored
    flat = _flatten(image)
    if grey:
        flat = flat.convert("L")
    if factor < 1:
        flat = flat.resize((max(1, round(flat.width * factor)), max(1, round(flat.height * factor))))
    return _encode(flat, jpeg=picture.kind is PictureKind.JPEG)


def _as_stored(picture: Picture, image: Image) -> Samples | None:
    if not _is_srgb(image):
        return None
    if picture.kind is PictureKind.PNG:
        return _png_samples(picture.content)
    data = _strip_jpeg(picture.content) if image.mode in {"L", "RGB"} else b""
    return Samples(*image.size, 8, len(image.getbands()), data, jpeg=True) if data else None


def _encode(image: Image, *, jpeg: bool) -> Samples:
    file = BytesIO()
    if jpeg:
        image.save(file, "JPEG", quality=QUALITY, subsampling=0)
        return Samples(*image.size, 8, len(image.getbands()), _strip_jpeg(file.getvalue()), jpeg=True)
    image.save(file, "PNG")
    found = _png_samples(file.getvalue())
    if found is None:
        raise AssertionError("Pillow wrote a PNG that a PDF cannot take")
    return found


def _open(content: bytes, kind: PictureKind) -> Image:
    from PIL import Image  # noqa: PLC0415 - few booklets have pictures

    # What a phone calls a JPEG may be several in one file: the first is meant.
    formats = ["PNG"] if kind is PictureKind.PNG else ["JPEG", "MPO"]
    return Image.open(BytesIO(content), formats=formats)


def _check_whole(content: bytes, kind: PictureKind, size: tuple[int, int]) -> int:
    """Decode all of it, a JPEG at an eighth of its size, which reads every byte; its orientation."""
    from PIL.Image import DecompressionBombError  # noqa: PLC0415 - see _open

    try:
        image = _open(content, kind)
        same, animated = image.size == size, kind is PictureKind.PNG and getattr(image, "is_animated", False)
        if kind is PictureKind.JPEG:
            image.draft(None, (max(1, size[0] // 8), max(1, size[1] // 8)))
        image.load()
        orientation = image.getexif().get(ORIENTATION, 1)
        same = same and (image.mode != "P" or image.palette is not None)
    except (
        OSError,
        SyntaxError,
        ValueError,
        LookupError,
        ArithmeticError,
        TypeError,
        DecompressionBombError,
    ):
        raise UnusableError(f"is a damaged {kind} file", "open it, and save it anew") from None
    if animated:
        raise UnusableError("is animated", "save one of its pictures")
    if not same:
        raise UnusableError(f"is a damaged {kind} file", "open it, and save it anew")
    return orientation if orientation in range(1, 9) else 1


def _is_srgb(image: Image) -> bool:
    profile = image.info.get("icc_profile")
    return image.mode != "CMYK" and (
        not profile or image.mode == "L" or b"sRGB" in profile or b"s\0R\0G\0B" in profile
    )


def _flatten(image: Image) -> Image:
    """The picture on white paper, in grey or sRGB."""
    from PIL import Image as Images  # noqa: PLC0415 - see _open

    if image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        grey = image.mode == "LA"
        image = image.convert("RGBA")
        paper = Images.new("RGBA", image.size, "white")
        image = Images.alpha_composite(paper, image).convert("L" if grey else "RGB")
    if image.mode not in {"1", "L"} and not _is_srgb(image):
        return _to_srgb(image)
    return image.convert("L") if image.mode in {"1", "L"} else image.convert("RGB")


def _to_srgb(image: Image) -> Image:
    """Colours by the picture's own profile; a CMYK picture without a sound one by simple arithmetic."""
    from PIL import ImageCms  # noqa: PLC0415 - see _open

    profile = image.info.get("icc_profile")
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image.convert("RGB")
        return made or image.convert("RGB")
    return image.convert("RGB")


def _png_size(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR" or len(content) < 33:
        return 0, 0
    width, height = unpack(">II", content[16:24])
    return width, height


def _png_samples(content: bytes) -> Samples | None:
    """The compressed rows of a whole PNG as they are; none if interlaced or with transparent parts."""
    width, height, bits, coding, _, _, interlaced = unpack(">IIBBBBB", content[16:29])
    channels = {0: 1, 2: 3, 3: 1}.get(coding)
    chunks = _chunks(content)
    if channels is None or interlaced or b"tRNS" in chunks or b"IEND" not in chunks:
        return None
    palette = chunks.get(b"PLTE", b"") if coding == 3 else b""
    return Samples(width, height, bits, channels, chunks.get(b"IDAT", b""), palette)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG by name, those that follow each other as one; a damaged one ends it."""
    found: dict[bytes, list[bytes]] = {}
    at = len(_MARK)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if crc32(name + body) != int.from_bytes(content[at + 8 + length : at + 12 + length]):
            break
        found.setdefault(name, []).append(body)
        at += length + 12
    return {name: b"".join(parts) for name, parts in found.items()}


def _segments(content: bytes) -> list[tuple[int, int, int]]:
    """The segments of a JPEG up to its end: marker, start and end, that of a scan with all its data."""
    found: list[tuple[int, int, int]] = []
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _END:
        marker = content[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker == _SCAN:
            following = _MARKER.search(content, end)
            end = following.start() if following else len(content)
        found.append((marker, at, end))
        at = end
    return found if any(marker == _SCAN for marker, _, _ in found) else []


def _jpeg_size(content: bytes) -> tuple[int, int]:
    for marker, start, _ in _segments(content):
        if 0xC0 <= marker <= 0xCF and marker not in _TABLES and len(content) >= start + 9:
            height, width = unpack(">HH", content[start + 5 : start + 9])
            return width, height
    return 0, 0


def _strip_jpeg(content: bytes) -> bytes:
    """A JPEG without what is not needed to see it; nothing if a PDF may not hold its coding."""
    segments = _segments(content)
    frames = {marker for marker, _, _ in segments if 0xC0 <= marker <= 0xCF} - _TABLES
    if not frames or not frames <= _FRAMES:
        return b""
    told = {*range(0xE0, 0xF0), 0xFE} - _NEEDED
    kept = [content[start:end] for marker, start, end in segments if marker not in told]
    return b"".join([content[:2], *kept, bytes([0xFF, _END])])
