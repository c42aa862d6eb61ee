"""What `running_order` says to page entries, each kind reading its own options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from posterbook.content.model import LegalBlock, LegalPlace, PageEntry
from posterbook.content.scalars import Plain, did_you_mean, excerpt, unfit
from posterbook.content.schema import Reader, read
from posterbook.errors import Problem, Where, error


def entry_reader(kinds: Mapping[str, type], readers: Mapping[type, Reader]) -> Reader:
    """The reader of one entry, `kind` or `{kind: {options}}`, given the options dataclass of each kind."""

    def read_entry(value: object, where: Where) -> tuple[PageEntry | None, list[Problem]]:
        named = _named(value)
        if named is None:
            return None, [_not_an_entry(value, where)]
        kind, options = named
        place = where.at(kind) if isinstance(value, dict) else where
        if kind not in kinds:
            known = f"the page kinds are {', '.join(kinds)}"
            named_at = where.key(kind) if isinstance(value, dict) else where
            message = f"unknown page kind '{excerpt(kind)}'"
            return None, [error("unknown-page-kind", message, named_at, did_you_mean(kind, kinds, known))]
        read_options, problems = read(kinds[kind], {} if options is None else options, place, readers)
        return (PageEntry(kind, read_options, where) if read_options else None), problems

    return read_entry


def usual_order(folder: Path, legal: Sequence[LegalBlock], *, colophon: bool = False) -> list[object]:
    """The running order of a booklet that gives none, as it would be written (DESIGN 5)."""

    def text(name: str) -> str:
        return f"text/{name}.md" if (folder / f"text/{name}.md").is_file() else ""

    introduction, summary, company = text("introduction"), text("summary"), text("company")
    return [
        "cover",
        {"introduction": {"file": introduction, "contents": Plain("true")}} if introduction else "contents",
        {"summary": {"intro": summary} if summary else {}},
        "posters",
        *([{"text": {"file": company}}] if company else []),
        *(["legal"] if colophon or any(block.place is LegalPlace.LEGAL_PAGE for block in legal) else []),
    ]


def _named(value: object) -> tuple[str, object] | None:
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
