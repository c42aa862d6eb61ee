"""The values of every stage are copied and pickled, and equal what they were made from."""

import copy
import pickle

import pytest

import posterbook
from posterbook.api.paper import formes_for
from posterbook.api.typesetting import load_with
from posterbook.assets import example_folder
from posterbook.draw import draw
from posterbook.errors import Problem, Where, error
from posterbook.forms.edition import EDITIONS, Printing, edition
from posterbook.forms.element import Element, Role
from posterbook.loading import design_tokens
from posterbook.pages import compose

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def stages(booklet, work):
    """The values that a run leaves behind it, by their names."""
    formes, _ = formes_for(work, EDITIONS, Printing(creep=0))
    return {
        "booklet": booklet,
        "theme": work.theme,
        "fonts": work.fonts,
        "composition": compose(booklet, work.theme),
        "pages": work.pages,
        "typeset": work,
        "formes": formes,
        "drawn": draw(work.pages, edition("screen"), work.fonts),
        "publication": posterbook.publish(work, "screen"),
        "result": posterbook.Result(pages=work.pages, legal=booklet.legal),
    }


STAGES = (
    *("booklet", "theme", "fonts", "composition", "pages", "typeset", "formes", "drawn", "publication"),
    "result",
)


@pytest.mark.parametrize("stage", STAGES)
def test_the_value_of_a_stage_equals_what_comes_back_from_a_pickle(stages, stage):
    value = stages[stage]
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
    assert again == value
    assert again is not value


@pytest.mark.parametrize("stage", STAGES)
def test_the_value_of_a_stage_equals_its_copies(stages, stage):
    value = stages[stage]
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value


def test_a_booklet_laid_out_elsewhere_is_published_as_the_same_bytes(work):
    again = pickle.loads(pickle.dumps(work))  # noqa: S301 - our own
    for name in ("screen", "print", "booklet"):
        assert posterbook.publish(again, name).sha256 == posterbook.publish(work, name).sha256


def test_the_same_folder_laid_out_twice_gives_equal_pages(booklet, work):
    assert posterbook.typeset(booklet).pages == work.pages
    assert posterbook.typeset(booklet) == work
    assert load_with(design_tokens(), example_folder()) == booklet


def test_pages_in_another_order_or_with_another_text_are_not_equal(work):
    assert tuple(reversed(work.pages)) != work.pages
    assert copy.replace(work, fits=()) != work if hasattr(copy, "replace") else True


def test_elements_of_a_tree_are_told_apart_and_equal_only_their_copies():
    root = Element(Role.DOCUMENT)
    first, second = root.child(Role.P), root.child(Role.P)
    assert first != second
    assert len({first, second, pickle.loads(pickle.dumps(first))}) == 2  # noqa: S301 - our own
    again = pickle.loads(pickle.dumps((first, second)))  # noqa: S301 - our own
    assert again == (first, second)
    assert again[0].parent is again[1].parent
    assert again[0].child(Role.SPAN) == first.child(Role.SPAN)


def test_an_error_comes_back_from_a_pickle_with_its_problems():
    problem = error("x", "y", Where("a.yaml", ("b",), 1, 2), "do z")
    failure = posterbook.ContentError([problem, Problem(posterbook.Severity.NOTE, "n", "m")])
    again = pickle.loads(pickle.dumps(failure))  # noqa: S301 - our own
    assert isinstance(again, posterbook.ContentError)
    assert again.problems == failure.problems
    assert str(again) == str(failure) == "a.yaml:1:2: error[x]: y\n  hint: do z\nnote[n]: m"
