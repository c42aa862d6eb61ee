"""Writes what content streams name: fonts, pictures and graphics states, in one dictionary for all pages."""

from __future__ import annotations

from collections.abc import Mapping

from posterbook.content.raster import Samples
from posterbook.forms.drawn import (
    EVERY_PLATE,
    Drawn,
    EmbeddedFont,
    Overprint,
    PagePicture,
    PathPicture,
    PixelPicture,
)
from posterbook.forms.edition import Space
from posterbook.pdf.foreign_pages import Known, write_foreign_page
from posterbook.pdf.objects import (
    FALSE,
    TRUE,
    array,
    byte_string,
    dictionary,
    name,
    numeral,
    numerals,
)
from posterbook.pdf.separation import separate_pictures
from posterbook.pdf.writer import PdfWriter

COLOURS = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
"""Colour spaces by the number of their channels; in RGB a file's output intent says which RGB it is."""


def write_resources(file: PdfWriter, drawn: Drawn, space: Space, press: bytes) -> dict[str, bytes]:
    """The resources of all pages by their kind (ISO 32000-1, 7.8.3).

    Where `space` is CMYK, pictures of pixels get the inks of the press whose ICC profile is given.
    """
    pictures = separate_pictures(drawn.pictures, press) if space is Space.CMYK else drawn.pictures
    known: Known = {}
    kinds = {
        "Font": {font.resource: _write_font(file, font) for font in drawn.fonts},
        "XObject": {picture.resource: write_picture(file, picture, known) for picture in pictures},
        "ExtGState": {state.resource: _overprint(state) for state in drawn.overprints},
        "ColorSpace": {EVERY_PLATE: _every_plate()} if space is Space.CMYK else {},
    }
    return {kind: dictionary(named) for kind, named in kinds.items() if named}


def _write_font(file: PdfWriter, font: EmbeddedFont) -> bytes:
    """A simple TrueType font, its descriptor, its program and the way back to text (9.6.3, 9.8, 9.10.3)."""
    program = file.add_deflated({"Length1": numeral(len(font.program))}, font.program)
    descriptor = {
        "Type": name("FontDescriptor"),
        "FontName": name(font.name),
        "Flags": numeral(font.flags),
        "FontBBox": numerals(font.box),
        "ItalicAngle": numeral(font.italic_angle),
        "Ascent": numeral(font.ascent),
        "Descent": numeral(font.descent),
        "CapHeight": numeral(font.cap_height),
        "StemV": numeral(font.stem),
        "MissingWidth": numeral(font.missing_width),
        "FontFile2": program,
    }
    entries = {
        "Type": name("Font"),
        "Subtype": name("TrueType"),
        "BaseFont": name(font.name),
        "FirstChar": numeral(font.first),
        "LastChar": numeral(font.first + len(font.widths) - 1),
        "Widths": numerals(font.widths),
        "FontDescriptor": file.add(dictionary(descriptor)),
        "ToUnicode": file.add_deflated({}, font.to_unicode),
    }
    return file.add(dictionary(entries))


def write_picture(
    file: PdfWriter, picture: PixelPicture | PathPicture | PagePicture, known: Known | None = None
) -> bytes:
    """Write an image or a form (8.9 and 8.10); the reference to it.

    `known` are objects of other files that are written already.
    """
    if isinstance(picture, PagePicture):
        return write_foreign_page(file, picture.inserted, {} if known is None else known)
    if isinstance(picture, PathPicture):
        return file.add_deflated(_form(picture), picture.operators)
    return file.add_stream(_image(picture.samples), picture.samples.data)


def _image(samples: Samples) -> Mapping[str, bytes]:
    """An image of pixels that are already coded (8.9.5)."""
    entries = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": numeral(samples.width),
        "Height": numeral(samples.height),
        "BitsPerComponent": numeral(samples.bits),
        "ColorSpace": _colour_space(samples),
        "Filter": name("DCTDecode" if samples.jpeg else "FlateDecode"),
    }
    if samples.jpeg:  # as Adobe has it, and Pillow after it, 255 is no ink in a JPEG
        return {**entries, "Decode": numerals([1, 0] * 4)} if samples.inks else entries
    rows = {
        "Predictor": numeral(15),  # each row says how it is to be undone, as in a PNG
        "Colors": numeral(samples.channels),
        "BitsPerComponent": numeral(samples.bits),
        "Columns": numeral(samples.width),
    }
    return {**entries, "DecodeParms": dictionary(rows)}


def _colour_space(samples: Samples) -> bytes:
    if not samples.palette:
        return name(COLOURS[samples.channels])
    channels = 4 if samples.inks else 3
    colours = len(samples.palette) // channels
    table = byte_string(samples.palette[: colours * channels])
    return array([name("Indexed"), name(COLOURS[channels]), numeral(colours - 1), table])


def _form(picture: PathPicture) -> Mapping[str, bytes]:
    """Paths as a form, scaled so that it is 1 by 1 and its y grows upwards (8.10)."""
    matrix = [numeral(n, 9) for n in (1 / picture.width, 0, 0, -1 / picture.height, 0, 1)]
    states = {
        state: dictionary({"Type": name("ExtGState"), "ca": numeral(fills), "CA": numeral(lines)})
        for state, fills, lines in picture.opacities
    }
    return {
        "Type": name("XObject"),
        "Subtype": name("Form"),
        "BBox": numerals((0, 0, picture.width, picture.height)),
        "Matrix": array(matrix),
        "Resources": dictionary({"ExtGState": dictionary(states)} if states else {}),
    }


def _every_plate() -> bytes:
    """The colour space of marks that print on every plate (8.6.6.4): its tint is that of each ink."""
    tint = {
        "FunctionType": numeral(2),
        "Domain": numerals((0, 1)),
        "C0": numerals((0, 0, 0, 0)),
        "C1": numerals((1, 1, 1, 1)),
        "N": numeral(1),
    }
    return array((name("Separation"), name(EVERY_PLATE), name("DeviceCMYK"), dictionary(tint)))


def _overprint(state: Overprint) -> bytes:
    """With OPM 1, what a colour has none of leaves its plate as it is (8.6.7)."""
    entries = {
        "Type": name("ExtGState"),
        "OP": TRUE if state.lines else FALSE,
        "op": TRUE if state.fills else FALSE,
        "OPM": numeral(1),
    }
    return dictionary(entries)
