"""Shapes words of complex scripts: letters that join, change with their neighbours or trade places with them.

HarfBuzz turns the characters of such a word into glyphs, of which neither number nor order need be those of
the characters: Devanagari writes हि as the vowel sign, then the letter, क्ष as one glyph, and ं as a mark that
the font puts over whatever comes before. What belongs together HarfBuzz calls a cluster: some consecutive
characters, some glyphs, and no way to say which glyph stands for which of the characters.

So the cluster is our unit, as the character is elsewhere. It is measured, given a code, and drawn as one sign
that stands for all of its characters (`draw/composites.py`): a reader who copies it gets the text in the
order in which it was typed, whatever the order of the glyphs. In the signs of a word only their distances
are left, which are advances and kerns as in any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from posterbook.content.scripts import script_of


class PlacedGlyph(NamedTuple):
    """A glyph of a font, by its number, at its place from the origin of its cluster in units of the font."""

    glyph: int
    x: int
    y: int


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
    shaped = [one for part in _by_script(word) for one in _shape(font, part)]
    return ShapedWord(tuple(cluster for cluster, _ in shaped), tuple(kern for _, kern in shaped))


def has_rules(font: Any, character: str) -> bool:  # noqa: ANN401 - uharfbuzz ships no types
    """Whether the font says how letters of the character's script join."""
    script = script_of(character)
    return script is None or not script.tags.isdisjoint(
        map(str.strip, font.face.get_table_script_tags("GSUB"))
    )


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
    import uharfbuzz  # noqa: PLC0415 - few booklets have such words

    buffer = uharfbuzz.Buffer()
    # Joiners are asked for by the author and have done their work: without a glyph, they stay in the text.
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.language = "en"  # before guessing, which would else ask the locale
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {}, shapers=["ot"])
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in glyphs} | {0})
    for start, end in pairwise([*starts, len(text)]):
        own = [(info.codepoint, place) for info, place in glyphs if info.cluster == start]
        yield _cluster(font, text[start:end], own)


def _cluster(font: Any, text: str, glyphs: list[tuple[int, Any]]) -> tuple[Cluster, int]:  # noqa: ANN401
    placed: list[PlacedGlyph] = []
    pen = plain = 0
    for glyph, place in glyphs:
        placed.append(PlacedGlyph(glyph, pen + place.x_offset, place.y_offset))
        pen += place.x_advance
        plain += font.get_glyph_h_advance(glyph) if place.x_advance else 0
    return Cluster(text, tuple(placed), plain), pen - plain
