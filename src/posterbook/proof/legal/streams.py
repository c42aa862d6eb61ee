"""Takes the data out of a stream of a file that strangers may have made: never more than a page can hold."""

from __future__ import annotations

import zlib
from typing import Final

from posterbook.proof.objects.values import Array, Stream

MOST_BYTES: Final = 64_000_000
"""A stream that holds more, once it is unpacked, is no content, font or map of a booklet."""
FILTERS: Final = frozenset(
    {"/FlateDecode", "/LZWDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode"}
)
"""How a stream may be packed."""
EXPANDING: Final = 5000
"""LZW and run lengths cannot grow more than so many times; inflating is tried."""


def packing_fault(stream: Stream) -> str:
    """Why a stream is not unpacked: its data lie elsewhere, are packed in an odd way, or are a bomb."""
    given = stream.get("/Filter")
    names = [str(one) for one in given] if isinstance(given, Array) else [] if given is None else [str(given)]
    if "/F" in stream or len(names) > 1 or not FILTERS.issuperset(names):
        return "it is packed in a way that posterbook does not use"
    raw = stream.read_raw_bytes()
    if names == ["/FlateDecode"] and len(raw) * 1100 > MOST_BYTES:
        try:
            unpacked = zlib.decompressobj().decompress(raw, MOST_BYTES)
        except zlib.error:
            return "it is packed in a way that cannot be undone"
        return "it is too large" if len(unpacked) >= MOST_BYTES else ""
    if names and len(raw) * (1100 if names == ["/FlateDecode"] else EXPANDING) > MOST_BYTES * 5:
        return "it is too large"
    return "it is too large" if len(raw) > MOST_BYTES else ""


def stream_bytes(stream: Stream) -> bytes:
    """The data of a stream; raises ValueError for one that is not to be unpacked."""
    fault = packing_fault(stream)
    if fault:
        raise ValueError(fault)
    return stream.read_bytes()
