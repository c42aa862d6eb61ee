"""Which page comes where: a grid of numbers."""

import pytest

from posterbook.press.imposition import FoldedSheet, Spread, fold_sheets, signatures


def test_the_outer_sheet_carries_the_first_and_the_last_page():
    assert fold_sheets(8) == (
        FoldedSheet(0, 0, Spread(8, 1), Spread(2, 7)),
        FoldedSheet(0, 1, Spread(6, 3), Spread(4, 5)),
    )


@pytest.mark.parametrize("signature", [0, 1, 3, 7])
@pytest.mark.parametrize("pages", range(4, 201, 4))
def test_every_page_is_imposed_once(pages, signature):
    spreads = [side for sheet in fold_sheets(pages, signature) for side in (sheet.outside, sheet.inside)]
    assert sorted(page for spread in spreads for page in (spread.left, spread.right)) == [
        *range(1, pages + 1)
    ]


@pytest.mark.parametrize(("pages", "signature"), [(4, 0), (52, 0), (52, 4)])
def test_left_and_right_sum_to_the_ends_of_their_signature_and_odd_pages_stand_on_the_right(pages, signature):
    ends = signatures(pages, signature)
    for sheet in fold_sheets(pages, signature):
        for side in (sheet.outside, sheet.inside):
            assert side.left + side.right == sum(ends[sheet.signature])
            assert side.right % 2 == 1


@pytest.mark.parametrize(("pages", "signature"), [(4, 0), (52, 0), (52, 4)])
def test_bound_at_the_right_a_booklet_has_the_same_pages_with_left_and_right_changed(pages, signature):
    sheets = zip(fold_sheets(pages, signature), fold_sheets(pages, signature, from_right=True), strict=True)
    for usual, other in sheets:
        assert (other.signature, other.index) == (usual.signature, usual.index)
        for side, changed in ((usual.outside, other.outside), (usual.inside, other.inside)):
            assert (changed.left, changed.right) == (side.right, side.left)


def test_the_innermost_sheet_carries_the_middle_pages_side_by_side():
    assert fold_sheets(52)[-1].inside == Spread(26, 27)


def test_signatures_follow_each_other_and_the_last_takes_what_is_left():
    assert signatures(52, 4) == ((1, 16), (17, 32), (33, 48), (49, 52))
    assert signatures(52, 0) == ((1, 52),)
    assert [sheet.index for sheet in fold_sheets(52, 4)] == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0]


def test_pages_that_do_not_fill_their_sheets_are_a_bug():
    with pytest.raises(ValueError, match="10 pages"):
        fold_sheets(10)
