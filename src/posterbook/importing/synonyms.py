"""How columns are called, in English, German and French, and how much a name is like one of these."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from posterbook.importing.mapping import normal

SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "number": (
        *("poster number", "poster no", "poster id", "abstract number", "abstract no", "abstract id"),
        *(
            "paper id",
            "paperid",
            "paper number",
            "submission id",
            "submission #",
            "submission number",
            "number",
        ),
        *("program code", "control number", "friendly id", "pid", "id", "#", "no", "nr", "code", "paper"),
        *("nummer", "numéro", "contribution id", "final id", "reference", "ref"),
    ),
    "title": (
        *("title", "poster title", "paper title", "abstract title", "submission title", "presentation title"),
        *("title plain", "titel", "titre", "título", "titolo", "contribution title"),
    ),
    "abstract": (
        *("abstract", "abstract text", "full abstract", "paper abstract", "abstract plain", "mini abstract"),
        *("zusammenfassung", "kurzfassung", "résumé", "resume", "summary", "content", "description", "text"),
    ),
    "authors": (
        *(
            "all authors and organizations",
            "authors and affiliations",
            "author names",
            "all authors",
            "authors",
        ),
        *("author list", "author", "autoren", "auteurs", "primary authors", "presenters", "speakers"),
    ),
    "affiliations": (
        *("affiliations", "affiliation", "organisations", "organizations", "organisation", "organization"),
        *("institutions", "institution", "institutes", "institute", "author affiliations", "institutionen"),
    ),
    "presenter": ("presenting author", "presenter", "presenter name", "presented by", "vortragende"),
    "group": (
        *("group", "topic", "topics", "track", "primary subject area", "subject area", "category", "theme"),
        *("accepted track", "thema", "thème", "candidate"),
    ),
    "keywords": ("keywords", "key words", "schlagwörter", "mots clés", "tags"),
    "board": ("board", "board number", "board no", "poster board", "poster code", "stellwand", "panneau"),
    "hall": ("hall", "room", "location", "venue", "raum", "saal", "salle"),
    "session": ("session", "session title", "poster session", "session name", "session number", "sitzung"),
    "day": ("day", "date", "tag", "jour", "session date"),
    "start": ("start", "start time", "session start", "begin", "from", "time", "beginn", "début", "uhrzeit"),
    "end": ("end", "end time", "session end", "until", "to", "ende", "fin"),
    "link": ("link", "url", "doi", "website of the poster"),
    "status": ("acceptance status", "decision", "acceptance", "status", "state", "statut"),
    "image": ("image", "figure", "image file"),
}
PEOPLE: Final[dict[str, tuple[str, ...]]] = {
    "given": ("first name", "given name", "firstname", "given names", "vorname", "prénom", "given", "first"),
    "middle": ("middle name", "middle initial"),
    "family": ("last name", "family name", "lastname", "surname", "nachname", "nom", "family", "last"),
    "name": ("name", "author", "author name", "full name"),
    "affiliations": ("affiliation", "affiliations", "organisation", "institution", "organization"),
    "presenter": ("presenter", "presenting", "is speaker", "is presenting", "is presenter"),
}
SECTIONS: Final = frozenset(
    (
        *("background", "introduction", "objective", "objectives", "aim", "aims", "purpose", "methods"),
        *(
            "materials and methods",
            "methods and materials",
            "results",
            "findings",
            "discussion",
            "conclusion",
        ),
        *(
            "conclusions",
            "hintergrund",
            "einleitung",
            "methoden",
            "ergebnisse",
            "schlussfolgerung",
            "méthodes",
        ),
        *("résultats", "hypothesis", "case report", "outlook", "significance"),
    )
)
"""Columns that are a section each; two at least must be there."""
_CLOSE: Final = 0.86
EXACT: Final = 1000


def likeness_to(name: str, synonyms: tuple[str, ...]) -> int:
    """How much a column is called like a field; 0 if it is not. Earlier synonyms weigh more."""
    plain = normal(name)
    path = normal(re.sub(r"\[[^\]]*\]|\.[0-9]+", "", name).rpartition(".")[2]) if "." in name else plain
    if plain in synonyms:
        return 2 * EXACT - synonyms.index(plain)
    if path in synonyms and not re.search(r"\.[0-9]+\.|\[", name):
        return EXACT + 500 - synonyms.index(path) - name.count(".")
    asked = field_of_question(plain)
    if asked and asked in synonyms:
        return 500 - synonyms.index(asked) - len(plain) // 100
    close = max((_ratio(plain, one) for one in synonyms if len(one) > 4), default=0.0)
    return int(400 * close) if close >= _CLOSE else 0


def _ratio(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 2:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


def field_of_question(asked: str) -> str:
    """The synonym that a question begins or a name ends with, '' for none: 'abstract of the piece …'."""
    for one in _ASKED:
        if asked.startswith(f"{one} ") or (len(asked) < 60 and asked.endswith(f" {one}")):
            return one
        if len(asked) < 100 and one in {"affiliation", "affiliations"} and one in asked:
            return one
    return ""


_ASKED: Final = (
    *("abstract", "title", "authors", "affiliations", "affiliation", "keywords", "presenting author"),
    *("submission number", "poster number", "session number", "session title", "session", "topic", "track"),
)
KNOWN: Final = frozenset(one for names in (*SYNONYMS.values(), *PEOPLE.values()) for one in names) | SECTIONS
