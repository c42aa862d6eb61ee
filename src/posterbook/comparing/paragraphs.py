"""The paragraphs that pages print: the runs of a structure element together, over lines, columns and pages.

A link or a language within a paragraph is part of it, and so is the label of a list item. Page numbers that
refer to other pages are no wording: they follow from where posterbook puts things, so that an ellipsis stands
for them. What only repeats (tabs, running feet, heads of continued tables) is told apart by its words: each
of them once and in the order of the alphabet, behind all else, wherever it stands first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from hashlib import sha256
from itertools import accumulate
from typing import Final

from posterbook.content.book_difference import ELSEWHERE
from posterbook.content.printed import SUBSCRIPT, SUPERSCRIPT
from posterbook.content.scalars import fold
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Image, Line, Page, QrCode, page_names
from posterbook.forms.set_line import SOFT_HYPHEN
from posterbook.values import dataclass

WITHIN: Final = frozenset((Role.LINK, Role.SPAN, Role.REFERENCE))
"""Elements that are parts of a paragraph."""
SHORT: Final = 12
"""How many digits of a digest show that a picture is another one."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph and the pages that it stands on; `number` is the poster's, '' for what is not of one.

    What is `repeated` says again what is said elsewhere, or stands in the margins of many pages.
    """

    number: str
    parts: list[tuple[str, str]] = field(default_factory=list)
    repeated: bool = False

    @property
    def text(self) -> str:
        """All of it, white space folded."""
        return fold("".join(part for _, part in self.parts).replace(SOFT_HYPHEN, ""))

    @property
    def page(self) -> str:
        """The page that it begins on."""
        return self.parts[0][0]

    def page_of_word(self, index: int) -> str:
        """The page on which its word of that index stands, counted from 0."""
        counts = accumulate(len(part.split()) for _, part in self.parts)
        pages = (page for (page, _), end in zip(self.parts, counts, strict=True) if index < end)
        return next(pages, self.parts[-1][0])


def paragraphs_of(pages: Sequence[Page]) -> tuple[Paragraph, ...]:
    """All that pages say, page by page in the order of reading; those that fill sheets may be among them."""
    called = list(page_names(pages))
    reader = _Reader({anchor.name: page.folio for page in pages for anchor in page.anchors})
    for page, name, following in zip(pages, called, [*called[1:], ""], strict=True):
        reader.page, reader.name = page, name or called[0]
        for item in page.items:
            if isinstance(item, Image | QrCode):
                reader.add_beside(_picture(item))
            elif isinstance(item, Line) and any(isinstance(run.meaning, Element) for run in item.runs):
                reader.add_line(item)
            elif isinstance(item, Line):
                reader.add_repeated(_without_number(fold(item.text), page.folio, following))
    places = {name: place for place, name in enumerate(called) if name}
    return (
        *sorted(reader.paragraphs, key=lambda one: places[one.page]),
        *sorted(reader.repeated, key=lambda one: one.text),
    )


class _Reader:
    """What has been read so far, and the page that is read: `found` by element, the rest by what it says."""

    __slots__ = ("_ahead", "_besides", "_folios", "_found", "_repeated", "name", "page")

    def __init__(self, folios: Mapping[str, str]) -> None:
        self._folios, self._ahead = folios, ""
        self._found: dict[Element, Paragraph] = {}
        self._besides: dict[tuple[str, str], Paragraph] = {}
        self._repeated: dict[str, Paragraph] = {}
        self.page: Page
        self.name = ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        kept = [one for one in self._found.values() if one.text]
        return (*kept, *self._besides.values())

    @property
    def repeated(self) -> tuple[Paragraph, ...]:
        return tuple(self._repeated.values())

    def add_line(self, line: Line) -> None:
        for run in line.runs:
            if isinstance(run.meaning, Artifact):
                continue
            block = _block(run.meaning)
            if block.role is Role.LABEL:
                self._ahead += f"{run.text} "
                continue
            text = self._ahead + _marked(_without_reference(run.text, run.meaning, self._folios), run.rise)
            self._ahead = ""
            parts = self._found.setdefault(block, Paragraph(self.page.number)).parts
            if parts and parts[-1][0] == self.name:
                parts[-1] = (self.name, parts[-1][1] + text)
            else:
                parts.append((self.name, text))
            if address := _address(run.meaning):
                self.add_beside(address)

    def add_beside(self, said: str) -> None:
        """A picture, or an address that no word shows."""
        self._besides.setdefault((self.name, said), Paragraph(self.page.number, [(self.name, said)]))

    def add_repeated(self, said: str) -> None:
        if said:
            self._repeated.setdefault(said, Paragraph("", [(self.name, said)], repeated=True))


def _marked(text: str, rise: float) -> str:
    """The text of a run, each word between the marks of its super- or subscript."""
    mark = SUPERSCRIPT if rise > 0 else SUBSCRIPT
    return re.sub(r"\S+", rf"{mark}\g<0>{mark}", text) if rise else text


def _block(element: Element) -> Element:
    """The paragraph, heading or cell that an element is part of."""
    while element.role in WITHIN and element.parent is not None:
        element = element.parent
    return element


def _address(element: Element) -> str:
    """Where a link leads out of the booklet, in brackets; nothing where its words are that address."""
    target = "" if element.seamless else element.target
    return f"[{target}]" if "//" in target or target.startswith("mailto:") else ""


def _picture(item: Image | QrCode) -> str:
    """What a picture says to those who cannot see it, and a digest by which it is known."""
    if isinstance(item, QrCode):
        content = "\n".join(item.modules).encode()
    else:
        content = item.picture.content or repr(item.picture.shapes).encode()
    words = item.meaning.alt if isinstance(item.meaning, Element) else ""
    return fold(f"[{words} {sha256(content).hexdigest()[:SHORT]}]")


def _without_reference(text: str, element: Element, folios: Mapping[str, str]) -> str:
    """The text of a link to another page without that page's number, or the range that it begins."""
    folio = folios.get(element.target, "") if element.role is Role.LINK else ""
    if not folio:
        return text
    pages = rf"(?<![\w.]){re.escape(folio)}(–\w+)?(, \w+(–\w+)?)*(?![\w.])"
    return re.sub(pages, ELSEWHERE, text)


def _without_number(text: str, folio: str, following: str) -> str:
    """What a margin says but for the page's own number, and that of the page on which a text goes on."""
    if text == folio:
        return ""
    return " ".join(ELSEWHERE if following and word == following else word for word in text.split())
