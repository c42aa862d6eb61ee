"""Reads back what the pages of a tagged file show, mark by mark, in paint order.

A content stream is a row of instructions, operands first and then their operator (ISO 32000-1, 7.8.2). It is
parted into them by the lexical rules of PDF (7.2 and 7.3), whatever the spacing, so that nothing in a string
is taken for an operator nor an operator for text; what the rules do not know ends up as a character that no
instruction holds. Of the instructions only those are understood that draw/ writes, and those that draw
without text. All else (text in outline, an image within the stream, a property list, marks within marks but
/ReversedChars, which says that words are painted from their end) is a fault of the page and named: what
cannot be read here must not pass for read.

This takes about 200 microseconds a page. What others may have changed is read as a viewer would by
`legal/content_interpreter.py`, which needs many times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from posterbook.forms.drawn import INSERTED
from posterbook.forms.page import turned_words
from posterbook.proof.legal.embedded_fonts import LOST, characters_by_code, dictionary_in
from posterbook.proof.objects.reading import values_in
from posterbook.proof.objects.values import WITHIN, Dictionary, Name, ObjectNumber, Stream, Value, inherited
from posterbook.values import NamedTuple

ARTIFACT: Final = -1
"""Instead of an MCID: content that repeats what is said elsewhere, or only adorns the page."""
UNMARKED: Final = -2
"""Instead of an MCID: content outside every mark, which a tagged file must not have (ISO 14289-1, 7.1)."""
BACK: Final = "/ReversedChars"
"""The mark of words whose characters follow each other the other way (ISO 32000-1, 14.8.2.3.3)."""

SHOWS_NOTHING: Final = (
    "Td", "rg", "BT", "ET", "Tc", "Ts", "Tm", "m", "l", "w", "RG", "re", "n", "cm", "c", "h", "g", "G", "k",
    "K", "W", "W*", "J", "j", "M", "d", "gs",
)  # fmt: skip
"""Operators that place and prepare (text positions, paths, colours, the graphics state), commonest first."""
PAINTS: Final = frozenset({"S", "s", "f", "f*", "B", "B*", "b", "b*", "Do"})
"""Operators that paint a path or a picture."""
QUOTED: Final = 40
"""So many characters of an instruction are quoted."""

_SPACE = r"\0\t\n\f\r "
_REGULAR = rf"[^{_SPACE}()<>\[\]{{}}/%]"
_PLAIN_STRING = r"\([^()\\\r]*+(?:\\[0-7]{3}[^()\\\r]*+)*+\)"
"""A string as draw/ writes it: what is no common character, parentheses among them, is three octal digits."""
_UNNESTED = r"\([^()\\]*+(?:\\.[^()\\]*+)*+\)"
_WITHIN = rf"[^()\\]*+(?:(?:\\.|{_UNNESTED})[^()\\]*+)*+"  # parentheses in a string may stand bare in pairs
_STRING = rf"(?:\({_WITHIN}\)|<[0-9A-Fa-f{_SPACE}]*+>)"
_NUMBERS = rf"[{_SPACE}0-9+.\-]++"
_OPERANDS = rf"(?:{_NUMBERS}|{_STRING}|/{_REGULAR}*+|<<|>>|[\[\]])*+"


def _text_operator(string: str) -> str:
    """An instruction that shows text, of such strings."""
    numbers = rf"[{_SPACE}0-9+.\-]*+"
    array = rf"\[{numbers}(?:{string}{numbers})*+\]"
    return rf"[{_SPACE}]*+(?:{string}[{_SPACE}]*+Tj|{array}[{_SPACE}]*+TJ)(?!{_REGULAR})"


_PREPARES = rf"[{_SPACE}0-9+.\-]*+(?<![0-9+.\-])(?:{'|'.join(map(re.escape, SHOWS_NOTHING))})(?!{_REGULAR})"
_INSTRUCTION = re.compile(
    rf"((?:{_PREPARES}|{_text_operator(_PLAIN_STRING)})*+)[{_SPACE}]*+"
    rf"(?:({_text_operator(_STRING)})|({_OPERANDS})(?<![0-9+.\-])({_REGULAR}++)|(.)|$)",
    re.DOTALL,
)
"""A stretch that shows nothing but plain strings, and the instruction that ends it, in five groups: the
stretch, whole; an instruction that shows other strings, whole; operands and operator of any other; a
character that belongs to no instruction. A number touches no operator that follows it."""
_OCTAL = re.compile(r"\\[0-7]{3}")
_EITHER_STRING = re.compile(rf"\(({_WITHIN})\)|<([0-9A-Fa-f{_SPACE}]*+)>", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "\n": "", "\r": "", "\r\n": ""}
"""What a backslash and these stand for (ISO 32000-1, table 3); before any other character it says nothing."""

T = TypeVar("T")
Table = dict[int, str]
"""The characters of a font's codes."""


class MarkedText(NamedTuple):
    """What a mark shows: its MCID, ARTIFACT or UNMARKED, and its text, '' for a picture."""

    mcid: int
    text: str


class PageText(NamedTuple):
    """A page's marks in paint order, and what on it could not be read."""

    marks: tuple[MarkedText, ...]
    faults: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Every character that the page shows, in paint order."""
        return "".join([mark.text for mark in self.marks])


class PageReader:
    """Reads the pages of one file; fonts, and operands that come again, are each read once."""

    __slots__ = ("_fonts", "_forms", "_tables", "mcids", "names")

    def __init__(self) -> None:
        self._tables: dict[ObjectNumber, Table] = {}
        self._fonts: dict[ObjectNumber, dict[str, Table]] = {}
        self._forms: dict[ObjectNumber, tuple[str, ...]] = {}
        self.mcids: Mapping[str, int | None] = _Remembered(_mcid)
        self.names: Mapping[str, str] = _Remembered(_name)

    def read(self, page: Dictionary) -> PageText:
        """What a page shows."""
        return self.read_content(content_of(page.get("/Contents")), resources_of(page))

    def read_content(self, content: str, resources: Dictionary) -> PageText:
        """What a page of this content shows, where a byte is a character; it names what is in resources."""
        reading = _Reading(self, self.fonts(resources))
        reading.run(content)
        return PageText(tuple(reading.marks), (*reading.faults, *self._resource_faults(resources)))

    def fonts(self, resources: Dictionary) -> dict[str, Table]:
        """The fonts of a page by the names under which it calls them."""
        if resources.objgen not in self._fonts or resources.objgen == WITHIN:
            fonts = dictionary_in(resources, "/Font")
            self._fonts[resources.objgen] = {name: self._table(font) for name, font in fonts.items()}
        return self._fonts[resources.objgen]

    def _table(self, font: Value) -> Table:
        """The character of each of the font's codes; U+FFFD for a code that leads to none."""
        if font.objgen not in self._tables or font.objgen == WITHIN:
            map_ = font["/ToUnicode"].read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
            self._tables[font.objgen] = dict.fromkeys(range(256), LOST) | characters_by_code(map_)
        return self._tables[font.objgen]

    def _resource_faults(self, resources: Dictionary) -> tuple[str, ...]:
        """What of a page's resources might show text that its instructions do not."""
        if resources.objgen not in self._forms or resources.objgen == WITHIN:
            states, pictures = (dictionary_in(resources, key) for key in ("/ExtGState", "/XObject"))
            named = [
                f"sets a font by the graphics state {name}" for name, one in states.items() if "/Font" in one
            ]
            unread = [
                f"paints {name}, which may show text"
                for name, one in pictures.items()
                if not (name.startswith(f"/{INSERTED}") or _is_silent(one))
            ]
            self._forms[resources.objgen] = (*named, *unread)
        return self._forms[resources.objgen]


class _Reading:
    """One page's instructions, followed from the first to the last."""

    __slots__ = (
        "_back", "_fonts", "_mark", "_open", "_reader", "_saved", "_table", "_words", "faults", "marks",
    )  # fmt: skip

    def __init__(self, reader: PageReader, fonts: dict[str, Table]) -> None:
        self.marks: list[MarkedText] = []
        self.faults: list[str] = []
        self._reader = reader
        self._fonts = fonts
        self._mark = UNMARKED
        self._open = False
        self._table: Table | None = None
        self._saved: list[Table | None] = []
        self._words: list[str] = []
        self._back = -1  # where among them those begin that are painted from their end

    def run(self, content: str) -> None:
        """Follow a page's content."""
        for plain, other, operands, operator, stray in _INSTRUCTION.findall(content):
            if "(" in plain:
                self._show(_plain_codes(plain))
            if operator == "EMC" and self._open:
                self._end_innermost()
            elif operator == "BDC":
                self._begin_mark(operands)
            elif operator == "Tf":
                self._table = self._fonts.get(self._reader.names[operands])
            elif operator:
                self._follow(operands, operator)
            elif other:
                self._show(_codes(other))
            elif stray:
                self.faults.append(f"holds {stray!r} where an instruction should begin")
                return  # what follows might be read as anything
        if self._open:
            self.faults.append("has a mark that does not end")
        self._end_mark()

    def _follow(self, operands: str, operator: str) -> None:
        """What all other instructions change, or paint."""
        if operator in PAINTS:
            if not self._open:
                self._end_mark()
                self.marks.append(MarkedText(UNMARKED, ""))
        elif operator == "q":
            self._saved.append(self._table)
        elif operator == "BMC" and self._open and self._back < 0 and operands.strip() == BACK:
            self._back = len(self._words)
        elif operator == "Q" and self._saved:
            self._table = self._saved.pop()
        elif operator not in SHOWS_NOTHING:
            self.faults.append(f"holds {_shortened(operands, operator)}, which is not understood here")

    def _begin_mark(self, operands: str) -> None:
        if self._open:
            self.faults.append("has a mark within a mark")
        if self._open or self._words:
            self._end_mark()
        mcid = self._reader.mcids[operands]
        if mcid is None:
            self.faults.append(f"has a mark that says more than its MCID: {operands.strip()}")
            mcid = UNMARKED
        self._mark, self._open = mcid, True

    def _end_innermost(self) -> None:
        """Note words that were painted from their end as they are read, or what a mark shows."""
        if self._back < 0:
            self._end_mark()
            return
        said = turned_words("".join(self._words[self._back :]))
        self._words[self._back :] = [said]
        self._back = -1

    def _end_mark(self) -> None:
        """Note what was shown since the last mark began or ended; outside marks only if it was any."""
        if self._words or self._mark >= 0:
            self.marks.append(MarkedText(self._mark, "".join(self._words)))
            self._words.clear()
        self._mark, self._open, self._back = UNMARKED, False, -1

    def _show(self, codes: str) -> None:
        """Note what codes show, in the font that is set."""
        if self._table is not None:
            self._words.append(codes.translate(self._table))
        elif codes:
            self.faults.append("shows text in no font")


def _plain_codes(shown: str) -> str:
    """The codes of all strings in a stretch of plain ones, which hold no parentheses: every second part."""
    codes = "".join(shown.replace(")", "(").split("(")[1::2])
    return _OCTAL.sub(_octal, codes) if "\\" in codes else codes


def _shortened(operands: str, operator: str) -> str:
    """An instruction as a message quotes it."""
    whole = f"{operands.strip()} {operator}".strip()
    return repr(whole if len(whole) <= QUOTED else f"{whole[:QUOTED]}…")


def _octal(escape: re.Match[str]) -> str:
    return chr(int(escape[0][1:], 8) & 0xFF)


def _codes(shown: str) -> str:
    """The codes of all strings in an instruction, each a character."""
    strings = _EITHER_STRING.findall(shown)
    return "".join(_of_hex(digits) if digits else _ESCAPE.sub(_unescaped, text) for text, digits in strings)


def _of_hex(digits: str) -> str:
    """The codes of a hexadecimal string, whose last digit may be left out (ISO 32000-1, 7.3.4.3)."""
    bare = re.sub(r"[^0-9A-Fa-f]", "", digits)
    return bytes.fromhex(bare + "0" * (len(bare) % 2)).decode("latin-1")


def _unescaped(escape: re.Match[str]) -> str:
    """What an escape within a string stands for; a line break that is not escaped is a line feed."""
    escaped: str | None = escape[1]
    if escaped is None:
        return "\n"
    if escaped[0] in "01234567":
        return chr(int(escaped, 8) & 0xFF)
    return _ESCAPED.get(escaped, escaped)


def content_of(content: Value) -> str:
    """A page's content, a byte a character; of several streams, which are one (ISO 32000-1, table 30)."""
    if isinstance(content, Stream):
        return content.read_bytes().decode("latin-1")
    return "" if content is None else "\n".join([part.read_bytes().decode("latin-1") for part in content])


def resources_of(page: Dictionary) -> Dictionary:
    """What a page names, be it from a node above it; nothing where that is no dictionary."""
    found = inherited(page, "/Resources")
    return found if isinstance(found, Dictionary) else Dictionary({}, lambda one: one)


class _Remembered(dict[str, T]):
    """What a function makes of operands: many come again, and are looked up."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, operands: str) -> T:
        found = self[operands] = self._read(operands)
        return found


def _name(operands: str) -> str:
    """The name that stands first among operands, '' for none."""
    found = values_in(operands)
    return str(found[0]) if found and isinstance(found[0], Name) else ""


def _mcid(operands: str) -> int | None:
    """The MCID of a mark by its tag and properties, ARTIFACT for an artifact; None if it says more."""
    match values_in(operands):
        case [Name() as tag, Dictionary() as facts]:
            if tag == "/Artifact" and "/MCID" not in facts:
                return ARTIFACT
            mcid = facts.get("/MCID")
            return mcid if list(facts.keys()) == ["/MCID"] and isinstance(mcid, int) and mcid >= 0 else None
    return None


def _is_silent(picture: Value) -> bool:
    """Whether a picture is one of pixels, or a form that only draws."""
    if picture.get("/Subtype") == "/Image":
        return True
    instructions = _INSTRUCTION.findall(picture.read_bytes().decode("latin-1"))
    draws = {*SHOWS_NOTHING, *PAINTS, "q", "Q", ""} - {"Do"}
    return all(
        operator in draws and "(" not in plain and not other and not stray
        for plain, other, _, operator, stray in instructions
    )
