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
from posterbook.proof.legal.graphics_state import Paint, bounding_box, scale
from posterbook.proof.legal.located_block import LocatedBlock
from posterbook.proof.legal.painted_content import Glyph, PaintedContent, PaintedMark, Setting

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


def placement_faults(block: ExpectedBlock, located: LocatedBlock) -> Iterator[Fault]:
    """All that is wrong with how a block stands; its glyphs are judged in `glyph_checks.py`."""
    yield from check_size(block, located)
    yield from check_colour(block, located)
    yield from check_visibility(located)
    yield from check_directions(located)
    yield from check_edges(block, located)
    yield from check_surroundings(block, located)
    yield from check_order(located)
    yield from check_frame(block, located)


def check_size(block: ExpectedBlock, located: LocatedBlock) -> Iterator[Fault]:
    """Type below the floor, or not as large as it was laid out."""
    least = min(located.glyphs, key=lambda glyph: glyph.setting.size)
    size, page = least.setting.size, least.setting.panel
    if size < block.floor - NEAR:
        floor = f"below its floor of {_points(block.floor)}"
        yield "legal-size", f"is set in {_points(size)} on page {page}, {floor}"
        return
    for character, glyph in zip(block.characters, located.glyphs, strict=False):
        wanted = character.size * scale(located.frame(glyph.setting.panel))
        if abs(glyph.setting.size - wanted) > NEAR:
            sizes = f"{_points(glyph.setting.size)}, not in the {_points(wanted)} it was laid out in"
            yield "legal-size", f"is set in {sizes}, on page {glyph.setting.panel}"
            return


def check_colour(block: ExpectedBlock, located: LocatedBlock) -> Iterator[Fault]:
    """Type in another colour than ink."""
    judged: Setting | None = None
    for glyph in located.glyphs:
        if glyph.setting is judged:
            continue
        judged = glyph.setting
        if not _is_colour(glyph.setting.colour, block.ink):
            paper = _is_colour(glyph.setting.colour, block.paper)
            which = "the colour of the paper" if paper else "another colour than ink"
            yield "legal-colour", f"is set in {which} at '{glyph.text}' on page {glyph.setting.panel}"
            return


def check_visibility(located: LocatedBlock) -> Iterator[Fault]:
    """Type that is there but does not show, or need not."""
    settings = dict.fromkeys(glyph.setting for glyph in located.glyphs)
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
        replaced = located.painted[setting.panel].replaced
        if setting.marking.replaced or setting.marking.mcid in replaced:
            yield "legal-replaced", f"is read aloud and copied as something else, on page {setting.panel}"
            return


def check_directions(located: LocatedBlock) -> Iterator[Fault]:
    """Type that is turned, slanted or squeezed."""
    upright = (1, 0, 0, 1)
    for setting in dict.fromkeys(glyph.setting for glyph in located.glyphs):
        if any(abs(one - other) > ASKEW for one, other in zip(setting.turn, upright, strict=True)):
            yield "legal-upright", f"does not stand upright on page {setting.panel}"
            return
        if abs(setting.stretch - 1) > ASKEW:
            width = f"{setting.stretch * 100:.0f} % of its natural width"
            yield "legal-squeezed", f"is set at {width} on page {setting.panel}"
            return


def check_edges(block: ExpectedBlock, located: LocatedBlock) -> Iterator[Fault]:
    """Type beyond the safe area, beyond what is shown of the sheet, or clipped."""
    safe = Box(block.safe, block.safe, block.width - 2 * block.safe, block.height - 2 * block.safe)
    for line in located.lines:
        if not _contains(safe, line.inner):
            yield "legal-safe", f"comes within {block.safe / MM:.0f} mm of the trim on page {line.page}"
            return
    for line in located.lines:
        if not _contains(located.painted[line.page].visible, line.box):
            yield "legal-cropped", f"is cropped on page {line.page}"
            return
        for setting in dict.fromkeys(glyph.setting for glyph in line.glyphs):
            if setting.cut or (setting.clip and not _contains(setting.clip, line.box)):
                yield "legal-clipped", f"is cut off by a clipping path on page {line.page}"
                return


def check_surroundings(block: ExpectedBlock, located: LocatedBlock) -> Iterator[Fault]:
    """Anything that touches the block: over it, under it other than paper, through it, among its words."""
    own = {id(glyph) for glyph in located.glyphs}
    for page in dict.fromkeys(line.page for line in located.lines):
        boxes = [line.box for line in located.lines if line.page == page]
        first = next(id(line.glyphs[0]) for line in located.lines if line.page == page)
        over = False
        for item in _neighbours(
            located.painted[page], bounding_box([edge for box in boxes for edge in _corners(box)])
        ):
            over = over or id(item) == first
            fault = None if id(item) in own else _touching_fault(block, item, boxes, over=over)
            if fault:
                yield fault[0], f"{fault[1]} on page {page}"
                return


def _neighbours(content: PaintedContent, hull: Box) -> Iterator[Glyph | PaintedMark]:
    """What may touch a box: glyphs are sorted out by their origins, as there are thousands of them."""
    left, right, low, high = hull.x - FAR, hull.right + FAR, hull.y - FAR, hull.bottom + FAR
    for item in content.items:
        if isinstance(item, PaintedMark) or (
            isinstance(item, Glyph) and left < item.x < right and low < item.y < high
        ):
            yield item


def _touching_fault(
    block: ExpectedBlock, item: Glyph | PaintedMark, lines: list[Box], *, over: bool
) -> Fault | None:
    if isinstance(item, Glyph):
        hit = not item.text.isspace() and _is_touched_by(item.box, lines)
        return ("legal-overprinted", f"has other text ('{item.text}') printed over it") if hit else None
    if not any(_is_touched_by(box, lines) for box in item.boxes):
        return None
    if item.stroked:
        return "legal-crossed", "has a rule drawn through it"
    if over:
        return "legal-covered", f"is covered by {item.name}"
    return (
        None
        if _is_colour(item.colour, block.paper)
        else ("legal-paper", f"stands on {item.name}, not on paper")
    )


def check_order(located: LocatedBlock) -> Iterator[Fault]:
    """Glyphs that are read in one order and stand in another, or upon each other."""
    placed = [(glyph, x, y) for glyph, (x, y) in zip(located.glyphs, located.origins, strict=True)]
    scales = {page: scale(located.frame(page)) for page in {glyph.setting.panel for glyph in located.glyphs}}
    for ((one, x, y), (other, u, v)), gap in zip(pairwise(placed), located.before[1:], strict=True):
        if one.setting.panel != other.setting.panel:
            continue
        size = min(one.setting.size, other.setting.size) / scales[one.setting.panel]
        end = x + one.dx / scales[one.setting.panel]
        if abs(one.dy) > abs(one.dx):
            return  # turned, which has been said
        if not _is_next(abs(v - y) < size / 3, u - end, v - y, size, apart=bool(gap)):
            words = f"'{one.text}' and '{other.text}'"
            yield (
                "legal-jumbled",
                f"is not printed in the order of its words, at {words} on page {one.setting.panel}",
            )
            return


def _is_next(level: bool, right: float, down: float, size: float, *, apart: bool) -> bool:  # noqa: FBT001 - one fact of four
    """Whether a glyph stands where it is read after the one before: beside it, or on a line below."""
    if not level:
        return down > 0.8 * size
    return -0.3 * size < right < (1.5 if apart else 0.3) * size


def check_frame(block: ExpectedBlock, located: LocatedBlock) -> Iterator[Fault]:
    """A block that has lost the frame which sets it apart, or the frame its weight."""
    if not block.frame:
        return
    page = located.lines[0].page
    hull = bounding_box([(x, y) for line in located.lines for x, y in _corners(line.box)])
    wanted = block.frame * scale(located.frame(page)) - NEAR
    for item in located.painted[page].items:
        if isinstance(item, PaintedMark) and item.stroked and _is_colour(item.colour, block.ink):
            thick = min(min(box.width, box.height) for box in item.boxes)
            whole = bounding_box([corner for box in item.boxes for corner in _corners(box)])
            if thick >= wanted and len(item.boxes) >= 4 and _contains(whole, hull):
                return
    yield "legal-frame", f"has lost its frame of {_points(block.frame)} on page {page}"


def _is_colour(paint: Paint, colour: Colour) -> bool:
    """Whether a colour of the file is one of the theme's, in either of its spaces; white and black in any."""
    space, given = paint
    named = {"rgb": colour.rgb, "cmyk": colour.cmyk}
    if space == "gray" and len(set(colour.rgb)) == 1:
        named["gray"] = (colour.rgb[0],)
    wanted = named.get(space, ())
    alike = (abs(one - other) <= SHADE for one, other in zip(given, wanted, strict=False))
    return bool(wanted) and len(given) == len(wanted) and all(alike)


def _is_touched_by(box: Box, lines: list[Box]) -> bool:
    inner = Box(box.x + SLACK, box.y + SLACK, box.width - 2 * SLACK, box.height - 2 * SLACK)
    thin = box if inner.width <= 0 or inner.height <= 0 else inner
    return any(thin.overlaps(line) for line in lines)


def _contains(outer: Box, inner: Box) -> bool:
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
