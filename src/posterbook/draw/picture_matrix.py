"""Where a picture stands on its page, and what tells it from others; most booklets have none to embed."""

from __future__ import annotations

from collections.abc import Hashable

from posterbook.draw.numbers import short
from posterbook.forms.page import Image

TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""How a stored picture is turned or mirrored within its square, by its orientation (EXIF, tag 274)."""


def key_of(image: Image) -> Hashable:
    """What makes two pictures the same in the file, wherever they come from."""
    return image.picture.content or image.picture.shapes, image.black


def picture_matrix(image: Image, height: float) -> str:
    """The matrix that brings a picture's square to its place on a page of that height."""
    a, b, c, d, e, f = TURNS[image.picture.orientation]
    box = image.box
    x, y, w, h = box.x, height - box.bottom, box.width, box.height
    return " ".join(short(n) for n in (w * a, h * b, w * c, h * d, x + w * e, y + h * f))
