"""Reads back what pages show, mark by mark or whole: only the operators that draw/ writes, and those quickly.

What others may have changed is read as a viewer would by `walk.py`, which takes many times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Dictionary, Object

ARTIFACT, UNMARKED = -1, -2
"""Instead of an MCID: text that repeats what is said elsewhere; text outside every mark."""

_FONT = re.compile(r"\n/(\S+) \S+ Tf\n")
_STRING = re.compile(r"\(([^)]*)")  # a parenthesis within a string is written in octal
_OCTAL = re.compile(r"\\(\d{3})")
_MARK = re.compile(r"\n/\w+<<([^>]*)>>BDC$|\nEMC$", re.MULTILINE)  # a line each, and no string has two
_MCID = re.compile(r"\n/\w+<</MCID (\d+)>>BDC(?=\n)")

Table = dict[int, str]


class Decoder:
    """What a file shows, by the characters of its fonts."""

    __slots__ = ("_fonts_of", "_tables")

    def __init__(self) -> None:
        self._tables: dict[tuple[int, int], Table] = {}
        self._fonts_of: dict[tuple[int, int], dict[str, Table]] = {}

    def text(self, page: Object, content: str) -> str:
        """Every character that a page's content shows, in paint order, marked or not."""
        fonts = self._fonts(page)
        _, *parts = _FONT.split(content)
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return "".join([_shown(part).translate(fonts[font]) for font, part in pairs])

    def marks(self, page: Object, content: str) -> Iterator[tuple[int, str]]:
        """Each mark of a page in paint order, by its MCID, and what it shows."""
        fonts, table = self._fonts(page), Table()
        parts = _MARK.split("\n" + content)
        for facts, part in zip((None, *parts[1::2]), parts[::2], strict=True):
            segments = _FONT.split(part + "\n")
            words = [_shown(segments[0]).translate(table)]
            for font, segment in zip(segments[1::2], segments[2::2], strict=True):
                table = fonts[font]
                words.append(_shown(segment).translate(table))
            mark = _mark(facts)
            if mark >= 0 or any(words):
                yield mark, "".join(words)

    def _fonts(self, page: Object) -> dict[str, Table]:
        resources = page.Resources
        if resources.objgen not in self._fonts_of or not resources.is_indirect:
            fonts = resources.get("/Font", Dictionary())
            found = {name.removeprefix("/"): self._table(font) for name, font in fonts.items()}
            self._fonts_of[resources.objgen] = found
        return self._fonts_of[resources.objgen]

    def _table(self, font: Object) -> Table:
        """The character of each of the font's codes; U+FFFD for a code that leads to none."""
        if font.objgen not in self._tables:
            known = _characters(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
            self._tables[font.objgen] = dict.fromkeys(range(256), "\ufffd") | known
        return self._tables[font.objgen]


def _characters(cmap: bytes) -> Table:
    """What each code stands for, by a map of single entries as draw/ writes it."""
    pairs = re.findall(rb"^<(\w\w)> <((?:\w{4})+)>$", cmap, re.MULTILINE)
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs
    }


def content_of(page: Object) -> str:
    """A page's operators, a code of its strings a character."""
    return page.Contents.read_bytes().decode("latin-1")


def mcids(content: str) -> list[int]:
    """The MCIDs of a page's marks, in paint order."""
    return [int(number) for number in _MCID.findall(f"\n{content}")]


def _mark(facts: str | None) -> int:
    """The MCID of a mark's properties."""
    if facts is None:
        return UNMARKED
    return int(facts.removeprefix("/MCID ")) if facts.startswith("/MCID ") else ARTIFACT


def _shown(part: str) -> str:
    """The strings of a stretch of operators, as codes."""
    codes = "".join(_STRING.findall(part))
    return _OCTAL.sub(lambda code: chr(int(code[1], 8)), codes) if "\\" in codes else codes
