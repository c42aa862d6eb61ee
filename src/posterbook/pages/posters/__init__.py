"""The posters: one page each or several a page, in the order wanted, with dividers between them if wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from posterbook.content.model import LegalPlace
from posterbook.content.page_kind import PageKind
from posterbook.errors import Problem, Where, note, warning
from posterbook.forms.galley import Galley
from posterbook.forms.set_line import SOFT_HYPHEN
from posterbook.layout.context import LayoutContext, UnplacedPage
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer
from posterbook.pages.posters.compact import COMPACT
from posterbook.pages.posters.compose import CompactGalley, PosterGalley
from posterbook.pages.posters.compose import compose as compose_posters
from posterbook.pages.posters.divider import DIVIDER, DividerGalley
from posterbook.pages.posters.fitting import PosterSetting, fit_posters
from posterbook.pages.posters.order import Options, PosterLayout, anchors, choice, contents, posters
from posterbook.pages.posters.setting import poster_pages


def compose(composer: Composer, options: Options) -> tuple[PosterGalley | Galley, ...]:
    """Posters with the dividers before them; compact ones that follow each other are one galley."""
    composed: list[PosterGalley | Galley] = []
    for divided, several in groupby(compose_posters(composer, options), key=_is_divider):
        if divided:
            composed += [Galley(DIVIDER, one) for one in several]
        elif options.layout is PosterLayout.COMPACT:
            run = tuple(one for one in several if isinstance(one, PosterGalley))
            composed.append(Galley(COMPACT, CompactGalley(run)))
        else:
            composed += [one for one in several if isinstance(one, PosterGalley)]
    return tuple(composed)


def _is_divider(galley: PosterGalley | DividerGalley) -> bool:
    return isinstance(galley, DividerGalley)


def measure(context: LayoutContext, galleys: tuple[PosterGalley, ...]) -> Mapping[str, PosterSetting]:
    """How each poster fits its page, by its anchor: one size of text holds for all of the booklet."""
    settings = fit_posters(context, galleys)
    return {galley.anchor: setting for galley, setting in zip(galleys, settings, strict=True)}


def lay_out(plan: BookPlan, galley: PosterGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """A poster's pages."""
    numbered = plan.thumb.ordinals and plan.context.theme.look.tabs
    return poster_pages(plan.context, galley, plan.measured[KIND.name][galley.anchor], numbered=numbered)


def warnings(plan: BookPlan, galleys: tuple[PosterGalley, ...]) -> Iterator[Problem]:
    """Posters that did not fit as they are: what was set smaller or tighter, run on or left out."""
    settings = plan.measured[KIND.name]
    largest, common = plan.context.theme.fit.body[0][0], _common_size(settings.values())
    if 0 < common < largest:
        message = f"the text of all posters is {common:g} pt, not {largest:g}: too many would run on"
        yield note(
            "smaller-text", message, Where("booklet.yaml"), "shorten the longest, or take a larger page"
        )
    for galley in galleys:
        yield from _of_poster(plan.context, galley, settings[galley.anchor], common)
        yield from _of_code(plan.context, galley)


def _common_size(settings: Iterable[PosterSetting]) -> float:
    """The size of text of all posters but those that are set tighter."""
    return max((setting.body.size for setting in settings), default=0)


def _of_poster(
    context: LayoutContext, galley: PosterGalley, fit: PosterSetting, common: float
) -> Iterator[Problem]:
    number, where, on_screen = galley.number, galley.where, context.theme.page.screen_only
    if tighter := ", ".join(_tighter(fit, common)):
        message = f"poster {number} is set tighter than others, to take no further page: {tighter}"
        yield note("set-tighter", message, where, "shorten its text to set it as the others are")
    if len(fit.pages) > 1 and not on_screen:  # where a page is a screenful, nobody minds another
        message = f"poster {number} takes {len(fit.pages)} pages"
        yield warning("continued", message, where, "shorten its text to set it on one page")
    if fit.step:
        message = f"the title of poster {number} is set smaller, for its length or its text's"
        yield warning("title-stepped", message, where.at("title"), "shorten the title or the text")
    if fit.head.left_out:
        message = f"{fit.head.left_out} authors of poster {number} are not named, their lines are full"
        yield warning("authors-left-out", message, where.at("authors"), "name fewer, or name a group")


def _tighter(fit: PosterSetting, common: float) -> Iterator[str]:
    """What makes a poster tighter than those of the common size."""
    body = fit.body
    if body.size < common:
        yield f"text of {body.size:g} pt, not {common:g}"
    if body.figures < 1:
        yield f"figures at {body.figures:.0%}"
    if body.divided:
        lines = (placed.flow_line.line.text for page in fit.pages for placed in page)
        yield "words divided" if any(line.endswith(SOFT_HYPHEN) for line in lines) else "fuller lines"
    if body.closer < 1:
        yield "less white between parts"


def _of_code(context: LayoutContext, galley: PosterGalley) -> Iterator[Problem]:
    if galley.code and context.theme.code.size / len(galley.code.modules) < context.theme.code.module:
        message = f"the QR code of poster {galley.number} is too fine to be scanned well, its link is so long"
        yield warning("link-dense", message, galley.code.where, "take a shorter address, as a DOI")


KIND = PageKind(
    name="posters",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    anchors=anchors,
    measure=measure,
    warnings=warnings,
    posters=posters,
    choice=choice,
    carries=frozenset({LegalPlace.AFTER_POSTERS}),
)
