"""What the press is told of a booklet, and how it sets the few words that it prints beside the pages."""

from __future__ import annotations

from posterbook.content.model import Words
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Style, Theme
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Run, Turn
from posterbook.values import dataclass

CUT = "…"


@dataclass(frozen=True, slots=True)
class Job:
    """A booklet as the press sees it: its design, and what names it; `date` may be ''.

    `spine` are texts for a spine, the first that fits is taken; `caliper` is the thickness of a leaf.
    """

    theme: Theme
    fonts: Fonts
    words: Words
    title: str
    date: str = ""
    spine: tuple[str, ...] = ()
    caliper: float = 0


@dataclass(frozen=True, slots=True)
class Set:
    """Words set on one line."""

    runs: tuple[Run, ...]
    width: float

    def at(self, x: float, y: float, turn: Turn = Turn.NONE) -> Line:
        """The line with its start there."""
        return Line(x, y, self.runs, turn)


def set_words(job: Job, wording: str, style: Style) -> Set:
    """Words on one line; a character that no font has is left out, as it stands on the pages anyway."""
    missing = job.fonts.uncovered(style.font, wording)
    shown = "".join(char for char in wording if char not in missing)
    runs: list[Run] = []
    x = 0.0
    for face, part in job.fonts.split(style.font, shown) if shown else ():
        width = job.fonts.width(face, part, style.size, style.track)
        colour = job.theme.colour(style)
        runs.append(Run(x, part, face, style.size, colour, width, Artifact.PAGINATION, style.track))
        x += width
    return Set(tuple(runs), x)


def set_within(job: Job, wording: str, style: Style, room: float) -> Set:
    """Words on one line, cut after a word, or within one, where they would be wider than the room."""
    whole = set_words(job, wording, style)
    shown = wording
    while whole.width > room and shown:
        shown = shown.rpartition(" ")[0] or shown[:-1]
        whole = set_words(job, f"{shown} {CUT}", style)
    return whole
