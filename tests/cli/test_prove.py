"""`posterbook prove` from end to end: every edition that exists, as it was written and tampered with."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from posterbook.forms.edition import EDITIONS

pytestmark = pytest.mark.slow

NAMES = [edition.name for edition in EDITIONS]


@pytest.fixture
def mine(run):
    run("new", "mine", "--example")

    def build(*options):
        return run("build", "mine", "--quiet", *options).out.split()

    return build


def tamper(path, change):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def cover(pdf):
    """Lay a white box over the upper third of every page or sheet."""
    for page in pdf.pages:
        box = page.mediabox
        height = float(box[3]) / 3
        page.contents_add(b"q 1 g 0 %d %d %d re f Q" % (height * 2, float(box[2]), height))


@pytest.mark.parametrize("edition", NAMES)
def test_an_edition_is_proved_and_each_block_listed(run, mine, edition):
    (path,) = mine("--edition", edition)
    proved = run("prove", path, "mine")
    assert (proved.code, proved.out) == (0, "")
    assert "exchange: page 1, 9 pt, 105.9 × " in proved.err
    assert proved.err.count("sha256 ") == 5


@pytest.mark.parametrize("edition", NAMES)
def test_an_edition_that_was_tampered_with_is_refused(run, mine, edition):
    (path,) = mine("--edition", edition)
    tamper(path, cover)
    refused = run("prove", path, "mine", "--quiet")
    assert (refused.code, refused.out) == (5, "")
    assert (
        "[legal-covered]: the legal block 'exchange' is covered or crowded by a filled area on page 1"
        in refused.err
    )


@pytest.mark.parametrize("options", [("--page", "a4"), ("--page", "letter", "--theme", "large-print")])
def test_page_format_and_theme_of_the_file_are_found_out(run, mine, options):
    (path,) = mine(*options)
    assert run("prove", path, "mine", "--quiet").code == 0


def test_the_parts_of_a_print_edition_are_proved_for_what_they_carry(run, mine):
    cover_part, body = sorted(mine("--edition", "print", "--with-cover-separate"), reverse=True)
    assert "not in this part" not in run("prove", cover_part, "mine").err
    nothing = run("prove", body, "mine")
    assert (nothing.code, "error[legal-none]" in nothing.err) == (5, True)
    tamper(cover_part, cover)
    assert run("prove", cover_part, "mine").code == 5


def test_cover_and_body_of_as_many_pages_are_told_apart_by_their_words(run, mine, tmp_path):
    mine()
    (tmp_path / "mine/legal/approved.yaml").unlink(missing_ok=True)
    for poster in sorted((tmp_path / "mine/posters").iterdir())[3:]:
        poster.unlink()
    cover_part, body = sorted(mine("--edition", "print", "--with-cover-separate"), reverse=True)
    for _ in range(2):  # as it is, and with paint over it
        assert "error[legal-none]" in run("prove", body, "mine").err
        tamper(body, cover)
    tamper(cover_part, lambda pdf: [page.contents_add(b"1 g 0 0 900 900 re f") for page in pdf.pages])
    refused = run("prove", cover_part, "mine")
    assert (refused.err.count("error[legal-covered]"), "error[legal-none]" in refused.err) == (5, False)


def test_a_file_that_lost_its_first_and_last_pages_is_no_part(run, mine):
    (path,) = mine()

    def shorten(pdf):
        del pdf.pages[-2:]
        del pdf.pages[:2]

    tamper(path, shorten)
    assert run("prove", path, "mine").code == 5


def test_the_report_says_where_each_block_was_found(run, mine, tmp_path):
    (path,) = mine()
    run("prove", path, "mine", "--report", "proof.json")
    report = json.loads((tmp_path / "proof.json").read_text())
    assert (report["ok"], report["outputs"]) == (True, [])
    first = report["legal"][0]
    assert (first["id"], first["page"], first["size"]) == ("exchange", 1, 9)
    assert first["box"] == [45.35, 49.89, 300.05, 70.6]
    tamper(path, cover)
    run("prove", path, "mine", "--report", "proof.json")
    assert json.loads((tmp_path / "proof.json").read_text())["ok"] is False


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("nowhere.pdf", 2, "error[unreadable-file]"),
        ("mine/booklet.yaml", 7, "error[not-a-pdf]: the file cannot be read as a PDF: unable to find"),
    ],
)
def test_what_is_no_pdf_is_refused(run, mine, name, code, said):
    refused = run("prove", name, "mine")
    assert (refused.code, said in refused.err) == (code, True)


def test_pages_of_another_size_are_no_booklet_of_this_folder(run, mine, tmp_path):
    blank = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.save(blank)
    (tmp_path / "x.pdf").write_bytes(blank.getvalue())
    refused = run("prove", "x.pdf", "mine")
    assert (refused.code, "error[legal-format]: its pages are 35 × 35 mm" in refused.err) == (7, True)


def test_a_locked_file_is_refused(run, mine):
    (path,) = mine()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    refused = run("prove", path, "mine")
    assert (refused.code, "it cannot be read without its password" in refused.err) == (7, True)


def test_a_booklet_without_legal_blocks_has_nothing_to_prove(run, demo):
    run("build", "demo")
    proved = run("prove", "output/how-small-things-add-up-screen.pdf", "demo")
    assert (proved.code, "note[nothing-to-prove]" in proved.err) == (0, True)


def test_one_of_many_booklets_is_proved_as_itself_and_as_no_other(run, mine):
    made = {Path(path).name.split("-")[-2]: path for path in mine("--split", "group")}
    for path in made.values():
        proved = run("prove", path, "mine", "--split", "group")
        assert (proved.code, "holds (laid out as a5, colour, the booklet of " in proved.err) == (0, True)
    renamed, other = Path(made["1252"]), Path(made["1387"])
    assert run("prove", renamed, "mine").code == 5
    renamed.rename("x.pdf")
    assert (
        "x.pdf: holds (laid out as a5, colour, the booklet of APG-1252)"
        in run("prove", "x.pdf", "mine", "--split", "group").err
    )
    Path("x.pdf").rename(other)
    taken = run("prove", other, "mine", "--split", "group")
    assert (taken.code, "does not hold (laid out as a5, colour, the booklet of APG-1387)" in taken.err) == (
        5,
        True,
    )


def test_a_draft_is_refused_and_said_to_be_one(run, mine):
    (path,) = mine("--draft")
    refused = run("prove", path, "mine")
    assert (refused.code, refused.err.count("note[legal-draft]")) == (5, 1)
    assert "does not hold (laid out as a5, colour)" in refused.err


def test_as_rendered_compares_what_shows_and_says_how_sure_that_is(run, mine):
    (path,) = mine()
    alike = run("prove", path, "mine", "--as-rendered")
    assert (alike.code, alike.err.count("note[legal-alike]")) == (0, 5)
    tamper(path, lambda pdf: pdf.pages[0].contents_add(b"0 g BT /F1 9 Tf 60 533 Td (not) Tj ET"))
    other = run("prove", path, "mine", "--as-rendered")
    assert (other.code, other.err.count("error[legal-unlike]")) == (5, 1)


def test_as_rendered_needs_paper_of_the_booklet(run, mine, tmp_path):
    blank = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.save(blank)
    (tmp_path / "x.pdf").write_bytes(blank.getvalue())
    assert run("prove", "x.pdf", "mine", "--as-rendered").code == 7


def test_a_pipe_and_a_device_are_refused_as_files_to_prove(run, mine, tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    for name in ("pipe.pdf", "/dev/zero", "mine"):
        refused = run("prove", name, "mine")
        assert (refused.code, "error[unreadable-file]" in refused.err) == (2, True)
