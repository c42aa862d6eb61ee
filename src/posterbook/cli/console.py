"""What the commands say and how they end: messages, streams, exit codes, the clock."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from posterbook.errors import Problem

BUG, UNREAD = 1, 141
"""Exit codes that no PosterbookError stands for; the latter as shells have it for signal 13."""


def guard_streams(command: Callable[[], int]) -> int:
    """Run a command with streams that take every character, and settle what they do not take."""
    _open_streams()
    _write_utf8()
    try:
        code = command() if _is_somewhere() else _refuse_nowhere()
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_streams()
        return UNREAD
    except OSError as failure:  # only from printing: see `carry_out`
        from posterbook.errors import OutputError, error

        with suppress(OSError):
            show([error("unwritable", f"cannot write to standard output: {failure.strerror}")])
        _drop_streams()
        return OutputError.exit_code
    return code


def _is_somewhere() -> bool:
    """Whether there is a working folder: paths begin there, and libraries ask for it."""
    try:
        os.getcwd()  # noqa: PTH109 - it may be gone, and that is asked
    except OSError:
        return False
    return True


def _refuse_nowhere() -> int:
    from posterbook.errors import UsageError, error

    message = "the folder that this command was started in is no more"
    show([error("no-folder", message, hint="go to one that is there: cd ~")])
    return UsageError.exit_code


class Outcome(NamedTuple):
    """What a command has to say: problems and `remarks` on standard error, `text` on standard output."""

    problems: tuple[Problem, ...] = ()
    text: str = ""
    remarks: str = ""
    code: int = 0


FORMATS = ("text", "github")
"""How problems can be said."""
WHERE_ALL = "see each with `posterbook check --all-problems`, or with --report FILE"


def carry_out(
    work: Callable[[], Outcome],
    *,
    quiet: bool = False,
    every: bool = False,
    form: str = FORMATS[0],
    where_all: str = WHERE_ALL,
) -> int:
    """Carry out a command's work, say what came of it or what stopped it, and return the exit code.

    Nothing is printed meanwhile: what fails then is the work, and what fails afterwards the printing.
    """
    outcome = _outcome(work)
    show(outcome.problems, quiet=quiet, every=every, form=form, where_all=where_all)
    print(outcome.text, end="")
    print("" if quiet else outcome.remarks, end="", file=sys.stderr)
    return outcome.code


def _outcome(work: Callable[[], Outcome]) -> Outcome:
    from posterbook.errors import PosterbookError, bug

    try:
        return work()
    except PosterbookError as failure:
        return Outcome(failure.problems, code=failure.exit_code)
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is said
        import traceback

        traceback.print_exc()
        return Outcome((bug(failure),), code=BUG)


def show(
    problems: Iterable[Problem],
    *,
    quiet: bool = False,
    every: bool = False,
    form: str = FORMATS[0],
    where_all: str = WHERE_ALL,
) -> None:
    """Say problems on standard error; `quiet` silences the notes, `every` sums nothing up.

    `where_all` says where those are to be seen that are only counted.
    """
    from posterbook.cli.problem_lines import github_command, sum_up
    from posterbook.errors import Severity, line

    said = tuple(one for one in problems if not (quiet and one.severity is Severity.NOTE))
    write = github_command if form == "github" else line
    for problem in said if every else sum_up(said, where_all):
        print(write(problem), file=sys.stderr)


@contextmanager
def report_usage(report: Path | None) -> Iterator[None]:
    """What is wrong with the options it encloses stands in the report too, which else the run writes."""
    from posterbook.errors import OutputError, UsageError

    try:
        yield
    except UsageError as failure:
        if not report:
            raise
        from posterbook.api.output import write
        from posterbook.report import Result

        try:
            write([(report, Result(problems=failure.problems).report)])
        except OutputError as other:
            raise UsageError((*failure.problems, *other.problems)) from failure
        raise


def progress(done: dict[str, float], *, quiet: bool) -> AbstractContextManager[None]:
    """The bar of stages that a terminal shows; `done` is filled meanwhile."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from posterbook.cli.progress import progress

    return progress(done, sys.stderr)


def count(*, quiet: bool) -> AbstractContextManager[Callable[[int, int], None] | None]:
    """What is told how many booklets are made, and shows it on a terminal."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from posterbook.cli.progress import count

    return count(sys.stderr)


@contextmanager
def pause_collection(*, ends: bool) -> Iterator[None]:
    """No collection of garbage while it lasts: measured, it costs a fifth of a build and finds nothing.

    `ends` if the process ends with it: what would be collected then goes with the process, 40 ms sooner.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ends:
            gc.freeze()
        if was:
            gc.enable()


def now() -> datetime:
    """The clock, which nothing else reads, and only an embargo asks for."""
    from datetime import UTC, datetime

    return datetime.now(UTC)  # noqa: TID251 - the one place that may


def _open_streams() -> None:
    """A stream that the caller closed goes nowhere: else the first file opened would take its number."""
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _write_utf8() -> None:
    """The same characters in every locale; a path that is no UTF-8 leaves as the bytes it is."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _drop_streams() -> None:
    """Send what is still unwritten nowhere, so that the interpreter's exit does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
