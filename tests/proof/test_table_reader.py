"""Tables, told row by row."""

from posterbook.proof.screen_reader import Cell, cells_by_column, table_lines

HEADS = [Cell("Topic", "Column"), Cell("Title", "Column"), Cell("Number", "Column")]


def words(rows):
    return [[(column, cell.words) for column, cell in row] for row in cells_by_column(rows)]


def test_a_cell_that_spans_rows_is_in_each_of_them():
    rows = [[Cell("Soil", "Row", down=2), Cell("a")], [Cell("b")], [Cell("Air", "Row"), Cell("c")]]
    assert words(rows) == [[(0, "Soil"), (1, "a")], [(0, "Soil"), (1, "b")], [(0, "Air"), (1, "c")]]


def test_a_cell_that_spans_columns_moves_the_next_on():
    assert words([[Cell("a", across=2), Cell("b")]]) == [[(0, "a"), (2, "b")]]


def test_a_span_at_the_end_of_a_row_is_not_lost():
    assert words([[Cell("a"), Cell("z", down=2)], [Cell("b")]]) == [
        [(0, "a"), (1, "z")],
        [(0, "b"), (1, "z")],
    ]


def test_each_cell_is_told_by_the_head_of_its_column():
    rows = [HEADS, [Cell("Soil", "Row", down=2), Cell("a"), Cell("1")], [Cell("b"), Cell("2")]]
    assert list(table_lines(rows)) == [
        "[table: 2 rows; columns Topic, Title, Number]",
        "  Topic: Soil; Title: a; Number: 1",
        "  Topic: Soil; Title: b; Number: 2",
        "[end of table]",
    ]


def test_a_head_of_two_columns_is_named_once_and_does_not_head_a_head_cell():
    heads = [Cell("Title", "Column", across=2), Cell("Number", "Column")]
    told = list(table_lines([heads, [Cell("Soil", "Row"), Cell("a"), Cell("1")]]))
    assert told[:2] == ["[table: 1 row; columns Title, Number]", "  Soil; Title: a; Number: 1"]
