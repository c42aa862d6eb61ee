"""Writes the structure tree from the marks, in the order in which they were painted (ISO 32000-1, 14.7).

The file holds it in two directions. Downwards, from the root to elements, to their marked content (a page and
an MCID on it) and their annotations: this is what a screen reader follows. Upwards, in the parent tree, from
a page's list of marks and from each annotation to the element it belongs to: this is how a selection on the
page is understood. Validators do not see an entry of the parent tree that points at the wrong element; the
tests do.

An element's object has its number as soon as the element is met, and so has every page and annotation. So
whatever refers to another is written at once, a kid below its element and an element into the parent tree,
and there are fifteen elements a poster: each is one template, filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from posterbook.content.scripts import is_right_to_left
from posterbook.forms.edition import MarkedContent
from posterbook.forms.element import NAMES, Element, Role, language_of
from posterbook.pdf.links import LinkMark
from posterbook.pdf.objects import array, dictionary, name, numeral, reference, text
from posterbook.pdf.places import Places
from posterbook.pdf.writer import PdfWriter

ELEMENT = b"<< %b/K %b %b/P %d 0 R %b/S /%b >>"
"""A structure element (table 323): facts, kids, language, parent, page and role."""
ELSEWHERE = b"<< /MCID %d /Pg %d 0 R /Type /MCR >>"
"""Marked content on another page than its element's first (table 324)."""
ANNOTATION = b"<< /Obj %d 0 R /Pg %d 0 R /Type /OBJR >>"
"""An annotation below its element (table 325)."""


class Node:
    """An element by the number of its object, and its kids as they are written.

    `page` is the index of its first mark's page, which its marks need not name again; -1 without marks.
    """

    __slots__ = ("element", "kids", "number", "page", "parent")

    def __init__(self, element: Element, number: int, parent: int) -> None:
        self.element = element
        self.number = number
        self.parent = parent
        self.page = -1
        self.kids: list[bytes] = []


class StructureTree:
    """The elements of a file, each with what was painted for it; what was never painted is not among them."""

    __slots__ = ("_file", "_listed", "_namespace", "_outermost", "_places", "nodes", "owners", "root")

    def __init__(self, file: PdfWriter, places: Places, namespace: str = "") -> None:
        self._file = file
        self._places = places
        self.root = file.reserve()
        self._namespace = b""
        if namespace:  # ISO 32000-2, table 356
            self._namespace = file.add(b"<< /Type /Namespace /NS %b >>" % text(namespace))
        self._outermost: list[bytes] = []
        self._listed: dict[Element, list[bytes]] = {}
        self.nodes: dict[Element, Node] = {}
        self.owners: dict[int, list[bytes]] = {}
        """Of each page with marks, by its index: the elements that these belong to, in order of MCIDs."""

    def node(self, element: Element) -> Node:
        """The node of an element; it and those above it enter the tree when it is first asked for."""
        known = self.nodes.get(element)
        if known is None:
            above = self.node(element.parent) if element.parent else None
            number = self._file.reserve()
            known = self.nodes[element] = Node(element, number, above.number if above else self.root)
            (above.kids if above else self._outermost).append(reference(number))
        return known

    def add_marks(self, marks: Iterable[MarkedContent]) -> None:
        """Hang marked content below its elements, in paint order."""
        for mark in marks:
            page = mark.page
            node = self.nodes.get(mark.element) or self.node(mark.element)
            if node.page < 0:
                node.page = page
            here = node.page == page
            node.kids.append(b"%d" % mark.mcid if here else ELSEWHERE % (mark.mcid, self._places.page(page)))
            self.owners.setdefault(page, []).append(reference(node.number))

    def add_link(self, link: LinkMark) -> int:
        """Hang an annotation below its element; the number of this."""
        node = self.node(link.element)
        node.kids.append(ANNOTATION % (link.annotation, self._places.page(link.page)))
        part = self._places.elements.get(link.element.target)
        if part is not None and (item := _listed_by(link.element)):
            self._listed.setdefault(item, []).append(reference(part))
        return node.number

    def lead_to(self, anchors: Mapping[str, Element]) -> None:
        """Have links and bookmarks lead to the elements of these anchors."""
        self._places.elements = {name: self.node(element).number for name, element in anchors.items()}

    def write(self, parent_tree: bytes, next_key: int) -> None:
        """Write the elements and the root of them all."""
        notes = 0
        for node in self.nodes.values():
            element = node.element
            notes += element.role is Role.NOTE
            facts = _facts(element, self._places, notes, newer=bool(self._namespace))
            values = (
                facts + self._newer_facts(element),
                _one_or_all(node.kids),
                b"/Lang %b " % text(element.lang) if element.lang else b"",
                node.parent,
                b"/Pg %d 0 R " % self._places.page(node.page) if node.page >= 0 else b"",
                element.role.encode(),
            )
            self._file.write(node.number, ELEMENT % values)
        entries = {
            "Type": name("StructTreeRoot"),
            "K": _one_or_all(self._outermost),
            "ParentTree": parent_tree,
            "ParentTreeNextKey": numeral(next_key),
        }
        if self._namespace:
            entries["Namespaces"] = array([self._namespace])
        self._file.write(self.root, dictionary(entries))

    def _newer_facts(self, element: Element) -> bytes:
        """What PDF 2.0 wants: the namespace of the document, the parts that its table of contents lists.

        All other elements are in the namespace of PDF 1.7, which needs no word (ISO 32000-2, 14.8.6.1).
        """
        if element.role is Role.DOCUMENT and self._namespace:
            return b"/NS %b " % self._namespace
        if element.role is Role.TOC_ITEM and (listed := self._listed.get(element)):
            return b"/Ref %b " % array(listed)
        return b""


def write_structure(file: PdfWriter, pages: int, tree: StructureTree, links: Sequence[LinkMark]) -> int:
    """Write a structure tree with all marks, and the parent tree of so many pages; the number of its root.

    The parent tree's keys are the indices of the pages, and after them the links (see `write_links`).
    """
    entries = [b"%d %b" % (index, file.add(array(owners))) for index, owners in sorted(tree.owners.items())]
    entries += [b"%d %d 0 R" % (key, tree.add_link(link)) for key, link in enumerate(links, pages)]
    parent_tree = file.add(b"<< /Nums %b >>" % array(entries))
    tree.write(parent_tree, pages + len(links))
    return tree.root


def _listed_by(link: Element) -> Element | None:
    """The entry of a table of contents that a link stands in."""
    above: Element | None = link
    while above is not None and above.role is not Role.TOC_ITEM:
        above = above.parent
    return above


def _one_or_all(kids: Sequence[bytes]) -> bytes:
    return kids[0] if len(kids) == 1 else array(kids)


def _facts(element: Element, places: Places, notes: int, *, newer: bool) -> bytes:
    """What few elements say of themselves: attributes, a description, an identifier."""
    facts = b""
    attributes = _attributes(element, places, newer=newer)
    if attributes:
        facts += b"/A %b " % dictionary(attributes)
    if element.alt and element.role is Role.FIGURE:  # a link's description is its annotation's
        facts += b"/Alt %b " % text(element.alt)
    if element.said:
        facts += b"/ActualText %b " % text(element.said)
    if element.expansion:
        facts += b"/E %b " % text(element.expansion)
    if element.role is Role.NOTE:  # demanded by ISO 14289-1, 7.9
        facts += b"/ID %b " % text(f"note-{notes}")
    return facts


def _attributes(element: Element, places: Places, *, newer: bool) -> dict[str, bytes]:
    """What a picture, a list, a table, a cell or what runs the other way says of itself (14.8.5)."""
    if box := places.box(element):  # demanded of what stands on one page (14.8.5.4.3)
        return {"O": name("Layout"), "BBox": box}
    if element.numbering and (newer or element.numbering != NAMES):
        return {"O": name("List"), "ListNumbering": name(element.numbering)}
    found: dict[str, bytes] = {}
    if element.alt and element.role is Role.TABLE:
        found["Summary"] = text(element.alt)
    if element.scope:
        found["Scope"] = name(element.scope)
    if element.row_span > 1:
        found["RowSpan"] = numeral(element.row_span)
    if element.col_span > 1:
        found["ColSpan"] = numeral(element.col_span)
    if found:
        return {"O": name("Table"), **found}
    return _direction(element) if element.lang else {}


def _direction(element: Element) -> dict[str, bytes]:
    """In which direction it runs, where what it is in runs the other way, else inherited (14.8.5.4.2)."""
    above = language_of(element.parent) if element.parent else ""
    back = is_right_to_left(element.lang)
    if back == is_right_to_left(above):
        return {}
    return {"O": name("Layout"), "WritingMode": name("RlTb" if back else "LrTb")}
