"""Laid-out pages: lines, rules and boxes at fixed positions, ready to be drawn for any edition.

All lengths in points; x from the left, y from the top edge of the trimmed page, growing downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import IntEnum

from posterbook.content.model import Picture
from posterbook.content.scripts import mirrored
from posterbook.design.geometry import Box, Side
from posterbook.design.theme import Colour
from posterbook.forms.element import Artifact, Bookmark, Meaning
from posterbook.values import dataclass


class Turn(IntEnum):
    """Direction of a line of text, in degrees anticlockwise."""

    NONE = 0
    ANTICLOCKWISE = 90
    OVER = 180
    CLOCKWISE = -90


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face, size and colour within a line.

    `x` counts from the line's start, along the line; `track` is in 1/1000 em after every character; `rise`
    lifts the baseline; `adjust` holds extra advances in 1/1000 em after each character (beside kerning and
    tracking), empty or one number for each character. A space at the end of a run or line is part of its
    text and of no width that matters. One that `continues` goes on where the run before it ends: it is read
    as something else, but no eye may see where it begins. In one that goes `back` words follow each other
    from right to left, as characters do in them.
    """

    x: float
    text: str
    face: str
    size: float
    colour: Colour
    width: float
    meaning: Meaning
    track: float = 0
    rise: float = 0
    adjust: tuple[float, ...] = ()
    continues: bool = False
    back: bool = False

    @property
    def painted(self) -> str:
        """Its text as it is painted: of one that goes back, each word from left to right as it is seen."""
        return turned_words(self.text) if self.back else self.text


def turned(word: str) -> str:
    """A word from right to left as it is seen from left to right, its brackets turned too."""
    return "".join(map(mirrored, reversed(word)))


def turned_words(text: str) -> str:
    """Words from right to left as they are painted, or what was painted as it is read."""
    return " ".join(map(turned, text.split(" ")))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, its start (not its ink) at `x`, its baseline at `y`.

    `forced` says that it ends within a word that has no break point.
    """

    x: float
    y: float
    runs: tuple[Run, ...]
    turn: Turn = Turn.NONE
    forced: bool = False

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(run.text for run in self.runs)

    def moved(self, dx: float, dy: float) -> Line:
        """The same line elsewhere."""
        return Line(self.x + dx, self.y + dy, self.runs, self.turn, self.forced)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule from `x0` to `x1`, `y` its middle; one with a meaning opens a part."""

    x0: float
    x1: float
    y: float
    weight: float
    colour: Colour
    meaning: Meaning = Artifact.LAYOUT

    def moved(self, dx: float, dy: float) -> Rule:
        """The same rule elsewhere."""
        return Rule(self.x0 + dx, self.x1 + dx, self.y + dy, self.weight, self.colour, self.meaning)


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled or framed box; a frame's line runs along the middle of `box`'s edges."""

    box: Box
    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float = 0
    artifact: Artifact = Artifact.LAYOUT

    def moved(self, dx: float, dy: float) -> Rectangle:
        """The same rectangle elsewhere."""
        return Rectangle(self.box.moved(dx, dy), self.fill, self.stroke, self.weight, self.artifact)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in its box, which has its proportions; with `black` all of it but white is black ink.

    Of one that has a `clip` only what lies within that box is seen.
    """

    box: Box
    picture: Picture
    meaning: Meaning
    black: bool = False
    clip: Box | None = None

    @property
    def seen(self) -> Box:
        """Where on the page it is seen."""
        return self.clip or self.box

    def moved(self, dx: float, dy: float) -> Image:
        """The same picture elsewhere."""
        clip = self.clip.moved(dx, dy) if self.clip else None
        return Image(self.box.moved(dx, dy), self.picture, self.meaning, self.black, clip)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code that fills its box, a row of modules (1 is dark) after the other."""

    box: Box
    modules: tuple[str, ...]
    colour: Colour
    meaning: Meaning

    @property
    def seen(self) -> Box:
        """Where on the page it is seen."""
        return self.box

    def moved(self, dx: float, dy: float) -> QrCode:
        """The same code elsewhere."""
        return QrCode(self.box.moved(dx, dy), self.modules, self.colour, self.meaning)


Item = Line | Rule | Rectangle | Image | QrCode


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links and bookmarks lead to: a name, unique in the booklet, and its height on the page."""

    name: str
    y: float = 0


@dataclass(frozen=True, slots=True)
class PosterFit:
    """How a poster was made to fit: the size of its text, the step of its title (0 is none), its pages.

    `language` is that of the poster in a file that has several, '' in others.
    """

    number: str
    body: float
    title_step: int
    pages: int
    authors_left_out: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it comes in the file, what is printed as its folio, and everything that stands on it.

    `sequence` counts from 1; `folio` is '' where none is printed (the cover); `number` is the poster's number
    or '' (as where it has several), `fits` how those that begin on it were made to fit. Items stand in paint
    order, which is reading order. One that `fills` only fills up a sheet of paper and is not counted. `bleed`
    and `margin` are how far paint and paper reach beyond the trim on every side, where they are to be seen.
    `language` is the page's in a file that has several, '' in others.
    """

    sequence: int
    folio: str
    side: Side
    kind: str
    width: float
    height: float
    items: tuple[Item, ...]
    number: str = ""
    anchors: tuple[Anchor, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    legal: tuple[str, ...] = ()
    fits: tuple[PosterFit, ...] = ()
    fills: bool = False
    bleed: float = 0
    margin: float = 0
    language: str = ""


def content_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without those that only fill up sheets, numbered as they stand in a file of their own."""
    kept = [page for page in pages if not page.fills]
    return tuple(
        page if page.sequence == number else replace(page, sequence=number)
        for number, page in enumerate(kept, 1)
    )


def bookmarks_of(pages: Sequence[Page]) -> list[Bookmark]:
    """The bookmarks of pages in their order; of a file in several languages those of one after the other."""
    languages = dict.fromkeys(page.language for page in pages)
    return [
        bookmark
        for language in languages
        for page in pages
        if page.language == language
        for bookmark in page.bookmarks
    ]


def page_names(pages: Sequence[Page]) -> Iterator[str]:
    """What each page is called: its number, counted also where none is printed; '' for one that fills."""
    count = 0
    for page in pages:
        count += not page.fills and (not page.folio or page.folio.isdecimal())
        yield "" if page.fills else page.folio or str(count)


def page_labels(pages: Sequence[Page]) -> list[tuple[int, int | str]]:
    """The labels by which a viewer calls the pages (ISO 32000-1, 12.4.2), which repeat the folios.

    Each is an index from 0 and what begins there: a number to count from, or the name of that one page. A
    page without a folio is called by its kind, so that no viewer shows it a number that is not printed.
    """
    labels: list[tuple[int, int | str]] = []
    expected = 0
    for index, page in enumerate(pages):
        counted = page.folio.isascii() and page.folio.isdigit()
        if not counted:
            labels.append((index, page.folio or page.kind.capitalize()))
        elif int(page.folio) != expected:
            labels.append((index, int(page.folio)))
        expected = int(page.folio) + 1 if counted else -1
    return labels
