"""The signs of a run as they are painted: characters, in complex scripts clusters, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from posterbook.content.scripts import complex_script
from posterbook.design.complex_words import Cluster
from posterbook.design.fonts import Fonts
from posterbook.forms.page import Run, turned

Sign: TypeAlias = tuple[str, float, Cluster | None]
"""What a sign stands for, how far it moves the pen in points, and its cluster, None of a plain character."""


def signs_of(run: Run, fonts: Fonts) -> Iterator[tuple[Sign, float, int]]:
    """Each sign, its place from the start of the line in points, and how many are painted back from it.

    Of a word from right to left its first sign that is painted, which is read last, tells how many it has.
    """
    if run.back:
        yield from _signs_back(run, fonts)
        return
    x = run.x
    for sign in _clusters(run, fonts) if complex_script(run.text) else _characters(run, fonts):
        yield sign, x, 0
        x += sign[1]


def _signs_back(run: Run, fonts: Fonts) -> Iterator[tuple[Sign, float, int]]:
    """The words of a run one after the other, each to the left of the one before (`Encoder.strings_back`)."""
    words, em = run.text.split(" "), run.size / 1000
    advances, space = fonts.advances(run.face, words), fonts.space(run.face) * em
    left = run.x + sum(advances) * em + space * (len(words) - 1)
    for number, (word, advance) in enumerate(zip(words, advances, strict=True)):
        if number:
            left -= space
            yield (" ", space, None), left, 0
        left -= advance * em
        x, signs = left, _turned(replace(run, text=word, back=False), fonts)
        for at, sign in enumerate(signs):
            yield sign, x, 0 if at else len(signs)
            x += sign[1]


def _turned(run: Run, fonts: Fonts) -> Sequence[Sign]:
    """The signs of one word as it is seen from left to right."""
    shaped = fonts.clusters(run.face, run.text)
    if shaped:
        return list(_clusters(run, fonts))[::-1]
    kerns = list(fonts.shape(run.face, run.text).kerns) or [0.0] * len(run.text)
    seen = turned(run.text)
    plain = fonts.advances(run.face, seen)
    pairs = zip(seen, plain, [*kerns[-2::-1], *kerns[-1:]], strict=True)
    return [(character, (advance + kern) * run.size / 1000, None) for character, advance, kern in pairs]


def _characters(run: Run, fonts: Fonts) -> Iterator[Sign]:
    for character, advance in zip(run.text, _advances(run, fonts), strict=True):
        yield character, advance, None


def _clusters(run: Run, fonts: Fonts) -> Iterator[Sign]:
    """What is drawn as one sign in a run with a complex script, and how far it moves the pen, in points.

    Such a run is not letterspaced, nor are its distances adjusted.
    """
    for number, word in enumerate(run.text.split(" ")):
        if number:
            yield " ", fonts.space(run.face) * run.size / 1000, None
        shaped = fonts.clusters(run.face, word)
        if not shaped:
            yield from _characters(replace(run, text=word), fonts)
        for cluster, kern in shaped:
            advance = fonts.cluster_advance(run.face, cluster) + kern
            yield cluster.text, advance * run.size / 1000, cluster


def _advances(run: Run, fonts: Fonts) -> Iterator[float]:
    """How far each character of a run moves the pen, in points."""
    plain = fonts.advances(run.face, run.text)
    kerns: list[float] = []
    for word in run.text.split(" "):
        kerns += (len(word) > 1 and fonts.shape(run.face, word).kerns) or (0.0,) * len(word)
        kerns.append(0.0)
    more = run.adjust or (0.0,) * len(plain)
    for advance, kern, extra in zip(plain, kerns, more, strict=False):
        yield (advance + kern + extra + run.track) * run.size / 1000
