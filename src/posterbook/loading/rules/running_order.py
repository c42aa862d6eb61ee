"""The rules of the running order: the cover first, every poster and every legal block on one page."""

from __future__ import annotations

from collections.abc import Iterator

from posterbook.content.model import Booklet, LegalPlace, PageEntry, groups_of
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, Where, error, warning

NO_GROUP = "without a group"


def check_order(booklet: Booklet) -> Iterator[Problem]:
    """What is wrong with the running order of a booklet whose fields all read well."""
    yield from late_covers(booklet)
    yield from legal_twice(booklet)
    entries = [entry for entry in booklet.running_order if entry.kind.groups]
    unknown = list(unknown_groups(booklet, entries))
    yield from unknown
    yield from posters_twice(entries)
    if entries and not unknown:
        yield from posters_left_out(booklet, entries)


def late_covers(booklet: Booklet) -> Iterator[Problem]:
    """A cover that is not the first page: what stands before it would have no place in a bound booklet."""
    for entry in booklet.running_order[1:]:
        if entry.kind.title_page:
            message = f"the {entry.kind.name} is not the first page"
            hint = f"make '{entry.kind.name}' the first entry of running_order, and the only one"
            yield error("cover-not-first", message, entry.where, hint)


def legal_twice(booklet: Booklet) -> Iterator[Problem]:
    """A second legal page, which would say every block again."""
    carriers = [entry for entry in booklet.running_order if LegalPlace.LEGAL_PAGE in entry.kind.carries]
    for entry in carriers[1:]:
        hint = f"keep one '{carriers[0].kind.name}'; a block's 'place' moves it elsewhere"
        yield error("legal-twice", "the legal blocks stand on a page already", entry.where, hint)


def unknown_groups(booklet: Booklet, entries: list[PageEntry]) -> Iterator[Problem]:
    """Groups that no record belongs to."""
    known = [group.name for group in groups_of(booklet.records) if group.name]
    otherwise = f"the groups are {', '.join(known)}" if known else "no record has a group"
    for entry in entries:
        for place, name in enumerate(_groups(entry)):
            if name not in known:
                hint = did_you_mean(name, known, otherwise)
                message = f"no record belongs to the group '{excerpt(name)}'"
                yield error("unknown-group", message, _at(entry, place), hint)


def posters_twice(entries: list[PageEntry]) -> Iterator[Problem]:
    """Entries whose posters stand on pages already: a poster has one page, to which links lead."""
    placed: set[str] = set()
    for position, entry in enumerate(entries):
        groups = _groups(entry)
        if position and (not groups or not placed):
            message = "these posters stand on pages already"
            hint = f"give every entry '{entry.kind.name}' its own groups"
            yield error("posters-twice", message, entry.where, hint)
            return
        for place, name in enumerate(groups):
            if name in placed:
                message = f"the posters of the group '{excerpt(name)}' stand on pages already"
                yield error("posters-twice", message, _at(entry, place), "name each group once")
            placed.add(name)


def posters_left_out(booklet: Booklet, entries: list[PageEntry]) -> Iterator[Problem]:
    """Posters of groups that no entry names, where every entry names some."""
    if any(not _groups(entry) for entry in entries):
        return
    named = {name for entry in entries for name in _groups(entry)}
    lost = [record for record in booklet.records if record.group not in named]
    if lost:
        groups = dict.fromkeys(record.group or NO_GROUP for record in lost)
        message = f"{len(lost)} posters have no page: {', '.join(map(excerpt, groups))}"
        yield warning("posters-left-out", message, entries[-1].where, "name their groups in running_order")


def _groups(entry: PageEntry) -> tuple[str, ...]:
    """The groups that an entry names, none for all."""
    return entry.kind.groups(entry.options) if entry.kind.groups else ()


def _at(entry: PageEntry, place: int) -> Where:
    return entry.where.at(entry.kind.name, "groups", place)
