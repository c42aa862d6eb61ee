"""Where a line of a page was written, found when somebody asks: a build notes nothing for it.

A composed text does not carry its line: for thousands of texts to carry it, every build would read its YAML
with marks, which takes three times as long. But a printed line stands in the file nearly as it shows; what
comes between are line ends, indents, markup and hyphens. So both are compared by their letters and digits
alone: first in the record of the page's poster, then in the other files. What posterbook itself makes, as
'Continued' or a folio, is written nowhere, and leads to the record.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from posterbook.errors import Where
from posterbook.values import dataclass

SUFFIXES: Final = (".yaml", ".md", ".txt")
SHORTEST: Final = 2
"""Of fewer letters nothing is looked for: they stand everywhere."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's letters and digits, small, and which place in its text each of them has."""

    name: str
    text: str
    letters: str
    places: tuple[int, ...]

    def find(self, wanted: str, begin: int = 0, end: int | None = None) -> int:
        """The place in the text of what is wanted between two places of it; -1 if it is not there."""
        first = bisect_right(self.places, begin - 1)
        last = len(self.places) if end is None else bisect_right(self.places, end - 1)
        at = self.letters.find(wanted, first, last)
        return self.places[at] if at >= 0 else -1


def sources_in(folder: Path, names: Sequence[str]) -> tuple[Source, ...]:
    """The files of those names that can be read."""
    return tuple(_read_all(folder, names))


def text_files(folder: Path) -> tuple[str, ...]:
    """The names of the texts of a folder, booklet.yaml first; what is a link or hidden is none."""
    found = (
        path.relative_to(folder)
        for path in sorted(folder.rglob("*"))
        if path.suffix in SUFFIXES and path.is_file() and not path.is_symlink()
    )
    names = [name.as_posix() for name in found if not any(part.startswith(".") for part in name.parts)]
    return tuple(sorted(names, key=lambda name: name != "booklet.yaml"))


def find_line(sources: Sequence[Source], line: str, pieces: Sequence[str], record: Where | None) -> Where:
    """The place of a line that consists of `pieces`, of a page of that record; it need have no record.

    Raises LookupError if it stands nowhere and there is no record.
    """
    by_name = {source.name: source for source in sources}
    own = by_name.get(record.file) if record else None
    begin = _index(own.text, record.line, record.column) if own and record else 0
    wanted = [letters_of(one)[0] for one in (line, *sorted(pieces, key=len, reverse=True))]
    for letters in wanted:
        if len(letters) < SHORTEST:
            continue
        if own and (at := own.find(letters, begin)) >= 0:
            return _where(own, at)
        if letters is wanted[0] or not own:
            for source in sources:
                if (at := source.find(letters)) >= 0:
                    return _where(source, at)
    if own:
        return _where(own, begin)
    raise LookupError


def letters_of(text: str) -> tuple[str, tuple[int, ...]]:
    """The letters and digits of a text, small and without ligatures, and the place of each."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isalnum():
            small = sign.casefold() if sign.isascii() else unicodedata.normalize("NFKC", sign).casefold()
            letters.append(small)
            places += [place] * len(small)
    return "".join(letters), tuple(places)


def _read_all(folder: Path, names: Sequence[str]) -> Iterator[Source]:
    for name in names:
        try:
            text = (folder / name).read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):  # what is wrong with it stands among the problems
            continue
        yield Source(name, text, *letters_of(text))


def _index(text: str, line: int, column: int) -> int:
    lines = text.splitlines(keepends=True)[: max(line - 1, 0)]
    return sum(map(len, lines)) + max(column - 1, 0)


def _where(source: Source, at: int) -> Where:
    before = source.text[:at]
    return Where(source.name, (), before.count("\n") + 1, at - before.rfind("\n"))
