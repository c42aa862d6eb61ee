"""What a file is held to: what the laid-out pages promise of each legal block, and the theme asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from posterbook.content.model import LegalBlock, LegalPlace, Weight
from posterbook.design.theme import Colour, Theme
from posterbook.errors import Where
from posterbook.forms.legal import SetCharacter, set_characters
from posterbook.forms.page import Page, Rectangle


class ExpectedBlock(NamedTuple):
    """A text that must stand on certain pages (sequences, from 1); `first` before all other text of them.

    `characters` are all but white space, as they were set; empty where the pages do not have the text.
    `frame` is the weight of the rule that must stand around it, 0 for none. Lengths in points; blocks of one
    `place` keep their order.
    """

    id: str
    pages: tuple[int, ...]
    text: str
    where: Where | None
    characters: tuple[SetCharacter, ...]
    width: float
    height: float
    floor: float
    safe: float
    ink: Colour
    paper: Colour
    first: bool = False
    frame: float = 0
    place: str = ""


def expected_blocks(
    blocks: Sequence[LegalBlock], pages: Sequence[Page], theme: Theme
) -> tuple[ExpectedBlock, ...]:
    """What must be found of every legal block."""
    return tuple(_expected(block, pages, theme) for block in blocks)


def _expected(block: LegalBlock, pages: Sequence[Page], theme: Theme) -> ExpectedBlock:
    carriers = [page for page in pages if block.id in page.legal]
    return ExpectedBlock(
        id=block.id,
        pages=tuple(page.sequence for page in carriers),
        text=block.file.text,
        where=block.where,
        characters=set_characters(block, pages),
        width=theme.page.width,
        height=theme.page.height,
        floor=max(theme.legal.floor, block.floor or 0),
        safe=theme.safe,
        ink=theme.ink,
        paper=theme.paper,
        first=block.place is LegalPlace.COVER_TOP and _leads(block, carriers),
        frame=_frame(carriers) if block.weight is Weight.FRAMED else 0,
        place=block.place,
    )


def _leads(block: LegalBlock, carriers: Sequence[Page]) -> bool:
    """Whether it is the first of the blocks at the head of its page."""
    return bool(carriers) and carriers[0].legal[:1] == (block.id,)


def _frame(carriers: Sequence[Page]) -> float:
    """The weight of the frame that was laid out; a block that runs over several pages has none."""
    items = carriers[0].items if len(carriers) == 1 else ()
    return max((item.weight for item in items if isinstance(item, Rectangle) and item.stroke), default=0)
