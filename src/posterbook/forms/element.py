"""The logical structure: what a placed thing means to a reader who cannot see the page.

Elements know their parent only; the tree grows from what is painted, in the order in which it is painted,
so an element without content never reaches the file. Whoever composes the content makes the elements.

Two paragraphs of a section may carry the same facts and are two nodes all the same. So the elements of a tree
are numbered as they are made, and compared by value with their number: within a tree none equals another, as
if by identity, and dictionaries may be keyed by them; a copy, a tree read back from a pickle, or one composed
anew from the same content equals the first.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from operator import attrgetter

from posterbook.values import dataclass


class Role(StrEnum):
    """Standard structure types (ISO 32000-1, 14.8.4)."""

    DOCUMENT = "Document"
    PART = "Part"
    SECT = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    P = "P"
    QUOTE = "BlockQuote"
    SPAN = "Span"
    LINK = "Link"
    LIST = "L"
    LIST_ITEM = "LI"
    LABEL = "Lbl"
    LIST_BODY = "LBody"
    TOC = "TOC"
    TOC_ITEM = "TOCI"
    REFERENCE = "Reference"
    TABLE = "Table"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    TABLE_ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CAPTION = "Caption"
    NOTE = "Note"


NAMES = "Description"
"""The numbering of a list whose labels do not count: PDF 2.0 has this word for it, 1.7 none."""


class Artifact(StrEnum):
    """Paint without meaning of its own (ISO 32000-1, 14.8.2.2)."""

    PAGINATION = "Pagination"
    LAYOUT = "Layout"
    BACKGROUND = "Background"


class _Counter:
    """The number of the last element made, shared by all elements of a tree."""

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One node of the structure tree, the `number`-th that was made below its root, which has 0.

    `target` makes a LINK go somewhere: an anchor's name, or a URL (has a colon and `//`, or `mailto:`).
    `said` is read in place of what is shown, which is no text (`/ActualText`; ISO 32000-1, 14.9.4).
    `expansion` is what an abbreviation stands for (14.9.5). One that is `seamless` says something of a part
    of a text that is set as one.
    `scope`, `row_span`, `col_span` belong to table cells; `alt` describes figures, links and tables;
    `numbering` says how a list's labels count (ISO 32000-1, table 347), or that they are `NAMES`.
    """

    role: Role
    parent: Element | None = None
    lang: str = ""
    alt: str = ""
    target: str = ""
    scope: str = ""
    row_span: int = 1
    col_span: int = 1
    numbering: str = ""
    said: str = ""
    expansion: str = ""
    seamless: bool = False
    number: int = 0
    counter: _Counter = field(default_factory=_Counter, repr=False)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Element) and _facts(self) == _facts(other)

    def __hash__(self) -> int:
        return self.number

    def within(self, role: Role) -> bool:
        """Whether it is of that role or somewhere below one that is."""
        return self.role is role or (self.parent is not None and self.parent.within(role))

    def child(  # noqa: PLR0913 - all that an element may carry
        self,
        role: Role,
        *,
        lang: str = "",
        alt: str = "",
        target: str = "",
        scope: str = "",
        row_span: int = 1,
        col_span: int = 1,
        numbering: str = "",
        said: str = "",
        expansion: str = "",
        seamless: bool = False,
    ) -> Element:
        """A new element below this one."""
        count = self.counter
        number = count.next()
        cell, read = (scope, row_span, col_span), (said, expansion)
        return Element(role, self, lang, alt, target, *cell, numbering, *read, seamless, number, count)


_facts = attrgetter(
    *(
        "number",
        "role",
        "lang",
        "alt",
        "target",
        "scope",
        "row_span",
        "col_span",
        "numbering",
        "said",
        "expansion",
        "seamless",
        "parent",
    )
)
"""What makes two elements equal; the parent last, which is compared up to the root."""


Meaning = Element | Artifact
"""What every composed and placed thing carries: its structure element, or the kind of artifact it is."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; level 1 is the outermost."""

    title: str
    level: int
    anchor: str


def language_of(meaning: Meaning) -> str:
    """The language of what a structure element says, '' for what no reader hears."""
    element = meaning if isinstance(meaning, Element) else None
    while element is not None and not element.lang:
        element = element.parent
    return element.lang if element else ""
