"""The rules of the board plan: each board once, and each poster on a board of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from posterbook.content.boards import boards_of, halls_with, unreadable_pieces
from posterbook.content.model import Booklet, Hall, Record, hanging_records
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, error
from posterbook.loading.rules.agreement import hang_apart

_Places = dict[tuple[str, str], list[Record]]
"""Which posters hang at a hall and board."""


def check_boards(booklet: Booklet) -> Iterator[Problem]:
    """What is wrong with the halls, and with posters that hang where no board is, or on another's."""
    if not booklet.halls:
        return
    sound = True
    for problem in (*_halls_twice(booklet), *(p for hall in booklet.halls for p in _of_plan(hall))):
        sound = False
        yield problem
    if sound:
        yield from _of_posters(booklet)


def _halls_twice(booklet: Booklet) -> Iterator[Problem]:
    """Two halls of one name, which no poster could tell apart."""
    known: set[str] = set()
    for hall in booklet.halls:
        if hall.name in known:
            message = f"the hall '{excerpt(hall.name)}' stands there already"
            yield error("hall-twice", message, hall.where.at("name"), "give each hall its own name")
        known.add(hall.name)


def _of_plan(hall: Hall) -> Iterator[Problem]:
    """Rows that cannot be read, impossible doors and steps, and boards that stand twice."""
    for row in hall.rows:
        if row.step < 1:
            message = f"'step' wants 1 or more, found {row.step}"
            yield error("wrong-value", message, row.where.at("step"), "2 counts odd or even numbers")
            return
        if row.aisle < 0:
            message = f"'aisle' wants 0 or more, found {row.aisle:g}"
            yield error("wrong-value", message, row.where.at("aisle"), "1 is the usual aisle")
    for number, door in enumerate(hall.doors):
        if not 0 <= door.at <= 100:
            message = f"'at' wants 0 to 100, in percent along the wall, found {door.at}"
            yield error("wrong-value", message, hall.where.at("doors", number, "at"), "50 is its middle")
    for where, fault in unreadable_pieces(hall):
        yield error("board-range", fault.finding, where, fault.hint)
    yield from _boards_twice(hall)


def _boards_twice(hall: Hall) -> Iterator[Problem]:
    """A board that the plan of a hall has twice."""
    known: set[str] = set()
    for board in boards_of(hall):
        if board.name in known:
            message = f"the board '{excerpt(board.name)}' stands twice on the plan of '{excerpt(hall.name)}'"
            yield error("board-repeated", message, board.where, "give every board its own number")
        known.add(board.name)


def _of_posters(booklet: Booklet) -> Iterator[Problem]:
    """Posters without a board, on a board outside the plan, or on one that another has at that time."""
    halls = {str(hall.name): frozenset(board.name for board in boards_of(hall)) for hall in booklet.halls}
    taken: _Places = {}
    for record in hanging_records(booklet.records):
        if record.withheld:
            continue  # where it hangs is not told yet
        if not record.board:
            message = f"poster {record.number} has no board, and the halls are planned"
            yield error("board-missing", message, record.where, "give it 'board'; a withdrawn one needs none")
        elif record.hall and record.hall not in halls:
            hint = did_you_mean(record.hall, halls, f"the halls are {', '.join(halls)}")
            message = f"the hall '{excerpt(record.hall)}' of poster {record.number} has no plan"
            yield error("hall-unknown", message, record.where.at("hall"), hint)
        else:
            yield from _of_place(record, halls, taken)


def _of_place(record: Record, halls: Mapping[str, frozenset[str]], taken: _Places) -> Iterator[Problem]:
    """Whether a poster's board is on the plan, in one hall only, and its own."""
    found, where = halls_with(halls, record), record.where.at("board")
    board = f"the board '{excerpt(record.board)}' of poster {record.number}"
    if not found:
        known = sorted(halls.get(record.hall) or frozenset[str]().union(*halls.values()))
        place = f"of '{excerpt(record.hall)}'" if record.hall else "of any hall"
        hint = did_you_mean(record.board, known, "add it to 'halls', or correct it")
        yield error("board-outside", f"{board} is not on the plan {place}", where, hint)
    elif len(found) > 1:
        message = f"{board} stands in {' and in '.join(found)}"
        yield error("board-ambiguous", message, where, "give the poster its 'hall'")
    else:
        before = taken.setdefault((found[0], record.board), [])
        other = next((one for one in before if not hang_apart(one, record)), None)
        if other:
            message = f"{board} carries poster {other.number} already"
            hint = "give it another board, or say when each of them hangs"
            yield error("board-doubled", message, where, hint)
        before.append(record)
