"""The paths of fonts that booklet.yaml names to fonts found usable, none outside the content folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Final

from posterbook.errors import Problem, Where, error
from posterbook.fonts import own_font_fault
from posterbook.load.texts import contents, is_inside, leads_out
from posterbook.model import FontFile
from posterbook.scalars import UnfitError, did_you_mean, line, shown

MAX_BYTES: Final = 60_000_000
MISSING: Final = "missing-font"
UNUSABLE: Final = "font-unusable"
CODES: Final = frozenset({MISSING, UNUSABLE})
"""Of problems that lie in the file, not in what the YAML says (SPEC 2, exit code 4)."""


class FontFiles:
    """The fonts of one content folder, each file read and reported once."""

    __slots__ = ("_folder", "_found", "_real")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._real = os.path.realpath(folder)
        self._found: dict[str, FontFile] = {}

    def read(self, value: object, where: Where) -> tuple[FontFile | None, list[Problem]]:
        """The font at a path, or why it cannot be taken."""
        try:
            written = line(value).strip()
        except UnfitError as problem:
            return None, [error(problem.code, f"the path {problem.finding}", where, problem.hint)]
        if leads_out(written) or not is_inside(self._folder / written, self._real):
            hint = "copy the file into the content folder and write its path below it"
            message = f"'{shown(written)}' lies outside the content folder"
            return None, [error("outside-folder", message, where, hint)]
        name = str(PurePosixPath(written))
        if name not in self._found:
            problems = self._problems(name, where)
            if problems:
                return None, problems
            self._found[name] = FontFile(Path(self._real) / name)
        return self._found[name], []

    def _problems(self, name: str, where: Where) -> list[Problem]:
        path = self._folder / name
        if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            return [error(MISSING, f"no file '{shown(name)}'", where, self._near(name))]
        content, problems = contents(path, where, MAX_BYTES)
        if problems:
            return [error(UNUSABLE, problem.message, where, problem.hint) for problem in problems]
        reason, hint = own_font_fault(content)
        return [error(UNUSABLE, f"the font '{shown(name)}' {reason}", where, hint)] if reason else []

    def _near(self, name: str) -> str:
        """A hint at a file of the folder with nearly that name."""
        place = self._folder / PurePosixPath(name).parent
        fonts = place.glob("*.[tT][tT][fF]") if place.is_dir() else ()
        beside = sorted(path.relative_to(self._folder).as_posix() for path in fonts)
        return did_you_mean(name.replace("\\", "/"), beside)
