"""What an editor should know of the finished pages: what was stepped, run on, left out or forced apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from posterbook.errors import Problem, warning
from posterbook.forms.galley import Composition, CoverGalley, FigureBlock, PosterGalley
from posterbook.forms.page import Image, Page
from posterbook.layout.context import LayoutContext
from posterbook.layout.pictures import INCH, resolution
from posterbook.layout.poster import PosterSetting

MOST_SHOWN = 24
"""How much of an endless word a warning shows."""


def warnings_of(
    desk: LayoutContext, composed: Composition, fits: Mapping[str, PosterSetting], pages: Sequence[Page]
) -> Iterator[Problem]:
    """Warnings about posters that did not fit as they are, soft pictures, and booklets too thick to fold."""
    for galley in composed.galleys:
        if isinstance(galley, PosterGalley):
            yield from _of_poster(galley, fits[galley.anchor])
            yield from _of_code(desk, galley)
    yield from _of_pictures(desk, composed, pages)
    thick = desk.theme.page.thick
    if 0 < thick < len(pages):
        message = f"{len(pages)} pages are too thick to saddle-stitch, more than {thick}"
        yield warning("too-thick", message, None, "have it bound otherwise, or split it")


def _of_code(desk: LayoutContext, galley: PosterGalley) -> Iterator[Problem]:
    if galley.code and desk.theme.code.size / len(galley.code.modules) < desk.theme.code.module:
        message = f"the QR code of poster {galley.number} is too fine to be scanned well, its link is so long"
        yield warning("link-dense", message, galley.code.where, "take a shorter address, as a DOI")


def _of_pictures(desk: LayoutContext, composed: Composition, pages: Sequence[Page]) -> Iterator[Problem]:
    """Pictures that have too few pixels for the size at which they are printed (DESIGN 7)."""
    blocks = {block.meaning: block for block in _figures(composed)}
    for image in (item for page in pages for item in page.items if isinstance(item, Image)):
        yield from _soft(desk, blocks[image.meaning], image.box.width)


def _figures(composed: Composition) -> Iterator[FigureBlock]:
    for galley in composed.galleys:
        if isinstance(galley, PosterGalley) and galley.figure:
            yield galley.figure
        elif isinstance(galley, CoverGalley) and galley.logo:
            yield galley.logo
    if composed.sponsors:
        yield from composed.sponsors.marks


def _soft(desk: LayoutContext, figure: FigureBlock, width: float) -> Iterator[Problem]:
    found, wanted = resolution(figure.picture, width), desk.theme.resolution
    if found >= wanted.least:
        return
    seen = "its pixels will be seen" if found < wanted.poor else "it will look soft in print"
    need = math.ceil(width / INCH * wanted.least)
    message = f"'{figure.picture.file}' has {found:.0f} pixels to the inch where it stands, {seen}"
    yield warning("image-resolution", message, figure.where.at("file"), f"take one {need} pixels wide")


def _of_poster(galley: PosterGalley, fit: PosterSetting) -> Iterator[Problem]:
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
    forced = (placed.flow_line.line for page in fit.pages for placed in page if placed.flow_line.line.forced)
    if (line := next(forced, None)) is not None:
        word = line.text.split()[-1][:MOST_SHOWN]
        message = f"'{word}…' in poster {number} is wider than its line and is broken without a hyphen"
        yield warning("forced-break", message, where, "give it a space or a hyphen where it may break")
