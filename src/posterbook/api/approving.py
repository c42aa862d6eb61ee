"""`posterbook approve`: what a booklet says becomes the approved wording, all of it or its legal blocks."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from posterbook.api.output import write
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, check_known, load_with, typeset_with
from posterbook.comparing import printed_book
from posterbook.errors import OutputError, Problem, UsageError, error
from posterbook.loading import APPROVED, Scope, approval_of, design_tokens
from posterbook.loading.files.reading import is_inside
from posterbook.loading.translations import file_in
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Approval:
    """The file that the approval was written to, and what the folder is warned of."""

    path: Path
    problems: tuple[Problem, ...] = ()


def approve(
    folder: Target = "booklet",
    *,
    by: str,
    date: datetime.date,
    scope: str = Scope.DOCUMENT,
    as_of: AsOf = None,
    language: str = "",
) -> Approval:
    """Write down who approves every printed word, or with the scope 'legal' the legal blocks only, and when.

    `by` is a name on one line, `date` is what that person says, never the clock's. Each `language` of a
    folder, '' for its main one, has an approval of its own. Raises UsageError for a
    name or scope that is none, what `load` and `typeset` raise for a folder that cannot be built,
    ContentError for one without legal blocks where only these are approved, OutputError where the approval
    cannot be written.
    """
    run = Run(folder)
    with run.report_failure():
        name = _approver(by)
        check_known("scope", scope, tuple(Scope))
        tokens = design_tokens()
        booklet = load_with(tokens, run.folder, as_of, approving=True, comparing=True, language=language)
        run.place_in(booklet)
        pages = None
        if scope == Scope.DOCUMENT:
            work = typeset_with(tokens, booklet, "", "", run.watch)
            pages = printed_book(booklet, work.theme, work.paper_pages).pages
            run.add(work.problems)
        else:
            run.add(booklet.problems)
        path = run.folder / file_in(APPROVED, booklet.translation)
        _check_stays_inside(path, run.folder)
        write([(path, approval_of(booklet, name, date, pages).encode())])
    return Approval(path, run.result.problems)


def _check_stays_inside(path: Path, folder: Path) -> None:
    """Raises OutputError for an approval that a symbolic link would lead out of the folder."""
    if path.is_symlink() or not is_inside(path, os.path.realpath(folder)):
        message = f"cannot write '{path}': a symbolic link leads out of the folder"
        raise OutputError(error("unwritable", message, hint="put a plain folder and file in its place"))


def _approver(name: str) -> str:
    """The name of who approves, spaces folded; raises UsageError if it is none."""
    if name.strip() and name.isprintable():
        return " ".join(name.split())
    raise UsageError(error("wrong-name", "--by wants a name on one line", hint='write --by "A. Lee"'))
