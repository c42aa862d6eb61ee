"""Puts the glyphs of a cluster together as one composite glyph of the font that is embedded.

A simple font of a PDF has one width and one place for each code, and its ToUnicode one text (ISO 32000-1, 9.6
and 9.10.3). Glyphs that trade places or stand over one another fit neither: to show them one by one takes a
composite font, moves between the glyphs, and a text of its own in place of theirs around each cluster. A
TrueType font can say the same within itself: a composite glyph draws others, each at its place (OpenType,
table 'glyf'). So a cluster is one glyph, of one code, with one width and all of its characters as its text.
What reads, compares and proves the file need not know that it is made of several.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from struct import pack, unpack_from

from posterbook.design.complex_words import Cluster
from posterbook.values import NamedTuple

WORDS, PLACED, MORE = 1, 2, 0x20
"""Flags of a part of a composite: its place is given, in 16 bits; another part follows."""
LONG_OFFSETS = 50
"""Where the table head says in how many bytes loca counts."""
HEAD_BOX = 36
"""Where the table head has the box of all glyphs."""
MOST = 0xFFFF
"""The largest number of glyphs or points that a font can have."""


class _Glyphs(NamedTuple):
    """The glyphs of a font: outlines, advances and left side bearings, by number."""

    outlines: list[bytes]
    metrics: list[tuple[int, int]]


def with_composites(
    tables: Mapping[str, bytes], clusters: Iterable[Cluster]
) -> tuple[dict[str, bytes], dict[Cluster, int]]:
    """The tables of a font that draws these clusters too, and the glyph of each.

    The tables are those of a subset that kept the numbers of its glyphs. A cluster that is one of these
    glyphs, at its origin, needs no other.
    """
    glyphs = _read(tables)
    found: dict[Cluster, int] = {}
    boxes = [unpack_from(">4h", tables["head"], HEAD_BOX)]
    most_parts = 0
    for cluster in sorted(clusters):
        if len(cluster.glyphs) == 1 and cluster.glyphs[0][1:] == (0, 0):
            glyph = cluster.glyphs[0][0]
            if glyphs.metrics[glyph][0] == cluster.advance:
                found[cluster] = glyph
                continue
        outline, box = _composite(cluster, glyphs)
        found[cluster] = len(glyphs.outlines)
        glyphs.outlines.append(outline)
        glyphs.metrics.append((cluster.advance, box[0]))
        boxes += [box] if outline else []
        most_parts = max(most_parts, len(cluster.glyphs))
    return _written(tables, glyphs, boxes, most_parts), found


def _read(tables: Mapping[str, bytes]) -> _Glyphs:
    (count,) = unpack_from(">H", tables["maxp"], 4)
    (wide,) = unpack_from(">h", tables["head"], LONG_OFFSETS)
    (long_metrics,) = unpack_from(">H", tables["hhea"], 34)
    ends = unpack_from(f">{count + 1}{'L' if wide else 'H'}", tables["loca"])
    places = [end if wide else 2 * end for end in ends]
    outlines = [tables["glyf"][start:end] for start, end in pairwise(places)]
    pairs = [unpack_from(">Hh", tables["hmtx"], 4 * at) for at in range(long_metrics)]
    bearings = unpack_from(f">{count - long_metrics}h", tables["hmtx"], 4 * long_metrics)
    return _Glyphs(outlines, [*pairs, *((pairs[-1][0], bearing) for bearing in bearings)])


def _composite(cluster: Cluster, glyphs: _Glyphs) -> tuple[bytes, tuple[int, int, int, int]]:
    """A glyph that draws those of a cluster at their places, and its box; nothing where these have no ink."""
    parts: list[tuple[int, int, int]] = []
    boxes: list[tuple[int, int, int, int]] = []
    for glyph, x, y in cluster.glyphs:
        outline = glyphs.outlines[glyph]
        if outline:
            left, low, right, high = unpack_from(">4h", outline, 2)
            # By itself a glyph is drawn with its left edge at its bearing, as a part of another it is not.
            along = x + glyphs.metrics[glyph][1] - left
            parts.append((glyph, along, y))
            boxes.append((left + along, low + y, right + along, high + y))
    if not parts:
        return b"", (0, 0, 0, 0)
    box = _hull(boxes)
    flags = [WORDS | PLACED | MORE] * (len(parts) - 1) + [WORDS | PLACED]
    written = [pack(">HHhh", flag, *part) for flag, part in zip(flags, parts, strict=True)]
    return pack(">h4h", -1, *box) + b"".join(written), box


def _hull(boxes: Iterable[tuple[int, ...]]) -> tuple[int, int, int, int]:
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _written(
    tables: Mapping[str, bytes], glyphs: _Glyphs, boxes: Iterable[tuple[int, ...]], most_parts: int
) -> dict[str, bytes]:
    """The tables with all these glyphs."""
    padded = [outline + bytes(-len(outline) % 4) for outline in glyphs.outlines]
    ends = [0]
    for outline in padded:
        ends.append(ends[-1] + len(outline))
    head, hhea, maxp = (bytearray(tables[tag]) for tag in ("head", "hhea", "maxp"))
    count = len(padded)
    head[LONG_OFFSETS : LONG_OFFSETS + 2] = pack(">h", 1)
    head[HEAD_BOX : HEAD_BOX + 8] = pack(">4h", *_hull(boxes))
    hhea[10:12] = pack(">H", max(advance for advance, _ in glyphs.metrics))
    hhea[34:36] = pack(">H", count)
    maxp[4:6] = pack(">H", count)
    maxp[10:14] = pack(">2H", *_most_in_a_composite(tables["maxp"], most_parts))
    parts, depth = unpack_from(">2H", tables["maxp"], 28)
    maxp[28:32] = pack(">2H", max(parts, most_parts), depth + 1)
    return dict(tables) | {
        "glyf": b"".join(padded),
        "loca": pack(f">{len(ends)}L", *ends),
        "hmtx": b"".join([pack(">Hh", *pair) for pair in glyphs.metrics]),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "maxp": bytes(maxp),
    }


def _most_in_a_composite(maxp: bytes, most_parts: int) -> tuple[int, int]:
    """How many points and contours a composite has at most, which programs reserve room for."""
    points, contours, composite_points, composite_contours = unpack_from(">4H", maxp, 6)
    return (
        min(max(composite_points, points) * max(most_parts, 1), MOST),
        min(max(composite_contours, contours) * max(most_parts, 1), MOST),
    )
