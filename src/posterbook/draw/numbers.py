"""Numbers and colours as a content stream writes them: short, without exponent, locale or minus zero."""

from __future__ import annotations

from posterbook.theme import Colour


def short(value: float, places: int = 3) -> str:
    """The number with at most `places` decimals; none is a million or more on any page."""
    return f"{round(value, places) + 0.0:.9g}"


def hundredths(value: int) -> str:
    """A number given in hundredths: positions are summed as integers, so that no error adds up."""
    return f"{value / 100:.9g}"


def fill(colour: Colour) -> str:
    """The operator that sets the colour of fills and text."""
    return _components(colour) + " rg"


def stroke(colour: Colour) -> str:
    """The operator that sets the colour of lines."""
    return _components(colour) + " RG"


def _components(colour: Colour) -> str:
    return " ".join(short(part, 4) for part in colour.rgb)
