"""Authors as a record's YAML has them, with what other cells say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from posterbook.content.cells import split_parts
from posterbook.content.scalars import excerpt, fold
from posterbook.errors import Problem, Where, warning
from posterbook.importing.authors import ParsedAuthor, literal_authors, parse_authors, with_presenters

_OF_EACH: Final = ("family_names", "emails")
"""Fields whose cell has a part for each author, in their order."""


def authors_of_cells(
    raw: Mapping[str, str], separator: str, where: Where
) -> tuple[list[object], list[Problem]]:
    """The authors of one cell with those beside it, and what is not read of them.

    `separator` is what is known to part them, '' where the cell is to be read by the grammars of lists.
    """
    written, affiliations = raw.get("authors", ""), raw.get("affiliations", "")
    if not written:
        message = f"affiliations without an author are not read: '{excerpt(affiliations)}'"
        return [], [warning("authors-unparsed", message, where, "name the authors")] if affiliations else []
    if separator:
        parsed: tuple[ParsedAuthor, ...] | None = literal_authors(written, affiliations, separator)
    else:
        parsed = parse_authors(written, affiliations)
    presenter = fold(raw.get("presenter", ""))
    if parsed is None:
        message = f"authors in no known order, so they stay one text: '{excerpt(written)}'"
        hint = "write them as 'Ada Berg (1); Carl Dorn (1,2)', or correct the record"
        told = (fold(affiliations),) if affiliations else ()
        whole = author_value(ParsedAuthor(fold(written), "", told), "")
        return [whole], [warning("authors-unparsed", message, where, hint)]
    problems = list(_problems_of_each(parsed, raw, where))
    named = with_presenters(parsed, presenter)
    return [author_value(one, "") for one in _with_each(named, raw)], problems


def _problems_of_each(
    authors: Sequence[ParsedAuthor], raw: Mapping[str, str], where: Where
) -> Iterator[Problem]:
    """Cells that have more or fewer parts than there are authors, so that nobody knows whose they are."""
    for name in _OF_EACH:
        count = len(split_parts(raw.get(name, "")))
        if count not in {0, len(authors)}:
            message = f"{name} has {count} parts for {len(authors)} authors, so it is not read"
            yield warning("authors-unparsed", message, where, "write one for each author, parted by ;")


def _with_each(authors: tuple[ParsedAuthor, ...], raw: Mapping[str, str]) -> Iterator[ParsedAuthor]:
    """The authors with what other cells say of each in their order; one of more or fewer says nothing."""
    cells = [split_parts(raw.get(name, "")) for name in _OF_EACH]
    nothing = [""] * len(authors)
    of_each = [said if len(said) == len(authors) else nothing for said in cells]
    for one, family, email in zip(authors, *of_each, strict=True):
        yield replace(one, family=fold(family) or one.family, email=email or one.email)


def author_value(one: ParsedAuthor, presenter: str) -> object:
    """An author as the YAML has it: a plain name if there is no more to say."""
    presents = one.presenter or (bool(presenter) and fold(presenter).casefold() == one.name.casefold())
    made: dict[str, object] = {"name": one.name}
    if one.family and one.family in one.name:
        made["family"] = one.family
    if one.affiliations:
        made["affiliations"] = list(one.affiliations)
    if presents:
        made["presenter"] = True
    if one.email:
        made["email"] = one.email
    return made if len(made) > 1 else one.name
