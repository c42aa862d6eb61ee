"""A run over a content folder: its problems placed and gathered, and reported whatever it comes to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike
from pathlib import Path

from posterbook.api.last_build import LastBuild
from posterbook.api.output import write
from posterbook.api.typesetting import Stopwatch, Typeset
from posterbook.content.model import Booklet
from posterbook.errors import ContentError, OutputError, PosterbookError, Problem, Severity, UsageError, bug
from posterbook.loading import apply_acceptances, without_accepted
from posterbook.loading import locate as look_up
from posterbook.report import Result, outputs_in

Target = str | PathLike[str]
"""A file or folder."""


def locate(folder: Target, problems: Iterable[Problem], language: str = "") -> tuple[Problem, ...]:
    """Problems with line and column, their files named as seen from where the program runs.

    The stages name files relative to the content folder, and lines only where they were at hand. `language`
    is the one that the folder was read in, if it holds several.
    """
    problems = tuple(problems)
    if not any(problem.where for problem in problems):
        return problems
    return tuple(_from_here(Path(folder), problem) for problem in look_up(Path(folder), problems, language))


class Run:
    """What is known so far, in `result`, and what to do with problems.

    With `strict`, a warning stops it, and so does what has a code in `fail_on`. `report` is a file for all
    that was found, '' for none.
    """

    def __init__(
        self,
        folder: Target,
        *,
        strict: bool = False,
        fail_on: Sequence[str] = (),
        report: Target = "",
        watch: Stopwatch | None = None,
    ) -> None:
        self.folder = Path(folder)
        self.watch = watch or Stopwatch()
        self.result = Result()
        self._language = ""
        self._strict, self._fail_on, self._report = strict, frozenset(fail_on), report

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems, at their places."""
        found = (*self.result.problems, *locate(self.folder, problems, self._language))
        self.result = replace(self.result, problems=found)

    def place_in(self, booklet: Booklet) -> None:
        """Look for the places of problems in the language of a booklet, where its folder holds several."""
        self._language = booklet.language if booklet.languages else ""

    def add_work(self, work: Typeset) -> None:
        """Note what was laid out."""
        booklet = work.booklet
        self.result = replace(
            self.result, pages=work.pages, fits=work.fits, legal=booklet.legal, posters=len(booklet.records)
        )

    def weigh(self, booklet: Booklet, problems: Iterable[Problem], *, all_of_it: bool = True) -> None:
        """Note the problems that are not accepted and, of `all_of_it`, acceptances that match none.

        Raises ContentError for a warning among them if the run is strict, and for the codes it is to fail on.
        """
        left = tuple(
            apply_acceptances(booklet, problems) if all_of_it else without_accepted(booklet.accept, problems)
        )
        weighed = tuple(map(self._as_error, left))
        if weighed != left:
            raise ContentError(weighed)
        self.add(left)

    def check_codes(self) -> None:
        """Raises UsageError for codes to fail on that no problem has."""
        if self._fail_on:
            from posterbook import manual  # noqa: PLC0415 - few runs ask for it

            known = manual.codes()
            unknown = [manual.unknown_code(code) for code in sorted(self._fail_on - set(known))]
            if unknown:
                raise UsageError(unknown)

    def _as_error(self, problem: Problem) -> Problem:
        """The problem, as an error if it is to stop the run."""
        stops = self._strict and problem.severity is Severity.WARNING
        if stops or problem.code in self._fail_on:
            return replace(problem, severity=Severity.ERROR)
        return problem

    def keep(self, last: LastBuild) -> None:
        """Note what the last build came to, of which nothing has changed, and write its report."""
        report = last.report
        self.result = Result(problems=last.problems, outputs=outputs_in(report), earlier=report)
        self.write()

    def write(self, files: Iterable[tuple[Path, bytes]] = ()) -> None:
        """Put the files and the report in place, all or none; with that the run is over."""
        self.result = replace(self.result, seconds=dict(self.watch.seconds))
        report = [(Path(self._report), self.result.report)] if self._report else []
        write([*files, *report])

    @contextmanager
    def report_failure(self) -> Iterator[None]:
        """What fails in it is reported, and raised with the problems that were found before."""
        try:
            yield
        except PosterbookError as failure:
            self._fail(failure.problems)
            raise type(failure)(self.result.problems) from failure
        except Exception as failure:
            self._fail([bug(failure)])
            raise

    def _fail(self, problems: Iterable[Problem]) -> None:
        """Note what stopped the run: nothing was written but the report."""
        self.result = replace(self.result, outputs=())
        self.add(problems)
        try:
            self.write()
        except OutputError as failure:
            # it may be what stopped the run in the first place
            self.add(one for one in failure.problems if one not in self.result.problems)


def _from_here(folder: Path, problem: Problem) -> Problem:
    where = problem.where
    if not where:
        return problem
    file = folder / where.file
    if where.file.startswith("../"):  # a file beside the folder, which is to be named as it was given
        file = Path(os.path.normpath(file))
    return replace(problem, where=replace(where, file=file.as_posix()))
