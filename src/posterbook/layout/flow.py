"""Fills pages with running text: headings stay with their text, no paragraph leaves a line or two behind.

Text comes as flow lines: one for each line set, and one for each figure with its caption. `place` gives them
baselines from the top of a page until one falls below the last allowed; `fill` then breaks the page before
that one, or earlier, where the break is better:

- A *good* break leaves no heading at the foot of the page, at least `least` lines of a divided paragraph on
  both sides (no orphan before it, no widow behind it), and at least `least` lines of the text on both pages.
  The best of them leave `tail` lines of text behind, so that no page ends a text with a few.
- A *fair* break gives up only the last of these: a page may hold a line or two, if those are a paragraph.
- A *bearable* break gives up the paragraph too; it only leaves no heading behind.

The rules are tried in this order, each from the fullest page to the emptiest, and the first break that keeps
one is taken. A call-out panel that fits a page of its own stays whole: good and fair breaks outside of it are
tried before any inside. One that may be divided takes text with it rather than stand alone on a page, if less
than half of the text before it is given up for that. Where nothing but headings stands on the page, it is
simply filled.

Pages are filled one after the other, each as full as such a break allows, and none is reconsidered for the
sake of a later one: white at the foot of a page is no fault that would have to be shared out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, product

from posterbook.forms.galley import Text
from posterbook.forms.page import Item, Line
from posterbook.forms.set_line import SetLine, is_said_to_run_otherwise, runs_against_its_page
from posterbook.layout.context import LayoutContext, next_on_grid
from posterbook.values import dataclass

_TOLERANCE = 1e-6
"""Points by which a line may seem too low: sums in another order must not move it to the next page."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of running text.

    `gap` is the distance from the baseline before it, where it does not open a page; a `heading` stays with
    the line after it, and so does a line whose text must not part from what follows. With `panel` it stands
    in the call-out panel. `paragraph` counts paragraphs and headings, `index` lines within one of `length`.
    `hung` are a label in the rail and a list's marker, level with this line, and `below` what they take
    beyond it. A figure is a flow line of no text, whose `hung` picture and caption end at its baseline:
    `above` is what it takes more than a line, where it opens a page. Figures and long captions are `loose`:
    they stand off the baseline grid, and the text after them is back on it. So do the rows of a table: the
    first of a page has its table's `head` again above it. One that is `between` parts two texts of a page,
    and is left out where a page would begin with it.
    """

    line: SetLine
    gap: float
    paragraph: int
    index: int
    length: int
    heading: bool = False
    panel: bool = False
    x: float = 0
    hung: tuple[Item, ...] = ()
    below: float = 0
    above: float = 0
    loose: bool = False
    head: FlowLine | None = None
    between: bool = False

    def beside(self, label: tuple[Item, ...]) -> FlowLine:
        """The same line of a paragraph beside a label in the rail."""
        number, index, length = self.paragraph, self.index, self.length
        hung = (*label, *self.hung)
        return FlowLine(
            self.line, self.gap, number, index, length, self.heading, self.panel, self.x, hung, self.below
        )


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A flow line and its baseline `k`, counted from the live top downwards."""

    flow_line: FlowLine
    k: float

    @property
    def items(self) -> tuple[Item, ...]:
        """The line where it stands, after what hangs beside it."""
        flow_line, k = self.flow_line, self.k
        line = (flow_line.line.at(flow_line.x, k),) if flow_line.line.runs else ()
        if not flow_line.hung:  # nearly always
            return line
        return (*[item.moved(0, k) for item in flow_line.hung], *line)


@dataclass(frozen=True, slots=True)
class Measures:
    """How text flows, in points from the live top: a page's first baseline, the last allowed one, the grid.

    After a panel the next line stands on the grid, at least `after_panel` below the panel's foot, which is
    `panel_foot` below its last baseline. `least` lines at least stand on each side of a page break, and
    `tail` of the text on the last page, where there is a break for that. A panel that fits a page of its own
    is divided only if it `panel_divides`.
    """

    first: float
    last: float
    grid: float
    least: int
    panel_first: float = 0
    panel_foot: float = 0
    after_panel: float = 0
    tail: int = 0
    panel_divides: bool = False


def paragraph(
    context: LayoutContext,
    text: Text,
    number: int,
    gap: float,
    *,
    heading: bool = False,
    panel: bool = False,
    indent: float = 0,
) -> Iterator[FlowLine]:
    """The lines of one paragraph or heading in the main column: `gap` before its first, `indent` in it."""
    page, step = context.theme.page, context.theme.poster.list_indent
    inset = (text.level + text.inset) * step
    measure = page.main - inset - text.inset * step
    narrow = (measure - indent, 1) if indent else None
    against = text.level > 0 and runs_against_its_page(text)
    running = text.style.from_right and (not text.level or against)
    if running and heading:  # one that nothing is said of may stand above text from the right
        running = is_said_to_run_otherwise(text.pieces[0].element)
    lines = context.lines(text, measure, narrow=narrow, running=running)
    x, length, before = page.main_x + inset, len(lines), gap
    hung = _marker(context, text, x)
    if against:  # its bullets stand at the other edge
        x -= text.level * step
        hung = _marker_behind(context, text, x + measure)
    for index, line in enumerate(lines):
        yield FlowLine(line, before, number, index, length, heading, panel, x + indent, hung)
        before, hung, indent = text.style.lead, (), 0


def _marker(context: LayoutContext, text: Text, x: float) -> tuple[Line, ...]:
    """A list item's bullet or number, in the indent before it; a wide one ends where the text begins."""
    if not text.marker:
        return ()
    line = context.line(Text(text.style, text.marker, text.where))
    space = context.fonts.width(text.style.font, " ", text.style.size)
    left = min(x - context.theme.poster.list_indent, x - line.width - space)
    return (line.at(left, 0),)


def _marker_behind(context: LayoutContext, text: Text, edge: float) -> tuple[Line, ...]:
    """The marker of an item that runs against its page: behind the edge at which its text begins."""
    if not text.marker:
        return ()
    line = context.line(Text(text.style, text.marker, text.where))
    space = context.fonts.width(text.style.font, " ", text.style.size)
    return (line.at(max(edge + context.theme.poster.list_indent - line.width, edge + space), 0),)


def gap_after(before: Text | None, text: Text) -> float:
    """From the last baseline of a paragraph to the first of the next: items of a list stand close."""
    close = text.level > 0 and before is not None
    return text.style.lead + (0 if close else text.style.para_gap)


def items_of(placed: Iterable[PlacedLine]) -> tuple[Item, ...]:
    """The items of placed lines in reading order."""
    return tuple(chain.from_iterable([one.items for one in placed]))


def place(
    lines: Iterable[FlowLine], measures: Measures, first: float | None = None
) -> tuple[PlacedLine, ...]:
    """The lines of a page and the one that no longer fits; its first baseline at `first` or as measured."""
    placed: list[PlacedLine] = []
    k = 0.0
    for line in lines:
        if not placed:
            k = first if first is not None else measures.panel_first if line.panel else measures.first
            k += line.above
        elif placed[-1].flow_line.panel and not line.panel:
            clear = k + placed[-1].flow_line.below + measures.panel_foot + measures.after_panel
            k = next_on_grid(clear, measures.grid) + line.above
        elif placed[-1].flow_line.loose and not line.loose:
            k = next_on_grid(k + line.gap, measures.grid)
        else:
            k += placed[-1].flow_line.below + line.gap
        placed.append(PlacedLine(line, k))
        if k > measures.last + _TOLERANCE:
            break  # what follows is for later pages, and a record may go on for a thousand
    return tuple(placed)


def place_all(
    lines: Sequence[FlowLine], measures: Measures, first: float | None = None
) -> tuple[PlacedLine, ...] | None:
    """The lines on one page, None where they take more; its first baseline at `first` or as measured."""
    placed = place(lines, measures, first)
    return placed if not placed or placed[-1].k <= measures.last + _TOLERANCE else None


def fill(
    lines: Sequence[FlowLine], measures: Measures, first: float | None = None, foot: float = 0
) -> tuple[tuple[PlacedLine, ...], ...]:
    """The lines on as many pages as it takes; a page that is not the last keeps `foot` free at its end.

    `first` is the first baseline of the first page, where it is not as measured.
    """
    pages: list[tuple[PlacedLine, ...]] = []
    rest = tuple(lines)
    while rest:
        placed = place(rest, measures, first)
        if placed[-1].k <= measures.last + _TOLERANCE:
            return (*pages, placed)
        fitting = sum(1 for one in placed if _lower_edge(one, measures) <= measures.last - foot + _TOLERANCE)
        whole = not measures.panel_divides and _fits_a_page(rest, measures, foot)
        count = _count_on_page(rest, max(fitting, 1), measures, panel_whole=whole)
        if measures.panel_divides:
            count = _with_company(rest, count, measures)
        pages.append(placed[:count])
        rest, first = _on_new_page(rest[:count], rest[count:]), None
    return tuple(pages)


def _on_new_page(before: Sequence[FlowLine], rest: tuple[FlowLine, ...]) -> tuple[FlowLine, ...]:
    """The lines of a new page; rows of a table have its head above them, unless it alone filled a page."""
    while rest and rest[0].between:
        rest = rest[1:]
    head = rest[0].head if rest else None
    return (head, *rest) if head is not None and any(not line.heading for line in before) else rest


def _lower_edge(one: PlacedLine, measures: Measures) -> float:
    """Where a line ends, with the foot of the panel if it should be the panel's last on its page."""
    return one.k + (measures.panel_foot if one.flow_line.panel else 0)


def _fits_a_page(lines: Sequence[FlowLine], measures: Measures, foot: float) -> bool:
    """Whether a page of its own would hold the panel: only one longer than a page is divided."""
    panel = place((line for line in lines if line.panel), measures)
    if not panel or lines[-1].panel:
        return not panel or panel[-1].k <= measures.last + _TOLERANCE
    return _lower_edge(panel[-1], measures) <= measures.last - foot + _TOLERANCE


def _count_on_page(lines: Sequence[FlowLine], fitting: int, measures: Measures, *, panel_whole: bool) -> int:
    """How many of the lines stand on the page: the most that leave a good break, by ever weaker rules.

    `panel_whole` keeps the panel in one piece as long as there is a fair break elsewhere.
    """
    breaks = range(min(fitting, len(lines) - 1), 0, -1)
    outside = [at for at in breaks if not (lines[at - 1].panel and lines[at].panel)]
    candidates = (outside, breaks) if panel_whole else (breaks,)
    for among, rule in (*product(candidates, (_leaves_tail, _is_good, _is_fair)), (breaks, _is_bearable)):
        for at in among:
            if rule(lines, at, measures):
                return at
    return min(fitting, len(lines))


def _with_company(lines: Sequence[FlowLine], count: int, measures: Measures) -> int:
    """As many lines, or fewer: where the next page would hold the panel alone, text goes on with it."""
    rest = lines[count:]
    if not rest or lines[count - 1].panel or not all(line.panel for line in rest):
        return count
    fewer = range(count - 1, count // 2, -1)
    return next((at for at in fewer if _leaves_tail(lines, at, measures)), count)


def _leaves_tail(lines: Sequence[FlowLine], at: int, measures: Measures) -> bool:
    """Whether a break is good, and enough lines of text follow that they may be the last page."""
    text = (line for line in islice(lines, at, None) if not line.heading)
    return _is_good(lines, at, measures) and sum(1 for _ in islice(text, measures.tail)) >= measures.tail


def _is_good(lines: Sequence[FlowLine], at: int, measures: Measures) -> bool:
    """Whether a break is fair and leaves `least` lines of the text on both sides."""
    return min(at, len(lines) - at) >= measures.least and _is_fair(lines, at, measures)


def _is_fair(lines: Sequence[FlowLine], at: int, measures: Measures) -> bool:
    """Whether no heading is left at the end, and `least` lines of a divided paragraph on both sides."""
    before, after = lines[at - 1], lines[at]
    if before.heading:
        return False
    within = before.paragraph == after.paragraph
    least = measures.least
    return not within or (after.index >= least and after.length - after.index >= least)


def _is_bearable(lines: Sequence[FlowLine], at: int, _measures: Measures) -> bool:
    """Whether no heading is left at the end."""
    return not lines[at - 1].heading
