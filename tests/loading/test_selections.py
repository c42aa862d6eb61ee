"""The list of many booklets: names and numbers as spreadsheets write them, faults at their lines."""

from pathlib import Path

import pytest

from posterbook.content.model import Booklet, Record
from posterbook.errors import ContentError, UsageError
from posterbook.loading import Selection, read_selections, read_words

BOOKLET = Booklet(
    title="Poster Day",
    words=read_words("en"),
    records=tuple(Record(number=number, title="T") for number in ("P1", "P2", "P 3", "A;4", "007")),
)


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """The selections of a list with this content."""
    monkeypatch.chdir(tmp_path)

    def chosen(content):
        source = content.encode() if isinstance(content, str) else content
        Path("list.csv").write_bytes(source)
        return read_selections(Path("list.csv"), Path("booklet"), BOOKLET)

    return chosen


@pytest.fixture
def faults(chosen):
    """What is wrong with a list with this content, as lines."""

    def faults(content):
        with pytest.raises(ContentError) as failed:
            chosen(content)
        return [f"{one.where.line}: {one.code}: {one.message}" for one in failed.value.problems]

    return faults


TWO = (Selection("Ada", ("P1", "P2")), Selection("Bea", ("P2",)))


@pytest.mark.parametrize(
    "content",
    [
        "name,number\nAda,P1\nAda,P2\nBea,P2\n",
        "Name;Number\r\nAda;P1\r\nAda;P2\r\nBea;P2\r\n",
        "\ufeffname\tnumber\nAda\tP1\nAda\tP2\nBea\tP2",
        "number,mail,name\nP1,a@b,Ada\nP2,a@b,Ada\nP2,,Bea\n",
        'name,numbers\nAda,"P1, P2"\nBea,P2\n',
        "name,numbers\nAda,P1;P2\nBea,P2\n",
        "name,numbers\nAda,P1 P2\nBea,P2\n",
        'name,number\n\n"Ada",P1\n,\n Ada ,P2\n"Ada",P1\nBea,P2\n\n',
        "name,number\rAda,P1\rBea,P2\rAda,P2\r",
    ],
)
def test_a_list_is_read_as_spreadsheets_write_it(chosen, content):
    assert chosen(content) == TWO


def test_a_number_may_hold_what_else_separates_numbers(chosen):
    assert chosen("name,number\nAda,P 3\nAda,A;4\n") == (Selection("Ada", ("P 3", "A;4")),)
    assert chosen('name,number\nAda,"P 3, P1"\n') == (Selection("Ada", ("P 3", "P1")),)


def test_a_name_may_hold_separators_quotes_and_line_ends(chosen):
    (one,) = chosen('name,number\n"Oh, ""B""\nBea",P1\n')
    assert one == Selection('Oh, "B" Bea', ("P1",))


def test_every_fault_is_told_with_its_line(faults):
    assert faults('name,number\nAda,P9\n,P1\n"Be\na",\nCarl,7\nDora\n') == [
        "2: unknown-number: no poster has the number 'P9'",
        "3: list-row: the row has no name",
        "4: list-row: the row has no number",
        "6: unknown-number: no poster has the number '7'",
        "7: list-row: the row has no number",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "1: list-columns: the list wants the columns 'name' and 'number', found none"),
        ("Ada,P1\n", "1: list-columns: the list wants the columns 'name' and 'number', found 'ada', 'p1'"),
        ("name,number\n", "1: nothing-to-split: the list has no rows"),
        (b"name,number\nAd\xe4,P1\n", "2: not-utf-8: not UTF-8: found the byte 0xE4"),
        ('name,number\n"Ada,P1\n', "2: csv-syntax: not readable as CSV: unexpected end of data"),
        ('name,number\n"Ada"x,P1\n', "2: csv-syntax: not readable as CSV: ',' expected after '\"'"),
    ],
)
def test_a_list_that_is_none_says_what_it_wants(faults, content, fault):
    assert faults(content) == [fault]


def test_a_list_that_is_not_there_is_wrong_usage():
    with pytest.raises(UsageError, match=r"unreadable-file.*no such file"):
        read_selections(Path("nowhere.csv"), Path("booklet"), BOOKLET)


def test_a_list_is_named_as_it_is_seen_from_the_folder(tmp_path, chosen):
    with pytest.raises(ContentError) as failed:
        chosen("name,number\nAda,P9\n")
    assert failed.value.problems[0].where.file == "../list.csv"
    with pytest.raises(ContentError) as failed:
        read_selections(tmp_path / "list.csv", Path("booklet"), BOOKLET)
    assert failed.value.problems[0].where.file == str(tmp_path / "list.csv")
