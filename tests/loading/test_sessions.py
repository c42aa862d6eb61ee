"""Records find the session that they name, and take its hall and time."""

import pytest

from posterbook.content.scalars import when
from posterbook.errors import ContentError

SESSIONS = (
    "title: x\nsessions:\n- {id: A1, name: Soil, day: 2026-10-15, start: 10:00, end: 11:30, hall: H1}\n"
    "- {id: A2, name: Water}\n- {id: A3, name: Water}\n"
)


@pytest.fixture
def placed(content):
    """The record of these lines in the sessions above, or what is wrong."""

    def placed(lines, booklet=SESSIONS):
        content.write("booklet.yaml", booklet)
        content.write("posters/2.yaml", f"number: 2\ntitle: x\nsections: {{A: b}}\n{lines}")
        try:
            return content.booklet().records[-1]
        except ContentError as failed:
            return [str(problem) for problem in failed.problems]

    return placed


@pytest.mark.parametrize("named", ["A1", "Soil"])
def test_a_record_takes_hall_and_time_of_its_session_by_id_or_name(placed, named):
    record = placed(f"session: {named}\n")
    assert (record.session, record.hall, record.start) == ("A1", "H1", when("2026-10-15 10:00"))
    assert record.end == when("2026-10-15 11:30")


def test_what_a_record_says_itself_goes_before(placed):
    record = placed("session: A1\nhall: H2\nstart: 10:30\n")
    assert (record.hall, record.start, record.end) == ("H2", when("2026-10-15 10:30"), None)


def test_a_session_that_is_not_there_or_not_the_only_one_is_an_error(placed):
    (problem,) = placed("session: Sol\n")
    assert "posters/2.yaml:4:10: error[unknown-session]: there is no session 'Sol'" in problem
    assert "did you mean 'Soil'?" in problem
    (problem,) = placed("session: Water\n")
    assert "several sessions are called 'Water'\n  hint: name its id, one of A2, A3" in problem


def test_without_sessions_those_of_the_records_are_known(placed, content):
    assert placed("session: Any\n", "title: x\n").session == "Any"
    assert [one.id for one in content.booklet().sessions] == ["Any"]


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ("{id: A, start: 11:00, end: 10:00}", "error[session-times]: the session 'A' ends at 10:00"),
        ("{id: A, day: 2026-10-15, start: 2026-10-16 10:00}", "error[session-times]: the session 'A' is on"),
        ("{id: A}, {id: A}", "error[duplicate-id]"),
    ],
)
def test_sessions_that_contradict_themselves_are_errors(placed, session, said):
    (problem,) = placed("", f"title: x\nsessions: [{session}]\n")
    assert said in problem


def test_a_session_over_midnight_is_sound(placed):
    night = "title: x\nsessions: [{id: N, start: 2026-10-15 22:00, end: 2026-10-16 01:00}]\n"
    record = placed("session: N\n", night)
    assert (record.start, record.end) == (when("2026-10-15 22:00"), when("2026-10-16 01:00"))


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("[{posters: {sessions: [A9]}}]", "error[unknown-session]: there is no session 'A9'"),
        ("[{posters: {sessions: [Water]}}]", "error[unknown-session]: several sessions are called 'Water'"),
        ("[{posters: {by: number, dividers: true}}]", "error[dividers-without-parts]"),
        ("[{posters: {sessions: [A1]}}, {posters: {sessions: [Soil]}}]", "error[posters-twice]"),
    ],
)
def test_the_running_order_names_sessions_that_there_are(placed, order, said):
    problems = placed("session: A1\n", f"{SESSIONS}running_order: {order}\n")
    assert said in problems[0]
