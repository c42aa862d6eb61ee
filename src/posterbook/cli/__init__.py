"""The command line: a file a command, with its options; it alone prints, exits, reads clock and environment.

What `--help` can do without is imported inside the functions that need it: it answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posterbook.cli.options import Command

INTERRUPTED = 130
"""The exit code of what was interrupted, as shells have it for signal 2."""


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
        asked = parser(_commands(), sys.argv[1:] if argv is None else argv).parse_args(argv)
    except SystemExit as stop:  # --help, --version and usage that argparse refuses
        return int(stop.code or 0)
    code: int = asked.run(asked)
    return code


def _commands() -> tuple[Command, ...]:
    """All commands, in the order of `--help`."""
    from posterbook.cli import (
        approve,
        build,
        diff,
        documents,
        explain,
        export,
        freeze,
        hall_sheets,
        import_,
        mail,
        new,
        preview,
        prove,
        read,
        schema,
        sheets,
    )

    return (
        *(
            build.BUILD,
            build.CHECK,
            new.NEW,
            preview.PREVIEW,
            schema.SCHEMA,
            read.READ,
            approve.APPROVE,
            prove.PROVE,
        ),
        *(freeze.FREEZE, freeze.THAW, diff.DIFF, documents.CORRECTIONS, documents.SIGNOFF, mail.MAIL),
        *(
            hall_sheets.PLACARDS,
            hall_sheets.DOORSHEETS,
            sheets.PROOFSHEET,
            sheets.TESTSHEET,
            export.EXPORT,
            import_.IMPORT,
            explain.EXPLAIN,
        ),
    )
