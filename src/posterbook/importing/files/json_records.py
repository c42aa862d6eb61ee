"""JSON: lists of objects as sheets, what is nested as columns that are named by their path.

`{"authors": [{"first": "Ada"}]}` has the column `authors.1.first`. What an object says in several languages
is one column, in English if it is there. A list of questions with answers has a column a question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from posterbook.content.cells import join_parts
from posterbook.importing.files.delimited import decode
from posterbook.importing.tables import Row, Sheet, check_size, refuse

_DEEPEST: Final = 6
_NAMED: Final = (
    *(("name", "value"), ("question", "answer"), ("title", "answer"), ("question", "value")),
    ("heading", "text"),
)
"""Keys of what a form asked and what was answered, and of sections."""


def read_json(file: str, source: bytes) -> tuple[Sheet, ...]:
    """A sheet for each list of objects, called as its key; a single object is a sheet of one row."""
    text, problems = decode(file, source)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as failure:
        place = f"line {failure.lineno}, " if isinstance(failure, json.JSONDecodeError) else ""
        raise refuse(file, f"it is not JSON ({place}{type(failure).__name__})", "export it anew") from None
    sheets = [_sheet(file, name, objects) for name, objects in _lists(value, "", 2)]
    if not sheets:
        raise refuse(file, "it holds no list of objects")
    first, *others = sheets
    return (Sheet(file, first.name, first.rows, problems=tuple(problems), header=True), *others)


def _lists(value: Any, name: str, deep: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:  # noqa: ANN401 - JSON
    """The lists of objects, one below the other's keys."""
    if isinstance(value, list):
        objects = [one for one in value if isinstance(one, dict)]
        if objects:
            yield name, objects
        lists = [one["items"] for one in objects if isinstance(one.get("items"), list)]
        items = [item for one in lists for item in one if isinstance(item, dict)]
        if items:  # Sessionize's categories, by whose items sessions are grouped
            yield f"{name} items", items
    elif isinstance(value, dict):
        if "title" in value or not deep:
            yield name, [value]
            return
        inner = list(value.values())
        if len(inner) > 1 and all(isinstance(one, dict) and "title" in one for one in inner):
            yield name, inner  # objects by their ids
            return
        for key, one in value.items():
            if isinstance(one, dict | list):
                yield from _lists(one, str(key), deep - 1)


def _sheet(file: str, name: str, objects: list[dict[str, Any]]) -> Sheet:
    flat = [dict(_flat(one, "", 0)) for one in objects]
    columns = tuple(dict.fromkeys(key for one in flat for key in one))
    check_size(file, len(flat), len(columns))
    rows = (Row(number, tuple(one.get(key, "") for key in columns)) for number, one in enumerate(flat, 1))
    return Sheet(file, name, (Row(0, columns), *rows), header=True)


def _flat(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON
    """The columns of one object."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if (said := _translated(value)) is not None:
            yield path, said
            return
        for key, one in value.items():
            yield from _flat(one, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for number, one in enumerate(value, 1):
            question, answer = _answered(one)
            if question:
                yield f"{path}[{question}]", answer
            else:
                yield from _flat(one, f"{path}.{number}", depth + 1)
    elif isinstance(value, list):
        yield path, join_parts(filter(None, map(_scalar, value)))
    else:
        yield path, _scalar(value)


def _scalar(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _translated(value: dict[str, Any]) -> str | None:
    """What an object says that has languages as keys; None for another object."""
    codes = [key for key in value if len(key) in {2, 5} and key[:2].islower() and key[:2].isalpha()]
    texts = all(isinstance(one, str | None) for one in value.values())
    if not value or not texts or len(codes) < len(value) or not _LANGUAGES & {key[:2] for key in value}:
        return None
    return _scalar(value.get("en") or next((one for one in value.values() if one), ""))


_LANGUAGES: Final = frozenset(("en", "de", "fr", "es", "it", "pt", "nl", "zh", "ja", "pl", "cs", "sv", "da"))


def _answered(one: Any) -> tuple[str, str]:  # noqa: ANN401 - JSON
    """The question and the answer of an object that is such a pair, else ('', '')."""
    if not isinstance(one, dict):
        return "", ""
    for asked, answer in _NAMED:
        question = one.get(asked)
        while isinstance(question, dict):
            question = question.get("question") or _translated(question)
        if isinstance(question, str) and question and answer in one:
            return question, _scalar(one[answer])
    return "", ""
