"""`posterbook prove`: whether a PDF carries the legal blocks of a folder as it should."""

from __future__ import annotations

import argparse
from pathlib import Path

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out, report_usage
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the PDF, of any edition")
    options.add_folder(parser)
    parser.add_argument(
        "--as-rendered",
        action="store_true",
        help="compare what shows, as pictures: no proof, but a likelihood",
    )
    options.add_design(parser)
    parser.add_argument(
        "--split", default="", metavar="BY", help="it is one of the booklets of build --split BY"
    )
    options.add_language(parser)
    options.add_as_of(parser)
    options.add_report(parser)
    options.add_quiet(parser, "no list of what was found")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _prove(asked), quiet=asked.quiet)


def _prove(asked: argparse.Namespace) -> Outcome:
    from time import perf_counter

    from posterbook.api.proving import prove
    from posterbook.api.typesetting import Stopwatch

    with report_usage(asked.report):
        moment, watch = options.embargo_moment(asked.as_of), Stopwatch(perf_counter)
    verdict = prove(
        asked.file,
        asked.folder,
        page=asked.page,
        theme=asked.theme,
        split=asked.split,
        as_rendered=asked.as_rendered,
        as_of=moment,
        language=asked.language,
        report=asked.report or "",
        watch=watch,
    )
    found = "".join(f"{block}\n" for block in verdict.legal)
    of = f", the booklet of {verdict.selection}" if verdict.selection else ""
    laid_out = f"laid out as {verdict.page}, {verdict.theme}{of}"
    said = f"{asked.file.name}: {verdict.judgement} ({laid_out})\n"
    return Outcome(verdict.problems, remarks=found + said, code=verdict.judgement.exit_code)


PROVE = Command(
    "prove",
    "say whether a PDF carries the legal blocks of a folder as it should",
    "posterbook prove from-the-printer.pdf my-booklet",
    _add_options,
    _run,
)
