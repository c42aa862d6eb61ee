"""What the program takes, says or makes is named in its page of the manual, and the pages hold together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from tests.manual import sources
from tests.manual.examples import (
    MANUAL,
    PAGES,
    README,
    REPOSITORY,
    carry_out_line,
    put,
    put_minimal,
    section,
)

LINK = re.compile(r"(?<!`)\[[^\]\n]+\]\(([^)\s]+)\)")
OF_OTHERS = {"api.md", "build-step.md", "changing.md", "speed.md"}
"""Pages for those who run or change the program, which may name its files."""
LONGEST_README = 170


@pytest.fixture
def line(monkeypatch, capsys):
    """Do a command line and return what it came to."""
    return lambda command: carry_out_line(command, monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The least of booklets, in the current folder."""
    monkeypatch.chdir(tmp_path)
    put_minimal([])


def missing(names: Iterable[object], text: str) -> list[str]:
    """The names that a text does not show as code."""
    shown = "\n".join(re.findall(r"`[^`\n]+`", text))
    alone = {name: rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in map(str, names)}
    return [name for name, pattern in alone.items() if not re.search(pattern, shown)]


def commands(line) -> list[str]:
    return re.findall(r"^    ([a-z]+)(?: |$)", line("posterbook --help").out, re.MULTILINE)


def test_every_command_has_its_section_and_stands_in_the_readme(line):
    listed = commands(line)
    assert {"build", "prove", "testsheet"} <= set(listed)
    for command in listed:
        assert f"    posterbook {command}" in section("commands.md", command)
        assert f"`posterbook {command}" in README


def test_every_option_of_a_command_is_in_its_section(line):
    for command in commands(line):
        options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line(f"posterbook {command} --help").out))
        text = section("commands.md", command)
        assert missing(options - {"-h", "--help"} - words_with(options), text) == [], command


def words_with(options: set[str]) -> set[str]:
    """What looks like a short option and is the rest of a word in the help."""
    return {option for option in options if not option.startswith("--") and len(option) > 2}


@pytest.mark.parametrize("command", ["build", "testsheet"])
def test_every_default_that_the_help_tells_is_in_the_section(line, command):
    shown = line(f"posterbook {command} --help").out
    options = [re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\n|\n  (?=-)", shown)]
    told = [found for one in options if (found := re.fullmatch(r"-.*?(--[a-z-]+).*\((.+?)\)", one))]
    assert told
    rows = section("commands.md", command).splitlines()
    for option, default in (found.groups() for found in told):
        (row,) = (row for row in rows if f"`{option} " in row)
        assert default in row.replace("`", "")


@pytest.mark.parametrize(("page", "kind"), [("records.md", "record"), ("booklet.md", "booklet")])
def test_every_key_is_in_its_page(line, page, kind):
    schema = json.loads(line(f"posterbook schema {kind}").out)
    order = schema["properties"].pop("running_order", {})
    keys = set(keys_in(schema))
    assert len(keys) > 20
    assert missing(keys, PAGES[page]) == []
    assert missing(keys_in(order), PAGES["pages.md"]) == []


@pytest.mark.parametrize(("page", "kind"), [("records.md", "record"), ("booklet.md", "booklet")])
def test_every_value_that_a_key_chooses_from_is_in_its_page(line, page, kind):
    schema = json.loads(line(f"posterbook schema {kind}").out)
    schema["properties"].pop("running_order", {})
    values = set(choices_in(schema))
    assert len(values) >= 3
    assert missing(values, PAGES[page]) == []


def keys_in(schema: object) -> Iterator[str]:
    """The keys of a schema and of all in it."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from keys_in(part)


def choices_in(schema: object) -> Iterator[str]:
    """The words that a schema's values are chosen from."""
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from choices_in(part)


def test_page_kinds_formats_themes_places_and_weights_are_in_the_page_that_describes_them(line):
    keys = json.loads(line("posterbook schema booklet").out)["properties"]
    block = keys["legal"]["items"]["properties"]
    assert missing(choices_in(keys["running_order"]), PAGES["pages.md"]) == []
    assert missing((*keys["page"]["enum"], *keys["theme"]["anyOf"][0]["enum"]), PAGES["look.md"]) == []
    assert missing(keys["binding"]["enum"], PAGES["look.md"]) == []
    assert missing((*block["place"]["enum"], *block["weight"]["enum"]), PAGES["legal.md"]) == []


def test_every_edition_is_in_the_page_of_commands(folder, line):
    said = line("posterbook build my-booklet --edition zzzz").said
    names = re.search(r"choose from (.*)", said)[1].split(", ")
    assert "screen" in names
    assert missing(names, section("commands.md", "build")) == []


def test_every_language_and_every_word_is_in_the_page_of_languages():
    tables = [table for table in sources.SOURCE.rglob("*.yaml") if table.parent.name == "languages"]
    assert len(tables) >= 5
    assert missing([table.stem for table in tables], PAGES["languages.md"]) == []
    english = next(table for table in tables if table.stem == "en")
    words = yaml.safe_load(english.read_text(encoding="utf-8"))
    assert missing(words, section("languages.md", "Your own words")) == []


def test_every_legal_profile_and_every_key_of_one_is_in_the_page_of_legal_texts():
    profiles = [file for file in sources.SOURCE.rglob("*.yaml") if file.parent.name == "profiles"]
    assert len(profiles) >= 3
    assert missing([file.stem for file in profiles], PAGES["legal.md"]) == []
    for file in profiles:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        for key in (*said, *(key for block in said["blocks"] for key in block)):
            assert f"{key}: " in PAGES["legal.md"] or f"{key}:\n" in PAGES["legal.md"] or key == "blocks"


def test_every_code_of_the_approval_is_in_the_page_of_legal_texts():
    codes = [code for code in sources.codes() if code.startswith("approv")]
    assert len(codes) >= 6
    assert missing([*codes, "not-approved"], PAGES["legal.md"]) == []


def test_every_rule_of_wording_is_in_the_page_of_text_with_its_reason_and_example():
    rules = sources.rules()
    assert len(rules) > 10
    rows = [row for row in PAGES["text.md"].splitlines() if row.startswith("| `") and row.count("|") == 4]
    assert missing(rules, "\n".join(rows)) == []


def test_every_name_that_placeholders_know_is_in_the_page_of_text(folder, line):
    put("text/introduction.md", "{{ nothing }} {{ counts.nothing }} {{ issuer.nothing }} {{ event.nothing }}")
    said = line("posterbook check my-booklet").said
    names = re.search(r"the names are (.*)", said)[1].split(", ")
    fields = re.findall(r"'(\w+)' has no field.*\n.*its fields are (.*)", said)
    assert len(fields) == 3
    wanted = [*names, *(f"{owner}.{name}" for owner, named in fields for name in named.split(", "))]
    assert missing(wanted, section("text.md", "Placeholders")) == []


def test_every_exit_code_is_in_the_page_of_commands():
    table = section("commands.md", "Exit codes")
    rows = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert sources.numbers_of("exit_code") | {0} <= rows


def test_every_key_of_the_report_is_in_the_page_of_commands(folder, line):
    put("legal/notice.txt", "Nobody answers for anything.")
    put("booklet.yaml", "title: Poster Day\nlegal: [{id: n, file: legal/notice.txt, place: cover-top}]\n")
    line("posterbook build my-booklet --report report.json")
    report = json.loads(Path("report.json").read_text())
    below = [part for part in report.values() if isinstance(part, list | dict)]
    assert all(below)
    inner = {key for part in below for one in (part if isinstance(part, list) else [part]) for key in one}
    assert missing({*report, *inner}, section("commands.md", "The report")) == []


def test_the_index_names_every_page():
    linked = set(LINK.findall(PAGES["README.md"]))
    assert set(PAGES) - {"README.md"} <= linked
    assert linked >= OF_OTHERS


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_link_between_pages_leads_to_a_page_and_a_heading(page):
    check_links(MANUAL / page, PAGES[page])


def test_every_link_of_the_readme_leads_somewhere():
    check_links(REPOSITORY / "README.md", README)
    for page in PAGES:
        assert f"(src/posterbook/manual/{page})" in README, page


def check_links(file: Path, text: str) -> None:
    for target in LINK.findall(text):
        if target.startswith(("https://", "mailto:")) or "…" in target:
            continue
        path, _, heading = target.partition("#")
        to = (file.parent / path).resolve() if path else file
        assert to.is_file(), target
        if heading:
            assert heading in anchors(to.read_text(encoding="utf-8")), target


def anchors(text: str) -> set[str]:
    """The names that a page's headings have as targets of links."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", sorted(set(PAGES) - OF_OTHERS))
def test_a_page_for_editors_names_no_file_of_the_program(page):
    text = PAGES[page].replace("src/posterbook/README.md", "").replace("tests/pictures/", "")
    assert re.findall(r"\bsrc/\S*|\b\w+\.py\b|\btests/\S*|tokens\.yaml", text) == []


def test_the_readme_is_short_and_has_its_two_commands_each_on_one_line():
    lines = README.splitlines()
    assert len(lines) <= LONGEST_README
    assert sum(one.startswith("    python3 -m venv") for one in lines) == 2
