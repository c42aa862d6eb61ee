"""What is said of printing and binding, and where an office printer leaves white."""

from dataclasses import replace

from posterbook.design.geometry import MM
from posterbook.errors import Severity
from posterbook.forms.edition import Flip, Printing
from posterbook.press import sheet_plan, unprintable
from posterbook.press.imposition import booklet_forme

PRINTING = Printing(creep=0.1 * MM)


def plan(job, pages, printing=PRINTING):
    return sheet_plan(booklet_forme(pages, job, printing), job, printing)


def test_the_plan_says_how_to_print_and_what_to_do_with_the_paper(job_for, pages_for):
    job = job_for()
    found = plan(job, pages_for(job, 12))
    assert found.severity is Severity.NOTE
    how = "print both sides at 100 %, flip on the short edge, fold, staple at the fold"
    assert found.message == f"12 pages, 3 sheets of A4, {how}"
    assert not found.hint
    printing = replace(PRINTING, flip=Flip.LONG, sheet=(450 * MM, 320 * MM))
    assert "1 sheet of 450 × 320 mm, print both sides at 100 %, flip on the long edge" in str(
        plan(job, pages_for(job, 4), printing)
    )


def test_a_thick_booklet_is_told_of_other_bindings_and_why(job_for, pages_for):
    job = job_for()
    hint = plan(job, pages_for(job, 56)).hint
    assert "14 sheets" in hint
    assert "1.3 mm" in hint
    assert "--signature 4" in hint
    assert "binding: perfect" in hint
    assert not plan(job, pages_for(job, 52)).hint


def test_signatures_are_sewn(job_for, pages_for):
    job = job_for()
    found = plan(job, pages_for(job, 56), replace(PRINTING, signature=4))
    assert "fold in 4 signatures of 4 sheets, the last of 2, sew them through their folds" in found.message
    assert not found.hint
    found = plan(job, pages_for(job, 32), replace(PRINTING, signature=4))
    assert "fold in 2 signatures of 4 sheets, sew" in found.message


def test_text_near_the_edge_of_the_sheet_is_warned_of_once_a_page(job_for, pages_for):
    job = job_for()
    near = pages_for(job, 4, x=4 * MM)
    found = list(unprintable(booklet_forme(near, job, PRINTING), job))
    assert [problem.message.split(":")[0] for problem in found] == ["page 4", "page 2"]
    assert all(problem.severity is Severity.WARNING for problem in found)
    wide = replace(PRINTING, sheet=(320 * MM, 240 * MM))
    assert not list(unprintable(booklet_forme(near, job, wide), job))
    assert not list(unprintable(booklet_forme(pages_for(job, 4), job, PRINTING), job))
