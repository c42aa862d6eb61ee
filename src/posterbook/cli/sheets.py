"""`posterbook proofsheet` and `posterbook testsheet`: pages to look at, and paper to try a printer with."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out, report_usage
from posterbook.cli.options import Command


def _add_proofsheet(parser: argparse.ArgumentParser) -> None:
    options.add_content(parser)
    options.add_output(parser, "it goes")
    options.add_design(parser)


def _proofsheet(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _make_proofsheet(asked), quiet=asked.quiet)


def _make_proofsheet(asked: argparse.Namespace) -> Outcome:
    from time import perf_counter

    from posterbook.api.building import build
    from posterbook.api.typesetting import Stopwatch

    with report_usage(asked.report):
        moment, dated = options.embargo_moment(asked.as_of), options.source_date()
    result = build(
        asked.folder,
        output=asked.output,
        editions=("proofsheet",),
        page=asked.page,
        theme=asked.theme,
        strict=asked.strict,
        as_of=moment,
        dated=dated,
        report=asked.report or "",
        watch=Stopwatch(perf_counter),
    )
    return Outcome(result.problems, "".join(f"{output.path}\n" for output in result.outputs))


def _add_testsheet(parser: argparse.ArgumentParser) -> None:
    options.add_output(parser, "it goes")
    parser.add_argument(
        "--sheet", default="a4", metavar="SIZE", help="a4, a3, letter, tabloid or WxH in mm (a4)"
    )


def _testsheet(asked: argparse.Namespace) -> int:
    def make() -> Outcome:
        from posterbook.api.output import write
        from posterbook.api.paper import duplex_test

        path = asked.output / f"testsheet-{asked.sheet}.pdf"
        write([(path, duplex_test(asked.sheet))])
        return Outcome(text=f"{path}\n")

    return carry_out(make)


PROOFSHEET = Command(
    "proofsheet",
    "put all spreads of a booklet small on A4, for the person who approves it",
    "posterbook proofsheet my-booklet",
    _add_proofsheet,
    _proofsheet,
)
TESTSHEET = Command(
    "testsheet",
    "make a test page that tells which way a duplex printer flips, and how well both sides meet",
    "posterbook testsheet --sheet letter",
    _add_testsheet,
    _testsheet,
)
