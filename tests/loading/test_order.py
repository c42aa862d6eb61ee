"""The running order: the cover first, every poster on one page."""

from __future__ import annotations

import pytest

from posterbook.errors import ContentError
from posterbook.loading import load
from posterbook.pages import kinds


@pytest.fixture
def said(content):
    """What a running order comes to, of records in the groups Soil and Water and one in none."""
    for n, group in enumerate(("Soil", "Water", "Soil"), 2):
        content.write(f"posters/{n}.yaml", f"number: {n}\ntitle: x\ngroup: {group}\nsections: {{A: b}}\n")

    def said(order):
        content.write("booklet.yaml", f"title: x\nrunning_order: {order}\n")
        try:
            problems = load(content.folder, kinds())[1]
        except ContentError as failed:
            problems = failed.problems
        return [str(problem) for problem in problems]

    return said


@pytest.mark.parametrize(
    "order",
    ["[cover, posters]", "[summary, posters]", "[cover]"],
)
def test_a_sound_order_has_no_faults(said, order):
    assert said(order) == []


@pytest.mark.parametrize("order", ["[summary, cover, posters]", "[cover, summary, cover]"])
def test_a_cover_that_is_not_first_is_an_error(said, order):
    (problem,) = said(order)
    assert "error[cover-not-first]: the cover is not the first page" in problem


def test_a_second_legal_page_is_an_error(said):
    (problem,) = said("[cover, legal, posters, legal]")
    assert "error[legal-twice]: the legal blocks stand on a page already" in problem


def test_a_group_that_no_record_has_is_an_error_with_a_hint(said):
    (problem,) = said("[{posters: {groups: [Sol]}}]")
    assert problem == (
        "booklet.yaml:2:37: error[unknown-group]: no record belongs to the group 'Sol'\n"
        "  hint: did you mean 'Soil'?"
    )


def test_posters_that_stand_on_no_page_are_a_warning(said):
    (problem,) = said("[{posters: {groups: [Soil]}}]")
    assert "warning[posters-left-out]: 2 posters have no page: without a group, Water" in problem


@pytest.mark.parametrize(
    "order",
    [
        "[posters, posters]",
        "[posters, {posters: {groups: [Soil]}}]",
        "[{posters: {groups: [Soil]}}, posters]",
        "[{posters: {groups: [Soil, Water]}}, {posters: {groups: [Soil]}}]",
        "[{posters: {groups: [Soil, Soil]}}]",
    ],
)
def test_a_poster_has_one_page_only(said, order):
    assert sum("error[posters-twice]" in problem for problem in said(order)) == 1
