"""The records of a content folder as their files hold them: read, edited and added to, as bytes."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from posterbook.content.poster_order import natural
from posterbook.errors import Problem, Where, error
from posterbook.importing.field_merge import Fields, meaning
from posterbook.loading.records import FOLDER, LIST, read_document, record_files
from posterbook.loading.yaml.document import parse
from posterbook.loading.yaml.editing import Edit, edit_text
from posterbook.loading.yaml.writing import mapping_lines
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class RecordHere:
    """A record of the folder: its file, its place if that is a list, and its fields."""

    file: str
    path: tuple[int, ...]
    fields: Fields

    @property
    def number(self) -> str:
        """Its number, '' if it has none."""
        return _text_of(self.fields, "number")

    @property
    def title(self) -> str:
        """Its title, '' if it has none."""
        return _text_of(self.fields, "title")


def read_records_here(folder: Path) -> tuple[tuple[RecordHere, ...], list[Problem]]:
    """The records of a folder in their order, or why they cannot all be read as mappings."""
    problems: list[Problem] = []
    names = list(record_files(folder, problems))
    problems = [problem for problem in problems if problem.code != "not-read"]
    if (folder / LIST).is_file():
        if names:
            message = f"records stand both in {FOLDER}/ and in {LIST}"
            problems.append(error("two-sources", message, Where(LIST, (), 1, 1), "move them to one place"))
        return _read_list(folder, problems)
    documents = [(name, *read_document(folder, name)) for name in names]
    problems += [problem for _, _, found in documents for problem in found]
    return _sound([(name, (), value) for name, value, found in documents if not found], problems)


def _read_list(folder: Path, problems: list[Problem]) -> tuple[tuple[RecordHere, ...], list[Problem]]:
    value, found = read_document(folder, LIST)
    if not found and not isinstance(value, list):
        hint = "begin each record with '- number:'"
        found = [error("wrong-type", f"{LIST} wants a list of records", Where(LIST), hint)]
    items = value if isinstance(value, list) else []
    return _sound([(LIST, (place,), item) for place, item in enumerate(items)], [*problems, *found])


def _sound(
    values: Iterable[tuple[str, tuple[int, ...], object]], problems: list[Problem]
) -> tuple[tuple[RecordHere, ...], list[Problem]]:
    here = []
    for file, path, value in values:
        if isinstance(value, dict):
            here.append(RecordHere(file, path, value))
        else:
            hint = "write each field as 'name: text'"
            problems.append(error("wrong-type", "a record wants a mapping", Where(file, path), hint))
    return tuple(here), problems


class RecordFiles:
    """The files of a folder's records, with edits and new records collected until all are written."""

    def __init__(self, folder: Path, here: tuple[RecordHere, ...], most: int) -> None:
        """`most` is how many records may be added, for the width of the numbers in their files' names."""
        self._folder, self._here = folder, here
        self._is_list = (folder / LIST).is_file()
        self._names = _new_names(folder, [one.file for one in here], most)
        self._edits: dict[str, list[Edit]] = {}
        self._merged: dict[tuple[str, tuple[int, ...]], Fields] = {}
        self._items: list[Fields] = []
        self._new: dict[str, str] = {}

    def add(self, number: str, fields: Fields) -> str:
        """Add a record behind all others; its file."""
        if self._is_list:
            self._items.append(fields)
            return LIST
        file = f"{FOLDER}/{_file_name(next(self._names), number)}"
        self._new[file] = "\n".join([*mapping_lines(fields.items()), ""])
        return file

    def edit(self, here: RecordHere, edits: Iterable[Edit], merged: Fields) -> None:
        """Edit a record, which then is to read as `merged`."""
        self._edits.setdefault(here.file, []).extend(edits)
        self._merged[here.file, here.path] = merged

    def written(
        self, others: Mapping[str, str], *, check_rights: bool
    ) -> tuple[tuple[tuple[Path, bytes], ...], list[Problem]]:
        """All files that change, `others` among them, as paths and bytes; and why they cannot be written."""
        problems: list[Problem] = []
        files: dict[str, bytes] = {}
        for file in dict.fromkeys((*self._edits, *([LIST] if self._items else []))):
            files[file], found = self._edited(file)
            problems += found
        files |= {file: text.encode() for file, text in self._new.items()}
        for file, text in others.items():
            path, content = self._folder / file, text.encode()
            if not path.is_file() or path.read_bytes() != content:
                files[file] = content
        for file in files:
            problems += _refusals(self._folder, file, check_rights=check_rights)
        return tuple((self._folder / file, content) for file, content in files.items()), problems

    def _edited(self, file: str) -> tuple[bytes, list[Problem]]:
        source = (self._folder / file).read_bytes()
        mark = _BYTE_ORDER_MARK if source.startswith(_BYTE_ORDER_MARK) else b""
        items = self._items if file == LIST else []
        edits = self._edits.get(file, [])
        try:
            text = edit_text(source.removeprefix(mark).decode(), edits, items)
            value, problems = parse(text.encode(), file)
        except ValueError:
            text, value, problems = "", None, []
        if not problems and meaning(value) == meaning(self._intended_value(file, items)):
            return mark + text.encode(), []
        message = "this cannot be changed where it stands without changing something else"
        hint = "write the record without anchors (&), aliases (*) and tags (!), then import again"
        where = Where(file, edits[0].path if edits else ())
        return b"", [error("import-uneditable", message, where, hint)]

    def _intended_value(self, file: str, items: list[Fields]) -> object:
        """What a file is to say after its edits."""
        if file != LIST:
            return self._merged[file, ()]
        return [*(self._merged.get((LIST, one.path), one.fields) for one in self._here), *items]


_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_LONGEST_NUMBER: Final = 40


def _text_of(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return str(value).strip() if isinstance(value, str) else ""


def _new_names(folder: Path, files: Iterable[str], most: int) -> Iterator[str]:
    """Beginnings of file names that sort behind all there are, in natural order, and that no file has."""
    last = max(
        (PurePosixPath(file).stem for file in files), key=lambda stem: natural(f"{stem}.yaml"), default=""
    )
    found = re.match("[0-9]+", last)
    counted = found[0] if found else ""
    # Digits sort before letters, so behind a name of letters only one that goes on from it can come.
    head = "" if counted else f"{last}_" if last else ""
    width = max(2, len(counted) or len(str(most)))
    place = int(counted or 0)
    posters = folder / FOLDER
    taken = [path.name for path in posters.iterdir()] if posters.is_dir() else []
    while True:
        place += 1
        name = f"{head}{place:0{width}}"
        if not any(one.startswith(name) for one in taken):
            yield name


def _file_name(beginning: str, number: str) -> str:
    """A record's file name: its place and its number, in letters and digits that every system takes."""
    letters = unicodedata.normalize("NFKD", number).encode("ascii", "ignore").decode()
    safe = "-".join(re.findall("[A-Za-z0-9]+", letters))[:_LONGEST_NUMBER].strip("-")
    return f"{beginning}-{safe}.yaml" if safe else f"{beginning}.yaml"


def _refusals(folder: Path, file: str, *, check_rights: bool) -> Iterator[Problem]:
    """Why a file may not be written: it is or lies in a symbolic link, or nobody may write there."""
    path = folder / file
    parts = [folder / one for one in (*PurePosixPath(file).parents, PurePosixPath(file)) if one.name]
    if link := next((one for one in parts if one.is_symlink()), None):
        named = link.relative_to(folder).as_posix()
        message = f"'{named}' is a symbolic link, and import writes through none"
        yield error("symbolic-link", message, Where(file), "put the file or folder itself in its place")
    elif blocked := next((one for one in parts[:-1] if one.exists() and not one.is_dir()), None):
        message = f"cannot write '{file}': '{blocked.name}' is a file, not a folder"
        yield error("unwritable", message, Where(file))
    elif check_rights:
        nearest = next((one for one in path.absolute().parents if one.exists()), path)
        if not os.access(nearest, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            yield error("unwritable", f"cannot write '{file}': it or its folder is read-only", Where(file))
