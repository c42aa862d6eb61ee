"""What the editions for paper need of a laid-out booklet: its job for the press, and what to say of it.

The press is imported where it is needed: a booklet for the screen passes it by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from posterbook.api.typesetting import Typeset, check_known
from posterbook.assets import assets_folder
from posterbook.content.markup import inline, plain
from posterbook.content.model import Binding, Booklet
from posterbook.design.fonts import Fonts
from posterbook.design.geometry import MM
from posterbook.design.theme import build
from posterbook.errors import Problem, UsageError, error, note, warning
from posterbook.forms.edition import EDITIONS, PROOFSHEET, TESTSHEET, Edition, Flip, Printing
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Image, Page
from posterbook.forms.sheet import Forme
from posterbook.loading import design_tokens, read_words
from posterbook.values import dataclass

if TYPE_CHECKING:
    from posterbook.press import Job

CREEP: Final = 0.1
"""Thickness of office paper in mm."""
MOST_CREEP: Final = 1.0
"""Thickness in mm of the thickest board that anybody folds."""
FRAMED_OPTIONS: Final = ("marks", "separate_cover")
IMPOSED_OPTIONS: Final = ("flip", "creep", "signature", "sheet")
STANDARD_OPTIONS: Final = ("standard",)
"""What can be asked for of editions in a frame of marks, of those on sheets, of those that know PDF 2.0."""
ASK_FOR: Final = "ask for the edition '{edition}' too"
FINGERPRINT: Final = 8
"""How many digits of its digest a draft is known by."""
UNDATED: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a PDF/X file that has none: the standard demands one, and nothing here reads a clock."""
PLAIN_PAGE, PLAIN_THEME, TEST_TITLE = "a5", "plain", "Test sheet for duplex printing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What can be asked for of paper, and what is usual; `publish` explains each. `creep` is in mm."""

    marks: bool = True
    separate_cover: bool = False
    flip: str = "short"
    creep: float = CREEP
    signature: int = 0
    sheet: str = ""

    @property
    def unusual(self) -> dict[str, object]:
        """What differs from the usual, by name."""
        usual = Paper()
        names = (*FRAMED_OPTIONS, *IMPOSED_OPTIONS)
        asked = {name: getattr(self, name) for name in names}
        return {name: value for name, value in asked.items() if value != getattr(usual, name)}

    def check_followed(self, editions: Iterable[Edition]) -> None:
        """Raises UsageError for what differs from the usual and no edition would follow."""
        given = {name: f"'{name}'" for name in self.unusual}
        refuse_idle(given, editions, ASK_FOR)

    def printing(self, known: Mapping[str, Sequence[float]]) -> Printing:
        """The same in points; `known` are names of paper and their sizes in points.

        Raises UsageError for what is unknown or impossible.
        """
        check_known("flip", self.flip, tuple(Flip))
        if not 0 <= self.creep <= MOST_CREEP:
            message = f"'creep' wants 0 to {MOST_CREEP:g} mm of paper thickness, found {self.creep:g}"
            raise UsageError(error("wrong-creep", message))
        if self.signature < 0:
            message = f"'signature' wants one sheet or more, or 0 for all in one, found {self.signature}"
            raise UsageError(error("wrong-signature", message))
        size = paper_size(known, self.sheet) if self.sheet else None
        flip = Flip(self.flip)
        return Printing(self.creep * MM, self.marks, self.separate_cover, flip, self.signature, size)


def refuse_idle(given: Mapping[str, str], editions: Iterable[Edition], hint: str) -> None:
    """Raises UsageError for options that no edition would follow; `given` is what each is called there.

    The hint names the edition as {edition}.
    """
    editions = tuple(editions)
    framed = any(row.framed for row in editions)
    imposed = any(row.imposed and row != PROOFSHEET for row in editions)
    for options, followed, edition in (
        (FRAMED_OPTIONS, framed, next(row.name for row in EDITIONS if row.framed)),
        (IMPOSED_OPTIONS, imposed, next(row.name for row in EDITIONS if row.imposed)),
        (
            STANDARD_OPTIONS,
            any(row.newer for row in editions),
            next(row.name for row in EDITIONS if row.newer),
        ),
    ):
        idle = [given[name] for name in options if name in given and not followed]
        if idle:
            belong = "belongs" if len(idle) == 1 else "belong"
            message = f"{', '.join(idle)} {belong} to the {edition} edition, which is not asked for"
            raise UsageError(error("idle-option", message, hint=hint.format(edition=edition)))


def paper_sizes() -> dict[str, tuple[float, float]]:
    """The papers that have names, their width and height in points."""
    return {name: (width * MM, height * MM) for name, (width, height) in design_tokens()["sheets"].items()}


def paper_size(known: Mapping[str, Sequence[float]], written: str) -> tuple[float, float]:
    """Width and height in points; raises UsageError for what is neither a known name nor WxH in mm."""
    if written in known:
        width, height = known[written]
        return width, height
    found = re.fullmatch(r"(\d{2,4}(?:\.\d+)?)x(\d{2,4}(?:\.\d+)?)", written)
    if not found:
        message = f"unknown sheet '{written}'"
        hint = f"choose from {', '.join(known)}, or give width and height in mm, as 450x320"
        raise UsageError(error("unknown-sheet", message, hint=hint))
    return float(found[1]) * MM, float(found[2]) * MM


def formes_for(
    work: Typeset,
    editions: Sequence[Edition],
    printing: Printing,
    *,
    every: bool = False,
    dated: bool = False,
) -> tuple[dict[Edition, tuple[Forme, ...]], list[Problem]]:
    """What the files of each edition show, and what to say of the printing.

    Where `every` edition is asked for, one that the page or the binding rules out is left out, with a note. A
    run may be `dated` where the booklet is not. Raises LayoutError or UsageError for one that cannot be
    printed so.
    """
    made: dict[Edition, tuple[Forme, ...]] = {}
    found: list[Problem] = []
    page = work.theme.page
    for edition in editions:
        if edition.on_paper and page.screen_only:
            message = (
                f"no {edition.name} edition is made of the page format {page.name}, which is for the screen"
            )
            if not every:
                raise UsageError(error("screen-only", message, hint="take another format with --page"))
            found.append(note("screen-only", message))
            continue
        binding = page.binding
        if every and edition.imposed and not _can_fold(binding):
            message = f"no {edition.name} edition is made of a booklet with the binding {binding}"
            found.append(note("not-folded", message))
            continue
        made[edition] = _formes(work, edition, printing)
        if edition.imposed and edition != PROOFSHEET:
            found += _remarks(made[edition], job_of(work), printing)
        if edition.framed and work.theme.from_right:
            found.append(_bound_right(edition))
        found += _unclaimed(work, edition)
        if edition.dated and not (work.booklet.date or dated):
            found.append(_undated_note(work.booklet, edition))
    return made, found


def as_draft(work: Typeset) -> tuple[Typeset, str]:
    """The same with every page marked as a draft, and the fingerprint by which this draft is known."""
    from posterbook.comparing import printed_book  # noqa: PLC0415 - few runs need it
    from posterbook.press import draft_pages  # noqa: PLC0415 - see above

    book = printed_book(work.booklet, work.theme, work.paper_pages)
    known_by = book.fingerprint[:FINGERPRINT]
    job = job_of(work)
    every = (work.pages, work.paper_pages, work.screen_pages)
    pages, paper, screen = (draft_pages(pages, job, known_by) for pages in every)
    return replace(work, pages=pages, paper_pages=paper, screen_pages=screen), known_by


def job_of(work: Typeset) -> Job:
    """A booklet as the press sees it."""
    from posterbook.press import Job  # noqa: PLC0415 - see above

    booklet = work.booklet
    title = plain(inline(booklet.title))
    return Job(
        work.theme,
        work.fonts,
        booklet.words,
        title=title,
        date=booklet.date.isoformat() if booklet.date else "",
        spine=(title, booklet.event.short, booklet.issuer_name),
        caliper=booklet.caliper * MM,
    )


def duplex_test(sheet: str) -> bytes:
    """The finished PDF of the duplex test on paper of that size; it needs no booklet. Raises UsageError."""
    from posterbook.draw import draw  # noqa: PLC0415 - slow to import, and only wanted here
    from posterbook.pdf import finish  # noqa: PLC0415 - the same
    from posterbook.press import Job, duplex_testsheet  # noqa: PLC0415 - see above

    size = paper_size(paper_sizes(), sheet)
    theme = build(design_tokens(), PLAIN_PAGE, PLAIN_THEME)
    fonts = Fonts(theme.faces, assets_folder() / "fonts")
    forme = duplex_testsheet(Job(theme, fonts, read_words("en"), title=TEST_TITLE), size)
    metadata = Metadata(title=TEST_TITLE)
    return finish(draw(forme.faces, TESTSHEET, fonts), forme.pages, metadata, TESTSHEET)


def _can_fold(binding: Binding) -> bool:
    from posterbook.press import can_fold  # noqa: PLC0415 - see above

    return can_fold(binding)


def _formes(work: Typeset, edition: Edition, printing: Printing) -> tuple[Forme, ...]:
    pages = work.pages_of(edition)
    if not edition.on_paper:
        return (Forme(pages),)
    from posterbook.press import formes, proofsheet_forme  # noqa: PLC0415 - see above

    if edition == PROOFSHEET:
        return (proofsheet_forme(pages, job_of(work)),)
    return formes(pages, edition, job_of(work), printing)


def _remarks(made: Iterable[Forme], job: Job, printing: Printing) -> Iterator[Problem]:
    """How to print and fold the sheets of an edition, and what of it an editor should know."""
    from posterbook.press import sheet_plan, unprintable  # noqa: PLC0415 - see above

    for forme in made:
        yield sheet_plan(forme, job, printing)
        yield from unprintable(forme, job)


def inserts_of(pages: Iterable[Page]) -> Iterator[tuple[Page, Image]]:
    """The pages of other PDFs that stand on pages of ours."""
    for page in pages:
        for item in page.items:
            if isinstance(item, Image) and item.picture.inserted:
                yield page, item


def _unclaimed(work: Typeset, edition: Edition) -> Iterator[Problem]:
    """A warning that a file claims no standard, as nobody here knows whether what is inserted conforms."""
    inserted = list(inserts_of(work.pages_of(edition)))
    if inserted and edition.standards:
        names = " nor ".join(standard.name for standard in edition.standards)
        pages = [str(page.sequence) for page, _ in inserted]
        files = dict.fromkeys(image.picture.file.rpartition(", page ")[0] for _, image in inserted)
        said = f"page {pages[0]}" if len(pages) == 1 else f"pages {', '.join(pages)}"
        verb = "comes" if len(pages) == 1 else "come"
        message = f"the {edition.name} edition claims no {names}: {said} {verb} from {', '.join(files)}"
        hint = "to claim them, leave the insert out, or set its text as a page of its own"
        yield warning("claims-dropped", message, work.booklet.where.at("running_order"), hint)


def _bound_right(edition: Edition) -> Problem:
    message = f"the {edition.name} edition is to be bound at the right, its first page is a left-hand one"
    return note("bound-right", message, hint="tell the print shop, and ask for a dummy")


def _undated_note(booklet: Booklet, edition: Edition) -> Problem:
    names = " and ".join(standard.name for standard in edition.dated)
    demand = "demands" if len(edition.dated) == 1 else "demand"
    message = f"{names} {demand} a date: without one the {edition.name} edition says {UNDATED:%Y-%m-%d}"
    return note("undated", message, booklet.where, "set 'date:', or SOURCE_DATE_EPOCH")
