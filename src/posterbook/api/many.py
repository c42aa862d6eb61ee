"""Many booklets of one folder: the folder is read once, each booklet is a task that any executor can do.

A task is a value: a booklet, the design, and what is asked for. It can be pickled, so that it can be done in
another process or on another machine where the same posterbook is installed; what comes back are the bytes of
its files. Files are put in place when all are there, so a task that is done twice, because a machine was lost
in the middle, does no harm.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from posterbook.api.building import EVERY, check_sizes, editions_named, unproved, unusual
from posterbook.api.last_build import asked_for
from posterbook.api.output import file_name
from posterbook.api.paper import CREEP, Paper, as_draft, formes_for, paper_sizes
from posterbook.api.publishing import PublishedFile, by_standard, published_file
from posterbook.api.rebuilding import Files, Rebuilding, build_changed, may_keep
from posterbook.api.running import Run, Target
from posterbook.api.splitting import (
    NamedSelection,
    Selections,
    empty_share_note,
    list_of,
    named_selections,
    share,
)
from posterbook.api.typesetting import (
    AsOf,
    Stopwatch,
    check_page,
    check_zone,
    languages_to_join,
    load_with,
    typeset_with,
)
from posterbook.content.model import Booklet
from posterbook.errors import ContentError, OutputError, PosterbookError, Problem, Severity, error
from posterbook.forms.edition import Edition, Printing
from posterbook.loading import design_tokens, select
from posterbook.report import Output, Part, Result, found_legal
from posterbook.values import dataclass

PAYS_FROM: Final = 4
"""Booklets that a further process must have to do, so that starting it costs less than it saves."""


@dataclass(frozen=True, slots=True)
class Task:
    """One booklet to make: all of it, the design, and what is asked for; `clock` measures the stages."""

    booklet: Booklet
    slug: str
    tokens: Mapping[str, Any]
    page: str
    theme: str
    editions: tuple[Edition, ...]
    every: bool
    printing: Printing
    dated: datetime | None
    draft: bool
    clock: Callable[[], float] | None


@dataclass(frozen=True, slots=True)
class MadeBooklet:
    """The files of one booklet by name, each with its edition, and what the report says of it."""

    files: tuple[tuple[str, str, PublishedFile], ...]
    part: Part
    problems: tuple[Problem, ...]
    seconds: Mapping[str, float]


def build_many(  # noqa: PLR0913 - all that the command takes
    folder: Target,
    selections: Selections,
    *,
    executor: Executor | None = None,
    jobs: int = 1,
    shard: tuple[int, int] | None = None,
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
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Make a booklet for each selection of a folder's posters: all of the files are put in place, or none.

    `selections` are 'group', 'session' or 'presenter', the path of a CSV file with the columns `name` and
    `number`, or `Selection`s. The work is done by `executor`, which is not shut down, else by at most `jobs`
    processes, as many as pay. `shard` is a share of the booklets, (1, 4) to (4, 4) for four machines.
    `progress` is told how many booklets are made, of how many. All else is as `build` has it.

    Raises what `build` raises, with the problems of all booklets; ContentError for a list with faults and
    where nothing can be split; UsageError for selections or a shard that cannot be; OutputError where a
    process is lost for good.
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
        names = (editions,) if isinstance(editions, str) else tuple(editions)
        file = list_of(selections)
        if shard:
            run.result = replace(run.result, shard=f"{shard[0]}/{shard[1]}")
        task = partial(
            Task,
            page=page,
            theme=theme,
            editions=rows,
            every=EVERY in names,
            printing=paper.printing(paper_sizes() if sheet else {}),
            dated=dated,
            draft=draft,
            clock=run.watch.clock,
        )

        def make() -> tuple[Booklet, Files]:
            whole, tasks = _tasks(run, selections, shard, as_of, task, language)
            with _workers(executor, jobs, len(tasks)) as workers:
                made = _collect_results(tasks, workers, progress or _say_nothing)
            return whole, _files(run, whole, made, Path(output), max_size)

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
            split=str(selections),
            shard=shard,
            lists=(file,) if file else (),
        )
        build_changed(run, asked, Rebuilding(cache if may_keep(names) else None, force, as_of), make)
    return run.result


def make_booklet(task: Task) -> MadeBooklet:
    """Lay one booklet out and publish it in all of its editions; raises what these stages raise."""
    watch = Stopwatch(task.clock)
    placed = () if task.draft else task.editions
    work = typeset_with(task.tokens, task.booklet, task.page, task.theme, watch, placed)
    made, known_by = as_draft(work) if task.draft else (work, "")
    editions = unproved(task.editions) if task.draft else task.editions
    formes, found = formes_for(made, editions, task.printing, every=task.every, dated=task.dated is not None)
    files = tuple(
        (
            file_name(work.booklet, work.theme, edition.name, forme.part, task.slug, known_by),
            edition.name,
            published_file(made, edition, forme, watch, task.dated),
        )
        for edition, formes_of_edition in formes.items()
        for forme in formes_of_edition
    )
    first = files[0][2].legal if files else ()
    legal = found_legal(Result(pages=work.pages, legal=work.booklet.legal, found=first))
    # what stands on the pages is in the files; to send it back would take longer than to set it
    pages = tuple(replace(page, items=(), anchors=(), bookmarks=()) for page in work.pages)
    part = Part(work.booklet.selection, pages, work.fits, legal)
    return MadeBooklet(files, part, (*work.problems, *work.accepted, *found), dict(watch.seconds))


def _tasks(
    run: Run,
    selections: Selections,
    shard: tuple[int, int] | None,
    as_of: AsOf,
    task: partial[Task],
    language: str,
) -> tuple[Booklet, list[Task]]:
    """The whole booklet, and a task for each that this run is to make.

    Raises ContentError with all that is wrong with any of them.
    """
    with run.watch.stage("load"):
        tokens = design_tokens()
        check_page(tokens, task.keywords["page"])
        whole = load_with(
            tokens,
            run.folder,
            as_of,
            theme=task.keywords["theme"],
            dividing=True,
            drafting=task.keywords["draft"],
            language=language,
        )
        run.place_in(whole)
        if languages_to_join(whole, language):
            raise ContentError(_joined_error(whole))
        every, found = named_selections(whole, run.folder, selections)
        chosen = share(every, shard)
        parts = [(named, *select(run.folder, whole, named.selection)) for named in chosen]
    found += empty_share_note(chosen, len(every), shard)
    found += merge([(named.selection.name, problems) for named, _, problems in parts])
    if any(problem.severity is Severity.ERROR for problem in found):
        raise ContentError((*whole.problems, *found))
    run.weigh(whole, (*whole.problems, *found), all_of_it=False)
    run.result = replace(run.result, posters=len(whole.records))
    return whole, [_task(task, part, named, tokens) for named, part, _ in parts]


def _joined_error(whole: Booklet) -> Problem:
    message = "the booklets of a split are in one language each, and this folder joins several in a file"
    hint = "say which with --language, or make one file of all posters"
    return error("joined-split", message, whole.where.at("languages", "layout"), hint)


def _task(task: partial[Task], part: Booklet, named: NamedSelection, tokens: Mapping[str, Any]) -> Task:
    return task(booklet=part, slug=named.slug, tokens=tokens)


@contextmanager
def _workers(executor: Executor | None, jobs: int, tasks: int) -> Iterator[Executor | None]:
    """Who does the tasks; None is this process."""
    processes = min(jobs, -(-tasks // PAYS_FROM))
    if executor or processes <= 1:
        yield executor
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few runs need it
    from multiprocessing import get_context  # noqa: PLC0415 - the same

    # A copy of this process has all modules at hand and starts in milliseconds; made while other threads are
    # at work it could inherit a lock that nobody will ever open.
    copied = sys.platform == "linux" and threading.active_count() == 1
    pool = ProcessPoolExecutor(processes, get_context("fork" if copied else "spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _collect_results(
    tasks: Sequence[Task], workers: Executor | None, progress: Callable[[int, int], None]
) -> list[MadeBooklet]:
    """What all tasks come to, in their order; raises the worst of their failures with the problems of all."""
    made, failures = [], []
    with _submitted(tasks, workers) as results:
        for count, (task, result) in enumerate(zip(tasks, results, strict=True), 1):
            try:
                made.append(result())
            except BrokenExecutor as failure:
                message = "a process that made booklets was ended from outside, perhaps for want of memory"
                problem = error("worker-lost", message, hint="try again with fewer --jobs")
                raise OutputError(problem) from failure
            except PosterbookError as failure:
                failures.append((task.booklet.selection, failure))
            progress(count, len(tasks))
    if failures:
        worst = min((failure for _, failure in failures), key=lambda failure: failure.exit_code)
        raise type(worst)(merge([(name, failure.problems) for name, failure in failures]))
    return made


@contextmanager
def _submitted(tasks: Sequence[Task], workers: Executor | None) -> Iterator[list[Callable[[], MadeBooklet]]]:
    """For each task what waits for it, or does it here; none is begun any more once the run is over."""
    if not workers:
        yield [partial(make_booklet, task) for task in tasks]
        return
    futures: list[Future[MadeBooklet]] = []
    try:
        futures += (workers.submit(make_booklet, task) for task in tasks)
        yield [future.result for future in futures]
    finally:
        for future in futures:
            future.cancel()


def _files(
    run: Run, whole: Booklet, made: Sequence[MadeBooklet], output: Path, max_size: int | None
) -> Files:
    """The files of all booklets and where they are to stand, noted with all else as what the run came to."""
    found = merge([(one.part.selection, one.problems) for one in made])
    run.weigh(whole, found, all_of_it=False)
    files = [
        (output / name, edition, file, one.part.selection)
        for one in made
        for name, edition, file in one.files
    ]
    for one in made:
        for stage, seconds in one.seconds.items():
            run.watch.seconds[stage] = run.watch.seconds.get(stage, 0.0) + seconds
    outputs = tuple(
        Output(path, edition, file.pages, file.sheets, len(file.pdf), file.sha256, selection)
        for path, edition, file, selection in files
    )
    run.result = replace(run.result, outputs=outputs, parts=tuple(one.part for one in made))
    check_sizes([(path, file) for path, _, file, _ in files], max_size)
    return [(path, file.pdf) for path, _, file, _ in files]


def merge(found: Sequence[tuple[str, Sequence[Problem]]]) -> list[Problem]:
    """The problems of several booklets, each said once: with the booklet where it is not so in all of them.

    Of those that differ in wording only, as counts do, the first is said.
    """
    alike: dict[tuple[object, ...], list[tuple[str, Problem]]] = {}
    for name, problems in found:
        for problem in dict.fromkeys(problems):
            key = (problem.severity, problem.code, problem.where, problem.where is None and problem.message)
            alike.setdefault(key, []).append((name, problem))
    return [_merged(said, len(found)) for said in alike.values()]


def _merged(said: Sequence[tuple[str, Problem]], booklets: int) -> Problem:
    (name, first), names = said[0], dict.fromkeys(name for name, _ in said)
    if len(names) == booklets and all(problem == first for _, problem in said):
        return first
    more = len(names) - 1
    others = f" and {more} more" if more else ""
    return replace(first, message=f"{first.message} (in the booklet of {name}{others})")


def _say_nothing(_done: int, _of: int) -> None:
    pass
