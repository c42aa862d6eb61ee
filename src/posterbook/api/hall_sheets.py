"""`posterbook placards` and `posterbook doorsheets`: sheets for the boards and doors of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from posterbook.api.output import file_name
from posterbook.api.publishing import published_file
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, Stopwatch, check_known, check_page, load_with, typeset_with
from posterbook.content.model import Booklet, PageEntry
from posterbook.content.page_kind import PageKind
from posterbook.content.scalars import excerpt
from posterbook.errors import ContentError, Problem, error, note
from posterbook.forms.edition import DOORSHEETS, PLACARDS, Edition
from posterbook.forms.sheet import Forme
from posterbook.loading import design_tokens
from posterbook.pages import doorsheets, placards
from posterbook.report import Output, Result

SHEETS: Final[dict[str, tuple[PageKind, Edition]]] = {
    "placards": (placards.PLACARDS, PLACARDS),
    "doorsheets": (doorsheets.DOORSHEETS, DOORSHEETS),
}
"""What can be asked for: how its sheets are made, and the edition that they are printed as."""
USUAL_PAGE: Final = "a4"
MOST_NAMED: Final = 10
"""How many posters a note names; the rest are counted."""


def hall_sheets(  # noqa: PLR0913 - all that the command takes
    what: str,
    folder: Target = "booklet",
    *,
    output: Target = "output",
    page: str = USUAL_PAGE,
    theme: str = "",
    strict: bool = False,
    as_of: AsOf = None,
    language: str = "",
    dated: datetime | None = None,
    report: Target = "",
    watch: Stopwatch | None = None,
) -> Result:
    """Make the 'placards' or the 'doorsheets' of a folder on sheets of a page format, as one file.

    Raises what `build` raises, and ContentError where no poster hangs.
    """
    check_known("sheets", what, tuple(SHEETS))
    kind, edition = SHEETS[what]
    run = Run(folder, strict=strict, report=report, watch=watch)
    with run.report_failure():
        with run.watch.stage("load"):
            tokens = design_tokens()
            check_page(tokens, page)
            booklet = load_with(tokens, run.folder, as_of, theme=theme, language=language)
            run.place_in(booklet)
        if not any(placards.in_hall_order(booklet)):
            message = "no poster hangs: all of them are withdrawn"
            raise ContentError(error("nothing-hangs", message, booklet.where, "see the posters' 'status'"))
        alone = replace(booklet, running_order=(PageEntry(kind, kind.options(), booklet.where),))
        # what was approved are the booklet's pages, which these are not
        alone = replace(alone, legal=(), sponsors=(), logo=None, approved=None)
        work = typeset_with(tokens, alone, page, theme, run.watch)
        pages = tuple(one for one in work.pages if not one.fills)
        found = _left_out(booklet) if kind is placards.PLACARDS else ()
        run.weigh(booklet, (*work.problems, *found), all_of_it=False)
        file = published_file(work, edition, Forme(pages), run.watch, dated)
        path = Path(output) / file_name(booklet, work.theme, edition.name)
        made = Output(path, edition.name, file.pages, len(pages), len(file.pdf), file.sha256)
        run.result = replace(run.result, outputs=(made,), posters=len(booklet.records))
        run.write([(path, file.pdf)])
    return run.result


def _left_out(booklet: Booklet) -> tuple[Problem, ...]:
    """A note on withdrawn posters, which get no placard."""
    numbers = [record.number for record in placards.left_out(booklet)]
    if not numbers:
        return ()
    named = ", ".join(map(excerpt, numbers[:MOST_NAMED]))
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    return (note("no-placard", f"no placard for withdrawn posters: {named}{more}", booklet.where),)
