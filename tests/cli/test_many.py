"""`posterbook build --split`, --jobs, --shard and --force from end to end."""

import io
import json
from pathlib import Path

import pytest

from posterbook.cli import options
from posterbook.cli.build import _shard
from posterbook.cli.progress import count

pytestmark = pytest.mark.slow

ROWS = "name,number\nAda Berg,P1\nBea Oh,P2\nAda Berg,P3\n"
ADA, BEA = (f"output/how-small-things-add-up-{name}-screen.pdf" for name in ("ada-berg", "bea-oh"))


@pytest.fixture
def listed(demo):
    """A list beside the folder."""
    path = Path("list.csv")
    path.write_text(ROWS)
    return path


def made():
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("output").iterdir())}


@pytest.mark.usefixtures("listed")
def test_the_paths_of_all_booklets_are_printed_one_a_line(run):
    built = run("build", "demo", "--split", "list.csv", "--quiet")
    assert (built.code, built.out, built.err) == (0, f"{ADA}\n{BEA}\n", "")


@pytest.mark.usefixtures("listed")
def test_jobs_shards_and_force_change_no_byte(run):
    run("build", "demo", "--split", "list.csv")
    whole = made()
    assert run("build", "demo", "--split", "list.csv", "--jobs", "2", "--force").code == 0
    assert made() == whole
    for path in Path("output").iterdir():
        path.unlink()
    assert run("build", "demo", "--split", "list.csv", "--shard", "2/2").out == f"{BEA}\n"
    assert list(made()) == [BEA]
    assert run("build", "demo", "--split", "list.csv", "--shard", "1/2").out == f"{ADA}\n"
    assert made() == whole


@pytest.mark.usefixtures("listed")
def test_an_unchanged_folder_prints_its_paths_writes_its_report_and_says_so(run, monkeypatch):
    first = run("build", "demo", "--split", "list.csv", "--report", "report.json")
    before = made(), json.loads(Path("report.json").read_text())
    Path("report.json").unlink()
    monkeypatch.setattr("posterbook.api.many.build_many", None)
    again = run("build", "demo", "--split", "list.csv", "--report", "report.json")
    assert (again.code, again.out) == (0, first.out)
    assert again.err == f"{first.err}{UNCHANGED}"
    after = made(), json.loads(Path("report.json").read_text())
    assert after[1]["problems"].pop()["code"] == "unchanged"
    assert (after[0], after[1] | {"seconds": 0}) == (before[0], before[1] | {"seconds": 0})
    assert run("build", "demo", "--split", "list.csv", "--quiet").err == ""


UNCHANGED = "note[unchanged]: nothing has changed since the last build\n  hint: --force builds all the same\n"


def test_force_builds_an_unchanged_folder(run, demo):
    run("build", "demo")
    assert run("build", "demo").err == UNCHANGED
    assert run("build", "demo", "--force").err == ""


def test_an_option_that_only_many_booklets_follow_is_refused_also_where_nothing_has_changed(run, demo):
    run("build", "demo")
    refused = run("build", "demo", "--jobs", "2", "--shard", "1/2")
    assert refused.code == 2
    assert refused.err == (
        "error[idle-option]: --jobs, --shard belong to --split, which is not asked for\n"
        "  hint: add --split group, or leave it out\n"
    )
    assert "--jobs belongs to --split" in run("build", "demo", "--jobs", "2").err


def test_what_an_embargo_withholds_is_printed_once_it_has_passed_though_nothing_else_changed(
    run, demo, monkeypatch
):
    record = min((demo / "posters").iterdir())
    record.write_text(
        f"{record.read_text(encoding='utf-8')}embargo: 2030-01-01T00:00+00:00\n", encoding="utf-8"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert run("build", "demo").err == ""
    assert run("build", "demo").err == UNCHANGED
    assert run("build", "demo", "--as-of", "2029-12-31T00:00Z").err == UNCHANGED
    assert run("build", "demo", "--as-of", "2030-01-01T00:00Z").err == ""


def test_a_warning_that_passed_stops_a_strict_build_of_the_unchanged_folder(run, demo):
    (demo / "posters/99.yml").write_text("x")
    warned = run("build", "demo")
    assert (warned.code, "not-read" in warned.err) == (0, True)
    assert "not-read" in run("build", "demo").err
    assert run("build", "demo", "--strict").code == 3


def test_faults_of_a_list_are_told_by_file_and_line(run, listed):
    listed.write_text("name,number\nAda,P1\nBea,P0\n")
    failed = run("build", "demo", "--split", "list.csv", "--report", "report.json")
    assert (failed.code, failed.out) == (3, "")
    assert failed.err.startswith("list.csv:3:1: error[unknown-number]: no poster has the number 'P0'\n")
    assert json.loads(Path("report.json").read_text())["problems"][0]["line"] == 3
    assert not Path("output").exists()


@pytest.mark.parametrize("argv", [["--jobs", "0"], ["--jobs", "x"], ["--shard", "3/2"], ["--shard", "1"]])
def test_jobs_and_shards_that_cannot_be_are_wrong_usage(run, demo, argv):
    refused = run("build", "demo", "--split", "group", *argv)
    assert refused.code == 2
    assert "wants" in refused.err


def test_a_shard_is_read_as_its_number_and_count():
    assert _shard("3/12") == (3, 12)


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/posterbook"),
        ("linux", {"XDG_CACHE_HOME": "relative", "HOME": "/home/a"}, "/home/a/.cache/posterbook"),
        ("linux", {"XDG_CACHE_HOME": "", "HOME": "/home/a"}, "/home/a/.cache/posterbook"),
        ("darwin", {"XDG_CACHE_HOME": "", "HOME": "/home/a"}, "/home/a/Library/Caches/posterbook"),
        ("win32", {"XDG_CACHE_HOME": "", "LOCALAPPDATA": "/local"}, "/local/posterbook"),
    ],
)
def test_the_cache_lies_where_the_system_keeps_such_files(monkeypatch, platform, environment, folder):
    monkeypatch.setattr("sys.platform", platform)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert options.cache_folder() == Path(folder)


def test_a_terminal_is_shown_how_many_booklets_are_made():
    terminal = io.StringIO()
    with count(terminal, patience=0) as tell:
        tell(17, 200)
    assert terminal.getvalue() == "\r17 of 200 booklets\r                  \r"
    with count(terminal := io.StringIO()) as tell:
        tell(1, 2)
    assert terminal.getvalue() == ""


def test_an_unchanged_folder_is_recognised_without_what_builds(spawn, run, demo):
    run("build", "demo")
    code = (
        "import sys; from posterbook.cli import main; main(['build', 'demo']);"
        "heavy = {'yaml', 'jinja2', 'reportlab', 'pikepdf', 'posterbook.layout', 'posterbook.content.model'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    again = spawn("-c", code)
    assert again.stdout.splitlines()[-1] == "[]"
    assert "unchanged" in again.stderr
