"""The versions that the README's commands install: every dependency, at its bound or above, from no URL."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PINS = [
    line
    for line in (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PINNED = dict(line.partition(" ")[0].split("==") for line in PINS)


def number(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def bounds():
    """The lower bounds as the run with the lowest versions takes them."""
    command = [sys.executable, ROOT / ".ci" / "lowest"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return dict(line.split("==") for line in printed.splitlines())


def test_every_declared_dependency_has_a_bound_and_is_pinned_at_it_or_above():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[>=\[]", one)[0] for one in declared["project"]["dependencies"]}
    assert names < set(bounds())
    for name, bound in bounds().items():
        assert number(PINNED[name.lower()]) >= number(bound), name


@pytest.mark.parametrize("line", PINS)
def test_a_pin_is_a_name_and_a_version_without_url_or_hash(line):
    assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; (sys_platform|python_version) == \"[\w.]+\".*)?", line)


def test_both_commands_of_the_readme_install_the_pinned_versions():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (python3 -m venv .*)$", readme, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        installs = [part for part in command.split(" && ") if "pip install" in part]
        assert installs
        assert all(" -c .ci/constraints.txt " in part for part in installs)
