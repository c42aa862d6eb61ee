"""A record as it comes from a spreadsheet or an export, and where in it."""

from __future__ import annotations

from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a spreadsheet or an export: the file, the sheet ('' if it has none), the row from 1."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """A record before it is written: its fields in their order, as plain values.

    A value is text, a list of texts or mappings (`authors`), or a mapping of heading to text (`sections`).
    `number` is that of the poster, '' if the row has none.
    """

    number: str
    fields: tuple[tuple[str, object], ...]
    source: Source
