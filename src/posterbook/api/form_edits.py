"""What a form shows of a file of the folder, and what it writes back: comments and order stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from posterbook.api.output import write
from posterbook.content.json_schema import json_schema
from posterbook.content.model import Booklet, Record
from posterbook.content.scalars import Plain
from posterbook.errors import Where
from posterbook.loading.yaml.document import parse
from posterbook.loading.yaml.editing import Edit, edit_text
from posterbook.loading.yaml.positions import find_places
from posterbook.preview import Answer, NotTakenError

CONFLICT: Final = 409
_MARK: Final = "\ufeff"


def form_of(folder: Path, name: str, line: int) -> Answer:
    """The texts of a YAML file as fields with their help, or the whole text of another one.

    Of a list of records it is the one that the line belongs to. The digest says which state of it this is.
    """
    source = _bytes_of(folder, name)
    shown: Answer = {"file": name, "digest": sha256(source).hexdigest()}
    if not name.endswith(".yaml"):
        return {**shown, "text": _text_of(source, name)}
    value, problems = parse(source, name)
    if problems:
        return {**shown, "text": _text_of(source, name)}  # what is broken is mended as a text
    found = list(_texts(value, ()))
    places = find_places(folder, [Where(name, path) for path, _ in found])
    if isinstance(value, list):
        items = [path[0] for (path, _), place in zip(found, places, strict=True) if place.line <= line]
        item = items[-1] if items else 0
        kept = [pair for pair in zip(found, places, strict=True) if pair[0][0][0] == item]
    else:
        kept = list(zip(found, places, strict=True))
    help_of = _help(Booklet if name == "booklet.yaml" else Record)
    fields = [
        {
            "path": list(path),
            "value": text,
            "line": place.line,
            "help": help_of.get(next((str(key) for key in path if isinstance(key, str)), ""), ""),
        }
        for (path, text), place in kept
    ]
    return {**shown, "fields": fields}


def save(folder: Path, change: Mapping[str, object]) -> Answer:
    """Write one field, or a whole text, unless the file is another one than the form was made from."""
    name, digest, new = change.get("file"), change.get("digest"), change.get("value")
    path = change.get("path")
    if not isinstance(name, str) or not isinstance(new, str) or not isinstance(digest, str):
        raise NotTakenError("a change names its file, digest and value", 400)
    source = _bytes_of(folder, name)
    if sha256(source).hexdigest() != digest:
        message = f"{name} has changed on disk since this form was opened: nothing was written"
        raise NotTakenError(message, CONFLICT)
    written = _edited(source, name, path, new) if isinstance(path, list) else _whole(source, new)
    write([(folder / name, written)])
    return {"file": name, "digest": sha256(written).hexdigest()}


def _edited(source: bytes, name: str, path: Sequence[object], new: str) -> bytes:
    try:
        edited = _with_edit(source, name, path, new)
    except (ValueError, LookupError, TypeError):
        edited = None
    if edited is None:
        message = "this cannot be changed in a form without changing something else: edit the file"
        raise NotTakenError(message, CONFLICT)
    return edited


def _with_edit(source: bytes, name: str, path: Sequence[object], new: str) -> bytes | None:
    """The file with one text changed, read again and compared; None where anything else would change."""
    before, problems = parse(source, name)
    steps = tuple(step for step in path if isinstance(step, str | int) and not isinstance(step, bool))
    old = _at(before, steps)
    if problems or len(steps) != len(path) or not isinstance(old, str):
        return None
    text = _text_of(source, name)
    mark = _MARK if text.startswith(_MARK) else ""
    text = mark + edit_text(text.removeprefix(mark), [Edit(steps, _value(old, new))])
    after, problems = parse(text.encode(), name)
    same = not problems and _plain(after) == _plain(_with(before, steps, new))
    return text.encode() if same else None


def _whole(source: bytes, new: str) -> bytes:
    """A text with the line ends and the byte order mark of the file it replaces."""
    mark = _MARK.encode() if source.startswith(_MARK.encode()) else b""
    lines = new.replace("\r\n", "\n").removeprefix(_MARK)
    return mark + (lines.replace("\n", "\r\n") if b"\r\n" in source else lines).encode()


def _value(old: str, new: str) -> object:
    """A value in the kind that it was written in: what had no quotes, as a number or yes and no, has none."""
    if isinstance(old, Plain):
        if new in {"true", "false"}:
            return new == "true"
        if new.isascii() and new.isdecimal() and str(int(new)) == new:
            return int(new)
    return new


def _texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All texts that stand at a key, with their paths; those in a list of texts are no fields."""
    if isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, str):
                yield (*path, key), one
            else:
                yield from _texts(one, (*path, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts(one, (*path, place))


def _at(value: Any, path: Sequence[str | int]) -> Any:  # noqa: ANN401 - YAML's plain values
    for step in path:
        value = value[step]
    return value


def _with(value: Any, path: Sequence[str | int], new: str) -> Any:  # noqa: ANN401 - the same
    if not path:
        return new
    copied = value.copy()
    copied[path[0]] = _with(value[path[0]], path[1:], new)
    return copied


def _plain(value: object) -> object:
    """A value by what it says: a block's last line end, as all that its field strips, says nothing."""
    if isinstance(value, dict):
        return [(str(key), _plain(one)) for key, one in value.items()]
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.strip() if isinstance(value, str) else value


def _help(of: type) -> dict[str, str]:
    properties: dict[str, Any] = json_schema(of)["properties"]
    return {name: str(one.get("description", "")) for name, one in properties.items()}


def _bytes_of(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as failure:
        raise NotTakenError(f"cannot read {name}: {(failure.strerror or '').lower()}") from None


def _text_of(source: bytes, name: str) -> str:
    try:
        return source.decode()
    except UnicodeDecodeError:
        raise NotTakenError(f"{name} is no UTF-8 text", CONFLICT) from None
