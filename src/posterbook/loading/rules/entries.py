"""What stands in a field of a record and is not of its kind: a title that shouts, several people in one name.

Every rule is one function with its code, its reason and an example; all of them warn, and `accept:` silences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from posterbook.content.model import Record
from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, warning
from posterbook.loading.rules.leftovers import is_stopgap

_LONG_WORD: Final = r"[^\W\d_]{5,}"
_MOST_SMALL: Final = 0.1
"""Of ten letters of a title in capitals one may be small, as in mRNA."""

# None but the first is compiled before it is wanted, for that would take its time at every start.
_SEVERAL = re.compile(r"[,;&^(\[¹²³⁰-⁹]|[^\W_-]\d|\s\d|\s(?:and|und|et|y|e)\s")
"""What stands in every name that may be several, and in few others."""
_MARK_OF_AFFILIATION: Final = (
    r"[¹²³⁰-⁹]|\^\d|[(\[]\d|(?<=[^\W\d_A-Z])\d+(?:,\d+)*(?=$|[\s,;*)])|\s\d{1,2}(?:,\s?\d{1,2})*\W?$"
)
_BETWEEN: Final = r"\s*[,;]\s*|\s+(?:and|und|et|y|e|&)\s+"
_SUFFIX: Final = (
    r"(?:jr|sr|ii|iii|iv|v|inc|ltd|llc|gmbh|ag|md|dr|prof|phd|dphil|pharmd|drph|dnp|rn|esq)"
    r"|[A-Z][a-z]{0,3}(?:[A-Z][a-z]{0,3}){1,4}|(?:[A-Za-z]{1,3}\.){2,}"
)
"""What follows a name behind a comma: Jr., PhD, M.D., FRCP."""
_COLLECTIVE: Final = (
    r"\b(?:group|consortium|collaborat\w+|investigators?|team|network|committee|society|institut\w*|university"
    r"|department|cent(?:er|re)s?|foundation|initiative|study|trial|council|agency|association|hospital|ministry"
    r"|office|compan\w+|inc|ltd|gmbh|laborator\w+|registry|program\w*|alliance|federation|working)\b"
)


def check_entries(record: Record) -> Iterator[Problem]:
    """What is not of its kind in the fields of one record."""
    yield from title_shouting(record)
    for place, author in enumerate(record.authors):
        if _SEVERAL.search(author.name):
            yield from authors_in_one_name(record, place)
        if author.family not in author.name:
            yield from family_elsewhere(record, place)


def title_shouting(record: Record) -> Iterator[Problem]:
    """title-shouting: "EFFECTS OF AN OPEN WINDOW". Nobody can tell its names and abbreviations any more."""
    title = record.title
    if any(len(word) > 3 and word.islower() for word in title.split()):
        return  # nearly every title, at one of its first words
    shouted = [word for word in re.findall(_LONG_WORD, title) if all(map(str.isupper, word))]
    if len(shouted) < 2 or is_stopgap(title, of_title=True):
        return
    small, large = sum(map(str.islower, title)), sum(map(str.isupper, title))
    if large and small <= _MOST_SMALL * large:
        message = f"the title is all in capitals: '{excerpt(title)}'"
        hint = "write it as a sentence, with capitals for names and abbreviations"
        yield warning("title-shouting", message, record.where.at("title"), hint)


def authors_in_one_name(record: Record, place: int) -> Iterator[Problem]:
    """authors-in-one-name: "Ada Berg1, Carl Dorn2" as one name, which would be printed as one person.

    "Smith, Jr.", "Berg, Ada" and a group's name are each one.
    """
    name = record.authors[place].name
    if re.search(_COLLECTIVE, name, re.IGNORECASE):
        return
    if _names_several(name):
        message = f"'{excerpt(name)}' seems to be several people in one name"
        hint = "write each author as an item of its own, first name first"
    elif re.search(_MARK_OF_AFFILIATION, name):
        message = f"the name '{excerpt(name)}' holds the number of an affiliation"
        hint = "write 'affiliations:' below the name; posterbook numbers them"
    else:
        return
    yield warning("authors-in-one-name", message, record.where.at("authors", place, "name"), hint)


def family_elsewhere(record: Record, place: int) -> Iterator[Problem]:
    """family-elsewhere: family "Olson" of "Ingrid Olsen". An index would sort by what is not printed."""
    author = record.authors[place]
    message = f"the family name '{excerpt(author.family)}' does not stand in '{excerpt(author.name)}'"
    hint = "write it as it stands in the name"
    yield warning("family-elsewhere", message, record.where.at("authors", place, "family"), hint)


def _names_several(name: str) -> bool:
    """Whether a name is a list of them: by what stands between its parts, degrees and the like apart."""
    parts = [part for part in re.split(_BETWEEN, name) if part and not _is_suffix(part.rstrip("."))]
    if len(parts) < 2:
        return False
    if len(parts) > 2 or ";" in name:
        return True
    return all(len(part.split()) > 1 and part[:1].isupper() for part in parts)


def _is_suffix(part: str) -> bool:
    return bool(re.fullmatch(_SUFFIX, part) or re.fullmatch(_SUFFIX, part.lower()))
