"""Pages to content streams, with the fonts and pictures that these need: drawing makes no decisions."""

from posterbook.draw.drawing import draw

__all__ = ["draw"]
