"""Parts the Markdown of records and text files (manual, page `text`) into paragraphs, lists, tables and more.

Records hold paragraphs, lists and tables. Text files hold headings, block quotes, rules and pictures too. All
but paragraphs stand outside of lists, as one nested in a list would leave no measure to set it in. Rules are
stricter than CommonMark's where abstracts hold what only looks like a block: a list and a quote follow a
blank line, as a wrapped line may well begin with a dash, a year or "> 65 years".
"""

# ruff: noqa: PLC0415 - markdown-it costs 30 ms, so it is imported where a text has markup
# ruff: noqa: FBT001 - the form of markdown-it's rules

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from posterbook.content.markup import Span, inline
from posterbook.values import dataclass

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item or heading; further paragraphs of an item keep its level without a marker.

    `marker` is "•" or the number as written ("1."); `level` counts from 1 in lists and is 0 outside them;
    `heading` is a heading's level, 0 for all else. `quoted` ones stand in a block quote.
    """

    spans: tuple[Span, ...]
    marker: str = ""
    level: int = 0
    heading: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head, its rows with as many cells each, and how columns align: '', left, center, right."""

    head: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    aligned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture by its file, what it shows and the line below it; `line` is where it was written, from 1."""

    file: str
    alt: str
    caption: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Separator:
    """A rule across the measure."""


Block = Paragraph | Table | Illustration | Separator


@dataclass(frozen=True, slots=True)
class Source:
    """What a paragraph, heading or table cell was written as, from which line (from 1) on."""

    content: str
    line: int = field(default=0, compare=False)
    marker: str = ""
    level: int = 0
    heading: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class TableSource:
    """The cells of a table as they were written, the head first."""

    rows: tuple[tuple[Source, ...], ...]
    aligned: tuple[str, ...]


BULLET = "•"
DEPTH = 8  # lists nested deeper stay text: markdown-it drops what is below its own limit of 20 levels
LEVELS = 3
"""How many levels of headings there are: the page's and two below it."""
MOST_COLUMNS = 12
"""A table of more columns stays text: no page has the measure for them."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(?=[^\s#])([^\n]*)$", re.MULTILINE)
_CLOSING = re.compile(r"[ \t]#+[ \t]*$")
_MAY_BE_LISTED = re.compile(r"\n[ \t]*(?:[-*]|1[.)])[ \t]")
"""An item after a line end, which is found faster than the beginning of a line."""
_MAY_BE_BLOCKS = re.compile(r"^[ \t]*+(?:>|[|:][ \t]*+[:-]|[-*_=]|!\[)", re.MULTILINE)
"""What begins a line of a quote, a table's second line, a rule, an underlined heading or a picture."""
_MAY_BE_TABLE = r"(?m)^[ \t]*+[|:]?+[ \t]*+:?+-[-:| \t]*+$"
"""A table's second line."""
# An item holds more than markers, so that `* * *` and `- - -` stay text.
_ITEM = re.compile(r"(?:[-*]|(\d{1,9})[.)])[ \t]+[^\n]*?[^\s*-]", re.ASCII)
_PICTURE = (
    r"!\[([^\[\]\n]*+)\]\([ \t]*+(?:<([^<>\n]++)>|([^\s()<>]++))[ \t]*+"
    r"(?:(?<=[ \t])\"([^\"\n]*+)\"[ \t]*+)?\)"
)
_QUOTED_NUMBER = r">[ \t=]*[\d.,~≈±+-]"
"""More than a number: a sign that means itself."""


def blocks(text: str, *, prose: bool = False) -> tuple[Block, ...]:
    """The paragraphs, list items and tables of a body; with `prose` all that a text file may hold."""
    return tuple(block for source in sources(text, prose=prose) for block in _blocks_of(source))


def sources(text: str, *, prose: bool = False) -> Iterator[Source | TableSource | Separator]:
    """The parts of a text as they were written, those without a word left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", " ").replace("\f", " ")
    may_be_table = "|" in lines and re.search(_MAY_BE_TABLE, lines)
    if may_be_table or _MAY_BE_LISTED.search(f"\n{lines}") or (prose and _MAY_BE_BLOCKS.search(lines)):
        return _parsed(lines, prose=prose)
    return _headings_and_paragraphs(lines) if prose and "#" in lines else _paragraphs(lines, 1)


def pictures(text: str) -> tuple[Illustration, ...]:
    """The pictures of a text file."""
    found = blocks(text, prose=True) if "![" in text else ()
    return tuple(block for block in found if isinstance(block, Illustration))


def _blocks_of(source: Source | TableSource | Separator) -> Iterator[Block]:
    if isinstance(source, Separator):
        yield source
    elif isinstance(source, TableSource):
        head, *rows = (tuple(inline(cell.content) for cell in row) for row in source.rows)
        yield Table(head, tuple(rows), source.aligned)
    elif source.line < 0:
        yield from _illustrations(source)
    elif spans := inline(source.content):
        yield Paragraph(spans, source.marker, source.level, source.heading, source.quoted)


def _illustrations(source: Source) -> Iterator[Illustration]:
    for number, line in enumerate(source.content.split("\n")):
        if found := re.fullmatch(_PICTURE, line.strip(" \t")):
            yield Illustration(found[2] or found[3], found[1].strip(), found[4] or "", number - source.line)


# The short way, past the parser


def _headings_and_paragraphs(text: str) -> Iterator[Source]:
    end, line = 0, 1
    for found in _HEADING.finditer(text):
        yield from _paragraphs(text[end : found.start()], line)
        line += text.count("\n", end, found.start())
        yield Source(_CLOSING.sub("", found[2]), line, heading=len(found[1]))
        end = found.end()
    yield from _paragraphs(text[end:], line)


def _paragraphs(text: str, line: int) -> Iterator[Source]:
    for part in _BLANK_LINES.split(text):
        if part.strip(" \t\n"):
            yield Source(part, line)
        line += part.count("\n") + 2


# Through the parser


def _parsed(text: str, *, prose: bool) -> Iterator[Source | TableSource | Separator]:
    parser, tokens = _parser(prose=prose), list["Token"]()
    parser.block.parse(text, parser, {"ordered": []}, tokens)
    marker, level, heading, quoted = "", 0, 0, False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.type in {"bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close"}:
            level += token.nesting
        elif token.type == "list_item_open":
            marker = f"{token.info}{token.markup}" if token.info else BULLET
        elif token.type in {"heading_open", "heading_close"}:
            heading = int(token.tag[1:]) if token.nesting > 0 else 0
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quoted = token.nesting > 0
        elif token.type == "hr":
            yield Separator()
        elif token.type == "table_open":
            end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
            yield _table_source(tokens[at:end])
            at = end
        elif token.type == "inline" and token.content.strip(" \t\n"):
            line = token.map[0] + 1 if token.map else 1
            if prose and not (level or heading or quoted) and _is_picture(token.content):
                line = -line  # pictures alone, which are no paragraph
            yield Source(token.content, line, marker, level, heading, quoted)
            marker = ""


def _is_picture(content: str) -> bool:
    return all(re.fullmatch(_PICTURE, line.strip(" \t")) for line in content.strip(" \t\n").split("\n"))


def _table_source(tokens: Iterable[Token]) -> TableSource:
    rows: list[list[Source]] = []
    aligned: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligned.append(str(token.attrGet("style") or "").removeprefix("text-align:"))
        elif token.type == "inline":
            rows[-1].append(Source(token.content, token.map[0] + 1 if token.map else 1))
    return TableSource(tuple(map(tuple, rows)), tuple(aligned))


def _paragraph(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import paragraph

    found = paragraph(state, line, end, silent)
    # The library's own content has lost no-break and other spaces at its ends.
    state.tokens[-2].content = state.getLines(line, state.line, state.blkIndent, keepLastLF=False)
    return found


def _list(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import list_block

    item = _item(state, line)
    if not item or not _may_stand(state, line, item[1] or "", silent=silent):
        return False
    ordered: list[bool] = state.env["ordered"]
    ordered.append(item[1] is not None)
    try:
        return list_block(state, line, end, silent)
    finally:
        ordered.pop()


def _list_ends(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    return silent and _item(state, line) is None


def _item(state: StateBlock, line: int) -> re.Match[str] | None:
    return _ITEM.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _may_stand(state: StateBlock, line: int, number: str, *, silent: bool) -> bool:
    """Whether an item may begin or go on with a list here; `silent` asks inside a paragraph."""
    start = state.bMarks[line]
    in_list = state.listIndent >= 0
    if state.src[start : start + state.tShift[line]].strip(" \t") or (silent and not in_list):
        return False  # behind another marker, or a wrapped line of a paragraph
    if silent and state.sCount[line] < state.blkIndent:
        return number in {"", "1"} or any(state.env["ordered"])
    return number in {"", "1"} and state.level < 2 * DEPTH  # a list and its item are one level each


def _heading(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import heading

    start = state.bMarks[line] + state.tShift[line]
    if state.level or not _HEADING.match(state.src[state.bMarks[line] : state.eMarks[line]]):
        return False
    found = heading(state, line, end, silent)
    if found and not silent:
        written = state.src[start : state.eMarks[line]].lstrip("#")
        state.tokens[-2].content = _CLOSING.sub("", written.lstrip(" \t"))
    return found


def _quote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import blockquote

    start = state.bMarks[line] + state.tShift[line]
    if silent or state.level or re.match(_QUOTED_NUMBER, state.src[start : state.eMarks[line]]):
        return False
    return blockquote(state, line, end, silent)


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import table

    if state.level or state.src.count("|", state.bMarks[line], state.eMarks[line]) > MOST_COLUMNS + 1:
        return False
    return table(state, line, end, silent)


def _outermost(name: str) -> Callable[[StateBlock, int, int, bool], bool]:
    """A rule of the library that holds outside of lists and quotes only."""
    from markdown_it import rules_block

    rule: Callable[[StateBlock, int, int, bool], bool] = getattr(rules_block, name)

    def outside(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        return not state.level and rule(state, line, end, silent)

    return outside


@cache
def _parser(*, prose: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero")
    ruler = parser.block.ruler
    ruler.at("paragraph", _paragraph)
    ruler.at("list", _list, {"alt": ["paragraph"]})
    ruler.before("list", "list_ends", _list_ends, {"alt": ["list"]})
    ruler.enable(["paragraph", "list"])
    ruler.at("table", _table, {"alt": ["paragraph", "blockquote"]})
    ruler.enable("table")
    if prose:
        for name, rule in (("heading", _heading), ("hr", _outermost("hr"))):
            ruler.at(name, rule, {"alt": ["paragraph", "blockquote"]})
        ruler.at("lheading", _outermost("lheading"))
        ruler.at("blockquote", _quote)
        ruler.enable(["heading", "hr", "lheading", "blockquote"])
    return parser
