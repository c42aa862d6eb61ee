"""A content folder and a spreadsheet's records to merge into it."""

from __future__ import annotations

import pytest

from posterbook.importing.merging import merge
from posterbook.importing.record import ImportedRecord, Source

WORDS = "Windows stay shut in winter because everyone expects to freeze, and so the air grows stale."


def record(number, **fields):
    """A record as it comes from a spreadsheet: its title, a group, two sections and an author."""
    usual = {
        "title": f"How poster {number} came about",
        "group": "Indoor air",
        "board": f"A{number}",
        "authors": [{"name": "Ada Berg", "affiliations": ["Lakeside University, York"], "presenter": True}],
        "sections": {"Background": f"{number}: {WORDS} {WORDS}", "Results": "It helped."},
    }
    given = {name: value for name, value in (usual | fields).items() if value is not None}
    return ImportedRecord(number, (("number", number), *given.items()), Source("posters.xlsx", "Sheet1", 2))


class Folder:
    """A content folder that records are merged into."""

    def __init__(self, path) -> None:
        self.path = path
        self.write("booklet.yaml", "title: A day of posters\n")

    def merge(self, *records):
        """Merge, and write what is to be written."""
        found = merge(self.path, records, write=True)
        for path, content in found.files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return found

    def look(self, *records):
        """Merge without writing."""
        return merge(self.path, records, write=False)

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, name):
        return (self.path / name).read_bytes().decode()

    def edit(self, name, old, new):
        """Edit a file by hand."""
        text = self.read(name)
        assert text.count(old) == 1, (old, text)
        self.write(name, text.replace(old, new))

    def names(self):
        return sorted(path.name for path in (self.path / "posters").iterdir())

    def contents(self):
        files = (path for path in self.path.rglob("*") if path.is_file())
        return {path.relative_to(self.path).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "booklet")


def numbers(lines):
    return [line.number for line in lines]
