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


STUDIES = (
    "group: Air\nsession: Morning\nauthors: [{name: Ada Berg, presenter: true}]",
    """group: Light
session: Morning
authors: [{name: Bea Oh, presenter: true}, {name: Carl Dorn, presenter: true}]""",
    "group: Air\nsession: Noon\nauthors: [{name: Ada Berg, presenter: true}, {name: Carl Dorn}]",
    "group: Water\nsession: Noon\nstatus: withdrawn",
)


@pytest.fixture
def studies(tmp_path, monkeypatch):
    """A folder `studies` of four studies in groups and sessions, and a legal text that names groups."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "studies"
    for place in ("posters", "legal", "text"):
        (folder / place).mkdir(parents=True)
    for n, more in enumerate(STUDIES, 1):
        text = f"number: P{n}\ntitle: Study {n}\nsections: {{Background: Text of study {n}.}}\n{more}\n"
        (folder / f"posters/{n}.yaml").write_text(text, encoding="utf-8")
    (folder / "legal/notice.txt").write_text("Nobody answers for {{ groups | listing }}.\n")
    (folder / "text/introduction.md").write_text("For {{ selection or 'all' }}: {{ counts.posters }} hang.\n")
    (folder / "booklet.yaml").write_text(
        "title: Poster Day\n"
        "legal: [{id: notice, file: legal/notice.txt, place: legal-page, weight: framed}]\n"
    )
    return Path("studies")
