"""The last build of a folder, remembered: where nothing has changed since, nothing is built again.

A record says what was asked for, the digest of every file that was read, and the report. It is believed only
if all of this is so again and the files that it speaks of are still what it says, byte for byte. So it can be
deleted at any time. One that others may have written is not believed, and none makes anybody run, write or
replace anything.

Only light modules are imported here: an unchanged folder is recognised before what a build needs is loaded.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from os import PathLike
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from posterbook.assets import assets_folder
from posterbook.errors import Problem, Severity, Where, note
from posterbook.values import dataclass
from posterbook.version import __version__

if TYPE_CHECKING:
    from datetime import datetime

FORMAT: Final = 1
FOLDER: Final = "builds"
MOST_RECORDS, MOST_BYTES = 100, 50_000_000
"""The most that is kept of all folders together; the oldest records go first."""
LARGEST: Final = 500_000_000
"""Bytes of a content folder above which reading all of it costs more than a build may."""
NOT_CONTENT: Final = frozenset((".git", ".hg", ".svn"))
"""Folders that hold a folder's history, which no booklet is made from."""
FolderState: TypeAlias = Mapping[str, str]
DAMAGES: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a record can raise that somebody damaged."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for: `options` by name, texts, numbers, truth values and None, or tuples of them.

    `lists` are files beside the folder that are read too; `reports` is where it is reported, if at all.
    """

    folder: Path
    output: Path
    options: Mapping[str, object]
    lists: tuple[Path, ...] = ()
    reports: tuple[Path, ...] = ()

    @property
    def key(self) -> str:
        """The digest of all that decides about the files' bytes and names but for what the files say."""
        given = {name: value for name, value in self.options.items() if value is not None and value != ""}
        here = [str(self.folder), str(self.output), os.getcwd(), *map(str, self.lists)]  # noqa: PTH109 - a text
        asked = json.dumps([FORMAT, here, given, _program()], sort_keys=True)
        return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()


def asked_for(  # noqa: PLR0913 - all that decides about the files
    folder: Path,
    output: str | PathLike[str],
    report: str | PathLike[str],
    *,
    editions: tuple[object, ...],
    page: str,
    theme: str,
    strict: bool,
    fail_on: Sequence[str] = (),
    dated: datetime | None,
    max_size: int | None,
    paper: Mapping[str, object],
    split: str = "",
    shard: tuple[int, int] | None = None,
    lists: tuple[Path, ...] = (),
) -> Asked:
    """What a build is asked for; `paper` are the options for paper that are not as usual."""
    options = {
        **paper,
        "editions": [str(edition) for edition in editions],
        "page": page,
        "theme": theme,
        "strict": strict,
        "fail_on": sorted(fail_on),
        "dated": dated.isoformat() if dated else "",
        "max_size": max_size,
        "split": split,
        "shard": shard,
    }
    reports = (Path(report),) if report else ()
    return Asked(folder, Path(output), options, lists, reports)


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build came to: its problems, the paths of its files, and what its report says."""

    problems: tuple[Problem, ...]
    paths: tuple[str, ...]
    content: Mapping[str, Any]

    @property
    def report(self) -> bytes:
        """Its report as JSON, in the form of all reports."""
        return (json.dumps(self.content, indent=2) + "\n").encode("ascii")


def last_build(cache: Path, asked: Asked, now: Callable[[], datetime] | None) -> LastBuild | None:
    """What the last build of the same came to, with a note that nothing has changed; None if anything has.

    `now` is asked only if there is an embargo, and must find each as the last build did: an embargo that has
    passed since is a change. Without it every embargo stands.
    """
    with suppress(*DAMAGES):
        file = _file(cache, asked)
        record = json.loads(_own_bytes(file))
        report = record["report"]
        written = [(output["path"], output["bytes"], output["sha256"]) for output in report["outputs"]]
        if (
            report["ok"] is True
            and all(_is_as_written(asked.output, *one) for one in written)
            and _embargoes_are_as_before(record["standing"], record["passed"], now)
            and record["state"] == digest_of(read_state(asked), asked, (path for path, *_ in written))
        ):
            with suppress(OSError):
                os.utime(file)  # so that what is asked for often is not the first to go
            return _last_build_of(report)
    return None


def read_state(asked: Asked) -> FolderState:
    """The digests of all files that a build may read, by name.

    Raises OSError for what cannot be read, or is too much to be read each time.
    """
    state = {}
    size = 0
    for name, path in _files(str(asked.folder), ""):
        content = _bytes_of(path)
        size += len(content)
        if size > LARGEST:
            raise OSError
        state[name] = sha256(content).hexdigest()
    for number, file in enumerate(asked.lists):
        state[f"/{number}"] = sha256(_bytes_of(str(file))).hexdigest()  # no name in a folder begins so
    return state


def digest_of(state: FolderState, asked: Asked, made: Iterable[str | Path]) -> str:
    """One digest for all files but those that the build itself makes, where it puts them into the folder."""
    folder = os.path.realpath(asked.folder)
    own = {os.path.relpath(os.path.realpath(str(path)), folder) for path in (*made, *asked.reports)}
    left = {name: digest for name, digest in state.items() if name.replace("/", os.sep) not in own}
    return sha256(json.dumps(left, sort_keys=True).encode("ascii")).hexdigest()


def remember(
    cache: Path, asked: Asked, state: FolderState, report: bytes, embargoes: Iterable[tuple[datetime, bool]]
) -> Problem | None:
    """Keep what a build came to; a note if that cannot be written.

    `state` is the folder's before it was read. `embargoes` are the moments, and whether each stood.
    """
    told = [(moment.isoformat(), stood) for moment, stood in embargoes]
    content = json.loads(report)
    record = {
        "state": digest_of(state, asked, (output["path"] for output in content["outputs"])),
        "standing": sorted({moment for moment, stood in told if stood}),
        "passed": sorted({moment for moment, stood in told if not stood}),
        "report": content,
    }
    file = _file(cache, asked)
    beside = file.with_name(f"{file.name}.{os.getpid()}-{get_ident()}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:  # noqa: PTH123 - a descriptor
            stream.write(json.dumps(record).encode("ascii"))
        beside.replace(file)
    except OSError as failure:
        with suppress(OSError):
            beside.unlink()
        message = f"cannot remember this build in '{file.parent}': {(failure.strerror or '').lower()}"
        return note("not-remembered", message, hint="let XDG_CACHE_HOME name a folder that can be written")
    _forget_oldest(file.parent)
    return None


def _file(cache: Path, asked: Asked) -> Path:
    return cache / FOLDER / f"{asked.key}.json"


def _forget_oldest(folder: Path) -> None:
    """Keep the newest records; another process may delete them meanwhile."""
    with suppress(OSError):
        records = [(entry.stat(), entry.path) for entry in os.scandir(folder)]
        size = 0
        for count, (found, path) in enumerate(sorted(records, key=lambda one: -one[0].st_mtime), 1):
            size += found.st_size
            if count > MOST_RECORDS or size > MOST_BYTES:
                with suppress(OSError):
                    os.unlink(path)  # noqa: PTH108 - a path of scandir's


def _own_bytes(file: Path) -> bytes:
    """A record's bytes; raises OSError for one that somebody else may have written."""
    with file.open("rb") as stream:
        found = os.fstat(stream.fileno())
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
            raise PermissionError
        return stream.read()


def _is_as_written(output: Path, path: str, size: int, digest: str) -> bool:
    """Whether a file is what the record says; one beside the output folder is none of this build's."""
    if Path(path).parent != output:
        return False
    content = _bytes_of(path)
    return len(content) == size and sha256(content).hexdigest() == digest


def _embargoes_are_as_before(
    standing: list[str], passed: list[str], now: Callable[[], datetime] | None
) -> bool:
    if not (standing or passed):
        return True
    from datetime import datetime  # noqa: PLC0415 - only an embargo needs it

    ends = [datetime.fromisoformat(one) for one in (*standing, *passed)]
    moment = now() if now else None
    stands = [moment is None or moment < end for end in ends]
    return all(stands[: len(standing)]) and not any(stands[len(standing) :])


def _last_build_of(report: dict[str, Any]) -> LastBuild:
    unchanged = note(
        "unchanged", "nothing has changed since the last build", hint="--force builds all the same"
    )
    problems = [_problem(one) for one in report["problems"]]
    report["problems"].append(
        {
            "severity": unchanged.severity.value,
            "code": unchanged.code,
            "file": None,
            "line": None,
            "column": None,
            "message": unchanged.message,
            "hint": unchanged.hint,
        }
    )
    report["seconds"] = dict.fromkeys(report["seconds"], 0.0)
    paths = tuple(output["path"] for output in report["outputs"])
    return LastBuild((*problems, unchanged), paths, report)


def _problem(row: Mapping[str, Any]) -> Problem:
    """A problem as the report has it."""
    file = row["file"]
    where = Where(file, (), row["line"] or 0, row["column"] or 0) if file else None
    return Problem(Severity(row["severity"]), row["code"], row["message"], where, row["hint"] or "")


def _files(folder: str, below: str) -> Iterator[tuple[str, str]]:
    """The files of a folder, each with its name below it and its path.

    Raises OSError for a link, which may lead outside and is not followed here, and for what is no file.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            name = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in NOT_CONTENT:
                    yield from _files(entry.path, f"{name}/")
            elif entry.is_file(follow_symlinks=False):
                yield name, entry.path
            else:
                raise OSError


def _bytes_of(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - half the time, for thousands of files
        return file.read()


def _program() -> list[object]:
    """What makes the bytes: posterbook as it is installed, Python, and the versions of all packages."""
    homes = (str(Path(__file__).parents[1]), str(assets_folder()))
    own = sorted(one for home in homes for one in _stamps(home))
    packages = sorted({name for place in sys.path for name in _names_in(place)})
    return [__version__, own, sys.version, zlib.ZLIB_RUNTIME_VERSION, packages]


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, size and moment of change of the files of a folder, so that a changed program builds anew."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from _stamps(entry.path)
            else:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns


def _names_in(place: str) -> list[str]:
    """The installed packages of a folder of sys.path, each named with its version."""
    with suppress(OSError):
        return [name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info"))]  # noqa: PTH208 - faster
    return []
