"""What pages are set with, and a page whose place in the booklet is not known yet: neither side nor folio.

x counts from the left edge of the text block, y is k, counted from the live top downwards.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import field
from enum import StrEnum
from typing import Any, TypeVar

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Colour, Style, Theme
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Bookmark, Meaning
from posterbook.forms.galley import Piece, Reference, Text
from posterbook.forms.page import Anchor, Item, Line, PosterFit, Rule
from posterbook.forms.set_line import SetLine, set_line
from posterbook.layout.lines import set_lines
from posterbook.values import dataclass

T = TypeVar("T")


class PageTabs(StrEnum):
    """Which thumb tabs a page carries."""

    NONE = "none"
    OWN = "own"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class OutwardRule:
    """A rule from the far edge of the text block out to the tab at the fore-edge."""

    k: float
    weight: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class UnplacedPage:
    """A page of items in the text block.

    `optional` items are drawn only if the facing page, where it is a poster's too, has its own, but on a
    `bare` one, which ends high up, whatever faces it. `continued_on` says at the foot where the text goes on,
    `continued_across` that it does so on the facing page; `continues` that the page goes on from the one
    before. `group` colours the page's own tab; `more_groups` have theirs too. A page without a foot may be
    filled down to the foot's baseline, and one may have a folio alone; one without a folio is counted all the
    same, but not one that only `fills` up a sheet; one that was `added` after the printing is counted for
    itself. Sponsors' marks may stand below the text of one that `takes_sponsors`. One that has a `ground` is
    filled with that colour out to the bleed, and its foot is white. What is `full_bleed` stands behind all
    else, at x and y from the trim's own upper left corner, whatever the margins are.
    """

    kind: str
    items: tuple[Item, ...]
    number: str = ""
    group: int = -1
    more_groups: tuple[int, ...] = ()
    tabs: PageTabs = PageTabs.NONE
    has_foot: bool = True
    has_folio: bool = True
    has_running: bool = True
    fills: bool = False
    added: bool = False
    takes_sponsors: bool = False
    outward_rules: tuple[OutwardRule, ...] = ()
    optional: tuple[Item, ...] = ()
    bare: bool = False
    continued_on: Reference | None = None
    continued_across: Text | None = None
    continues: bool = False
    anchors: tuple[Anchor, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    legal: tuple[str, ...] = ()
    fits: tuple[PosterFit, ...] = ()
    full_bleed: tuple[Item, ...] = ()
    ground: Colour | None = None
    reaches_edge: bool = False


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """What every page is set with: the theme and its fonts, and what has been set already.

    A text is set several times over, to choose among steps and because page numbers settle late. What has
    been set is known by the identity of its text (and the text kept, so that the identity is not given to
    another): to compare texts by what they say costs as much as to set a short one.
    """

    theme: Theme
    fonts: Fonts
    _set: dict[tuple[object, ...], tuple[Text, tuple[SetLine, ...]]] = field(default_factory=dict)
    _sized: dict[tuple[int, float, float], tuple[Text, Text]] = field(default_factory=dict)
    _styles: dict[tuple[int, float, float], tuple[Style, Style]] = field(default_factory=dict)
    _artifacts: dict[tuple[str, int, int], tuple[Style, Text]] = field(default_factory=dict)
    _made: dict[tuple[int, Hashable], tuple[object, Any]] = field(default_factory=dict)

    def lines(
        self,
        text: Text,
        measure: float,
        *,
        extra_line: bool = False,
        narrow: tuple[float, int] | None = None,
        running: bool = False,
    ) -> tuple[SetLine, ...]:
        """A text in lines no wider than `measure`; the first ones narrower if told (measure, how many)."""
        key = (id(text), measure, extra_line, narrow, running)
        found = self._set.get(key)
        if found is None:
            lines = set_lines(
                text, measure, self.fonts, self.theme, extra_line=extra_line, narrow=narrow, running=running
            )
            found = self._set[key] = (text, lines)
        return found[1]

    def line(self, text: Text) -> SetLine:
        """A text on one line, however wide."""
        key = (id(text), 0.0, False, None)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = (text, (set_line(text, self.fonts),))
        return found[1][0]

    def at_size(self, text: Text, size: float, lead: float) -> Text:
        """The text at another size and lead: the same value each time, so that its lines are found again."""
        key = (id(text), size, lead)
        found = self._sized.get(key)
        if found is None:
            found = self._sized[key] = (text, text.in_style(self.style_at(text.style, size, lead)))
        return found[1]

    def style_at(self, style: Style, size: float, lead: float) -> Style:
        """The style at another size and lead."""
        key = (id(style), size, lead)
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = (style, style.sized(size, lead))
        return found[1]

    def artifact(self, wording: str, style: Style, group: int = 0) -> Text:
        """A text that repeats what is said elsewhere, as a tab or a running foot does."""
        key = (wording, id(style), group)
        found = self._artifacts.get(key)
        if found is None:
            piece = Piece(wording, style.font, self.theme.colour(style, group), Artifact.PAGINATION)
            found = self._artifacts[key] = (style, Text(style, (piece,), Where("")))
        return found[1]

    def once(self, owner: object, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for an owner, which is known by its identity, and a key."""
        found = self._made.get((id(owner), key))
        if found is None:
            found = self._made[id(owner), key] = (owner, make())
        made: T = found[1]
        return made

    def page_rule(self, colour: Colour | None = None, meaning: Meaning = Artifact.LAYOUT) -> Rule:
        """The rule that a page hangs from."""
        page, rules = self.theme.page, self.theme.rules
        return Rule(0, page.measure, 0, rules.page_top, colour or self.theme.ink, meaning)


def stack_lines(lines: tuple[SetLine, ...], style: Style, x: float, k: float) -> tuple[Line, ...]:
    """Lines below each other, flush left at `x`, the first baseline at `k`."""
    return tuple(line.at(x + style.dx, k + n * style.lead) for n, line in enumerate(lines))


def set_flush_right(line: SetLine, x: float, k: float) -> Line:
    """One line that ends at `x`."""
    return line.at(x - line.width, k)


def last_baseline(lines: tuple[SetLine, ...], style: Style, k: float) -> float:
    """The last baseline of lines whose first stands at `k`."""
    return k + (len(lines) - 1) * style.lead


def next_on_grid(k: float, grid: float) -> float:
    """The first multiple of `grid` at or below `k` on the page; `k` itself where there is none."""
    return math.ceil((k - 1e-6) / grid) * grid if grid else k
