"""Writes the objects of a PDF into one file as they are made, and at its end where each of them stands.

A PDF is a heap of numbered objects and a table of their places (ISO 32000-1, 7.5). Ours has, from its first
byte to its last:

    %PDF-1.7            the header: its version, and four bytes by which a program sees that it is not text
    3 0 obj ...         streams, each an object of its own: page contents, fonts, pictures, profiles, XMP
    9 0 obj ...         object streams, which hold all that is no stream: a hundred structure elements in one
                        compress to a sixth, one alone hardly at all (7.5.7)
    ...
    870 0 obj ...       the cross-reference stream: a row of six bytes for each number, 0 to the last (7.5.8)
    startxref 81326     where that begins: here a reader starts

An object refers to others by number, and they to it: a page to its structure, an element to its page. So a
number is handed out before there is anything to write under it (`reserve`). Whoever has one writes its value
once, at any time, in any order; the writer keeps no value beyond the object stream that is being filled. A
number that is written twice or never would be a silent hole in the file: both raise AssertionError.

A row of the table has one of three forms, its three fields one, four and one byte long:

    0  -              -      no object: the number 0 alone
    1  byte of file   -      an object of its own
    2  object stream  index  a part of this object stream

Rows that follow each other are much alike, so each is written as what it adds to the one before, byte by byte
modulo 256: that deflates to an eighth.

The name of the file (14.4) is a digest of its bytes: the same content gives the same file, name included.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from struct import Struct

from posterbook.pdf.objects import array, byte_string, dictionary, name, numeral, numerals, reference

TOGETHER = 200
"""How many objects share a stream, 256 at most: more save little, and to read one is to inflate all."""
OWN, PART = 1, 2
"""The kinds of rows: objects of their own, and parts of an object stream."""
FIELDS = (1, 4, 1)
_ROW = Struct(">BIB")
_UP = 2
"""The predictor of a row that is written as its difference from the one above (7.4.4.4)."""
_BINARY = b"%\xe2\xe3\xcf\xd3"
_ID_LENGTH = 16
FLATE = {"Filter": name("FlateDecode")}
"""The entry of a stream whose data are deflated."""


class PdfWriter:
    """A file that grows by objects; `end` gives its bytes, after which nothing can be added."""

    __slots__ = ("_file", "_table", "_waiting")

    def __init__(self, version: str) -> None:
        self._file = BytesIO()
        self._file.write(b"%%PDF-%b\n%b\n" % (version.encode("ascii"), _BINARY))
        self._waiting: list[tuple[int, bytes]] = []
        self._table = bytearray(_ROW.size)  # 0 is no number of an object

    def reserve(self) -> int:
        """A number for an object that is written later."""
        taken = len(self._table) // _ROW.size
        self._table += bytes(_ROW.size)
        return taken

    def write(self, number: int, value: bytes) -> None:
        """Write the value of a reserved number; a stream has a method of its own."""
        self._waiting.append((number, value))
        if len(self._waiting) == TOGETHER:
            self._write_waiting()

    def add(self, value: bytes) -> bytes:
        """Write a value under a number of its own; the reference to it."""
        taken = self.reserve()
        self.write(taken, value)
        return reference(taken)

    def write_stream(self, number: int, entries: Mapping[str, bytes], data: bytes) -> None:
        """Write a stream of a reserved number; its data are already as the filters among its entries say."""
        self._enter(number, OWN, self._file.tell(), 0)
        self._write_own(number, entries, data)

    def add_stream(self, entries: Mapping[str, bytes], data: bytes) -> bytes:
        """Write a stream under a number of its own; the reference to it."""
        taken = self.reserve()
        self.write_stream(taken, entries, data)
        return reference(taken)

    def add_deflated(self, entries: Mapping[str, bytes], data: bytes) -> bytes:
        """Write a stream, deflating its data; the reference to it."""
        return self.add_stream({**entries, **FLATE}, zlib.compress(data))

    def end(self, catalogue: bytes, information: bytes = b"") -> bytes:
        """The whole file; references to its catalogue and, if it has one, its information dictionary."""
        if self._waiting:
            self._write_waiting()
        own, start = self.reserve(), self._file.tell()
        self._enter(own, OWN, start, 0)
        if self._table[:: _ROW.size].count(0) > 1:
            raise AssertionError("an object has a number and was never written")
        with self._file.getbuffer() as written:
            identity = byte_string(sha256(written).digest()[:_ID_LENGTH])
        entries = {
            "Type": name("XRef"),
            "Size": numeral(own + 1),
            "W": numerals(FIELDS),
            "Root": catalogue,
            "ID": array([identity, identity]),
            **({"Info": information} if information else {}),
            **FLATE,
            "DecodeParms": dictionary({"Predictor": numeral(10 + _UP), "Columns": numeral(_ROW.size)}),
        }
        self._write_own(own, entries, zlib.compress(_differences(self._table)))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._file.getvalue()

    def _enter(self, number: int, kind: int, place: int, index: int) -> None:
        """Fill the row of a number."""
        at = number * _ROW.size
        if self._table[at]:
            raise AssertionError(f"object {number} is written twice")
        _ROW.pack_into(self._table, at, kind, place, index)

    def _write_own(self, number: int, entries: Mapping[str, bytes], data: bytes) -> None:
        head = dictionary({**entries, "Length": b"%d" % len(data)})
        self._file.write(b"%d 0 obj\n%b\nstream\n" % (number, head))
        self._file.write(data)
        self._file.write(b"\nendstream\nendobj\n")

    def _write_waiting(self) -> None:
        """Write the objects that wait as one stream: their numbers and places in it, then their values."""
        stream, at = self.reserve(), 0
        head: list[bytes] = []
        for index, (number, value) in enumerate(self._waiting):
            self._enter(number, PART, stream, index)
            head.append(b"%d %d" % (number, at))
            at += len(value) + 1
        first, values = b" ".join(head) + b"\n", b"\n".join([value for _, value in self._waiting])
        entries = {
            "Type": name("ObjStm"),
            "N": numeral(len(self._waiting)),
            "First": numeral(len(first)),
            **FLATE,
        }
        self.write_stream(stream, entries, zlib.compress(first + values))
        self._waiting.clear()


def _differences(table: bytes | bytearray) -> bytes:
    """The rows of the table, each as what it adds to the one above, and marked so."""
    size, mark = _ROW.size, bytes([_UP])
    added = bytes([(one - above) & 0xFF for one, above in zip(table, bytes(size) + table, strict=False)])
    return b"".join([mark + added[at : at + size] for at in range(0, len(added), size)])
