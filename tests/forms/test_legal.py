"""What a file carries of the legal blocks, and how they were set."""

from dataclasses import replace

import pytest
from tests.hand_laid import fonts, pages

from posterbook.content.model import LegalBlock, LegalPlace, Prose
from posterbook.errors import Where
from posterbook.forms.legal import SetCharacter, carried_blocks, set_characters

__all__ = ["fonts", "pages"]

WHERE = Where("booklet.yaml", ("legal", 0))


def block(name, text):
    return LegalBlock(name, Prose(text, WHERE), LegalPlace.COVER_TOP)


NOTICE = block("notice", "No responsibility is\ntaken (none).\n")
OTHER = block("other", "Nothing else.")


def test_a_whole_booklet_must_carry_all_blocks_even_one_that_no_page_has(pages):
    assert carried_blocks((NOTICE, OTHER), pages, part=False) == ((NOTICE, OTHER), tuple(pages))


def test_a_part_carries_what_its_pages_have_and_counts_them_from_1(pages):
    blocks, counted = carried_blocks((NOTICE, OTHER), pages[:1] + pages[2:], part=True)
    assert blocks == (NOTICE,)
    assert [page.sequence for page in counted] == [1, 2]
    assert carried_blocks((NOTICE,), pages[1:], part=True)[0] == ()


def test_on_sheets_a_page_keeps_its_number(pages):
    _, kept = carried_blocks((NOTICE,), pages[1:], part=True, imposed=True)
    assert [page.sequence for page in kept] == [page.sequence for page in pages[1:]]


def test_a_block_s_characters_are_those_of_the_pages_that_carry_it(pages):
    found = set_characters(NOTICE, pages)
    assert "".join(one.character for one in found) == "Noresponsibilityistaken(none)."
    assert set(found) >= {SetCharacter("N", "sans", 10)}


@pytest.mark.parametrize("legal", [(), ("other",)])
def test_pages_that_do_not_carry_a_block_are_not_searched(pages, legal):
    assert set_characters(NOTICE, [replace(page, legal=legal) for page in pages]) == ()
    assert set_characters(OTHER, pages) == ()
