"""Pages of another PDF as values: what they show, found sound, ready to be written into a file of ours.

The objects of that file are kept as they were written. Where one refers to another, its bytes are parted by
the place of that other among `objects`, so that they can be numbered anew.
"""

from __future__ import annotations

from dataclasses import field

from posterbook.values import dataclass

Value = tuple[bytes | int, ...]
"""A value as it is written, its references as places among the file's objects."""


@dataclass(frozen=True, slots=True)
class ForeignObject:
    """An object of the other file: its `value`, or of a stream `entries` and `data` as they are coded."""

    value: Value = ()
    entries: tuple[tuple[str, Value], ...] = ()
    data: bytes | None = None

    @property
    def references(self) -> list[int]:
        """The places of all that it refers to."""
        values = (self.value, *(value for _, value in self.entries))
        return [part for value in values for part in value if isinstance(part, int)]


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page: as wide and high as it is seen trimmed, in points; what it shows, and what it needs for that.

    `trim` and `bleed` are left, bottom, right and top in its own coordinates, `turned` is how far it is
    turned clockwise. `faults` are reasons not to take it.
    """

    width: float
    height: float
    trim: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    turned: int
    content: bytes = field(repr=False)
    resources: Value = field(repr=False)
    group: Value = field(default=(), repr=False)
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InsertedFile:
    """Another PDF, written in YAML as the path of its file; `dropped` is what of it is left out."""

    file: str
    pages: tuple[ForeignPage, ...]
    objects: tuple[ForeignObject, ...] = field(repr=False)
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InsertedPage:
    """One page of another PDF, as a picture of ours shows it."""

    page: ForeignPage
    objects: tuple[ForeignObject, ...] = field(repr=False)
