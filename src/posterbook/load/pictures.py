"""The paths of pictures that the YAML names to pictures found sound, none outside the content folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Final

from posterbook.errors import Problem, Where, error
from posterbook.load.texts import contents, is_inside, leads_out
from posterbook.model import Picture
from posterbook.scalars import UnfitError, did_you_mean, line, shown

MAX_BYTES: Final = 30_000_000
MISSING: Final = "missing-picture"
UNUSABLE: Final = "unusable-picture"
CODES: Final = frozenset({MISSING, UNUSABLE})
"""Of problems that lie in the file, not in what the YAML says (SPEC 2, exit code 4)."""
_RASTER: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class Pictures:
    """The pictures of one content folder, each file read once."""

    __slots__ = ("_folder", "_found", "_real")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._real = os.path.realpath(folder)
        self._found: dict[str, Picture] = {}

    def read(self, value: object, where: Where) -> tuple[Picture | None, list[Problem]]:
        """The picture at a path, or why there is none."""
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
            found, problems = self._picture(name, where)
            if found is None:
                return None, problems
            self._found[name] = found
        return self._found[name], []

    def _picture(self, name: str, where: Where) -> tuple[Picture | None, list[Problem]]:
        path = self._folder / name
        if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            return None, [error(MISSING, f"no file '{shown(name)}'", where, self._near(name))]
        source, problems = contents(path, where, MAX_BYTES)
        if problems:
            return None, [error(UNUSABLE, problem.message, where, problem.hint) for problem in problems]
        from posterbook.raster import UnusableError  # noqa: PLC0415 - few booklets have pictures

        try:
            return picture(name, source), []
        except UnusableError as unusable:
            message = f"the picture '{shown(name)}' {unusable.finding}"
            return None, [error(UNUSABLE, message, where, unusable.hint)]

    def _near(self, name: str) -> str:
        """A hint at a file of the same folder with nearly that name."""
        place = self._folder / PurePosixPath(name).parent
        beside = (
            sorted(path.relative_to(self._folder).as_posix() for path in place.glob("*.*"))
            if place.is_dir()
            else []
        )
        return did_you_mean(name.replace("\\", "/"), beside)


def picture(name: str, source: bytes) -> Picture:
    """The picture in a file's bytes, whatever its name ends in; raises UnusableError."""
    from posterbook.raster import UnusableError, read_raster  # noqa: PLC0415 - see above

    if source.startswith(_RASTER):
        return read_raster(name, source)
    if b"<svg" in source[:4096] or name.lower().endswith(".svg"):
        from posterbook.load.svg import read_svg  # noqa: PLC0415 - few booklets have one

        return read_svg(name, source)
    raise UnusableError("is not a PNG, JPEG or SVG file", "save it as one of these")
