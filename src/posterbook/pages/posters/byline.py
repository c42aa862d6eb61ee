"""Authors and affiliations of a poster: as many authors as three lines hold, none broken in two.

Affiliations take two lines of the head; the others stand at the poster's end, each whole in one place.

The numbers of affiliations stand close behind a name, and those of several close together. Who listens, or
copies a name, would have them as its last letters ("Berg1,2"). So spaces part them that take no room: one at
the end of the name, where its width counts for nothing, and one behind each comma, taken back at once.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Style
from posterbook.errors import Where
from posterbook.forms.element import Artifact
from posterbook.forms.galley import Piece, Text
from posterbook.forms.page import Item, Run
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, last_baseline, stack_lines
from posterbook.layout.pictures import NONE, Notch
from posterbook.values import dataclass

MOST_TRIED = 120
"""No three lines hold the names of more authors."""
COMMA, SPACE = ",", " "
MARK = re.compile(r"\d+(?:,\d+)*")
"""The numbers of an author's affiliations."""


@dataclass(frozen=True, slots=True)
class AuthorName:
    """An author's name with the numbers of its affiliations; `affiliations` are their positions.

    The first `named` pieces are the name alone.
    """

    pieces: tuple[Piece, ...]
    affiliations: tuple[int, ...]
    named: int = 0


@dataclass(frozen=True, slots=True)
class Byline:
    """Authors and affiliations. `more` stands for the last authors where not all fit; {count} of them.

    `comma` parts authors, `semicolon` affiliations, each with its number. `closing` are the affiliations as
    they are said at the poster's end, `closing_semicolon` what parts them there.
    """

    style: Style
    small: Style
    authors: tuple[AuthorName, ...]
    affiliations: tuple[tuple[Piece, ...], ...]
    comma: Piece
    semicolon: Piece
    more: Piece
    where: Where
    closing: tuple[tuple[Piece, ...], ...] = ()
    closing_semicolon: Piece | None = None

    def texts(self) -> Iterator[Text]:
        """Every text that it may come to: each author, each affiliation, and what stands for the rest."""
        parts = (*(author.pieces for author in self.authors), *self.affiliations, (self.more,))
        return (Text(self.style, pieces, self.where) for pieces in parts)


@dataclass(frozen=True, slots=True)
class SetByline:
    """Authors and affiliations in lines; `left_out` counts the authors for whom there was no room.

    `closing` are the affiliations for which there was none, to be said at the poster's end.
    """

    byline: Byline
    authors: tuple[SetLine, ...]
    affiliations: tuple[SetLine, ...]
    left_out: int
    closing: Text | None = None

    def items(self, x: float, k: float) -> tuple[Item, ...]:
        """The lines from the first baseline `k` down."""
        style, small = self.byline.style, self.byline.small
        below = last_baseline(self.authors, style, k) + small.lead
        return (*stack_lines(self.authors, style, x, k), *stack_lines(self.affiliations, small, x, below))

    def last(self, k: float) -> float:
        """The last baseline where the first stands at `k`."""
        style, small = self.byline.style, self.byline.small
        return last_baseline(self.authors, style, k) + len(self.affiliations) * small.lead


def set_byline(
    context: LayoutContext,
    byline: Byline,
    measure: float,
    notch: Notch = NONE,
    first: float = 0,
    *,
    most: int = 0,
) -> SetByline:
    """The most authors that fit the lines allowed, then how many more there are.

    They make way for the `notch`, the first baseline standing at `first`. `most` lines are allowed, 0 for as
    many as on a page of its own.
    """
    most = most or context.theme.poster.author_lines
    total = len(byline.authors)
    for shown in range(min(total, MOST_TRIED), 0, -1):
        text = _authors(byline, shown)
        lines = context.lines(text, measure, narrow=notch.narrow(measure, byline.style, first))
        if len(lines) <= most or shown == 1:
            below = last_baseline(lines, byline.style, first) + byline.small.lead
            narrow = notch.narrow(measure, byline.small, below)
            wanted = _positions(byline.authors[:shown])
            places, kept = _affiliations(context, byline, wanted, measure, narrow)
            closing = _closing(byline, wanted[kept:])
            heard = tuple(_with_marks_apart(line, context.fonts) for line in lines)
            return SetByline(byline, heard, places, total - shown, closing)
    return SetByline(byline, (), (), total)


def _with_marks_apart(line: SetLine, fonts: Fonts) -> SetLine:
    """The line with spaces before and within its raised numbers, everything where it was."""
    if not any(map(_is_mark, line.runs)):
        return line
    runs: list[Run] = []
    for run in line.runs:
        if not _is_mark(run):
            runs.append(run)
            continue
        if runs and not runs[-1].text.endswith(SPACE):
            runs[-1:] = _with_space(runs[-1], run.x)
        runs.append(_with_parted_numbers(run, fonts))
    return replace(line, runs=tuple(runs))


def _is_mark(run: Run) -> bool:
    return run.rise > 0 and not run.adjust and bool(MARK.fullmatch(run.text))


def _with_space(run: Run, end: float) -> tuple[Run, ...]:
    """A run with a space behind it, of no width: apart from one that goes back, which begins at its words."""
    if run.back:
        return run, replace(run, x=end, text=SPACE, width=0.0, adjust=(), back=False)
    return (replace(run, text=run.text + SPACE, adjust=(*run.adjust, 0.0) if run.adjust else ()),)


def _with_parted_numbers(run: Run, fonts: Fonts) -> Run:
    """Numbers with a space behind each comma; what it moves is taken back, and the kern across it kept."""
    if COMMA not in run.text:
        return run
    kerns = fonts.shape(run.face, run.text).kerns or (0.0,) * len(run.text)
    back = -fonts.space(run.face) - run.track
    adjust: list[float] = []
    for character, kern in zip(run.text, kerns, strict=True):
        adjust += (kern, back) if character == COMMA else (0.0,)
    return replace(run, text=run.text.replace(COMMA, COMMA + SPACE), adjust=tuple(adjust))


def _authors(byline: Byline, shown: int) -> Text:
    pieces: list[Piece] = []
    whole: list[tuple[int, int]] = []
    names: list[tuple[int, int]] = []
    at = 0
    for n, author in enumerate(byline.authors[:shown]):
        if n:
            pieces.append(byline.comma)
            at += len(byline.comma.text)
        end = at + sum(len(piece.text) for piece in author.pieces)
        whole.append((at, end + 1))  # the comma stays with the name
        # from right to left figures would go with the next name in Latin letters, so they are of this one
        own = author.pieces if byline.style.from_right else author.pieces[: author.named]
        names.append((at, at + sum(len(piece.text) for piece in own)))
        pieces += author.pieces
        at = end
    if shown < len(byline.authors):
        left = str(len(byline.authors) - shown)
        pieces.append(replace(byline.more, text=byline.more.text.replace("{count}", left)))
    return Text(byline.style, tuple(pieces), byline.where, whole=tuple(whole), isolates=tuple(names))


def _affiliations(
    context: LayoutContext,
    byline: Byline,
    wanted: Sequence[int],
    measure: float,
    narrow: tuple[float, int] | None,
) -> tuple[tuple[SetLine, ...], int]:
    """The affiliations wanted, each with its number, as many as the lines hold, and how many those are."""

    def in_lines(kept: int) -> tuple[SetLine, ...]:
        several = [byline.affiliations[at] for at in wanted[:kept]]
        pieces = _parted(several, byline.semicolon)
        if kept < len(wanted):
            pieces += (replace(byline.semicolon, text=f"{byline.semicolon.text}…", element=Artifact.LAYOUT),)
        text = Text(byline.small, pieces, byline.where, isolates=_places(several, byline.semicolon))
        return context.lines(text, measure, narrow=narrow)

    if not wanted:
        return (), 0
    most = context.theme.poster.affiliation_lines if byline.closing else sys.maxsize
    fewer = range(len(wanted), 0, -1)  # the fewer there are, the fewer lines they take
    kept = fewer[min(bisect_left(fewer, -most, key=lambda count: -len(in_lines(count))), len(wanted) - 1)]
    return in_lines(kept), kept


def _closing(byline: Byline, positions: Sequence[int]) -> Text | None:
    """The affiliations that the head had no room for."""
    if not positions or byline.closing_semicolon is None:
        return None
    several = [byline.closing[at] for at in positions]
    pieces, isolates = _parted(several, byline.closing_semicolon), _places(several, byline.closing_semicolon)
    return Text(byline.small, pieces, byline.where, isolates=isolates)


def _parted(several: Iterable[tuple[Piece, ...]], sign: Piece) -> tuple[Piece, ...]:
    """Pieces with a sign between each of them and the next."""
    first, *others = several
    return (*first, *(piece for one in others for piece in (sign, *one)))


def _places(several: Iterable[tuple[Piece, ...]], sign: Piece) -> tuple[tuple[int, int], ...]:
    """Where each of several affiliations stands in what `_parted` makes of them, without its number."""
    found: list[tuple[int, int]] = []
    at = 0
    for pieces in several:
        number = len(pieces[0].text) if pieces[0].rise else 0
        end = at + sum(len(piece.text) for piece in pieces)
        found.append((at + number, end))
        at = end + len(sign.text)
    return tuple(found)


def _positions(authors: Sequence[AuthorName]) -> list[int]:
    return sorted({position for author in authors for position in author.affiliations})
