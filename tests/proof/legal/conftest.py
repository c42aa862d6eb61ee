"""The example's editions as they are written, what must be found in them, and hands to tamper with them."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from posterbook import load, prove, publish, typeset
from posterbook.api.paper import Paper, formes_for
from posterbook.api.publishing import known_profiles
from posterbook.assets import example_folder
from posterbook.errors import UnjudgedError
from posterbook.forms.edition import EDITIONS
from posterbook.proof import UNJUDGED, expected_file, prove_legal


@dataclass(frozen=True)
class Example:
    """The example laid out once, its editions' files by name, and what each of them is held to."""

    work: object
    expected: dict[str, object]
    files: dict[str, bytes]

    def proof(self, edition, pdf):
        return prove_legal(pdf, self.expected[edition], self.work.fonts)

    def codes(self, edition, pdf):
        return [problem.code for problem in self.proof(edition, pdf).problems]

    def judgement(self, edition, pdf):
        codes = set(self.codes(edition, pdf))
        return "does not hold" if codes - UNJUDGED else "cannot be judged" if codes else "holds"


@pytest.fixture(scope="session")
def example():
    return make_example()


def make_example():
    work = typeset(load(example_folder()))
    files, expected = {}, {}
    for row in EDITIONS:
        paper = Paper(creep=0) if row.imposed else Paper()
        (forme,) = formes_for(work, (row,), paper.printing(work.theme.sheets))[0][row]
        blocks, language = work.booklet.legal, work.booklet.language
        expected[row.name] = expected_file(
            blocks, forme.pages, work.theme.legal.floor, work.fonts, forme.sheets, language
        )._replace(profiles=known_profiles(work.booklet))
        files[row.name] = publish(work, row, **({"creep": 0} if row.imposed else {})).pdf
    return Example(work, expected, files)


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

    def state(self, name, **entries):
        """Add a graphics state to page 1."""
        resources = self.resources(1)
        resources.ExtGState = resources.get("/ExtGState", pikepdf.Dictionary())
        resources.ExtGState[name] = pikepdf.Dictionary(**entries)

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
        stream.write(code.encode("latin-1") + b"\n" + stream.read_bytes())

    def after(self, sequence, code):
        """Operators after the page's own, measured from the corner of its trim."""
        stream = self.content(sequence)
        origin = b"1 0 0 1 %f %f cm\n" % self.origin(sequence)
        stream.write(b"q\n" + stream.read_bytes() + b"\nQ\n" + origin + code.encode("latin-1") + b"\n")

    def origin(self, sequence):
        """The lower left corner of a page's trim, 0, 0 in a form of it."""
        page = self.page(sequence)
        if page.obj.get("/Contents") != self.content(sequence):
            return (0.0, 0.0)
        return tuple(float(edge) for edge in page.trimbox[:2])

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


def judge_file(pdf):
    """What `prove` says of a file of the example, from end to end: its judgement, and all problems."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "given.pdf")
        path.write_bytes(pdf)
        try:
            verdict = prove(path, example_folder())
        except UnjudgedError as failure:
            return "cannot be judged", failure.problems
    return str(verdict.judgement), verdict.problems
