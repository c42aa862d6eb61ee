"""`posterbook freeze` and `posterbook thaw`: what has been printed stays where it is, or no longer."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_freeze(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    wording = "when it was printed, as 2026-10-15 (what booklet.yaml says)"
    parser.add_argument("--date", default="", metavar="DATE", help=wording)
    options.add_design(parser)
    options.add_language(parser)
    options.add_as_of(parser)
    options.add_quiet(parser, "no notes")


def _freeze(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _write(asked), quiet=asked.quiet)


def _write(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.freezing import freeze

    moment, epoch = options.embargo_moment(asked.as_of), options.source_date()
    day = options.day(asked.date) if asked.date else None
    frozen = freeze(
        asked.folder,
        date=day,
        undated=epoch.date() if epoch else None,
        page=asked.page,
        theme=asked.theme,
        language=asked.language,
        as_of=moment,
    )
    return Outcome(frozen.problems, f"{frozen.path}\n")


def _add_thaw(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    options.add_language(parser)


def _thaw(asked: argparse.Namespace) -> int:
    def remove() -> Outcome:
        from posterbook.api.freezing import thaw

        return Outcome(text=f"{thaw(asked.folder, language=asked.language)}\n")

    return carry_out(remove)


FREEZE = Command(
    "freeze",
    "write down what has been printed, so that it stays where it is",
    "posterbook freeze my-booklet --date 2026-10-15",
    _add_freeze,
    _freeze,
)
THAW = Command(
    "thaw",
    "forget what has been printed, before a new printing",
    "posterbook thaw my-booklet",
    _add_thaw,
    _thaw,
)
