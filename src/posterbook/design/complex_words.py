"""Shapes words of complex scripts: letters that join, change with their neighbours or trade places with them.

HarfBuzz turns the characters of such a word into glyphs, of which neither number nor order need be those of
the characters: Devanagari writes हि as the vowel sign, then the letter, क्ष as one glyph, and ं as a mark that
the font puts over whatever comes before. What belongs together HarfBuzz calls a cluster: some consecutive
characters, some glyphs, and no way to say which glyph stands for which of the characters.

So the cluster is our unit, as the character is elsewhere. It is measured, given a code, and drawn as one sign
that stands for all of its characters (`draw/composites.py`): a reader who copies it gets the text in the
order in which it was typed, whatever the order of the glyphs. In the signs of a word only their distances
are left, which are advances and kerns as in any other.

From right to left a sign stands for one character, marks for themselves: who takes text out of a PDF turns
such words around character by character, and would turn around a cluster too. Where a font has one glyph for
two letters, as for lam and alef, the first letter has it and the second one shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeAlias
from unicodedata import bidirectional

from posterbook.content.scripts import script_of
from posterbook.values import NamedTuple

PlacedGlyph: TypeAlias = tuple[int, int, int]
"""A glyph of a font, by its number, at its place from the origin of its cluster in units of the font."""


class Cluster(NamedTuple):
    """Characters that are drawn as one sign: its glyphs, and the advance that they have without kerning."""

    text: str
    glyphs: tuple[PlacedGlyph, ...]
    advance: int


class ShapedWord(NamedTuple):
    """The clusters of a word in the order of reading, and what the font adds to the advance of each."""

    clusters: tuple[Cluster, ...]
    kerns: tuple[int, ...]

    @property
    def advance(self) -> int:
        """How wide the word is."""
        return sum(cluster.advance for cluster in self.clusters) + sum(self.kerns)


def shape_word(font: Any, word: str) -> ShapedWord:  # noqa: ANN401 - uharfbuzz ships no types
    """The clusters of a word, by the rules that the font has for its script."""
    back = any(bidirectional(character) in {"R", "AL"} for character in word)
    shape = _shape_back if back else _shape
    shaped = [one for part in _by_script(word) for one in shape(font, part)]
    return ShapedWord(tuple(cluster for cluster, _ in shaped), tuple(kern for _, kern in shaped))


def has_rules(font: Any, character: str) -> bool:  # noqa: ANN401 - uharfbuzz ships no types
    """Whether the font says how letters of the character's script join."""
    script = script_of(character)
    tags = script.tags if script else frozenset()
    return not tags or not tags.isdisjoint(map(str.strip, font.face.get_table_script_tags("GSUB")))


def _by_script(word: str) -> Iterator[str]:
    """The word in parts of one script; what belongs to any of them goes on with the one before."""
    start, script = 0, None
    for at, character in enumerate(word):
        own = script_of(character)
        if own and script and own != script:
            yield word[start:at]
            start = at
        script = own or script
    yield word[start:]


def _shape(font: Any, text: str) -> Iterator[tuple[Cluster, int]]:  # noqa: ANN401 - the same
    """The clusters of a text from left to right, and their kerns."""
    for start, end, glyphs in _runs(font, text, "ltr", "MONOTONE_GRAPHEMES"):
        yield _cluster(font, text[start:end], glyphs)


def _shape_back(font: Any, text: str) -> Iterator[tuple[Cluster, int]]:  # noqa: ANN401 - the same
    """Of each character of a text from right to left: what it shows, and its kern."""
    for start, end, glyphs in _runs(font, text, "rtl", "MONOTONE_CHARACTERS"):
        yield _cluster(font, text[start], glyphs)
        yield from ((Cluster(character, (), 0), 0) for character in text[start + 1 : end])


def _runs(
    font: Any,  # noqa: ANN401 - the same
    text: str,
    direction: str,
    level: str,
) -> Iterator[tuple[int, int, list[tuple[int, Any]]]]:
    """The smallest parts of a text that HarfBuzz tells apart: start, end, glyphs with their places."""
    import uharfbuzz  # noqa: PLC0415 - few booklets have such words

    buffer = uharfbuzz.Buffer()
    # Joiners are asked for by the author and have done their work: without a glyph, they stay in the text.
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.cluster_level = uharfbuzz.BufferClusterLevel[level]
    buffer.add_str(text)
    buffer.language = "en"  # before guessing, which would else ask the locale
    buffer.guess_segment_properties()
    buffer.direction = direction
    uharfbuzz.shape(font, buffer, {}, shapers=["ot"])
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in glyphs} | {0})
    for start, end in pairwise([*starts, len(text)]):
        yield start, end, [(info.codepoint, place) for info, place in glyphs if info.cluster == start]


def _cluster(font: Any, text: str, glyphs: list[tuple[int, Any]]) -> tuple[Cluster, int]:  # noqa: ANN401
    placed: list[PlacedGlyph] = []
    pen = plain = 0
    for glyph, place in glyphs:
        placed.append((glyph, pen + place.x_offset, place.y_offset))
        pen += place.x_advance
        plain += font.get_glyph_h_advance(glyph) if place.x_advance else 0
    return Cluster(text, tuple(placed), plain), pen - plain
