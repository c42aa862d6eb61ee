"""Files to records, whole: what an import has found, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, UsageError, error, note
from posterbook.importing.cleaning import KINDS, ONLY_SAID
from posterbook.importing.files import read_files
from posterbook.importing.headers import Table
from posterbook.importing.joining import join_tables
from posterbook.importing.mapping import FILE, ColumnMap, mapping_text, read_own, read_preset
from posterbook.importing.record import ImportedRecord
from posterbook.importing.records import CellChange, records_of
from posterbook.importing.tables import Figure
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class FoundImport:
    """What the files hold: the table of the posters, its mapping, the records, and what was changed in cells.

    `joined` are the tables that were joined, in the order of the mapping's joins.
    """

    table: Table
    joined: tuple[Table, ...]
    mapping: ColumnMap
    records: tuple[ImportedRecord, ...]
    changes: tuple[CellChange, ...]
    problems: tuple[Problem, ...]

    @property
    def mapping_text(self) -> str:
        """The text of import.yaml."""
        return mapping_text(self.mapping, KINDS)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The pictures that records name."""
        images = (dict(record.fields).get("image") for record in self.records)
        named = {one["file"] for one in images if isinstance(one, dict)}
        return tuple(one for one in self.table.figures if f"images/{one.name}" in named)


def find_records(
    files: Iterable[Path], folder: Path, preset: str = "", keep: Iterable[str] = ()
) -> FoundImport:
    """The records of files, by the folder's import.yaml, else by a preset, else by how columns are called.

    `keep` are the kinds of cleaning that are not wanted. Raises UsageError for an unknown preset or kind,
    ContentError with all reasons if the files cannot be read or hold no records, or import.yaml is wrong.
    """
    unwanted = _check_kinds(keep)
    named = read_preset(preset) if preset else None
    own = None if named else read_own(folder)
    if own:
        unwanted += _check_kinds(own.keep)
    joined = join_tables(read_files(files), named or own, own=own is not None)
    mapping = replace(joined.mapping, keep=tuple(dict.fromkeys((*joined.mapping.keep, *unwanted))))
    found = records_of(replace(joined, mapping=mapping))
    spare = len(joined.table.figures) - len({one.file for one in joined.table.figures})
    problems = [*joined.problems, *found.problems, *_cleanings(found.changes)]
    if spare > 0:
        message = f"a record shows one picture; {spare} further ones are left out"
        problems.append(note("value-left-out", message))
    if own and preset == "":
        message = f"the columns are those that {FILE} of the folder names"
        problems.insert(0, note("own-columns", message, hint=f"delete {FILE} to have them found anew"))
    tables = tuple(table for _, table, _ in joined.joins)
    return FoundImport(joined.table, tables, mapping, found.found, found.changes, tuple(problems))


def _check_kinds(kinds: Iterable[str]) -> list[str]:
    """The kinds of cleaning that are to be left alone; raises UsageError for one that is not known."""
    found = list(kinds)
    for kind in found:
        if kind not in KINDS:
            hint = did_you_mean(kind, KINDS, f"there are {', '.join(KINDS)}")
            raise UsageError(error("unknown-cleaning", f"no cleaning is called '{excerpt(kind)}'", hint=hint))
    return found


def _cleanings(changes: Iterable[CellChange]) -> list[Problem]:
    """Each kind of change once, with how often, and the first one."""
    by_kind: dict[str, list[CellChange]] = {}
    for one in changes:
        by_kind.setdefault(one.change.kind, []).append(one)
    return [_cleaning(kind, found) for kind, found in by_kind.items()]


def _cleaning(kind: str, found: list[CellChange]) -> Problem:
    first = found[0]
    before, after = (excerpt(text) for text in (first.change.before, first.change.after))
    times = "once" if len(found) == 1 else f"{len(found)} times"
    if kind == "capitals":
        said = f"{kind}, {times}: '{before}'; nothing is changed"
    elif kind in ONLY_SAID:
        said = f"{kind}, {times}: '{before}' may be meant as '{after}'; nothing is changed"
    else:
        said = f"{kind}, {times}: '{before}' became '{after}'"
    hint = f"--all lists every one; --keep {kind} leaves them as they are"
    return note("cell-cleaned", said, first.where, hint)
