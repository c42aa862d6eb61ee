"""Composed content: blocks with a style and a structure element, not yet in any place.

What page kinds have in common; a kind's own galleys stand in its module in `pages/`. Page numbers are not
known yet: a `Reference` names the anchors they will come from.
"""

from __future__ import annotations

from typing import Any

from posterbook.content.model import Picture, Words
from posterbook.content.page_kind import PageKind
from posterbook.design.theme import Colour, Style
from posterbook.errors import Where
from posterbook.forms.element import Meaning
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one face and colour; `rise` and `scale` are relative to the style's size.

    `element` is the structure element it belongs to (a paragraph, or a Link within one), or the kind of
    artifact it is.
    """

    text: str
    face: str
    colour: Colour
    element: Meaning
    rise: float = 0
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or heading: pieces in one style, and where it was written.

    `keep` are phrases that a balanced setting does not break, `whole` stretches (offsets) that no line break
    splits. A list item has a `level` from 1, and its first paragraph a `marker`. In running text a heading
    has its level, and what is quoted is `inset` on both sides. A line may end at the `soft` offsets, with a
    hyphen; where a text is `divisible`, so may one that a word is too long for. Of a list of names the
    `isolates` are these (offsets): each runs its own way, the list as the booklet does.
    """

    style: Style
    pieces: tuple[Piece, ...]
    where: Where
    keep: tuple[str, ...] = ()
    whole: tuple[tuple[int, int], ...] = ()
    level: int = 0
    marker: tuple[Piece, ...] = ()
    heading: int = 0
    inset: bool = False
    soft: tuple[int, ...] = ()
    divisible: bool = False
    isolates: tuple[tuple[int, int], ...] = ()

    @property
    def plain(self) -> str:
        """What it says, without styling."""
        return "".join([piece.text for piece in self.pieces])

    def in_style(self, style: Style) -> Text:
        """The same text in another style."""
        return Text(
            style,
            self.pieces,
            self.where,
            self.keep,
            self.whole,
            self.level,
            self.marker,
            self.heading,
            self.inset,
            self.soft,
            self.divisible,
            self.isolates,
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """A text in which {page} becomes the folios of anchors: each range runs from the first to the second.

    Where the second is '' only the page on which the first begins is named.
    """

    text: Text
    ranges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the contents list: its page or pages, and what stands there."""

    pages: Reference
    text: Text


@dataclass(frozen=True, slots=True)
class QrCodeBlock:
    """A poster's link: the modules of its QR code, what it means, and the address in print."""

    modules: tuple[str, ...]
    meaning: Meaning
    address: Text
    where: Where


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A picture with what it means, and the line below it."""

    picture: Picture
    meaning: Meaning
    caption: Text | None
    where: Where


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table in running text: its head, the head again for further pages, rows of as many cells.

    `aligned` says how each column stands: '' or 'left', 'center', 'right'.
    """

    head: tuple[Text, ...]
    repeated_head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    aligned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextRule:
    """A rule across the measure of running text, which parts what comes before from what comes after."""


RunningText = Text | TextTable | FigureBlock | TextRule
"""What stands one below the other on a page of text."""


@dataclass(frozen=True, slots=True)
class Sponsors:
    """The marks of those who support the meeting; they stand where a page has room."""

    heading: Text
    marks: tuple[FigureBlock, ...]


@dataclass(frozen=True, slots=True)
class Galley:
    """What one entry of the running order came to, or a part of it: `content` is a value of its page kind."""

    kind: PageKind
    content: Any


@dataclass(frozen=True, slots=True)
class HeldRun:
    """Pages that lie on paper already, one after the other: a poster's, or those of one kind between posters.

    `page` is what the first of them is called; `number` is the poster's, '' for none.
    """

    kind: str
    number: str
    page: str
    count: int


@dataclass(frozen=True, slots=True)
class HeldPoster:
    """A poster that lies on paper already: the place that links lead to, and the page that has it."""

    number: str
    anchor: str
    page: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What ends a booklet: the meeting and where it is, and the groups with their pages."""

    lines: tuple[Text, ...]
    groups: tuple[ListRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole booklet, composed.

    `filler` pads it to a multiple of pages; `groups` are the groups' names in order, None where records have
    none; `verso` and `recto` are the running feet, which booklet.yaml names at `where`; `closing` may end it;
    `posters` are the numbers of all records and where they were written. Of a booklet that is printed
    already, the pages stand where they are `held`, and what has come since stands in the `addendum`. The
    `words` are those that posterbook itself prints.
    """

    galleys: tuple[Galley, ...]
    filler: Galley
    groups: tuple[Text | None, ...]
    verso: str
    recto: str
    sponsors: Sponsors | None = None
    closing: Closing | None = None
    posters: tuple[tuple[str, Where], ...] = ()
    addendum: tuple[Galley, ...] = ()
    held: tuple[HeldRun, ...] = ()
    held_posters: tuple[HeldPoster, ...] = ()
    where: Where | None = None
    words: Words | None = None

    def of(self, kind: PageKind) -> tuple[Any, ...]:
        """The contents of all galleys of a kind."""
        return tuple(galley.content for galley in self.every_galley if galley.kind is kind)

    @property
    def every_galley(self) -> tuple[Galley, ...]:
        """Those of the booklet and of its addendum."""
        return (*self.galleys, *self.addendum)

    @property
    def kinds(self) -> tuple[PageKind, ...]:
        """The page kinds that it has galleys of, in their order, each once."""
        return tuple(dict.fromkeys(galley.kind for galley in self.every_galley))
