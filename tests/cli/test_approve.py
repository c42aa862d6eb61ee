"""`posterbook approve` from end to end: what it writes, what it refuses, and what a build says afterwards."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

APPROVE = ("approve", "mine", "--by", "A. Lee", "--date", "2021-04-13")


@pytest.fixture
def mine(run, tmp_path):
    """A copy of the example, not approved yet."""
    assert run("new", "mine", "--example").code == 0
    (tmp_path / "mine/legal/approved.yaml").unlink()
    return tmp_path / "mine"


def change(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_example_ships_approved(run):
    run("new", "mine", "--example")
    assert "not-approved" not in run("check", "mine", "--strict").err


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
    refused = run("approve", "demo", "--by", "A. Lee", "--date", "2021-04-13")
    assert (refused.code, refused.out) == (3, "")
    assert "nothing-to-approve" in refused.err
