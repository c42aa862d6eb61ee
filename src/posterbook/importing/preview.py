"""What an import would do, for a person to look over: the columns found, and records as they would become."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posterbook.content.scalars import excerpt
from posterbook.importing.headers import Table, cell
from posterbook.importing.imports import FoundImport
from posterbook.importing.mapping import NUMBERED, numbered
from posterbook.importing.record import ImportedRecord

SAMPLES = 3
_LONGEST = 100


def preview(found: FoundImport, *, everything: bool = False) -> str:
    """The map of columns with how full they are and an example each, then records, then what goes unread.

    With `everything` all records and every change by cleaning, else three records.
    """
    return "\n".join(
        [*_columns(found), "", *_records(found, everything=everything), *_changes(found, everything), ""]
    )


def _columns(found: FoundImport) -> Iterator[str]:
    name = f"{found.table.file}, sheet '{found.table.name}'" if found.table.name else found.table.file
    preset = f", preset {found.mapping.preset}" if found.mapping.preset else ""
    yield f"{name}: {len(found.table.rows)} rows{preset}"
    mapped = [(field, names[0]) for field, names in found.mapping.columns]
    mapped += [(f"section {heading}", column) for heading, column in found.mapping.sections]
    mapped += [(f"author's {part}", column) for part, column in found.mapping.people.columns]
    width = max((len(field) for field, _ in mapped), default=0)
    yield from (_column(found.table, field.ljust(width), column) for field, column in mapped)
    for join, table in zip(found.mapping.join, found.joined, strict=True):
        sheet = f"{table.file}, sheet '{table.name}'" if table.name else table.file
        yield f"{sheet}: {len(table.rows)} rows, joined by '{join.key}'"
        joined = [(field, names[0]) for field, names in join.columns]
        joined += [(f"author's {part}", column) for part, column in join.people.columns]
        yield from (_column(table, field, column) for field, column in joined)
    for condition in found.mapping.filter:
        takes = f" is {' or '.join(condition.take)}" if condition.take else ""
        leaves = f" is not {' or '.join(condition.leave)}" if condition.leave else ""
        yield f"  only where '{condition.column}'{takes}{leaves}"
    unread = _unread(found)
    if unread:
        yield f"  not read: {', '.join(unread)}"


def _column(table: Table, field: str, column: str) -> str:
    """A field, its column, how many cells of it are filled, and the first of them."""
    numbers = table.numbers(column) if NUMBERED in column else ()
    indices = [table.index(numbered(column, number)) for number in numbers or (0,)]
    cells = len(table.rows)
    filled = sum(any(cell(row, index) for index in indices) for row in table.rows)
    example = next((said for row in table.rows for index in indices if (said := cell(row, index))), "")
    share = f"{100 * filled // cells if cells else 0} %"
    return f"  {field}  <- '{column}', {share} filled, as '{_short(example)}'"


def _short(text: str) -> str:
    line = "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _unread(found: FoundImport) -> list[str]:
    """The columns that nothing is read from; of JSON only their first parts, as keys may be data."""
    table, mapping = found.table, found.mapping
    read = {names[0] for _, names in mapping.columns} | {column for _, column in mapping.sections}
    read |= {column for _, column in mapping.people.columns} | {one.column for one in mapping.filter}
    read |= {join.to for join in mapping.join}
    indices = {table.index(numbered(one, n)) for one in read for n in table.numbers(one) or (0,)}
    left = [name for position, name in enumerate(table.columns) if position not in indices]
    if table.file.casefold().endswith(".json"):
        used = {table.columns[index].partition(".")[0] for index in indices}
        left = [name for name in (re.split(r"[.\[]", one)[0] for one in left) if name not in used]
    names = [excerpt(name)[:40] for name in dict.fromkeys(left)]
    return [*names[:20], f"and {len(names) - 20} more"] if len(names) > 20 else names


def _records(found: FoundImport, *, everything: bool) -> Iterator[str]:
    shown = found.records if everything else found.records[:SAMPLES]
    count = len(found.records)
    yield f"{count} {'record' if count == 1 else 'records'}" + (
        f", the first {len(shown)}:" if len(shown) < count else ":"
    )
    for record in shown:
        yield ""
        yield from record_lines(record)


def record_lines(record: ImportedRecord) -> Iterator[str]:
    """A record as it would be written, long texts cut."""
    for name, value in record.fields:
        if isinstance(value, list | dict):
            yield f"  {name}:"
            yield from _inner(value)
        else:
            yield f"  {name}: {_short(str(value))}"


def _inner(value: list[object] | dict[str, object]) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"    {name}: {_short(_one(one))}" for name, one in value.items())
    else:
        yield from (f"    - {_short(_one(one))}" for one in value)


def _one(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_one(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(_one, value))
    return "true" if value is True else str(value)


def _changes(found: FoundImport, everything: bool) -> Iterator[str]:  # noqa: FBT001 - one call
    """Every change by cleaning, with its place."""
    if not everything or not found.changes:
        return
    yield ""
    yield f"{len(found.changes)} changes in cells:"
    for one in found.changes:
        before, after = (excerpt(text) for text in (one.change.before, one.change.after))
        yield f"  {one.where}: {one.field}: {one.change.kind}: '{before}' -> '{after}'"
