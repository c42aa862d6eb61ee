"""Addresses that lead out of the booklet, and how they are written in ASCII for a link or a QR code."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

RESERVED = "%/:=&?~#+!$,;'@()*[]"
"""What a URL may hold besides letters and digits (RFC 3986, 2.2); the rest is percent-encoded."""
IDNA_2008_ONLY = frozenset("ßς\u200c\u200d")
"""Characters of host names that IDNA 2003, which is Python's, would replace by others: another host."""
_OUT = re.compile(r"https?://|mailto:", re.IGNORECASE)
_AUTHORITY = re.compile(r"(https?://(?:[^/?#]*@)?)([^/?#:]*)", re.IGNORECASE)


def is_url(target: str) -> bool:
    """Whether a link leads out of the booklet rather than to an anchor in it."""
    return bool(_OUT.match(target))


def ascii_url(target: str) -> str:
    """A URL in ASCII (RFC 3986): its host by IDNA (RFC 5890), everything else in percent and hexadecimal.

    What is percent-encoded already stays so. A host that IDNA does not know is percent-encoded too, and so
    is the domain of an e-mail address (RFC 6068, 2).
    """
    from urllib.parse import quote  # noqa: PLC0415 - few booklets lead out

    found = _AUTHORITY.match(target)
    if found and not found[2].isascii():
        with suppress(UnicodeError):
            target = f"{found[1]}{_ascii_host(found[2])}{target[found.end() :]}"
    return quote(target, safe=RESERVED)


def _ascii_host(host: str) -> str:
    """Raises UnicodeError for what is no host."""
    if IDNA_2008_ONLY.isdisjoint(host):
        return host.encode("idna").decode("ascii")
    return ".".join(_ascii_label(label) for label in host.split("."))


def _ascii_label(label: str) -> str:
    """A part of a host between dots."""
    if IDNA_2008_ONLY.isdisjoint(label):
        return label.encode("idna").decode("ascii")
    punycode = unicodedata.normalize("NFC", label.lower()).encode("punycode")
    return f"xn--{punycode.decode('ascii')}"
