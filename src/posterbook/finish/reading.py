"""Reads text back out of a written file: shown strings through each font's ToUnicode map, in paint order.

What we wrote is all it reads: simple fonts, no form XObjects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO

from pikepdf import Array, Object, Page, Pdf, String, parse_content_stream

JOINT = "\n"
"""Stands where two marks meet, or two lines outside marks: a space there is as good as none."""
OPERATORS = "BDC BMC EMC BT Td Tm Tf Tj TJ"

Codes = dict[int, str]
"""The character of each code of a font."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Text of one mark, or between two; `artifact` is text without meaning, as a running foot."""

    text: str
    artifact: bool


class Reader:
    """A file read back page by page, each page only when it is asked for."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = pdf.pages
        self._maps: dict[tuple[int, int], Codes] = {}
        self._read: dict[int, tuple[Shown, ...]] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def text(self, index: int, *, artifacts: bool = False) -> str:
        """What the page with that index says, with a JOINT between marks."""
        if index not in self._read:
            self._read[index] = self._shown(self._pages[index])
        return JOINT.join(one.text for one in self._read[index] if artifacts or not one.artifact)

    def _shown(self, page: Page) -> tuple[Shown, ...]:
        fonts = page.obj.Resources.Font
        walk = _Walk()
        for instruction in parse_content_stream(page, OPERATORS):
            name, operands = str(instruction.operator), list(instruction.operands)
            if name == "Tf":
                walk.font = self._map(fonts[str(operands[0])])
            else:
                walk.take(name, operands)
        return tuple(shown for shown in walk.ended() if shown.text)

    def _map(self, font: Object) -> Codes:
        if font.objgen not in self._maps:
            self._maps[font.objgen] = to_characters(font.ToUnicode.read_bytes().decode("ascii"))
        return self._maps[font.objgen]


@dataclass(slots=True)
class _Walk:
    """Where we are in a content stream: font, open marks, and what has been shown since the last joint."""

    font: Codes = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    marks: list[bool] = field(default_factory=list)

    def take(self, name: str, operands: list[Object]) -> None:
        match name, operands:
            case ("Tj", [string]):
                self._show(string)
            case ("TJ", [Array() as strings]):
                for part in strings:
                    if isinstance(part, String):
                        self._show(part)
            case (("BDC" | "BMC"), [tag, *_]):
                self._joint()
                self.marks.append(str(tag) == "/Artifact")
            case ("EMC", _):
                self._joint()
                self.marks.pop()
            case _:
                self._line(name, operands)

    def ended(self) -> list[Shown]:
        self._joint()
        return self.shown

    def _line(self, name: str, operands: list[Object]) -> None:
        """Outside marks only a new line tells texts apart."""
        along = name == "Td" and float(operands[1]) == 0
        if not self.marks and not along:
            self._joint()

    def _show(self, string: object) -> None:
        self.words += [self.font.get(code, "\ufffd") for code in bytes(string)]  # type: ignore[call-overload]

    def _joint(self) -> None:
        self.shown.append(Shown("".join(self.words), any(self.marks)))
        self.words = []


def page_texts(pdf: bytes, *, artifacts: bool = False) -> tuple[str, ...]:
    """What each page says, in paint order, a line break where one mark ends and the next begins."""
    with Pdf.open(BytesIO(pdf)) as opened:
        reader = Reader(opened)
        return tuple(reader.text(index, artifacts=artifacts) for index in range(len(reader)))


def to_characters(cmap: str) -> Codes:
    """The characters of codes by a ToUnicode map of single entries."""
    pairs = re.findall(r"^<([0-9A-F]{2})> <([0-9A-F]+)>$", "\n".join(_blocks(cmap)), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _blocks(cmap: str) -> list[str]:
    return re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
