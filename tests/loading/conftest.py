"""A small content folder to damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from posterbook.errors import ContentError
from posterbook.loading import design_tokens, load
from posterbook.pages import kinds

TOKENS = design_tokens()
RECORD = "number: {number}\ntitle: A title\nsections:\n  Background: Some text\n"


class Content:
    """A content folder with one good record, and what loading it says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("booklet.yaml", "title: A day of posters\n")
        self.write("posters/1.yaml", RECORD.format(number=1))

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def record(self, name, number):
        return self.write(f"posters/{name}", RECORD.format(number=number))

    def remove(self, name):
        (self.folder / name).unlink()
        return self

    def load(self, *, approving=False, now=None):
        return load(self.folder, kinds(), now, tokens=TOKENS, approving=approving)

    def booklet(self, now=None):
        return self.load(now=now)[0]

    def problems(self):
        try:
            return self.load()[1]
        except ContentError as failed:
            return failed.problems

    def lines(self):
        return [str(problem).split(": ", 2)[:2] for problem in self.problems()]

    def one(self):
        (problem,) = self.problems()
        return problem


@pytest.fixture
def content(tmp_path):
    return Content(tmp_path / "booklet")
