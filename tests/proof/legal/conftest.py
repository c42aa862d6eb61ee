"""The example's editions as they are written, what must be found in them, and hands to tamper with them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from posterbook import load, publish, typeset
from posterbook.assets import example_folder
from posterbook.forms.edition import EDITIONS
from posterbook.proof import expected_blocks, prove_legal


@dataclass(frozen=True)
class Example:
    """The example laid out once, and its editions' files by name."""

    work: object
    texts: tuple
    files: dict[str, bytes]

    def proof(self, pdf):
        return prove_legal(pdf, self.texts, self.work.fonts)

    def codes(self, pdf):
        return [problem.code for problem in self.proof(pdf).problems]


@pytest.fixture(scope="session")
def example():
    work = typeset(load(example_folder()))
    files = {row.name: publish(work, row, **({"creep": 0} if row.imposed else {})).pdf for row in EDITIONS}
    return Example(work, expected_blocks(work.booklet.legal, work.pages, work.theme), files)


class Hands:
    """A file opened to be tampered with."""

    def __init__(self, pdf):
        self.pdf = pdf

    @property
    def ink(self):
        """The operator that sets ink; its first one on a page sets the colour of the disclaimer."""
        return "0 0 0 1 k" if b"0 0 0 1 k" in self.content(1).read_bytes() else "0.102 0.102 0.102 rg"

    white, pale = "1 1 1 rg", "0.8 0.8 0.8 rg"

    def page(self, sequence):
        """The page of the file that carries a page of the booklet."""
        for page in self.pdf.pages:
            if f"/Page{sequence}" in page.obj.Resources.get("/XObject", {}):
                return page
        return self.pdf.pages[sequence - 1]

    def content(self, sequence):
        """The stream that shows a page of the booklet."""
        page = self.page(sequence)
        return page.obj.Resources.get("/XObject", {}).get(f"/Page{sequence}", page.obj.get("/Contents"))

    def resources(self, sequence):
        content = self.content(sequence)
        return content.Resources if "/Resources" in content else self.page(sequence).obj.Resources

    def font(self, sequence, name):
        return self.resources(sequence).Font[name]

    def change(self, sequence, *pairs):
        """Put other operators in the place of some, each of which must be there."""
        stream = self.content(sequence)
        code = stream.read_bytes().decode("latin-1")
        for old, new in pairs:
            assert old in code, f"{old!r} is not on page {sequence}"
            code = code.replace(old, new)
        stream.write(code.encode("latin-1"))

    def before(self, sequence, code):
        stream = self.content(sequence)
        stream.write(code.encode() + b"\n" + stream.read_bytes())

    def after(self, sequence, code):
        stream = self.content(sequence)
        stream.write(b"q\n" + stream.read_bytes() + b"\nQ\n" + code.encode() + b"\n")

    def wrap(self, sequence, code):
        """Put operators around the whole page."""
        stream = self.content(sequence)
        stream.write(code.encode() + b"\n" + stream.read_bytes())


@pytest.fixture
def tampered():
    """A file's bytes after somebody has tampered with it."""

    def tampered(pdf, tamper):
        with pikepdf.open(BytesIO(pdf)) as opened:
            tamper(Hands(opened))
            changed = BytesIO()
            opened.save(changed)
        return changed.getvalue()

    return tampered


@pytest.fixture
def folder(tmp_path):
    """A copy of the example's folder to damage."""
    return Path(shutil.copytree(example_folder(), tmp_path / "mine"))
