"""What looks like markup and is none here: it prints as it is written, which nobody may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, cast

from posterbook.content.blocks import pictures
from posterbook.content.model import PageEntry, Prose, Record
from posterbook.content.scalars import excerpt
from posterbook.content.unsupported import Unsupported, in_body, in_line
from posterbook.errors import Problem, Where, warning
from posterbook.loading.files.reading import position

WHOLE = "whole_markdown"
"""In the metadata of a page kind's option: its text file may hold tables, headings and the like."""


def check_markup(order: Iterable[PageEntry], records: Iterable[Record]) -> Iterator[Problem]:
    """Markup that is not supported where it stands, in records and in the text files of pages."""
    for record in records:
        yield from _of_record(record)
    for prose, whole in prose_files(order):
        for found in in_body(prose.text, prose=whole):
            yield _problem(found, place_in(prose, found.wording, found.line, found.offset))
        if whole:
            yield from pictures_without_words(prose)


def _of_record(record: Record) -> Iterator[Problem]:
    """The problems of one record, for whose texts places are made only where something is found."""
    for name in ("title", "summary_title"):
        for found in in_line(getattr(record, name)):
            yield _problem(found, record.where.at(name))
    for image in record.figures:
        for found in in_line(image.caption):
            yield _problem(found, image.where.at("caption"))
    for section in record.sections:
        for found in in_body(section.text):
            yield _problem(found, record.where.at("sections", section.heading))


def pictures_without_words(prose: Prose) -> Iterator[Problem]:
    """Pictures of a text file that nobody has described."""
    for picture in pictures(prose.text):
        if not picture.alt:
            message = f"the picture '{excerpt(picture.file)}' says nothing to those who cannot see it"
            place = place_in(prose, f"]({picture.file}", picture.line, 0)
            yield warning("missing-alt", message, place, "write ![what it shows](…)")


def prose_files(order: Iterable[PageEntry]) -> Iterator[tuple[Prose, bool]]:
    """The text files of the running order, each once, and whether they may hold more than paragraphs."""
    seen: set[tuple[str, bool]] = set()
    for entry in order:
        for field in fields(cast("Any", entry.options)):
            value, whole = getattr(entry.options, field.name), bool(field.metadata.get(WHOLE))
            if isinstance(value, Prose) and (value.where.file, whole) not in seen:
                seen.add((value.where.file, whole))
                yield value, whole


def place_in(prose: Prose, wording: str, line: int, offset: int) -> Where:
    """Where some words of a text file stand; in one with placeholders, where they stand in its template."""
    if prose.template:
        at = prose.template.find(wording)
        line, column = position(prose.template, at) if at >= 0 else (1, 1)
        return Where(prose.where.file, (), line, column)
    lines = prose.text.split("\n")
    column = lines[line - 1].find(wording.partition("\n")[0]) if line <= len(lines) else -1
    return Where(prose.where.file, (), line, (column if column >= 0 else offset) + 1)


def _problem(found: Unsupported, where: Where) -> Problem:
    more = f", and {found.more} more here" if found.more else ""
    message = (
        f"{found.construct} is not read as markup and prints as written: '{excerpt(found.wording)}'{more}"
    )
    return warning("unsupported-markup", message, where, found.hint)
