"""Numbers and colours as a content stream writes them: short, without exponent, locale or minus zero."""

from __future__ import annotations

from posterbook.design.theme import Colour
from posterbook.forms.edition import Space


def decimal(value: float, places: int = 3) -> str:
    """The number with at most `places` decimals; none is a million or more on any page."""
    return f"{round(value, places) + 0.0:.9g}"


def hundredths(value: int) -> str:
    """A number given in hundredths: positions are summed as integers, so that no error adds up."""
    return f"{value / 100:.9g}"


def fill_colour(colour: Colour, space: Space = Space.RGB) -> str:
    """The operator that sets the colour of fills and text."""
    return f"{_components(colour, space)} {'k' if space is Space.CMYK else 'rg'}"


def stroke_colour(colour: Colour, space: Space = Space.RGB) -> str:
    """The operator that sets the colour of lines."""
    return f"{_components(colour, space)} {'K' if space is Space.CMYK else 'RG'}"


class ColourOperators:
    """The operators of a file's colours, each worked out once: a page changes its colour twenty times."""

    __slots__ = ("_fills", "_strokes", "space")

    def __init__(self, space: Space = Space.RGB) -> None:
        self.space = space
        self._fills: dict[Colour, str] = {}
        self._strokes: dict[Colour, str] = {}

    def fill(self, colour: Colour) -> str:
        """The operator that sets the colour of fills and text."""
        if colour not in self._fills:
            self._fills[colour] = fill_colour(colour, self.space)
        return self._fills[colour]

    def stroke(self, colour: Colour) -> str:
        """The operator that sets the colour of lines."""
        if colour not in self._strokes:
            self._strokes[colour] = stroke_colour(colour, self.space)
        return self._strokes[colour]


def is_black(colour: Colour) -> bool:
    """Whether a colour is black ink and nothing else, which prints over what is below it."""
    return colour.cmyk == (0, 0, 0, 1)


def _components(colour: Colour, space: Space) -> str:
    return " ".join(decimal(part, 4) for part in (colour.cmyk if space is Space.CMYK else colour.rgb))
