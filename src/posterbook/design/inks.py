"""Colours of a theme file as numbers: their contrast, and the inks and tints that nobody has given."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

TINTED: Final = 0.12
"""How much of its colour a tint has that nobody gives."""


def complete_colour(given: str | Mapping[str, Any]) -> dict[str, Any]:
    """A colour, written as #RRGGBB or with its inks, as tokens have it."""
    whole = {"hex": given} if isinstance(given, str) else dict(given)
    return {"cmyk": _cmyk(whole["hex"]), **whole}


def complete_group(given: str | Mapping[str, Any]) -> dict[str, Any]:
    """A group's colour with its tint, which is a light one of it where none is given."""
    whole = complete_colour(given)
    tint = whole.get("tint") or _tint_of(whole["hex"])
    return {"tint_cmyk": _cmyk(tint), **whole, "tint": tint}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours given as #RRGGBB, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(code: str) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(code))
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def _rgb(code: str) -> list[float]:
    return [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _tint_of(code: str) -> str:
    return "#" + "".join(f"{round(255 * (1 - TINTED * (1 - part))):02X}" for part in _rgb(code))


def _cmyk(code: str) -> list[float]:
    """Percent of ink for a colour: greys in black alone, others with as little ink as will do."""
    parts = _rgb(code)
    black = 1 - max(parts)
    if all(one == other for one, other in pairwise(parts)):
        return [0, 0, 0, round(100 * black)]
    return [*(round(100 * (1 - part - black) / (1 - black)) for part in parts), round(100 * black)]
