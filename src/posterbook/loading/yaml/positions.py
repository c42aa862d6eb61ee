"""Where problems stand: a YAML file is read again, with its marks, only when something in it is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias

import yaml

from posterbook.errors import Problem, Where
from posterbook.loading.files.reading import decode, is_inside
from posterbook.loading.yaml.document import MAX_BYTES, MAX_DEPTH, Event, Parser, parser_of

_Path: TypeAlias = tuple[str | int, ...]
_Marks: TypeAlias = dict[tuple[_Path, bool], tuple[int, int]]


def locate(folder: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with line and column, for every one that names a part of a YAML file of the folder.

    A part that is not written, as a missing field, has the place of the nearest part around it.
    """
    positions = Positions(folder)
    return tuple(
        replace(problem, where=positions.of(problem.where)) if problem.where else problem
        for problem in problems
    )


class Positions:
    """Lines and columns in the YAML files of a folder, each file read once."""

    __slots__ = ("_folder", "_marks", "_real")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._real = os.path.realpath(folder)
        self._marks: dict[str, _Marks] = {}

    def of(self, where: Where) -> Where:
        """The place with its line and column, if it has none yet and they can be found."""
        if where.line or not where.file.endswith(".yaml"):
            return where
        if where.file not in self._marks:
            file = self._folder / where.file
            self._marks[where.file] = _marks(file) if is_inside(file, self._real) else {}
        marks = self._marks[where.file]
        line, column = _position(where, marks) if marks else (0, 0)
        return replace(where, line=line, column=column)


def _position(where: Where, marks: _Marks) -> tuple[int, int]:
    if where.on_key and (where.path, _KEY) in marks:
        return marks[where.path, _KEY]
    beginnings = (where.path[:length] for length in range(len(where.path), -1, -1))
    return next((marks[path, _VALUE] for path in beginnings if (path, _VALUE) in marks), (1, 1))


_KEY: Final = True
_VALUE: Final = False


def _marks(file: Path) -> _Marks:
    marks: _Marks = {}
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return marks
        text, _ = decode(file.read_bytes(), file.name)
        parser = parser_of(text)
        parser.get_event()
        parser.get_event()
        _mark(parser, parser.get_event(), (), marks)
    except (OSError, yaml.YAMLError):
        pass  # what has been marked up to there is of use; the fault itself has been reported with its place
    return marks


def _mark(parser: Parser, event: Event, path: _Path, marks: _Marks) -> None:
    """Note the place of a value and of all its parts."""
    marks.setdefault((path, _VALUE), _place(event))
    if len(path) > MAX_DEPTH:
        return
    if isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := parser.get_event(), yaml.MappingEndEvent):
            below = (*path, str(getattr(key, "value", "")))
            marks.setdefault((below, _KEY), _place(key))
            _mark(parser, parser.get_event(), below, marks)
    elif isinstance(event, yaml.SequenceStartEvent):
        for item in count():
            if isinstance(event := parser.get_event(), yaml.SequenceEndEvent):
                return
            _mark(parser, event, (*path, item), marks)


def _place(event: Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
