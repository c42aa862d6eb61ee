"""Proves on the written file that it says to a screen reader what was laid out.

Trusted are the pages as they were laid out and the marks as they were drawn: elements, their order and their
languages are ours until then. Not trusted is everything that made a file of them: draw/, which writes marks
into streams; pdf/, which grows a tree from the marks, leads back from page to element, and numbers, packs and
compresses. So the bytes that are to be delivered are opened anew and read into plain values
(`written_file.py`, `../content_text.py`), and these are compared, in the order of `CHECKS`:

1. the number of pages, without which nothing else can be compared;
2. the ways through the file: labels (ISO 32000-1, 12.4.2), links and bookmarks (12.3);
3. the tree by itself (14.7.2), then against the pages: each mark of a page is held by one element, which the
   parent tree names too (14.7.4.4), so that a reader gets from the tree to the page and back;
4. what the tree says: the order of reading, headings, tables, descriptions, languages (ISO 14289-1, 7);
5. what a page shows, character by character, so that no code, font or character map has come to mean
   something else (ISO 32000-1, 9.10); what the file says of itself (14.3).

After 3 every character belongs to one element or is an artifact; after 5 it is the character that was laid
out. What can be read in more than one way is no matter of taste: it is reported, never passed over.

Not proved here: that the tree is the right one for the content (the tests of pages/ ask that), how it looks,
and what a validator of PDF/UA or PDF/A checks besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.errors import Problem, error
from posterbook.forms.edition import MarkedContent
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Page
from posterbook.proof.legal.file_reader import UNREADABLE
from posterbook.proof.objects.reading import read_written
from posterbook.proof.objects.values import OpenFile
from posterbook.proof.structure.checks import CHECKS, Original, elements_of
from posterbook.proof.structure.written_file import WrittenFile, read_file

MOST = 3
"""How many faults of a kind are quoted; the others are counted."""
HINT = "please report this booklet"


def prove_structure(
    pdf: bytes | OpenFile, pages: Sequence[Page], marks: Sequence[MarkedContent], metadata: Metadata
) -> list[Problem]:
    """What is wrong with a tagged file made from these pages and marks, each of it a bug of posterbook."""
    file = _read(pdf, len(pages))
    if isinstance(file, Problem):
        return [file]
    original = Original(pages, elements_of(marks), metadata)
    return [problem for code, check in CHECKS.items() for problem in _problems(code, check(file, original))]


def _read(pdf: bytes | OpenFile, pages: int) -> WrittenFile | Problem:
    try:
        found = read_written(pdf, read_file) if isinstance(pdf, bytes) else read_file(pdf)
    except UNREADABLE as failure:
        return _problem("proof-pages", f"it cannot be read: {type(failure).__name__}: {failure}")
    if len(found.pages) != pages:
        return _problem("proof-pages", f"{len(found.pages)} pages instead of {pages}")
    return found


def _problems(code: str, faults: Iterator[str]) -> Iterator[Problem]:
    found = list(faults)
    yield from (_problem(code, fault) for fault in found[:MOST])
    if len(found) > MOST:
        yield _problem(code, f"and {len(found) - MOST} more of this kind")


def _problem(code: str, message: str) -> Problem:
    return error(code, f"the written file does not prove right: {message}", None, HINT)
