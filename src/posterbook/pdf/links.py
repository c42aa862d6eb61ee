"""Finds where links stand on the pages and writes an annotation for each of their lines.

A link that is broken over two lines is two rectangles to press, and two annotations of one element. Those
that stand beside each other on one baseline are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from posterbook.content.addresses import ascii_url, is_url
from posterbook.forms.element import Element, Meaning, Role
from posterbook.forms.page import Image, Line, Page, QrCode, Run, Turn
from posterbook.pdf.objects import text
from posterbook.pdf.places import Places, corners, rectangle
from posterbook.pdf.writer import PdfWriter
from posterbook.values import dataclass

ABOVE, BELOW = 0.75, 0.25
"""How far a link reaches from its baseline, in parts of its size."""
SAME_LINE = 0.1
"""How far apart baselines of one line are at most, in points."""
PRINT = 4
"""The flag without which PDF/A forbids an annotation (ISO 19005-2, 6.3.2)."""

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Where one link can be pressed on one line or picture: page index, rectangle and words.

    The rectangle is left, bottom, right and top in points from the lower left corner of the page.
    """

    element: Element
    page: int
    rectangle: Rectangle
    words: str


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A written annotation by its object's number, its page's index, and the element it belongs to."""

    element: Element
    page: int
    annotation: int


def link_of(meaning: Meaning) -> Element | None:
    """The link that a placed text belongs to: its element or one above it."""
    element = meaning if isinstance(meaning, Element) else None
    while element is not None and element.role is not Role.LINK:
        element = element.parent
    return element


def link_areas(pages: Iterable[Page]) -> Iterator[LinkArea]:
    """Every link line by line and picture by picture, in paint order."""
    elsewhere: set[int] = set()  # meanings of no link, by identity: most lines are done with one look at it
    for index, page in enumerate(pages):
        for item in page.items:
            if isinstance(item, Line):
                for run in item.runs:
                    if id(run.meaning) not in elsewhere:
                        break
                else:
                    continue
                for link, runs in _runs_by_link(item, elsewhere).items():
                    words = "".join([run.text for run in runs])
                    yield LinkArea(link, index, _rectangle(page.height, item, runs), words)
            elif isinstance(item, Image | QrCode) and (pictured := link_of(item.meaning)):
                yield LinkArea(pictured, index, corners(page.height, item.box), "")


def join_areas(areas: Iterable[LinkArea]) -> Iterator[LinkArea]:
    """One area for a link's parts on one baseline, as number and page in a row of the table."""
    before: LinkArea | None = None
    for area in areas:
        if before and _is_continued(before, area):
            before = replace(
                before,
                rectangle=_union(before.rectangle, area.rectangle),
                words=f"{before.words} {area.words}",
            )
            continue
        if before:
            yield before
        before = area
    if before:
        yield before


def _is_continued(one: LinkArea, other: LinkArea) -> bool:
    """Whether two areas are of one link, on one page and one baseline."""
    if (one.element, one.page) != (other.element, other.page):
        return False
    (_, bottom, _, top), (_, low, _, high) = one.rectangle, other.rectangle
    return abs(bottom + BELOW * (top - bottom) - low - BELOW * (high - low)) < SAME_LINE


def _union(one: Rectangle, other: Rectangle) -> Rectangle:
    (x0, y0, x1, y1), (x2, y2, x3, y3) = one, other
    return min(x0, x2), min(y0, y2), max(x1, x3), max(y1, y3)


def _runs_by_link(line: Line, elsewhere: set[int]) -> dict[Element, list[Run]]:
    """The runs of each link on a line; the meanings of others are noted as `elsewhere`."""
    parts: dict[Element, list[Run]] = {}
    for run in line.runs:
        link = link_of(run.meaning)
        if link is None:
            elsewhere.add(id(run.meaning))
        else:
            parts.setdefault(link, []).append(run)
    return parts


def write_links(file: PdfWriter, pages: Sequence[Page], places: Places, *, tagged: bool) -> list[LinkMark]:
    """Write the annotations of all links, page by page; raises ProofError for a target that is nowhere.

    Where the file is `tagged`, an annotation names its place in the parent tree: those of the pages are 0 to
    the last, and after them come the links in their order.
    """
    areas = list(join_areas(link_areas(pages)))
    texts = _link_texts(areas)
    written: list[LinkMark] = []
    for key, area in enumerate(areas, len(pages)):
        annotation = file.reserve()
        file.write(
            annotation, _annotation(area, texts, places, b"/StructParent %d " % key if tagged else b"")
        )
        written.append(LinkMark(area.element, area.page, annotation))
    return written


def _annotation(area: LinkArea, texts: Mapping[Element, str], places: Places, parent: bytes) -> bytes:
    """A link annotation without a border (ISO 32000-1, 12.5.6.5), described for those who do not see it."""
    target = area.element.target
    if is_url(target):
        key, leads = "A", b"<< /S /URI /URI %b >>" % text(ascii_url(target))
    else:
        key, leads = places.way(target)
    return b"<< /Type /Annot /Subtype /Link /%b %b /Rect %b /Border [ 0 0 0 ] /Contents %b /F %d %b>>" % (
        key.encode(),
        leads,
        rectangle(area.rectangle),
        text(area.element.alt or texts[area.element]),
        PRINT,
        parent,
    )


def _link_texts(areas: Iterable[LinkArea]) -> dict[Element, str]:
    """The words of each link over all its areas."""
    texts: dict[Element, list[str]] = {}
    for area in areas:
        texts.setdefault(area.element, []).append(area.words)
    return {link: " ".join("".join(parts).split()) for link, parts in texts.items()}


def _rectangle(height: float, line: Line, runs: Sequence[Run]) -> Rectangle:
    """What runs cover of a line, in whatever direction it is set, on a page of that height."""
    start, end = min(run.x for run in runs), max(run.x + run.width for run in runs)
    above, below = ABOVE * max(run.size for run in runs), BELOW * max(run.size for run in runs)
    x, y = line.x, height - line.y
    if line.turn is Turn.ANTICLOCKWISE:
        return x - above, y + start, x + below, y + end
    if line.turn is Turn.CLOCKWISE:
        return x - below, y - end, x + above, y - start
    return x + start, y - below, x + end, y + above
