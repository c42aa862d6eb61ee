"""What two languages of one document do not both say: sections, legal blocks, numbers, names of candidates.

A number is one of two figures or more, one with a decimal or a per cent: small ones are often words, as
"seven". A name is one of letters and figures, as APG-2575. Both are written alike in all languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from posterbook.content.model import Booklet, Prose, Record, Section
from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, Where, warning
from posterbook.loading.rules.passages import of_prose, prose_of
from posterbook.loading.translations import file_in
from posterbook.values import NamedTuple

_NAME: Final = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z/-]*[0-9])(?=[0-9/-]*[A-Z])[A-Z0-9]+(?:[-/][A-Z0-9]+)*")
_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9.,/-])[0-9]+(?:[.,][0-9]+)*(?![A-Za-z0-9-]) ?%?")
_MONTH: Final = re.compile(r"[0-9]{1,2}\u6708")
"""A month in Chinese, which has a name elsewhere."""
_MOST_NAMED: Final = 5


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
    yield from _blocks_of_one(main, other)
    yield from _blocks_of_one(other, main)
    for text, its_other in _pairs(main, other):
        yield from _lacking(text, its_other)
        yield from _lacking(its_other, text)


def _blocks_of_one(one: Booklet, other: Booklet) -> Iterator[Found]:
    """The legal blocks that only one of them has."""
    known = {block.id for block in other.legal}
    for block in one.legal:
        if block.id not in known:
            message = f"there is no legal block '{excerpt(block.id)}' in '{other.language}'"
            hint = "write it for both, or accept it with a reason"
            yield one.language, warning("not-in-both", message, block.where.at("id"), hint)


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


def _pairs(main: Booklet, other: Booklet) -> Iterator[tuple[_Text, _Text]]:
    """The texts that say the same in both languages: titles, sections, blocks, and prose in its order."""
    yield _title(main, main), _title(other, other)
    for one, its in zip(main.records, other.records, strict=False):
        yield _title(one, main), _title(its, other)
        for section, its_section in zip(one.sections, its.sections, strict=False):
            yield _section(one, section, main), _section(its, its_section, other)
    blocks = {block.id: block.file for block in other.legal}
    both = [(block.file, blocks[block.id]) for block in main.legal if block.id in blocks]
    for prose, its_prose in (*zip(_prose(main), _prose(other), strict=False), *both):
        here, there = of_prose(prose), of_prose(its_prose)
        yield _Text(here.text, here.where, main.language), _Text(there.text, there.where, other.language)


def _title(part: Booklet | Record, booklet: Booklet) -> _Text:
    return _Text(part.title, part.where.at("title"), booklet.language)


def _section(record: Record, section: Section, booklet: Booklet) -> _Text:
    return _Text(section.text, record.where.at("sections", section.heading), booklet.language)


def _prose(booklet: Booklet) -> Iterator[Prose]:
    return (prose for entry in booklet.running_order for prose in prose_of(entry))


def _lacking(one: _Text, other: _Text) -> Iterator[Found]:
    """What a text lacks that stands in the other one."""
    here = _facts_of(one.text)
    lacking = [fact for fact in _facts_of(other.text) if fact not in here]
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
