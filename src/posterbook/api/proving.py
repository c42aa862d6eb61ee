"""`posterbook prove`: whether a PDF, whoever brings it, carries the legal blocks of a folder as it should.

The folder is laid out anew, as it was for the file: in the page format and theme whose size the file has, on
the sheets that it shows. So what the file says of itself only chooses what it is held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any, Final

from pikepdf import Pdf

from posterbook.api.paper import MOST_CREEP, formes_for
from posterbook.api.reading_file import read_file
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, Stopwatch, Typeset, check_known, load_with, typeset_with
from posterbook.content.model import Booklet, LegalBlock
from posterbook.design.geometry import MM
from posterbook.design.theme import formats, page_for, themes
from posterbook.errors import (
    LayoutError,
    PosterbookError,
    Problem,
    Severity,
    UnjudgedError,
    Where,
    error,
    note,
)
from posterbook.forms.edition import Edition, Flip, Printing, edition, editions
from posterbook.forms.legal import FoundBlock, carried_blocks
from posterbook.forms.sheet import Forme
from posterbook.loading import apply_acceptances, design_tokens
from posterbook.proof import (
    UNJUDGED,
    UNREADABLE,
    FileMakeup,
    LegalProof,
    expected_file,
    makeup_of,
    prove_legal,
)
from posterbook.values import dataclass

LARGEST_FILE: Final = 1_000_000_000
"""Bytes of a file beyond which nobody sends it to be proved."""
NEAR: Final = 1.0
"""Points by which the size of a page may differ from that of its format."""
WAY_OUT: Final = "send the file that posterbook wrote, or compare what shows with --as-rendered"


class Judgement(StrEnum):
    """What can be said of a file, and the exit code of each."""

    HOLDS = "holds"
    FAILS = "does not hold"
    UNJUDGED = "cannot be judged"

    @property
    def exit_code(self) -> int:
        """0, 5 or 7."""
        codes = {Judgement.HOLDS: 0, Judgement.FAILS: LayoutError.exit_code}
        return codes.get(self, UnjudgedError.exit_code)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file was found to carry, held against the layout of its size with which it agrees best.

    `page` and `theme` name that layout. `legal` are the blocks that were found; `problems` are warnings and
    notes about the folder and what was added to the file, then what is wrong with the blocks, as errors.
    """

    page: str
    theme: str
    legal: tuple[FoundBlock, ...]
    problems: tuple[Problem, ...]

    @property
    def judgement(self) -> Judgement:
        """Whether the file carries the legal blocks as it should, or that this cannot be judged."""
        codes = {problem.code for problem in self.problems if problem.severity is Severity.ERROR}
        if codes - UNJUDGED:
            return Judgement.FAILS
        return Judgement.UNJUDGED if codes else Judgement.HOLDS

    @property
    def holds(self) -> bool:
        """Whether the file carries the legal blocks as it should."""
        return self.judgement is Judgement.HOLDS


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a file may be: a booklet laid out in some design, and what of it one of its files shows."""

    work: Typeset
    edition: Edition
    forme: Forme


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A file held against one candidate: what was found of it, and remarks."""

    candidate: Candidate
    proof: LegalProof
    remarks: tuple[Problem, ...]


def prove(
    file: Target,
    folder: Target = "booklet",
    *,
    page: str = "",
    theme: str = "",
    as_of: AsOf = None,
    report: Target = "",
    watch: Stopwatch | None = None,
) -> Verdict:
    """The legal blocks of a PDF, whoever made it, held against the folder.

    Its page format and theme are found out, unless they are given. `report` is a file for all that was found
    as JSON, '' for none.

    Raises UsageError where there is no file, UnjudgedError for one that is no booklet of this folder, and
    what `load` and `typeset` raise for the folder itself. What is wrong with the blocks is in the verdict.
    """
    run = Run(folder, report=report, watch=watch)
    with run.report_failure():
        best = _likeliest(read_file(Path(file), LARGEST_FILE), run, as_of, (page, theme))
        work = best.candidate.work
        run.add_work(work)
        run.result = replace(run.result, found=best.proof.found)
        run.add((*best.remarks, *best.proof.notes, *best.proof.problems))
        run.write()
    return Verdict(work.theme.page.name, work.theme.name, best.proof.found, run.result.problems)


def candidates(pdf: bytes, run: Run, as_of: AsOf, asked: tuple[str, str]) -> Iterator[Candidate]:
    """What a file may be, by the size of its pages and how they stand on it, the likeliest first."""
    make = _make(pdf)
    with run.watch.stage("load"):
        tokens = design_tokens()
        booklet = load_with(tokens, run.folder, as_of)
    check_known("page", asked[0], ("", *formats(tokens)))
    check_known("theme", asked[1], ("", *themes(tokens, booklet.design)))
    none = True
    for page, theme in _designs(make, tokens, booklet):
        if asked[0] in {"", page} and asked[1] in {"", theme}:
            work = typeset_with(tokens, booklet, page, theme, run.watch)
            for row, forme in _formes(pdf, make, work):
                none = False
                yield Candidate(work, row, forme)
    if none:
        raise UnjudgedError(_no_format(make))


def _likeliest(pdf: bytes, run: Run, as_of: AsOf, asked: tuple[str, str]) -> _Comparison:
    """The file held against the candidate with which it agrees best, the booklet's own design first."""
    best: _Comparison | None = None
    for one in candidates(pdf, run, as_of, asked):
        found = _comparison(pdf, one)
        best = min((best or found, found), key=_doubt)
        if not found.proof.problems:
            break
    if best is None:
        raise AssertionError("a file without candidates cannot be judged, which is said before")
    return best


def _no_format(make: FileMakeup) -> Problem:
    size = f"{make.width / MM:.0f} × {make.height / MM:.0f} mm"
    message = f"its pages are {size}, which is no format of this booklet, or they have lost their TrimBox"
    return error("legal-format", message, None, WAY_OUT)


def _make(pdf: bytes) -> FileMakeup:
    try:
        return makeup_of(pdf)
    except UNREADABLE as problem:
        message = f"the file's pages cannot be read: {type(problem).__name__}"
        raise UnjudgedError(error("legal-unreadable", message, None, WAY_OUT)) from problem


def _designs(make: FileMakeup, tokens: Mapping[str, Any], booklet: Booklet) -> Iterator[tuple[str, str]]:
    """Page formats and themes that a file of this size can have been made with, the booklet's own first."""
    design = booklet.design
    own = page_for(tokens, booklet.page, booklet.theme, design)
    for page in sorted(formats(tokens), key=lambda name: name != own):
        for theme in dict.fromkeys((booklet.theme, *themes(tokens, design))):
            size = tokens["pages"][page]
            near = (
                abs(size["width"] * MM - make.width) < NEAR and abs(size["height"] * MM - make.height) < NEAR
            )
            if near and page_for(tokens, page, theme, design) == page:
                yield page, theme


def _formes(pdf: bytes, make: FileMakeup, work: Typeset) -> Iterator[tuple[Edition, Forme]]:
    """What of a booklet files of this makeup show, in each edition that can make one."""
    rows = [edition(name) for name in editions()]
    if not (make.imposed or make.framed):
        plain = next(row for row in rows if not (row.framed or row.imposed))
        yield plain, Forme(work.pages)
        return
    if not make.imposed:
        rows = [row for row in rows if row.framed]
    found: list[tuple[Edition, Forme]] = []
    for row in rows:
        for printing in _printings(pdf, make, work, row):
            found += [
                (row, forme) for forme in _made(work, row, printing) if bool(forme.sheets) == make.imposed
            ]
    # a part must have all of its pages; a whole booklet may have lost some, or got more
    fitting = [one for one in found if _fits(one[1], make)]
    yield from fitting or [one for one in found if not one[1].part][:1]


def _fits(forme: Forme, make: FileMakeup) -> bool:
    """Whether a file has as many pages as a forme, on as much paper."""
    if make.imposed:
        return tuple(page.sequence for page in forme.pages) == make.sequences
    return len(forme.pages) == len(make.sequences) and abs(forme.pages[0].margin - make.margin) < NEAR


def _made(work: Typeset, row: Edition, printing: Printing) -> tuple[Forme, ...]:
    try:
        return formes_for(work, (row,), printing)[0][row]
    except PosterbookError:  # it cannot be printed so: then the file was not made so
        return ()


def _printings(pdf: bytes, make: FileMakeup, work: Typeset, row: Edition) -> Iterator[Printing]:
    """How a file may have been printed."""
    if not row.imposed:
        for marks, separate in product((True, False), (False, True)):
            yield Printing(0, marks, separate, Flip.SHORT, 0, None)
        return
    size, first, creep = _sheet(pdf, make, work)
    signature = 0 if first >= len(work.pages) else first // 4
    for flip in Flip:
        yield Printing(creep, True, False, flip, signature, size)


def _sheet(pdf: bytes, make: FileMakeup, work: Typeset) -> tuple[tuple[float, float], int, float]:
    """Of a file's sheets their size, the last page of the first signature, and the creep; in points."""
    with Pdf.open(_stream(pdf)) as file:
        box = [float(edge) for edge in file.pages[0].mediabox]
        first = max(make.sheets[0], default=0)
        deepest = max(first // 4 - 1, 0)
        creep = _creep(file, make, work, 2 * deepest, (box[2] - box[0]) / 2)
    return (box[2] - box[0], box[3] - box[1]), first, creep / deepest if deepest else 0.0


def _creep(file: Pdf, make: FileMakeup, work: Typeset, side: int, fold: float) -> float:
    """How far the pages of a side were moved towards the fold, at most as far as paper can make them."""
    from posterbook.proof.legal.file_reader import FileReader  # noqa: PLC0415

    if side >= len(make.sheets):
        return 0.0
    panels = FileReader(file).painted(side).panels
    lefts = [matrix[4] for matrix in panels.values() if matrix[0] > 0]
    shift = min(lefts, default=0.0) - (fold - work.theme.page.width)
    return shift if 0 < shift <= MOST_CREEP * MM * len(make.sheets) else 0.0


def _stream(pdf: bytes) -> Any:  # noqa: ANN401 - what pikepdf opens
    from io import BytesIO  # noqa: PLC0415

    return BytesIO(pdf)


def _doubt(found: _Comparison) -> tuple[bool, int]:
    """The less of it, the likelier a file was made so: whole rather than a part, then with fewer faults."""
    return bool(found.candidate.forme.part), len(found.proof.problems)


def _comparison(pdf: bytes, candidate: Candidate) -> _Comparison:
    work, forme = candidate.work, candidate.forme
    blocks, pages = carried_blocks(
        work.booklet.legal, forme.pages, part=bool(forme.part), imposed=bool(forme.sheets)
    )
    floor, language = work.theme.legal.floor, work.booklet.language
    proof = prove_legal(
        pdf, expected_file(blocks, pages, floor, work.fonts, forme.sheets, language), work.fonts
    )
    if work.booklet.legal and not blocks:
        proof = LegalProof((), (_carries_none(work.booklet.where),))
    remarks = apply_acceptances(work.booklet, (*work.problems, *work.accepted))
    return _Comparison(candidate, proof, (*remarks, *_missing_blocks(work, blocks)))


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
