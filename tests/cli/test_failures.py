"""What is left behind and said when a run fails: the report, bugs, interruptions, broken streams."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from posterbook.assets import example_folder

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parents[2] / "src"
DEMO_PDF = "output/how-small-things-add-up-screen.pdf"


def test_the_report_of_a_build_agrees_with_what_was_written(run, demo, tmp_path):
    run("build", "demo", "--report", "deep/report.json")
    report = json.loads((tmp_path / "deep" / "report.json").read_text(encoding="utf-8"))
    pdf = (tmp_path / DEMO_PDF).read_bytes()
    (output,) = report["outputs"]
    assert report["ok"] is True
    assert output["path"] == DEMO_PDF
    assert (output["bytes"], output["sha256"]) == (len(pdf), hashlib.sha256(pdf).hexdigest())
    assert output["pages"] == len(report["pages"]) == 4 * output["sheets"] - 1
    assert [page["number"] for page in report["pages"] if page["number"]] == ["P1", "P2", "P3"]
    assert all(report["seconds"][stage] > 0 for stage in ("load", "compose", "layout", "draw", "finish"))


def test_the_report_of_the_example_places_every_legal_block(run):
    run("check", example_folder(), "--report", "report.json")
    legal = {block["id"]: block for block in json.loads(Path("report.json").read_text())["legal"]}
    assert {name: block["page"] for name, block in legal.items()} == {
        "exchange": 1,
        "rule-18a05": 12,
        "order": 12,
        "date": 12,
        "board": 12,
    }
    assert all(block["size"] >= 9 for block in legal.values())


def test_the_report_is_written_when_the_content_is_wrong(run, spoil, tmp_path):
    spoil()
    run("build", "demo", "--report", "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["ok"] is False
    assert report["outputs"] == []
    assert {problem["file"] for problem in report["problems"]} == {"demo/posters/01-P1.yaml"}


def test_the_report_is_written_when_the_pdf_cannot_be(run, demo, tmp_path):
    (tmp_path / "output").write_text("not a folder")
    assert run("build", "demo", "--report", "report.json").code == 6
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["ok"], report["outputs"]) == (False, [])
    assert report["problems"][0]["code"] == "unwritable"


def test_a_report_that_cannot_be_written_stops_the_build_and_is_said_once(run, demo, tmp_path):
    (tmp_path / "report.json").mkdir()
    failed = run("build", "demo", "--report", "report.json")
    assert (failed.code, failed.out) == (6, "")
    assert failed.err == "error[unwritable]: cannot write 'report.json': a folder stands there\n"
    assert not list((tmp_path).glob("output/*"))


def test_a_content_error_outweighs_a_report_that_cannot_be_written(run, spoil, tmp_path):
    spoil()
    (tmp_path / "report.json").mkdir()
    failed = run("build", "demo", "--report", "report.json")
    assert failed.code == 3
    assert "error[unknown-field]" in failed.err
    assert "error[unwritable]" in failed.err


def test_a_bug_shows_its_traceback_how_to_report_it_and_writes_the_report(run, demo, tmp_path, monkeypatch):
    def broken(*_, **__):
        message = "no such thing"
        raise RuntimeError(message)

    monkeypatch.setattr("posterbook.api.building.typeset_with", broken)
    failed = run("build", "demo", "--report", "report.json")
    assert (failed.code, failed.out) == (1, "")
    assert "Traceback" in failed.err
    assert "error[bug]: RuntimeError: no such thing\n  hint: report this" in failed.err
    assert json.loads((tmp_path / "report.json").read_text())["problems"][0]["code"] == "bug"


def test_an_interruption_is_quiet_and_leaves_no_file(run, demo, tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    stopped = run("build", "demo")
    assert (stopped.code, stopped.out, stopped.err) == (130, "", "")
    assert list((tmp_path / "output").iterdir()) == []


@pytest.mark.parametrize("module", ["argparse", "posterbook.cli.options", "posterbook.api.building"])
def test_an_interruption_while_modules_are_imported_is_as_quiet(spawn, demo, module):
    code = f"""
import sys
from posterbook.cli import main

class Interruption:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.modules.pop({module!r}, None)
sys.meta_path.insert(0, Interruption())
sys.exit(main(["build", {str(demo)!r}]))
"""
    stopped = spawn("-c", code)
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (130, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is a full device")
def test_a_standard_output_that_takes_nothing_is_an_output_error(spawn, demo):
    with Path("/dev/full").open("w") as full:
        failed = spawn("-m", "posterbook", "schema", stdout=full)
    assert failed.returncode == 6
    assert failed.stderr == "error[unwritable]: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes as on Unix")
def test_a_standard_output_that_nobody_reads_is_no_fault_worth_a_word(spawn):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        unread = spawn("-m", "posterbook", "schema", stdout=writing)
    finally:
        os.close(writing)
    assert (unread.returncode, unread.stderr) == (141, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_do_not_stop_a_build(demo, closed):
    command = f"'{sys.executable}' -m posterbook build '{demo}' {closed}"
    built = subprocess.run(
        ["sh", "-c", command],  # noqa: S607 - the system's own shell
        check=False,
        cwd=demo.parent,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )
    assert (built.returncode, built.stderr) == (0, b"")
    assert len(list((demo.parent / "output").glob("*.pdf"))) == 1
