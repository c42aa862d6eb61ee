"""Every example of manual and README is sound: completed by the least that a folder needs, it builds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.drawn_pictures import steps, stored, svg
from tests.manual.examples import (
    FOLDER,
    MINIMAL,
    PAGES,
    README,
    Fence,
    carry_out_line,
    fences,
    put,
    put_minimal,
)
from tests.small_fonts import write_font

pytestmark = pytest.mark.slow

SHOWN = [
    pytest.param(fence, id=f"{page}-{n}")
    for page, text in {**PAGES, "readme": README}.items()
    if page != "problems.md"
    for n, fence in enumerate(fences(text))
    if fence.language in {"yaml", "markdown"}
]
FILE = re.compile(r"\b(?:text|legal|images|fonts|icc)/[\w.-]+\.(\w+)")
MEANT = {
    "no-words",
    "stale-acceptance",
    "not-approved",
    "idle-theme",
    "no-session",
    "ignored-file",
    "picture-cut",
    "empty-index",
    "language-letters",
    "untranslated",
}
"""What an example may say that shows a part only: a language's words, sessions without their posters."""
FEWEST = 15


def test_every_example_in_yaml_names_its_file():
    assert len(SHOWN) >= FEWEST
    assert [found.values[0] for found in SHOWN if not found.values[0].file] == []


@pytest.mark.parametrize("fence", SHOWN)
def test_an_example_is_sound(tmp_path, monkeypatch, capsys, fence):
    monkeypatch.chdir(tmp_path)
    complete(fence)
    command = "posterbook check my-booklet --as-of 2026-01-01T00:00Z --report report.json"
    outcome = carry_out_line(command, monkeypatch, capsys)
    said = {found["code"] for found in json.loads(Path("report.json").read_text())["problems"]}
    if fence.file == "legal/rules.yaml":  # it asks for a block, which the least of booklets does not have
        assert said == {"profile-missing"}
        assert "legal/rules.yaml:3 (house rules, section 4)" in outcome.said
    else:
        assert said <= MEANT
        assert outcome.code == 0


def complete(fence: Fence) -> None:
    """Write the example, what it lacks, and stand-ins for the files that it names."""
    put_minimal([fence.file])
    if "halls:" in fence.text:
        put("posters/1.yaml", MINIMAL["posters/1.yaml"] + "board: A1\n")
    text = fence.text
    if fence.file.startswith("posters/") or fence.file == "booklet.yaml":
        given = yaml.safe_load(text)
        least = yaml.safe_load(MINIMAL.get(fence.file, "{}"))
        text += "".join(f"{key}: {json.dumps(least[key])}\n" for key in least if key not in given)
        for n, group in enumerate(groups_in(given)):
            study = {"number": n, "title": group, "group": group, "sections": {"Background": "Some text."}}
            put(f"posters/{n + 1}.yaml", json.dumps(study))
    if fence.file == "programme.yaml":
        put("booklet.yaml", "title: Poster Day\nsessions: [{id: A1}]\nrunning_order: [programme, posters]\n")
    if fence.file == "legal/rules.yaml":
        put("booklet.yaml", "title: Poster Day\nlegal_profile: legal/rules.yaml\n")
    put(fence.file, text)
    for found in FILE.finditer(text):
        stand_in(Path(FOLDER, found[0]), found[1])


def groups_in(given: object) -> list[str]:
    """The groups that a running order names."""
    entries = given.get("running_order", []) if isinstance(given, dict) else []
    options = [entry.get("posters") or {} for entry in entries if isinstance(entry, dict)]
    return [group for one in options for group in one.get("groups", [])]


def stand_in(path: Path, kind: str) -> None:
    """A file of its kind where an example names one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or kind == "yaml":
        return
    match kind:
        case "ttf":
            write_font(path, "ポスター" + "".join(map(chr, (*range(0x5D0, 0x5EB), 0x5F3, 0x5F4))))
        case "svg":
            path.write_bytes(svg())
        case "png":
            path.write_bytes(stored(steps(800, 400)))
        case "icc":
            (profile,) = (Path(__file__).parents[2] / "assets").rglob("FOGRA39.icc")
            path.write_bytes(profile.read_bytes())
        case _:
            path.write_text("Some text.\n", encoding="utf-8")


@pytest.mark.parametrize(("page", "kind"), [("records.md", "record"), ("booklet.md", "booklet")])
def test_the_example_of_every_field_shows_every_field(monkeypatch, capsys, page, kind):
    schema = json.loads(carry_out_line(f"posterbook schema {kind}", monkeypatch, capsys).out)
    written = (yaml.safe_load(one.text) for one in fences(PAGES[page]) if one.language == "yaml")
    largest = max((one for one in written if isinstance(one, dict)), key=len)
    assert set(schema["properties"]) == set(largest)


def test_the_words_of_the_example_are_printed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (fence,) = (one for one in fences(PAGES["languages.md"]) if one.file == "words.yaml")
    complete(fence)
    put("booklet.yaml", "title: Poster Day\nrunning_order: [posters, notes]\n")
    assert "Jottings" in carry_out_line("posterbook read my-booklet", monkeypatch, capsys).out


@pytest.mark.parametrize(("page", "theme"), [("a5", "colour"), ("a4", "plain"), ("a4", "large-print")])
def test_the_example_of_a_theme_is_sound_on_every_page_format(tmp_path, monkeypatch, capsys, page, theme):
    monkeypatch.chdir(tmp_path)
    (fence,) = (one for one in fences(PAGES["look.md"]) if one.file == "theme.yaml")
    complete(fence)
    put("booklet.yaml", f"title: Poster Day\npage: {page}\ntheme: {theme}\n")
    outcome = carry_out_line("posterbook check my-booklet --strict", monkeypatch, capsys)
    assert (outcome.code, outcome.said.endswith("no problems\n")) == (0, True)
