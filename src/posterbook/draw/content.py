"""Writes the content stream of one page: every item as operators, every one of them marked.

Operators are written here rather than by ReportLab's text objects, which encode character by character.

A page has about fifty lines of text, and most of them differ from the line before in their place and their
words alone. So each thing is worked out no more often than it changes: the words of a face, the colours and
the numbers once for a file (`Encoder`, `FileOperators`); font, colour, tracking and rise when a run has
others than the run before, which is seen by comparing, before anything is called.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence

from posterbook.design.geometry import Box
from posterbook.design.theme import Colour
from posterbook.draw.character_codes import Encoder, String, show_operator
from posterbook.draw.numbers import FileOperators, decimal, is_black
from posterbook.errors import ProofError, error
from posterbook.forms.edition import Space
from posterbook.forms.element import Artifact, Element, Meaning
from posterbook.forms.page import Image, Item, Line, QrCode, Rectangle, Rule, Run, Turn

OVERPRINTS = {(lines, fills): f"O{lines:d}{fills:d}" for lines in (False, True) for fills in (False, True)}
"""Our names of the graphics states in which lines or fills print over what is below them."""

DIRECTIONS = {Turn.NONE: (1, 0), Turn.ANTICLOCKWISE: (0, 1), Turn.OVER: (-1, 0), Turn.CLOCKWISE: (0, -1)}
"""Where a line of text runs to, x to the right and y upwards as in a PDF."""

PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
"""The operator that paints a box, by whether it is filled and framed (ISO 32000-1, table 60)."""

ORIENTATIONS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""How a stored picture is turned or mirrored within its square, by its orientation (EXIF, tag 274)."""


class Content:
    """The operators of one page as they come, and the elements of its marks in order of their MCIDs.

    What an operator would only repeat (font, colour, an open mark) is left out.
    """

    __slots__ = (
        "_at", "_colour", "_encoder", "_font", "_height", "_in_text", "_marked", "_meaning", "_operators",
        "_overprinting", "_pictures", "_rise", "_size", "_space", "_stroke", "_tagged", "_track", "_turn",
        "_weight", "code", "elements",
    )  # fmt: skip

    def __init__(
        self,
        height: float,
        encoder: Encoder,
        *,
        tagged: bool,
        operators: FileOperators | None = None,
        pictures: Mapping[Hashable, str] | None = None,
    ) -> None:
        self.code: list[str] = []
        self.elements: list[Element] = []
        self._height = height
        self._encoder = encoder
        self._tagged = tagged
        self._operators = operators or FileOperators()
        self._space = self._operators.space
        self._pictures = pictures or {}
        self._overprinting = False, False
        self._in_text = self._marked = False
        self._meaning: Meaning | None = None
        self._colour: Colour | None = None
        self._stroke: Colour | None = None
        self._weight = -1.0
        self._font, self._size = "", 0.0
        self._track = self._rise = 0.0
        self._turn = Turn.NONE
        self._at = (0, 0)

    def paint(self, items: Iterable[Item], margin: float = 0) -> None:
        """Everything on the page in its order, the trim `margin` points inside the paper; ends the stream."""
        if margin:
            self.code.append(f"1 0 0 1 {decimal(margin)} {decimal(margin)} cm")
        for item in items:
            if isinstance(item, Line):
                self._text_line(item)
            elif isinstance(item, Rule):
                self._rule(item)
            elif isinstance(item, Image):
                self._image(item)
            elif isinstance(item, QrCode):
                self._qr_code(item)
            else:
                self._rectangle(item)
        self._end_text()
        self._end_mark()

    def _text_line(self, line: Line) -> None:
        if not self._in_text:
            self._end_mark()  # a mark must not reach into or out of a text object (ISO 32000-1, 14.6.1)
            self.code.append("BT")
            self._in_text, self._turn, self._at = True, Turn.NONE, (0, 0)
        for run in line.runs:
            if run.text:
                if run.meaning is not self._meaning or not self._marked:
                    self._mark_as(run.meaning)
                if run.back:
                    self._show_back(line, run)
                    continue
                if not run.continues:  # to move there would round its place to hundredths of a point
                    self._move(line, run.x)
                self._show(run, self._encoder.strings(run.face, run.text, run.adjust))

    def _show_back(self, line: Line, run: Run) -> None:
        """A run that goes back begins at the left end of its first word, not at its own.

        Where the text is read, it says that the characters of each word follow each other the other way
        (ISO 32000-1, 14.8.2.3.3).
        """
        first, strings = self._encoder.strings_back(run.face, run.text)
        self._move(line, run.x + first * run.size / 1000)
        read = self._tagged and isinstance(run.meaning, Element) and not run.text.isspace()
        if read:
            self.code.append("/ReversedChars BMC")
        self._show(run, strings)
        if read:
            self.code.append("EMC")

    def _move(self, line: Line, along: float) -> None:
        written = self._operators.hundredths
        if line.turn is Turn.NONE and self._turn is Turn.NONE:  # nearly always, and looking up turns is slow
            x, y = round((line.x + along) * 100), round((self._height - line.y) * 100)
            before_x, before_y = self._at
            self.code.append(f"{written[x - before_x]} {written[y - before_y]} Td")
            self._at = x, y
        else:
            right, up = DIRECTIONS[line.turn]
            x = round((line.x + right * along) * 100)
            y = round((self._height - line.y + up * along) * 100)
            self.code.append(f"{right} {up} {-up} {right} {written[x]} {written[y]} Tm")
            self._turn, self._at = line.turn, (x, y)

    def _show(self, run: Run, strings: Iterable[String]) -> None:
        if run.colour is not self._colour:
            self._set_fill(run.colour)
        size = run.size
        track = run.track * size / 1000
        if track != self._track:
            self.code.append(f"{decimal(track, 4)} Tc")
            self._track = track
        if run.rise != self._rise:
            self.code.append(f"{decimal(run.rise)} Ts")
            self._rise = run.rise
        for font, text in strings:
            if size != self._size or font != self._font:
                self.code.append(f"/{font} {self._operators.decimals[size]} Tf")
                self._font, self._size = font, size
            self.code.append(show_operator(text))

    def _rule(self, rule: Rule) -> None:
        self._begin_graphics(rule.meaning)
        self._set_stroke(rule.colour, rule.weight)
        written = self._operators.decimals
        y = written[self._height - rule.y]
        self.code.append(f"{written[rule.x0]} {y} m {written[rule.x1]} {y} l S")

    def _rectangle(self, rectangle: Rectangle) -> None:
        self._begin_graphics(rectangle.artifact)
        if rectangle.fill is not None:
            self._set_fill(rectangle.fill)
        if rectangle.stroke is not None:
            self._set_stroke(rectangle.stroke, rectangle.weight)
        paint = PAINT[rectangle.fill is not None, rectangle.stroke is not None]
        self.code.append(f"{self._place(rectangle.box)} re {paint}")

    def _place(self, box: Box) -> str:
        """A box as the operator of a rectangle takes it."""
        written = self._operators.decimals
        y = written[self._height - box.bottom]
        return f"{written[box.x]} {y} {written[box.width]} {written[box.height]}"

    def _image(self, image: Image) -> None:
        self._begin_graphics(image.meaning)
        self._overprint(False, False)  # a picture knocks out what is below it
        self._colour = self._stroke = None
        matrix, named = picture_matrix(image, self._height), self._pictures[picture_key(image)]
        clip = f"{self._place(image.clip)} re W n " if image.clip else ""
        self.code.append(f"q {clip}{matrix} cm /{named} Do Q")

    def _qr_code(self, code: QrCode) -> None:
        """All dark modules as one path, so that no light shows between them; a module is 1 by 1 in it."""
        self._begin_graphics(code.meaning)
        self._set_fill(code.colour)
        box, size = code.box, len(code.modules)
        side = decimal(code.box.width / size, 5)
        place = f"{decimal(box.x)} {decimal(self._height - box.bottom)}"
        path = " ".join(
            f"{x} {size - end} {width} {end - start} re"
            for x, width, start, end in module_rectangles(code.modules)
        )
        self.code.append(f"q {side} 0 0 {side} {place} cm {path} f Q")

    def _begin_graphics(self, meaning: Meaning) -> None:
        self._end_text()
        self._mark_as(meaning)

    def _set_fill(self, colour: Colour) -> None:
        if colour is not self._colour and colour != self._colour:
            if self._space is Space.CMYK:
                self._overprint(self._overprinting[0], is_black(colour))
            self.code.append(self._operators.fill(colour))
        self._colour = colour

    def _overprint(self, lines: bool, fills: bool) -> None:  # noqa: FBT001 - a pair, always in this order
        """Black goes over what is below it: no white shows where plates do not meet. All else knocks out."""
        if self._space is Space.CMYK and self._overprinting != (lines, fills):
            self.code.append(f"/{OVERPRINTS[lines, fills]} gs")
            self._overprinting = lines, fills

    def _set_stroke(self, colour: Colour, weight: float) -> None:
        if self._space is Space.CMYK and colour.weight:
            weight = colour.weight
        if colour is not self._stroke and colour != self._stroke:
            if self._space is Space.CMYK:
                self._overprint(is_black(colour), self._overprinting[1])
            self.code.append(self._operators.stroke(colour))
        if weight != self._weight:
            self.code.append(f"{self._operators.decimals[weight]} w")
        self._stroke, self._weight = colour, weight

    def _end_text(self) -> None:
        if self._in_text:
            self._end_mark()
            self.code.append("ET")
            self._in_text = False

    def _mark_as(self, meaning: Meaning) -> None:
        if self._meaning is not None and meaning is self._meaning:
            return
        self._end_mark()
        if isinstance(meaning, Artifact):
            self._begin_mark(f"/Artifact<</Type/{meaning}>>BDC")
        elif not isinstance(meaning, Element):
            raise ProofError(error("untagged-text", f"text is neither content nor artifact: {meaning!r}"))
        elif self._tagged:
            self._begin_mark(f"/{meaning.role}<</MCID {len(self.elements)}>>BDC")
            self.elements.append(meaning)
        self._meaning = meaning

    def _begin_mark(self, operator: str) -> None:
        self.code.append(operator)
        self._marked = True

    def _end_mark(self) -> None:
        if self._marked:
            self.code.append("EMC")
        self._marked, self._meaning = False, None


def picture_key(image: Image) -> Hashable:
    """What makes two pictures the same in the file, wherever they come from."""
    return image.picture.content or image.picture.shapes, image.black


def picture_matrix(image: Image, height: float) -> str:
    """The matrix that brings a picture's square of 1 by 1 to its place on a page of that height."""
    a, b, c, d, e, f = ORIENTATIONS[image.picture.orientation]
    box = image.box
    x, y, w, h = box.x, height - box.bottom, box.width, box.height
    return " ".join(decimal(n) for n in (w * a, h * b, w * c, h * d, x + w * e, y + h * f))


def module_rectangles(rows: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The dark modules of a QR code as few rectangles, of which none overlaps another.

    Of each: the left edge and the width, the first row and the row after the last, in modules.
    """
    rectangles: list[tuple[int, int, int, int]] = []
    begun: dict[tuple[int, int], int] = {}
    for number, row in enumerate((*rows, "")):
        stretches = {(match.start(), len(match[0])) for match in re.finditer("1+", row)}
        rectangles += [(*edges, begun.pop(edges), number) for edges in sorted(begun.keys() - stretches)]
        for edges in stretches:
            begun.setdefault(edges, number)
    return rectangles
