"""Keeps what lies on paper where it is: pages in their printed order, each poster on as many as it had.

Pages come in runs: those of one poster, or of one kind between posters. Each printed run finds the run of
today that has its number, or its kind; one that has become shorter is filled up with pages to write on, which
are counted as the printed ones were. What has become longer, or is gone, would move all that follows: it is
an error. What has come since stands in the addendum, behind everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from posterbook.errors import LayoutError, Problem, Where, error
from posterbook.forms.galley import HeldPoster, HeldRun
from posterbook.layout.context import UnplacedPage

PRINTED = Where("printed.yaml", ("posters",))
Key = tuple[str, str, int]


def held_runs(pages: Iterable[tuple[str, str, str]], *, numbered: bool) -> tuple[HeldRun, ...]:
    """The runs of printed pages, given by what they are called, their kind and their poster's number.

    Where several posters share pages these are not `numbered`: all posters between two parts are one run.
    """
    runs = groupby(pages, key=lambda page: _run_of(page[1], page[2] if numbered else ""))
    found = []
    for (kind, number), run in runs:
        called = [name for name, *_ in run]
        found.append(HeldRun(kind, number, called[0], len(called)))
    return tuple(found)


def hold_places(
    unplaced_pages: Sequence[UnplacedPage],
    held: Sequence[HeldRun],
    filler: UnplacedPage,
    posters: Mapping[str, Where],
) -> tuple[UnplacedPage, ...]:
    """The pages where they were printed; raises LayoutError with all that cannot be kept there."""
    numbered = any(run.number for run in held)
    runs = {key: list(run) for key, run in _runs(unplaced_pages, numbered=numbered)}
    placed: list[UnplacedPage] = []
    problems: list[Problem] = []
    for key, run in _keyed(held):
        pages = runs.pop(key, [])
        if not pages or len(pages) > run.count:
            problems.append(_missing(run) if not pages else _longer(run, len(pages), posters))
        placed += [*pages, *_stubs(pages, run.count - len(pages), filler)]
    problems += [_added(pages[0]) for pages in runs.values()]
    if problems:
        raise LayoutError(problems)
    return tuple(placed)


def moved_posters(
    pages: Mapping[str, str], held: Sequence[HeldPoster], posters: Mapping[str, Where]
) -> Iterator[Problem]:
    """Posters that would begin on another page than was printed; `pages` are those of today, by anchor."""
    for poster in held:
        page = pages.get(poster.anchor, "")
        if not page:
            yield _missing(HeldRun("", poster.number, poster.page, 1))
        elif page != poster.page:
            where = f"was printed on page {poster.page}, and would stand on page {page}"
            hint = "make those before it as long as they were, or begin a new printing: posterbook thaw"
            yield error("frozen-moved", f"poster {poster.number} {where}", posters.get(poster.number), hint)


def _run_of(kind: str, number: str) -> tuple[str, str]:
    return ("", number) if number else (kind, "")


def _runs(
    unplaced_pages: Sequence[UnplacedPage], *, numbered: bool
) -> Iterator[tuple[Key, Iterable[UnplacedPage]]]:
    """The runs of pages, each with its number, or with its kind and how often that was there before."""
    count: dict[str, int] = {}

    def run_of(page: UnplacedPage) -> tuple[str, str]:
        return _run_of(page.kind, page.number if numbered else "")

    for (kind, number), run in groupby(unplaced_pages, key=run_of):
        count[kind] = count.get(kind, 0) + 1
        yield (kind, number, 0 if number else count[kind]), tuple(run)


def _keyed(held: Sequence[HeldRun]) -> Iterator[tuple[Key, HeldRun]]:
    count: dict[str, int] = {}
    for run in held:
        kind, number = _run_of(run.kind, run.number)
        count[kind] = count.get(kind, 0) + 1
        yield (kind, number, 0 if number else count[kind]), run


def _stubs(pages: Sequence[UnplacedPage], missing: int, filler: UnplacedPage) -> list[UnplacedPage]:
    """Pages to write on, which belong to the run that they fill up."""
    if not pages or missing <= 0:
        return []
    last = pages[-1]
    stub = replace(
        filler, kind=last.kind, number=last.number, group=last.group, tabs=last.tabs, continues=True
    )
    return [stub] * missing


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _longer(run: HeldRun, count: int, posters: Mapping[str, Where]) -> Problem:
    what = f"poster {run.number}" if run.number else f"the part '{run.kind}'"
    message = f"{what} was printed on {_pages(run.count)} from page {run.page}, and takes {count} now"
    where = posters.get(run.number, Where("booklet.yaml", (), 1, 1))
    return error("frozen-longer", message, where, "shorten it, or begin a new printing: posterbook thaw")


def _missing(run: HeldRun) -> Problem:
    if run.number:
        message = f"poster {run.number} was printed on page {run.page}, and is not in the booklet any more"
        hint = "restore its record with 'status: withdrawn', or begin a new printing: posterbook thaw"
        return error("frozen-missing", message, PRINTED, hint)
    message = f"the part '{run.kind}' was printed on page {run.page}, and is not in the booklet any more"
    return error("frozen-missing", message, PRINTED, "restore it, or begin a new printing: posterbook thaw")


def _added(page: UnplacedPage) -> Problem:
    message = f"the part '{page.kind}' was not printed, and would move what follows"
    hint = "leave it out, or begin a new printing: posterbook thaw"
    return error("frozen-added", message, Where("booklet.yaml", (), 1, 1), hint)
