"""Each kind of file to sheets of rows: CSV and TSV, XLSX, ODS, JSON, DOCX."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from posterbook.content.scalars import excerpt
from posterbook.errors import ContentError, Problem, Where, error
from posterbook.importing.files.delimited import read_delimited
from posterbook.importing.files.documents import read_documents
from posterbook.importing.files.json_records import read_json
from posterbook.importing.files.open_document import read_open_document
from posterbook.importing.files.workbooks import read_workbook
from posterbook.importing.tables import Sheet, refuse
from posterbook.loading.files.reading import contents

MAX_BYTES: Final = 64_000_000

READERS: Final[dict[str, Callable[[str, bytes], tuple[Sheet, ...]]]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".tab": read_delimited,
    ".txt": read_delimited,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".ods": read_open_document,
    ".json": read_json,
}
"""How files are read, by suffix; text documents are read together (`DOCUMENTS`)."""
DOCUMENTS: Final = ".docx"


def is_table(path: Path) -> bool:
    """Whether a file's suffix is one that is read."""
    return path.suffix.lower() in {*READERS, DOCUMENTS}


def read_files(paths: Iterable[Path]) -> tuple[Sheet, ...]:
    """All sheets of all files, in order; text documents make one sheet, a row each.

    Raises ContentError with what is wrong with any of them.
    """
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    documents: list[tuple[str, bytes]] = []
    for path in paths:
        try:
            source = _bytes_of(path)
            if path.suffix.lower() == DOCUMENTS:
                documents.append((path.name, source))
            else:
                sheets += READERS[path.suffix.lower()](path.name, source)
        except ContentError as failure:
            problems += failure.problems
    try:
        sheets += read_documents(documents)
    except ContentError as failure:
        problems += failure.problems
    if problems:
        raise ContentError(problems)
    return tuple(sheets)


def _bytes_of(path: Path) -> bytes:
    if not is_table(path):
        known = ", ".join([*READERS, DOCUMENTS])
        hint = _OTHERS.get(path.suffix.lower(), f"save it as one of {known}")
        message = f"'{excerpt(path.name)}' is no kind of table that is read"
        raise ContentError(error("unknown-table", message, Where(path.name), hint))
    if not path.exists():
        hint = "the last of several names is the folder, if it does not end as a table does"
        message = f"there is no file '{path.as_posix()}'"
        raise ContentError(error("unreadable-file", message, Where(path.name), hint))
    source, problems = contents(path, Where(path.name), MAX_BYTES)
    if problems:
        raise ContentError(problems)
    if not source.strip():
        raise refuse(path.name, "it is empty")
    return source


_OTHERS: Final = {
    ".xls": "open it in a spreadsheet program and save it as .xlsx",
    ".numbers": "export it as .xlsx",
    ".doc": "open it in a word processor and save it as .docx",
    ".odt": "open it in a word processor and save it as .docx",
    ".pdf": "ask for the spreadsheet that it was made from",
}
