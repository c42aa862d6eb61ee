"""The parser, the options that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from posterbook.cli.console import FORMATS, now
from posterbook.version import __version__

if TYPE_CHECKING:
    from datetime import date, datetime


NAME = "posterbook"


class Command(NamedTuple):
    """A command: its name, its help and an example, what adds its options, and what runs it."""

    name: str
    wording: str
    example: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def parser(commands: tuple[Command, ...]) -> argparse.ArgumentParser:
    """The command line of these commands; `run` in what it parses runs the command with that."""
    whole = argparse.ArgumentParser(
        prog=NAME,
        description="Turn the study records of a poster session into a printable booklet.",
        epilog="examples:\n"
        "  posterbook new my-booklet && posterbook build my-booklet\n"
        "  posterbook explain unknown-field",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"posterbook {__version__}")
    # with its name, so that argparse need not lay out a usage to find it
    listed = whole.add_subparsers(prog=NAME, metavar="COMMAND", dest="command", required=True)
    for command in commands:
        one = listed.add_parser(
            command.name,
            help=command.wording,
            description=f"{command.wording[0].upper()}{command.wording[1:]}.",
            epilog=f"example:\n  {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_options(one)
        one.set_defaults(run=command.run)
    return whole


def add_folder(parser: argparse.ArgumentParser) -> None:
    """The content folder."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path("booklet"), metavar="FOLDER", help="content (booklet)"
    )


def add_output(parser: argparse.ArgumentParser, what: str) -> None:
    """The folder for what is written."""
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("output"), metavar="DIR", help=f"where {what} (output)"
    )


def add_design(parser: argparse.ArgumentParser) -> None:
    """Page format and theme."""
    add = parser.add_argument
    add(
        "--page", default="", metavar="NAME", help="a5, half-letter, a4, letter, phone (that of booklet.yaml)"
    )
    add("--theme", default="", metavar="NAME", help="colour, plain, large-print or your own (booklet.yaml's)")


def add_language(parser: argparse.ArgumentParser) -> None:
    """The language of a folder that holds several."""
    parser.add_argument(
        "--language",
        default="",
        metavar="TAG",
        help="a further language of the folder, as zh-Hant (the main one)",
    )


def add_strict(parser: argparse.ArgumentParser) -> None:
    """Whether warnings stop the run."""
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")


def add_problems(parser: argparse.ArgumentParser) -> None:
    """Which problems stop the run besides errors, and how they are said."""
    add = parser.add_argument
    add(
        "--fail-on",
        default=(),
        type=_codes,
        metavar="CODE,…",
        help="treat these warnings and notes as errors, as html-markup,mojibake",
    )
    add("--all-problems", action="store_true", help="say each warning, however many there are of one kind")
    add(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help="say problems as text, or as github for annotations of GitHub Actions (text)",
    )


def _codes(written: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in written.split(",") if code.strip())


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The moment for embargoes."""
    parser.add_argument(
        "--as-of", default="", metavar="DATETIME", help="the moment that embargoes are judged by (now)"
    )


def add_report(parser: argparse.ArgumentParser) -> None:
    """The file for all that was found."""
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write all that was found as JSON, errors too"
    )


def add_quiet(parser: argparse.ArgumentParser, wording: str) -> None:
    """Whether only problems are said."""
    parser.add_argument("--quiet", action="store_true", help=f"{wording}; problems are still shown")


def add_content(parser: argparse.ArgumentParser) -> None:
    """All of these that a run over a folder takes."""
    add_folder(parser)
    add_strict(parser)
    add_as_of(parser)
    add_report(parser)
    add_quiet(parser, "no progress and no notes")


def cache_folder() -> Path | None:
    """Where programs of this user keep what they can make again; None where the user has no home."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117 - a text that may be empty
        return Path(named) / "posterbook"
    with suppress(RuntimeError):
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "posterbook"
        if sys.platform == "darwin":
            return Path.home() / "Library/Caches/posterbook"
        return Path.home() / ".cache/posterbook"
    return None


def embargo_moment(written: str) -> Callable[[], datetime]:
    """What tells embargoes the moment: --as-of, else SOURCE_DATE_EPOCH, else the clock; raises UsageError."""
    moment = _as_of(written) or source_date()
    return lambda: moment or now()


def day(written: str) -> date:
    """The value of --date, year first; raises UsageError."""
    from datetime import date

    from posterbook.errors import UsageError, error

    if len(written) == len("2021-04-13"):
        with suppress(ValueError):
            return date.fromisoformat(written)
    raise UsageError(error("wrong-date", f"--date wants a date as 2021-04-13, found '{written}'"))


def source_date() -> datetime | None:
    """SOURCE_DATE_EPOCH as a date, none if it is not set; raises UsageError."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    from datetime import UTC, datetime

    from posterbook.errors import UsageError, error

    with suppress(ValueError, OverflowError, OSError):
        if seconds.isascii() and seconds.isdigit():
            return datetime.fromtimestamp(int(seconds), UTC)
    message = f"SOURCE_DATE_EPOCH is '{seconds}', not a count of seconds since 1970"
    raise UsageError(error("wrong-epoch", message, hint="unset it or give a whole number, as 1618272000"))


def _as_of(written: str) -> datetime | None:
    """The moment of --as-of, none if it is not given; raises UsageError."""
    if not written:
        return None
    from datetime import datetime

    from posterbook.errors import UsageError, error

    with suppress(ValueError):
        moment = datetime.fromisoformat(written)
        if moment.tzinfo:
            return moment
    message = f"--as-of is '{written}', not a date and time with its zone"
    raise UsageError(error("wrong-as-of", message, hint="write it as 2021-04-13T09:00+08:00"))
