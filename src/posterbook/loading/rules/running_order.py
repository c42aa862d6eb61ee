"""The rules of the running order: the cover first, every poster and every legal block on one page."""

from __future__ import annotations

from collections.abc import Iterator

from posterbook.content.model import Booklet, LegalPlace, PageEntry, Record, groups_of
from posterbook.content.poster_order import By, session_named
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, Where, error, warning

NO_GROUP = "without a group"


def check_order(booklet: Booklet) -> Iterator[Problem]:
    """What is wrong with the running order of a booklet whose fields all read well."""
    yield from late_covers(booklet)
    yield from legal_twice(booklet)
    entries = [entry for entry in booklet.running_order if entry.kind.posters]
    unknown = [*unknown_groups(booklet, entries), *unknown_sessions(booklet, entries)]
    yield from unknown
    yield from dividers_without_parts(entries)
    if not unknown:
        yield from posters_twice(booklet, entries)
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
        for place, name in enumerate(_choice(entry)[0]):
            if name not in known:
                hint = did_you_mean(name, known, otherwise)
                message = f"no record belongs to the group '{excerpt(name)}'"
                yield error("unknown-group", message, _at(entry, "groups", place), hint)


def unknown_sessions(booklet: Booklet, entries: list[PageEntry]) -> Iterator[Problem]:
    """Sessions that there are not, or of which nobody knows which one is meant."""
    known = [name for one in booklet.sessions for name in dict.fromkeys((one.id, one.title))]
    otherwise = f"the sessions are {', '.join(known)}" if known else "there are no sessions"
    for entry in entries:
        for place, name in enumerate(_choice(entry)[1]):
            found = session_named(booklet.sessions, name)
            if len(found) != 1:
                several = f"several sessions are called '{excerpt(name)}'"
                message = several if found else f"there is no session '{excerpt(name)}'"
                ids = f"name its id, one of {', '.join(one.id for one in found)}"
                hint = ids if found else did_you_mean(name, known, otherwise)
                yield error("unknown-session", message, _at(entry, "sessions", place), hint)


def dividers_without_parts(entries: list[PageEntry]) -> Iterator[Problem]:
    """Dividers among posters that follow each other by board or number, which open nothing."""
    for entry in entries:
        by = getattr(entry.options, "by", None)
        if getattr(entry.options, "dividers", False) and by in {By.BOARD, By.NUMBER}:
            message = f"dividers open sessions or groups, and by {by.value} there are none"
            where = entry.where.at(entry.kind.name, "dividers")
            yield error("dividers-without-parts", message, where, "take 'by: session' or 'by: group'")


def posters_twice(booklet: Booklet, entries: list[PageEntry]) -> Iterator[Problem]:
    """Entries whose posters stand on pages already: a poster has one page, to which links lead."""
    placed: set[str] = set()
    for entry in entries:
        numbers = {record.number for record in _posters(booklet, entry)}
        twice = _named_twice(entry)
        if numbers & placed or twice:
            where = _at(entry, *twice) if twice else entry.where
            message = "these posters stand on pages already"
            hint = f"give every entry '{entry.kind.name}' its own groups or sessions"
            if twice:
                message, hint = "this stands here twice", "name each one once"
            yield error("posters-twice", message, where, hint)
            return
        placed |= numbers


def _named_twice(entry: PageEntry) -> tuple[str, int] | None:
    """Where an entry names a group or session that it has named before."""
    for key, names in zip(("groups", "sessions"), _choice(entry), strict=True):
        for place, name in enumerate(names):
            if name in names[:place]:
                return key, place
    return None


def posters_left_out(booklet: Booklet, entries: list[PageEntry]) -> Iterator[Problem]:
    """Posters that stand on no page, where there are pages of posters."""
    placed = {record.number for entry in entries for record in _posters(booklet, entry)}
    lost = [record for record in booklet.records if record.number not in placed]
    if entries and lost:
        groups = dict.fromkeys(record.group or NO_GROUP for record in lost)
        message = f"{len(lost)} posters have no page: {', '.join(map(excerpt, groups))}"
        yield warning(
            "posters-left-out", message, entries[-1].where, "name their groups or sessions in running_order"
        )


def _posters(booklet: Booklet, entry: PageEntry) -> tuple[Record, ...]:
    return entry.kind.posters(booklet, entry.options) if entry.kind.posters else ()


def _choice(entry: PageEntry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The groups and the sessions that an entry names, none for all."""
    return entry.kind.choice(entry.options) if entry.kind.choice else ((), ())


def _at(entry: PageEntry, key: str, place: int) -> Where:
    return entry.where.at(entry.kind.name, key, place)
