r"""Values to YAML as a person would write it: lists and mappings on lines of their own, prose after `>-`.

What is written reads back to the same values. Which style a text gets is decided by what it holds:

- one short line stands as it is, or in quotes where YAML could take it for something else (`"0968"`);
- prose is folded after `>-` at `WIDTH` columns; a line ends where one space stands between two words, since
  that is what a reader makes of a line's end;
- short lines, as of a list, stay lines, after `|-`;
- in double quotes, with escapes, stands what no block can hold: white space at an end, characters that
  cannot be seen, line ends other than `\n`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

WIDTH: Final = 100
"""The column at which prose is folded."""
STEP: Final = "  "
"""How far each level is indented."""
_LONGEST_KEY: Final = 500
"""A parser looks for a key's colon within 1,024 characters (YAML 1.2, section 7.4), escapes included."""

_ESCAPED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What cannot stand in YAML as it is, or is a line's end to some readers of YAML, or cannot be seen."""
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_QUOTED: Final = re.compile(f'[\\\\"\n\t]|{_ESCAPED.pattern}')
"""What stands as an escape in double quotes."""
_PLAIN: Final = re.compile(r"""(?![-?:,\[\]{}#&*!|>'"%@`=<~.])(?!.*(?::(?:\s|$)|\s\#))\S(?:.*\S)?""")
_PLAIN_IN_BRACKETS: Final = re.compile(r"[^\W\d_](?:[\w .+/()-]*[\w.)])?")
_DATA_LIKE: Final = re.compile(
    r"null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)"
    r"|[-+]?[.0-9][-+.,:_0-9a-fxotz ]*|[-+].*",
    re.IGNORECASE,
)
"""What programs may read as a number, a date, a time, true, false or nothing, and some that look so."""
_NUMBER: Final = re.compile("0|[1-9][0-9]*")
_FOLD: Final = re.compile("(?<=[^ \t]) (?=[^ \t])")


def mapping_lines(fields: Iterable[tuple[str, object]], indent: str = "") -> Iterator[str]:
    """The lines of a mapping, without line ends; its values are texts, numbers, truths, lists or mappings."""
    for key, value in fields:
        yield from entry_lines(key_text(key), value, indent)


def entry_lines(key: str, value: object, indent: str) -> Iterator[str]:
    """The lines of one key, given as it is written, and its value."""
    if key.startswith("? "):
        yield f"{indent}{key}"
        yield from _value_lines(f"{indent}:", value, indent)
    elif key == "number" and isinstance(value, str) and _NUMBER.fullmatch(value):
        yield f"{indent}number: {value}"  # needs no quotes, and people write none
    else:
        yield from _value_lines(f"{indent}{key}:", value, indent)


def item_lines(value: object, indent: str) -> Iterator[str]:
    """The lines of one item of a list; a mapping begins on the line of the hyphen."""
    if isinstance(value, Mapping) and value:
        first, *others = mapping_lines(value.items(), indent + STEP)
        yield f"{indent}- {first.lstrip(' ')}"
        yield from others
    else:
        yield from _value_lines(f"{indent}-", value, indent)


def key_text(key: str) -> str:
    """A key as it is written; one that is very long stands after a question mark."""
    if len(key) > _LONGEST_KEY:
        return f"? {_in_double_quotes(key)}"
    return _one_line(key) or _in_double_quotes(key)


def key_in_brackets(key: str) -> str:
    """A key as it is written within brackets."""
    return f"{key_text(key)} " if len(key) > _LONGEST_KEY else _word_in_brackets(key)


def in_brackets(value: object) -> str:
    """A value on one line, lists and mappings in brackets: what can stand within others in brackets."""
    match value:
        case Mapping():
            pairs = (f"{key_in_brackets(str(key))}: {in_brackets(one)}" for key, one in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list() | tuple():
            return f"[{', '.join(map(in_brackets, value))}]"
        case str():
            return _word_in_brackets(value)
    return _bare(value)


def _value_lines(head: str, value: object, indent: str) -> Iterator[str]:
    below = indent + STEP
    match value:
        case Mapping() | list() | tuple() if not value:
            yield f"{head} {in_brackets(value)}"
        case Mapping():
            yield head
            yield from mapping_lines(value.items(), below)
        case list() | tuple():
            yield head
            for item in value:
                yield from item_lines(item, below)
        case str():
            yield from _text_lines(head, value, below)
        case _:
            yield f"{head} {_bare(value)}"


def _bare(value: object) -> str:
    """A number, true, false or nothing."""
    named = {True: "true", False: "false", None: "null"}
    return named[value] if isinstance(value, bool | None) else str(value)


def _text_lines(head: str, text: str, below: str) -> Iterator[str]:
    short = _one_line(text)
    if short and len(head) + 1 + len(short) <= WIDTH:
        yield f"{head} {short}"
    elif not _fits_a_block(text):
        first, *others = _folded(_in_double_quotes(text), WIDTH - len(below))
        yield f"{head} {first}"
        yield from (below + line for line in others)
    else:
        yield from _block_lines(head, text, below)


def _block_lines(head: str, text: str, below: str) -> Iterator[str]:
    width = WIDTH - len(below)
    lines = text.split("\n")
    if len(lines) > 1 and all(len(line) <= width for line in lines):
        yield f"{head} |-"
        yield from (below + line if line else "" for line in lines)
        return
    yield f"{head} >-"
    previous = ""
    for number, line in enumerate(lines):
        if previous and number:  # between two lines of text the first line's end is only a fold
            yield ""
        if line:
            yield from (below + part for part in _folded(line, width))
        elif number:
            yield ""
        previous = line


def _fits_a_block(text: str) -> bool:
    """Whether a text reads back from a block: no line begins or ends with white space, no end is empty."""
    if not text or text != text.strip("\n") or _ESCAPED.search(text):
        return False
    return not any(line[:1] in {" ", "\t"} or line[-1:] in {" ", "\t"} for line in text.split("\n") if line)


def _folded(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` characters; a word that is longer stands out."""
    lines, start = [], 0
    while len(text) - start > width:
        end = text.rfind(" ", start + 1, start + width + 1)
        while end > start and not _FOLD.match(text, end):
            end = text.rfind(" ", start + 1, end)
        if end <= start:
            found = _FOLD.search(text, start + width + 1)
            if not found:
                break
            end = found.start()
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]]


def _one_line(text: str) -> str:
    """A text as one line of YAML without escapes, '' if it cannot be."""
    if not text or "\n" in text or "\t" in text or _ESCAPED.search(text):
        return ""
    if _PLAIN.fullmatch(text) and not _DATA_LIKE.fullmatch(text):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _word_in_brackets(text: str) -> str:
    bare = _PLAIN_IN_BRACKETS.fullmatch(text) and not _DATA_LIKE.fullmatch(text)
    return text if bare else _in_double_quotes(text)


def _in_double_quotes(text: str) -> str:
    return '"' + _QUOTED.sub(lambda found: _ESCAPES.get(found[0]) or _escape(found[0]), text) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
