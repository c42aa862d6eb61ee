"""A folder is watched by a look at the times of its files.

A look at 300 files takes 2 ms, needs no library, and is the same on every system, on network drives and in
containers, where events of the system do not arrive.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Final, TypeAlias

EVERY: Final = 0.15
"""Seconds from one look to the next: half of it, on average, is what one waits for a page."""
Stamps: TypeAlias = frozenset[tuple[str, int, int, int]]


def watch(folder: Path, changed: Callable[[], None], stop: Event, before: Stamps) -> None:
    """Call `changed` after each change of the folder, until `stop`; `before` is how it was when last read."""
    while not stop.wait(EVERY):
        now = stamps(folder)
        if now != before:
            before = now
            changed()


def stamps(folder: Path) -> Stamps:
    """Path, moment, size and number of all files; of a folder that is away there are none."""
    return frozenset(_stamps(str(folder)))


def _stamps(folder: str) -> Iterator[tuple[str, int, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):  # histories, and what editors keep beside a file
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _stamps(entry.path)
                else:
                    found = entry.stat()
                    yield entry.path, found.st_mtime_ns, found.st_size, found.st_ino
    except OSError:  # it goes while we look; the next look sees what came of it
        return
