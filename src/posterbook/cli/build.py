"""`posterbook build` and `posterbook check`: a folder's PDFs, or all that would be said of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out, count, progress, report_usage
from posterbook.cli.options import Command

if TYPE_CHECKING:
    from datetime import datetime

    from posterbook.api.running import Run
    from posterbook.report import Result

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
    options.add_language(parser)
    parser.add_argument(
        "--max-size", type=_size, metavar="SIZE", help="fail if a file is larger than that, as 10MB"
    )
    parser.add_argument(
        "--force", action="store_true", help="build although nothing has changed since the last build"
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="say DRAFT across every page; what differs from the approval is a warning then",
    )
    screen = parser.add_argument_group("for --edition screen").add_argument
    screen(
        "--standard",
        choices=("1.7", "2.0"),
        help="version of PDF by whose standards it is made: 1.7 (PDF/UA-1 and PDF/A-2a), or"
        " 2.0 (PDF/UA-2, PDF/A-4 and WTPDF) (1.7)",
    )
    _add_many(parser)
    _add_paper(parser)


def _add_many(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("for many booklets").add_argument
    add(
        "--split",
        metavar="BY",
        help="make a booklet for each group, session or presenter, or each name of a list: LIST.csv",
    )
    add("--jobs", type=_jobs, metavar="N", help="processes to make them in at most (one for each core)")
    add("--shard", type=_shard, metavar="I/N", help="make only this share of them, as 1/4 (all)")


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
    digits = number.replace(".", "", 1)
    if unit not in UNITS or not (digits.isascii() and digits.isdecimal() and len(digits) <= 15):
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


def _jobs(written: str) -> int:
    with suppress(ValueError):
        value = int(written)
        if value >= 1:
            return value
    raise argparse.ArgumentTypeError(f"wants one process or more, found {written}")


def _shard(written: str) -> tuple[int, int]:
    number, _, of = written.partition("/")
    if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return int(number), int(of)
    raise argparse.ArgumentTypeError(f"wants a share as 1/4, found {written}")


def _build(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _make(asked), quiet=asked.quiet, every=asked.all_problems, form=asked.format)


def _make(asked: argparse.Namespace) -> Outcome:
    cache = options.cache_folder()
    with report_usage(asked.report):
        _refuse_idle(asked)
        moment, dated = options.embargo_moment(asked.as_of), options.source_date()
    if cache and not asked.force and (last := _last_build(asked, cache, moment, dated)):
        return last
    with report_usage(asked.report):
        paper = _paper(asked)
    from time import perf_counter

    from posterbook.api.typesetting import Stopwatch

    watch = Stopwatch(perf_counter)
    choice = {
        "output": asked.output,
        "editions": (asked.edition,),
        "page": asked.page,
        "theme": asked.theme,
        "strict": asked.strict,
        "fail_on": asked.fail_on,
        "as_of": moment,
        "dated": dated,
        "report": asked.report or "",
        "max_size": asked.max_size,
        "draft": asked.draft,
        "standard": asked.standard or "",
        "language": asked.language,
        "cache": cache,
        "force": asked.force,
        "watch": watch,
        **paper,
    }
    result = _make_many(asked, choice) if asked.split else _make_one(asked, choice)
    return Outcome(result.problems, "".join(f"{output.path}\n" for output in result.outputs))


def _make_one(asked: argparse.Namespace, choice: dict[str, Any]) -> Result:
    from posterbook.api.building import build

    with progress(choice["watch"].seconds, quiet=asked.quiet):
        return build(asked.folder, **choice)


def _make_many(asked: argparse.Namespace, choice: dict[str, Any]) -> Result:
    """Garbage is collected meanwhile: what each booklet leaves behind adds up."""
    import gc

    from posterbook.api.many import build_many

    gc.enable()

    jobs = asked.jobs or os.cpu_count() or 1
    with count(quiet=asked.quiet) as tell:
        return build_many(asked.folder, asked.split, jobs=jobs, shard=asked.shard, progress=tell, **choice)


def _last_build(
    asked: argparse.Namespace, cache: Path, moment: Callable[[], datetime], dated: datetime | None
) -> Outcome | None:
    """What the last build came to, if nothing has changed since: known before what builds is imported."""
    from posterbook.api.last_build import asked_for, last_build

    lists = (Path(asked.split),) if asked.split and Path(asked.split).is_file() else ()
    last = last_build(
        cache,
        asked_for(
            asked.folder,
            asked.output,
            asked.report or "",
            editions=(asked.edition,),
            page=asked.page,
            theme=asked.theme,
            strict=asked.strict,
            fail_on=asked.fail_on,
            dated=dated,
            max_size=asked.max_size,
            paper=dict(_paper_options(asked)) | _unusual(asked),
            split=asked.split or "",
            shard=asked.shard,
            lists=lists,
        ),
        moment,
    )
    if last is None:
        return None
    if asked.report:
        from posterbook.api.output import write

        write([(asked.report, last.report)])
    return Outcome(last.problems, "".join(f"{path}\n" for path in last.paths))


def _paper_options(asked: argparse.Namespace) -> Iterator[tuple[str, object]]:
    """What was said of paper, by the names of the API."""
    return ((name, getattr(asked, name)) for name in OPTIONS if getattr(asked, name) is not None)


def _unusual(asked: argparse.Namespace) -> dict[str, object]:
    """What was said beside of paper beyond the usual, by the names of the API."""
    return {name: getattr(asked, name) for name in ("draft", "standard", "language") if getattr(asked, name)}


def _refuse_idle(asked: argparse.Namespace) -> None:
    """Raises UsageError for options that only many booklets follow."""
    from posterbook.errors import UsageError, error

    idle = [option for option, value in (("--jobs", asked.jobs), ("--shard", asked.shard)) if value]
    if idle and not asked.split:
        belong = "belongs" if len(idle) == 1 else "belong"
        message = f"{', '.join(idle)} {belong} to --split, which is not asked for"
        raise UsageError(error("idle-option", message, hint="add --split group, or leave it out"))


def _paper(asked: argparse.Namespace) -> dict[str, Any]:
    """What was said of paper; raises UsageError for an option that no edition asked for would follow."""
    from posterbook.api.building import EVERY, editions_named
    from posterbook.api.paper import refuse_idle
    from posterbook.api.typesetting import unknown
    from posterbook.forms.edition import PROOFSHEET, editions

    if asked.edition == PROOFSHEET.name:  # a command of its own
        raise unknown("edition", asked.edition, (EVERY, *editions()))
    paper = dict(_paper_options(asked))
    given = {name: OPTIONS[name] for name in paper} | ({"standard": "--standard"} if asked.standard else {})
    refuse_idle(given, editions_named((asked.edition,)), "add --edition {edition}, or all")
    return paper


def _add_check(parser: argparse.ArgumentParser) -> None:
    options.add_content(parser)
    options.add_problems(parser)
    options.add_language(parser)


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

    with run.report_failure(), progress(run.watch.seconds, quiet=asked.quiet):
        options.source_date()  # what build would refuse
        check_in(run, options.embargo_moment(asked.as_of), asked.language)
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
