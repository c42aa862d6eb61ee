"""The README's chapter on legal texts holds what the code does."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from posterbook.cli import main
from posterbook.content.model import Keep, LegalPlace, Weight
from posterbook.loading.legal import approval
from posterbook.loading.rules import agreement, wording
from posterbook.loading.templates import values_of

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
CHAPTER = README.partition("## The legal texts")[2].partition("\n## ")[0]
RULES = re.findall(r'"""([a-z-]+): ', inspect.getsource(wording) + inspect.getsource(agreement))


def test_every_rule_of_wording_has_its_code_reason_and_example_in_the_chapter():
    assert len(RULES) > 10
    rows = [line for line in CHAPTER.splitlines() if line.startswith("| `")]
    assert [code for code in RULES if not any(f"`{code}`" in row for row in rows)] == []


def test_every_code_of_the_approval_is_in_the_chapter():
    codes = set(re.findall(r'(?:error|warning|note)\("([a-z-]+)"', inspect.getsource(approval)))
    assert {code for code in codes if f"`{code}`" not in CHAPTER} == {"nothing-to-approve", "outside-folder"}


def test_places_weights_and_what_placeholders_name_are_in_the_chapter():
    for word in (*LegalPlace, *Weight, Keep.TOGETHER):
        assert word in CHAPTER


def test_every_value_that_placeholders_know_is_in_the_chapter(example):
    for name in values_of(example.work.booklet):
        assert re.search(rf"`[^`]*\b{name}\b[^`]*`", CHAPTER), name


def test_the_example_of_a_profile_is_sound(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (rules,) = re.findall(r"```yaml\n(about:.*?)```", CHAPTER, re.DOTALL)
    (folder / "legal/rules.yaml").write_text(rules, encoding="utf-8")
    booklet = folder / "booklet.yaml"
    text = booklet.read_text(encoding="utf-8")
    booklet.write_text(text.replace("hkex-voluntary ", "legal/rules.yaml "), encoding="utf-8")
    assert main(["check", "mine"]) == 3
    err = capsys.readouterr().err
    assert "error[profile-missing]: there is no legal block 'disclaimer' at cover-top" in err
    assert "legal/rules.yaml:3 (house rules, section 4)" in err


@pytest.mark.parametrize("name", ["hkex-voluntary", "forward-looking", "none"])
def test_every_shipped_profile_is_in_the_chapter(name):
    assert f"`{name}`" in CHAPTER or f" {name}" in CHAPTER
