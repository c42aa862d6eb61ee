"""`posterbook placards` and `posterbook doorsheets`: sheets to hang in the halls."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out, report_usage
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_content(parser)
    options.add_output(parser, "it goes")
    add = parser.add_argument
    add("--page", default="a4", metavar="NAME", help="the sheets: a4, a5, letter or half-letter (a4)")
    options.add_language(parser)
    add("--theme", default="", metavar="NAME", help="colour, plain, large-print or your own (booklet.yaml's)")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _make(asked), quiet=asked.quiet)


def _make(asked: argparse.Namespace) -> Outcome:
    from time import perf_counter

    from posterbook.api.hall_sheets import hall_sheets
    from posterbook.api.typesetting import Stopwatch

    with report_usage(asked.report):
        moment, dated = options.embargo_moment(asked.as_of), options.source_date()
    result = hall_sheets(
        asked.command,
        asked.folder,
        output=asked.output,
        page=asked.page,
        theme=asked.theme,
        strict=asked.strict,
        as_of=moment,
        language=asked.language,
        dated=dated,
        report=asked.report or "",
        watch=Stopwatch(perf_counter),
    )
    return Outcome(result.problems, "".join(f"{output.path}\n" for output in result.outputs))


PLACARDS = Command(
    "placards",
    "make a sheet for each board: the poster's number, title and presenter, and its QR code",
    "posterbook placards my-booklet --page a5",
    _add_options,
    _run,
)
DOORSHEETS = Command(
    "doorsheets",
    "make a list for each hall and session to hang at its door",
    "posterbook doorsheets my-booklet --page letter",
    _add_options,
    _run,
)
