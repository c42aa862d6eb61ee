"""`posterbook diff`: what two states of a booklet print otherwise."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command

DIFFERENT = 8
"""The exit code of two that are not alike."""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("old", metavar="OLD", help="a folder, a printed.yaml, or git:REVISION of the folder")
    add("new", metavar="NEW", nargs="?", default="booklet", help="what it is compared with (booklet)")
    add("--json", action="store_true", help="as one JSON object")
    options.add_language(parser)
    options.add_as_of(parser)


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _compare(asked))


def _compare(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.comparing import diff
    from posterbook.comparing import difference_json, difference_text

    moment = options.embargo_moment(asked.as_of)
    found = diff(asked.old, asked.new, language=asked.language, as_of=moment)
    text = difference_json(found) if asked.json else difference_text(found)
    return Outcome(text=text, code=DIFFERENT if found else 0)


DIFF = Command(
    "diff",
    "say what differs between two states of a booklet, and which pages must be printed again",
    "posterbook diff my-booklet/printed.yaml my-booklet",
    _add_options,
    _run,
)
