"""Reads the structure of a written file as plain values: its elements, its links and the parent tree.

Objects are read in the text that qpdf writes for them, which has one fixed form, straight from the
streams that hold them: asking pikepdf key by key takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf

from posterbook.values import dataclass

_TEXT = re.compile(rb"\((?:[^()\\]|\\.)+\)", re.DOTALL)
_ELEMENT = re.compile(
    rb"<< (.*?)/K (\[.*?\]|<< .*? >>|\d+(?: 0 R)?) (/Lang \S+ )?/P (\d+) 0 R (?:/Pg (\d+) 0 R )?/S /(\w+) "
)
_KID = re.compile(
    rb"<< /MCID (\d+) /Pg (\d+) 0 R /Type /MCR >>|<< /Obj (\d+) 0 R [^>]*/Type /OBJR >>|(\d+) 0 R|(\d+)"
)
_NUMBERS = re.compile(rb"<< /Nums \[ ((?:\d+ \d+ 0 R )*)\] >>")
_PAIR = re.compile(rb"(\d+) (\d+) 0 R ")
_REFERENCE = re.compile(rb"(\d+) 0 R|null")
_PARENT = re.compile(rb"/StructParent (\d+)")
_LANGUAGE = re.compile(rb"/Lang \(([\w-]*)\)")
_DESTINATION = re.compile(rb"/Dest \[ (\d+) 0 R ")
_SAYS = re.compile(rb"/Contents (?:\(x\)|<\w+>)")
_FIRST = re.compile(rb"/First (\d+) 0 R")
_NEXT = re.compile(rb"/Next (\d+) 0 R")
_HOLDS_OBJECTS = b" 0 obj\n<< /Type /ObjStm "
_DIGITS = 10


class WrittenElement(NamedTuple):
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
    (annotation, element). `bookmarks` are the pages that they lead to, 0 for none.
    """

    outermost: tuple[int, ...] = ()
    entries: dict[int, WrittenElement] = field(default_factory=dict)
    hooks: dict[int, Hook] = field(default_factory=dict)
    parents: dict[int, tuple[int, ...] | int] = field(default_factory=dict)
    held: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    hooked: list[tuple[int, int]] = field(default_factory=list)
    bookmarks: list[int] = field(default_factory=list)
    walked: set[int] = field(default_factory=set)
    unreadable: list[int] = field(default_factory=list)

    def walk(self, number: int) -> None:
        """Note what an element holds, in reading order; one that hangs twice is walked once."""
        entry = self.entries.get(number)
        if entry is None or number in self.walked:
            return
        self.walked.add(number)
        for mcid, elsewhere, annotation, element, here in entry.kids:
            if here:
                self.marks.append((entry.page, int(here), number))
            elif element:
                self.held.append((int(element), number))
                self.walk(int(element))
            elif annotation:
                self.hooked.append((int(annotation), number))
            else:
                self.marks.append((int(elsewhere), int(mcid), number))


def read_tree(pdf: Pdf, file: bytes) -> Tree:
    """The structure of a file; empty if it has none."""
    tree = Tree()
    items: dict[int, bytes] = {}
    for number, raw in _objects(pdf, file):
        bare = _TEXT.sub(b"(x)", raw) if b"(" in raw else raw  # a title may say anything
        if b"/S /" in bare and b"/P " in bare and b"/Type /Catalog" not in bare:
            _take(tree, number, raw, bare)
        elif b"/Subtype /Link" in bare:
            tree.hooks[number] = _hook(number, bare)
        elif b"/Parent " in bare or b"/Outlines" in bare or bare[:1] == b"[" or b"/Nums " in bare:
            items[number] = bare
    root, outlines = pdf.Root.get("/StructTreeRoot"), pdf.Root.get("/Outlines")
    if root is not None:
        tree.outermost = tuple(kid.objgen[0] for kid in _all(root.get("/K")))
        tree.parents = dict(_parents(items, root.get("/ParentTree", Dictionary()).objgen[0]))
        for number in tree.outermost:
            tree.walk(number)
    if outlines is not None:
        tree.bookmarks = list(_bookmarks(items, outlines.objgen[0]))
    return tree


def _objects(pdf: Pdf, file: bytes) -> Iterator[tuple[int, bytes]]:
    """The number and text of every object that is no stream; all of ours stand in object streams."""
    found, at = False, file.find(_HOLDS_OBJECTS)
    while at >= 0:
        found = True
        number = int(file[max(at - _DIGITS, 0) : at].rsplit(b"\n", 1)[-1])
        yield from _held_in(pdf.get_object(number, 0))
        at = file.find(_HOLDS_OBJECTS, at + 1)
    for one in pdf.objects if not found else ():
        if isinstance(one, Dictionary | Array):
            yield one.objgen[0], one.unparse(resolved=True)


def _held_in(stream: Object) -> Iterator[tuple[int, bytes]]:
    """The objects in a stream, by the numbers and offsets at its head (ISO 32000-1, 7.5.7)."""
    content, first = stream.read_bytes(), int(stream.First)
    pairs = list(map(int, content[:first].split()))
    ends = [*pairs[3::2], len(content) - first]
    for number, start, end in zip(pairs[::2], pairs[1::2], ends, strict=True):
        yield number, content[first + start : first + end]


def _take(tree: Tree, number: int, raw: bytes, bare: bytes) -> None:
    found = _ELEMENT.match(bare)
    if not found:
        tree.unreadable.append(number)
        return
    facts, kids, lang, parent, page, role = found.groups()
    named = _LANGUAGE.search(raw) if lang else None
    held = [(b"", b"", b"", b"", kids)] if kids.isdigit() else _KID.findall(kids)
    said = named[1].decode() if named else ""
    tree.entries[number] = WrittenElement(
        number, role.decode(), int(parent), int(page or 0), held, said, facts
    )


def _hook(number: int, raw: bytes) -> Hook:
    key, page = _PARENT.search(raw), _DESTINATION.search(raw)
    has_address, says = b"/URI (x)" in raw, bool(_SAYS.search(raw))
    return Hook(number, int(key[1]) if key else -1, int(page[1]) if page else 0, has_address, says)


def _all(kids: Object | None) -> list[Object]:
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def _parents(items: Mapping[int, bytes], number: int) -> Iterator[tuple[int, tuple[int, ...] | int]]:
    """What the parent tree says, if it has the form that we write: a page's elements, an annotation's."""
    written = _NUMBERS.match(items.get(number, b""))
    for key, owner in _PAIR.findall(written[1]) if written else ():
        owned = items.get(int(owner))
        if owned is None:
            yield int(key), int(owner)
        else:
            yield int(key), tuple(int(element or 0) for element in _REFERENCE.findall(owned))


def _bookmarks(items: Mapping[int, bytes], number: int) -> Iterator[int]:
    """The pages that the bookmarks below an item lead to, one after the other."""
    first = _FIRST.search(items.get(number, b""))
    below = int(first[1]) if first else 0
    while below in items:
        page, following = _DESTINATION.search(items[below]), _NEXT.search(items[below])
        yield int(page[1]) if page else 0
        yield from _bookmarks(items, below)
        below = int(following[1]) if following else 0
