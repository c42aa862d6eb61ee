"""Weighs a file: what it is made of, the heaviest first."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Object, Pdf, Stream

from posterbook.errors import Problem, error
from posterbook.values import dataclass

REST = "structure, links and bookmarks"
PICTURE = "picture on page"
LARGEST = 5
"""How many parts of a file that is too big are named."""
TAG = 7
"""Length of the letters and the plus that name a font's subset (ISO 32000-1, 9.6.4)."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a file and its weight in bytes."""

    name: str
    weight: int


def weigh(pdf: bytes) -> tuple[Share, ...]:
    """The parts of a file, heaviest first: each font, each picture, the text of the pages, and the rest."""
    found: dict[str, int] = {}
    with Pdf.open(BytesIO(pdf)) as opened:
        for name, stream in _parts(opened):
            found[name] = found.get(name, 0) + len(stream.read_raw_bytes())
    found[REST] = len(pdf) - sum(found.values())
    return tuple(Share(name, found[name]) for name in sorted(found, key=lambda name: (-found[name], name)))


def _parts(pdf: Pdf) -> Iterator[tuple[str, Object]]:
    """Every stream that belongs to a part, under the part's name."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        yield f"text of {len(pdf.pages)} pages", page.obj.Contents
        for name, one in _resources(page.obj, number):
            if one.objgen not in seen:
                seen.add(one.objgen)
                yield name, one
    for intent in pdf.Root.get("/OutputIntents", []):
        yield "colour profile", intent.DestOutputProfile


def _resources(page: Object, number: int) -> Iterator[tuple[str, Object]]:
    """The streams of a page's fonts and pictures."""
    for font in page.Resources.get("/Font", {}).values():
        name = f"font {str(font.BaseFont)[1:][TAG:]}"
        yield from ((name, font[key]) for key in ("/ToUnicode",) if key in font)
        yield from (
            (name, program) for program in font.FontDescriptor.values() if isinstance(program, Stream)
        )
    for picture in page.Resources.get("/XObject", {}).values():
        yield f"{PICTURE} {number}", picture
        if "/SMask" in picture:
            yield f"{PICTURE} {number}", picture.SMask


def too_heavy(name: str, pdf: bytes, most: int) -> list[Problem]:
    """What is wrong with a file of more than `most` bytes: what it is made of."""
    if len(pdf) <= most:
        return []
    shares = weigh(pdf)
    heaviest = ", ".join(f"{share.name} {size(share.weight)}" for share in shares[:LARGEST])
    pictures = [share.name for share in shares[:LARGEST] if share.name.startswith(PICTURE)]
    hint = f"make the {pictures[0]} smaller" if pictures else "allow more, or split the booklet"
    message = f"{name} has {size(len(pdf))}, more than {size(most)}; largest are: {heaviest}"
    return [error("too-big", message, None, hint)]


def size(count: int) -> str:
    """A number of bytes in the unit that suits it, as 94.1 kB."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} bytes"
