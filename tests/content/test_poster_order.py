"""The order of posters, and the sessions that records name."""

import pytest

from posterbook.content.model import Inline, Number, Record, Session, When
from posterbook.content.poster_order import By, Sort, gathered_sessions, poster_parts
from posterbook.content.scalars import when


def record(number, **fields):
    return Record(number=Number(number), title=Inline(f"Title {number}"), **fields)


def ordered(records, by=None, sort=None, sessions=()):
    return [
        (part.name, [one.number for one in part.records])
        for part in poster_parts(records, sessions, by, sort)
    ]


RECORDS = [
    record("10", group="B", session="y", board="A10"),
    record("2", group="A", session="x", board="A2"),
    record("1", group="B", session="y", board=""),
    record("3", group="", session="", board="A1"),
]


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        (None, [("B", ["10"]), ("A", ["2"]), ("B", ["1"]), ("", ["3"])]),
        (By.GROUP, [("B", ["10", "1"]), ("A", ["2"]), ("", ["3"])]),
        (By.BOARD, [("", ["3", "2", "10", "1"])]),
        (By.NUMBER, [("", ["1", "2", "3", "10"])]),
        (By.SESSION, [("Ex", ["2"]), ("Why", ["10", "1"]), ("", ["3"])]),
    ],
)
def test_posters_come_in_parts_and_what_has_none_comes_last(by, wanted):
    sessions = (Session("x", name=Inline("Ex")), Session("y", name=Inline("Why")), Session("z"))
    assert ordered(RECORDS, by, sessions=sessions) == wanted


def test_within_a_part_they_are_sorted_as_people_count():
    assert ordered(RECORDS, By.GROUP, Sort.NUMBER)[0] == ("B", ["1", "10"])
    assert ordered(RECORDS, None, Sort.BOARD) == [("", ["3"]), ("A", ["2"]), ("B", ["10", "1"])]
    timed = [record("1"), record("2", start=when("11:00")), record("3", start=when("9:30"))]
    assert ordered(timed, None, Sort.TIME) == [("", ["3", "2", "1"])]


def test_sessions_are_gathered_with_what_their_records_share():
    records = [
        record("1", session="Late", hall="H", start=when("2026-10-15 14:00"), end=when("15:00")),
        record("2", session="Early", hall="H", start=when("2026-10-15 10:00")),
        record("3", session="Early", hall="J", start=when("2026-10-15 09:30"), end=when("11:00")),
    ]
    early, late = gathered_sessions(records)
    assert (early.id, early.hall, early.start, early.end) == (
        "Early",
        "",
        When(when("09:30").time),
        when("11:00"),
    )
    assert (late.title, late.hall, str(late.day)) == ("Late", "H", "2026-10-15")
    assert [one.id for one in gathered_sessions([*records[:1], record("4", session="A")])] == ["Late", "A"]
