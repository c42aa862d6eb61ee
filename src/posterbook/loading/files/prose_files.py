"""The paths of prose that the YAML names to the texts of their files, none outside the content folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Final

from posterbook.content.model import Prose
from posterbook.content.scalars import (
    MOST_MARKS,
    UnfitError,
    control_character,
    control_hint,
    did_you_mean,
    excerpt,
    line,
    too_long_together,
    too_many_marks,
)
from posterbook.errors import Problem, Where, error, warning
from posterbook.loading.files.reading import contents, decode, is_inside, leads_out, position
from posterbook.loading.translations import Spoken

MAX_BYTES: Final = 2_000_000


class ProseFiles:
    """The prose of one content folder, each file read and reported once."""

    __slots__ = ("_folder", "_found", "_real", "_spoken")

    def __init__(self, folder: Path, spoken: Spoken | None = None) -> None:
        self._folder = folder
        self._spoken = spoken or Spoken()
        self._real = os.path.realpath(folder)
        self._found: dict[str, Prose | None] = {}

    @property
    def names(self) -> frozenset[str]:
        """The files that have been asked for, below the folder."""
        return frozenset(self._found)

    def read(self, value: object, where: Where) -> tuple[Prose | None, list[Problem]]:
        """The text at a path, its placeholders not filled yet, or why there is none."""
        try:
            written = line(value).strip()
        except UnfitError as problem:
            return None, [error(problem.code, f"the path {problem.finding}", where, problem.hint)]
        if leads_out(written):
            return None, [_outside(written, where, "write a path below the content folder, without '..'")]
        name = str(PurePosixPath(written))
        if name in self._found:
            return self._found[name], []
        beside = self._spoken.beside(name)
        there = (self._folder / beside).is_file()
        found, problems = self._text(beside if there else name, where)
        if found and self._spoken.other and not there:
            message = f"there is no {beside}, so the text is printed in '{self._spoken.main}'"
            problems = [warning("untranslated", message, where, f"write {beside} beside it")]
        if found or not any(problem.where == where for problem in problems):
            self._found[name] = found
        return found, problems

    def _text(self, name: str, where: Where) -> tuple[Prose | None, list[Problem]]:
        path = self._folder / name
        if not is_inside(path, self._real):
            return None, [_outside(name, where, "copy the file into the content folder")]
        if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            return None, [error("missing-file", f"no file '{excerpt(name)}'", where, self._near_name(name))]
        source, problems = contents(path, where, MAX_BYTES)
        if problems:
            return None, problems
        text, problems = decode(source, name)
        problems = problems or _faults_of(text, name)
        return (None if problems else Prose(text, Where(name))), problems

    def _near_name(self, name: str) -> str:
        return did_you_mean(name.replace("\\", "/"), sorted(self._files()))

    def _files(self) -> set[str]:
        """The files that prose may be in; records are no prose, and there may be thousands of them."""
        names = set()
        for place, folders, files in os.walk(self._folder):
            folders[:] = [
                one for one in folders if not one.startswith(".") and one not in {"posters", "images"}
            ]
            below = Path(place).relative_to(self._folder)
            names |= {(below / file).as_posix() for file in files if not file.endswith(".yaml")}
        return names


def _outside(name: str, where: Where, hint: str) -> Problem:
    return error("outside-folder", f"'{excerpt(name)}' lies outside the content folder", where, hint)


def _faults_of(text: str, name: str) -> list[Problem]:
    if not text or text.isspace():
        return [error("empty-file", "the file is empty", Where(name, (), 1, 1))]
    if finding := too_long_together([text]):
        hint = "shorten it, or insert it as a PDF"
        return [error("text-too-long", f"the text is {finding}", Where(name, (), 1, 1), hint)]
    found = too_many_marks(text)
    if found >= 0:
        where = Where(name, (), *position(text, found))
        message = f"more than {MOST_MARKS} marks stand on one letter"
        return [error("too-many-marks", message, where, "remove them: nobody could read it")]
    found = control_character(text)
    if found < 0:
        return []
    where = Where(name, (), *position(text, found))
    message = f"the control character U+{ord(text[found]):04X} cannot be printed"
    return [error("control-character", message, where, control_hint(text[found]))]
