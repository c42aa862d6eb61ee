"""Reads the objects of a file from its bytes, as far as they are as plain as those that `pdf/` writes.

What a viewer reads is what the cross-reference stream leads to (ISO 32000-1, 7.5.8), and so it is here: from
`startxref` to its rows, from a row to an object stream and the part of it that has the object's number. What
is not plain raises `NotPlainError`, and the whole file is left to pikepdf: one that was encrypted or appended
to, an object that stands alone, a string with unusual escapes.

Why not all is left to pikepdf: to import it takes longer than to read a small file, and it keeps every object
that was asked for, a kilobyte each, and a poster has twenty. Here an object is forgotten as soon as it was
read; object streams, a tenth of that, stay inflated.

Objects come in the JSON form that qpdf defines for them (see `file_objects.py`).
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, Final, TypeAlias

from posterbook.values import NamedTuple

Json: TypeAlias = Any


def _without_groups(pattern: str) -> str:
    """The same pattern, whose groups are not told."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


_SPACE: Final = r"\0\t\n\f\r "
_ENDS: Final = rf"(?![^{_SPACE}()<>\[\]{{}}/%])"
_NUMBER: Final = r"-?[0-9]+(?:\.[0-9]+)?+"
_STRING: Final = r"\((?:[ -'*-\[\]-~]|\\[()\\])*+\)|<[0-9A-Fa-f]*+>"
_TOKEN: Final = re.compile(
    r"<<|>>|\[ (?:[0-9]+ 0 R )++\]|\[ (?:-?[0-9]+(?:\.[0-9]+)?+ )++\]|[\[\]]"
    rf"|[0-9]+ [0-9]+ R{_ENDS}|/[A-Za-z0-9_.+\-]*+|[+\-]?[0-9]+(?:\.[0-9]+)?+{_ENDS}"
    rf"|{_STRING}|true|false|null|[^{_SPACE}]"
)
"""A token of a plain value; an array of references or of numbers is one. A last alternative catches the first
character of what is not plain."""
_ITEM: Final = rf"(?:[0-9]+ 0 R|{_NUMBER}|/[A-Za-z0-9_.+\-]+|true|false|null)"
_PAIR: Final = rf"(/[A-Za-z0-9_]+) ({_ITEM}|{_STRING}|\[ (?:{_ITEM} )++\]) "
_PAIRS: Final = re.compile(_PAIR)
_FLAT: Final = re.compile(rf"<< (?:{_without_groups(_PAIR)})++>>\s*+")
"""A dictionary that holds no other, as pages, links and bookmarks are."""
_ITEMS: Final = re.compile(_ITEM)
_MARK: Final = r"<< /MCID ([0-9]+) /Pg ([0-9]+ 0 R) /Type /MCR >>"
_LINK: Final = r"<< /Obj ([0-9]+ 0 R) /Pg ([0-9]+ 0 R) /Type /OBJR >>"
_KID: Final = re.compile(rf"([0-9]+ 0 R)|([0-9]+)|{_MARK}|{_LINK}")
_KIDS: Final = rf"(?:(?:[0-9]+(?: 0 R)?|{_without_groups(_MARK)}|{_without_groups(_LINK)}) )+"
_ELEMENT: Final = re.compile(
    rf"<< /K (?:([0-9]+(?: 0 R)?+)|\[ ({_KIDS})\]) "
    r"/P ([0-9]+ 0 R) (?:/Pg ([0-9]+ 0 R) )?/S (/[A-Za-z0-9]+) >>\s*+"
)
"""Most structure elements: what they hold, parent, page and role. Nine of ten objects are of this form."""
_ANNOTATION: Final = re.compile(
    rf"<< /Type /Annot /Subtype /Link /Dest \[ ([0-9]+ 0 R) /XYZ null ({_NUMBER}) null \] "
    rf"/Rect \[ ({_NUMBER}) ({_NUMBER}) ({_NUMBER}) ({_NUMBER}) \] /Border \[ 0 0 0 \] "
    rf"/Contents ({_STRING}) /F ([0-9]+) /StructParent ([0-9]+) >>\s*+"
)
"""Most links: to a place on a page of the file. A poster has three."""
_STREAM: Final = re.compile(rb"([0-9]+) 0 obj\s+(<<.*?>>)\s*stream\r?\n", re.DOTALL)
_BARE_STREAM: Final = re.compile(rb"([0-9]+) 0 obj\n<< /Filter /FlateDecode /Length ([0-9]+) >>\nstream\n")
_START: Final = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF\s*\Z")
_LAST: Final = 64
"""In so many last bytes the file says where its cross-reference stream begins."""
_OWN, _PART = 1, 2
_ESCAPE: Final = re.compile(r"\\(.)")
_DIGITS: Final = frozenset("0123456789")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


class NotPlainError(Exception):
    """A file or an object is written in a way that is not read here."""


class _ObjectStream(NamedTuple):
    """Objects that stand together: their numbers, where each begins and the last ends, and all of them."""

    numbers: array[int]
    starts: array[int]
    data: str


class PlainObjects:
    """The objects of a file by their numbers; raises NotPlainError for a file that is not plain."""

    __slots__ = ("_data", "_indexes", "_kinds", "_places", "_streams", "trailer")

    def __init__(self, data: bytes) -> None:
        found = _START.search(data, max(len(data) - _LAST, 0))
        if found is None:
            raise NotPlainError
        self._data = data
        self._streams: dict[int, _ObjectStream] = {}
        self.trailer, rows = self._stream_at(int(found[1]), None)
        self._kinds, self._places, self._indexes = _rows(self.trailer, rows)

    @property
    def streams(self) -> Iterator[int]:
        """The numbers of all streams."""
        return (number for number, kind in enumerate(self._kinds) if kind == _OWN)

    @property
    def numbers(self) -> Iterator[int]:
        """The numbers of all objects that are no streams."""
        return (number for number, kind in enumerate(self._kinds) if kind == _PART)

    def is_stream(self, number: int) -> bool:
        """Whether the object of that number is a stream."""
        return number < len(self._kinds) and self._kinds[number] == _OWN

    def read(self, number: int) -> Json:
        """The object of that number, which stands in an object stream."""
        if number >= len(self._kinds) or self._kinds[number] != _PART:
            raise NotPlainError
        home, index = self._places[number], self._indexes[number]
        stream = self._streams.get(home) or self._load(home)
        if index >= len(stream.numbers) or stream.numbers[index] != number:
            raise NotPlainError
        written = stream.data[stream.starts[index] : stream.starts[index + 1]]
        element = _ELEMENT.fullmatch(written)
        return _element(*element.groups()) if element else _value(written)

    def stream(self, number: int) -> bytes:
        """The data of a stream of that number, inflated."""
        if not self.is_stream(number):
            raise NotPlainError
        return self._stream_at(self._places[number], number)[1]

    def entries(self, number: int) -> dict[str, Json]:
        """The entries of a stream of that number."""
        if not self.is_stream(number):
            raise NotPlainError
        return self._head_at(self._places[number], number)[0]

    def packed(self, number: int) -> bytes:
        """The data of a stream of that number as they stand in the file."""
        if not self.is_stream(number):
            raise NotPlainError
        facts, start = self._head_at(self._places[number], number)
        return self._data[start : start + facts["/Length"]]

    def _load(self, number: int) -> _ObjectStream:
        if number >= len(self._kinds) or self._kinds[number] != _OWN:
            raise NotPlainError
        facts, data = self._stream_at(self._places[number], number)
        first, count = facts.get("/First"), facts.get("/N")
        if facts.get("/Type") != "/ObjStm" or type(first) is not int or type(count) is not int:
            raise NotPlainError
        head = array("L", map(int, data[:first].split()))
        starts = array("L", [first + start for start in head[1::2]])
        if len(head) != 2 * count or list(starts) != sorted(starts):
            raise NotPlainError
        starts.append(len(data))
        loaded = self._streams[number] = _ObjectStream(head[::2], starts, data.decode("latin-1"))
        return loaded

    def _stream_at(self, place: int, number: int | None) -> tuple[dict[str, Json], bytes]:
        """The entries and the inflated data of the stream at a place, which has a given number."""
        facts, start = self._head_at(place, number)
        packed = self._data[start : start + facts["/Length"]]
        if ("/DecodeParms" in facts) is not (number is None):  # the cross-reference stream alone has them
            raise NotPlainError
        if "/Filter" not in facts:
            return facts, packed
        if facts["/Filter"] != "/FlateDecode":
            raise NotPlainError
        try:
            return facts, zlib.decompress(packed)
        except zlib.error:
            raise NotPlainError from None

    def _head_at(self, place: int, number: int | None) -> tuple[dict[str, Json], int]:
        """The entries of the stream at a place, and where its data begin."""
        bare = _BARE_STREAM.match(self._data, place)
        found = bare or _STREAM.match(self._data, place)
        if found is None or (number is not None and int(found[1]) != number):
            raise NotPlainError
        facts = (
            {"/Filter": "/FlateDecode", "/Length": int(found[2])}
            if bare
            else _value(found[2].decode("latin-1"))
        )
        if type(facts.get("/Length")) is not int:
            raise NotPlainError
        return facts, found.end()


def _rows(trailer: dict[str, Json], data: bytes) -> tuple[bytes, array[int], array[int]]:
    """Kind, place and index of every object, by its number: rows that are written as differences."""
    size, widths = trailer.get("/Size"), trailer.get("/W")
    if trailer.get("/Type") != "/XRef" or {"/Prev", "/Encrypt", "/XRefStm"} & trailer.keys():
        raise NotPlainError
    if type(size) is not int or trailer.get("/Index", [0, size]) != [0, size]:
        raise NotPlainError
    if type(widths) is not list or len(widths) != 3 or widths[0] != 1 or widths[2] not in {1, 2}:
        raise NotPlainError
    row, split = sum(widths), widths[0] + widths[1]
    how = {"/Predictor": 12, "/Columns": row}
    if trailer.get("/DecodeParms") != how or len(data) != (row + 1) * size or set(data[:: row + 1]) != {2}:
        raise NotPlainError
    columns = [
        bytes([total & 0xFF for total in accumulate(data[column :: row + 1])]) for column in range(1, row + 1)
    ]
    return columns[0], _numbers(columns[1:split]), _numbers(columns[split:])


def _numbers(columns: Sequence[bytes]) -> array[int]:
    """The numbers that stand in columns of bytes, the highest first."""
    return array("L", map(int.from_bytes, zip(*columns, strict=True)))


def _element(one: str, several: str, parent: str, page: str, role: str) -> dict[str, Json]:
    """A structure element of the form that most have."""
    kids: Json
    if one:
        kids = one if one[-1] == "R" else int(one)
    elif "R" in several:
        kids = [_kid(*groups) for groups in _KID.findall(several)]
    else:
        kids = list(map(int, several.split()))
    if page:
        return {"/K": kids, "/P": parent, "/S": role, "/Pg": page}
    return {"/K": kids, "/P": parent, "/S": role}


def _kid(element: str, mark: str, far: str, page: str, link: str, link_page: str) -> Json:
    """An element, a mark on the element's page, one on another page, or a link."""
    if element:
        return element
    if mark:
        return int(mark)
    if far:
        return {"/MCID": int(far), "/Pg": page, "/Type": "/MCR"}
    return {"/Obj": link, "/Pg": link_page, "/Type": "/OBJR"}


def _link(written: re.Match[str]) -> dict[str, Json]:
    """A link of the form that most have."""
    page, top, x0, y0, x1, y1, words, flags, key = written.groups()
    return {
        "/Type": "/Annot",
        "/Subtype": "/Link",
        "/Dest": [page, "/XYZ", None, _number(top), None],
        "/Rect": [_number(x0), _number(y0), _number(x1), _number(y1)],
        "/Border": [0, 0, 0],
        "/Contents": _simple(words),
        "/F": int(flags),
        "/StructParent": int(key),
    }


def _number(written: str) -> int | float:
    return float(written) if "." in written else int(written)


def _value(written: str) -> Json:
    """Any plain value."""
    link = _ANNOTATION.fullmatch(written)
    if link:
        return _link(link)
    if _FLAT.fullmatch(written):
        return {key: _simple(value) for key, value in _PAIRS.findall(written)}
    tokens = iter(_TOKEN.findall(written))
    try:
        value = _next_value(next(tokens), tokens)
    except StopIteration:
        raise NotPlainError from None
    if next(tokens, None) is not None:
        raise NotPlainError
    return value


def _next_value(first: str, tokens: Iterator[str]) -> Json:
    """The value that begins with a token."""
    if first == "<<":
        facts: dict[str, Json] = {}
        while (key := next(tokens)) != ">>":
            if key[:1] != "/":
                raise NotPlainError
            facts[key] = _next_value(next(tokens), tokens)
        return facts
    if first == "[":
        found = []
        while (one := next(tokens)) != "]":
            found.append(_next_value(one, tokens))
        return found
    return _simple(first)


def _simple(token: str) -> Json:
    """A name, a reference, a string, a number, a constant, or an array of these."""
    first, last = token[0], token[-1]
    if first == "/" or last == "R":
        return token
    if last in _DIGITS:
        return _number(token)
    if first == "(" and last == ")":
        text = token[1:-1]
        return "u:" + (_ESCAPE.sub(r"\1", text) if "\\" in text else text)
    if first == "[" and last == "]":
        return _array(token)
    if first == "<" and last == ">":
        return _of_hex(token[1:-1])
    if token in _CONSTANTS:
        return _CONSTANTS[token]
    raise NotPlainError


def _array(token: str) -> list[Json]:
    """References, or anything else that is simple."""
    if token.count(" ") == 3 * token.count(" R ") + 1:
        return [f"{one} R" for one in token[2:-4].split(" R ")]
    return list(map(_simple, _ITEMS.findall(token)))


def _of_hex(digits: str) -> str:
    """A string in hexadecimal digits: text in UTF-16, or bytes."""
    if len(digits) % 2:
        raise NotPlainError
    if digits[:4].lower() != "feff":
        return f"b:{digits.lower()}"
    try:
        return f"u:{bytes.fromhex(digits[4:]).decode('utf-16-be')}"
    except UnicodeDecodeError:
        raise NotPlainError from None
