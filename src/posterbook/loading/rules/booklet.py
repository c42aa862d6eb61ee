"""The rules of content that concern more than one field: one function each, yielding problems."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from unicodedata import category

from posterbook.content.model import Booklet, LanguageLayout, LegalPlace, PageEntry, Record, Status
from posterbook.content.page_kind import PageKinds
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.content.scripts import SCRIPTS, is_right_to_left
from posterbook.errors import Problem, Where, error, note, warning
from posterbook.loading.rules.running_order import check_order
from posterbook.loading.rules.sessions import sessionless_records

NOT_ACCEPTABLE = ("approv", "not-approved", "legal-", "profile-", "proof-")
"""How the codes of what is approved and proved begin."""
FACING = 2
"""Languages that have room beside each other."""
THICKEST = 1.0
"""Millimetres: the thickest board that a booklet is printed on."""


def check_content(booklet: Booklet, kinds: PageKinds) -> list[Problem]:
    """What is wrong with a booklet whose fields all read well."""
    return [
        *check_order(booklet),
        *(problem for entry in booklet.running_order for problem in _of_entry(booklet, entry)),
        *not_acceptable(booklet),
        *sessionless_records(booklet),
        *impossible_caliper(booklet),
        *ambiguous_abbreviations(booklet),
        *right_to_left_booklet(booklet),
        *facing_languages(booklet),
        *homeless_legal_blocks(booklet, kinds),
        *homeless_colophon(booklet, kinds),
        *empty_legal_blocks(booklet),
    ]


def _of_entry(booklet: Booklet, entry: PageEntry) -> Iterator[Problem]:
    """What a page kind itself finds wrong with an entry of the running order."""
    if entry.kind.check:
        yield from entry.kind.check(booklet, entry.options)


def not_acceptable(booklet: Booklet) -> Iterator[Problem]:
    """Acceptances of what only an approval or a proof can settle."""
    for one in booklet.accept:
        if one.code.startswith(NOT_ACCEPTABLE):
            message = f"'{excerpt(one.code)}' cannot be accepted away: it concerns approval or proof"
            hint = "remove this entry, and have the wording approved"
            yield error("not-acceptable", message, one.where.at("code"), hint)


def impossible_caliper(booklet: Booklet) -> Iterator[Problem]:
    """A leaf that no paper is as thick as: a spine would be made for it."""
    if not 0 < booklet.caliper <= THICKEST:
        message = f"'caliper' wants the thickness of a leaf in mm, more than 0 and at most {THICKEST:g}"
        where = booklet.where.at("caliper")
        yield error("wrong-value", f"{message}, found {booklet.caliper:g}", where, "office paper has 0.1")


def ambiguous_abbreviations(booklet: Booklet) -> Iterator[Problem]:
    """Abbreviations that stand twice in the list: nobody could say what they stand for."""
    known: set[str] = set()
    for one in booklet.abbreviations:
        if one.short in known:
            message = f"the abbreviation '{excerpt(one.short)}' stands in the list already"
            yield error("wrong-value", message, one.where.at("short"), "keep one of them")
        known.add(one.short)


def right_to_left_booklet(booklet: Booklet) -> Iterator[Problem]:
    """A language whose order on a line is told by a library that is not there."""
    if not is_right_to_left(booklet.language):
        return
    from posterbook.forms.directions import has_algorithm  # noqa: PLC0415 - few booklets need it

    if not has_algorithm():
        named = f"a booklet in '{excerpt(booklet.language)}'"
        message = f"{named} runs from right to left, in an order told by a library that is not installed"
        yield error("right-to-left-booklet", message, booklet.where.at("language"), SCRIPTS)


def facing_languages(booklet: Booklet) -> Iterator[Problem]:
    """More or fewer than two languages that are to face each other."""
    languages = booklet.languages
    if languages and languages.layout is LanguageLayout.FACING and not booklet.translation:
        count = 1 + len(languages.beside(booklet.language))
        if count != FACING:
            found = "1 language" if count == 1 else f"{count} languages"
            message = f"two languages face each other on the pages of a spread, found {found}"
            where, hint = booklet.where.at("languages", "layout"), "say 'layout: following'"
            yield error("facing-languages", message, where, hint)


def duplicates(
    named: Iterable[tuple[str, Where]], what: str, look_up: Callable[[Sequence[Where]], Sequence[Where]]
) -> Iterator[Problem]:
    """A name that stands twice, reported at the later place; `look_up` finds lines and columns."""
    first: dict[str, Where] = {}
    later = [(name, where) for name, where in named if first.setdefault(name, where) is not where]
    for (name, where), taken in zip(later, look_up([first[name] for name, _ in later]), strict=True):
        message = f"the {what} '{excerpt(name)}' is taken already, at {taken}"
        yield error(f"duplicate-{what}", message, where, "give each one its own")


def known_choice(value: str, known: Collection[str], what: str, where: Where) -> Iterator[Problem]:
    """A word that names nothing there is; `known` may be empty, where nobody knows."""
    if known and value not in known:
        hint = did_you_mean(value, known, f"there are {', '.join(known)}")
        yield error("wrong-value", f"unknown {what} '{excerpt(value)}'", where, hint)


def title_spacing(record: Record) -> Iterator[Problem]:
    """Table and page title that differ only in spacing or punctuation: one of them is mistyped."""
    page, table = record.title, record.summary_title
    if not table or page == table or not _sounds_alike(page, table):
        return
    here, there = _difference(table.split(), page.split())
    message = "table and page title differ only in spacing or punctuation"
    if here != there:
        message = f"{message}: '{here}' here, '{there}' there"
    yield warning("title-spacing", message, record.where.at("summary_title"))


def missing_sections(record: Record) -> Iterator[Problem]:
    """A study without any text, unless it is withdrawn."""
    if record.sections or record.status is Status.WITHDRAWN:
        return
    hint = "write 'sections:' and below it 'Background: …'; a withdrawn study says 'status: withdrawn'"
    yield error("missing-field", "missing field 'sections'", record.where, hint)


def homeless_legal_blocks(booklet: Booklet, kinds: PageKinds) -> Iterator[Problem]:
    """Legal blocks whose page does not stand in the running order: none may be left out."""
    for block in booklet.legal:
        home = _missing_home(booklet, kinds, block.place)
        if home:
            message = f"the legal block '{excerpt(block.id)}' has no page: no '{home}' in running_order"
            yield error("no-legal-page", message, block.where.at("place"), f"add '- {home}' to running_order")


def homeless_colophon(booklet: Booklet, kinds: PageKinds) -> Iterator[Problem]:
    """A colophon whose page does not stand in the running order."""
    home = _missing_home(booklet, kinds, LegalPlace.LEGAL_PAGE)
    if booklet.colophon and home:
        hint = f"add '- {home}' to running_order"
        message = f"the colophon has no page: no '{home}' in running_order"
        yield error("no-legal-page", message, booklet.where.at("colophon"), hint)


def _missing_home(booklet: Booklet, kinds: PageKinds, place: LegalPlace) -> str:
    """The page kind that would carry what belongs to a place; '' if one in the running order does."""
    carried = any(place in entry.kind.carries for entry in booklet.running_order)
    return "" if carried else kinds.carrying(place)


def empty_legal_blocks(booklet: Booklet) -> Iterator[Problem]:
    """Legal blocks whose placeholders leave nothing to print: an error, unless the block is not required."""
    for block in booklet.legal:
        if block.file.text.strip():
            continue
        message = f"the filled text of the legal block '{excerpt(block.id)}' is empty"
        if block.required:
            hint = "correct its placeholders, or say 'required: false'"
            yield error("empty-legal-text", message, block.file.where, hint)
        else:
            yield note("left-out", f"{message}: it is left out", block.file.where)


def without_empty_blocks(booklet: Booklet) -> Booklet:
    """The booklet without the legal blocks that have nothing to print."""
    return replace(booklet, legal=tuple(block for block in booklet.legal if block.file.text.strip()))


def _sounds_alike(one: str, other: str) -> bool:
    # The cheap test first: there may be thousands of titles, and most differ.
    alike = "".join(filter(str.isalnum, one)) == "".join(filter(str.isalnum, other))
    return alike and _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(character for character in text if category(character)[0] not in "PZC")


def _difference(one: list[str], other: list[str]) -> tuple[str, str]:
    """The words between the first and the last that the two do not share."""
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return " ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])
