"""`posterbook approve`: the wording of the legal blocks becomes the approved one."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out, now
from posterbook.cli.options import Command

if TYPE_CHECKING:
    from datetime import date


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    add = parser.add_argument
    add("--by", required=True, metavar="NAME", help="who approves the wording")
    add("--date", required=True, metavar="DATE", help="when that person approved it, as 2021-04-13")
    options.add_quiet(parser, "no notes")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _approve(asked), quiet=asked.quiet)


def _approve(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.approving import approve

    approved = approve(asked.folder, by=asked.by, date=_day(asked.date), as_of=now)
    return Outcome(approved.problems, f"{approved.path}\n")


def _day(written: str) -> date:
    """A date, year first; raises UsageError."""
    from datetime import date

    from posterbook.errors import UsageError, error

    if len(written) == len("2021-04-13"):
        with suppress(ValueError):
            return date.fromisoformat(written)
    raise UsageError(error("wrong-date", f"--date wants a date as 2021-04-13, found '{written}'"))


APPROVE = Command(
    "approve",
    "record the wording of the legal blocks as approved",
    'posterbook approve my-booklet --by "A. Lee, Company Secretary" --date 2021-04-13',
    _add_options,
    _run,
)
