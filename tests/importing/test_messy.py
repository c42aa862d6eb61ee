"""The spreadsheet of a conference office: sixty rows, and what a person must decide."""

import re
from collections import Counter

import pytest

from posterbook import import_tables
from posterbook.cli import main

SENTENCE = "The air of rooms was measured with care in many houses and over several weeks of winter"
WORDS = SENTENCE.split()
HEAD = "No.;Title;Authors;Affiliations;Abstract;Topic;Board;Session;Status"
AUTHORS = "Ingrid Olsen (1), Đặng Thị Hồng (1,2)"
AFFILIATIONS = "1 Arctic Institute, Tromsø; 2 University of Hanoi"


def abstract(number, length=12):
    text = " ".join(WORDS[(number + step) % len(WORDS)] for step in range(length))
    return (
        f"Background: {text}. Methods: {text}. Results: CO<sub>2</sub> fell by {number} %."
        f" Conclusions: {text}."
    )


def messy():
    """Rows of UTF-8 with stray bytes of Windows-1252, as copied together from two programs."""
    rows = []
    for number in range(1, 61):
        board = f"{'ABC'[(number - 1) // 20]}{(number - 1) % 20 + 1}"
        rows.append(
            [
                *(str(900 + number), f"Room {number} and its air ", AUTHORS, AFFILIATIONS, abstract(number)),
                *("Indoor Air", board, "Poster session A, Monday 14:00-15:30", "accepted"),
            ]
        )
    rows[4][0], rows[5][0] = "0968", "968"
    rows[7][1] = ""
    rows[8][1] = "TITLE MISSING"
    rows[9][4] = abstract(9, 150)
    rows[10][5] = "Indoor air"
    rows[11][8] = "withdrawn"
    rows[12][6] = "C10"  # of another, too
    rows[13][4] = "We measured α and β in rooms\u00a0of 20 m<sup>2</sup>."
    rows[14][2] = "the group of room fifteen and its many helpers from all over the valley"
    rows[15][0] = "917"  # of the row below, too
    rows[16][1] = "<i>Moss</i> in room 17"
    lines = [";".join(f'"{cell}"' for cell in row) for row in rows]
    lines[30:30] = [";" * 8, ";" * 8]
    source = "\n".join([HEAD, *lines, ""]).encode()
    return source.replace(b"Room 20 ", b"The \x93Room 20\x94 ")


def test_a_messy_spreadsheet_becomes_a_booklet_and_all_that_a_person_must_decide_is_listed(tmp_path, capsys):
    sheet, book = tmp_path / "abstracts.csv", tmp_path / "book"
    sheet.write_bytes(messy())
    made = import_tables([sheet], book, write=True)
    records = [dict(record.fields) for record in made.found.records]
    assert len(records) == 60
    assert Counter(problem.code for problem in made.problems if problem.severity != "note") == {
        "encoding-guessed": 1,
        "row-incomplete": 1,
        "number-repeated": 1,
        "authors-unparsed": 1,
    }
    assert records[0]["authors"] == [
        {"name": "Ingrid Olsen", "affiliations": ["Arctic Institute, Tromsø"]},
        {"name": "Đặng Thị Hồng", "affiliations": ["Arctic Institute, Tromsø", "University of Hanoi"]},
    ]
    assert list(records[0]["sections"]) == ["Background", "Methods", "Results", "Conclusions"]
    assert records[0]["sections"]["Results"] == "CO~2~ fell by 1 %."
    assert (records[0]["title"], records[19]["title"]) == ("Room 1 and its air", "The “Room 20” and its air")
    assert (records[4]["number"], records[11]["status"]) == ("0968", "withdrawn")
    assert records[13]["sections"] == {"Abstract": "We measured α and β in rooms of 20 m^2^."}
    assert records[16]["title"] == "*Moss* in room 17"
    assert main(["check", str(book), "--all-problems"]) == 3
    said = Counter(re.findall(r"(?:error|warning)\[([a-z-]+)\]", capsys.readouterr().err))
    assert said == {
        "missing-field": 1,  # the row without a title
        "duplicate-number": 1,  # 917
        "number-lookalike": 1,  # 0968 and 968
        "group-spelling": 1,  # Indoor air
        "board-twice": 1,  # C10
        "placeholder-text": 1,  # TITLE MISSING
    }


@pytest.mark.slow
def test_three_commands_lead_from_the_spreadsheet_to_a_booklet(tmp_path):
    """What a person had to decide has been put right in the spreadsheet; no YAML is edited."""
    right = {"0968": "1068", ';"";': ';"Room 8 and its air";', "TITLE MISSING": "Room 9 and its air"}
    text = messy().decode("cp1252", "replace").replace('"917";"Room 16', '"916";"Room 16')
    sheet, book, output = tmp_path / "abstracts.csv", tmp_path / "book", tmp_path / "out"
    for wrong, correct in right.items():
        assert wrong in text
        text = text.replace(wrong, correct, 1)
    sheet.write_bytes(text.encode("cp1252", "replace"))
    assert main(["import", str(sheet), str(book)]) == 0
    assert not book.exists()
    assert main(["import", str(sheet), str(book), "--write"]) == 0
    assert main(["build", str(book), "-o", str(output)]) == 0
    assert [path.suffix for path in output.iterdir()] == [".pdf"]


def test_a_second_import_tells_what_changed_and_touches_nothing_else(tmp_path, capsys):
    lines = messy().decode("utf-8", "replace").splitlines()[:21]
    rows = [line for number, line in enumerate(lines) if number not in {5, 8, 9, 16, 20}]  # the sound ones
    sheet, book = tmp_path / "abstracts.csv", tmp_path / "book"
    sheet.write_text("\n".join([*rows, ""]), encoding="utf-8")
    assert main(["import", str(sheet), str(book), "--write"]) == 0
    files = {path: path.read_bytes() for path in sorted(book.rglob("*")) if path.is_file()}
    records = [path for path in files if path.parent.name == "posters"]
    for place in (4, 5, 6):  # two edited by hand, and one that changes in the spreadsheet too
        records[place].write_bytes(files[records[place]].replace(b"and its air", b"and its smell"))
    edited = {path: path.read_bytes() for path in records}
    for place in (2, 3, 4, 7):
        rows[place] = rows[place].replace("and its air", "and its light")
    new = [rows[1].replace('"901"', f'"{number}"').replace('"A1"', f'"D{number}"') for number in (801, 802)]
    sheet.write_text("\n".join([*rows[:12], *rows[13:], *new, ""]), encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(sheet), str(book), "--write"]) == 0
    table = capsys.readouterr().out
    counts = re.findall(r"^(new|changed|withdrawn|in conflict|unchanged) +([0-9]+)$", table, re.MULTILINE)
    assert dict(counts) == {
        "new": "2",
        "changed": "3",
        "withdrawn": "1",
        "in conflict": "1",
        "unchanged": str(len(records) - 5),
    }
    touched = [place for place, path in enumerate(records) if path.read_bytes() != edited[path]]
    assert touched == [1, 2, 3, 11]
    assert len(list((book / "posters").iterdir())) == len(records) + 2
