"""Three versions of a record's fields to one: as imported last, as they are here, as they are there now.

"Here" is the content folder, "there" the spreadsheet. A field is compared by what it says, not by how it is
written. `sections` and other mappings are compared key by key, lists as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, TypeAlias

from posterbook.loading.yaml.editing import Edit
from posterbook.values import dataclass

Fields: TypeAlias = Mapping[str, object]
FieldPath: TypeAlias = tuple[str, ...]


class Outcome(StrEnum):
    """What becomes of a field that is not alike in all three versions."""

    TAKEN = "taken"
    """Changed there, untouched here: it is written."""
    KEPT = "kept"
    """Changed here, untouched there: it stays."""
    CONFLICT = "conflict"
    """Changed on both sides, to different values: it stays, and is told."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that is not alike in all three versions; a value is None where there is none."""

    path: FieldPath
    outcome: Outcome
    here: object
    there: object

    @property
    def name(self) -> str:
        """The field as the table names it."""
        return ": ".join(self.path)


def merge_fields(before: Fields, here: Fields, there: Fields, mapped: Iterable[str]) -> Iterator[FieldChange]:
    """The fields that differ, in the order of the spreadsheet, then those that are gone there.

    `mapped` are the fields that the spreadsheet has for any record: what it lacks for all has not been
    emptied there but is no longer read, and stays as it is.
    """
    mapped = frozenset(mapped)
    for name in dict.fromkeys((*there, *before)):
        was, now = before.get(name), there.get(name)
        if _is_blank(now) and name not in mapped:
            now = was
        found = here.get(name)
        if isinstance(found, str) and found == now:
            continue
        if all(isinstance(one, Mapping) or _is_blank(one) for one in (was, now, found)):
            parts = [dict(one) if isinstance(one, Mapping) else {} for one in (was, found, now)]
            yield from _merge_parts(name, *parts)
        elif change := _change((name,), was, found, now):
            yield change


def apply_changes(here: Fields, changes: Iterable[FieldChange]) -> dict[str, object]:
    """The record with the fields that are taken."""
    merged = {name: dict(one) if isinstance(one, Mapping) else one for name, one in here.items()}
    for change in changes:
        if change.outcome is Outcome.TAKEN:
            _put(merged, change.path, change.there)
    emptied = {change.path[0] for change in changes if len(change.path) > 1}
    return {name: one for name, one in merged.items() if one != {} or name not in emptied}


def edits_of(
    here: Fields, there: Fields, changes: tuple[FieldChange, ...], record: tuple[str | int, ...]
) -> Iterator[Edit]:
    """The edits that take what is taken, for a record at a path of its file: parts of mappings first."""
    merged = apply_changes(here, changes)
    taken = [change for change in changes if change.outcome is Outcome.TAKEN]
    names = dict.fromkeys(change.path[0] for change in taken)
    whole = [name for name in names if not _keeps_a_part(here.get(name), merged.get(name))]
    for name in names:
        if name not in whole:
            inner = [change.path[1] for change in taken if change.path[0] == name]
            yield from _level(here[name], merged[name], there.get(name), inner, (*record, name))
    yield from _level(here, merged, there, whole, record)


NOTHING: Final[tuple[object, ...]] = (None, "", [], {})
"""What a blank field means, in each of its shapes."""


def meaning(value: object) -> object:
    """A value as it is compared: what YAML and JSON write differently, and space around a text, left out."""
    if isinstance(value, str):  # most are
        return value.strip()
    match value:
        case bool():
            return "true" if value else "false"
        case Mapping():
            parts = {str(key): meaning(one) for key, one in value.items()}
            return {key: one for key, one in parts.items() if one not in NOTHING}
        case list() | tuple():
            return [meaning(one) for one in value]
    return "" if value is None else str(value).strip()


def _is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value or value.isspace()
    return meaning(value) in NOTHING


def _merge_parts(
    name: str, before: dict[str, object], here: dict[str, object], there: dict[str, object]
) -> Iterator[FieldChange]:
    for part in dict.fromkeys((*there, *before)):
        if change := _change((name, part), before.get(part), here.get(part), there.get(part)):
            yield change


def _change(path: FieldPath, before: object, here: object, there: object) -> FieldChange | None:
    if isinstance(here, str) and here == there:
        return None
    was, found, now = (None if one in NOTHING else one for one in map(meaning, (before, here, there)))
    if found == now:
        return None
    outcome = Outcome.KEPT if was == now else Outcome.TAKEN if was == found else Outcome.CONFLICT
    return FieldChange(path, outcome, None if found is None else here, None if now is None else there)


def _put(merged: dict[str, object], path: FieldPath, value: object) -> None:
    *parents, name = path
    for parent in parents:
        inner = merged.get(parent)
        if not isinstance(inner, dict):
            inner = merged[parent] = {}
        merged = inner
    if value is None:
        merged.pop(name, None)
    else:
        merged[name] = value


def _keeps_a_part(before: object, after: object) -> bool:
    """Whether a value is a mapping of which something stays: then its other parts are edited one by one."""
    return isinstance(before, Mapping) and isinstance(after, Mapping) and not before.keys().isdisjoint(after)


def _level(
    here: object, merged: object, there: object, names: Iterable[str], path: tuple[str | int, ...]
) -> Iterator[Edit]:
    """The edits of the keys of one mapping; a new one stands behind what it follows in the spreadsheet."""
    known, result, order = (dict(one) if isinstance(one, Mapping) else {} for one in (here, merged, there))
    listed = list(order)
    for name in sorted(names, key=lambda one: listed.index(one) if one in order else len(listed)):
        ahead = listed[: listed.index(name)] if name in order else []
        after = next((one for one in reversed(ahead) if one in known and one in result), "")
        if name in result or name in known:
            yield Edit((*path, name), result.get(name), after)
