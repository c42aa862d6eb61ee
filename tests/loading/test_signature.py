"""A signed approval: checked by OpenSSH where the folder lists keys, and by the date of the approval."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest

from posterbook.loading import APPROVED, approval_of
from posterbook.loading.legal import signature

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed"),
]


def keygen(*options):
    command = [shutil.which("ssh-keygen"), "-q", *map(str, options)]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def signed(content, tmp_path):
    """A folder whose approval is signed with a key of its list."""
    content.write("booklet.yaml", "title: A\nlegal: [{id: n, file: legal/n.txt, place: cover-top}]\n")
    content.write("legal/n.txt", "Nobody answers for this.")
    keygen("-t", "ed25519", "-N", "", "-C", "", "-f", tmp_path / "key")
    public = (tmp_path / "key.pub").read_text().split()
    content.write(signature.SIGNERS, f"lee@example.org {public[0]} {public[1]}\n")
    booklet, _ = content.load(approving=True)
    content.write(APPROVED, approval_of(booklet, "A. Lee", date(2026, 9, 1)))
    keygen("-Y", "sign", "-n", "posterbook", "-f", tmp_path / "key", content.folder / APPROVED)
    return content


def codes(content):
    return [problem.code for problem in content.problems()]


def test_an_approval_that_is_signed_by_a_known_key_says_nothing(signed):
    assert codes(signed) == []


def test_without_a_list_of_keys_no_signature_is_asked_for(signed):
    signed.remove(signature.SIGNERS).remove(f"{signature.SIGNED}.sig")
    assert codes(signed) == []


def test_a_missing_signature_is_an_error(signed):
    signed.remove(f"{signature.SIGNED}.sig")
    assert codes(signed) == ["approval-unsigned"]


def test_an_approval_that_is_given_again_must_be_signed_again(signed):
    booklet, _ = signed.load(approving=True)
    signed.write(APPROVED, approval_of(booklet, "B. Lee", date(2026, 9, 1)))
    assert codes(signed) == ["approval-signature"]
    assert "was changed after it was signed" in signed.one().message


def test_a_signature_with_a_key_that_is_not_listed_does_not_hold(signed, tmp_path):
    keygen("-t", "ed25519", "-N", "", "-C", "", "-f", tmp_path / "other")
    (signed.folder / f"{signature.SIGNED}.sig").unlink()
    keygen("-Y", "sign", "-n", "posterbook", "-f", tmp_path / "other", signed.folder / APPROVED)
    assert codes(signed) == ["approval-signature"]
    assert "its key is not in legal/allowed_signers" in signed.one().message


def test_a_signature_for_another_use_does_not_hold(signed, tmp_path):
    (signed.folder / f"{signature.SIGNED}.sig").unlink()
    keygen("-Y", "sign", "-n", "file", "-f", tmp_path / "key", signed.folder / APPROVED)
    assert codes(signed) == ["approval-signature"]


def test_keys_are_judged_by_the_date_of_the_approval(signed, tmp_path):
    public = " ".join((tmp_path / "key.pub").read_text().split()[:2])
    signed.write(signature.SIGNERS, f'lee@example.org valid-before="20260831" {public}\n')
    assert codes(signed) == ["approval-signature"]
    signed.write(signature.SIGNERS, f'lee@example.org valid-before="20260930" {public}\n')
    assert codes(signed) == []


def test_without_the_program_nothing_is_believed(signed, monkeypatch):
    monkeypatch.setattr(signature, "PROGRAM", "no-such-program")
    assert codes(signed) == ["approval-signature"]
    assert "cannot be checked" in signed.one().message
