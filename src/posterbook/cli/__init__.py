"""The command line: a file a command, with its options; it alone prints, exits, reads clock and environment.

What `--help` can do without is imported inside the functions that need it: it answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posterbook.cli.options import Command

INTERRUPTED = 130
"""The exit code of what was interrupted, as shells have it for signal 2."""
MODULES = {
    "build": "build",
    "check": "build",
    "new": "new",
    "preview": "preview",
    "schema": "schema",
    "read": "read",
    "approve": "approve",
    "prove": "prove",
    "freeze": "freeze",
    "thaw": "freeze",
    "diff": "diff",
    "corrections": "documents",
    "signoff": "documents",
    "mail": "mail",
    "placards": "hall_sheets",
    "doorsheets": "hall_sheets",
    "proofsheet": "sheets",
    "testsheet": "sheets",
    "export": "export",
    "import": "import_",
    "explain": "explain",
}
"""The commands, in the order of `--help`, and the module of each: it is called there as here, in capitals."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        # inside, so that an interruption while modules are imported ends as quietly as a later one
        from posterbook.cli.console import guard_streams, pause_collection

        with pause_collection(ends=argv is None):
            return guard_streams(lambda: _run(argv))
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: Sequence[str] | None) -> int:
    from posterbook.cli.options import parser

    try:
        words = sys.argv[1:] if argv is None else argv
        asked = parser(_commands(words)).parse_args(argv)
    except SystemExit as stop:  # --help, --version and usage that argparse refuses
        return int(stop.code or 0)
    code: int = asked.run(asked)
    return code


def _commands(words: Sequence[str]) -> tuple[Command, ...]:
    """The command that the first word names; all, in the order of `--help`, where it names none."""
    asked = [name for name in MODULES if name in words[:1]] or MODULES
    return tuple(getattr(import_module(f"{__name__}.{MODULES[name]}"), name.upper()) for name in asked)
