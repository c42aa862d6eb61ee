"""Warnings that a booklet knows of and accepts, with a reason (`accept:`, SPEC 2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from posterbook.content.model import Acceptance, Booklet
from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, Severity, warning


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
