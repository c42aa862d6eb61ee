"""The document to sign: all wording, numbered, what changed, and the digest of the whole at each foot."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

import posterbook
from posterbook.assets import example_folder
from posterbook.comparing import printed_book
from posterbook.content.printed import words_digest
from posterbook.proof import page_texts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The example, approved as a document, then changed in a legal text and in a poster."""
    folder = shutil.copytree(example_folder(), tmp_path_factory.mktemp("signoff") / "book")
    posterbook.approve(folder, by="A. Lee", date=date(2021, 4, 13))
    for name, before, after in (
        ("legal/exchange.txt", "howsoever", "however"),
        ("posters/01-1096.yaml", "30% of", "91% of"),
    ):
        file = folder / name
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pages(changed, tmp_path_factory):
    """The texts of the pages of the document."""
    made = posterbook.signoff(changed, output=tmp_path_factory.mktemp("out"))
    (output,) = made.outputs
    assert output.path.name == "ascentage-aacr-2021-signoff.pdf"
    pdf = output.path.read_bytes()
    return [" ".join(text.split()) for text in page_texts(pdf, artifacts=True)]


def test_every_page_has_the_digest_of_the_whole_at_its_foot(changed, pages):
    booklet = posterbook.load(
        shutil.copytree(changed, changed.parent / "unapproved", ignore=lambda *_: ["approved.yaml"])
    )
    work = posterbook.typeset(booklet)
    digest = words_digest(printed_book(booklet, work.theme, work.paper_pages).pages)
    assert all(digest in page.replace(" ", "") for page in pages)


def test_all_wording_stands_there_numbered_with_what_is_said_of_legal_texts(pages):
    whole = " ".join(pages)
    assert "For approval" in pages[0]
    assert "exchange: cover-top 9 pt, plain" in pages[0]
    for words in ("Voluntary Announcement", "Stock Code: 6855", "By order of the Board", "Rule 18A.05"):
        assert words in whole


def test_changes_since_the_approval_are_marked_in_the_text_and_listed(pages):
    whole = " ".join(pages)
    assert "for any loss howsoever however arising" in whole
    assert "[howsoever → however]" in whole
    assert "[30% → 91%]" in whole
    assert "Changes since 2021-04-13" in whole


def test_the_last_page_has_room_for_names_dates_and_signatures(pages):
    for wording in ("Name and office", "Date", "Signature"):
        assert pages[-1].count(wording) == 3


def test_where_only_legal_texts_were_approved_their_changes_are_listed(changed, tmp_path):
    folder = shutil.copytree(changed, tmp_path / "book")
    file = folder / "legal/exchange.txt"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("however", "howsoever"), encoding="utf-8")
    posterbook.approve(folder, by="A. Lee", date=date(2021, 4, 13), scope="legal")
    file.write_text(text, encoding="utf-8")
    (output,) = posterbook.signoff(folder, output=tmp_path).outputs
    whole = " ".join(" ".join(page_texts(output.path.read_bytes())).split())
    assert "of its legal texts are listed" in whole
    assert whole.count("[howsoever → however]") == 1
