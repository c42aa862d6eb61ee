"""`posterbook diff`: what two states of a booklet print otherwise, from folders, records or revisions."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from posterbook.api.running import Target
from posterbook.api.typesetting import AsOf, Stopwatch, load_with, typeset_with
from posterbook.comparing import difference_of, printed_book
from posterbook.content.book_difference import BookDifference
from posterbook.content.printed import PrintedBook
from posterbook.errors import ContentError, UsageError, error
from posterbook.loading import design_tokens, locate, read_printed

GIT: Final = "git:"
WAIT: Final = 120
"""Seconds after which a program that does not answer is given up."""


def diff(old: Target, new: Target = "booklet", *, language: str = "", as_of: AsOf = None) -> BookDifference:
    """What `new` prints otherwise than `old`: each a folder, a printed.yaml, or 'git:' and a revision.

    A revision is one of the other folder. Folders are read in a `language`, if none is given in that of a
    record that has one in its name, as printed.zh-Hant.yaml. Raises UsageError for what is none of these,
    and what `load` and `typeset` raise for a folder that cannot be built.
    """
    folder = next((Path(one) for one in (new, old) if Path(one).is_dir()), Path())
    tag = language or next(filter(None, map(_language_of, (old, new))), "")
    first = _book(old, folder, as_of, tag)
    second = _book(new, folder, as_of, tag, like=first if Path(old).is_file() else None)
    if first.page != second.page and Path(new).is_file():
        first = _book(old, folder, as_of, tag, like=second)
    return difference_of(first, second)


def _language_of(named: Target) -> str:
    """The language that a record's name says: zh-Hant of printed.zh-Hant.yaml."""
    path = Path(named)
    return path.stem.partition(".")[2] if path.is_file() else ""


def _book(
    named: Target, folder: Path, as_of: AsOf, language: str, like: PrintedBook | None = None
) -> PrintedBook:
    """What something prints; a folder in the design of `like`, if that is given."""
    written = os.fspath(named)
    if written.startswith(GIT):
        with TemporaryDirectory() as place:
            _check_out(written.removeprefix(GIT), folder, Path(place))
            return _of_folder(Path(place), as_of, language, like)
    path = Path(written)
    if path.is_file():
        return _of_file(path)
    return _of_folder(path, as_of, language, like)


def _of_folder(folder: Path, as_of: AsOf, language: str, like: PrintedBook | None) -> PrintedBook:
    tokens = design_tokens()
    page, theme = (like.page, like.theme) if like else ("", "")
    booklet = load_with(tokens, folder, as_of, theme=theme, language=language)
    work = typeset_with(tokens, booklet, page, theme, Stopwatch())
    return printed_book(booklet, work.theme, work.paper_pages, booklet.date)


def _of_file(path: Path) -> PrintedBook:
    book, problems = read_printed(path.parent, path.name)
    if problems or book is None:
        raise ContentError(locate(path.parent, problems))
    return book


def _check_out(revision: str, folder: Path, place: Path) -> None:
    """Put a folder as it was in a revision of its repository into an empty place; raises UsageError."""
    if not revision or revision.startswith("-"):
        raise UsageError(error("wrong-revision", f"'{GIT}' wants a revision, as {GIT}HEAD~3"))
    command = ["git", "-C", str(folder), "archive", "--format=tar", revision, "."]
    try:
        found = subprocess.run(command, capture_output=True, check=False, timeout=WAIT)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise UsageError(error("wrong-revision", f"git cannot be asked: {failure}")) from failure
    if found.returncode:
        said = found.stderr.decode(errors="replace").strip().splitlines()
        message = f"git has no '{revision}' of '{folder}': {said[-1] if said else 'it gives no reason'}"
        raise UsageError(error("wrong-revision", message, hint="name a commit, tag or branch"))
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(place, filter="data")
