"""Printer's marks around a trim, and the slug line below it."""

from dataclasses import replace

import pytest

from posterbook.design.geometry import MM, Box
from posterbook.forms.edition import Printing
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Rectangle
from posterbook.press.job import set_words, shorten_words
from posterbook.press.marks import crops, frame_pages, slug_line

PRINTING = Printing(creep=0.1 * MM)
TRIM = Box(0, 0, 148 * MM, 210 * MM)


def test_two_crops_stand_at_each_corner_four_from_the_trim_and_six_long(job_for):
    found = set()
    for item in crops(job_for(), TRIM):
        box = item.box
        x, y = ((low + size / 2) / MM for low, size in ((box.x, box.width), (box.y, box.height)))
        assert sorted((box.width, box.height)) == pytest.approx([0.25, 6 * MM])
        found.add((round(x, 2), round(y, 2)))
    assert found == {
        *((x, y) for x in (0, 148) for y in (-7, 217)),
        *((x, y) for x in (-7, 155) for y in (0, 210)),
    }


def test_the_slug_line_says_title_page_and_date_outside_the_bleed(job_for):
    line = slug_line(job_for(), TRIM, "p. 3")
    assert line.text == "Small Things  ·  p. 3  ·  2021-04-13"
    assert line.y - line.runs[0].size > TRIM.bottom + 3 * MM
    assert all(run.meaning is Artifact.PAGINATION for run in line.runs)
    assert slug_line(job_for(date=""), TRIM, "p. 3").text == "Small Things  ·  p. 3"


def test_a_long_title_is_cut_after_a_word_so_that_page_and_date_are_still_read(job_for):
    job = job_for(title="Small Things " * 40)
    line = slug_line(job, TRIM, "p. 3")
    title, rest = line.text.split(" …")
    assert rest == "  ·  p. 3  ·  2021-04-13"
    assert title.split(" ")[-1] in {"Small", "Things"}
    assert line.x + line.runs[-1].x + line.runs[-1].width < TRIM.right


def test_a_word_wider_than_the_room_is_cut_within(job_for):
    job = job_for()
    found = shorten_words(job, "Pneumonoultramicroscopic", job.theme.styles.slug, 20)
    assert found.width <= 20
    assert found.runs[0].text.startswith("Pn")


def test_characters_in_no_font_are_left_out_of_what_only_repeats_the_pages(job_for):
    job = job_for()
    assert (
        "".join(run.text for run in set_words(job, "A\U0001f600B 亞", job.theme.styles.slug).runs) == "AB 亞"
    )


def test_what_a_page_says_comes_before_its_marks(job_for, pages_for):
    job = job_for()
    (page,) = frame_pages(pages_for(job, 1), job, PRINTING)
    assert page.items[0].text == "page 1"
    assert isinstance(page.items[-1], Line)
    assert sum(isinstance(item, Rectangle) for item in page.items) == 8
    assert (page.bleed / MM, page.margin / MM) == pytest.approx((3, 12))


def test_without_marks_the_paper_ends_with_the_bleed(job_for, pages_for):
    job = job_for()
    (page,) = frame_pages(pages_for(job, 1), job, replace(PRINTING, marks=False))
    assert len(page.items) == 1
    assert page.margin == page.bleed == job.theme.bleed
