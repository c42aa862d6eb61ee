"""`posterbook build` and `posterbook check`: a folder's PDFs, or all that would be said of them."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out, pause_collection, progress, report_usage
from posterbook.cli.options import Command

if TYPE_CHECKING:
    from posterbook.api.running import Run

OPTIONS: Final = {
    "marks": "--no-marks",
    "separate_cover": "--with-cover-separate",
    "flip": "--flip",
    "creep": "--creep",
    "signature": "--signature",
    "sheet": "--sheet",
}
"""What can be said of paper, as the API and as the command line call it."""
UNITS = {"": 1, "b": 1, "k": 1000, "kb": 1000, "m": 1_000_000, "mb": 1_000_000, "g": 10**9, "gb": 10**9}
"""Bytes in a unit of --max-size, as mail servers count."""


def _add_build(parser: argparse.ArgumentParser) -> None:
    options.add_content(parser)
    options.add_problems(parser)
    options.add_output(parser, "the PDFs go")
    parser.add_argument(
        "--edition",
        default="screen",
        metavar="NAME",
        help="edition to make: screen, print (for a print shop), booklet (to fold), or all (screen)",
    )
    options.add_design(parser)
    parser.add_argument(
        "--max-size", type=_size, metavar="SIZE", help="fail if a file is larger than that, as 10MB"
    )
    _add_paper(parser)


def _add_paper(parser: argparse.ArgumentParser) -> None:
    """Options left alone are None, so that one for an edition that is not made can be refused."""
    shop = parser.add_argument_group("for --edition print").add_argument
    shop("--no-marks", dest="marks", action="store_false", default=None, help="no crop marks, no slug line")
    shop(
        "--with-cover-separate",
        dest="separate_cover",
        action="store_true",
        default=None,
        help="cover and body as two files",
    )
    office = parser.add_argument_group("for --edition booklet").add_argument
    office("--flip", choices=("short", "long"), help="edge that the printer flips on (short)")
    office("--creep", type=_creep, metavar="MM", help="thickness of the paper (0.1)")
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
    from posterbook.api.paper import MOST_CREEP

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


def _build(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _make(asked), quiet=asked.quiet, every=asked.all_problems, form=asked.format)


def _make(asked: argparse.Namespace) -> Outcome:
    from time import perf_counter

    from posterbook.api.building import build
    from posterbook.api.typesetting import Stopwatch

    with report_usage(asked.report):
        paper, moment, dated = _paper(asked), options.embargo_moment(asked.as_of), options.source_date()
    watch = Stopwatch(perf_counter)
    with pause_collection(), progress(watch.seconds, quiet=asked.quiet):
        result = build(
            asked.folder,
            output=asked.output,
            editions=(asked.edition,),
            page=asked.page,
            theme=asked.theme,
            strict=asked.strict,
            fail_on=asked.fail_on,
            as_of=moment,
            dated=dated,
            report=asked.report or "",
            max_size=asked.max_size,
            watch=watch,
            **paper,
        )
    return Outcome(result.problems, "".join(f"{output.path}\n" for output in result.outputs))


def _paper(asked: argparse.Namespace) -> dict[str, Any]:
    """What was said of paper; raises UsageError for an option that no edition asked for would follow."""
    from posterbook.api.building import EVERY, editions_named
    from posterbook.api.paper import refuse_idle
    from posterbook.api.typesetting import unknown
    from posterbook.forms.edition import PROOFSHEET, editions

    if asked.edition == PROOFSHEET.name:  # a command of its own
        raise unknown("edition", asked.edition, (EVERY, *editions()))
    paper = {name: getattr(asked, name) for name in OPTIONS if getattr(asked, name) is not None}
    given = {name: OPTIONS[name] for name in paper}
    refuse_idle(given, editions_named((asked.edition,)), "add --edition {edition}, or all")
    return paper


def _add_check(parser: argparse.ArgumentParser) -> None:
    options.add_content(parser)
    options.add_problems(parser)


def _check(asked: argparse.Namespace) -> int:
    from time import perf_counter

    from posterbook.api.running import Run
    from posterbook.api.typesetting import Stopwatch

    watch = Stopwatch(perf_counter)
    run = Run(
        asked.folder,
        strict=asked.strict,
        fail_on=asked.fail_on,
        report=asked.report or "",
        watch=watch,
    )
    code = carry_out(
        lambda: _find_problems(asked, run), quiet=asked.quiet, every=asked.all_problems, form=asked.format
    )
    if not asked.quiet:
        print(run.result.summary, file=sys.stderr)
    return code


def _find_problems(asked: argparse.Namespace, run: Run) -> Outcome:
    from posterbook.api.building import check_in

    with run.report_failure(), pause_collection(), progress(run.watch.seconds, quiet=asked.quiet):
        options.source_date()  # what build would refuse
        check_in(run, options.embargo_moment(asked.as_of))
    return Outcome(run.result.problems)


BUILD = Command(
    "build",
    "make a booklet's PDFs from its folder",
    "posterbook build my-booklet --page half-letter --strict",
    _add_build,
    _build,
)
CHECK = Command(
    "check",
    "say everything that build would say, without writing a PDF",
    "posterbook check my-booklet --strict --report check.json",
    _add_check,
    _check,
)
