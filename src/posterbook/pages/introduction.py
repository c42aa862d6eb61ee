"""The introduction: what this is in the issuer's words, with the contents list at its foot if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from posterbook.content.model import Prose, doc
from posterbook.content.page_kind import PageKind
from posterbook.forms.galley import RunningText, Text
from posterbook.forms.page import Image, Item, Line, Rule
from posterbook.layout.context import LayoutContext, UnplacedPage, stack_lines
from posterbook.layout.flow import Measures, fill, items_of
from posterbook.layout.list_rows import SetListRow, depth, rows, rows_by_page, set_list_rows
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.running_text import flow_lines
from posterbook.pages.composer import Composer, Contents
from posterbook.pages.prose import running_text
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What `introduction:` takes in running_order."""

    file: Prose = field(metadata=doc("its text, a path below the content folder", whole_markdown=True))
    contents: bool = field(default=False, metadata=doc("whether the contents list stands below it"))


@dataclass(frozen=True, slots=True)
class IntroductionGalley:
    """The introduction, the contents list, or both; what does not fit one page starts its own."""

    kind: str
    heading: Text | None
    lead: tuple[RunningText, ...]
    contents: Contents | None


def compose(composer: Composer, options: Options) -> tuple[IntroductionGalley, ...]:
    """The opening page: the booklet's kind as its heading, the lead text, the contents list."""
    book, styles = composer.booklet, composer.theme.styles
    section = composer.section()
    heading = composer.text(
        styles.small_heading, book.kind, section.child(composer.heading), book.where.at("kind")
    )
    return (
        IntroductionGalley(
            kind="introduction",
            heading=heading if book.kind else None,
            lead=running_text(composer, styles.lead, options.file, section),
            contents=composer.contents() if options.contents else None,
        ),
    )


def lay_out(plan: BookPlan, galley: IntroductionGalley, folios: Folios) -> tuple[UnplacedPage, ...]:
    """Lead text, then the contents list on the same page if there is room, else on its own."""
    context = plan.context
    pages = _lead(context, galley)
    if galley.contents is None:
        return pages
    entries = set_list_rows(context, galley.contents.entries, folios)
    top = context.theme.page.last - depth(context, entries)
    room = (
        top - context.theme.introduction.contents_head_above - context.theme.introduction.contents_rule_above
    )
    if pages and _last(pages[-1]) + context.theme.introduction.contents_head_above <= room:
        foot = _at_foot(context, galley.contents, entries, top)
        return (*pages[:-1], replace(pages[-1], items=(*pages[-1].items, *foot)))
    return (*pages, *_own_pages(context, galley, galley.contents, entries))


def _lead(context: LayoutContext, galley: IntroductionGalley) -> tuple[UnplacedPage, ...]:
    """The heading and the lead text, on as many pages as it takes; none without either."""
    page, measures = context.theme.page, context.theme.introduction
    head: tuple[Item, ...] = ()
    if galley.heading:
        k = measures.lead if page.rail else measures.kind
        head = stack_lines(
            context.lines(galley.heading, page.rail or page.measure), galley.heading.style, 0, k
        )
    flow = Measures(measures.lead, page.last, page.baseline, context.theme.fit.least_lines)
    placed = fill(flow_lines(context, galley.lead), flow) or (((),) if head else ())
    return tuple(
        UnplacedPage(
            galley.kind, (context.page_rule(), *(() if n else head), *items_of(flow_lines)), continues=n > 0
        )
        for n, flow_lines in enumerate(placed)
    )


def _last(unplaced: UnplacedPage) -> float:
    """Where the last of a page's lines and pictures ends."""
    return max((_foot_of(item) for item in unplaced.items), default=0)


def _foot_of(item: Item) -> float:
    if isinstance(item, Line):
        return item.y
    return item.box.bottom if isinstance(item, Image) else 0


def _at_foot(
    context: LayoutContext, contents: Contents, entries: Sequence[SetListRow], top: float
) -> tuple[Item, ...]:
    """Light rule, heading and rows at the foot of the page."""
    measures, theme = context.theme.introduction, context.theme
    head = top if theme.page.rail else top - measures.contents_head_above
    over = top - measures.contents_head_above - measures.contents_rule_above
    rule = Rule(0, theme.page.measure, over, theme.rules.light, theme.rule)
    heading = stack_lines((context.line(contents.heading),), contents.heading.style, 0, head)
    return (rule, *heading, *rows(context, entries, top))


def _own_pages(
    context: LayoutContext, galley: IntroductionGalley, contents: Contents, entries: Sequence[SetListRow]
) -> tuple[UnplacedPage, ...]:
    """The list from the head of its own page, running on where it must."""
    measures, page = context.theme.introduction, context.theme.page
    head = measures.own_first if page.rail else measures.own_head
    heading = stack_lines((context.line(contents.heading),), contents.heading.style, 0, head)
    pages = rows_by_page(context, entries, measures.own_first, measures.own_first)
    return tuple(
        UnplacedPage(galley.kind, (context.page_rule(), *(() if n else heading), *listed), continues=n > 0)
        for n, listed in enumerate(pages)
    )


KIND = PageKind(
    name="introduction",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    prints_folios=True,
    counts_posters=True,
)
