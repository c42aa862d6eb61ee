"""The command line: messages and exit codes; alone it prints, exits and reads clock and environment.

Whatever `--help` can do without is imported inside the functions that need it: it answers at once. The file
is long because nine commands have one place that prints.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from posterbook import __version__
from posterbook.cli import arguments
from posterbook.errors import (
    ContentError,
    LayoutError,
    OutputError,
    PosterbookError,
    Problem,
    Severity,
    error,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime
    from pathlib import Path

    from posterbook.api.typesetting import Publication, Stopwatch, Typeset
    from posterbook.forms.edition import Edition, Printing
    from posterbook.forms.sheet import Forme
    from posterbook.report import Output, Run

BUG, INTERRUPTED, UNREAD = 1, 130, 141
"""Exit codes that no PosterbookError stands for; the last two as shells have them for signals 2 and 13."""

REPORT_BUG = (
    f"report this fault of posterbook {__version__}, which is not one of your content, with all the lines"
    " above and, if you may share it, the content folder"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (SPEC 2)."""
    _open_streams()
    _write_utf8()
    try:
        code = _command(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_streams()
        return UNREAD
    except OSError as failure:  # only from printing: the commands settle their own
        with suppress(OSError):
            _say(error("unwritable", f"cannot write to standard output: {failure.strerror}"))
        _drop_streams()
        return OutputError.exit_code
    if argv is None:
        gc.freeze()  # the process ends here: what would be collected at its exit goes with it, 40 ms sooner
    return code


def _command(argv: Sequence[str] | None) -> int:
    try:
        asked = arguments.parser().parse_args(argv)
    except SystemExit as stop:  # --help, --version and usage that argparse refuses
        return int(stop.code or 0)
    commands = {
        arguments.BUILD.name: _build,
        arguments.CHECK.name: _check,
        arguments.NEW.name: _new,
        arguments.SCHEMA.name: _schema,
        arguments.READ.name: _read,
        arguments.APPROVE.name: _approve,
        arguments.PROVE.name: _prove,
        arguments.PROOFSHEET.name: _proofsheet,
        arguments.TESTSHEET.name: _testsheet,
    }
    return commands[asked.command](asked)


def _build(asked: Namespace) -> int:
    from posterbook.report import Run

    run = Run()
    code = _settle(asked, run, lambda: _make(asked, run, keep=True))
    for output in run.outputs:
        print(output.path)
    return code


def _check(asked: Namespace) -> int:
    from posterbook.report import Run, summary

    run = Run()
    code = _settle(asked, run, lambda: _make(asked, run, keep=False))
    if not asked.quiet:
        print(summary(run), file=sys.stderr)
    return code


def _proofsheet(asked: Namespace) -> int:
    from posterbook.report import Run

    run = Run()
    code = _settle(asked, run, lambda: _put(asked, run, (_contact(asked, run),)))
    for output in run.outputs:
        print(output.path)
    return code


def _contact(asked: Namespace, run: Run) -> Output:
    """The contact sheets as a file to be written."""
    arguments.known_page(asked.page)
    epoch = arguments.epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
    from time import perf_counter

    from posterbook.api.output import file_name
    from posterbook.api.paper import proofsheet
    from posterbook.api.typesetting import Stopwatch, publish
    from posterbook.forms.edition import PROOFSHEET

    watch = Stopwatch(perf_counter, run.seconds)
    moment = arguments.as_of(asked.as_of) or epoch
    work = _typeset(asked, run, watch, lambda: moment or _now())
    _weigh(asked, run, work, work.problems)
    (made,) = publish(work, PROOFSHEET, watch, (proofsheet(work),), epoch=epoch)
    return _output(asked.output / file_name(work.booklet, work.theme, PROOFSHEET.name), made)


def _testsheet(asked: Namespace) -> int:
    from posterbook.report import Run

    path = asked.output / f"testsheet-{asked.sheet}.pdf"

    def work() -> None:
        from posterbook.api.output import write
        from posterbook.api.paper import testsheet

        size = arguments.sheet(asked.sheet)
        write([(path, testsheet(size))])

    asked.folder = asked.output
    code = _settle(asked, Run(), work)
    if not code:
        print(path)
    return code


def _new(asked: Namespace) -> int:
    from posterbook.api.output import copy_folder
    from posterbook.assets import example_folder, starter_folder
    from posterbook.report import Run

    source = example_folder() if asked.example else starter_folder()
    code = _settle(asked, Run(), lambda: copy_folder(source, asked.folder))
    if not code:
        print(asked.folder)
    return code


def _read(asked: Namespace) -> int:
    from posterbook.report import Run

    run, said = Run(), list[str]()
    code = _settle(asked, run, lambda: said.append(_told(asked, run)))
    print("".join(said), end="")
    return code


def _told(asked: Namespace, run: Run) -> str:
    """What the structure of the screen edition says, proved as if it were to be written."""
    from posterbook.proof.screen_reader import screen_reader_text

    with _uncollected():
        return "".join(screen_reader_text(output.pdf) for output in _outputs(asked, run))


def _schema(asked: Namespace) -> int:
    import json

    from posterbook.content.model import Booklet, Record
    from posterbook.content.schema import json_schema
    from posterbook.design.theme import formats, themes
    from posterbook.loading import design_tokens
    from posterbook.pages import kinds

    tokens = design_tokens()
    options = {name: kind.options for name, kind in kinds().all().items()}
    choices = {"page": formats(tokens), "theme": themes(tokens)}
    schema = json_schema(Record if asked.of == "record" else Booklet, kinds=options, choices=choices)
    print(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0


def _approve(asked: Namespace) -> int:
    from posterbook.api.approving import approve
    from posterbook.report import Run, placed

    run = Run()
    written: list[Path] = []

    def work() -> None:
        by, day = arguments.approved_by(asked.by), arguments.day(asked.date)
        path, problems = approve(asked.folder, by, day, _now)
        run.problems += placed(asked.folder, problems)
        written.append(path)

    code = _settle(asked, run, work)
    for path in written:
        print(path)
    return code


def _prove(asked: Namespace) -> int:
    from posterbook.report import Run

    run = Run()
    code = _settle(asked, run, lambda: _judge(asked, run))
    if not asked.quiet:
        from posterbook.report import told

        for found in run.found:
            print(told(found), file=sys.stderr)
    return code


def _judge(asked: Namespace, run: Run) -> None:
    """Raises LayoutError for a file that does not carry the legal blocks as it should."""
    moment = arguments.as_of(asked.as_of) or arguments.epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
    from time import perf_counter

    from posterbook.api.proving import prove
    from posterbook.api.typesetting import Stopwatch
    from posterbook.report import placed

    watch = Stopwatch(perf_counter, run.seconds)
    verdict = prove(asked.file, asked.folder, watch, lambda: moment or _now())
    work, run.found = verdict.work, verdict.proof.found
    run.pages, run.legal, run.posters = work.pages, work.booklet.legal, len(work.booklet.records)
    run.fits = work.fits
    run.problems += placed(asked.folder, verdict.problems)
    if verdict.proof.problems:
        raise LayoutError(verdict.proof.problems)
    _put(asked, run, ())


def _make(asked: Namespace, run: Run, *, keep: bool) -> None:
    """Make every edition asked for; only then are all files put in place, or none."""
    with _uncollected(), _progress(asked, run):
        outputs = tuple(_outputs(asked, run))
        _weighed(asked, outputs)
        _put(asked, run, outputs if keep else ())


def _put(asked: Namespace, run: Run, outputs: tuple[Output, ...]) -> None:
    """Put the files in place, and the report beside them."""
    from posterbook.api.output import write
    from posterbook.report import report

    run.outputs = outputs
    files = [(output.path, output.pdf) for output in outputs]
    if asked.report:
        files.append((asked.report, report(run)))
    write(files)


def _weighed(asked: Namespace, outputs: Iterable[Output]) -> None:
    """Raises LayoutError for files of more than --max-size bytes."""
    if "max_size" not in asked or asked.max_size is None:
        return
    from posterbook.pdf.weight import too_heavy

    heavy = [found for one in outputs for found in too_heavy(one.path.name, one.pdf, asked.max_size)]
    if heavy:
        raise LayoutError(heavy)


def _progress(asked: Namespace, run: Run) -> AbstractContextManager[None]:
    if asked.quiet or not sys.stderr.isatty():
        return nullcontext()
    from posterbook.cli.progress import progress

    return progress(run.seconds, sys.stderr)


def _outputs(asked: Namespace, run: Run) -> Iterator[Output]:
    editions = arguments.editions(asked.edition)
    epoch = arguments.epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
    arguments.known_page(asked.page)
    printing = arguments.printing(asked, editions)
    from time import perf_counter

    from posterbook.api.output import file_name
    from posterbook.api.typesetting import Stopwatch, publish

    watch = Stopwatch(perf_counter, run.seconds)
    moment = arguments.as_of(asked.as_of) or epoch
    work = _typeset(asked, run, watch, lambda: moment or _now())
    formes = _formes(asked, run, work, editions, printing, dated=epoch is not None)
    for edition, stand_on in formes.items():
        for one in publish(work, edition, watch, stand_on, epoch=epoch):
            run.found = run.found or one.found
            name = file_name(work.booklet, work.theme, edition.name, one.forme.part)
            yield _output(asked.output / name, one)


def _formes(
    asked: Namespace, run: Run, work: Typeset, editions: Sequence[Edition], printing: Printing, *, dated: bool
) -> Mapping[Edition, tuple[Forme, ...]]:
    """What each edition puts onto paper; then all that was found is weighed, before anything is drawn."""
    made: Mapping[Edition, tuple[Forme, ...]] = dict.fromkeys(editions, ())
    said: list[Problem] = []
    if any(edition.framed or edition.imposed for edition in editions):
        from posterbook.api.paper import formes_for

        made, said = formes_for(work, editions, printing, every=asked.edition == "all", dated=dated)
    if asked.command == arguments.CHECK.name:  # how to print is told with what is to be printed
        said = [problem for problem in said if problem.severity is not Severity.NOTE]
    _weigh(asked, run, work, (*work.problems, *said))
    return made


def _output(path: Path, made: Publication) -> Output:
    from posterbook.report import Output

    forme = made.forme
    return Output(path, made.edition.name, made.pdf, len(forme.pages), len(forme.sheets) // 2)


def _weigh(asked: Namespace, run: Run, work: Typeset, found: Sequence[Problem]) -> None:
    """Note the problems that are not accepted; with --strict a warning among them stops the run."""
    from posterbook.loading import apply_acceptances
    from posterbook.report import placed

    problems = apply_acceptances(work.booklet, found)
    if asked.strict and any(problem.severity is Severity.WARNING for problem in problems):
        raise ContentError(map(_strictly, problems))
    run.problems += placed(asked.folder, problems)


def _typeset(asked: Namespace, run: Run, watch: Stopwatch, now: Callable[[], datetime]) -> Typeset:
    """Lay the booklet out, once for all editions."""
    from posterbook.api.typesetting import typeset

    work = typeset(asked.folder, watch, page=asked.page, theme=asked.theme, now=now)
    run.pages, run.legal, run.posters = work.pages, work.booklet.legal, len(work.booklet.records)
    run.fits = work.fits
    return work


def _now() -> datetime:
    """The clock, which nothing else reads, and only an embargo asks for (SPEC 3)."""
    from datetime import UTC, datetime

    return datetime.now(UTC)  # noqa: TID251 - the one place that may


def _strictly(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.ERROR) if problem.severity is Severity.WARNING else problem


def _settle(asked: Namespace, run: Run, work: Callable[[], None]) -> int:
    """Carry out `work`, show its problems, and write the report of a failure; returns the exit code."""
    from posterbook.report import placed

    code = 0
    try:
        work()
    except PosterbookError as failure:
        code = _failed(run, placed(asked.folder, failure.problems), failure.exit_code)
    except Exception as failure:  # noqa: BLE001 - whatever it is, the report says so
        code = _failed(run, [error("bug", f"{type(failure).__name__}: {failure}")], BUG)
    if code and "report" in asked and asked.report:
        code = _report_failure(asked.report, run, code)
    for problem in run.problems:
        if problem.severity is not Severity.NOTE or "quiet" not in asked or not asked.quiet:
            _say(problem)
    return code


def _failed(run: Run, problems: Iterable[Problem], code: int) -> int:
    """Note what stopped the run: nothing was written."""
    run.problems += problems
    run.outputs = ()
    if code == BUG:
        import traceback

        traceback.print_exc()
        run.problems[-1] = replace(run.problems[-1], hint=REPORT_BUG)
    return code


def _report_failure(path: Path, run: Run, code: int) -> int:
    from posterbook.api.output import write
    from posterbook.report import report

    try:
        write([(path, report(run))])
    except OutputError as failure:
        # it may be what stopped the run in the first place
        run.problems += [problem for problem in failure.problems if problem not in run.problems]
    return code


def _say(problem: Problem) -> None:
    from posterbook.report import line

    print(line(problem), file=sys.stderr)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No collection of garbage while it lasts: measured, it costs a fifth of a build and finds nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _open_streams() -> None:
    """A stream that the caller closed goes nowhere: else the first file opened would take its number."""
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _write_utf8() -> None:
    """The same characters in every locale; a path that is no UTF-8 leaves as the bytes it is."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _drop_streams() -> None:
    """Send what is still unwritten nowhere, so that the interpreter's exit does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
