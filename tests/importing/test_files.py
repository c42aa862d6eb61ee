"""Each kind of file to rows: encodings, delimiters, rich text, what is hidden, and what is refused."""

import datetime
import io
import zipfile

import pytest
from tests.importing.files import archive, document, open_document, paragraph, rich, table, workbook

from posterbook.errors import ContentError
from posterbook.importing.files import read_files
from posterbook.importing.tables import DOCUMENT

pytestmark = pytest.mark.slow

BOLD = "<w:b/>"


@pytest.fixture
def read(tmp_path):
    """Read one file of a name and content."""

    def read_one(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_files([path])

    return read_one


def cells(sheet):
    return [row.cells for row in sheet.rows]


def codes(sheet):
    return [problem.code for problem in sheet.problems]


def refusal(read, name, content):
    with pytest.raises(ContentError) as refused:
        read(name, content)
    (problem,) = refused.value.problems
    return f"{problem.code}: {problem.message}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_of_a_csv_file_is_found(read, encoding):
    (sheet,) = read("a.csv", "number,title\n1,Größe “é” – naïve\n".encode(encoding))
    assert cells(sheet)[1] == ("1", "Größe “é” – naïve")
    assert codes(sheet) == (["encoding-guessed"] if encoding == "cp1252" else [])


def test_a_file_put_together_from_two_encodings_is_read_right_in_both(read):
    (sheet,) = read("a.csv", b"number,title\n1,caf\xc3\xa9\n2,\x93caf\xe9\x94 caf\xc3\xa9\n")
    assert [row[1] for row in cells(sheet)] == ["title", "café", "“café” café"]
    assert "first line 3" in sheet.problems[0].message


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_for_which_rows_have_the_width_of_the_header(read, delimiter):
    rows = [["number", "title"], ["1", "one; two, three"], ["2", "a, b; c"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (sheet,) = read("a.csv", text)
    assert cells(sheet) == [tuple(row) for row in rows]


def test_the_line_that_excel_writes_for_itself_names_the_delimiter(read):
    (sheet,) = read("a.csv", "sep=;\nnumber;title\n1;a,b\n")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("number", "title")), (3, ("1", "a,b"))]


def test_a_quotation_mark_that_never_closes_is_said(read):
    (sheet,) = read("a.csv", 'number,title\n1,"never closed\n2,b\n')
    assert codes(sheet) == ["damaged-table"]


def test_rich_text_integers_dates_and_errors_of_a_workbook_come_as_they_are_shown(read):
    raised = rich(
        "CO", ("2", {"vertAlign": "subscript"}), " in m", ("2", {"vertAlign": "superscript"}), " of "
    )
    raised.append(rich(("TP53 ", {"i": True}))[0])
    day, clock = datetime.datetime.fromisoformat("2026-10-05T14:30"), datetime.time(9, 5)
    rows = [
        ["number", "title", "x", "y", "z"],
        [1096.0, raised, day, clock, "#N/A"],
        [0.5, True, None, None, "v"],
    ]
    (sheet,) = read("a.xlsx", workbook({"Talks": rows}))
    assert cells(sheet)[1:] == [
        ("1096", "CO~2~ in m^2^ of *TP53* ", "2026-10-05 14:30", "09:05", "#N/A"),
        ("0.5", "yes", "", "", "v"),
    ]


def test_hidden_rows_are_read_and_said_and_hidden_sheets_are_said(read):
    rows = [["number", "title"], [1, "a"], [2, "b"]]
    (sheet,) = read("a.xlsx", workbook({"A": rows, "B": rows}, hidden_rows=[3], hidden_sheets=["B"]))
    assert len(sheet.rows) == 3
    assert [(one.code, str(one.where)) for one in sheet.problems] == [
        ("hidden-rows", "a.xlsx"),
        ("hidden-rows", "a.xlsx, sheet 'A':3:1"),
    ]


def test_a_formula_without_a_computed_value_is_said(read):
    (sheet,) = read("a.xlsx", workbook({"A": [["number", "title"], ["=1+1", "a"]]}))
    assert codes(sheet) == ["damaged-table"]
    assert "first cell A2" in sheet.problems[0].message


def test_an_open_document_counts_out_repeated_cells_and_keeps_raised_text(read):
    raised = '<table:table-cell><text:p>m<text:span text:style-name="T1">2</text:span> CO'
    raised += '<text:span text:style-name="T2">2</text:span></text:p><text:p>next</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    number = '<table:table-cell office:value-type="float" office:value="1096"><text:p>1.096</text:p>'
    number += "</table:table-cell>"
    tail = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    (sheet,) = read("a.ods", open_document([["number", "a", "b", "title"], [number, empty, raised]], tail))
    assert (sheet.name, cells(sheet)[1]) == ("Posters", ("1096", "", "", "m^2^ CO~2~\nnext"))


def test_json_is_flat_by_paths_with_one_language_and_questions_by_name(read):
    text = (
        '{"count": 1, "results": [{"code": "A", "title": "T", "track": {"de": "X", "en": "Y"}, "n": 3,'
        ' "tags": ["a", "b"], "speakers": [{"name": "Ada"}, {"name": "Carl"}],'
        ' "answers": [{"question": {"question": {"en": "Size"}}, "answer": "M"}]}]}'
    )
    (sheet,) = read("a.json", text)
    found = dict(zip(sheet.rows[0].cells, sheet.rows[1].cells, strict=True))
    assert (sheet.name, found) == (
        "results",
        {
            "code": "A",
            "title": "T",
            "track": "Y",
            "n": "3",
            "tags": "a; b",
            "speakers.1.name": "Ada",
            "speakers.2.name": "Carl",
            "answers[Size]": "M",
        },
    )


def test_a_document_has_its_title_authors_and_sections_by_headings_or_bold_lines(read):
    content = document(
        paragraph("Walls that drink", style="Title"),
        paragraph("Ada Berg", ("1", '<w:vertAlign w:val="superscript"/>'), ", Carl Dorn"),
        paragraph("1 University of Alm"),
        paragraph("Background", style="Heading1"),
        paragraph("Walls are ", ("damp", "<w:i/>"), "."),
        paragraph("And cold."),
        paragraph(("Methods:", BOLD), " We measured CO", ("2", '<w:vertAlign w:val="subscript"/>'), "."),
        paragraph(("Results", BOLD)),
        paragraph("Twelve litres."),
        figure=True,
    )
    (sheet,) = read("walls.docx", content)
    found = dict(zip(sheet.rows[0].cells, sheet.rows[1].cells, strict=True))
    assert found["Title"] == "Walls that drink"
    assert (found["Authors"], found["Affiliations"]) == ("Ada Berg^1^, Carl Dorn", "1 University of Alm")
    assert found[DOCUMENT].split("\x1e") == [
        *("", "Background\x1f\n\nWalls are *damp*.\n\nAnd cold."),
        *("Methods\x1fWe measured CO~2~.", "Results\x1f\n\nTwelve litres."),
    ]
    (figure,) = sheet.figures
    assert (figure.name, figure.alt) == ("walls-1.png", "Two walls, one of them wet")


def test_a_table_in_a_document_is_a_table_also_if_its_fields_stand_below_each_other(read):
    (wide,) = read("a.docx", document(table(["number", "title"], ["1", "Walls"], ["2", "Doors"])))
    assert cells(wide) == [("number", "title"), ("1", "Walls"), ("2", "Doors")]
    (tall,) = read(
        "b.docx", document(table(["Title", "Walls"], ["Authors", "Ada Berg"], ["Abstract", "Damp."]))
    )
    assert cells(tall) == [("Title", "Authors", "Abstract"), ("Walls", "Ada Berg", "Damp.")]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xls", b"x", "unknown-table: 'a.xls' is no kind"),
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"number,title\n1,a\0b\n", "zero bytes"),
        ("a.xlsx", b"PK\x03\x04 and nothing", "damaged"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 old", "password"),
        ("a.xlsx", archive(a_0txt="x"), "damaged"),
        ("a.ods", archive(content_0xml="<a>"), "not XML"),
        ("a.ods", archive(content_0xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "document type"),
        ("a.docx", archive(x="y"), "missing"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[" * 100_000, "not JSON"),
        ("a.json", b"[1, 2]", "no list of objects"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(read, name, content, why):
    assert why in refusal(read, name, content)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.docx"])
def test_an_archive_that_unpacks_into_a_huge_file_is_refused_before_it_does(read, name):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", b"0" * 50_000_000)
    assert "unpacks into 50 MB" in refusal(read, name, target.getvalue())


def test_a_sheet_of_too_many_repeated_cells_is_refused(read):
    row = '<table:table-row table:number-rows-repeated="900000"><table:table-cell><text:p>x</text:p>'
    row += "</table:table-cell></table:table-row>"
    assert "rows" in refusal(read, "a.ods", open_document([["number", "title"]], row))


def test_all_files_that_cannot_be_read_are_named_at_once(tmp_path):
    paths = [tmp_path / "missing.csv", tmp_path / "b.pdf"]
    paths[1].write_bytes(b"x")
    with pytest.raises(ContentError) as refused:
        read_files(paths)
    assert [problem.code for problem in refused.value.problems] == ["unreadable-file", "unknown-table"]
