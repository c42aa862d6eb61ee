"""`posterbook mail`: drafts of e-mails that carry the booklet."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    options.add_output(parser, "the drafts go")
    add = parser.add_argument
    add("--to", default="", metavar="LIST.csv", help="addresses: a list with the columns name and email")
    add("--split", default="", metavar="BY", help="a draft for each group, session or presenter, or LIST.csv")
    options.add_strict(parser)
    options.add_as_of(parser)
    options.add_quiet(parser, "no notes")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _write(asked), quiet=asked.quiet)


def _write(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.mailing import mail

    result = mail(
        asked.folder,
        output=asked.output,
        split=asked.split,
        addresses=asked.to,
        strict=asked.strict,
        as_of=options.embargo_moment(asked.as_of),
        dated=options.source_date(),
    )
    return Outcome(result.problems, "".join(f"{output.path}\n" for output in result.outputs))


MAIL = Command(
    "mail",
    "write drafts of e-mails with the booklet attached; nothing is sent",
    "posterbook mail my-booklet --to readers.csv",
    _add_options,
    _run,
)
