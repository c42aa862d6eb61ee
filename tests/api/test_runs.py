"""build, check, prove, approve: whole runs over a folder, as the command starts them."""

import json
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

import posterbook
from posterbook.assets import example_folder

pytestmark = pytest.mark.slow


def test_build_puts_the_files_in_place_and_says_what_they_are(demo):
    result = posterbook.build(demo, output="out", editions=("screen", "booklet"), report="report.json")
    assert [one.path.name for one in result.outputs] == [
        "how-small-things-add-up-screen.pdf",
        "how-small-things-add-up-booklet.pdf",
    ]
    for one in result.outputs:
        assert one.bytes == one.path.stat().st_size
        assert (one.pages, one.sheets) == (7 if one.edition == "screen" else 8, 2)
    assert Path("report.json").read_bytes() == result.report
    assert json.loads(result.report)["ok"] is result.ok is True
    assert result.summary == "3 posters, 7 pages, no problems"
    assert [problem.code for problem in result.problems] == ["sheet-plan"]


def test_an_edition_named_twice_is_made_once(demo):
    result = posterbook.build(demo, editions=("all", "screen"))
    assert [one.edition for one in result.outputs] == ["screen", "print", "booklet"]


def test_of_several_editions_all_are_written_or_none(demo):
    with pytest.raises(posterbook.LayoutError, match="punched"):
        posterbook.build(demo, page="a4", editions=("screen", "booklet"))
    assert not Path("output").exists()
    assert len(posterbook.build(demo, page="a4", editions=("all",)).outputs) == 2


def test_a_failure_carries_what_was_found_before_it_at_its_place(doubtful):
    with pytest.raises(posterbook.LayoutError) as caught:
        posterbook.build(doubtful, max_size=10, report="report.json")
    found = caught.value.problems
    assert [problem.severity for problem in found] == ["warning", "error"]
    assert str(found[0].where) == "demo/posters/04-P4.yml"
    assert found[1].code == "too-big"
    assert [one["code"] for one in json.loads(Path("report.json").read_text())["problems"]] == [
        problem.code for problem in found
    ]


def test_strict_refuses_a_warning_and_writes_nothing(doubtful):
    assert [one.severity for one in posterbook.check(doubtful).problems] == ["warning"]
    for run in (posterbook.build, posterbook.check):
        with pytest.raises(posterbook.ContentError) as caught:
            run(doubtful, strict=True)
        assert [one.severity for one in caught.value.problems] == ["error"]
    assert not Path("output").exists()


def test_a_code_to_fail_on_stops_a_run_with_a_warning_or_a_note(doubtful):
    with pytest.raises(posterbook.ContentError) as caught:
        posterbook.build(doubtful, fail_on=("not-read",))
    assert [(one.code, one.severity) for one in caught.value.problems] == [("not-read", "error")]
    with pytest.raises(posterbook.ContentError, match="sheet-plan"):
        posterbook.build(doubtful, editions=("booklet",), fail_on=("sheet-plan",))
    assert posterbook.check(doubtful, fail_on=("mojibake",)).ok
    with pytest.raises(posterbook.UsageError, match="did you mean 'not-read'"):
        posterbook.check(doubtful, fail_on=("not-raed",))


def test_check_writes_nothing_but_the_report(demo, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    result = posterbook.check(demo)
    assert (result.outputs, result.problems) == ((), ())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("options", [{"editions": ("sreen",)}, {"page": "a55"}, {"sheet": "a3"}])
def test_wrong_usage_is_reported_too(demo, options):
    with pytest.raises(posterbook.UsageError) as caught:
        posterbook.build(demo, report="report.json", **options)
    (problem,) = json.loads(Path("report.json").read_text())["problems"]
    assert problem["code"] == caught.value.problems[0].code


def test_an_unforeseen_failure_is_reported_and_passed_on(demo, monkeypatch):
    def broken(*_, **__):
        message = "no such thing"
        raise RuntimeError(message)

    monkeypatch.setattr("posterbook.api.building.typeset_with", broken)
    with pytest.raises(RuntimeError):
        posterbook.build(demo, report="report.json")
    (problem,) = json.loads(Path("report.json").read_text())["problems"]
    assert problem["code"] == "bug"
    assert problem["hint"].startswith("report this fault of posterbook")


def test_a_file_is_proved_for_what_it_carries(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (made,) = posterbook.build(example_folder(), page="a4", theme="plain").outputs
    verdict = posterbook.prove(made.path, example_folder())
    assert (verdict.holds, verdict.page) == (True, "a4")
    assert [one.id for one in verdict.legal] == ["exchange", "rule-18a05", "order", "date", "board"]
    with pytest.raises(posterbook.UnjudgedError, match="not-a-pdf"):
        posterbook.prove(__file__, example_folder())
    with pytest.raises(posterbook.UsageError, match="unreadable-file"):
        posterbook.prove("nowhere.pdf", example_folder())


def test_a_verdict_that_does_not_hold_says_why(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = copytree(example_folder(), tmp_path / "mine")
    (made,) = posterbook.build("mine").outputs
    (folder / "legal/approved.yaml").unlink()
    text = folder / "legal/exchange.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("howsoever", "however"), encoding="utf-8")
    verdict = posterbook.prove(made.path, "mine")
    assert not verdict.holds
    assert verdict.problems[-1].code == "legal-text"
    assert str(verdict.problems[-1].where).startswith("mine/booklet.yaml:")


def test_an_approval_is_written_with_its_name_and_date(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    copytree(example_folder(), tmp_path / "mine")
    (tmp_path / "mine/legal/approved.yaml").unlink()
    assert [one.code for one in posterbook.check("mine").problems] == ["not-approved"]
    approval = posterbook.approve("mine", by="A.  Lee", date=date(2021, 4, 13))
    assert (approval.path, approval.problems) == (Path("mine/legal/approved.yaml"), ())
    assert "by: 'A. Lee'\ndate: 2021-04-13\n" in approval.path.read_text(encoding="utf-8").replace('"', "'")
    assert posterbook.check("mine", strict=True).problems == ()
    with pytest.raises(posterbook.UsageError, match="wrong-name"):
        posterbook.approve("mine", by=" ", date=date(2021, 4, 13))
