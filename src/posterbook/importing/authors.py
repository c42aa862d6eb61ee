"""Reads a cell of authors, with the cell of their affiliations if there is one, by the grammars of exports.

    Olsen, Ingrid (1); Đặng, Thị Hồng (1,2)     with   1: Arctic Institute; 2: University of Hanoi
    Ingrid Olsen (Arctic Institute)*; Carl Dorn (University of York)
    Olsen, Ingrid; Dorn, Carl
    Ingrid Olsen (1), Carl Dorn (1,2)           with   (1) Arctic Institute   or   1 Arctic Institute; 2 …
    Ingrid Olsen, Carl Dorn and Eva Falk
    Ingrid Olsen¹, Carl Dorn¹,²                 also as <sup>1,2</sup>, ^1,2^ and as plain figures

What fits none of them is not guessed at: names are people. Nothing is lost either: where a number has no
affiliation, or an affiliation no author, nothing fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from posterbook.content.cells import split_parts
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class ParsedAuthor:
    """An author as the source tells: the name in the order of speech, its family name or '', and the rest."""

    name: str
    family: str = ""
    affiliations: tuple[str, ...] = ()
    presenter: bool = False
    email: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """One author of the list: the name as written, numbers or names of affiliations, mark and address."""

    name: str
    numbers: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    presenter: bool = False
    email: str = ""


_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+(?:[ ]?[,;⁻][ ]?[⁰¹²³⁴-⁹]+)*")
_HTML_RAISED = re.compile(r"<sup>\s*([^<>]*?)\s*</sup>", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^\W\d_])([0-9]{1,2}(?:[ ]?,[ ]?[0-9]{1,2})*)(?=[ ]?\*?[ ]*(?:[,;\n&]|and\b|$))")
_MARKED = re.compile(
    r"<(?P<tag>u|b|strong)>\s*(?P<html>[^<>]+?)\s*</(?P=tag)>|(?P<line>__|_|\*\*)(?P<text>[^_*]+?)(?P=line)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"<\s*(?:mailto:)?([^\s<>@]+@[^\s<>@]+)\s*>|\(\s*([^\s()@]+@[^\s()@]+)\s*\)")
_NUMBERS = re.compile(r"[0-9]{1,2}(?:\s*[,;]\s*[0-9]{1,2})*")
_INSTITUTION = re.compile(
    r"universi|institut|hospital|colleg|school|depart|dept|\bcent(?:er|re)|laborator|gmbh|\binc\b|\bltd\b|academy"
    r"|clinic|klinik|hochschule|facult|foundation|company|corporation",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_NO_NAME = re.compile(r"[0-9^*<>@:;()\[\]{}|/\\†‡§¶#]|\s(?:and|und|et|&)\s")
_BEHIND_A_NAME = re.compile(r"\s*(?:\^(?P<up>[^^]*)\^|(?P<bracket>\([^()]*(?:\([^()]*\)[^()]*)*\))|\*)\s*$")
_AND = re.compile(r"\s+(?:and|und|et|&)\s+")
_ENDS: Final = ("^", ")", "*")
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv|md|phd|msc|bsc|dvm|rn|frcp|mph)\.?", re.IGNORECASE)
_LONGEST_NAME: Final = 6
"""How many words a name has at most; what is longer is something else."""


def parse_authors(
    authors: str, affiliations: str = "", *, presenter: str = ""
) -> tuple[ParsedAuthor, ...] | None:
    """The authors of a cell in their order, None if it fits no grammar; () if it is empty.

    `affiliations` is the cell beside it, `presenter` the name of who presents, from a column of its own; if
    no author, or more than one, bears that name, none is marked. The cells may hold HTML, which tells an
    underlined name, or our Markdown.
    """
    if not authors.strip():
        return None if affiliations.strip() else ()
    numbered = _numbered(_unraised(affiliations))
    if numbered is None:
        return None
    items = _items(_unraised(authors), glued=len(numbered) > 0)
    parsed = items and _with_affiliations(items, numbered, affiliations.strip())
    return with_presenters(parsed, presenter) if parsed else None


# The list


def _unraised(text: str) -> str:
    """The text with raised numbers of every kind as ^1,2^, and one sort of line end."""
    text = _HTML_RAISED.sub(r"^\1^", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    raised = _SUPERSCRIPT.sub(lambda m: f"^{m[0].translate(_SUPERSCRIPTS).replace('⁻', ',')}^", text)
    return re.sub(r"\^(?:[ ]?,[ ]?\^|\^)(?=[0-9])", ",", raised)  # ^1^,^2^ is ^1,2^


def _items(text: str, *, glued: bool) -> tuple[_Item, ...] | None:
    """The authors of a list parted by semicolons or lines, or by commas if each has its affiliation."""
    if glued:
        text = _GLUED.sub(r"^\1^", text)
    parts = _split(text, ";\n")
    if len(parts) == 1:
        by_commas = _split(re.sub(r"(?<=[)^*])\s*,?\s+(?:and|und|et|&)\s+", ", ", text), ",")
        listed = _read_items(by_commas) if len(by_commas) > 1 else None
        if listed and all(one.numbers or one.named for one in listed):
            return listed if all("," not in one.name for one in listed) else None
        if spoken := _spoken_list(parts[0]):
            return spoken
    items = _read_items(parts)
    if items and len(items) == 1 and not _is_one_name(items[0]):
        return None
    return items


def _spoken_list(text: str) -> tuple[_Item, ...] | None:
    """`Ada Berg, Carl Dorn and Eva Falk`: whole names, as a last one behind "and" tells; None for another."""
    before, *last = _AND.split(text)
    names = [*_split(before.rstrip(", "), ","), *last]
    whole = all(len(name.split()) > 1 and name[:1].isupper() for name in names)
    return _read_items(names) if len(last) == 1 and whole else None


def _split(text: str, separators: str) -> list[str]:
    """The parts of a list, whose separators stand outside of brackets and raised numbers."""
    if not any(map(text.__contains__, separators)):
        return [text.strip()] if text.strip() else []
    parts, depth, raised = [""], 0, False
    for sign in text:
        depth = max(0, depth + (sign in "([") - (sign in ")]"))
        raised ^= sign == "^"
        if sign in separators and not depth and not raised:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _read_items(parts: Sequence[str]) -> tuple[_Item, ...] | None:
    items = [_item(part) for part in parts]
    return tuple(item for item in items if item) if items and all(items) else None


def _item(text: str) -> _Item | None:
    """One author, None for what cannot be one."""
    email = _EMAIL.search(text)
    if email:
        text = f"{text[: email.start()]} {text[email.end() :]}"
    rest, marked = _MARKED.subn(lambda m: m["html"] or m["text"], text.strip())
    if rest.startswith("*"):
        rest, marked = rest[1:], marked + 1
    numbers, named = list[int](), list[str]()
    while (rest := rest.rstrip()).endswith(_ENDS) and (end := _BEHIND_A_NAME.search(rest)):
        inside = (end["up"] or (end["bracket"] or "")[1:-1]).strip()
        if "*" in (end[0].strip(), inside[-1:]):
            marked, inside = marked + 1, inside.rstrip("*").rstrip(", ")
        if inside and _NUMBERS.fullmatch(inside):
            numbers[:0] = [int(number) for number in re.findall("[0-9]+", inside)]
        elif inside:
            named[:0] = _split(inside, ";")
        rest = rest[: end.start()]
    name = " ".join(rest.split())
    if not _may_be_name(name) or (numbers and named):
        return None
    address = (email[1] or email[2]) if email else ""
    return _Item(name, tuple(dict.fromkeys(numbers)), tuple(named), bool(marked), address)


def _may_be_name(text: str) -> bool:
    """Whether a text has the form of a name: few words, without figures and signs, no institution."""
    return (
        _LETTER.search(text) is not None
        and len(text.split()) <= _LONGEST_NAME
        and not (_NO_NAME.search(text) or _INSTITUTION.search(text))
    )


def _is_one_name(item: _Item) -> bool:
    """Whether the only item is one name; with a comma it may be two: `Anna Berg, Carl Dorn`."""
    family, comma, given = item.name.partition(",")
    capitalised = [word for word in family.split() if word[:1].isupper()]
    told = not comma or item.numbers or item.named or _GENERATION.fullmatch(given.strip())
    return bool(told) or len(capitalised) == 1


# Names


def _name(written: str) -> tuple[str, str] | None:
    """Name in the order of speech, and family name if a comma tells it; None for what is no such name."""
    parts = [part.strip() for part in written.split(",")]
    if len(parts) > 1 and _GENERATION.fullmatch(parts[-1]):
        *parts, generation = parts
        named = _name(", ".join(parts))
        return (f"{named[0]}, {generation}", named[1]) if named else None
    if len(parts) == 1:
        return written, ""
    if len(parts) > 2 or not all(parts):
        return None
    family, given = parts
    if _ACRONYM.search(given) and not family.isupper():
        return None  # Anna Berg, MIT
    return f"{given} {family}", family


# A list that says itself what parts it


def literal_authors(written: str, affiliations: str, separator: str) -> tuple[ParsedAuthor, ...]:
    """The authors of a list that is known to be parted by a sign, each as it stands: a name is any text.

    `Ada Berg (1,2)*` has the affiliations of these numbers, one a line as `1: Alm`, and presents; numbers
    that no affiliation has belong to the name. Affiliations that nobody refers to are of those without any.
    """
    known: dict[str, str] = {}
    spare: list[str] = []
    for line in filter(None, map(str.strip, affiliations.split("\n"))):
        found = _NUMBERED_LINE.fullmatch(line)
        if found and found[1] not in known:
            known[found[1]] = " ".join(found[2].split())
        else:
            spare.append(" ".join(line.split()))
    parts = split_parts(written) if separator == ";" else written.split(separator)
    authors = [_literal_author(part.strip(), known) for part in parts if part.strip()]
    used = {one for author in authors for one in author.affiliations}
    spare = [*(text for text in known.values() if text not in used), *spare]
    if not spare:
        return tuple(authors)
    bare = [author for author in authors if not author.affiliations] or authors[-1:]
    return tuple(
        replace(author, affiliations=(*author.affiliations, *spare)) if author in bare else author
        for author in authors
    )


def _literal_author(text: str, known: Mapping[str, str]) -> ParsedAuthor:
    found = re.fullmatch(r"(?P<name>.*?)(?: ?\((?P<numbers>[0-9, ]*)\))?(?P<star>\*?)", text, re.DOTALL)
    numbers = re.findall("[0-9]+", found["numbers"] or "") if found else []
    if not found or not found["name"] or any(number not in known for number in numbers):
        return ParsedAuthor(" ".join(text.split()))
    own = tuple(known[number] for number in numbers)
    return ParsedAuthor(" ".join(found["name"].split()), "", own, bool(found["star"]))


_NUMBERED_LINE: Final = re.compile(r"([0-9]+)[:.] (.+)")


# Affiliations


def _numbered(text: str) -> dict[int, str] | None:
    """Affiliations by their numbers, which count from 1: {} where they have none, None if one is empty."""
    found: list[tuple[int, int]] = []
    at, number = 0, 1
    while marker := _marker(number).search(text, at):
        if number == 1 and text[: marker.start()].strip():
            break
        found.append((marker.start(), marker.end()))
        at, number = marker.end(), number + 1
    ends = [start for start, _ in found[1:]] + [len(text)]
    names = [text[begin:end].strip(" \n;,") for (_, begin), end in zip(found, ends, strict=False)]
    if not all(names):
        return None
    return {index: " ".join(name.split()) for index, name in enumerate(names, 1)}


def _marker(number: int) -> re.Pattern[str]:
    """The number before an affiliation: at the start of a line or part, in brackets or raised anywhere."""
    return re.compile(
        rf"(?:^|(?<=[;\n]))\s*{number}(?:[.:)]\s*|[ ]+(?=[^\W\d_])|(?=[^\W\d_]))"
        rf"|(?:^|(?<=[\s;,]))(?:\({number}\)|\[{number}\]|\^{number}\^)[.:]?\s*"
    )


def _with_affiliations(
    items: tuple[_Item, ...], numbered: dict[int, str], written: str
) -> tuple[ParsedAuthor, ...] | None:
    used = {number for item in items for number in item.numbers}
    shared: tuple[str, ...] = ()
    if written and not used and len(numbered) < 2:
        # one institution for all is written without numbers; several would be anybody's
        if any(item.named for item in items) or len(_split(written, ";\n")) > 1:
            return None
        # "1 Main Street" begins with no number of ours
        shared = (
            numbered[1] if numbered and not re.match(r"\s*1\s", written) else " ".join(written.split()),
        )
    elif used != set(numbered):
        return None
    found = []
    for item in items:
        named = _name(item.name)
        if not named:
            return None
        own = tuple(numbered[number] for number in item.numbers) or item.named or shared
        found.append(ParsedAuthor(*named, own, item.presenter, item.email))
    return tuple(found)


# Who presents


def with_presenters(authors: tuple[ParsedAuthor, ...], written: str) -> tuple[ParsedAuthor, ...]:
    """The authors, those marked who bear a name of a list; none where no author, or several, bear one."""
    presenters = {index for name in _split(written, ";\n") for index in _bearer(name, authors)}
    return tuple(
        replace(author, presenter=author.presenter or index in presenters)
        for index, author in enumerate(authors)
    )


def _bearer(name: str, authors: tuple[ParsedAuthor, ...]) -> Iterator[int]:
    """The one author with that name, written in either order and maybe shorter."""
    wanted = _words(name)
    same = [index for index, author in enumerate(authors) if _words(author.name) == wanted]
    near = [
        index
        for index, author in enumerate(authors)
        if wanted and (wanted <= _words(author.name) or wanted >= _words(author.name))
    ]
    found = same or near
    if len(found) == 1:
        yield found[0]


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold()))
