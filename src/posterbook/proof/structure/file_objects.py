"""The objects of a file as plain values.

They have the JSON form that qpdf defines for them (version 2): a dictionary has its keys, a name is '/Name',
a text string 'u:text', a string that is no text 'b:hex', and another object is '12 0 R'. Plain ones, as we
write them, are read from the file's bytes each time they are asked for (`../objects/plain_objects.py`). Those
of other files come from pikepdf, many at once where that is possible: asking it for one key after the other
takes twice as long; spacing, escapes and whatever else a PDF may do are then qpdf's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, TypeGuard

from posterbook.proof.content_text import content_of, resources_of
from posterbook.proof.objects.values import Dictionary, OpenFile

Reference: TypeAlias = str
"""The number and generation of an object, as '12 0 R'; '' for none."""
Json: TypeAlias = Any
"""An object of the file in its JSON form."""
DEEPEST: Final = 100
"""How deep a tree of the file may go; what goes deeper holds itself."""


class FileObjects:
    """The objects of a file; `references` are those of its pages in order."""

    __slots__ = ("_file", "_index", "catalogue", "references", "used_resources")

    def __init__(self, file: OpenFile) -> None:
        self._file = file
        self.used_resources: dict[Reference, Dictionary] = {}
        number, generation = file.catalogue.objgen
        self.catalogue: dict[str, Json] = file.json(f"{number} {generation} R")
        self.references = list(self._pages_below(self.catalogue.get("/Pages"), 0))
        self._index = {reference: index for index, reference in enumerate(self.references)}

    def _pages_below(self, given: Json, depth: int) -> Iterator[Reference]:
        """The pages of a node of the page tree (ISO 32000-1, 7.7.3).

        Where there are as many kids as pages they are taken for pages; who reads them sees whether they are.
        """
        node = self.dictionary(given)
        kids = self.array(node.get("/Kids"))
        if "/Kids" not in node:
            yield str(given)
        elif node.get("/Count") == len(kids):
            yield from map(str, kids)
        else:
            for kid in kids if depth < DEEPEST else ():
                yield from self._pages_below(kid, depth + 1)

    def prefetch(self, references: Iterable[Reference]) -> None:
        """Have objects read at once, if they are kept."""
        if not self._file.is_plain:
            self._file.prefetch(list(references))

    def resources(self, page: Reference, facts: Mapping[str, Json]) -> Dictionary:
        """The resources of a page; what pages share is one value."""
        given = facts.get("/Resources")
        key = given if is_reference(given) else page
        found = self.used_resources.get(key)
        if found is None:
            found = self.used_resources[key] = resources_of(self._file.value(page))
        return found

    @property
    def is_plain(self) -> bool:
        """Whether an object is read when it is asked for, and not before."""
        return self._file.is_plain

    def value(self, given: Json) -> Json:
        """What a value is, or refers to."""
        return self._file.json(given) if is_reference(given) else given

    def content(self, page: Reference, facts: Mapping[str, Json]) -> str:
        """A page's content, a byte a character."""
        given = facts.get("/Contents")
        found = self._file.value(given) if is_reference(given) else self._file.value(page).get("/Contents")
        return content_of(found)

    def dictionary(self, given: Json) -> dict[str, Json]:
        """The dictionary that a value is, or refers to; empty if it is none."""
        found = self.value(given)
        return found if isinstance(found, dict) else {}

    def array(self, given: Json) -> list[Json]:
        """The array that a value is, or refers to; empty if it is none."""
        found = self.value(given)
        return found if isinstance(found, list) else []

    def number_tree(self, tree: Json, depth: int = 0) -> Iterator[tuple[int, Json]]:
        """The pairs of a number tree, in its order (ISO 32000-1, 7.9.7)."""
        node = self.dictionary(tree)
        pairs = self.array(node.get("/Nums"))
        yield from zip(pairs[::2], pairs[1::2], strict=True)
        for kid in self.array(node.get("/Kids")) if depth < DEEPEST else ():
            yield from self.number_tree(kid, depth + 1)

    def page_index(self, reference: Json) -> int:
        """Where a page comes in the file, from 0; -1 for what is no page of it."""
        return self._index.get(reference, -1) if is_reference(reference) else -1

    def destination(self, facts: Mapping[str, Json]) -> tuple[int, Reference]:
        """The page's index that a link or bookmark leads to, -1 for none, and the element, '' for none."""
        if "/Dest" not in facts and "/A" not in facts:
            return -1, ""
        action = self.dictionary(facts.get("/A"))
        if "/Dest" in facts or action.get("/S") != "/GoTo":
            place, part = self.array(facts.get("/Dest")), []
        else:
            place, part = self.array(action.get("/D")), self.array(action.get("/SD"))
        element = part[0] if part and is_reference(part[0]) else ""
        return self.page_index(place[0]) if place else -1, element


def is_reference(value: Json) -> TypeGuard[Reference]:
    """Whether a value stands for another object: every other text begins with its kind."""
    return type(value) is str and value[:1].isdigit()


def text_of(value: Json) -> str:
    """A string, one that is no text as its bytes in hexadecimal; '' for what is none."""
    return value[2:] if isinstance(value, str) and value[:2] in {"u:", "b:"} else ""


def whole_number(value: Json) -> int:
    """A whole number, -1 for what is none."""
    return value if type(value) is int else -1
