"""`posterbook corrections` and `posterbook signoff`: papers that go with a booklet."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from posterbook.api.building import editions_named
from posterbook.api.output import file_name, slug
from posterbook.api.paper import Paper, formes_for
from posterbook.api.publishing import published_file
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, Typeset, design_for, load_with, typeset_with
from posterbook.assets import assets_folder
from posterbook.comparing import difference_of, printed_book
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet, Inline, Slug
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme
from posterbook.documents import LegalFact
from posterbook.documents import corrections as compose_corrections
from posterbook.documents import signoff as compose_signoff
from posterbook.errors import ContentError, Where, error, note
from posterbook.forms.edition import Edition
from posterbook.forms.galley import Composition
from posterbook.forms.legal import set_characters
from posterbook.forms.page import content_pages
from posterbook.layout import lay_out
from posterbook.loading import PRINTED, design_tokens, file_in, legal_rules
from posterbook.report import Output, Result

SIGNED_ON: Final = ("a4", "plain")
"""Page format and theme of the document to sign, which is no part of the booklet."""


def corrections(
    folder: Target = "booklet",
    *,
    output: Target = "output",
    edition: str | Edition = "screen",
    language: str = "",
    as_of: AsOf = None,
    dated: datetime | None = None,
) -> Result:
    """Make the corrections to a frozen booklet: a list in the order of the book, and slips to paste in.

    Nothing is made where nothing differs, and a note says so. `language` is one of a folder that holds
    several, '' for the main one. Raises ContentError where nothing is frozen, and what `build` raises.
    """
    run = Run(folder)
    with run.report_failure():
        tokens = design_tokens()
        booklet = load_with(tokens, run.folder, as_of, drafting=True, language=language)
        run.place_in(booklet)
        printed, record = booklet.printed, file_in(PRINTED, booklet.translation)
        if printed is None:
            message = f"nothing is frozen, so there is nothing to correct: there is no {record}"
            hint = "posterbook freeze writes it when the booklet goes to print"
            raise ContentError(error("nothing-frozen", message, booklet.where, hint))
        booklet = load_with(tokens, run.folder, as_of, theme=printed.theme, drafting=True, language=language)
        work = typeset_with(tokens, booklet, printed.page, printed.theme, run.watch)
        found = difference_of(printed, printed_book(booklet, work.theme, work.paper_pages))
        run.add(work.problems)
        if not (found.posters or found.texts):
            run.add([note("nothing-to-correct", "nothing differs from what is printed", Where(record))])
            return run.result
        composed = compose_corrections(booklet, work.theme, found, printed.body)
        paper = _typeset(booklet, work.theme, composed, booklet.words.corrections)
        _publish(run, paper, "corrections", editions_named((edition,)), Path(output), dated)
    return run.result


def signoff(
    folder: Target = "booklet",
    *,
    output: Target = "output",
    language: str = "",
    as_of: AsOf = None,
    dated: datetime | None = None,
) -> Result:
    """Make the document to sign: every paragraph with its number, and what changed since the last approval.

    `language` is one of a folder that holds several, '' for the main one. Raises what `build` raises; what
    differs from the approval is a warning.
    """
    run = Run(folder)
    with run.report_failure():
        tokens = design_tokens()
        booklet = load_with(tokens, run.folder, as_of, drafting=True, comparing=True, language=language)
        run.place_in(booklet)
        work = typeset_with(tokens, booklet, "", "", run.watch)
        pages = printed_book(booklet, work.theme, work.paper_pages).pages
        design = design_for(tokens, replace(booklet, design=(), binding=None), *SIGNED_ON)
        composed = compose_signoff(booklet, design, pages, _facts(run, work), booklet.approved)
        paper = _typeset(booklet, design, composed, "For approval")
        run.add(work.problems)
        _publish(run, paper, "signoff", editions_named("screen"), Path(output), dated)
    return run.result


def _facts(run: Run, work: Typeset) -> tuple[LegalFact, ...]:
    """Where each legal block stands, how small its type is, and which rule asks for it."""
    rules = legal_rules(run.folder, work.booklet)
    return tuple(
        LegalFact(
            block,
            min((one.size for one in set_characters(block, work.pages)), default=0),
            rules.get(block.id, ""),
        )
        for block in work.booklet.legal
    )


def _typeset(booklet: Booklet, theme: Theme, composed: Composition, name: str) -> Typeset:
    """A paper laid out, as a booklet of its own that says what it is and to which it belongs."""
    fonts = Fonts(theme.faces, assets_folder() / "fonts")
    laid = lay_out(composed, theme, fonts)
    whole = plain(inline(booklet.title))
    title, stem = Inline(f"{name}: {whole}"), Slug(booklet.slug or slug(whole))
    paper = replace(
        booklet,
        title=title,
        slug=stem,
        page=theme.page.name,
        theme=theme.name,
        legal=(),
        records=(),
        pad=False,
    )
    pages = content_pages(laid.paper)
    return Typeset(paper, theme, fonts, pages, laid.fits, laid.problems, (), laid.paper, laid.screen)


def _publish(
    run: Run, paper: Typeset, name: str, rows: tuple[Edition, ...], output: Path, dated: datetime | None
) -> None:
    """Put the paper in place: under its own name for the screen, with the edition's in any other."""
    formes, found = formes_for(paper, rows, Paper().printing({}), dated=dated is not None)
    files, outputs = [], []
    for edition, several in formes.items():
        for forme in several:
            made = published_file(paper, edition, forme, run.watch, dated)
            part = "" if edition.name == "screen" else edition.name
            called = "-".join(filter(None, (part, made.part)))
            path = output / file_name(paper.booklet, paper.theme, name, called)
            files.append((path, made.pdf))
            outputs.append(Output(path, edition.name, made.pages, made.sheets, len(made.pdf), made.sha256))
    run.add((*paper.problems, *found))
    run.result = replace(run.result, outputs=tuple(outputs))
    run.write(files)
