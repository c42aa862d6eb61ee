"""Paths of a folder's pictures and fonts to what is in them: none outside the folder, each read once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Generic, TypeVar

from posterbook.content.scalars import UnfitError, did_you_mean, excerpt, line
from posterbook.errors import Problem, Where, error
from posterbook.loading.files.prose_files import contents, is_inside, leads_out
from posterbook.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sort(Generic[T]):
    """A sort of files: what one is called, its most bytes, the codes of its faults, the pattern of names.

    `take` makes the value of a file's path, name and bytes; it raises UnfitError with the code `unusable`.
    """

    noun: str
    most: int
    missing: str
    unusable: str
    pattern: str
    take: Callable[[Path, str, bytes], T]


class OwnFiles(Generic[T]):
    """The files of one sort in one content folder."""

    __slots__ = ("_folder", "_found", "_real", "_sort")

    def __init__(self, folder: Path, sort: Sort[T]) -> None:
        self._folder, self._sort = folder, sort
        self._real = os.path.realpath(folder)
        self._found: dict[str, T] = {}

    def read(self, value: object, where: Where) -> tuple[T | None, list[Problem]]:
        """What is in the file at a path, or why it cannot be taken."""
        try:
            written = line(value).strip()
        except UnfitError as problem:
            return None, [error(problem.code, f"the path {problem.finding}", where, problem.hint)]
        if leads_out(written) or not is_inside(self._folder / written, self._real):
            hint = "copy the file into the content folder and write its path below it"
            message = f"'{excerpt(written)}' lies outside the content folder"
            return None, [error("outside-folder", message, where, hint)]
        name = str(PurePosixPath(written))
        if name not in self._found:
            try:
                self._found[name] = self._taken(name, where)
            except UnfitError as problem:
                return None, [error(problem.code, problem.finding, where, problem.hint)]
        return self._found[name], []

    def _taken(self, name: str, where: Where) -> T:
        path, sort = self._folder / name, self._sort
        if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            raise UnfitError(sort.missing, f"no file '{excerpt(name)}'", self._near(name))
        source, problems = contents(path, where, sort.most)
        for problem in problems:
            raise UnfitError(sort.unusable, problem.message, problem.hint)
        try:
            return sort.take(Path(self._real) / name, name, source)
        except UnfitError as problem:
            finding = f"the {sort.noun} '{excerpt(name)}' {problem.finding}"
            raise UnfitError(problem.code, finding, problem.hint) from None

    def _near(self, name: str) -> str:
        """A hint at a file of the same folder with nearly that name."""
        place = self._folder / PurePosixPath(name).parent
        found = place.glob(self._sort.pattern) if place.is_dir() else ()
        beside = sorted(path.relative_to(self._folder).as_posix() for path in found)
        return did_you_mean(name.replace("\\", "/"), beside)
