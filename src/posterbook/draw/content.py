"""Writes the content stream of one page: every item as operators, every one of them marked.

Operators are written here rather than by ReportLab's text objects, which encode character by character:
480 microseconds a poster against 730.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from posterbook.design.theme import Colour
from posterbook.draw.character_codes import Encoder
from posterbook.draw.numbers import Inks, hundredths, is_black, short
from posterbook.draw.picture_matrix import key_of, picture_matrix
from posterbook.draw.qr_code import blocks
from posterbook.errors import ProofError, error
from posterbook.forms.edition import Space
from posterbook.forms.element import Artifact, Element
from posterbook.forms.page import Image, Item, Line, Meaning, QrCode, Rectangle, Rule, Run, Turn

OVERPRINTS = {(lines, fills): f"O{lines:d}{fills:d}" for lines in (False, True) for fills in (False, True)}
"""Our names of the graphics states in which lines or fills print over what is below them."""

DIRECTIONS = {Turn.NONE: (1, 0), Turn.ANTICLOCKWISE: (0, 1), Turn.OVER: (-1, 0), Turn.CLOCKWISE: (0, -1)}
"""Where a line of text runs to, x to the right and y upwards as in a PDF."""


class Content:
    """The operators of one page as they come, and the elements of its marks in order of their MCIDs.

    What an operator would only repeat (font, colour, an open mark) is left out.
    """

    __slots__ = (
        "_at", "_colour", "_encoder", "_font", "_height", "_in_text", "_inks", "_marked", "_meaning",
        "_over", "_pictures", "_rise", "_space", "_stroke", "_tagged", "_track", "_turn", "_weight",
        "code", "elements",
    )  # fmt: skip

    def __init__(
        self,
        height: float,
        encoder: Encoder,
        *,
        tagged: bool,
        inks: Inks | None = None,
        pictures: Mapping[Hashable, str] | None = None,
    ) -> None:
        self.code: list[str] = []
        self.elements: list[Element] = []
        self._height = height
        self._encoder = encoder
        self._tagged = tagged
        self._inks = inks or Inks()
        self._space = self._inks.space
        self._pictures = pictures or {}
        self._over = False, False
        self._in_text = self._marked = False
        self._meaning: Meaning | None = None
        self._colour: Colour | None = None
        self._stroke: Colour | None = None
        self._weight = -1.0
        self._font: tuple[str, float] = ("", 0)
        self._track = self._rise = 0.0
        self._turn = Turn.NONE
        self._at = (0, 0)

    def paint(self, items: Iterable[Item], margin: float = 0) -> None:
        """Everything on the page, in its order, its trim so far inside the paper; ends the stream."""
        if margin:
            self.code.append(f"1 0 0 1 {short(margin)} {short(margin)} cm")
        for item in items:
            if isinstance(item, Line):
                self._line(item)
            elif isinstance(item, Rule):
                self._rule(item)
            elif isinstance(item, Image):
                self._image(item)
            elif isinstance(item, QrCode):
                self._symbol(item)
            else:
                self._rectangle(item)
        self._leave_text()
        self._unmark()

    def _line(self, line: Line) -> None:
        if not self._in_text:
            self._unmark()  # a mark must not reach into or out of a text object (ISO 32000-1, 14.6.1)
            self.code.append("BT")
            self._in_text, self._turn, self._at = True, Turn.NONE, (0, 0)
        for run in line.runs:
            if run.text:
                self._mean(run.meaning)
                self._move(line, run.x)
                self._show(run)

    def _move(self, line: Line, along: float) -> None:
        if line.turn is Turn.NONE and self._turn is Turn.NONE:  # nearly always, and looking up turns is slow
            x, y = round((line.x + along) * 100), round((self._height - line.y) * 100)
            self.code.append(f"{hundredths(x - self._at[0])} {hundredths(y - self._at[1])} Td")
        else:
            right, up = DIRECTIONS[line.turn]
            x = round((line.x + right * along) * 100)
            y = round((self._height - line.y + up * along) * 100)
            self.code.append(f"{right} {up} {-up} {right} {hundredths(x)} {hundredths(y)} Tm")
        self._turn, self._at = line.turn, (x, y)

    def _show(self, run: Run) -> None:
        self._fill(run.colour)
        track = run.track * run.size / 1000
        if track != self._track:
            self.code.append(f"{short(track, 4)} Tc")
            self._track = track
        if run.rise != self._rise:
            self.code.append(f"{short(run.rise)} Ts")
            self._rise = run.rise
        for string in self._encoder.strings(run.face, run.text, run.adjust):
            if self._font != (string.font, run.size):
                self.code.append(f"/{string.font} {short(run.size)} Tf")
                self._font = (string.font, run.size)
            self.code.append(string.operator)

    def _rule(self, rule: Rule) -> None:
        self._graphics(Artifact.LAYOUT)
        self._line_of(rule.colour, rule.weight)
        y = short(self._height - rule.y)
        self.code.append(f"{short(rule.x0)} {y} m {short(rule.x1)} {y} l S")

    def _rectangle(self, rectangle: Rectangle) -> None:
        self._graphics(rectangle.artifact)
        if rectangle.fill:
            self._fill(rectangle.fill)
        if rectangle.stroke:
            self._line_of(rectangle.stroke, rectangle.weight)
        box = rectangle.box
        place = " ".join(short(n) for n in (box.x, self._height - box.bottom, box.width, box.height))
        paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
        self.code.append(f"{place} re {paint[bool(rectangle.fill), bool(rectangle.stroke)]}")

    def _image(self, image: Image) -> None:
        self._graphics(image.meaning)
        self._overprint(False, False)  # a picture knocks out what is below it
        self._colour = self._stroke = None
        self.code.append(f"q {picture_matrix(image, self._height)} cm /{self._pictures[key_of(image)]} Do Q")

    def _symbol(self, symbol: QrCode) -> None:
        """All dark modules as one path, so that no light shows between them."""
        self._graphics(symbol.meaning)
        self._fill(symbol.colour)
        box, side = symbol.box, symbol.box.width / len(symbol.modules)
        place = f"{short(box.x)} {short(self._height - box.bottom)}"
        self.code.append(f"q {short(side, 5)} 0 0 {short(side, 5)} {place} cm {blocks(symbol.modules)} f Q")

    def _graphics(self, meaning: Meaning) -> None:
        self._leave_text()
        self._mean(meaning)

    def _fill(self, colour: Colour) -> None:
        if colour is not self._colour and colour != self._colour:
            self._overprint(self._over[0], is_black(colour))
            self.code.append(self._inks.fill(colour))
        self._colour = colour

    def _overprint(self, lines: bool, fills: bool) -> None:  # noqa: FBT001 - a pair, always in this order
        """Black goes over what is below it: no white shows where plates do not meet. All else knocks out."""
        if self._space is Space.CMYK and self._over != (lines, fills):
            self.code.append(f"/{OVERPRINTS[lines, fills]} gs")
            self._over = lines, fills

    def _line_of(self, colour: Colour, weight: float) -> None:
        if self._space is Space.CMYK and colour.weight:
            weight = colour.weight
        if colour != self._stroke:
            self._overprint(is_black(colour), self._over[1])
            self.code.append(self._inks.stroke(colour))
        if weight != self._weight:
            self.code.append(f"{short(weight)} w")
        self._stroke, self._weight = colour, weight

    def _leave_text(self) -> None:
        if self._in_text:
            self._unmark()
            self.code.append("ET")
            self._in_text = False

    def _mean(self, meaning: Meaning) -> None:
        if self._meaning is not None and meaning is self._meaning:
            return
        self._unmark()
        if isinstance(meaning, Artifact):
            self._mark(f"/Artifact<</Type/{meaning}>>BDC")
        elif not isinstance(meaning, Element):
            raise ProofError(error("untagged-text", f"text is neither content nor artifact: {meaning!r}"))
        elif self._tagged:
            self._mark(f"/{meaning.role}<</MCID {len(self.elements)}>>BDC")
            self.elements.append(meaning)
        self._meaning = meaning

    def _mark(self, operator: str) -> None:
        self.code.append(operator)
        self._marked = True

    def _unmark(self) -> None:
        if self._marked:
            self.code.append("EMC")
        self._marked, self._meaning = False, None
