"""`posterbook freeze` and `thaw`: what has been printed stays where it is, until a new printing begins."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

from posterbook.api.output import remove, write
from posterbook.api.running import Run, Target
from posterbook.api.typesetting import AsOf, check_page, languages_to_join, load_with, typeset_with
from posterbook.comparing import printed_book
from posterbook.errors import ContentError, Problem, Where, error
from posterbook.loading import PRINTED, design_tokens, file_in, printed_in, printed_yaml
from posterbook.values import dataclass

ONE_EACH: Final = "make a booklet for each language: 'layout: separate' below 'languages:'"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The file that says what has been printed, and what the folder is warned of."""

    path: Path
    problems: tuple[Problem, ...] = ()


def freeze(
    folder: Target = "booklet",
    *,
    date: datetime.date | None = None,
    undated: datetime.date | None = None,
    page: str = "",
    theme: str = "",
    language: str = "",
    as_of: AsOf = None,
) -> Frozen:
    """Write down what the booklet prints now, so that it stays where it is in all later builds.

    `date` is when it was printed, else the booklet's own date, else `undated`. Each `language` of a folder
    that holds several is printed, and held, by itself. Raises what `load` and `typeset` raise for a folder
    that cannot be built, OutputError where the record cannot be written.
    """
    run = Run(folder)
    with run.report_failure():
        tokens = design_tokens()
        check_page(tokens, page)
        booklet = load_with(tokens, run.folder, as_of, theme=theme, language=language)
        run.place_in(booklet)
        others = booklet.languages
        if languages_to_join(booklet, "") or (booklet.translation and others and others.layout.joins):
            hint = f"{ONE_EACH}; then freeze each with --language"
            raise ContentError(joined_error(booklet.where.at("languages", "layout"), hint))
        work = typeset_with(tokens, booklet, page, theme, run.watch)
        book = printed_book(booklet, work.theme, work.paper_pages, date or booklet.date or undated)
        path = run.folder / file_in(PRINTED, booklet.translation)
        write([(path, printed_yaml(book).encode())])
        run.add(problem for problem in work.problems if problem.code != "not-frozen")
    return Frozen(path, run.result.problems)


def joined_error(where: Where, hint: str) -> Problem:
    """A file of several languages is not what is held as printed: that is a booklet in one."""
    message = "what is printed is held in a booklet of one language, and this folder joins several in a file"
    return error("joined-frozen", message, where, hint)


def thaw(folder: Target = "booklet", *, language: str = "") -> Path:
    """Forget what has been printed, in a language: the next build puts everything where it belongs.

    Raises ContentError where nothing is frozen, OutputError where the record cannot be removed, UsageError
    for a language that the folder lacks.
    """
    path = Path(folder) / printed_in(Path(folder), language)
    if not path.is_file():
        message = f"nothing is frozen: there is no {path.name}"
        hint = "posterbook freeze writes it when the booklet goes to print"
        raise ContentError(error("nothing-frozen", message, Where(Path(folder).as_posix()), hint))
    remove(path)
    return path
