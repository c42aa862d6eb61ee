"""Proves on the written file that every legal block stands on paper as it must.

Trusted are the folder's wording, the pages as they were laid out and the font files of the booklet. Not
trusted is the file: the one that was just written may hold a bug, the one that somebody hands in to be proved
may have been changed with intent. So the file is interpreted as a viewer would (ISO 32000-1, 8 and 9), and
what that puts on paper is compared with what must be there. In order, for each block:

1. its text, on the pages that must carry it and on no others, whole, in its words (`block_search.py`): this
   excludes words that are lost, added, moved or split, and text that is marked as no content;
2. how it stands (`placement_checks.py`), each check for one way to do harm: size (below the floor, or not as
   set), colour (paper on paper), visibility (rendering modes, 9.3.6; transparency, 11; layers, 8.11;
   replacement text, 14.9), directions and widths, edges (safe area, crop, clip, 8.5.4), what lies over, under
   or among it (annotations included, 12.5), the order of its glyphs, its frame;
3. its glyphs (`glyph_checks.py`): steps 1 and 2 believe the file's map from codes to characters (9.10), which
   can say anything. What is printed are outlines. So those that the file's font program draws for a code are
   compared with those that our own font file draws for the character: then what is read is what is seen.

Widths and positions are believed only as far as they agree with our fonts and with the order of reading; a
font, an operator or a turn of the page that is not ours makes a check fail, never pass. Blocks of one place
must keep their order, and the cover's block comes before all other text. Outside the blocks nothing is
proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from pikepdf import Pdf

from posterbook.design.fonts import Fonts
from posterbook.errors import Problem
from posterbook.forms.legal import FoundBlock
from posterbook.proof.legal.block_search import BlockSearch, block_problem
from posterbook.proof.legal.expected import ExpectedBlock
from posterbook.proof.legal.file_reader import FileReader, open_file
from posterbook.proof.legal.glyph_checks import GlyphChecks
from posterbook.proof.legal.graphics_state import bounding_box
from posterbook.proof.legal.located_block import LocatedBlock
from posterbook.proof.legal.placement_checks import placement_faults


class LegalProof(NamedTuple):
    """What a file was found to carry, and what is wrong with it."""

    found: tuple[FoundBlock, ...]
    problems: tuple[Problem, ...]


def prove_legal(pdf: bytes | Pdf, blocks: Sequence[ExpectedBlock], fonts: Fonts) -> LegalProof:
    """How the legal blocks stand in a file, read back; only the pages that should carry them are read.

    Raises one of `UNREADABLE` for a page that breaks the rules of PDF.
    """
    if not blocks:
        return LegalProof((), ())
    found: list[FoundBlock] = []
    problems: list[Problem] = []
    with open_file(pdf) as file:
        search, glyph_checks = BlockSearch(FileReader(file)), GlyphChecks(fonts)
        for block in blocks:
            located, misplaced = search.find(block)
            problems += misplaced
            if located:
                found.append(_found_block(block, located))
                faults = (*placement_faults(block, located), *glyph_checks.faults(block, located))
                problems += [block_problem(block, code, message) for code, message in faults]
        problems += _order_problems(found, blocks)
    return LegalProof(tuple(found), tuple(problems))


def _found_block(block: ExpectedBlock, located: LocatedBlock) -> FoundBlock:
    """What the report says of a block: its place is that on its first page."""
    lines = [line for line in located.lines if line.page == located.glyphs[0].setting.panel]
    hull = bounding_box(
        [
            edge
            for line in lines
            for edge in ((line.inner.x, line.inner.y), (line.inner.right, line.inner.bottom))
        ]
    )
    size = round(min(glyph.setting.size for glyph in located.glyphs), 2)
    return FoundBlock(block.id, lines[0].page, size, hull, sha256(located.text.encode()).hexdigest())


def _order_problems(found: Sequence[FoundBlock], blocks: Sequence[ExpectedBlock]) -> Iterator[Problem]:
    """Blocks of one page that stand in another order than the booklet's."""
    known = {one.id: one for one in found}
    given = [block for block in blocks if block.id in known]
    for before, block in pairwise(given):
        above, below = known[before.id], known[block.id]
        if (before.place, above.page) == (block.place, below.page) and above.box.y > below.box.y:
            yield block_problem(block, "legal-order", f"stands above '{before.id}', not below it")
