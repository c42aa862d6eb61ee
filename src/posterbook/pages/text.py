"""Running text of the booklet's own, as on the company or the meeting: a heading and paragraphs."""

from __future__ import annotations

from dataclasses import field

from posterbook.content.model import Prose, doc
from posterbook.content.page_kind import PageKind
from posterbook.forms.element import Bookmark
from posterbook.forms.galley import RunningText, Text
from posterbook.forms.page import Anchor, Item
from posterbook.layout.context import UnplacedPage, last_baseline, next_on_grid, stack_lines
from posterbook.layout.flow import Measures, fill, items_of
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.running_text import flow_lines
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.pages.prose import running_text
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What `text:` takes in running_order."""

    file: Prose = field(metadata=doc("its text; a first line with # is its heading", whole_markdown=True))


@dataclass(frozen=True, slots=True)
class TextGalley:
    """A heading and running text over as many pages as it takes."""

    heading: Text | None
    body: tuple[RunningText, ...]
    anchor: str
    bookmark: Bookmark | None


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """Its heading."""
    heading = _galley(composer, options).heading
    where, anchor = options.file.where, _anchor(composer, options)
    return (ContentsEntry(heading.plain, ((anchor, anchor),), where),) if heading else ()


def compose(composer: Composer, options: Options) -> tuple[TextGalley, ...]:
    """A heading and the paragraphs below it."""
    return (_galley(composer, options),)


def _galley(composer: Composer, options: Options) -> TextGalley:
    body, anchor = composer.theme.styles.body, _anchor(composer, options)
    found = running_text(composer, body, options.file, composer.section())
    first = found[0] if found else None
    heading = first if isinstance(first, Text) and first.heading == 1 else None
    return TextGalley(
        heading=heading,
        body=found[1 if heading else 0 :],
        anchor=anchor,
        bookmark=Bookmark(heading.plain, 1, anchor) if heading else None,
    )


def _anchor(composer: Composer, options: Options) -> str:
    return composer.place(f"text:{options.file.where.file}")


def lay_out(plan: BookPlan, galley: TextGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """A heading at its height and text below it, over as many pages as it takes."""
    context = plan.context
    page, measures = context.theme.page, context.theme.text
    first = measures.heading
    head: tuple[Item, ...] = ()
    if galley.heading:
        style = galley.heading.style
        lines = context.lines(galley.heading, page.main)
        head = stack_lines(lines, style, page.main_x, measures.heading)
        first = next_on_grid(measures.body + last_baseline(lines, style, 0), page.baseline)
    flow = Measures(
        first=measures.heading, last=page.last, grid=page.baseline, least=context.theme.fit.least_lines
    )
    pages = fill(flow_lines(context, galley.body), flow, first) or ((),)
    anchors = (Anchor(galley.anchor, 0),)
    bookmarks = (galley.bookmark,) if galley.bookmark else ()
    return tuple(
        UnplacedPage(
            KIND.name,
            (context.page_rule(), *(() if n else head), *items_of(placed)),
            anchors=() if n else anchors,
            bookmarks=() if n else bookmarks,
            continues=n > 0,
            takes_sponsors=True,
        )
        for n, placed in enumerate(pages)
    )


KIND = PageKind(name="text", options=Options, compose=compose, lay_out=lay_out, contents=contents)
