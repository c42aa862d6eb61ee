"""The example meeting: what it holds, and that it builds in every design and edition."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from posterbook import load, publish, typeset
from posterbook.assets import meeting_folder
from posterbook.content.boards import boards_of
from posterbook.forms.page import Image

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def meeting():
    return load(meeting_folder())


def test_it_has_what_a_meeting_has(meeting):
    assert len(meeting.records) == 120
    assert len({record.group for record in meeting.records}) == 6
    assert len(meeting.sessions) == 7
    assert len({session.day for session in meeting.sessions}) == 3
    assert {session.hall for session in meeting.sessions} == {hall.name for hall in meeting.halls}
    assert sum(len(boards_of(hall)) for hall in meeting.halls) == 36
    assert {"plan", "people", "picture", "sponsors", "insert", "index", "programme"} <= {
        entry.kind.name for entry in meeting.running_order
    }
    programme = yaml.safe_load((meeting_folder() / "programme.yaml").read_text(encoding="utf-8"))
    assert sum("speaker" in entry for entry in programme) == 30


def test_only_what_cannot_be_otherwise_is_said_of_it(meeting):
    assert {problem.code for problem in meeting.problems} == set()


@pytest.mark.slow
def test_the_script_beside_it_makes_it(tmp_path):
    copy = tmp_path / "assets"
    (copy / "fonts").mkdir(parents=True)
    for name in ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf"):
        (copy / "fonts" / name).write_bytes((REPOSITORY / "assets" / "fonts" / name).read_bytes())
    source = REPOSITORY / "assets" / "meeting_source"
    for file in (path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        to = copy / "meeting_source" / file.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(file.read_bytes())
    subprocess.run([sys.executable, str(copy / "meeting_source" / "make.py")], check=True)
    made = {
        path.relative_to(copy / "meeting"): path for path in (copy / "meeting").rglob("*") if path.is_file()
    }
    kept = {p.relative_to(meeting_folder()): p for p in meeting_folder().rglob("*") if p.is_file()}
    assert set(made) == set(kept)
    letter = Path("letter.pdf")  # whose bytes depend on the version of ReportLab
    assert text_of(made.pop(letter)) == text_of(kept.pop(letter))
    assert [name for name, path in made.items() if path.read_bytes() != kept[name].read_bytes()] == []


def text_of(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "theme"),
    [
        ("a5", "colour"),
        ("half-letter", "plain"),
        ("a4", "colour"),
        ("letter", "plain"),
        ("a4", "large-print"),
    ],
)
def test_it_is_published_in_every_edition_and_the_proofs_hold(meeting, page, theme):
    work = typeset(meeting, page=page, theme=theme)
    editions = ("screen", "print", "booklet") if page in {"a5", "half-letter"} else ("screen", "print")
    for edition in editions:
        assert publish(work, edition).pdf
    (letter,) = (
        one for page in work.pages for one in page.items if isinstance(one, Image) and one.picture.inserted
    )
    assert letter.box.width <= work.theme.page.width + 0.01


@pytest.mark.slow
def test_without_the_letter_it_claims_its_standards(meeting):
    order = tuple(entry for entry in meeting.running_order if entry.kind.name != "insert")
    pdf = publish(typeset(replace(meeting, running_order=order))).pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        packet = file.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1" in packet
    assert b"<pdfaid:conformance>A" in packet
