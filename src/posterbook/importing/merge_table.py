"""What a merge has come to, as a value and as the table that ends an import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from posterbook.content.difference import word_difference
from posterbook.content.scalars import excerpt
from posterbook.errors import Problem
from posterbook.importing.field_merge import FieldChange, Outcome
from posterbook.loading.yaml.writing import in_brackets
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class MergeLine:
    """What a merge comes to for one record; `file` is relative to the content folder."""

    number: str
    title: str
    file: str
    changes: tuple[FieldChange, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge comes to: each record in one of the lists, and the files to write.

    `unchanged` are also the records that were edited here only; their `changes` say where. Each of `files` is
    a path and its new bytes; they belong together, all or none, and none if one of `problems` is an error.
    """

    new: tuple[MergeLine, ...] = ()
    changed: tuple[MergeLine, ...] = ()
    withdrawn: tuple[MergeLine, ...] = ()
    conflicts: tuple[MergeLine, ...] = ()
    unchanged: tuple[MergeLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[tuple[Path, bytes], ...] = ()


_SHOWN: Final = 60
_MOST_NEW: Final = 10
"""How many new records are listed; their files are all named in `posters/`."""


def table(merge: Merge) -> tuple[str, ...]:
    """The table as lines of text: for each group its count, then its records and what becomes of them.

    Of the unchanged records only those are listed that differ from the spreadsheet.
    """
    return (
        *_group(
            "new",
            merge.new,
            [_listed(line, excerpt(line.title)) for line in merge.new[:_MOST_NEW]],
            _MOST_NEW,
        ),
        *_group("changed", merge.changed, [_listed(line, _taken_fields(line)) for line in merge.changed]),
        *_group("withdrawn", merge.withdrawn, [_listed(line, line.note) for line in merge.withdrawn]),
        *_group(
            "in conflict", merge.conflicts, [one for line in merge.conflicts for one in _conflicts(line)]
        ),
        *_group(
            "unchanged", merge.unchanged, [one for line in merge.unchanged for one in _kept_fields(line)]
        ),
    )


def both_values(change: FieldChange) -> str:
    """What a field says here and there; of long texts, the words that differ."""
    here, there = _text_of(change.here), _text_of(change.there)
    if max(len(here), len(there)) <= _SHOWN:
        return f"kept {_quoted(here)}, there {_quoted(there)}"
    return f"kept; from here to there {word_difference(here, there) or 'only white space differs'}"


def _group(name: str, lines: tuple[MergeLine, ...], listed: list[str], most: int = 0) -> Iterator[str]:
    yield f"{name:<12}{len(lines):>5}"
    yield from listed
    if most and len(lines) > most:
        yield f"  and {len(lines) - most} more"


def _listed(line: MergeLine, text: str) -> str:
    return f"  {excerpt(line.number) or '(no number)':<11} {line.file}: {text}"


def _taken_fields(line: MergeLine) -> str:
    taken = [change for change in line.changes if change.outcome is Outcome.TAKEN]
    return ", ".join(excerpt(one.name) + (" (emptied)" if one.there is None else "") for one in taken)


def _conflicts(line: MergeLine) -> Iterator[str]:
    if line.note:
        yield _listed(line, line.note)
    for change in line.changes:
        if change.outcome is Outcome.CONFLICT:
            yield f"{_listed(line, excerpt(change.name))}: {both_values(change)}"
    if taken := _taken_fields(line):
        yield f"{_listed(line, 'taken')}: {taken}"


def _kept_fields(line: MergeLine) -> Iterator[str]:
    edited = ", ".join(excerpt(change.name) for change in line.changes if change.outcome is not Outcome.TAKEN)
    told = [line.note] if line.note else []
    told += [f"edited here: {edited}"] if edited else []
    if told:
        yield _listed(line, "; ".join(told))


def _text_of(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else in_brackets(value)


def _quoted(text: str) -> str:
    return f"'{excerpt(text)}'" if text else "nothing"
