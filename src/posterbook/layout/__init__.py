"""Lays galleys out: every line, rule and box in its place, folios and sides known.

Contents and table print page numbers and come before what they point to, so the whole is laid out until the
folios stand still.
"""

from __future__ import annotations

from collections.abc import Mapping

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme
from posterbook.errors import ContentError, LayoutError, Problem, Where, error
from posterbook.forms.galley import (
    Composition,
    CoverGalley,
    DividerGalley,
    FlowGalley,
    Galley,
    IntroductionGalley,
    LegalGalley,
    NotesGalley,
    PosterGalley,
    TableGalley,
)
from posterbook.forms.page import Line, Page, PosterFit
from posterbook.layout.context import LayoutContext, UnplacedPage
from posterbook.layout.cover import cover_page
from posterbook.layout.coverage import unprintable
from posterbook.layout.divider import divider_pages
from posterbook.layout.introduction import introduction_pages
from posterbook.layout.legal import legal_pages
from posterbook.layout.notes import notes_page
from posterbook.layout.overfull import text_beyond_page
from posterbook.layout.pagination import RunningFeet, folios, pad, paginate
from posterbook.layout.poster import PosterSetting, fit_posters, poster_pages
from posterbook.layout.references import Folios
from posterbook.layout.sponsors import with_sponsors
from posterbook.layout.table import table_pages, thumb_index
from posterbook.layout.text import text_pages
from posterbook.layout.thumb import Thumb
from posterbook.layout.warnings import warnings_of
from posterbook.values import dataclass

MOST_ROUNDS = 5
"""How often contents and table are set again before their page numbers must stand still."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds for the whole book: the thumb index, and how each poster (by its anchor) fits its page."""

    desk: LayoutContext
    thumb: Thumb
    fits: Mapping[str, PosterSetting]


def lay_out(
    composed: Composition, theme: Theme, fonts: Fonts
) -> tuple[tuple[Page, ...], tuple[PosterFit, ...], tuple[Problem, ...]]:
    """The pages of a booklet, how each poster was made to fit, and warnings about them.

    Raises ContentError for characters that cannot be printed, LayoutError for what cannot be set as it must.
    """
    if unset := unprintable(composed, theme, fonts):
        raise ContentError(unset)
    desk = LayoutContext(theme, fonts)
    plan = _plan(desk, composed)
    leaves, known = _until_still(plan, composed)
    if beyond := tuple(text_beyond_page(desk, leaves, _written(composed))):
        raise LayoutError(beyond)
    pages = paginate(desk, leaves, plan.thumb, known, RunningFeet(composed.verso, composed.recto))
    fits = tuple(_fit(galley.number, plan.fits[galley.anchor]) for galley in _posters(composed))
    return pages, fits, tuple(warnings_of(desk, composed, plan.fits, pages))


def _fit(number: str, fit: PosterSetting) -> PosterFit:
    return PosterFit(number, fit.body.size, fit.step, len(fit.pages), fit.head.left_out)


def _posters(composed: Composition) -> list[PosterGalley]:
    return [galley for galley in composed.galleys if isinstance(galley, PosterGalley)]


def _plan(desk: LayoutContext, composed: Composition) -> Plan:
    table = next((galley for galley in composed.galleys if isinstance(galley, TableGalley)), None)
    posters = _posters(composed)
    fits = fit_posters(desk, posters)
    by_anchor = {galley.anchor: fit for galley, fit in zip(posters, fits, strict=True)}
    return Plan(desk, thumb_index(desk, table, composed.groups), by_anchor)


def _written(composed: Composition) -> Mapping[str, Where]:
    """Where each poster was written, by its number."""
    return {galley.number: galley.where for galley in composed.galleys if isinstance(galley, PosterGalley)}


def _until_still(plan: Plan, composed: Composition) -> tuple[tuple[UnplacedPage, ...], Folios]:
    """The leaves and their folios: what prints page numbers is set again until they no longer move."""
    galleys, filler = composed.galleys, notes_page(plan.desk, composed.filler)
    label = next(item for item in filler.items if isinstance(item, Line))
    fixed = {n: _leaves(plan, g, Folios()) for n, g in enumerate(galleys) if not _refers(g)}
    known = Folios()
    for _ in range(MOST_ROUNDS):
        flat = [leaf for n, g in enumerate(galleys) for leaf in fixed.get(n) or _leaves(plan, g, known)]
        flat = list(with_sponsors(plan.desk, flat, composed.sponsors, label))
        leaves = pad(flat, filler, plan.desk.theme.page.multiple)
        found = folios(leaves)
        if found == known:
            return leaves, known
        known = found
    raise LayoutError(
        error("restless-folios", "page numbers do not settle", None, "please report this booklet")
    )


def _refers(galley: Galley) -> bool:
    """Whether a galley prints page numbers of others."""
    return isinstance(galley, TableGalley | IntroductionGalley)


def _leaves(plan: Plan, galley: Galley, known: Folios) -> tuple[UnplacedPage, ...]:
    """The pages of one galley, by its form."""
    desk = plan.desk
    match galley:
        case CoverGalley():
            return (cover_page(desk, galley, plan.thumb),)
        case IntroductionGalley():
            return introduction_pages(desk, galley, known)
        case TableGalley():
            return table_pages(desk, galley, plan.thumb, known)
        case DividerGalley():
            return divider_pages(desk, galley)
        case PosterGalley():
            fit = plan.fits[galley.anchor]
            return poster_pages(desk, galley, fit, numbered=plan.thumb.heads and desk.theme.look.tabs)
        case FlowGalley():
            return text_pages(desk, galley)
        case LegalGalley():
            return legal_pages(desk, galley)
        case NotesGalley():
            return (notes_page(desk, galley),)
