"""A page from right to left: laid out as one from left to right is, then mirrored as a whole.

In a booklet that is bound at the right, all that is laid out counts x from the right edge, also the runs of a
line: what is read first comes first. So no page kind knows of it. When a page is whole, the place of each
thing is mirrored here, and nothing of what is in it: no glyph, picture or code. What keeps its inside, as the
plan of a hall, is `unmirrored` before.
"""

from __future__ import annotations

from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.forms.page import Image, Item, Line, QrCode, Rectangle, Rule, Run, Turn
from posterbook.forms.set_line import SetLine

_TURNS = {Turn.NONE: (1, 0), Turn.ANTICLOCKWISE: (0, -1), Turn.OVER: (-1, 0), Turn.CLOCKWISE: (0, 1)}
"""Where a line of text runs to, x to the right and y downwards."""
_OPPOSITE = {Turn.ANTICLOCKWISE: Turn.CLOCKWISE, Turn.CLOCKWISE: Turn.ANTICLOCKWISE}


def mirrored(item: Item, width: float) -> Item:
    """What was laid out from the right on a page of that width, where it is to be seen."""
    if isinstance(item, Line):
        end = _end(item.runs)
        return replace(_turned(item, width, end), runs=_from_the_other_end(item.runs, end))
    return _box_mirrored(item, width)


def unmirrored(item: Item, width: float) -> Item:
    """What is drawn as it is to be seen, in a frame of that width, as what is laid out from the right.

    Its lines were set for such a page, so they are left as they are until it is mirrored.
    """
    return _turned(item, width, _end(item.runs)) if isinstance(item, Line) else _box_mirrored(item, width)


def as_seen(line: SetLine) -> SetLine:
    """A line that was set for a page from right to left, for paper that is not mirrored."""
    return replace(line, runs=_from_the_other_end(line.runs, line.width))


def _turned(line: Line, width: float, length: float) -> Line:
    """A line with its other end where its start was, seen in a mirror."""
    right, down = _TURNS[line.turn]
    x, y = width - line.x - right * length, line.y + down * length
    return replace(line, x=x, y=y, turn=_OPPOSITE.get(line.turn, line.turn))


def _end(runs: tuple[Run, ...]) -> float:
    return max((run.x + run.width for run in runs), default=0.0)


def _from_the_other_end(runs: tuple[Run, ...], end: float) -> tuple[Run, ...]:
    return tuple([replace(run, x=end - run.x - run.width) for run in runs])


def _box_mirrored(item: Rule | Rectangle | Image | QrCode, width: float) -> Item:
    if isinstance(item, Rule):
        return replace(item, x0=width - item.x1, x1=width - item.x0)
    if isinstance(item, Image) and item.clip:
        return replace(item, box=_other_side(item.box, width), clip=_other_side(item.clip, width))
    return replace(item, box=_other_side(item.box, width))


def _other_side(box: Box, width: float) -> Box:
    return replace(box, x=width - box.right)
