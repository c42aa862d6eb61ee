"""The values of a PDF as the proofs see them, whoever read them (ISO 32000-1, 7.3).

Numbers, truths and null are Python's; all else is of one of the classes here. What a value refers to is read
when it is asked for. There are two readers: our own of files that were just written (`plain_file.py`), and
pikepdf for files that may come from anywhere (`foreign_file.py`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from typing import Any, Final, Protocol, TypeAlias

Value: TypeAlias = Any
"""A value of a file: a class of this module, a number, a truth or None."""
ObjectNumber: TypeAlias = tuple[int, int]
"""The number and generation of an object, (0, 0) of a value that is written within another."""
WITHIN: Final[ObjectNumber] = (0, 0)
DEEPEST: Final = 12
"""How deep forms may stand in forms, and nodes in a tree; what goes deeper holds itself."""


class DamagedFileError(ValueError):
    """A file, or a stream in it, is not written as a PDF."""


class LockedFileError(DamagedFileError):
    """A file cannot be read without its password."""


class Name:
    """A name, with its slash: equal to that text, but no text, so that nothing takes it for one."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return self._text == (other._text if type(other) is Name else other)

    def __hash__(self) -> int:
        return hash(self._text)


class String:
    """A string: `bytes` are those of the file, `str` the text that they stand for."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Any) -> None:  # noqa: ANN401 - whatever has bytes and text
        self._raw = raw

    def __bytes__(self) -> bytes:
        return bytes(self._raw)

    def __str__(self) -> str:
        return self._raw.decode("latin-1") if isinstance(self._raw, bytes) else str(self._raw)


class Array:
    """Values in a row."""

    __slots__ = ("_items", "_value", "objgen")

    def __init__(
        self, items: Sequence[Any], value: Callable[[Any], Value], objgen: ObjectNumber = WITHIN
    ) -> None:
        self._items = items
        self._value = value
        self.objgen = objgen

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Value]:
        return map(self._value, self._items)

    def __getitem__(self, index: int) -> Value:
        return self._value(self._items[index])


class _Entries:
    """Values by their names, which have a slash; a name that stands for null stands for nothing."""

    __slots__ = ("_entries", "_value", "objgen")

    def __init__(
        self, entries: Mapping[str, Any], value: Callable[[Any], Value], objgen: ObjectNumber = WITHIN
    ) -> None:
        self._entries = entries
        self._value = value
        self.objgen = objgen

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries.keys())

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __getitem__(self, key: str) -> Value:
        return self._value(self._entries[key])

    def get(self, key: str, default: Value = None) -> Value:
        """The value of a name, or what is given where there is none."""
        found = self._entries.get(key)
        return default if found is None else self._value(found)

    def number(self, key: str) -> ObjectNumber:
        """The number of what a name refers to, which is not read: a node above may hold a thousand pages."""
        found = self._entries.get(key)
        if type(found) is str and found[0].isdigit():  # a reference in JSON form
            number, generation, _ = found.split(" ")
            return int(number), int(generation)
        return getattr(found, "objgen", WITHIN)

    def keys(self) -> KeysView[str]:
        """The names."""
        return self._entries.keys()

    def items(self) -> Iterator[tuple[str, Value]]:
        """Names and values."""
        return ((key, self._value(found)) for key, found in self._entries.items())


class Dictionary(_Entries):
    """A dictionary."""

    __slots__ = ()


class Stream(_Entries):
    """A stream with its entries; it is no dictionary."""

    __slots__ = ()

    @abstractmethod
    def read_raw_bytes(self) -> bytes:
        """Its data as they are packed."""

    @abstractmethod
    def read_bytes(self) -> bytes:
        """Its data."""

    @abstractmethod
    def instructions(self) -> Iterator[tuple[str, list[Value]]]:
        """Its data as instructions: operators and their operands."""


COMPOUNDS: Final = (Name, String, Array, Dictionary, Stream)
"""What is neither number nor truth nor null."""


class OpenFile(Protocol):
    """A file that is open; what its two readers have in common."""

    @property
    def trailer(self) -> Dictionary:
        """What leads to everything else."""

    @property
    def catalogue(self) -> Dictionary:
        """What the trailer calls the root of the file."""

    @property
    def version(self) -> str:
        """The version of PDF that the file names in its first line."""

    @property
    def is_doubtful(self) -> bool:
        """Whether the file breaks rules, so that other programs may read it differently."""

    @property
    def is_plain(self) -> bool:
        """Whether an object is read anew each time it is asked for, and nothing is kept of it."""

    @property
    def has_attachments(self) -> bool:
        """Whether other files are attached to it."""

    def parents(self, keys: Sequence[int]) -> Mapping[int, Value]:
        """What the parent tree of the structure has under some keys (ISO 32000-1, 14.7.4.4)."""

    def objects(self) -> Iterator[Value]:
        """Every object of the file."""

    def value(self, given: Any) -> Value:  # noqa: ANN401 - what refers to it in JSON
        """What stands for a value, or a reference to one, in JSON form."""

    def json(self, reference: str) -> Any:  # noqa: ANN401 - an object in its JSON form
        """An object in its JSON form, by its reference '12 0 R'."""

    def prefetch(self, references: Sequence[str]) -> None:
        """Read objects at once that will be asked for in their JSON form, where that is faster."""


def inherited(page: Value, key: str) -> Value:
    """An entry of a page that it may have from a node above it."""
    node = page
    for _ in range(DEEPEST):
        if not isinstance(node, Dictionary) or key in node:
            break
        node = node.get("/Parent")
    return node.get(key) if isinstance(node, Dictionary) else None
