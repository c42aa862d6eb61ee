"""Chooses how posters fit their pages: one size of text for all of the booklet, tighter steps for a few.

**For one.** A poster that runs on by little (its last page is filled to less than `absorb`) is tried tighter:
its title in smaller steps, its figures smaller, its words divided, its sections closer together, and all of
that again at each smaller size. The first try that takes a page less is it. Where none does, the poster is
set as it was, and its last page takes at least `least_tail` lines from the one before. A figure that leaves
the page before it half empty is set smaller where that keeps it there.

**For all.** The largest size at which, after these steps, at most `most_continued` of the posters run on, or
a smaller size for all would save fewer pages than `least_saved`; and at which at most `most_own` of the
posters are set tighter than the others, since with more of them the booklet would look uneven.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.layout.context import LayoutContext
from posterbook.layout.flow import PlacedLine, fill, place_all
from posterbook.pages.posters.body import (
    Body,
    closing_lines,
    first_baseline,
    first_measures,
    flow_measures,
    text_lines,
)
from posterbook.pages.posters.compose import PosterGalley
from posterbook.pages.posters.head import Head, set_head, title_lines
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class PosterSetting:
    """A poster's head and the text of each of its pages; `step` is its title's."""

    head: Head
    pages: tuple[tuple[PlacedLine, ...], ...]
    body: Body
    step: int


def fit_posters(context: LayoutContext, galleys: Sequence[PosterGalley]) -> tuple[PosterSetting, ...]:
    """Every poster on as few pages as may be, at one size of text but for those that are set tighter."""
    largest, *smaller = [Body(size, lead) for size, lead in context.theme.fit.body]
    found = [_fit_poster(context, galley, largest) for galley in galleys]
    long = {n: galley for n, galley in enumerate(galleys) if len(found[n].pages) > 1}
    if not long:
        return tuple(found)
    tight = [_tightened(context, galley, found[n]) for n, galley in long.items()]
    chosen = largest
    if not _is_enough(context, largest, tight, len(galleys)):  # else no smaller size need be tried
        settings = [(largest, tight)]
        for body in smaller:
            fitted = [(galley, _fit_poster(context, galley, body)) for galley in long.values()]
            settings.append((body, [_tightened(context, *both) for both in fitted]))
        chosen, tight = _for_all(context, settings, len(galleys))
    if chosen != largest:
        found = [
            found[n] if n in long else _fit_poster(context, galley, chosen)
            for n, galley in enumerate(galleys)
        ]
    for n, setting in zip(long, tight, strict=True):
        found[n] = setting
    return tuple(found)


def _for_all(
    context: LayoutContext, settings: Sequence[tuple[Body, list[PosterSetting]]], posters: int
) -> tuple[Body, list[PosterSetting]]:
    """The size of text for so many posters, of which these are too long at the largest, and their setting."""
    pages = [posters + sum(len(one.pages) - 1 for one in long) for _, long in settings]
    for (body, long), count in zip(settings, pages, strict=True):
        saves_nothing = count <= min(pages) * (1 + context.theme.fit.least_saved)
        if _is_enough(context, body, long, posters, saves_nothing=saves_nothing):
            return body, long
    return settings[-1]


def _is_enough(
    context: LayoutContext,
    body: Body,
    long: Sequence[PosterSetting],
    posters: int,
    *,
    saves_nothing: bool = False,
) -> bool:
    """Whether few enough posters run on at a size, or a smaller one `saves_nothing`, and few are tighter."""
    fit = context.theme.fit
    own = sum(one.body != body for one in long)
    continued = sum(len(one.pages) > 1 for one in long)
    return own <= fit.most_own * posters and (saves_nothing or continued <= int(fit.most_continued * posters))


def _fit_poster(context: LayoutContext, galley: PosterGalley, body: Body) -> PosterSetting:
    """Head and text: the title at the first step at which all fits one page, else at that of its length."""
    steps = context.theme.poster.title_steps
    fitting = (n for n, step in enumerate(steps) if title_lines(context, galley, step) <= step[2])
    chosen = next(fitting, len(steps) - 1)
    flow_lines = text_lines(context, galley, body)
    measures = first_measures(context, body)
    tried: list[PosterSetting] = []
    for step, (size, lead, _) in enumerate(steps[chosen:], chosen):
        head = set_head(context, galley, context.at_size(galley.title, size, lead))
        first = first_baseline(context, flow_lines, head, body)
        all_lines = (*flow_lines, *closing_lines(context, head, body))
        placed = place_all(all_lines, measures, first)
        if placed is not None:
            return PosterSetting(head, (placed,), body, step)
        pages = fill(all_lines, flow_measures(context, galley, body), first, body.lead)
        tried.append(PosterSetting(head, pages, body, step))
        if len(pages) == 1:
            return tried[-1]
    return tried[0]


def _tightened(context: LayoutContext, galley: PosterGalley, setting: PosterSetting) -> PosterSetting:
    """The poster on a page less, if it runs on by little and a tighter step allows that."""
    if len(setting.pages) == 1:
        return setting
    if _filled(context, setting.pages[-1]) < context.theme.fit.absorb:
        tries = (_fit_poster(context, galley, body) for body in _tighter(context, galley, setting.body))
        if shorter := next((one for one in tries if len(one.pages) < len(setting.pages)), None):
            return shorter
    if galley.figures and _least_filled(context, setting) < context.theme.poster.notes.bare:
        bodies = (replace(setting.body, figures=share) for share in context.theme.fit.figures)
        kept = (setting, *(_fit_poster(context, galley, body) for body in bodies))
        return max(kept, key=lambda one: (-len(one.pages), _least_filled(context, one)))
    return setting


def _filled(context: LayoutContext, placed: Sequence[PlacedLine]) -> float:
    """How far down the text of a page reaches, as a part of its height."""
    return placed[-1].k / context.theme.page.last


def _least_filled(context: LayoutContext, setting: PosterSetting) -> float:
    """How far the emptiest page is filled that is not a poster's last."""
    return min((_filled(context, placed) for placed in setting.pages[:-1]), default=1.0)


def _tighter(context: LayoutContext, galley: PosterGalley, body: Body) -> Iterator[Body]:
    """The steps that one poster may take, from the least seen to the last."""
    fit = context.theme.fit
    figures = fit.figures if galley.figures else ()
    *closer, closest = fit.closer or (1.0,)
    smaller = [Body(size, lead) for size, lead in fit.own if (size, lead) < (body.size, body.lead)]
    for one in (body, *smaller):
        yield one
        yield from (replace(one, figures=share) for share in figures)
        tight = replace(one, figures=min(figures, default=1), divided=True)
        yield tight
        yield from (replace(tight, closer=factor) for factor in closer)
    yield replace(tight, closer=closest)
