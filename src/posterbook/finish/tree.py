"""Reads the structure of a written file as plain values: its elements, its links and the parent tree.

Objects are read in the text that qpdf writes for them, which has one fixed form whatever the file looks like:
asking pikepdf key by key takes five times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf

_TEXT = re.compile(rb"\((?:[^()\\]|\\.)+\)", re.DOTALL)
_ELEMENT = re.compile(
    rb"<< (.*?)/K (\[.*?\]|<< .*? >>|\d+(?: 0 R)?) (/Lang \S+ )?/P (\d+) 0 R (?:/Pg (\d+) 0 R )?/S /(\w+) "
)
_KID = re.compile(
    rb"<< /MCID (\d+) /Pg (\d+) 0 R /Type /MCR >>|<< /Obj (\d+) 0 R [^>]*/Type /OBJR >>|(\d+) 0 R|(\d+)"
)
_REFERENCE = re.compile(rb"(\d+) 0 R|null")
_PARENT = re.compile(rb"/StructParent (\d+)")
_DESTINATION = re.compile(rb"/Dest \[ (\d+) 0 R ")
_SAYS = re.compile(rb"/Contents (?:\(x\)|<\w+>)")


class Entry(NamedTuple):
    """One element by the numbers of objects; `facts` are A, Alt and ID as written, each text in them an x.

    `kids` are as the pattern found them: MCID and page, annotation, element, or MCID on its own `page`.
    """

    id: int
    role: str
    parent: int
    page: int
    kids: list[tuple[bytes, ...]]
    lang: str
    facts: bytes


class Hook(NamedTuple):
    """One link annotation: its key in the parent tree (-1 for none) and the page it leads to (0 for none)."""

    id: int
    key: int
    page: int
    has_address: bool
    says: bool


@dataclass(slots=True)
class Tree:
    """A file's structure by the numbers of its objects; `outermost` are the kids of the root.

    In reading order: `held` are (element, the one that holds it), `marks` (page, MCID, element) and `hooked`
    (annotation, element).
    """

    outermost: tuple[int, ...] = ()
    entries: dict[int, Entry] = field(default_factory=dict)
    hooks: dict[int, Hook] = field(default_factory=dict)
    parents: dict[int, tuple[int, ...] | int] = field(default_factory=dict)
    held: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    hooked: list[tuple[int, int]] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)

    def walk(self, number: int, above: frozenset[int] = frozenset()) -> None:
        """Note what an element holds, in reading order; one that holds itself is not walked again."""
        entry = self.entries.get(number)
        if entry is None or number in above:
            return
        for mcid, elsewhere, annotation, element, here in entry.kids:
            if here:
                self.marks.append((entry.page, int(here), number))
            elif element:
                self.held.append((int(element), number))
                self.walk(int(element), above | {number})
            elif annotation:
                self.hooked.append((int(annotation), number))
            else:
                self.marks.append((int(elsewhere), int(mcid), number))


def read_tree(pdf: Pdf) -> Tree:
    """The structure of a file; empty if it has none."""
    tree = Tree()
    for one in pdf.objects:
        if isinstance(one, Dictionary):
            _take(tree, one)
    root = pdf.Root.get("/StructTreeRoot")
    if root is not None:
        tree.outermost = tuple(kid.objgen[0] for kid in _all(root.get("/K")))
        tree.parents = dict(_parents(root.get("/ParentTree", Dictionary())))
        for number in tree.outermost:
            tree.walk(number)
    return tree


def _take(tree: Tree, one: Object) -> None:
    raw = one.unparse(resolved=True)
    if b"/S /" in raw and b"/P " in raw and b"/Type /Catalog" not in raw:
        entry = _entry(one, _TEXT.sub(b"(x)", raw) if b"(" in raw else raw)
        if entry:
            tree.entries[entry.id] = entry
        else:
            tree.unreadable.append(one.objgen[0])
    elif b"/Subtype /Link" in raw:
        tree.hooks[one.objgen[0]] = _hook(one.objgen[0], _TEXT.sub(b"(x)", raw))


def _entry(one: Object, raw: bytes) -> Entry | None:
    found = _ELEMENT.match(raw)
    if not found:
        return None
    facts, kids, lang, parent, page, role = found.groups()
    named = str(one.Lang) if lang else ""
    held = [(b"", b"", b"", b"", kids)] if kids.isdigit() else _KID.findall(kids)
    return Entry(one.objgen[0], role.decode(), int(parent), int(page or 0), held, named, facts)


def _hook(number: int, raw: bytes) -> Hook:
    key, page = _PARENT.search(raw), _DESTINATION.search(raw)
    has_address, says = b"/URI (x)" in raw, bool(_SAYS.search(raw))
    return Hook(number, int(key[1]) if key else -1, int(page[1]) if page else 0, has_address, says)


def _all(kids: Object | None) -> list[Object]:
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def _parents(node: Object) -> Iterator[tuple[int, tuple[int, ...] | int]]:
    """The parent tree's entries: a page's elements by MCID, or an annotation's."""
    numbers = list(node.get("/Nums", []))
    for key, owner in zip(numbers[::2], numbers[1::2], strict=True):
        if isinstance(owner, Array):
            yield (
                int(key),
                tuple(int(found or 0) for found in _REFERENCE.findall(owner.unparse(resolved=True))),
            )
        else:
            yield int(key), owner.objgen[0]
    for kid in node.get("/Kids", []):
        yield from _parents(kid)
