"""Of a file that holds, one viewer is asked as well: it warns, and the verdict is the same without it."""

from __future__ import annotations

import pytest

from posterbook import prove
from posterbook.api import viewing
from posterbook.api.paper import formes_for
from posterbook.assets import example_folder
from posterbook.errors import Severity
from posterbook.forms.edition import EDITIONS, Flip, Printing

pytestmark = pytest.mark.slow
FACED = Printing(0, True, False, Flip.SHORT, 0, None)


@pytest.fixture
def candidate(example):
    """An edition of the example as what a file may be."""

    def candidate(name):
        row = next(row for row in EDITIONS if row.name == name)
        (forme,) = formes_for(example.work, (row,), FACED)[0][row]
        return viewing.Candidate(example.work, row, forme)

    return candidate


@pytest.mark.parametrize("name", [row.name for row in EDITIONS])
def test_a_true_file_is_shown_as_it_was_laid_out(example, candidate, name):
    assert viewing.second_opinion(example.files[name], candidate(name)) == ()


@pytest.mark.parametrize("name", [row.name for row in EDITIONS])
def test_what_lies_over_a_block_is_seen(example, tampered, candidate, name):
    pdf = tampered(example.files[name], lambda hands: hands.after(1, "1 g 45 485 312 66 re f"))
    said = viewing.second_opinion(pdf, candidate(name))
    assert [(problem.code, "'exchange'" in problem.message) for problem in said] == [("legal-shown", True)]


def test_a_page_that_nobody_can_draw_is_a_warning(example, candidate):
    said = viewing.second_opinion(b"%PDF-1.7", candidate("screen"))
    assert [(problem.code, problem.severity) for problem in said] == [("legal-shown", Severity.WARNING)]


def test_the_verdict_is_the_same_without_the_viewer(example, tampered, monkeypatch, tmp_path):
    covered = tampered(example.files["screen"], lambda hands: hands.after(1, "1 g 45 485 312 66 re f"))
    verdicts = []
    for installed in (True, False):
        monkeypatch.setattr(viewing, "find_spec", lambda _name, found=installed: found or None)
        for number, pdf in enumerate((example.files["screen"], covered)):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(pdf)
            verdicts.append(prove(path, example_folder()))
    assert [str(one.judgement) for one in verdicts] == ["holds", "does not hold"] * 2
    assert verdicts[:2] == verdicts[2:]
