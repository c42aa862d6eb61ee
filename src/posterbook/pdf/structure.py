"""Writes the structure tree from the marks, in the order in which they were painted (ISO 32000-1, 14.7).

The file holds it in two directions. Downwards, from the root to elements, to their marked content (a page and
an MCID on it) and their annotations: this is what a screen reader follows. Upwards, in the parent tree, from
a page's list of marks and from each annotation to the element it belongs to: this is how a selection on the
page is understood. Validators do not see an entry of the parent tree that points at the wrong element; the
tests do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from posterbook.forms.edition import MarkedContent
from posterbook.forms.element import Element, Role
from posterbook.pdf.links import LinkMark
from posterbook.pdf.places import Places
from posterbook.values import dataclass


@dataclass(slots=True)
class Node:
    """An element and what is below it: elements, (page index, MCID), and annotations.

    `page` is the index of its first mark's page, which its marks need not name again; -1 without marks.
    """

    element: Element
    kids: list[Node | tuple[int, int] | LinkMark] = field(default_factory=list)
    page: int = -1
    written: Object | None = None


def build_tree(
    marks: Iterable[MarkedContent], links: Iterable[LinkMark]
) -> tuple[list[Node], dict[Element, Node]]:
    """The outermost nodes and every node by its element; what was never painted is not among them."""
    outermost: list[Node] = []
    nodes: dict[Element, Node] = {}

    def node(element: Element) -> Node:
        known = nodes.get(element)
        if known is None:
            known = Node(element)
            (node(element.parent).kids if element.parent else outermost).append(known)
            nodes[element] = known
        return known

    for mark in marks:
        owner = node(mark.element)
        owner.kids.append((mark.page, mark.mcid))
        if owner.page < 0:
            owner.page = mark.page
    for link in links:
        node(link.element).kids.append(link)
    return outermost, nodes


def write_structure(
    pdf: Pdf, marks: Sequence[MarkedContent], links: Sequence[LinkMark], places: Places
) -> None:
    """The structure tree and the parent tree, from pages and annotations back to their elements."""
    outermost, nodes = build_tree(marks, links)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _Writer(pdf, places)
    root.K = _one_or_all([writer.write(root, node) for node in outermost])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=_parents(pdf, marks, links, nodes, places)))
    root.ParentTreeNextKey = len(pdf.pages) + len(links)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _one_or_all(kids: list[Object | int]) -> Object | int:
    return kids[0] if len(kids) == 1 else Array(kids)


class _Writer:
    """Writes nodes from the root downwards, each as one indirect object."""

    __slots__ = ("_notes", "_pdf", "_places")

    def __init__(self, pdf: Pdf, places: Places) -> None:
        self._pdf = pdf
        self._places = places
        self._notes = 0

    def write(self, parent: Object, node: Node) -> Object:
        only = node.kids[0] if len(node.kids) == 1 else None
        mark = b" /K %d" % only[1] if isinstance(only, tuple) else b""
        # parsing an entry takes two thirds of the time of building it, and there are fifteen a poster
        entry = Object.parse(b"<< /S /%b%b >>" % (node.element.role.encode(), mark))
        entry["/P"] = parent
        if node.page >= 0:
            entry["/Pg"] = self._places.page(node.page)
        for key, fact in self._description(node.element).items():
            entry[key] = fact
        entry = node.written = self._pdf.make_indirect(entry)
        if not mark:
            entry["/K"] = _one_or_all([self._kid(entry, node.page, kid) for kid in node.kids])
        return entry

    def _kid(self, entry: Object, page: int, kid: Node | tuple[int, int] | LinkMark) -> Object | int:
        if isinstance(kid, Node):
            return self.write(entry, kid)
        if isinstance(kid, LinkMark):
            return Dictionary(Type=Name.OBJR, Obj=kid.annotation, Pg=self._places.page(kid.page))
        if kid[0] == page:
            return kid[1]
        return Dictionary(Type=Name.MCR, Pg=self._places.page(kid[0]), MCID=kid[1])

    def _description(self, element: Element) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if element.lang:
            facts["/Lang"] = String(element.lang)
        if element.alt and element.role is Role.FIGURE:  # a link's description is its annotation's
            facts["/Alt"] = String(element.alt)
        if box := self._places.box(element):  # demanded of what stands on one page (ISO 32000-1, 14.8.5.4.3)
            facts["/A"] = Dictionary(O=Name.Layout, BBox=Array(box))
        if element.role is Role.NOTE:  # demanded by ISO 14289-1, 7.9
            self._notes += 1
            facts["/ID"] = String(f"note-{self._notes}")
        if element.numbering:
            facts["/A"] = Dictionary(O=Name.List, ListNumbering=Name("/" + element.numbering))
        attributes = _table_attributes(element)
        if attributes:
            facts["/A"] = Dictionary({"/O": Name.Table, **attributes})
        return facts


def _table_attributes(element: Element) -> dict[str, Any]:
    """What a table or one of its cells says of itself (ISO 32000-1, table 349)."""
    attributes: dict[str, Any] = {}
    if element.alt and element.role is Role.TABLE:
        attributes["/Summary"] = String(element.alt)
    if element.scope:
        attributes["/Scope"] = Name("/" + element.scope)
    if element.row_span > 1:
        attributes["/RowSpan"] = element.row_span
    if element.col_span > 1:
        attributes["/ColSpan"] = element.col_span
    return attributes


def _parents(
    pdf: Pdf,
    marks: Sequence[MarkedContent],
    links: Sequence[LinkMark],
    nodes: dict[Element, Node],
    places: Places,
) -> Array:
    """The parent tree's numbers: pages first, by their index, then annotations."""
    owners: list[list[Object | None]] = [[] for _ in pdf.pages]
    for mark in marks:
        owners[mark.page].append(nodes[mark.element].written)
    numbers: list[object] = []
    for index, owned in enumerate(owners):
        if owned:
            places.page(index).StructParents = index
            numbers += [index, pdf.make_indirect(Array(owned))]
    for key, link in enumerate(links, len(owners)):
        link.annotation.StructParent = key
        numbers += [key, nodes[link.element].written]
    return Array(numbers)
