"""Reads a written file back as plain values: pages, structure tree, parent tree, links, bookmarks, labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from posterbook.proof.content_text import PageReader, PageText
from posterbook.proof.legal.embedded_fonts import dictionary_in
from posterbook.proof.objects.values import OpenFile
from posterbook.proof.structure.file_objects import (
    DEEPEST,
    FileObjects,
    Json,
    Reference,
    is_reference,
    text_of,
    whole_number,
)
from posterbook.values import NamedTuple, dataclass

PLAIN_FACTS: Final = {"/S", "/P", "/Pg", "/K", "/Type"}
"""The keys that most elements have, and no others."""


class WrittenElement(NamedTuple):
    """One element of the structure tree (ISO 32000-1, table 323).

    `holder` is the element that holds it, '' for the root; `parent` what it names as its parent. `replaced`
    says that a description is read in its place (14.9.3), `said` is what else is (14.9.4), and `expansion`
    what it stands for (14.9.5). `headers` are identifiers.
    """

    reference: Reference
    role: str
    holder: Reference
    parent: Reference
    language: str = ""
    described: bool = False
    replaced: bool = False
    said: str = ""
    expansion: str = ""
    identifier: str = ""
    scope: str = ""
    headers: tuple[str, ...] = ()


class ElementMark(NamedTuple):
    """Marked content that an element holds: the index of its page, -1 for a page not of this file."""

    page: int
    mcid: int
    element: Reference


class WrittenLink(NamedTuple):
    """A link annotation of a page.

    `key` leads to it in the parent tree, -1 for none. It leads to a page, by its index, and may name an
    `element` there; or out of the file if the page is -1 and it `has_address`.
    """

    reference: Reference
    key: int
    page: int
    element: Reference
    has_address: bool
    is_described: bool


class WrittenBookmark(NamedTuple):
    """A bookmark: its title, the index of the page that it leads to (-1 is none), the element it names."""

    title: str
    page: int
    element: Reference


class WrittenFont(NamedTuple):
    """A font by its name: whether it is embedded and its codes lead to characters."""

    name: str
    is_embedded: bool
    has_characters: bool


class StructureTree(NamedTuple):
    """The structure in reading order, empty in a file that has none.

    `outermost` are what the `root` holds; `repeated` are elements that hang in the tree once more, and below
    what; `links` are annotations and the elements that hold them; `unreadable` says what stands where an
    element should. With `has_role_map`, roles may mean something else than their names say.
    """

    root: Reference = ""
    outermost: tuple[Reference, ...] = ()
    elements: Mapping[Reference, WrittenElement] = MappingProxyType({})
    marks: tuple[ElementMark, ...] = ()
    links: tuple[tuple[Reference, Reference], ...] = ()
    repeated: tuple[tuple[Reference, Reference], ...] = ()
    unreadable: tuple[str, ...] = ()
    has_role_map: bool = False


class WrittenPage(NamedTuple):
    """A page: its key in the parent tree (-1 for none), what it shows, its links, its other annotations."""

    key: int
    content: PageText
    links: tuple[WrittenLink, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as it was read back.

    `parents` is the parent tree: the elements of a page's marks, by MCID, or the element of an annotation.
    `labels` are as `page_labels` has them. `information` and the XMP `packet` are what the file
    says of itself, `version` the one of PDF.
    """

    pages: tuple[WrittenPage, ...]
    tree: StructureTree
    parents: tuple[tuple[int, tuple[Reference, ...] | Reference], ...]
    bookmarks: tuple[WrittenBookmark, ...]
    labels: tuple[tuple[int, int | str], ...]
    fonts: tuple[WrittenFont, ...]
    language: str
    shows_title: bool
    information: Mapping[str, str] | None
    packet: str
    version: str


def read_file(file: OpenFile) -> WrittenFile:
    """Everything that the proof of structure asks of an open file; raises UNREADABLE if it is damaged."""
    objects = FileObjects(file)
    pages = tuple(_pages(objects))
    catalogue = objects.catalogue
    structure = objects.dictionary(catalogue.get("/StructTreeRoot"))
    tree = _TreeReader(objects).tree(catalogue["/StructTreeRoot"]) if structure else StructureTree()
    information, packet = file.trailer.get("/Info"), file.catalogue.get("/Metadata")
    preferences = objects.dictionary(catalogue.get("/ViewerPreferences"))
    return WrittenFile(
        pages=pages,
        tree=tree,
        parents=tuple(_parents(objects, structure, tree.elements)),
        bookmarks=tuple(_bookmarks(objects, catalogue.get("/Outlines"))),
        labels=tuple(
            (at, _label(objects.dictionary(label)))
            for at, label in objects.number_tree(catalogue.get("/PageLabels"))
        ),
        fonts=tuple(_fonts(objects)),
        language=text_of(catalogue.get("/Lang")),
        shows_title=preferences.get("/DisplayDocTitle") is True,
        information=None if information is None else {key: str(one) for key, one in information.items()},
        packet="" if packet is None else packet.read_bytes().decode("utf-8", "replace"),
        version=file.version,
    )


class _TreeReader:
    """Reads the structure tree: its objects level by level, then its elements in reading order."""

    __slots__ = ("_elements", "_links", "_marks", "_objects", "_repeated", "_unreadable")

    def __init__(self, objects: FileObjects) -> None:
        self._objects = objects
        self._elements: dict[Reference, WrittenElement] = {}
        self._marks: list[ElementMark] = []
        self._links: list[tuple[Reference, Reference]] = []
        self._repeated: list[tuple[Reference, Reference]] = []
        self._unreadable: list[str] = []

    def tree(self, root: Json) -> StructureTree:
        """The tree below its root."""
        facts = self._objects.dictionary(root)
        outermost = _kids(facts)
        if not self._objects.is_plain:
            self._fetch(outermost)
        for kid in outermost:
            self._walk(kid, "", "", 0)
        return StructureTree(
            root if is_reference(root) else "",
            tuple(map(str, outermost)),
            MappingProxyType(self._elements),
            tuple(self._marks),
            tuple(self._links),
            tuple(self._repeated),
            tuple(self._unreadable),
            "/RoleMap" in facts or "/ClassMap" in facts,
        )

    def _fetch(self, kids: Sequence[Json]) -> None:
        """Have all objects of the tree read, level by level, before they are asked for one by one."""
        passed: set[Reference] = set()
        while level := [kid for kid in kids if is_reference(kid) and kid not in passed]:
            passed.update(level)
            self._objects.prefetch(level)
            kids = [kid for one in level for kid in _kids(self._objects.value(one))]

    def _walk(self, kid: Json, holder: Reference, page: Json, depth: int) -> None:
        """Note one thing that an element holds; its bare MCIDs are on `page`."""
        if type(kid) is int:
            self._marks.append(ElementMark(self._objects.page_index(page), kid, holder))
            return
        found = self._objects.value(kid)
        if type(found) is list and depth < DEEPEST:
            for below in found:
                self._walk(below, holder, page, depth + 1)
        elif type(found) is not dict or depth >= DEEPEST:
            self._unreadable.append(f"{kid} below {holder}")
        elif "/S" in found and found is not kid:
            self._element(kid, found, holder, depth)
        elif found.get("/Type") == "/MCR" and "/Stm" not in found:
            index = self._objects.page_index(found.get("/Pg", page))
            self._marks.append(ElementMark(index, whole_number(found.get("/MCID")), holder))
        elif found.get("/Type") == "/OBJR":
            self._links.append((str(found.get("/Obj")), holder))
        else:  # among others an element that no mark can lead back to, as it is no object of its own
            self._unreadable.append(f"{found.get('/S', found.get('/Type'))} below {holder}")

    def _element(self, reference: Reference, facts: dict[str, Json], holder: Reference, depth: int) -> None:
        if reference in self._elements:
            self._repeated.append((reference, holder))
            return
        role, page = str(facts["/S"])[1:], facts.get("/Pg", "")
        more = () if facts.keys() <= PLAIN_FACTS else self._more_facts(facts, role)
        self._elements[reference] = WrittenElement(reference, role, holder, facts.get("/P", ""), *more)
        on_page = self._objects.page_index(page)
        for kid in _kids(facts):
            if type(kid) is int:
                self._marks.append(ElementMark(on_page, kid, reference))
            else:
                self._walk(kid, reference, page, depth + 1)

    def _more_facts(
        self, facts: Mapping[str, Json], role: str
    ) -> tuple[str, bool, bool, str, str, str, str, tuple[str, ...]]:
        """What few elements say of themselves, from `language` on."""
        attributes = self._attributes(facts.get("/A"))
        described = bool(text_of(facts.get("/Alt")))
        return (
            text_of(facts.get("/Lang")),
            described,
            described and role != "Figure",
            text_of(facts.get("/ActualText")),
            text_of(facts.get("/E")),
            text_of(facts.get("/ID")),
            str(attributes.get("/Scope", ""))[1:],
            tuple(map(text_of, self._objects.array(attributes.get("/Headers")))),
        )

    def _attributes(self, given: Json) -> dict[str, Json]:
        """An element's attributes, whoever owns them (ISO 32000-1, 14.7.5)."""
        rows = self._objects.array(given) or [given]
        return {key: one for row in rows for key, one in self._objects.dictionary(row).items()}


def _pages(objects: FileObjects) -> Iterator[WrittenPage]:
    """The pages, in order."""
    reader = PageReader()
    objects.prefetch(objects.references)
    for reference in objects.references:
        facts = objects.dictionary(reference)
        given = objects.array(facts.get("/Annots"))
        objects.prefetch(one for one in given if is_reference(one))
        read = [(str(one), objects.dictionary(one)) for one in given]
        links = tuple([_link(objects, one, each) for one, each in read if _is_link(each)])
        others = tuple([str(each.get("/Subtype")) for _, each in read if not _is_link(each)])
        shown = _content(objects, reader, reference, facts)
        yield WrittenPage(whole_number(facts.get("/StructParents")), shown, links, others)


def _content(
    objects: FileObjects, reader: PageReader, reference: Reference, facts: Mapping[str, Json]
) -> PageText:
    """What a page shows; raises ValueError for what is no page."""
    if facts.get("/Type") != "/Page":
        raise ValueError(f"{reference} is no page")
    return reader.read_content(objects.content(reference, facts), objects.resources(reference, facts))


def _is_link(annotation: Mapping[str, Json]) -> bool:
    """Whether an annotation only leads somewhere, and shows nothing."""
    return annotation.get("/Subtype") == "/Link" and "/AP" not in annotation


def _link(objects: FileObjects, reference: Reference, facts: Mapping[str, Json]) -> WrittenLink:
    action = objects.dictionary(facts["/A"]) if "/A" in facts else {}
    has_address = action.get("/S") == "/URI" and bool(text_of(action.get("/URI")))
    key, described = whole_number(facts.get("/StructParent")), bool(text_of(facts.get("/Contents")))
    return WrittenLink(reference, key, *objects.destination(facts), has_address, described)


def _parents(
    objects: FileObjects, structure: Mapping[str, Json], elements: Mapping[Reference, WrittenElement]
) -> Iterator[tuple[int, tuple[Reference, ...] | Reference]]:
    """The parent tree, in its order (ISO 32000-1, 14.7.4.4)."""
    pairs = list(objects.number_tree(structure.get("/ParentTree")))
    objects.prefetch(owner for _, owner in pairs if is_reference(owner))
    for key, owner in pairs:
        found = owner if owner in elements else objects.value(owner)
        yield key, tuple(map(str, found)) if isinstance(found, list) else str(owner)


def _bookmarks(objects: FileObjects, above: Json, depth: int = 0) -> Iterator[WrittenBookmark]:
    """The bookmarks below an item of the outline, in reading order (ISO 32000-1, 12.3.3)."""
    passed: set[Reference] = set()
    following = objects.dictionary(above).get("/First")
    while is_reference(following) and following not in passed and depth < DEEPEST:
        passed.add(following)
        item = objects.dictionary(following)
        yield WrittenBookmark(text_of(item.get("/Title")), *objects.destination(item))
        if "/First" in item:
            yield from _bookmarks(objects, item, depth + 1)
        following = item.get("/Next")


def _fonts(objects: FileObjects) -> Iterator[WrittenFont]:
    """The fonts of the pages that were read, each once."""
    resources = objects.used_resources.values()
    fonts = (font for one in resources for font in dictionary_in(one, "/Font").values())
    for font in {font.objgen: font for font in fonts}.values():
        embedded = "/FontFile2" in dictionary_in(font, "/FontDescriptor")
        yield WrittenFont(str(font.get("/BaseFont", "")), embedded, "/ToUnicode" in font)


def _kids(given: Json) -> Sequence[Json]:
    """What an element holds, or the row that stands for it."""
    kids = given.get("/K") if type(given) is dict else given
    return kids if type(kids) is list else () if kids is None else (kids,)


def _label(label: Mapping[str, Json]) -> int | str:
    """The number that a page label counts from, or the name that it gives (ISO 32000-1, table 159)."""
    prefix, style = text_of(label.get("/P")), label.get("/S")
    if style == "/D" and not prefix:
        return whole_number(label.get("/St", 1))
    return prefix if style is None else f"{prefix}{style}"
