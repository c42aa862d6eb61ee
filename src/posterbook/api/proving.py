"""`posterbook prove`: whether a PDF, whoever brings it, carries the legal blocks of a folder as it should.

The folder is laid out anew, as it was for the file: in the page format and theme whose size the file has, on
the sheets that it shows. So what the file says of itself only chooses what it is held against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from posterbook.api.building import typeset_all
from posterbook.api.file_formes import NEAR, formes_like, formes_on
from posterbook.api.joining import or_alone
from posterbook.api.publishing import known_profiles
from posterbook.api.reading_file import read_file
from posterbook.api.running import Run, Target
from posterbook.api.splitting import Selections, named_selections
from posterbook.api.typesetting import AsOf, Stopwatch, Typeset, check_known, languages_to_join, load_with
from posterbook.api.viewing import Candidate, likeness, second_opinion
from posterbook.content.model import Booklet, LegalBlock
from posterbook.design.geometry import MM
from posterbook.design.theme import formats, page_for, themes
from posterbook.errors import (
    ContentError,
    LayoutError,
    Problem,
    Severity,
    UnjudgedError,
    Where,
    error,
    note,
)
from posterbook.forms.legal import FoundBlock, carried_blocks
from posterbook.forms.page import Line
from posterbook.forms.sheet import Forme
from posterbook.loading import apply_acceptances, design_tokens, select
from posterbook.proof import (
    UNJUDGED,
    UNREADABLE,
    FileMakeup,
    LegalProof,
    expected_file,
    makeup_of,
    page_texts,
    prove_legal,
)
from posterbook.values import dataclass

LARGEST_FILE: Final = 1_000_000_000
"""Bytes of a file beyond which nobody sends it to be proved."""
DRAFT_FOOT: Final = re.compile(r"DRAFT\s+·\s+\w+\s+·\s+not approved")
"""What stands at the foot of every page of a draft."""
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

    `page` and `theme` name that layout, `selection` which of many booklets it is. `legal` are the blocks that
    were found; `problems` are warnings and notes about the folder and what was added to the file, then what
    is wrong with the blocks, as errors.
    """

    page: str
    theme: str
    legal: tuple[FoundBlock, ...]
    problems: tuple[Problem, ...]
    selection: str = ""

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
class Question:
    """What is asked of a file: the file, the moment of embargos, and what is known of how it was made.

    `page`, `theme`, `split` and `language` are what `build` was asked for, '' where that is not known or
    there was none.
    """

    file: Path
    as_of: AsOf
    page: str
    theme: str
    split: Selections
    language: str = ""

    def allows(self, page: str, theme: str) -> bool:
        """Whether it may have been made in that page format and theme."""
        return self.page in {"", page} and self.theme in {"", theme}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A file held against one candidate: what was found, remarks, and of a part how alike its words are."""

    candidate: Candidate
    proof: LegalProof
    remarks: tuple[Problem, ...]
    alike: float = 0.0


def prove(  # noqa: PLR0913 - all that can be said of a file
    file: Target,
    folder: Target = "booklet",
    *,
    page: str = "",
    theme: str = "",
    split: Selections = "",
    as_rendered: bool = False,
    as_of: AsOf = None,
    language: str = "",
    report: Target = "",
    watch: Stopwatch | None = None,
) -> Verdict:
    """The legal blocks of a PDF, whoever made it, held against the folder.

    Its page format, theme and language are found out, unless they are given. A file of `build_many` is held
    against the booklets of the same `split`: the one whose name the file has, else the one with which it
    agrees. With `as_rendered` what it shows is compared as pictures: that is likelihood, no proof. `report`
    is a file for all that was found as JSON, '' for none.

    Raises UsageError where there is no file, UnjudgedError for one that is no booklet of this folder, and
    what `load` and `typeset` raise for the folder itself. What is wrong with the blocks is in the verdict.
    """
    run = Run(folder, report=report, watch=watch)
    with run.report_failure():
        pdf = read_file(Path(file), LARGEST_FILE)
        question = Question(Path(file), as_of, page, theme, split, language)
        best = (_alike if as_rendered else _likeliest)(pdf, run, question)
        work = best.candidate.work
        run.place_in(work.booklet)
        run.add_work(work)
        run.result = replace(run.result, found=best.proof.found)
        run.add((*best.remarks, *best.proof.notes, *or_alone(work, best.proof.problems)))
        if not (as_rendered or best.proof.problems):
            run.add(second_opinion(pdf, best.candidate))
        elif not as_rendered:
            run.add(_draft_note(pdf))
        run.write()
    return Verdict(
        work.theme.page.name,
        work.theme.name,
        best.proof.found,
        run.result.problems,
        work.booklet.selection,
    )


def candidates(pdf: bytes, run: Run, question: Question) -> Iterator[Candidate]:
    """What a file may be, by the size of its pages and how they stand on it, the likeliest first."""
    make = _make(pdf)
    tokens, files = _load_folder(run, question)
    none = True
    for booklets, (page, theme) in (
        (one, design) for one in files for design in _designs(make, tokens, one[0])
    ):
        if question.allows(page, theme):
            work = typeset_all(run, tokens, booklets, page, theme)
            for row, forme in formes_like(pdf, make, work):
                none = False
                yield Candidate(work, row, forme)
    if none:
        raise UnjudgedError(_no_format(make))


def _load_folder(run: Run, question: Question) -> tuple[Mapping[str, Any], tuple[tuple[Booklet, ...], ...]]:
    """The design's tokens, and for each thing that the file may be the booklets in its languages.

    Where languages come into one file it must hold all of them, unless one is asked for: that of a language
    by itself would hold as well with faults in the others. Else it is in any one of them, and may be one of a
    `split`. Raises UsageError for a page format or theme that there is not.
    """
    with run.watch.stage("load"):
        tokens = design_tokens()
        read_in = partial(load_with, tokens, run.folder, question.as_of, dividing=bool(question.split))
        booklet = read_in(language=question.language)
        languages = booklet.languages
        others = languages.beside(booklet.language) if languages and not question.language else ()
        every = (booklet, *(read_in(language=one) for one in others))
        if not question.split and languages_to_join(booklet, question.language):
            files: tuple[tuple[Booklet, ...], ...] = (every,)
        else:
            parts = (_parts(run, question, one) if question.split else (one,) for one in every)
            files = tuple((part,) for several in parts for part in several)
    check_known("page", question.page, ("", *formats(tokens)))
    check_known("theme", question.theme, ("", *themes(tokens, booklet.design)))
    return tokens, files


def _parts(run: Run, question: Question, whole: Booklet) -> tuple[Booklet, ...]:
    """The booklets of a split: the one whose name the file has, all where it has nobody's.

    A name only chooses what the file is held against. Raises ContentError for a booklet with faults.
    """
    every, _ = named_selections(whole, run.folder, question.split)
    called = [one for one in every if f"-{one.slug}-" in question.file.name]
    chosen = [max(called, key=lambda one: len(one.slug))] if called else every
    parts = [select(run.folder, whole, one.selection) for one in chosen]
    faults = [problem for _, found in parts for problem in found if problem.severity is Severity.ERROR]
    if faults:
        raise ContentError(faults)
    return tuple(part for part, _ in parts)


def _likeliest(pdf: bytes, run: Run, question: Question) -> _Comparison:
    """The file held against the candidate with which it agrees best, the booklet's own design first."""
    best: _Comparison | None = None
    for one in candidates(pdf, run, question):
        found = _comparison(pdf, one)
        best = min((best or found, found), key=_doubt)
        if not found.proof.problems:
            break
    if best is None:
        raise AssertionError("a file without candidates cannot be judged, which is said before")
    work = best.candidate.work
    if (
        not best.proof.found
        and best.proof.problems
        and not (question.page or question.theme)
        and not _is_own(work)
    ):
        raise UnjudgedError(_other_layout(work.theme.page.name))
    return best


def _alike(pdf: bytes, run: Run, question: Question) -> _Comparison:
    """The file held, as pictures, against candidates of its paper; the one that it looks like most."""
    tokens, files = _load_folder(run, question)
    size = _make(pdf).paper
    best: _Comparison | None = None
    designs = ((one, design) for one in files for design in _every_design(tokens, one[0], question))
    for booklets, (page, theme) in designs:
        work = typeset_all(run, tokens, booklets, page, theme)
        for row, forme in formes_on(work, size):
            one = Candidate(work, row, forme)
            found = _Comparison(one, likeness(pdf, one), ())
            best = min((best or found, found), key=_doubt)
            if not found.proof.problems:
                return found
    if best is None:
        width, height = (edge / MM for edge in size)
        message = f"its paper is {width:.0f} × {height:.0f} mm, which is no paper of this booklet"
        raise UnjudgedError(error("legal-format", message, None, "send the file that posterbook wrote"))
    return best


def _every_design(
    tokens: Mapping[str, Any], booklet: Booklet, question: Question
) -> Iterator[tuple[str, str]]:
    """Page formats and themes that are not ruled out, the booklet's own first."""
    own = page_for(tokens, booklet.page, booklet.theme, booklet.design)
    for page in sorted(formats(tokens), key=lambda name: name != own):
        for theme in dict.fromkeys((booklet.theme, *themes(tokens, booklet.design))):
            fits = page_for(tokens, page, theme, booklet.design) == page
            if fits and question.allows(page, theme):
                yield page, theme


def _draft_note(pdf: bytes) -> tuple[Problem, ...]:
    """That a file which is refused is a draft, where its foot says so on the first page."""
    try:
        foot = next(iter(page_texts(pdf, artifacts=True)), "")
    except UNREADABLE:
        return ()
    if not DRAFT_FOOT.search(foot):
        return ()
    message = (
        "the file says that it is a draft: of a draft nothing is proved, since the word lies over its texts"
    )
    return (note("legal-draft", message, None, "build it without --draft"),)


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


def _doubt(found: _Comparison) -> tuple[bool, float, int]:
    """The less of it, the likelier a file was made so: whole rather than a part, then with fewer faults.

    Cover and body may have as many pages, and of a body without legal blocks few faults can be found: so of
    two parts it is first the one whose words the file has.
    """
    return bool(found.candidate.forme.part), -found.alike, len(found.proof.problems)


def _share_of_words(pdf: bytes, forme: Forme) -> float:
    """How many of the words of a part are read in a file, in tenths."""
    lines = (item for page in forme.pages for item in page.items if isinstance(item, Line))
    laid = {word for line in lines for run in line.runs for word in run.text.split()}
    try:
        read = set(" ".join(page_texts(pdf)).split())
    except UNREADABLE:
        return 0.0
    return round(len(laid & read) / max(len(laid), 1), 1)


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
    alike = _share_of_words(pdf, forme) if forme.part else 0.0
    return _Comparison(candidate, proof, (*remarks, *_missing_blocks(work, blocks)), alike)


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
