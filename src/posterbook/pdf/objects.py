"""Writes the values of a PDF as bytes (ISO 32000-1, 7.3): here, and here alone, text is escaped.

A value is bytes from the start, and a larger one is put together from smaller ones: an array of names, a
dictionary of arrays. So nothing has to be walked through again when it goes out, and what is written a
thousand times, as an element of the structure tree, may be a template that others fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

TRUE, FALSE = b"true", b"false"

_PLAIN_TEXT = re.compile(r"[ -~]*")
_ESCAPED = str.maketrans({character: f"\\{character}" for character in "()\\"})
_IRREGULAR = re.compile(rb"[^!-~]|[#%()/<>\[\]{}]")
"""What a name must not hold as it is: spaces, delimiters, its own escape, and bytes beyond ASCII."""


def text(value: str) -> bytes:
    """A text string (7.9.2.2): printable ASCII as it is, all else in UTF-16 with its byte order mark.

    Below the space, PDF's own encoding has accents where ASCII has controls, so controls are UTF-16 too.
    """
    if _PLAIN_TEXT.fullmatch(value):
        return b"(%b)" % value.translate(_ESCAPED).encode("ascii")
    return byte_string(b"\xfe\xff" + value.encode("utf-16-be"))


def byte_string(value: bytes) -> bytes:
    """A string that is no text, in hexadecimal digits (7.3.4.3)."""
    return b"<%b>" % value.hex().encode("ascii")


def name(value: str) -> bytes:
    """A name, given without its slash; irregular bytes by their number (7.3.5)."""
    written = value.encode()
    if not written.isalnum():
        written = _IRREGULAR.sub(lambda found: b"#%02X" % found[0][0], written)
    return b"/" + written


def numeral(value: float, places: int = 4) -> bytes:
    """A number with at most so many decimals, never with an exponent, which PDF does not know (7.3.3)."""
    if isinstance(value, int) or value.is_integer():
        return b"%d" % value
    written = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return b"0" if written == "-0" else written.encode("ascii")


def reference(number: int) -> bytes:
    """The object of that number, in place of its value (7.3.10)."""
    return b"%d 0 R" % number


def array(values: Iterable[bytes]) -> bytes:
    """The values one after the other (7.3.6)."""
    return b"[ %b ]" % b" ".join(values)


def numerals(values: Iterable[float]) -> bytes:
    """An array of numbers, as a rectangle: left, bottom, right, top."""
    return array(map(numeral, values))


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Values by their keys, which are given without their slash (7.3.7)."""
    return b"<< %b >>" % b" ".join([b"%b %b" % (name(key), value) for key, value in entries.items()])
