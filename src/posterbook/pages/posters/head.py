"""The head of a poster's page: number, tag, title, authors, QR code, and where and when it hangs."""

from __future__ import annotations

from collections.abc import Sequence

from posterbook.design.theme import Colour
from posterbook.forms.galley import Text
from posterbook.forms.page import Item, Line, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import (
    LayoutContext,
    last_baseline,
    set_flush_right,
    stack_lines,
)
from posterbook.layout.lines import set_numeral
from posterbook.layout.pictures import NONE, Notch, notch, qr_code
from posterbook.pages.posters.byline import set_byline
from posterbook.pages.posters.compose import PosterGalley
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The upper part of a poster page: its items, its last baseline, and how many authors it leaves out.

    `closing` are affiliations for which it has no room, which stand at the poster's end.
    """

    items: tuple[Item, ...]
    last: float
    left_out: int = 0
    closing: Text | None = None


def set_head(context: LayoutContext, galley: PosterGalley, text: Text) -> Head:
    """Label, numeral, title (its `text` at a step), authors, where it hangs; where the last of them ends."""
    title = text.style
    poster, page = context.theme.poster, context.theme.page
    label = stack_lines((context.line(galley.label),), galley.label.style, 0, poster.label)
    figures = _numeral(context, galley.numeral)
    numeral: tuple[Item, ...] = (Line(0, poster.numeral, figures.runs), *_strike(context, galley, figures))
    beside = _notch(context, galley)
    narrow = beside.narrow(page.main, title, poster.title)
    lines = context.lines(text, page.main, narrow=narrow)
    items: tuple[Item, ...] = (*label, *numeral, *stack_lines(lines, title, page.main_x, poster.title))
    last, left_out, closing = last_baseline(lines, title, poster.title), 0, None
    if galley.byline:
        first = last + poster.authors_below_title
        byline = set_byline(context, galley.byline, page.main, beside, first)
        items += byline.items(page.main_x, first)
        last, left_out, closing = byline.last(first), byline.left_out, byline.closing
    coded, last = _qr_code(context, galley, last)
    located, last = poster_location(
        context, galley.locator, figures.width, last, above=_extra_tag_lines(context, galley), notch=beside
    )
    clear = beside.clear(context.theme.styles.body) - poster.section_below
    return Head((*items, *coded, *located), max(last, clear), left_out, closing)


def _extra_tag_lines(context: LayoutContext, galley: PosterGalley) -> int:
    """The lines of the group's tag beyond its first, where anything stands below it."""
    tag = (galley.numbered_tag or galley.tag) if galley.code or galley.locator else None
    return len(_tag_lines(context, galley, tag, continued=False)) - 1 if tag else 0


def _notch(context: LayoutContext, galley: PosterGalley) -> Notch:
    return notch(context, galley.code, _extra_tag_lines(context, galley))


def _qr_code(context: LayoutContext, galley: PosterGalley, last: float) -> tuple[tuple[Item, ...], float]:
    """The QR code, and the address it holds below the authors."""
    if galley.code is None:
        return (), last
    page, poster, beside = context.theme.page, context.theme.poster, _notch(context, galley)
    text = galley.code.address
    k = last + (text.style.lead if galley.byline else poster.authors_below_title)
    lines = context.lines(text, page.main, narrow=beside.narrow(page.main, text.style, k))
    code: Item = qr_code(context, galley.code, _extra_tag_lines(context, galley))
    return (code, *stack_lines(lines, text.style, page.main_x, k)), last_baseline(lines, text.style, k)


def _strike(context: LayoutContext, galley: PosterGalley, figures: SetLine) -> tuple[Rule, ...]:
    """The rule through a withdrawn number, at half its height."""
    if not galley.struck or not figures.runs:
        return ()
    poster = context.theme.poster
    middle = poster.numeral - figures.runs[0].size * poster.figure_em / 2
    return (Rule(0, figures.width, middle, poster.strike, context.theme.grey),)


def _numeral(context: LayoutContext, text: Text) -> SetLine:
    """The number at the first step that fits its length and the measure; the last step shrinks to fit."""
    poster, measure = context.theme.poster, context.theme.page.rail or context.theme.page.measure
    steps = poster.numeral_steps[1 if len(text.plain) > poster.numeral_step_over else 0 :]
    for size in steps:
        line = set_numeral(context.at_size(text, size, size), context.fonts, context.theme)
        if line.width <= measure:
            return line
    size = steps[-1] * measure / line.width
    return set_numeral(context.at_size(text, size, size), context.fonts, context.theme)


def tag_items(
    context: LayoutContext, galley: PosterGalley, tag: Text | None, *, continued: bool
) -> tuple[Item, ...]:
    """The group's name at the upper right, on several lines where the label leaves too little room."""
    if tag is None:
        return ()
    lines, label, measure = (
        _tag_lines(context, galley, tag, continued=continued),
        context.theme.poster.label,
        context.theme.page.measure,
    )
    return tuple(set_flush_right(line, measure, label + n * tag.style.lead) for n, line in enumerate(lines))


def _tag_lines(
    context: LayoutContext, galley: PosterGalley, tag: Text, *, continued: bool
) -> tuple[SetLine, ...]:
    label = context.line(galley.continued if continued else galley.label)
    return context.lines(tag, context.theme.page.measure - label.width - context.theme.poster.locator_clear)


def continued_tag_ends(context: LayoutContext, galley: PosterGalley) -> float:
    """The last baseline of the group's tag on a page that the poster runs on to."""
    tag, label = galley.numbered_tag or galley.tag, context.theme.poster.label
    return last_baseline(_tag_lines(context, galley, tag, continued=True), tag.style, label) if tag else label


def continued_head(context: LayoutContext, galley: PosterGalley) -> tuple[Item, ...]:
    """The head of a page that the poster runs on to."""
    line = stack_lines(
        (context.line(galley.continued),), galley.continued.style, 0, context.theme.poster.label
    )
    return (context.page_rule(group_colour(context, galley)), *line)


def group_colour(context: LayoutContext, galley: PosterGalley) -> Colour:
    """The colour of the poster's group."""
    return context.theme.topic(galley.group).colour


def title_lines(context: LayoutContext, galley: PosterGalley, step: tuple[float, ...]) -> int:
    """How many lines the title takes at a step: its size, its lead and the lines that it may take."""
    text = context.at_size(galley.title, step[0], step[1])
    measure = context.theme.page.main
    narrow = _notch(context, galley).narrow(measure, text.style, context.theme.poster.title)
    return len(context.lines(text, measure, narrow=narrow))


def poster_location(
    context: LayoutContext,
    texts: Sequence[Text],
    numeral: float,
    last: float,
    *,
    above: int = 0,
    notch: Notch = NONE,
) -> tuple[tuple[Item, ...], float]:
    """The lines and the last baseline of the head; `numeral` is the number's width, `last` the head's so far.

    `above` counts the lines of the group's tag beyond its first; text makes way for the `notch`.

    Flush right with the last line on the numeral's baseline if they clear the group's tag and the
    number; else they stand below what is there.
    """
    if not texts:
        return (), last
    if context.theme.page.rail:
        return _in_rail(context, texts, last)
    beside = _beside(context, texts, numeral, above, notch)
    return (beside, last) if beside else _below(context, texts, last, notch)


def _beside(
    context: LayoutContext, texts: Sequence[Text], numeral: float, above: int, notch: Notch
) -> tuple[Item, ...]:
    poster, page = context.theme.poster, context.theme.page
    lines = [context.line(text) for text in texts]
    lead = texts[-1].style.lead
    top = poster.numeral - (len(texts) - 1) * lead
    right = page.measure - notch.width
    room = right - numeral - poster.locator_clear
    tag = poster.label + above * context.theme.styles.topic_tag.lead
    if top < tag + poster.locator_clear or max(line.width for line in lines) > room:
        return ()
    return tuple(set_flush_right(line, right, top + n * lead) for n, line in enumerate(lines))


def _below(
    context: LayoutContext, texts: Sequence[Text], last: float, notch: Notch
) -> tuple[tuple[Item, ...], float]:
    page = context.theme.page
    return _column(
        context, texts, page.main_x, page.main, last + context.theme.poster.authors_below_title, notch
    )


def _in_rail(context: LayoutContext, texts: Sequence[Text], last: float) -> tuple[tuple[Item, ...], float]:
    """Below the numeral; the text begins clear of it."""
    poster, page = context.theme.poster, context.theme.page
    items, end = _column(context, texts, 0, page.rail, poster.numeral + 1.5 * texts[0].style.lead)
    return items, max(last, end)


def _column(
    context: LayoutContext, texts: Sequence[Text], x: float, measure: float, k: float, notch: Notch = NONE
) -> tuple[tuple[Item, ...], float]:
    items: list[Item] = []
    last = k
    for text in texts:
        lines = context.lines(text, measure, narrow=notch.narrow(measure, text.style, k))
        items += stack_lines(lines, text.style, x, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead
    return tuple(items), last
