"""`posterbook prove`: whether a PDF, whoever brings it, carries the legal blocks of a folder as it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, Stopwatch, Typeset, load_with, typeset_with
from posterbook.content.model import Booklet, LegalBlock
from posterbook.design.geometry import MM
from posterbook.design.theme import formats, page_for, themes
from posterbook.errors import LayoutError, Problem, Severity, UsageError, Where, error, note
from posterbook.forms.legal import FoundBlock, carried_blocks
from posterbook.forms.page import Page
from posterbook.loading import apply_acceptances, design_tokens
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
    """What a file was found to carry, held against the layout of its size with which it agrees best.

    `page` and `theme` name that layout. `legal` are the blocks that were found; `problems` are warnings and
    notes about the folder, then what is wrong with the blocks, as errors.
    """

    page: str
    theme: str
    legal: tuple[FoundBlock, ...]
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether the file carries the legal blocks as it should."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A file held against one layout: what was found of it, remarks, and whether it is a part of it."""

    work: Typeset
    proof: LegalProof
    remarks: tuple[Problem, ...]
    part: bool


def prove(
    file: Target,
    folder: Target = "booklet",
    *,
    as_of: AsOf = None,
    report: Target = "",
    watch: Stopwatch | None = None,
) -> Verdict:
    """The legal blocks of a PDF, whoever made it, held against the folder.

    Its page format and theme are found out. `report` is a file for all that was found as JSON, '' for none.

    Raises UsageError where there is no file, LayoutError for one that is no booklet of this folder, and what
    `load` and `typeset` raise for the folder itself. What is wrong with the blocks is in the verdict.
    """
    run = Run(folder, report=report, watch=watch)
    with run.report_failure():
        best = _likeliest(_contents(Path(file)), run, as_of)
        run.add_work(best.work)
        run.result = replace(run.result, found=best.proof.found)
        run.add((*best.remarks, *best.proof.problems))
        run.write()
    design = best.work.theme
    return Verdict(design.page.name, design.name, best.proof.found, run.result.problems)


def _likeliest(pdf: bytes, run: Run, as_of: AsOf) -> _Comparison:
    """The file held against the layout of its size with which it agrees best, the booklet's own first."""
    make = _make(pdf)
    with run.watch.stage("load"):
        tokens = design_tokens()
        booklet = load_with(tokens, run.folder, as_of)
    best: _Comparison | None = None
    for page, theme in _designs(make, tokens, booklet):
        work = typeset_with(tokens, booklet, page, theme, run.watch)
        found = _comparison(pdf, make, work)
        best = min((best or found, found), key=_doubt)
        if not found.proof.problems:
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


def _designs(make: FileMakeup, tokens: Mapping[str, Any], booklet: Booklet) -> Iterator[tuple[str, str]]:
    """Page formats and themes that a file of this size can have been made with, the booklet's own first."""
    design = booklet.design
    own = page_for(tokens, booklet.page, booklet.theme, design)
    for page in sorted(formats(tokens), key=lambda name: name != own):
        for theme in dict.fromkeys((booklet.theme, *themes(tokens, design))):
            size = tokens["pages"][page]
            near = abs(size["width"] * MM - make.width) < 1 and abs(size["height"] * MM - make.height) < 1
            if near and page_for(tokens, page, theme, design) == page:
                yield page, theme


def _doubt(found: _Comparison) -> tuple[bool, int]:
    """The less of it, the likelier a file was made so: whole rather than a part, then with fewer faults."""
    return found.part, len(found.proof.problems)


def _comparison(pdf: bytes, make: FileMakeup, work: Typeset) -> _Comparison:
    pages = _pages_of_file(make, work)
    part = _part(make, pages)
    pages = pages if part is None else part
    blocks, pages = carried_blocks(work.booklet.legal, pages, part=part is not None, imposed=make.imposed)
    proof = _proof(pdf, expected_blocks(blocks, pages, work.theme), work)
    if work.booklet.legal and not blocks:
        proof = LegalProof((), (_carries_none(work.booklet.where),))
    remarks = apply_acceptances(work.booklet, (*work.problems, *work.accepted))
    return _Comparison(work, proof, (*remarks, *_missing_blocks(work, blocks)), part is not None)


def _proof(pdf: bytes, texts: tuple[ExpectedBlock, ...], work: Typeset) -> LegalProof:
    """The proof of a file that somebody else may have made, and made so that no page of it can be read."""
    try:
        return prove_legal(pdf, texts, work.fonts)
    except UNREADABLE as problem:
        message = f"the file's pages cannot be read, so nothing is proved: {type(problem).__name__}"
        return LegalProof((), (error("legal-unreadable", message, work.booklet.where.at("legal")),))


def _pages_of_file(make: FileMakeup, work: Typeset) -> tuple[Page, ...]:
    """The pages that such a file has: on paper sheets are filled up, and elsewhere they may be."""
    filled = make.imposed or make.framed or len(make.sequences) != len(work.pages)
    return work.paper_pages if filled else work.pages


def _part(make: FileMakeup, pages: tuple[Page, ...]) -> tuple[Page, ...] | None:
    """The pages of a file that is cover or body of a print edition; else none."""
    outer, inner = (*pages[:COVER_LEAVES], *pages[-COVER_LEAVES:]), pages[COVER_LEAVES:-COVER_LEAVES]
    count = len(make.sequences)
    if make.imposed:
        return outer if make.sequences == tuple(page.sequence for page in outer) else None
    if not make.framed or count == len(pages) or count not in {len(outer), len(inner)}:
        return None
    return outer if count == len(outer) else inner


def _carries_none(where: Where) -> Problem:
    message = (
        "the file is the body of a print edition and carries none of the legal blocks: nothing is proved"
    )
    return error("legal-none", message, where.at("legal"), "prove the cover, which is a file of its own")


def _missing_blocks(work: Typeset, blocks: tuple[LegalBlock, ...]) -> Iterator[Problem]:
    """What a part of the booklet does not have to carry: somebody must prove the other part."""
    missing = [block.id for block in work.booklet.legal if block not in blocks]
    if missing:
        names = ", ".join(missing)
        message = f"the file is a part of the booklet; not in this part, so not proved: {names}"
        yield note("part", message, None, "prove the other part too")
    elif not work.booklet.legal:
        yield note("nothing-to-prove", "the booklet has no legal blocks", work.booklet.where)
