"""Pictures of a content folder, found sound."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from posterbook.content.model import Picture
from posterbook.content.scalars import UnfitError
from posterbook.loading.files.own_files import OwnFiles, Sort

MISSING: Final = "missing-picture"
UNUSABLE: Final = "unusable-picture"
CODES: Final = frozenset({MISSING, UNUSABLE})
"""Of problems that lie in the file, not in what the YAML says (SPEC 2, exit code 4)."""
_RASTER: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def pictures(folder: Path) -> OwnFiles[Picture]:
    """The pictures of one content folder."""
    return OwnFiles(folder, Sort("picture", 30_000_000, MISSING, UNUSABLE, "*.*", _picture))


def _picture(_path: Path, name: str, source: bytes) -> Picture:
    from posterbook.content.raster import UnusableError  # noqa: PLC0415 - few booklets have pictures

    try:
        return picture(name, source)
    except UnusableError as unusable:
        raise UnfitError(UNUSABLE, unusable.finding, unusable.hint) from None


def picture(name: str, source: bytes) -> Picture:
    """The picture in a file's bytes, whatever its name ends in; raises UnusableError."""
    from posterbook.content.raster import UnusableError, read_raster  # noqa: PLC0415 - see above

    if source.startswith(_RASTER):
        return read_raster(name, source)
    if b"<svg" in source[:4096] or name.lower().endswith(".svg"):
        from posterbook.loading.files.svg import read_svg  # noqa: PLC0415 - few booklets have one

        return read_svg(name, source)
    raise UnusableError("is not a PNG, JPEG or SVG file", "save it as one of these")
