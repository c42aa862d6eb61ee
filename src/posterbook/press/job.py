"""What the press knows of a booklet, and how it sets the few words that it prints beside the pages."""

from __future__ import annotations

from posterbook.content.model import Words
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Style, Theme
from posterbook.errors import Where
from posterbook.forms.element import Artifact
from posterbook.forms.galley import Piece, Text
from posterbook.forms.mirrored import as_seen
from posterbook.forms.set_line import SetLine, set_line
from posterbook.values import dataclass

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Job:
    """A booklet as the press sees it: its design, and what names it; `date` may be ''.

    `spine` are texts for a spine, the first that fits is taken; `caliper` is the thickness of a leaf in
    points.
    """

    theme: Theme
    fonts: Fonts
    words: Words
    title: str
    date: str = ""
    spine: tuple[str, ...] = ()
    caliper: float = 0


def set_words(job: Job, words: str, style: Style) -> SetLine:
    """Words on one line; a character that no font has is left out, as it stands on the pages anyway."""
    missing = job.fonts.uncovered(style.font, words)
    covered = "".join(char for char in words if char not in missing)
    piece = Piece(covered, style.font, job.theme.colour(style), Artifact.PAGINATION)
    line = set_line(Text(style, (piece,), Where("")), job.fonts)
    return as_seen(line) if style.from_right else line


def shorten_words(job: Job, words: str, style: Style, measure: float) -> SetLine:
    """Words on one line, cut after a word, or within one, where they would be wider than `measure` points."""
    line = set_words(job, words, style)
    rest = words
    while line.width > measure and rest:
        rest = rest.rpartition(" ")[0] or rest[:-1]
        line = set_words(job, f"{rest} {ELLIPSIS}", style)
    return line
