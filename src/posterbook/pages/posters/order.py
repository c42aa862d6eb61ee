"""Which posters an entry of the running order has, in what order, and their rows in the contents list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum

from posterbook.content.model import Booklet, Record, doc
from posterbook.content.poster_order import By, PosterPart, Sort, poster_parts, session_named
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.pages.posters.divider import divider_anchor
from posterbook.values import dataclass


class PosterLayout(StrEnum):
    """How posters stand: each on a page of its own, or one below the other."""

    PAGE = "page"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Options:
    """What `posters:` takes in running_order."""

    by: By | None = field(
        default=None, metadata=doc("what they follow each other by; without it, the order of the records")
    )
    sort: Sort | None = field(default=None, metadata=doc("what those of a session or group are sorted by"))
    groups: tuple[str, ...] = field(default=(), metadata=doc("only the posters of these groups"))
    sessions: tuple[str, ...] = field(
        default=(), metadata=doc("only the posters of these sessions, each its id or name")
    )
    layout: PosterLayout = field(
        default=PosterLayout.PAGE, metadata=doc("page: one a page; compact: two or three, running on")
    )
    dividers: bool = field(
        default=False, metadata=doc("whether a page with its name opens each session or group")
    )


def end_of(anchor: str) -> str:
    """The name of the place where a compact poster ends."""
    return f"{anchor}:end"


def posters(booklet: Booklet, options: Options) -> tuple[Record, ...]:
    """The records whose posters stand here, in their order."""
    return tuple(record for part in parts(booklet, options) for record in part.records)


def choice(options: Options) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The groups and sessions whose posters stand here, none for all."""
    return options.groups, options.sessions


def parts(booklet: Booklet, options: Options) -> tuple[PosterPart, ...]:
    """The posters that stand here, in the parts that a divider may open."""
    groups = options.groups
    ids = {one.id for name in options.sessions for one in session_named(booklet.sessions, name)}
    wanted = [
        record
        for record in booklet.records
        if (not groups or record.group in groups) and (not options.sessions or record.session in ids)
    ]
    return poster_parts(wanted, booklet.sessions, options.by, options.sort)


def anchors(composer: Composer, options: Options) -> frozenset[str]:
    """The anchors of the posters that stand here, and of the sessions that dividers open."""
    found = parts(composer.booklet, options)
    opened = (divider_anchor(part) for part in found if options.dividers and part.name)
    return frozenset((*(composer.anchor(record) for part in found for record in part.records), *opened))


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """All posters as one range; sessions or groups by their names, with every range that they reach."""
    found = parts(composer.booklet, options)
    if not found:
        return ()
    words, where = composer.booklet.words, composer.booklet.where
    if options.dividers and options.by:
        return tuple(_part_entry(composer, options, part) for part in found)
    chosen = [_range(composer, options, record) for part in found for record in part.records]
    if not options.groups and not options.sessions:
        whole = ((chosen[0][0], chosen[-1][1]),)
        records = [record for part in found for record in part.records]
        return (ContentsEntry(words.posters, whole, where, _groups(composer, options, records)),)
    titles = (
        one.title for name in options.sessions for one in session_named(composer.booklet.sessions, name)
    )
    return (ContentsEntry(words.comma.join((*options.groups, *titles)), tuple(chosen), where),)


def _groups(composer: Composer, options: Options, records: Sequence[Record]) -> tuple[ContentsEntry, ...]:
    """The groups of these posters, where there are several, with every range of pages that they reach."""
    named: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        named.setdefault(record.group, []).append(_range(composer, options, record))
    if len(named) == 1 or "" in named:
        return ()
    where, groups = composer.booklet.where, composer.by_name
    return tuple(
        ContentsEntry(name, tuple(ranges), where, group=groups[name].index) for name, ranges in named.items()
    )


def _range(composer: Composer, options: Options, record: Record) -> tuple[str, str]:
    """Where a poster begins, and what ends with it."""
    anchor = composer.anchor(record)
    return anchor, end_of(anchor) if options.layout is PosterLayout.COMPACT else anchor


def _part_entry(composer: Composer, options: Options, part: PosterPart) -> ContentsEntry:
    """A session or group, from its divider to its last poster."""
    first, last = part.records[0], part.records[-1]
    begins = divider_anchor(part) if part.name else composer.anchor(first)
    wording = part.name or composer.booklet.words.posters
    ends = _range(composer, options, last)[1]
    return ContentsEntry(wording, ((begins, ends),), composer.booklet.where)
