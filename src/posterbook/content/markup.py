"""Turns the small Markdown within a line (manual, page `text`) into styled spans; `blocks` has paragraphs.

Whatever is not markup stays literal, character for character: the rules below are stricter than CommonMark,
because abstracts are full of asterisks, tildes and brackets that mean themselves.
"""

# ruff: noqa: PLC0415 - markdown-it costs 30 ms, so it is imported where a text has markup
# ruff: noqa: FBT001 - the form of markdown-it's rules

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from posterbook.content.han import join_lines
from posterbook.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Scanned
    from markdown_it.token import Token


class Rise(StrEnum):
    """Whether a span stands on, below or above the baseline."""

    NONE = ""
    SUB = "sub"
    SUPER = "super"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one style; `link` is its target as written (http, https, mailto), `lang` its own language."""

    text: str
    bold: bool = False
    italic: bool = False
    rise: Rise = Rise.NONE
    link: str = ""
    lang: str = ""


_FOLDED = re.compile(r"[ \t\r\n\f\v]+")
_AUTOLINK = (
    r"<((?:https?://|mailto:)[^\s<>\x00-\x1f\x7f]++)>"
    r"|(?a:<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})>)"
)
"""A web or mail address that CommonMark's angle brackets make a link, without them."""
_LANGUAGE = r"\]\{lang=([a-z]{2,8}(?:-[a-z0-9]{1,8}){0,3})\}"
_MAY_BE_MARKED = re.compile(rf"([*~^]).*\1|\]\((?:https?://|mailto:)|{_LANGUAGE}|{_AUTOLINK}", re.IGNORECASE)
_BRACKET = rf"(?i)[\[\]]|{_AUTOLINK}"
_LITERAL_TEXT = r"(?i)`[^`]+`|(?:https?://|www\.)[^\s<>\[\]]*[\w/]"
_TARGET = re.compile(
    r"\]\(((?:https?://|mailto:)(?:[^\s()<>\x00-\x1f\x7f]++|\([^\s()<>\x00-\x1f\x7f]*+\))++)\)", re.IGNORECASE
)
_SPOKEN = f"(?i){_LANGUAGE}"
_MARKS = ("*", "~", "^", "](", "]{lang=", "://", "@")
"""One of these at least stands in a text with inline markup."""
_STOPS = ",.;:!?%…"
_CLEAR_EMPHASIS = re.compile(
    r"(?:(?<=[ (/\"“-])|^)(\*{1,2})([^\W_](?:[^*]*[^\W_])?)\1(?=[ ,.;:!?)/\"”\u2019-]|$)"
)
"""Words between stars that stand as clearly as they can."""
_OTHER_MARKS = re.compile(r"[~^`\\\[\]<@]|://|www\.", re.IGNORECASE)


def inline(text: str) -> tuple[Span, ...]:
    """The spans of a title, heading or name: white space folded, equal neighbours merged."""
    folded = _fold(text)
    if not folded:
        return ()
    # Searching for fixed strings is ten times faster than the pattern, and most texts hold no mark.
    marked = any(map(folded.__contains__, _MARKS)) and _MAY_BE_MARKED.search(folded)
    return _clearly_emphasised(folded) or _parse_inline(folded) if marked else (Span(folded),)


def plain(spans: Iterable[Span]) -> str:
    """What the spans say, without styling."""
    return "".join(span.text for span in spans)


def _fold(text: str) -> str:
    # To search for each is faster than the pattern, and than a loop.
    loose = "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text
    return (_FOLDED.sub(" ", join_lines(text)) if loose else text).strip(" ")


def _clearly_emphasised(text: str) -> tuple[Span, ...]:
    """The spans of a text whose only marks are clear emphasis, () for any other.

    Most texts with markup have no more than that. The parser would find the same, in eight times the time and
    after an import that takes as long as loading a small booklet.
    """
    if _OTHER_MARKS.search(text):
        return ()
    found, end = [], 0
    for part in _CLEAR_EMPHASIS.finditer(text):
        bold = part[1] == "**"
        found += [Span(text[end : part.start()]), Span(part[2], bold=bold, italic=not bold)]
        end = part.end()
    found.append(Span(text[end:]))
    return () if any("*" in span.text for span in found) else tuple(span for span in found if span.text)


def _parse_inline(text: str) -> tuple[Span, ...]:
    parser = _parser()
    verbatim = _literal_marks(text)
    links, autolinks = _links(text, verbatim)
    env = {"links": links, "autolinks": autolinks, "verbatim": verbatim, "raised": -1}
    styled = groupby(_styled_texts(parser.inline.parse(text, parser, env, [])), key=lambda part: part[1:])
    return tuple(Span("".join(part[0] for part in parts), *style) for style, parts in styled)


def _styled_texts(tokens: Iterable[Token]) -> Iterator[tuple[str, bool, bool, Rise, str, str]]:
    depth, link, languages = Counter[str](), "", [""]
    for token in tokens:
        depth[token.tag] += token.nesting
        if token.tag == "span" and token.nesting > 0:
            languages.append(str(token.attrGet("lang")))
        elif token.tag == "span":
            languages.pop()
        elif token.tag == "a":
            link = str(token.attrGet("href") or "")  # the closing token has none
        if token.content:
            rise = Rise.SUB if depth["sub"] else Rise.SUPER if depth["sup"] else Rise.NONE
            yield token.content, depth["strong"] > 0, depth["em"] > 0, rise, link, languages[-1]


def _literal_marks(text: str) -> frozenset[int]:
    """Where marks stand inside code and bare addresses, in which they are literal."""
    ranges = (match.span() for match in re.finditer(_LITERAL_TEXT, text))
    return frozenset(at for start, end in ranges for at in range(start, end) if text[at] in "*~^[]<")


def _links(
    text: str, verbatim: frozenset[int]
) -> tuple[dict[int, tuple[int, int, str]], dict[int, tuple[int, str, str]]]:
    """Links and autolinks by where they begin.

    For the opening bracket of each link: its closing bracket, its end, and its target, which of words in
    another language is that. For an autolink: its end, its address and its target.
    """
    language_at = re.compile(_SPOKEN).match
    links: dict[int, tuple[int, int, str]] = {}
    autolinks: dict[int, tuple[int, str, str]] = {}
    opened: list[int] = []
    outer = 0  # the first `outer` opened brackets hold a link already: links hold no links
    for bracket in re.finditer(_BRACKET, text):
        at = bracket.start()
        if at in verbatim:
            continue
        if bracket[0] == "[":
            opened.append(at)
        elif bracket[0] != "]":
            address = bracket[1] or bracket[2]
            autolinks[at] = bracket.end(), address, bracket[1] or f"mailto:{address}"
            outer = len(opened)
        elif opened:
            start = opened.pop()
            spoken = None if _is_escaped(text, start) else language_at(text, at)
            if spoken and text[start + 1 : at].strip():
                links[start] = (at, spoken.end(), spoken[1])
                outer = min(outer, len(opened))
                continue
            target = _TARGET.match(text, at) if len(opened) >= outer else None
            outer = min(outer, len(opened))
            if target and text[start + 1 : at].strip() and not _is_escaped(text, start):
                links[start], outer = (at, target.end(), target[1]), len(opened)
    return links, autolinks


def _is_escaped(text: str, start: int) -> bool:
    """Whether a link is the tail of an image, or its bracket follows a backslash: both stay as written."""
    return start > 0 and text[start - 1] in "!\\"


def _link(state: StateInline, silent: bool) -> bool:
    link = state.env["links"].get(state.pos)
    if silent or link is None:
        return False
    label_end, end, target = link
    tag, attribute = ("a", "href") if ":" in target else ("span", "lang")
    state.push("link_open", tag, 1).attrs = {attribute: target}
    _within(state, state.pos + 1, label_end)
    state.push("link_close", tag, -1)
    state.pos = end
    return True


def _autolink(state: StateInline, silent: bool) -> bool:
    found = state.env["autolinks"].get(state.pos)
    if silent or found is None or found[0] > state.posMax:
        return False
    state.pos, address, target = found
    state.push("link_open", "a", 1).attrs = {"href": target}
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    return True


def _sub_or_super(state: StateInline, silent: bool) -> bool:
    start, mark = state.pos, state.src[state.pos]
    if silent or mark not in "~^" or start in state.env["verbatim"]:
        return False
    end = _end_of_raised(state, mark)
    if not end or not _is_attached(state, mark, end):
        return False
    tag = "sub" if mark == "~" else "sup"
    state.push(f"{tag}_open", tag, 1)
    _within(state, start + 1, end)
    state.push(f"{tag}_close", tag, -1)
    state.pos = state.env["raised"] = end + 1
    return True


def _end_of_raised(state: StateInline, mark: str) -> int:
    """Where the tight pair closes, or 0; `5~10天或15~20天` is no pair though no space stands in it."""
    first = at = state.pos + 1
    while at < state.posMax:
        char = state.src[at]
        if char == mark and at not in state.env["verbatim"]:
            return at if at > first else 0
        if char.isspace() or _is_wide(char):
            return 0
        at = state.env["links"][at][1] if at in state.env["links"] else at + 1
    return 0


def _is_attached(state: StateInline, mark: str, end: int) -> bool:
    """Whether the pair belongs to a word or bracket before it or, as in `^18^F`, to a word after it."""
    at = state.pos
    while at and state.src[at - 1] == "*":
        at -= 1
    before, after = state.src[max(at - 1, 0) : at], state.src[end + 1 : end + 2]
    if before and before in "~^":
        return bool(state.env["raised"] == at)
    return (
        before in {")", "]", "}"}
        or _is_letter(before)
        or (mark == "^" and before != "\\" and _is_letter(after))
    )


def _within(state: StateInline, start: int, end: int) -> None:
    outer = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = outer


def _star(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline.state_inline import Delimiter

    if silent or state.src[state.pos] != "*":
        return False
    run = state.scanDelims(state.pos, canSplitWord=True)
    opens, closes = _flanks(state, run)
    for _ in range(run.length):
        state.push("text", "", 0).content = "*"
        token = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("*"), run.length, token, end=-1, open=opens, close=closes))
    state.pos += run.length
    return True


def _flanks(state: StateInline, run: Scanned) -> tuple[bool, bool]:
    """Whether a run of stars may open and may close: CommonMark's flanking rules, less what means itself."""
    start, end = state.pos, state.pos + run.length
    before, after = state.src[max(start - 1, 0) : start], state.src[end : end + 1]
    if run.length > 3 or start in state.env["verbatim"] or _is_literal_between(before, after):
        return False, False
    opens = run.can_open and after not in _STOPS and category(after) != "Pe"
    closes = run.can_close and category(before) != "Ps"
    return opens, closes


def _is_literal_between(before: str, after: str) -> bool:
    """Whether stars mean themselves here: `2*3`, `HLA-A*02:01`, `"*"`, and behind a backslash."""
    inside_word = _is_in_word(before) and _is_in_word(after)
    quoted = before == after or (_is_quote(before) and _is_quote(after))
    return before == "\\" or inside_word or quoted


def _is_quote(char: str) -> bool:
    return bool(char) and (char in "\"'„" or category(char) in {"Pi", "Pf"})


def _is_letter(char: str) -> bool:
    """Letters, digits, and the marks upon them."""
    return bool(char) and category(char)[0] in "LNM"


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in {"W", "F"}


def _is_in_word(char: str) -> bool:
    """Letters of scripts that part words with spaces; between Han characters a star may be a mark."""
    return _is_letter(char) and not _is_wide(char)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero")
    for name, rule in (
        ("star", _star),
        ("raised", _sub_or_super),
        ("link_", _link),
        ("autolink_", _autolink),
    ):
        parser.inline.ruler.push(name, rule)
    # Without joining fragments, which is quadratic in markdown-it-py 3: `_parse_inline` joins them.
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    return parser
