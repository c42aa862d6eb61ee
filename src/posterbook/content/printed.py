"""What a booklet printed, as values: words and digests, page by page, and where each poster stands.

Approval, freezing, comparing and correcting mean the same by "what was printed", so it is said here, once.
These are the values of `printed.yaml`, and their pages those of an approved document. A page is called by its
count, also where no number is printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from hashlib import sha256

from posterbook.values import dataclass

MARGINS = "margins"
"""What the page is called that holds what is repeated in the margins of many."""
SUPERSCRIPT, SUBSCRIPT = "^", "~"
"""What stands on both sides of raised and of lowered words, as in records: m^2^ says other than m2."""


def doc(text: str) -> dict[str, object]:
    """Field metadata, as `model.doc`: the model holds these values, so that they cannot see it."""
    return {"doc": text}


def in_language(hint: str, tag: str) -> str:
    """A hint to approve, in the language that wants it, '' for the main one."""
    return hint.replace("posterbook approve ", f"posterbook approve --language {tag} ") if tag else hint


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page: `text` are the paragraphs that begin on it, white space folded, page numbers in them as '…'.

    Pictures and addresses that no word shows stand among the paragraphs, in brackets; what is repeated in the
    margins of many pages stands once, on a page of its own that there is not. Superscripts and subscripts are
    marked as in records. `sha256` is the digest
    of everything that is painted, '' where only words are kept.
    """

    page: str = field(metadata=doc("its number, counted also where none is printed"))
    kind: str = field(default="", metadata=doc("its page kind"))
    number: str = field(default="", metadata=doc("number of the poster that it shows"))
    sha256: str = field(default="", metadata=doc("digest of all that is painted on it"))
    text: tuple[str, ...] = field(default=(), metadata=doc("its paragraphs, page numbers left out"))


@dataclass(frozen=True, slots=True)
class PrintedPoster:
    """A poster: the page on which it begins, and what was printed of it."""

    number: str = field(metadata=doc("its number"))
    page: str = field(metadata=doc("the page that it begins on"))
    sha256: str = field(metadata=doc("digest of all that was printed of it"))
    wording_sha256: str = field(default="", metadata=doc("digest of its authors and its text"))
    title: str = field(default="", metadata=doc("its title"))
    board: str = field(default="", metadata=doc("its board"))
    place: str = field(default="", metadata=doc("its hall and session"))
    time: str = field(default="", metadata=doc("when it is presented"))
    added: bool = field(default=False, metadata=doc("whether it stands in the addendum"))
    withdrawn: bool = field(default=False, metadata=doc("whether it is withdrawn"))


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """A booklet: its design, its pages and its posters, each in order.

    `body` is the size of all posters' text in points.
    """

    title: str = field(metadata=doc("title of the booklet"))
    page: str = field(metadata=doc("page format"))
    theme: str = field(metadata=doc("theme"))
    body: float = field(default=0, metadata=doc("size of the posters' text in points"))
    date: date | None = field(default=None, metadata=doc("when it was printed"))
    fingerprint: str = field(default="", metadata=doc("digest of all that is printed"))
    posters: tuple[PrintedPoster, ...] = field(default=(), metadata=doc("the posters, in order"))
    pages: tuple[PrintedPage, ...] = field(default=(), metadata=doc("the pages, in order"))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the posters."""
        return tuple(poster.number for poster in self.posters)

    @property
    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Every paragraph with the page on which it begins."""
        return ((page.page, text) for page in self.pages for text in page.text)


@dataclass(frozen=True, slots=True)
class ApprovedDocument:
    """What somebody approved: legal texts by the ids of their blocks; `pages` if all that is printed was."""

    by: str
    date: date
    legal: tuple[tuple[str, str], ...]
    pages: tuple[PrintedPage, ...] = ()


def digest_of(parts: Iterable[object]) -> str:
    """SHA-256 of texts and numbers, which JSON keeps apart."""
    return sha256(json.dumps(list(parts), ensure_ascii=True).encode()).hexdigest()


def words_digest(pages: Iterable[PrintedPage]) -> str:
    """The digest of every printed word, whatever page it stands on."""
    return digest_of(text for page in pages for text in page.text)
