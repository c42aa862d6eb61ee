"""The gate against text that leaves its page: what no step makes fit stops the build, or it would be cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from posterbook.errors import Problem, Where, error
from posterbook.forms.page import Line
from posterbook.layout.context import LayoutContext, UnplacedPage

ROUNDING = 0.01
"""Points by which a line may seem beyond its page."""


def text_beyond_page(
    context: LayoutContext, unplaced_pages: Sequence[UnplacedPage], places: Mapping[str, Where]
) -> Iterator[Problem]:
    """What stands outside its page's live area, and would be lost; `places` are the posters' by number."""
    page = context.theme.page
    for position, unplaced in enumerate(unplaced_pages):
        last = page.last if unplaced.has_foot else page.foot - page.live_top
        right = page.measure if unplaced.has_foot else page.measure + page.outside  # the cover's ladder
        out = next(_beyond(unplaced, last + ROUNDING, right + ROUNDING), None)
        if out is not None:
            named = (
                f"poster {unplaced.number}" if unplaced.number else f"page {position + 1}, {unplaced.kind},"
            )
            message = f"{named} does not fit: '{out.text.strip()[:30]}' would leave the page"
            hint = "shorten what stands at its head: title, heading, labels or names"
            yield error("overfull", message, places.get(unplaced.number), hint)


def _beyond(unplaced: UnplacedPage, last: float, right: float) -> Iterator[Line]:
    """The lines above, below or beside the live area, those too that only repeat what is said elsewhere."""
    for item in unplaced.items:
        if isinstance(item, Line) and (
            not 0 <= item.y <= last or (not item.turn and _reaches_beyond(item, right))
        ):
            yield item


def _reaches_beyond(line: Line, right: float) -> bool:
    """Whether a word of a line ends beyond that."""
    room = right - line.x
    return any(run.x + run.width > room and run.text.strip() for run in line.runs)
