"""The gate against text that leaves its page: what no step makes fit stops the build, or it would be cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from posterbook.errors import Problem, Where, error
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line
from posterbook.layout.context import LayoutContext, UnplacedPage

AT_FOOT = ("cover", "legal")
"""Pages without a foot, whose last line may stand on its baseline."""


def text_beyond_page(
    desk: LayoutContext, leaves: Sequence[UnplacedPage], places: Mapping[str, Where]
) -> Iterator[Problem]:
    """What stands above or below its page's live area (SPEC 3); `places` are the posters' by number."""
    page = desk.theme.page
    for position, leaf in enumerate(leaves):
        last = page.foot - page.live_top if leaf.kind in AT_FOOT else page.last
        out = next(_beyond(leaf, last + 1e-6), None)
        if out is not None:
            named = f"poster {leaf.number}" if leaf.number else f"page {position + 1}, {leaf.kind},"
            message = f"{named} does not fit: '{out.text.strip()[:30]}' would leave the page"
            hint = "shorten what stands at its head: title, heading, labels or names"
            yield error("overfull", message, places.get(leaf.number), hint)


def _beyond(leaf: UnplacedPage, last: float) -> Iterator[Line]:
    """The lines above or below the live area, of those that are read."""
    for item in (*leaf.items, *leaf.closing):
        if isinstance(item, Line) and not 0 <= item.y <= last and not _is_artifact(item):
            yield item


def _is_artifact(line: Line) -> bool:
    return all(isinstance(run.meaning, Artifact) for run in line.runs)
