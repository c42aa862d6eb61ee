"""The words that posterbook prints in a booklet's language: a shipped table, under the user's words.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, replace
from pathlib import Path
from typing import Any, Final

from posterbook.content.languages import languages, table_for
from posterbook.content.model import Words
from posterbook.content.scalars import UnfitError, did_you_mean, excerpt, language
from posterbook.content.schema import read
from posterbook.errors import Problem, Where, error, warning
from posterbook.loading.records import read_document
from posterbook.loading.yaml.document import read_yaml

FALLBACK: Final = "en"
OWN: Final = "words.yaml"
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def words_of(value: object, folder: Path, file: str = OWN) -> tuple[Words, list[Problem]]:
    """The words for what `language:` says, those of words.yaml in the place of ours.

    `file` holds the user's words. What a language without a table of its own lacks there is English, with a
    warning. What is no language tag is left for the reading of booklet.yaml to report.
    """
    try:
        tag = language(value) if value else FALLBACK
    except UnfitError:
        tag = FALLBACK
    table = table_for(tag)
    shipped = table.stem if table else FALLBACK
    own, problems = _own_words(folder, file)
    nameless = {} if table else {"language": tag}
    words, faults = read(Words, {**_table(shipped), **nameless, **own}, Where(OWN))
    faults += wrong_words(words, own) if words and not faults else ()
    problems += [replace(one, where=replace(one.where, file=file)) if one.where else one for one in faults]
    sound = words if words and not problems else read_words(shipped)
    return sound, [*problems, *(() if table else _missing_words(tag, own))]


def read_words(tag: str) -> Words:
    """The table of one language; raises ValueError if a shipped table is faulty, which is a bug."""
    words, problems = read(Words, _table(tag), Where(f"{tag}.yaml"))
    if problems or words is None:
        raise ValueError("; ".join(map(str, problems)))
    return words


def wrong_words(words: Words, names: Mapping[str, object]) -> Iterator[Problem]:
    """Among the named wordings, lists of a wrong length and placeholders that are missing or unknown."""
    for one in fields(words):
        if one.name in names:
            value = getattr(words, one.name)
            yield from _list_length_faults(one, value) if isinstance(value, tuple) else ()
            for wording in value if isinstance(value, tuple) else (value,):
                yield from _placeholder_faults(one, wording)


def _table(tag: str) -> dict[str, object]:
    table = table_for(tag)
    value = read_yaml(table.read_bytes(), table.name) if table else None
    return value if isinstance(value, dict) else {}


def _own_words(folder: Path, file: str) -> tuple[dict[str, object], list[Problem]]:
    """What words.yaml says; nothing where there is none."""
    if not (folder / file).exists():
        return {}, []
    value, problems = read_document(folder, file)
    if problems or isinstance(value, dict):
        return (value if isinstance(value, dict) else {}), problems
    hint = "write each as 'notes: My notes'"
    return {}, [error("wrong-type", f"{file} wants a mapping of words", Where(file), hint)]


def _missing_words(tag: str, own: Mapping[str, object]) -> Iterator[Problem]:
    lacking = [one.name for one in fields(Words) if one.name not in own and one.default is MISSING]
    if lacking:
        which = f" for {', '.join(lacking)}" if own else ""
        message = f"posterbook has no words of its own in '{tag}', so it prints English ones{which}"
        hint = f"it has {', '.join(languages())}; write others into {OWN}"
        yield warning("no-words", message, Where("booklet.yaml", ("language",)), hint)


def _list_length_faults(one: Field[Any], value: tuple[str, ...]) -> Iterator[Problem]:
    wanted = one.metadata.get("items", len(value))
    if len(value) != wanted:
        message = f"'{one.name}' wants {wanted} items, found {len(value)}"
        yield error("wrong-value", message, Where(OWN, (one.name,)), one.metadata["doc"])


def _placeholder_faults(one: Field[Any], wording: str) -> Iterator[Problem]:
    """A field's doc names the placeholders that its wording must hold."""
    where = Where(OWN, (one.name,))
    wanted = _PLACEHOLDER.findall(one.metadata["doc"])
    found = _PLACEHOLDER.findall(wording)
    takes = (
        f"it takes {', '.join(f'{{{name}}}' for name in wanted)}" if wanted else "it takes no placeholders"
    )
    if set("{}") & set(_PLACEHOLDER.sub("", wording)):
        yield error("unknown-placeholder", f"'{one.name}' has a brace without its other half", where, takes)
    for name in dict.fromkeys(found):
        if name not in wanted:
            message = f"'{one.name}' holds the unknown placeholder {{{excerpt(name)}}}"
            yield error("unknown-placeholder", message, where, did_you_mean(name, wanted, takes))
    for name in wanted:
        if name not in found:
            message = f"'{one.name}' lacks the placeholder {{{name}}}"
            yield error("missing-placeholder", message, where, takes)
