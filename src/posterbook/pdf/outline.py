"""Writes the bookmarks and the page labels, which repeat what is printed as folios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from pikepdf import Array, Dictionary, Name, Object, Pdf

from posterbook.forms.element import Bookmark
from posterbook.forms.page import Page, page_labels
from posterbook.pdf.places import Places
from posterbook.values import dataclass


@dataclass(slots=True)
class OutlineItem:
    """A bookmark and those below it."""

    bookmark: Bookmark
    below: list[OutlineItem] = field(default_factory=list)


def nest(bookmarks: Sequence[Bookmark]) -> list[OutlineItem]:
    """The bookmarks as a tree by their levels; one that skips a level hangs below the last before it."""
    outermost: list[OutlineItem] = []
    open_ones: list[OutlineItem] = []
    for bookmark in bookmarks:
        while open_ones and open_ones[-1].bookmark.level >= bookmark.level:
            open_ones.pop()
        entry = OutlineItem(bookmark)
        (open_ones[-1].below if open_ones else outermost).append(entry)
        open_ones.append(entry)
    return outermost


def write_outline(pdf: Pdf, pages: Sequence[Page], places: Places) -> None:
    """The outline from the pages' bookmarks; raises ProofError for an anchor that is nowhere."""
    tree = nest([bookmark for page in pages for bookmark in page.bookmarks])
    if tree:
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        root.Count = _write_items(pdf, root, tree, places)
        pdf.Root.Outlines = root


def _write_items(pdf: Pdf, parent: Object, entries: Sequence[OutlineItem], places: Places) -> int:
    """Write the items below their parent, a doubly linked list (ISO 32000-1, 12.3.3).

    Returns how many items are to be seen below it when all are open.
    """
    visible, before = len(entries), None
    for entry in entries:
        mark = entry.bookmark
        facts = Dictionary(Title=mark.title, Parent=parent, Dest=places.destination(mark.anchor))
        item = pdf.make_indirect(facts)
        if before is None:
            parent.First = item
        else:
            item.Prev, before.Next = before, item
        if entry.below:
            item.Count = _write_items(pdf, item, entry.below, places)
            visible += int(item.Count)
        before = item
    parent.Last = before
    return visible


def write_page_labels(pdf: Pdf, pages: Sequence[Page]) -> None:
    """The page labels, a number tree in the catalogue (ISO 32000-1, 12.4.2)."""
    numbers: list[object] = []
    for index, label in page_labels(pages):
        named = Dictionary(P=label) if isinstance(label, str) else Dictionary(S=Name.D, St=label)
        numbers += [index, named]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
