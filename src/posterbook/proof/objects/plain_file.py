"""Opens a file that was just written, without pikepdf, which takes longer to import than a file to prove.

It reads what posterbook writes, from the bytes of the file, and nothing else: whatever is written in another
way raises `NotPlainError`, and the file is then read by pikepdf (`reading.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from posterbook.proof.objects.plain_content import plain_instructions
from posterbook.proof.objects.plain_objects import Json, NotPlainError, PlainObjects
from posterbook.proof.objects.values import (
    WITHIN,
    Array,
    Dictionary,
    Name,
    ObjectNumber,
    Stream,
    String,
    Value,
)

_HEADER: Final = re.compile(rb"%PDF-([0-9]\.[0-9])\n")


class PlainFile:
    """The objects of a file as plain as posterbook writes it; raises NotPlainError for any other."""

    __slots__ = ("_objects", "_version")

    is_doubtful: Final = False
    is_plain: Final = True

    def __init__(self, data: bytes) -> None:
        header = _HEADER.match(data)
        if header is None:
            raise NotPlainError
        self._version = header[1].decode("ascii")
        self._objects = PlainObjects(data)

    @property
    def version(self) -> str:
        """The version of PDF that the file names in its first line."""
        return self._version

    @property
    def trailer(self) -> Dictionary:
        """What leads to everything else."""
        return Dictionary(self._objects.trailer, self.value)

    @property
    def catalogue(self) -> Dictionary:
        """What the trailer calls the root of the file."""
        found = self.trailer["/Root"]
        if not isinstance(found, Dictionary) or "/Version" in found:
            raise NotPlainError
        return found

    @property
    def has_attachments(self) -> bool:
        """Whether other files are attached to it, for which posterbook has no names."""
        if "/Names" in self.catalogue:
            raise NotPlainError
        return False

    def parents(self, keys: Sequence[int]) -> Mapping[int, Value]:
        """What the parent tree of the structure has under some keys."""
        tree, known = self.catalogue["/StructTreeRoot"]["/ParentTree"], set(keys)
        if not isinstance(tree, Dictionary) or "/Kids" in tree:
            raise NotPlainError
        pairs = list(tree["/Nums"])
        return {key: one for key, one in zip(pairs[::2], pairs[1::2], strict=True) if key in known}

    def objects(self) -> Iterator[Value]:
        """Every object of the file."""
        for number in (*self._objects.numbers, *self._objects.streams):
            yield self.value(f"{number} 0 R")

    def json(self, reference: str) -> Json:
        """An object in its JSON form, by its reference '12 0 R'."""
        return self._objects.read(_number(reference))

    def prefetch(self, references: Sequence[str]) -> None:
        """Nothing: each object is read when it is asked for."""

    def value(self, given: Json) -> Value:
        """What stands for a value, or a reference to one, in JSON form."""
        if type(given) is str and given[:1].isdigit():
            number = _number(given)
            if self._objects.is_stream(number):
                return _PlainStream(self, self._objects, number)
            return self._within(self._objects.read(number), (number, 0))
        return self._within(given, WITHIN)

    def _within(self, given: Json, objgen: ObjectNumber) -> Value:
        """A value that is no reference."""
        if type(given) is str:
            return Name(given) if given[:1] == "/" else _string(given)
        if type(given) is list:
            return Array(given, self.value, objgen)
        return Dictionary(given, self.value, objgen) if type(given) is dict else given


class _PlainStream(Stream):
    """A stream as it stands in the file."""

    __slots__ = ("_objects",)

    def __init__(self, file: PlainFile, objects: PlainObjects, number: int) -> None:
        super().__init__(objects.entries(number), file.value, (number, 0))
        self._objects = objects

    def read_raw_bytes(self) -> bytes:
        """Its data as they are packed."""
        return self._objects.packed(self.objgen[0])

    def read_bytes(self) -> bytes:
        """Its data."""
        return self._objects.stream(self.objgen[0])

    def instructions(self) -> Iterator[tuple[str, list[Value]]]:
        """Its data as instructions: operators and their operands."""
        return plain_instructions(self.read_bytes())


class _Text(str):
    """Text as it stands in a string of a file."""

    __slots__ = ()

    def __bytes__(self) -> bytes:
        return self.encode("ascii") if self.isascii() else b"\xfe\xff" + self.encode("utf-16-be")


def _number(reference: str) -> int:
    if not reference.endswith(" 0 R"):
        raise NotPlainError
    return int(reference[:-4])


def _string(given: str) -> String:
    """A string of its JSON form, which says whether it is text."""
    if given[:2] == "b:":
        return String(bytes.fromhex(given[2:]))
    return String(_Text(given[2:]))
