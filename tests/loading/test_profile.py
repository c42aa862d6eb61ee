"""Legal blocks held against a profile: shipped ones and a user's own."""

from __future__ import annotations

import re

import pytest

from posterbook.assets import profiles_folder
from posterbook.errors import AssetError
from posterbook.loading.legal.profile import shipped_profiles

RULES = """about: ours
blocks:
  - id: notice
    rule: rule 7
    place: cover-top
    says: [no responsibility, this]
  - {id: caution, place: legal-page, weight: framed, floor: 10, names: [groups, date, issuer]}
"""
HEAD = "title: x\nrunning_order: [cover, posters, legal]\nlegal_profile: legal/rules.yaml\n"
ISSUED = "date: 2021-04-13\nissuer: {short: The Firm}\n"
NOTICE = "  - {id: notice, file: legal/notice.txt, place: cover-top}\n"
MOVED = NOTICE.replace("cover-top", "legal-page")
CAUTION = "  - {id: caution, file: legal/caution.txt, place: legal-page, weight: framed}\n"


@pytest.fixture
def ruled(content):
    content.write("legal/rules.yaml", RULES).write("legal/notice.txt", "We take no\nresponsibility for this.")
    content.write("legal/caution.txt", "The Firm may fail with APG-12, April 13, 2021.")
    content.write("posters/1.yaml", "number: 1\ntitle: A\ngroup: APG-12\nsections: {Background: Some}\n")
    return blocks(content, NOTICE + CAUTION)


def blocks(content, entries, head=HEAD + ISSUED):
    return content.write("booklet.yaml", f"{head}legal:\n{entries}")


def found(content):
    return [problem for problem in content.problems() if problem.code != "not-approved"]


def test_blocks_that_meet_the_profile_are_said_nothing_about(ruled):
    assert found(ruled) == []


def test_the_profile_s_floor_is_the_block_s_unless_its_own_is_larger(ruled):
    assert [block.floor for block in ruled.booklet().legal] == [None, 10]
    blocks(ruled, NOTICE + CAUTION.replace("weight", "floor: 12, weight"))
    assert ruled.booklet().legal[1].floor == 12


@pytest.mark.parametrize(
    ("entries", "code", "said", "line"),
    [
        (NOTICE, "profile-missing", "there is no legal block 'caution' at legal-page", 7),
        (MOVED + CAUTION, "profile-place", "at legal-page, not at cover-top", 3),
        (NOTICE + CAUTION.replace("framed", "plain"), "profile-weight", "is plain, not framed", 7),
        (CAUTION + NOTICE, "profile-order", "'caution' stands before 'notice'", 7),
    ],
)
def test_a_block_that_is_missing_or_misplaced_names_the_profile_s_line(ruled, entries, code, said, line):
    (problem,) = found(blocks(ruled, entries))
    assert problem.code == code
    assert said in problem.message
    assert f"as the legal profile legal/rules.yaml:{line}" in problem.message
    assert ("(rule 7)" in problem.message) == (line == 3)


@pytest.mark.parametrize(
    ("file", "change", "code", "said"),
    [
        ("legal/notice.txt", ("no\nresponsibility", "no blame"), "profile-wording", "'no responsibility'"),
        ("legal/notice.txt", ("We take", "This: we take"), "", ""),
        ("legal/notice.txt", (" for this", ""), "profile-wording", "does not say 'this'"),
        ("legal/caution.txt", ("APG-12", "APG-1252"), "profile-name", "does not name 'APG-12'"),
        ("legal/caution.txt", ("13", "14"), "profile-name", "does not name 'April 13, 2021'"),
        ("legal/caution.txt", ("The Firm", "It"), "profile-name", "does not name 'The Firm'"),
    ],
)
def test_words_and_names_that_the_profile_asks_for_must_stand_there(ruled, file, change, code, said):
    path = ruled.folder / file
    path.write_text(path.read_text().replace(*change))
    problems = found(ruled)
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(said in problem.message for problem in problems)


def test_the_group_of_a_withdrawn_poster_need_not_be_named(ruled):
    ruled.write("posters/2.yaml", "number: 2\ntitle: A\ngroup: APG-99\nsections: {Background: Some}\n")
    assert [problem.code for problem in found(ruled)] == ["unnamed-group", "profile-name"]
    ruled.write("posters/2.yaml", "number: 2\ntitle: A\ngroup: APG-99\nstatus: withdrawn\n")
    assert found(ruled) == []


def test_an_unknown_profile_gets_the_nearest_name(content):
    problem = content.write("booklet.yaml", "title: x\nlegal_profile: hkex\n").one()
    assert (problem.code, str(problem.where)) == ("unknown-profile", "booklet.yaml:2:16")
    assert "hkex-voluntary" in problem.hint


def test_a_profile_outside_the_folder_is_not_read(content):
    problem = content.write("booklet.yaml", "title: x\nlegal_profile: ../rules.yaml\n").one()
    assert problem.code == "outside-folder"


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        (None, "missing-profile", "booklet.yaml"),
        ("blocks: [{id: a}]\n", "missing-field", "legal/rules.yaml:1:10"),
        ("blocks:\n  - {id: a, place: top}\n", "wrong-value", "legal/rules.yaml:2:20"),
        ("- a\n", "wrong-type", "legal/rules.yaml:1:1"),
    ],
)
def test_a_profile_that_is_none_is_an_unusable_asset(ruled, source, code, place):
    ruled.remove("legal/rules.yaml")
    if source:
        ruled.write("legal/rules.yaml", source)
    with pytest.raises(AssetError) as failed:
        ruled.load()
    (problem,) = failed.value.problems
    assert (problem.code, str(problem.where)) == (code, place)


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_reads_and_says_that_it_is_no_legal_advice(content, name):
    source = (profiles_folder() / f"{name}.yaml").read_text(encoding="utf-8")
    assert re.search(r"# (THIS IS NO LEGAL ADVICE|A profile .*\n?.* is no legal advice)", source)
    content.write("booklet.yaml", f"title: x\nlegal_profile: {name}\n")
    codes = {problem.code for problem in content.problems()}
    assert codes == (set() if name == "none" else {"profile-missing"})


def test_every_demand_of_a_shipped_profile_has_its_rule_as_a_comment():
    for name in shipped_profiles():
        lines = (profiles_folder() / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        demands = [number for number, line in enumerate(lines) if line.startswith("  - id:")]
        assert all(lines[number - 1].startswith("  #") for number in demands)
