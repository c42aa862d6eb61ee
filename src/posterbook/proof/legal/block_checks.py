"""Judges a legal block by the comparison of its pages: how its glyphs are set, and what else is in its zone.

Every fault is a code and the predicate of a sentence whose subject is the block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import Final, TypeAlias

from posterbook.design.geometry import Box
from posterbook.proof.legal.comparison import PageComparison, Stranger, is_colour
from posterbook.proof.legal.expected import ExpectedBlock, glyph_box, hull_of
from posterbook.proof.legal.expected_items import ExpectedGlyph, ExpectedShape, Look
from posterbook.proof.legal.file_reader import contains
from posterbook.proof.legal.glyph_checks import GlyphChecks
from posterbook.proof.legal.painted_content import DEPTH, HEIGHT, Glyph, PaintedMark, Setting

Fault: TypeAlias = tuple[str, str]

NEAR: Final = 0.05
"""Points by which sizes may differ from what was laid out: numbers in a file are rounded."""
SLACK: Final = 0.6
"""Points by which a clip may touch the boxes of ink, which are estimates."""
ASKEW: Final = 0.01
"""By how much directions and stretch may differ from upright and natural."""
QUOTED: Final = 40
"""So many characters of a stranger's text are quoted."""


def setting_faults(
    block: ExpectedBlock, pages: Mapping[int, PageComparison], glyphs: GlyphChecks
) -> Iterator[Fault]:
    """What is wrong with the glyphs that stand where the block's were laid out: each kind of fault once."""
    judged: dict[tuple[int, int], list[Fault]] = {}
    met: set[str] = set()
    for sequence, at in block.glyphs:
        page = pages[sequence]
        wanted, glyph = page.expected.items[at], page.found[at]
        if not isinstance(glyph, Glyph) or not isinstance(wanted, ExpectedGlyph):
            continue
        setting = glyph.setting
        key = (id(setting), id(wanted.look))
        if key not in judged:
            judged[key] = list(_look_faults(block, setting, wanted.look))
        faults = [*judged[key]]
        code, predicate = glyphs.fault(setting.font, glyph.code, wanted)
        if code:
            faults.append((code, predicate))
        clip = setting.clip
        if clip is not None and not contains(clip, _ink(wanted), SLACK):
            faults.append(("legal-clipped", "is cut off by a clipping path"))
        for name, said in faults:
            if name not in met:
                met.add(name)
                yield name, f"{said} on page {sequence}"


def _look_faults(block: ExpectedBlock, setting: Setting, look: Look) -> Iterator[Fault]:
    """Type in another size, direction or width than it was laid out in, or painted otherwise."""
    (a, b), (c, d) = setting.along, setting.up
    (p, q), (r, s) = look.along, look.up
    size, wanted = hypot(c, d), hypot(r, s)
    if abs(size - wanted) > NEAR:
        if size < block.floor - NEAR:
            yield "legal-size", f"is set in {_points(size)}, below its floor of {_points(block.floor)},"
        else:
            yield "legal-size", f"is set in {_points(size)}, not in the {_points(wanted)} it was laid out in,"
    if size and (abs(c / size - r / wanted) > ASKEW or abs(d / size - s / wanted) > ASKEW):
        yield "legal-upright", "does not stand upright"
    wide = hypot(a, b)
    if wide and (abs(a / wide - p / wanted) > ASKEW or abs(b / wide - q / wanted) > ASKEW):
        yield "legal-upright", "does not stand upright"
    elif size and abs(wide / size - 1) > ASKEW:
        yield "legal-squeezed", f"is set at {wide / size * 100:.0f} % of its natural width"
    yield from _paint_faults(setting, look)


def _paint_faults(setting: Setting, look: Look) -> Iterator[Fault]:
    """Type that is placed right and painted otherwise."""
    if not is_colour(setting.colour, look.colour):
        yield "legal-colour", "is set in another colour than it was laid out in"
    if setting.mode:
        hidden = setting.mode in {3, 7}
        yield "legal-invisible", "is written so that it does not show" if hidden else "is drawn in outline"
    if setting.faint:
        yield "legal-faint", "is see-through"
    if setting.odd:
        yield "legal-unclear", f"is painted with a setting that posterbook does not use ({setting.odd})"
    if setting.marking.layered:
        yield "legal-layer", "stands in a layer that can be switched off"
    if setting.marking.replaced:
        yield "legal-replaced", "is read aloud and copied as something else"
    if setting.cut:
        yield "legal-clipped", "is cut off by a clipping path"


def missing_glyphs(block: ExpectedBlock, pages: Mapping[int, PageComparison]) -> int:
    """How many glyphs of a block do not stand where they were laid out."""
    return sum(pages[sequence].found[at] is None for sequence, at in block.glyphs)


def frame_faults(block: ExpectedBlock, pages: Mapping[int, PageComparison]) -> Iterator[Fault]:
    """A block that has lost the frame which sets it apart, or the frame its weight."""
    for sequence, at in block.frames:
        page = pages[sequence]
        wanted = page.expected.items[at]
        if isinstance(wanted, ExpectedShape) and page.found[at] is None:
            yield "legal-frame", f"has lost its frame of {_points(wanted.weight)} on page {sequence}"


def intruders(
    block: ExpectedBlock,
    strangers: Mapping[int, Sequence[Stranger]],
) -> Iterator[tuple[Fault, Stranger]]:
    """What stands in a block's zone and was not laid out there, and what may reach it."""
    for sequence, zones in block.zones.items():
        first = min((at for number, at in block.glyphs if number == sequence), default=0)
        for stranger in strangers[sequence]:
            box = extent(stranger.item)
            if box is None:
                name = stranger.item.name if isinstance(stranger.item, PaintedMark) else "a glyph"
                message = f"may be reached by {name} on page {sequence}, whose extent nobody can tell"
                yield ("legal-unclear", message), stranger
            elif any(_touches(box, zone) for zone in zones):
                over = stranger.after > first
                code, predicate = _intrusion(stranger.item, over=over)
                yield (code, f"{predicate} on page {sequence}"), stranger


def changed_glyphs(page: PageComparison, glyphs: GlyphChecks) -> Iterator[Stranger]:
    """Glyphs at their places, of blocks or not, that do not draw what they say, or more of it."""
    alike: dict[tuple[int, int], bool] = {}
    for at, (wanted, glyph) in enumerate(zip(page.expected.items, page.found, strict=True)):
        if isinstance(glyph, Glyph) and isinstance(wanted, ExpectedGlyph):
            setting, look = glyph.setting, wanted.look
            key = (id(setting), id(look))
            if key not in alike:
                edges = zip((*setting.along, *setting.up), (*look.along, *look.up), strict=True)
                alike[key] = not setting.mode and all(abs(one - other) <= 1 for one, other in edges)
            code, _ = glyphs.fault(setting.font, glyph.code, wanted)
            if code or not alike[key]:
                yield Stranger(glyph, at)


def extent(item: Glyph | PaintedMark) -> Box | None:
    """The box that something on a page cannot leave; None if nobody can tell."""
    if isinstance(item, PaintedMark):
        return item.box
    if item.setting.font.program_fault:
        return None
    box = item.box
    if not box.width and not item.text.isspace():  # it shows nothing and says something
        return Box(item.x, item.y, 0.1, 0.1)
    return box


def _touches(box: Box, zone: Box) -> bool:
    """Whether there is ink in a zone; a box without extent has none."""
    if not box.width and not box.bottom - box.y:
        return False
    return box.x < zone.right and zone.x < box.right and box.y < zone.bottom and zone.y < box.bottom


def _intrusion(item: Glyph | PaintedMark, *, over: bool) -> Fault:
    if isinstance(item, Glyph):
        return "legal-overprinted", f"has other text ('{item.text}') in the space that belongs to it"
    if item.kind == "text":
        return "legal-overprinted", f"has other text ({quote(item.words)}) in the space that belongs to it"
    if item.kind == "line":
        return "legal-crossed", "has a rule in the space that belongs to it"
    if over:
        return "legal-covered", f"is covered or crowded by {item.name}"
    return "legal-paper", f"stands on {item.name}, not on paper,"


def quote(words: str) -> str:
    """A stranger's words as a message has them."""
    plain = " ".join(words.split())
    return f"'{plain[:QUOTED]}…'" if len(plain) > QUOTED else f"'{plain}'"


def found_box(block: ExpectedBlock, pages: Mapping[int, PageComparison]) -> tuple[float, Box]:
    """The smallest size in which a block stands, and its box on its first page from the upper left corner."""
    first = block.glyphs[0][0]
    page = pages[first].expected
    own = [pages[sequence].expected.items[at] for sequence, at in block.glyphs]
    sizes = [one.look.size for one in own if isinstance(one, ExpectedGlyph)]
    here = [page.items[at] for sequence, at in block.glyphs if sequence == first]
    inked = [one for one in here if isinstance(one, ExpectedGlyph) and not one.text.isspace()]
    hull = hull_of(map(_ink, inked))
    a = page.frame[0] or 1
    box = hull if a > 0 else Box(-hull.right, -hull.bottom, hull.width, hull.height)
    trim = page.trim if a > 0 else Box(-page.trim.right, -page.trim.bottom, page.trim.width, page.trim.height)
    scale = abs(a)
    return min(sizes), Box(
        (box.x - trim.x) / scale, (trim.bottom - box.bottom) / scale, box.width / scale, box.height / scale
    )


def _ink(glyph: ExpectedGlyph) -> Box:
    """Where the ink of a plain letter is, without the space around it."""
    return glyph_box(glyph, DEPTH - 0.05, HEIGHT - 0.25)


def _points(size: float) -> str:
    return f"{round(size, 2):g} pt"
