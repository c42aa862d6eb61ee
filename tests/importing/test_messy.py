"""The spreadsheet of a conference office: sixty rows, and what a person must decide."""

from collections import Counter

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
    rows[4][0] = "0968"  # beside 968
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
    assert main(["check", str(book)]) == 3
    said = capsys.readouterr().err
    assert "error[missing-field]: missing field 'title'" in said
    assert "error[duplicate-number]" in said


def test_a_sound_spreadsheet_needs_no_editing_of_yaml(tmp_path, capsys):
    lines = messy().decode(errors="replace").splitlines()
    sheet, book = tmp_path / "abstracts.csv", tmp_path / "book"
    sheet.write_text("\n".join([lines[0], *lines[40:50], ""]), encoding="utf-8")
    assert main(["import", str(sheet), str(book), "--write"]) == 0
    assert main(["check", str(book)]) == 0
