"""Tells a table row by row: each cell by the head of its column, head cells for all the rows they span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words, what it heads ('Row', 'Column' or '') and how many rows and columns it spans."""

    words: str
    scope: str = ""
    down: int = 1
    across: int = 1


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The table in lines, first what its columns are."""
    heads = [cell for row in rows for cell in row if cell.scope == "Column" for _ in range(cell.across)]
    body = [row for row in rows if not any(cell.scope == "Column" for cell in row)]
    columns = ", ".join(head.words for head in dict.fromkeys(heads))
    yield f"[table: {len(body)} row{'s' * (len(body) != 1)}; columns {columns}]"
    for row in cells_by_column(body):
        yield "  " + "; ".join(_told(heads, at, cell) for at, cell in row)
    yield "[end of table]"


def cells_by_column(rows: Sequence[Sequence[Cell]]) -> Iterator[list[tuple[int, Cell]]]:
    """The cells of each row by their columns; one that spans rows is in each of them."""
    going: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        placed: list[tuple[int, Cell]] = []
        cells, column = list(row), 0
        while cells or column in going:
            cell, left = going.pop(column) if column in going else (cells[0], cells.pop(0).down)
            if left > 1:
                going[column] = (cell, left - 1)
            placed.append((column, cell))
            column += cell.across
        yield placed


def _told(heads: Sequence[Cell], column: int, cell: Cell) -> str:
    """A cell below its head; one that heads rows below a head of several columns is only its words."""
    head = heads[column] if column < len(heads) else Cell("")
    shared = head.across > cell.across and cell.scope == "Row"
    return f"{head.words}: {cell.words}" if head.words and not shared else cell.words
