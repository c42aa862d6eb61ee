"""Puts files in place so that nobody ever sees half of one: the PDFs, the report, a new content folder."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from posterbook.errors import OutputError, error

if TYPE_CHECKING:
    from posterbook.content.model import Booklet
    from posterbook.design.theme import Theme

LONGEST_SLUG = 60
UNFINISHED = ".part"
"""How the name ends of what is not yet in place."""
NEW_ONE = "name a folder that does not exist yet"


def file_name(
    booklet: Booklet, theme: Theme, edition: str, part: str = "", selection: str = "", draft: str = ""
) -> str:
    """The name of an edition's PDF, or of a part of it, as of its cover.

    A language enters it that is not the folder's main one, the slug of a selection, a page format or theme
    other than the booklet's, and the fingerprint of a draft.
    """
    from posterbook.content.markup import inline, plain  # noqa: PLC0415 - not wanted where nothing has changed

    name = booklet.slug or slug(plain(inline(booklet.title)))
    page = theme.page.name if theme.page.name != booklet.page else ""
    other = theme.name if theme.name != booklet.theme else ""
    marked = f"{draft}-DRAFT" if draft else ""
    tag = booklet.translation.lower()
    return "-".join(filter(None, (name, tag, selection, page, other, edition, part, marked))) + ".pdf"


def slug(title: str) -> str:
    """A title as a file's name: a-z and 0-9 joined by hyphens, cut at a word, else 'untitled'."""
    letters = unicodedata.normalize("NFKD", title).casefold()
    bare = (letter for letter in letters if not unicodedata.combining(letter))
    name = ""
    for word in "".join(c if c.isascii() and c.isalnum() else " " for c in bare).split():
        longer = f"{name}-{word}" if name else word[:LONGEST_SLUG]
        if len(longer) > LONGEST_SLUG:
            break
        name = longer
    return name or "untitled"


def write(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write all files beside their targets, then put all of them in place; missing folders are made.

    Raises OutputError if one cannot be written; then, as after an interruption, all are as they were before.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            with _output_errors(path):
                if _is_device(path):
                    _feed(path, content)
                    continue
                waiting.append((_staging_path(path), path))
                _stage(_staging_path(path), path, content)
        _put_in_place(waiting)
    finally:
        for beside, _ in waiting:
            with suppress(OSError):
                beside.unlink()


def _put_in_place(waiting: Iterable[tuple[Path, Path]]) -> None:
    """Have each file take the place of its target: all of them, or none.

    What stood there is kept until the last is in place. Another program may have it open, and Windows lets
    nobody replace it then.
    """
    kept: list[tuple[Path, Path | None]] = []
    try:
        for beside, path in waiting:
            with _output_errors(path):
                kept.append((path, _keep(path)))
                beside.replace(path)
    except BaseException:
        for path, earlier in reversed(kept):
            with suppress(OSError):
                if earlier:
                    earlier.replace(path)
                else:
                    path.unlink()
        raise
    finally:
        for _, earlier in kept:
            if earlier:
                _remove(earlier)


def _keep(path: Path) -> Path | None:
    """A second name for what stands in a place, a copy where files have one name only; None for nothing."""
    if not path.exists():
        return None
    earlier = _staging_path(path).with_suffix(f".earlier{UNFINISHED}")
    earlier.unlink(missing_ok=True)
    try:
        earlier.hardlink_to(path)
    except (OSError, NotImplementedError):
        _copy_file(path, earlier)
    return earlier


def remove(path: Path) -> None:
    """Remove a file; raises OutputError if that cannot be."""
    with _output_errors(path):
        path.unlink()


def copy_folder(source: Path, target: Path, without: str = "") -> None:
    """Copy a content folder into a new or empty one, but for one file; raises OutputError.

    Then nothing is left behind. A folder that is new appears as a whole.
    """
    with _output_errors(target):
        existed = target.is_dir()
        if existed and any(target.iterdir()):
            raise OutputError(error("not-empty", f"the folder '{target}' is not empty", hint=NEW_ONE))
        if target.exists() and not existed:
            raise OutputError(error("not-empty", f"'{target}' is a file, not a folder", hint=NEW_ONE))
        made = target if existed else _staging_path(target)
        try:
            if not existed:
                target.parent.mkdir(parents=True, exist_ok=True)
                _clear_leftovers(target)
            _copy(source, made, without)
            if not existed:
                made.replace(target)
        except BaseException:
            for left in target.iterdir() if existed else (made,):
                _remove(left)
            raise


def _copy(source: Path, target: Path, without: str) -> None:
    for path in sorted(source.rglob("*")):
        below = path.relative_to(source)
        if below.as_posix() == without:
            continue
        if path.is_file() and not any(part.startswith(".") for part in below.parts):
            (target / below).parent.mkdir(parents=True, exist_ok=True)
            # without the permissions: an installed example may be read-only
            _copy_file(path, target / below)


def _copy_file(source: Path, target: Path) -> None:
    import shutil  # noqa: PLC0415 - it loads all kinds of compression, and a build copies nothing

    shutil.copyfile(source, target)


def _remove(left: Path) -> None:
    if left.is_dir():
        import shutil  # noqa: PLC0415 - the same

        shutil.rmtree(left, ignore_errors=True)
    else:
        with suppress(OSError):
            left.unlink()


@contextmanager
def _output_errors(path: Path) -> Iterator[None]:
    """What the system refuses, as an OutputError that names the file meant."""
    try:
        yield
    except OSError as failure:
        raise OutputError(error("unwritable", f"cannot write '{path}': {_reason(failure)}")) from failure


def _reason(failure: OSError) -> str:
    if isinstance(failure, FileExistsError | NotADirectoryError):
        return "a file stands where its folder should be"
    if isinstance(failure, IsADirectoryError):
        return "a folder stands there"
    return (failure.strerror or str(failure)).lower()


def _stage(beside: Path, path: Path, content: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(path)
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _staging_path(path: Path) -> Path:
    """Where a file waits: a name that no other process or thread takes."""
    return path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}{UNFINISHED}")


def _clear_leftovers(path: Path) -> None:
    """Remove what waits beside a file for a process that is no more: it was killed."""
    begin = f".{path.name}."
    for left in path.parent.iterdir():
        if left.name.startswith(begin) and left.name.endswith(UNFINISHED):
            process = left.name[len(begin) :].partition("-")[0]
            if process.isdecimal() and not _is_running(int(process)):
                _remove(left)


def _is_running(process: int) -> bool:
    """Whether there is such a process; on Windows, where to ask is to end it, that is taken for granted."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # somebody else's
    return True


def _feed(path: Path, content: bytes) -> None:
    """Write into a pipe or a device; raises OSError for a pipe from which nobody reads."""
    if path.is_fifo():
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
    path.write_bytes(content)


def _is_device(path: Path) -> bool:
    """Whether a path is a pipe or a device, which takes bytes as they come and must not be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()
