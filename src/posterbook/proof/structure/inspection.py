"""Reads the written file again and says what is wrong with it: whatever it finds is a bug of posterbook.

Each check has a name, which is the code of its problems. Most of them no validator makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from os.path import commonprefix

from pikepdf import Dictionary, Pdf

from posterbook.errors import Problem, error
from posterbook.forms.edition import MarkedContent
from posterbook.forms.metadata import Metadata, escape_xml
from posterbook.forms.page import Line, Page, page_labels
from posterbook.proof.content_text import Decoder
from posterbook.proof.structure.tree_checks import TREE_CHECKS
from posterbook.proof.structure.written_file import WrittenFile

MOST = 3
"""How many faults of a kind are told; the others are counted."""
HINT = "please report this booklet"


def prove_structure(
    pdf: bytes, pages: Sequence[Page], marks: Sequence[MarkedContent], metadata: Metadata
) -> list[Problem]:
    """What is wrong with a tagged file that was made from these pages and marks."""
    with Pdf.open(BytesIO(pdf)) as opened:
        evidence = WrittenFile(pdf, opened, pages, marks, metadata)
        if len(evidence.sheets) != len(pages):  # no other check could say anything of use
            return [_problem("proof-pages", f"{len(evidence.sheets)} pages instead of {len(pages)}")]
        return [problem for code, check in CHECKS.items() for problem in _told(code, check(evidence))]


def _told(code: str, faults: Iterator[str]) -> Iterator[Problem]:
    found = list(faults)
    yield from (_problem(code, fault) for fault in found[:MOST])
    if len(found) > MOST:
        yield _problem(code, f"and {len(found) - MOST} more of this kind")


def _problem(code: str, message: str) -> Problem:
    return error(code, f"the written file does not prove right: {message}", None, HINT)


def _folios(evidence: WrittenFile) -> Iterator[str]:
    """Page labels count as the printed folios do (ISO 32000-1, 12.4.2)."""
    entries = list(evidence.pdf.Root.get("/PageLabels", Dictionary(Nums=[])).Nums)
    found = [(int(at), label) for at, label in zip(entries[::2], entries[1::2], strict=True)]
    written = [(at, int(label.St) if "/S" in label else str(label.get("/P", ""))) for at, label in found]
    if written != page_labels(evidence.pages):
        yield f"page labels {written} instead of {page_labels(evidence.pages)}"


def _links(evidence: WrittenFile) -> Iterator[str]:
    """Links and bookmarks lead to a page of this file, or to an address."""
    for hook in evidence.tree.hooks.values():
        if not hook.has_address and hook.page not in evidence.index:
            yield f"link {hook.id} leads nowhere"
    bookmarks = evidence.tree.bookmarks
    wanted = sum(len(page.bookmarks) for page in evidence.pages)
    if len(bookmarks) != wanted:
        yield f"{len(bookmarks)} bookmarks instead of {wanted}"
    yield from ("a bookmark leads nowhere" for page in bookmarks if page not in evidence.index)


def _fonts(evidence: WrittenFile) -> Iterator[str]:
    """Every font is embedded and its codes lead to characters (ISO 19005-2, 6.2.11)."""
    found = (font for sheet in evidence.sheets for font in sheet.Resources.get("/Font", {}).values())
    for font in {font.objgen: font for font in found}.values():
        if "/FontFile2" not in font.get("/FontDescriptor", {}):
            yield f"font {font.BaseFont} is not embedded"
        if "/ToUnicode" not in font:
            yield f"the codes of font {font.BaseFont} lead to no characters"


def _text(evidence: WrittenFile) -> Iterator[str]:
    """Every character of a page is one that was laid out there, in its order."""
    decoder = Decoder()
    for page, sheet, content in zip(evidence.pages, evidence.sheets, evidence.contents, strict=True):
        wanted = "".join([run.text for item in page.items if isinstance(item, Line) for run in item.runs])
        found = decoder.text(sheet, content)
        if found != wanted:
            agreed = commonprefix((found, wanted))  # noqa: RUF071 - of texts, not of paths
            yield f"page {page.sequence} differs from what was laid out after '…{agreed[-30:]}'"


def _metadata(evidence: WrittenFile) -> Iterator[str]:
    """What the file says of itself it says twice and alike, and a window shows its title."""
    pdf, metadata = evidence.pdf, evidence.metadata
    info = pdf.trailer.get("/Info", Dictionary())
    stream = pdf.Root.get("/Metadata")
    packet = stream.read_bytes().decode() if stream is not None else ""
    told = {"/Title": metadata.title, "/Author": metadata.author, "/Keywords": metadata.keywords}
    for key, value in told.items():
        if str(info.get(key, "")) != value or f">{escape_xml(value)}<" not in packet + "><":
            yield f"{key[1:].lower()} is not {value!r} in both places"
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "a window would not show the title"


CHECKS: dict[str, Callable[[WrittenFile], Iterator[str]]] = {
    "proof-folios": _folios,
    "proof-links": _links,
    **TREE_CHECKS,
    "proof-fonts": _fonts,
    "proof-text": _text,
    "proof-metadata": _metadata,
}
"""By the code of their problems."""
