"""The run from top to bottom: a content folder becomes laid-out pages, and these one PDF for each edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from posterbook.assets import assets_folder, tokens_file
from posterbook.composer import Composer
from posterbook.editions import Edition
from posterbook.element import Element, Role
from posterbook.errors import AssetError, LayoutError, Problem, error, note
from posterbook.fonts import Fonts
from posterbook.layout import lay_out
from posterbook.load import load, read_tokens
from posterbook.markup import inline, plain
from posterbook.model import Booklet, groups_of
from posterbook.page import Page
from posterbook.pages import compose, kinds
from posterbook.theme import Theme, build, formats, page_for, themes

if TYPE_CHECKING:
    from posterbook.finish import Metadata


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
    """A booklet laid out once, ready to be drawn for every edition; `problems` are warnings and notes."""

    booklet: Booklet
    theme: Theme
    fonts: Fonts
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """One edition's finished and proved PDF."""

    edition: Edition
    pdf: bytes


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
        booklet, problems = load(folder, options, formats(tokens), themes(tokens), now)
        wanted, theme = page or booklet.page, theme or booklet.theme
        page = page_for(tokens, wanted, theme)
        chosen = build(tokens, page, theme, booklet.language)
        taken = _taken(wanted, page, theme)
        fonts = Fonts(chosen.faces, assets_folder() / "fonts")
    with watch.stage("compose"):
        document = Element(Role.DOCUMENT, lang=booklet.language)
        groups = groups_of(booklet.records)
        composer = Composer(booklet, chosen, groups, document, {group.name: group for group in groups})
        composed = compose(composer)
    with watch.stage("layout"):
        pages, found = lay_out(composed, chosen, fonts)
    return Typeset(booklet, chosen, fonts, pages, (*problems, *taken, *found))


def _taken(wanted: str, page: str, theme: str) -> tuple[Problem, ...]:
    """A note where the theme does not exist on the format wanted."""
    if page == wanted:
        return ()
    return (note("page-taken", f"the theme {theme} does not exist on {wanted}: {page} is taken"),)


def _metadata(booklet: Booklet, epoch: datetime | None) -> Metadata:
    """What the file says of itself. Its date is the booklet's, at midnight UTC, else `epoch`."""
    from posterbook.finish import Metadata  # noqa: PLC0415 - pikepdf is slow to import

    created = datetime.combine(booklet.date, time(), UTC) if booklet.date else epoch
    return Metadata(
        title=plain(inline(booklet.title)),
        author=booklet.issuer_name,
        subject=booklet.kind,
        keywords=", ".join(group.name for group in groups_of(booklet.records) if group.name),
        language=booklet.language,
        created=created,
    )


def _profile(edition: Edition) -> bytes:
    """The ICC profile of the edition's colours; raises AssetError if it is not where it was shipped."""
    if not edition.profile:
        return b""
    file = assets_folder() / "icc" / edition.profile
    try:
        return file.read_bytes()
    except OSError as failure:
        raise AssetError(error("missing-profile", f"cannot read {file}: {failure.strerror}")) from failure


def publish(work: Typeset, edition: Edition, watch: Stopwatch, *, epoch: datetime | None = None) -> Publication:
    """Draw, finish and prove one edition; `epoch` dates a booklet that has no date of its own.

    Raises LayoutError if the written file does not carry the legal blocks as it should.
    """
    from posterbook.draw import draw  # noqa: PLC0415 - reportlab is slow to import; `check` of a bad folder stops before
    from posterbook.finish import finish, prove_legal  # noqa: PLC0415 - the same for pikepdf

    with watch.stage("draw"):
        drawn = draw(work.pages, edition, work.fonts)
    with watch.stage("finish"):
        pdf = finish(drawn, work.pages, _metadata(work.booklet, epoch), edition, _profile(edition))
        wrong = prove_legal(pdf, work.booklet.legal, work.pages)
    if wrong:
        raise LayoutError(wrong)
    return Publication(edition, pdf)
