"""Scripts: which ones are shaped, which cannot be set, what a character belongs to, and what to do about it.

A script is complex where letters run right to left, join, or change with their neighbours. Those in `SHAPED`
are set by the rules of a font of the user's; the others would come out wrong. What is in no font is told
apart by its Unicode name.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, name

from posterbook.content.han import CHARACTERS
from posterbook.values import NamedTuple

ADD: Final = "under 'fonts:' in booklet.yaml"
SCRIPTS: Final = "install it with: pip install 'posterbook[scripts]'"
"""What to do about a library that few booklets need."""
WHOLE_SYLLABLES: Final = "write it in whole syllables (Unicode's form NFC)"
FONTS: Final = {
    "CJK": "a Chinese or Japanese font that has it",
    "KANGXI": "a Chinese or Japanese font that has it",
    "BOPOMOFO": "a Chinese font with Bopomofo",
    "HIRAGANA": "a Japanese font",
    "KATAKANA": "a Japanese font",
    "KATAKANA-HIRAGANA": "a Japanese font",
    "IDEOGRAPHIC": "a Chinese or Japanese font that has it",
    "HANGUL": "a Korean font",
    "ARMENIAN": "an Armenian font",
    "GEORGIAN": "a Georgian font",
    "ETHIOPIC": "an Ethiopic font",
    "CHEROKEE": "a Cherokee font",
    "COPTIC": "a Coptic font",
    "RUNIC": "a runic font",
    "BRAILLE": "a font with Braille",
    "HEBREW": "a Hebrew font",
    "ARABIC": "an Arabic font",
    "DEVANAGARI": "a Devanagari font",
    "BENGALI": "a Bengali font",
    "GURMUKHI": "a Gurmukhi font",
    "GUJARATI": "a Gujarati font",
    "ORIYA": "an Odia font",
    "TAMIL": "a Tamil font",
    "TELUGU": "a Telugu font",
    "KANNADA": "a Kannada font",
    "MALAYALAM": "a Malayalam font",
    "SINHALA": "a Sinhala font",
    "THAI": "a Thai font",
    "LAO": "a Lao font",
    "KHMER": "a Khmer font",
    "MYANMAR": "a Burmese font",
    "YI": "a Yi font",
    "TIFINAGH": "a Tifinagh font",
    "GLAGOLITIC": "a Glagolitic font",
    "CANADIAN": "a font with Canadian syllabics",
    "MATHEMATICAL": "a font with mathematical signs",
    "MUSICAL": "a font with musical signs",
}
"""The kind of font that has a character, by the first word of its Unicode name."""
_COMPLEX = re.compile(
    "["
    "\u0590-\u109f"  # Hebrew and Arabic to Myanmar: all Indic scripts, Thai, Lao and Tibetan among them
    "\u1100-\u11ff\ud7b0-\ud7ff"  # Hangul in single letters
    "\u1700-\u18af\u1900-\u1c7f\u1cc0-\u1cff"  # Khmer, Mongolian, the Philippines and South East Asia
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction
    "\ua800-\uaaff\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefc"  # Hebrew and Arabic presentation forms
    "\U00010800-\U00011fff\U0001e800-\U0001efff"
    "]"
)


class Script(NamedTuple):
    """A script that is shaped: its block of Unicode, and what OpenType calls its rules, any of these.

    One without rules has letters that do not change.
    """

    first: str
    last: str
    tags: frozenset[str]


SHAPED: Final = tuple(
    Script(first, last, frozenset(tags.split()))
    for first, last, tags in (
        ("\u0590", "\u05ff", ""),
        ("\u0600", "\u06ff", "arab"),
        ("\u0750", "\u077f", "arab"),
        ("\u0900", "\u097f", "dev2 dev3 deva"),
        ("\u0980", "\u09ff", "bng2 bng3 beng"),
        ("\u0a00", "\u0a7f", "gur2 gur3 guru"),
        ("\u0a80", "\u0aff", "gjr2 gjr3 gujr"),
        ("\u0b00", "\u0b7f", "ory2 ory3 orya"),
        ("\u0b80", "\u0bff", "tml2 tml3 taml"),
        ("\u0c00", "\u0c7f", "tel2 tel3 telu"),
        ("\u0c80", "\u0cff", "knd2 knd3 knda"),
        ("\u0d00", "\u0d7f", "mlm2 mlm3 mlym"),
        ("\u0d80", "\u0dff", "sinh"),
        ("\u0e00", "\u0e7f", "thai"),
        ("\u0e80", "\u0eff", "lao"),
        ("\u1000", "\u109f", "mym2 mymr"),
        ("\u1780", "\u17ff", "khmr"),
    )
)
"""The scripts that posterbook sets with a font that has rules for them; Hebrew needs none."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u06ff\u0750-\u077f]")
_BACK: Final = frozenset((
    "ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi",
    "arab", "hebr", "syrc", "thaa",
))  # fmt: skip
"""Languages and scripts that run from right to left."""
_PAIRS: Final = "()[]{}<>«»\u2039\u203a≤≥⟨⟩⟦⟧"
_MIRRORS: Final = dict(zip(_PAIRS, (_PAIRS[at ^ 1] for at in range(len(_PAIRS))), strict=True))
UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Those of them that write no spaces between words, as the inside of a regular expression's brackets."""
_UNSPACED = f"[{UNSPACED}]"
WITHOUT_SPACES: Final = UNSPACED + CHARACTERS
"""Letters of all scripts that part no words, Chinese and Japanese too."""
DANDAS: Final = "\u0964\u0965"
"""The full stops of all Indic scripts, which Unicode counts as Devanagari."""
_WIDTHS: Final = ("HALFWIDTH ", "FULLWIDTH ")
_SELECTORS: Final = (("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"), ("\u034f", "\u034f"))
_EMOJI: Final = (
    ("\U0001f000", "\U0001faff"),
    ("\u2600", "\u27bf"),
    ("\u231a", "\u23ff"),
    ("\u2b05", "\u2b55"),
)


def complex_script(text: str) -> str:
    """The first character of a script that is written right to left or needs shaping, or ''."""
    found = None if text.isascii() else _COMPLEX.search(text)
    return found[0] if found else ""


def script_of(character: str) -> Script | None:
    """The shaped script that a character belongs to, None for one of any or of none."""
    if character in DANDAS:
        return None
    return next((script for script in SHAPED if script.first <= character <= script.last), None)


def runs_both_ways(text: str) -> bool:
    """Whether there is anything in a text that runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def mirrored(character: str) -> str:
    """What a character looks like from right to left: a bracket like the one that belongs to it."""
    return _MIRRORS.get(character, character)


def is_right_to_left(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left."""
    primary, *others = language.lower().split("-")
    written = [part for part in others if len(part) == 4]
    return bool(_BACK.intersection(written)) if written else primary in _BACK


def is_unspaced(text: str) -> bool:
    """Whether a text has words that only a dictionary can part."""
    return not text.isascii() and re.search(_UNSPACED, text) is not None


def unset_script(text: str) -> str:
    """The first character of a script that posterbook cannot set, whatever the font, or ''."""
    found = () if text.isascii() else _COMPLEX.finditer(text)
    return next((one[0] for one in found if not (script_of(one[0]) or one[0] in DANDAS)), "")


def code_of(character: str) -> str:
    """How Unicode counts a character, and what it calls it: U+06DE, arabic start of rub el hizb."""
    return f"U+{ord(character):04X}, {name(character, 'no name').lower()}"


def advice(character: str) -> str:
    """What to do about a character that is in no font."""
    kind = category(character)
    if kind[0] == "Z":
        return "use a plain space"
    if kind in {"Cf", "Cc"} or _among(character, _SELECTORS):
        return "remove it, nobody can see it"
    if kind == "Co":
        return "replace it: only the font that it was typed in knows what it means"
    if _among(character, _EMOJI):
        return f"add an emoji font in TrueType outlines {ADD}, or remove it"
    font = "a font with mathematical signs" if kind == "Sm" else FONTS.get(_first_word(character), "")
    return f"add {font} {ADD}" if font else f"change it, or add a font that has it {ADD}"


def complex_name(character: str) -> str:
    """The script of a character that runs right to left or needs shaping, '' for a mark of direction."""
    return "" if category(character) == "Cf" else _first_word(character).title()


def complex_advice(character: str) -> str:
    """What to do about a character of such a script."""
    if category(character) == "Cf":
        return "remove it; what must stay together is put in brackets, as [3, 5, 7]{lang=en}"
    if _first_word(character) == "HANGUL":
        return WHOLE_SYLLABLES
    if _first_word(character) in {"HEBREW", "ARABIC"}:
        return "write it in the letters that it stands for (Unicode's form NFKC)"
    return "write it in Latin letters, or show it in a picture"


def _among(character: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    return any(first <= character <= last for first, last in ranges)


def _first_word(character: str) -> str:
    called = name(character, "")
    for width in _WIDTHS:
        called = called.removeprefix(width)
    return called.split(" ")[0]
