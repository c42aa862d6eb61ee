"""The summary table: rows in columns, group rules out to the tabs, on as many pages as it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from posterbook.forms.page import Anchor, Item, Line, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import (
    LayoutContext,
    OutwardRule,
    PageTabs,
    UnplacedPage,
    last_baseline,
    set_flush_right,
    stack_lines,
)
from posterbook.layout.references import Folios, resolve
from posterbook.layout.thumb import Slot, TableSlots, Thumb, group_rule
from posterbook.pages.summary.compose import Opening, TableGalley, TableHeads
from posterbook.pages.summary.rows import Columns, SetRow, columns, set_rows
from posterbook.values import dataclass

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a table page starts with, and the k at which its rows begin."""

    items: tuple[Item, ...]
    top: float


def table_slots(context: LayoutContext, galley: TableGalley, groups: int, heads: bool) -> TableSlots:  # noqa: FBT001 - as PageKind says
    """Where the table has the groups, if it stands on one page and each of its groups stands once."""
    names = (group.name for group in galley.groups if group.name)
    names_fit = all(context.line(name).width <= context.theme.table.heads.switch_over for name in names)
    if len(galley.groups) == groups <= context.theme.tabs.most:
        top = _first_head(context, galley, heads=heads).top
        rows = set_rows(context, galley, heads=heads)
        added = _added(context, rows, context.theme.page.last - top, heads=heads)
        if added is not None:
            spans = _spans(context, rows, added, heads=heads)
            own = zip(rows, _slots(top, [row.height + added for row in rows]), strict=True)
            return TableSlots(
                _slots(top, spans), tuple((row.row.number, slot) for row, slot in own), added, names_fit
            )
    return TableSlots(names_fit=names_fit)


def _added(context: LayoutContext, rows: Sequence[SetRow], height: float, *, heads: bool) -> float | None:
    """The white that each row gets, or gives where it is negative; None where all rows are too high even so.

    Groups that are as low as their names give nothing, so that the others give more.
    """
    table = context.theme.table
    counts = Counter(row.group.group for row in rows)
    added = table.most_added
    while added >= -table.most_taken - _ROUNDING:
        spans = _spans(context, rows, added, heads=heads)
        over = sum(spans) - height
        if over <= _ROUNDING:
            return added
        free = sum(n for n, span in zip(counts.values(), spans, strict=True) if span > table.least_group)
        if not free:
            return None
        added -= over / free
    return None


def _spans(context: LayoutContext, rows: Sequence[SetRow], added: float, *, heads: bool) -> list[float]:
    """The height of each group in a table on one page."""
    spans: list[float] = []
    for row in rows:
        if row.opens:
            spans.append(_head_height(context, row, heads=heads))
        spans[-1] += row.height + added
    return [max(span, context.theme.table.least_group) for span in spans]


def _head_height(context: LayoutContext, row: SetRow, *, heads: bool) -> float:
    """The height of the group's name where it stands above its rows."""
    if not heads or row.group.name is None:
        return 0
    lines = _name_lines(context, row, heads=True)
    return context.theme.table.heads.rows + (len(lines) - 1) * row.group.name.style.lead


def _name_lines(context: LayoutContext, row: SetRow, *, heads: bool) -> tuple[SetLine, ...]:
    """The group's name, with "continued" where the row does not open it."""
    table = context.theme.table
    name = row.group.name if row.opens else row.group.repeated
    measure = context.theme.page.measure - table.heads.name_x if heads else table.title_x
    return context.lines(name, measure) if name else ()


def _slots(top: float, spans: Sequence[float]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for span in spans:
        slots.append(Slot(top, top + span))
        top += span
    return tuple(slots)


def table_pages(
    context: LayoutContext, thumb: Thumb, galley: TableGalley, folios: Folios
) -> tuple[UnplacedPage, ...]:
    """The table's pages: the sentence and heads on the first, heads and group names repeated on all."""
    rest = list(set_rows(context, galley, heads=thumb.heads))
    head = _first_head(context, galley, heads=thumb.heads)
    unplaced_pages: list[UnplacedPage] = []
    while rest or not unplaced_pages:
        count = len(rest) if thumb.spanning else _rows_that_fit(context, rest, head.top, heads=thumb.heads)
        unplaced_pages.append(_page(context, galley, thumb, folios, head, rest[:count]))
        rest, head = (
            _with_room_for_name(context, rest[count:], thumb),
            _later_head(context, galley, heads=thumb.heads),
        )
    return tuple(unplaced_pages)


def _with_room_for_name(context: LayoutContext, rows: list[SetRow], thumb: Thumb) -> list[SetRow]:
    """The rows of a later page; one alone of its group is as high as the group's name with "continued"."""
    if not rows or rows[0].opens or thumb.heads or not all(row.opens for row in rows[1:2]):
        return rows
    style = rows[0].group.ordinal.style
    height = len(_name_lines(context, rows[0], heads=False)) * style.lead + context.theme.table.row_pad
    return [replace(rows[0], height=max(rows[0].height, height)), *rows[1:]]


def _rows_that_fit(context: LayoutContext, rows: Sequence[SetRow], top: float, *, heads: bool) -> int:
    """How many rows stand on a page, one at least."""
    k, count = top, 0
    for row in rows:
        named = row.opens or not count
        k += (_head_height(context, row, heads=heads) if named else 0) + row.height
        if count and k > context.theme.page.last + 1e-6:
            return _good_break(rows, count, context.theme.fit.least_lines)
        count += 1
    return count


def _good_break(rows: Sequence[SetRow], count: int, least: int) -> int:
    """So many rows or a few less: the next page has `least` at least and opens with a group if it can."""
    latest = min(count, len(rows) - least)
    if latest <= least:
        return count
    groups = (cut for cut in range(latest, max(latest - least, least), -1) if rows[cut].opens)
    return next(groups, latest)


def _first_head(context: LayoutContext, galley: TableGalley, *, heads: bool) -> PageHead:
    """The sentence above the table and the column heads; a long sentence moves the table down."""
    table = context.theme.table
    items, last = opening_items(context, galley.opening)
    end = max(table.heads_end, last + 3 * galley.heads.title.style.lead)
    return PageHead(
        (*items, *_column_heads(context, galley, galley.heads, end, heads=heads)),
        end + table.top - table.heads_end,
    )


def opening_items(context: LayoutContext, opening: Opening) -> tuple[tuple[Item, ...], float]:
    """The page's rule and the sentence above the table, with its last baseline."""
    table, page = context.theme.table, context.theme.page
    items: list[Item] = [context.page_rule(meaning=opening.rule)]
    k, last = table.sentence, 0.0
    for text in opening.sentence:
        lines = context.lines(text, page.measure, running=True)
        items += stack_lines(lines, text.style, 0, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead
    return tuple(items), last


def _later_head(context: LayoutContext, galley: TableGalley, *, heads: bool) -> PageHead:
    """The column heads of every further page."""
    table = context.theme.table
    end = table.sentence + galley.heads.title.style.lead
    items = _column_heads(context, galley, galley.repeated_heads, end, heads=heads)
    return PageHead((context.page_rule(), *items), end + table.top - table.heads_end)


def _column_heads(
    context: LayoutContext, galley: TableGalley, texts: TableHeads, end: float, *, heads: bool
) -> tuple[Item, ...]:
    """The column heads, the last baseline of each at `end`."""
    at = columns(context, galley, heads=heads)
    title_x = 0 if heads else at.title
    number_head = min(context.theme.page.measure - at.number, context.theme.table.number_head)
    found = [(texts.title, title_x, at.measure), (texts.number, at.number, number_head)]
    if texts.group and not heads:
        found.insert(0, (texts.group, 0, at.title))
    items: list[Item] = []
    for text, x, measure in found:
        lines = context.lines(text, measure)
        items += stack_lines(lines, text.style, x, end - (len(lines) - 1) * text.style.lead)
    return tuple(items)


def _page(
    context: LayoutContext,
    galley: TableGalley,
    thumb: Thumb,
    folios: Folios,
    head: PageHead,
    rows: Sequence[SetRow],
) -> UnplacedPage:
    """One page of the table; a group's name is repeated at its head where the group goes on."""
    at, k = columns(context, galley, heads=thumb.heads), head.top
    above = thumb.added * context.theme.table.added_above
    items, rules, anchors, between = list(head.items), [], [], []
    for n, row in enumerate(rows):
        if row.opens or n == 0:
            k = thumb.slot(row.group.group).top if thumb.spanning else k
            rules.append((k, row.group.group))
            items += _name_items(context, row, k + above, thumb)
            k += _head_height(context, row, heads=thumb.heads)
        else:
            rule = Rule(at.title, context.theme.page.measure, k, context.theme.rules.row, context.theme.hair)
            items.append(rule)
            between.append(rule)
        anchors.append(Anchor(row.row.anchor, k))
        items += _row_items(context, row, at, k + above, folios)
        k += row.height + thumb.added
    end = thumb.slots[-1].bottom if thumb.spanning else k
    drawn = _rules(context, rules, end)
    reaching = (*drawn, *(between if thumb.posters else ())) if thumb.spanning else ()
    outward = tuple(OutwardRule(rule.y, rule.weight, rule.colour) for rule in reaching)
    if thumb.is_wordless and not thumb.posters:
        outward = ()
    return UnplacedPage(
        "summary",
        (*items, *drawn),
        more_groups=tuple(dict.fromkeys(row.group.group for row in rows)),
        tabs=PageTabs.ALL,
        outward_rules=outward,
        anchors=tuple(anchors),
    )


def _name_items(context: LayoutContext, row: SetRow, k: float, thumb: Thumb) -> tuple[Item, ...]:
    """The group's name at the top of its span, beside its rows or above them with its ordinal."""
    table, style = context.theme.table, row.group.ordinal.style
    lines = _name_lines(context, row, heads=thumb.heads)
    if not lines or not thumb.heads:
        return stack_lines(lines, style, 0, k + table.first_baseline)
    k += table.heads.name
    if not thumb.ordinals or not table.heads.name_x:
        return stack_lines(lines, style, 0, k)
    again = context.artifact(row.group.ordinal.plain, style, row.group.group)
    ordinal = context.line(row.group.ordinal if row.opens else again)
    return (*stack_lines((ordinal,), style, 0, k), *stack_lines(lines, style, table.heads.name_x, k))


def _row_items(
    context: LayoutContext, row: SetRow, at: Columns, top: float, folios: Folios
) -> tuple[Item, ...]:
    """Title, number and page of a row; the page stands beside the number, or below one that is too long."""
    k, measure = top + row.baseline, context.theme.page.measure
    page, style = context.line(resolve(row.row.page, folios)), row.row.number.style
    beside = set_flush_right(page, measure, k)
    below = Line(at.number, k + len(row.number) * style.lead, page.runs)
    paged = beside if row.beside else below
    return (
        *stack_lines(row.title, row.row.title.style, at.title, k),
        *stack_lines(row.number, style, at.number, k),
        *((paged,) if page.runs else ()),
        *_mark_items(row, at, k),
    )


def _mark_items(row: SetRow, at: Columns, k: float) -> tuple[Item, ...]:
    """Under number and page: that the study is withdrawn, or late-breaking."""
    if row.row.mark is None:
        return ()
    k += (len(row.number) + (not row.beside)) * row.row.number.style.lead
    return stack_lines(row.marks, row.row.mark.style, at.number, k)


def _rules(context: LayoutContext, starts: Sequence[tuple[float, int]], end: float) -> tuple[Rule, ...]:
    """The group rules and the closing rule."""
    colours = [context.theme.topic(group).colour for _, group in starts]
    rules = [group_rule(context, k, colour) for (k, _), colour in zip(starts, colours, strict=True)]
    if starts:
        rules.append(group_rule(context, end, colours[-1], closing=True))
    return tuple(rules)
