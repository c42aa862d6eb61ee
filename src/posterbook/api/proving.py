"""`posterbook prove`: whether a PDF, whoever brings it, carries the legal blocks of a folder as it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from posterbook.api.typesetting import Stopwatch, Typeset, typeset
from posterbook.assets import tokens_file
from posterbook.content.model import LegalBlock
from posterbook.design.geometry import MM
from posterbook.design.theme import formats, page_for, themes
from posterbook.errors import LayoutError, Problem, UsageError, Where, error, note
from posterbook.forms.legal import carried_blocks
from posterbook.forms.page import Page
from posterbook.loading import apply_acceptances, read_tokens
from posterbook.proof import (
    UNREADABLE,
    ExpectedBlock,
    FileMakeup,
    LegalProof,
    expected_blocks,
    makeup_of,
    prove_legal,
)
from posterbook.values import dataclass

COVER_LEAVES = 2
"""Pages at each end of a booklet that a print shop may get as a file of their own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file was found to carry, held against the layout that it was made from."""

    work: Typeset
    proof: LegalProof
    problems: tuple[Problem, ...]
    part: bool = False


def prove(file: Path, folder: Path, watch: Stopwatch, now: Callable[[], datetime] | None = None) -> Verdict:
    """The legal blocks of a PDF, held against the folder; its page format and theme are found out.

    Raises UsageError where there is no file, LayoutError for one that is no booklet of this folder, and what
    `typeset` raises for the folder itself. What is wrong with the blocks is in the verdict's proof.
    """
    pdf = _contents(file)
    make = _make(pdf)
    usual = typeset(folder, watch, now=now)
    best: Verdict | None = None
    for page, theme in _designs(make, usual):
        own = (page, theme) == (usual.theme.page.name, usual.theme.name)
        work = usual if own else typeset(folder, watch, page=page, theme=theme, now=now)
        verdict = _verdict(pdf, make, work)
        best = min((best or verdict, verdict), key=_doubt)
        if not verdict.proof.problems:
            break
    if best is None:
        size = f"{make.width / MM:.0f} × {make.height / MM:.0f} mm"
        raise LayoutError(error("legal-format", f"its pages are {size}, which is no format of this booklet"))
    return best


def _contents(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as failure:
        said = (failure.strerror or str(failure)).lower()
        raise UsageError(error("unreadable-file", f"cannot read '{file}': {said}")) from failure


def _make(pdf: bytes) -> FileMakeup:
    try:
        return makeup_of(pdf)
    except UNREADABLE as problem:
        message = f"the file's pages cannot be read: {type(problem).__name__}"
        raise LayoutError(error("legal-unreadable", message)) from problem


def _designs(make: FileMakeup, usual: Typeset) -> Iterator[tuple[str, str]]:
    """Page formats and themes that a file of this size can have been made with, the booklet's own first."""
    tokens = read_tokens(tokens_file())
    own = usual.theme
    for page in sorted(formats(tokens), key=lambda name: name != own.page.name):
        for theme in sorted(themes(tokens), key=lambda name: name != own.name):
            size = tokens["pages"][page]
            near = abs(size["width"] * MM - make.width) < 1 and abs(size["height"] * MM - make.height) < 1
            if near and page_for(tokens, page, theme) == page:
                yield page, theme


def _doubt(verdict: Verdict) -> tuple[bool, int]:
    """The less of it, the likelier a file was made so: whole rather than a part, then with fewer faults."""
    return verdict.part, len(verdict.proof.problems)


def _verdict(pdf: bytes, make: FileMakeup, work: Typeset) -> Verdict:
    part = _part(make, work.pages)
    pages = work.pages if part is None else part
    blocks, pages = carried_blocks(work.booklet.legal, pages, part=part is not None, imposed=make.imposed)
    proof = _proof(pdf, expected_blocks(blocks, pages, work.theme), work)
    if work.booklet.legal and not blocks:
        proof = LegalProof((), (_nothing(work.booklet.where),))
    problems = (*apply_acceptances(work.booklet, work.problems), *_absent(work, blocks))
    return Verdict(work, proof, problems, part is not None)


def _proof(pdf: bytes, texts: tuple[ExpectedBlock, ...], work: Typeset) -> LegalProof:
    """The proof of a file that somebody else may have made, and made so that no page of it can be read."""
    try:
        return prove_legal(pdf, texts, work.fonts)
    except UNREADABLE as problem:
        message = f"the file's pages cannot be read, so nothing is proved: {type(problem).__name__}"
        return LegalProof((), (error("legal-unreadable", message, work.booklet.where.at("legal")),))


def _part(make: FileMakeup, pages: tuple[Page, ...]) -> tuple[Page, ...] | None:
    """The pages of a file that is cover or body of a print edition; else none."""
    outer, inner = (*pages[:COVER_LEAVES], *pages[-COVER_LEAVES:]), pages[COVER_LEAVES:-COVER_LEAVES]
    count = len(make.sequences)
    if make.imposed:
        return outer if make.sequences == tuple(page.sequence for page in outer) else None
    if not make.framed or count == len(pages) or count not in {len(outer), len(inner)}:
        return None
    return outer if count == len(outer) else inner


def _nothing(where: Where) -> Problem:
    message = (
        "the file is the body of a print edition and carries none of the legal blocks: nothing is proved"
    )
    return error("legal-none", message, where.at("legal"), "prove the cover, which is a file of its own")


def _absent(work: Typeset, blocks: tuple[LegalBlock, ...]) -> Iterator[Problem]:
    """What a part of the booklet does not have to carry: somebody must prove the other part."""
    missing = [block.id for block in work.booklet.legal if block not in blocks]
    if missing:
        names = ", ".join(missing)
        message = f"the file is a part of the booklet; not in this part, so not proved: {names}"
        yield note("part", message, None, "prove the other part too")
    elif not work.booklet.legal:
        yield note("nothing-to-prove", "the booklet has no legal blocks", work.booklet.where)
