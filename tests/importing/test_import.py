"""The import as a whole: what is recognised, said, written, and read again."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.importing.files import document, paragraph, workbook

from posterbook import ContentError, UsageError, check, import_tables
from posterbook.cli import main
from posterbook.importing.mapping import mapping_text, preset_names, read_mapping, read_preset

pytestmark = pytest.mark.slow

HEAD = "number,title,authors,abstract\n"


@pytest.fixture
def imported(tmp_path):
    """Import a table that is written here into `book`."""

    def run(text, name="a.csv", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_tables([path], tmp_path / "book", **options)

    return run


def fields(made):
    return [dict(record.fields) for record in made.found.records]


def said(made):
    return [(problem.code, str(problem.where)) for problem in made.problems]


def columns(made):
    return {field: names[0] for field, names in made.found.mapping.columns}


def test_without_write_nothing_is_written(imported, tmp_path):
    imported(HEAD + "1,Fog,Ada Berg (Alm),Fog comes.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_the_folder_is_made_from_the_starter_without_its_posters_and_passes_check(imported, tmp_path):
    imported(HEAD + "1,Fog,Ada Berg (Alm),Fog comes.\n", write=True)
    book = tmp_path / "book"
    assert {path.name for path in book.iterdir()} >= {"booklet.yaml", "import.yaml", "posters", "text"}
    assert len(list((book / "posters").iterdir())) == 1
    assert check(book).ok


def test_every_row_is_written_those_too_that_lack_a_field_or_repeat_a_number(imported):
    made = imported(
        HEAD + "1,Fog,,Fog comes.\n1,Ice,,Ice comes.\n,Rain,,Rain.\n4,,,Hail.\n,,,\n5,Sun,,\n", write=True
    )
    assert [record.number for record in made.found.records] == ["1", "1", "", "4", "5"]
    assert [one for one in said(made) if one[0] in {"row-incomplete", "number-repeated"}] == [
        *(("number-repeated", "a.csv:3:1"), ("row-incomplete", "a.csv:4:1")),
        *(("row-incomplete", "a.csv:5:1"), ("row-incomplete", "a.csv:7:1")),
    ]


def test_a_later_import_reads_the_columns_from_import_yaml_first(imported, tmp_path):
    imported("number,title,headline,abstract\n1,Fog,Fog on Monday,Fog comes.\n", write=True)
    own = tmp_path / "book" / "import.yaml"
    own.write_text(own.read_text().replace("title: title", "title: headline"))
    made = imported("number,title,headline,abstract\n1,Fog,Fog on Monday,Fog comes.\n")
    assert fields(made)[0]["title"] == "Fog on Monday"
    assert "own-columns" in dict(said(made))


def test_a_column_that_import_yaml_names_and_the_file_lacks_is_an_error(imported):
    imported(HEAD + "1,Fog,,Fog comes.\n", write=True)
    with pytest.raises(ContentError, match="there is no column 'abstract', which"):
        imported("number,title,authors,abstrakt\n1,Fog,,Fog comes.\n")


def test_what_is_wrong_in_import_yaml_is_said_at_its_line(imported, tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "import.yaml").write_text(
        "columns: {titel: Title}\njoin: 1\nfilter: [{take: [a]}]\n"
    )
    with pytest.raises(ContentError) as failed:
        imported(HEAD + "1,Fog,,Fog comes.\n")
    places = [(one.code, one.where.line, one.where.column) for one in failed.value.problems]
    assert places == [("unknown-field", 1, 11), ("wrong-type", 2, 7), ("missing-field", 3, 10)]


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_written_as_import_yaml_reads_back_as_it_was(name):
    preset = read_preset(name)
    text = mapping_text(preset, ("space",))
    assert read_mapping(text.encode(), "import.yaml") == fit_nothing(preset)


def fit_nothing(preset):
    """A preset without what only recognises it."""
    return type(preset)(*(getattr(preset, name) if name != "recognise" else () for name in preset.__slots__))


def test_names_that_look_like_anything_else_in_yaml_stand_in_quotes():
    mapping = read_mapping(b'columns: {title: "yes", number: "#", board: "a: b", hall: "\\t\\u2028\'"}', "x")
    assert read_mapping(mapping_text(mapping, ()).encode(), "import.yaml") == mapping


def test_columns_with_a_slip_of_the_pen_are_guessed_and_said(imported):
    made = imported("Poster number,Titel,Autors,Abstarct\n1,Fog,Ada Berg (Alm),Fog comes.\n")
    assert columns(made) == {
        "number": "Poster number",
        "title": "Titel",
        "abstract": "Abstarct",
        "authors": "Autors",
    }
    assert [one for one in said(made) if one[0] == "column-guessed"] == [
        *(("column-guessed", "a.csv:1:4"), ("column-guessed", "a.csv:1:3"))
    ]


def test_a_column_called_title_that_holds_dr_and_prof_is_not_the_title(imported):
    made = imported("number,title,poster title,abstract\n1,Dr.,Fog,Fog comes.\n2,Prof,Ice,Ice comes.\n")
    assert columns(made)["title"] == "poster title"


def test_sections_in_columns_of_their_own_become_sections(imported):
    made = imported("number,title,Background,Methods,Results\n1,Fog,Damp.,Looked.,\n")
    assert fields(made)[0]["sections"] == {"Background": "Damp.", "Methods": "Looked."}


def test_a_header_may_stand_below_a_heading_of_the_sheet(imported):
    made = imported("Our posters,,\n,,\nnumber,title,abstract\n1,Fog,Fog comes.\n")
    assert (fields(made)[0]["title"], made.found.records[0].source.row) == ("Fog", 4)


def test_without_numbers_the_rows_are_counted_and_that_is_said(imported):
    made = imported("title,abstract\nFog,Fog comes.\nIce,Ice comes.\n")
    assert [record.number for record in made.found.records] == ["1", "2"]
    assert "numbers-counted" in dict(said(made))


def test_rows_that_were_rejected_are_left_out_and_withdrawn_ones_marked(imported):
    made = imported(
        "number,title,abstract,Status\n1,A,x,Accept\n2,B,x,Reject\n3,C,x,Withdrawn\n4,D,x,Late breaking\n"
    )
    found = [(one["number"], one.get("status", "")) for one in fields(made)]
    assert found == [("1", ""), ("3", "withdrawn"), ("4", "late-breaking")]
    assert [problem.message for problem in made.problems if problem.code == "rows-left-out"] == [
        "1 row is left out: 'Status' says 'Reject'"
    ]


def test_times_are_read_and_a_day_that_could_be_two_is_not_guessed(imported):
    head = "number,title,abstract,date,start,end\n"
    made = imported(
        head + "1,A,x,2026-10-05,2:15 pm,15.30\n2,B,x,5 October 2026,14:00-15:30,\n3,C,x,5/10/2026,9h05,\n"
    )
    assert [(one["start"], one.get("end")) for one in fields(made)] == [
        *(("2026-10-05 14:15", "2026-10-05 15:30"), ("2026-10-05 14:00", "2026-10-05 15:30"), ("09:05", None))
    ]
    assert ("time-unread", "a.csv:4:4") in said(made)


def test_authors_that_fit_no_grammar_stay_whole_and_are_listed(imported):
    made = imported(
        HEAD + '1,Fog,"the fog group, with many helpers of the whole valley and others",Fog comes.\n'
    )
    assert fields(made)[0]["authors"] == ["the fog group, with many helpers of the whole valley and others"]
    assert ("authors-unparsed", "a.csv:2:3") in said(made)


def test_each_kind_of_cleaning_is_said_once_with_a_count_and_can_be_switched_off(imported):
    rows = "".join(f"{n},Fog,,CO<sub>2</sub> and m<sup>2</sup>\n" for n in (1, 2))
    made = imported(HEAD + rows)
    assert fields(made)[0]["sections"] == {"Abstract": "CO~2~ and m^2^"}
    (cleaned,) = [problem for problem in made.problems if problem.code == "cell-cleaned"]
    assert cleaned.message.startswith("html-markup, 4 times: '<sub>2</sub>' became '~2~'")
    assert made.preview(everything=True).count("html-markup: ") == 4
    kept = imported(HEAD + rows, keep=["html-markup"], write=True)
    assert fields(kept)[0]["sections"] == {"Abstract": "CO<sub>2</sub> and m<sup>2</sup>"}
    assert fields(imported(HEAD + rows)) == fields(kept)  # import.yaml keeps it


def test_an_unknown_preset_and_an_unknown_cleaning_are_wrong_usage(imported):
    with pytest.raises(UsageError, match="did you mean 'easychair'"):
        imported(HEAD + "1,Fog,,x\n", preset="easychar")
    with pytest.raises(UsageError, match="did you mean 'html-markup'"):
        imported(HEAD + "1,Fog,,x\n", keep=["html-markap"])


def test_sheets_of_the_same_columns_go_on_with_each_other_and_others_are_said(imported):
    rows = [["number", "title", "abstract"], [1, "Fog", "Fog comes."]]
    more = [["number", "title", "abstract"], [2, "Ice", "Ice comes."]]
    book = workbook({"Monday": rows, "Tuesday": more, "Rooms": [["room", "size"], ["A", 3]]})
    made = imported(book, "a.xlsx")
    assert [(one.number, one.source.file) for one in made.found.records] == [
        *(("1", "a.xlsx"), ("2", "a.xlsx, sheet 'Tuesday'"))
    ]
    assert {code for code, _ in said(made)} >= {"unused-table"}


def test_a_programme_drawn_for_people_is_refused_with_its_merged_cells(imported):
    rows = [["Monday", None, "Tuesday"], ["09:00", "Welcome", "Posters"], ["10:00", "Coffee", "Coffee"]]
    with pytest.raises(ContentError, match="1 stretches of merged cells"):
        imported(workbook({"Plan": rows}, merged=["A1:B1"]), "a.xlsx")


def test_documents_become_a_record_each_and_their_figures_go_into_images(tmp_path):
    paths = []
    for name, title in (("one", "Fog"), ("two", "Ice")):
        text = document(
            paragraph(title, style="Title"),
            paragraph("Ada Berg (University of Alm)"),
            paragraph("Methods", style="Heading1"),
            paragraph("We  looked."),
            figure=name == "one",
        )
        paths.append(tmp_path / f"{name}.docx")
        paths[-1].write_bytes(text)
    made = import_tables(paths, tmp_path / "book", write=True)
    first, second = fields(made)
    assert (first["title"], first["sections"]) == ("Fog", {"Methods": "We looked."})
    assert first["image"] == {"file": "images/one-1.png", "alt": "Two walls, one of them wet"}
    assert "image" not in second
    assert [record.source.file for record in made.found.records] == ["one.docx", "two.docx"]
    assert (tmp_path / "book" / "images" / "one-1.png").is_file()


def test_a_join_that_import_yaml_names_and_no_file_holds_is_said(tmp_path):
    papers, boards = tmp_path / "papers.csv", tmp_path / "boards.csv"
    papers.write_text("number,title,abstract\n1,Fog,Fog comes.\n")
    boards.write_text("number,board\n1,A7\n2,A8\n")
    made = import_tables([papers, boards], tmp_path / "book", write=True)
    assert fields(made)[0]["board"] == "A7"
    assert ("join-missed", "boards.csv:3:1") in said(made)
    alone = import_tables([papers], tmp_path / "book")
    assert ("join-missed", "papers.csv:1:1") in said(alone)


def test_the_last_operand_is_the_folder_unless_it_is_a_table(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(HEAD + "1,Fog,,Fog comes.\n")
    assert main(["import", "a.csv"]) == 0
    assert "these the records of booklet\n" in capsys.readouterr().out
    assert main(["import", "a.csv", "my-book", "--write"]) == 0
    assert "new             1" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "my-book"]
    assert main(["import", "a.csv", "b.pdf"]) == 0  # a folder may be called anything
    assert main(["import", "b.pdf"]) == 3
    assert main(["import", "a.csv", "--preset", "none"]) == 2


def test_names_of_columns_and_cells_cannot_move_the_cursor(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("number,title,abstract,x\x1b[2J\n1,F\x1b[2Jog,Fog,y\n")
    assert main(["import", "a.csv"]) == 0
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err


def test_nothing_of_it_is_imported_by_build_and_help(tmp_path):
    code = (
        "import sys\nfrom posterbook.cli import main\n"
        f"main(['check', {str(Path(__file__).parents[2] / 'booklet')!r}])\nmain(['--help'])\n"
        "loaded = [m for m in sys.modules if m.startswith(('posterbook.importing', 'openpyxl'))]\n"
        "sys.exit(' '.join(loaded) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_openpyxl_is_loaded_for_workbooks_only(tmp_path):
    (tmp_path / "a.csv").write_text(HEAD + "1,Fog,,Fog comes.\n")
    code = (
        f"import sys\nfrom posterbook.cli import main\nmain(['import', {str(tmp_path / 'a.csv')!r}])\n"
        "sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_the_records_that_are_written_say_what_was_read(imported, tmp_path):
    imported(HEAD + '0968,Fog: a study,"Ada Berg (Alm)*; Carl Dorn (York)",Fog comes.\n', write=True)
    (file,) = (tmp_path / "book" / "posters").iterdir()
    assert yaml.safe_load(file.read_text(encoding="utf-8")) == {
        "number": "0968",
        "title": "Fog: a study",
        "authors": [
            {"name": "Ada Berg", "affiliations": ["Alm"], "presenter": True},
            {"name": "Carl Dorn", "affiliations": ["York"]},
        ],
        "sections": {"Abstract": "Fog comes."},
    }


def test_the_same_import_twice_changes_nothing_and_a_folder_with_broken_records_is_left_alone(
    imported, tmp_path
):
    text = HEAD + '1,Fog,"Ada Berg (Alm)*; Carl Dorn (York)",Fog comes.\n2,Ice,,Ice comes.\n'
    imported(text, write=True)
    book = tmp_path / "book"
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    again = imported(text, write=True)
    assert (len(again.merged.unchanged), again.merged.new) == (2, ())
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before
    (first, *_) = sorted((book / "posters").iterdir())
    first.write_text("number: [", encoding="utf-8")
    with pytest.raises(ContentError, match="yaml-syntax"):
        imported(text + "3,Rain,,Rain.\n", write=True)
    assert len(list((book / "posters").iterdir())) == 2


def test_a_list_of_authors_is_parted_by_what_import_yaml_says_and_names_stay_as_they_are(imported, tmp_path):
    mapping = "columns: {number: n, title: t, authors: a, affiliations: i, family_names: f, emails: e}\n"
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "import.yaml").write_text(mapping + 'split: {authors: ";"}\n')
    authors = 'Fog group 7 (2)*; Carl Dorn (1, 2); ""Ada; Berg (9)""'
    row = f'1,Fog,"{authors}","1: Alm\n2: Oslo",; Dorn;,; c@d.example;\n'
    assert fields(imported("n,t,a,i,f,e\n" + row))[0]["authors"] == [
        {"name": "Fog group 7", "affiliations": ["Oslo"], "presenter": True},
        {"name": "Carl Dorn", "family": "Dorn", "affiliations": ["Alm", "Oslo"], "email": "c@d.example"},
        "Ada; Berg (9)",
    ]


def test_a_heading_in_the_name_of_a_column_is_that_of_its_section(imported, tmp_path):
    (tmp_path / "book").mkdir()
    mapping = 'columns: {number: n, title: t}\nsections: {"{heading}": ["part {heading}", other]}\n'
    (tmp_path / "book" / "import.yaml").write_text(mapping)
    made = imported("n,t,part Aims,part aims,part B\n1,Fog,Fog comes.,It goes.,\n")
    assert fields(made)[0]["sections"] == {"Aims": "Fog comes.", "aims": "It goes."}


def test_a_file_that_is_not_there_is_named_with_its_path(tmp_path):
    with pytest.raises(ContentError, match=r"there is no file '.*/none/a\.csv'"):
        import_tables([tmp_path / "none" / "a.csv"], tmp_path / "book")
