"""Reads a file that somebody names: no pipe or device, which never end, and no more than it may hold."""

from __future__ import annotations

import stat
from pathlib import Path

from posterbook.errors import UsageError, error


def read_file(path: Path, largest: int) -> bytes:
    """The bytes of a file; raises UsageError for one that is missing, no plain file or too large."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            kind = "a folder" if stat.S_ISDIR(facts.st_mode) else "no file, but a pipe or device"
            raise UsageError(error("unreadable-file", f"cannot read '{path}': it is {kind}"))
        if facts.st_size > largest:
            size = f"{facts.st_size:,} bytes, more than {largest:,}"
            raise UsageError(error("unreadable-file", f"cannot read '{path}': it has {size}"))
        return path.read_bytes()
    except (OSError, ValueError) as failure:
        said = (getattr(failure, "strerror", None) or str(failure)).lower()
        raise UsageError(error("unreadable-file", f"cannot read '{path}': {said}")) from failure
