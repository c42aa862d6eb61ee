"""What holds for the whole booklet, worked out before any page is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from posterbook.forms.galley import Composition
from posterbook.layout.context import LayoutContext
from posterbook.layout.thumb import TableSlots, Thumb, thumb_index
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class BookPlan:
    """The thumb index, and by the names of page kinds what each measured of all its galleys together."""

    context: LayoutContext
    thumb: Thumb
    measured: Mapping[str, Any]


def plan_book(context: LayoutContext, composed: Composition) -> BookPlan:
    """Ask every page kind for what its galleys have in common, and the first table for the thumb index."""
    measured = {
        kind.name: kind.measure(context, composed.of(kind)) for kind in composed.kinds if kind.measure
    }
    groups = len(composed.groups)
    table = next((galley for galley in composed.galleys if galley.kind.slots), None)

    def slots(heads: bool) -> TableSlots:  # noqa: FBT001 - as PageKind says
        return (
            table.kind.slots(context, table.content, groups, heads)
            if table and table.kind.slots
            else TableSlots()
        )

    return BookPlan(context, thumb_index(context, composed.groups, slots), measured)
