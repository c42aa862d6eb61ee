"""Finds what a text holds of Markdown that is not read here, and so prints as it is written.

Nothing of it is an error: abstracts hold signs that look like markup and mean themselves. So each construct
is found by its whole form only, as a pair of backticks around words and not a single one, and where a form is
common without that meaning, as `[1][2]` for two citations, it is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace

from posterbook.content.blocks import LEVELS, Source, TableSource, sources
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A construct with an article, its words, the line (from 1) and offset in it, and how to do without.

    `more` counts further ones of the same construct in the same text.
    """

    construct: str
    wording: str
    line: int
    offset: int
    hint: str
    more: int = 0


def _always(_found: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Construct:
    """A construct by its pattern, compiled and tried only where one of the `signs` stands in a text.

    `lines` ones are of blocks, and so not looked for in a title.
    """

    name: str
    signs: tuple[str, ...]
    pattern: str
    hint: str
    lines: bool = False
    holds: Callable[[re.Match[str]], bool] = field(default=_always)


def _is_formula(found: re.Match[str]) -> bool:
    inner = found[1]
    return inner.strip() == inner and any(sign in inner for sign in "\\^_{")


_CONSTRUCTS = (
    _Construct(
        "a block of code",
        ("```", "~~~"),
        r"(?m)^[ \t]*+(?:```|~~~)[^\n]*+",
        "write it as plain text",
        lines=True,
    ),
    _Construct("code", ("`",), r"(?<![\w`])(`{1,2}+)[^`\n]++\1(?![\w`])", "take the backticks away"),
    _Construct(
        "a picture",
        ("![",),
        r"!\[[^\[\]\n]*+\]\([^()\n]*+\)",
        "in a record write 'images:'; in a text file give it a paragraph of its own",
    ),
    _Construct(
        "a link to another file",
        ("](",),
        (
            r"(?i)(?<!!)\[[^\[\]\n]++\]\((?!https?:|mailto:)"
            r"(?:[a-z]++:|\.{0,2}/|[#<]|www\.|[^()\s]+\.(?:html?|md|pdf)\b)[^()\n]*+\)"
        ),
        "links lead to https://, http:// and mailto: addresses, written in full",
    ),
    _Construct(
        "a link with a title",
        ("](",),
        r"(?i)\]\((?:https?://|mailto:)[^\s()]++[ \t]++[\"'(][^\n)\]]*+\)",
        "take the title in quotes away",
    ),
    _Construct(
        "a link's definition",
        ("]:",),
        r"(?mi)^ {0,3}\[[^\[\]\n]++\]:[ \t]*+(?:https?://|www\.|mailto:|<)[^\n]*+",
        "write [words](https://…) where the link stands",
        lines=True,
    ),
    _Construct(
        "words with attributes",
        ("]{",),
        r"(?i)\[[^\[\]\n]++\]\{(?!lang=[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,3}\})[^{}\n]*+\}",
        "the language of words is said so: [words]{lang=fr}",
    ),
    _Construct("a footnote", ("[^",), r"\[\^\w++\]", "write the note where it belongs"),
    _Construct(
        "emphasis by underscores",
        ("_",),
        r"(?<![\w/.@-])(_{1,3}+)(?=[^\W_])[^_\n]*+(?<=[^\s_])\1(?![\w_])",
        "write *italic* or **bold**",
    ),
    _Construct(
        "emphasis that ends within a word",
        ("**",),
        r"(?<![\w*])\*\*(?=[^\s*])[^*\n]*+(?<=[^\s])\*\*(?=[^\W\d_])",
        "let it end with the word",
    ),
    _Construct(
        "struck-out text",
        ("~~",),
        r"(?<![\w~])~~(?=[^\s~])[^~\n]*+(?<=\S)~~(?![\w~])",
        "take it out",
    ),
    _Construct(
        "a backslash before a sign",
        ("\\",),
        r"\\[*_`#~^\[\]|<>!]",
        "take the backslash away: signs that are no markup print as they are",
    ),
    _Construct(
        "a formula",
        ("$",),
        r"\$([^$\n]++)\$",
        "write it with x~1~, m^2^ and Unicode's signs",
        holds=_is_formula,
    ),
    _Construct(
        "a heading",
        ("#",),
        r"(?m)^[ \t]*+#{1,6}+[ \t]++[^\s#][^\n]*+",
        "in a record write a section of its own; text files have headings, outside of lists and quotes",
        lines=True,
    ),
    _Construct(
        "an underlined heading",
        ("===",),
        r"(?m)^[ \t]*+={3,}+[ \t]*+$",
        "in a record write a section of its own; text files have headings, outside of lists and quotes",
        lines=True,
    ),
    _Construct(
        "a block quote",
        (">",),
        r"(?m)^[ \t]*+>[ \t]?+(?![ \t=]*+[\d.,~≈±+-])[^\s][^\n]*+",
        "text files have quotes, behind a blank line and outside of lists; in a record use quotation marks",
        lines=True,
    ),
    _Construct(
        "a table",
        ("|",),
        (
            r"(?m)^[ \t]*+\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)++\|?+[ \t]*+$"
            r"|^[ \t]*+\|[ \t][^|\n]*+\|[ \t][^\n]*+(?<=\|)[ \t]*+$"
        ),
        "a table has up to 12 columns and a line for each row; in a record it stands after '|', not '>-'",
        lines=True,
    ),
    _Construct(
        "a rule",
        ("---", "***", "___", "- -", "* *", "_ _"),
        r"(?m)^[ \t]*+(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})$",
        "text files have rules, outside of lists; in a record take it out",
        lines=True,
    ),
    _Construct(
        "a list without a blank line before it",
        ("\n",),
        r"(?<=\n)[ \t]*+[-*][ \t]++\S[^\n]*+\n[ \t]*+[-*][ \t]++\S[^\n]*+",
        "leave a line blank before its first item",
        lines=True,
    ),
    _Construct(
        "a list marked with '+'",
        ("+",),
        r"(?m)^[ \t]*+\+[ \t]++[^\s\d][^\n]*+",
        "begin its items with '- '",
        lines=True,
    ),
    _Construct(
        "a box to tick",
        ("[ ]", "[x]", "[X]"),
        r"(?m)^[ \t]*+\[[ xX]\][ \t]",
        "write ☐ or ☑",
        lines=True,
    ),
)
"""What may stand in a text, what is found first taking its words from what comes after."""
_FIRST_SIGNS = (*"`_\\$|[\n", "**", "~~", "===", "---", "* *", "- -")
"""One stands in every construct that does not begin the text. To look for each is faster than a pattern."""
_LINE_SIGNS = ("#", ">", "+")
_SIGNS = re.compile(
    r"[`_\\$|]|\]\(|!\[|\]:|\[\^|\*\*|~~|===|---|\* \*|- -|\[[ xX]\]|\n[ \t]*+(?:[#>+]|[-*][ \t])"
)


def in_line(text: str) -> tuple[Unsupported, ...]:
    """What is found in a title or another text of one line."""
    if not _may_hold_any(text):
        return ()
    return tuple(_in_source(Source(text, 1), lines=False))


def in_body(text: str, *, prose: bool = False) -> tuple[Unsupported, ...]:
    """What is found in a text of paragraphs; with `prose` beyond what text files may hold."""
    if not _may_hold_any(text):
        return ()
    return _first_of_each(_in_body(text, prose=prose))


def _may_hold_any(text: str) -> bool:
    begun = text.lstrip()[:1] in _LINE_SIGNS
    return begun or (any(map(text.__contains__, _FIRST_SIGNS)) and _SIGNS.search(text) is not None)


def _in_body(text: str, *, prose: bool) -> Iterator[Unsupported]:
    for source in sources(text, prose=prose):
        if isinstance(source, TableSource):
            for row in source.rows:
                for cell in row:
                    yield from _in_source(cell, lines=False)
        elif isinstance(source, Source) and source.line > 0:
            if source.heading > LEVELS:
                yield Unsupported(
                    f"a heading of level {source.heading}",
                    f"{'#' * source.heading} {source.content}",
                    source.line,
                    0,
                    f"there are {LEVELS} levels; it is set as one of level {LEVELS}",
                )
            yield from _in_source(source, lines=not source.heading)


def _in_source(source: Source, *, lines: bool) -> Iterator[Unsupported]:
    """The first of each construct, with the number of those that follow; none within another."""
    text = source.content
    taken = bytearray(len(text))
    for construct in _CONSTRUCTS:
        if (construct.lines and not lines) or not any(sign in text for sign in construct.signs):
            continue
        first, count = None, 0
        for found in re.finditer(construct.pattern, text):
            start, end = found.span()
            if construct.holds(found) and taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                first, count = first or found, count + 1
        if first is not None:
            start = first.start() + len(first[0]) - len(first[0].lstrip())
            line = source.line + text.count("\n", 0, start)
            offset = start - (text.rfind("\n", 0, start) + 1)
            yield Unsupported(construct.name, first[0].strip(), line, offset, construct.hint, count - 1)


def _first_of_each(found: Iterable[Unsupported]) -> tuple[Unsupported, ...]:
    """The first of each construct in a text, with the number of those that follow."""
    first: dict[str, Unsupported] = {}
    for one in found:
        known = first.get(one.construct)
        first[one.construct] = replace(known, more=known.more + 1 + one.more) if known else one
    return tuple(first.values())
