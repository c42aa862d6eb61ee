"""Every word of the announcement comes out of the PDF as it went in, block by block."""

from pathlib import Path

import pytest

from posterbook import publish
from posterbook.forms.edition import edition
from posterbook.proof import page_texts

SOURCE = Path(__file__).parent / "announcement.txt"


def folded(text: str) -> str:
    return " ".join(text.split())


def blocks() -> list[str]:
    """The announcement's blocks without what its conversion to text left in them: > and ** marks."""
    parts = SOURCE.read_text(encoding="utf-8").replace("**", "").split("\n\n")
    return [folded(part.removeprefix("> ")) for part in map(str.strip, parts) if part]


def table() -> list[list[str]]:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.count("\t") == 2]


@pytest.fixture(scope="module")
def pages(example) -> list[str]:
    pdf = publish(example, edition("screen")).pdf
    return [folded(text) for text in page_texts(pdf)]


def on_one_page(pages: list[str], block: str) -> bool:
    return any(block in page for page in pages)


def test_every_block_stands_whole_on_one_page(pages):
    apart = [
        block
        for block in blocks()
        if "Candidate Title" not in block and not block.startswith(("ASCENTAGE", "(Incorporated", "By order"))
    ]
    assert len(apart) > 50
    assert [block for block in apart if not on_one_page(pages, block)] == []


def test_the_disclaimer_is_the_first_text(pages):
    assert pages[0].startswith(blocks()[0])


def test_the_issuer_stands_on_the_cover(pages):
    for words in ("ASCENTAGE PHARMA GROUP INTERNATIONAL", "亞盛醫藥集團", "(Stock Code: 6855)"):
        assert words in pages[0]


def test_the_order_of_the_board_stands_on_the_last_page(pages):
    order = next(block for block in blocks() if block.startswith("By order"))
    assert order in pages[-1]


def test_the_table_has_the_announcements_heads(pages):
    head = "".join("".join(table()[0]).split())  # a head breaks after its slash, where no space stands
    assert head in "".join(pages[2].split())


def test_every_row_of_the_table_comes_out_in_order(pages):
    at = 0
    for group, title, number in table()[1:]:
        for cell in filter(None, (group, title, number)):
            found = pages[2].find(folded(cell), at)
            assert found >= 0, cell
            at = found
