"""`posterbook prove`: whether a PDF, whoever brings it, carries the legal blocks of a folder as it should.

The folder is laid out anew, as it was for the file: in the page format and theme whose size the file has, on
the sheets that it shows. So what the file says of itself only chooses what it is held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posterbook.api.paper import CREEP, MOST_CREEP, formes_for
from posterbook.api.publishing import known_profiles
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
    warning,
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
    leftmost_panel,
    makeup_of,
    prove_legal,
)
from posterbook.values import dataclass

if TYPE_CHECKING:
    from posterbook.api.rendering import Likeness

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


def prove(  # noqa: PLR0913 - all that can be said of a file
    file: Target,
    folder: Target = "booklet",
    *,
    page: str = "",
    theme: str = "",
    as_rendered: bool = False,
    as_of: AsOf = None,
    report: Target = "",
    watch: Stopwatch | None = None,
) -> Verdict:
    """The legal blocks of a PDF, whoever made it, held against the folder.

    Its page format and theme are found out, unless they are given. With `as_rendered` what it shows is
    compared as pictures: that is likelihood, no proof. `report` is a file for all that was found as JSON, ''
    for none.

    Raises UsageError where there is no file, UnjudgedError for one that is no booklet of this folder, and
    what `load` and `typeset` raise for the folder itself. What is wrong with the blocks is in the verdict.
    """
    run = Run(folder, report=report, watch=watch)
    with run.report_failure():
        pdf = read_file(Path(file), LARGEST_FILE)
        best = (_alike if as_rendered else _likeliest)(pdf, run, as_of, (page, theme))
        work = best.candidate.work
        run.add_work(work)
        run.result = replace(run.result, found=best.proof.found)
        run.add((*best.remarks, *best.proof.notes, *best.proof.problems))
        if not (as_rendered or best.proof.problems):
            run.add(second_opinion(pdf, best.candidate))
        run.write()
    return Verdict(work.theme.page.name, work.theme.name, best.proof.found, run.result.problems)


def candidates(pdf: bytes, run: Run, as_of: AsOf, asked: tuple[str, str]) -> Iterator[Candidate]:
    """What a file may be, by the size of its pages and how they stand on it, the likeliest first."""
    make = _make(pdf)
    tokens, booklet = _load_folder(run, as_of, asked)
    none = True
    for page, theme in _designs(make, tokens, booklet):
        if asked[0] in {"", page} and asked[1] in {"", theme}:
            work = typeset_with(tokens, booklet, page, theme, run.watch)
            for row, forme in _formes(pdf, make, work):
                none = False
                yield Candidate(work, row, forme)
    if none:
        raise UnjudgedError(_no_format(make))


def _load_folder(run: Run, as_of: AsOf, asked: tuple[str, str]) -> tuple[Mapping[str, Any], Booklet]:
    """The design's tokens and the booklet; raises UsageError for a page format or theme that there is not."""
    with run.watch.stage("load"):
        tokens = design_tokens()
        booklet = load_with(tokens, run.folder, as_of)
    check_known("page", asked[0], ("", *formats(tokens)))
    check_known("theme", asked[1], ("", *themes(tokens, booklet.design)))
    return tokens, booklet


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
    work = best.candidate.work
    if not best.proof.found and best.proof.problems and not any(asked) and not _is_own(work):
        raise UnjudgedError(_other_layout(work.theme.page.name))
    return best


def _alike(pdf: bytes, run: Run, as_of: AsOf, asked: tuple[str, str]) -> _Comparison:
    """The file held, as pictures, against candidates of its paper; the one that it looks like most."""
    tokens, booklet = _load_folder(run, as_of, asked)
    size = _make(pdf).paper
    best: _Comparison | None = None
    for page, theme in _every_design(tokens, booklet, asked):
        work = typeset_with(tokens, booklet, page, theme, run.watch)
        for one in _on_paper(work, size):
            found = _likeness(pdf, one)
            best = min((best or found, found), key=_doubt)
            if not found.proof.problems:
                return found
    if best is None:
        width, height = (edge / MM for edge in size)
        message = f"its paper is {width:.0f} × {height:.0f} mm, which is no paper of this booklet"
        raise UnjudgedError(error("legal-format", message, None, "send the file that posterbook wrote"))
    return best


def _every_design(
    tokens: Mapping[str, Any], booklet: Booklet, asked: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Page formats and themes that are not ruled out, the booklet's own first."""
    own = page_for(tokens, booklet.page, booklet.theme, booklet.design)
    for page in sorted(formats(tokens), key=lambda name: name != own):
        for theme in dict.fromkeys((booklet.theme, *themes(tokens, booklet.design))):
            fits = page_for(tokens, page, theme, booklet.design) == page
            if fits and asked[0] in {"", page} and asked[1] in {"", theme}:
                yield page, theme


def _on_paper(work: Typeset, size: tuple[float, float]) -> Iterator[Candidate]:
    """Whole files of a booklet that stand on paper of that size."""
    for row in map(edition, editions()):
        for flip, marks in product(Flip, (True, False)):
            for forme in _made(work, row, Printing(CREEP * MM, marks, False, flip, 0, None)):
                face = forme.sheets[0].face if forme.sheets else forme.pages[0]
                paper = face.width + 2 * face.margin, face.height + 2 * face.margin
                if all(abs(one - other) < NEAR for one, other in zip(paper, size, strict=True)):
                    yield Candidate(work, row, forme)
            if not (row.framed or row.imposed):
                break


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


def _likeness(pdf: bytes, candidate: Candidate) -> _Comparison:
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
    return _Comparison(candidate, LegalProof((), tuple(problems), tuple(notes)), ())


def _is_own(work: Typeset) -> bool:
    """Whether a booklet is laid out in the page format that it names itself."""
    booklet = work.booklet
    return page_for(design_tokens(), booklet.page, booklet.theme, booklet.design) == work.theme.page.name


def _other_layout(page: str) -> Problem:
    message = (
        f"its pages have the size of {page}, and nothing on them stands where it would be laid out in that"
    )
    return error("legal-format", message, None, f"if it was made with --page {page}, say so; else {WAY_OUT}")


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
        if len(work.paper_pages) != len(work.pages):  # it may have been filled up for printing
            yield plain, Forme(work.paper_pages)
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
    signature = 0 if first >= len(work.paper_pages) else first // 4
    for flip in Flip:
        yield Printing(creep, True, False, flip, signature, size)


def _sheet(pdf: bytes, make: FileMakeup, work: Typeset) -> tuple[tuple[float, float], int, float]:
    """Of a file's sheets their size, the last page of the first signature, and the creep; in points."""
    first = max(make.sheets[0], default=0)
    deepest = max(first // 4 - 1, 0)
    if 2 * deepest >= len(make.sheets) or not deepest:
        return make.paper, first, 0.0
    shift = leftmost_panel(pdf, 2 * deepest) - (make.paper[0] / 2 - work.theme.page.width)
    most = MOST_CREEP * MM * len(make.sheets)
    return make.paper, first, shift / deepest if 0 < shift <= most else 0.0


def _doubt(found: _Comparison) -> tuple[bool, int]:
    """The less of it, the likelier a file was made so: whole rather than a part, then with fewer faults."""
    return bool(found.candidate.forme.part), len(found.proof.problems)


def _comparison(pdf: bytes, candidate: Candidate) -> _Comparison:
    work, forme = candidate.work, candidate.forme
    blocks, pages = carried_blocks(
        work.booklet.legal, forme.pages, part=bool(forme.part), imposed=bool(forme.sheets)
    )
    floor, language = work.theme.legal.floor, work.booklet.language
    tagged = candidate.edition.tagged
    expected = expected_file(blocks, pages, floor, work.fonts, forme.sheets, language, tagged=tagged)
    proof = prove_legal(pdf, expected._replace(profiles=known_profiles(work.booklet)), work.fonts)
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
