"""Spaces at which no line breaks: before a unit, behind a title of honour or an abbreviation, before a dash.

The manual lists them (text.md). A space that would make what it joins wider than a line breaks all the same.
"""

from __future__ import annotations

import re
from typing import Final

_WITH_MICRO: Final = str.maketrans("µ", "μ")
_SPELLED: Final = frozenset(
    (
        *("m", "m²", "m³", "cm", "cm²", "cm³", "mm", "mm²", "mm³", "µm", "nm", "km", "km²", "ha", "l", "L"),
        *("ml", "mL", "µl", "µL", "dl", "dL", "kg", "g", "mg", "µg", "ng", "pg", "t", "s", "ms", "µs", "min"),
        *(
            "h",
            "d",
            "Hz",
            "kHz",
            "MHz",
            "GHz",
            "V",
            "mV",
            "kV",
            "A",
            "mA",
            "W",
            "kW",
            "MW",
            "J",
            "kJ",
            "kcal",
        ),
        *("N", "Pa", "kPa", "MPa", "bar", "mbar", "mmHg", "K", "°C", "°F", "°", "M", "mM", "µM", "nM", "pM"),
        *(
            "mol",
            "mmol",
            "µmol",
            "nmol",
            "Da",
            "kDa",
            "bp",
            "kb",
            "Mb",
            "kbp",
            "Gy",
            "cGy",
            "mSv",
            "Bq",
            "IU",
        ),
        *("U", "ppm", "ppb", "dB", "lx", "cd", "%", "‰", "pt", "px", "kB", "MB", "GB", "EUR", "USD", "HKD"),
        *("€", "years", "weeks", "days", "hours"),
    )
)
_UNITS: Final = _SPELLED | {unit.translate(_WITH_MICRO) for unit in _SPELLED}
_BEHIND_NUMBER: Final = re.compile(r"[0-9] ([^ /,;:.)\]]+)")
_SIGN: Final = re.compile(r" [±×≈<>≤≥=] (?=[0-9])")
_OPENING: Final = "([“‘\"'"  # noqa: RUF001 - these very characters
_ABBREVIATIONS: Final = frozenset(
    (
        *("Dr", "Prof", "Mr", "Mrs", "Ms", "St", "Mme", "Fig", "Figs", "Abb", "Tab", "Eq", "No", "Nos", "Nr"),
        *("Vol", "Bd", "p", "pp", "vs", "cf"),
    )
)


def held_spaces(text: str) -> frozenset[int]:
    """The offsets behind the spaces of a text at which it does not break."""
    found = [match.start() + 2 for match in _BEHIND_NUMBER.finditer(text) if match[1] in _UNITS]
    for match in _SIGN.finditer(text):
        found += (match.start() + 1, match.end())
    at = text.find(". ")
    while at >= 0:
        if text[text.rfind(" ", 0, at) + 1 : at].lstrip(_OPENING) in _ABBREVIATIONS:
            found.append(at + 2)
        at = text.find(". ", at + 2)
    for dash in (" – ", " — "):
        at = text.find(dash)
        while at >= 0:
            found.append(at + 1)
            at = text.find(dash, at + 3)
    return frozenset(found)
