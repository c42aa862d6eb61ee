"""`posterbook read`, and `build --max-size`."""

import pytest


def test_read_prints_what_a_screen_reader_says_and_writes_nothing(run, demo, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    outcome = run("read", demo)
    assert outcome.code == 0
    assert outcome.out.count("\n# ") == 1
    assert "\n## " in outcome.out
    assert "[table: " in outcome.out
    assert sorted(tmp_path.rglob("*")) == before


def test_read_takes_another_design(run, demo):
    wide = run("read", demo, "--page", "a4", "--theme", "large-print").out
    assert wide.splitlines()[0].split(" [")[0] == run("read", demo).out.splitlines()[0].split(" [")[0]


def test_read_shows_the_problems_of_a_bad_folder_and_prints_nothing(run, demo, spoil):
    spoil()
    outcome = run("read", demo)
    assert (outcome.code, outcome.out) == (3, "")
    assert "error[unknown-field]" in outcome.err


@pytest.mark.slow
@pytest.mark.parametrize("size", ["10MB", "10 mb", "0.5M", "900kB", "900000"])
def test_a_file_within_the_size_is_written(run, demo, size):
    assert run("build", demo, "--max-size", size).code == 0


def test_a_file_beyond_the_size_is_not_written_and_its_largest_parts_are_named(run, demo, tmp_path):
    outcome = run("build", demo, "--max-size", "5kB", "--report", "report.json")
    assert (outcome.code, outcome.out) == (5, "")
    assert "error[too-big]: " in outcome.err
    assert "font " in outcome.err
    assert not list(tmp_path.glob("output/*.pdf"))
    assert '"too-big"' in (tmp_path / "report.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", ["", "MB", "ten", "1.2.3MB", "-5kB", "5 km"])
def test_what_is_no_size_is_wrong_usage(run, demo, size):
    outcome = run("build", demo, f"--max-size={size}")
    assert outcome.code == 2
    assert "--max-size" in outcome.err
