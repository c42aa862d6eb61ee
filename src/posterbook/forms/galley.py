"""Composed content: blocks with a style and a structure element, not yet in any place.

One form for each way of setting a page; `pages/` composes them, `layout/` sets them. Page numbers are not
known yet: a `Reference` names the anchors they will come from.
"""

from __future__ import annotations

from posterbook.content.model import Picture, Weight
from posterbook.design.theme import Colour, Style
from posterbook.errors import Where
from posterbook.forms.page import Bookmark, Meaning
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
    splits. A list item has a `level` from 1, and its first paragraph a `marker`.
    """

    style: Style
    pieces: tuple[Piece, ...]
    where: Where
    keep: tuple[str, ...] = ()
    whole: tuple[tuple[int, int], ...] = ()
    level: int = 0
    marker: tuple[Piece, ...] = ()

    @property
    def plain(self) -> str:
        """What it says, without styling."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Reference:
    """A text in which {page} becomes the folios of anchors: each range runs from the first to the second.

    Where the second is '' only the page on which the first begins is named.
    """

    text: Text
    ranges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LadderBlock:
    """A group's block on the cover: its label, or the ordinal where that is too long, and its numbers."""

    group: int
    label: Text | None
    ordinal: Text | None
    numbers: tuple[Text, ...]
    count: Text
    counted: Text


@dataclass(frozen=True, slots=True)
class CoverGalley:
    """The front cover; `meeting` and `place` stand only where no disclaimer does."""

    disclaimer: tuple[Text, ...]
    meeting: Text | None
    place: Text | None
    company: tuple[Text, ...]
    company_han: tuple[Text, ...]
    incorporation: Text | None
    stock_code: Text | None
    kind: Text | None
    title: Text
    ladder: tuple[LadderBlock, ...]
    legal: tuple[str, ...]
    stamp: Text | None = None
    logo: FigureBlock | None = None


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the contents list: its page or pages, and what stands there."""

    pages: Reference
    text: Text


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list."""

    heading: Text
    entries: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class DividerGalley:
    """The page before a group's posters: its name, and their numbers and titles."""

    group: int
    name: Text
    entries: tuple[ListRow, ...]
    anchor: str
    bookmark: Bookmark


@dataclass(frozen=True, slots=True)
class IntroductionGalley:
    """The introduction, the contents list, or both; what does not fit one page starts its own."""

    kind: str
    heading: Text | None
    lead: tuple[Text, ...]
    contents: Contents | None


@dataclass(frozen=True, slots=True)
class Row:
    """A poster's row in the summary table; `under_number` and `under_page` mark its status."""

    title: Text
    number: Text
    page: Reference
    anchor: str
    under_number: Text | None = None
    under_page: Text | None = None


@dataclass(frozen=True, slots=True)
class TableGroup:
    """A group's rows. Its name stands beside them, or with the ordinal above them, by what fits the book.

    `repeated` is the name with "continued", for every further page that the group reaches.
    """

    group: int
    name: Text | None
    ordinal: Text
    repeated: Text | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableGalley:
    """The summary table; `repeated_heads` are its column heads for every further page."""

    sentence: tuple[Text, ...]
    heads: TableHeads
    repeated_heads: TableHeads
    groups: tuple[TableGroup, ...]
    anchor: str
    bookmark: Bookmark


@dataclass(frozen=True, slots=True)
class TableHeads:
    """The heads of the table's columns; `group` is None where no record has a group.

    `title_alone` is the title's where groups stand above their rows: it heads their column too.
    """

    group: Text | None
    title: Text
    title_alone: Text
    number: Text


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section of a poster; `called_out` is the one that stands in the panel."""

    heading: Text | None
    paragraphs: tuple[Text, ...]
    called_out: bool


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
class AuthorName:
    """An author's name with the numbers of its affiliations; `affiliations` are their positions."""

    pieces: tuple[Piece, ...]
    affiliations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Byline:
    """Authors and affiliations. `more` stands for the last authors where not all fit; {count} of them.

    `comma` parts authors, `semicolon` affiliations, each with its number.
    """

    style: Style
    small: Style
    authors: tuple[AuthorName, ...]
    affiliations: tuple[tuple[Piece, ...], ...]
    comma: Piece
    semicolon: Piece
    more: Piece
    where: Where


@dataclass(frozen=True, slots=True)
class PosterGalley:
    """One poster: its page, and the pages it runs on to. `struck` ones are withdrawn.

    `numbered_tag` is the group's tag with its ordinal, for a book whose table has group heads. `continued`
    and `continued_on` stand on continued pages only.
    """

    number: str
    group: int
    label: Text
    numeral: Text
    title: Text
    tag: Text | None
    numbered_tag: Text | None
    byline: Byline | None
    locator: tuple[Text, ...]
    sections: tuple[SectionBlock, ...]
    notes: Text
    continued: Text
    continued_on: Text
    anchor: str
    bookmarks: tuple[Bookmark, ...]
    where: Where
    struck: bool = False
    code: QrCodeBlock | None = None
    figure: FigureBlock | None = None
    figure_after: int = 0


@dataclass(frozen=True, slots=True)
class FlowGalley:
    """A heading and running text over as many pages as it takes."""

    kind: str
    heading: Text | None
    body: tuple[Text, ...]
    anchor: str
    bookmark: Bookmark | None


@dataclass(frozen=True, slots=True)
class LegalText:
    """A legal block, ready to be set: its heading, if it has one, and its paragraphs or lines.

    `whole` forbids to split it, however long it is.
    """

    id: str
    weight: Weight
    heading: Text | None
    paragraphs: tuple[Text, ...]
    anchor: str
    bookmark: Bookmark | None
    where: Where
    whole: bool = False


@dataclass(frozen=True, slots=True)
class LegalGalley:
    """The legal page or pages; `colophon` stands at the foot of the last."""

    blocks: tuple[LegalText, ...]
    colophon: Text | None = None


@dataclass(frozen=True, slots=True)
class NotesGalley:
    """A page of writing lines."""

    label: Text


@dataclass(frozen=True, slots=True)
class Sponsors:
    """The marks of those who support the meeting; they stand where a page has room."""

    heading: Text
    marks: tuple[FigureBlock, ...]


Galley = (
    CoverGalley
    | IntroductionGalley
    | TableGalley
    | DividerGalley
    | PosterGalley
    | FlowGalley
    | LegalGalley
    | NotesGalley
)


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole booklet, composed.

    `filler` pads it to a multiple of pages; `groups` are the groups' names in order, None where records have
    none; `verso` and `recto` are the running feet.
    """

    galleys: tuple[Galley, ...]
    filler: NotesGalley
    groups: tuple[Text | None, ...]
    verso: str
    recto: str
    sponsors: Sponsors | None = None
