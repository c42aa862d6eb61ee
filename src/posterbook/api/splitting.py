"""A booklet as many: what each of them shows, and the share of them that one machine makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Final, cast

from posterbook.api.output import slug
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet, Record
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import ContentError, Problem, UsageError, error, note, warning
from posterbook.loading import Selection, read_selections
from posterbook.values import dataclass

Selections = str | PathLike[str] | Sequence[Selection]
"""'group', 'session' or 'presenter', the path of a list, or the selections themselves."""
LISTED: Final = 5
"""How many numbers or names a message shows."""


@dataclass(frozen=True, slots=True)
class NamedSelection:
    """A selection and the part of its files' names that nobody else's have."""

    selection: Selection
    slug: str


def list_of(selections: Selections) -> Path | None:
    """The file of a list, None for what is no path; raises UsageError for a word that splits nothing."""
    if isinstance(selections, PathLike):
        return Path(selections)
    if not isinstance(selections, str) or selections in FIELDS:
        return None
    if "." in selections or "/" in selections or "\\" in selections:
        return Path(selections)
    words = (*FIELDS, "LIST.csv")
    hint = did_you_mean(selections, words, f"choose from {', '.join(words)}")
    raise UsageError(error("unknown-split", f"nothing is split by '{excerpt(selections)}'", hint=hint))


def named_selections(
    booklet: Booklet, folder: Path, selections: Selections
) -> tuple[tuple[NamedSelection, ...], list[Problem]]:
    """What each booklet shows, in order, and what to say of it.

    Raises ContentError for a list with faults and where nothing can be split, UsageError for a list that
    cannot be read.
    """
    problems: list[Problem] = []
    file = list_of(selections)
    if file is not None:
        chosen = read_selections(file, folder, booklet)
    elif isinstance(selections, str):
        chosen, problems = _by_field(booklet, selections)
    else:
        chosen = _usable_selections(booklet, cast("Sequence[Selection]", selections))
    named = tuple(_with_slugs(chosen))
    return named, [*problems, *_renamed(named)]


def share(named: tuple[NamedSelection, ...], shard: tuple[int, int] | None) -> tuple[NamedSelection, ...]:
    """Every n-th of all: the shares of 1/n to n/n have each booklet once. Raises UsageError."""
    if shard is None:
        return named
    number, of = shard
    if not 1 <= number <= of:
        message = f"a shard is 1/n to n/n, found {number}/{of}"
        raise UsageError(error("wrong-shard", message, hint="write it as 1/4"))
    return named[number - 1 :: of]


def empty_share_note(
    made: Sequence[NamedSelection], every: int, shard: tuple[int, int] | None
) -> list[Problem]:
    """A note where there are more shards than booklets, so that one has none."""
    if made or shard is None:
        return []
    count = "is 1 booklet" if every == 1 else f"are {every} booklets"
    message = f"there {count}, so shard {shard[0]}/{shard[1]} has none"
    return [note("empty-shard", message, hint="take fewer shards")]


def _groups(_booklet: Booklet, record: Record) -> tuple[str, ...]:
    return (record.group,) if record.group else ()


def _sessions(booklet: Booklet, record: Record) -> tuple[str, ...]:
    """The name of the record's session, or its id where several have that name."""
    session, title = record.session, booklet.session_title(record)
    alike = sum(one.title == title for one in booklet.sessions) > 1
    return (session if alike else title,) if session else ()


def _presenters(_booklet: Booklet, record: Record) -> tuple[str, ...]:
    return tuple(author.name for author in record.authors if author.presenter)


FIELDS: Final[Mapping[str, Callable[[Booklet, Record], tuple[str, ...]]]] = {
    "group": _groups,
    "session": _sessions,
    "presenter": _presenters,
}
"""What splits a booklet: to which of its booklets a poster belongs."""


def _by_field(booklet: Booklet, field: str) -> tuple[tuple[Selection, ...], list[Problem]]:
    """A selection for each value in order of first appearance, and a warning of posters that have none."""
    numbers: dict[str, list[str]] = {}
    without = []
    for record in booklet.records:
        names = dict.fromkeys(plain(inline(name)) for name in FIELDS[field](booklet, record))
        for name in names:
            numbers.setdefault(name, []).append(record.number)
        if not names:
            without.append(record)
    if not numbers:
        message = f"no poster has a {field}, so there is nothing to split by"
        raise ContentError(error("nothing-to-split", message, booklet.where, _hint(field)))
    selections = tuple(Selection(name, tuple(of)) for name, of in numbers.items())
    return selections, [_left_over(without, field)] if without else []


def _left_over(records: Sequence[Record], field: str) -> Problem:
    shown = _listed(record.number for record in records)
    have = "1 poster has" if len(records) == 1 else f"{len(records)} posters have"
    message = f"{have} no {field} and so no place in any of the booklets: {shown}"
    return warning("not-selected", message, records[0].where, _hint(field))


def _hint(field: str) -> str:
    if field == "presenter":
        return "mark an author with 'presenter: true'"
    return f"give records a '{field}:'"


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - LISTED
    return ", ".join(map(excerpt, every[:LISTED])) + (f" and {more} more" if more > 0 else "")


def _usable_selections(booklet: Booklet, selections: Sequence[Selection]) -> tuple[Selection, ...]:
    """Selections of a program's own; raises UsageError for numbers that no poster has, or none at all."""
    known = {record.number for record in booklet.records}
    problems = []
    for one in selections:
        unknown = [number for number in one.numbers if number not in known]
        if unknown or not one.numbers:
            what = f"'{excerpt(unknown[0])}', which no poster has" if unknown else "no number"
            message = f"the selection '{excerpt(one.name)}' names {what}"
            problems.append(error("unknown-number", message))
    if not selections:
        problems.append(error("nothing-to-split", "there are no selections"))
    if problems:
        raise UsageError(problems)
    return tuple(selections)


def _with_slugs(selections: Iterable[Selection]) -> Iterable[NamedSelection]:
    """Each with its slug; a later one whose slug is taken gets a number."""
    taken: set[str] = set()
    for selection in selections:
        stem = name = slug(selection.name)
        count = 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name)
        yield NamedSelection(selection, name)


def _renamed(named: Iterable[NamedSelection]) -> list[Problem]:
    renamed = [one for one in named if one.slug != slug(one.selection.name)]
    if not renamed:
        return []
    shown = _listed(f"'{one.slug}' for {one.selection.name}" for one in renamed)
    message = f"files of several booklets would have one name, so these have a number: {shown}"
    return [note("same-slug", message)]
