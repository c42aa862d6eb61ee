"""Changes values in the text of a YAML file and leaves every other character as it is.

A library that loads and writes YAML with its comments sets the whole file anew: it folds texts elsewhere,
changes indents and quotes. Here the parser's events say where each key and value begins and ends, and only
the lines of what changes are replaced. A comment among them moves to a line of its own above; one that stands
behind a value of one line stays there.

Whoever calls reads the result again and compares: what no edit can do rightly, as to change a text that an
alias repeats, shows there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import yaml

from posterbook.loading.yaml.document import Event, Parser, parser_of
from posterbook.loading.yaml.writing import entry_lines, in_brackets, item_lines, key_in_brackets, key_text
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one key: its value, None to remove it.

    `path` leads to the key through mappings and lists. A key that is not there yet is written behind the key
    `after`, else at the top of its mapping; several behind one key come in the order of the edits.
    """

    path: tuple[str | int, ...]
    value: object
    after: str = ""


def edit_text(text: str, edits: Iterable[Edit], items: Sequence[object] = ()) -> str:
    """The text of a YAML file after edits, `items` added at the end of the list that it is.

    The text has its own line ends and no byte order mark, and has been read without problems. Raises
    ValueError where an edit has no place: its path leads through a value that is no mapping.
    """
    document = _Document(text)
    splices = [*(document.splice_of(edit) for edit in edits), *document.splices_of_items(items)]
    return _spliced(text, splices)


@dataclass(frozen=True, slots=True)
class _Node:
    """A value in the text: from `start` to `end` in characters, spaces and line ends behind it left out."""

    start: int
    end: int
    bracketed: bool
    """Whether it is a list or mapping in brackets."""
    entries: tuple[tuple[_Node, _Node], ...] | None = None
    items: tuple[_Node, ...] | None = None
    key: str = ""
    is_block: bool = False
    """Whether it is a text after > or |."""

    def scalars(self) -> Iterator[_Node]:
        """All keys and texts in it, in their order."""
        if self.entries is None and self.items is None:
            yield self
        for key, value in self.entries or ():
            yield from key.scalars()
            yield from value.scalars()
        for item in self.items or ():
            yield from item.scalars()


@dataclass(frozen=True, slots=True)
class _Splice:
    """Lines or characters to put in the place of those from `start` to `end`."""

    start: int
    end: int
    new: str


_LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT: Final = re.compile("(?:(?<=[ \t\r\n\x85\u2028\u2029])|^)#[^\n\r\x85\u2028\u2029]*")


class _Document:
    """A YAML text, its line ends, and where in it everything stands."""

    __slots__ = ("line_end", "starts", "text", "top")

    def __init__(self, text: str) -> None:
        self.text = text
        found = re.search("\r\n|\n|\r", text)
        self.line_end = found[0] if found else "\n"
        self.starts = [0, *(one.end() for one in _LINE_END.finditer(text))]
        parser = parser_of(text)
        parser.get_event()
        parser.get_event()
        self.top = _node(text, parser, parser.get_event())

    def splice_of(self, edit: Edit) -> _Splice:
        mapping = self._mapping_at(edit.path[:-1])
        name = str(edit.path[-1])
        entries = mapping.entries or ()
        place = next((place for place, (key, _) in enumerate(entries) if key.key == name), -1)
        if place < 0:
            return self._insertion(mapping, edit, name)
        if edit.value is None:
            return self._removal(mapping, place)
        return self._replacement(mapping, *entries[place], edit.value)

    def splices_of_items(self, items: Sequence[object]) -> Iterator[_Splice]:
        """Items behind the last one, as far indented and as far apart as those that are there."""
        if not items:
            return
        known = self.top.items
        if known is None:
            raise ValueError("the file is no list")
        if known and self.top.bracketed:
            end = known[-1].end
            yield _Splice(end, end, "".join(f", {in_brackets(item)}" for item in items))
            return
        indent = " " * self._column(self.top.start)
        lines = ["\n".join(item_lines(item, indent)) for item in items]
        if not known:
            yield _Splice(self.top.start, self.top.end, self._own("\n".join(lines).lstrip(" ")))
            return
        gap = self.text[known[-2].end : known[-1].start] if known[1:] else ""
        apart = "\n" if re.search(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)", gap) else ""
        yield self._below(known[-1].end, "\n".join(f"{apart}{one}" for one in lines))

    def _mapping_at(self, path: Sequence[str | int]) -> _Node:
        node: _Node | None = self.top
        for step in path:
            if isinstance(step, int):
                node = dict(enumerate(node.items or ())).get(step) if node else None
            else:
                node = (
                    next((value for key, value in node.entries or () if key.key == step), None)
                    if node
                    else None
                )
        if node is None or node.entries is None:
            raise ValueError(f"no mapping stands at {path}")
        return node

    def _insertion(self, mapping: _Node, edit: Edit, name: str) -> _Splice:
        if edit.value is None:
            raise ValueError(f"nothing stands at {edit.path}")
        entries = mapping.entries or ()
        before = next((entry for entry in entries if entry[0].key == edit.after), None)
        if mapping.bracketed:
            new = f"{key_in_brackets(name)}: {in_brackets(edit.value)}"
            if before:
                return _Splice(before[1].end, before[1].end, f", {new}")
            return _Splice(mapping.start + 1, mapping.start + 1, f"{new}, " if entries else new)
        indent = " " * self._column(entries[0][0].start)
        lines = "\n".join(entry_lines(key_text(name), edit.value, indent))
        if before:
            return self._below(before[1].end, lines)
        start = entries[0][0].start
        if self._begins_its_line(start):
            start -= len(indent)
            return _Splice(start, start, self._own(f"{lines}\n"))
        return _Splice(start, start, self._own(f"{lines.lstrip(' ')}\n{indent}"))

    def _below(self, index: int, lines: str) -> _Splice:
        """Lines to put below the one of an index."""
        end = self._end_of_line(index)
        if found := _LINE_END.match(self.text, end):
            return _Splice(found.end(), found.end(), self._own(f"{lines}\n"))
        return _Splice(end, end, self._own(f"\n{lines}"))

    def _removal(self, mapping: _Node, place: int) -> _Splice:
        entries = mapping.entries or ()
        key, value = entries[place]
        if mapping.bracketed:
            if place + 1 < len(entries):
                return _Splice(key.start, entries[place + 1][0].start, "")
            return _Splice(entries[place - 1][1].end if place else key.start, value.end, "")
        end = self._end_of_line(value.end)
        if not self._begins_its_line(key.start):  # behind a list's hyphen: the following key takes its place
            following = entries[place + 1][0].start if place + 1 < len(entries) else end
            return _Splice(key.start, following, self._comments_above(key, value, following))
        if comments := self._comments_above(key, value, end):
            return _Splice(key.start, end, comments.rstrip(" \t\r\n"))
        found = _LINE_END.match(self.text, end)
        return _Splice(key.start - self._column(key.start), found.end() if found else end, "")

    def _replacement(self, mapping: _Node, key: _Node, value: _Node, new: object) -> _Splice:
        if mapping.bracketed:
            apart = " " if value.start == value.end else ""
            return _Splice(value.start, value.end, apart + in_brackets(new))
        written = self.text[key.start : key.end]
        indent = " " * self._column(key.start)
        first, *others = entry_lines(written, new, indent)
        if not others and value.start < value.end and self._is_on_one_line(key, value):
            return _Splice(value.start, value.end, first[len(indent) + len(written) + 2 :])
        end = self._end_of_line(value.end)
        comments = self._comments_above(key, value, end)
        lines = "\n".join([first.removeprefix(indent), *others])
        return _Splice(key.start, end, comments + self._own(lines))

    def _is_on_one_line(self, key: _Node, value: _Node) -> bool:
        return not value.is_block and not _LINE_END.search(self.text, key.start, value.end)

    def _comments_above(self, key: _Node, value: _Node, end: int) -> str:
        """The comments in the lines of an entry, each on a line of its own that ends where the key stands."""
        parts = [key, *value.scalars()]
        gaps = [(one.end, other.start) for one, other in pairwise(parts)]
        gaps += [(part.start, self._end_of_line(part.start)) for part in parts if part.is_block]
        gaps.append((max(part.end for part in parts), end))
        found = [comment for gap in sorted(gaps) for comment in self._comments(*gap)]
        indent = " " * self._column(key.start)
        return "".join(f"{comment}{self.line_end}{indent}" for comment in found)

    def _comments(self, start: int, end: int) -> list[str]:
        return [found[0].rstrip() for found in _COMMENT.finditer(self.text, start, end)]

    def _begins_its_line(self, index: int) -> bool:
        return self.text[index - self._column(index) : index].isspace() or not self._column(index)

    def _column(self, index: int) -> int:
        return index - self.starts[bisect_right(self.starts, index) - 1]

    def _end_of_line(self, index: int) -> int:
        found = _LINE_END.search(self.text, index)
        return found.start() if found else len(self.text)

    def _own(self, lines: str) -> str:
        return lines.replace("\n", self.line_end)


def _node(text: str, parser: Parser, event: Event) -> _Node:
    """The node that begins with an event, all of it read."""
    start, following = event.start_mark.index, parser.get_event
    if isinstance(event, yaml.MappingStartEvent):
        entries: list[tuple[_Node, _Node]] = []
        while not isinstance(last := following(), yaml.MappingEndEvent):
            key = _node(text, parser, last)
            entries.append((key, _node(text, parser, following())))
        end = _end(event, last, [value for _, value in entries])
        return _Node(start, end, bool(event.flow_style), entries=tuple(entries))
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[_Node] = []
        while not isinstance(last := following(), yaml.SequenceEndEvent):
            items.append(_node(text, parser, last))
        return _Node(start, _end(event, last, items), bool(event.flow_style), items=tuple(items))
    end = event.end_mark.index
    is_block = getattr(event, "style", None) in {"|", ">"}
    if is_block:
        end = start + len(text[start:end].rstrip(" \t\r\n\x85\u2028\u2029"))
    return _Node(start, end, bracketed=False, key=str(getattr(event, "value", "")), is_block=is_block)


def _end(first: Event, last: Event, parts: Sequence[_Node]) -> int:
    """Where a list or mapping ends: at its bracket, or with its last part, before what follows it."""
    return int(last.end_mark.index if first.flow_style or not parts else parts[-1].end)


def _spliced(text: str, splices: Iterable[_Splice]) -> str:
    """The text with all splices made; where two overlap, what they take out is taken out once."""
    parts, at = [], 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        parts += [text[at : splice.start], splice.new]
        at = max(at, splice.end)
    return "".join([*parts, text[at:]])
