"""The words that posterbook prints in a booklet's language."""

from __future__ import annotations

from posterbook.errors import Problem, Where, warning
from posterbook.languages import languages, table_for
from posterbook.load.document import read_yaml
from posterbook.model import Words
from posterbook.scalars import UnfitError, language
from posterbook.schema import read

FALLBACK = "en"


def words_of(value: object) -> tuple[Words, list[Problem]]:
    """The words for what `language:` says, in English with a warning if there are none.

    What is no language tag is left for the reading of booklet.yaml to report.
    """
    try:
        tag = language(value) if value else FALLBACK
    except UnfitError:
        tag = FALLBACK
    table = table_for(tag)
    if table:
        return read_words(table.stem), []
    message = f"posterbook has no words of its own in '{tag}', so it prints English ones"
    hint = f"it has {', '.join(languages())}"
    return read_words(FALLBACK), [warning("no-words", message, Where("booklet.yaml", ("language",)), hint)]


def read_words(tag: str) -> Words:
    """The table of one language; raises ValueError if a shipped table is faulty, which is a bug."""
    table = table_for(tag)
    source = table.read_bytes() if table else b""
    words, problems = read(Words, read_yaml(source, f"{tag}.yaml"), Where(f"{tag}.yaml"))
    if problems or words is None:
        raise ValueError("; ".join(map(str, problems)))
    return words
