"""The signs of a run in order: characters, in complex scripts clusters, and how far each moves the pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from posterbook.content.scripts import complex_script
from posterbook.design.complex_words import Cluster
from posterbook.design.fonts import Fonts
from posterbook.forms.page import Run


def signs_of(run: Run, fonts: Fonts) -> Iterator[tuple[str, float, Cluster | None]]:
    """The text of each sign, its advance in points, and its cluster, None for a plain character."""
    return _clusters(run, fonts) if complex_script(run.text) else _characters(run, fonts)


def _characters(run: Run, fonts: Fonts) -> Iterator[tuple[str, float, None]]:
    for character, advance in zip(run.text, _advances(run, fonts), strict=True):
        yield character, advance, None


def _clusters(run: Run, fonts: Fonts) -> Iterator[tuple[str, float, Cluster | None]]:
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
