"""Problems as lines: many of one kind summed up, and each as a command of GitHub Actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from posterbook.errors import Problem, Severity, printable

MANY: Final = 10
"""So many warnings of one kind are said each; of more only the first."""


def sum_up(problems: Sequence[Problem], where_all: str) -> tuple[Problem, ...]:
    """The problems, where of many warnings or notes of one code only the first stands, and their number.

    Errors are never left out: each of them is to be put right.
    """
    counts = Counter(_kind(problem) for problem in problems)
    said: dict[tuple[Severity, str], int] = {}
    found: list[Problem] = []
    for problem in problems:
        kind = _kind(problem)
        said[kind] = said.get(kind, 0) + 1
        many = counts[kind] > MANY and problem.severity is not Severity.ERROR
        if said[kind] == 1 or not many:
            found.append(problem)
        if said[kind] == 1 and many:
            files = len({one.where.file for one in problems if _kind(one) == kind and one.where})
            places = f", all in {files} file{'' if files == 1 else 's'}" if files else ""
            message = f"there are {counts[kind] - 1} more of this kind{places}"
            found.append(Problem(problem.severity, problem.code, message, None, where_all))
    return tuple(found)


def _kind(problem: Problem) -> tuple[Severity, str]:
    return problem.severity, problem.code


def github_command(problem: Problem) -> str:
    """One line that GitHub Actions shows beside the line of the file (workflow commands of its runner)."""
    level = "notice" if problem.severity is Severity.NOTE else problem.severity.value
    where = problem.where
    named = {"file": where.file} if where else {}
    if where and where.line:
        named |= {"line": str(where.line), "col": str(where.column)}
    named["title"] = problem.code
    properties = ",".join(f"{name}={_property(value)}" for name, value in named.items())
    hint = f"\nhint: {printable(problem.hint)}" if problem.hint else ""
    return f"::{level} {properties}::{_command_data(f'{printable(problem.message)}{hint}')}"


def _command_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command_data(text).replace(":", "%3A").replace(",", "%2C")
