"""The files of a content folder: whether they lie in it, their bytes, and the text in those."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

from posterbook.errors import Problem, Where, error


def is_inside(path: Path, real_folder: str) -> bool:
    """Whether a path, symbolic links followed, lies in a folder that is given without any."""
    real = os.path.realpath(path)
    return os.path.commonpath([real, real_folder]) == real_folder


def contents(path: Path, where: Where, most: int) -> tuple[bytes, list[Problem]]:
    """The bytes of a file that is not larger than it may be."""
    if path.is_fifo():  # to open it would wait for ever
        return b"", [error("unreadable-file", f"cannot read '{path.name}': it is a pipe", where)]
    try:
        with path.open("rb") as file:
            source = file.read(most + 1)
    except OSError as problem:
        reason = (problem.strerror or "").lower()
        return b"", [error("unreadable-file", f"cannot read '{path.name}': {reason}", where)]
    if len(source) > most:
        return b"", [error("file-too-large", f"'{path.name}' is larger than {most // 1_000_000} MB", where)]
    return source, []


def leads_out(written: str) -> bool:
    """Whether a path is absolute or climbs, on any system that the folder may be built on."""
    windows = PureWindowsPath(written)
    return bool(windows.anchor) or ".." in windows.parts or written.startswith(("/", "~"))


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
