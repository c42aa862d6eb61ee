"""What becomes of the problems that are found: their order, accepted warnings, and how a run ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from posterbook.content.model import Acceptance, Booklet, Record
from posterbook.content.poster_order import natural
from posterbook.content.scalars import excerpt
from posterbook.errors import AssetError, ContentError, PosterbookError, Problem, Severity, Where, warning
from posterbook.loading.files.pictures_and_fonts import CODES
from posterbook.loading.records import LIST

PARITY: Final = frozenset({"not-in-both", "translation-faulty", "untranslated"})
"""What is found only where the languages of a folder are held against each other."""


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the run."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def sound_records(records: Iterable[Record], problems: Iterable[Problem]) -> tuple[Record, ...]:
    """The records in which nothing is wrong, so that what is said of them follows from no other fault."""
    places = (problem.where for problem in problems if problem.severity is Severity.ERROR and problem.where)
    faulty = {(where.file, where.path[:1] if where.file == LIST else ()) for where in places}
    return tuple(record for record in records if (record.where.file, record.where.path) not in faulty)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems without repetitions, in the order of files, lines and columns."""

    def place(problem: Problem) -> tuple[object, int, int]:
        where = problem.where or Where("")
        return natural(where.file), where.line, where.column

    return tuple(sorted(dict.fromkeys(problems), key=place))


def failure_of(problems: Iterable[Problem]) -> type[PosterbookError]:
    """The error that a folder with these problems raises: AssetError if only pictures or fonts fail.

    Of several exit codes the lowest is that of the run.
    """
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return AssetError if all(problem.code in CODES for problem in errors) else ContentError


def apply_acceptances(booklet: Booklet, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of all stages without the accepted warnings, and a warning for each stale acceptance."""
    problems = tuple(problems)
    of_main = booklet.translation  # what is accepted there may be said of words in the main language only
    known = () if of_main else booklet.accept
    unsaid = () if booklet.compared else PARITY
    stale = (
        _stale(one)
        for one in known
        if one.code not in unsaid and not any(_matches(one, problem) for problem in problems)
    )
    return (*without_accepted(booklet.accept, problems), *stale)


def without_accepted(accept: Sequence[Acceptance], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that no acceptance matches."""
    return tuple(problem for problem in problems if not any(_matches(one, problem) for one in accept))


def _matches(acceptance: Acceptance, problem: Problem) -> bool:
    return (
        problem.severity is Severity.WARNING
        and problem.code == acceptance.code
        and acceptance.file in {"", problem.where.file if problem.where else ""}
        and acceptance.wording in problem.message
    )


def _stale(acceptance: Acceptance) -> Problem:
    file = f" of {excerpt(acceptance.file)}" if acceptance.file else ""
    wording = f" that names '{excerpt(acceptance.wording)}'" if acceptance.wording else ""
    message = f"there is no warning {excerpt(acceptance.code)}{file}{wording}, so nothing is accepted"
    return warning("stale-acceptance", message, acceptance.where, "remove or correct this entry")
