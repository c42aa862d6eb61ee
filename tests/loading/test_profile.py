"""Legal blocks held against a profile: shipped ones and a user's own."""

from __future__ import annotations

import re

import pytest

from posterbook.assets import profiles_folder
from posterbook.errors import AssetError
from posterbook.loading.legal.profile import missing_names, shipped_profiles

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


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("就LB-101、LB-202及LB-303獲得", []),
        ("就LB-1012獲得LB-202及LB-303", ["LB-101"]),
        ("LB-101，LB-202，XLB-303", ["LB-303"]),
        ("LB-101 and LB-202, (LB-303)", []),
    ],
)
def test_names_are_found_beside_characters_of_a_script_without_spaces(text, missing):
    assert missing_names(text, ["LB-101", "LB-202", "LB-303"]) == missing


def test_chinese_names_are_found_within_a_sentence():
    assert missing_names("血液腫瘤學及乳癌的研究", ["血液腫瘤", "乳癌", "肺癌"]) == ["肺癌"]


CHINESE = {
    "zh-Hant": (
        (
            "香港交易及結算所有限公司及香港聯合交易所有限公司對本公告的內容概不負責，對其準確性或\n完整性亦不發表任何聲明，"
            "並明確表示，概不就因本公告全部或任何部分內容而產生或因倚賴該等內容而引致的任何損失承擔任何責任。"
        ),
        "上市規則第18A.05條規定的警示聲明：\n\n我們無法保證就APG-12及APG-13將能獲得批准。",
        "承董事會命\n某公司\n主席",
        "香港，2021年4月13日",
        "於本公告日期，董事會成員為執行董事甲先生。",
    ),
    "zh-Hans": (
        (
            "香港交易及结算所有限公司及香港联合交易所有限公司对本公告的内容概不负责，对其准确性或完整性亦不发表任何声明，"
            "并明确表示，概不就因本公告全部或任何部分内容而产生或因倚赖该等内容而引致的任何损失承担任何责任。"
        ),
        "上市规则第18A.05条规定的警示声明：\n\n我们无法保证就APG-12及APG-13将能获得批准。",
        "承董事会命\n某公司\n主席",
        "香港，2021年4月13日",
        "于本公告日期，董事会成员为执行董事甲先生。",
    ),
}
HKEX = """
  - {id: exchange, file: legal/exchange.txt, place: cover-top}
  - {id: rule-18a05, file: legal/rule-18a05.txt, place: legal-page, weight: framed}
  - {id: order, file: legal/order.txt, place: legal-page, weight: signature}
  - {id: date, file: legal/date.txt, place: legal-page}
  - {id: board, file: legal/board.txt, place: legal-page}
"""


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "zh-HK", "zh-CN"])
def test_an_announcement_in_chinese_meets_the_profile_of_the_exchange(content, language):
    texts = CHINESE["zh-Hant" if language in {"zh-Hant", "zh-HK"} else "zh-Hans"]
    for name, text in zip(("exchange", "rule-18a05", "order", "date", "board"), texts, strict=True):
        content.write(f"legal/{name}.txt", text)
    for number in (1, 2):
        record = f"number: {number}\ntitle: 研究{number}\ngroup: APG-1{number + 1}\nsections: {{背景: 一}}\n"
        content.write(f"posters/{number}.yaml", record)
    head = f"title: x\nlanguage: {language}\nlegal_profile: hkex-voluntary\ndate: 2021-04-13\n"
    head += "running_order: [cover, posters, legal]\nissuer: {short: 某公司}\n"
    content.write("booklet.yaml", f"{head}legal:{HKEX}")
    assert found(content) == []
    content.write("legal/rule-18a05.txt", texts[1].replace("APG-13", "APG-135"))
    assert {problem.code for problem in found(content)} == {"unnamed-group", "profile-name"}
    content.write("legal/rule-18a05.txt", texts[1].replace("無法保證", "保證").replace("无法保证", "保证"))
    assert [problem.code for problem in found(content)] == ["profile-wording"]
