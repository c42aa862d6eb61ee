"""No way to make a printed page say something else is accepted; each is tried on one edition, in turn."""

from __future__ import annotations

import pytest
from tests.proof.legal.deceptions import DECEPTIONS, cases

from posterbook.forms.edition import EDITIONS

pytestmark = pytest.mark.slow

NAMES = [edition.name for edition in EDITIONS]


def in_turn():
    """Each deception with one of the editions that can suffer it; the first of each method is a fast test."""
    known = {edition: {(method, name) for method, name, _ in cases(edition)} for edition in NAMES}
    methods = set()
    every = dict.fromkeys(case for edition in ("screen", "booklet") for case in cases(edition))
    for turn, (method, name, deceive) in enumerate(every):
        possible = [edition for edition in NAMES if (method, name) in known[edition]]
        edition = possible[turn % len(possible)]
        slow = () if method not in methods else (pytest.mark.slow,)
        methods.add(method)
        yield pytest.param(edition, deceive, id=f"{edition}, {method}: {name}", marks=slow)


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("edition", "deceive"), list(in_turn()))
def test_a_deception_is_not_accepted(example, tampered, edition, deceive):
    assert example.judgement(edition, tampered(example.files[edition], deceive)) != "holds"


def test_there_are_two_hundred_of_them_and_more():
    assert sum(map(len, DECEPTIONS.values())) >= 200
