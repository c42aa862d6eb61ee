"""What must stand where: every glyph and shape of the pages that carry legal blocks, as they were laid out.

This is the one value that a file is compared with. A page says, in paint order, each character with its face,
size, colour and place, and each rule, area and picture; a block says which of these characters are its own,
and the zone in which nothing else may stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from posterbook.content.model import LegalBlock, LegalPlace
from posterbook.content.scripts import mirrored
from posterbook.design.fonts import Fonts
from posterbook.design.geometry import MM, Box
from posterbook.design.theme import Colour
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Element
from posterbook.forms.page import Image, Item, Line, Page, QrCode, Rectangle, Rule, Run, Turn
from posterbook.forms.sheet import PlacedPage, Sheet
from posterbook.proof.legal.block_search import FoldedText, find, fold
from posterbook.proof.legal.expected_items import ExpectedGlyph, ExpectedItem, ExpectedShape, Look
from posterbook.proof.legal.graphics_state import Matrix, bounding_box, combine, transform_point
from posterbook.proof.legal.painted_content import DEPTH, HEIGHT, JOINT, Points
from posterbook.proof.legal.run_signs import signs_of
from posterbook.values import NamedTuple

AROUND: Final = 12.0
"""Points around a block in which nothing else may stand."""
CORNER: Final = 20 * MM
"""The corners of a cover where a shop or an office may put a stamp, though a block stands at its head."""
DIRECTIONS: Final = {
    Turn.NONE: (1, 0),
    Turn.ANTICLOCKWISE: (0, 1),
    Turn.OVER: (-1, 0),
    Turn.CLOCKWISE: (0, -1),
}
"""Where a line of text runs to, x to the right and y upwards as in a PDF."""


class ExpectedPage(NamedTuple):
    """A page of the booklet on its page or sheet of the file, whose index counts from 0; in paint order.

    `frame` leads from the trimmed page, y upwards from its lower left corner, to the sheet. Its text reaches
    from `left` to `right`.
    """

    sequence: int
    file_index: int
    frame: Matrix
    trim: Box
    items: tuple[ExpectedItem, ...]
    left: float
    right: float


class ExpectedBlock(NamedTuple):
    """A legal block: its text, its glyphs as page and index of the item, the zone on each page, its frame.

    `glyphs` are in the order of reading, white space included; empty where the pages do not have the text.
    `first` is whether it comes before all other text of its page, `last` whether on the last page. `behind`
    are the pages of the file, counted from 0, that may be read before it: those of languages before its own.
    """

    id: str
    pages: tuple[int, ...]
    text: str
    where: Where | None
    glyphs: tuple[tuple[int, int], ...] = ()
    zones: Mapping[int, tuple[Box, ...]] = {}
    frames: tuple[tuple[int, int], ...] = ()
    floor: float = 0
    first: bool = False
    last: bool = False
    language: str = ""
    behind: frozenset[int] = frozenset()


class Expected(NamedTuple):
    """What a file is held to: so many pages or sheets, of that size, those pages with blocks, and these.

    `paper` is the size of the first page's trim and the paper around it; `margin` how
    much of it was laid out. `profiles` are those by which the colours may be read, None for any.
    """

    file_pages: int
    width: float
    height: float
    margin: float
    imposed: bool
    pages: Mapping[int, ExpectedPage]
    blocks: tuple[ExpectedBlock, ...]
    language: str = ""
    tagged: bool = False
    profiles: tuple[bytes, ...] | None = None


def expected_file(
    blocks: Sequence[LegalBlock],
    pages: Sequence[Page],
    floor: float,
    fonts: Fonts,
    sheets: Sequence[Sheet] = (),
    language: str = "",
    *,
    tagged: bool = False,
) -> Expected:
    """What must be found of every legal block in a file of these pages, which stand on these sheets, if any.

    `floor` is the smallest size of legal text in points; `language` that of the booklet; `tagged` whether
    the file has a structure.
    """
    carriers = [(at, page) for at, page in enumerate(pages) if page.legal]
    found: dict[int, ExpectedPage] = {}
    if blocks:
        places = _places(pages, sheets)
        for at, page in carriers:
            index, frame = places[at]
            items = tuple(one for item in page.items for one in _expected_items(item, page, frame, fonts))
            trim = _to_sheet(Box(0, 0, page.width, page.height), frame)
            found[page.sequence] = ExpectedPage(page.sequence, index, frame, trim, items, *_measure(items))
    texts: dict[tuple[int, ...], _LaidText] = {}
    first = sheets[0].face if sheets else pages[0]
    return Expected(
        len(sheets) or len(pages),
        first.width,
        first.height,
        first.margin,
        bool(sheets),
        found,
        tuple(_expected(block, pages, floor, found, texts) for block in blocks),
        language,
        tagged,
    )


def _places(pages: Sequence[Page], sheets: Sequence[Sheet]) -> dict[int, tuple[int, Matrix]]:
    """Of each page, by its index: the page of the file on which it stands, and its frame there."""
    if not sheets:
        return {at: (at, (1, 0, 0, 1, page.margin, page.margin)) for at, page in enumerate(pages)}
    found: dict[int, tuple[int, Matrix]] = {}
    for number, sheet in enumerate(sheets):
        for one in sheet.placed:
            found[one.index] = number, _frame(sheet, one, pages[one.index])
    return found


def _frame(sheet: Sheet, one: PlacedPage, page: Page) -> Matrix:
    face, scale = sheet.face, one.scale
    left, foot = one.x + face.margin, face.height + face.margin - one.y - scale * page.height
    frame: Matrix = (scale, 0, 0, scale, left, foot)
    return combine(frame, (-1, 0, 0, -1, face.width, face.height)) if sheet.turned else frame


def _to_sheet(box: Box, frame: Matrix) -> Box:
    corners = ((box.x, box.y), (box.right, box.bottom))
    return bounding_box(transform_point(frame, x, y) for x, y in corners)


def _expected_items(item: Item, page: Page, frame: Matrix, fonts: Fonts) -> Iterator[ExpectedItem]:
    height = page.height
    if isinstance(item, Line):
        for run in item.runs:
            yield from _glyphs(item, run, height, frame, fonts)
    elif isinstance(item, Rule):
        yield _shape(
            frame,
            "line",
            ((item.x0, height - item.y), (item.x1, height - item.y)),
            None,
            item.colour,
            item.weight,
        )
    elif isinstance(item, Rectangle):
        box = item.box
        if item.fill or item.stroke:
            kind = "framed area" if item.fill and item.stroke else "area" if item.fill else "line"
            yield _shape(frame, kind, _corners(box, height), item.fill, item.stroke, item.weight)
    elif isinstance(item, QrCode | Image):
        kind = "code" if isinstance(item, QrCode) else "picture"
        colour = item.colour if isinstance(item, QrCode) else None
        yield _shape(frame, kind, _corners(item.box, height), colour, None, 0)


def _corners(box: Box, height: float) -> Points:
    left, right, low, high = box.x, box.right, height - box.bottom, height - box.y
    return (left, low), (right, low), (right, high), (left, high)


def _shape(
    frame: Matrix, kind: str, points: Points, fill: Colour | None, stroke: Colour | None, weight: float
) -> ExpectedShape:
    moved = tuple(transform_point(frame, x, y) for x, y in points)
    return ExpectedShape(kind, moved, bounding_box(moved), fill, stroke, weight)


def _glyphs(line: Line, run: Run, height: float, frame: Matrix, fonts: Fonts) -> Iterator[ExpectedGlyph]:
    """The signs of a run at their places: advances, kerning, tracking and what justifies it added up."""
    if not run.text:
        return
    right, up = DIRECTIONS[line.turn]
    a, b, c, d, e, f = combine((right, up, -up, right, line.x, height - line.y), frame)
    size = run.size
    look = Look(run.face, size, (a * size, b * size), (c * size, d * size), run.colour)
    rise, meaning = run.rise, run.meaning
    for (text, advance, cluster), x, back in signs_of(run, fonts):
        place = a * x + c * rise + e, b * x + d * rise + f
        yield ExpectedGlyph(text, *place, look, meaning, advance / size, cluster, back)


def _expected(
    block: LegalBlock,
    pages: Sequence[Page],
    floor: float,
    known: Mapping[int, ExpectedPage],
    texts: dict[tuple[int, ...], _LaidText],
) -> ExpectedBlock:
    carriers = [page for page in pages if block.id in page.legal]
    sequences = tuple(page.sequence for page in carriers)
    if sequences not in texts:
        texts[sequences] = _laid_text([known[sequence] for sequence in sequences])
    glyphs = _own_glyphs(block.wording, texts[sequences])
    frames = tuple(
        (page.sequence, at)
        for page in carriers
        for at, item in enumerate(known[page.sequence].items)
        if isinstance(item, ExpectedShape) and item.kind == "line" and len(item.points) == 4
        and _holds(item, known[page.sequence], glyphs)
    )  # fmt: skip
    leads = bool(carriers) and carriers[0].legal[:1] == (block.id,)
    head = block.place is LegalPlace.COVER_TOP
    zones = {page.sequence: _zone(page, known[page.sequence], glyphs, frames, top=head) for page in carriers}
    return ExpectedBlock(
        block.id,
        sequences,
        block.wording,
        block.where,
        glyphs,
        zones,
        frames,
        max(floor, block.floor or 0),
        head and leads,
        block.place is LegalPlace.BACK_COVER,
        block.lang,
        _read_before(carriers[0].language, pages) if carriers and head and leads else frozenset(),
    )


def _read_before(language: str, pages: Sequence[Page]) -> frozenset[int]:
    """The indexes of the pages in languages that are read before one; none where a file has no others."""
    order = list(dict.fromkeys(page.language for page in pages))
    before = order[: order.index(language)]
    return frozenset(at for at, page in enumerate(pages) if page.language in before)


class _LaidText(NamedTuple):
    """What some pages say: their glyphs as page and index of the item; which of them are no spaces."""

    places: tuple[tuple[int, int], ...]
    solid: tuple[int, ...]
    folded: FoldedText


def _laid_text(pages: Sequence[ExpectedPage]) -> _LaidText:
    """All that is read of some pages, one after the other."""
    places: list[tuple[int, int]] = []
    content: list[str] = []
    solid: list[int] = []
    last: object = None
    for page in pages:
        sequence = page.sequence
        for at, item, text in _as_read(page.items):
            if last is not None and item.meaning is not last:
                content.append(JOINT)
            last = item.meaning
            content.append(text)
            if not text.isspace():
                solid += [len(places)] * (len(text) if item.cluster else 1)
            places.append((sequence, at))
        content.append(JOINT)
    return _LaidText(tuple(places), tuple(solid), fold(content))


def _as_read(items: Sequence[ExpectedItem]) -> Iterator[tuple[int, ExpectedGlyph, str]]:
    """Glyphs with their indexes, as they are read; words that were turned are turned back."""
    waiting: list[tuple[int, ExpectedGlyph, str]] = []
    more = 0
    for at, item in enumerate(items):
        if type(item) is not ExpectedGlyph or isinstance(item.meaning, Artifact):
            continue
        more = item.back or more
        if not more:
            yield at, item, item.text
            continue
        waiting.append((at, item, mirrored(item.text)))
        more -= 1
        if not more:
            yield from reversed(waiting)
            waiting = []


def _own_glyphs(text: str, laid: _LaidText) -> tuple[tuple[int, int], ...]:
    """The glyphs that spell a text; none where the pages do not have it."""
    wanted = fold(text)
    start = find(wanted, laid.folded) if wanted.solid else -1
    if start < 0:
        return ()
    return laid.places[laid.solid[start] : laid.solid[start + len(wanted.solid) - 1] + 1]


def glyph_box(glyph: ExpectedGlyph, depth: float = DEPTH, height: float = HEIGHT) -> Box:
    """About where the ink of a character is: its advance, and so far below and above its baseline, in em."""
    (p, q), (r, s) = glyph.look.along, glyph.look.up
    x0, x1 = sorted((glyph.x, glyph.x + glyph.advance * p))
    y0, y1 = sorted((glyph.y, glyph.y + glyph.advance * q))
    left, right = sorted((-depth * r, height * r))
    low, high = sorted((-depth * s, height * s))
    return Box(x0 + left, y0 + low, (x1 + right) - (x0 + left), (y1 + high) - (y0 + low))


def hull_of(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds some."""
    held = list(boxes)
    x, y = min([box.x for box in held]), min([box.y for box in held])
    right, bottom = max([box.right for box in held]), max([box.bottom for box in held])
    return Box(x, y, right - x, bottom - y)


def _holds(shape: ExpectedShape, page: ExpectedPage, glyphs: Sequence[tuple[int, int]]) -> bool:
    """Whether a frame stands around the glyphs of a block on its page."""
    own = [page.items[at] for sequence, at in glyphs if sequence == page.sequence]
    points = [(one.x, one.y) for one in own if isinstance(one, ExpectedGlyph)]
    box = shape.box
    return bool(points) and all(box.x <= x <= box.right and box.y <= y <= box.bottom for x, y in points)


def _line_boxes(items: Sequence[ExpectedItem]) -> Iterator[Box]:
    """The boxes of shapes, and of glyphs on one baseline: of the first, the last and the largest."""
    lines: dict[float, list[ExpectedGlyph]] = {}
    for one in items:
        if isinstance(one, ExpectedGlyph):
            lines.setdefault(one.y, []).append(one)
        else:
            yield one.box
    for line in lines.values():
        ends = (line[0], line[-1], max(line, key=lambda one: one.look.size))
        yield from map(glyph_box, ends)


def _measure(items: Sequence[ExpectedItem]) -> tuple[float, float]:
    """How far to the left and right the text of a page reaches that is read."""
    ends: list[float] = []
    for one in items:
        if type(one) is ExpectedGlyph and isinstance(one.meaning, Element) and one.look.along[0]:
            ends += (one.x, one.x + one.advance * one.look.along[0])
    return (min(ends), max(ends)) if ends else (0.0, 0.0)


def _zone(
    page: Page,
    known: ExpectedPage,
    glyphs: Sequence[tuple[int, int]],
    frames: Sequence[tuple[int, int]],
    *,
    top: bool,
) -> tuple[Box, ...]:
    """Where nothing else may stand: the block at full measure, with its frame, and around it."""
    own = [known.items[at] for sequence, at in (*glyphs, *frames) if sequence == page.sequence]
    if not own:
        return ()
    hull = hull_of(_line_boxes(own))
    left, right = min(hull.x, known.left) - AROUND, max(hull.right, known.right) + AROUND
    trim = known.trim
    left, right = max(left, trim.x), min(right, trim.right)
    low, high = max(hull.y - AROUND, trim.y), min(hull.bottom + AROUND, trim.bottom)
    zone = Box(left, low, right - left, high - low)
    if not top:
        return (zone,)
    strip = Box(trim.x + CORNER, hull.bottom, trim.width - 2 * CORNER, trim.bottom - hull.bottom)
    below = trim.bottom - CORNER - hull.bottom
    wide = (Box(trim.x, hull.bottom, trim.width, below),) if below > 0 else ()
    return (zone, strip, *wide)
