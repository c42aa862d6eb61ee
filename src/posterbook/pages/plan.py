"""The board plan: a page for each hall, its boards as bars in their groups' colours, each with its number.

A hall is drawn in its own coordinates first: u along the rows, v across them, from the upper left corner of
its walls. A hall that is much wider than high is turned a quarter clockwise on its page, so that u runs down
and v to the left; the numbers stay upright. How long a board is drawn follows from the longest row; what
height is left is shared out among the aisles, as the plan is to no scale. (The file is long because drawing a
hall is one thought: its measures, its boards, its walls, its entrance and its key.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from posterbook.content.boards import (
    PlannedBoard,
    RowSide,
    boards_of,
    posters_by_board,
    ranges_of,
    row_length,
)
from posterbook.content.model import INTERNAL, NOWHERE, Booklet, Door, Hall, Record, Status, Wall, doc
from posterbook.content.page_kind import PageKind
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.design.geometry import Box
from posterbook.errors import LayoutError, Problem, Where, error
from posterbook.forms.element import Bookmark, Element, Role
from posterbook.forms.galley import Text
from posterbook.forms.mirrored import unmirrored
from posterbook.forms.page import Anchor, Item, Line, Rectangle, Turn
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.values import dataclass

TURNED = {Wall.TOP: Wall.RIGHT, Wall.RIGHT: Wall.BOTTOM, Wall.BOTTOM: Wall.LEFT, Wall.LEFT: Wall.TOP}
"""Where a wall is on a page that is turned a quarter clockwise."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `plan:` takes in running_order."""

    halls: tuple[str, ...] = field(default=(), metadata=doc("only these halls; without it all"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class BoardMark:
    """A board on the plan and the groups that hang on it; `struck` where all of it is withdrawn."""

    board: PlannedBoard
    number: Text
    groups: tuple[int, ...]
    struck: bool


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A group and its boards, as the key at the foot names them."""

    group: int
    text: Text


@dataclass(frozen=True, slots=True)
class PlanGalley:
    """A hall; `lengths` are those of its rows in boards."""

    hall: Hall
    lengths: tuple[int, ...]
    heading: Text
    marks: tuple[BoardMark, ...]
    key: tuple[KeyEntry, ...]
    entrance: Text | None
    anchor: str
    bookmark: Bookmark


def check(booklet: Booklet, options: Options) -> Iterator[Problem]:
    """A plan without halls, and halls that there are none of."""
    known = [hall.name for hall in booklet.halls]
    if not known:
        message = "there is no hall to draw a plan of"
        yield error("no-halls", message, options.where, "describe them below 'halls:' in booklet.yaml")
        return
    for number, name in enumerate(options.halls):
        if name not in known:
            hint = did_you_mean(name, known, f"the halls are {', '.join(known)}")
            message = f"there is no hall '{excerpt(name)}'"
            yield error("hall-unknown", message, options.where.at("halls", number), hint)


def _halls(composer: Composer, options: Options) -> tuple[Hall, ...]:
    chosen = composer.booklet.halls
    return tuple(hall for hall in chosen if not options.halls or hall.name in options.halls)


def _anchor(composer: Composer, hall: Hall) -> str:
    return composer.place(f"plan:{hall.name}")


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """A row for each hall."""
    found = ((hall, _anchor(composer, hall)) for hall in _halls(composer, options))
    return tuple(ContentsEntry(hall.name, ((a, a),), hall.where.at("name")) for hall, a in found)


def compose(composer: Composer, options: Options) -> tuple[PlanGalley, ...]:
    """A galley for each hall."""
    posters = posters_by_board(composer.booklet)
    return tuple(_hall(composer, hall, posters) for hall in _halls(composer, options))


def _hall(
    composer: Composer, hall: Hall, posters: Mapping[tuple[str, str], tuple[Record, ...]]
) -> PlanGalley:
    styles, section, where = composer.theme.styles, composer.section(), hall.where.at("name")
    heading = composer.inline(styles.page_heading, hall.name, section.child(composer.heading), where)
    boards, anchor = boards_of(hall), _anchor(composer, hall)
    lists: dict[tuple[int, RowSide], Element] = {}
    marks = []
    for board in boards:
        row = lists.setdefault((board.row, board.side), section.child(Role.LIST))
        marks.append(_mark(composer, board, posters.get((hall.name, board.name), ()), row))
    entrance = None
    if hall.doors:
        element = section.child(Role.P)
        entrance = composer.text(styles.plan_note, composer.booklet.words.entrance, element, where)
    return PlanGalley(
        hall=hall,
        lengths=tuple(row_length(row) for row in hall.rows),
        heading=heading,
        marks=tuple(marks),
        key=_key(composer, boards, marks, section),
        entrance=entrance,
        anchor=anchor,
        bookmark=Bookmark(composer.plain(hall.name), 1, anchor),
    )


def _mark(composer: Composer, board: PlannedBoard, records: Sequence[Record], row: Element) -> BoardMark:
    """A board, its number a link to the first poster that hangs there."""
    element = row.child(Role.LIST_ITEM).child(Role.LIST_BODY)
    hanging = [record for record in records if record.status is not Status.WITHDRAWN]
    first = next(iter(hanging or records), None)
    if first:
        said = f"{board.name}: {first.number} {composer.plain(first.title)}"
        element = composer.link(element, composer.anchor(first), said)
    number = composer.inline(composer.theme.styles.plan_number, board.name, element, board.where)
    groups = dict.fromkeys(composer.group_of(record).index for record in hanging or records)
    return BoardMark(board, number, tuple(groups), struck=bool(records) and not hanging)


def _key(
    composer: Composer, boards: Sequence[PlannedBoard], marks: Sequence[BoardMark], section: Element
) -> tuple[KeyEntry, ...]:
    """The groups of the hall, each with its boards: colour alone would tell nothing to many."""
    words, items = composer.booklet.words, section.child(Role.LIST)
    entries = []
    for group in composer.groups:
        chosen = frozenset(mark.board.name for mark in marks if group.index in mark.groups)
        if not (group.name and chosen):
            continue
        element = items.child(Role.LIST_ITEM).child(Role.LIST_BODY)
        spans = (a if a == b else f"{a}–{b}" for a, b in ranges_of(boards, chosen))
        style, where = composer.theme.styles.plan_note, boards[0].where
        strong = composer.inline(composer.theme.styles.plan_group, group.name, element, where)
        listed = composer.text(style, f"  {words.comma.join(spans)}", element, where)
        entries.append(KeyEntry(group.index, Text(style, (*strong.pieces, *listed.pieces), where)))
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class _Row:
    """Where the bars of a row begin across the hall, and whether there are two of them, back to back."""

    v: float
    double: bool


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a hall is drawn with: points a board and a bar, and where its rows are.

    `turned` halls lie a quarter clockwise on the page, `upended` numbers run upwards. `width` and `height`
    are the walls' own, along u and v.
    """

    unit: float
    bar: float
    turned: bool
    upended: bool
    width: float
    height: float
    rows: tuple[_Row, ...]

    def place(self, u: float, v: float, along: float, across: float) -> Box:
        """A box of the hall on the page, turned with it."""
        if self.turned:
            return Box(self.height - v - across, u, across, along)
        return Box(u, v, along, across)


def lay_out(plan: BookPlan, galley: PlanGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """One page: the heading, the hall as large as it gets, and the key at the foot."""
    context = plan.context
    page, measures = context.theme.page, context.theme.text
    lines = context.lines(galley.heading, page.measure)
    heading = stack_lines(lines, galley.heading.style, 0, measures.heading)
    top = last_baseline(lines, galley.heading.style, measures.heading) + page.baseline
    key, foot = _set_key(context, galley)
    drawing = _fitted(context, galley, Box(0, top, page.measure, foot - top))
    if drawing is None:
        message = f"the boards of '{galley.hall.name}' stand too close on the page to be numbered"
        hint = "take a larger page format, or plan a part of the hall as a hall of its own"
        raise LayoutError(error("plan-too-dense", message, galley.hall.where, hint))
    items = (
        *(item for mark in galley.marks for item in _board(context, drawing, mark)),
        *_walls(context, galley.hall.doors, drawing),
        *_entrance(context, galley, drawing),
    )
    note, side = context.theme.plan.note, _entrance_side(galley, turned=drawing.turned)
    dx, dy = (note if side is Wall.LEFT else 0), top + (note if side is Wall.TOP else 0)
    placed = tuple(item.moved(dx, dy) for item in items)
    if context.theme.from_right:
        across = drawing.height if drawing.turned else drawing.width
        wide = across + (note if side in {Wall.LEFT, Wall.RIGHT} else 0)
        placed = tuple(unmirrored(item, wide) for item in placed)
    return (
        UnplacedPage(
            KIND.name,
            (context.page_rule(), *heading, *placed, *key),
            anchors=(Anchor(galley.anchor, 0),),
            bookmarks=(galley.bookmark,),
        ),
    )


def _entrance_side(galley: PlanGalley, *, turned: bool) -> Wall | None:
    """The wall, as it is on the page, at which the entrance is named."""
    if galley.entrance is None:
        return None
    wall = galley.hall.doors[0].wall
    return TURNED[wall] if turned else wall


def _fitted(context: LayoutContext, galley: PlanGalley, room: Box) -> _Drawing | None:
    """The hall as it fits the room: turned if it is much wider than high and gains by it, or must be."""
    measures = context.theme.plan
    high = sum(row.aisle for row in galley.hall.rows) + 1
    wide = max(galley.lengths, default=1) > measures.turn_over * high
    upright, turned = (_drawn(context, galley, room, turned=one) for one in (False, True))
    if upright and turned:
        gains = turned.unit > upright.unit * measures.turn_gain or upright.upended
        return turned if wide and gains else upright
    return upright or turned


def _drawn(context: LayoutContext, galley: PlanGalley, room: Box, *, turned: bool) -> _Drawing | None:
    """The measures of a hall in the room, None where its numbers or rows would run into each other."""
    measures, hall, side = context.theme.plan, galley.hall, _entrance_side(galley, turned=turned)
    room_across = room.width - (measures.note if side in {Wall.LEFT, Wall.RIGHT} else 0)
    room_down = room.height - (measures.note if side in {Wall.TOP, Wall.BOTTOM} else 0)
    along, across = (room_down, room_across) if turned else (room_across, room_down)
    longest = max(galley.lengths, default=1) or 1
    unit = min((along - 2 * measures.margin) / longest, measures.longest)
    widest = max((context.line(mark.number).width for mark in galley.marks), default=0)
    size = context.theme.styles.plan_number.size
    upended = not turned and widest > unit - measures.clear
    if (turned or upended) and size > unit:
        return None
    bar = max(measures.thickness * unit, measures.least_bar)
    depth = measures.clear + (widest if turned or upended else size * context.theme.tabs.capital)
    thick = [(bar + depth) * (2 if row.back else 1) for row in hall.rows]
    free, shares = across - sum(thick), sum(row.aisle for row in hall.rows) + 1
    if free < shares * measures.least_aisle:
        return None
    aisle = min(free / shares, measures.widest_aisle * unit)
    rows, v = list[_Row](), 0.0
    for row, taken in zip(hall.rows, thick, strict=True):
        v += row.aisle * aisle
        rows.append(_Row(v + (depth if row.back else 0), bool(row.back)))
        v += taken
    width = longest * unit + 2 * measures.margin
    return _Drawing(unit, bar, turned, upended, width, v + aisle, tuple(rows))


def _board(context: LayoutContext, drawing: _Drawing, mark: BoardMark) -> Iterator[Item]:
    """The bar of a board, and its number on the side from which one looks at it."""
    measures, board, row = context.theme.plan, mark.board, drawing.rows[mark.board.row]
    front = board.side is RowSide.FRONT
    u = measures.margin + board.place * drawing.unit + measures.between / 2
    v = row.v + (drawing.bar if front and row.double else 0)
    along = drawing.unit - measures.between
    yield from _bars(context, drawing, mark, (u, v, along))
    yield _number(context, drawing, mark.number, drawing.place(u, v, along, drawing.bar), front=front)


def _bars(
    context: LayoutContext, drawing: _Drawing, mark: BoardMark, place: tuple[float, float, float]
) -> Iterator[Item]:
    """A bar in the colour of its group, in parts where several hang there; hollow where nothing does."""
    theme, (u, v, along), bar = context.theme, place, drawing.bar
    if mark.struck or not mark.groups:
        colour = theme.topic(mark.groups[0]).colour if mark.groups else theme.rule
        inset = theme.plan.frame / 2
        box = drawing.place(u + inset, v + inset, along - 2 * inset, bar - 2 * inset)
        yield Rectangle(box, stroke=colour, weight=theme.plan.frame)
        return
    part = along / len(mark.groups)
    for number, group in enumerate(mark.groups):
        box = drawing.place(u + number * part, v, part, bar)
        yield Rectangle(box, fill=theme.topic(group).colour)


def _number(context: LayoutContext, drawing: _Drawing, number: Text, bar: Box, *, front: bool) -> Line:
    """A board's number beside its bar, in the middle of its length."""
    line, gap = context.line(number), context.theme.plan.clear / 2
    capital = number.style.size * context.theme.tabs.capital
    if drawing.turned:
        x = bar.x - gap - line.width if front else bar.right + gap
        return line.at(x, bar.y + (bar.height + capital) / 2)
    if drawing.upended:
        y = bar.bottom + gap + line.width if front else bar.y - gap
        return line.at(bar.x + (bar.width + capital) / 2, y, Turn.ANTICLOCKWISE)
    y = bar.bottom + gap + capital if front else bar.y - gap
    return line.at(bar.x + (bar.width - line.width) / 2, y)


def _walls(context: LayoutContext, doors: Sequence[Door], drawing: _Drawing) -> Iterator[Item]:
    """The walls, open where the doors are."""
    weight = context.theme.plan.wall
    for wall in Wall:
        level = wall in {Wall.TOP, Wall.BOTTOM}
        length = drawing.width if level else drawing.height
        far = wall in {Wall.BOTTOM, Wall.RIGHT}
        across = (drawing.height if level else drawing.width) if far else 0
        for start, end in _between_doors(context, doors, wall, length):
            u, v = (start, across - weight / 2) if level else (across - weight / 2, start)
            size = (end - start, weight) if level else (weight, end - start)
            yield Rectangle(drawing.place(u, v, *size), fill=context.theme.ink)


def _between_doors(
    context: LayoutContext, doors: Sequence[Door], wall: Wall, length: float
) -> Iterator[tuple[float, float]]:
    """The stretches of a wall, from where to where along it; its corners are closed."""
    half, corner = context.theme.plan.door / 2, context.theme.plan.wall / 2
    start = -corner
    for middle in sorted(_door_at(door, length) for door in doors if door.wall is wall):
        end = max(middle - half, start)
        yield start, end
        start = min(middle + half, length + corner)
    yield start, length + corner


def _door_at(door: Door, length: float) -> float:
    return length * door.at / 100


def _entrance(context: LayoutContext, galley: PlanGalley, drawing: _Drawing) -> Iterator[Item]:
    """The word at the first door, outside of the wall and along it, with an arrow that points inside."""
    side = _entrance_side(galley, turned=drawing.turned)
    if galley.entrance is None or side is None:
        return
    theme, door, style = context.theme, galley.hall.doors[0], galley.entrance.style
    along = drawing.width if door.wall in {Wall.TOP, Wall.BOTTOM} else drawing.height
    at = _door_at(door, along)
    if drawing.turned and door.wall in {Wall.LEFT, Wall.RIGHT}:
        at = along - at
    arrow = context.line(context.artifact("↑ " if side is Wall.BOTTOM else "↓ ", style))
    space = context.fonts.width(style.font, " ", style.size)
    word = context.line(galley.entrance)
    start = -(arrow.width + space + word.width) / 2
    width, height = (drawing.height, drawing.width) if drawing.turned else (drawing.width, drawing.height)
    gap, capital = theme.plan.clear, style.size * theme.tabs.capital
    for line, begins in ((arrow, start), (word, start + arrow.width + space)):
        if side is Wall.TOP:
            yield line.at(at + begins, -gap)
        elif side is Wall.BOTTOM:
            yield line.at(at + begins, height + gap + capital)
        elif side is Wall.LEFT:
            yield line.at(-gap, at - begins, Turn.ANTICLOCKWISE)
        else:
            yield line.at(width + gap, at + begins, Turn.CLOCKWISE)


def _set_key(context: LayoutContext, galley: PlanGalley) -> tuple[tuple[Item, ...], float]:
    """The groups and their boards, the last line at the foot of the page; and how far the hall may reach."""
    page, measures = context.theme.page, context.theme.plan
    if not galley.key:
        return (), page.last
    x = measures.chip * 1.5 if context.theme.look.fills else 0
    entries = [(entry, context.lines(entry.text, page.measure - x)) for entry in galley.key]
    style = context.theme.styles.plan_note
    k = top = page.last - (sum(len(lines) for _, lines in entries) - 1) * style.lead
    items: list[Item] = []
    for entry, lines in entries:
        if context.theme.look.fills:
            high = style.size * context.theme.tabs.capital
            chip = Box(0, k - high, measures.chip, high)
            items.append(Rectangle(chip, fill=context.theme.topic(entry.group).colour))
        items += stack_lines(lines, style, x, k)
        k += len(lines) * style.lead
    return tuple(items), top - style.size - measures.above_key


KIND = PageKind(
    name="plan", options=Options, compose=compose, lay_out=lay_out, contents=contents, check=check
)
