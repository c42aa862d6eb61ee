"""Judges whether a legal block is read aloud and copied as it was laid out, in a file that has a structure.

The structure tree is walked as a screen reader does (ISO 32000-1, 14.7): what it reads are marks, in its
order, in a language. A block's marks must be there once, one after the other, below elements that hide
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias
from unicodedata import bidirectional

from posterbook.forms.element import Artifact, Element, Role
from posterbook.proof.legal.comparison import PageComparison
from posterbook.proof.legal.expected import Expected, ExpectedBlock
from posterbook.proof.legal.expected_items import ExpectedGlyph
from posterbook.proof.legal.file_reader import FileReader
from posterbook.proof.legal.painted_content import Glyph
from posterbook.proof.objects.values import WITHIN, Array, Dictionary, ObjectNumber, Value
from posterbook.values import NamedTuple

Fault: TypeAlias = tuple[str, str]
DEEPEST: Final = 100
"""How deep a tree may go; what goes deeper holds itself."""
READ: Final = frozenset({*(f"/{role}" for role in Role), "/Div", "/Part", "/Art", "/H5", "/H6"})
"""Elements that a screen reader reads; others may hide what is below them."""


class ReadMark(NamedTuple):
    """A mark as the structure reads it: page index, MCID, language, and whether something else is read."""

    page: int
    mcid: int
    language: str
    hidden: bool
    replaced: bool
    element: ObjectNumber


class ReadingOrder:
    """What the structure of a file reads, in its order; None of an untagged file."""

    __slots__ = ("_owners", "marks", "remapped")

    def __init__(self, reader: FileReader) -> None:
        root = reader.file.catalogue["/StructTreeRoot"]
        index = {page.objgen: at for at, page in enumerate(reader.pages)}
        language = str(reader.file.catalogue.get("/Lang", ""))
        self.remapped = any(key in READ for names in _role_maps(root) for key in names)
        self.marks: list[ReadMark] = []
        self._owners = _owners(root, reader)
        met: set[ObjectNumber] = set()
        for kid in _kids(root):
            self._walk(kid, None, index, (language, False, False), met, 0)

    def _walk(
        self,
        kid: Value,
        page: ObjectNumber | None,
        index: Mapping[ObjectNumber, int],
        above: tuple[str, bool, bool],
        met: set[ObjectNumber],
        depth: int,
        holder: ObjectNumber = WITHIN,
    ) -> None:
        language, hidden, replaced = above
        if isinstance(kid, int):
            self.marks.append(
                ReadMark(index.get(page or WITHIN, -1), kid, language, hidden, replaced, holder)
            )
            return
        if not isinstance(kid, Dictionary) or depth > DEEPEST:
            return
        if kid.get("/Type") == "/MCR":
            own = kid["/Pg"].objgen if "/Pg" in kid else page
            at = -1 if "/Stm" in kid else index.get(own or WITHIN, -1)
            self.marks.append(ReadMark(at, int(kid["/MCID"]), language, hidden, replaced, holder))
            return
        if "/S" not in kid or kid.objgen in met:
            return
        met.add(kid.objgen)
        role = str(kid["/S"])
        described = role in {"/Link", "/Figure", "/Formula"}
        below = (
            str(kid.get("/Lang", language)),
            hidden or role not in READ,
            replaced
            or any(key in kid for key in ("/ActualText", "/E", "/Phoneme"))
            or ("/Alt" in kid and not described),
        )
        page = kid["/Pg"].objgen if "/Pg" in kid else page
        for one in _kids(kid):
            self._walk(one, page, index, below, met, depth + 1, kid.objgen)

    def leads_back(self, mark: ReadMark) -> bool:
        """Whether the mark on the page leads to the element that reads it."""
        owners = self._owners.get(mark.page)
        return owners is not None and 0 <= mark.mcid < len(owners) and owners[mark.mcid] == mark.element


def reading_faults(
    block: ExpectedBlock, pages: Mapping[int, PageComparison], expected: Expected, order: ReadingOrder | None
) -> Iterator[Fault]:
    """What is wrong with how a block is read aloud and copied."""
    wanted: list[tuple[int, int, str]] = []
    for sequence, at in block.glyphs:
        page = pages[sequence]
        item, glyph = page.expected.items[at], page.found[at]
        if not isinstance(glyph, Glyph) or not isinstance(item, ExpectedGlyph):
            continue
        marking = glyph.setting.marking
        if marking.artifact:
            yield "legal-artifact", f"on page {sequence} is hidden from reading aloud"
            return
        if order is not None and (marking.mcid < 0 or marking.form):
            yield "legal-artifact", f"on page {sequence} is left out of what is read aloud"
            return
        if marking.back and bidirectional(item.text[0]) in {"L", "EN", "AN"}:
            yield "legal-replaced", f"is read aloud and copied from its end on page {sequence}"
            return
        mark = (page.expected.file_index, marking.mcid, _language(item.meaning, expected.language))
        if not wanted or wanted[-1] != mark:
            wanted.append(mark)
    if order is not None and wanted:
        yield from _order_faults(block, wanted, order)


def _order_faults(
    block: ExpectedBlock, wanted: list[tuple[int, int, str]], order: ReadingOrder
) -> Iterator[Fault]:
    places = {(page, mcid) for page, mcid, _ in wanted}
    read = [(at, mark) for at, mark in enumerate(order.marks) if (mark.page, mark.mcid) in places]
    if not read or any(mark.hidden for _, mark in read):
        yield "legal-artifact", f"on page {block.pages[0]} is left out of what is read aloud"
        return
    if order.remapped or any(mark.replaced or not order.leads_back(mark) for _, mark in read):
        yield "legal-replaced", f"is read aloud and copied as something else on page {block.pages[0]}"
        return
    row = [(mark.page, mark.mcid) for _, mark in read]
    begin = read[0][0]
    if row != [mark[:2] for mark in wanted] or read[-1][0] - begin != len(read) - 1:
        yield "legal-order", f"is not read aloud in the order of its words on page {block.pages[0]}"
    elif block.first and any(mark.page not in block.behind for mark in order.marks[:begin]):
        yield "legal-first", f"is not what is read aloud first of page {block.pages[0]}"
    if any(
        mark.language.lower() != language.lower()
        for (_, mark), (_, _, language) in zip(read, wanted, strict=False)
    ):
        yield (
            "legal-language",
            f"is read aloud in another language than it is written in, on page {block.pages[0]}",
        )


def _language(meaning: Element | Artifact, usual: str) -> str:
    """The language in which something that was laid out is read."""
    element = meaning if isinstance(meaning, Element) else None
    while element is not None:
        if element.lang:
            return element.lang
        element = element.parent
    return usual


def _kids(element: Value) -> list[Value]:
    found = element.get("/K")
    return [] if found is None else list(found) if isinstance(found, Array) else [found]


def _role_maps(root: Value) -> Iterator[Mapping[str, Value]]:
    """What the file says its kinds of elements are, in each of its vocabularies."""
    spaces = root.get("/Namespaces")
    maps = [one.get("/RoleMapNS") for one in spaces] if isinstance(spaces, Array) else []
    for found in (root.get("/RoleMap"), *maps):
        if isinstance(found, Dictionary):
            yield dict(found.items())


def _owners(root: Value, reader: FileReader) -> dict[int, list[ObjectNumber]]:
    """Of each page, by its index: the elements to which its marks lead back."""
    if "/ParentTree" not in root:
        return {}
    keys = {
        at: int(page["/StructParents"]) for at, page in enumerate(reader.pages) if "/StructParents" in page
    }
    tree = reader.file.parents(list(keys.values()))
    found: dict[int, list[ObjectNumber]] = {}
    for at, key in keys.items():
        owners = tree.get(key)
        if isinstance(owners, Array):
            found[at] = [one.objgen if isinstance(one, Dictionary) else WITHIN for one in owners]
    return found


def reading_order(reader: FileReader) -> ReadingOrder | None:
    """What the structure of a file reads, None of one that has none or does not mark it as such."""
    catalogue = reader.file.catalogue
    marked = "/MarkInfo" in catalogue and catalogue["/MarkInfo"].get("/Marked", False)
    return ReadingOrder(reader) if "/StructTreeRoot" in catalogue and bool(marked) else None
