"""Another PDF to pages that can be set into ours; pikepdf reads it, and nothing of it is executed.

Taken over is what its pages show. Fonts must be embedded, since ours would not be theirs. Left out, and said,
are links and whatever acts: scripts, actions, attachments. Refused is what would be seen otherwise than in
the file itself: form fields and comments, which are drawn over the pages, and layers that are hidden.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import pikepdf

from posterbook.content.inserts import ForeignObject, ForeignPage, InsertedFile, Value
from posterbook.content.scalars import UnfitError, excerpt

UNUSABLE_INSERT: Final = "unusable-insert"
MOST_OBJECTS: Final = 100_000
MOST_UNPACKED: Final = 50_000_000
_PIECE: Final = 1_000_000
"""How many bytes of operators a page or a form may have."""
DEEPEST: Final = 100
"""How deep values may stand in values."""
FLATTEN: Final = "print it into a new PDF, which draws them onto the page"
_MARKS: Final = {"BMC", "BDC", "EMC", "MP", "DP"}
"""Operators that mark content for a structure or for layers, which stay behind."""
_LEFT_BEHIND: Final = frozenset(
    (
        *("/OC", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified"),
        *("/AA", "/A", "/OPI", "/Alternates", "/Parent"),
    )
)
"""Keys of objects that belong to a structure, to layers or to what acts."""
_CODING: Final = ("/Filter", "/DecodeParms")
_SHOWING: Final = {"Tj", "TJ", "'", '"'}
_PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_WITHOUT_LOOK: Final = {"/Link": "link", "/Popup": "note", "/Text": "note"}
_HIDDEN: Final = 2 | 32
"""Flags of an annotation that a viewer does not show (ISO 32000-1, table 165)."""


def read_insert(name: str, content: bytes) -> InsertedFile:
    """The pages of a PDF in its bytes; raises UnfitError for a file that is none, damaged or encrypted."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise UnfitError(UNUSABLE_INSERT, "is encrypted", "save it without a password")
            return _Reader(pdf).file(name)
    except pikepdf.PasswordError:
        raise UnfitError(UNUSABLE_INSERT, "is encrypted", "save it without a password") from None
    except (pikepdf.PdfError, zlib.error, RecursionError, ValueError, TypeError, LookupError, AttributeError):
        # what the library says of it names places in memory, which are others each time
        raise UnfitError(UNUSABLE_INSERT, "is no PDF, or a damaged one", "save it anew as a PDF") from None


class _Reader:
    """Reads one file; each of its objects is taken over once, whichever pages need it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._places: dict[tuple[int, int], int] = {}
        self._waiting: list[pikepdf.Object] = []
        self._objects: list[ForeignObject] = []
        self._faults: dict[int, list[str]] = {}
        self._own: list[str] = []

    def file(self, name: str) -> InsertedFile:
        hidden = self._has_hidden_layers()
        pages = [self._page(page, hidden=hidden) for page in self._pdf.pages]
        found = tuple(self._with_faults(page) for page in pages)
        return InsertedFile(name, found, tuple(self._objects), tuple(self._dropped()))

    def _page(self, page: pikepdf.Page, *, hidden: bool) -> ForeignPage:
        self._own = ["has layers that are hidden"] if hidden else []
        unit = float(page.obj.get("/UserUnit", 1))
        trim, media = _corners(page.trimbox), _corners(page.mediabox)
        bleed = _within(_corners(page.bleedbox), media)
        turned = _inherited(page.obj, "/Rotate", 0) % 360
        width, height = (trim[2] - trim[0]) * unit, (trim[3] - trim[1]) * unit
        if width <= 0 or height <= 0:
            raise ValueError("a page has no size")
        self._own += self._annotations(page)
        content = self._content(page, page.resources)
        resources = self._value(page.resources)
        group = self._value(page.obj["/Group"]) if "/Group" in page.obj else ()
        self._take_over()
        turned = turned if turned in {90, 180, 270} else 0
        if turned in {90, 270}:
            width, height = height, width
        faults = tuple(dict.fromkeys(self._own))
        return ForeignPage(width, height, trim, bleed, turned, content, resources, group, faults)

    def _with_faults(self, page: ForeignPage) -> ForeignPage:
        """The page with the faults of all objects that it needs."""
        reached: set[int] = set()
        ahead = [part for part in (*page.resources, *page.group) if isinstance(part, int)]
        while ahead:
            place = ahead.pop()
            if place not in reached:
                reached.add(place)
                ahead += self._objects[place].references
        more = [fault for place in sorted(reached) for fault in self._faults.get(place, ())]
        faults = tuple(dict.fromkeys((*page.faults, *more)))
        return replace(page, faults=faults)

    def _take_over(self) -> None:
        """Take over what waits, and what that refers to."""
        while self._waiting:
            one = self._waiting.pop(0)
            place, before = self._places[one.objgen], self._own
            self._own = []
            if isinstance(one, pikepdf.Stream):
                self._objects[place] = self._stream(one)
            else:
                self._objects[place] = ForeignObject(self._value(one, own=True))
            if self._own:
                self._faults[place] = self._own
            self._own = before

    def _stream(self, stream: pikepdf.Stream) -> ForeignObject:
        whole = dict(stream.stream_dict.items())
        kept = {key: value for key, value in whole.items() if key not in {"/Length", *_CODING, *_LEFT_BEHIND}}
        if "/F" in kept:
            self._own.append("keeps a part of it in another file")
        if kept.get("/Subtype") == "/PS" or kept.get("/Subtype2") == "/PS":
            self._own.append("holds a PostScript program")
        if "/Ref" in kept:
            self._own.append("shows a page of another file")
        coded: dict[str, Any] = {}
        if kept.get("/Subtype") == "/Form" or "/PatternType" in kept:
            data = self._content(stream, kept.get("/Resources", pikepdf.Dictionary()))
            coded = {"/Filter": pikepdf.Name.FlateDecode}
        else:
            data = stream.read_raw_bytes()
            if _filters(stream)[:1] == ["/FlateDecode"]:
                _check_packed(data)
            coded = {key: whole[key] for key in _CODING if key in whole}
        entries = {key[1:]: self._value(value, 1) for key, value in {**kept, **coded}.items()}
        return ForeignObject((), tuple(entries.items()), data)

    def _value(self, value: Any, depth: int = 0, *, own: bool = False) -> Value:  # noqa: ANN401 - of any type
        if depth > DEEPEST:
            raise ValueError("values stand too deep in each other")
        if isinstance(value, pikepdf.Object) and value.is_indirect and not own:
            return (self._place(value),)
        if isinstance(value, bool):
            return (b"true" if value else b"false",)
        if isinstance(value, int):
            return (b"%d" % value,)
        if isinstance(value, Decimal | float):
            return (f"{value:f}".encode("ascii"),)
        if value is None:
            return (b"null",)
        if isinstance(value, pikepdf.Array):
            parts = [part for item in value for part in (*self._value(item, depth + 1), b" ")]
            return (b"[ ", *parts, b"]")
        if isinstance(value, pikepdf.Dictionary):
            return (b"<< ", *self._entries(dict(value.items()), depth), b">>")
        return (value.unparse(),)

    def _entries(self, entries: dict[str, Any], depth: int) -> Iterator[bytes | int]:
        for key, value in entries.items():
            if key not in _LEFT_BEHIND:
                yield pikepdf.Name(key).unparse() + b" "
                yield from self._value(value, depth + 1)
                yield b" "

    def _place(self, value: pikepdf.Object) -> int:
        """The place of an object among all, which it gets when it is first met."""
        known = self._places.get(value.objgen)
        if known is None:
            known = self._places[value.objgen] = len(self._objects)
            if known >= MOST_OBJECTS:
                raise UnfitError(UNUSABLE_INSERT, f"has more than {MOST_OBJECTS} objects", "simplify it")
            self._objects.append(ForeignObject())
            self._waiting.append(value)
        return known

    def _content(self, content: Any, resources: Any) -> bytes:  # noqa: ANN401 - a page or a stream, a dictionary
        """What a page or a form paints, without what marks it; its fonts must be embedded where they show."""
        _check_unpacked_size(content)
        kept = [one for one in pikepdf.parse_content_stream(content) if str(one.operator) not in _MARKS]
        font = ""
        shown: dict[str, None] = {}
        for one in kept:
            operator = str(one.operator)
            if operator == "Tf":
                font = str(one.operands[0])
            elif operator in _SHOWING:
                shown[font] = None
        fonts = resources.get("/Font", pikepdf.Dictionary())
        for name in shown:
            if name in fonts:
                self._check_font(fonts[name])
        return zlib.compress(pikepdf.unparse_content_stream(kept))

    def _check_font(self, font: Any) -> None:  # noqa: ANN401 - a dictionary
        """Whether a font is embedded: in the other file's stead nobody may choose one that looks alike."""
        named = str(font.get("/BaseFont", "/?"))[1:]
        if str(font.get("/Subtype", "")) == "/Type0":
            font = font["/DescendantFonts"][0]
        if str(font.get("/Subtype", "")) != "/Type3":
            descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
            if not any(program in descriptor for program in _PROGRAMS):
                self._own.append(f"does not embed its font {excerpt(named)}")

    def _annotations(self, page: pikepdf.Page) -> Iterator[str]:
        """Faults of what is drawn over the page: it would be lost."""
        for one in page.obj.get("/Annots", ()):
            kind, hidden = str(one.get("/Subtype", "")), int(one.get("/F", 0)) & _HIDDEN
            if kind not in _WITHOUT_LOOK and not hidden and "/AP" in one:
                yield "has form fields" if kind == "/Widget" else "has comments or stamps"

    def _has_hidden_layers(self) -> bool:
        layers = self._pdf.Root.get("/OCProperties", pikepdf.Dictionary()).get("/D", pikepdf.Dictionary())
        return bool(len(layers.get("/OFF", ()))) or str(layers.get("/BaseState", "/ON")) != "/ON"

    def _dropped(self) -> Iterator[str]:
        """What acts or leads elsewhere, and stays behind."""
        found = [
            _WITHOUT_LOOK[str(one.get("/Subtype"))]
            for page in self._pdf.pages
            for one in page.obj.get("/Annots", ())
            if str(one.get("/Subtype", "")) in _WITHOUT_LOOK
        ]
        for what in ("link", "note"):
            if count := found.count(what):
                yield f"{count} {what}{'s' if count > 1 else ''}"
        root = self._pdf.Root
        names, forms = root.get("/Names", pikepdf.Dictionary()), root.get("/AcroForm", pikepdf.Dictionary())
        if "/JavaScript" in names or _acts(root, self._pdf.pages):
            yield "scripts and actions"
        if "/EmbeddedFiles" in names:
            yield "attached files"
        if "/XFA" in forms:
            yield "a form of its own"


def _acts(root: pikepdf.Object, pages: Iterable[pikepdf.Page]) -> bool:
    opens = root.get("/OpenAction")
    return isinstance(opens, pikepdf.Dictionary) or "/AA" in root or any("/AA" in page.obj for page in pages)


def _inherited(page: pikepdf.Object, key: str, otherwise: int) -> int:
    """A page's number that may stand at a node above it."""
    node: Any = page
    for _ in range(DEEPEST):
        if key in node:
            return int(node[key])
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return otherwise


def _check_unpacked_size(content: Any) -> None:  # noqa: ANN401 - a page or a stream
    """Raises UnfitError for operators that a few bytes unpack to more than any page needs."""
    whole = content.obj.get("/Contents", ()) if isinstance(content, pikepdf.Page) else content
    room = MOST_UNPACKED
    for stream in whole if isinstance(whole, pikepdf.Array) else [whole]:
        if not isinstance(stream, pikepdf.Stream):
            continue
        filters = _filters(stream)
        packed = [one for one in filters if one in {"/FlateDecode", "/LZWDecode", "/RunLengthDecode"}]
        unpacker, size = zlib.decompressobj(), 0
        if packed == ["/FlateDecode"] and filters[0] == "/FlateDecode":
            size = len(unpacker.decompress(stream.read_raw_bytes(), room))
        room -= size
        if room <= 0 or unpacker.unconsumed_tail or len(packed) > 1:
            finding = f"has a page whose operators unpack to more than {MOST_UNPACKED // 1_000_000} MB"
            raise UnfitError(UNUSABLE_INSERT, finding, "save it anew, or as a picture")


def _filters(stream: pikepdf.Stream) -> list[str]:
    """How a stream is packed, the outermost first."""
    coded = stream.stream_dict.get("/Filter", ())
    return [str(one) for one in coded] if isinstance(coded, pikepdf.Array) else [str(coded)]


def _check_packed(data: bytes) -> None:
    """Raises zlib.error for what cannot be unpacked to its end, and so cannot be shown."""
    unpacker = zlib.decompressobj()
    while data and not unpacker.eof:
        unpacker.decompress(data, _PIECE)
        data = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise zlib.error


def _corners(box: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - an array
    x0, y0, x1, y1 = (float(number) for number in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _within(
    box: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])
