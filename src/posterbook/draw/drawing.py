"""Draws the pages for one edition: items become operators, nothing is decided any more."""

from __future__ import annotations

import zlib
from collections.abc import Hashable, Mapping, Sequence

from posterbook.design.fonts import Fonts
from posterbook.draw.character_codes import Encoder, subsets
from posterbook.draw.content import OVERPRINTS, Content
from posterbook.draw.embedding import embed
from posterbook.draw.numbers import FileOperators
from posterbook.forms.drawn import Drawn, Overprint, PagePicture, PathPicture, PixelPicture
from posterbook.forms.edition import Edition, MarkedContent, Space
from posterbook.forms.page import Image, Page


def draw(pages: Sequence[Page], edition: Edition, fonts: Fonts) -> Drawn:
    """The pages as content streams, and what these need; raises ProofError for text without a meaning.

    One page after the other is painted and deflated, so that of ten thousand pages only their few compressed
    bytes are kept.
    """
    pictures, names = _pictures(pages, edition)
    used = subsets(pages, fonts)
    encoder, operators = Encoder(fonts, used), FileOperators(edition.space)
    contents: list[bytes] = []
    marks: list[MarkedContent] = []
    for index, page in enumerate(pages):
        content = Content(page.height, encoder, tagged=edition.tagged, operators=operators, pictures=names)
        content.paint(page.items, page.margin)
        contents.append(zlib.compress("\n".join(content.code).encode("ascii") or b"\n"))
        marks += [MarkedContent(element, index, mcid) for mcid, element in enumerate(content.elements)]
    embedded = [embed(subset, fonts.path(subset.face), number) for number, subset in enumerate(used)]
    return Drawn(tuple(contents), tuple(marks), tuple(embedded), pictures, _overprints(edition))


def _pictures(
    pages: Sequence[Page], edition: Edition
) -> tuple[tuple[PixelPicture | PathPicture | PagePicture, ...], Mapping[Hashable, str]]:
    """The pictures of the pages, and what the pages call them."""
    if not any(isinstance(item, Image) for page in pages for item in page.items):
        return (), {}
    from posterbook.draw.pictures import pictures_and_names  # noqa: PLC0415 - few booklets have pictures

    return pictures_and_names(pages, edition)


def _overprints(edition: Edition) -> tuple[Overprint, ...]:
    """The graphics states of ink; light knows no overprinting."""
    if edition.space is not Space.CMYK:
        return ()
    return tuple(Overprint(name, lines, fills) for (lines, fills), name in OVERPRINTS.items())
