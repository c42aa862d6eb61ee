"""`posterbook export`: printed or written, whole or not at all."""

import json

import pytest

from posterbook.assets import example_folder

pytestmark = pytest.mark.slow


def test_export_prints_the_text_and_writes_nothing(run, demo, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    printed = run("export", demo, "--to", "json")
    assert (printed.code, printed.err) == (0, "")
    assert [poster["number"] for poster in json.loads(printed.out)["posters"]][:2] == ["P1", "P2"]
    assert sorted(tmp_path.rglob("*")) == before


def test_export_writes_a_file_and_prints_its_path(run, demo, tmp_path):
    made = run("export", demo, "--to", "csv", "-o", "out/posters.csv")
    assert (made.code, made.out, made.err) == (0, "out/posters.csv\n", "")
    written = (tmp_path / "out" / "posters.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfnumber,title,")
    assert written.count(b"\r\n") >= 4


def test_what_is_printed_is_what_is_written(spawn, demo, tmp_path):
    spawn("-m", "posterbook", "export", demo, "--to", "csv", "-o", "posters.csv")
    with (tmp_path / "printed.csv").open("wb") as file:
        spawn("-m", "posterbook", "export", demo, "--to", "csv", stdout=file)
    assert (tmp_path / "printed.csv").read_bytes() == (tmp_path / "posters.csv").read_bytes()


def test_the_pages_are_those_of_the_page_format_that_is_asked_for(run):
    def pages(*options):
        posters = json.loads(run("export", example_folder(), "--to", "json", *options).out)["posters"]
        return [poster["page"]["folio"] for poster in posters]

    assert pages() == ["4", "5", "6", "7", "8", "9", "10"]
    assert pages("--page", "a4", "--theme", "large-print") != pages()


def test_an_export_that_fails_leaves_an_older_file(run, demo, tmp_path):
    (tmp_path / "posters.ics").write_text("old")
    failed = run("export", demo, "--to", "ics", "-o", "posters.ics")
    assert (failed.code, failed.out) == (3, "")
    assert "error[empty-calendar]" in failed.err
    assert (tmp_path / "posters.ics").read_text() == "old"


def test_a_warning_stops_a_strict_export(run):
    assert run("export", example_folder(), "--to", "datacite").code == 0
    stopped = run("export", example_folder(), "--to", "datacite", "--strict")
    assert (stopped.code, stopped.out) == (3, "")
    assert "error[no-creator]" in stopped.err


def test_an_unknown_format_is_wrong_usage(run, demo):
    refused = run("export", demo, "--to", "jsn")
    assert refused.code == 2
    assert (
        "error[unknown-export-format]: unknown export format 'jsn'\n  hint: did you mean 'json'?"
        in refused.err
    )
    assert run("export", demo).code == 2
