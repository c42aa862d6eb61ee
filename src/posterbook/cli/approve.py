"""`posterbook approve`: what a booklet says becomes the approved wording."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out, now
from posterbook.cli.options import Command, day


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    add = parser.add_argument
    add("--by", required=True, metavar="NAME", help="who approves the wording")
    add("--date", required=True, metavar="DATE", help="when that person approved it, as 2021-04-13")
    add(
        "--scope",
        default="document",
        metavar="NAME",
        help="document: every printed word; legal: the legal blocks only (document)",
    )
    options.add_language(parser)
    options.add_quiet(parser, "no notes")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _approve(asked), quiet=asked.quiet)


def _approve(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.approving import approve

    approved = approve(
        asked.folder,
        by=asked.by,
        date=day(asked.date),
        scope=asked.scope,
        as_of=now,
        language=asked.language,
    )
    return Outcome(approved.problems, f"{approved.path}\n")


APPROVE = Command(
    "approve",
    "record every printed word as approved, or the legal blocks only",
    'posterbook approve my-booklet --by "A. Lee, Company Secretary" --date 2021-04-13',
    _add_options,
    _run,
)
