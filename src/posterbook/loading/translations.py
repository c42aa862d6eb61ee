"""A folder that holds a document in several languages, read in one of them.

Words in another language stand in a mapping of languages (`title: {en: …, zh-Hant: …}`) or in a file beside
the file (`text/about.zh-Hant.md`); facts that are the same in all, as numbers and dates, stand once.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from posterbook.content.languages import best, languages
from posterbook.content.scalars import UnfitError, did_you_mean, language
from posterbook.errors import Problem, UsageError, Where, error
from posterbook.values import dataclass

_LIKE_A_TAG: Final = re.compile("[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""A language as people write it, zh_Hant too."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language that a folder is read in, its main one, and all of them; of a single one only `main`."""

    language: str = ""
    main: str = ""
    known: frozenset[str] = frozenset()

    @property
    def other(self) -> str:
        """The language, where it is not the main one."""
        return self.language if self.language != self.main else ""

    def beside(self, name: str) -> str:
        """The file that holds the words of a file in this language; for the main one that file itself."""
        return file_in(name, self.other)

    def files_of(self, name: str) -> frozenset[str]:
        """A file in all languages, by its name in any of them."""
        plain = name.replace(f".{self.other}.", ".", 1) if self.other else name
        return frozenset((plain, *(file_in(plain, tag) for tag in self.known)))

    def chosen(self, value: object) -> object:
        """A value of YAML with one language of every mapping that has texts in several."""
        if isinstance(value, list):
            return [self.chosen(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value and self.known.issuperset(value):
            return self.chosen(value.get(self.language, value.get(self.main, next(iter(value.values())))))
        return {key: self.chosen(one) for key, one in value.items()}

    def with_unknown_languages(
        self, problems: Sequence[Problem], value: object, where: Where
    ) -> list[Problem]:
        """What is wrong with a value: of a mapping of languages that cannot be read, which are unknown."""
        found: dict[Problem, None] = {}
        for problem in problems:
            place = problem.where.path[len(where.path) :] if problem.where else ()
            found.update(dict.fromkeys(tuple(self._unknown_around(value, place, where)) or (problem,)))
        return list(found)

    def _unknown_around(self, value: object, place: tuple[str | int, ...], where: Where) -> Iterator[Problem]:
        """The unknown languages of the mapping of languages in which, or which itself, is at fault."""
        part: Any = value
        for length in range(len(place) + 1):
            if isinstance(part, dict) and self._is_of_languages(part):
                for key in part:
                    if key != self.main and key not in self.known:
                        yield self.unknown(key, where.key(*place[:length], key), part)
                return
            try:
                part = part[place[length]]
            except (IndexError, KeyError, TypeError):
                return

    def _is_of_languages(self, value: dict[str, object]) -> bool:
        if not all(map(_LIKE_A_TAG.fullmatch, value)):
            return False
        return self.main in value or any(best(key.replace("_", "-"), languages()) for key in value)

    def unknown(self, tag: str, where: Where, beside: Container[str] = ()) -> Problem:
        """The error that a language is none of the folder's; nobody means one that stands `beside` it."""
        usual = _tag(tag) or tag
        name_it = f"name it below 'languages:' in booklet.yaml, as others: [{usual}]"
        others = [one for one in sorted(self.known or (self.main,)) if one not in beside]
        hint = did_you_mean(tag, others, name_it)
        return error("unknown-language", f"'{tag}' is no language of this folder", where, hint)

    def unknown_in(self, name: str) -> str:
        """What a file's name says for a language that the folder does not hold; nothing if it says none."""
        tag = PurePosixPath(name).stem.rpartition(".")[2]
        is_one = f".{tag}." in name and _LIKE_A_TAG.fullmatch(tag) and tag not in self.known
        return tag if is_one else ""


def file_in(name: str, tag: str) -> str:
    """The name of a file in a language: text/about.zh-Hant.md."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{tag}{path.suffix}")) if tag and path.name else name


def spoken_in(value: object, wanted: str) -> Spoken:
    """The language that is wanted, '' for the main one, by what booklet.yaml says.

    Raises UsageError for one that the folder does not hold.
    """
    given = value if isinstance(value, dict) else {}
    said = given.get("languages")
    others = said.get("others") if isinstance(said, dict) else None
    main = _tag(given.get("language")) or "en"
    tags = [tag for one in (others if isinstance(others, list) else ()) if (tag := _tag(one))]
    known = dict.fromkeys((main, *tags))
    asked = _tag(wanted) or wanted
    if asked and asked not in known:
        hint = did_you_mean(asked, known, "name it below 'languages:' in booklet.yaml, as others: [zh-Hant]")
        raise UsageError(error("unknown-language", f"the folder has no words in '{wanted}'", hint=hint))
    return Spoken(asked or main, main, frozenset(known)) if tags else Spoken(main=main)


def _tag(value: object) -> str:
    try:
        return language(value.replace("_", "-") if isinstance(value, str) else value) if value else ""
    except UnfitError:
        return ""
