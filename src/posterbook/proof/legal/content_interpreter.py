"""Interprets a content stream strictly: every glyph and all other paint, forms included.

What we write, and what a viewer can read in one way only, becomes items. Whatever could be read in two ways
(an operator that is not known, one with too few operands, a text that is shown outside of a text object) is
noted as `unclear`: of such a page nothing is judged. Paint that is not ours need not be understood, but
bounded: it is worth the box that it cannot leave, by its path, by its clip, by what its font can reach.

It is long because a page has seventy operators and one state.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from posterbook.design.geometry import Box
from posterbook.proof.legal.embedded_fonts import EmbeddedFont, dictionary_in
from posterbook.proof.legal.graphics_state import (
    IDENTITY,
    GraphicsState,
    Matrix,
    bounding_box,
    colour,
    combine,
    common_box,
    grow,
    largest_scale,
    space_of,
    transform_box,
    transform_point,
)
from posterbook.proof.legal.painted_content import JOINT, Glyph, Item, Marking, PaintedMark, Points, Setting
from posterbook.proof.legal.streams import packing_fault
from posterbook.proof.objects.values import DEEPEST, Array, Dictionary, Name, Stream, String, Value

CLIPPING_MODE: Final = 4
"""The first rendering mode that adds text to the clipping path (ISO 32000-1, table 106)."""
MOST_SAVED: Final = 28
"""How many states a viewer must be able to save (ISO 32000-1, table C.1)."""
MOST_INSTRUCTIONS: Final = 1_000_000
"""A page of more instructions is no page of a booklet."""
LARGEST: Final = 100_000.0
"""A number beyond this is none that every viewer can hold."""
PANEL: Final = re.compile(r"/Page([1-9][0-9]*)")
"""The name under which a booklet's page stands on a sheet."""
SPEAKING: Final = frozenset({"/ActualText", "/Alt", "/E", "/Lang"})
"""Properties of a mark by which it is read as something else, or in another language."""

REPLACED: Final = ("/Ref", "/OPI", "/Subtype2", "/PS", "/Alternates")
"""Entries of a form or picture that let something else be shown in its place: a part of another file, code
for a printer, another picture (ISO 32000-1, 8.8.1, 8.9.5, 8.10.4 and 14.11.7)."""
COMPONENTS: Final = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
ENDING: Final = re.compile(rb"[\s\0]EI[\s\0]")
CORNERS: Final = 4

Operands: TypeAlias = list[Any]
_NUMBERS: Final = (int, float)


class Unclear(Exception):  # noqa: N818 - no error, but the end of what can be said
    """Why a page may be read in more than one way."""


class ContentInterpreter:
    """One page of a file; `fonts` gives the fonts of the file, each read once.

    `is_picture` says whether a box is where a picture of ours was laid out: what is painted in there by a
    form cannot leave it, and is one picture.
    """

    __slots__ = (
        "_baseline",
        "_clipping",
        "_clips",
        "_count",
        "_curved",
        "_depth",
        "_drift",
        "_enclosing",
        "_fonts",
        "_in_text",
        "_is_picture",
        "_line",
        "_marks",
        "_panel",
        "_path",
        "_resources",
        "_saved",
        "_state",
        "_text",
        "items",
        "panels",
        "unclear",
    )  # fmt: skip

    def __init__(self, fonts: Callable[[Value], EmbeddedFont], is_picture: Callable[[Box], bool]) -> None:
        self.items: list[Item] = []
        self.panels: dict[int, Matrix] = {}
        self.unclear: list[str] = []
        self._fonts = fonts
        self._is_picture = is_picture
        self._panel = 0
        self._state = GraphicsState()
        self._saved: list[GraphicsState] = []
        self._marks: list[Marking] = []
        self._enclosing = Marking()
        self._clips = self._clipping = self._in_text = self._curved = False
        self._path: list[list[tuple[float, float]]] = []
        self._text = self._line = IDENTITY
        self._baseline = 0.0
        self._drift = 0.0
        self._depth = self._count = 0
        self._resources: dict[str, Any] = {}

    def interpret(self, content: Dictionary | Stream, resources: dict[str, Any]) -> None:
        """Everything that a page or form shows, with its resources."""
        before, self._resources = self._resources, resources
        spaces = dictionary_in(resources, "/ColorSpace")
        if any(name.startswith("/Default") for name in spaces):
            self.unclear.append("its colours are given another meaning")
        try:
            for stream in _streams(content):
                self._run(stream)
            self._end()
        except Unclear as reason:
            self.unclear.append(str(reason))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as failure:
            self.unclear.append(f"an instruction of it is malformed ({type(failure).__name__})")
        self._resources = before

    def _end(self) -> None:
        if self._in_text or self._path:
            raise Unclear("it ends in the middle of an instruction")

    def _run(self, stream: Stream) -> None:
        for name, given in stream.instructions():
            known = OPERATORS.get(name)
            if known is None:
                raise Unclear(f"it holds '{name[:20]}', which is no instruction")
            self._count += 1
            if self._count > MOST_INSTRUCTIONS:
                raise Unclear(f"it holds more than {MOST_INSTRUCTIONS} instructions")
            act, count = known
            operands = _checked(name, given, count) if count >= 0 else given
            if self._path and name not in PATH_OPERATORS:
                raise Unclear(f"'{name}' stands within a path")
            if name in TEXT_OPERATORS and not self._in_text:
                raise Unclear(f"'{name}' stands outside of a text")
            if self._in_text and name in NOT_IN_TEXT:
                raise Unclear(f"'{name}' stands within a text")
            act(self, name, operands)

    def save(self, _name: str, _operands: Operands) -> None:
        """Operator q."""
        if len(self._saved) >= MOST_SAVED:
            raise Unclear(f"it saves more than {MOST_SAVED} states")
        self._saved.append(self._state.copy())

    def restore(self, _name: str, _operands: Operands) -> None:
        """Operator Q; one too many is ignored by viewers."""
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, _name: str, operands: Operands) -> None:
        """Operator cm."""
        self._state.matrix = combine(_matrix(operands), self._state.matrix)

    def set_parameter(self, name: str, operands: Operands) -> None:
        """Operators that set one number of the state."""
        value = float(operands[0])
        if name == "Tr":
            if not value.is_integer():
                raise Unclear("it shows text in a mode that is no whole number")
            self._state.mode = int(value)
        else:
            setattr(self._state, PARAMETERS[name], value / 100 if name == "Tz" else value)

    def set_dash(self, _name: str, operands: Operands) -> None:
        """Operator d."""
        self._state.dashed = len(operands) != 2 or len(operands[0]) > 0

    def ignore(self, _name: str, _operands: Operands) -> None:
        """Operators that change nothing of what we paint: caps, joins, flatness, intents, marked points."""

    def apply_state(self, _name: str, operands: Operands) -> None:
        """Operator gs."""
        found = self._named("/ExtGState", operands[0])
        if found is None:
            raise Unclear("it sets a graphics state that it does not have")
        self._state.apply(found)

    def set_colour(self, name: str, operands: Operands) -> None:
        """Operators that set a colour: small letters fills and text, capitals lines."""
        strokes, state = name.isupper(), self._state
        if name in {"cs", "CS"}:
            space = space_of(str(operands[0]), dictionary_in(self._resources, "/ColorSpace"))
            first = (0.0, 0.0, 0.0, 1.0) if space == "cmyk" else (0.0,) * {"gray": 1, "rgb": 3}.get(space, 0)
            if strokes:
                state.stroke_space, state.stroke = space, (space, first)
            else:
                state.fill_space, state.fill = space, (space, first)
            return
        found = colour(name, operands, state.stroke_space if strokes else state.fill_space)
        if strokes:
            state.stroke, state.stroke_space = found, found[0]
        else:
            state.fill, state.fill_space = found, found[0]

    def build_path(self, name: str, operands: Operands) -> None:
        """Operators that build a path."""
        matrix = self._state.matrix
        if name == "re":
            x, y, width, height = operands
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self._path.append([transform_point(matrix, *corner) for corner in corners])
        elif name == "m":
            self._path.append([transform_point(matrix, *operands)])
        elif not self._path:
            raise Unclear(f"'{name}' begins a path without a point")
        elif name == "h":
            self._path[-1].append(self._path[-1][0])
        else:
            self._curved = self._curved or name != "l"
            pairs = zip(operands[::2], operands[1::2], strict=True)
            self._path[-1] += [transform_point(matrix, x, y) for x, y in pairs]

    def clip_with_path(self, _name: str, _operands: Operands) -> None:
        """Operators W and W*, which take effect when the path ends."""
        self._clipping = True

    def end_path(self, name: str, _operands: Operands) -> None:
        """Operators that paint a path or only end it."""
        state = self._state
        if self._path and name != "n":
            fills, strokes = name in FILLING, name in STROKING
            if name in {"s", "b", "b*"}:
                self._path[-1].append(self._path[-1][0])
            points = tuple(tuple(path) for path in self._path)
            hull = bounding_box(point for path in points for point in path)
            weight = state.weight * largest_scale(state.matrix) / 2 if strokes else 0.0
            if strokes:
                # a joint may stick out by the miter limit (ISO 32000-1, 8.4.3.5)
                corners = any(len(path) > 2 for path in points)
                hull = grow(hull, max(weight, 0.5) / 2 * (max(state.miter, 1.5) if corners else 1.5))
            kind = "framed area" if fills and strokes else "line" if strokes else "area"
            called = "a rule" if strokes and not fills else "a filled area"
            plain = not (state.faint or state.odd or state.dashed or state.cut or self._curved)
            paints = (state.fill, state.stroke, weight, plain)
            self._add(kind, called, hull, points, paints)
        if self._clipping and self._path:
            whole = len(self._path) == 1 and not self._curved and _is_upright_box(self._path[0])
            state.clip_to(bounding_box([one for path in self._path for one in path]), whole=whole)
        self._path, self._clipping, self._curved = [], False, False

    def _add(
        self,
        kind: str,
        called: str,
        box: Box | None,
        points: tuple[Points, ...] = (),
        paints: tuple[Any, Any, float, bool] = (("other", ()), ("other", ()), 0.0, True),
        words: str = "",
    ) -> None:
        """Something painted, within what the clip leaves of it."""
        clip = self._state.clip
        if clip is not None:
            box = clip if box is None else common_box(clip, box)
        self.items.append(PaintedMark(kind, called, box, points, *paints, words))

    def paint_shading(self, _name: str, _operands: Operands) -> None:
        """Operator sh, which paints all that is not clipped."""
        self._add("shading", "a shading", None)

    def paint_picture(self, _name: str, _operands: Operands) -> None:
        """A picture in the unit square."""
        self._add("picture", "a picture", transform_box(self._state.matrix, (0, 0, 1, 1)))

    def paint_inline(self, name: str, operands: Operands) -> None:
        """A picture among the instructions, of which every program must find the same end."""
        if not _ends_once(operands[0]):
            raise Unclear("it holds a picture among its instructions, whose end programs may find elsewhere")
        self.paint_picture(name, operands)

    def paint_object(self, name: str, operands: Operands) -> None:
        """Operator Do: a picture, or a form with operators of its own."""
        called = str(operands[0])
        found = self._named("/XObject", called)
        if not isinstance(found, Stream):
            raise Unclear(f"it paints {called[:20]}, which it does not have")
        kind = found.get("/Subtype")
        if any(key in found for key in REPLACED):
            raise Unclear("it paints what a printer may replace by something else")
        if kind == "/Form":
            self._form(called, found)
        elif kind == "/Image":
            self.paint_picture(name, operands)
        else:
            raise Unclear("it paints what is neither picture nor form")

    def _form(self, called: str, form: Stream) -> None:
        if self._depth >= DEEPEST:
            raise Unclear("it is nested too deep")
        matrix = combine(_matrix(form.get("/Matrix", IDENTITY)), self._state.matrix)
        frame = transform_box(matrix, [float(one) for one in form["/BBox"]])
        if self._is_picture(frame):
            self._add("picture", "a picture", frame)
            return
        kept = self._state, self._saved, self._panel, self._text, self._line, self._in_text, self._path
        marks, enclosing, drift = self._marks, self._enclosing, self._drift
        state = self._state = self._state.copy()
        state.matrix = matrix
        state.clip_to(frame, whole=abs(matrix[1]) < 1e-6 and abs(matrix[2]) < 1e-6)
        if "/Group" in form and "/CS" in form["/Group"]:
            state.odd = state.odd or "a group with colours of its own"
        numbered = PANEL.fullmatch(called)
        if numbered and not self._panel:
            self._panel = int(numbered[1])
            self.panels[self._panel] = state.matrix
        marking = self._marking()
        self._saved, self._marks, self._path, self._in_text = [], [], [], False
        self._enclosing = marking._replace(layered=marking.layered or "/OC" in form, mcid=-1, form=True)
        self._depth += 1
        self.items.append(JOINT)
        self.interpret(form, dictionary_in(form, "/Resources") if "/Resources" in form else self._resources)
        self.items.append(JOINT)
        self._depth -= 1
        self._state, self._saved, self._panel, self._text, self._line, self._in_text, self._path = kept
        self._marks, self._enclosing, self._drift = marks, enclosing, drift

    def _named(self, kind: str, name: object) -> Any:  # noqa: ANN401 - an object of the file
        owner = self._resources.get(kind)
        return owner.get(str(name)) if isinstance(owner, Dictionary | Stream) else None

    def begin_mark(self, name: str, operands: Operands) -> None:
        """Operators BMC and BDC."""
        if len(operands) != (2 if name == "BDC" else 1):
            raise Unclear(f"'{name}' has {len(operands)} operands")
        tag = str(operands[0])
        self.items.append(JOINT)
        known = self._properties(operands[1]) if name == "BDC" else {}
        replaced = any(key in known for key in SPEAKING)
        mcid = int(known.get("/MCID", -1))
        layered, back = tag == "/OC" and name == "BDC", tag == "/ReversedChars"
        self._marks.append(Marking(tag == "/Artifact", layered, replaced, mcid, back=back))

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
        if not self._marks:
            return self._enclosing
        if len(self._marks) == 1 and self._enclosing == Marking():
            return self._marks[0]
        artifacts, layers, replaced, mcids, forms, backs = zip(self._enclosing, *self._marks, strict=True)
        several = sum(mcid >= 0 for mcid in mcids) > 1
        spoken_for = any(replaced) or several
        return Marking(any(artifacts), any(layers), spoken_for, max(mcids), any(forms), any(backs))

    def begin_text(self, _name: str, _operands: Operands) -> None:
        """Operator BT."""
        if self._in_text:
            raise Unclear("a text begins within a text")
        self._text = self._line = IDENTITY
        self._in_text, self._drift = True, 0.0

    def end_text(self, _name: str, _operands: Operands) -> None:
        """Operator ET: text that was shown as a clipping path clips what follows (ISO 32000-1, 9.3.6)."""
        self._state.cut = self._state.cut or self._clips
        self._clips = self._in_text = False

    def set_font(self, _name: str, operands: Operands) -> None:
        """Operator Tf."""
        if len(operands) != 2 or type(operands[1]) not in _NUMBERS:
            raise Unclear("a font is set without a size")
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
        self._text, self._drift = self._line, 0.0

    def show_text(self, name: str, operands: Operands) -> None:
        """Operators that show text."""
        if len(operands) != (3 if name == '"' else 1):
            raise Unclear(f"'{name}' has {len(operands)} operands")
        state = self._state
        if name == '"':
            state.word, state.spacing = float(operands[0]), float(operands[1])
        if name in {"'", '"'}:
            self.move("T*", [])
        shown = operands[-1]
        if not isinstance(shown, Array if name == "TJ" else String):
            raise Unclear(f"'{name}' shows what is no text")
        if state.font is None:
            raise Unclear("it shows text in a font that it does not have")
        parts: list[bytes | float] = (
            [bytes(one) if isinstance(one, String) else float(one) for one in shown]
            if isinstance(shown, Array)
            else [bytes(shown)]
        )
        self._clips = self._clips or state.mode >= CLIPPING_MODE
        if state.font.fault or self._drift:
            self._show_foreign(state.font, parts)
        else:
            self._show_own(state.font, parts)

    def _show_own(self, font: EmbeddedFont, parts: list[bytes | float]) -> None:
        """Text in a font whose codes and widths are known: glyph by glyph."""
        state = self._state
        size, stretch, spacing = state.size, state.stretch, state.spacing
        a, b, c, d, e, f = whole = combine(self._text, state.matrix)
        if not self._marks and abs(f - self._baseline) > 0.01:
            self.items.append(JOINT)  # outside marks only another baseline tells texts apart
        self._baseline = f
        setting = Setting(
            font, (a * size * stretch, b * size * stretch), (c * size, d * size), state.fill, state.mode,
            state.faint, state.odd, state.clip, state.cut, self._marking(), self._panel,
            _outline_reach(state) if state.mode else 0,
        )  # fmt: skip
        x, y = transform_point(whole, 0, state.rise) if state.rise else (e, f)
        advanced, widths, add, text = 0.0, font.widths, self.items.append, font.text
        for part in parts:
            if isinstance(part, float):
                advanced -= part / 1000 * size * stretch
                continue
            for code in part:
                add(Glyph(text(code), code, x + advanced * a, y + advanced * b, setting))
                wide = widths[code] / 1000 * size + spacing
                advanced += (wide + state.word if code == 32 else wide) * stretch
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, e + advanced * a, f + advanced * b)

    def _show_foreign(self, font: EmbeddedFont, parts: list[bytes | float]) -> None:
        """Text in another font: where it ends is not known, only where it must end."""
        state = self._state
        size, stretch = abs(state.size), abs(state.stretch)
        strings = [part for part in parts if isinstance(part, bytes)]
        length = sum(map(len, strings))
        wide = sum(map(font.advance, strings)) * size
        kerns = sum(abs(part) for part in parts if isinstance(part, float)) / 1000 * size
        along = (wide + length * (abs(state.spacing) + abs(state.word)) + kerns) * stretch
        self._drift += along
        words = "".join(map(font.words, strings))
        reach = font.reach
        if reach is None:
            self._add("text", "other text", None, words=words)
            return
        far = reach * size
        back = self._drift if kerns or state.spacing < 0 or state.word < 0 or font.is_wide else 0.0
        low, high = (-far - back, far + self._drift)
        across = far + (self._drift if font.is_wide else 0.0)  # it may run downwards
        corners = (low * max(stretch, 1), state.rise - across, high * max(stretch, 1), state.rise + across)
        box = grow(transform_box(combine(self._text, state.matrix), corners), _outline_reach(state))
        self._add("text", "other text", box, words=words)


def _outline_reach(state: GraphicsState) -> float:
    """How far the lines of a text reach that is drawn in outline."""
    if state.mode % CLIPPING_MODE not in {1, 2}:
        return 0.0
    return state.weight * largest_scale(state.matrix) / 2 * max(state.miter, 1.5)


def _streams(content: Dictionary | Stream) -> list[Stream]:
    """The streams of a page, each of which must hold whole instructions; or the one of a form."""
    if isinstance(content, Stream):
        _check_packing(content)
        return [content]
    found = content.get("/Contents")
    if found is None:
        return []
    streams: list[Stream] = list(found) if isinstance(found, Array) else [found]
    for one in streams:
        _check_packing(one)
    return streams


def _ends_once(image: Any) -> bool:  # noqa: ANN401 - as pikepdf has it
    """Whether a picture among the instructions ends where its size says, and looks nowhere else as if it did.

    Some programs count its bytes, others look for the word that ends it (ISO 32000-1, 8.9.7); what lies
    between both ends is a picture to these and instructions to those.
    """
    data = image.read_raw_bytes()
    bits = 1 if image.image_mask else image.bits_per_component * COMPONENTS.get(str(image.colorspace), 0)
    size = image.height * -(-image.width * bits // 8)
    plain = not image.filters and 0 < size <= len(data) <= size + 2
    return plain and not data[size:].strip() and ENDING.search(data) is None


def _check_packing(stream: Stream) -> None:
    fault = packing_fault(stream)
    if fault:
        raise Unclear(fault)


def _checked(name: str, operands: Operands, count: int) -> Operands:
    """The operands of an operator that takes so many numbers, as such."""
    if len(operands) != count:
        raise Unclear(f"'{name}' has {len(operands)} operands instead of {count}")
    numbers: Operands = []
    for one in operands:
        number = float(one) if type(one) in _NUMBERS else LARGEST
        if not -LARGEST < number < LARGEST:
            raise Unclear(f"'{name}' is given what is no number of a page")
        numbers.append(number)
    return numbers


def _matrix(numbers: Any) -> Matrix:  # noqa: ANN401 - a list of numbers as the file has them
    a, b, c, d, e, f = map(float, numbers)
    return a, b, c, d, e, f


def _is_upright_box(path: list[tuple[float, float]]) -> bool:
    """Whether a path runs once around a box; through its corners in another order it makes two triangles."""
    rounded = [(round(x, 3), round(y, 3)) for x, y in path]
    if len(rounded) == CORNERS + 1 and rounded[0] == rounded[-1]:
        rounded.pop()
    edges = zip(rounded, (*rounded[1:], rounded[0]), strict=True)
    whole = len(rounded) == len(set(rounded)) == CORNERS
    return whole and all(x == u or y == v for (x, y), (u, v) in edges)


PARAMETERS: Final = {
    "w": "weight", "M": "miter", "Tc": "spacing", "Tw": "word", "Tz": "stretch", "TL": "leading",
    "Ts": "rise", "Tr": "mode",
}  # fmt: skip
FILLING: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKING: Final = frozenset({"S", "s", "B", "B*", "b", "b*"})
BUILDING: Final = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4}
PATH_OPERATORS: Final = frozenset({*BUILDING, *FILLING, *STROKING, "n", "W", "W*"})
TEXT_OPERATORS: Final = frozenset({"Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"', "ET"})
NOT_IN_TEXT: Final = frozenset({*PATH_OPERATORS, "q", "Q", "cm", "Do", "sh", "INLINE IMAGE"})
Act: TypeAlias = Callable[[ContentInterpreter, str, Operands], None]
ANY: Final = -1
OPERATORS: Final[dict[str, tuple[Act, int]]] = {
    "q": (ContentInterpreter.save, 0),
    "Q": (ContentInterpreter.restore, 0),
    "cm": (ContentInterpreter.transform, 6),
    "gs": (ContentInterpreter.apply_state, ANY),
    "d": (ContentInterpreter.set_dash, ANY),
    "sh": (ContentInterpreter.paint_shading, ANY),
    "Do": (ContentInterpreter.paint_object, ANY),
    "INLINE IMAGE": (ContentInterpreter.paint_inline, ANY),
    "BT": (ContentInterpreter.begin_text, 0),
    "ET": (ContentInterpreter.end_text, 0),
    "Tf": (ContentInterpreter.set_font, ANY),
    "BMC": (ContentInterpreter.begin_mark, ANY),
    "BDC": (ContentInterpreter.begin_mark, ANY),
    "EMC": (ContentInterpreter.end_mark, 0),
    "W": (ContentInterpreter.clip_with_path, 0),
    "W*": (ContentInterpreter.clip_with_path, 0),
    **dict.fromkeys(("J", "j", "i"), (ContentInterpreter.ignore, 1)),
    **dict.fromkeys(("ri", "MP", "DP"), (ContentInterpreter.ignore, ANY)),
    **dict.fromkeys(PARAMETERS, (ContentInterpreter.set_parameter, 1)),
    **{
        name: (ContentInterpreter.set_colour, count)
        for name, count in (("g", 1), ("G", 1), ("rg", 3), ("RG", 3), ("k", 4), ("K", 4))
    },
    **dict.fromkeys(("cs", "CS", "sc", "SC", "scn", "SCN"), (ContentInterpreter.set_colour, ANY)),
    **{name: (ContentInterpreter.build_path, count) for name, count in BUILDING.items()},
    **dict.fromkeys((*FILLING, *STROKING, "n"), (ContentInterpreter.end_path, 0)),
    **{
        name: (ContentInterpreter.move, count) for name, count in (("Td", 2), ("TD", 2), ("Tm", 6), ("T*", 0))
    },
    **dict.fromkeys(("Tj", "TJ", "'", '"'), (ContentInterpreter.show_text, ANY)),
}
"""What each operator does and how many numbers it takes, by its name in ISO 32000-1, table 51.

`INLINE IMAGE` is pikepdf's; `ANY` is for operands that are no numbers, which the method looks at.
"""
