"""The pages of a poster that has been made to fit: its head, the panel behind its text, and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.forms.element import Artifact
from posterbook.forms.galley import Reference, Text
from posterbook.forms.page import Anchor, Item, Line, PosterFit, Rectangle, Rule
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage
from posterbook.layout.flow import PlacedLine, items_of
from posterbook.layout.writing_lines import lines_below
from posterbook.pages.posters.body import Body
from posterbook.pages.posters.compose import PosterGalley
from posterbook.pages.posters.fitting import PosterSetting
from posterbook.pages.posters.head import continued_head, group_colour, tag_items


def poster_pages(
    context: LayoutContext, galley: PosterGalley, fit: PosterSetting, *, numbered: bool
) -> tuple[UnplacedPage, ...]:
    """A poster's page and those it runs on to; `numbered` tags carry the group's ordinal."""
    head, pages, body = fit.head, fit.pages, fit.body
    tag = galley.numbered_tag if numbered else galley.tag
    named = tag_items(context, galley, tag, continued=False)  # at the right, but first to be read
    rule = context.page_rule(group_colour(context, galley))
    last = len(pages)
    first = UnplacedPage(
        "posters",
        _items(context, galley, (*named, rule, *head.items), pages[0], body),
        number=galley.number,
        group=galley.group,
        tabs=PageTabs.OWN,
        anchors=(Anchor(galley.anchor, 0),),
        bookmarks=galley.bookmarks,
        fits=(PosterFit(galley.number, body.size, fit.step, last, head.left_out),),
        optional=_notes(context, galley, pages[0], body, head.last) if last == 1 else (),
        bare=_is_bare(context, pages[0]),
        continued_on=_continued_on(galley, 1) if last > 1 else None,
        continued_across=galley.continued_across,
    )
    return (first, *_further_pages(context, galley, fit, tag)) if last > 1 else (first,)


def _further_pages(
    context: LayoutContext,
    galley: PosterGalley,
    fit: PosterSetting,
    tag: Text | None,
) -> Iterator[UnplacedPage]:
    """The pages that a poster runs on to; their heads only repeat what the first says."""
    pages, body, last = fit.pages, fit.body, len(fit.pages)
    again = _as_artifacts(tag_items(context, galley, tag, continued=True))
    top = (*again, *continued_head(context, galley))
    for number, placed in enumerate(pages[1:], 2):
        yield UnplacedPage(
            "posters",
            _items(context, galley, top, placed, body),
            number=galley.number,
            group=galley.group,
            tabs=PageTabs.OWN,
            optional=_notes(context, galley, placed, body, 0) if number == last else (),
            bare=_is_bare(context, placed),
            anchors=(Anchor(_part_anchor(galley, number), 0),),
            continued_on=_continued_on(galley, number) if number < last else None,
            continued_across=galley.continued_across,
            continues=True,
        )


def _as_artifacts(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Lines whose words are read elsewhere: once, whatever pages show them."""
    return tuple(
        replace(item, runs=tuple(replace(run, meaning=Artifact.PAGINATION) for run in item.runs))
        if isinstance(item, Line)
        else item
        for item in items
    )


def _part_anchor(galley: PosterGalley, page: int) -> str:
    return f"{galley.anchor}:{page}"


def _continued_on(galley: PosterGalley, page: int) -> Reference:
    following = _part_anchor(galley, page + 1)
    return Reference(galley.continued_on, ((following, ""),))


def _items(
    context: LayoutContext,
    galley: PosterGalley,
    top: tuple[Item, ...],
    placed: tuple[PlacedLine, ...],
    body: Body,
) -> tuple[Item, ...]:
    """What stands on one page of a poster: its head, the panel behind the text, and the text."""
    return (*top, *_panel(context, galley, placed, body), *items_of(placed))


def _panel(
    context: LayoutContext, galley: PosterGalley, placed: tuple[PlacedLine, ...], body: Body
) -> tuple[Item, ...]:
    """The tint behind the call-out and the rule inside its upper edge."""
    boxed = [one.k + one.flow_line.below for one in placed if one.flow_line.panel]
    if not boxed:
        return ()
    first = next(one.k for one in placed if one.flow_line.panel)
    theme, topic = context.theme, context.theme.topic(galley.group)
    panel, rules = theme.poster.panel, theme.rules
    top = first - body.edge(panel.top_above_label)
    width = theme.page.measure + 2 * panel.hang
    box = Box(-panel.hang, top, width, boxed[-1] + panel.bottom_below_text - top)
    if not theme.look.fills:
        return (Rectangle(box, stroke=topic.colour, weight=theme.look.panel_frame),)
    rule = Rule(box.x, box.right, top + rules.panel_top / 2, rules.panel_top, topic.colour)
    return (Rectangle(box, fill=topic.tint), rule)


def _notes(
    context: LayoutContext, galley: PosterGalley, placed: Sequence[PlacedLine], body: Body, title: float
) -> tuple[Item, ...]:
    """Lines for notes below a page's text, its panel included, or below its title."""
    foot = title + body.lead
    if placed:
        foot = placed[-1].k + placed[-1].flow_line.below + context.theme.poster.panel.bottom_below_text
    return lines_below(context, galley.notes, foot)


def _is_bare(context: LayoutContext, placed: Sequence[PlacedLine]) -> bool:
    """Whether the text of a page ends so high up that it has lines for notes, whatever faces it."""
    return not placed or placed[-1].k < context.theme.poster.notes.bare * context.theme.page.last
