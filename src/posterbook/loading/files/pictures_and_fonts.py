"""The pictures, fonts and the ICC profile that the YAML names by their paths, found sound.

None may lie outside the content folder; each picture and font is read once.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final, Generic, TypeVar

from posterbook.content.inserts import InsertedFile
from posterbook.content.model import Booklet, FontFile, Picture
from posterbook.content.scalars import UnfitError, did_you_mean, excerpt, line
from posterbook.design.icc import unfit
from posterbook.design.shaping import own_font_fault
from posterbook.errors import AssetError, Problem, Where, error
from posterbook.loading.files.reading import contents, is_inside, leads_out
from posterbook.loading.translations import Spoken
from posterbook.values import dataclass

MISSING_PICTURE: Final = "missing-picture"
UNUSABLE_PICTURE: Final = "unusable-picture"
MISSING_FONT: Final = "missing-font"
UNUSABLE_FONT: Final = "font-unusable"
MISSING_INSERT: Final = "missing-insert"
UNUSABLE_INSERT: Final = "unusable-insert"
CODES: Final = frozenset(
    {MISSING_PICTURE, UNUSABLE_PICTURE, MISSING_FONT, UNUSABLE_FONT, MISSING_INSERT, UNUSABLE_INSERT}
)
"""Of problems that lie in the file, not in what the YAML says; they have an exit code of their own."""
MOST_OF_A_PICTURE: Final = 30_000_000
MOST_OF_AN_INSERT: Final = 30_000_000
MOST_OF_A_FONT: Final = 60_000_000
MOST_OF_A_PROFILE: Final = 10_000_000
"""How large a file may be, in bytes."""
ANOTHER_PROFILE: Final = (
    "give a file below the content folder, or delete the line to print for FOGRA39 (coated paper)"
)
_RASTER: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileKind(Generic[T]):
    """A kind of files: what one is called, its most bytes, the codes of its faults, the pattern of names.

    `take` makes the value of a file's path, name and bytes; it raises UnfitError with the code `unusable`.
    """

    noun: str
    most: int
    missing: str
    unusable: str
    pattern: str
    take: Callable[[Path, str, bytes], T]


class OwnFiles(Generic[T]):
    """The files of one kind in one content folder."""

    __slots__ = ("_folder", "_found", "_kind", "_real", "_spoken")

    def __init__(self, folder: Path, kind: FileKind[T], spoken: Spoken | None = None) -> None:
        self._folder, self._kind, self._spoken = folder, kind, spoken or Spoken()
        self._real = os.path.realpath(folder)
        self._found: dict[str, T] = {}

    @property
    def names(self) -> frozenset[str]:
        """The files that have been read, below the folder."""
        return frozenset(self._found)

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
        beside = self._spoken.beside(name)
        if beside != name and (self._folder / beside).is_file():
            name = beside
        if name not in self._found:
            try:
                self._found[name] = self._read_file(name, where)
            except UnfitError as problem:
                return None, [error(problem.code, problem.finding, where, problem.hint)]
        return self._found[name], []

    def _read_file(self, name: str, where: Where) -> T:
        path, kind = self._folder / name, self._kind
        if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            raise UnfitError(kind.missing, f"no file '{excerpt(name)}'", self._near_name(name))
        source, problems = contents(path, where, kind.most)
        for problem in problems:
            raise UnfitError(kind.unusable, problem.message, problem.hint)
        try:
            return kind.take(Path(self._real) / name, name, source)
        except UnfitError as problem:
            finding = f"the {kind.noun} '{excerpt(name)}' {problem.finding}"
            raise UnfitError(problem.code, finding, problem.hint) from None

    def _near_name(self, name: str) -> str:
        """A hint at a file of the same folder with nearly that name."""
        place = self._folder / PurePosixPath(name).parent
        found = place.glob(self._kind.pattern) if place.is_dir() else ()
        beside = sorted(path.relative_to(self._folder).as_posix() for path in found)
        return did_you_mean(name.replace("\\", "/"), beside)


def pictures(folder: Path, spoken: Spoken | None = None) -> OwnFiles[Picture]:
    """The pictures of one content folder, each in the language it is read in where there is one."""
    kind = FileKind("picture", MOST_OF_A_PICTURE, MISSING_PICTURE, UNUSABLE_PICTURE, "*.*", _picture)
    return OwnFiles(folder, kind, spoken)


def font_files(folder: Path) -> OwnFiles[FontFile]:
    """The fonts of one content folder."""
    kind = FileKind("font", MOST_OF_A_FONT, MISSING_FONT, UNUSABLE_FONT, "*.[tT][tT][fF]", _font)
    return OwnFiles(folder, kind)


def inserts(folder: Path, spoken: Spoken | None = None) -> OwnFiles[InsertedFile]:
    """The other PDFs of one content folder, as its pictures."""
    kind = FileKind("PDF", MOST_OF_AN_INSERT, MISSING_INSERT, UNUSABLE_INSERT, "*.[pP][dD][fF]", _insert)
    return OwnFiles(folder, kind, spoken)


def _insert(_path: Path, name: str, source: bytes) -> InsertedFile:
    from posterbook.loading.files.inserts import read_insert  # noqa: PLC0415 - pikepdf is slow to import

    return read_insert(name, source)


def _picture(_path: Path, name: str, source: bytes) -> Picture:
    from posterbook.content.raster import UnusableError  # noqa: PLC0415 - few booklets have pictures

    try:
        return picture(name, source)
    except UnusableError as unusable:
        raise UnfitError(UNUSABLE_PICTURE, unusable.finding, unusable.hint) from None


def picture(name: str, source: bytes) -> Picture:
    """The picture in a file's bytes, whatever its name ends in; raises UnusableError."""
    from posterbook.content.raster import UnusableError, read_raster  # noqa: PLC0415 - see above

    if source.startswith(_RASTER):
        return read_raster(name, source)
    if b"<svg" in source[:4096] or name.lower().endswith(".svg"):
        from posterbook.loading.files.svg import read_svg  # noqa: PLC0415 - few booklets have one

        return read_svg(name, source)
    raise UnusableError("is not a PNG, JPEG or SVG file", "save it as one of these")


def _font(path: Path, _name: str, content: bytes) -> FontFile:
    reason, hint = own_font_fault(content)
    if reason:
        raise UnfitError(UNUSABLE_FONT, reason, hint)
    return FontFile(path)


def read_output_intent(folder: Path, booklet: Booklet) -> bytes:
    """The profile's bytes, b'' if booklet.yaml names none.

    Raises AssetError for one that lies outside the folder, is missing, or is no CMYK profile of a press.
    """
    name = booklet.output_intent
    if not name:
        return b""
    path = folder / name
    if leads_out(name) or not is_inside(path, os.path.realpath(folder)):
        raise _unusable_profile(booklet, "lies outside the content folder")
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
        raise _unusable_profile(booklet, "is missing")
    profile, problems = contents(path, booklet.where.at("output_intent"), MOST_OF_A_PROFILE)
    if problems:
        raise AssetError(problems)
    reason = unfit(profile)
    if reason:
        raise _unusable_profile(booklet, reason)
    return profile


def _unusable_profile(booklet: Booklet, reason: str) -> AssetError:
    where = booklet.where.at("output_intent")
    problem = error(
        "profile-unusable", f"'{excerpt(booklet.output_intent)}' {reason}", where, ANOTHER_PROFILE
    )
    return AssetError(problem)
