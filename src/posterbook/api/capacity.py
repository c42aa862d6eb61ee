"""What a page holds: how many posters need a second one, and what would become of them otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, cast

from posterbook.api.typesetting import Stopwatch, Typeset, typeset_with
from posterbook.content.model import PageEntry
from posterbook.errors import PosterbookError, Problem, note

LARGER: Final = {"a5": "a4", "half-letter": "letter"}
"""The page format of twice the size."""
FEWEST: Final = 3
"""One or two that run on are told one by one."""
MOST: Final = 500
"""Posters up to which the others are tried: it takes as long as laying them out twice more."""


def capacity_notes(work: Typeset, tokens: Mapping[str, Any]) -> tuple[Problem, ...]:
    """A note where more posters run on to a second page than the whole book's text makes way for.

    It says how many do, and, of a booklet that is not too large for that, how many would on a page of twice
    the size, and how many pages they would take in the compact layout.
    """
    entries = [
        entry for entry in work.booklet.running_order if getattr(entry.options, "layout", "") == "page"
    ]
    long = sum(fit.pages > 1 for fit in work.fits)
    if not entries or long < FEWEST or long <= work.theme.fit.most_continued * len(work.fits):
        return ()
    page = work.theme.page.name
    said = [f"{long} of {len(work.fits)} posters need a second page on {page}"]
    larger = LARGER.get(page, "")
    ways = {f"page: {larger}": bool(larger), "posters: {layout: compact}": True}
    if len(work.fits) <= MOST:
        then = _posters_alone(work, tokens, entries, larger) if larger else None
        if then:
            count = sum(fit.pages > 1 for fit in then.fits)
            said.append(f"on {larger} {count or 'none'} {'does' if count == 1 else 'do'}")
            ways[f"page: {larger}"] = count < long
        compact = _posters_alone(work, tokens, [_compact(entry) for entry in entries], page)
        if compact:
            now = sum(page.kind == "posters" for page in work.pages)
            said.append(f"compact they take {len(compact.pages)} pages, not {now}")
            ways["posters: {layout: compact}"] = len(compact.pages) < now
    helpful = " or ".join(f"'{way}'" for way, helps in ways.items() if helps)
    hint = f"shorten their texts, or say {helpful}" if helpful else "shorten their texts"
    return (note("posters-run-on", "; ".join(said), entries[0].where, hint),)


def _compact(entry: PageEntry) -> PageEntry:
    options = cast("Any", entry.options)
    return replace(entry, options=replace(options, layout=type(options.layout)("compact")))


def _posters_alone(
    work: Typeset, tokens: Mapping[str, Any], entries: list[PageEntry], page: str
) -> Typeset | None:
    """The posters of the booklet laid out otherwise; None if they cannot be."""
    alone = replace(work.booklet, running_order=tuple(entries), legal=(), sponsors=(), problems=())
    try:
        return typeset_with(tokens, alone, page, work.theme.name, Stopwatch())
    except PosterbookError:
        return None
