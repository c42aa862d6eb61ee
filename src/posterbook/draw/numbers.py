"""Numbers and colours as a content stream writes them: short, without exponent, locale or minus zero."""

from __future__ import annotations

from posterbook.design.theme import Colour
from posterbook.forms.drawn import EVERY_PLATE
from posterbook.forms.edition import Space


def decimal(value: float, places: int = 3) -> str:
    """The number with at most `places` decimals; none is a million or more on any page."""
    return f"{round(value, places) + 0.0:.9g}"


def hundredths(value: int) -> str:
    """A number given in hundredths: positions are summed as integers, so that no error adds up."""
    return f"{value / 100:.9g}"


def fill_colour(colour: Colour, space: Space = Space.RGB) -> str:
    """The operator that sets the colour of fills and text; in all four inks at full it is that of marks."""
    if space is Space.CMYK and colour.cmyk == (1, 1, 1, 1):
        return f"/{EVERY_PLATE} cs 1 scn"
    return f"{_components(colour, space)} {'k' if space is Space.CMYK else 'rg'}"


def stroke_colour(colour: Colour, space: Space = Space.RGB) -> str:
    """The operator that sets the colour of lines."""
    return f"{_components(colour, space)} {'K' if space is Space.CMYK else 'RG'}"


class Hundredths(dict[int, str]):
    """Numbers given in hundredths as `hundredths` writes them, each worked out once: lines step alike."""

    __slots__ = ()

    def __missing__(self, value: int) -> str:
        written = self[value] = hundredths(value)
        return written


class Decimals(dict[float, str]):
    """Numbers as `decimal` writes them, each worked out once: edges of pages, columns and tabs come again."""

    __slots__ = ()

    def __missing__(self, value: float) -> str:
        written = self[value] = decimal(value)
        return written


class FileOperators:
    """What the operators of all pages of a file have in common, each worked out once: colours and numbers."""

    __slots__ = ("_fills", "_strokes", "decimals", "hundredths", "space")

    def __init__(self, space: Space = Space.RGB) -> None:
        self.space = space
        self.hundredths = Hundredths()
        self.decimals = Decimals()
        # by identity, and the colour kept, so that its identity is not given to another: to hash one is slow
        self._fills: dict[int, tuple[Colour, str]] = {}
        self._strokes: dict[int, tuple[Colour, str]] = {}

    def fill(self, colour: Colour) -> str:
        """The operator that sets the colour of fills and text."""
        known = self._fills.get(id(colour))
        if known is None:
            known = self._fills[id(colour)] = colour, fill_colour(colour, self.space)
        return known[1]

    def stroke(self, colour: Colour) -> str:
        """The operator that sets the colour of lines."""
        known = self._strokes.get(id(colour))
        if known is None:
            known = self._strokes[id(colour)] = colour, stroke_colour(colour, self.space)
        return known[1]


def is_black(colour: Colour) -> bool:
    """Whether a colour is black ink and nothing else, which prints over what is below it."""
    return colour.cmyk == (0, 0, 0, 1)


def _components(colour: Colour, space: Space) -> str:
    return " ".join(decimal(part, 4) for part in (colour.cmyk if space is Space.CMYK else colour.rgb))
