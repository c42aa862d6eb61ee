"""What an editor should know of the finished pages beside what each page kind says: pictures, thickness."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Final

from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, Where, warning
from posterbook.forms.element import Element
from posterbook.forms.galley import Composition, FigureBlock, Text
from posterbook.forms.page import Image, Line, Page
from posterbook.layout.context import LayoutContext
from posterbook.layout.margins import is_cut
from posterbook.layout.pictures import INCH, resolution
from posterbook.layout.plan import BookPlan

MOST_SHOWN: Final = 24
"""How much of an endless word a warning shows."""
_WITHOUT_FIGURES: Final = (str, float, int, Where, Element, Text, type(None))


def warnings_of_kinds(plan: BookPlan, composed: Composition) -> Iterator[Problem]:
    """What page kinds warn of."""
    for kind in composed.kinds:
        if kind.warnings:
            yield from kind.warnings(plan, composed.of(kind))


def warnings_of_pages(
    context: LayoutContext, composed: Composition, pages: Sequence[Page]
) -> Iterator[Problem]:
    """Words forced apart, soft pictures, and running feet that are cut."""
    yield from _of_words(composed, pages)
    yield from _of_pictures(context, composed, pages)
    yield from _of_feet(context, composed, max((page.folio for page in pages), key=len, default=""))


def thickness_warning(context: LayoutContext, pages: int) -> Iterator[Problem]:
    """That a booklet of so many pages is too thick to fold."""
    thick = context.theme.page.thick
    if 0 < thick < pages:
        message = f"{pages} pages are too thick to saddle-stitch, more than {thick}"
        yield warning("too-thick", message, None, "have it bound otherwise, or split it")


def _of_words(composed: Composition, pages: Sequence[Page]) -> Iterator[Problem]:
    """Words without a break point that are wider than their line, one for each poster or other page."""
    places = dict(composed.posters)
    told: set[str] = set()
    for page in pages:
        place = f"in poster {page.number}" if page.number else f"on page {page.sequence} ({page.kind})"
        forced = (item for item in page.items if isinstance(item, Line) and item.forced)
        line = None if place in told else next(forced, None)
        if line is not None:
            told.add(place)
            word = line.text.split()[-1][:MOST_SHOWN]
            message = f"'{word}…' {place} is wider than its line and is broken anywhere"
            hint = "give it a space or a hyphen where it may break"
            yield warning("forced-break", message, places.get(page.number), hint)


def _of_feet(context: LayoutContext, composed: Composition, folio: str) -> Iterator[Problem]:
    """Running feet that are cut on a page with the longest of the page numbers."""
    for key, running in (("issuer", composed.verso), ("event", composed.recto)):
        if is_cut(context, running, folio):
            message = f"the running foot '{excerpt(running)}' is longer than its line and is cut"
            where = composed.where.at(key) if composed.where else None
            yield warning("running-foot-cut", message, where, f"give '{key}' a name in 'short'")


def _of_pictures(context: LayoutContext, composed: Composition, pages: Sequence[Page]) -> Iterator[Problem]:
    """Pictures that have too few pixels for the size at which they are printed."""
    images = [item for page in pages for item in page.items if isinstance(item, Image)]
    if not images:
        return
    contents = tuple(galley.content for galley in composed.every_galley)
    blocks = {block.meaning: block for block in _figures((contents, composed.sponsors))}
    for image in images:
        yield from _soft(context, blocks[image.meaning], image.box.width)


def _figures(part: object) -> Iterator[FigureBlock]:
    """Every figure in a galley or a part of one."""
    if isinstance(part, FigureBlock):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _figures(one)
    elif is_dataclass(part) and not isinstance(part, _WITHOUT_FIGURES):
        for inner in fields(part):
            yield from _figures(getattr(part, inner.name))


def _soft(context: LayoutContext, figure: FigureBlock, width: float) -> Iterator[Problem]:
    found, wanted = resolution(figure.picture, width), context.theme.resolution
    if found >= wanted.least:
        return
    seen = "its pixels will be seen" if found < wanted.poor else "it will look soft in print"
    need = math.ceil(width / INCH * wanted.least)
    message = f"'{figure.picture.file}' has {found:.0f} pixels to the inch where it stands, {seen}"
    yield warning("image-resolution", message, figure.where.at("file"), f"take one {need} pixels wide")
