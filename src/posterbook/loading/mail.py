"""What is read for mailing a booklet: the text of the e-mail, and a list of addresses."""

from __future__ import annotations

import csv
import os
import re
from io import StringIO
from pathlib import Path
from typing import Final

from posterbook.content.model import Booklet, Prose
from posterbook.content.scalars import excerpt
from posterbook.errors import ContentError, Problem, UsageError, Where, error
from posterbook.loading.files.prose_files import ProseFiles
from posterbook.loading.files.reading import decode
from posterbook.loading.placeholders import MARKS, values_of
from posterbook.loading.translations import file_in
from posterbook.values import dataclass

TEXT: Final = "text/mail.md"
SEPARATORS: Final = ",;\t"
ADDRESS: Final = re.compile(
    r"[a-z0-9_.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a booklet: the name of a selection, '' for anybody, and the address."""

    name: str
    address: str


def mail_text(folder: Path, booklet: Booklet) -> tuple[str, list[Problem]]:
    """The text of the e-mail as Markdown, its placeholders filled; '' where the folder has none."""
    own = file_in(TEXT, booklet.translation)
    file = own if (folder / own).is_file() else TEXT
    if not (folder / file).is_file():
        return "", []
    prose, problems = ProseFiles(folder).read(file, booklet.where)
    if not isinstance(prose, Prose) or problems:
        return "", problems
    if any(mark in prose.text for mark in MARKS):
        from posterbook.loading.templates import Templates  # noqa: PLC0415 - jinja2 is slow to import

        prose, problems = Templates(values_of(booklet), booklet.words, sound=True).fill(prose)
    return prose.text, problems


def read_addresses(file: Path, folder: Path) -> tuple[Addressee, ...]:
    """The rows of a CSV file with the columns email and name; raises UsageError, ContentError for rows."""
    try:
        source = file.read_bytes()
    except OSError as failure:
        message = f"cannot read '{file}': {(failure.strerror or '').lower()}"
        raise UsageError(error("unreadable-file", message)) from None
    name = str(file) if file.is_absolute() else os.path.relpath(file, folder).replace(os.sep, "/")
    text, problems = decode(source, name)
    if problems:
        raise ContentError(problems)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    heads = [head.strip().casefold() for head in next(reader, [])]
    if "email" not in heads:
        message = "the list of addresses wants the column 'email', and for many booklets 'name'"
        raise ContentError(error("list-columns", message, Where(name, (), 1, 1), "begin it with name,email"))
    found = []
    for row in reader:
        cells = dict(zip(heads, (cell.strip() for cell in row), strict=False))
        address, where = cells.get("email", ""), Where(name, (), reader.line_num, 1)
        if not any(cells.values()):
            continue
        if not ADDRESS.fullmatch(address):
            problems.append(error("wrong-address", f"'{excerpt(address)}' is no e-mail address", where))
        found.append(Addressee(" ".join(cells.get("name", "").split()), address))
    if problems or not found:
        raise ContentError(
            problems or error("list-row", "the list of addresses has no rows", Where(name, (), 1, 1))
        )
    return tuple(found)
