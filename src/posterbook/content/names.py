"""Names of people as an index has them: family name first, and the order in which names are filed.

The rules, which the manual gives to editors:

- `family` of an author says which part is the family name. A name with a comma has it before the comma.
- Else it is the last word, with the particles before it (van, de la, von der), and with what `y` joins to it.
  Words all in capitals, if others are not, are the family name; initials behind a name are not.
- A particle in lower case is printed with the family name and passed over when it is filed: van den Berg
  stands under B. One that has a capital is filed as it stands: De Luca under D.
- Names in Chinese characters are not parted. They stand after all others, by radical and stroke, as Unicode
  has them.
- Groups, as a consortium, are filed as they are written, without The.
- Names in other letters stand after those in Latin ones, or before them in a booklet from right to left.
- Letters are filed without their accents, ø as o, ß as ss, hyphens as spaces; words go before longer words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from posterbook.content.han import may_hold_han
from posterbook.values import dataclass

PARTICLES: Final = frozenset(
    {"af", "al", "av", "bin", "da", "das", "de", "degli", "dei", "del", "della", "delle", "den", "der", "des"}
    | {
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "i",
        "ibn",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "op",
        "'s",
        "'t",
    }
    | {"ten", "ter", "thoe", "to", "van", "vanden", "vander", "vom", "von", "y", "zu", "zum", "zur"}
)
JOINING: Final = frozenset({"y", "e", "i"})
"""Particles that join two family names."""
SUFFIXES: Final = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "md"])
COLLECTIVE: Final = re.compile(
    r"\b(collaboration|committee|consortium|group|initiative|investigators|network|society|study|team"
    r"|arbeitsgruppe|gruppe|groupe|réseau)\b",
    re.IGNORECASE,
)
_HAN: Final = "[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "\u0131": "i",
        "ħ": "h",
    }
)
_ADDED: Final = str.maketrans(
    {
        "\u067e": "\u0628\uffff",  # peh behind beh
        "\u0679": "\u062a\uffff",
        "\u0686": "\u062c\uffff",
        "\u0688": "\u062f\uffff",
        "\u0691": "\u0631\uffff",
        "\u0698": "\u0632\uffff",
        "\u06a9": "\u0643",  # keheh is a kaf
        "\u06af": "\u0643\uffff",
        "\u06ba": "\u0646",
        "\u06c1": "\u0647",
        "\u06be": "\u0647",
        "\u06cc": "\u064a",
        "\u06d2": "\u064a\uffff",
    }
)
_MOST_INITIALS: Final = 3
"""Capitals behind a name may be so many and still be initials."""
HAN: Final = "漢"
"""The head of names in Chinese characters."""
OTHER: Final = "#"
"""The head of what begins with no letter."""


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name for an index: `shown` as it stands there, `key` by which it is filed.

    `head` is the letter above it. One that is not `sure` could not be parted and is filed by a guess.
    """

    shown: str
    key: tuple[int, str, str]
    head: str
    sure: bool = True


def indexed_name(name: str, family: str = "") -> IndexedName:
    """A person's or a group's name for an index; `family` is the family name where it is known."""
    whole = " ".join(unicodedata.normalize("NFC", name).split())
    latin, han = _without_han(whole)
    if not latin:
        return _filed(whole, whole, "")
    if family:
        known = " ".join(unicodedata.normalize("NFC", family).split())
        given = " ".join(re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", latin, count=1).split())
        return _parted(known, given.strip(" ,"), han)
    if COLLECTIVE.search(latin):
        return _filed(whole, re.sub(r"^the\s+", "", latin, flags=re.IGNORECASE), "")
    before, comma, after = latin.partition(",")
    if comma and after.strip().casefold() not in SUFFIXES:
        return _parted(before.strip(), after.strip(), han)
    words = latin.replace(",", " ").split()
    suffix: list[str] = []
    while len(words) > 1 and words[-1].casefold() in SUFFIXES:
        suffix.insert(0, words.pop())
    start, end, sure = _family_of(words)
    given = " ".join((*words[:start], *words[end:], *suffix))
    found = _parted(" ".join(words[start:end]), given, han)
    return found if sure else IndexedName(found.shown, found.key, found.head, sure=False)


def filing_key(text: str) -> tuple[int, str, str]:
    """What a word or a name of an institution is filed by: script, its letters, and as it is written."""
    folded = fold_letters(text)
    return (_script(folded), _in_order(folded), text)


def other_first(key: tuple[int, str, str]) -> int:
    """Where a key stands among those of other scripts in a booklet whose own letters are not Latin."""
    return {1: 2, 2: 1}.get(key[0], key[0])


def letter_head(text: str) -> str:
    """The letter above an entry."""
    first = fold_letters(text)[:1]
    if _holds_han(first):
        return HAN
    return first.upper() if first.isalpha() else OTHER


def fold_letters(text: str) -> str:
    """Letters without accents, case and what stands between them but spaces."""
    low = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(one for one in low if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w\s-]|_", "", kept).replace("-", " ").split())


def _without_han(name: str) -> tuple[str, str]:
    """The part of a name in letters, and the part in Chinese characters."""
    words = name.split()
    han = [word for word in words if _holds_han(word)]
    return " ".join(word for word in words if not _holds_han(word)), " ".join(han)


def _holds_han(text: str) -> bool:
    return may_hold_han(text) and re.search(_HAN, text) is not None


def _family_of(words: list[str]) -> tuple[int, int, bool]:
    """Where the family name begins and ends among the words, and whether that is sure."""
    if len(words) == 1:
        return 0, 1, False
    capitals = [n for n, word in enumerate(words) if _is_capitals(word)]
    if capitals and len(capitals) < len(words):
        first, last = capitals[0], capitals[-1] + 1
        if last - first == len(capitals) and any(len(words[n]) > _MOST_INITIALS for n in capitals):
            return first, last, True
    end = len(words)
    if end - 1 in capitals and len(words[-1]) <= _MOST_INITIALS:
        if len(words) > 2 or len(words[-1]) == 1:
            return _with_particles(words, end - 2), end - 1, len(words[-1]) == 1
        return end - 1, end, False
    return _with_particles(words, end - 1), end, True


def _with_particles(words: list[str], start: int) -> int:
    """Where a family name begins whose last word is the `start`-th, its particles and what they join."""
    while start > 1 and _is_particle(words[start - 1]):
        joins = words[start - 1] in JOINING
        start -= 1
        if joins and start > 1:
            start -= 1
    return start


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES


def _is_capitals(word: str) -> bool:
    """Whether a word is of capitals alone, and no initial with its full stop."""
    letters = word.replace("-", "").replace("'", "").replace("\u2019", "")
    return letters.isalpha() and letters.isupper()


def _parted(family: str, given: str, han: str) -> IndexedName:
    comma = "،" if "\u0600" <= family[:1] <= "\u06ff" else ","
    shown = f"{family}{comma} {given}" if given else family
    words = family.split()
    while len(words) > 1 and words[0] in PARTICLES:
        words.pop(0)
    return _filed(f"{shown} {han}".strip(), " ".join(words), given)


def _filed(shown: str, filed: str, given: str) -> IndexedName:
    folded = fold_letters(filed)
    key = _script(folded), _in_order(folded), _in_order(fold_letters(given))
    return IndexedName(shown, key, letter_head(filed))


def _in_order(folded: str) -> str:
    """Letters as they are filed: those that Persian and Urdu add to the Arabic ones behind their like."""
    return folded if folded.isascii() else folded.translate(_ADDED)


def _script(folded: str) -> int:
    """Latin, then other letters, then Chinese characters; what begins with no letter goes first."""
    first = folded[:1]
    if _holds_han(first):
        return 3
    if not first.isalpha():
        return 0
    return 1 if first.isascii() else 2
