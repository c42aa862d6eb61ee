"""Values made fast behave as any frozen dataclass does."""

from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0
    names: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Other:
    x: float
    y: float = 0
    names: tuple[str, ...] = ()


def test_values_are_equal_by_their_fields_and_their_class():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Other(1)
    assert len({Point(1, 2), Point(1, 2), Point(2, 1)}) == 2


def test_a_value_cannot_be_changed_but_replaced():
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2
    with pytest.raises((AttributeError, TypeError)):
        point.z = 2
    assert replace(point, x=2) == Point(2)


def test_a_value_prints_what_it_holds():
    assert repr(Point(1, names=("a",))).endswith("Point(x=1, y=0, names=('a',))")
    assert [one.name for one in fields(Point)] == ["x", "y", "names"]


def test_a_value_matches_by_position_and_hashes_like_its_equal():
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert hash(Point(1, 2)) == hash(Point(1, 2))


def test_an_element_may_still_be_compared_by_identity():
    @dataclass(frozen=True, slots=True, eq=False)
    class Node:
        name: str

    assert Node("a") != Node("a")
