"""What an ICC profile says of itself, read from its bytes: enough to know what it can be used for.

Offsets and signatures are those of ICC.1:2010, 7.2 (header) and 10.13 (names).
"""

from __future__ import annotations

import re
import struct
from struct import unpack_from

SHORTEST = 132
"""A header and an empty table of tags."""
MAGIC = b"acsp"
PRINTER, CMYK = "prtr", "CMYK"
REGISTERED = re.compile(r"FOGRA ?\d+|CRPC ?\d+|CGATS TR ?\d+|JC2\d+")
"""Names of printing conditions that the ICC keeps a list of."""


def is_profile(data: bytes) -> bool:
    """Whether these bytes begin as an ICC profile does."""
    return len(data) >= SHORTEST and data[36:40] == MAGIC


def device_class(profile: bytes) -> str:
    """The kind of device a profile is for: prtr is a printer or press, mntr a monitor."""
    return profile[12:16].decode("latin-1").strip()


def colour_space(profile: bytes) -> str:
    """The colour space of the device: RGB, CMYK, GRAY."""
    return profile[16:20].decode("latin-1").strip()


def unfit(profile: bytes) -> str:
    """Why it cannot be the output intent of a PDF/X-4 file in CMYK, '' if it can (ISO 15930-7, 6.2.2)."""
    if not is_profile(profile):
        return "is not an ICC profile"
    if device_class(profile) != PRINTER:
        return "is no profile of a printer or press"
    if colour_space(profile) != CMYK:
        return f"is a profile for {colour_space(profile)}, not for CMYK"
    if profile[8] > 4:
        return f"is of version {profile[8]}, which PDF/X-4 does not know"
    return ""


def description(profile: bytes) -> str:
    """The name that the profile gives itself; '' if it has none that can be read."""
    try:
        return _description(profile)
    except struct.error:  # its table of tags is longer than it is
        return ""


def _description(profile: bytes) -> str:
    (count,) = unpack_from(">I", profile, 128)
    for number in range(min(count, 100)):
        tag, start, size = unpack_from(">4sII", profile, SHORTEST + 12 * number)
        if tag == b"desc":
            return _name(profile[start : start + size])
    return ""


def registered_condition(description: str) -> str:
    """The registered printing condition that a description names, '' for none."""
    found = REGISTERED.search(description)
    return found[0] if found else ""


def _name(tag: bytes) -> str:
    """The text of a description, as profiles of version 2 or of version 4 hold it."""
    if tag[:4] == b"desc":
        (length,) = unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].split(b"\0")[0].decode("ascii", "replace")
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, start = unpack_from(">II", tag, 20)
        return tag[start : start + length].decode("utf-16-be", "replace")
    return ""
