"""Authors as a record's YAML has them, with what other cells say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from posterbook.content.cells import split_parts
from posterbook.content.scalars import fold
from posterbook.importing.authors import ParsedAuthor


def with_each(authors: tuple[ParsedAuthor, ...], raw: Mapping[str, str]) -> Iterator[ParsedAuthor]:
    """The authors with what other cells say of each in their order; one of more or fewer says nothing."""
    cells = [split_parts(raw.get(name, "")) for name in ("family_names", "emails")]
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
