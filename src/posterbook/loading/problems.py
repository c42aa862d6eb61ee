"""What becomes of the problems that are found: their order, accepted warnings, and how a run ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from posterbook.content.model import Acceptance, Booklet
from posterbook.content.poster_order import natural
from posterbook.content.scalars import excerpt
from posterbook.errors import AssetError, ContentError, PosterbookError, Problem, Severity, Where, warning
from posterbook.loading.files.pictures_and_fonts import CODES


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the run."""
    return any(problem.severity is Severity.ERROR for problem in problems)


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
    stale = (_stale(one) for one in booklet.accept if not any(_matches(one, problem) for problem in problems))
    return (*without_accepted(booklet.accept, problems), *stale)


def without_accepted(accept: Sequence[Acceptance], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that no acceptance matches."""
    return tuple(problem for problem in problems if not any(_matches(one, problem) for one in accept))


def _matches(acceptance: Acceptance, problem: Problem) -> bool:
    return (
        problem.severity is Severity.WARNING
        and problem.code == acceptance.code
        and problem.where is not None
        and problem.where.file == acceptance.file
        and acceptance.wording in problem.message
    )


def _stale(acceptance: Acceptance) -> Problem:
    about = f"{acceptance.code} of {acceptance.file} that names '{excerpt(acceptance.wording)}'"
    message = f"there is no warning {about}, so nothing is accepted"
    return warning("stale-acceptance", message, acceptance.where, "remove or correct this entry")
