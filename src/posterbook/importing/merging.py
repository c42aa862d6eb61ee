"""Records from a spreadsheet into a content folder, the first time and again.

Each record is merged field by field out of three versions: as it was imported last, as it stands here, and as
the spreadsheet has it now (field_merge). What comes of it is a line of the table; what is to be written comes
as bytes, of which the caller puts all in place or none.

A row belongs to the record with its number or, where it has no number, with its title; several with the same
number belong to each other in their order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, Where, warning
from posterbook.importing.field_merge import (
    NOTHING,
    FieldChange,
    Fields,
    Outcome,
    apply_changes,
    edits_of,
    meaning,
    merge_fields,
)
from posterbook.importing.imported import FILE as IMPORTED
from posterbook.importing.imported import Imported, read_imported, text_of
from posterbook.importing.merge_table import Merge, MergeLine, both_values
from posterbook.importing.record import ImportedRecord
from posterbook.importing.record_files import RecordFiles, RecordHere, read_records_here
from posterbook.loading.problems import has_errors, in_order
from posterbook.loading.records import LIST
from posterbook.loading.yaml.positions import locate

__all__ = ["Merge", "MergeLine", "merge"]

T = TypeVar("T")


def merge(folder: Path, records: tuple[ImportedRecord, ...], *, write: bool) -> Merge:
    """What the records of a spreadsheet change in a content folder, which may not be there yet.

    Writes nothing itself: with `write`, `files` are what is to be written. Problems have their places in the
    files of the folder. Errors: a file of records or `.posterbook/imported.json` cannot be read; a file to be
    written is a symbolic link or, with `write`, read-only; a text cannot be changed where it stands. Each
    field in conflict is a warning too.
    """
    here, problems = read_records_here(folder)
    before, unreadable = read_imported(folder)
    if found := [*problems, *unreadable]:
        return Merge(problems=in_order(locate(folder, found)))
    merging = _Merging(folder, here, before if here else (), records)
    merging.merge()
    state = {IMPORTED: text_of(merging.imported.values())} if merging.imported or before else {}
    files, problems = merging.files.written(state, check_rights=write)
    problems = [*problems, *merging.conflict_warnings()]
    return Merge(
        **{group: tuple(lines) for group, lines in merging.lines.items()},
        problems=in_order(locate(folder, problems)),
        files=files if write and not has_errors(problems) else (),
    )


_Key: TypeAlias = tuple[str, int]
"""A record's number, or its title after a zero byte; and how many with the same stand before it."""
_GONE: Final = "no longer in the spreadsheet"
_DELETED: Final = "removed here, and not written again"


class _Merging:
    """One merge: which versions belong together, what is told of them, what is written."""

    def __init__(
        self,
        folder: Path,
        here: tuple[RecordHere, ...],
        before: tuple[Imported, ...],
        records: tuple[ImportedRecord, ...],
    ) -> None:
        self.here = _keyed((one.fields, one) for one in here)
        self.before = _keyed((one.fields, one) for one in before)
        self.there = _keyed((fields, fields) for fields in map(_fields_of, records) if fields)
        self.mapped = frozenset(name for fields in self.there.values() for name in fields)
        self.files = RecordFiles(folder, here, len(records))
        self.lines: dict[str, list[MergeLine]] = {}
        self.imported: dict[_Key, Imported] = {}
        self.conflicts: list[tuple[RecordHere, FieldChange]] = []

    def merge(self) -> None:
        """Merge what was imported last, in that order, then what the spreadsheet has for the first time."""
        before_of = self._keys_before()
        key_now = {old: key for key, old in before_of.items() if old}
        for old, before in self.before.items():
            key = key_now.get(old)
            here = self._here_of(key or old, old, before)
            if key:
                self._merge_known(key, before, here)
            elif here:
                self._withdraw(old, before, here)
        for key, known in before_of.items():
            if not known:
                self._merge_unknown(key)

    def conflict_warnings(self) -> Iterator[Problem]:
        """A warning for each field in conflict, at its place here."""
        for here, change in self.conflicts:
            both = both_values(change)
            message = f"'{excerpt(change.name)}' was changed here and in the spreadsheet: {both}"
            where = Where(here.file, (*here.path, *change.path))
            yield warning("import-conflict", message, where, "write what is right; the next import keeps it")

    def _keys_before(self) -> dict[_Key, _Key | None]:
        """Which record of the last import each row is: one without a number may have got one since."""
        keys: dict[_Key, _Key | None] = {key: key if key in self.before else None for key in self.there}
        free = self.before.keys() - self.there.keys()
        for key, fields in self.there.items():
            title = _text(fields.get("title"))
            unnumbered = _key({"title": title}), 0
            if not keys[key] and title and unnumbered in free:
                keys[key] = unnumbered
                free.remove(unnumbered)
        return keys

    def _here_of(self, key: _Key, old: _Key, before: Imported) -> RecordHere | None:
        """The record here: with the same number, else the one whose number or title was edited here."""
        found = self.here.get(key) or self.here.get(old)
        if found:
            return found
        free = (
            one for known, one in self.here.items() if known not in self.there and known not in self.before
        )
        if before.file != LIST:
            return next((one for one in free if one.file == before.file), None)
        title = _text(before.fields.get("title"))
        return next((one for one in free if title and one.title == title), None)

    def _merge_known(self, key: _Key, before: Imported, here: RecordHere | None) -> None:
        there = self.there[key]
        mapped = self.mapped | {"status"} if before.gone else self.mapped
        unread = {name: one for name, one in before.fields.items() if name not in mapped}
        number, title = _text(there.get("number")), _text(there.get("title"))
        file = here.file if here else before.file
        self.imported[key] = Imported(number, file, {**there, **unread})
        if here:
            self._take(here, there, tuple(merge_fields(before.fields, here.fields, there, mapped)))
        else:
            moved = any(merge_fields(before.fields, before.fields, there, mapped))
            self._tell("conflicts" if moved else "unchanged", MergeLine(number, title, file, note=_DELETED))

    def _merge_unknown(self, key: _Key) -> None:
        """A row that was not there before: new, or a record that stands here already, written by hand."""
        there = self.there[key]
        number = _text(there.get("number"))
        if here := self.here.get(key):
            file = here.file
            self._take(here, there, tuple(merge_fields({}, here.fields, there, self.mapped)))
        else:
            file = self.files.add(number, there)
            self._tell("new", MergeLine(number, _text(there.get("title")), file))
        self.imported[key] = Imported(number, file, there)

    def _withdraw(self, key: _Key, before: Imported, here: RecordHere) -> None:
        """A record whose row is gone: withdrawn if nobody has edited it here, else only told."""
        there = _with_status(before.fields, "withdrawn")
        changes = tuple(merge_fields(before.fields, here.fields, there, there))
        self.imported[key] = replace(before, file=here.file)
        line = MergeLine(here.number, here.title, here.file)
        if before.gone or meaning(here.fields.get("status")) == "withdrawn":
            self._tell("unchanged", replace(line, changes=changes, note=f"{_GONE}: withdrawn already"))
        elif [change.outcome for change in changes] == [Outcome.TAKEN]:
            self._edit(here, there, changes)
            self.imported[key] = Imported(before.number, here.file, there, gone=True)
            self._tell("withdrawn", replace(line, note=f"{_GONE}: status withdrawn"))
        else:
            edited = ", ".join(
                excerpt(change.name) for change in changes if change.outcome is not Outcome.TAKEN
            )
            self._tell("withdrawn", replace(line, note=f"{_GONE}, but edited here ({edited}): left as it is"))

    def _take(self, here: RecordHere, there: Fields, changes: tuple[FieldChange, ...]) -> None:
        outcomes = {change.outcome for change in changes}
        self.conflicts += [(here, change) for change in changes if change.outcome is Outcome.CONFLICT]
        if Outcome.TAKEN in outcomes:
            self._edit(here, there, changes)
        groups = {Outcome.CONFLICT: "conflicts", Outcome.TAKEN: "changed"}
        group = next((group for outcome, group in groups.items() if outcome in outcomes), "unchanged")
        self._tell(group, MergeLine(here.number, here.title, here.file, changes))

    def _edit(self, here: RecordHere, there: Fields, changes: tuple[FieldChange, ...]) -> None:
        edits = edits_of(here.fields, there, changes, here.path)
        self.files.edit(here, edits, apply_changes(here.fields, changes))

    def _tell(self, group: str, line: MergeLine) -> None:
        self.lines.setdefault(group, []).append(line)


def _fields_of(record: ImportedRecord) -> dict[str, object]:
    """The fields that a record has, its number among them, as YAML and JSON can hold them."""
    fields = dict(record.fields)
    if "number" not in fields:
        fields = {"number": record.number, **fields}
    plain = {name: _plain(value) for name, value in fields.items()}
    return {name: value for name, value in plain.items() if meaning(value) not in NOTHING}


_HALVES = re.compile("[\ud800-\udfff]")


def _plain(value: object) -> object:
    """A value of lists and mappings; half a character, as broken JSON may hold, becomes U+FFFD."""
    match value:
        case str():
            return value if value.isascii() else _HALVES.sub("\ufffd", value)
        case Mapping():
            return {str(_plain(key)): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def _keyed(pairs: Iterable[tuple[Fields, T]]) -> dict[_Key, T]:
    """Values by their keys, in their order."""
    seen: Counter[str] = Counter()
    keyed: dict[_Key, T] = {}
    for fields, value in pairs:
        key = _key(fields)
        keyed[key, seen[key]] = value
        seen[key] += 1
    return keyed


def _key(fields: Fields) -> str:
    return _text(fields.get("number")) or f"\0{_text(fields.get('title'))}"


def _text(value: object) -> str:
    return str(meaning(value)) if isinstance(value, str | int) else ""


def _with_status(fields: Fields, status: str) -> dict[str, object]:
    """Fields with a status, which stands below the title unless it has its place already."""
    if "status" in fields or "title" not in fields:
        return {**fields, "status": status}
    pairs = list(fields.items())
    place = list(fields).index("title") + 1
    return dict([*pairs[:place], ("status", status), *pairs[place:]])
