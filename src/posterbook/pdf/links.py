"""Finds where links stand on the pages and writes an annotation for each of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from posterbook.forms.element import Element, Role
from posterbook.forms.page import Image, Line, Meaning, Page, QrCode, Run, Turn
from posterbook.pdf.places import Places, corners
from posterbook.values import dataclass

ABOVE, BELOW = 0.75, 0.25
"""How far a link reaches from its baseline, in parts of its size."""
SAME_LINE = 0.1
"""How far apart baselines of one line are at most, in points."""
PRINT = 4
"""The flag without which PDF/A forbids an annotation (ISO 19005-2, 6.3.2)."""
RESERVED = "%/:=&?~#+!$,;'@()*[]"
"""What a URL may hold besides letters and digits; the rest is written as percent and hexadecimal."""
_AUTHORITY = re.compile(r"(https?://(?:[^/?#@]*@)?)([^/?#:]*)", re.IGNORECASE)

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link's part of one line: page index, rectangle in points from the lower left corner, and words."""

    element: Element
    page: int
    rectangle: Rectangle
    words: str


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A written annotation, and the element it belongs to."""

    element: Element
    page: int
    annotation: Object


def is_url(target: str) -> bool:
    """Whether a link leads out of the booklet rather than to an anchor."""
    return "://" in target or target.startswith("mailto:")


def address(target: str) -> str:
    """A URL in ASCII (RFC 3986): its host by IDNA, everything else in percent and hexadecimal."""
    from urllib.parse import quote  # noqa: PLC0415 - few booklets lead out

    found = _AUTHORITY.match(target)
    if found and not found[2].isascii():
        with suppress(UnicodeError):  # no host that IDNA knows: percent it is
            target = f"{found[1]}{found[2].encode('idna').decode('ascii')}{target[found.end() :]}"
    return quote(target, safe=RESERVED)


def link_of(meaning: Meaning) -> Element | None:
    """The link that a placed text belongs to: its element or one above it."""
    element = meaning if isinstance(meaning, Element) else None
    while element is not None and element.role is not Role.LINK:
        element = element.parent
    return element


def link_lines(pages: Iterable[Page]) -> Iterator[LinkLine]:
    """Every link line by line and picture by picture, in paint order."""
    links: dict[Meaning, Element | None] = {}
    for index, page in enumerate(pages):
        for line in page.items:
            if isinstance(line, Line):
                for link, runs in _parts(line, links).items():
                    words = "".join(run.text for run in runs)
                    yield LinkLine(link, index, _rectangle(page.height, line, runs), words)
            elif isinstance(line, Image | QrCode) and (shown := link_of(line.meaning)):
                yield LinkLine(shown, index, corners(page.height, line.box), "")


def join_areas(lines: Iterable[LinkLine]) -> Iterator[LinkLine]:
    """One place to press for what stands on one baseline, as number and page in a row of the table."""
    before: LinkLine | None = None
    for line in lines:
        if before and (before.element, before.page) == (line.element, line.page) and _level(before, line):
            before = replace(
                before,
                rectangle=_around(before.rectangle, line.rectangle),
                words=f"{before.words} {line.words}",
            )
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _level(one: LinkLine, other: LinkLine) -> bool:
    (_, bottom, _, top), (_, low, _, high) = one.rectangle, other.rectangle
    return abs(bottom + BELOW * (top - bottom) - low - BELOW * (high - low)) < SAME_LINE


def _around(one: Rectangle, other: Rectangle) -> Rectangle:
    (x0, y0, x1, y1), (x2, y2, x3, y3) = one, other
    return min(x0, x2), min(y0, y2), max(x1, x3), max(y1, y3)


def _parts(line: Line, links: dict[Meaning, Element | None]) -> dict[Element, list[Run]]:
    """The runs of each link on a line; `links` remembers which meaning belongs to which link."""
    parts: dict[Element, list[Run]] = {}
    for run in line.runs:
        if run.meaning not in links:
            links[run.meaning] = link_of(run.meaning)
        link = links[run.meaning]
        if link is not None:
            parts.setdefault(link, []).append(run)
    return parts


def write_links(pdf: Pdf, pages: Sequence[Page], places: Places) -> list[LinkMark]:
    """The annotations of all links; raises ProofError for a target that is nowhere."""
    lines = list(join_areas(link_lines(pages)))
    texts = _texts(lines)
    written: list[LinkMark] = []
    for page, here in groupby(lines, lambda line: line.page):
        marks = [LinkMark(ln.element, page, pdf.make_indirect(_annotation(ln, texts, places))) for ln in here]
        places.sheet(page).Annots = Array([mark.annotation for mark in marks])
        written += marks
    return written


def _annotation(line: LinkLine, texts: Mapping[Element, str], places: Places) -> Dictionary:
    target = line.element.target
    if is_url(target):
        leads: dict[str, Any] = {"/A": Dictionary(S=Name.URI, URI=String(address(target)))}
    else:
        leads = {"/Dest": places.destination(target)}
    facts: dict[str, Any] = {
        "/Type": Name.Annot,
        "/Subtype": Name.Link,
        "/Rect": Array([round(number, 2) for number in line.rectangle]),
        "/Border": Array([0, 0, 0]),
        "/F": PRINT,
        "/Contents": String(line.element.alt or texts[line.element]),
    }
    return Dictionary(facts | leads)


def _texts(lines: Iterable[LinkLine]) -> dict[Element, str]:
    """The words of each link over all its lines."""
    found: dict[Element, list[str]] = {}
    for line in lines:
        found.setdefault(line.element, []).append(line.words)
    return {link: " ".join("".join(parts).split()) for link, parts in found.items()}


def _rectangle(height: float, line: Line, runs: Sequence[Run]) -> Rectangle:
    start, end = min(run.x for run in runs), max(run.x + run.width for run in runs)
    above, below = ABOVE * max(run.size for run in runs), BELOW * max(run.size for run in runs)
    x, y = line.x, height - line.y
    if line.turn is Turn.ANTICLOCKWISE:
        return x - above, y + start, x + below, y + end
    if line.turn is Turn.CLOCKWISE:
        return x - below, y - end, x + above, y - start
    return x + start, y - below, x + end, y + above
