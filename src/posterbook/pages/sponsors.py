"""The sponsors' page: tiers from large to small, the marks of each as large as each other to the eye."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from posterbook.content.model import INTERNAL, NOWHERE, Booklet, Inline, Link, Picture, doc
from posterbook.content.page_kind import PageKind
from posterbook.design.geometry import Box
from posterbook.errors import Problem, Where, error
from posterbook.forms.element import Bookmark, Element, Role
from posterbook.forms.galley import FigureBlock, Text
from posterbook.forms.page import Anchor, Image, Item
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.sponsors import mark_size, marks_in_row, shared_area
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.values import dataclass

CARRIED = "sponsors"
"""The sponsors of booklet.yaml, for which this page has room."""
ANCHOR = "sponsors"


class TierSize(StrEnum):
    """How large the marks of a tier are."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Supporter:
    """A sponsor of a tier: its mark, or its name where it has none."""

    name: Inline = field(metadata=doc("its name; printed where there is no mark, else what the mark says"))
    file: Picture | None = field(
        default=None, metadata=doc("its mark: SVG, PNG or JPEG, a path below the content folder")
    )
    link: Link = field(default=Link(""), metadata=doc("its web address"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Tier:
    """Sponsors of one rank."""

    sponsors: tuple[Supporter, ...] = field(metadata=doc("who they are, in order"))
    name: Inline = field(default=Inline(""), metadata=doc("what the tier is called, as Gold"))
    size: TierSize = field(default=TierSize.SMALL, metadata=doc("how large its marks are"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Options:
    """What `sponsors:` takes in running_order."""

    heading: Inline = field(default=Inline(""), metadata=doc("the page's heading, where not the usual words"))
    tiers: tuple[Tier, ...] = field(default=(), metadata=doc("the tiers, in order"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class TierGalley:
    """A tier: its name, and its sponsors as marks or names."""

    name: Text | None
    size: TierSize
    marks: tuple[FigureBlock | Text, ...]


@dataclass(frozen=True, slots=True)
class SponsorsGalley:
    """The heading and the tiers."""

    heading: Text
    tiers: tuple[TierGalley, ...]
    anchor: str
    bookmark: Bookmark


def check(booklet: Booklet, options: Options) -> Iterator[Problem]:
    """A page with nobody on it."""
    if not (options.tiers or booklet.sponsors):
        message = "nobody stands on the sponsors' page"
        yield error("no-sponsors", message, options.where, "give it 'tiers', or booklet.yaml 'sponsors'")


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """Its heading."""
    anchor = composer.place(ANCHOR)
    return (ContentsEntry(_heading(composer, options), ((anchor, anchor),), options.where),)


def _heading(composer: Composer, options: Options) -> str:
    return options.heading or composer.booklet.words.sponsors


def compose(composer: Composer, options: Options) -> tuple[SponsorsGalley, ...]:
    """The tiers in order; the booklet's own sponsors stand last, on the first page of this kind."""
    wording, section, styles = _heading(composer, options), composer.section(), composer.theme.styles
    heading = composer.inline(
        styles.page_heading, wording, section.child(composer.heading), options.where.at("heading")
    )
    tiers = [_tier(composer, tier, section) for tier in options.tiers]
    if composer.booklet.sponsors and not composer.earlier:
        own = tuple(Supporter(Inline(s.name), s.file, s.link, s.where) for s in composer.booklet.sponsors)
        tiers.append(_tier(composer, Tier(own), section))
    anchor = composer.place(ANCHOR)
    bookmark = Bookmark(composer.plain(wording), 1, anchor)
    return (SponsorsGalley(heading, tuple(tiers), anchor, bookmark),)


def _tier(composer: Composer, tier: Tier, section: Element) -> TierGalley:
    name = None
    if tier.name:
        element = section.child(composer.subheading)
        name = composer.inline(composer.theme.styles.small_heading, tier.name, element, tier.where.at("name"))
    return TierGalley(name, tier.size, tuple(_mark(composer, one, section) for one in tier.sponsors))


def _mark(composer: Composer, sponsor: Supporter, section: Element) -> FigureBlock | Text:
    paragraph, name = section.child(Role.P), composer.plain(sponsor.name)
    linked = paragraph.child(Role.LINK, target=sponsor.link, alt=name) if sponsor.link else paragraph
    if sponsor.file is None:
        return composer.inline(composer.theme.styles.person, sponsor.name, linked, sponsor.where.at("name"))
    return FigureBlock(sponsor.file, linked.child(Role.FIGURE, alt=name), None, sponsor.where)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of marks: its items below 0, its height, and the name of the tier that it opens."""

    items: tuple[Item, ...]
    height: float
    name: Text | None
    gap: float


def lay_out(plan: BookPlan, galley: SponsorsGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """Row below row, on as many pages as they take; a tier's name stands above its first row."""
    context = plan.context
    page, measures = context.theme.page, context.theme.text
    lines = context.lines(galley.heading, page.main)
    heading = stack_lines(lines, galley.heading.style, page.main_x, measures.heading)
    first = last_baseline(lines, galley.heading.style, measures.heading) + page.baseline
    pages: list[list[Item]] = [[context.page_rule(), *heading]]
    k, opens = first, True
    for row in (row for tier in galley.tiers for row in _rows(context, tier)):
        gap = 0 if opens else row.gap
        named = _name_height(context, row)
        if not opens and k + gap + named + row.height > page.last:
            pages.append([context.page_rule()])
            k, gap = measures.heading, 0
        top = k + gap + named
        pages[-1] += [*_name(context, row, top), *(item.moved(0, top) for item in row.items)]
        k, opens = top + row.height, False
    return tuple(
        UnplacedPage(
            KIND.name,
            tuple(items),
            anchors=() if n else (Anchor(galley.anchor, 0),),
            bookmarks=() if n else (galley.bookmark,),
            continues=n > 0,
        )
        for n, items in enumerate(pages)
    )


def _name_height(context: LayoutContext, row: _Row) -> float:
    """How far a row stands below what is above it, for its tier's name: in the rail this takes no room."""
    if row.name is None or context.theme.page.rail:
        return 0
    lines = len(context.lines(row.name, context.theme.page.main))
    return lines * row.name.style.lead + context.theme.marks.below_heading


def _name(context: LayoutContext, row: _Row, top: float) -> tuple[Item, ...]:
    """The tier's name above its first row, or beside it in the rail."""
    page, name = context.theme.page, row.name
    if name is None:
        return ()
    if page.rail:
        return stack_lines(context.lines(name, page.rail), name.style, 0, top + name.style.size)
    lines = context.lines(name, page.main)
    k = top - context.theme.marks.below_heading - (len(lines) - 1) * name.style.lead
    return stack_lines(lines, name.style, page.main_x, k)


def _rows(context: LayoutContext, tier: TierGalley) -> Iterator[_Row]:
    """The rows of a tier, each mark flush left in its column and in the middle of its row."""
    theme, page = context.theme, context.theme.page
    at = list(TierSize).index(tier.size)
    columns, height, gap = theme.tiers.columns[at], theme.tiers.heights[at], theme.marks.gap
    width = (page.main - (columns - 1) * gap) / columns
    widest = min(width, theme.tiers.widest)
    pictures = [mark.picture for mark in tier.marks if isinstance(mark, FigureBlock)]
    area = shared_area(context, pictures, widest, height) if pictures else 0
    across = marks_in_row(len(tier.marks), columns)
    for start in range(0, len(tier.marks), across):
        parts = [
            _name_of_one(context, mark, width)
            if isinstance(mark, Text)
            else _image(context, mark, *mark_size(mark.picture, widest, height, area))
            for mark in tier.marks[start : start + across]
        ]
        high = max(part.height for part in parts)
        items = tuple(
            item.moved(page.main_x + column * (width + gap), (high - part.height) / 2)
            for column, part in enumerate(parts)
            for item in part.items
        )
        yield _Row(items, high, None if start else tier.name, gap if start else theme.marks.above)


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands for one sponsor, from 0 down and to the right."""

    items: tuple[Item, ...]
    height: float


def _image(context: LayoutContext, mark: FigureBlock, width: float, height: float) -> _Part:
    box = Box(0, 0, width, height)
    return _Part((Image(box, mark.picture, mark.meaning, context.theme.look.black_marks),), height)


def _name_of_one(context: LayoutContext, name: Text, width: float) -> _Part:
    lines, style = context.lines(name, width), name.style
    return _Part(stack_lines(lines, style, 0, style.size), len(lines) * style.lead)


KIND = PageKind(
    name="sponsors",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    check=check,
    carries=frozenset({CARRIED}),
)
