"""Turns the HTML that forms and exports leave in texts into the Markdown of records (manual, page `text`).

A `<` is a tag only where nothing else can be meant: `n<m and k>3`, `A<B>C` and `<ABC>` are text. A mark is
set only where our own Markdown takes it as one, which is asked; else the text stands without it, so that no
asterisk is ever printed in its place.
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from html import unescape
from typing import Final

from posterbook.content.markup import inline, plain
from posterbook.values import dataclass

Replaced = tuple[str, str]
"""What stood there, and what stands there now."""

_TAG = re.compile(
    r"<!--.*?-->|<!DOCTYPE[^<>]*>|<(script|style)\b[^<>]*>.*?</\1\s*>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*(?::[A-Za-z][A-Za-z0-9-]*)?)"
    r"(?P<attributes>(?:\s+(?:nowrap|[A-Za-z_:][\w:.-]*\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+)))*)\s*/?>",
    re.IGNORECASE | re.DOTALL,
)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
_MARKS: Final = {
    **dict.fromkeys(("i", "em", "var", "italic"), "*"),
    **dict.fromkeys(("b", "strong", "bold"), "**"),
    "sub": "~",
    "sup": "^",
}
"""Tags with a mark of ours; italic and bold are those of JATS, in which journals keep abstracts."""
_RAISED: Final = {
    "^": str.maketrans("0123456789+-\u2212=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "~": str.maketrans("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
"""Characters that are raised or lowered themselves, where no mark can stand."""
_LISTS: Final = frozenset({"ul", "ol", "menu"})
_BLOCKS: Final = frozenset((
    *("p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "header"),
    *("footer", "main", "table", "thead", "tbody", "tfoot", "tr", "caption", "dl", "dt", "dd", "hr", "pre"),
    *("figure", "figcaption", "center", "sec", "title", "abstract", "body", "html"),
))  # fmt: skip
"""Tags that part paragraphs; `sec` and `title` are those of JATS."""
_CELLS: Final = frozenset({"td", "th"})
_OTHERS: Final = frozenset((
    *("a", "span", "font", "u", "s", "strike", "del", "ins", "small", "big", "tt", "code", "kbd", "samp"),
    *("q", "cite", "abbr", "acronym", "address", "mark", "label", "img", "head", "meta", "link", "style"),
    *("script", "col", "colgroup", "wbr", "nobr", "bdi", "bdo", "dfn", "time", "data", "ruby", "rt", "rp"),
    *("svg", "math", "input", "button", "form", "iframe", "object", "embed", "video", "audio", "source"),
    *("nav", "aside"),
))  # fmt: skip
"""Further names of HTML: nothing of ours stands for them."""
_KNOWN: Final = frozenset((*_MARKS, *_LISTS, *_BLOCKS, *_CELLS, *_OTHERS, "li"))
_PARTED = re.compile(r"(\s*\n\s*\n\s*|\n\s*(?:-|[0-9]+\.) )")
_LONGEST_NEIGHBOUR: Final = 40
_DEEPEST: Final = 8  # as deep as our Markdown nests lists


@dataclass(slots=True)
class _Open:
    """A tag that is not closed yet: its mark, where it begins in the source, and what it holds so far."""

    name: str = ""
    start: int = 0
    tag: str = ""
    target: str = ""
    pieces: list[str] = field(default_factory=list)


def markdown_of_html(text: str) -> tuple[str, tuple[Replaced, ...]]:
    """The text with its tags as Markdown, and each of them with what stands in its place, '' for nothing."""
    tags = _tags(text)
    if not tags:
        return text, ()
    found, replaced = _Writer(text).write(tags)
    found = re.sub(r"[ \t]+\n", "\n", found)
    found = re.sub(r"^( *(?:-|[0-9]+\.)) *\n+ *(?=\S)", r"\1 ", found, flags=re.MULTILINE)  # <li><p>
    return re.sub(r"\n{3,}", "\n\n", found).strip("\n"), replaced


def _tags(text: str) -> list[re.Match[str]]:
    """The tags: names of HTML, or of another language if they have a prefix or are closed somewhere."""
    candidates = list(_TAG.finditer(text))
    closed = {_name(tag) for tag in candidates if tag["close"]}
    return [tag for tag in candidates if _is_tag(tag, closed)]


def _is_tag(tag: re.Match[str], closed: set[str]) -> bool:
    name = _name(tag)
    if not name or tag["close"] or ":" in name or name in closed or tag["attributes"]:
        return True
    # `A<B>C` is no bold letter, unless it ends somewhere; a paragraph needs no end
    return name in _KNOWN and (len(name) > 1 or name == "p")


def _name(tag: re.Match[str]) -> str:
    """The tag's name, '' for a comment, or a script with its text."""
    return (tag["name"] or "").lower()


class _Writer:
    """Writes one text anew, a tag after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open = [_Open()]
        self._lists: list[tuple[str, int]] = []
        self._replaced: list[Replaced] = []

    def write(self, tags: list[re.Match[str]]) -> tuple[str, tuple[Replaced, ...]]:
        at = 0
        for tag in tags:
            self._put(self._text[at : tag.start()])
            self._tag(tag)
            at = tag.end()
        self._put(self._text[at:])
        while len(self._open) > 1:
            self._drop()
        return "".join(self._open[0].pieces), tuple(dict.fromkeys(self._replaced))

    def _put(self, piece: str) -> None:
        if piece:
            self._open[-1].pieces.append(piece)

    def _replace(self, before: str, after: str) -> None:
        self._put(after)
        self._replaced.append((before, after))

    def _tag(self, tag: re.Match[str]) -> None:
        name, closes = _name(tag), bool(tag["close"])
        if name in _MARKS or name == "a":
            if closes:
                self._close(name, tag)
            else:
                target = _HREF.search(tag["attributes"])
                address = unescape(next(filter(None, target.groups()), "")) if target else ""
                self._open.append(_Open(name, tag.start(), tag[0], address))
        elif name in _LISTS:
            self._list(name, tag, closes=closes)
        elif name == "li" and not closes:
            self._replace(tag[0], self._item())
        elif name in _BLOCKS:
            self._replace(tag[0], "\n\n")
        else:
            self._replace(tag[0], " " if name in _CELLS else "")

    def _list(self, name: str, tag: re.Match[str], *, closes: bool) -> None:
        if not closes:
            self._lists.append((name, 0))
        elif self._lists:
            self._lists.pop()
        self._replace(tag[0], "\n\n")

    def _item(self) -> str:
        if not self._lists:
            self._lists.append(("ul", 0))
        name, count = self._lists[-1]
        self._lists[-1] = (name, count + 1)
        indent = sum(3 if outer == "ol" else 2 for outer, _ in self._lists[:-1][:_DEEPEST])
        return f"\n{' ' * indent}{f'{count + 1}.' if name == 'ol' else '-'} "

    def _close(self, name: str, tag: re.Match[str]) -> None:
        if all(one.name != name for one in self._open):
            self._replaced.append((tag[0], ""))
            return
        while self._open[-1].name != name:
            self._drop()
        inner = self._open.pop()
        content = "".join(inner.pieces)
        after = re.compile(rf"[^\s<]{{0,{_LONGEST_NEIGHBOUR}}}").match(self._text, tag.end())
        marked = self._marked(inner, content, after[0] if after else "")
        self._put(marked)
        self._replaced.append((self._text[inner.start : tag.end()], marked))

    def _drop(self) -> None:
        """Give up a tag that is never closed, and keep what it holds."""
        lost = self._open.pop()
        self._open[-1].pieces += lost.pieces
        self._replaced.append((lost.tag, ""))

    def _marked(self, inner: _Open, content: str, after: str) -> str:
        core = content.strip()
        if not core:
            return " " if content else ""
        lead, tail = content[: len(content) - len(content.lstrip())], content[len(content.rstrip()) :]
        mark = _MARKS.get(inner.name, "")
        before, after = ("" if lead else self._word_before()), ("" if tail else after)
        if not mark:
            marked = f"[{core}]({inner.target})"
            return lead + (marked if _is_taken(before, marked, core, after) else core) + tail
        if mark in _RAISED:
            return lead + _raised(before, mark, core, after) + tail
        parts = _PARTED.split(core)
        taken = all(_is_taken("", f"{mark}{part}{mark}", part, "") for part in parts[1:-1:2] if part.strip())
        for index in range(0, len(parts), 2):
            first, last = index == 0, index == len(parts) - 1
            marked = f"{mark}{parts[index]}{mark}"
            if (
                taken
                and parts[index]
                and _is_taken(before if first else "", marked, parts[index], after if last else "")
            ):
                parts[index] = marked
        return lead + "".join(parts) + tail

    def _word_before(self) -> str:
        """The end of what is written so far, back to a space."""
        for one in reversed(self._open):
            if one.pieces:
                end = "".join(one.pieces[-3:])[-_LONGEST_NEIGHBOUR:]
                return re.split(r"\s", end)[-1]
        return ""


def _raised(before: str, mark: str, content: str, after: str) -> str:
    marked = f"{mark}{content}{mark}"
    if _is_taken(before, marked, content, after):
        return marked
    signs = content.translate(_RAISED[mark])
    return content if any(sign in content for sign in signs) else signs


@lru_cache(maxsize=4096)  # the same few formulas stand in a whole meeting's abstracts
def _is_taken(before: str, marked: str, content: str, after: str) -> bool:
    """Whether our Markdown takes the marks as marks, between what stands before and after them."""
    alone = (plain(inline(part)) for part in (before, content, after))
    return plain(inline(before + marked + after)) == "".join(alone)
