"""`posterbook new`: a content folder to begin with."""

from __future__ import annotations

import argparse
from pathlib import Path

from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", type=Path, metavar="DIR", help="folder to make; it may exist if it is empty")
    add(
        "--example",
        action="store_const",
        const="announcement",
        default="",
        help="a whole real booklet rather than a small start",
    )
    # an option of its own, as one with a value that may be left out would take DIR for it
    add(
        "--example=meeting",
        dest="example",
        action="store_const",
        const="meeting",
        help="a whole meeting: 120 posters in seven sessions, talks, maps, sponsors and an inserted letter",
    )


def _run(asked: argparse.Namespace) -> int:
    from posterbook.api.output import copy_folder
    from posterbook.assets import example_folder, meeting_folder, starter_folder

    def copy() -> Outcome:
        if asked.example == "meeting":
            copy_folder(meeting_folder(), asked.folder)
        elif asked.example:
            from posterbook.loading import APPROVED

            copy_folder(example_folder(), asked.folder, APPROVED)  # what was approved there is not here
        else:
            copy_folder(starter_folder(), asked.folder)
        return Outcome(text=f"{asked.folder}\n")

    return carry_out(copy)


NEW = Command(
    "new",
    "make a small working booklet folder, or a copy of the example",
    "posterbook new my-booklet && posterbook build my-booklet",
    _add_options,
    _run,
)
