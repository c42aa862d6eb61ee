"""`posterbook corrections` and `posterbook signoff`: papers that go with a booklet."""

from __future__ import annotations

import argparse

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_corrections(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    options.add_output(parser, "they go")
    wording = "screen, print or booklet: as pages, for a print shop, or to fold (screen)"
    parser.add_argument("--edition", default="screen", metavar="NAME", help=wording)
    options.add_language(parser)
    options.add_as_of(parser)
    options.add_quiet(parser, "no notes")


def _corrections(asked: argparse.Namespace) -> int:
    def make() -> Outcome:
        from posterbook.api.documents import corrections

        result = corrections(
            asked.folder,
            output=asked.output,
            edition=asked.edition,
            language=asked.language,
            as_of=options.embargo_moment(asked.as_of),
            dated=options.source_date(),
        )
        return Outcome(result.problems, "".join(f"{output.path}\n" for output in result.outputs))

    return carry_out(make, quiet=asked.quiet)


def _add_signoff(parser: argparse.ArgumentParser) -> None:
    options.add_folder(parser)
    options.add_output(parser, "it goes")
    options.add_language(parser)
    options.add_as_of(parser)
    options.add_quiet(parser, "no notes")


def _signoff(asked: argparse.Namespace) -> int:
    def make() -> Outcome:
        from posterbook.api.documents import signoff

        moment, dated = options.embargo_moment(asked.as_of), options.source_date()
        result = signoff(
            asked.folder, output=asked.output, language=asked.language, as_of=moment, dated=dated
        )
        return Outcome(result.problems, "".join(f"{output.path}\n" for output in result.outputs))

    return carry_out(make, quiet=asked.quiet)


CORRECTIONS = Command(
    "corrections",
    "list what differs from the printed booklet, with slips to paste in",
    "posterbook corrections my-booklet",
    _add_corrections,
    _corrections,
)
SIGNOFF = Command(
    "signoff",
    "make the document to sign: every paragraph, and what has changed since the last approval",
    "posterbook signoff my-booklet",
    _add_signoff,
    _signoff,
)
