"""What each of many booklets shows: a list of names and numbers, and a booklet cut down to some posters."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from io import StringIO
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from posterbook.content.difference import word_difference
from posterbook.content.model import Booklet, PageEntry, Prose, groups_of
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import ContentError, Problem, UsageError, Where, error, note
from posterbook.loading.files.reading import decode
from posterbook.loading.folder import fill_texts
from posterbook.loading.legal.profile import apply_profile
from posterbook.loading.rules import booklet as rules
from posterbook.loading.rules.agreement import counts, unnamed_groups
from posterbook.values import dataclass

T = TypeVar("T")
MAX_BYTES: Final = 16_000_000
NAME, NUMBER, NUMBERS = "name", "number", "numbers"
SEPARATORS: Final = ",;\t"
"""What may stand between the columns, as spreadsheets of different countries write it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One of many booklets: its name, and the numbers of the posters that it shows."""

    name: str
    numbers: tuple[str, ...]


def read_selections(file: Path, folder: Path, booklet: Booklet) -> tuple[Selection, ...]:
    """The selections of a CSV file, in order of first appearance.

    Raises UsageError for a file that cannot be read, ContentError with all that is wrong with its rows.
    """
    try:
        source = file.read_bytes()
    except OSError as failure:
        message = f"cannot read '{file}': {(failure.strerror or '').lower()}"
        raise UsageError(error("unreadable-file", message)) from None
    name = _seen_from(folder, file)
    if len(source) > MAX_BYTES:
        message = f"'{file.name}' is larger than {MAX_BYTES // 1_000_000} MB"
        raise ContentError(error("file-too-large", message, Where(name, (), 1, 1)))
    text, problems = decode(source, name)
    rows = [] if problems else list(_rows(text, name, problems))
    numbers = {record.number for record in booklet.records}
    chosen: dict[str, dict[str, None]] = {}
    for line, person, written in rows:
        where = Where(name, (), line, 1)
        if not person or not written:
            missing = NUMBER if person else NAME
            problems.append(error("list-row", f"the row has no {missing}", where, "complete or delete it"))
            continue
        for number in _split(written, numbers):
            if number in numbers:
                chosen.setdefault(person, {})[number] = None
            else:
                message = f"no poster has the number '{excerpt(number)}'"
                problems.append(error("unknown-number", message, where, did_you_mean(number, numbers)))
    if not (problems or chosen):
        problems.append(error("nothing-to-split", "the list has no rows", Where(name, (), 1, 1)))
    if problems:
        raise ContentError(problems)
    return tuple(Selection(person, tuple(of)) for person, of in chosen.items())


def _seen_from(folder: Path, file: Path) -> str:
    """The file as a place relative to the folder, which all places are."""
    return str(file) if file.is_absolute() else os.path.relpath(file, folder).replace(os.sep, "/")


def _rows(text: str, name: str, problems: list[Problem]) -> Iterator[tuple[int, str, str]]:
    """Line, name and numbers of every row that is not blank."""
    import csv  # noqa: PLC0415 - few builds read a list

    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        heads = [head.strip().casefold() for head in next(reader, [])]
        at = _columns(heads)
        if at is None:
            found = f"found {', '.join(map(repr, heads))}" if any(heads) else "found none"
            message = f"the list wants the columns '{NAME}' and '{NUMBER}', {excerpt(found)}"
            hint = f"begin it with the line {NAME},{NUMBER}"
            problems.append(error("list-columns", message, Where(name, (), 1, 1), hint))
            return
        line = reader.line_num + 1
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                person, written = (cells[place] if place < len(cells) else "" for place in at)
                yield line, " ".join(person.split()), written
            line = reader.line_num + 1
    except csv.Error as failure:
        where = Where(name, (), max(reader.line_num, 1), 1)
        problems.append(error("csv-syntax", f"not readable as CSV: {failure}", where, "close its quotes"))


def _columns(heads: list[str]) -> tuple[int, int] | None:
    number = next((head for head in (NUMBER, NUMBERS) if head in heads), "")
    return (heads.index(NAME), heads.index(number)) if NAME in heads and number else None


def _split(written: str, known: Collection[str]) -> Iterator[str]:
    """The numbers of a cell: all of it if a poster has it, else what commas, semicolons and spaces part."""
    if written in known:
        yield written
        return
    for part in written.replace(";", ",").split(","):
        whole = part.strip()
        yield from [whole] if whole in known else whole.split()


def select(folder: Path, whole: Booklet, selection: Selection) -> tuple[Booklet, list[Problem]]:
    """A booklet of some posters of another, its texts filled anew, and what is to be said of this one alone.

    `whole` was loaded to be divided. What does not depend on the choice of posters has been said of it: the
    wording of texts and records, the approval of the legal blocks. What fills these is the selection's own:
    it is noted, and the profile, the proof and the rules of counts and names hold for it.
    """
    chosen = set(selection.numbers)
    records = tuple(record for record in whole.records if record.number in chosen)
    legal = tuple(_unfilled(block) for block in whole.legal)
    order = tuple(replace(entry, options=_unfilled(entry.options)) for entry in whole.running_order)
    part = replace(
        whole,
        records=records,
        legal=legal,
        selection=selection.name,
        groups_of_whole=tuple(group.name for group in groups_of(whole.records)),
        problems=(),
        accepted=(),
    )
    part = replace(part, running_order=tuple(_order_of(order, part)))
    part, problems = fill_texts(part, sound=True)
    problems += [*rules.empty_legal_blocks(part), *counts(part), *unnamed_groups(part)]
    part, unmet = apply_profile(folder, part)
    problems += [*unmet, *_differently_filled(whole, part)]
    return rules.without_empty_blocks(part), problems


def _unfilled(part: T) -> T:
    """A dataclass with every Prose in it as it was before its placeholders were filled."""
    named = [(field.name, getattr(part, field.name)) for field in fields(cast("Any", part))]
    before = {
        name: replace(prose, text=prose.template, template="")
        for name, prose in named
        if isinstance(prose, Prose) and prose.template
    }
    return cast("T", replace(cast("Any", part), **before)) if before else part


def _order_of(order: tuple[PageEntry, ...], part: Booklet) -> Iterator[PageEntry]:
    """The running order with the groups and sessions that there are, without entries for none of them."""
    there = {record.group for record in part.records}
    held = {name for record in part.records for name in (record.session, part.session_title(record))}
    for entry in order:
        groups, sessions = entry.kind.choice(entry.options) if entry.kind.choice else ((), ())
        left = (
            tuple(name for name in groups if name in there),
            tuple(name for name in sessions if name in held),
        )
        if (groups and not left[0]) or (sessions and not left[1]):
            continue
        if left == (groups, sessions):
            yield entry
        else:
            options = replace(cast("Any", entry.options), groups=left[0], sessions=left[1])
            yield replace(entry, options=options)


def _differently_filled(whole: Booklet, part: Booklet) -> Iterator[Problem]:
    """The legal blocks whose placeholders say something else of the part than of the whole."""
    for one, other in zip(whole.legal, part.legal, strict=True):
        if one.file.text != other.file.text and other.file.text.strip():
            differs = word_difference(one.file.text, other.file.text)
            message = f"what fills the legal block '{excerpt(other.id)}' follows the selection: {differs}"
            yield note("filled-for-selection", message, other.file.where)
