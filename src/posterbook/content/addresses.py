"""Addresses that lead out of the booklet, and how they are written in ASCII for a link or a QR code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

RESERVED = "%/:=&?~#+!$,;'@()*[]"
"""What a URL may hold besides letters and digits (RFC 3986, 2.2); the rest is percent-encoded."""
IDNA_2008_ONLY = frozenset("ßς\u200c\u200d")
"""Characters of host names that IDNA 2003, which is Python's, would replace by others: another host."""
_OUT = re.compile(r"https?://|mailto:", re.IGNORECASE)
_AUTHORITY = r"(?i)(https?://(?:[^/?#]*@)?)([^/?#:]*)"
_BARE = (
    r"(?i)(?<![a-z0-9_@/.])(?:https?://\w|www\.\w|(?P<doi>(?:doi:)?10\.\d{4,9}(?:\.\d+)*/[\w(]))"
    r"[^\s<>\"“”«»\u3000-\u9fff\uff00-\uffef]*"
)
"""A web address or DOI as authors write it; Chinese signs and letters are the text around it."""
_CLOSED = {")": "(", "]": "[", "}": "{"}
_AFTER = ".,;:!?…'’*"  # noqa: RUF001 - this very character


def may_hold_bare_address(text: str) -> bool:
    """Whether it is worth while to look for addresses in a text; most have none."""
    return "://" in text or "10." in text or "www." in text or "WWW." in text


def bare_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """The addresses that stand in a text as they are: start, end and where each leads.

    What follows as part of the sentence, a full stop or a bracket that opened before it, is none of it.
    """
    for found in re.finditer(_BARE, text):
        address = _without_what_follows(found[0])
        if found["doi"] or "." in address:
            yield found.start(), found.start() + len(address), _target(address, doi=bool(found["doi"]))


def _without_what_follows(address: str) -> str:
    while address[-1] in _AFTER or (
        address[-1] in _CLOSED and address.count(address[-1]) > address.count(_CLOSED[address[-1]])
    ):
        address = address[:-1]
    return address


def _target(address: str, *, doi: bool) -> str:
    if doi:
        name = address[4:] if address[:4].lower() == "doi:" else address
        return f"https://doi.org/{name.replace('#', '%23')}"
    return f"https://{address}" if address[:4].lower() == "www." else address


def is_url(target: str) -> bool:
    """Whether a link leads out of the booklet rather than to an anchor in it."""
    return bool(_OUT.match(target))


def ascii_url(target: str) -> str:
    """A URL in ASCII (RFC 3986): its host by IDNA (RFC 5890), everything else in percent and hexadecimal.

    What is percent-encoded already stays so. A host that IDNA does not know is percent-encoded too, and so
    is the domain of an e-mail address (RFC 6068, 2).
    """
    from urllib.parse import quote  # noqa: PLC0415 - few booklets lead out

    found = re.match(_AUTHORITY, target)
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
