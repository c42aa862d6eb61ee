"""Where the shipped files lie: inside the installed package, else in the repository around it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def assets_folder() -> Path:
    """The folder that holds `fonts` and `icc`."""
    return _shipped("assets", "assets")


def example_folder() -> Path:
    """The content folder of the example booklet."""
    return _shipped("example", "booklet")


def meeting_folder() -> Path:
    """The content folder of the example meeting."""
    return assets_folder() / "meeting"


def starter_folder() -> Path:
    """The content folder that `posterbook new` copies."""
    return _PACKAGE / "starter"


def profiles_folder() -> Path:
    """The legal profiles: one YAML file for each name that `legal_profile` takes."""
    return _PACKAGE / "profiles"


def tokens_file() -> Path:
    """The design as numbers (theme.py reads it)."""
    return _PACKAGE / "design" / "tokens.yaml"


def _shipped(installed: str, in_repository: str) -> Path:
    inside = _PACKAGE / installed
    return inside if inside.is_dir() else _PACKAGE.parents[1] / in_repository
