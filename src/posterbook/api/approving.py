"""`posterbook approve`: the wording of a folder's legal blocks, filled, becomes the approved one."""

from __future__ import annotations

import datetime
from pathlib import Path

from posterbook.api.output import write
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, load_with
from posterbook.errors import Problem, UsageError, error
from posterbook.loading import APPROVED, approval_of, design_tokens
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Approval:
    """The file that the approval was written to, and what the folder is warned of."""

    path: Path
    problems: tuple[Problem, ...] = ()


def approve(folder: Target = "booklet", *, by: str, date: datetime.date, as_of: AsOf = None) -> Approval:
    """Write down who approves the wording of the legal blocks, and when.

    `by` is a name on one line, `date` is what that person says, never the clock's. Raises UsageError for a
    name that is none, ContentError or AssetError for a folder that cannot be built or has no legal blocks,
    OutputError where the approval cannot be written.
    """
    run = Run(folder)
    with run.report_failure():
        name = _approver(by)
        booklet = load_with(design_tokens(), run.folder, as_of, approving=True)
        path = run.folder / APPROVED
        write([(path, approval_of(booklet, name, date).encode())])
        run.add(booklet.problems)
    return Approval(path, run.result.problems)


def _approver(name: str) -> str:
    """The name of who approves, spaces folded; raises UsageError if it is none."""
    if name.strip() and name.isprintable():
        return " ".join(name.split())
    raise UsageError(error("wrong-name", "--by wants a name on one line", hint='write --by "A. Lee"'))
