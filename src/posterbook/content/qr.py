"""A link to the modules of its QR code (ISO/IEC 18004); segno has its home here."""

from __future__ import annotations

RESERVED = "%/:=&?~#+!$,;'@()*[]"
"""What a URL may hold besides letters and digits (RFC 3986, 2.2); the rest is written in hexadecimal."""


def url(link: str) -> str:
    """A link as a URL, in ASCII."""
    from urllib.parse import quote  # noqa: PLC0415 - few booklets have links

    return quote(link, safe=RESERVED)


def modules(link: str, level: str, least: int) -> tuple[str, ...]:
    """The rows of the QR code, each module a 1 (dark) or 0, without quiet zone.

    `level` is its error correction, `least` the smallest version that it may have.
    """
    import segno  # noqa: PLC0415 - few booklets have links

    content = url(link)
    try:
        code = segno.make_qr(content, error=level, version=least, boost_error=False)
    except segno.DataOverflowError:
        code = segno.make_qr(content, error=level, boost_error=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)
