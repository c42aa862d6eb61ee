"""`posterbook export`: numbers, boards and pages for the meeting's other tools."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    add = parser.add_argument
    add("--to", required=True, metavar="NAME", help="csv, json, datacite or ics")
    add("-o", "--output", type=Path, metavar="FILE", help="where it is written (standard output)")
    options.add_design(parser)
    options.add_language(parser)
    options.add_strict(parser)
    options.add_as_of(parser)
    options.add_quiet(parser, "no notes")


def _run(asked: argparse.Namespace) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")  # CSV and iCalendar have line ends of their own on every system
    return carry_out(lambda: _export(asked), quiet=asked.quiet)


def _export(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.exporting import export_folder

    made = export_folder(
        asked.folder,
        to=asked.to,
        output=asked.output or "",
        page=asked.page,
        theme=asked.theme,
        strict=asked.strict,
        as_of=options.embargo_moment(asked.as_of),
        language=asked.language,
    )
    return Outcome(made.problems, f"{asked.output}\n" if asked.output else made.text)


EXPORT = Command(
    "export",
    "write the posters with their boards and pages for other tools: CSV, JSON, DataCite or a calendar",
    "posterbook export my-booklet --to csv -o posters.csv",
    _add_options,
    _run,
)
