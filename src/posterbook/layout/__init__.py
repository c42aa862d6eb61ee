"""Lays galleys out: every line, rule and box in its place, folios and sides known.

**Why the booklet is laid out more than once.** The contents list and the summary table print the folios of
pages that come after them, and both stand before them: how many pages they take decides the folios that they
print, and the folios decide how wide their lines are and so how many pages they take. There is no formula for
that circle, so it is walked round: everything is laid out with no folio known (each is assumed as wide as the
widest), the folios that come of it are put in, and the pages that print folios (`PageKind.prints_folios`) are
laid out again, until two rounds give the same folios. All other pages are laid out once. A folio can change
in a round only if a page is gained or lost, which happens only when the digits of a folio turn a line; so two
rounds are the rule and three are rare. Should a booklet swing between two states, five rounds end in an error
instead of a wrong folio.

What depends on the side of the leaf (margins, tabs, running feet) changes no height, so it comes last, in
`pagination`: once for paper, and once for the screen, where pages have no sides and stand in the middle, or
for one of them only, where no edition is made that needs the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme
from posterbook.errors import ContentError, LayoutError, Problem, error
from posterbook.forms.galley import Composition, Galley
from posterbook.forms.page import Page, PosterFit
from posterbook.layout.closing import with_closing
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage
from posterbook.layout.coverage import unprintable
from posterbook.layout.holding import hold_places, moved_posters
from posterbook.layout.overfull import text_beyond_page
from posterbook.layout.pagination import RunningFeet, folios, pad, paginate
from posterbook.layout.plan import BookPlan, plan_book
from posterbook.layout.references import Folios
from posterbook.layout.sponsors import with_sponsors
from posterbook.layout.warnings import thickness_warning, warnings_of_kinds, warnings_of_pages
from posterbook.values import dataclass

MOST_ROUNDS = 5
"""How often pages that print folios are laid out again before these must stand still."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages of a booklet on paper and for the screen, those that fill up sheets among them.

    There are none for what was not asked for. `fits` says how each poster was made to fit, `problems` are
    warnings about the pages.
    """

    paper: tuple[Page, ...]
    screen: tuple[Page, ...]
    fits: tuple[PosterFit, ...]
    problems: tuple[Problem, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        """Those on paper, else those for the screen."""
        return self.paper or self.screen


def lay_out(
    composed: Composition, theme: Theme, fonts: Fonts, *, paper: bool = True, screen: bool = True
) -> LaidOut:
    """The pages of a booklet, how each poster was made to fit, and warnings about them.

    They are placed for `paper`, for the `screen`, or for both.
    Raises ContentError for characters that cannot be printed, LayoutError for what cannot be set as it must.
    """
    if unset := unprintable(composed, theme, fonts):
        raise ContentError(unset)
    plan = plan_book(LayoutContext(theme, fonts), composed)
    unplaced_pages, known = _until_still(plan, composed)
    if moved := tuple(moved_posters(known.first, composed.held_posters, dict(composed.posters))):
        raise LayoutError(moved)
    if beyond := tuple(text_beyond_page(plan.context, unplaced_pages, dict(composed.posters))):
        raise LayoutError(beyond)
    found, thumb = tuple(warnings_of_kinds(plan, composed)), plan.thumb
    del plan  # the lines of all posters before they were placed: as much as the pages themselves
    context = LayoutContext(theme, fonts)
    feet = RunningFeet(composed.verso, composed.recto)
    laid = LaidOut(
        paginate(context, unplaced_pages, thumb, known, feet) if paper else (),
        paginate(context, unplaced_pages, thumb, known, feet, screen=True) if screen else (),
        tuple(fit for page in unplaced_pages for fit in page.fits),
        found,
    )
    about = (*warnings_of_pages(context, composed, laid.pages), *thickness_warning(context, len(laid.pages)))
    return replace(laid, problems=(*found, *about))


def _until_still(plan: BookPlan, composed: Composition) -> tuple[tuple[UnplacedPage, ...], Folios]:
    """All pages and their folios: what prints folios is laid out again until these no longer move."""
    book, posters, known = Rounds(plan, composed), dict(composed.posters), Folios()
    for _ in range(MOST_ROUNDS):
        flat = book.pages(known)
        if composed.held:
            flat = list(hold_places(flat, composed.held, book.filler, posters))
        added = tuple(_addendum(plan, composed, known))
        unplaced_pages = pad(flat, book.filler, plan.context.theme.page.multiple, added)
        found = folios(unplaced_pages)
        if found == known:
            return unplaced_pages, known
        known = found
    raise restless_error()


class Rounds:
    """The pages of a booklet as they are laid out round by round: once, but for those that print folios."""

    __slots__ = ("_composed", "_fixed", "_plan", "filler")

    def __init__(self, plan: BookPlan, composed: Composition) -> None:
        self._plan, self._composed = plan, composed
        (self.filler,) = _pages_of(plan, composed.filler, Folios())
        self._fixed = {
            n: _pages_of(plan, galley, Folios())
            for n, galley in enumerate(composed.galleys)
            if not galley.kind.prints_folios
        }

    def pages(self, known: Folios) -> list[UnplacedPage]:
        """All pages but those that fill up sheets, by the folios of the round before."""
        plan, composed, fixed = self._plan, self._composed, self._fixed
        flat: list[UnplacedPage] = []
        for n, galley in enumerate(composed.galleys):
            flat += fixed.get(n) or _pages_of(plan, galley, known)
        flat = list(with_sponsors(plan.context, flat, composed.sponsors, self.filler))
        return list(with_closing(plan.context, flat, composed.closing, known))


def restless_error() -> LayoutError:
    """The error of a booklet that swings between two states."""
    return LayoutError(
        error("restless-folios", "page numbers do not settle", None, "please report this booklet")
    )


def _addendum(plan: BookPlan, composed: Composition, known: Folios) -> Iterator[UnplacedPage]:
    """The pages that came after the printing; their table is no thumb index, which is printed already."""
    apart = replace(plan, thumb=replace(plan.thumb, spanning=False, added=0))
    for galley in composed.addendum:
        for page in _pages_of(apart, galley, known):
            tabs = PageTabs.NONE if page.tabs is PageTabs.ALL else page.tabs
            yield replace(page, added=True, tabs=tabs, outward_rules=())


def _pages_of(plan: BookPlan, galley: Galley, known: Folios) -> tuple[UnplacedPage, ...]:
    return galley.kind.lay_out(plan, galley.content, known)
