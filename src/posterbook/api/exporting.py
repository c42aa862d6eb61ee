"""`posterbook export`: a folder's posters, with their pages, for the meeting's other tools."""

from __future__ import annotations

from pathlib import Path

from posterbook.api.building import typeset_folder, weigh_work
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, Typeset, check_known
from posterbook.errors import Problem
from posterbook.exporting import FORMATS, export_text
from posterbook.loading import without_accepted
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Export:
    """The text of the file, to be written in UTF-8 with its own line ends, and what it cannot hold."""

    text: str
    problems: tuple[Problem, ...] = ()


def export(work: Typeset, to: str) -> Export:
    """The posters of a laid-out booklet as 'csv', 'json', 'datacite' or 'ics'.

    What is withheld under an embargo is in none of them. Raises UsageError for another name, ContentError for
    what the format demands and the booklet does not say.
    """
    check_known("export format", to, FORMATS)
    text, problems = export_text(work.booklet, work.pages, to)
    return Export(text, without_accepted(work.booklet.accept, problems))


def export_folder(  # noqa: PLR0913 - all that the command takes
    folder: Target = "booklet",
    *,
    to: str,
    output: Target = "",
    page: str = "",
    theme: str = "",
    strict: bool = False,
    as_of: AsOf = None,
    language: str = "",
) -> Export:
    """The posters of a folder, and its problems; written to `output` unless that is ''. Raises as `build`."""
    run = Run(folder, strict=strict)
    with run.report_failure():
        check_known("export format", to, FORMATS)
        work = typeset_folder(run, page, theme, as_of, language=language)
        main = work.parts[0] if work.parts else work
        text, found = export_text(main.booklet, work.pages, to)
        weigh_work(run, work, found)
        run.write([(Path(output), text.encode())] if output else [])
    return Export(text, run.result.problems)
