"""Writes the bookmarks and the page labels, which repeat what is printed as folios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from posterbook.forms.element import Bookmark
from posterbook.forms.page import Page, bookmarks_of, page_labels
from posterbook.pdf.objects import array, dictionary, name, numeral, reference, text
from posterbook.pdf.places import Places
from posterbook.pdf.writer import PdfWriter
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


def write_outline(file: PdfWriter, pages: Sequence[Page], places: Places) -> bytes:
    """The reference to the outline of the pages' bookmarks, nothing if they have none.

    Raises ProofError for an anchor that is nowhere.
    """
    tree = nest(bookmarks_of(pages))
    if not tree:
        return b""
    root = file.reserve()
    file.write(root, dictionary({"Type": name("Outlines"), **_write_items(file, root, tree, places)}))
    return reference(root)


def _write_items(
    file: PdfWriter, parent: int, items: Sequence[OutlineItem], places: Places
) -> dict[str, bytes]:
    """Write the items below their parent, a doubly linked list (ISO 32000-1, 12.3.3).

    Returns what the parent says of them: the first, the last, and how many are to be seen when all are open.
    """
    numbers = [file.reserve() for _ in items]
    visible = len(items)
    for at, (number, item) in enumerate(zip(numbers, items, strict=True)):
        mark = item.bookmark
        key, leads = places.way(mark.anchor)
        entries = {"Title": text(mark.title), "Parent": reference(parent), key: leads}
        if at > 0:
            entries["Prev"] = reference(numbers[at - 1])
        if at + 1 < len(numbers):
            entries["Next"] = reference(numbers[at + 1])
        if item.below:
            entries |= _write_items(file, number, item.below, places)
            visible += int(entries["Count"])
        file.write(number, dictionary(entries))
    return {"First": reference(numbers[0]), "Last": reference(numbers[-1]), "Count": numeral(visible)}


def page_label_tree(pages: Sequence[Page]) -> bytes:
    """The page labels, a number tree (ISO 32000-1, 12.4.2): words, or decimal digits from a number on."""
    numbers: list[bytes] = []
    for index, label in page_labels(pages):
        style = {"P": text(label)} if isinstance(label, str) else {"S": name("D"), "St": numeral(label)}
        numbers += [numeral(index), dictionary(style)]
    return dictionary({"Nums": array(numbers)})
