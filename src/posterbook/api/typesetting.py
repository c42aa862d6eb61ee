"""A content folder becomes a Booklet, and this is laid out once for all editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any

from posterbook.assets import assets_folder
from posterbook.content.model import Booklet, groups_of
from posterbook.content.scalars import did_you_mean
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme, build, formats, page_for, themes
from posterbook.errors import Problem, UsageError, Where, error, note, warning
from posterbook.forms.edition import Edition
from posterbook.forms.page import Page, PosterFit, content_pages
from posterbook.layout import LaidOut, lay_out
from posterbook.loading import PRINTED, design_tokens, read_output_intent, theme_of_package, without_accepted
from posterbook.loading import load as read_folder
from posterbook.pages import compose, kinds
from posterbook.values import dataclass

AsOf = datetime | Callable[[], datetime] | None
"""The moment that embargoes are judged by, or what tells it if there is one; None: all of them stand."""


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage, added up; without a clock it measures nothing."""

    clock: Callable[[], float] | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of what it encloses to a stage."""
        start = self.clock() if self.clock else 0.0
        try:
            yield
        finally:
            if self.clock:
                self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - start


@dataclass(frozen=True, slots=True)
class Typeset:
    """A booklet laid out once, ready to be published in every edition.

    `pages` are those that say something; `paper_pages` are the same with those between them that only fill up
    sheets, which are not counted; `screen_pages` are all of them without sides, in the middle of the page.
    `fits` says how each poster was made to fit its pages. `problems` are the warnings and notes about the
    folder and its layout, but for those in `accepted`, which `accept:` silences. Of a file in several
    languages `parts` are what each of them came to, with no pages to publish.
    """

    booklet: Booklet
    theme: Theme
    fonts: Fonts
    pages: tuple[Page, ...]
    fits: tuple[PosterFit, ...] = ()
    problems: tuple[Problem, ...] = ()
    accepted: tuple[Problem, ...] = ()
    paper_pages: tuple[Page, ...] = ()
    screen_pages: tuple[Page, ...] = ()
    parts: tuple[Typeset, ...] = ()

    def pages_of(self, edition: Edition) -> tuple[Page, ...]:
        """The pages of an edition: on paper its sheets are filled up, elsewhere only if the booklet asks."""
        if edition.on_paper:
            return self.paper_pages
        return self.screen_pages if self.booklet.pad else content_pages(self.screen_pages)


def load(
    folder: str | PathLike[str] = "booklet",
    *,
    as_of: AsOf = None,
    language: str = "",
    comparing: bool = False,
) -> Booklet:
    """What a content folder says, placeholders filled, and on it `problems` that are warnings and notes.

    `language` is one that the folder holds, '' for its main one. An embargo stands until `as_of`, which
    carries its zone; without it every embargo stands. `comparing` holds its languages against each other, as
    `check` does; another than the main one is always compared. Raises ContentError with all that is wrong
    with records, booklet.yaml and texts, or AssetError where only pictures, fonts and profiles are unusable;
    their problems name files relative to the folder. UsageError for a language that the folder lacks.
    """
    return load_with(design_tokens(), Path(folder), as_of, language=language, comparing=comparing)


def typeset(booklet: Booklet, *, page: str = "", theme: str = "", watch: Stopwatch | None = None) -> Typeset:
    """Lay a booklet out; `page` and `theme` are names that override what booklet.yaml says.

    Raises UsageError for an unknown name, ContentError for characters that no font has, LayoutError for what
    cannot be set as it must, AssetError for a font file that cannot be used.
    """
    tokens = design_tokens()
    check_page(tokens, page)
    known = themes(tokens, booklet.design)
    if theme and theme not in known:
        brought, problems = theme_of_package(theme, known, tokens)
        design = (*brought, *booklet.design)
        booklet = replace(booklet, design=design, problems=(*booklet.problems, *problems))
    return typeset_with(tokens, booklet, page, theme, watch or Stopwatch())


def load_with(  # noqa: PLR0913 - as the load of a folder
    tokens: Mapping[str, Any],
    folder: Path,
    as_of: AsOf = None,
    *,
    theme: str = "",
    approving: bool = False,
    dividing: bool = False,
    drafting: bool = False,
    comparing: bool = False,
    language: str = "",
) -> Booklet:
    """As `load`, with the shipped design and a `theme` that is asked for, '' for the booklet's own.

    `approving` leaves out what the approval says; `drafting` makes warnings of what differs from it;
    `dividing` keeps legal blocks that only the whole booklet leaves out. Raises UsageError for a theme that
    nobody knows.
    """
    now = clock_of(as_of)
    booklet, found = read_folder(
        folder,
        kinds(),
        now,
        tokens=tokens,
        theme=theme,
        approving=approving,
        dividing=dividing,
        drafting=drafting,
        comparing=comparing,
        language=language,
    )
    problems, accepted = split_accepted(booklet, found)
    profile = read_output_intent(folder, booklet)
    return replace(booklet, output_profile=profile, problems=problems, accepted=accepted)


def typeset_with(
    tokens: Mapping[str, Any],
    booklet: Booklet,
    page: str,
    theme: str,
    watch: Stopwatch,
    asked: Sequence[Edition] = (),
) -> Typeset:
    """As `typeset`, with the shipped design and names that are known.

    Its pages are placed for what the editions that are `asked` for need, else for all editions.
    """
    with watch.stage("compose"):
        design, moved = design_of(tokens, booklet, page or booklet.page, theme or booklet.theme)
        fonts = Fonts(design.faces, assets_folder() / "fonts")
    booklet, design, unheld = _held(booklet, design)
    paper = not asked or any(edition.on_paper for edition in asked) or _is_approved_whole(booklet)
    screen = not asked or any(not edition.on_paper for edition in asked)
    laid = _laid_out(booklet, design, fonts, watch, paper=paper, screen=screen)
    found = (*unheld, *laid.problems)
    found = (*found, *_unapproved(tokens, booklet, design, laid.paper, watch))
    problems, accepted = split_accepted(booklet, (*moved, *found))
    return Typeset(
        booklet,
        design,
        fonts,
        content_pages(laid.pages),
        laid.fits,
        (*booklet.problems, *problems),
        (*booklet.accepted, *accepted),
        laid.paper,
        laid.screen,
    )


def languages_to_join(booklet: Booklet, language: str) -> tuple[str, ...]:
    """The further languages that come into one file with a booklet, unless a `language` is asked for."""
    languages = booklet.languages
    return languages.beside(booklet.language) if languages and not language and languages.layout.joins else ()


def design_for(tokens: Mapping[str, Any], booklet: Booklet, page: str, theme: str) -> Theme:
    """The design of a page format and theme that are known, or of the format that the theme exists on."""
    return design_of(tokens, booklet, page, theme)[0]


def _held(booklet: Booklet, design: Theme) -> tuple[Booklet, Theme, tuple[Problem, ...]]:
    """A printed booklet in the size that its posters were printed in; in another design nothing is held.

    A part of a booklet was never printed as such, so it is as if nothing had been.
    """
    printed = booklet.printed
    if printed is None or booklet.selection:
        return replace(booklet, printed=None), design, ()
    if (printed.page, printed.theme) != (design.page.name, design.name):
        message = (
            f"what is printed is held in {printed.page} and {printed.theme} only:"
            f" in {design.page.name} and {design.name} pages may stand elsewhere"
        )
        return replace(booklet, printed=None), design, (warning("not-frozen", message, Where(PRINTED)),)
    sizes = tuple(step for step in design.fit.body if step[0] == printed.body) or design.fit.body
    return booklet, replace(design, fit=replace(design.fit, body=sizes)), ()


def _is_approved_whole(booklet: Booklet) -> bool:
    """Whether all that its pages on paper say was approved, not its legal blocks only."""
    return booklet.approved is not None and bool(booklet.approved.pages)


def _unapproved(
    tokens: Mapping[str, Any], booklet: Booklet, theme: Theme, pages: Sequence[Page], watch: Stopwatch
) -> Iterator[Problem]:
    """What the booklet says otherwise than it was approved, in its own page format and theme.

    In another one lines of another length may leave out other words, as of authors: so the booklet is laid
    out in its own as well.
    """
    approved = booklet.approved
    if approved is None or not _is_approved_whole(booklet):
        return
    from posterbook.comparing import check_document, paragraphs_of  # noqa: PLC0415 - few booklets need it

    own, _ = design_of(tokens, booklet, booklet.page, booklet.theme)
    booklet, own, _ = _held(booklet, own)
    if (own.page.name, own.name) != (theme.page.name, theme.name):
        pages = _laid_out(booklet, own, Fonts(own.faces, assets_folder() / "fonts"), watch).paper
    yield from check_document(approved, booklet, paragraphs_of(pages))


def check_page(tokens: Mapping[str, Any], page: str) -> None:
    """Raises UsageError if there is no such page format; '' is what booklet.yaml says.

    Themes may be the folder's own or a package's, and are looked up when the folder is read.
    """
    if page:
        check_known("page format", page, formats(tokens))


def check_known(what: str, name: str, names: tuple[str, ...]) -> None:
    """Raises UsageError for a name that is none of those known."""
    if name not in names:
        raise unknown(what, name, names)


def unknown(what: str, name: str, names: tuple[str, ...]) -> UsageError:
    """The error for a name that is none of those known."""
    hint = did_you_mean(name, names, f"choose from {', '.join(names)}")
    return UsageError(error(f"unknown-{what.replace(' ', '-')}", f"unknown {what} '{name}'", hint=hint))


def clock_of(as_of: AsOf) -> Callable[[], datetime] | None:
    """What is asked for the moment; it raises UsageError for one without its zone."""
    if as_of is None:
        return None

    def moment() -> datetime:
        told = as_of if isinstance(as_of, datetime) else as_of()
        check_zone("as_of", told)
        return told

    if isinstance(as_of, datetime):
        moment()  # wrong also where no record has an embargo
    return moment


def check_zone(name: str, moment: datetime) -> None:
    """Raises UsageError for a moment without its zone, which would be another one elsewhere."""
    if moment.tzinfo is None:
        hint = "give it one, as tzinfo=datetime.UTC"
        raise UsageError(error("no-zone", f"'{name}' is {moment}, without a time zone", hint=hint))


def split_accepted(
    booklet: Booklet, found: tuple[Problem, ...]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems that the booklet does not accept, and those that it does."""
    problems = without_accepted(booklet.accept, found)
    kept = frozenset(problems)
    return problems, tuple(problem for problem in found if problem not in kept)


def design_of(
    tokens: Mapping[str, Any], booklet: Booklet, page: str, theme: str
) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme on its page format, and a note where it does not exist on the one that was asked for."""
    own, over = booklet.fonts, booklet.design
    taken = page_for(tokens, page, theme, over)
    design = build(tokens, taken, theme, booklet.language, booklet.binding, own=own, design=over)
    if whole := booklet.groups_of_whole:
        # a group has the colour that it has in the whole booklet, so that both can lie on one table
        places = (whole.index(group.name) for group in groups_of(booklet.records))
        design = replace(design, topics=tuple(map(design.topic, places)))
    if taken == page:
        return design, ()
    return design, (note("page-taken", f"the theme {theme} does not exist on {page}: {taken} is taken"),)


def _laid_out(
    booklet: Booklet,
    theme: Theme,
    fonts: Fonts,
    watch: Stopwatch,
    *,
    paper: bool = True,
    screen: bool = True,
) -> LaidOut:
    """Compose and lay out."""
    with watch.stage("compose"):
        composed = compose(booklet, theme)
    with watch.stage("layout"):
        return lay_out(composed, theme, fonts, paper=paper, screen=screen)
