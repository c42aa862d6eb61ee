"""Shows on a terminal which stage a run has come to, once it takes longer than a second."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TextIO

from posterbook.report import STAGES

PATIENCE, PERIOD = 1.0, 0.2
"""Seconds before the bar appears, and between two looks."""
WIDTH = len(STAGES) + 3 + max(map(len, STAGES))


@contextmanager
def progress(done: Collection[str], stream: TextIO, patience: float = PATIENCE) -> Iterator[None]:
    """A bar of stages on a terminal while it lasts; `done` is filled meanwhile."""
    finished = Event()
    thread = Thread(target=_show, args=(done, stream, finished, patience), daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join()


@contextmanager
def count(stream: TextIO, patience: float = PATIENCE) -> Iterator[Callable[[int, int], None]]:
    """What is told how many booklets are made, of how many, and shows it while it lasts."""
    start, shown = monotonic(), ""

    def tell(done: int, of: int) -> None:
        nonlocal shown
        if monotonic() - start >= patience:
            shown = f"{done} of {of} booklets"
            stream.write(f"\r{shown}")
            stream.flush()

    try:
        yield tell
    finally:
        if shown:
            stream.write(f"\r{'':{len(shown)}}\r")
            stream.flush()


def bar(done: int) -> str:
    """How many stages are done and what the next one is called, as `[##...] layout`."""
    return f"[{'#' * done}{'.' * (len(STAGES) - done)}] {STAGES[min(done, len(STAGES) - 1)]}"


def _show(done: Collection[str], stream: TextIO, finished: Event, patience: float) -> None:
    if finished.wait(patience):
        return
    while True:
        stream.write(f"\r{bar(len(done)):{WIDTH}}")
        stream.flush()
        if finished.wait(PERIOD):
            break
    stream.write(f"\r{'':{WIDTH}}\r")
    stream.flush()
