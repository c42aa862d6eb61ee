"""What a file shows, as one viewer draws it, held against a booklet that was laid out: likelihood, no proof.

It is asked for by `--as-rendered`, for files that cannot be compared glyph by glyph. Of those that hold it
is a second opinion, which changes no verdict: that must be the same on every machine, and a viewer has faults
of its own. The whole page is drawn, with all that the file lays over it, so what covers a block shows, and
what is not the block's is part of both pictures where it was laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from posterbook.api.typesetting import Typeset
from posterbook.errors import Problem, error, note, warning
from posterbook.forms.edition import Edition
from posterbook.forms.legal import carried_blocks
from posterbook.forms.sheet import Forme
from posterbook.proof import LegalProof, expected_file
from posterbook.values import dataclass

if TYPE_CHECKING:
    from posterbook.api.rendering import Likeness


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a file may be: a booklet laid out in some design, and what of it one of its files shows."""

    work: Typeset
    edition: Edition
    forme: Forme


def second_opinion(pdf: bytes, candidate: Candidate) -> tuple[Problem, ...]:
    """Of a file that holds: a warning for each block that PDFium, where it is installed, shows otherwise.

    It changes no verdict, which must be the same on every machine: whoever reads the warning looks.
    """
    if find_spec("pypdfium2") is None:
        return ()
    from posterbook.api.rendering import ALIKE  # noqa: PLC0415 - Pillow

    where = {block.id: block.where for block in candidate.work.booklet.legal}
    hint = "look at the page, and have it looked at by --as-rendered"
    try:
        return tuple(
            warning(
                "legal-shown",
                f"one viewer shows the legal block '{one.block}' otherwise",
                where[one.block],
                hint,
            )
            for one in _pictures(pdf, candidate)
            if one.difference > ALIKE
        )
    except ValueError as failure:
        message = f"one viewer cannot show the pages of the legal blocks: {failure}"
        return (warning("legal-shown", message, candidate.work.booklet.where.at("legal"), hint),)


def likeness(pdf: bytes, candidate: Candidate) -> LegalProof:
    """A file held, as pictures, against one candidate."""
    from posterbook.api.rendering import ALIKE, UNLIKE  # noqa: PLC0415 - Pillow

    problems: list[Problem] = []
    notes: list[Problem] = []
    where = {block.id: block.where for block in candidate.work.booklet.legal}
    try:
        for one in _pictures(pdf, candidate):
            how = f"its square that differs most differs by {one.difference} of 255"
            words = "its words are read" if one.words else "its words are not read"
            said = f"the legal block '{one.block}', as one viewer shows it: {how}, and {words}"
            if one.difference >= UNLIKE:
                problems.append(error("legal-unlike", f"{said}: it looks different", where[one.block]))
            elif one.difference > ALIKE or not one.words:
                problems.append(error("legal-unsure", f"{said}: nobody can be sure", where[one.block]))
            else:
                notes.append(note("legal-alike", f"{said}: it looks the same", where[one.block]))
    except ValueError as failure:
        problems.append(error("legal-format", f"the pages cannot be laid on each other: {failure}"))
    return LegalProof((), tuple(problems), tuple(notes))


def _pictures(pdf: bytes, candidate: Candidate) -> Iterator[Likeness]:
    """How the legal blocks look beside those of a file drawn anew; raises what `compare_pictures` does."""
    from posterbook.api.publishing import pages_alone  # noqa: PLC0415 - only here are any drawn
    from posterbook.api.rendering import compare_pictures  # noqa: PLC0415 - Pillow

    work, forme = candidate.work, candidate.forme
    part, imposed = bool(forme.part), bool(forme.sheets)
    blocks, pages = carried_blocks(work.booklet.legal, forme.pages, part=part, imposed=imposed)
    expected = expected_file(blocks, pages, work.theme.legal.floor, work.fonts, forme.sheets)
    if blocks:
        drawn = sorted({page.file_index for page in expected.pages.values()})
        yield from compare_pictures(pdf, pages_alone(work, candidate.edition, forme, drawn), expected, drawn)
