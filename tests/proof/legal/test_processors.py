"""What offices do to a file is judged rightly: by libraries, and by whichever programs are installed."""

from __future__ import annotations

import pytest
from tests.proof.legal.conftest import judge_file
from tests.proof.legal.processors import LIBRARIES, PROGRAMS

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]


@pytest.mark.parametrize("name", LIBRARIES)
def test_what_is_done_with_a_library_is_judged_rightly(example, name):
    change, right, noted = LIBRARIES[name]
    judgement, problems = judge_file(change(example.files["screen"]))
    assert judgement == right
    assert noted in " ".join(problem.message for problem in problems)


@pytest.mark.parametrize(
    "program",
    [pytest.param(one, id=one.name) for one in PROGRAMS if one.installed and one.command[0] != "chromium"],
)
def test_a_program_s_file_is_judged_rightly(example, program):
    made = program.run(example.files[program.editions[0]])
    assert made is None or judge_file(made)[0] in program.judgements
