"""An input: a content folder with what is to be done with it, and the words that must not be lost."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.hostile.material import UNBROKEN, in_yaml, noise

BUILD = ("build", "mine", "-o", "out")
Yaml = dict[str, object]


@dataclass
class Folder:
    """The files of a folder, given by bytes or by what makes them; the commands; the words to be found."""

    random: Random
    files: dict[str, bytes | Callable[[Path], object]] = field(default_factory=dict)
    commands: list[tuple[str, ...]] = field(default_factory=lambda: [BUILD])
    words: list[str] = field(default_factory=list)
    foreign: bool = False
    """Whether pages of others stand in the booklet, which are cut to what shows."""

    def put(self, name: str, content: object) -> None:
        """A file: bytes, text, what makes it, or a value that is written as YAML."""
        if isinstance(content, bytes) or callable(content):
            self.files[name] = content
        else:
            text = content if isinstance(content, str) else in_yaml(content)
            self.files[name] = text.encode("utf-8", "surrogatepass")

    def put_booklet(self, booklet: Yaml, records: list[Yaml]) -> None:
        """Both, the records in one file or in one each."""
        self.put("booklet.yaml", booklet)
        if self.random.random() < 0.3:
            self.put("posters.yaml", records)
        else:
            for number, record in enumerate(records, 1):
                self.put(f"posters/{number:02}.yaml", record)

    def word(self) -> str:
        """A word that is nowhere else and must be found on the pages."""
        self.words.append("zq" + "".join(self.random.choices(string.ascii_lowercase, k=6)))
        return self.words[-1]

    def text(self, most: int = 400) -> str:
        """Noise between two words."""
        return f"{self.word()} {noise(self.random, most)} {self.word()}"

    def unbroken(self) -> str:
        """A word and letters without a place to break them."""
        size = self.random.choice([10, 20, 30, 50, 90, 200, 400])
        return f"{self.word()}{self.random.choice(UNBROKEN) * size}"

    def chance(self, share: float) -> bool:
        """True in that share of all cases."""
        return self.random.random() < share

    def good(self) -> tuple[Yaml, list[Yaml]]:
        """A small booklet as it should be: booklet.yaml and its records."""
        booklet: Yaml = {
            "title": f"Day {self.word()}",
            "slug": "mine",
            "language": "en",
            "date": "2026-01-02",
        }
        records: list[Yaml] = [
            {
                "number": f"P{number}",
                "title": f"Study {self.word()}",
                "group": group,
                "authors": ["Ada Lovelace", {"name": "Bo Ek", "affiliations": ["Institute, City"]}],
                "sections": {"Background": f"Some text {self.word()}.", "Conclusion": "It holds."},
            }
            for number, group in ((1, "Roots"), (2, "Roots"), (3, "Leaves"))
        ]
        return booklet, records

    def look(self, booklet: Yaml) -> None:
        """Another format, theme or edition now and then."""
        if self.chance(0.4):
            booklet["page"] = self.random.choice(["a5", "half-letter", "a4", "letter"])
        if self.chance(0.4):
            booklet["theme"] = self.random.choice(["colour", "plain", "large-print"])
        if self.chance(0.2):
            self.commands = [(*BUILD, "--edition", self.random.choice(["print", "booklet", "all"]))]
