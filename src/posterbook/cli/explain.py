"""`posterbook explain`: what a problem means and the way out, from the manual."""

from __future__ import annotations

import argparse

from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="what stands in brackets after 'error' or 'warning'")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: Outcome(text=f"{_explanation(asked.code.strip('[]'))}\n"))


def _explanation(code: str) -> str:
    """Raises UsageError for an unknown code."""
    from posterbook import manual

    try:
        return manual.explanation(code)
    except KeyError:
        from posterbook.errors import UsageError

        raise UsageError(manual.unknown_code(code)) from None


EXPLAIN = Command(
    "explain",
    "say what a problem means and the way out of it",
    "posterbook explain unknown-field",
    _add_options,
    _run,
)
