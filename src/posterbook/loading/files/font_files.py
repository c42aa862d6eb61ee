"""Fonts of a content folder, found usable."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from posterbook.content.model import FontFile
from posterbook.content.scalars import UnfitError
from posterbook.design.fonts import own_font_fault
from posterbook.loading.files.own_files import OwnFiles, Sort

MISSING: Final = "missing-font"
UNUSABLE: Final = "font-unusable"
CODES: Final = frozenset({MISSING, UNUSABLE})
"""Of problems that lie in the file, not in what the YAML says (SPEC 2, exit code 4)."""


def font_files(folder: Path) -> OwnFiles[FontFile]:
    """The fonts of one content folder."""
    return OwnFiles(folder, Sort("font", 60_000_000, MISSING, UNUSABLE, "*.[tT][tT][fF]", _font))


def _font(path: Path, _name: str, content: bytes) -> FontFile:
    reason, hint = own_font_fault(content)
    if reason:
        raise UnfitError(UNUSABLE, reason, hint)
    return FontFile(path)
