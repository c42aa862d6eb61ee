"""The approved wording of legal blocks: what is written, and what a changed folder says against it."""

from __future__ import annotations

from datetime import date

import pytest

from posterbook.content.difference import first_difference, word_difference
from posterbook.errors import ContentError, Severity, Where
from posterbook.loading import APPROVED, approval_of
from posterbook.loading.legal.approval import digest

BLOCKS = """title: A day of posters
running_order: [cover, posters, legal]
legal:
  - {id: notice, file: legal/notice.txt, place: cover-top}
  - {id: caution, file: legal/caution.txt, place: legal-page, weight: framed}
"""
RECORD = "number: {0}\ntitle: A title\ngroup: {1}\nsections:\n  Background: Some text here\n"


@pytest.fixture
def approved(content):
    content.write("booklet.yaml", BLOCKS)
    content.write("legal/notice.txt", "Nobody takes any\nresponsibility for this.\n")
    content.write("legal/caution.txt", "We cannot market {{ groups | listing }} successfully.\n")
    content.write("posters/1.yaml", RECORD.format(1, "APG-1"))
    content.write("posters/2.yaml", RECORD.format(2, "APG-2"))
    return approve(content)


def approve(content):
    booklet, _ = content.load(approving=True)
    return content.write(APPROVED, approval_of(booklet, "A. Lee", date(2021, 4, 13)))


def codes(content):
    return [problem.code for problem in content.problems()]


def test_an_approved_folder_says_nothing(approved):
    assert approved.problems() == ()


def test_without_an_approval_a_note_says_that_nothing_is_approved(approved):
    (problem,) = approved.remove(APPROVED).problems()
    assert (problem.severity, problem.code) == (Severity.NOTE, "not-approved")


def test_without_legal_blocks_nothing_needs_approval(content):
    assert content.problems() == ()
    with pytest.raises(ContentError, match="no legal blocks"):
        approve(content)


def test_the_approval_holds_digests_of_template_and_filled_text(approved):
    text = (approved.folder / APPROVED).read_text(encoding="utf-8")
    assert digest("We cannot market {{ groups | listing }} successfully.") in text
    assert digest("We cannot market APG-1 and APG-2 successfully.") in text
    assert 'by: "A. Lee"\ndate: 2021-04-13\n' in text


def test_white_space_counts_for_nothing(approved):
    approved.write("legal/notice.txt", "Nobody takes\n any responsibility\tfor this.\r\n\n")
    assert approved.problems() == ()


def test_a_changed_word_is_an_error_at_its_place_with_the_difference_and_who_approved(approved):
    approved.write("legal/notice.txt", "Nobody takes any\nblame for this.\n")
    problem = approved.one()
    assert (problem.severity, problem.code) == (Severity.ERROR, "approved-wording")
    assert problem.where == Where("legal/notice.txt", (), 2, 1)
    assert "Nobody takes any [responsibility → blame] for this." in problem.message
    assert "approved by A. Lee, 2021-04-13" in problem.message


def test_a_text_that_changed_only_with_the_records_is_a_stale_approval(approved):
    approved.write("posters/3.yaml", RECORD.format(3, "APG-3"))
    (problem,) = approved.problems()
    assert (problem.severity, problem.code) == (Severity.WARNING, "approval-stale")
    assert "APG-1[" not in problem.message
    assert "and" in problem.message


@pytest.mark.parametrize("key", ["by", "date", "seal"])
def test_an_edited_approval_approves_nothing(approved, key):
    path = approved.folder / APPROVED
    changed = {"by": ("A. Lee", "B. Lee"), "date": ("04-13", "04-14"), "seal": ('seal: "', 'seal: "0')}
    path.write_text(path.read_text(encoding="utf-8").replace(*changed[key]), encoding="utf-8")
    assert codes(approved) == ["approval-forged"]


def test_a_text_changed_together_with_its_approved_wording_but_not_its_digest_is_a_forgery(approved):
    path = approved.folder / APPROVED
    path.write_text(path.read_text(encoding="utf-8").replace("takes any", "takes no"), encoding="utf-8")
    approved.write("legal/notice.txt", "Nobody takes no responsibility for this.")
    assert codes(approved) == ["approval-forged"]
    assert "'notice'" in approved.one().message


def test_a_block_that_is_removed_added_moved_or_reordered_is_an_error(approved):
    notice, caution = BLOCKS.splitlines(keepends=True)[3:5]
    head = BLOCKS.removesuffix(notice + caution)
    approved.write("booklet.yaml", head + notice)
    assert codes(approved) == ["approved-missing"]
    approved.write("booklet.yaml", head + notice.replace("cover-top", "legal-page") + caution)
    assert codes(approved) == ["approved-place"]
    approved.write("booklet.yaml", head + caution + notice)
    assert codes(approved) == ["approved-order"]
    approved.write("booklet.yaml", BLOCKS + caution.replace("caution,", "more,"))
    assert codes(approved) == ["not-approved"]


def test_an_approval_that_is_none_is_reported_at_its_place(approved):
    approved.write(APPROVED, "by: A. Lee\ndate: 2021-04-13\nseal: x\nblock: []\n")
    problem = approved.one()
    assert (problem.code, str(problem.where)) == ("unknown-field", f"{APPROVED}:4:1")


def test_an_approval_outside_the_folder_is_not_read(approved, tmp_path):
    path = approved.folder / APPROVED
    (tmp_path / "elsewhere.yaml").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere.yaml")
    assert codes(approved) == ["outside-folder"]


def test_a_required_block_without_text_is_an_error_and_an_optional_one_is_left_out(approved):
    approved.remove(APPROVED)
    approved.write("legal/notice.txt", "{% if counts.withdrawn %}One is withdrawn.{% endif %}\n")
    assert codes(approved) == ["not-approved", "empty-legal-text"]
    approved.write("booklet.yaml", BLOCKS.replace("cover-top", "cover-top, required: false"))
    booklet, problems = approved.load()
    assert [problem.code for problem in problems] == ["not-approved", "left-out"]
    assert [block.id for block in booklet.legal] == ["caution"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a b c", "a x c", "a [b → x] c"),
        ("a b c", "a c", "a [left out: b] c"),
        ("a c", "a b c", "a [added: b] c"),
        ("a b c d e f g h i", "a b c d x f g h i", "… b c d [e → x] f g h …"),
        ("a 1 b 2 c 3 d 4 e", "a x b x c x d x e", "; and 1 more"),
        ("the same", "the  same", ""),
    ],
)
def test_a_difference_is_told_in_words(before, after, said):
    assert said in word_difference(before, after)
    assert bool(said) == bool(word_difference(before, after))


def test_a_difference_of_two_long_texts_is_found_at_once():
    before, after = " ".join(map(str, range(30_000))), " ".join(map(str, range(40_000, 0, -1)))
    assert len(word_difference(before, after)) < 300


def test_the_first_difference_of_a_text_that_lost_its_end_is_its_last_word():
    assert first_difference("a b c", "a b") == 2
    assert first_difference("a", "") == 0
