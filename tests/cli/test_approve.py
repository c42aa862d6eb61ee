"""`posterbook approve` from end to end: what it writes, what it refuses, and what a build says afterwards."""

from __future__ import annotations

import re

import pikepdf
import pytest

from posterbook.assets import example_folder
from posterbook.proof import page_texts

pytestmark = pytest.mark.slow

APPROVE = ("approve", "mine", "--by", "A. Lee", "--date", "2021-04-13")


@pytest.fixture
def mine(run, tmp_path):
    """A copy of the example, not approved yet."""
    assert run("new", "mine", "--example").code == 0
    return tmp_path / "mine"


def change(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_example_ships_approved_and_its_copy_is_nobodys_approved_booklet(run, mine):
    assert "not-approved" not in run("check", example_folder(), "--strict").err
    assert not (mine / "legal/approved.yaml").exists()


def test_standard_output_holds_the_path_of_the_approval(run, mine):
    assert "note[not-approved]" in run("check", "mine").err
    approved = run(*APPROVE)
    assert (approved.code, approved.out, approved.err) == (0, "mine/legal/approved.yaml\n", "")
    assert "not-approved" not in run("check", "mine").err


def test_the_same_approval_is_written_as_the_same_bytes(run, mine):
    run(*APPROVE)
    first = (mine / "legal/approved.yaml").read_bytes()
    run(*APPROVE)
    assert (mine / "legal/approved.yaml").read_bytes() == first


def test_building_never_approves(run, mine):
    run("build", "mine")
    assert not (mine / "legal/approved.yaml").exists()


def test_a_changed_word_stops_the_build_until_it_is_approved(run, mine):
    run(*APPROVE)
    change(mine / "legal/exchange.txt", "howsoever", "however")
    stopped = run("build", "mine")
    assert stopped.code == 3
    assert "mine/legal/exchange.txt:1:267: error[approved-wording]" in stopped.err
    assert "[howsoever → however]" in stopped.err
    assert run(*APPROVE).code == 0
    assert run("check", "mine").code == 0


def test_a_text_that_the_records_changed_is_a_warning_that_strict_refuses(run, mine):
    run(*APPROVE)
    change(mine / "posters/07-968.yaml", "number: 968\n", "number: 968\nstatus: withdrawn\n")
    stale = run("check", "mine")
    assert stale.code == 0
    assert "warning[approval-stale]" in stale.err
    assert run("check", "mine", "--strict").code == 3


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("approve", "mine", "--by", "A. Lee"), "--date"),
        (("approve", "mine", "--date", "2021-04-13"), "--by"),
        (("approve", "mine", "--by", " ", "--date", "2021-04-13"), "error[wrong-name]"),
        (("approve", "mine", "--by", "A\nB", "--date", "2021-04-13"), "error[wrong-name]"),
        (("approve", "mine", "--by", "A. Lee", "--date", "2021-02-30"), "error[wrong-date]"),
        (("approve", "mine", "--by", "A. Lee", "--date", "20210413"), "error[wrong-date]"),
    ],
)
def test_who_and_when_must_be_said(run, mine, argv, said):
    refused = run(*argv)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert not (mine / "legal/approved.yaml").exists()


def test_a_folder_that_cannot_be_built_cannot_be_approved(run, mine):
    change(mine / "booklet.yaml", "place: cover-top", "place: cover-tip")
    assert run(*APPROVE).code == 3
    assert not (mine / "legal/approved.yaml").exists()


def test_a_folder_without_legal_blocks_has_nothing_to_approve(run, demo):
    refused = run("approve", "demo", "--by", "A. Lee", "--date", "2021-04-13", "--scope", "legal")
    assert (refused.code, refused.out) == (3, "")
    assert "nothing-to-approve" in refused.err


def test_any_word_that_changes_after_an_approval_is_a_warning_that_strict_refuses(run, mine):
    run(*APPROVE)
    change(mine / "text/introduction.md", "seven preclinical", "eight preclinical")
    changed = run("check", "mine")
    assert changed.code == 0
    assert "warning[approved-document]: page 2 is not as it was approved: " in changed.err
    assert "[seven → eight]" in changed.err
    assert run("check", "mine", "--strict").code == 3
    assert run(*APPROVE, "--scope", "legal").code == 0
    assert "approved-document" not in run("check", "mine").err


@pytest.mark.parametrize(("key", "old", "new"), [("slug", "-2021 ", "-2022 "), ("issuer", "6855", "6856")])
@pytest.mark.parametrize("scope", ["document", "legal"])
def test_the_approval_of_another_booklet_is_an_error(run, mine, scope, key, old, new):
    run(*APPROVE, "--scope", scope)
    change(mine / "booklet.yaml", old, new)
    foreign = run("check", "mine")
    assert foreign.code == 3
    assert f"error[approval-foreign]: the {key} is '" in foreign.err


@pytest.mark.parametrize("code", ["approved-document", "approval-stale", "legal-text"])
def test_what_approval_and_proof_say_cannot_be_accepted_away(run, mine, code):
    entry = f"accept:\n  - {{code: {code}, file: booklet.yaml, wording: page, reason: no}}\n"
    change(mine / "booklet.yaml", "accept:\n", entry)
    refused = run("check", "mine")
    assert refused.code == 3
    assert f"error[not-acceptable]: '{code}' cannot be accepted away" in refused.err


def test_a_draft_says_so_on_every_page_in_its_name_and_whatever_is_asked_for(run, mine, tmp_path):
    run(*APPROVE)
    change(mine / "legal/exchange.txt", "howsoever", "however")
    assert run("build", "mine").code == 3
    for options in (("--quiet",), ("--no-marks", "--edition", "print"), ("--page", "a4"), ("--force",)):
        made = run("build", "mine", "--draft", *options)
        assert made.code == 0
        assert "warning[approved-wording]" in made.err
        (name,) = re.findall(
            r"output/(ascentage-aacr-2021(?:-a4)?-(?:screen|print)-([0-9a-f]{8})-DRAFT)\.pdf", made.out
        )
        with pikepdf.open(tmp_path / f"output/{name[0]}.pdf") as pdf:
            count = len(pdf.pages)
        texts = page_texts((tmp_path / f"output/{name[0]}.pdf").read_bytes(), artifacts=True)
        assert len(texts) == count >= 12
        for text in texts:
            assert f"DRAFT·{name[1]}·notapproved" in "".join(text.split())


def test_a_draft_of_a_booklet_that_matches_its_approval_is_a_draft_all_the_same(run, mine):
    run(*APPROVE)
    assert run("build", "mine", "--draft").out.endswith("-DRAFT.pdf\n")
    assert run("build", "mine").out == "output/ascentage-aacr-2021-screen.pdf\n"
