"""Colours of theme.yaml as numbers: their contrast, and the inks and tints that nobody has given."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from posterbook.design.theme import SCOPES

TINTED: Final = 0.12
"""How much of its colour a tint has that nobody gives."""


def complete_colours(given: Mapping[str, Any]) -> dict[str, Any]:
    """What theme.yaml says, with the CMYK colours and tints that it leaves to us."""
    found = dict(given)
    for scope in SCOPES:
        if scope in given:
            found[scope] = {name: complete_colours(one) for name, one in given[scope].items()}
    if "topics" in given:
        found["topics"] = [_topic(one) for one in given["topics"]]
    if "colour" in given:
        found["colour"] = {name: _in_ink(one) for name, one in given["colour"].items()}
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours given as #RRGGBB, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(code: str) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(code))
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def _parts(code: str) -> list[float]:
    return [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _topic(given: Mapping[str, Any]) -> dict[str, Any]:
    tint = given.get("tint") or _mixed(given["hex"])
    return {"cmyk": _cmyk(given["hex"]), "tint_cmyk": _cmyk(tint), **given, "tint": tint}


def _in_ink(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"cmyk": _cmyk(given["hex"]), **given} if "hex" in given else dict(given)


def _mixed(code: str) -> str:
    return "#" + "".join(f"{round(255 * (1 - TINTED * (1 - part))):02X}" for part in _parts(code))


def _cmyk(code: str) -> list[float]:
    """Percent of ink for a colour: greys in black alone, others with as little ink as will do."""
    parts = _parts(code)
    black = 1 - max(parts)
    if all(one == other for one, other in pairwise(parts)):
        return [0, 0, 0, round(100 * black)]
    return [*(round(100 * (1 - part - black) / (1 - black)) for part in parts), round(100 * black)]
