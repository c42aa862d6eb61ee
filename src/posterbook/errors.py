"""What can be wrong, as values: problems with a place, and one exception for each exit code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from posterbook.values import dataclass
from posterbook.version import __version__

REPORT_BUG = (
    f"report this fault of posterbook {__version__}, which is not one of your content, with all the lines"
    " above and, if you may share it, the content folder"
)


class Severity(StrEnum):
    """How much a problem weighs: an error stops the run at the end of its stage."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the content folder: a file and either a key path in its YAML or a line and column.

    `file` is relative to the content folder, with forward slashes; `path` holds mapping keys and list
    indices. `line` and `column` count from 1; 0 means "not looked up yet" (load.locate does it on demand,
    so that positions cost nothing while nothing is wrong). With `on_key` the key is meant, not its value.
    """

    file: str
    path: tuple[str | int, ...] = ()
    line: int = 0
    column: int = 0
    on_key: bool = False

    def at(self, *path: str | int) -> Where:
        """The place of a part below this one."""
        return Where(self.file, self.path + path)

    def key(self, *path: str | int) -> Where:
        """The place of a key below this one, rather than of its value."""
        return Where(self.file, self.path + path, on_key=True)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what was wanted and what was found, where, and a way out if one is known."""

    severity: Severity
    code: str
    message: str
    where: Where | None = None
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}{self.severity}[{self.code}]: {self.message}{hint}"


def error(code: str, message: str, where: Where | None = None, hint: str = "") -> Problem:
    """A problem that stops the run."""
    return Problem(Severity.ERROR, code, message, where, hint)


def warning(code: str, message: str, where: Where | None = None, hint: str = "") -> Problem:
    """A problem that may be intended; `--strict` turns it into an error."""
    return Problem(Severity.WARNING, code, message, where, hint)


def note(code: str, message: str, where: Where | None = None, hint: str = "") -> Problem:
    """A remark that is never an error; `--quiet` silences it."""
    return Problem(Severity.NOTE, code, message, where, hint)


def line(problem: Problem) -> str:
    """One line for a problem, one for its hint; strangers' text cannot break the line or move the cursor."""
    message, hint = (printable(text) for text in (problem.message, problem.hint))
    where = problem.where and replace(problem.where, file=printable(problem.where.file))
    return str(replace(problem, message=message, hint=hint, where=where))


def printable(text: str) -> str:
    """The text without what would break a line or move a cursor."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def bug(failure: Exception) -> Problem:
    """What no content, file or option should be able to cause, and what to do about it."""
    return Problem(Severity.ERROR, "bug", f"{type(failure).__name__}: {failure}", None, REPORT_BUG)


class PosterbookError(Exception):
    """A run that cannot go on; `problems` says why, `exit_code` is what the command returns for it."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)  # what pickle makes it anew from

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class ProofError(PosterbookError):
    """A bug in posterbook: the written file does not prove right."""


class UsageError(PosterbookError):
    """Wrong usage: a name that does not exist, or options that do not go together."""

    exit_code = 2


class ContentError(PosterbookError):
    """A record, booklet.yaml, a template or a character is wrong."""

    exit_code = 3


class AssetError(PosterbookError):
    """A font, image or profile is missing or unusable."""

    exit_code = 4


class LayoutError(PosterbookError):
    """Something cannot be set as the rules demand, or a legal proof fails."""

    exit_code = 5


class OutputError(PosterbookError):
    """The file cannot be written."""

    exit_code = 6


class UnjudgedError(PosterbookError):
    """A file of which cannot be said whether it carries the legal blocks."""

    exit_code = 7
