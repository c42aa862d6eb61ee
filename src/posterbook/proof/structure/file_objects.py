"""The objects of a file as plain values, each read once.

They come from pikepdf in the JSON form that qpdf defines for them (version 2): a dictionary has its keys, a
name is '/Name', a text string 'u:text', a string that is no text 'b:hex', and another object is '12 0 R'.
Spacing, escapes and object streams are thereby qpdf's business, and many objects are read at once: asking
pikepdf for one key after the other takes twice as long.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, TypeGuard

from pikepdf import Pdf

Reference: TypeAlias = str
"""The number and generation of an object, as '12 0 R'; '' for none."""
Json: TypeAlias = Any
"""An object of the file in its JSON form."""
DEEPEST: Final = 100
"""How deep a tree of the file may go; what goes deeper holds itself."""


class FileObjects:
    """The objects of a file; `pages` are those of its pages in order, as pikepdf has them."""

    __slots__ = ("_index", "_pdf", "_read", "catalogue", "pages", "references")

    def __init__(self, pdf: Pdf) -> None:
        self.pages = [page.obj for page in pdf.pages]
        self.references = [
            f"{number} {generation} R" for number, generation in (one.objgen for one in self.pages)
        ]
        self._index = {reference: index for index, reference in enumerate(self.references)}
        self.catalogue: dict[str, Json] = json.loads(pdf.Root.to_json(dereference=True))
        self._pdf = pdf
        self._read: dict[Reference, Json] = {}

    def read(self, references: Iterable[Reference]) -> list[Json]:
        """Some objects; those that are not known yet are read at once."""
        wanted = list(references)
        fresh = [one for one in dict.fromkeys(wanted) if one not in self._read]
        if fresh:
            get = self._pdf.get_object
            written = [get(*map(int, one.split()[:2])).to_json(dereference=True) for one in fresh]
            self._read.update(zip(fresh, json.loads(b"[%b]" % b",".join(written)), strict=True))
        return [self._read[one] for one in wanted]

    def value(self, given: Json) -> Json:
        """What a value is, or refers to."""
        if not is_reference(given):
            return given
        return self._read[given] if given in self._read else self.read([given])[0]

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

    def destination(self, facts: Mapping[str, Json]) -> int:
        """The index of the page that a link or bookmark leads to, -1 for none."""
        place = self.array(facts.get("/Dest"))
        return self.page_index(place[0]) if place else -1


def is_reference(value: Json) -> TypeGuard[Reference]:
    """Whether a value stands for another object: every other text begins with its kind."""
    return type(value) is str and value[:1].isdigit()


def text_of(value: Json) -> str:
    """A string, one that is no text as its bytes in hexadecimal; '' for what is none."""
    return value[2:] if isinstance(value, str) and value[:2] in {"u:", "b:"} else ""


def whole_number(value: Json) -> int:
    """A whole number, -1 for what is none."""
    return value if type(value) is int else -1
