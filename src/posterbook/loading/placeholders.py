"""What placeholders can name, our own filters, and the texts whose placeholders do no more than name a value.

Most booklets have no others, and for those jinja2 would take longer to import than all of them to load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from typing import Final

from posterbook.content.model import Booklet, Words, groups_of, hanging_records
from posterbook.values import dataclass

MARKS: Final = ("{{", "{%", "{#")
"""What a text with placeholders holds."""
PRINTABLE: Final = str | int | float | date
"""What prints as a reader expects; a list or a missing date would come out as Python shows it."""
_PLAIN = re.compile(r"(?<!\{)\{\{\s*([a-z]+)(?:\.([a-z]+(?:_[a-z]+)*))?\s*((?:\|\s*[a-z]+\s*)*)\}\}")


def fill_plainly(text: str, values: Mapping[str, object], words: Words) -> str | None:
    """The text filled, if all of its placeholders name a value, a field of it and filters of ours.

    None for any other text and where something is wrong: jinja2 fills the one and says what is the other.
    """
    filters = {"length": len, **filters_of(words)}
    filled, end = [], 0
    for found in _PLAIN.finditer(text):
        name, field, chain = found.groups()
        value = values.get(name)
        if field:
            value = getattr(value, field, None) if is_dataclass(value) else None
        for called in chain.replace("|", " ").split():
            try:
                value = filters[called](value)
            except (KeyError, TypeError):
                return None
        if not isinstance(value, PRINTABLE):
            return None
        filled += [text[end : found.start()], str(value)]
        end = found.end()
    filled.append(text[end:])
    return None if any(mark in part for part in filled[::2] for mark in MARKS) else "".join(filled)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are: posters that hang, the groups they belong to, posters withdrawn and withheld."""

    posters: int
    groups: int
    withdrawn: int
    withheld: int


def values_of(booklet: Booklet) -> dict[str, object]:
    """What placeholders can name; what the booklet does not say is empty text.

    A withdrawn poster is not among `posters`, and a group of which no poster hangs is not among `groups`. A
    poster under embargo is: its title and group are printed. What is withheld of it is empty here too.
    """
    posters = hanging_records(booklet.records)
    groups = tuple(group.name for group in groups_of(posters) if group.name)
    withheld = sum(record.withheld for record in posters)
    return {
        "title": booklet.title,
        "kind": booklet.kind,
        "issuer": booklet.issuer,
        "event": booklet.event,
        "date": booklet.date,
        "place": booklet.place,
        "selection": booklet.selection,
        "groups": groups,
        "posters": posters,
        "counts": Counts(len(posters), len(groups), len(booklet.records) - len(posters), withheld),
    }


def words_filter(count: object, words: Words) -> str:
    """A count in words up to twelve, in digits above."""
    if not isinstance(count, int):
        raise TypeError("the filter 'words' wants a count, as in {{ posters | length | words }}")
    return words.numbers[count] if 0 <= count < len(words.numbers) else str(count)


def listing_filter(items: Sequence[object], words: Words) -> str:
    """Items as a sentence lists them: "A, B and C"."""
    if isinstance(items, str):
        raise TypeError("the filter 'listing' wants a list, as in {{ groups | listing }}")
    *first, last = [str(item) for item in items] or [""]
    return words.conjunction.join([words.comma.join(first), last]) if first else last


def date_filter(day: object, words: Words) -> str:
    """A date in words."""
    if not isinstance(day, date):
        raise TypeError("there is no date; give booklet.yaml one")
    return words.date_in_words(day)


def filters_of(words: Words) -> dict[str, Callable[..., object]]:
    """Our own filters in a language, by their names."""
    return {
        "words": partial(words_filter, words=words),
        "listing": partial(listing_filter, words=words),
        "date": partial(date_filter, words=words),
    }
