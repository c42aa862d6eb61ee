"""Writes the bookmarks and the page labels, which repeat what is printed as folios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from pikepdf import Array, Dictionary, Name, Object, Pdf

from posterbook.forms.page import Bookmark, Page
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
        root.Count = _write(pdf, root, tree, places)
        pdf.Root.Outlines = root


def _write(pdf: Pdf, parent: Object, entries: Sequence[OutlineItem], places: Places) -> int:
    """Write the entries below their parent; the number of entries that show when all are open."""
    shown, before = len(entries), None
    for entry in entries:
        mark = entry.bookmark
        one = Dictionary(Title=mark.title, Parent=parent, Dest=places.destination(mark.anchor))
        item = pdf.make_indirect(one)
        if before is None:
            parent.First = item
        else:
            item.Prev, before.Next = before, item
        if entry.below:
            item.Count = _write(pdf, item, entry.below, places)
            shown += int(item.Count)
        before = item
    parent.Last = before
    return shown


def labels(pages: Sequence[Page]) -> list[tuple[int, int | str]]:
    """From which page index on pages are counted from which number, or what a page is called instead.

    A page without a folio is called by its kind, so that no viewer shows it a number that is not printed.
    """
    found: list[tuple[int, int | str]] = []
    expected = 0
    for index, page in enumerate(pages):
        counted = page.folio.isascii() and page.folio.isdigit()
        if not counted:
            found.append((index, page.folio or page.kind.capitalize()))
        elif int(page.folio) != expected:
            found.append((index, int(page.folio)))
        expected = int(page.folio) + 1 if counted else -1
    return found


def write_labels(pdf: Pdf, pages: Sequence[Page]) -> None:
    """The page labels (ISO 32000-1, 12.4.2)."""
    numbers: list[object] = []
    for index, label in labels(pages):
        shown = Dictionary(P=label) if isinstance(label, str) else Dictionary(S=Name.D, St=label)
        numbers += [index, shown]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
