"""Every code of the program has its section in the manual, and every example there says what it is to say."""

from __future__ import annotations

import re

import pytest
from tests.manual import sources
from tests.manual.examples import MANUAL, Fence, carry_out, fences, section

from posterbook import manual

pytestmark = pytest.mark.slow

PAGE = MANUAL / "problems.md"
SAID = re.compile(r"\b(error|warning|note)\[([a-z0-9-]+)\]")
EXAMPLES = {code: fences(manual.explanation(code)) for code in manual.codes()}
CARRIED_OUT = {code: found for code, found in EXAMPLES.items() if any(one.commands for one in found)}
WITHOUT_FOLDER = re.compile(
    r"proof-|legal-(?!format|longer|none|page|text|twice)|(bug|untagged-text|unknown-anchor|missing-glyph"
    r"|restless-folios|(page-kind|edition|theme)-unusable|standard-unmet|edition-contradiction|font-missing"
    r"|extra-missing|right-to-left-booklet|text-too-long|too-many-marks|no-zone|wrong-(creep|signature|shard)|worker-lost"
    r"|import-conflict|import-uneditable|imported-unreadable|symbolic-link"
    r"|mail-large|mail-too-large"
    r"|insert-(dropped|pages|scaled|size)|claims-dropped"
    r"|file-too-large|not-utf-8|encoding-guessed|hidden-rows|colophon-too-long|unprintable|image-resolution)$"
)
"""Codes that need a spreadsheet, a damaged PDF or package, a fault of ours, or a file no page can show."""
MANY = 150


def bold(code: str) -> str:
    """The head of a section: severity and exit codes."""
    found = re.match(r"\*\*(.+?)\*\*", manual.explanation(code), re.DOTALL)
    assert found, code
    return found[1].lower()


def test_every_code_of_the_sources_has_a_section():
    codes = sources.codes()
    assert len(codes) > MANY
    assert sorted(set(codes) - set(manual.codes())) == []
    lacking = [made for made in sources.patterns() if not any(map(made.fullmatch, manual.codes()))]
    assert lacking == []


def test_every_section_is_of_a_code_that_stands_in_the_sources():
    made = sources.patterns()
    known = [c for c in manual.codes() if c in sources.texts() or any(one.fullmatch(c) for one in made)]
    assert list(manual.codes()) == known


def test_the_sections_stand_in_the_order_of_the_alphabet():
    assert list(manual.codes()) == sorted(set(manual.codes()))


def test_an_explanation_is_the_section_of_its_code_and_an_unknown_code_raises():
    assert manual.explanation("unknown-field") == section("problems.md", "unknown-field").strip()
    with pytest.raises(KeyError):
        manual.explanation("nonsense")


@pytest.mark.parametrize("code", sorted(set(manual.codes()) & set(sources.codes())))
def test_a_section_begins_with_the_severities_that_the_sources_give_its_code(code):
    assert set(re.findall(r"error|warning|note", bold(code))) == sources.codes()[code]
    assert ("exit code" in bold(code)) == ("error" in bold(code))


def test_every_code_that_a_folder_or_a_command_can_cause_has_an_example_to_carry_out():
    assert [code for code in EXAMPLES if code not in CARRIED_OUT and not WITHOUT_FOLDER.match(code)] == []


@pytest.mark.parametrize("code", sorted(set(EXAMPLES) - set(CARRIED_OUT)))
def test_any_other_code_has_a_message_as_example(code):
    (example,) = EXAMPLES[code]
    assert example.language == "text"
    assert code in [one for _, one in SAID.findall(example.text)]


@pytest.mark.parametrize("code", sorted(CARRIED_OUT))
def test_an_example_says_its_code_and_no_other(tmp_path, monkeypatch, capsys, request, code):
    monkeypatch.chdir(tmp_path)
    outcome = carry_out(CARRIED_OUT[code], monkeypatch, capsys)
    said = SAID.findall(outcome.said)
    assert code in {one for _, one in said}
    severities = {severity for severity, one in said if one == code}
    assert severities <= set(sources.codes().get(code, sources.SEVERITIES))
    explained = set(re.findall(r"`([a-z0-9-]+)`", manual.explanation(code))) | {code, "not-approved"}
    assert {one for _, one in said} <= explained
    exits = {int(digit) for digit in re.findall(r"exit code (\d)", bold(code))}
    assert outcome.code in (exits if any(severity == "error" for severity, _ in said) else {0})
    shown = CARRIED_OUT[code][-1]
    lines = [f"$ {command}" for command in shown.commands] + lines_of(outcome.said, code)
    if request.config.getoption("--update") and not alike(shown.text.splitlines(), lines):
        update(code, shown, lines)
    else:
        assert alike(shown.text.splitlines(), lines), lines


def alike(shown: list[str], lines: list[str]) -> bool:
    """Whether an output is the one that is shown, where a line that ends in … may go on: a library speaks."""
    pairs = zip(shown, lines, strict=False)
    same = (one == other or (one[-1:] == "…" and other.startswith(one[:-1])) for one, other in pairs)
    return len(shown) == len(lines) and all(same)


def lines_of(said: str, code: str) -> list[str]:
    """The lines of an output that are of a code, each with its hint."""
    found = re.findall(rf"^.*\[{code}\]: .*\n(?:  hint: .*\n)?", said, re.MULTILINE)
    return "".join(found).splitlines()


def update(code: str, shown: Fence, lines: list[str]) -> None:
    """Write what an example says into its section."""
    head, heading, rest = PAGE.read_text(encoding="utf-8").partition(f"\n## {code}\n")
    body, following, tail = rest.partition("\n## ")
    old, new = (f"```console\n{text}```" for text in (shown.text, "\n".join([*lines, ""])))
    before, _, after = body.rpartition(old)
    PAGE.write_text(head + heading + before + new + after + following + tail, encoding="utf-8")
