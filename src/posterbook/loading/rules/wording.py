"""What looks wrong in the wording of single texts: damage from copying, scripts and quotes that are mixed.

Every rule is one function with its code, its reason and an example; all of them warn, and `accept:` silences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from posterbook.assets import assets_folder
from posterbook.content.han import IN_CLASS, may_hold_han
from posterbook.content.scalars import excerpt
from posterbook.errors import Problem, warning
from posterbook.loading.records import LIST
from posterbook.loading.rules.passages import Passage
from posterbook.values import NamedTuple

ADDRESS = re.compile(r"https?://\S+|(?<!\S)\S+@\S+|www\.\S+")
WORD = re.compile(r"[a-z]{3,}")
LOWER = re.compile(r"(?<![\w.@/'\u2019-])[a-z]{7,}(?![\w@'\u2019-])")
HYPHENATED = re.compile(r"(?<![\w-])([A-Za-z]{3,})-([a-z]{3,})(?![\w-])")
GLUED = re.compile(r"\d([a-z]{4,})\b")
HEAD = re.compile(r"[\w-]*$")
UNSPACED = re.compile(r"(?<=[a-z]{2})[.;:,][A-Z][a-z]{2,}")
MAY_HIDE_ANOTHER = re.compile(r"[a-z]{7}|\d[a-z]{4}|[a-z]{2}[.;:,][A-Z]")
"""What every piece has in which a hyphen or a space may be lost, the beginnings of these patterns."""
TORN = re.compile(r"\b([^\W\d_]{2,})- ([a-z]{2,})\b")
JOINING: Final = frozenset((
    "and", "or", "to", "und", "oder", "bis", "et", "ou", "à",
))  # fmt: skip
"""What may follow a hanging hyphen, as in pre- and postmenopausal."""
SPACE_IN_CHINESE: Final = rf"[{IN_CLASS}]{{1,6}} [{IN_CLASS}]{{1,6}}"
FOREIGN_LETTER = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
FOREIGN = re.compile(r"[^\W\d_]*[\u0370-\u03ff\u0400-\u04ff][^\W\d_]*")
LOOKALIKE: Final = frozenset(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf\u03c5"
)
"""Greek letters that pass for Latin ones: capitals from Alpha to Chi, and nu, omicron and upsilon."""

MARKS: Final = '.,;:()[]"'
"""What stands before and behind a word."""
LONGEST_HEAD: Final = 40
"""How many characters before a fault are shown with it."""
PREFIXES: Final = frozenset((
    "anti", "auto", "bio", "cardio", "chemo", "co", "counter", "cross", "cyto", "de", "down", "electro",
    "endo", "epi", "extra", "geo", "hyper", "hypo", "immuno", "inter", "intra", "macro", "mega", "meta",
    "micro", "mis", "mono", "multi", "myo", "nano", "neo", "neuro", "non", "onco", "out", "over",
    "para", "patho", "pharmaco", "photo", "physio", "poly", "post", "pre", "pro", "proto", "pseudo",
    "psycho", "radio", "re", "semi", "sub", "super", "techno", "tele", "thermo", "trans", "tri",
    "ultra", "un", "under", "up", "vaso",
))  # fmt: skip
"""What makes one word with what follows: downregulation has lost no hyphen."""
ENDINGS: Final = frozenset((
    "s", "es", "d", "ed", "ing", "ly", "al", "ally", "ic", "ity", "ness", "ation", "ations", "ive", "able",
    "ably", "less", "like", "fold", "ship", "wide", "wise", "er", "ers",
))  # fmt: skip
"""What makes a word of another, often one that no list has."""
PREFIX_LENGTHS, ENDING_LENGTHS = (sorted(set(map(len, parts))) for parts in (PREFIXES, ENDINGS))
SECONDS: Final = frozenset((
    "adapted", "adjusted", "advanced", "assisted", "associated", "based", "binding", "blind", "blinded",
    "controlled", "deficient", "dependent", "derived", "driven", "expressing", "free", "independent",
    "induced", "infected", "inhibiting", "initiated", "matched", "mediated", "naive", "negative",
    "oriented", "positive", "powered", "randomised", "randomized", "refractory", "related", "resistant",
    "responsive", "selective", "sensitive", "specific", "targeted", "targeting", "treated",
))  # fmt: skip
"""What commonly follows a hyphen."""
CLOSED: Final = frozenset((
    "dataset", "datasets", "timepoint", "timepoints", "website", "websites", "workflow", "workflows",
))  # fmt: skip
"""Words of two words that a list of words from before them does not have."""


def check_wording(passages: Sequence[Passage], language: str) -> Iterator[Problem]:
    """What looks wrong in each text, and in how it compares with the others.

    What a lost hyphen or space leaves behind stands between two spaces. So every such piece is looked at
    once, however often the booklet has it, and only texts that hold a suspect one are read closely.
    """
    words = english_words() if language.partition("-")[0] == "en" else frozenset[str]()
    places = _by_place(passages)
    own = Vocabulary(places, words)
    suspect = {
        piece
        for piece in filter(MAY_HIDE_ANOTHER.search, own.pieces)
        if piece.strip(MARKS).lower() not in words and (run_together(piece, own) or glued(piece, words))
    }
    for place in places:
        is_suspect = not suspect.isdisjoint(place.pieces)
        for passage in place.passages:
            if is_suspect and not suspect.isdisjoint(passage.text.split()):
                yield from lost_hyphens(passage, own)
                yield from lost_spaces(passage, words)
            yield from broken_lines(passage)
            yield from spaces_in_chinese(passage)
            yield from mixed_scripts(passage)
    yield from mixed_quotes(places)


class Place(NamedTuple):
    """A record or a file of prose: its passages, and what stands between spaces in them, in its order."""

    passages: list[Passage]
    pieces: dict[str, None]


def _by_place(passages: Iterable[Passage]) -> list[Place]:
    found: dict[tuple[str, object], list[Passage]] = {}
    for passage in passages:
        found.setdefault(place_of(passage), []).append(passage)
    return [
        Place(those, dict.fromkeys(chain.from_iterable(one.text.split() for one in those)))
        for those in found.values()
    ]


def spaces_in_chinese(passage: Passage) -> Iterator[Problem]:
    """space-in-chinese: 細胞 白血病. YAML makes a space of a line end, and Chinese has none between words."""
    if not may_hold_han(passage.text) or "sections" not in passage.where.path:
        return
    if found := re.search(SPACE_IN_CHINESE, passage.text):
        message = f"a space stands between two Chinese characters: '{found[0]}'"
        hint = "write the text on one line, however long, or accept it with a reason"
        yield warning("space-in-chinese", message, passage.at(found[0]), hint)


def english_words() -> frozenset[str]:
    """The list of English words that posterbook brings (assets/README.md)."""
    return frozenset((assets_folder() / "words" / "english.txt").read_text("ascii").split())


def without_addresses(text: str) -> str:
    """The text without links and e-mail addresses, which follow rules of their own."""
    return ADDRESS.sub(" ", text) if "@" in text or "://" in text or "www." in text else text


def lost_hyphens(passage: Passage, own: Vocabulary) -> Iterator[Problem]:
    """lost-hyphen: "agerelated". Text copied from a PDF loses the hyphens at which lines were broken.

    A word is held against the booklet's own words, and in English against a list: a word that it uses in
    several places, or that anybody knows, is none that fell together.
    """
    for word, parts in run_together(passage.text, own).items():
        message = f"'{word}' may have lost a hyphen or a space: '{parts}'"
        yield warning("lost-hyphen", message, passage.at(word), "correct it, or accept it with a reason")


def run_together(text: str, own: Vocabulary) -> dict[str, str]:
    """The words of a text that lost a hyphen, in their order, and how each was written before."""
    found = dict.fromkeys(LOWER.findall(without_addresses(text)), "")
    return {word: parts for word in found if (parts := own.split_word(word))}


class Vocabulary:
    """The words of a booklet: which stand in several places, and which are written with a hyphen.

    `pieces` are what stands between spaces, in their order, and `words` those that anybody knows.
    """

    __slots__ = ("_hyphenated", "_inside", "_several", "_split", "_words", "pieces")

    def __init__(self, places: Sequence[Place], words: frozenset[str]) -> None:
        self._words = words
        self._split: dict[str, str] = {}
        self.pieces: dict[str, None] = {}
        repeated: set[str] = set()
        for place in places:
            repeated |= self.pieces.keys() & place.pieces.keys()
            self.pieces |= place.pieces
        # A word stands in several places if one of its pieces does, or pieces of several places hold it.
        self._several = _words_in(repeated)
        self._inside = set(self._several)
        for place in places:
            found = _words_in(place.pieces.keys() - repeated)
            self._several |= self._inside & found
            self._inside |= found
        self._hyphenated: dict[str, str] = {}
        for one, other in HYPHENATED.findall(" ".join([piece for piece in self.pieces if "-" in piece])):
            if one.lower() not in PREFIXES:  # pre-built and prebuilt are both right
                self._hyphenated[f"{one}{other}".lower()] = f"{one}-{other}"

    def split_word(self, word: str) -> str:
        """How a word that fell together was written before; '' for one that is a word."""
        parts = self._split.get(word)
        if parts is None:
            parts = self._split[word] = self._parts_of(word)
        return parts

    def _parts_of(self, word: str) -> str:
        words = self._words
        if word in words or word in CLOSED or word in self._several:
            return ""
        if word in self._hyphenated:
            return self._hyphenated[word]
        if not words or _is_derived(word, words):
            return ""
        for cut in range(3, len(word) - 2):
            one, other = word[:cut], word[cut:]
            if self._are_two(one, other):
                return f"{one}-{other}"
        return ""

    def _are_two(self, one: str, other: str) -> bool:
        words, inside = self._words, self._inside
        if one not in words and one not in inside:
            return False
        if one == other or other in SECONDS:
            return True
        both = min(len(one), len(other)) >= 4 and one in inside and other in inside
        return both and one in words and other in words


def _words_in(pieces: Iterable[str]) -> set[str]:
    return set(WORD.findall(" ".join(pieces).lower()))


def place_of(passage: Passage) -> tuple[str, object]:
    """What a passage belongs to: a record, or a file of prose."""
    return passage.where.file, passage.where.path[:1] if passage.where.file == LIST else ()


def lost_spaces(passage: Passage, words: frozenset[str]) -> Iterator[Problem]:
    """lost-space: "APG-1387combined", "models.The". Two words stand together where one line ended."""
    for wording in glued(passage.text, words):
        message = f"a space may be lost in '{excerpt(wording)}'"
        yield warning("lost-space", message, passage.at(wording), "correct it, or accept it with a reason")


def glued(text: str, words: frozenset[str]) -> dict[str, None]:
    """The stretches of a text in which a space may be lost."""
    text = without_addresses(text)
    behind_digits = (found for found in GLUED.finditer(text) if found[1] in words)
    return dict.fromkeys(_whole(text, found) for found in (*behind_digits, *UNSPACED.finditer(text)))


def broken_lines(passage: Passage) -> Iterator[Problem]:
    """hard-line-break: "combi- nation", or a paragraph that ends in mid-sentence. Lines came as they ran.

    Files of prose are wrapped by hand, and that is as it should be.
    """
    if not passage.where.path:
        return
    for torn in TORN.finditer(passage.text) if "- " in passage.text else ():
        if torn[2] not in JOINING:
            message = f"a line may have been broken in '{excerpt(torn[0])}'"
            yield warning("hard-line-break", message, passage.at(torn[0]), "join the word")
    if "\n\n" not in passage.text:
        return
    paragraphs = [part.strip() for part in passage.text.split("\n\n")]
    for before, after in pairwise(paragraphs):
        if re.search(r"[a-z,]$", before) and re.match(r"[a-z]{2,}", after):
            wording = f"{before.split()[-1]} ¶ {after.split()[0]}"
            message = f"a paragraph ends in mid-sentence: '{excerpt(wording)}'"
            yield warning("hard-line-break", message, passage.where, "remove the blank line")


def mixed_scripts(passage: Passage) -> Iterator[Problem]:
    """mixed-scripts: "apoptosis" with a Cyrillic first letter. It looks right and is found by no search.

    Greek letters among Latin ones are common in formulas; those that pass for Latin letters are reported.
    """
    if passage.text.isascii() or not FOREIGN_LETTER.search(passage.text):
        return
    for word in dict.fromkeys(FOREIGN.findall(passage.text)):
        strange = _foreign_letter(word)
        if strange:
            message = f"'{excerpt(word)}' mixes scripts: '{strange}' is U+{ord(strange):04X}"
            yield warning("mixed-scripts", message, passage.at(word), "write it anew in one script")


def mixed_quotes(places: Iterable[Place]) -> Iterator[Problem]:
    """mixed-quotes: straight ones beside curly ones. A text was put together from two programs."""
    for place in places:
        whole = "\n".join(passage.text for passage in place.passages)
        for straight, curly in (('"', "\u201c\u201d"), ("'", "\u2018\u2019")):
            if any(map(whole.__contains__, curly)) and _quotes(straight, whole):
                bent = next(one for one in place.passages if any(map(one.text.__contains__, curly)))
                mark = next(mark for mark in bent.text if mark in curly)
                message = f"straight and curly quotes are mixed: {straight} and {mark}"
                yield warning("mixed-quotes", message, bent.at(mark), "write all of them alike")


def _whole(text: str, found: re.Match[str]) -> str:
    """The word that a match ends."""
    head = HEAD.search(text[max(found.start() - LONGEST_HEAD, 0) : found.start()])
    return f"{head[0] if head else ''}{found[0]}"


def _quotes(mark: str, text: str) -> bool:
    """Whether a straight mark quotes or elides, rather than stands for minutes or inches."""
    return bool(re.search(rf"(?<![\d]){re.escape(mark)}", text))


def _foreign_letter(word: str) -> str:
    """The letter of a word that is of another script than its Latin ones and passes for one of them."""
    if not re.search(r"[A-Za-z]", word):
        return ""
    cyrillic = next((letter for letter in word if "\u0400" <= letter <= "\u04ff"), "")
    greek = "".join(letter for letter in word if "\u0370" <= letter <= "\u03ff")
    inside = next((letter for letter in greek if letter in LOOKALIKE and not word.endswith(letter)), "")
    return cyrillic or (inside if len(word) > 3 and not word.startswith(inside or " ") else "")


def _is_derived(word: str, words: frozenset[str]) -> bool:
    """Whether a word is made of another by a prefix or an ending."""
    rests = (word[cut:] for cut in PREFIX_LENGTHS if word[:cut] in PREFIXES)
    return _has_stem(word, words) or any(rest in words or _has_stem(rest, words) for rest in rests)


def _has_stem(word: str, words: frozenset[str]) -> bool:
    """Whether a word is another with an ending."""
    bares = (word[:-cut] for cut in ENDING_LENGTHS if word[-cut:] in ENDINGS)
    return any(bare in words or f"{bare}e" in words or f"{bare}y" in words for bare in bares)
