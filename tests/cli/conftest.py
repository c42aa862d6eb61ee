"""Runs the command in this process or in one of its own, from a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from posterbook.cli import main

SOURCE = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def run(*argv):
        code = main([str(one) for one in argv])
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def demo(run, tmp_path):
    """A small working booklet folder, as `posterbook new` makes it."""
    assert run("new", "demo").code == 0
    return tmp_path / "demo"


@pytest.fixture
def spawn(tmp_path):
    """Run a command in a process of its own, in an empty folder."""

    def spawn(*argv, cwd=tmp_path, stdout=subprocess.PIPE, **environment):
        return subprocess.run(
            [sys.executable, *map(str, argv)],
            check=False,
            cwd=cwd,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(SOURCE)} | environment,
            text=True,
            encoding="utf-8",
        )

    return spawn


@pytest.fixture
def spoil(demo):
    """Put a fault into the first record and return its path."""

    def spoil(old="title:", new="titel:"):
        record = min((demo / "posters").iterdir())
        record.write_text(record.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return record

    return spoil
