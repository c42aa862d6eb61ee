"""`posterbook approve`: the wording of a folder's legal blocks, filled, becomes the approved one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from posterbook.api.output import write
from posterbook.errors import Problem
from posterbook.loading import APPROVED, approval_of, design_tokens, load, without_accepted
from posterbook.pages import kinds


def approve(
    folder: Path, by: str, day: date, now: Callable[[], datetime] | None = None
) -> tuple[Path, tuple[Problem, ...]]:
    """Write the approval and return its path, with what the folder is warned of.

    `day` is what the approving person says, never the clock's. Raises ContentError or AssetError for a folder
    that cannot be built or has no legal blocks, OutputError where the approval cannot be written.
    """
    booklet, problems = load(folder, kinds(), now, tokens=design_tokens(), approving=True)
    path = folder / APPROVED
    write([(path, approval_of(booklet, by, day).encode())])
    return path, without_accepted(booklet.accept, problems)
