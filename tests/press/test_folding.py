"""Sheets are printed, turned, folded and read here as paper is, by nothing but where pages stand."""

from dataclasses import dataclass, replace

import pytest

from posterbook.design.geometry import MM
from posterbook.errors import LayoutError, UsageError
from posterbook.forms.edition import Flip, Printing
from posterbook.forms.page import Line, Rectangle, Turn
from posterbook.press.imposition import booklet_forme

PRINTING = Printing(creep=0.1 * MM)


@dataclass(frozen=True)
class Half:
    """One half of a printed side: which page is on it, and whether that stands upright."""

    page: int
    upright: bool


def printed(side):
    """The left and the right half of a side as it lies, its turn taken into account."""
    middle = side.face.width / 2
    halves = {}
    for one in side.placed:
        x = one.shown.x + one.shown.width / 2
        left = (x < middle) != side.turned
        halves["left" if left else "right"] = Half(one.index + 1, not side.turned)
    return halves["left"], halves["right"]


def turned_over(side, flip):
    """The back as it is seen when the sheet is turned like the page of a book, its front being upright.

    A printer that flips on the short edge of a landscape sheet prints the back as it lies. One that flips on
    the long edge prints it upside down as seen so.
    """
    left, right = printed(side)
    if flip is Flip.SHORT:
        return left, right
    return replace(right, upright=not right.upright), replace(left, upright=not left.upright)


def read(forme, printing, *, from_right=False):
    """The pages in reading order of the folded and collated sheets, the fold at the left or at the right."""
    sheets = [forme.sheets[at : at + 2] for at in range(0, len(forme.sheets), 2)]
    step = printing.signature or len(sheets)
    order = []
    for at in range(0, len(sheets), step):
        before, behind = [], []
        for front, back in sheets[at : at + step]:
            outside, inside = printed(front), turned_over(back, printing.flip)
            (last, first), (second, before_last) = (
                (outside[::-1], inside[::-1]) if from_right else (outside, inside)
            )
            before += [first, second]
            behind = [before_last, last, *behind]
        order += [*before, *behind]
    assert all(half.upright for half in order)
    return [half.page for half in order]


@pytest.mark.slow
@pytest.mark.parametrize("signature", [0, 1, 4])
@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("count", [4, 8, 12, 20, 52, 100, 200])
def test_printed_turned_folded_and_collated_sheets_read_in_order(job_for, pages_for, count, flip, signature):
    job, printing = job_for(), replace(PRINTING, flip=flip, signature=signature)
    assert read(booklet_forme(pages_for(job, count), job, printing), printing) == [*range(1, count + 1)]


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize(("count", "signature"), [(8, 0), (52, 4)])
def test_bound_at_the_right_they_read_in_order_too(job_for, pages_for, count, flip, signature):
    job, printing = job_for(language="he"), replace(PRINTING, flip=flip, signature=signature)
    forme = booklet_forme(pages_for(job, count), job, printing)
    assert read(forme, printing, from_right=True) == [*range(1, count + 1)]
    assert read(forme, printing) != [*range(1, count + 1)]


def test_the_simulation_notices_the_wrong_flip(job_for, pages_for):
    job = job_for()
    forme = booklet_forme(pages_for(job, 8), job, PRINTING)
    with pytest.raises(AssertionError):
        read(forme, replace(PRINTING, flip=Flip.LONG))


def offsets(forme, fold, width):
    """How far each sheet's left and right page stand from the fold, to the inside positive, in mm."""
    sides = [{one.x < fold - width / 2: one for one in side.placed} for side in forme.sheets]
    return [
        (round((side[True].x - (fold - width)) / MM, 4), round((fold - side[False].x) / MM, 4))
        for side in sides
    ]


def test_pages_creep_towards_the_spine_by_the_paper_of_the_sheets_around_them(job_for, pages_for):
    job = job_for()
    fold, width = 148.5 * MM, 148 * MM
    forme = booklet_forme(pages_for(job, 12), job, replace(PRINTING, creep=0.2 * MM))
    assert offsets(forme, fold, width) == [(0, 0)] * 2 + [(0.2, 0.2)] * 2 + [(0.4, 0.4)] * 2
    forme = booklet_forme(pages_for(job, 12), job, replace(PRINTING, signature=2))
    assert offsets(forme, fold, width) == [(0, 0)] * 2 + [(0.1, 0.1)] * 2 + [(0, 0)] * 2


def test_bleed_ends_at_the_fold_and_at_the_edge_of_the_paper(job_for, pages_for):
    job = job_for()
    forme = booklet_forme(pages_for(job, 8), job, PRINTING)
    for side in forme.sheets:
        left, right = side.placed
        assert left.shown.right == right.shown.x == side.face.width / 2
        assert left.shown.x == 0
        assert right.shown.right == pytest.approx(side.face.width)


@pytest.mark.parametrize(
    ("page", "binding", "sheet"),
    [
        ("a5", None, (297, 210)),
        ("half-letter", None, (279.4, 215.9)),
        ("a4", "saddle", (420, 297)),
        ("letter", "saddle", (431.8, 279.4)),
    ],
)
def test_each_format_is_folded_from_the_paper_twice_its_size(job_for, pages_for, page, binding, sheet):
    job = job_for(page, binding)
    forme = booklet_forme(pages_for(job, 4), job, PRINTING)
    face = forme.sheets[0].face
    assert (face.width, face.height) == pytest.approx((sheet[0] * MM, sheet[1] * MM))


def test_on_larger_paper_the_pages_stand_in_the_middle_with_their_bleed_and_crops(job_for, pages_for):
    job = job_for()
    forme = booklet_forme(pages_for(job, 4), job, replace(PRINTING, sheet=(320 * MM, 450 * MM)))
    left, right = forme.sheets[0].placed
    assert (left.x / MM, left.y / MM) == pytest.approx((225 - 148, 55))
    assert left.shown.x / MM == pytest.approx(225 - 148 - 3)
    assert right.shown.right / MM == pytest.approx(225 + 148 + 3)
    rules = [item for item in forme.sheets[0].face.items if isinstance(item, Rectangle)]
    assert len(rules) == 2 + 2 + 8
    assert min(item.box.y for item in rules) / MM == pytest.approx(55 - 10)


def test_ticks_stand_on_the_page_only_where_the_paper_leaves_no_room_outside(job_for, pages_for):
    job = job_for()
    tight = booklet_forme(pages_for(job, 4), job, PRINTING).sheets[1].face.items[0]
    roomy = booklet_forme(pages_for(job, 4), job, replace(PRINTING, sheet=(320 * MM, 240 * MM))).sheets[1]
    assert tight.box.y == pytest.approx(0)
    head, foot = (item.box for item in roomy.face.items[:2])
    assert (head.bottom / MM, foot.y / MM) == pytest.approx((15, 225))


def test_only_the_outer_side_of_each_outer_sheet_says_where_to_staple(job_for, pages_for):
    job = job_for()
    forme = booklet_forme(pages_for(job, 16), job, replace(PRINTING, signature=2))
    tall = [
        [
            item.box
            for item in side.face.items
            if isinstance(item, Rectangle) and item.box.height == pytest.approx(2 * MM)
        ]
        for side in forme.sheets
    ]
    assert [len(boxes) for boxes in tall] == [2, 0, 0, 0, 2, 0, 0, 0]
    middles = [(box.y + box.height / 2) / MM for box in tall[0]]
    assert middles == pytest.approx([52.5, 157.5])


def labels(forme):
    return [line.text for side in forme.sheets for line in side.face.items if isinstance(line, Line)]


def test_every_side_but_the_cover_is_labelled_upwards_along_the_gutter(job_for, pages_for):
    job = job_for()
    forme = booklet_forme(pages_for(job, 8), job, PRINTING)
    sides = ["Sheet 1 of 2, inside", "Sheet 2 of 2, outside", "Sheet 2 of 2, inside"]
    assert labels(forme) == sides
    label = forme.sheets[1].face.items[-1]
    assert label.turn is Turn.ANTICLOCKWISE
    assert (label.x - 148.5 * MM) / MM == pytest.approx(2.5)
    sewn = booklet_forme(pages_for(job, 16), job, replace(PRINTING, signature=2))
    assert labels(sewn)[3] == "Signature 2: Sheet 1 of 2, outside"


@pytest.mark.parametrize(("page", "binding"), [("a4", None), ("a5", "punched"), ("a5", "perfect")])
def test_what_is_not_folded_is_refused_with_a_way_out(job_for, pages_for, page, binding):
    job = job_for(page, binding)
    with pytest.raises(LayoutError) as caught:
        booklet_forme(pages_for(job, 4), job, PRINTING)
    assert "binding: saddle" in caught.value.problems[0].hint


def test_paper_that_is_too_small_is_refused_and_the_right_one_named(job_for, pages_for):
    job = job_for()
    with pytest.raises(UsageError, match="need 296 × 210 mm") as caught:
        booklet_forme(pages_for(job, 4), job, replace(PRINTING, sheet=(279.4 * MM, 215.9 * MM)))
    assert "--sheet a4" in caught.value.problems[0].hint
