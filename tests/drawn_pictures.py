"""Pictures for tests, made by code: no binary file stands in the repository for them."""

from io import BytesIO
from struct import pack
from zlib import compress, crc32

from PIL import Image

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SQUARE = '<path d="M0 0h50v50h-50z" fill="#f00"/>'


def steps(width: int = 64, height: int = 32, mode: str = "RGB") -> Image.Image:
    """A picture whose four corners differ, so that no turn or mirror of it is the same."""
    image = Image.new("RGB", (width, height), "white")
    half = width // 2, height // 2
    image.paste((200, 0, 0), (0, 0, *half))
    image.paste((0, 150, 0), (half[0], 0, width, half[1]))
    image.paste((0, 0, 200), (0, half[1], half[0], height))
    return image.convert(mode)


def stored(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """The bytes of a picture's file."""
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def svg(inner: str = SQUARE) -> bytes:
    """An SVG of 100 by 50 around its elements."""
    return f'<svg {SPACES} viewBox="0 0 100 50">{inner}</svg>'.encode()


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return pack(">I", len(body)) + name + body + pack(">I", crc32(name + body))


def huge_png(width: int = 100_000, height: int = 100_000) -> bytes:
    """A small file whose header claims more pixels than any memory holds."""
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", compress(bytes(99)))
        + chunk(b"IEND", b"")
    )
