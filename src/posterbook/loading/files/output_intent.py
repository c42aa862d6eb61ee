"""Reads the ICC profile that booklet.yaml names for its print edition."""

from __future__ import annotations

import os
from pathlib import Path

from posterbook.content.model import Booklet
from posterbook.content.scalars import excerpt
from posterbook.design.icc import unfit
from posterbook.errors import AssetError, error
from posterbook.loading.files.prose_files import contents, is_inside, leads_out

MAX_BYTES = 10_000_000
HINT = "give a file below the content folder, or delete the line to print for FOGRA39 (coated paper)"


def read_output_intent(folder: Path, booklet: Booklet) -> bytes:
    """The profile's bytes, b'' if booklet.yaml names none.

    Raises AssetError for one that lies outside the folder, is missing, or is no CMYK profile of a press.
    """
    name = booklet.output_intent
    if not name:
        return b""
    path = folder / name
    if leads_out(name) or not is_inside(path, os.path.realpath(folder)):
        raise _unusable(booklet, "lies outside the content folder")
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
        raise _unusable(booklet, "is missing")
    profile, problems = contents(path, booklet.where.at("output_intent"), MAX_BYTES)
    if problems:
        raise AssetError(problems)
    reason = unfit(profile)
    if reason:
        raise _unusable(booklet, reason)
    return profile


def _unusable(booklet: Booklet, reason: str) -> AssetError:
    where = booklet.where.at("output_intent")
    problem = error("profile-unusable", f"'{excerpt(booklet.output_intent)}' {reason}", where, HINT)
    return AssetError(problem)
