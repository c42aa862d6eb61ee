"""A folder that holds a document in several languages, read in one of them.

Words in another language stand in a mapping of languages (`title: {en: …, zh-Hant: …}`) or in a file beside
the file (`text/about.zh-Hant.md`); facts that are the same in all, as numbers and dates, stand once.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from posterbook.content.scalars import UnfitError, did_you_mean, language
from posterbook.errors import UsageError, error
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language that a folder is read in, its main one, and all of them; none where it has only one."""

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
    return Spoken(asked or main, main, frozenset(known)) if tags else Spoken()


def _tag(value: object) -> str:
    try:
        return language(value) if value else ""
    except UnfitError:
        return ""
