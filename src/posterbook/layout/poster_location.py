"""Where and when a poster hangs: beside the numeral, in the rail below it, or under the authors."""

from __future__ import annotations

from collections.abc import Sequence

from posterbook.forms.galley import Text
from posterbook.forms.page import Item
from posterbook.layout.context import LayoutContext, last_baseline, set_flush_right, stack_lines
from posterbook.layout.pictures import NONE, Notch


def poster_location(
    desk: LayoutContext,
    texts: Sequence[Text],
    numeral: float,
    last: float,
    *,
    above: int = 0,
    notch: Notch = NONE,
) -> tuple[tuple[Item, ...], float]:
    """The lines and the last baseline of the head; `numeral` is the number's width, `last` the head's so far.

    `above` counts the lines of the group's tag beyond its first; text makes way for the `notch`.

    Flush right with the last line on the numeral's baseline (DESIGN 7) if they clear the group's tag and the
    number; else they stand below what is there.
    """
    if not texts:
        return (), last
    if desk.theme.page.rail:
        return _in_rail(desk, texts, last)
    beside = _beside(desk, texts, numeral, above, notch)
    return (beside, last) if beside else _below(desk, texts, last, notch)


def _beside(
    desk: LayoutContext, texts: Sequence[Text], numeral: float, above: int, notch: Notch
) -> tuple[Item, ...]:
    poster, page = desk.theme.poster, desk.theme.page
    lines = [desk.line(text) for text in texts]
    lead = texts[-1].style.lead
    top = poster.numeral - (len(texts) - 1) * lead
    right = page.measure - notch.width
    room = right - numeral - poster.locator_clear
    tag = poster.label + above * desk.theme.styles.topic_tag.lead
    if top < tag + poster.locator_clear or max(line.width for line in lines) > room:
        return ()
    return tuple(set_flush_right(line, right, top + n * lead) for n, line in enumerate(lines))


def _below(
    desk: LayoutContext, texts: Sequence[Text], last: float, notch: Notch
) -> tuple[tuple[Item, ...], float]:
    page = desk.theme.page
    return _column(desk, texts, page.main_x, page.main, last + desk.theme.poster.authors_below_title, notch)


def _in_rail(desk: LayoutContext, texts: Sequence[Text], last: float) -> tuple[tuple[Item, ...], float]:
    """Below the numeral; the text begins clear of it."""
    poster, page = desk.theme.poster, desk.theme.page
    items, end = _column(desk, texts, 0, page.rail, poster.numeral + 1.5 * texts[0].style.lead)
    return items, max(last, end)


def _column(
    desk: LayoutContext, texts: Sequence[Text], x: float, measure: float, k: float, notch: Notch = NONE
) -> tuple[tuple[Item, ...], float]:
    items: list[Item] = []
    last = k
    for text in texts:
        lines = desk.lines(text, measure, narrow=notch.narrow(measure, text.style, k))
        items += stack_lines(lines, text.style, x, k)
        last = last_baseline(lines, text.style, k)
        k = last + text.style.lead
    return tuple(items), last
