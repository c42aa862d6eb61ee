"""What the editions for paper need of a laid-out booklet: its job for the press, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from posterbook.assets import assets_folder
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet
from posterbook.design.fonts import Fonts
from posterbook.design.geometry import MM
from posterbook.design.theme import Theme, build
from posterbook.errors import Problem, note
from posterbook.forms.edition import TESTSHEET, Edition, Printing
from posterbook.forms.sheet import Forme
from posterbook.loading import design_tokens, read_words
from posterbook.press import (
    Job,
    can_fold,
    duplex_testsheet,
    formes,
    proofsheet_forme,
    sheet_plan,
    unprintable,
)

if TYPE_CHECKING:
    from posterbook.api.typesetting import Typeset

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a PDF/X file that has none: the standard demands one, and nothing here reads a clock."""
PLAIN_PAGE, PLAIN_THEME, TEST_TITLE = "a5", "plain", "Test sheet for duplex printing"


def job_of(booklet: Booklet, theme: Theme, fonts: Fonts) -> Job:
    """A booklet as the press sees it."""
    title = plain(inline(booklet.title))
    return Job(
        theme,
        fonts,
        booklet.words,
        title=title,
        date=booklet.date.isoformat() if booklet.date else "",
        spine=(title, booklet.event.short, booklet.issuer_name),
        caliper=booklet.caliper * MM,
    )


def formes_for(
    work: Typeset, editions: Sequence[Edition], printing: Printing, *, every: bool, dated: bool = False
) -> tuple[dict[Edition, tuple[Forme, ...]], list[Problem]]:
    """What the files of each edition put onto paper, nothing for one without paper, and what to say of it.

    Where `every` edition is asked for, one that the binding rules out is left out. A run may be `dated` by
    its surroundings where the booklet is not. Raises LayoutError or
    UsageError for one that cannot be printed so.
    """
    job = job_of(work.booklet, work.theme, work.fonts)
    made: dict[Edition, tuple[Forme, ...]] = {}
    said: list[Problem] = []
    for edition in editions:
        binding = work.theme.page.binding
        if every and edition.imposed and not can_fold(binding):
            message = f"no {edition.name} edition is made of a booklet with the binding {binding}"
            said.append(note("not-folded", message))
            continue
        on_paper = edition.framed or edition.imposed
        made[edition] = formes(work.pages, edition, job, printing) if on_paper else ()
        said += _remarks(work, edition, made[edition], printing)
        if edition.dated and not (work.booklet.date or dated):
            said.append(_undated(work.booklet, edition))
    return made, said


def proofsheet(work: Typeset) -> Forme:
    """All spreads of a booklet on contact sheets."""
    return proofsheet_forme(work.pages, job_of(work.booklet, work.theme, work.fonts))


def testsheet(sheet: tuple[float, float]) -> bytes:
    """The finished PDF of the duplex test on paper of that size; it needs no booklet. Raises UsageError."""
    from posterbook.draw import draw  # noqa: PLC0415 - slow to import, and only wanted here
    from posterbook.forms.metadata import Metadata
    from posterbook.pdf import finish  # noqa: PLC0415 - the same

    theme = build(design_tokens(), PLAIN_PAGE, PLAIN_THEME)
    fonts = Fonts(theme.faces, assets_folder() / "fonts")
    forme = duplex_testsheet(Job(theme, fonts, read_words("en"), title=TEST_TITLE), sheet)
    metadata = Metadata(title=TEST_TITLE)
    return finish(draw(forme.faces, TESTSHEET, fonts), forme.pages, metadata, TESTSHEET)


def _remarks(work: Typeset, edition: Edition, made: Sequence[Forme], printing: Printing) -> Iterator[Problem]:
    """How to print the sheets of an edition, and what of it an editor should know."""
    job = job_of(work.booklet, work.theme, work.fonts)
    if edition.imposed:
        for forme in made:
            yield sheet_plan(forme, job, printing)
            yield from unprintable(forme, job)


def _undated(booklet: Booklet, edition: Edition) -> Problem:
    names = " and ".join(standard.name for standard in edition.dated)
    message = f"{names} demands a date: without one the {edition.name} edition says {UNDATED:%Y-%m-%d}"
    return note("undated", message, booklet.where, "set 'date:', or SOURCE_DATE_EPOCH")
