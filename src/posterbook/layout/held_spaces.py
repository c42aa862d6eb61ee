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
_FRENCH_MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre"),
    *("novembre", "décembre"),
)
_BEHIND_NUMBERS: Final = _SPELLED.union({unit.translate(_WITH_MICRO) for unit in _SPELLED}, _FRENCH_MONTHS)
_BEHIND_NUMBER: Final = re.compile(r"[0-9](?:er)? ([^ /,;:.)\]]+)")
_SIGN: Final = re.compile(r" [±×≈<>≤≥=] (?=[0-9])")
_SHORT: Final = 2
"""So long is an initial, or a day of a month."""
_OPENING: Final = "([“‘\"'"  # noqa: RUF001 - these very characters
_ABBREVIATIONS: Final = frozenset(
    (
        *("Dr", "Prof", "Mr", "Mrs", "Ms", "St", "Mme", "Fig", "Figs", "Abb", "Tab", "Eq", "No", "Nos", "Nr"),
        *("Vol", "Bd", "p", "pp", "vs", "cf", "Art", "Abs", "Kap", "Ziff", "ca"),
    )
)


_BEFORE_MARK: Final = re.compile(r" [;:!?»](?![^\s.,)\]])")
_BEHIND_MARK: Final = r"(?<![^\s(\[])[«§] "
"""As French has it: « mot » ; § 5 in German."""
_GERMAN_MONTHS: Final = (
    *(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
    ),
    *("Dezember", "Jahrhundert"),
)


def held_spaces(text: str) -> frozenset[int]:
    """The offsets behind the spaces of a text at which it does not break."""
    found = [match.start(1) for match in _BEHIND_NUMBER.finditer(text) if match[1] in _BEHIND_NUMBERS]
    for match in _SIGN.finditer(text):
        found += (match.start() + 1, match.end())
    if "«" in text or "§" in text:
        found += [match.end() for match in re.finditer(_BEHIND_MARK, text)]
    found += [match.start() + 1 for match in _BEFORE_MARK.finditer(text)]
    at = text.find(". ")
    while at >= 0:
        before = text[text.rfind(" ", 0, at) + 1 : at].lstrip(_OPENING)
        if before in _ABBREVIATIONS or (len(before) <= _SHORT and _goes_on(before, text, at + 2)):
            found.append(at + 2)
        at = text.find(". ", at + 2)
    for dash in (" – ", " — "):
        at = text.find(dash)
        while at >= 0:
            found.append(at + 1)
            at = text.find(dash, at + 3)
    return frozenset(found)


def _goes_on(before: str, text: str, at: int) -> bool:
    """Whether a dot ends no sentence, as in "z. B.", "J. Smith" and "3. Mai"; `at` is behind its space."""
    if before.isdecimal():
        return text.startswith(_GERMAN_MONTHS, at)
    initial = before.isalpha() and len(before) == 1
    return initial and (text[at : at + 1].isupper() or "." in text[at + 1 : at + 3])
