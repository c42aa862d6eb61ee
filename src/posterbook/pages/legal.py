"""The legal page: the blocks that stand there, in their order, verbatim."""

from __future__ import annotations

from posterbook.content.model import LegalBlock, LegalPlace, Weight
from posterbook.forms.element import Role
from posterbook.forms.galley import LegalGalley, LegalText, Text
from posterbook.pages.composer import Composer, Listed
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """The legal page takes no options."""


def listed(composer: Composer, _options: Options) -> tuple[Listed, ...]:
    """The blocks of the legal page that ask for an entry."""
    return entries(composer, LegalPlace.LEGAL_PAGE)


def entries(composer: Composer, place: LegalPlace) -> tuple[Listed, ...]:
    """The blocks of a place that ask for an entry in the contents list."""
    found = []
    for block in blocks_at(composer, place):
        anchor = composer.legal_anchor(block)
        if block.contents:
            found.append(Listed(block.contents, ((anchor, anchor),), block.where.at("contents")))
    return tuple(found)


def compose(composer: Composer, _options: Options) -> tuple[LegalGalley, ...]:
    """The legal galley; none if neither a block nor a colophon stands there."""
    return galley(composer, blocks_at(composer, LegalPlace.LEGAL_PAGE), _colophon(composer))


def _colophon(composer: Composer) -> Text | None:
    book = composer.booklet
    if not book.colophon:
        return None
    where, element = book.where.at("colophon"), composer.section().child(Role.P)
    return composer.inline(composer.theme.styles.colophon, book.colophon, element, where)


def blocks_at(composer: Composer, *places: LegalPlace) -> tuple[LegalBlock, ...]:
    """The legal blocks of those places, in their order."""
    return tuple(block for block in composer.booklet.legal if block.place in places)


def galley(
    composer: Composer, blocks: tuple[LegalBlock, ...], colophon: Text | None = None
) -> tuple[LegalGalley, ...]:
    """A legal galley of these blocks and the colophon; none without any."""
    texts = tuple(_text(composer, blocks, position) for position in range(len(blocks)))
    return (LegalGalley(texts, colophon),) if texts or colophon else ()


def _text(composer: Composer, blocks: tuple[LegalBlock, ...], position: int) -> LegalText:
    """A plain block right after the signature, as place and date, is set like it, others as board lists."""
    styles = composer.theme.styles
    signed = position > 0 and blocks[position - 1].weight is Weight.SIGNATURE
    last = position == len(blocks) - 1
    return composer.legal_text(
        blocks[position], styles.signature if signed and not last else styles.board_list
    )
