"""A folder's booklets in several languages become one file: laid out together, published and proved as one.

Each is composed as it is alone. What the file is in all else (its name, its design, what the press and the
metadata say) it is as the booklet in the main language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from posterbook.api.typesetting import Stopwatch, Typeset, design_of, split_accepted, typeset_with
from posterbook.assets import assets_folder
from posterbook.content.model import Booklet, LanguageLayout
from posterbook.content.scripts import is_right_to_left
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme
from posterbook.errors import ContentError, Problem, Where, error, note
from posterbook.forms.page import content_pages
from posterbook.layout import LaidOut
from posterbook.layout.joining import JoinedBook, JoinedPages, join
from posterbook.loading import PRINTED, file_in, locate
from posterbook.pages import compose

ALONE = "say which language with --language, or 'layout: separate'"


def typeset_joined(
    tokens: Mapping[str, Any],
    folder: Path,
    booklets: Sequence[Booklet],
    page: str,
    theme: str,
    watch: Stopwatch,
) -> Typeset:
    """The booklets of one folder in its languages, the main one first, laid out for one file.

    `parts` of it are what each language comes to. Raises what `typeset` raises, and ContentError for what
    cannot stand in one file.
    """
    main, *_ = booklets
    asked = main.where.at("languages", "layout")
    designs = [design_of(tokens, one, page or one.page, theme or one.theme) for one in booklets]
    if faults := [*_frozen(booklets), *_differences(booklets, [design for design, _ in designs], asked)]:
        raise ContentError(faults)
    design, moved = designs[0]
    wanted = main.languages is not None and main.languages.layout is LanguageLayout.FACING
    facing = wanted and not design.page.screen_only
    if wanted and not facing:
        moved = (*moved, _not_facing(design.page.name, asked))
    with watch.stage("compose"):
        books = [
            _book(folder, booklet, its, facing=facing)
            for booklet, (its, _) in zip(booklets, designs, strict=True)
        ]
    with watch.stage("layout"):
        pages = join(books, facing=facing, where=asked)
    parts = []
    for booklet, book, laid in zip(booklets, books, pages.books, strict=True):
        found = (*moved, *laid.problems, *_unapproved(tokens, folder, booklet, page, theme, watch))
        parts.append(_part(booklet, book, laid, found))
        moved = ()  # which is said once
    return _whole(parts, pages)


def _part(booklet: Booklet, book: JoinedBook, laid: LaidOut, found: tuple[Problem, ...]) -> Typeset:
    """What one language came to."""
    problems, accepted = split_accepted(booklet, found)
    return Typeset(
        booklet,
        book.theme,
        book.fonts,
        content_pages(laid.paper),
        laid.fits,
        (*booklet.problems, *problems),
        (*booklet.accepted, *accepted),
    )


def _whole(parts: Sequence[Typeset], pages: JoinedPages) -> Typeset:
    """The file, which carries the legal blocks of all languages, those of the main one by their own names."""
    main, *others = parts
    booklets = [part.booklet for part in parts]
    legal = [
        replace(block, id=prefix_of(one) + block.id, lang=block.lang or one.language)
        for one in (part.booklet for part in others)
        for block in one.legal
    ]
    tags = "-".join(one.language for one in booklets)
    booklet = replace(main.booklet, legal=(*main.booklet.legal, *legal), translation=tags)
    return replace(
        main,
        booklet=booklet,
        pages=content_pages(pages.paper),
        fits=tuple(fit for part in parts for fit in part.fits),
        problems=_each_once(part.problems for part in parts),
        accepted=_each_once(part.accepted for part in parts),
        paper_pages=pages.paper,
        screen_pages=pages.screen,
        parts=tuple(parts),
    )


def prefix_of(booklet: Booklet) -> str:
    """What stands before the names of a booklet's legal blocks and places in a file with others."""
    return f"{booklet.translation}:" if booklet.translation else ""


def or_alone(work: Typeset, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What is wrong with a file; where it is to hold several languages, the first says what else it may be.

    Its name is no sign: a file of several that lost one could be called as if it were in one.
    """
    if not problems or not work.parts:
        return problems
    first, *others = problems
    hint = "; ".join(filter(None, (first.hint, "if the file is in one language, say which with --language")))
    return (replace(first, hint=hint), *others)


def _book(folder: Path, booklet: Booklet, design: Theme, *, facing: bool) -> JoinedBook:
    """A booklet composed; pages that face each other have sides, whatever their format says."""
    theme = replace(design, page=replace(design.page, facing=design.page.facing or facing))
    composed = compose(booklet, theme)
    if facing:  # what ends a booklet would stand beside the other language's text, which may go on
        composed = replace(composed, closing=None)
    return JoinedBook(
        composed,
        theme,
        Fonts(theme.faces, assets_folder() / "fonts"),
        booklet.language,
        booklet.words.language or booklet.language,
        prefix_of(booklet),
        partial(_placed, folder, booklet.language),
    )


def _placed(folder: Path, language: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return locate(folder, problems, language)


def _frozen(booklets: Sequence[Booklet]) -> Iterator[Problem]:
    """Records of what is printed, each of which is of one language by itself."""
    for one in booklets:
        if one.printed is not None:
            from posterbook.api.freezing import ONE_EACH, joined_error  # noqa: PLC0415 - few are printed

            asked = f" --language {one.translation}" if one.translation else ""
            hint = f"forget it with posterbook thaw{asked}, or {ONE_EACH}"
            yield joined_error(Where(file_in(PRINTED, one.translation)), hint)


def _differences(booklets: Sequence[Booklet], designs: Sequence[Theme], asked: Where) -> Iterator[Problem]:
    """What one file has once, and the languages have otherwise."""
    main, design = booklets[0], designs[0]
    for other, its in zip(booklets[1:], designs[1:], strict=True):
        both = f"in one file '{main.language}' and '{other.language}'"
        choices = (
            ("page", design.page.name, its.page.name),
            ("theme", design.name, its.name),
            ("binding", main.binding, other.binding),
            ("fonts", [font.file.path for font in main.fonts], [font.file.path for font in other.fonts]),
        )
        for name, one, another in choices:
            if one != another:
                message, hint = f"{both} must have the same '{name}'", f"write '{name}' once, or {ALONE}"
                yield error("joined-design", message, asked, hint)
        if is_right_to_left(main.language) != is_right_to_left(other.language):
            message = f"{both} would be bound at different sides"
            yield error("joined-design", message, asked, ALONE)


def _not_facing(page: str, asked: Where) -> Problem:
    message = (
        f"on the page format {page} one language follows the other: nobody sees two of its pages at once"
    )
    return note("not-facing", message, asked)


def _unapproved(
    tokens: Mapping[str, Any], folder: Path, booklet: Booklet, page: str, theme: str, watch: Stopwatch
) -> tuple[Problem, ...]:
    """What a booklet says otherwise than it was approved, which is said of it alone."""
    if booklet.approved is None or not booklet.approved.pages:
        return ()
    alone = typeset_with(tokens, booklet, page, theme, watch)
    every = (one for one in (*alone.problems, *alone.accepted) if one.code == "approved-document")
    found = _placed(folder, booklet.language, every)
    return tuple(replace(one, message=f"in '{booklet.language}' by itself, {one.message}") for one in found)


def _each_once(found: Iterator[tuple[Problem, ...]]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for problems in found for problem in problems))
