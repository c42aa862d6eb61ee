"""Parts a content stream that posterbook wrote into instructions (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from posterbook.proof.objects.plain_objects import NotPlainError
from posterbook.proof.objects.values import Array, Dictionary, Name, String, Value

_SPACE: Final = rb"\0\t\n\f\r "
_ENDS: Final = rb"(?![^" + _SPACE + rb"()<>\[\]{}/%])"
_TOKEN: Final = re.compile(
    rb"(-?[0-9]+" + _ENDS + rb")|(-?[0-9]*\.[0-9]+" + _ENDS + rb")"
    rb"|\(([^()\\\r]*+(?:\\[0-7]{3}[^()\\\r]*+)*+)\)|(/[A-Za-z0-9_.+\-]*+" + _ENDS + rb")"
    rb"|(<<|>>|[\[\]])|([A-Za-z]+[0-9]?\*?" + _ENDS + rb"|['\"])|([^" + _SPACE + rb"])"
)
"""Whole number, other number, string, name, bracket, operator; what is none of these as a stray byte."""
_OCTAL: Final = re.compile(rb"\\([0-7]{3})")
_CONSTANTS: Final = {b"true": True, b"false": False, b"null": None}
_CLOSING: Final = {b"[": b"]", b"<<": b">>"}
_OF_PICTURES: Final = frozenset({b"BI", b"ID", b"EI"})
"""Operators of pictures among the instructions, whose bytes are no tokens."""


def plain_instructions(content: bytes) -> Iterator[tuple[str, list[Value]]]:
    """Operators with their operands; raises NotPlainError for what posterbook would not write."""
    rows: list[list[Value]] = [[]]  # the operands; of each open bracket what closes it, and what it holds
    for whole, other, string, name, bracket, operator, stray in _TOKEN.findall(content):
        if operator and operator not in _CONSTANTS:
            if len(rows) > 1 or operator in _OF_PICTURES:
                raise NotPlainError
            yield operator.decode("ascii"), rows[0]
            rows = [[]]
        elif stray:
            raise NotPlainError
        elif bracket:
            _bracket(bracket, rows)
        else:
            rows[-1].append(_operand(whole, other, string, name, operator))
    if rows != [[]]:
        raise NotPlainError


def _operand(whole: bytes, other: bytes, string: bytes, name: bytes, constant: bytes) -> Value:
    """The value of a token, of which one at most is not empty: that of an empty string is none."""
    if whole:
        return int(whole)
    if other:
        return float(other)
    if name:
        return Name(name.decode("ascii"))
    if constant:
        return _CONSTANTS[constant]
    return String(_OCTAL.sub(_byte, string) if b"\\" in string else string)


def _bracket(bracket: bytes, rows: list[list[Value]]) -> None:
    """Begin an array or dictionary, or end it."""
    if bracket in _CLOSING:
        rows.append([_CLOSING[bracket]])
        return
    closing, *row = rows.pop()
    if not rows or closing != bracket:
        raise NotPlainError
    rows[-1].append(Array(row, _same) if bracket == b"]" else _dictionary(row))


def _dictionary(row: list[Value]) -> Dictionary:
    if len(row) % 2 or not all(isinstance(key, Name) for key in row[::2]):
        raise NotPlainError
    return Dictionary(dict(zip(row[::2], row[1::2], strict=True)), _same)


def _byte(escape: re.Match[bytes]) -> bytes:
    return bytes((int(escape[1], 8) & 0xFF,))


def _same(value: Value) -> Value:
    return value
