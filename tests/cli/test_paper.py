"""Printing from the command line: options, the sheet plan, and the files that come out."""

import json
from pathlib import Path

import pytest

from posterbook.api.paper import CREEP

pytestmark = pytest.mark.slow


def names(outcome):
    return [line.rsplit("/", 1)[-1] for line in outcome.out.splitlines()]


def test_all_editions_are_made_in_one_run_and_on_paper_whole_sheets_are_filled(run, demo):
    outcome = run("build", demo, "--edition", "all", "--report", "report.json")
    assert outcome.code == 0
    stems = [name.removesuffix(".pdf").rsplit("-", 1)[-1] for name in names(outcome)]
    assert stems == ["screen", "print", "booklet"]
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert len(report["pages"]) == 7
    assert [(one["edition"], one["pages"], one["sheets"]) for one in report["outputs"]] == [
        ("screen", 7, 2),
        ("print", 8, 2),
        ("booklet", 8, 2),
    ]
    assert [one["code"] for one in report["problems"]] == ["sheet-plan"]


def test_the_sheet_plan_is_said_with_the_booklet_and_can_be_silenced(run, demo):
    outcome = run("build", demo, "--edition", "booklet", "--flip", "long")
    assert (
        "note[sheet-plan]: 8 pages, 2 sheets of A4, print both sides at 100 %, flip on the long edge"
        in outcome.err
    )
    assert "sheet-plan" not in run("build", demo, "--edition", "booklet", "--quiet").err
    assert "sheet-plan" not in run("build", demo).err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--no-marks"], "--no-marks belongs to the print edition"),
        (
            ["--edition", "booklet", "--with-cover-separate"],
            "--with-cover-separate belongs to the print edition",
        ),
        (["--edition", "print", "--creep", "0.2"], "--creep belongs to the booklet edition"),
        (
            ["--edition", "print", "--flip", "short", "--signature", "4"],
            "--flip, --signature belong to the booklet",
        ),
        (["--edition", "booklet", "--sheet", "a44"], "unknown sheet 'a44'"),
        (["--edition", "booklet", "--creep", "2"], "wants 0 to 1 mm of paper thickness, found 2"),
        (["--edition", "booklet", "--creep", "thin"], "wants 0 to 1 mm of paper thickness, found thin"),
        (["--edition", "booklet", "--signature", "x"], "wants one sheet or more, found x"),
        (["--edition", "booklet", "--signature", "0"], "wants one sheet or more, found 0"),
        (["--edition", "booklet", "--sheet", "200x100"], "two pages of a5 need 296 × 210 mm"),
    ],
)
def test_an_option_that_would_be_ignored_or_cannot_be_followed_is_wrong_usage(run, demo, options, said):
    outcome = run("build", demo, *options)
    assert outcome.code == 2
    assert said in outcome.err
    assert not outcome.out


def test_help_names_the_thickness_of_paper_that_is_usual(run):
    assert f"thickness of the paper ({CREEP})" in run("build", "--help").out


def test_a_punched_booklet_is_refused_alone_and_left_out_of_all(run, demo):
    outcome = run("build", demo, "--page", "a4", "--edition", "booklet")
    assert outcome.code == 5
    assert "error[punched-imposed]" in outcome.err
    assert "binding: saddle" in outcome.err
    outcome = run("build", demo, "--page", "a4", "--edition", "all")
    assert outcome.code == 0
    assert len(names(outcome)) == 2
    assert "note[not-folded]" in outcome.err


def test_cover_and_body_are_two_files(run, demo):
    outcome = run("build", demo, "--edition", "print", "--with-cover-separate")
    assert [name.split("-print-")[-1] for name in names(outcome)] == ["cover.pdf", "body.pdf"]


def test_a_print_file_without_a_date_says_so(run, demo, monkeypatch):
    settings = demo / "booklet.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("\ndate:", "\n# date:"), encoding="utf-8"
    )
    assert "note[undated]" in run("build", demo, "--edition", "print").err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1618272000")
    assert "note[undated]" not in run("build", demo, "--edition", "print").err


def test_a_missing_profile_is_an_asset_that_is_missing(run, demo):
    with (demo / "booklet.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\noutput_intent: icc/none.icc\n")
    outcome = run("build", demo, "--edition", "print")
    assert outcome.code == 4
    assert "booklet.yaml:" in outcome.err
    assert "error[profile-unusable]: 'icc/none.icc' is missing" in outcome.err


def test_proofsheet_writes_one_file_beside_the_others(run, demo):
    outcome = run("proofsheet", demo, "-o", "proofs")
    assert outcome.code == 0
    (name,) = names(outcome)
    assert name.endswith("-proofsheet.pdf")
    assert outcome.out.startswith("proofs/")


def test_testsheet_needs_no_folder(run):
    outcome = run("testsheet", "--sheet", "letter", "-o", "tests")
    assert (outcome.code, outcome.out) == (0, "tests/testsheet-letter.pdf\n")
    outcome = run("testsheet", "--sheet", "foolscap")
    assert outcome.code == 2
    assert "choose from a4, a3, letter, tabloid" in outcome.err


def test_testsheet_refuses_paper_that_it_does_not_fit(run):
    outcome = run("testsheet", "--sheet", "210x148")
    assert (outcome.code, outcome.out) == (2, "")
    assert "needs 240 × 190 mm, the sheet has 210 × 148 mm" in outcome.err
