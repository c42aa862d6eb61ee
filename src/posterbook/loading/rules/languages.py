"""Texts whose letters are not those of the language that they are said to be in.

A screen reader would speak them in a voice that cannot, and words would be divided by the wrong patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from posterbook.content.model import Record
from posterbook.content.scripts import WITHOUT_SPACES
from posterbook.errors import Problem, warning

_SCRIPTS: Final = {
    "Latin": "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]",
    "Greek": "[\u0370-\u03ff\u1f00-\u1fff]",
    "Cyrillic": "[\u0400-\u052f]",
    "Hebrew": "[\u0590-\u05ff]",
    "Arabic": "[\u0600-\u077f]",
    "Devanagari": "[\u0900-\u097f]",
    "Bengali": "[\u0980-\u09ff]",
    "Tamil": "[\u0b80-\u0bff]",
    "Korean": "[\uac00-\ud7a3]",
    "Chinese": f"[{WITHOUT_SPACES}]",
}
"""The letters of each script as patterns, compiled when a text first has others than Latin ones.

Chinese stands for all scripts that part no words.
"""
_LANGUAGES: Final = {
    "Greek": ("el",),
    "Cyrillic": ("ru", "uk", "bg", "mk", "be", "kk", "ky", "mn", "tg"),
    "Hebrew": ("he", "yi"),
    "Arabic": ("ar", "fa", "ur", "ps"),
    "Devanagari": ("hi", "mr", "ne", "sa"),
    "Bengali": ("bn", "as"),
    "Tamil": ("ta",),
    "Korean": ("ko",),
    "Chinese": ("zh", "ja", "th", "lo", "km", "my", "yue"),
}
"""The languages that are written in each script; all others are held to be written in Latin."""
_SCRIPT_OF: Final = {language: script for script, known in _LANGUAGES.items() for language in known}
_IN_TWO: Final = frozenset(("sr", "az", "uz", "bs"))
_MARKED: Final = r"\[[^\[\]]*\]\{lang=[^{}]*\}"
_MAY_BE_BEYOND: Final = re.compile(r"[^\x00-\u036f\u1d00-\u2e7f]")
"""What is beyond Latin, and more: nearly all texts have none, and the other pattern is slow to compile."""
_BEYOND_LATIN: Final = "[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
_LEAST: Final = 20
"""So many letters tell a language; a name or an abbreviation does not."""
_WHOLE_WORD: Final = 3
"""A Chinese character says about as much as so many Latin letters."""


def check_languages(records: Iterable[Record], language: str) -> Iterator[Problem]:
    """language-letters: an abstract in Russian in an English booklet. Its first such text is named."""
    for record in records:
        yield from list(_strange_texts(record, language))[:1]


def _strange_texts(record: Record, language: str) -> Iterator[Problem]:
    usual = record.lang or language
    texts: list[tuple[str, str, tuple[str, ...]]] = [(record.title, usual, ("title",))]
    texts += [(one.text, one.lang or usual, ("sections", one.heading)) for one in record.sections]
    for text, said, path in texts:
        if script := _other_script(text, said):
            message = f"the text is said to be in '{said}', and most of its letters are {script}"
            example = next((known[0] for name, known in _LANGUAGES.items() if name == script), "en")
            hint = (
                f"say its language: 'lang: {example}' in the record, or [words]{{lang={example}}} in the text"
            )
            yield warning("language-letters", message, record.where.at(*path), hint)


def _is_beyond_latin(text: str) -> bool:
    return (
        not text.isascii()
        and _MAY_BE_BEYOND.search(text) is not None
        and re.search(_BEYOND_LATIN, text) is not None
    )


def _other_script(text: str, language: str) -> str:
    """The script of most letters of a text, if its language has another; else ''."""
    primary = language.partition("-")[0].lower()
    own = _SCRIPT_OF.get(primary, "Latin")
    if primary in _IN_TWO or (own == "Latin" and not _is_beyond_latin(text)):
        return ""
    rest = re.sub(_MARKED, "", text)
    counts = {script: len(re.findall(pattern, rest)) for script, pattern in _SCRIPTS.items()}
    counts["Chinese"] *= _WHOLE_WORD
    most = max(counts, key=lambda script: counts[script])
    whole = sum(counts.values())
    return most if whole >= _LEAST and most != own and counts[most] > 2 * whole / 3 else ""
