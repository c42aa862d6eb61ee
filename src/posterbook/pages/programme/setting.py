"""The programme's pages: each day under its name, its rows below rules, none parted from what it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.errors import Problem, warning
from posterbook.forms.page import Anchor, Item, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import (
    LayoutContext,
    UnplacedPage,
    last_baseline,
    set_flush_right,
    stack_lines,
)
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios, resolve
from posterbook.pages.programme.compose import ProgrammeDay, ProgrammeGalley, ProgrammeRow
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class _Block:
    """What no page divides: a day's name or a row, its items from its first baseline at 0.

    `above` is from the last baseline before it, `depth` from its first baseline to its last. It stands on a
    page with the one after it where it is `bound`. `day` is what a page says that begins with it.
    """

    items: tuple[Item, ...]
    above: float
    depth: float
    bound: bool
    day: ProgrammeDay
    opens_day: bool = False


def lay_out(plan: BookPlan, galley: ProgrammeGalley, folios: Folios) -> tuple[UnplacedPage, ...]:
    """The days on as many pages as they take; none where there is nothing to show."""
    context = plan.context
    if not galley.days:
        return ()
    measures, style = context.theme.programme, galley.heading.style
    lines = context.lines(galley.heading, context.theme.page.measure)
    heading = stack_lines(lines, style, 0, context.theme.text.heading)
    top = measures.first + last_baseline(lines, style, 0)
    rest = [block for day in galley.days for block in _blocks(context, day, folios)]
    pages: list[UnplacedPage] = []
    while rest:
        opens = not pages
        count = _fitting(context, rest, top)
        head = heading if opens else _continued(context, rest[0])
        pages.append(
            UnplacedPage(
                "programme",
                (context.page_rule(), *head, *_placed(rest[:count], top)),
                anchors=(Anchor(galley.anchor, 0),) if opens else (),
                bookmarks=(galley.bookmark,) if opens else (),
                continues=not opens,
            )
        )
        rest, top = rest[count:], measures.later
    return tuple(pages)


def _continued(context: LayoutContext, block: _Block) -> tuple[Item, ...]:
    """The day that goes on from the page before."""
    repeated = block.day.repeated
    if block.opens_day or repeated is None:
        return ()
    k = context.theme.poster.label
    return stack_lines((context.line(repeated),), repeated.style, 0, k)


def _blocks(context: LayoutContext, day: ProgrammeDay, folios: Folios) -> Iterator[_Block]:
    measures = context.theme.programme
    above = measures.day_below
    if day.name:
        lines = context.lines(day.name, context.theme.page.measure)
        items = stack_lines(lines, day.name.style, 0, 0)
        depth = (len(lines) - 1) * day.name.style.lead
        yield _Block(items, above, depth, bound=True, day=day, opens_day=True)
        above = measures.first_below
    for left, row in zip(reversed(range(len(day.rows))), day.rows, strict=True):
        block = _row(context, row, folios, above, day)
        yield replace(block, bound=True) if left == 1 else block  # the last row of a day is not left alone
        above = 0


def _row(
    context: LayoutContext, row: ProgrammeRow, folios: Folios, above: float, day: ProgrammeDay
) -> _Block:
    theme, measures, page = context.theme, context.theme.programme, context.theme.page
    lead = theme.styles.programme_text.lead
    items: list[Item] = []
    if row.opens:
        colour = theme.topic(row.group).colour if row.group >= 0 else theme.ink
        items.append(Rule(0, page.measure, -measures.rule_above, theme.rules.light, colour))
    depth = 0.0
    if row.left:
        left = context.lines(row.left, measures.text_x - measures.gap)
        items += stack_lines(left, row.left.style, 0, 0)
        depth = max(depth, (len(left) - 1) * row.left.style.lead)
    right, width = _right(context, row)
    room = page.measure - measures.text_x - measures.page_column - (width + measures.gap if width else 0)
    k = 0.0
    for n, text in enumerate(row.what):
        k += text.style.lead if n else 0
        lines = context.lines(text, room)
        items += stack_lines(lines, text.style, measures.text_x, k)
        k += (len(lines) - 1) * text.style.lead
    depth = max(depth, k)
    edge = page.measure - measures.page_column
    for n, line in enumerate(right):
        items.append(set_flush_right(line, edge, n * lead))
        depth = max(depth, n * lead)
    if row.page:
        items.append(set_flush_right(context.line(resolve(row.page, folios)), page.measure, 0))
    between = lead + (2 * row.opens + row.apart) * measures.between
    return _Block(tuple(items), above or between, depth, row.bound, day)


def _right(context: LayoutContext, row: ProgrammeRow) -> tuple[Sequence[SetLine], float]:
    """The hall, at most a third of the measure, and how wide it is."""
    if row.right is None:
        return (), 0
    lines = context.lines(row.right, context.theme.page.measure / 3)
    return lines, max((line.width for line in lines), default=0)


def _fitting(context: LayoutContext, blocks: Sequence[_Block], top: float) -> int:
    """How many blocks stand on a page, the last of them none that is bound to the next."""
    k, last = top, context.theme.page.last
    for count, block in enumerate(blocks):
        k += block.above if count else 0
        if count and k + block.depth > last + 1e-6:
            while count > 1 and blocks[count - 1].bound:
                count -= 1  # noqa: PLW2901 - up to what is whole
            return count
        k += block.depth
    return len(blocks)


def _placed(blocks: Sequence[_Block], top: float) -> Iterator[Item]:
    k = top
    for n, block in enumerate(blocks):
        k += block.above if n else 0
        yield from (item.moved(0, k) for item in block.items)
        k += block.depth


def warnings(_plan: BookPlan, galleys: tuple[ProgrammeGalley, ...]) -> Iterator[Problem]:
    """A programme of nothing."""
    for galley in galleys:
        if not galley.days:
            message = "there are no sessions and no programme.yaml: the programme takes no page"
            where = galley.where.at("running_order")
            yield warning("empty-programme", message, where, "write 'sessions:', or leave the programme out")
