"""The editions: one row each for what a PDF is made for, and what drawing one leaves for its finishing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posterbook.element import Element


class Standard(StrEnum):
    """A standard that a file may claim in its metadata."""

    PDF_UA_1 = "ua1"
    PDF_A_2A = "2a"


@dataclass(frozen=True, slots=True)
class Edition:
    """One output variant; a new behaviour is one field here and one step in `finish/`.

    `tagged` writes the structure tree; `standards` are claimed in the metadata, nothing more: what they
    demand follows from the other fields. `profile` names the ICC profile of its colours in the assets.
    """

    name: str
    links: bool
    bookmarks: bool
    tagged: bool
    standards: tuple[Standard, ...] = ()
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Painted content and the element it belongs to; `page` counts from 0, `mcid` on its page."""

    element: Element
    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """An edition as drawn: the file without structure and metadata, and its marks in paint order."""

    pdf: bytes
    marks: tuple[Mark, ...]


EDITIONS = (
    Edition(
        "screen",
        links=True,
        bookmarks=True,
        tagged=True,
        standards=(Standard.PDF_UA_1, Standard.PDF_A_2A),
        profile="sRGB.icc",
    ),
)


def edition(name: str) -> Edition:
    """The edition of that name; raises KeyError for an unknown one."""
    for row in EDITIONS:
        if row.name == name:
            return row
    raise KeyError(name)
