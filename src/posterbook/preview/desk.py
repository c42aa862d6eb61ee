"""What the server asks of whoever sets the booklet; all answers are JSON's values or bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

Answer: TypeAlias = dict[str, Any]
"""What becomes JSON for the browser: it ends there, no record travels in it."""


class NotTakenError(Exception):
    """What was asked for is not there, or not allowed; its text is for who asked."""

    def __init__(self, message: str, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


class Desk(Protocol):
    """A booklet that is set anew whenever its folder changes; every method may be called from any thread."""

    def state(self) -> Answer:
        """All that the page shows but the pictures: pages, problems and choices."""

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is another one than that or the time is over."""

    def picture(self, key: str, scale: float) -> bytes:
        """A page as PNG, so many pixels to the point."""

    def lines(self, key: str) -> Answer:
        """The lines of text of a page, in reading order, and where they stand."""

    def source(self, key: str, line: int) -> Answer:
        """Where a line of a page was written."""

    def form(self, file: str, line: int) -> Answer:
        """What can be changed in a file: its fields, or its whole text."""

    def pdf(self, edition: str) -> tuple[str, bytes]:
        """The proved file of an edition, and its name."""

    def choose(self, choice: Mapping[str, object]) -> Answer:
        """Set the booklet in another page format or theme."""

    def edit(self, change: Mapping[str, object]) -> Answer:
        """Write what a form says into its file."""

    def open(self, place: Mapping[str, object]) -> Answer:
        """Open a file of the folder in the editor."""
