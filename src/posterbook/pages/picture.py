"""A page that is a picture: a map below its heading, or an advertisement over all of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from posterbook.content.model import INTERNAL, NOWHERE, Booklet, Inline, Picture, doc
from posterbook.content.page_kind import PageKind
from posterbook.design.geometry import MM, Box
from posterbook.errors import Problem, Where, error, warning
from posterbook.forms.element import Bookmark
from posterbook.forms.galley import FigureBlock, Text
from posterbook.forms.page import Anchor, Image, Item
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.pictures import fit_into
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer, ContentsEntry, captioned
from posterbook.values import dataclass

MOST_CUT = 2 * MM
"""How much of a full-bleed picture may fall beyond the bleed on each side without a word."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `picture:` takes in running_order."""

    file: Picture = field(metadata=doc("SVG, PNG or JPEG, a path below the content folder"))
    alt: str = field(metadata=doc("what it shows, for those who cannot see it"))
    heading: Inline = field(default=Inline(""), metadata=doc("the heading above it"))
    caption: Inline = field(default=Inline(""), metadata=doc("the line below it"))
    contents: Inline = field(
        default=Inline(""), metadata=doc("its entry in the contents list; without it its heading")
    )
    bleed: bool = field(
        default=False, metadata=doc("whether it fills the page to its edges, and what is cut off beyond")
    )
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class PictureGalley:
    """A picture, with its heading or over the whole page."""

    heading: Text | None
    figure: FigureBlock
    bleed: bool
    anchor: str
    bookmark: Bookmark | None


def check(_booklet: Booklet, options: Options) -> Iterator[Problem]:
    """Words that a picture over all of the page would leave no room for."""
    for key in ("heading", "caption") if options.bleed else ():
        if getattr(options, key):
            message = f"'{key}' has no room on a page that its picture fills to the edges"
            hint = "leave it out; 'contents' names the page in the contents list"
            yield error("no-room-beside-bleed", message, options.where.at(key), hint)


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """Its entry, or its heading; a picture without either is in no list."""
    wording, anchor = options.contents or options.heading, _anchor(composer, options)
    where = options.where.at("contents" if options.contents else "heading")
    return (ContentsEntry(wording, ((anchor, anchor),), where),) if wording else ()


def compose(composer: Composer, options: Options) -> tuple[PictureGalley, ...]:
    """The heading, the picture with its alternative, and the caption."""
    styles, section, where = composer.theme.styles, composer.section(), options.where
    heading = None
    if options.heading:
        element = section.child(composer.heading)
        heading = composer.inline(styles.page_heading, options.heading, element, where.at("heading"))
    meaning, element = captioned(section, options.alt, options.caption)
    caption = None
    if options.caption:
        caption = composer.inline(styles.caption, options.caption, element, where.at("caption"))
    anchor, named = _anchor(composer, options), options.contents or options.heading
    return (
        PictureGalley(
            heading=heading,
            figure=FigureBlock(options.file, meaning, caption, where),
            bleed=options.bleed,
            anchor=anchor,
            bookmark=Bookmark(composer.plain(named), 1, anchor) if named else None,
        ),
    )


def _anchor(composer: Composer, options: Options) -> str:
    return composer.place(f"picture:{options.file.file}")


def lay_out(plan: BookPlan, galley: PictureGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """One page: the picture over all of it, or as large as the text block below the heading allows."""
    anchors = (Anchor(galley.anchor, 0),)
    bookmarks = (galley.bookmark,) if galley.bookmark else ()
    if galley.bleed:
        image = _over_all(plan.context, galley.figure)
        return (
            UnplacedPage(
                KIND.name, (), has_foot=False, anchors=anchors, bookmarks=bookmarks, full_bleed=(image,)
            ),
        )
    items = _below_heading(plan.context, galley)
    return (UnplacedPage(KIND.name, items, anchors=anchors, bookmarks=bookmarks),)


def _over_all(context: LayoutContext, figure: FigureBlock) -> Image:
    """The picture in the middle of the page, no side of which it leaves white, bleed included."""
    page, bleed = context.theme.page, context.theme.bleed
    seen = Box(-bleed, -bleed, page.width + 2 * bleed, page.height + 2 * bleed)
    scale = max(seen.width / figure.picture.width, seen.height / figure.picture.height)
    width, height = figure.picture.width * scale, figure.picture.height * scale
    box = Box((page.width - width) / 2, (page.height - height) / 2, width, height)
    return Image(box, figure.picture, figure.meaning, clip=seen)


def _below_heading(context: LayoutContext, galley: PictureGalley) -> tuple[Item, ...]:
    """Rule, heading, picture and caption, all flush left; the caption is part of the room it takes."""
    theme, page, measures = context.theme, context.theme.page, context.theme.text
    items: list[Item] = [context.page_rule()]
    top = page.baseline
    if galley.heading:
        lines = context.lines(galley.heading, page.measure)
        items += stack_lines(lines, galley.heading.style, 0, measures.heading)
        top += last_baseline(lines, galley.heading.style, measures.heading)
    figure = galley.figure
    lines = context.lines(figure.caption, page.measure) if figure.caption else ()
    style = figure.caption.style if figure.caption else theme.styles.caption
    below = theme.poster.figure_caption + (len(lines) - 1) * style.lead if lines else 0
    width, height = fit_into(figure.picture, page.measure, max(page.last - top - below, page.last / 3))
    items.append(Image(Box(0, top, width, height), figure.picture, figure.meaning))
    return (*items, *stack_lines(lines, style, 0, top + height + theme.poster.figure_caption))


def warnings(plan: BookPlan, galleys: tuple[PictureGalley, ...]) -> Iterator[Problem]:
    """Pictures of another shape than the page, of which an edge is lost."""
    page, bleed = plan.context.theme.page, plan.context.theme.bleed
    for galley in galleys:
        if not galley.bleed:
            continue
        image = _over_all(plan.context, galley.figure)
        seen = image.seen
        lost = (image.box.width - seen.width) / 2, (image.box.height - seen.height) / 2
        if max(lost) > MOST_CUT:
            sides = "at the left and the right" if lost[0] > lost[1] else "at the head and the foot"
            file = galley.figure.picture.file
            message = f"{max(lost) / MM:.0f} mm of '{file}' {sides} lie beyond the edge of the page"
            size = f"{(page.width + 2 * bleed) / MM:g} × {(page.height + 2 * bleed) / MM:g} mm"
            hint = f"make it {size}, of which the outer {bleed / MM:g} mm are cut off"
            yield warning("picture-cut", message, galley.figure.where.at("file"), hint)


KIND = PageKind(
    name="picture",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    check=check,
    warnings=warnings,
)
