"""The page on changing the program: its code is the sample package's, the files that it names are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src" / "posterbook"
PAGE = (HOUSE / "manual" / "changing.md").read_text(encoding="utf-8")
MAP = (HOUSE / "README.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "tests" / "sample_package"
FENCE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TO_BE_MADE = {"content/languages/es.yaml"}


@pytest.mark.parametrize("file", ["posterbook_quotation/page.py", "posterbook_quotation/edition.py"])
def test_its_python_is_the_sample_package_which_is_installed_and_built(file):
    assert dict(FENCE.findall(PAGE))[file] == (SAMPLE / file).read_text(encoding="utf-8")


def test_its_entry_points_are_the_sample_package_s():
    project = (SAMPLE / "pyproject.toml").read_text(encoding="utf-8")
    blocks = [text for name, text in FENCE.findall(PAGE) if name == "pyproject.toml"]
    assert blocks
    assert all(block in project for block in blocks)


@pytest.mark.parametrize("text", [PAGE, MAP], ids=["changing.md", "the map"])
def test_every_file_that_it_names_is_there(text):
    named = set(re.findall(r"`([a-z_]+(?:/[\w.-]+)*/?\.?(?:py|md|yaml)?)`", text))
    paths = {name for name in named if "/" in name} - TO_BE_MADE
    assert len(paths) > 10
    missing = [path for path in sorted(paths) if not any((at / path).exists() for at in (HOUSE, ROOT))]
    assert missing == []
