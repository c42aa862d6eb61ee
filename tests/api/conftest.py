"""A small content folder, and the example loaded and laid out once through the API."""

from pathlib import Path
from shutil import copytree

import pytest

import posterbook
from posterbook.assets import example_folder, starter_folder


@pytest.fixture
def demo(tmp_path, monkeypatch):
    """A small working content folder, `demo` in the current folder."""
    monkeypatch.chdir(tmp_path)
    copytree(starter_folder(), tmp_path / "demo")
    return Path("demo")


@pytest.fixture(scope="session")
def booklet():
    return posterbook.load(example_folder())


@pytest.fixture(scope="session")
def work(booklet):
    return posterbook.typeset(booklet)


@pytest.fixture
def change(demo):
    """Replace some text of a file of the folder."""

    def change(name, old, new):
        path = demo / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


@pytest.fixture
def doubtful(demo):
    """The same folder with something to warn of: a file that is not read."""
    (demo / "posters" / "04-P4.yml").write_text("number: P4", encoding="utf-8")
    return demo
