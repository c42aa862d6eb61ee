"""What the command line takes: commands, options, their help; names are looked up only when one is given."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from posterbook import __version__
from posterbook.errors import UsageError, error

if TYPE_CHECKING:
    from datetime import date, datetime

    from posterbook.editions import Edition


class Command(NamedTuple):
    """A command's name, its help and an example."""

    name: str
    wording: str
    example: str


BUILD = Command(
    "build",
    "make a booklet's PDFs from its folder",
    "posterbook build my-booklet --page half-letter --strict",
)
CHECK = Command(
    "check",
    "say everything that build would say, without writing a PDF",
    "posterbook check my-booklet --strict --report check.json",
)
NEW = Command(
    "new",
    "make a small working booklet folder, or a copy of the example",
    "posterbook new my-booklet && posterbook build my-booklet",
)
SCHEMA = Command(
    "schema",
    "print the JSON Schema of a record or of booklet.yaml, for completion in editors",
    "posterbook schema record > record.schema.json",
)
APPROVE = Command(
    "approve",
    "record the wording of the legal blocks as approved",
    'posterbook approve my-booklet --by "A. Lee, Company Secretary" --date 2021-04-13',
)


def parser() -> argparse.ArgumentParser:
    """The whole command line; `command` in what it parses is the command's name."""
    whole = argparse.ArgumentParser(
        prog="posterbook",
        description="Turn the study records of a poster session into a printable booklet.",
        epilog=f"example:\n  {NEW.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"posterbook {__version__}")
    commands = whole.add_subparsers(metavar="COMMAND", dest="command", required=True)
    _build(_add(commands, BUILD))
    _check(_add(commands, CHECK))
    _new(_add(commands, NEW))
    _schema(_add(commands, SCHEMA))
    _approve(_add(commands, APPROVE))
    return whole


def editions(name: str) -> tuple[Edition, ...]:
    """The editions that a name asks for; raises UsageError."""
    from posterbook.editions import EDITIONS

    _known("edition", name, ("all", *(edition.name for edition in EDITIONS)))
    return tuple(edition for edition in EDITIONS if name in ("all", edition.name))


def known_design(page: str, theme: str) -> None:
    """Raises UsageError if there is no such page format or theme; '' is what booklet.yaml says."""
    if not (page or theme):
        return
    from posterbook.assets import tokens_file
    from posterbook.load import read_tokens
    from posterbook.theme import formats, themes

    tokens = read_tokens(tokens_file())
    if page:
        _known("page format", page, formats(tokens))
    if theme:
        _known("theme", theme, themes(tokens))


def epoch(seconds: str) -> datetime | None:
    """SOURCE_DATE_EPOCH as a date, none if it is not set; raises UsageError."""
    if not seconds:
        return None
    from datetime import UTC, datetime

    with suppress(ValueError, OverflowError, OSError):
        if seconds.isascii() and seconds.isdigit():
            return datetime.fromtimestamp(int(seconds), UTC)
    message = f"SOURCE_DATE_EPOCH is '{seconds}', not a count of seconds since 1970"
    raise UsageError(error("wrong-epoch", message, hint="unset it or give a whole number, as 1618272000"))


def as_of(written: str) -> datetime | None:
    """The moment of --as-of, none if it is not given; raises UsageError."""
    from datetime import datetime

    if not written:
        return None
    with suppress(ValueError):
        moment = datetime.fromisoformat(written)
        if moment.tzinfo:
            return moment
    message = f"--as-of is '{written}', not a date and time with its zone"
    raise UsageError(error("wrong-as-of", message, hint="write it as 2021-04-13T09:00+08:00"))


def approved_by(name: str) -> str:
    """The name of who approves, on one line; raises UsageError if it is none."""
    if name.strip() and name.isprintable():
        return " ".join(name.split())
    raise UsageError(error("wrong-name", "--by wants a name on one line", hint='write --by "A. Lee"'))


def day(written: str) -> date:
    """A date, year first; raises UsageError."""
    from datetime import date

    if len(written) == len("2021-04-13"):
        with suppress(ValueError):
            return date.fromisoformat(written)
    message = f"--date wants a date as 2021-04-13, found '{written}'"
    raise UsageError(error("wrong-date", message))


def _known(what: str, name: str, names: Collection[str]) -> None:
    if name in names:
        return
    from difflib import get_close_matches

    close = get_close_matches(name, names, 1)
    hint = f"did you mean '{close[0]}'?" if close else f"choose from {', '.join(names)}"
    raise UsageError(error(f"unknown-{what.replace(' ', '-')}", f"unknown {what} '{name}'", hint=hint))


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], command: Command
) -> argparse.ArgumentParser:
    return commands.add_parser(
        command.name,
        help=command.wording,
        description=f"{command.wording[0].upper()}{command.wording[1:]}.",
        epilog=f"example:\n  {command.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _build(parser: argparse.ArgumentParser) -> None:
    _content(parser)
    add = parser.add_argument
    add("-o", "--output", type=Path, default=Path("output"), metavar="DIR", help="where the PDFs go (output)")
    add("--edition", default="screen", metavar="NAME", help="edition to make: screen, or all (screen)")
    add("--page", default="", metavar="NAME", help="a5, half-letter, a4 or letter (what booklet.yaml says)")
    add("--theme", default="", metavar="NAME", help="colour, plain or large-print (what booklet.yaml says)")


def _check(parser: argparse.ArgumentParser) -> None:
    _content(parser)
    parser.set_defaults(output=Path("output"), edition="all", page="", theme="")


def _content(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", type=Path, default=Path("booklet"), metavar="FOLDER", help="content (booklet)")
    add("--strict", action="store_true", help="treat warnings as errors")
    add("--as-of", default="", metavar="DATETIME", help="the moment that embargoes are judged by (now)")
    add("--report", type=Path, metavar="FILE", help="write all that was found as JSON, errors too")
    add("--quiet", action="store_true", help="no progress and no notes; problems are still shown")


def _new(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", type=Path, metavar="DIR", help="folder to make; it may exist if it is empty")
    add("--example", action="store_true", help="a whole real booklet rather than a small start")


def _schema(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("of", nargs="?", default="record", choices=("record", "booklet"), help="what it describes (record)")


def _approve(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", type=Path, default=Path("booklet"), metavar="FOLDER", help="content (booklet)")
    add("--by", required=True, metavar="NAME", help="who approves the wording")
    add("--date", required=True, metavar="DATE", help="when that person approved it, as 2021-04-13")
    add("--quiet", action="store_true", help="no notes; problems are still shown")
