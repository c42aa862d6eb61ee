"""The checks of a written file's structure tree, each of which yields what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from posterbook.forms.edition import MarkedContent
from posterbook.forms.element import Element
from posterbook.proof.content_text import mcids
from posterbook.proof.structure.written_file import WrittenFile

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def _tree(evidence: WrittenFile) -> Iterator[str]:
    """Every element hangs in the tree once, below the one that it names as its parent."""
    tree = evidence.tree
    yield from (f"element {number} is unreadable" for number in tree.unreadable)
    if len(tree.outermost) != 1 or tree.entries[tree.outermost[0]].role != "Document":
        yield "the outermost element is not one Document"
    held = Counter(element for element, _ in tree.held)
    for element, above in tree.held:
        below = tree.entries.get(element)
        if below is None or below.parent != above or held[element] > 1:
            yield f"element {element} below {tree.entries[above].role} {above} names another parent"
    lost = set(tree.entries) - set(held) - set(tree.outermost)
    yield from (f"{tree.entries[number].role} {number} hangs nowhere" for number in sorted(lost))


def _parents(evidence: WrittenFile) -> Iterator[str]:
    """The parent tree leads from every mark and annotation back to the element that holds it."""
    tree = evidence.tree
    keys = [int(sheet.get("/StructParents", -1)) for sheet in evidence.sheets]
    for page, mcid, element in evidence.owned:
        owners = tree.parents.get(keys[page], ())
        if not isinstance(owners, tuple) or mcid >= len(owners) or owners[mcid] != element:
            yield f"mark {mcid} of page {page + 1} leads back to another element"
    held = dict(tree.hooked)
    for hook in tree.hooks.values():
        if hook.id not in held or tree.parents.get(hook.key) != held[hook.id]:
            yield f"link {hook.id} leads back to another element"
    if list(tree.parents) != sorted(tree.parents):
        yield "the parent tree is not sorted"


def _marks(evidence: WrittenFile) -> Iterator[str]:
    """No mark is used twice on a page, and pages and tree have the same marks."""
    held: list[list[int]] = [[] for _ in evidence.sheets]
    for page, mcid, _ in evidence.owned:
        held[page].append(mcid)
    for number, (content, owned) in enumerate(zip(evidence.contents, held, strict=True), 1):
        painted = mcids(content)
        if len(set(painted)) != len(painted) or len(set(owned)) != len(owned):
            yield f"a mark of page {number} is used twice"
        elif set(painted) != set(owned):
            yield f"marks {sorted(set(painted) ^ set(owned))} of page {number} have no element, or no paint"


def _order(evidence: WrittenFile) -> Iterator[str]:
    """Read is what is painted, in that order: a reader that reflows text by its tags shows it right."""
    for (page, mcid, _), after in pairwise(evidence.owned):
        if (page, mcid) > after[:2]:
            yield f"page {after[0] + 1}: mark {after[1]} is read after mark {mcid} of page {page + 1}"


def _heads(evidence: WrittenFile) -> Iterator[str]:
    """Head cells say what they head, and headers are head cells (ISO 14289-1, 7.5)."""
    entries = evidence.tree.entries.values()
    named = [(str(evidence.object(entry.id).ID), entry) for entry in entries if b"/ID " in entry.facts]
    roles = {name: entry.role for name, entry in named}
    if len(roles) != len(named):
        yield "two elements have the same identifier"
    for entry in entries:
        if entry.role == "TH" and b"/Scope" not in entry.facts and b"/Headers" not in entry.facts:
            yield f"head cell {entry.id} heads neither row nor column"
        if b"/Headers" in entry.facts:
            for head in map(str, evidence.object(entry.id).A.Headers):
                if roles.get(head) != "TH":
                    yield f"cell {entry.id} is headed by {head!r}, which is no head cell"


def _headings(evidence: WrittenFile) -> Iterator[str]:
    """The first heading is the outermost and no level is skipped (ISO 14289-1, 7.4.2)."""
    level = 0
    for element, _ in evidence.tree.held:
        entry = evidence.tree.entries.get(element)
        if entry and entry.role in HEADINGS:
            if int(entry.role[1]) > level + 1:
                yield f"heading {element} of level {entry.role[1]} follows one of level {level}"
            level = int(entry.role[1])


def _alternatives(evidence: WrittenFile) -> Iterator[str]:
    """Figures and links are described (ISO 14289-1, 7.3 and 7.18.5)."""
    for entry in evidence.tree.entries.values():
        if entry.role == "Figure" and not re.search(rb"/Alt (\(x\)|<\w+>)", entry.facts):
            yield f"figure {entry.id} is not described"
    for hook in evidence.tree.hooks.values():
        if not hook.says:
            yield f"link {hook.id} is not described"


def _languages(evidence: WrittenFile) -> Iterator[str]:
    """The file says its language, and every element of another one says that."""
    said = str(evidence.pdf.Root.get("/Lang", ""))
    if said != evidence.metadata.language:
        yield f"language {said or 'missing'} instead of {evidence.metadata.language}"
    wanted = Counter(element.lang for element in _painted(evidence.marks) if element.lang)
    found = Counter(entry.lang for entry in evidence.tree.entries.values() if entry.lang)
    if wanted != found:
        yield f"elements of languages {dict(found)} instead of {dict(wanted)}"


def _painted(marks: Sequence[MarkedContent]) -> set[Element]:
    """The elements of the marks and all above them."""
    found: set[Element] = set()
    for mark in marks:
        element: Element | None = mark.element
        while element is not None and element not in found:
            found.add(element)
            element = element.parent
    return found


TREE_CHECKS: dict[str, Callable[[WrittenFile], Iterator[str]]] = {
    "proof-tree": _tree,
    "proof-parents": _parents,
    "proof-marks": _marks,
    "proof-order": _order,
    "proof-headers": _heads,
    "proof-headings": _headings,
    "proof-alternatives": _alternatives,
    "proof-languages": _languages,
}
"""By the code of their problems."""
