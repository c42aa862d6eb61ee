"""What was imported last: the file `.posterbook/imported.json` of a content folder.

It holds each record's fields as the spreadsheet gave them, so that the next import can tell what has changed
there from what has been edited here. It says nothing that the records do not say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from posterbook.errors import Problem, Where, error
from posterbook.loading.files.reading import contents, decode
from posterbook.values import dataclass

FILE: Final = ".posterbook/imported.json"
VERSION: Final = 1
_MAX_BYTES: Final = 64_000_000
_HINT: Final = (
    "restore it; or remove it, then every record counts as written by hand: nothing is lost, and where the"
    " spreadsheet says something else is told as a conflict"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """One record as it was imported last, and the file that it was written to, relative to the folder."""

    number: str
    file: str
    fields: Mapping[str, object]
    gone: bool = False
    """Whether it had left the spreadsheet and was withdrawn for that; `fields` then holds that status."""


def read_imported(folder: Path) -> tuple[tuple[Imported, ...], list[Problem]]:
    """What was imported last, nothing where there is no such file; or why it cannot be read."""
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return (), []
    source, problems = contents(path, Where(FILE), _MAX_BYTES)
    if problems:
        return (), problems
    text, problems = decode(source, FILE)
    if problems:
        return (), problems
    try:
        value = json.loads(text)
    except json.JSONDecodeError as failure:
        return (), [_broken(f"is not JSON: {failure.msg}", failure.lineno, failure.colno)]
    except RecursionError:
        return (), [_broken("is nested too deep")]
    return _records(value)


def text_of(records: Iterable[Imported]) -> str:
    """The text of the file: the same records give the same text, one field a line."""
    parts = ",\n".join(map(_record_text, records))
    return f'{{"version": {VERSION}, "records": [\n{parts}\n]}}\n'


def _record_text(record: Imported) -> str:
    fields = ",\n".join(f"  {_json(name)}: {_json(value)}" for name, value in record.fields.items())
    gone = ' "gone": true,' if record.gone else ""
    head = f'"number": {_json(record.number)}, "file": {_json(record.file)},{gone} "fields"'
    return f" {{{head}: {{\n{fields}\n }}}}"


def _json(value: object) -> str:
    return _ENCODER.encode(value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)


def _records(value: Any) -> tuple[tuple[Imported, ...], list[Problem]]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, dict) or "version" not in value:
        return (), [_broken("does not say its version")]
    if value["version"] != VERSION:
        found = json.dumps(value["version"])[:20]
        return (), [_broken(f"has version {found}, and this posterbook reads version {VERSION}")]
    records = value.get("records")
    if not isinstance(records, list):
        return (), [_broken("has no list of records")]
    for place, record in enumerate(records):
        if not _is_record(record):
            return (), [_broken(f"holds something else than a record at place {place + 1}")]
    return tuple(
        Imported(one["number"], one["file"], one["fields"], one.get("gone") is True) for one in records
    ), []


def _is_record(value: object) -> bool:
    kinds = {"number": str, "file": str, "fields": dict}
    return isinstance(value, dict) and all(isinstance(value.get(key), kind) for key, kind in kinds.items())


def _broken(finding: str, line: int = 1, column: int = 1) -> Problem:
    message = f"what was imported last cannot be told: the file {finding}"
    return error("imported-unreadable", message, Where(FILE, (), line, column), _HINT)
