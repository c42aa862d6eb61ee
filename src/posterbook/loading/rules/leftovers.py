"""What is left in a text of how it was written and sent: HTML, signs read in a wrong encoding, stopgaps.

Every rule is one function with its code, its reason and an example; all of them warn, and `accept:` silences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, warning
from posterbook.loading.rules.passages import Passage

IN_OUR_MARKUP: Final = {
    "sub": "~{}~", "sup": "^{}^", "i": "*{}*", "em": "*{}*", "italic": "*{}*",
    "b": "**{}**", "strong": "**{}**", "bold": "**{}**",
}  # fmt: skip
"""Elements of HTML, and of the XML of journals, that the text of a booklet has marks for, and these."""
BREAKS: Final = frozenset(("p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "hr", "title", "sec"))
"""Elements that begin or end a paragraph or line."""
OTHERS: Final = (
    "abbr|article|a|blockquote|body|caption|center|cite|code|dd|del|dl|dt|figure|font|head|html|img|ins|kbd"
    "|label|li|mark|math|ol|pre|q|script|section|small|big|span|strike|style|svg|s|table|tbody|td|thead|th|tt"
    "|ul|u"
)
_OTHER_HINTS: Final = {
    "a": "write [text](https://…) in its place",
    "li": "begin each item of a list on a line of its own with '- '",
    "img": "in a record write 'image:', in a text file ![what it shows](images/…)",
}
_ATTRIBUTES: Final = r"""(?:\s++[a-z][a-z:-]*+\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))"""
_TAG: Final = (
    r"<!--[^\n>]*+>?"
    rf"|</?(?:[a-z]++:)?(?P<element>{'|'.join((*IN_OUR_MARKUP, *sorted(BREAKS), OTHERS))})"
    rf"{_ATTRIBUTES}*+\s*+/?+>"
    rf"|<(?:/(?P<closed>[a-z][a-z0-9:-]*+)\s*+|(?P<other>[a-z][a-z0-9:-]*+){_ATTRIBUTES}++\s*+/?+)>"
)
"""A comment, an element that is known, and any other that ends or has an attribute: `<x>` may be a sign."""
_COMMENT: Final = "<!--"
_REST_OF_ELEMENT: Final = r"([^<>]{1,30})</(?:[a-z]+:)?([a-z]+)>"
_ENTITY: Final = r"&(?:[a-z][a-z0-9]{1,31}|#[0-9]{1,7}|#x[0-9a-f]{1,6});"

_CONTINUATION: Final = (
    "[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
"""What the bytes 80 to BF are read as in Windows-1252, or in Latin-1."""
_LEADS: Final = frozenset("ÂÃÄÅÎÏÐÑâï")
"""What the first bytes of such signs are read as; most texts hold none of them."""
_TWICE_CODED: Final = f"(?:[ÂÃÄÅÎÏÐÑ]{_CONTINUATION}|[âï]{_CONTINUATION}{{2}})+"
"""How the UTF-8 of common signs and letters looks in Windows-1252."""
_BEHIND_A_LETTER: Final = frozenset("±²³¹·°»\u2013\u2014\u2019\u201d\u203a\u2026")
"""What may well stand behind Ä or Å, the sign of the ångström."""
_NEAR: Final = 15
"""How many characters beside a damaged sign are shown with it, as far as its word goes."""

_THINGS: Final = ("title", "abstract", "name", "author", "authors", "text", "summary")
_STOPGAPS: Final = frozenset((
    "", "tba", "tbd", "tbc", "todo", "titel fehlt", "text fehlt", "ohne titel", "folgt", "wird nachgereicht",
    "titre manquant", "sans titre", "à venir", "à compléter", "#ref", "#value", "#name", "#n/a", "#null",
    *(f"to be {done}" for done in ("announced", "confirmed", "added", "determined", "defined", "completed")),
    *(
        f"{thing} {said}"
        for thing in _THINGS
        for said in ("missing", "here", "goes here", "to follow", "to come", "not available", "not found")
    ),
    *(f"{said} {thing}" for thing in _THINGS for said in ("missing", "no", "insert", "enter", "your")),
    *(f"{said} {thing} here" for thing in _THINGS for said in ("insert", "enter", "your")),
))  # fmt: skip
"""What stands for a text to come in any field, signs alone included, and errors of spreadsheets."""
_NO_TITLES: Final = frozenset((
    "untitled", "none", "null", "nan", "na", "n/a", "not found", "notfound", "test", *_THINGS,
))  # fmt: skip
"""The same where a title or name should be; a section on funding may say "none"."""
_ABOUT: Final = " .:!?*_()[]{}<>-\u2013\u2014\u2026"
_TITLES: Final = frozenset(("title", "summary_title", "group", "name"))
_LONGEST_STOPGAP: Final = 40
_FILLER: Final = r"\b[Ll]orem ipsum\b|(?<![\w.,/@-])x{3,}(?!\w|[.@/-]\w)"

# Nearly all texts are clean, and a look at one is to ask whether it holds any of these. No pattern is
# compiled before one does: that would take its time at every start.
_AHEAD: Final = r"<[A-Za-z/!]|&[A-Za-z#]|xxx|orem ipsum|[ÂÃÄÅÎÏÐÑâï][\x80-\xbf\u0152-\u2122]|\ufffd"
_FIRST_SIGNS: Final = ("<", "&", "xxx", "orem ipsum", *"ÂÃÄÅÎÏÐÑâï\ufffd")


def may_hold_leftovers(text: str) -> bool:
    """Whether a text, or some joined, are worth a closer look for HTML, damaged signs or filler: few are."""
    return any(map(text.__contains__, _FIRST_SIGNS)) and re.search(_AHEAD, text) is not None


def check_leftovers(passage: Passage) -> Iterator[Problem]:
    """What is left of other programs in one text."""
    yield from html_markup(passage)
    yield from mojibake(passage)
    yield from placeholder_text(passage)


def html_markup(passage: Passage) -> Iterator[Problem]:
    """html-markup: "H<sub>2</sub>O", "R&amp;D". A form sent HTML, and a text is printed as it stands.

    Each element is told once in a text.
    """
    first: dict[str, re.Match[str]] = {}
    for tag in re.finditer(_TAG, passage.text, re.IGNORECASE) if "<" in passage.text else ():
        first.setdefault((tag["element"] or tag["closed"] or tag["other"] or _COMMENT).lower(), tag)
    for element, tag in first.items():
        behind = passage.text[tag.end() : tag.end() + 50]
        rest = re.match(_REST_OF_ELEMENT, behind, re.IGNORECASE) if element in IN_OUR_MARKUP else None
        whole = rest if rest and rest[2].lower() == element else None
        wording = f"{tag[0]}{whole[0]}" if whole else tag[0]
        message = f"'{excerpt(wording)}' is HTML, which is printed as it stands"
        hint = _instead_of(element, whole[1] if whole else "…")
        yield warning("html-markup", message, passage.at(wording), hint)
    entities = re.findall(_ENTITY, passage.text, re.IGNORECASE) if "&" in passage.text else ()
    for entity in dict.fromkeys(entities):
        if sign := _sign_of(entity):
            message = f"'{entity}' is HTML, which is printed as it stands"
            yield warning("html-markup", message, passage.at(entity), f"write {sign} in its place")


def mojibake(passage: Passage) -> Iterator[Problem]:
    """mojibake: "5â€‰%" for "5 %", "Ã©" for "é". UTF-8 was read as Windows-1252, or a sign is lost."""
    damaged = _damaged_words(passage.text)
    if damaged:
        (wording, right), *others = damaged.items()
        more = f"; {len(others)} more like it" if others else ""
        message = f"'{excerpt(wording)}' was '{excerpt(right)}' before it was read in a wrong encoding{more}"
        hint = "write it as it was; a table is best exported once more, as UTF-8"
        yield warning("mojibake", message, passage.at(wording), hint)
    lost = passage.text.find("\ufffd")
    if lost >= 0:
        wording = _word_around(passage.text, lost, lost + 1)
        message = f"a sign was lost in '{excerpt(wording)}', where U+FFFD stands for it"
        yield warning("mojibake", message, passage.at(wording), "look it up where the text comes from")


def placeholder_text(passage: Passage) -> Iterator[Problem]:
    """placeholder-text: "TITLE MISSING", "TBA", "lorem ipsum". Somebody meant to write the text later."""
    text, path = passage.text, passage.where.path
    of_title = bool(path) and path[-1] in _TITLES
    stopgap = is_stopgap(text, of_title=of_title)
    within = None if stopgap else re.search(_FILLER, text)
    if stopgap or within:
        wording = within[0] if within else text
        message = f"'{excerpt(wording)}' stands where a text is still to come"
        hint = "write the text, or leave the field out"
        yield warning("placeholder-text", message, passage.at(wording), hint)


def is_stopgap(text: str, *, of_title: bool) -> bool:
    """Whether a text is one that stands for another, still to come."""
    if not 0 < len(text) <= _LONGEST_STOPGAP:
        return False
    bare = text.strip(_ABOUT).casefold()
    crosses = len(bare) > 2 and not bare.strip("x")
    return crosses or bare in _STOPGAPS or (of_title and bare in _NO_TITLES)


def _instead_of(element: str, inner: str) -> str:
    if element in IN_OUR_MARKUP:
        return f"write {IN_OUR_MARKUP[element].format(inner)} in its place"
    if element in BREAKS:
        return "write a blank line between paragraphs in its place"
    return _OTHER_HINTS.get(element, "remove it")


def _sign_of(entity: str) -> str:
    """What an entity stands for, as a hint can show it; '' for what is none."""
    from html import unescape  # noqa: PLC0415 - a table of 2,231 names, wanted by few texts

    sign = unescape(entity)
    if sign == entity:
        return ""
    return sign if sign.isprintable() and not sign.isspace() else "a space"


def _damaged_words(text: str) -> dict[str, str]:
    """Words with signs whose UTF-8 was read as Windows-1252, and these words as they were."""
    if _LEADS.isdisjoint(text):
        return {}
    found = {}
    for damage in re.finditer(_TWICE_CODED, text):
        if _as_it_was(damage) != damage[0]:
            wording = _word_around(text, damage.start(), damage.end())
            found[wording] = re.sub(_TWICE_CODED, _as_it_was, wording)
    return found


def _as_it_was(damage: re.Match[str]) -> str:
    """The signs that some characters are the UTF-8 of; the characters themselves where they may be meant."""
    lead, behind = damage[0][0], damage[0][1:]
    if (lead in "ÄÅ" and behind in _BEHIND_A_LETTER) or (lead in "ÐÑ" and len(behind) == 1):
        return damage[0]
    return b"".join(map(_byte, damage[0])).decode()


def _byte(character: str) -> bytes:
    """The byte that Windows-1252 reads as a character; five of them it leaves undefined."""
    return character.encode("cp1252", "ignore") or character.encode("latin-1")


def _word_around(text: str, start: int, end: int) -> str:
    head = re.search(r"\S*$", text[max(start - _NEAR, 0) : start])
    tail = re.match(r"\S*", text[end : end + _NEAR])
    return f"{head[0] if head else ''}{text[start:end]}{tail[0] if tail else ''}"
