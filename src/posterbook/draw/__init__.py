"""Pages to PDF bytes: a ReportLab canvas that makes no decisions."""

from posterbook.draw.drawing import draw

__all__ = ["draw"]
