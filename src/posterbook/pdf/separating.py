"""Turns the pictures of a file for a press into its inks; greys, and what is in inks, stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pikepdf import Array, Name, Object, Pdf, PdfImage, Stream, String

from posterbook.pdf.separation import Separation

IN_INKS = {"/DeviceCMYK", "/DeviceGray"}


def separate_pictures(pdf: Pdf, press: bytes) -> None:
    """Give every picture in RGB the inks that the press's ICC profile has for its colours (SPEC 4, print)."""
    pictures = list(_pictures(pdf))
    if pictures:
        separation = Separation(press)
        for picture in pictures:
            _separate(pdf, picture, separation)


def _pictures(pdf: Pdf) -> Iterator[Stream]:
    """The pictures of pixels that are not in inks, each once; pages share their resources."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for one in page.obj.Resources.get("/XObject", {}).values():
            if one.objgen not in seen and one.get("/Subtype") == "/Image" and not _in_inks(one):
                seen.add(one.objgen)
                yield cast("Stream", one)


def _in_inks(picture: Object) -> bool:
    space = picture.ColorSpace
    return isinstance(space, Name) and str(space) in IN_INKS


def _separate(pdf: Pdf, picture: Stream, separation: Separation) -> None:
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
        picture.Decode = Array([1, 0] * 4)
    else:
        picture.write(separation.pixels(image))
        picture.BitsPerComponent = 8
