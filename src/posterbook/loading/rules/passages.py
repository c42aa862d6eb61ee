"""Every text of a booklet that people wrote, with its place: what the rules of wording go through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final, cast

from posterbook.content.model import Booklet, PageEntry, Prose, Record
from posterbook.errors import Where
from posterbook.loading.files.reading import position
from posterbook.values import NamedTuple

PRINTED_PARTS: Final = (
    "title", "kind", "place", "issuer", "event", "labels", "logo", "sponsors", "halls", "sessions",
    "colophon", "call_out",
)  # fmt: skip
"""The fields of a booklet that are printed, or hold what is; names of files and choices stand in others."""


class Passage(NamedTuple):
    """One text: in a record a field of it, else a whole file. `source` is the text before it was filled."""

    text: str
    where: Where
    source: str = ""

    def at(self, wording: str) -> Where:
        """Where some words of it stand, as near as can be told: a field of YAML has one place."""
        if self.where.path or not self.source:
            return self.where
        found = self.source.find(wording)
        return Where(self.where.file, (), *position(self.source, found)) if found >= 0 else self.where


def passages(booklet: Booklet) -> tuple[Passage, ...]:
    """All texts: records in their order, then the prose of the pages, then the legal blocks."""
    return (
        *(passage for record in booklet.records for passage in of_record(record)),
        *prose_passages(booklet),
    )


def prose_passages(booklet: Booklet) -> Iterator[Passage]:
    """The texts that stand in files of their own, each file once."""
    pages = (prose for entry in booklet.running_order for prose in prose_of(entry))
    blocks = (block.file for block in booklet.legal if block.file)
    yield from (of_prose(prose) for prose in dict.fromkeys((*pages, *blocks)))


def of_record(record: Record) -> Iterator[Passage]:
    """The texts of one record."""
    yield Passage(record.title, record.where.at("title"))
    if record.summary_title:
        yield Passage(record.summary_title, record.where.at("summary_title"))
    for section in record.sections:
        yield Passage(section.text, record.where.at("sections", section.heading))


def fields_of(record: Record) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every text of one record, names among them, and its path: places are made only for what is wrong."""
    for name in ("title", "summary_title", "group", "board", "hall", "session"):
        if text := getattr(record, name):
            yield text, (name,)
    for section in record.sections:
        yield section.heading, ("sections", section.heading)
        yield section.text, ("sections", section.heading)
    for place, author in enumerate(record.authors):
        yield author.name, ("authors", place, "name")
        for which, affiliation in enumerate(author.affiliations):
            yield affiliation, ("authors", place, "affiliations", which)
    for place, keyword in enumerate(record.keywords):
        yield keyword, ("keywords", place)
    shown = [(record.image, ("image",))] if record.image else []
    for image, path in (*shown, *((one, ("images", place)) for place, one in enumerate(record.images))):
        yield image.alt, (*path, "alt")
        yield image.caption, (*path, "caption")


def booklet_passages(booklet: Booklet) -> Iterator[Passage]:
    """The texts that booklet.yaml and programme.yaml say themselves, in fields however deep."""
    for name in PRINTED_PARTS:
        yield from _texts_in(getattr(booklet, name), booklet.where.at(name))
    for entry in booklet.running_order:
        yield from _texts_in(entry.options, entry.where)
    for item in booklet.programme:
        yield from _texts_in(item, item.where)


def _texts_in(value: object, where: Where) -> Iterator[Passage]:
    if isinstance(value, str):
        yield Passage(value, where)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _texts_in(part, where.at(place))
    elif is_dataclass(value) and not isinstance(value, Prose | Record):
        own = getattr(value, "where", where)
        for field in fields(value) if own.file else ():
            yield from _texts_in(getattr(value, field.name), own.at(field.name))


def of_prose(prose: Prose) -> Passage:
    """A file's text."""
    return Passage(prose.text, prose.where, prose.template or prose.text)


def prose_of(entry: PageEntry) -> Iterator[Prose]:
    """The files that an entry of the running order names."""
    for field in fields(cast("Any", entry.options)):
        value = getattr(entry.options, field.name)
        if isinstance(value, Prose):
            yield value
