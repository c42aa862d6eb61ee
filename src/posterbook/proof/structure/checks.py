"""The checks of a written file, each of which yields what is wrong, in words that follow 'the written file'.

The name of a check is the code of its problems. Most of them no validator makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from os.path import commonprefix

from posterbook.forms.edition import MarkedContent
from posterbook.forms.element import Element
from posterbook.forms.metadata import Metadata, escape_xml
from posterbook.forms.page import Line, Page, bookmarks_of, page_labels
from posterbook.proof.content_text import UNMARKED
from posterbook.proof.structure.written_file import WrittenElement, WrittenFile
from posterbook.values import dataclass

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass(frozen=True, slots=True)
class Original:
    """What a file was made from: its pages as laid out, the elements of its marks, what it says of itself."""

    pages: Sequence[Page]
    elements: Sequence[Element]
    metadata: Metadata


def _folios(file: WrittenFile, original: Original) -> Iterator[str]:
    """Page labels count as the printed folios do (ISO 32000-1, 12.4.2)."""
    wanted = page_labels(original.pages)
    if list(file.labels) != wanted:
        yield f"page labels {list(file.labels)} instead of {wanted}"


def _links(file: WrittenFile, original: Original) -> Iterator[str]:
    """Links lead to a page of this file or to an address; bookmarks are those that were laid out."""
    for number, page in enumerate(file.pages, 1):
        for link in page.links:
            if link.page < 0 and not link.has_address:
                yield f"link {link.reference} of page {number} leads nowhere"
        yield from (f"page {number} has an annotation that is no bare link: {other}" for other in page.others)
    places = {anchor.name: n for n, page in enumerate(original.pages) for anchor in page.anchors}
    wanted = [(mark.title, places.get(mark.anchor, -1)) for mark in bookmarks_of(original.pages)]
    if len(file.bookmarks) != len(wanted):
        yield f"{len(file.bookmarks)} bookmarks instead of {len(wanted)}"
    for found, (title, page_index) in zip(file.bookmarks, wanted, strict=False):
        if found[:2] != (title, page_index):
            yield f"bookmark {found.title!r} to page {found.page + 1}, not {title!r} to page {page_index + 1}"
    yield from _other_elements(file)


def _other_elements(file: WrittenFile) -> Iterator[str]:
    """Links and bookmarks that name an element which is not on the page that they lead to."""
    led = [(f"link {link.reference}", link.page, link.element) for page in file.pages for link in page.links]
    led += [(f"bookmark {mark.title!r}", mark.page, mark.element) for mark in file.bookmarks]
    named = [(what, page, element) for what, page, element in led if element]
    pages: dict[str, set[int]] = {element: set() for _, _, element in named}
    for page, _, holder in file.tree.marks if pages else ():
        above: WrittenElement | None = file.tree.elements.get(holder)
        while above is not None:
            if above.reference in pages:
                pages[above.reference].add(page)
            above = file.tree.elements.get(above.holder)
    for what, page, element in named:
        if page not in pages[element]:
            yield f"{what} names the element {element}, which is not on page {page + 1}"


def _tree(file: WrittenFile, _original: Original) -> Iterator[str]:
    """Every element hangs in the tree once, below the one that it names as its parent."""
    tree = file.tree
    yield from (f"what the tree holds is no element: {found}" for found in tree.unreadable)
    outermost = [tree.elements[one].role for one in tree.outermost if one in tree.elements]
    if outermost != ["Document"]:
        yield "the outermost element is not one Document"
    for element in tree.elements.values():
        if element.parent != (element.holder or tree.root):
            yield f"{element.role} {element.reference} names another parent than {element.holder}"
    for repeated, holder in tree.repeated:
        yield f"{tree.elements[repeated].role} {repeated} hangs in the tree again, below {holder}"
    owners = (owner if isinstance(owner, tuple) else (owner,) for _, owner in file.parents)
    owning = dict.fromkeys(element for owner in owners for element in owner if element != "None")
    yield from (f"element {one} hangs nowhere" for one in owning if one not in tree.elements)
    if tree.has_role_map:
        yield "roles are given another meaning"


def _parents(file: WrittenFile, _original: Original) -> Iterator[str]:
    """The parent tree leads from every mark and annotation back to the element that holds it."""
    parents = dict(file.parents)
    for page, mcid, element in file.tree.marks:
        owners = parents.get(file.pages[page].key, ()) if page >= 0 else ()
        if not isinstance(owners, tuple) or not 0 <= mcid < len(owners) or owners[mcid] != element:
            yield f"mark {mcid} of page {page + 1} leads back to another element"
    holders = dict(file.tree.links)
    links = {link.reference: link for page in file.pages for link in page.links}
    for reference, link in links.items():
        if reference not in holders or parents.get(link.key) != holders[reference]:
            yield f"link {reference} leads back to another element"
    yield from (
        f"element {holders[one]} holds {one}, a link of no page" for one in holders if one not in links
    )
    keys = [key for key, _ in file.parents]
    if keys != sorted(set(keys)):
        yield "the parent tree is not sorted"


def _marks(file: WrittenFile, _original: Original) -> Iterator[str]:
    """No mark is used twice on a page, pages and tree have the same marks, and nothing is outside of all."""
    held: list[list[int]] = [[] for _ in file.pages]
    for page, mcid, element in file.tree.marks:
        if page < 0:
            yield f"element {element} holds mark {mcid} of no page"
        else:
            held[page].append(mcid)
    for number, (written, owned) in enumerate(zip(file.pages, held, strict=True), 1):
        painted = [mcid for mcid, _ in written.content.marks if mcid >= 0]
        if len(set(painted)) != len(painted) or len(set(owned)) != len(owned):
            yield f"a mark of page {number} is used twice"
        elif set(painted) != set(owned):
            yield f"marks {sorted(set(painted) ^ set(owned))} of page {number} have no element, or no paint"
        unmarked = [text for mcid, text in written.content.marks if mcid == UNMARKED]
        yield from (f"page {number} paints {text!r} outside every mark" for text in unmarked)


def _order(file: WrittenFile, _original: Original) -> Iterator[str]:
    """Read is what is painted, in that order: a reader that reflows text by its tags shows it right.

    Of a file in several languages one is read after the other, though their pages may alternate.
    """
    for (page, mcid, holder), after in pairwise(file.tree.marks):
        if (page, mcid) > after[:2] and _part_of(file, holder) == _part_of(file, after[2]):
            yield f"page {after[0] + 1}: mark {after[1]} is read after mark {mcid} of page {page + 1}"


def _part_of(file: WrittenFile, element: str) -> str:
    """The part of the document that an element is in, '' for none."""
    found: WrittenElement | None = file.tree.elements.get(element)
    while found is not None and found.role != "Part":
        found = file.tree.elements.get(found.holder)
    return found.reference if found else ""


def _headers(file: WrittenFile, _original: Original) -> Iterator[str]:
    """Head cells say what they head, and headers are head cells (ISO 14289-1, 7.5)."""
    elements = file.tree.elements.values()
    named = [(element.identifier, element.role) for element in elements if element.identifier]
    roles = dict(named)
    if len(roles) != len(named):
        yield "two elements have the same identifier"
    for element in elements:
        if element.role == "TH" and not element.scope and not element.headers:
            yield f"head cell {element.reference} heads neither row nor column"
        for head in element.headers:
            if roles.get(head) != "TH":
                yield f"cell {element.reference} is headed by {head!r}, which is no head cell"


def _headings(file: WrittenFile, _original: Original) -> Iterator[str]:
    """The first heading is the outermost and no level is skipped (ISO 14289-1, 7.4.2)."""
    level = 0
    for element in file.tree.elements.values():
        if element.role in HEADINGS:
            if int(element.role[1]) > level + 1:
                yield f"heading {element.reference} of level {element.role[1]} follows one of level {level}"
            level = int(element.role[1])


def _alternatives(file: WrittenFile, original: Original) -> Iterator[str]:
    """Figures and links are described (ISO 14289-1, 7.3, 7.18.5), and nothing is read in a text's place.

    What is read of a rule, and what abbreviations stand for, is what was laid out to be.
    """
    written = file.tree.elements.values()
    for element in written:
        if element.role == "Figure" and not element.described:
            yield f"figure {element.reference} is not described"
        if element.replaced:
            yield f"{element.role} {element.reference} is read as another text than it shows"
    for link in (link for page in file.pages for link in page.links):
        if not link.is_described:
            yield f"link {link.reference} is not described"
    for wanted, found in zip(_read_otherwise(original.elements), _read_otherwise(written), strict=True):
        if wanted != found:
            yield f"read for what is shown is {dict(found)} instead of {dict(wanted)}"
    yield from _texts_replaced(file)


def _read_otherwise(
    elements: Iterable[Element | WrittenElement],
) -> tuple[Counter[str], Counter[str]]:
    """What is read in place of what elements show, and what they stand for."""
    every = [one for one in elements if one.said or one.expansion]
    return Counter(one.said for one in every), Counter(one.expansion for one in every)


def _texts_replaced(file: WrittenFile) -> Iterator[str]:
    """Elements that show text and are read as another."""
    replacing = {one.reference for one in file.tree.elements.values() if one.said}
    for page, mcid, element in file.tree.marks if replacing else ():
        if element in replacing and dict(file.pages[page].content.marks).get(mcid):
            yield f"element {element} is read as another text than it shows"


def _languages(file: WrittenFile, original: Original) -> Iterator[str]:
    """The file says its language, and every element of another one says that."""
    if file.language != original.metadata.language:
        yield f"language {file.language or 'missing'} instead of {original.metadata.language}"
    wanted = Counter(element.lang for element in original.elements if element.lang)
    found = Counter(element.language for element in file.tree.elements.values() if element.language)
    if wanted != found:
        yield f"elements of languages {dict(found)} instead of {dict(wanted)}"


def elements_of(marks: Sequence[MarkedContent]) -> tuple[Element, ...]:
    """The elements of the marks and all above them, each once."""
    found: dict[int, Element] = {}  # by identity, as to hash one is slow
    for mark in marks:
        element: Element | None = mark.element
        while element is not None and id(element) not in found:
            found[id(element)] = element
            element = element.parent
    return tuple(found.values())


def _fonts(file: WrittenFile, _original: Original) -> Iterator[str]:
    """Every font is embedded and its codes lead to characters (ISO 19005-2, 6.2.11)."""
    for font in file.fonts:
        if not font.is_embedded:
            yield f"font {font.name} is not embedded"
        if not font.has_characters:
            yield f"the codes of font {font.name} lead to no characters"


def _text(file: WrittenFile, original: Original) -> Iterator[str]:
    """Every character of a page is one that was laid out there, in its order, and nothing is left unread."""
    for page, written in zip(original.pages, file.pages, strict=True):
        runs = [run for item in page.items if isinstance(item, Line) for run in item.runs]
        wanted = "".join([run.text if isinstance(run.meaning, Element) else run.painted for run in runs])
        found = written.content.text
        if found != wanted:
            agreed = commonprefix((found, wanted))  # noqa: RUF071 - of texts, not of paths
            yield f"page {page.sequence} differs from what was laid out after '…{agreed[-30:]}'"
        yield from (f"page {page.sequence} {fault}" for fault in written.content.faults)


def _metadata(file: WrittenFile, original: Original) -> Iterator[str]:
    """What the file says of itself it says twice and alike, and a window shows its title.

    PDF 2.0 deprecates the information dictionary (ISO 32000-2, 14.3.3): a file of that version may lack it.
    """
    metadata, information = original.metadata, file.information
    values = {"/Title": metadata.title, "/Author": metadata.author, "/Keywords": metadata.keywords}
    for key, value in values.items():
        informed = file.version >= "2.0" if information is None else information.get(key, "") == value
        if not informed or f">{escape_xml(value)}<" not in file.packet + "><":
            yield f"{key[1:].lower()} is not {value!r} in both places"
    if not file.shows_title:
        yield "a window would not show the title"


CHECKS: dict[str, Callable[[WrittenFile, Original], Iterator[str]]] = {
    "proof-folios": _folios,
    "proof-links": _links,
    "proof-tree": _tree,
    "proof-parents": _parents,
    "proof-marks": _marks,
    "proof-order": _order,
    "proof-headers": _headers,
    "proof-headings": _headings,
    "proof-alternatives": _alternatives,
    "proof-languages": _languages,
    "proof-fonts": _fonts,
    "proof-text": _text,
    "proof-metadata": _metadata,
}
"""By the code of their problems."""
