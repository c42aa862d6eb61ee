"""What lies in the content folder and nothing reads: a table to be imported, a figure that nobody shows."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, Where, warning

EXPORTS: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".json")
"""What records can be made of."""
PICTURES: Final = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".tif", ".tiff", ".webp", ".bmp", ".eps")
TEXTS: Final = (".md", ".txt", ".html", ".htm", ".doc", ".odt", ".rtf", ".yaml", ".yml")
FONTS: Final = (".ttf", ".otf", ".woff", ".woff2")
ALWAYS_READ: Final = frozenset(
    (
        "booklet.yaml",
        "posters.yaml",
        "theme.yaml",
        "words.yaml",
        "import.yaml",
        "programme.yaml",
        "legal/approved.yaml",
    )
)
ABOUT_THE_FOLDER: Final = ("readme", "license", "licence", "copying", "notice", "changelog", "authors")
"""Files that speak of the folder to those who work in it, whatever they end in."""
OUTPUT: Final = "output"
"""Where PDFs go if nobody says otherwise, which may be in the folder itself."""


def ignored_files(folder: Path, used: Collection[str], *, exports_only: bool) -> Iterator[Problem]:
    """ignored-file: "posters.xlsx" beside booklet.yaml. Nothing in it is printed, and nobody would know.

    Exports are never read; of other files that is known only where `used` names all that are.
    """
    imported = (folder / "import.yaml").is_file()
    for name in _files(folder):
        if name in used or name in ALWAYS_READ or _is_record(name):
            continue
        if name.lower().endswith(EXPORTS) and not (imported or _is_list_of_booklets(folder / name)):
            hint = f"make records of it with `posterbook import {excerpt(name)}`, or move it elsewhere"
            yield _ignored(name, hint)
        elif name.lower().endswith((*PICTURES, *TEXTS, *FONTS)) and not exports_only:
            yield _ignored(name, "name it where it belongs, or move it elsewhere")


def _ignored(name: str, hint: str) -> Problem:
    return warning("ignored-file", f"nothing reads '{excerpt(name)}'", Where(name), hint)


def _files(folder: Path) -> Iterator[str]:
    """The files of the folder that people put there, in no particular order; links are not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if one[0] not in ".~" and one != "__MACOSX"]
        below = "" if place == str(folder) else f"{Path(place).relative_to(folder).as_posix()}/"
        if not below and OUTPUT in folders:
            folders.remove(OUTPUT)
        yield from (
            f"{below}{file}"
            for file in files
            if file[0] not in ".~" and not file.lower().startswith(ABOUT_THE_FOLDER)
        )


def _is_record(name: str) -> bool:
    """Whether a file is a record, or one of which something is said already, for its name ends wrongly."""
    place, _, file = name.rpartition("/")
    return place == "posters" and file.lower().endswith((".yaml", ".yml", ".json"))


def _is_list_of_booklets(path: Path) -> bool:
    """Whether a table says which posters many booklets show: a name and a number, and nothing to import."""
    if path.suffix.lower() not in {".csv", ".tsv"}:
        return False
    with path.open("rb") as file:
        head = file.readline(100).decode("utf-8-sig", "replace")
    names = {name.strip().strip('"').casefold() for name in re.split("[,;\t]", head)}
    return names in ({"name", "number"}, {"name", "numbers"})
