"""The plan of the halls: rows of boards as they are written, to boards that each have a place.

A row says its boards from left to right as one looks at the plan, in pieces: `A7` is a board, `A1-A12` or
`A12-A1` is twelve, `gap` is the room of a board that is left free, `gap 2` that of two. Its `back` hangs on
the other side of the same row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from posterbook.content.model import BoardRow, Booklet, Hall, Record
from posterbook.errors import Where
from posterbook.values import dataclass

MOST_OF_A_RANGE: Final = 500
"""How many boards a range may have: more is a slip of the pen."""
_RANGE = re.compile(r"(?P<stem>.*?)(?P<first>[0-9]+)\s*[-–]\s*(?P<again>.*?)(?P<last>[0-9]+)", re.ASCII)
_GAP = re.compile(r"gap(?:\s+([1-9][0-9]?))?", re.IGNORECASE | re.ASCII)


class RowSide(StrEnum):
    """The side of a row that a board hangs on, the front facing the foot of the plan."""

    FRONT = "boards"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PlannedBoard:
    """A board: its row from 0, its side, and how many boards' lengths stand left of it."""

    name: str
    row: int
    side: RowSide
    place: int
    where: Where


class UnreadablePieceError(Exception):
    """A piece of a row that is neither a board nor a range; `finding` says what is wrong with it."""

    def __init__(self, finding: str, hint: str) -> None:
        super().__init__(finding)
        self.finding, self.hint = finding, hint


def boards_of(hall: Hall) -> tuple[PlannedBoard, ...]:
    """All boards of a hall, row by row, the front first, left to right; unreadable pieces are left out."""
    return tuple(board for number, row in enumerate(hall.rows) for board in _boards_of_row(row, number))


def row_length(row: BoardRow) -> int:
    """How many boards long a row is, its gaps included."""
    return max(sum(len(_names_or_gap(piece, row.step)) for piece in side) for side in (row.boards, row.back))


def unreadable_pieces(hall: Hall) -> Iterator[tuple[Where, UnreadablePieceError]]:
    """What in a hall's rows is neither a board, nor a range, nor a gap."""
    for row in hall.rows:
        for side in RowSide:
            for number, piece in enumerate(getattr(row, side)):
                try:
                    names_of(piece, row.step)
                except UnreadablePieceError as fault:
                    yield row.where.at(side.value, number), fault


def names_of(piece: str, step: int = 1) -> tuple[str, ...]:
    """The boards of a piece in their order, '' for the room of one that is left free.

    Raises UnreadablePieceError.
    """
    if gap := _GAP.fullmatch(piece.strip()):
        return ("",) * int(gap[1] or 1)
    found = _RANGE.fullmatch(piece.strip())
    if not found:
        return (piece.strip(),)
    stem, first, last = found["stem"], int(found["first"]), int(found["last"])
    if found["again"] not in {"", stem}:
        finding = f"'{piece}' runs from '{stem}…' to '{found['again']}…'"
        raise UnreadablePieceError(finding, "end a range with the letters that it begins with, as A1-A12")
    if abs(last - first) >= MOST_OF_A_RANGE * step:
        count = abs(last - first) // step + 1
        raise UnreadablePieceError(f"'{piece}' is {count} boards long", "correct its ends")
    width = len(found["first"]) if found["first"].startswith("0") else 0
    numbers = range(first, last + 1, step) if first <= last else range(first, last - 1, -step)
    return tuple(f"{stem}{number:0{width}d}" for number in numbers)


def posters_by_board(booklet: Booklet) -> Mapping[tuple[str, str], tuple[Record, ...]]:
    """The records by hall and board, withdrawn ones too; those whose board is in no hall are left out."""
    halls = {str(hall.name): frozenset(board.name for board in boards_of(hall)) for hall in booklet.halls}
    found: dict[tuple[str, str], list[Record]] = {}
    for record in booklet.records:
        for hall in halls_with(halls, record)[:1]:
            found.setdefault((hall, record.board), []).append(record)
    return {place: tuple(records) for place, records in found.items()}


def halls_with(halls: Mapping[str, frozenset[str]], record: Record) -> tuple[str, ...]:
    """The halls that have the record's board: one, unless it names none and several have such a board."""
    named = (record.hall,) if record.hall else tuple(halls)
    return tuple(hall for hall in named if record.board in halls.get(hall, ()))


def ranges_of(boards: Iterable[PlannedBoard], chosen: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The chosen boards as stretches of neighbours, each by its first and its last."""
    ranges: list[tuple[str, str]] = []
    before = None
    for board in boards:
        if board.name not in chosen:
            before = None
        elif before and (before.row, before.side) == (board.row, board.side):
            ranges[-1] = (ranges[-1][0], board.name)
            before = board
        else:
            ranges.append((board.name, board.name))
            before = board
    return tuple(ranges)


def _boards_of_row(row: BoardRow, number: int) -> Iterator[PlannedBoard]:
    for side in RowSide:
        place = 0
        for at, piece in enumerate(getattr(row, side)):
            for name in _names_or_gap(piece, row.step):
                if name:
                    yield PlannedBoard(name, number, side, place, row.where.at(side.value, at))
                place += 1


def _names_or_gap(piece: str, step: int) -> tuple[str, ...]:
    """The boards of a piece; of an unreadable one none."""
    try:
        return names_of(piece, step)
    except UnreadablePieceError:
        return ()
