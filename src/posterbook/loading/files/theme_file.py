"""Reads theme.yaml: what a booklet puts in the place of the design's tokens."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from posterbook.errors import ContentError, Problem, Severity, Where, error
from posterbook.loading.files.prose_files import is_inside
from posterbook.loading.yaml.document import read_tokens

FILE: Final = "theme.yaml"


def read_design(folder: Path, tokens: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Problem]]:
    """What theme.yaml says, its colours completed, and what is wrong with it; nothing where there is none."""
    path = folder / FILE
    if not path.exists():
        return {}, []
    if not is_inside(path, os.path.realpath(folder)):
        message = f"'{FILE}' leads outside the content folder"
        return {}, [error("outside-folder", message, Where(FILE), "copy the file into the content folder")]
    try:
        given = read_tokens(path, FILE)
    except ContentError as failed:
        return {}, list(failed.problems)
    from posterbook.design.inks import complete_colours  # noqa: PLC0415 - the same
    from posterbook.design.overrides import check_overrides  # noqa: PLC0415 - few booklets have such a file

    problems = check_overrides(given, tokens)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return {}, problems
    return complete_colours(given), problems
