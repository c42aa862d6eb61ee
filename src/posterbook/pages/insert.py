"""Pages of another PDF, as a letter or an advertisement, each in the middle of a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from posterbook.content.inserts import ForeignPage, InsertedFile, InsertedPage
from posterbook.content.model import INTERNAL, NOWHERE, Booklet, Inline, Picture, PictureKind, doc
from posterbook.content.page_kind import PageKind
from posterbook.content.scalars import excerpt
from posterbook.design.geometry import Box
from posterbook.design.theme import PageFormat
from posterbook.errors import LayoutError, Problem, Where, error, note, warning
from posterbook.forms.element import Bookmark, Role
from posterbook.forms.galley import FigureBlock
from posterbook.forms.page import Anchor, Image
from posterbook.layout.context import UnplacedPage
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.values import dataclass

SMALLEST, LARGEST = 0.5, 2.0
"""At what scales a page is still taken: an A4 letter stands on A5 at 0.71."""
SAME = 0.01
"""By how much a scale or a shape may differ and still be the same."""
_PART = re.compile(r"\s*([1-9][0-9]*)\s*(?:[-–]\s*([1-9][0-9]*)\s*)?")


@dataclass(frozen=True, slots=True)
class Options:
    """What `insert:` takes in running_order."""

    file: InsertedFile = field(metadata=doc("another PDF, a path below the content folder"))
    alt: str = field(metadata=doc("what its pages show, for those who cannot see them"))
    pages: str = field(default="", metadata=doc("which of its pages, as 1-2 or 1, 3-4; without it all"))
    contents: Inline = field(default=Inline(""), metadata=doc("its entry in the contents list"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class InsertGalley:
    """One page of the other file; the first of them carries the anchor."""

    figure: FigureBlock
    page: ForeignPage
    anchor: str
    bookmark: Bookmark | None
    first: bool
    dropped: tuple[str, ...]


def check(_booklet: Booklet, options: Options) -> Iterator[Problem]:
    """Pages that the file does not have, and those that cannot be taken over."""
    chosen = _chosen(options)
    if not chosen:
        count = len(options.file.pages)
        has = "1 page" if count == 1 else f"{count} pages"
        wanted = f"'pages' wants pages of '{excerpt(options.file.file)}', which has {has}"
        message = f"{wanted}, found '{excerpt(options.pages)}'"
        yield error("insert-pages", message, options.where.at("pages"), "write them as 1-2 or 1, 3-4")
    for number in chosen:
        for fault in options.file.pages[number - 1].faults:
            message = f"page {number} of '{excerpt(options.file.file)}' {fault}"
            hint = "export it anew with all fonts embedded, as PDF/A does, and comments and fields flattened"
            yield error("unusable-insert", message, options.where.at("file"), hint)


def _chosen(options: Options) -> tuple[int, ...]:
    """The numbers of the pages that are wanted, from 1; none if they cannot be read or are not there."""
    count = len(options.file.pages)
    if not options.pages:
        return tuple(range(1, count + 1))
    found: list[int] = []
    for part in options.pages.split(","):
        one = _PART.fullmatch(part)
        if not one:
            return ()
        first, last = int(one[1]), int(one[2] or one[1])
        if not first <= last <= count:
            return ()
        found += range(first, last + 1)
    return tuple(found)


def _anchor(composer: Composer, options: Options) -> str:
    return composer.place(f"insert:{options.file.file}")


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """Its entry, if it is to have one."""
    anchor, where = _anchor(composer, options), options.where.at("contents")
    return (ContentsEntry(options.contents, ((anchor, anchor),), where),) if options.contents else ()


def compose(composer: Composer, options: Options) -> tuple[InsertGalley, ...]:
    """Each page a figure with the words for it; of several each with its number."""
    section, anchor, where = composer.section(), _anchor(composer, options), options.where
    chosen, file = _chosen(options), options.file
    galleys = []
    for position, number in enumerate(chosen, 1):
        page = file.pages[number - 1]
        said = options.alt if len(chosen) == 1 else f"{options.alt} ({position}/{len(chosen)})"
        name = f"{file.file}, page {number}"
        inserted = InsertedPage(page, file.objects)
        size = page.width, page.height
        picture = Picture(name, PictureKind.PDF, *size, name.encode(), inserted=inserted)
        figure = FigureBlock(picture, section.child(Role.FIGURE, alt=said), None, where)
        first = position == 1
        bookmark = (
            Bookmark(composer.plain(options.contents), 1, anchor) if first and options.contents else None
        )
        galleys.append(InsertGalley(figure, page, anchor, bookmark, first, file.dropped if first else ()))
    return tuple(galleys)


def lay_out(plan: BookPlan, galley: InsertGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """One page, in the middle and as large as it gets, without folio: it has its own.

    Raises LayoutError for one that would be set too small or too large to be read as it was meant.
    """
    theme, page = plan.context.theme, plan.context.theme.page
    scale = _scale(page, galley.page)
    if not SMALLEST <= scale <= LARGEST:
        message = f"'{excerpt(galley.figure.picture.file)}' would be set at {scale:.0%} to fit the page"
        hint = f"from {SMALLEST:.0%} to {LARGEST:.0%} is taken: make it in another size"
        raise LayoutError(error("insert-size", message, galley.figure.where.at("file"), hint))
    width, height = galley.page.width * scale, galley.page.height * scale
    box = Box((page.width - width) / 2, (page.height - height) / 2, width, height)
    bleed = theme.bleed if _is_alike(page, galley.page) else 0
    clip = Box(box.x - bleed, box.y - bleed, box.width + 2 * bleed, box.height + 2 * bleed)
    image = Image(box, galley.figure.picture, galley.figure.meaning, clip=clip)
    anchors = (Anchor(galley.anchor, 0),) if galley.first else ()
    bookmarks = (galley.bookmark,) if galley.bookmark else ()
    return (
        UnplacedPage(
            KIND.name,
            (),
            has_foot=False,
            anchors=anchors,
            bookmarks=bookmarks,
            continues=not galley.first,
            full_bleed=(image,),
        ),
    )


def _scale(page: PageFormat, foreign: ForeignPage) -> float:
    return min(page.width / foreign.width, page.height / foreign.height)


def _is_alike(page: PageFormat, foreign: ForeignPage) -> bool:
    """Whether both are of one shape, so that bleed meets bleed."""
    return abs(page.width * foreign.height / (page.height * foreign.width) - 1) < SAME


def warnings(plan: BookPlan, galleys: tuple[InsertGalley, ...]) -> Iterator[Problem]:
    """What of a file is left out, and at which scale its pages stand."""
    scales: dict[str, float] = {}
    for galley in galleys:
        where, file = galley.figure.where.at("file"), excerpt(galley.anchor.partition(":")[2])
        if galley.dropped:
            message = f"of '{file}' only what its pages show is taken; left out: {', '.join(galley.dropped)}"
            yield warning("insert-dropped", message, where, "name in the text what a reader would miss")
        scale = _scale(plan.context.theme.page, galley.page)
        if abs(scale - 1) > SAME and scales.get(file) != round(scale, 2):
            scales[file] = round(scale, 2)
            yield note("insert-scaled", f"pages of '{file}' are set at {scale:.0%} of their size", where)


KIND = PageKind(
    name="insert",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    check=check,
    warnings=warnings,
)
