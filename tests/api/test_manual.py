"""The examples of the manual's page about the library run as they stand there, in their order."""

import re
from importlib.resources import files

import pytest

from posterbook.cli import main

pytestmark = pytest.mark.slow

PAGE = files("posterbook").joinpath("manual", "api.md").read_text(encoding="utf-8")


def test_every_example_of_the_page_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "booklet", "--example"]) == 0
    capsys.readouterr()
    names = {}
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    for number, example in enumerate(examples, 1):
        exec(compile(example, f"example {number}", "exec"), names)  # noqa: S102 - that is the test
    printed = capsys.readouterr().out
    assert len(examples) > 10
    assert "no-folder there is no folder 'no-such-folder'" in printed
    assert "7 posters, 12 pages, no problems" in printed
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [
        "ascentage-aacr-2021-ada-berg-screen.pdf",
        "ascentage-aacr-2021-bea-oh-screen.pdf",
        "ascentage-aacr-2021-booklet.pdf",
        "ascentage-aacr-2021-screen.pdf",
        "ascentage-aacr-2021-signoff.pdf",
        "ascentage-aacr-2021.eml",
    ]
