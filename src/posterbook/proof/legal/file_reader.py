"""Reads a written file back: its pages in the order of their tree, their boxes, and what stands on each."""

from __future__ import annotations

from collections.abc import Sequence
from warnings import catch_warnings, simplefilter

from posterbook.design.geometry import Box
from posterbook.errors import UnjudgedError, error
from posterbook.proof.legal.content_interpreter import PANEL, ContentInterpreter
from posterbook.proof.legal.embedded_fonts import EmbeddedFont, dictionary_in
from posterbook.proof.legal.graphics_state import IDENTITY, common_box, transform_box
from posterbook.proof.legal.painted_content import JOINT, Glyph, PaintedContent
from posterbook.proof.objects.reading import open_file
from posterbook.proof.objects.values import (
    DEEPEST,
    WITHIN,
    Array,
    DamagedFileError,
    Dictionary,
    LockedFileError,
    ObjectNumber,
    OpenFile,
    Value,
    inherited,
)
from posterbook.values import NamedTuple

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    UserWarning,
    ValueError,
)
"""What reading a page can raise that breaks the rules of PDF; of our own files that would be a bug."""
NEAR = 0.5
"""Points by which a box or a place may differ from what was laid out."""
INHERITED = ("/MediaBox", "/CropBox")
"""The boxes that a page may have from a node above it (ISO 32000-1, table 30)."""


class PageBoxes(NamedTuple):
    """The boxes of a page as the file gives them, y upwards; `trim` is None where it names none.

    `visible` is what a viewer shows: the paper within the crop. `turn` is in degrees, `unit` in points.
    """

    media: Box
    visible: Box
    trim: Box | None
    turn: int
    unit: float


class FileReader:
    """A file read back: its pages, by their index from 0, each read when it is asked for."""

    __slots__ = ("_fonts", "_painted", "faults", "file", "pages")

    def __init__(self, file: OpenFile) -> None:
        self.file = file
        self.pages, self.faults = page_objects(file)
        self._fonts: dict[ObjectNumber, EmbeddedFont] = {}
        self._painted: dict[int, PaintedContent] = {}

    def boxes(self, index: int) -> PageBoxes:
        """The boxes of a page."""
        page = self.pages[index]
        media = _box(page, "/MediaBox") or Box(0, 0, 0, 0)
        crop = _box(page, "/CropBox") or media
        turn = int(inherited(page, "/Rotate") or 0) % 360
        return PageBoxes(
            media, common_box(media, crop), _box(page, "/TrimBox"), turn, float(page.get("/UserUnit", 1))
        )

    def painted(self, index: int, pictures: Sequence[Box] = ()) -> PaintedContent:
        """All that stands on a page; `pictures` are the boxes in which pictures were laid out."""
        if index not in self._painted:
            self._painted[index] = self._read(self.pages[index], pictures)
        return self._painted[index]

    def panels(self, index: int) -> tuple[int, ...]:
        """The booklet's pages that stand as forms on a page of the file, by the names that we give them."""
        resources = inherited(self.pages[index], "/Resources")
        names = dictionary_in(resources, "/XObject") if isinstance(resources, Dictionary) else {}
        return tuple(int(found[1]) for found in map(PANEL.fullmatch, names) if found)

    def text(self, index: int, panel: int = 0, *, artifacts: bool = True) -> str:
        """What a page says, or the panel on it of that number, with a JOINT between marks."""
        parts: list[str] = []
        for item in self.painted(index).items:
            if isinstance(item, str):
                parts.append(item)
            elif isinstance(item, Glyph):
                if item.setting.panel == panel and (artifacts or not item.setting.marking.artifact):
                    parts.append(item.text)
            elif item.words and not panel:
                parts.append(item.words)
        return JOINT.join(filter(None, "".join(parts).split(JOINT)))

    def _read(self, page: Dictionary, pictures: Sequence[Box]) -> PaintedContent:
        interpreter = ContentInterpreter(self._font, lambda box: any(near(box, one) for one in pictures))
        resources = inherited(page, "/Resources")
        with catch_warnings():
            simplefilter("error", UserWarning)  # a stream that breaks off is no page
            interpreter.interpret(page, dict(resources.items()) if isinstance(resources, Dictionary) else {})
        return PaintedContent(tuple(interpreter.items), tuple(interpreter.unclear), interpreter.panels)

    def _font(self, font: Value) -> EmbeddedFont:
        key = font.objgen
        if key == WITHIN:
            return EmbeddedFont(font)
        if key not in self._fonts:
            self._fonts[key] = EmbeddedFont(font)
        return self._fonts[key]


class FileMakeup(NamedTuple):
    """How a file is made up: the booklet's pages it has, and their trim size in points.

    They stand on sheets if it is `imposed`: `sheets` says which on each. `paper` is what a viewer shows of
    the first page. `framed` says that the file names a trim within its paper, which is larger by `margin`.
    """

    sequences: tuple[int, ...]
    imposed: bool
    framed: bool
    width: float
    height: float
    margin: float = 0
    sheets: tuple[tuple[int, ...], ...] = ()
    paper: tuple[float, float] = (0, 0)


def makeup_of(pdf: bytes) -> FileMakeup:
    """How a file is made up; raises UnjudgedError for bytes that are no PDF which anybody may open."""
    try:
        with open_file(pdf) as file:
            return _makeup(FileReader(file))
    except LockedFileError as problem:
        message = "the file is locked: it cannot be read without its password"
        hint = "save it without a password, or send the file that posterbook wrote"
        raise UnjudgedError(error("not-a-pdf", message, None, hint)) from problem
    except DamagedFileError as problem:
        reason = str(problem).splitlines()[0].rpartition(">: ")[2]  # without the stream that pikepdf names
        raise UnjudgedError(error("not-a-pdf", f"the file cannot be read as a PDF: {reason}")) from problem


def _makeup(reader: FileReader) -> FileMakeup:
    if not reader.pages:
        return FileMakeup((), imposed=False, framed=False, width=0, height=0)
    sheets = tuple(reader.panels(index) for index in range(len(reader.pages)))
    boxes = reader.boxes(0)
    paper = boxes.visible.width, boxes.visible.height
    if any(sheets):
        width, height = _form_size(reader, sheets)
        sequences = tuple(sorted({sequence for panels in sheets for sequence in panels}))
        return FileMakeup(
            sequences, imposed=True, framed=False, width=width, height=height, sheets=sheets, paper=paper
        )
    trim = boxes.trim or boxes.media
    framed = boxes.trim is not None and not near(boxes.trim, boxes.media)
    sequences = tuple(range(1, len(reader.pages) + 1))
    return FileMakeup(sequences, False, framed, trim.width, trim.height, trim.x - boxes.media.x, paper=paper)


def _form_size(reader: FileReader, sheets: Sequence[Sequence[int]]) -> tuple[float, float]:
    """The trim of a page that stands on a sheet as a form, whose bleed is even around it."""
    at, sequence = next((at, panels[0]) for at, panels in enumerate(sheets) if panels)
    resources = inherited(reader.pages[at], "/Resources")
    x0, y0, x1, y1 = map(float, dictionary_in(resources, "/XObject")[f"/Page{sequence}"]["/BBox"])
    return x0 + x1, y0 + y1


def leftmost_panel(pdf: bytes, index: int) -> float:
    """Where on a sheet the left page begins, in points from its left edge."""
    with open_file(pdf) as file:
        panels = FileReader(file).painted(index).panels
        return min([matrix[4] for matrix in panels.values() if matrix[0] > 0], default=0.0)


def page_texts(pdf: bytes, *, artifacts: bool = False) -> tuple[str, ...]:
    """What each page says, in paint order, a line break where one mark ends and the next begins."""
    with open_file(pdf) as file:
        reader = FileReader(file)
        places = page_places(reader)
        return tuple(
            reader.text(index, panel, artifacts=artifacts) for _, (index, panel) in sorted(places.items())
        )


def page_places(reader: FileReader) -> dict[int, tuple[int, int]]:
    """Of each page of the booklet, by its sequence: the page of the file, and its panel there, 0 if alone."""
    found: dict[int, tuple[int, int]] = {}
    for index in range(len(reader.pages)):
        for panel in reader.panels(index):
            found[panel] = index, panel
    return found or {index + 1: (index, 0) for index in range(len(reader.pages))}


def page_objects(file: OpenFile) -> tuple[list[Dictionary], tuple[str, ...]]:
    """The pages in the order of the page tree, each once, and what is wrong with that tree."""
    faults: list[str] = []
    pages: list[Dictionary] = []
    root = file.catalogue.get("/Pages")
    if isinstance(root, Dictionary):
        _walk(root, pages, set(), faults, 0)
    return pages, tuple(dict.fromkeys(faults))


def _walk(
    node: Dictionary, pages: list[Dictionary], met: set[ObjectNumber], faults: list[str], depth: int
) -> int:
    """The pages below a node; returns how many there are."""
    if depth > DEEPEST:
        faults.append("its page tree is nested too deep")
        return 0
    before = len(pages)
    for kid in node.get("/Kids", ()):
        if not isinstance(kid, Dictionary):
            faults.append("its page tree holds what is no page")
            continue
        if kid.objgen != WITHIN and kid.objgen in met:
            faults.append("its page tree holds a page twice")
            continue
        met.add(kid.objgen)
        if "/Parent" not in kid or kid.number("/Parent") != node.objgen:
            faults.append("a page of it hangs elsewhere than it says")
        if kid.get("/Type") == "/Pages":
            _walk(kid, pages, met, faults, depth + 1)
        else:
            if kid.get("/Type") != "/Page" or "/Kids" in kid:
                faults.append("its page tree holds what is no page")
            pages.append(kid)
    count = len(pages) - before
    if int(node.get("/Count", -1)) != count:
        faults.append("its page tree counts other pages than it has")
    return count


def near(one: Box, other: Box) -> bool:
    """Whether two boxes are the same within half a point."""
    edges = ((one.x, other.x), (one.y, other.y), (one.right, other.right), (one.bottom, other.bottom))
    return all(abs(a - b) <= NEAR for a, b in edges)


def contains(outer: Box, inner: Box, slack: float = NEAR) -> bool:
    """Whether a box holds another, within half a point."""
    return (
        outer.x - slack <= inner.x
        and outer.y - slack <= inner.y
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def _box(page: Dictionary, key: str) -> Box | None:
    corners = inherited(page, key) if key in INHERITED else page.get(key)
    if not isinstance(corners, Array) or len(corners) != 4:
        return None
    return transform_box(IDENTITY, [float(corner) for corner in corners])
