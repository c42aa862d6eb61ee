"""Where problems stand: a YAML file is read again, with its marks, only when something in it is wrong."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias

import yaml

from posterbook.errors import Problem, Where
from posterbook.loading.files.reading import decode, is_inside
from posterbook.loading.translations import file_in
from posterbook.loading.yaml.document import MAX_BYTES, Event, Parser, parser_of

_Path: TypeAlias = tuple[str | int, ...]
_Marks: TypeAlias = dict[tuple[_Path, bool], tuple[int, int]]


def locate(folder: Path, problems: Iterable[Problem], language: str = "") -> tuple[Problem, ...]:
    """The problems with line and column, for every one that names a part of a YAML file of the folder.

    A part that is not written, as a missing field, has the place of the nearest part around it. `language` is
    the one that the folder was read in: what it says stands in the file beside, or at its key in a mapping.
    """
    problems = tuple(problems)
    found = iter(find_places(folder, [problem.where for problem in problems if problem.where], language))
    return tuple(replace(problem, where=next(found)) if problem.where else problem for problem in problems)


def find_places(folder: Path, places: Sequence[Where], language: str = "") -> list[Where]:
    """Places with line and column, where they have none yet and they can be found; a file is read once."""
    if language:
        places = _places_in(folder, places, language)
    asked: dict[str, set[_Path]] = {}
    for where in places:
        if not where.line and where.file.endswith(".yaml"):
            asked.setdefault(where.file, set()).add(where.path)
    real = os.path.realpath(folder)
    marks = {
        name: _marks(folder / name, paths, language)
        for name, paths in asked.items()
        if is_inside(folder / name, real)
    }
    return [_with_position(where, marks.get(where.file, {})) for where in places]


def _places_in(folder: Path, places: Sequence[Where], language: str) -> list[Where]:
    """The places, those in the file beside that are written there in the language."""
    asked: dict[str, set[_Path]] = {}
    for where in places:
        beside = file_in(where.file, language)
        if where.path and not where.line and (folder / beside).is_file():
            asked.setdefault(beside, set()).add(where.path[:1])
    marks = {name: _marks(folder / name, paths, language) for name, paths in asked.items()}
    return [
        replace(where, file=beside)
        if (where.path[:1], _VALUE) in marks.get(beside := file_in(where.file, language), {})
        else where
        for where in places
    ]


def _with_position(where: Where, marks: _Marks) -> Where:
    if where.line or not marks:
        return where
    line, column = _position(where, marks)
    return replace(where, line=line, column=column)


def _position(where: Where, marks: _Marks) -> tuple[int, int]:
    if where.on_key and (where.path, _KEY) in marks:
        return marks[where.path, _KEY]
    beginnings = (where.path[:length] for length in range(len(where.path), -1, -1))
    return next((marks[path, _VALUE] for path in beginnings if (path, _VALUE) in marks), (1, 1))


_KEY: Final = True
_VALUE: Final = False


def _marks(file: Path, paths: Iterable[_Path], language: str = "") -> _Marks:
    """Where those parts of a file stand, and what is around them: few of what may be thousands."""
    marks: _Marks = {}
    asked = {path[:length] for path in paths for length in range(len(path) + 1)}
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return marks
        text, _ = decode(file.read_bytes(), file.name)
        parser = parser_of(text)
        parser.get_event()
        parser.get_event()
        _mark(parser, parser.get_event(), (), marks, asked, language)
    except (OSError, yaml.YAMLError):
        pass  # what has been marked up to there is of use; the fault itself has been reported with its place
    return marks


def _mark(
    parser: Parser, event: Event, path: _Path, marks: _Marks, asked: Collection[_Path], language: str
) -> None:
    """Note the place of a value and of all its parts, if they are asked for.

    What stands at the key of the `language` is the value of the mapping itself.
    """
    if path not in asked:
        _pass_by(parser, event)
        return
    marks.setdefault((path, _VALUE), _place(event))
    if isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := parser.get_event(), yaml.MappingEndEvent):
            named = str(getattr(key, "value", ""))
            below = path if language and named == language else (*path, named)
            if below is path:
                del marks[path, _VALUE]
            elif below in asked:
                marks.setdefault((below, _KEY), _place(key))
            _mark(parser, parser.get_event(), below, marks, asked, language)
    elif isinstance(event, yaml.SequenceStartEvent):
        for item in count():
            if isinstance(event := parser.get_event(), yaml.SequenceEndEvent):
                return
            _mark(parser, event, (*path, item), marks, asked, language)


_LEVELS: Final = {
    yaml.MappingStartEvent: 1,
    yaml.SequenceStartEvent: 1,
    yaml.MappingEndEvent: -1,
    yaml.SequenceEndEvent: -1,
}


def _pass_by(parser: Parser, event: Event) -> None:
    """Go on behind the end of a value."""
    depth = _LEVELS.get(type(event), 0)
    while depth:
        depth += _LEVELS.get(type(parser.get_event()), 0)


def _place(event: Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
