"""Values made fast behave as any frozen dataclass does."""

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from posterbook.values import FEW, NamedTuple, dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    point: Point
    seen: dict[str, int] = field(default_factory=dict, compare=False)
    others: tuple[Point, ...] = ()


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


def test_what_is_made_anew_for_each_value_is_not_shared():
    @dataclass(frozen=True, slots=True)
    class Memo:
        found: dict[str, int] = field(default_factory=dict)
        size: int = 1

    first, second = Memo(), Memo(size=2)
    assert first.found is not second.found
    assert Memo({"a": 1}).found == {"a": 1}


def test_a_value_wants_its_fields_as_any_dataclass_does():
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        one: str
        other: str = ""

    with pytest.raises(TypeError, match="one"):
        Named()
    with pytest.raises(TypeError):
        Named("x")
    assert Named(other="y", one="x") == Named(one="x", other="y")


def test_a_field_left_out_of_comparing_and_printing_stays_out():
    @dataclass(frozen=True, slots=True)
    class Found:
        name: str
        place: int = field(default=0, compare=False)
        content: bytes = field(default=b"", repr=False, compare=False)

    assert Found("a", 1, b"x") == Found("a", 2)
    assert hash(Found("a", 1)) == hash(Found("a", 2))
    assert repr(Found("a", 1, b"x")).endswith("Found(name='a', place=1)")


def test_values_without_fields_are_equal():
    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())


def test_values_are_copied_and_pickled_with_all_of_their_fields():
    value = Nested(point=Point(1, names=("a",)), seen={"a": 1}, others=(Point(2), Point(3)))
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value)), replace(value)):  # noqa: S301 - our own
        assert again == value
        assert again is not value
        assert again.seen == {"a": 1}
        assert type(again) is Nested
    assert copy.copy(value).point is value.point
    assert copy.deepcopy(value).seen is not value.seen


def test_the_first_values_and_those_after_many_are_made_alike():
    @dataclass(frozen=True, slots=True)
    class Counted:
        one: int
        names: tuple[str, ...] = ()
        found: dict[str, int] = field(default_factory=dict)
        last: str = field(default="", kw_only=True)

    values = [Counted(1, ("a",), last="z") for _ in range(3 * FEW)]
    assert set(map(repr, values)) == {repr(values[0])}
    assert all(value == values[0] for value in values)
    assert len({id(value.found) for value in values}) == len(values)


@pytest.mark.parametrize("made_before", [0, FEW // 2, 2 * FEW])
def test_arguments_that_do_not_fit_are_refused_whenever_they_come(made_before):
    @dataclass(frozen=True, slots=True)
    class Pair:
        one: int
        other: int = 0

    for _ in range(made_before):
        Pair(1)
    for given, named in (((), {}), ((1, 2, 3), {}), ((1,), {"one": 2}), ((1,), {"third": 3})):
        with pytest.raises(TypeError, match="__init__"):
            Pair(*given, **named)
    assert Pair(1, other=2) == Pair(one=1, other=2)


class Place(NamedTuple):
    """Where something lies."""

    page: int
    names: tuple[str, ...] = ()

    @property
    def following(self):
        return self._replace(page=self.page + 1)


def test_a_named_tuple_is_one_as_any_other():
    page, names = Place(1)
    assert (page, names) == (1, ())
    assert Place(page=1, names=("a",)).following == (2, ("a",))
    assert Place._fields == ("page", "names")
    assert Place.__doc__ == "Where something lies."
    assert repr(Place(1)) == "Place(page=1, names=())"
    assert pickle.loads(pickle.dumps(Place(1))) == Place(1)  # noqa: S301 - our own
    with pytest.raises(TypeError, match="page"):
        Place()


def test_a_value_has_the_fields_of_the_class_above_it_first():
    @dataclass(frozen=True, slots=True)
    class Above:
        one: int
        other: int = 2

    @dataclass(frozen=True, slots=True)
    class Below(Above):
        other: int = 3
        last: int = 4

    assert repr(Below(1)).endswith("Below(one=1, other=3, last=4)")
    assert Below(1) == Below(1, 3, 4)
    assert Below(1) != Above(1, 3)
    assert not hasattr(Below(1), "__dict__")
