"""A link to the modules of its QR code (ISO/IEC 18004); segno has its home here."""

from __future__ import annotations

from posterbook.content.addresses import ascii_url


def modules(link: str, level: str, least: int, mask: int | None = None) -> tuple[str, ...]:
    """The rows of the QR code, each module a 1 (dark) or 0, without quiet zone.

    `level` is its error correction, `least` the smallest version that it may have; without a `mask` the best
    of all eight is taken, which is most of the work.
    """
    import segno  # noqa: PLC0415 - few booklets have links

    content = ascii_url(link)
    try:
        code = segno.make_qr(content, error=level, version=least, mask=mask, boost_error=False)
    except segno.DataOverflowError:
        code = segno.make_qr(content, error=level, mask=mask, boost_error=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)
