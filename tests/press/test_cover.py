"""The cover set apart: loose pages, or spreads around a spine."""

from dataclasses import replace

import pytest

from posterbook.design.geometry import MM
from posterbook.errors import LayoutError
from posterbook.forms.edition import Printing, edition
from posterbook.forms.page import Line, Rectangle, Turn
from posterbook.press import formes
from posterbook.press.cover import spine_width

PRINTING = Printing(creep=0.1 * MM)
PRINT = edition("print")


def sequences(forme):
    return [page.sequence for page in forme.pages]


def test_a_stapled_booklet_is_one_file_unless_its_cover_is_wanted_apart(job_for, pages_for):
    job = job_for()
    (whole,) = formes(pages_for(job, 12), PRINT, job, PRINTING)
    assert (whole.part, sequences(whole)) == ("", [*range(1, 13)])
    cover, body = formes(pages_for(job, 12), PRINT, job, replace(PRINTING, separate=True))
    assert (cover.part, sequences(cover)) == ("cover", [1, 2, 11, 12])
    assert (body.part, sequences(body)) == ("body", [*range(3, 11)])
    assert not cover.sheets


def test_a_glued_booklet_has_its_cover_around_a_spine(job_for, pages_for):
    job = job_for(binding="perfect", caliper=0.1 * MM, spine=("Small Things",))
    cover, body = formes(pages_for(job, 120), PRINT, job, PRINTING)
    assert sequences(body) == [*range(3, 119)]
    outside, inside = cover.sheets
    spine, width = 6 * MM, 148 * MM
    assert outside.face.width == pytest.approx(2 * width + spine)
    # the front cover is painted, and so read, first
    assert [(cover.pages[one.index].sequence, round(one.x / MM, 3)) for one in outside.placed] == [
        (1, 154),
        (120, 0),
    ]
    assert [(cover.pages[one.index].sequence, round(one.x / MM, 3)) for one in inside.placed] == [
        (2, 0),
        (119, 154),
    ]
    assert (outside.face.margin, outside.face.bleed) == pytest.approx((12 * MM, 3 * MM))


def test_bound_at_the_right_the_front_is_at_the_left_of_the_spine(job_for, pages_for):
    job = job_for(binding="perfect", caliper=0.1 * MM, spine=("Small Things",), language="he")
    cover, _ = formes(pages_for(job, 120), PRINT, job, PRINTING)
    outside, inside = cover.sheets
    assert [(cover.pages[one.index].sequence, round(one.x / MM, 3)) for one in outside.placed] == [
        (1, 0),
        (120, 154),
    ]
    assert [(cover.pages[one.index].sequence, round(one.x / MM, 3)) for one in inside.placed] == [
        (2, 154),
        (119, 0),
    ]
    (line,) = spine_texts(job, pages_for(job, 120))  # heads of letters to the front
    assert line.turn is Turn.ANTICLOCKWISE
    length, height = line.runs[-1].x + line.runs[-1].width, job.theme.page.height
    assert line.y - length / 2 == pytest.approx(height / 2)


def test_bleed_of_the_cover_ends_at_the_spine(job_for, pages_for):
    job = job_for(binding="perfect", caliper=0.1 * MM)
    cover, _ = formes(pages_for(job, 120), PRINT, job, PRINTING)
    front, back = cover.sheets[0].placed
    assert back.shown.x / MM == pytest.approx(-3)
    assert back.shown.right / MM == pytest.approx(148)
    assert front.shown.x / MM == pytest.approx(154)
    assert front.shown.right / MM == pytest.approx(154 + 151)


def spine_texts(job, pages):
    cover, _ = formes(pages, PRINT, job, replace(PRINTING, marks=False))
    return [item for item in cover.sheets[0].face.items if isinstance(item, Line)]


def test_a_spine_says_the_first_text_that_fits_if_it_is_wide_enough(job_for, pages_for):
    facts = {
        "binding": "perfect",
        "caliper": 0.1 * MM,
        "spine": ("Very Small Things " * 30, "", "Poster Day"),
    }
    job = job_for(**facts)
    (line,) = spine_texts(job, pages_for(job, 100))
    assert (line.text, line.turn) == ("Poster Day", Turn.CLOCKWISE)
    middle = line.x + job.theme.tabs.capital * line.runs[0].size / 2
    assert middle / MM == pytest.approx(148 + 2.5)
    assert not spine_texts(job, pages_for(job, 98))
    assert spine_width(100, job) / MM == pytest.approx(5)


def test_a_spread_says_where_the_spine_folds_clear_of_the_bleed(job_for, pages_for):
    job = job_for(binding="perfect", caliper=0.1 * MM)
    cover, _ = formes(pages_for(job, 120), PRINT, job, PRINTING)
    for sheet in cover.sheets:
        boxes = [item.box for item in sheet.face.items if isinstance(item, Rectangle)]
        folds = [box for box in boxes if 140 * MM < box.x < 160 * MM]
        assert sorted({round((box.x + box.width / 2) / MM) for box in folds}) == [148, 154]
        assert all(box.bottom <= -3 * MM or box.y >= 213 * MM for box in folds)


def test_a_booklet_that_is_nothing_but_cover_is_not_parted(job_for, pages_for):
    job = job_for()
    with pytest.raises(LayoutError, match="nothing but cover"):
        formes(pages_for(job, 4), PRINT, job, replace(PRINTING, separate=True))


def test_a_legal_block_is_not_parted_between_two_files(job_for, pages_for):
    job = job_for()
    pages = pages_for(job, 12)
    parted = (*pages[:9], *(replace(page, legal=("order",)) for page in pages[9:11]), pages[11])
    with pytest.raises(LayoutError, match="order"):
        formes(parted, PRINT, job, replace(PRINTING, separate=True))
    assert len(formes(parted, PRINT, job, PRINTING)) == 1


def test_the_binding_decides_margins_and_what_pages_are_padded_to(job_for):
    page = job_for().theme.page
    glued = job_for(binding="perfect").theme.page
    assert (page.inside / MM, page.outside / MM, page.multiple) == pytest.approx((16, 22, 4))
    assert (glued.inside / MM, glued.outside / MM, glued.multiple) == pytest.approx((20, 18, 2))
    assert glued.measure == pytest.approx(page.measure)
    assert job_for("a4", "saddle").theme.page.facing
    assert not job_for("a4").theme.page.facing
