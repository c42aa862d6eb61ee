"""Fills pages with running text: headings stay with their text, no paragraph leaves a line or two behind.

Text is flattened to atoms, one a line; a page takes the longest run of them that ends at a good place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from posterbook.forms.galley import Text
from posterbook.forms.page import Item, Line
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, next_on_grid
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of running text.

    `gap` is the distance from the baseline before it, where it does not open a page; with `panel` it stands
    in the call-out panel. `paragraph` counts paragraphs and headings, `index` lines within one of `length`.
    `hung` are a label in the rail and a list's marker, level with this line, and `below` what it takes beyond
    it. A figure is an atom whose `hung` picture and caption end at the baseline: `above` is what it takes
    more than a line, where it opens a page. Text is back on the grid after `loose` atoms.
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


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """An atom and its baseline."""

    atom: FlowLine
    k: float

    @property
    def items(self) -> tuple[Item, ...]:
        """The line where it stands, after the label that hangs beside it."""
        hung = (item.moved(0, self.k) for item in self.atom.hung)
        line = Line(self.atom.x, self.k, self.atom.line.runs)
        return (*hung, line) if line.runs else tuple(hung)


@dataclass(frozen=True, slots=True)
class Measures:
    """How text flows: where a page's first baseline stands, the last allowed one, and the grid.

    After a panel the next line stands on the grid, at least `after_panel` below the panel's foot, which is
    `panel_foot` below its last baseline. `least` lines at least stand on each side of a page break.
    """

    first: float
    last: float
    grid: float
    least: int
    panel_first: float = 0
    panel_foot: float = 0
    after_panel: float = 0


def paragraph(
    desk: LayoutContext,
    text: Text,
    number: int,
    gap: float,
    *,
    heading: bool = False,
    panel: bool = False,
) -> Iterator[FlowLine]:
    """The lines of one paragraph or heading in the main column; `gap` stands before its first."""
    page, indent = desk.theme.page, text.level * desk.theme.poster.list_indent
    lines = desk.lines(text, page.main - indent)
    x = page.main_x + indent
    for index, line in enumerate(lines):
        before = text.style.lead if index else gap
        marker = () if index else _marker(desk, text, x)
        yield FlowLine(line, before, number, index, len(lines), heading, panel, x, marker)


def _marker(desk: LayoutContext, text: Text, x: float) -> tuple[Line, ...]:
    """A list item's bullet or number, in the indent before it; a wide one ends where the text begins."""
    if not text.marker:
        return ()
    line = desk.line(Text(text.style, text.marker, text.where))
    space = desk.fonts.width(text.style.font, " ", text.style.size)
    left = min(x - desk.theme.poster.list_indent, x - line.width - space)
    return (Line(left, 0, line.runs),)


def gap_after(before: Text | None, text: Text) -> float:
    """From the last baseline of a paragraph to the first of the next: items of a list stand close."""
    close = text.level > 0 and before is not None
    return text.style.lead + (0 if close else text.style.para_gap)


def paragraphs(desk: LayoutContext, texts: Sequence[Text]) -> tuple[FlowLine, ...]:
    """Plain paragraphs, parted by their style's gap."""
    atoms: list[FlowLine] = []
    for number, text in enumerate(texts):
        gap = gap_after(texts[number - 1] if number else None, text)
        atoms += paragraph(desk, text, number, gap)
    return tuple(atoms)


def items_of(placed: Iterable[PlacedLine]) -> tuple[Item, ...]:
    """The items of placed atoms in reading order."""
    return tuple(item for one in placed for item in one.items)


def place(
    atoms: Iterable[FlowLine], measures: Measures, first: float | None = None
) -> tuple[PlacedLine, ...]:
    """The atoms of a page and the one that no longer fits; its first baseline at `first` or as measured."""
    placed: list[PlacedLine] = []
    k = 0.0
    for atom in atoms:
        if not placed:
            k = first if first is not None else measures.panel_first if atom.panel else measures.first
            k += atom.above
        elif placed[-1].atom.panel and not atom.panel:
            clear = k + placed[-1].atom.below + measures.panel_foot + measures.after_panel
            k = next_on_grid(clear, measures.grid) + atom.above
        elif placed[-1].atom.loose and not atom.loose:
            k = next_on_grid(k + atom.gap, measures.grid)
        else:
            k += placed[-1].atom.below + atom.gap
        placed.append(PlacedLine(atom, k))
        if k > measures.last + 1e-6:
            break  # what follows is for later pages, and a record may go on for a thousand
    return tuple(placed)


def fill(
    atoms: Sequence[FlowLine], measures: Measures, first: float | None = None, foot: float = 0
) -> tuple[tuple[PlacedLine, ...], ...]:
    """Atoms on as many pages as it takes; a page that is not the last keeps `foot` free at its end."""
    pages: list[tuple[PlacedLine, ...]] = []
    rest = tuple(atoms)
    while rest:
        placed = place(rest, measures, first)
        if placed[-1].k <= measures.last + 1e-6:
            return (*pages, placed)
        fitting = sum(1 for one in placed if _ends(one, measures) <= measures.last - foot + 1e-6)
        cut = _cut(rest, max(fitting, 1), measures.least, whole=_panel_fits(rest, measures, foot))
        pages.append(placed[:cut])
        rest, first = rest[cut:], None
    return tuple(pages)


def _ends(one: PlacedLine, measures: Measures) -> float:
    """Where a line ends, with the foot of the panel if it should be the panel's last on its page."""
    return one.k + (measures.panel_foot if one.atom.panel else 0)


def _panel_fits(atoms: Sequence[FlowLine], measures: Measures, foot: float) -> bool:
    """Whether a page of its own would hold the panel: only one longer than a page splits (DESIGN 7)."""
    panel = place((atom for atom in atoms if atom.panel), measures)
    if not panel or atoms[-1].panel:
        return not panel or panel[-1].k <= measures.last + 1e-6
    return _ends(panel[-1], measures) <= measures.last - foot + 1e-6


def _cut(atoms: Sequence[FlowLine], fitting: int, least: int, *, whole: bool) -> int:
    """How many of the atoms stand on the page: the most that leave a good break, by ever weaker rules.

    `whole` keeps the panel in one piece as long as there is a fair break elsewhere.
    """
    cuts = range(min(fitting, len(atoms) - 1), 0, -1)
    outside = [cut for cut in cuts if not (atoms[cut - 1].panel and atoms[cut].panel)]
    tried = (outside, cuts) if whole else (cuts,)
    for among, rule in (*product(tried, (_is_good, _is_fair)), (cuts, _is_bearable)):
        for cut in among:
            if rule(atoms, cut, least):
                return cut
    return min(fitting, len(atoms))


def _is_good(atoms: Sequence[FlowLine], cut: int, least: int) -> bool:
    """No heading at the end, `least` lines of a paragraph and of text on both sides."""
    return min(cut, len(atoms) - cut) >= least and _is_fair(atoms, cut, least)


def _is_fair(atoms: Sequence[FlowLine], cut: int, least: int) -> bool:
    """No heading at the end, `least` lines of a paragraph on both sides; the panel may split."""
    before, after = atoms[cut - 1], atoms[cut]
    if before.heading:
        return False
    within = before.paragraph == after.paragraph
    return not within or (after.index >= least and after.length - after.index >= least)


def _is_bearable(atoms: Sequence[FlowLine], cut: int, _least: int) -> bool:
    """At least no heading at the end."""
    return not atoms[cut - 1].heading
