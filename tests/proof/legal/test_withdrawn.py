"""One poster of the example withdrawn: the statement follows, the approval is stale, nothing else moves."""

from __future__ import annotations

import json

import pytest

from posterbook.cli import main

pytestmark = pytest.mark.slow

WITHDRAWN = "posters/07-968.yaml"
"""The only poster of APG-2449."""


@pytest.fixture
def built(folder, tmp_path, capsys):
    """Build the folder and return exit code, messages, and the report."""

    def built():
        report = tmp_path / "report.json"
        code = main(["build", str(folder), "-o", str(tmp_path / "out"), "--report", str(report)])
        return code, capsys.readouterr().err, json.loads(report.read_text())

    return built


def withdraw(folder, name=WITHDRAWN):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("number: ", "status: withdrawn\nnumber: "), encoding="utf-8")


def numbers(report):
    return [(page["sequence"], page["number"]) for page in report["pages"]]


def test_the_statement_s_list_follows_and_the_approval_is_stale(folder, built):
    before = built()[2]
    withdraw(folder)
    code, err, after = built()
    assert code == 0
    assert "warning[approval-stale]" in err
    assert "APG-1387 and] APG-1252" in err
    assert "[left out: and APG-2449]" in err
    statement = {entry["id"]: entry["sha256"] for entry in after["legal"]}
    was = {entry["id"]: entry["sha256"] for entry in before["legal"]}
    assert [name for name in was if was[name] != statement[name]] == ["rule-18a05"]


def test_the_numbers_and_pages_of_the_others_do_not_move(folder, built):
    before = built()[2]
    withdraw(folder)
    assert numbers(built()[2]) == numbers(before)


def test_prose_that_counts_the_posters_is_told_so(folder, built):
    withdraw(folder)
    err = built()[1]
    assert "introduction.md:2:24: warning[count-differs]: 'seven preclinical studies' disagrees" in err
    assert "'five of the Company's novel drug candidates' disagrees with the records: there are 4" in err


def test_a_candidate_with_another_poster_stays_in_the_statement(folder, built):
    withdraw(folder, "posters/01-1096.yaml")
    assert "approval-stale" not in built()[1]


def test_an_embargo_changes_no_legal_text(folder, built):
    before = built()[2]["legal"]
    path = folder / WITHDRAWN
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "embargo: 2999-01-01T00:00+08:00\n", encoding="utf-8")
    code, err, after = built()
    assert (code, "approval-stale" in err) == (0, False)
    assert [entry["sha256"] for entry in after["legal"]] == [entry["sha256"] for entry in before]
