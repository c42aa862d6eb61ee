"""What the command line takes: commands, options, their help; names are looked up only when one is given."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from posterbook import __version__
from posterbook.errors import UsageError, error

if TYPE_CHECKING:
    from datetime import date, datetime

    from posterbook.forms.edition import Edition, Printing


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


PROOFSHEET = Command(
    "proofsheet",
    "put all spreads of a booklet small on A4, for the person who approves it",
    "posterbook proofsheet my-booklet",
)
TESTSHEET = Command(
    "testsheet",
    "make a test page that tells which way a duplex printer flips, and how well both sides meet",
    "posterbook testsheet --sheet letter",
)

OPTIONS = {
    "marks": "--no-marks",
    "separate": "--with-cover-separate",
    "flip": "--flip",
    "creep": "--creep",
    "signature": "--signature",
    "sheet": "--sheet",
}
CREEP = 0.1
"""Thickness of office paper in millimetres (DESIGN 8)."""
FRAMED_OPTIONS = ("marks", "separate")
IMPOSED_OPTIONS = ("flip", "creep", "signature", "sheet")
MOST_CREEP = 1.0
"""Millimetres: the thickest board that anybody folds."""
READ = Command(
    "read",
    "print what a screen reader says of the booklet, in its order",
    "posterbook read my-booklet | less",
)
UNITS = {"": 1, "b": 1, "k": 1000, "kb": 1000, "m": 1_000_000, "mb": 1_000_000, "g": 10**9, "gb": 10**9}
"""Bytes in a unit of --max-size, as mail servers count."""
PROVE = Command(
    "prove",
    "say whether a PDF carries the legal blocks of a folder as it should",
    "posterbook prove from-the-printer.pdf my-booklet",
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
    _read(_add(commands, READ))
    _approve(_add(commands, APPROVE))
    _prove(_add(commands, PROVE))
    _proofsheet(_add(commands, PROOFSHEET))
    _testsheet(_add(commands, TESTSHEET))
    return whole


def editions(name: str) -> tuple[Edition, ...]:
    """The editions that a name asks for; raises UsageError."""
    from posterbook.forms.edition import EDITIONS

    _known("edition", name, ("all", *(edition.name for edition in EDITIONS)))
    return tuple(edition for edition in EDITIONS if name in ("all", edition.name))


def printing(asked: argparse.Namespace, editions: Collection[Edition]) -> Printing:
    """What was said of paper; raises UsageError for an option that no edition asked for would follow."""
    from posterbook.design.geometry import MM
    from posterbook.forms.edition import Flip, Printing

    given = {name: getattr(asked, name, None) for name in (*FRAMED_OPTIONS, *IMPOSED_OPTIONS)}
    _followed(given, FRAMED_OPTIONS, any(edition.framed for edition in editions), "print")
    _followed(given, IMPOSED_OPTIONS, any(edition.imposed for edition in editions), "booklet")
    return Printing(
        creep=CREEP * MM if asked.creep is None else asked.creep * MM,
        marks=asked.marks is None,
        separate=bool(asked.separate),
        flip=Flip(asked.flip or Flip.SHORT),
        signature=asked.signature or 0,
        sheet=sheet(asked.sheet) if asked.sheet else None,
    )


def sheet(written: str) -> tuple[float, float]:
    """A paper size in points; raises UsageError for what is neither a name nor WxH in mm."""
    from posterbook.design.geometry import MM
    from posterbook.loading import design_tokens

    known = design_tokens()["sheets"]
    if written in known:
        return known[written][0] * MM, known[written][1] * MM
    found = re.fullmatch(r"(\d{2,4}(?:\.\d+)?)x(\d{2,4}(?:\.\d+)?)", written)
    if not found:
        message = f"unknown sheet '{written}'"
        hint = f"choose from {', '.join(known)}, or give width and height in mm, as 450x320"
        raise UsageError(error("unknown-sheet", message, hint=hint))
    return float(found[1]) * MM, float(found[2]) * MM


def _followed(given: dict[str, Any], options: Collection[str], followed: bool, edition: str) -> None:  # noqa: FBT001 - what all of it hangs on
    idle = [OPTIONS[name] for name in options if given[name] is not None and not followed]
    if idle:
        belong = "belongs" if len(idle) == 1 else "belong"
        message = f"{', '.join(idle)} {belong} to the {edition} edition, which is not asked for"
        raise UsageError(error("idle-option", message, hint=f"add --edition {edition}, or all"))


def known_page(page: str) -> None:
    """Raises UsageError if there is no such page format; '' is what booklet.yaml says.

    Themes may be the folder's own, and are looked up when it is read.
    """
    if page:
        from posterbook.design.theme import formats
        from posterbook.loading import design_tokens

        _known("page format", page, formats(design_tokens()))


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
    add(
        "--edition",
        default="screen",
        metavar="NAME",
        help="edition to make: screen, print (for a print shop), booklet (to fold), or all (screen)",
    )
    add("--page", default="", metavar="NAME", help="a5, half-letter, a4 or letter (what booklet.yaml says)")
    add("--theme", default="", metavar="NAME", help="colour, plain, large-print or your own (booklet.yaml's)")
    add("--max-size", type=_size, metavar="SIZE", help="fail if a file is larger than that, as 10MB")
    _paper(parser)


def _paper(parser: argparse.ArgumentParser) -> None:
    """Options left alone are None, so that one for an edition that is not made can be refused."""
    shop = parser.add_argument_group("for --edition print").add_argument
    shop("--no-marks", dest="marks", action="store_false", default=None, help="no crop marks, no slug line")
    shop(
        "--with-cover-separate",
        dest="separate",
        action="store_true",
        default=None,
        help="cover and body as two files",
    )
    office = parser.add_argument_group("for --edition booklet").add_argument
    office("--flip", choices=("short", "long"), help="edge that the printer flips on (short)")
    office("--creep", type=_creep, metavar="MM", help=f"thickness of the paper ({CREEP})")
    office("--signature", type=_sheets, metavar="N", help="sheets in each signature (all in one)")
    office(
        "--sheet",
        metavar="SIZE",
        help="a4, a3, letter, tabloid or WxH in mm, as 450x320 (twice the page)",
    )


def _size(written: str) -> int:
    number = written.rstrip("BKMGbkmg ")
    unit = written[len(number) :].strip().lower()
    if unit not in UNITS or not number.replace(".", "", 1).isdecimal():
        raise argparse.ArgumentTypeError(f"wants a size as 500kB or 10MB, found '{written}'")
    return int(float(number) * UNITS[unit])


def _creep(written: str) -> float:
    with suppress(ValueError):
        value = float(written)
        if 0 <= value <= MOST_CREEP:
            return value
    raise argparse.ArgumentTypeError(f"wants 0 to {MOST_CREEP:g} mm of paper thickness, found {written}")


def _sheets(written: str) -> int:
    with suppress(ValueError):
        value = int(written)
        if value >= 1:
            return value
    raise argparse.ArgumentTypeError(f"wants one sheet or more, found {written}")


def _check(parser: argparse.ArgumentParser) -> None:
    _content(parser)
    paper = dict.fromkeys((*FRAMED_OPTIONS, *IMPOSED_OPTIONS))
    parser.set_defaults(output=Path("output"), edition="all", page="", theme="", **paper)


def _proofsheet(parser: argparse.ArgumentParser) -> None:
    _content(parser)
    add = parser.add_argument
    add("-o", "--output", type=Path, default=Path("output"), metavar="DIR", help="where it goes (output)")
    add("--page", default="", metavar="NAME", help="a5, half-letter, a4 or letter (what booklet.yaml says)")
    add("--theme", default="", metavar="NAME", help="colour, plain, large-print or your own (booklet.yaml's)")


def _testsheet(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-o", "--output", type=Path, default=Path("output"), metavar="DIR", help="where it goes (output)")
    add("--sheet", default="a4", metavar="SIZE", help="a4, a3, letter, tabloid or WxH in mm (a4)")


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


def _read(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", type=Path, default=Path("booklet"), metavar="FOLDER", help="content (booklet)")
    add("--page", default="", metavar="NAME", help="a5, half-letter, a4 or letter (what booklet.yaml says)")
    add("--theme", default="", metavar="NAME", help="colour, plain, large-print or your own (booklet.yaml's)")
    add("--strict", action="store_true", help="treat warnings as errors")
    add("--as-of", default="", metavar="DATETIME", help="the moment that embargoes are judged by (now)")
    add("--quiet", action="store_true", help="no notes; problems are still shown")
    paper = dict.fromkeys((*FRAMED_OPTIONS, *IMPOSED_OPTIONS))
    parser.set_defaults(output=Path(), edition="screen", **paper)


def _schema(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("of", nargs="?", default="record", choices=("record", "booklet"), help="what it describes (record)")


def _approve(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", type=Path, default=Path("booklet"), metavar="FOLDER", help="content (booklet)")
    add("--by", required=True, metavar="NAME", help="who approves the wording")
    add("--date", required=True, metavar="DATE", help="when that person approved it, as 2021-04-13")
    add("--quiet", action="store_true", help="no notes; problems are still shown")


def _prove(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="the PDF, of any edition")
    add("folder", nargs="?", type=Path, default=Path("booklet"), metavar="FOLDER", help="content (booklet)")
    add("--as-of", default="", metavar="DATETIME", help="the moment that embargoes are judged by (now)")
    add("--report", type=Path, metavar="FILE", help="write all that was found as JSON, errors too")
    add("--quiet", action="store_true", help="no list of what was found; problems are still shown")
