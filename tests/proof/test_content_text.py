"""What pages show, read back by the lexical rules of PDF."""

from io import BytesIO

import pikepdf
import pytest

from posterbook.forms.page import Line
from posterbook.proof.content_text import ARTIFACT, UNMARKED, PageReader
from posterbook.proof.objects.foreign_file import value_of


@pytest.fixture
def pdf(finished):
    with pikepdf.open(BytesIO(finished)) as opened:
        yield opened


@pytest.fixture
def read(pdf):
    """What the second page would show if its content were another, in a font F2 that holds all of ASCII."""
    sheet = pdf.pages[1].obj
    codes = "\n".join(f"<{code:02x}> <{code:04x}>" for code in range(32, 127))
    sheet.Resources.Font.F2.ToUnicode = pdf.make_stream(f"beginbfchar\n{codes}\nendbfchar".encode())

    def read(content):
        sheet.Contents = pdf.make_stream(content)
        return PageReader().read(value_of(sheet))

    return read


def in_a_mark(code):
    return b"BT /P<</MCID 0>>BDC /F2 10 Tf " + code + b" EMC ET"


def test_a_page_shows_what_was_laid_out_artifacts_too(pdf, pages):
    reader = PageReader()
    for sheet, page in zip(pdf.pages, pages, strict=True):
        laid_out = "".join(run.text for item in page.items if isinstance(item, Line) for run in item.runs)
        found = reader.read(value_of(sheet.obj))
        assert found.text == laid_out
        assert found.faults == ()


def test_marks_are_told_apart_and_come_in_paint_order(pdf):
    assert list(PageReader().read(value_of(pdf.pages[1].obj)).marks) == [
        (0, "Number"), (1, "APG"), (2, "1096"), (3, "see example here"), (ARTIFACT, "Tab"),
    ]  # fmt: skip


def test_parentheses_backslashes_and_chinese_come_back(pdf):
    shown = dict(PageReader().read(value_of(pdf.pages[0].obj)).marks)
    assert shown[0] == "No responsibility is taken (none)."
    assert shown[1] == "亞盛醫藥"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (b"(plain)Tj", "plain"),
        (b"[(k)12(erned)-3.5( in)] TJ", "kerned in"),
        (b"[ ( spaced\n) ]TJ", " spaced\n"),
        (rb"(\050octal\51)Tj", "(octal)"),
        (rb"(\(escaped\) \\)Tj", "(escaped) \\"),
        (b"(a (pair) b)Tj", "a (pair) b"),
        (b"(broken \\\nline)Tj", "broken line"),
        (b"(EMC ET /F1 9 Tf)Tj", "EMC ET /F1 9 Tf"),
        (b"<4865 78>Tj", "Hex"),
        (b"[(p < 0.0)<35>]TJ", "p < 0.05"),
        (b"<4>Tj", "@"),
        (b"()Tj", ""),
        (b"(one)Tj q 1 0 0 1 5 5 cm Q 3 0 Td(two)Tj", "onetwo"),
        (b"q /F1 9 Tf Q (font)Tj", "font"),
    ],
)
def test_strings_are_read_however_they_are_written(read, code, text):
    found = read(in_a_mark(code))
    assert found.marks == ((0, text.replace("\n", "\ufffd")),)
    assert found.faults == ()


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (b"(a)(b)Tj", "holds '(a)(b) Tj', which is not understood here"),
        (b"[[(a)]]TJ", "holds '[[(a)]] TJ', which is not understood here"),
        (b"(a)'", "holds \"(a) '\", which is not understood here"),
        (b"3 Tr (a)Tj", "holds '3 Tr', which is not understood here"),
        (b"BI /W 1 ID x EI", "holds 'BI', which is not understood here"),
        (b"9.5Td", "holds '9' where an instruction should begin"),
        (b"(a)TjET", "holds '(a) TjET', which is not understood here"),
        (b"% (a comment)\n", "holds '%' where an instruction should begin"),
        (b"(never ends Tj", "holds '(' where an instruction should begin"),
        (b"/F99 9 Tf (a)Tj", "shows text in no font"),
        (b"EMC EMC", "holds 'EMC', which is not understood here"),
        (b"5 (a)Tj", "holds '5 (a) Tj', which is not understood here"),
        (b"/Span<</MCID 1>>BDC EMC", "has a mark within a mark"),
        (b"EMC /P<</MCID 1", "holds '/P<</MCID 1 EMC', which is not understood here"),
        (b"EMC /P/Properties BDC", "has a mark that says more than its MCID: /P/Properties"),
        (b"EMC /P<</MCID 1/E(b)>>BDC", "has a mark that says more than its MCID: /P<</MCID 1/E(b)>>"),
        (b"EMC /P<</MCID 1>>BDC", "has a mark that does not end"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named(read, code, fault):
    found = read(in_a_mark(code).removesuffix(b" EMC ET") if code.endswith(b"BDC") else in_a_mark(code))
    assert fault in found.faults


def test_names_and_keys_in_escapes_are_what_they_stand_for(read):
    found = read(b"BT /#50<</#4dCID 0>>BDC /#462 10 Tf (a)Tj EMC /Artif#61ct<<>>BDC (b)Tj EMC ET")
    assert found.marks == ((0, "a"), (ARTIFACT, "b"))


def test_text_and_paint_outside_marks_are_known_as_such(read):
    found = read(b"BT /F2 10 Tf (a)Tj ET 0 0 5 5 re f")
    assert found.marks == ((UNMARKED, "a"), (UNMARKED, ""))


def test_several_streams_are_one(pdf):
    sheet = pdf.pages[1].obj
    parts = b"BT /P<</MCID 0>>BDC /F2 10 Tf (a)Tj", b"EMC ET"
    sheet.Contents = pikepdf.Array([pdf.make_stream(part) for part in parts])
    assert PageReader().read(value_of(sheet)).marks == ((0, "a"),)


def test_a_code_that_leads_to_no_character_is_not_passed_over(pdf):
    sheet = pdf.pages[2].obj
    for font in sheet.Resources.Font.values():
        del font.ToUnicode
    assert set(PageReader().read(value_of(sheet)).text) == {"\ufffd"}
