"""Reads a written file back: what stands on each page of the booklet, in paint order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

from pikepdf import Array, Dictionary, NumberTree, Object, Page, PasswordError, Pdf, PdfError

from posterbook.design.geometry import Box
from posterbook.errors import LayoutError, error
from posterbook.proof.legal.content_interpreter import DEEPEST, PANEL, ContentInterpreter
from posterbook.proof.legal.embedded_fonts import EmbeddedFont, dictionary_in
from posterbook.proof.legal.graphics_state import Matrix, transform_box
from posterbook.proof.legal.painted_content import JOINT, NO_PANEL, Glyph, PaintedContent

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    PdfError,
    RuntimeError,
    TypeError,
    UserWarning,
    ValueError,
)
"""What reading a page can raise that breaks the rules of PDF; of our own files that would be a bug."""
HIDDEN = 2
"""The flag of an annotation that is not shown (ISO 32000-1, table 165)."""


@contextmanager
def open_file(pdf: bytes | Pdf) -> Iterator[Pdf]:
    """A file to read, opened unless it is; whoever proves several things of one file opens it once."""
    if isinstance(pdf, Pdf):
        yield pdf
    else:
        with Pdf.open(BytesIO(pdf)) as own:
            yield own


class FileReader:
    """A file read back. Its pages are the booklet's, or sheets on which these stand as forms."""

    __slots__ = ("_fonts", "_pages", "_painted", "_panels", "_parents", "_places")

    def __init__(self, pdf: Pdf) -> None:
        self._pages = list(pdf.pages)
        tree = dictionary_in(pdf.Root, "/StructTreeRoot").get("/ParentTree")
        self._parents = None if tree is None else NumberTree(tree)
        self._fonts: dict[tuple[int, int], EmbeddedFont] = {}
        self._painted: dict[int, PaintedContent] = {}
        self._panels = _panels_of_pages(self._pages)
        imposed = {sequence: n for n, panels in enumerate(self._panels) for sequence in panels}
        self._places = imposed or {n + 1: n for n in range(len(self._pages))}

    def __len__(self) -> int:
        return max(self._places, default=0)

    def __contains__(self, sequence: int) -> bool:
        return sequence in self._places

    @property
    def sequences(self) -> tuple[int, ...]:
        """The booklet's pages that the file has, in order."""
        return tuple(sorted(self._places))

    @property
    def imposed(self) -> bool:
        """Whether the booklet's pages stand on sheets."""
        return any(self._panels)

    @property
    def framed(self) -> bool:
        """Whether there is paper around the trim of the first page."""
        return bool(self._pages) and _box(self._pages[0], "/TrimBox") != _box(self._pages[0], "/MediaBox")

    def trim(self) -> tuple[float, float]:
        """Width and height of the first page's trim, 0 without pages; a form has its bleed evenly."""
        if not self._pages:
            return 0, 0
        page = self._pages[0]
        forms = dictionary_in(page.resources, "/XObject")
        panels = [form for name, form in forms.items() if PANEL.fullmatch(name)]
        if panels:
            x0, y0, x1, y1 = map(float, panels[0].BBox)
            return x0 + x1, y0 + y1
        box = _box(page, "/TrimBox")
        return box.width, box.height

    def painted(self, sequence: int) -> PaintedContent:
        """All that stands on the page or sheet that carries a page of the booklet."""
        index = self._places[sequence]
        if index not in self._painted:
            alone = not self._panels[index]
            self._painted[index] = self._read_page(self._pages[index], sequence if alone else NO_PANEL)
        return self._painted[index]

    def content(self, sequence: int, *, artifacts: bool = False) -> Iterator[Glyph | str]:
        """The glyphs of a page of the booklet, with JOINTs between."""
        for item in self.painted(sequence).items:
            if isinstance(item, str):
                yield item
            elif isinstance(item, Glyph):
                setting = item.setting
                if setting.panel == sequence and (artifacts or not setting.marking.artifact):
                    yield item

    def text(self, sequence: int, *, artifacts: bool = False) -> str:
        """What a page of the booklet says, with a JOINT between marks."""
        content = self.content(sequence, artifacts=artifacts)
        text = "".join(one if isinstance(one, str) else one.text for one in content)
        return JOINT.join(filter(None, text.split(JOINT)))

    def _read_page(self, page: Page, sequence: int) -> PaintedContent:
        trim = _box(page, "/TrimBox")
        frame: Matrix = (1, 0, 0, 1, trim.x, trim.y)
        interpreter = ContentInterpreter(
            self._font, _turned_frame(frame, page), sequence, float(page.obj.get("/UserUnit", 1))
        )
        with catch_warnings():
            simplefilter("error", UserWarning)  # a stream that breaks off is no page
            interpreter.interpret(page, dict(page.resources.items()))
        for annotation in page.obj.get("/Annots", []):
            if _lies_over(annotation):
                kind = str(annotation.get("/Subtype", "/annotation")).strip("/")
                interpreter.add_annotation(f"an annotation ({kind})", [float(one) for one in annotation.Rect])
        return PaintedContent(
            tuple(interpreter.items),
            interpreter.frames,
            _box(page, "/CropBox"),
            frozenset(self._replaced(page)),
        )

    def _replaced(self, page: Page) -> Iterator[int]:
        """The MCIDs of a page whose elements, or those around them, are read as something else."""
        if self._parents is None or "/StructParents" not in page.obj:
            return
        elements = self._parents.get(int(page.obj.StructParents))
        for mcid, element in enumerate(elements if isinstance(elements, Array) else ()):
            if _is_replaced(element):
                yield mcid

    def _font(self, font: Object) -> EmbeddedFont:
        key = font.objgen
        if key == (0, 0):
            return EmbeddedFont(font)
        if key not in self._fonts:
            self._fonts[key] = EmbeddedFont(font)
        return self._fonts[key]


class FileMakeup(NamedTuple):
    """How a file is made up: the booklet's pages it has, and their trim size in points.

    They stand on sheets if it is `imposed`; if `framed`, there is paper around their trim.
    """

    sequences: tuple[int, ...]
    imposed: bool
    framed: bool
    width: float
    height: float


def makeup_of(pdf: bytes) -> FileMakeup:
    """How a file is made up; raises LayoutError for bytes that are no PDF which anybody may open."""
    try:
        with open_file(pdf) as file:
            reader = FileReader(file)
            return FileMakeup(reader.sequences, reader.imposed, reader.framed, *reader.trim())
    except (PdfError, PasswordError) as problem:
        reason = str(problem).splitlines()[0].rpartition(">: ")[2]  # without the stream that pikepdf names
        raise LayoutError(error("not-a-pdf", f"the file cannot be read as a PDF: {reason}")) from problem


def page_texts(pdf: bytes, *, artifacts: bool = False) -> tuple[str, ...]:
    """What each page says, in paint order, a line break where one mark ends and the next begins."""
    with open_file(pdf) as file:
        reader = FileReader(file)
        return tuple(reader.text(sequence, artifacts=artifacts) for sequence in reader.sequences)


def _panels_of_pages(pages: Sequence[Page]) -> list[tuple[int, ...]]:
    """The booklet's pages that stand as forms on each page of the file; resources are often shared by all."""
    known: dict[tuple[int, int], tuple[int, ...]] = {}
    panels = []
    for page in pages:
        resources = page.resources
        if resources.objgen not in known or not resources.is_indirect:
            names = (PANEL.fullmatch(name) for name in dictionary_in(resources, "/XObject"))
            known[resources.objgen] = tuple(int(name[1]) for name in names if name)
        panels.append(known[resources.objgen])
    return panels


def _box(page: Page, name: str) -> Box:
    corners = {"/TrimBox": page.trimbox, "/CropBox": page.cropbox, "/MediaBox": page.mediabox}[name]
    return transform_box((1, 0, 0, 1, 0, 0), [float(corner) for corner in corners])


def _turned_frame(frame: Matrix, page: Page) -> Matrix:
    """The frame of a page that a viewer turns: what the file sets upright stands askew in it."""
    quarter = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
    a, b, c, d = quarter.get(_rotation(page) % 360, (1, 0, 0, 1))
    return (a, b, c, d, frame[4], frame[5])


def _rotation(page: Page) -> int:
    """By how much a viewer turns a page, which it may have from a node above it (ISO 32000-1, table 30)."""
    node: Object | None = page.obj
    for _ in range(DEEPEST):
        if node is None or "/Rotate" in node:
            break
        node = node.get("/Parent")
    return 0 if node is None else int(node.get("/Rotate", 0))


def _is_replaced(element: Object | None) -> bool:
    """Whether another text is read in an element's place (ISO 32000-1, 14.9); pictures and links may."""
    for _ in range(DEEPEST):
        if not isinstance(element, Dictionary):
            return False
        described = element.get("/S") in {"/Link", "/Figure", "/Formula"}
        if "/ActualText" in element or "/E" in element or ("/Alt" in element and not described):
            return True
        element = element.get("/P")
    return False


def _lies_over(annotation: Object) -> bool:
    """Whether an annotation shows anything of its own; a link without appearance does not."""
    if int(annotation.get("/F", 0)) & HIDDEN:
        return False
    return "/AP" in annotation or annotation.get("/Subtype") not in {"/Link", "/Popup"}
