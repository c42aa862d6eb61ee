"""What `running_order` says to page entries, each kind reading its own options."""

from __future__ import annotations

from collections.abc import Mapping

from posterbook.content.model import PageEntry
from posterbook.content.page_kind import PageKinds
from posterbook.content.scalars import did_you_mean, excerpt, unfit
from posterbook.content.schema import Reader, read
from posterbook.errors import Problem, Where, error


def entry_reader(kinds: PageKinds, readers: Mapping[type, Reader]) -> Reader:
    """The reader of one entry, `kind` or `{kind: {options}}`."""

    def read_entry(value: object, where: Where) -> tuple[PageEntry | None, list[Problem]]:
        named = _kind_and_options(value)
        if named is None:
            return None, [_not_an_entry(value, where)]
        name, options = named
        place = where.at(name) if isinstance(value, dict) else where
        kind = kinds.get(name)
        if kind is None:
            known = tuple(kinds.all())
            named_at = where.key(name) if isinstance(value, dict) else where
            hint = did_you_mean(name, known, f"the page kinds are {', '.join(known)}")
            return None, [error("unknown-page-kind", f"unknown page kind '{excerpt(name)}'", named_at, hint)]
        read_options, problems = read(kind.options, {} if options is None else options, place, readers)
        return (PageEntry(kind, read_options, where) if read_options else None), problems

    return read_entry


def _kind_and_options(value: object) -> tuple[str, object] | None:
    if isinstance(value, str):
        return str(value), None
    if isinstance(value, dict) and len(value) == 1:
        return next(iter(value.items()))
    return None


def _not_an_entry(value: object, where: Where) -> Problem:
    if isinstance(value, dict):
        message = f"an entry names one page kind, found {', '.join(map(excerpt, value))}"
        return error("wrong-type", message, where, "indent the options below their page kind")
    return error("wrong-type", f"an entry {unfit('a page kind', value)}", where)
