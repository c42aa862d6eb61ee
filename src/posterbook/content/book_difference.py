"""What differs between two printed booklets, as values: posters, texts, and the pages to print again."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from posterbook.content.difference import word_difference
from posterbook.values import dataclass

ELSEWHERE: Final = "…"
"""Stands in a printed text for the number of another page."""


class What(StrEnum):
    """What has become of a poster."""

    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ADDED = "new"
    RESTORED = "restored"
    RETITLED = "retitled"
    MOVED = "moved"
    RELOCATED = "relocated"
    RETIMED = "re-timed"
    REWORDED = "changed"


@dataclass(frozen=True, slots=True)
class PosterChange:
    """A poster that is not what it was: on which page it stands now, else stood, and what was and is said."""

    what: What
    number: str
    page: str
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A paragraph outside the posters' pages that is not what it was, '' where there is none."""

    page: str
    before: str
    now: str

    @property
    def difference(self) -> str:
        """The words that differ, among those around them."""
        return word_difference(self.before, self.now)


@dataclass(frozen=True, slots=True)
class BookDifference:
    """All that differs: posters in the order of the book, texts, and the pages that look otherwise.

    `design` says how the whole differs, as by its page format; then all pages are to be printed again.
    `pages` are those of today, `gone` those of which nothing is left.
    """

    design: str
    posters: tuple[PosterChange, ...]
    texts: tuple[TextChange, ...]
    pages: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.design or self.posters or self.texts or self.pages or self.gone)
