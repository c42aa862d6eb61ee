"""Spreadsheets and exports become the records of a content folder, which is made if there is none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from posterbook.api.output import write as write_files
from posterbook.api.running import locate
from posterbook.assets import starter_folder
from posterbook.errors import ContentError, OutputError, Problem, error
from posterbook.importing.imports import FoundImport, find_records
from posterbook.importing.mapping import FILE
from posterbook.importing.merging import Merge, merge
from posterbook.importing.preview import preview
from posterbook.loading.problems import has_errors
from posterbook.loading.records import FOLDER, LIST
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Import:
    """What an import has found and, in `merged`, what becomes of each record of the folder.

    `problems` name file, sheet, row and column of the tables, and file, line and column of the folder.
    """

    found: FoundImport
    merged: Merge
    problems: tuple[Problem, ...]

    def preview(self, *, everything: bool = False) -> str:
        """The columns that were found and records as they would become: three, or `everything`."""
        return preview(self.found, everything=everything)


def import_tables(
    files: Iterable[Path | str],
    folder: Path | str = "booklet",
    *,
    preset: str = "",
    keep: Iterable[str] = (),
    write: bool = False,
) -> Import:
    """The records of tables (CSV, XLSX, ODS, JSON, DOCX), merged into a content folder if `write`.

    The columns are those of `preset`, else of the folder's import.yaml, else they are recognised. `keep` are
    the kinds of cleaning that are not wanted. With `write` a folder that is not there is made from the
    starter, and import.yaml and pictures are written beside the records.

    Raises UsageError for an unknown preset or cleaning; ContentError for files that cannot be read or hold no
    records, for a wrong import.yaml, and for records of the folder that cannot be read or changed;
    OutputError if the folder cannot be written. Then nothing is written.
    """
    target = Path(folder)
    found = find_records(map(Path, files), target, preset, keep)
    merged = merge(target, found.records, write=write)
    problems = (*found.problems, *locate(target, merged.problems))
    if has_errors(problems):
        raise ContentError(problems)
    if write:
        pictures = ((target / "images" / one.name, one.content) for one in found.figures)
        new = [(path, content) for path, content in pictures if not path.exists()]
        own = (target / FILE, found.mapping_text.encode())
        write_files([*_starter_files(target), *merged.files, *new, own])
    return Import(found, merged, problems)


def _starter_files(folder: Path) -> list[tuple[Path, bytes]]:
    """The starter without its posters, where there is no folder yet or one without content."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(error("not-empty", f"'{folder}' is a file, not a folder", hint="name a folder"))
    if folder.is_dir() and any(not one.name.startswith(".") for one in folder.iterdir() if one.name != FILE):
        return []
    starter = starter_folder()
    files = sorted(path for path in starter.rglob("*") if path.is_file())
    kept = [path for path in files if path.relative_to(starter).parts[0] not in {FOLDER, LIST}]
    return [(folder / path.relative_to(starter), path.read_bytes()) for path in kept]
