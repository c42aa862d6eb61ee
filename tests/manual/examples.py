"""The manual's examples, read from its pages and carried out as a reader would.

A fenced block whose first line names a file (```yaml posters/1.yaml) is that file of `my-booklet`; one called
`console` holds commands behind `$ ` and, below them, what they say. All of an example is done in its order.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from posterbook.cli import main

REPOSITORY = Path(__file__).parents[2]
MANUAL = REPOSITORY / "src" / "posterbook" / "manual"
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(MANUAL.glob("*.md"))}
FENCE = re.compile(r"^```([a-z]*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FOLDER = "my-booklet"
MINIMAL = {
    "booklet.yaml": "title: Poster Day\n",
    "posters/1.yaml": (
        "number: 1\ntitle: One open window\nsections:\n  Background: Windows stay shut in winter.\n"
    ),
}


class Fence(NamedTuple):
    """A fenced block: what it is written in, the file that it is, its lines."""

    language: str
    file: str
    text: str

    @property
    def commands(self) -> list[str]:
        """The lines behind `$ ` of a console."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]


class Outcome(NamedTuple):
    """What the last command of an example came to: exit code, standard error and standard output."""

    code: int
    said: str
    out: str = ""


def fences(text: str) -> list[Fence]:
    """The fenced blocks of a page or a section."""
    return [Fence(*(part or "" for part in found)) for found in FENCE.findall(text)]


def section(page: str, heading: str) -> str:
    """What stands below a heading of any level, up to the next of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*)", PAGES[page], re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no heading '{heading}'"
    return re.split(rf"^#{{1,{len(found[1])}}} ", found[2], maxsplit=1, flags=re.MULTILINE)[0]


def put(file: str, text: str) -> None:
    """Write a file of the folder of the example, which lies in the current one."""
    path = Path(FOLDER, file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def put_minimal(files: Iterable[str]) -> None:
    """Write what an example with these files does not show."""
    files = set(files)
    if "booklet.yaml" not in files:
        put("booklet.yaml", MINIMAL["booklet.yaml"])
    if not any(file.startswith("posters") for file in files):
        put("posters/1.yaml", MINIMAL["posters/1.yaml"])


def carry_out(example: list[Fence], monkeypatch, capsys) -> Outcome:
    """Do all of an example in the current folder; what the last command says is its outcome."""
    put_minimal(fence.file for fence in example)
    outcome = Outcome(-1, "")
    for fence in example:
        if fence.file:
            put(fence.file, fence.text)
        for command in fence.commands if fence.language == "console" else ():
            outcome = carry_out_line(command, monkeypatch, capsys)
    return outcome


def carry_out_line(command: str, monkeypatch, capsys) -> Outcome:
    """Do one line: a command, maybe after what it sets in the environment."""
    words = shlex.split(command)
    with monkeypatch.context() as patch:
        while "=" in words[0]:
            patch.setenv(*words.pop(0).split("=", 1))
        assert words.pop(0) == "posterbook"
        capsys.readouterr()
        code = main(words)
    printed = capsys.readouterr()
    return Outcome(code, printed.err, printed.out)
