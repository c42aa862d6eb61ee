"""What an editor should know of the finished pages: posters that run on, words that were forced apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from posterbook.errors import Problem, warning
from posterbook.galley import Galley, PosterGalley
from posterbook.layout.leaf import Desk
from posterbook.page import Page


def remarks(desk: Desk, galleys: Sequence[Galley], pages: Sequence[Page]) -> Iterator[Problem]:
    """Warnings about posters of several pages and booklets too thick to fold."""
    taken = Counter(page.number for page in pages if page.number)
    for galley in galleys:
        if isinstance(galley, PosterGalley) and taken[galley.number] > 1:
            message = f"poster {galley.number} takes {taken[galley.number]} pages"
            yield warning("continued", message, galley.where, "shorten its text to set it on one page")
    thick = desk.theme.page.thick
    if 0 < thick < len(pages):
        message = f"{len(pages)} pages are too thick to saddle-stitch, more than {thick}"
        yield warning("too-thick", message, None, "have it bound otherwise, or split it")
