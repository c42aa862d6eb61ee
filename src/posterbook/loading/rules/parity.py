"""What two languages of one document do not both say: sections, legal blocks, numbers, names of candidates.

A number is one of two figures or more, one with a decimal or a per cent: small ones are often words, as
"seven". A name is one of letters and figures, as APG-2575. Both are written alike in all languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from posterbook.content.model import Booklet, Record
from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, Where, warning
from posterbook.loading.rules.passages import of_prose, prose_of
from posterbook.loading.translations import file_in

_NAME: Final = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z/-]*[0-9])(?=[0-9/-]*[A-Z])[A-Z0-9]+(?:[-/][A-Z0-9]+)*")
_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9.,/-])[0-9]+(?:[.,][0-9]+)*(?![A-Za-z0-9-]) ?%?")
_MONTH: Final = re.compile(r"[0-9]{1,2}\u6708")
"""A month in Chinese, which has a name elsewhere."""
_MOST_NAMED: Final = 5
_MOST_SECTIONS: Final = 40
"""So many sections of a record are compared."""


class _Text(NamedTuple):
    """A text in one language."""

    text: str
    where: Where
    language: str


Found: TypeAlias = tuple[str, Problem]
"""A problem of a text, and the language of that, in whose file it stands."""


def check_parity(main: Booklet, other: Booklet) -> Iterator[Found]:
    """not-in-both: "31 %" in English only. A translation lost it, or was made before it was written."""
    yield from _untranslated(main, other)
    for one, its in zip(main.records, other.records, strict=False):
        if len(one.sections) != len(its.sections):
            counted = (
                f"{len(one.sections)} in '{main.language}' and {len(its.sections)} in '{other.language}'"
            )
            message = f"poster {excerpt(one.number)} has other sections in another language: {counted}"
            where, hint = its.where.at("sections"), "write the same ones in both"
            yield other.language, warning("not-in-both", message, where, hint)
    for text, its_other in zip(_texts(main), _texts(other), strict=False):
        yield from _lacking(text, its_other)
        yield from _lacking(its_other, text)


def _untranslated(main: Booklet, other: Booklet) -> Iterator[Found]:
    """untranslated: the title or a whole record is the same in both, since nobody has written it yet."""
    same = [("the title", other.where.at("title"), main.title == other.title)]
    same += [
        (f"poster {excerpt(one.number)}", its.where.at("title"), _words(one) == _words(its))
        for one, its in zip(main.records, other.records, strict=False)
    ]
    for what, where, alike in same:
        if alike:
            message = f"{what} has no words in '{other.language}', so those in '{main.language}' are printed"
            hint = f"write them into {file_in(where.file, other.language)}"
            yield other.language, warning("untranslated", message, where, hint)


def _words(record: Record) -> tuple[str, ...]:
    return (record.title, *(section.text for section in record.sections))


def _texts(booklet: Booklet) -> Iterator[_Text]:
    """All texts that both languages should have, in an order that does not depend on their words."""
    language = booklet.language
    for record in booklet.records:
        yield _Text(record.title, record.where.at("title"), language)
        for place in range(_MOST_SECTIONS if record.sections else 0):
            section = record.sections[place] if place < len(record.sections) else None
            where = record.where.at("sections", section.heading) if section else record.where.at("sections")
            yield _Text(section.text if section else "", where, language)
    pages = (prose for entry in booklet.running_order for prose in prose_of(entry))
    for passage in map(of_prose, (*pages, *(block.file for block in booklet.legal))):
        yield _Text(passage.text, passage.where, language)


def _lacking(one: _Text, other: _Text) -> Iterator[Found]:
    """What a text lacks that stands in the other one."""
    here = _facts_of(one.text) if one.text else None
    lacking = [] if here is None else [fact for fact in _facts_of(other.text) if fact not in here]
    if lacking:
        more = f" and {len(lacking) - _MOST_NAMED} more" if len(lacking) > _MOST_NAMED else ""
        named = ", ".join(f"'{excerpt(fact)}'" for fact in lacking[:_MOST_NAMED])
        stands = f"which stands in '{other.language}' ({other.where.file})"
        message = f"in '{one.language}' the text lacks {named}{more}, {stands}"
        hint = "write it in both, or accept it with a reason"
        yield one.language, warning("not-in-both", message, one.where, hint)


def _facts_of(text: str) -> dict[str, None]:
    """The names and numbers of a text in their order, each written in one way."""
    found = dict.fromkeys(_NAME.findall(text))
    for number in _NUMBER.findall(_MONTH.sub(" ", _NAME.sub(" ", text))):
        plain = number.replace(" ", "").replace(",", "")
        if not plain.isdecimal() or len(plain) > 1:
            found[plain] = None
    return found
