"""The faces of one run: kerned widths of words, coverage and fallback, straight from the font files.

Ligatures and every substitution are off, so each character is exactly one glyph. What is measured here is
what ReportLab's TTFont draws, plus kerning. A `Fonts` belongs to one run and keeps every word it measures.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from posterbook.design.metrics_table import read_metrics
from posterbook.design.theme import Face
from posterbook.errors import AssetError, error
from posterbook.values import dataclass

_ONLY_KERNING = {"kern": True} | dict.fromkeys(
    ("abvm", "blwm", "calt", "ccmp", "clig", "curs", "liga", "locl", "mark", "mkmk", "rclt", "rlig"), False
)
_OUTLINES = frozenset(("head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf"))
_COLOURED = frozenset(("COLR", "CBDT", "sbix", "SVG "))
_OTHER_FORMS = {
    b"wOFF": ("is a web font", "take the font's .ttf file"),
    b"wOF2": ("is a web font", "take the font's .ttf file"),
    b"ttcf": ("is a collection of fonts", "take one font out of it, as a .ttf file"),
}
"""What the first bytes of files say that hold fonts in a form PDF does not take, and the way out."""
_RIGHTS, _RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 8, 2, 0x100, 0x200
"""Where the table OS/2 has its embedding rights, and what they may forbid (OpenType, fsType)."""
_FIRST = itemgetter(0)
_SPACE = " "
_PRINTABLE_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_NO_BREAK_SPACE = "\u00a0"
_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word in one face, in 1/1000 em: its advance, and what kerning adds after each character, or ()."""

    advance: float
    kerns: tuple[float, ...] = ()


class Fonts:
    """Metrics of the faces in `folder`, each opened when it is first asked for.

    Sizes and widths are in points, tracking and everything about a single glyph in 1/1000 em. Every method
    raises AssetError for a font file that is missing or cannot be used.
    """

    def __init__(self, faces: Mapping[str, Face], folder: Path) -> None:
        self._faces = faces
        self._folder = folder
        self._fonts: dict[str, _Font] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fonts) and (self._faces, self._folder) == (other._faces, other._folder)

    __hash__ = None  # type: ignore[assignment] # faces are a mapping

    def __reduce__(self) -> tuple[type[Fonts], tuple[Mapping[str, Face], Path]]:
        """Copied and pickled as faces and folder; the copy opens and measures anew."""
        return Fonts, (self._faces, self._folder)

    def path(self, face: str) -> Path:
        """The face's file."""
        return self._folder / self._faces[face].file

    def shape(self, face: str, word: str) -> Shaped:
        """The advance and kerning of a word; the face must cover it."""
        words = self._open(face).words
        return Shaped(words[word], words.kerns.get(word, ()))

    def advances(self, face: str, words: Iterable[str]) -> list[float]:
        """The advance of each word, in 1/1000 em."""
        return list(map(self._open(face).words.__getitem__, words))

    def space(self, face: str) -> float:
        """The advance of the plain space, in 1/1000 em."""
        return self._open(face).space

    def width(self, face: str, text: str, size: float, track: float = 0) -> float:
        """The width of a text that the face covers; `track` follows every character, spaces included."""
        opened = self._open(face)
        words = text.split(_SPACE)
        advance = sum(map(opened.words.__getitem__, words)) + (len(words) - 1) * opened.space
        return (advance + track * len(text)) * size / 1000

    def ink_left(self, face: str, char: str) -> float:
        """Where the character's ink begins, from its origin (xMin)."""
        return self._open(face).ink_left(char)

    def split(self, face: str, text: str) -> tuple[tuple[str, str], ...]:
        """The text in stretches, each with the first face of the fallback chain that covers it.

        A character and the marks on it stay in one face if any covers both. What no face covers stays in
        `face`; `uncovered` tells.
        """
        missing = self._open(face).missing(text)
        if not missing:
            return ((face, text),)
        parts: list[tuple[str, str]] = []
        done = 0
        for start, end in _words_with(missing, text) if _SPACE not in missing else [(0, len(text))]:
            parts += [(face, text[done:start]), *self._fall_back(face, text[start:end])]
            done = end
        parts.append((face, text[done:]))
        by_face = groupby([part for part in parts if part[1]], key=_FIRST)
        return tuple((name, "".join([stretch for _, stretch in run])) for name, run in by_face)

    def uncovered(self, face: str, text: str) -> str:
        """The characters that no face of the chain covers, each once, in the order of the text.

        Invisible characters count like all others: without a glyph of their own they would vanish unseen. The
        soft hyphen counts as covered by none: its glyph is a hyphen in mid-word.
        """
        missing = self._open(face).missing(text)
        for name in self._faces[face].fallback:
            if missing:
                missing = self._open(name).missing("".join(missing))
        return "".join(char for char in dict.fromkeys(text) if char in missing)

    def _fall_back(self, face: str, word: str) -> list[tuple[str, str]]:
        covering = self._open(face).covering
        parts = []
        for cluster in clusters(word):
            home = covering.get(cluster)
            if home is None:
                home = covering[cluster] = self._covering_face(face, cluster)
            if home:
                parts.append((home, cluster))
            else:
                parts += [(self._covering_face(face, char) or face, char) for char in cluster]
        return parts

    def _covering_face(self, face: str, cluster: str) -> str:
        chain = (face, *self._faces[face].fallback)
        return next((name for name in chain if not self._open(name).missing(cluster)), "")

    def _open(self, face: str) -> _Font:
        opened = self._fonts.get(face)
        if opened is None:
            opened = self._fonts[face] = _Font(self.path(face))
        return opened


def clusters(text: str) -> list[str]:
    """The text in what readers take for one character: a base with its marks, or joined by U+200D.

    Spaces that divide words bear no marks: one that follows them stands alone.
    """
    if text.isascii() or not any(map(_extends, set(text))):
        return list(text)
    found: list[str] = []
    for char in text:
        last = found[-1] if found else _SPACE
        divides = last.isspace() and last != _NO_BREAK_SPACE
        if last[-1] == _ZERO_WIDTH_JOINER or (_extends(char) and not divides):
            found[-1] += char
        else:
            found.append(char)
    return found


def _words_with(characters: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word, from space to space, in which one of the characters stands."""
    places = []
    for char in characters:
        at = text.find(char)
        while at >= 0:
            places.append(at)
            at = text.find(char, at + 1)
    end = 0
    for at in sorted(places):
        if at >= end:
            start, end = text.rfind(_SPACE, end, at) + 1, text.find(_SPACE, at)
            end = len(text) if end < 0 else end
            yield start, end


def _extends(char: str) -> bool:
    # U+1F3FB to U+1F3FF are skin tones, which Unicode does not class as marks.
    return (
        char == _ZERO_WIDTH_JOINER
        or unicodedata.category(char)[0] == "M"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


class _Font:
    """One font file: what it covers, the words it has measured, and what stands in for the others.

    What the table of a shipped face knows is taken from there; else the file is opened.
    """

    __slots__ = (
        "_covered",
        "_covers_ascii",
        "_path",
        "_scale",
        "_shaper",
        "_table",
        "covering",
        "space",
        "words",
    )

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shaper: _Shaper | None = None
        self._table = read_metrics(path)
        self._covered = set(self._table or ())
        self._covers_ascii = self._covered.issuperset(_PRINTABLE_ASCII)
        self._scale = 1000 / (self._table.units if self._table else self._open().units)
        self.covering: dict[str, str] = {}
        self.words = _Words(self._measure, self._scale)
        self.space = 0.0 if self.missing(_SPACE) else self.words[_SPACE]

    def missing(self, text: str) -> set[str]:
        """The characters of the text that have no glyph here."""
        if (self._covers_ascii and text.isascii() and text.isprintable()) or self._covered.issuperset(text):
            return set()
        unknown = set(text) - self._covered
        glyphs = self._open().glyphs
        self._covered |= {char for char in unknown if glyphs[char]}
        return unknown - self._covered

    def ink_left(self, char: str) -> float:
        """The left edge of the character's outline, in 1/1000 em."""
        known = self._table.get(char) if self._table else None
        return (known[1] if known else self._open().ink_left(char)) * self._scale

    def _measure(self, word: str) -> tuple[int, list[int]]:
        if self._table:
            try:
                return self._table.measure(word)
            except KeyError:  # it has characters of which the table does not know
                pass
        return self._open().measure(word)

    def _open(self) -> _Shaper:
        if self._shaper is None:
            self._shaper = _Shaper(_open_file(self._path))
        return self._shaper


class _Words(dict[str, float]):
    """The advances of words, each measured when first looked up; `kerns` of those that are kerned."""

    def __init__(self, measure: Callable[[str], tuple[int, list[int]]], scale: float) -> None:
        super().__init__({"": 0.0})
        self.kerns: dict[str, tuple[float, ...]] = {}
        self._measure = measure
        self._scale = scale

    def __missing__(self, word: str) -> float:
        advance, kerns = self._measure(word)
        if kerns:
            self.kerns[word] = tuple([kern * self._scale for kern in kerns])
        self[word] = scaled = advance * self._scale
        return scaled


class _Shaper:
    """A font file as HarfBuzz reads it; lengths are in units of the font."""

    __slots__ = ("_buffer", "_font", "_shape", "glyphs", "units")

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - uharfbuzz ships no types
        import uharfbuzz  # noqa: PLC0415 - slow, and most booklets keep to what the tables know

        self._font = font
        self._shape = uharfbuzz.shape
        self._buffer = uharfbuzz.Buffer()
        self._buffer.flags = uharfbuzz.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
        self.glyphs = _Glyphs(font)
        self.units: int = font.face.upem

    def ink_left(self, char: str) -> int:
        """The left edge of the character's outline."""
        extents = self._font.get_glyph_extents(self.glyphs[char])
        return extents.x_bearing if extents else 0

    def measure(self, word: str) -> tuple[int, list[int]]:
        """The advance of a word, and what kerning adds after each character, [] where it adds nothing."""
        glyphs = [self.glyphs[char] for char in word]
        plain = [self._font.get_glyph_h_advance(glyph) for glyph in glyphs]
        kerned = self._kerned_advances(word, glyphs, plain)
        kerns = [after - before for after, before in zip(kerned, plain, strict=True)]
        return sum(kerned), kerns if any(kerns) else []

    def _kerned_advances(self, word: str, glyphs: list[int], plain: list[int]) -> list[int]:
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(word.replace(_NO_BREAK_SPACE, _SPACE))
        buffer.language = "en"  # before guessing, which would else ask the locale
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        self._shape(self._font, buffer, _ONLY_KERNING, shapers=["ot"])
        # HarfBuzz composes letters and marks, and kerns across marks: such words are set without kerning.
        composed = [info.codepoint for info in buffer.glyph_infos] != glyphs
        if composed or (not word.isascii() and any(map(_extends, word))):
            return plain
        return [position.x_advance for position in buffer.glyph_positions]


class _Glyphs(dict[str, int]):
    """Glyph ids by character, 0 for none."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - uharfbuzz ships no types
        super().__init__({_SOFT_HYPHEN: 0})
        self._font = font

    def __missing__(self, char: str) -> int:
        # ReportLab's TTFont draws the no-break space with the space's glyph, whatever the font has for it.
        drawn = _SPACE if char == _NO_BREAK_SPACE else char
        glyph = self._font.get_nominal_glyph(ord(drawn)) or 0
        self[char] = glyph = 0 if glyph and self._is_blank(drawn, glyph) else glyph
        return glyph

    def _is_blank(self, char: str, glyph: int) -> bool:
        """Whether a character that should be seen has nothing to show: some fonts reserve such glyphs."""
        if char.isascii() or unicodedata.category(char)[0] not in "LNPS":
            return False
        extents = self._font.get_glyph_extents(glyph)
        return not (extents and extents.width and extents.height)


def _open_file(path: Path) -> Any:  # noqa: ANN401 - uharfbuzz ships no types
    import uharfbuzz  # noqa: PLC0415 - 30 ms that only a build needs

    if not path.is_file():
        raise AssetError(
            error("font-missing", f"font file '{path.name}' is missing", hint="install the package again")
        )
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    except uharfbuzz.HarfBuzzError as cause:
        raise _unusable(path, "cannot be read") from cause
    reason, hint = _font_fault(face)
    if reason:
        raise _unusable(path, reason, hint)
    return uharfbuzz.Font(face)


def _font_fault(face: Any) -> tuple[str, str]:  # noqa: ANN401 - uharfbuzz ships no types
    """Why a font cannot be measured or embedded, and the way out; '' where it can."""
    tags = frozenset(face.table_tags)
    if tags & {"CFF ", "CFF2"}:
        return "has CFF outlines", "use its TrueType version (.ttf)"
    if "fvar" in tags:
        return "is a variable font", "use one static file for each weight"
    if not tags >= _OUTLINES or not face.glyph_count:
        return "is not a TrueType font", "use a static .ttf file"
    return "", ""


def own_font_fault(content: bytes) -> tuple[str, str]:
    """Why a font of the user's cannot be taken, and the way out; '' where it can.

    Beside what any font must be, its rights must let it be embedded in part (OpenType, OS/2, fsType).
    """
    import uharfbuzz  # noqa: PLC0415 - 30 ms that only a build needs

    if content[:4] in _OTHER_FORMS:
        return _OTHER_FORMS[content[:4]]
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob(content))
        reason, hint = _font_fault(face)
    except (uharfbuzz.HarfBuzzError, UnicodeDecodeError):  # the latter from tags that are no text
        return "is not a TrueType font", "use a static .ttf file"
    if reason:
        return reason, hint
    if _COLOURED & frozenset(face.table_tags):
        return "is a colour font", "use one of plain outlines, as Noto Emoji is for emoji"
    return _embedding_fault(face) or _reportlab_fault(content) or ("", "")


def _embedding_fault(face: Any) -> tuple[str, str] | None:  # noqa: ANN401 - uharfbuzz ships no types
    table = face.reference_table("OS/2")
    rights = int.from_bytes(bytes(table.data)[_RIGHTS : _RIGHTS + 2], "big") if table else 0
    if rights & 0xF == _RESTRICTED or rights & _BITMAPS_ONLY:
        return "may not be embedded, its maker says", "use a font whose licence allows embedding, as OFL does"
    if rights & _WHOLE_ONLY:
        return (
            "may not be embedded in part, its maker says",
            "use a font whose licence allows it, as OFL does",
        )
    return None


def _reportlab_fault(content: bytes) -> tuple[str, str] | None:
    """What ReportLab, which embeds it, finds wrong with a font."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile  # noqa: PLC0415 - slow, and few have such a font

    try:
        TTFontFile(BytesIO(content), charInfo=0)
    except AttributeError:  # that is how ReportLab takes it
        return "has no PostScript name", "get it again from its maker"
    except (TTFError, ValueError, KeyError, IndexError, struct.error) as fault:
        return f"is damaged: {fault}", "get it again from its maker"
    return None


def _unusable(path: Path, reason: str, hint: str = "") -> AssetError:
    return AssetError(error("font-unusable", f"font file '{path.name}' {reason}", hint=hint))
