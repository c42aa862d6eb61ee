"""The front cover: disclaimer at the head, title at the foot, a ladder of poster numbers at the fore-edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.design.theme import Style
from posterbook.errors import LayoutError, Where, error
from posterbook.forms.galley import Text
from posterbook.forms.page import Image, Item, Rule
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.pictures import fit_into
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.thumb import Thumb
from posterbook.pages.cover.compose import CoverGalley
from posterbook.pages.cover.ladder import ladder_items
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class CoverBlock:
    """Lines set on the cover and their last baseline."""

    items: tuple[Item, ...]
    last: float


def lay_out(plan: BookPlan, galley: CoverGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """The cover, with the ladder if there is room for it.

    Raises LayoutError if disclaimer and title do not fit even without a ladder.
    """
    context, thumb = plan.context, plan.thumb
    has_ladder = context.theme.look.ladder and 0 < len(galley.ladder) <= context.theme.ladder.most
    for ladder in (True, False) if has_ladder else (False,):
        unplaced = _cover(context, galley, thumb, ladder=ladder)
        if unplaced is not None:
            return (unplaced,)
    raise LayoutError(
        error(
            "cover-overfull",
            f"the legal text, the issuer{', the picture' if galley.picture else ''} and the title do not fit"
            " the cover",
            galley.disclaimer[0].where if galley.disclaimer else Where("booklet.yaml", ("title",)),
            "shorten the title, or place a part of the legal text elsewhere",
        )
    )


def _cover(context: LayoutContext, galley: CoverGalley, thumb: Thumb, *, ladder: bool) -> UnplacedPage | None:
    measures, measure = context.theme.cover, context.theme.page.measure
    column = measures.column if ladder else measure
    top = _top(context, galley)
    lower = _lower_rule(context, top.last)
    logo = _logo(context, galley, lower)
    shift = context.theme.logo.shift if galley.logo else 0
    company = _company(
        context,
        galley,
        column,
        measures.company + lower - measures.lower_rule + shift,
    )
    title = _title(context, galley, column, max(logo.last, company.last, lower))
    edge = _ladder_x(context) if ladder else measure
    rungs = ladder_items(context, galley.ladder, thumb, edge, lower) if ladder else ()
    if title is None or (ladder and not rungs):
        return None
    picture = _picture(context, galley, column, max(logo.last, company.last, lower), _first_baseline(title))
    if galley.picture and not picture:
        return None
    weight = context.theme.rules.cover_lower
    off = 0 if context.theme.look.rules_on_boundary else context.theme.tabs.inset + weight / 2
    rule = Rule(0, edge, lower + off, weight, context.theme.ink)
    head = Rule(0, measure, 0, context.theme.rules.legal_top, context.theme.ink)
    stamp = _stamp(context, galley, column)
    items = (head, *top.items, rule, *logo.items, *company.items, *picture, *title.items, *rungs, *stamp)
    return UnplacedPage(
        "cover", items, has_foot=False, has_folio=False, legal=galley.legal, reaches_edge=True
    )


def _picture(
    context: LayoutContext, galley: CoverGalley, column: float, above: float, below: float
) -> tuple[Image, ...]:
    """The picture as large as the room between issuer and title; none where that is too low."""
    if galley.picture is None:
        return ()
    measures = context.theme.cover
    top = above + measures.picture_below
    room = below - measures.picture_above_title - top
    if room < measures.picture_least:
        return ()
    width, height = fit_into(galley.picture.picture, column, room)
    return (Image(Box(0, top, width, height), galley.picture.picture, galley.picture.meaning),)


def _logo(context: LayoutContext, galley: CoverGalley, lower: float) -> CoverBlock:
    """The issuer's mark below the rule."""
    if galley.logo is None:
        return CoverBlock((), 0)
    measures, logo = context.theme.logo, galley.logo
    width, height = fit_into(logo.picture, measures.width, measures.height)
    box = Box(0, lower + measures.below_rule, width, height)
    return CoverBlock((Image(box, logo.picture, logo.meaning, context.theme.look.black_marks),), box.bottom)


def _stamp(context: LayoutContext, galley: CoverGalley, column: float) -> tuple[Item, ...]:
    """On the foot baseline: that the booklet holds material under embargo."""
    if galley.stamp is None:
        return ()
    lines, page = context.lines(galley.stamp, column), context.theme.page
    return stack_lines(lines, galley.stamp.style, 0, page.foot - page.live_top)


def _ladder_x(context: LayoutContext) -> float:
    """The ladder's left edge: it ends at the fore-edge of the cover, which is a recto."""
    page = context.theme.page
    return page.width - context.theme.ladder.width - page.inside


def _top(context: LayoutContext, galley: CoverGalley) -> CoverBlock:
    """What stands above the lower rule: the disclaimer, or the meeting with place and date."""
    measures, measure = context.theme.cover, context.theme.page.measure
    if not galley.disclaimer:
        place = measures.place + (galley.event.style.lead if galley.event else 0)
        lines = ((galley.meeting, measures.meeting), (galley.event, measures.place), (galley.place, place))
        return _stack_at(context, lines, measure)
    items: list[Item] = []
    k, last = measures.disclaimer, 0.0
    for text in galley.disclaimer:
        lines_ = context.lines(text, measure, running=True)
        items += stack_lines(lines_, text.style, 0, k)
        last = last_baseline(lines_, text.style, k)
        k = last + 1.5 * text.style.lead
    return CoverBlock(tuple(items), last)


def _stack_at(
    context: LayoutContext, placed: Sequence[tuple[Text | None, float]], measure: float
) -> CoverBlock:
    """Texts at their heights; one that takes more lines pushes the next down."""
    items: list[Item] = []
    last, pushed = 0.0, 0.0
    for text, k in placed:
        if text is None:
            continue
        lines = context.lines(text, measure)
        items += stack_lines(lines, text.style, 0, k + pushed)
        last = last_baseline(lines, text.style, k + pushed)
        pushed += last - k - pushed
    return CoverBlock(tuple(items), last)


def _lower_rule(context: LayoutContext, last: float) -> float:
    """The k of the rule below the disclaimer, moved down by a long one."""
    measures = context.theme.cover
    if last <= measures.disclaimer_last + 1e-6:
        return measures.lower_rule
    return max(last + measures.disclaimer_to_rule, measures.lower_rule)


def _company(context: LayoutContext, galley: CoverGalley, column: float, first: float) -> CoverBlock:
    """The issuer's names, the line on incorporation and the stock code, each below what is there."""
    measures = context.theme.cover
    steps = [(text, 0.0) for text in galley.company]
    steps += [(text, measures.han_below_company) for text in galley.company_han]
    if galley.incorporation:
        steps.append((galley.incorporation, measures.incorporation_below))
    if galley.stock_code:
        steps.append((galley.stock_code, measures.code_below))
    if galley.event and galley.disclaimer:
        steps.append((galley.event, measures.incorporation_below))
    items: list[Item] = []
    last = 0.0
    for text, gap in steps:
        k = last + (gap or text.style.lead) if items else first
        lines = context.lines(
            text, min(column, measures.company_column) if text in galley.company else column
        )
        items += stack_lines(lines, text.style, 0, k)
        last = last_baseline(lines, text.style, k)
    return CoverBlock(tuple(items), last)


def _title(context: LayoutContext, galley: CoverGalley, column: float, above: float) -> CoverBlock | None:
    """The title at the foot at the largest step that its length and what stands above it allow."""
    measures = context.theme.cover
    fitting = [
        step for step in measures.title_steps if _title_lines(context, galley, step, column) <= step[2]
    ]
    for size, lead, *_ in (*fitting, *measures.title_crowded):
        block = _title_at(context, galley, (size, lead), column)
        if _first_baseline(block) - above >= measures.title_clear:
            return block
    return None


def _title_lines(context: LayoutContext, galley: CoverGalley, step: tuple[float, ...], column: float) -> int:
    style = galley.title.style.sized(step[0], step[1])
    return len(context.lines(replace(galley.title, style=style), column, extra_line=True))


def _title_at(
    context: LayoutContext, galley: CoverGalley, step: tuple[float, float], column: float
) -> CoverBlock:
    style, last = galley.title.style.sized(*step), context.theme.page.last
    lines = context.lines(replace(galley.title, style=style), column, extra_line=True)
    first = last - (len(lines) - 1) * style.lead
    items = stack_lines(lines, style, 0, first)
    if galley.kind:
        kind = context.lines(galley.kind, column)
        k = first - _kind_above(context, style) - (len(kind) - 1) * galley.kind.style.lead
        return CoverBlock((*stack_lines(kind, galley.kind.style, 0, k), *items), last)
    return CoverBlock(items, last)


def _kind_above(context: LayoutContext, title: Style) -> float:
    """From the kind's baseline to the title's first: the theme's, and more above larger capitals."""
    measures = context.theme.cover
    return measures.kind_above_title + max(title.size - measures.title_steps[-1][0], 0) * measures.kind_em


def _first_baseline(block: CoverBlock) -> float:
    return min(item.y for item in block.items if not isinstance(item, Rule) and hasattr(item, "y"))
