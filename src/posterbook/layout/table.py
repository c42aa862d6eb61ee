"""The summary table: rows in columns, group rules out to the tabs, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.forms.galley import Row, TableGalley, TableGroup, TableHeads, Text
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
from posterbook.layout.thumb import Slot, Thumb, equal_slots, group_rule, tab_label
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: the titles' left edge and measure, the numbers' left edge."""

    title: float
    measure: float
    number: float


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row set in lines; `height` is from its top to the next row's, `baseline` its first below its top.

    The page's number stands `beside` the poster's or below it, `marks` below both.
    """

    row: Row
    group: TableGroup
    title: tuple[SetLine, ...]
    number: tuple[SetLine, ...]
    height: float
    baseline: float
    opens: bool
    beside: bool
    marks: tuple[SetLine, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """What a table page starts with, and the k at which its rows begin."""

    items: tuple[Item, ...]
    top: float


def thumb_index(desk: LayoutContext, galley: TableGalley | None, names: Sequence[Text | None]) -> Thumb:
    """The index of a book whose groups have these names, by its summary table if there is one.

    Names that fit neither their column nor their tab make the whole book switch to group heads.
    """
    thumb = _index(desk, galley, names, heads=False)
    labelled = all(label is not None for label, name in zip(thumb.labels, names, strict=True) if name)
    room = desk.theme.table.heads.switch_over
    narrow = all(desk.line(g.name).width <= room for g in (galley.groups if galley else ()) if g.name)
    return thumb if labelled and narrow else _index(desk, galley, names, heads=True)


def _index(
    desk: LayoutContext, galley: TableGalley | None, names: Sequence[Text | None], *, heads: bool
) -> Thumb:
    slots, spanning, added = equal_slots(desk, len(names)), False, 0.0
    if galley and len(galley.groups) == len(names) <= desk.theme.tabs.most:
        top = _first_band(desk, galley, heads=heads).top
        rows = set_rows(desk, galley, heads=heads)
        room = desk.theme.page.last - top - sum(_spans(desk, rows, 0, heads=heads))
        if room >= -1e-6:
            added = min(desk.theme.table.most_added, room / len(rows))
            spanning, slots = True, _slots(top, _spans(desk, rows, added, heads=heads))
    thumb = Thumb(slots, (), heads, spanning, added)
    labels = (tab_label(desk, n, thumb.slot(i)) if n and not heads else None for i, n in enumerate(names))
    return replace(thumb, labels=tuple(labels))


def _spans(desk: LayoutContext, rows: Sequence[SetRow], added: float, *, heads: bool) -> list[float]:
    """The height of each group in a table on one page."""
    spans: list[float] = []
    for row in rows:
        if row.opens:
            spans.append(_over(desk, row, heads=heads))
        spans[-1] += row.height + added
    return [max(span, desk.theme.table.least_group) for span in spans]


def _over(desk: LayoutContext, row: SetRow, *, heads: bool) -> float:
    """The height of the group's name where it stands above its rows."""
    if not heads or row.group.name is None:
        return 0
    lines = _name_lines(desk, row, heads=True)
    return desk.theme.table.heads.rows + (len(lines) - 1) * row.group.name.style.lead


def _name_lines(desk: LayoutContext, row: SetRow, *, heads: bool) -> tuple[SetLine, ...]:
    """The group's name, with "continued" where the row does not open it."""
    table = desk.theme.table
    name = row.group.name if row.opens else row.group.repeated
    measure = desk.theme.page.measure - table.heads.name_x if heads else table.title_x
    return desk.lines(name, measure) if name else ()


def _slots(top: float, spans: Sequence[float]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for span in spans:
        slots.append(Slot(top, top + span))
        top += span
    return tuple(slots)


def table_pages(
    desk: LayoutContext, galley: TableGalley, thumb: Thumb, folios: Folios
) -> tuple[UnplacedPage, ...]:
    """The table's pages: the sentence and heads on the first, heads and group names repeated on all."""
    rest = list(set_rows(desk, galley, heads=thumb.heads))
    band = _first_band(desk, galley, heads=thumb.heads)
    leaves: list[UnplacedPage] = []
    while rest or not leaves:
        count = len(rest) if thumb.spanning else _fitting(desk, rest, band.top, heads=thumb.heads)
        leaf = _page(desk, galley, thumb, folios, band, rest[:count])
        anchor = Anchor(galley.anchor, 0)
        if not leaves:
            leaf = replace(leaf, anchors=(anchor, *leaf.anchors), bookmarks=(galley.bookmark,))
        leaves.append(replace(leaf, continues=bool(leaves)))
        rest, band = _roomy(desk, rest[count:], thumb), _later_band(desk, galley, heads=thumb.heads)
    return tuple(leaves)


def _roomy(desk: LayoutContext, rows: list[SetRow], thumb: Thumb) -> list[SetRow]:
    """The rows of a later page; one alone of its group is as high as the group's name with "continued"."""
    if not rows or rows[0].opens or thumb.heads or not all(row.opens for row in rows[1:2]):
        return rows
    style = rows[0].group.ordinal.style
    height = len(_name_lines(desk, rows[0], heads=False)) * style.lead + desk.theme.table.row_pad
    return [replace(rows[0], height=max(rows[0].height, height)), *rows[1:]]


def _columns(desk: LayoutContext, galley: TableGalley, *, heads: bool) -> Columns:
    """The columns beside group names, below group heads, or without groups at all."""
    table = desk.theme.table
    if galley.heads.group is None:
        return Columns(0, table.title_x + table.title_width, table.number_x)
    if heads:
        return Columns(table.heads.name_x, table.heads.title_width, table.number_x)
    return Columns(table.title_x, table.title_width, table.number_x)


def set_rows(desk: LayoutContext, galley: TableGalley, *, heads: bool) -> tuple[SetRow, ...]:
    """Every row with its title set and its height (DESIGN 5, Summary)."""
    at = _columns(desk, galley, heads=heads)
    named = heads and galley.heads.group is not None
    return tuple(
        _set_row(desk, group, row, at, opens=n == 0, headed=named and n == 0)
        for group in galley.groups
        for n, row in enumerate(group.rows)
    )


def _set_row(
    desk: LayoutContext, group: TableGroup, row: Row, at: Columns, *, opens: bool, headed: bool
) -> SetRow:
    table, lead = desk.theme.table, row.title.style.lead
    title = desk.lines(row.title, at.measure)
    number = desk.lines(row.number, desk.theme.page.measure - at.number)
    beside, marks = _beside(desk, row, number, at), _mark_lines(desk, row, at)
    lines = max(len(title), len(number) + (not beside) + len(marks))
    heads = table.heads
    return SetRow(
        row,
        group,
        title,
        number,
        height=lines * lead + (heads.first_pad if headed else table.row_pad),
        baseline=heads.first_baseline if headed else table.first_baseline,
        opens=opens,
        beside=beside,
        marks=marks,
    )


def _beside(desk: LayoutContext, row: Row, number: tuple[SetLine, ...], at: Columns) -> bool:
    """Whether the page number fits beside the poster's; the widest page number is assumed."""
    if desk.theme.look.page_below_number:
        return False
    widest = desk.line(resolve(row.page, Folios())).width + row.page.text.style.size / 2
    return len(number) == 1 and at.number + number[0].width + widest <= desk.theme.page.measure


def _fitting(desk: LayoutContext, rows: Sequence[SetRow], top: float, *, heads: bool) -> int:
    """How many rows stand on a page, one at least."""
    k, count = top, 0
    for row in rows:
        named = row.opens or not count
        k += (_over(desk, row, heads=heads) if named else 0) + row.height
        if count and k > desk.theme.page.last + 1e-6:
            return _well_parted(rows, count, desk.theme.fit.least_lines)
        count += 1
    return count


def _well_parted(rows: Sequence[SetRow], count: int, least: int) -> int:
    """So many rows or a few less: the next page has `least` at least and opens with a group if it can."""
    latest = min(count, len(rows) - least)
    if latest <= least:
        return count
    groups = (cut for cut in range(latest, max(latest - least, least), -1) if rows[cut].opens)
    return next(groups, latest)


def _first_band(desk: LayoutContext, galley: TableGalley, *, heads: bool) -> Band:
    """The sentence above the table and the column heads; a long sentence moves the table down."""
    table, page = desk.theme.table, desk.theme.page
    items: list[Item] = [desk.page_rule()]
    k, last = table.sentence, 0.0
    for text in galley.sentence:
        lines = desk.lines(text, page.measure)
        items += stack_lines(lines, text.style, 0, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead
    end = max(table.heads_end, last + 3 * galley.heads.title.style.lead)
    return Band(
        (*items, *_heads(desk, galley, galley.heads, end, heads=heads)), end + table.top - table.heads_end
    )


def _later_band(desk: LayoutContext, galley: TableGalley, *, heads: bool) -> Band:
    """The column heads of every further page."""
    table = desk.theme.table
    end = table.sentence + galley.heads.title.style.lead
    items = _heads(desk, galley, galley.repeated_heads, end, heads=heads)
    return Band((desk.page_rule(), *items), end + table.top - table.heads_end)


def _heads(
    desk: LayoutContext, galley: TableGalley, texts: TableHeads, end: float, *, heads: bool
) -> tuple[Item, ...]:
    """The column heads, the last baseline of each at `end`."""
    at = _columns(desk, galley, heads=heads)
    title_x = 0 if heads else at.title
    number_head = min(desk.theme.page.measure - at.number, desk.theme.table.number_head)
    title = texts.title_alone if texts.group and heads else texts.title
    found = [(title, title_x, at.measure), (texts.number, at.number, number_head)]
    if texts.group and not heads:
        found.insert(0, (texts.group, 0, at.title))
    items: list[Item] = []
    for text, x, measure in found:
        lines = desk.lines(text, measure)
        items += stack_lines(lines, text.style, x, end - (len(lines) - 1) * text.style.lead)
    return tuple(items)


def _page(
    desk: LayoutContext, galley: TableGalley, thumb: Thumb, folios: Folios, band: Band, rows: Sequence[SetRow]
) -> UnplacedPage:
    """One page of the table; a group's name is repeated at its head where the group goes on."""
    at, k = _columns(desk, galley, heads=thumb.heads), band.top
    items, rules, anchors = list(band.items), [], []
    for n, row in enumerate(rows):
        if row.opens or n == 0:
            k = thumb.slot(row.group.group).top if thumb.spanning else k
            rules.append((k, row.group.group))
            items += _name(desk, row, k, thumb)
            k += _over(desk, row, heads=thumb.heads)
        else:
            items.append(Rule(at.title, desk.theme.page.measure, k, desk.theme.rules.row, desk.theme.hair))
        anchors.append(Anchor(row.row.anchor, k))
        items += _row(desk, row, at, k, folios)
        k += row.height + thumb.added
    end = thumb.slots[-1].bottom if thumb.spanning else k
    drawn, outward = _rules(desk, rules, end, thumb)
    return UnplacedPage(
        "summary", (*items, *drawn), index=PageTabs.ALL, outward=outward, anchors=tuple(anchors)
    )


def _name(desk: LayoutContext, row: SetRow, k: float, thumb: Thumb) -> tuple[Item, ...]:
    """The group's name at the top of its span, beside its rows or above them with its ordinal."""
    table, style = desk.theme.table, row.group.ordinal.style
    lines = _name_lines(desk, row, heads=thumb.heads)
    if not lines or not thumb.heads:
        return stack_lines(lines, style, 0, k + table.first_baseline)
    ordinal = (desk.line(row.group.ordinal),) if row.opens and table.heads.name_x else ()
    k += table.heads.name
    return (*stack_lines(ordinal, style, 0, k), *stack_lines(lines, style, table.heads.name_x, k))


def _row(desk: LayoutContext, row: SetRow, at: Columns, top: float, folios: Folios) -> tuple[Item, ...]:
    """Title, number and page of a row; the page stands beside the number, or below one that is too long."""
    k, measure = top + row.baseline, desk.theme.page.measure
    page, style = desk.line(resolve(row.row.page, folios)), row.row.number.style
    beside = set_flush_right(page, measure, k)
    below = Line(at.number, k + len(row.number) * style.lead, page.runs)
    paged = beside if row.beside else below
    return (
        *stack_lines(row.title, row.row.title.style, at.title, k),
        *stack_lines(row.number, style, at.number, k),
        *((paged,) if page.runs else ()),
        *_marks(desk, row, at, k),
    )


def _marks(desk: LayoutContext, row: SetRow, at: Columns, k: float) -> tuple[Item, ...]:
    """Under number and page: that the study is withdrawn, or late-breaking (DESIGN 7)."""
    k += (len(row.number) + (not row.beside)) * row.row.number.style.lead
    if row.row.under_number:
        return stack_lines(row.marks, row.row.under_number.style, at.number, k)
    step = row.row.under_page.style.lead if row.row.under_page else 0
    return tuple(
        set_flush_right(line, desk.theme.page.measure, k + n * step) for n, line in enumerate(row.marks)
    )


def _mark_lines(desk: LayoutContext, row: Row, at: Columns) -> tuple[SetLine, ...]:
    """A row's mark in lines that keep to the column of numbers."""
    mark = row.under_number or row.under_page
    return desk.lines(mark, desk.theme.page.measure - at.number) if mark else ()


def _rules(
    desk: LayoutContext, starts: Sequence[tuple[float, int]], end: float, thumb: Thumb
) -> tuple[tuple[Rule, ...], tuple[OutwardRule, ...]]:
    """The group rules and the closing rule, and how they run out to the tabs."""
    colours = [desk.theme.topic(group).colour for _, group in starts]
    rules = [group_rule(desk, k, colour) for (k, _), colour in zip(starts, colours, strict=True)]
    if starts:
        rules.append(group_rule(desk, end, colours[-1], closing=True))
    outward = tuple(OutwardRule(rule.y, rule.weight, rule.colour) for rule in rules) if thumb.spanning else ()
    return tuple(rules), outward
