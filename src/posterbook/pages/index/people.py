"""Who made the posters: every person once, and people of one name kept apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import field

from posterbook.content.model import Author, Record
from posterbook.content.names import IndexedName, indexed_name
from posterbook.content.poster_order import plain
from posterbook.errors import Where
from posterbook.values import dataclass


@dataclass(slots=True)
class Person:
    """A person of the index and the posters it is an author of, each with whether it presents that.

    `places` are its affiliations. `shared` says that another person has the name, so that a place tells them
    apart.
    """

    name: IndexedName
    written: str
    where: Where
    places: dict[str, None] = field(default_factory=dict)
    posters: dict[str, tuple[Record, bool]] = field(default_factory=dict)
    shared: bool = False

    def add(self, record: Record, author: Author, places: Iterable[str]) -> None:
        """One more poster."""
        self.posters[record.number] = (record, author.presenter)
        self.places.update(dict.fromkeys(places))


def people_of(records: Iterable[Record]) -> tuple[Person, ...]:
    """All authors in the order in which an index files them.

    Authors of one name are one person if they share an affiliation, or if neither has any; two authors of one
    poster never are.
    """
    named: dict[tuple[str, str], list[Person]] = {}
    for record, at, author in _authors(records):
        name = " ".join(unicodedata.normalize("NFC", plain(author.name)).split())
        places = tuple(dict.fromkeys(_folded(plain(place)) for place in author.affiliations))
        family = plain(author.family)
        alike = named.setdefault((name, family), [])
        person = _same(alike, places, record.number)
        if person is None:
            person = Person(indexed_name(name, family), name, record.where.at("authors", at))
            alike.append(person)
        person.add(record, author, places)
    for alike in named.values():
        for person in alike:
            person.shared = len(alike) > 1
    everybody = [person for alike in named.values() for person in alike]
    return tuple(sorted(everybody, key=lambda one: (one.name.key, one.name.shown, tuple(one.places))))


def _authors(records: Iterable[Record]) -> Iterator[tuple[Record, int, Author]]:
    for record in records:
        for at, author in enumerate(record.authors):
            yield record, at, author


def _same(alike: list[Person], places: tuple[str, ...], number: str) -> Person | None:
    """The person among those of one name that an author is; those that turn out to be one become one."""
    found = [
        person
        for person in alike
        if number not in person.posters and (person.places.keys() & places or not (places or person.places))
    ]
    if not found:
        return None
    first, *others = found
    for other in others:
        if not first.posters.keys() & other.posters.keys():
            first.places.update(other.places)
            first.posters.update(other.posters)
            alike.remove(other)
    return first


def _folded(place: str) -> str:
    return " ".join(place.split())
