"""Hangs the pages of several languages in one structure tree, a part for each, in which no name stands twice.

A part is read from its beginning to its end before the next, also where their pages alternate. The names of
places and legal blocks get what tells the languages apart, and so do links and bookmarks that lead there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.content.addresses import is_url
from posterbook.forms.element import Bookmark, Element, Meaning, Role
from posterbook.forms.page import Anchor, Image, Item, Line, Page, QrCode, Rule


class CommonTree:
    """The document that all parts hang in; it is said to be in the main `language`."""

    __slots__ = ("_document",)

    def __init__(self, language: str) -> None:
        self._document = Element(Role.DOCUMENT, lang=language)

    def branch(self, language: str, prefix: str, name: str) -> Branch:
        """The part of one language, which calls itself `name`; `prefix` stands before its names."""
        return Branch(self._document.child(Role.PART, lang=language), prefix, name)


class Branch:
    """One language's part of the tree; every element of a page is made anew below it, each once."""

    __slots__ = ("_made", "_name", "_part", "_prefix")

    def __init__(self, part: Element, prefix: str, name: str) -> None:
        self._part, self._prefix, self._name = part, prefix, name
        self._made: dict[int, tuple[Element, Element]] = {}

    def pages(self, pages: Sequence[Page]) -> tuple[Page, ...]:
        """The pages of this part; a bookmark leads to the first, the others stand below it."""
        return tuple(self._page(page, first=n == 0) for n, page in enumerate(pages))

    def _page(self, page: Page, *, first: bool) -> Page:
        language = self._part.lang
        opening = (Anchor(language),) if first else ()
        named = (Bookmark(self._name, 1, language),) if first else ()
        anchors = (Anchor(self._prefix + one.name, one.y) for one in page.anchors)
        below = (Bookmark(one.title, one.level + 1, self._prefix + one.anchor) for one in page.bookmarks)
        return replace(
            page,
            items=tuple(map(self._item, page.items)),
            anchors=(*opening, *anchors),
            bookmarks=(*named, *below),
            legal=tuple(self._prefix + name for name in page.legal),
            fits=tuple(replace(fit, language=language) for fit in page.fits),
            language=language,
        )

    def _item(self, item: Item) -> Item:
        if isinstance(item, Line):
            runs = tuple(replace(run, meaning=self._meaning(run.meaning)) for run in item.runs)
            return replace(item, runs=runs)
        if isinstance(item, Rule):
            return replace(item, meaning=self._meaning(item.meaning))
        if isinstance(item, Image):
            return replace(item, meaning=self._meaning(item.meaning))
        return replace(item, meaning=self._meaning(item.meaning)) if isinstance(item, QrCode) else item

    def _meaning(self, meaning: Meaning) -> Meaning:
        return self._element(meaning) if isinstance(meaning, Element) else meaning

    def _element(self, element: Element) -> Element:
        """The element of this tree that stands for another, which is kept, and with it its identity."""
        if element.parent is None:
            return self._part
        found = self._made.get(id(element))
        if found is None:
            found = self._made[id(element)] = (element, self._copy(element, self._element(element.parent)))
        return found[1]

    def _copy(self, element: Element, parent: Element) -> Element:
        inner = element.target and not is_url(element.target)
        return parent.child(
            element.role,
            lang=element.lang,
            alt=element.alt,
            target=self._prefix + element.target if inner else element.target,
            scope=element.scope,
            row_span=element.row_span,
            col_span=element.col_span,
            numbering=element.numbering,
            said=element.said,
            expansion=element.expansion,
            seamless=element.seamless,
        )
