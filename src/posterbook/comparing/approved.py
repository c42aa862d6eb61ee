"""Holds what a booklet prints against the document that somebody approved, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from posterbook.comparing.changes import Change, changes
from posterbook.comparing.paragraphs import Paragraph
from posterbook.content.difference import first_changed_word, word_difference
from posterbook.content.model import Booklet
from posterbook.content.printed import MARGINS, ApprovedDocument, in_language
from posterbook.content.scalars import excerpt, fold
from posterbook.errors import Problem, Where, warning

BLANK: Final = re.compile(r"\n\s*\n")
"""What stands between the paragraphs of a legal text."""
AGAIN: Final = "restore it, or have it approved: posterbook approve --by NAME --date DATE; --draft shows it"


def check_document(
    approved: ApprovedDocument, booklet: Booklet, paragraphs: Sequence[Paragraph]
) -> Iterator[Problem]:
    """A warning for each page on which another word stands than was approved.

    A booklet of some of the posters is held to the same document: each of its paragraphs must stand there.
    Its legal texts are held by their wording, and what fills them follows the selection.
    """
    records: dict[str, Where] = {record.number: record.where for record in booklet.records}
    signed = f"approved by {excerpt(approved.by)}, {approved.date.isoformat()}"
    again = in_language(AGAIN, booklet.translation)
    if booklet.selection:
        found = _unapproved(approved, booklet, paragraphs)
    else:
        before = [(page.page, page.number, text) for page in approved.pages for text in page.text]
        found = _by_page(before, paragraphs)
    for (page, number), (was, now) in found.items():
        place = "the margin of a page" if page == MARGINS else f"page {page}"
        message = f"{place} is not as it was approved: {word_difference(was, now)} ({signed})"
        yield warning("approved-document", message, _where(booklet, records, number), again)


def _where(booklet: Booklet, records: Mapping[str, Where], number: str) -> Where:
    """The record of the poster that a page shows, else booklet.yaml.

    In another language it is the title, which is found in the file beside.
    """
    where = records.get(number, booklet.where)
    return where.at("title") if booklet.translation else where


def _by_page(
    before: Sequence[tuple[str, str, str]], paragraphs: Sequence[Paragraph]
) -> dict[tuple[str, str], tuple[str, str]]:
    """The changed paragraphs of each page together: what they said, and what they say."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for change in changes([text for *_, text in before], [one.text for one in paragraphs]):
        for was, now, place in _pairs(change, before, paragraphs):
            earlier = found.get(place, ("", ""))
            found[place] = (f"{earlier[0]} {was}".strip(), f"{earlier[1]} {now}".strip())
    return found


def _pairs(
    change: Change, before: Sequence[tuple[str, str, str]], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Paragraph by paragraph what it said, what it says, and the page of the first word that differs."""
    was, now = before[change.start : change.end], paragraphs[change.new_start : change.new_end]
    for place in range(max(len(was), len(now))):
        old = was[place][2] if place < len(was) else ""
        if place < len(now):
            one = now[place]
            page = one.page_of_word(first_changed_word(old, one.text))
            yield old, one.text, (page, one.number)
        else:
            yield old, "", was[place][:2]


def _unapproved(
    approved: ApprovedDocument, booklet: Booklet, paragraphs: Sequence[Paragraph]
) -> dict[tuple[str, str], tuple[str, str]]:
    """The paragraphs that stand nowhere in the approved document, by page; a bare number is no wording."""
    known = {text for page in approved.pages for text in page.text}
    known.update(fold(part) for block in booklet.legal for part in BLANK.split(block.file.text))
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for one in paragraphs:
        if one.text not in known and any(map(str.isalpha, one.text)):
            place = (one.page, one.number)
            found[place] = ("", f"{found.get(place, ('', ''))[1]} {one.text}".strip())
    return found
