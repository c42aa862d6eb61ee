"""Interprets a content stream as a viewer does: every glyph and all other paint, forms included.

Each operator of ISO 32000-1, table 51, that decides what is to be seen has a method; others change nothing of
it. What a viewer would ignore (an operator that it does not know, a `Q` too many) is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Page, Stream, String, parse_content_stream

from posterbook.design.geometry import Box
from posterbook.proof.legal.embedded_fonts import EmbeddedFont, dictionary_in
from posterbook.proof.legal.graphics_state import (
    IDENTITY,
    GraphicsState,
    Matrix,
    bounding_box,
    colour,
    combine,
    inverse,
    scale,
    space_of,
    transform_box,
    transform_point,
)
from posterbook.proof.legal.painted_content import JOINT, Glyph, Item, Marking, PaintedMark, Setting

CLIPPING_MODE: Final = 4
"""The first rendering mode that adds text to the clipping path (ISO 32000-1, table 106)."""
DEEPEST: Final = 12
"""How deep forms may stand in forms; a form within itself ends here."""
PANEL = re.compile(r"/Page([1-9][0-9]*)")
"""The name under which a booklet's page stands on a sheet."""

Operands = list[Any]
Points = list[tuple[float, float]]


class ContentInterpreter:
    """One page of a file; `fonts` gives the fonts of the file, each read once."""

    __slots__ = (
        "_baseline",
        "_clipping",
        "_clips",
        "_depth",
        "_enclosing",
        "_fonts",
        "_line",
        "_marks",
        "_panel",
        "_path",
        "_resources",
        "_saved",
        "_spaces",
        "_state",
        "_text",
        "frames",
        "items",
    )

    def __init__(
        self, fonts: Callable[[Object], EmbeddedFont], frame: Matrix, sequence: int, unit: float
    ) -> None:
        self.items: list[Item] = []
        self.frames = {sequence: frame} if sequence else {}
        self._fonts = fonts
        self._panel = sequence
        self._state = GraphicsState(matrix=(unit, 0, 0, unit, 0, 0))
        self._saved: list[GraphicsState] = []
        self._marks: list[Marking] = []
        self._enclosing = Marking()
        self._clips = False
        self._path: list[Points] = []
        self._clipping = False
        self._spaces = ["gray", "gray"]
        self._text = self._line = IDENTITY
        self._baseline = 0.0
        self._depth = 0
        self._resources: dict[str, Any] = {}

    def interpret(self, content: Page | Stream, resources: dict[str, Any]) -> None:
        """Everything that a page or form shows, with its resources."""
        before, self._resources = self._resources, resources
        for instruction in parse_content_stream(content):
            name = str(instruction.operator)
            act = OPERATORS.get(name)
            if act:
                act(self, name, list(instruction.operands))
        self._resources = before

    def add_annotation(self, name: str, corners: list[float]) -> None:
        """Something that a viewer lays over the page."""
        self.items.append(PaintedMark(name, (transform_box(IDENTITY, corners),), ("other", ())))

    def save(self, _name: str, _operands: Operands) -> None:
        """Operator q."""
        self._saved.append(self._state.copy())

    def restore(self, _name: str, _operands: Operands) -> None:
        """Operator Q."""
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, _name: str, operands: Operands) -> None:
        """Operator cm."""
        self._state.matrix = combine(_matrix(operands), self._state.matrix)

    def set_parameter(self, name: str, operands: Operands) -> None:
        """Operators that set one number of the state."""
        value = float(operands[0])
        if name == "Tr":
            self._state.mode = int(value)
        else:
            setattr(self._state, PARAMETERS[name], value / 100 if name == "Tz" else value)

    def apply_state(self, _name: str, operands: Operands) -> None:
        """Operator gs."""
        found = self._named("/ExtGState", operands[0])
        if found is not None:
            self._state.apply(found)

    def set_colour(self, name: str, operands: Operands) -> None:
        """Operators that set a colour: small letters fills and text, capitals lines."""
        strokes = name.isupper()
        if name in {"cs", "CS"}:
            self._spaces[strokes] = space_of(str(operands[0]), dictionary_in(self._resources, "/ColorSpace"))
            return
        found = colour(name, operands, self._spaces[strokes])
        if strokes:
            self._state.stroke = found
        else:
            self._state.fill = found

    def build_path(self, name: str, operands: Operands) -> None:
        """Operators that build a path."""
        numbers = [float(one) for one in operands]
        if name == "re":
            x, y, width, height = numbers
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self._path.append([transform_point(self._state.matrix, *corner) for corner in corners])
        elif name == "m" or not self._path:
            self._path.append(self._points(numbers))
        elif name == "h":
            self._path[-1].append(self._path[-1][0])
        else:
            self._path[-1] += self._points(numbers)

    def _named(self, kind: str, name: object) -> Any:  # noqa: ANN401 - an object of the file
        return dictionary_in(self._resources, kind).get(str(name))

    def _points(self, numbers: list[float]) -> Points:
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        return [transform_point(self._state.matrix, x, y) for x, y in pairs]

    def clip_with_path(self, _name: str, _operands: Operands) -> None:
        """Operators W and W*, which take effect when the path ends."""
        self._clipping = True

    def end_path(self, name: str, _operands: Operands) -> None:
        """Operators that paint a path or only end it."""
        paths = [path for path in self._path if path]
        if name in FILLING and paths:
            self.items.append(PaintedMark("a filled area", tuple(map(bounding_box, paths)), self._state.fill))
        if name in STROKING and paths:
            self._strokes(paths, closed=name in {"s", "b", "b*"})
        if self._clipping and paths:
            whole = len(paths) == 1 and _is_upright_box(paths[0])
            self._state.clip_to(bounding_box([one for path in paths for one in path]), whole=whole)
        self._path, self._clipping = [], False

    def _strokes(self, paths: list[Points], *, closed: bool) -> None:
        half = self._state.weight * scale(self._state.matrix) / 2
        boxes = []
        for path in paths:
            ends = [*path, path[0]] if closed else path
            pairs = pairwise(ends)
            boxes += [_grow(bounding_box(pair), half) for pair in pairs]
        self.items.append(PaintedMark("a rule", tuple(boxes), self._state.stroke, stroked=True))

    def paint_shading(self, _name: str, _operands: Operands) -> None:
        """Operator sh, which paints all that is not clipped."""
        everywhere = Box(-1e6, -1e6, 2e6, 2e6)
        self.items.append(PaintedMark("a shading", (self._state.clip or everywhere,), ("other", ())))

    def paint_picture(self, _name: str, _operands: Operands) -> None:
        """A picture in the unit square."""
        square = transform_box(self._state.matrix, (0, 0, 1, 1))
        self.items.append(PaintedMark("a picture", (square,), ("other", ())))

    def paint_object(self, name: str, operands: Operands) -> None:
        """Operator Do: a picture, or a form with operators of its own."""
        called = str(operands[0])
        found = self._named("/XObject", called)
        if not isinstance(found, Stream) or self._depth >= DEEPEST:
            return
        if found.get("/Subtype") == "/Form":
            self._form(called, found)
        else:
            self.paint_picture(name, operands)

    def _form(self, called: str, form: Stream) -> None:
        kept = self._state.copy(), self._saved, self._panel, self._text, self._line
        marks, enclosing = self._marks, self._enclosing
        state = self._state
        state.matrix = combine(_matrix(form.get("/Matrix", IDENTITY)), state.matrix)
        state.clip_to(transform_box(state.matrix, [float(one) for one in form.BBox]), whole=True)
        numbered = PANEL.fullmatch(called)
        if numbered and not self._panel:
            self._panel = int(numbered[1])
            self.frames[self._panel] = state.matrix
        marking = self._marking()
        self._saved, self._marks = [], []
        self._enclosing = marking._replace(layered=marking.layered or "/OC" in form)
        self._depth += 1
        self.items.append(JOINT)
        self.interpret(form, dictionary_in(form, "/Resources") or self._resources)
        self.items.append(JOINT)
        self._depth -= 1
        self._state, self._saved, self._panel, self._text, self._line = kept
        self._marks, self._enclosing = marks, enclosing

    def begin_mark(self, name: str, operands: Operands) -> None:
        """Operators BMC and BDC."""
        tag = str(operands[0])
        self.items.append(JOINT)
        known = self._properties(operands[1]) if name == "BDC" else {}
        replaced = any(key in known for key in ("/ActualText", "/Alt", "/E"))
        mcid = int(known.get("/MCID", -1))
        self._marks.append(Marking(tag == "/Artifact", tag == "/OC" and name == "BDC", replaced, mcid))

    def _properties(self, given: Any) -> dict[str, Any]:  # noqa: ANN401 - a dictionary, or the name of one
        found = self._named("/Properties", given) if isinstance(given, Name) else given
        return dict(found.items()) if isinstance(found, Dictionary) else {}

    def end_mark(self, _name: str, _operands: Operands) -> None:
        """Operator EMC."""
        self.items.append(JOINT)
        if self._marks:
            self._marks.pop()

    def _marking(self) -> Marking:
        """What all marks around what is shown now say of it."""
        artifacts, layers, replaced, mcids = zip(self._enclosing, *self._marks, strict=True)
        return Marking(any(artifacts), any(layers), any(replaced), max(mcids))

    def begin_text(self, _name: str, _operands: Operands) -> None:
        """Operator BT."""
        self._text = self._line = IDENTITY

    def end_text(self, _name: str, _operands: Operands) -> None:
        """Operator ET: text that was shown as a clipping path clips what follows (ISO 32000-1, 9.3.6)."""
        self._state.cut = self._state.cut or self._clips
        self._clips = False

    def set_font(self, _name: str, operands: Operands) -> None:
        """Operator Tf."""
        found = self._named("/Font", operands[0])
        self._state.font = None if found is None else self._fonts(found)
        self._state.size = float(operands[1])

    def move(self, name: str, operands: Operands) -> None:
        """Operators that begin a line."""
        if name == "Tm":
            self._line = _matrix(operands)
        else:
            x, y = (0.0, -self._state.leading) if name == "T*" else map(float, operands)
            if name == "TD":
                self._state.leading = -y
            self._line = combine((1, 0, 0, 1, x, y), self._line)
        self._text = self._line

    def show_text(self, name: str, operands: Operands) -> None:
        """Operators that show text."""
        if name == '"':
            self._state.word, self._state.spacing = float(operands[0]), float(operands[1])
        if name in {"'", '"'}:
            self.move("T*", [])
        if self._state.font is None:
            return
        parts = operands[-1] if isinstance(operands[-1], Array) else operands[-1:]
        whole = combine(self._text, self._state.matrix)
        self._join(whole[5])
        setting = self._setting(self._state.font, whole)
        for part in parts:
            if isinstance(part, String):
                self._glyphs(bytes(part), setting)
            else:
                self._advance(-float(part) / 1000 * self._state.size * self._state.stretch)
        self._baseline = combine(self._text, self._state.matrix)[5]

    def _join(self, baseline: float) -> None:
        """Outside marks only another baseline tells texts apart."""
        if not self._marks and abs(baseline - self._baseline) > 0.01:
            self.items.append(JOINT)

    def _setting(self, font: EmbeddedFont, whole: Matrix) -> Setting:
        state = self._state
        a, b, c, d, *_ = combine(whole, inverse(self.frames.get(self._panel, IDENTITY)))
        along, up = (a * a + b * b) ** 0.5 or 1, (c * c + d * d) ** 0.5 or 1
        size = state.size * (whole[2] ** 2 + whole[3] ** 2) ** 0.5
        turn = (a / along, b / along, c / up, d / up)
        self._clips = self._clips or state.mode >= CLIPPING_MODE
        return Setting(
            font, abs(size), (whole[2] * state.size, whole[3] * state.size), state.stretch * along / up,
            turn if size > 0 else (0, 0, 0, 0), state.fill, state.mode, state.faint, state.clip, state.cut,
            self._marking(), self._panel,
        )  # fmt: skip

    def _glyphs(self, string: bytes, setting: Setting) -> None:
        state, font = self._state, setting.font
        whole = combine(self._text, state.matrix)
        right, up = whole[0], whole[1]
        x, y = transform_point(whole, 0, state.rise)
        advanced = 0.0
        for code in string:
            wide = font.width(code) / 1000 * state.size * state.stretch
            self.items.append(
                Glyph(
                    font.text(code),
                    code,
                    x + advanced * right,
                    y + advanced * up,
                    wide * right,
                    wide * up,
                    setting,
                )
            )
            advanced += wide + (state.spacing + (state.word if code == 32 else 0)) * state.stretch
        self._advance(advanced)

    def _advance(self, along: float) -> None:
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, e + along * a, f + along * b)


def _matrix(numbers: Any) -> Matrix:  # noqa: ANN401 - a list of numbers as the file has them
    a, b, c, d, e, f = map(float, numbers)
    return a, b, c, d, e, f


def _grow(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def _is_upright_box(path: Points) -> bool:
    box = bounding_box(path)
    corners = {(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)}
    rounded = {(round(x, 3), round(y, 3)) for x, y in path}
    return rounded == {(round(x, 3), round(y, 3)) for x, y in corners}


PARAMETERS: Final = {
    "w": "weight", "Tc": "spacing", "Tw": "word", "Tz": "stretch", "TL": "leading", "Ts": "rise",
    "Tr": "mode",
}  # fmt: skip
FILLING: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
COLOURING: Final = ("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN")
STROKING: Final = frozenset({"S", "s", "B", "B*", "b", "b*"})
Act: TypeAlias = Callable[[ContentInterpreter, str, Operands], None]
OPERATORS: Final[dict[str, Act]] = {
    "q": ContentInterpreter.save,
    "Q": ContentInterpreter.restore,
    "cm": ContentInterpreter.transform,
    "gs": ContentInterpreter.apply_state,
    "sh": ContentInterpreter.paint_shading,
    "Do": ContentInterpreter.paint_object,
    "INLINE IMAGE": ContentInterpreter.paint_picture,
    "BT": ContentInterpreter.begin_text,
    "ET": ContentInterpreter.end_text,
    "Tf": ContentInterpreter.set_font,
    "EMC": ContentInterpreter.end_mark,
    **dict.fromkeys(("W", "W*"), ContentInterpreter.clip_with_path),
    **dict.fromkeys(("BMC", "BDC"), ContentInterpreter.begin_mark),
    **dict.fromkeys(PARAMETERS, ContentInterpreter.set_parameter),
    **dict.fromkeys(COLOURING, ContentInterpreter.set_colour),
    **dict.fromkeys(("m", "l", "c", "v", "y", "h", "re"), ContentInterpreter.build_path),
    **dict.fromkeys((*FILLING, *STROKING, "n"), ContentInterpreter.end_path),
    **dict.fromkeys(("Td", "TD", "Tm", "T*"), ContentInterpreter.move),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), ContentInterpreter.show_text),
}
"""What each operator does, by its name in ISO 32000-1, table 51; `INLINE IMAGE` is pikepdf's."""
