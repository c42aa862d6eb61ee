"""`posterbook explain` prints what the manual says of a problem."""

import pytest

from posterbook import manual


@pytest.mark.parametrize("written", ["unknown-field", "[unknown-field]"])
def test_a_code_is_explained_in_the_words_of_the_manual(run, written):
    shown = run("explain", written)
    assert (shown.code, shown.out, shown.err) == (0, f"{manual.explanation('unknown-field')}\n", "")


def test_an_unknown_code_is_wrong_usage_with_the_nearest_one(run):
    refused = run("explain", "unknown-feild")
    assert (refused.code, refused.out) == (2, "")
    problem, hint = refused.err.splitlines()
    assert problem == "error[unknown-code]: no problem has the code 'unknown-feild'"
    assert hint == "  hint: did you mean 'unknown-field'?"


def test_what_resembles_no_code_is_told_where_codes_stand(run):
    assert "a code stands in brackets, as in error[unknown-field]" in run("explain", "42").err


def test_help_shows_how_to_have_a_problem_explained(run):
    assert "posterbook explain unknown-field" in run("--help").out
