"""The whole run, as `posterbook build` and `posterbook check` start it: a folder in, files out, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from posterbook.api.last_build import asked_for
from posterbook.api.output import file_name
from posterbook.api.paper import CREEP, Paper, as_draft, formes_for, paper_sizes
from posterbook.api.publishing import PublishedFile, by_standard, edition_named, published_file, read
from posterbook.api.rebuilding import Files, Rebuilding, build_changed, may_keep
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import (
    AsOf,
    Stopwatch,
    Typeset,
    check_page,
    check_zone,
    languages_to_join,
    load_with,
    typeset_with,
)
from posterbook.content.model import Booklet, LanguageLayout
from posterbook.errors import ContentError, LayoutError, Problem, Severity
from posterbook.forms.edition import EDITIONS, Edition
from posterbook.forms.sheet import Forme
from posterbook.loading import design_tokens, locate
from posterbook.report import Output, Result

EVERY = "all"
"""The name that asks for every edition that the binding allows."""


def build(  # noqa: PLR0913 - all that the command takes
    folder: Target = "booklet",
    *,
    output: Target = "output",
    editions: str | Sequence[str | Edition] = ("screen",),
    page: str = "",
    theme: str = "",
    strict: bool = False,
    fail_on: Sequence[str] = (),
    as_of: AsOf = None,
    dated: datetime | None = None,
    report: Target = "",
    max_size: int | None = None,
    draft: bool = False,
    marks: bool = True,
    separate_cover: bool = False,
    flip: str = "short",
    creep: float = CREEP,
    signature: int = 0,
    sheet: str = "",
    standard: str = "",
    language: str = "",
    cache: Path | None = None,
    force: bool = False,
    watch: Stopwatch | None = None,
) -> Result:
    """Make the PDFs of a content folder, as the command does: all of the files are put in place, or none.

    `editions` is a name as `publish` takes it, 'all' for every one that the binding allows, or several names;
    `standard` and the options for paper are those of `publish`. With `strict` a warning stops the run, and so
    does anything whose code is in `fail_on`. `report` is a file for all that was found as JSON, written also
    when something is wrong, '' for none. No file may have more than `max_size` bytes. A `draft` says so on
    every page; what differs from an approval is a warning then, and nothing is proved of its legal blocks.
    `language` is one that the folder holds, '' for the main one, or for all that booklet.yaml asks for.

    `cache` is a folder that remembers what was built. Where nothing has changed since, the result says
    `unchanged` and has problems, outputs and report of then; `force` builds all the same.

    Raises what `load`, `typeset` and `publish` raise, and OutputError for a file that cannot be written; the
    exception's `problems` are all that were found, with line and column.
    """
    run = Run(folder, strict=strict, fail_on=fail_on, report=report, watch=watch)
    paper = Paper(
        marks=marks,
        separate_cover=separate_cover,
        flip=flip,
        creep=creep,
        signature=signature,
        sheet=sheet,
    )
    with run.report_failure():
        run.check_codes()
        if dated:
            check_zone("dated", dated)
        rows = by_standard(editions_named(editions), standard)
        paper.check_followed(rows)
        printing = paper.printing(paper_sizes() if sheet else {})
        names = (editions,) if isinstance(editions, str) else tuple(editions)

        def make() -> tuple[Booklet, Files]:
            booklets: list[Booklet] = []
            made: list[tuple[Path, PublishedFile]] = []
            placed = () if draft else rows  # a draft is known by what it says on paper
            for work in _typeset_each(run, page, theme, as_of, placed, drafting=draft, language=language):
                marked, known_by = as_draft(work) if draft else (work, "")
                editions = unproved(rows) if draft else rows
                formes, found = formes_for(
                    marked, editions, printing, every=EVERY in names, dated=dated is not None
                )
                weigh_work(run, work, found)
                made += _publish_all(run, marked, formes, Path(output), dated, known_by)
                booklets.append(work.booklet)
            check_sizes(made, max_size)
            return booklets[0], ((path, file.pdf) for path, file in made)

        asked = asked_for(
            run.folder,
            output,
            report,
            editions=names,
            page=page,
            theme=theme,
            strict=strict,
            fail_on=fail_on,
            dated=dated,
            max_size=max_size,
            paper=paper.unusual | unusual(draft=draft, standard=standard, language=language),
        )
        build_changed(run, asked, Rebuilding(cache if may_keep(names) else None, force, as_of), make)
    return run.result


def check(
    folder: Target = "booklet",
    *,
    strict: bool = False,
    fail_on: Sequence[str] = (),
    as_of: AsOf = None,
    report: Target = "",
    language: str = "",
    watch: Stopwatch | None = None,
) -> Result:
    """All that `build` of every edition would find, without a file but the report; raises the same.

    Notes on how to print what is not printed are left out; one says how many posters need a second page, and
    what would become of them otherwise.
    """
    run = Run(folder, strict=strict, fail_on=fail_on, report=report, watch=watch)
    with run.report_failure():
        check_in(run, as_of, language)
    return run.result


def check_in(run: Run, as_of: AsOf, language: str = "") -> None:
    """As `check`, in a run that somebody watches."""
    run.check_codes()
    work = typeset_folder(run, "", "", as_of, comparing=True, language=language)
    formes, found = formes_for(work, EDITIONS, Paper().printing({}), every=True)
    warnings = [problem for problem in found if problem.severity is not Severity.NOTE]
    with run.watch.stage("layout"):
        from posterbook.api.capacity import capacity_notes  # noqa: PLC0415 - `build` does not say it

        for one in work.parts or (work,):
            warnings += capacity_notes(one, design_tokens())
    weigh_work(run, work, warnings)
    _publish_all(run, work, formes, Path(), None)
    run.result = replace(run.result, outputs=())
    run.write()


def read_folder(
    folder: Target = "booklet",
    *,
    page: str = "",
    theme: str = "",
    strict: bool = False,
    as_of: AsOf = None,
    language: str = "",
) -> tuple[str, tuple[Problem, ...]]:
    """What a screen reader says of a folder's booklet, and the problems; raises what `build` raises."""
    run = Run(folder, strict=strict)
    with run.report_failure():
        work = typeset_folder(run, page, theme, as_of, language=language)
        weigh_work(run, work, ())
        return read(work), run.result.problems


def editions_named(names: str | Sequence[str | Edition]) -> tuple[Edition, ...]:
    """The editions of one name or several, each once and in order; raises UsageError for an unknown one."""
    rows: list[Edition] = []
    for name in (names,) if isinstance(names, str) else names:
        rows += EDITIONS if name == EVERY else (edition_named(name, EVERY),)
    return tuple(dict.fromkeys(rows))


def unusual(**asked: object) -> dict[str, object]:
    """What was asked for beyond the usual, by name."""
    return {name: value for name, value in asked.items() if value}


def unproved(rows: Sequence[Edition]) -> tuple[Edition, ...]:
    """The editions of a draft, whose legal blocks stand below its mark."""
    return tuple(replace(row, proved=False) for row in rows)


def _typeset_each(
    run: Run, page: str, theme: str, as_of: AsOf, asked: Sequence[Edition], *, drafting: bool, language: str
) -> Iterator[Typeset]:
    """The booklet in the language that is asked for, or in every one that it is to be built in."""
    first = typeset_folder(run, page, theme, as_of, asked, drafting=drafting, language=language)
    yield first
    languages = first.booklet.languages
    if languages and not language and languages.layout is LanguageLayout.SEPARATE:
        for other in languages.beside(first.booklet.language):
            yield typeset_folder(run, page, theme, as_of, asked, drafting=drafting, language=other)


def typeset_folder(  # noqa: PLR0913 - as build
    run: Run,
    page: str,
    theme: str,
    as_of: AsOf,
    asked: Sequence[Edition] = (),
    *,
    drafting: bool = False,
    comparing: bool = False,
    language: str = "",
) -> Typeset:
    """Load the folder in all languages of one file and lay it out, once for those editions, else for all."""
    booklets: list[Booklet] = []

    def read_in(tag: str) -> Booklet:
        booklet = load_with(
            tokens,
            run.folder,
            as_of,
            theme=theme,
            drafting=drafting,
            comparing=comparing,
            language=tag,
        )
        run.place_in(booklet)
        booklets.append(booklet)
        return booklet

    with run.watch.stage("load"):
        tokens: Mapping[str, Any] = design_tokens()
        check_page(tokens, page)
        for other in languages_to_join(read_in(language), language):
            read_in(other)
    run.place_in(booklets[0])
    work = typeset_all(run, tokens, booklets, page, theme, asked)
    run.add_work(work)
    return work


def typeset_all(
    run: Run,
    tokens: Mapping[str, Any],
    booklets: Sequence[Booklet],
    page: str,
    theme: str,
    asked: Sequence[Edition] = (),
) -> Typeset:
    """As `typeset_with`, of the booklets in all languages of one file, mostly one."""
    if len(booklets) == 1:
        return typeset_with(tokens, booklets[0], page, theme, run.watch, asked)
    from posterbook.api.joining import typeset_joined  # noqa: PLC0415 - few booklets need it

    return typeset_joined(tokens, run.folder, booklets, page, theme, run.watch)


def weigh_work(run: Run, work: Typeset, found: Sequence[Problem]) -> None:
    """Note what was found of a file, each language's at its places, by what its booklet accepts."""
    if not work.parts:
        run.weigh(work.booklet, (*work.problems, *work.accepted, *found))
        return
    said: set[Problem] = set()
    stopping: list[Problem] = []
    others = [problem for part in work.parts[1:] for problem in part.accepted]
    for number, one in enumerate(work.parts):
        own = (*one.problems, *one.accepted, *(() if number else (*others, *found)))
        run.place_in(one.booklet)
        try:
            run.weigh(one.booklet, [problem for problem in own if problem not in said])
        except ContentError as failure:
            stopping += locate(run.folder, failure.problems, one.booklet.language)
        said.update(own)
    run.place_in(work.parts[0].booklet)
    if stopping:
        raise ContentError(stopping)


def _publish_all(
    run: Run,
    work: Typeset,
    formes: Mapping[Edition, Sequence[Forme]],
    output: Path,
    dated: datetime | None,
    draft: str = "",
) -> list[tuple[Path, PublishedFile]]:
    """The files of all editions and where they are to stand, noted as outputs of the run."""
    made: list[tuple[Path, PublishedFile]] = []
    outputs: list[Output] = []
    for edition, formes_of_edition in formes.items():
        for forme in formes_of_edition:
            file = published_file(work, edition, forme, run.watch, dated)
            if not run.result.found:
                run.result = replace(run.result, found=file.legal)
            path = output / file_name(work.booklet, work.theme, edition.name, file.part, draft=draft)
            made.append((path, file))
            size, digest = len(file.pdf), file.sha256
            outputs.append(Output(path, edition.name, file.pages, file.sheets, size, digest))
    run.result = replace(run.result, outputs=(*run.result.outputs, *outputs))
    return made


def check_sizes(made: Sequence[tuple[Path, PublishedFile]], most: int | None) -> None:
    """Raises LayoutError for files of more bytes than allowed."""
    if most is None:
        return
    from posterbook.pdf.weight import too_heavy  # noqa: PLC0415 - pikepdf is slow to import

    heavy = [problem for path, file in made for problem in too_heavy(path.name, file.pdf, most)]
    if heavy:
        raise LayoutError(heavy)
