"""The run from top to bottom: a content folder becomes laid-out pages, and these one PDF for each edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from posterbook.assets import assets_folder, tokens_file
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet, groups_of
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme, build, formats, page_for, themes
from posterbook.errors import AssetError, LayoutError, Problem, ProofError, error, note
from posterbook.forms.edition import Edition, Space, Standard
from posterbook.forms.element import Element, Role
from posterbook.forms.legal import carried_blocks
from posterbook.forms.page import Page, PosterFit
from posterbook.forms.sheet import Forme
from posterbook.layout import lay_out
from posterbook.loading import load, read_output_intent, read_tokens
from posterbook.pages import compose, kinds
from posterbook.pages.composer import Composer
from posterbook.values import dataclass

if TYPE_CHECKING:
    from posterbook.forms.legal import FoundBlock
    from posterbook.forms.metadata import Metadata


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage; the clock is the command line's, so that nothing below it reads one."""

    clock: Callable[[], float]
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of what it encloses to a stage."""
        start = self.clock()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - start


@dataclass(frozen=True, slots=True)
class Typeset:
    """A booklet laid out once, ready to be drawn for every edition; `problems` are warnings and notes.

    `intent` is the ICC profile that booklet.yaml names for print, b'' for our own.
    """

    booklet: Booklet
    theme: Theme
    fonts: Fonts
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    intent: bytes = b""
    fits: tuple[PosterFit, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A finished and proved PDF: an edition, or a part of one."""

    edition: Edition
    pdf: bytes
    forme: Forme
    found: tuple[FoundBlock, ...] = ()


def typeset(
    folder: Path,
    watch: Stopwatch,
    *,
    page: str = "",
    theme: str = "",
    now: Callable[[], datetime] | None = None,
) -> Typeset:
    """Load, compose and lay out; `page` and `theme` override what booklet.yaml says.

    `now` is asked only if a record has an embargo.

    Raises ContentError, AssetError or LayoutError with all problems of the stage that failed.
    """
    with watch.stage("load"):
        tokens = read_tokens(tokens_file())
        options = {name: kind.options for name, kind in kinds().items()}
        booklet, problems = load(folder, options, formats(tokens), themes(tokens), now, tokens=tokens)
        wanted, theme = page or booklet.page, theme or booklet.theme
        page = page_for(tokens, wanted, theme)
        own, design = booklet.fonts, booklet.design
        chosen = build(tokens, page, theme, booklet.language, booklet.binding, own=own, design=design)
        taken = _taken(wanted, page, theme)
        intent = read_output_intent(folder, booklet)
        fonts = Fonts(chosen.faces, assets_folder() / "fonts")
    with watch.stage("compose"):
        document = Element(Role.DOCUMENT, lang=booklet.language)
        groups = groups_of(booklet.records)
        composer = Composer(booklet, chosen, groups, document, {group.name: group for group in groups})
        composed = compose(composer)
    with watch.stage("layout"):
        pages, fits, found = lay_out(composed, chosen, fonts)
    return Typeset(booklet, chosen, fonts, pages, (*problems, *taken, *found), intent, fits)


def _taken(wanted: str, page: str, theme: str) -> tuple[Problem, ...]:
    """A note where the theme does not exist on the format wanted."""
    if page == wanted:
        return ()
    return (note("page-taken", f"the theme {theme} does not exist on {wanted}: {page} is taken"),)


def _metadata(booklet: Booklet, epoch: datetime | None, edition: Edition) -> Metadata:
    """What the file says of itself. Its date is the booklet's, at midnight UTC, else `epoch`."""
    from posterbook.forms.metadata import Metadata

    named = (plain(inline(group.name)) for group in groups_of(booklet.records))
    created = datetime.combine(booklet.date, time(), UTC) if booklet.date else epoch
    if not created and Standard.PDF_X_4 in edition.standards:
        from posterbook.api.paper import UNDATED  # noqa: PLC0415 - only paper needs it

        created = UNDATED
    return Metadata(
        title=plain(inline(booklet.title)),
        author=booklet.issuer_name,
        subject=booklet.kind or booklet.event.name,
        keywords=", ".join(filter(None, (booklet.event.short, *named))),
        language=booklet.language,
        created=created,
    )


def _profile(edition: Edition, intent: bytes) -> bytes:
    """The ICC profile of the edition's colours; raises AssetError if it is not where it was shipped."""
    if not edition.profile:
        return b""
    if intent and edition.space is Space.CMYK:
        return intent
    file = assets_folder() / "icc" / edition.profile
    try:
        return file.read_bytes()
    except OSError as failure:
        raise AssetError(error("missing-profile", f"cannot read {file}: {failure.strerror}")) from failure


def publish(
    work: Typeset,
    edition: Edition,
    watch: Stopwatch,
    formes: Sequence[Forme] = (),
    *,
    epoch: datetime | None = None,
) -> tuple[Publication, ...]:
    """Draw, finish and prove the files of one edition, its pages as they are unless they stand on formes.

    `epoch` dates a booklet that has no date of its own. Raises LayoutError and ProofError as `_published`.
    """
    made = formes or (Forme(work.pages),)
    return tuple(_published(work, edition, forme, watch, epoch) for forme in made)


def _published(
    work: Typeset, edition: Edition, forme: Forme, watch: Stopwatch, epoch: datetime | None
) -> Publication:
    """One file, proved.

    Raises LayoutError if the written file does not carry the legal blocks as it should, ProofError if its
    structure is not whole, which only a bug can cause.
    """
    from posterbook.draw import draw  # noqa: PLC0415 - reportlab is slow to import; `check` of a bad folder stops before
    from posterbook.pdf import finish  # noqa: PLC0415 - the same for pikepdf
    from posterbook.proof import expected_blocks, open_file, prove_legal, prove_structure  # noqa: PLC0415 - the same for pikepdf

    with watch.stage("draw"):
        drawn = draw(forme.faces, edition, work.fonts)
    with watch.stage("finish"):
        metadata = _metadata(work.booklet, epoch, edition)
        profile = _profile(edition, work.intent)
        pdf = finish(drawn, forme.pages, metadata, edition, profile, sheets=forme.sheets, flip=forme.flip)
        legal_blocks = work.booklet.legal if edition.proved else ()
        blocks, pages = carried_blocks(
            legal_blocks, forme.pages, part=bool(forme.part), imposed=bool(forme.sheets)
        )
        with open_file(pdf) as file:
            legal = prove_legal(file, expected_blocks(blocks, pages, work.theme), work.fonts)
            faults = prove_structure(file, work.pages, drawn.marks, metadata) if edition.tagged else []
    if legal.problems:
        raise LayoutError(legal.problems)
    if faults:
        raise ProofError(faults)
    return Publication(edition, pdf, forme, legal.found)
