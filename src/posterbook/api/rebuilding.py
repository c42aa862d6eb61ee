"""Builds only what has changed: a run is carried out unless the last one of the same came to the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from posterbook.api.last_build import Asked, last_build, read_state, remember
from posterbook.api.running import Run
from posterbook.api.typesetting import AsOf, clock_of
from posterbook.content.model import Booklet
from posterbook.forms.edition import EDITIONS, Edition
from posterbook.values import dataclass

Files = Iterable[tuple[Path, bytes]]


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """What decides whether a run is carried out: its cache, None for none, and whether it is in any case."""

    cache: Path | None
    force: bool
    as_of: AsOf


def build_changed(
    run: Run, asked: Asked, rebuilding: Rebuilding, make: Callable[[], tuple[Booklet, Files]]
) -> None:
    """Carry out a run, put its files in place and remember it, unless nothing has changed since the last.

    `make` notes what the run came to, and returns the whole booklet and the files.
    """
    cache, now = rebuilding.cache, clock_of(rebuilding.as_of)
    if cache is None:
        run.write(make()[1])
        return
    if not rebuilding.force and (last := last_build(cache, asked, now)):
        run.keep(last)
        return
    state = _state(asked)  # before the folder is read: what changes meanwhile is a change
    booklet, files = make()
    run.write(files)
    if state is not None and _is_ours(booklet, asked.folder):
        embargoes = [(one.embargo, one.withheld) for one in booklet.records if one.embargo]
        if problem := remember(cache, asked, state, run.result.report, embargoes):
            run.add([problem])
            run.write()  # the report anew


def may_keep(editions: Iterable[str | Edition]) -> bool:
    """Whether editions are known well enough to be recognised by their names: ours are."""
    ours = {edition.name for edition in EDITIONS} | {"all"}
    return all(isinstance(edition, str) and edition in ours for edition in editions)


def _state(asked: Asked) -> Mapping[str, str] | None:
    try:
        return read_state(asked)
    except OSError:  # the run itself says what of the folder cannot be read
        return None


def _is_ours(booklet: Booklet, folder: Path) -> bool:
    """Whether all that made a booklet is posterbook's: a package may change without another version."""
    of_packages = len(booklet.design) - (folder / "theme.yaml").is_file()
    makers = (entry.kind.compose.__module__ for entry in booklet.running_order)
    return of_packages <= 0 and all(maker.startswith("posterbook.") for maker in makers)
