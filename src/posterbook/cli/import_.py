"""`posterbook import`: spreadsheets and exports become the records of a content folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from posterbook.cli import options
from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "operands",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="tables: .csv .tsv .xlsx .ods .json .docx; the last may be the FOLDER (booklet)",
    )
    add("--write", action="store_true", help="write the records; without it they are only shown")
    add("--preset", default="", metavar="NAME", help="the system that the files come from, as easychair")
    add("--keep", default="", metavar="KIND,…", help="cleanings that are not wanted, as html-markup,space")
    add("--all", action="store_true", help="show all records and every change in cells")
    options.add_quiet(parser, "no notes")


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: _import(asked), quiet=asked.quiet, every=asked.all, where_all="--all lists each")


def _import(asked: argparse.Namespace) -> Outcome:
    from posterbook.api.importing import import_tables
    from posterbook.errors import printable
    from posterbook.importing.merge_table import table

    files, folder = _operands(asked.operands)
    kinds = tuple(filter(None, asked.keep.split(",")))
    made = import_tables(files, folder, preset=asked.preset, keep=kinds, write=asked.write)
    lines = [made.preview(everything=asked.all), *table(made.merged)]
    if not asked.write:
        lines.append(f"nothing is written; --write makes these the records of {folder}")
    shown = (printable(line) for part in lines for line in part.split("\n"))
    return Outcome(made.problems, "\n".join(shown) + "\n")


def _operands(operands: list[Path]) -> tuple[list[Path], Path]:
    """The files, and the folder: the last operand if it is no table, and others stand before it."""
    from posterbook.importing.files import is_table

    *files, last = operands
    if files and not is_table(last) and not last.is_file():
        return files, last
    return operands, Path("booklet")


IMPORT = Command(
    "import",
    "make records of spreadsheets and exports",
    "posterbook import abstracts.xlsx my-booklet --write && posterbook build my-booklet",
    _add_options,
    _run,
)
"""The name of its file has an underscore because `import` is a word of Python."""
