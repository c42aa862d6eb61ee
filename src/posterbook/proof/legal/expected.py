"""What a file is held to: what the laid-out pages promise of each legal block, and the theme asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from posterbook.content.model import LegalBlock, LegalPlace, Weight
from posterbook.design.theme import Colour, Theme
from posterbook.errors import Where
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Page, Rectangle, Run


class Letter(NamedTuple):
    """One character of a block as it was laid out: its face and its size in points."""

    character: str
    face: str
    size: float


class ExpectedBlock(NamedTuple):
    """A text that must stand on certain pages (sequences, from 1); `first` before all other text of them.

    `letters` are its characters but white space; empty where the pages do not have it. `frame` is the
    weight of the rule that must stand around it, 0 for none. Lengths in points; blocks of one `place` keep
    their order.
    """

    id: str
    pages: tuple[int, ...]
    text: str
    where: Where | None
    letters: tuple[Letter, ...]
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
    letters = _letters(block.file.text, carriers)
    return ExpectedBlock(
        id=block.id,
        pages=tuple(page.sequence for page in carriers),
        text=block.file.text,
        where=block.where,
        letters=letters,
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


def _letters(text: str, carriers: Sequence[Page]) -> tuple[Letter, ...]:
    """The block's characters as its pages have them; none if they do not, which the proof will find."""
    shown = list(_content(carriers))
    solid = "".join(text.split())
    start = "".join(letter.character for letter in shown).find(solid)
    return tuple(shown[start : start + len(solid)]) if start >= 0 else ()


def _content(pages: Sequence[Page]) -> Iterator[Letter]:
    for run in _runs(pages):
        if not isinstance(run.meaning, Artifact):
            for character in run.text:
                if not character.isspace():
                    yield Letter(character, run.face, run.size)


def _runs(pages: Sequence[Page]) -> Iterator[Run]:
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                yield from item.runs


def _leads(block: LegalBlock, carriers: Sequence[Page]) -> bool:
    """Whether it is the first of the blocks at the head of its page."""
    return bool(carriers) and carriers[0].legal[:1] == (block.id,)


def _frame(carriers: Sequence[Page]) -> float:
    """The weight of the frame that was laid out; a block that runs over several pages has none."""
    items = carriers[0].items if len(carriers) == 1 else ()
    return max((item.weight for item in items if isinstance(item, Rectangle) and item.stroke), default=0)
