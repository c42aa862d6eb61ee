"""What an editor should know of the finished pages: what was stepped, run on, left out or forced apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from posterbook.errors import Problem, warning
from posterbook.galley import Galley, PosterGalley
from posterbook.layout.leaf import Desk
from posterbook.layout.poster import Fitted
from posterbook.page import Page


def remarks(
    desk: Desk, galleys: Sequence[Galley], fits: Mapping[str, Fitted], pages: Sequence[Page]
) -> Iterator[Problem]:
    """Warnings about posters that did not fit as they are, and about booklets too thick to fold."""
    for galley in galleys:
        if isinstance(galley, PosterGalley):
            yield from _of_poster(galley, fits[galley.anchor])
    thick = desk.theme.page.thick
    if 0 < thick < len(pages):
        message = f"{len(pages)} pages are too thick to saddle-stitch, more than {thick}"
        yield warning("too-thick", message, None, "have it bound otherwise, or split it")


def _of_poster(galley: PosterGalley, fit: Fitted) -> Iterator[Problem]:
    number, where = galley.number, galley.where
    if len(fit.pages) > 1:
        message = f"poster {number} takes {len(fit.pages)} pages"
        yield warning("continued", message, where, "shorten its text to set it on one page")
    if fit.step:
        message = f"the title of poster {number} is set smaller, for its length or its text's"
        yield warning("title-stepped", message, where.at("title"), "shorten the title or the text")
    if fit.head.left_out:
        message = f"{fit.head.left_out} authors of poster {number} are not named, their lines are full"
        yield warning("authors-left-out", message, where.at("authors"), "name fewer, or name a group")
    if any(placed.atom.line.forced for page in fit.pages for placed in page):
        message = f"a word of poster {number} is wider than its line and is broken without a hyphen"
        yield warning("forced-break", message, where, "give it a space or a hyphen where it may break")
