"""The summary table's pages: with room between its rows, or, beyond two pages, as a list in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.forms.page import Anchor
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.thumb import TableSlots
from posterbook.pages.listing import Listing, listing_pages
from posterbook.pages.summary.compose import SummaryGalley
from posterbook.pages.summary.table import opening_items, table_pages, table_slots

MOST_PAGES = 2
"""On more pages than these the table becomes a list of a line or two a row."""


def lay_out(plan: BookPlan, galley: SummaryGalley, folios: Folios) -> tuple[UnplacedPage, ...]:
    """The table on two pages at most, else the list in columns, on as many as it takes."""
    pages: Sequence[UnplacedPage] = ()
    if galley.table:
        pages = table_pages(plan.context, plan.thumb, galley.table, folios)
    if galley.listing and (not galley.table or len(pages) > MOST_PAGES):
        listing = _numbered(galley.listing) if plan.thumb.ordinals else galley.listing
        pages = _listed(plan.context, galley, listing, folios)
    first, *further = pages
    opening = replace(first, anchors=(Anchor(galley.anchor, 0), *first.anchors), bookmarks=(galley.bookmark,))
    return (opening, *(replace(page, continues=True) for page in further))


def _numbered(listing: Listing) -> Listing:
    """The list with the ordinals that its tabs carry before the names of groups."""
    parts = (
        replace(part, name=part.numbered[0], repeated=part.numbered[1]) if part.numbered else part
        for part in listing.parts
    )
    return replace(listing, parts=tuple(parts))


def _listed(
    context: LayoutContext, galley: SummaryGalley, listing: Listing, folios: Folios
) -> tuple[UnplacedPage, ...]:
    table = context.theme.table
    sentence, last = opening_items(context, galley.opening)
    lead = context.theme.styles.table_head.lead
    later = table.sentence + lead
    first = max(later, last + 3 * lead) if galley.opening.sentence else later
    pages = listing_pages(context, listing, folios, first, later)
    return tuple(
        UnplacedPage(
            "summary",
            (*((context.page_rule(),) if n else sentence), *page.items),
            more_groups=page.groups,
            tabs=PageTabs.ALL,
            anchors=page.anchors,
        )
        for n, page in enumerate(pages)
    )


def slots(context: LayoutContext, galley: SummaryGalley, groups: int, heads: bool) -> TableSlots:  # noqa: FBT001 - as PageKind says
    """Where the table has the groups, if it stands on one page; a list in columns says nothing of them."""
    return table_slots(context, galley.table, groups, heads) if galley.table else TableSlots()
