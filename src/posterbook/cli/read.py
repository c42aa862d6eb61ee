"""`posterbook read`: what a screen reader says of the booklet."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    options.add_design(parser)
    options.add_language(parser)
    options.add_strict(parser)
    options.add_as_of(parser)
    options.add_quiet(parser, "no notes")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _read(asked), quiet=asked.quiet)


def _read(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.building import read_folder

    moment = options.embargo_moment(asked.as_of)
    said, problems = read_folder(
        asked.folder,
        page=asked.page,
        theme=asked.theme,
        strict=asked.strict,
        as_of=moment,
        language=asked.language,
    )
    return Outcome(problems, said)


READ = Command(
    "read",
    "print what a screen reader says of the booklet, in its order",
    "posterbook read my-booklet | less",
    _add_options,
    _run,
)
