"""Judges how a legal block that a file does hold stands there: one small function for each way to harm it.

Every fault is a code and the predicate of a sentence whose subject is the block.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, TypeAlias

from posterbook.design.geometry import MM, Box
from posterbook.design.theme import Colour
from posterbook.proof.legal.expected import ExpectedBlock
from posterbook.proof.legal.located_block import BlockLine, LocatedBlock
from posterbook.proof.legal.matrix import around, scale
from posterbook.proof.legal.painted_content import Glyph, Paint, PaintedContent, PaintedMark, Setting

Fault: TypeAlias = tuple[str, str]

NEAR: Final = 0.05
"""Points by which sizes may differ from what was laid out: numbers in a file are rounded."""
SLACK: Final = 0.6
"""Points by which boxes of ink, which are estimates, may touch each other."""
FAR: Final = 72.0
"""Points beyond which no glyph reaches from its origin."""
SHADE: Final = 0.004
"""By how much a component of a colour may differ: they are written with four decimals."""
ASKEW: Final = 0.01
"""By how much directions and stretch may differ from upright and natural."""


def faults(text: ExpectedBlock, stretch: LocatedBlock) -> Iterator[Fault]:
    """All that is wrong with how a block stands; glyph shapes are judged in `likeness.py`."""
    lines = stretch.lines
    yield from small(text, stretch)
    yield from discoloured(text, stretch)
    yield from unseen(stretch)
    yield from askew(stretch)
    yield from outside(text, stretch, lines)
    yield from covered(text, stretch, lines)
    yield from disordered(stretch)
    yield from unframed(text, stretch, lines)


def small(text: ExpectedBlock, stretch: LocatedBlock) -> Iterator[Fault]:
    """Type below the floor, or not as large as it was laid out."""
    least = min(stretch.glyphs, key=lambda glyph: glyph.setting.size)
    size, page = least.setting.size, least.setting.panel
    if size < text.floor - NEAR:
        floor = f"below its floor of {_points(text.floor)}"
        yield "legal-size", f"is set in {_points(size)} on page {page}, {floor}"
        return
    for letter, glyph in zip(text.characters, stretch.glyphs, strict=False):
        wanted = letter.size * scale(stretch.frame(glyph.setting.panel))
        if abs(glyph.setting.size - wanted) > NEAR:
            said = f"in {_points(glyph.setting.size)}, not in the {_points(wanted)} it was laid out in"
            yield "legal-size", f"is set {said}, on page {glyph.setting.panel}"
            return


def discoloured(text: ExpectedBlock, stretch: LocatedBlock) -> Iterator[Fault]:
    """Type in another colour than ink."""
    told: Setting | None = None
    for glyph in stretch.glyphs:
        if glyph.setting is told:
            continue
        told = glyph.setting
        if not _is(glyph.setting.colour, text.ink):
            paper = _is(glyph.setting.colour, text.paper)
            which = "the colour of the paper" if paper else "another colour than ink"
            yield "legal-colour", f"is set in {which} at '{glyph.text}' on page {glyph.setting.panel}"
            return


def unseen(stretch: LocatedBlock) -> Iterator[Fault]:
    """Type that is there but does not show, or need not."""
    settings = dict.fromkeys(glyph.setting for glyph in stretch.glyphs)
    for setting in settings:
        if setting.mode:
            hidden = setting.mode in {3, 7}
            how = "written so that it does not show" if hidden else "drawn in outline rather than printed"
            yield "legal-invisible", f"is {how} on page {setting.panel}"
            return
    for setting in settings:
        if setting.faint:
            yield "legal-faint", f"is see-through on page {setting.panel}"
            return
    for setting in settings:
        if setting.marking.layered:
            yield "legal-layer", f"stands in a layer that can be switched off, on page {setting.panel}"
            return
    for setting in settings:
        replaced = stretch.sights[setting.panel].replaced
        if setting.marking.replaced or setting.marking.mcid in replaced:
            yield "legal-replaced", f"is read aloud and copied as something else, on page {setting.panel}"
            return


def askew(stretch: LocatedBlock) -> Iterator[Fault]:
    """Type that is turned, slanted or squeezed."""
    upright = (1, 0, 0, 1)
    for setting in dict.fromkeys(glyph.setting for glyph in stretch.glyphs):
        if any(abs(one - other) > ASKEW for one, other in zip(setting.turn, upright, strict=True)):
            yield "legal-upright", f"does not stand upright on page {setting.panel}"
            return
        if abs(setting.stretch - 1) > ASKEW:
            width = f"{setting.stretch * 100:.0f} % of its natural width"
            yield "legal-squeezed", f"is set at {width} on page {setting.panel}"
            return


def outside(text: ExpectedBlock, stretch: LocatedBlock, lines: tuple[BlockLine, ...]) -> Iterator[Fault]:
    """Type beyond the safe area, beyond what is shown of the sheet, or clipped."""
    safe = Box(text.safe, text.safe, text.width - 2 * text.safe, text.height - 2 * text.safe)
    for line in lines:
        if not _holds(safe, line.inner):
            yield "legal-safe", f"comes within {text.safe / MM:.0f} mm of the trim on page {line.page}"
            return
    for line in lines:
        if not _holds(stretch.sights[line.page].visible, line.box):
            yield "legal-cropped", f"is cropped on page {line.page}"
            return
        for setting in dict.fromkeys(glyph.setting for glyph in line.glyphs):
            if setting.cut or (setting.clip and not _holds(setting.clip, line.box)):
                yield "legal-clipped", f"is cut off by a clipping path on page {line.page}"
                return


def covered(text: ExpectedBlock, stretch: LocatedBlock, lines: tuple[BlockLine, ...]) -> Iterator[Fault]:
    """Anything that touches the block: over it, under it other than paper, through it, among its words."""
    own = {id(glyph) for glyph in stretch.glyphs}
    for page in dict.fromkeys(line.page for line in lines):
        boxes = [line.box for line in lines if line.page == page]
        first = next(id(line.glyphs[0]) for line in lines if line.page == page)
        over = False
        for item in _near(stretch.sights[page], around([edge for box in boxes for edge in _corners(box)])):
            over = over or id(item) == first
            fault = None if id(item) in own else _touching(text, item, boxes, over=over)
            if fault:
                yield fault[0], f"{fault[1]} on page {page}"
                return


def _near(sight: PaintedContent, hull: Box) -> Iterator[Glyph | PaintedMark]:
    """What may touch a box: glyphs are sorted out by their origins, as there are thousands of them."""
    left, right, low, high = hull.x - FAR, hull.right + FAR, hull.y - FAR, hull.bottom + FAR
    for item in sight.items:
        if isinstance(item, PaintedMark) or (
            isinstance(item, Glyph) and left < item.x < right and low < item.y < high
        ):
            yield item


def _touching(
    text: ExpectedBlock, item: Glyph | PaintedMark, lines: list[Box], *, over: bool
) -> Fault | None:
    if isinstance(item, Glyph):
        hit = not item.text.isspace() and _touches(item.box, lines)
        return ("legal-overprinted", f"has other text ('{item.text}') printed over it") if hit else None
    if not any(_touches(box, lines) for box in item.boxes):
        return None
    if item.stroked:
        return "legal-crossed", "has a rule drawn through it"
    if over:
        return "legal-covered", f"is covered by {item.name}"
    return None if _is(item.colour, text.paper) else ("legal-paper", f"stands on {item.name}, not on paper")


def disordered(stretch: LocatedBlock) -> Iterator[Fault]:
    """Glyphs that are read in one order and stand in another, or upon each other."""
    placed = [(glyph, *stretch.within(glyph)) for glyph in stretch.glyphs]
    scales = {page: scale(stretch.frame(page)) for page in {glyph.setting.panel for glyph in stretch.glyphs}}
    for ((one, x, y), (other, u, v)), gap in zip(pairwise(placed), stretch.before[1:], strict=True):
        if one.setting.panel != other.setting.panel:
            continue
        size = min(one.setting.size, other.setting.size) / scales[one.setting.panel]
        end = x + one.dx / scales[one.setting.panel]
        if abs(one.dy) > abs(one.dx):
            return  # turned, which has been said
        if not _follows(abs(v - y) < size / 3, u - end, v - y, size, apart=bool(gap)):
            words = f"'{one.text}' and '{other.text}'"
            yield (
                "legal-jumbled",
                f"is not printed in the order of its words, at {words} on page {one.setting.panel}",
            )
            return


def _follows(level: bool, right: float, down: float, size: float, *, apart: bool) -> bool:  # noqa: FBT001 - one fact of four
    """Whether a glyph stands where it is read after the one before: beside it, or on a line below."""
    if not level:
        return down > 0.8 * size
    return -0.3 * size < right < (1.5 if apart else 0.3) * size


def unframed(text: ExpectedBlock, stretch: LocatedBlock, lines: tuple[BlockLine, ...]) -> Iterator[Fault]:
    """A block that has lost the frame which sets it apart, or the frame its weight."""
    if not text.frame:
        return
    page = lines[0].page
    hull = around([(x, y) for line in lines for x, y in _corners(line.box)])
    wanted = text.frame * scale(stretch.frame(page)) - NEAR
    for item in stretch.sights[page].items:
        if isinstance(item, PaintedMark) and item.stroked and _is(item.colour, text.ink):
            thick = min(min(box.width, box.height) for box in item.boxes)
            whole = around([corner for box in item.boxes for corner in _corners(box)])
            if thick >= wanted and len(item.boxes) >= 4 and _holds(whole, hull):
                return
    yield "legal-frame", f"has lost its frame of {_points(text.frame)} on page {page}"


def _is(paint: Paint, colour: Colour) -> bool:
    """Whether a colour of the file is one of the theme's, in either of its spaces; white and black in any."""
    space, given = paint
    named = {"rgb": colour.rgb, "cmyk": colour.cmyk}
    if space == "gray" and len(set(colour.rgb)) == 1:
        named["gray"] = (colour.rgb[0],)
    wanted = named.get(space, ())
    alike = (abs(one - other) <= SHADE for one, other in zip(given, wanted, strict=False))
    return bool(wanted) and len(given) == len(wanted) and all(alike)


def _touches(box: Box, lines: list[Box]) -> bool:
    inner = Box(box.x + SLACK, box.y + SLACK, box.width - 2 * SLACK, box.height - 2 * SLACK)
    thin = box if inner.width <= 0 or inner.height <= 0 else inner
    return any(thin.overlaps(line) for line in lines)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x - SLACK <= inner.x
        and outer.y - SLACK <= inner.y
        and inner.right <= outer.right + SLACK
        and inner.bottom <= outer.bottom + SLACK
    )


def _corners(box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box.x, box.y), (box.right, box.bottom)


def _points(size: float) -> str:
    return f"{round(size, 2):g} pt"
