"""The bytes of a file to text."""

from __future__ import annotations

from posterbook.errors import Problem, Where, error


def decode(source: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file, without a byte order mark and with newlines as line ends."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = source[: problem.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8-sig", "replace")) + 1
        where = Where(name, (), before.count(b"\n") + 1, column)
        message = f"not UTF-8: found the byte 0x{source[problem.start]:02X}"
        return "", [error("not-utf-8", message, where, "save the file as UTF-8")]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, []


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, counted from 1."""
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")
