"""A legal block as it was found in a written file."""

from __future__ import annotations

from posterbook.design.geometry import MM, Box
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A legal block as it stands in a file: its first page, its smallest size and its box there, its digest.

    Points; the box is measured from the upper left corner of the trimmed page. The digest (SHA-256) is of the
    text that was read, white space folded.
    """

    id: str
    page: int
    size: float
    box: Box
    sha256: str

    def __str__(self) -> str:
        box = self.box
        place = f"{box.x / MM:.1f}, {box.y / MM:.1f} mm from the upper left corner"
        extent = f"{box.width / MM:.1f} × {box.height / MM:.1f} mm"
        return f"{self.id}: page {self.page}, {self.size:g} pt, {extent} at {place}, sha256 {self.sha256}"
