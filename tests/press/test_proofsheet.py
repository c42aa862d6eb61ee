"""The contact sheets: every spread, as large as one sheet allows."""

from dataclasses import replace

import pytest

from posterbook.design.geometry import MM, Side
from posterbook.forms.page import Line
from posterbook.press import proofsheet_forme
from posterbook.press.proofsheet import spreads_of


def test_the_covers_stand_alone_and_all_else_in_pairs(job_for, pages_for):
    assert spreads_of(pages_for(job_for(), 6)) == [(0,), (1, 2), (3, 4), (5,)]


def test_pages_without_sides_stand_alone(job_for, pages_for):
    pages = [replace(page, side=Side.SINGLE) for page in pages_for(job_for("a4"), 3)]
    assert spreads_of(pages) == [(0,), (1,), (2,)]


@pytest.mark.parametrize("count", [2, 4, 12, 28, 48, 200])
def test_every_page_stands_once_within_the_margins_of_its_sheet(job_for, pages_for, count):
    forme = proofsheet_forme(pages_for(job_for(), count), job_for())
    placed = [one for sheet in forme.sheets for one in sheet.placed]
    assert [one.index for one in placed] == [*range(count)]
    for one in placed:
        assert one.shown.x >= 12 * MM - 0.01
        assert one.shown.y >= (12 + 14) * MM - 0.01
        assert one.shown.right <= (210 - 12) * MM + 0.01
        assert one.shown.bottom <= (297 - 12) * MM + 0.01
    for sheet in forme.sheets:
        boxes = [replace(one.shown, width=one.shown.width - 0.1) for one in sheet.placed]
        assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_bound_at_the_right_spreads_follow_each_other_from_there(job_for, pages_for):
    job = job_for(language="he")
    (usual,) = proofsheet_forme(pages_for(job_for(), 12), job_for()).sheets
    (sheet,) = proofsheet_forme(pages_for(job, 12), job).sheets
    for one, other in zip(usual.placed, sheet.placed, strict=True):
        assert (other.index, other.shown.y) == (one.index, one.shown.y)
        assert other.shown.x == pytest.approx(210 * MM - one.shown.right)


def test_one_sheet_is_enough_for_a_usual_booklet(job_for, pages_for):
    assert len(proofsheet_forme(pages_for(job_for(), 12), job_for()).sheets) == 1
    assert len(proofsheet_forme(pages_for(job_for(), 200), job_for()).sheets) > 1


def test_a_sheet_says_title_date_and_the_numbers_of_its_pages(job_for, pages_for):
    (sheet,) = proofsheet_forme(pages_for(job_for(), 4), job_for()).sheets
    said = [item.text for item in sheet.face.items if isinstance(item, Line)]
    assert said == ["Small Things", "2021-04-13", "1", "2", "3", "4"]
