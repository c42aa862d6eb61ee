"""Pages of another PDF: where they stand, what is refused or left out, and what a file then claims."""

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from tests.laid import laid, pages_of, study

from posterbook import AssetError, ContentError, LayoutError, publish
from posterbook.api.paper import Paper, formes_for
from posterbook.design.geometry import MM
from posterbook.forms.edition import EDITIONS
from posterbook.forms.page import Image

pytestmark = pytest.mark.slow

FONT = Path(__file__).parents[2] / "assets" / "fonts" / "SourceSans3-Regular.ttf"
A4, A5 = (210 * MM, 297 * MM), (148 * MM, 210 * MM)
INSERT = {"file": "letter.pdf", "alt": "A letter of welcome", "contents": "Welcome"}


def letter(*, font="Own", size=A4, pages=2, link=False):
    pdfmetrics.registerFont(TTFont("Own", str(FONT)))
    file = BytesIO()
    sheet = canvas.Canvas(file, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        sheet.setFont(font, 12)
        sheet.drawString(72, size[1] - 100, f"Dear colleagues, page {number}")
        sheet.setFillColorRGB(1, 0, 0)
        sheet.rect(0, size[1] - 40, 40, 40, stroke=0, fill=1)
        if link:
            sheet.linkURL("https://example.org", (72, 600, 200, 620))
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def changed(pdf, change):
    with pikepdf.open(BytesIO(pdf)) as file:
        change(file)
        out = BytesIO()
        file.save(out)
    return out.getvalue()


def inserted(folder, pdf, *, page="a5", options=None, records=None, **keys):
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "letter.pdf").write_bytes(pdf)
    order = ["cover", "contents", {"insert": INSERT | (options or {})}, "posters"]
    return laid(folder, records or [study()], page=page, running_order=order, date="2026-09-05", **keys)


def images(work):
    return [item for page in pages_of(work, "insert") for item in page.items if isinstance(item, Image)]


@pytest.mark.parametrize("page", ["a5", "a4", "letter", "half-letter"])
def test_a_page_stands_in_the_middle_of_its_own_as_large_as_it_gets(tmp_path, page):
    work = inserted(tmp_path, letter(), page=page)
    sheet, box = pages_of(work, "insert")[0], images(work)[0].box
    assert box.width / box.height == pytest.approx(210 / 297)
    assert box.x == pytest.approx(sheet.width - box.right)
    assert box.y == pytest.approx(sheet.height - box.bottom)
    assert min(box.x, box.y) == pytest.approx(0, abs=0.01)
    assert [one.meaning.alt for one in images(work)] == [
        "A letter of welcome (1/2)",
        "A letter of welcome (2/2)",
    ]


def test_what_is_drawn_is_the_other_files_page(tmp_path):
    pdf = publish(inserted(tmp_path, letter(size=A5, pages=1))).pdf
    page = next(
        one for one in pypdfium2.PdfDocument(pdf) if "Dear colleagues" in one.get_textpage().get_text_range()
    )
    picture = page.render(scale=1).to_pil()
    assert picture.getpixel((20, 20)) == (255, 0, 0)
    assert picture.getpixel((80, 20)) == (255, 255, 255)


@pytest.mark.parametrize(("turn", "corner"), [(0, (5, 5)), (90, (-5, 5)), (180, (-5, -5)), (270, (5, -5))])
def test_a_turned_page_stands_as_a_viewer_shows_it(tmp_path, turn, corner):
    def rotate(file):
        file.pages[0].obj["/Rotate"] = turn

    pdf = changed(letter(size=A5 if turn in {0, 180} else (A5[1], A5[0]), pages=1), rotate)
    work = inserted(tmp_path, pdf)
    made = publish(work).pdf
    at = pages_of(work, "insert")[0].sequence
    picture = pypdfium2.PdfDocument(made)[at - 1].render(scale=1).to_pil()
    x, y = (n if n > 0 else side + n for n, side in zip(corner, picture.size, strict=True))
    assert picture.getpixel((x, y)) == (255, 0, 0)


def test_a_page_of_our_shape_keeps_its_bleed(tmp_path):
    def bleed(file):
        obj, around = file.pages[0].obj, 3 * MM
        obj.MediaBox = obj.BleedBox = Array([0, 0, A5[0] + 2 * around, A5[1] + 2 * around])
        obj.TrimBox = Array([around, around, A5[0] + around, A5[1] + around])
        obj.Contents = Stream(file, b"1 0 0 rg 0 0 1000 1000 re f")

    work = inserted(tmp_path, changed(letter(size=A5, pages=1), bleed))
    (image,) = images(work)
    assert (image.box.width, image.box.height) == pytest.approx(A5)
    assert image.seen.x == pytest.approx(-work.theme.bleed)
    at = pages_of(work, "insert")[0].sequence
    picture = pypdfium2.PdfDocument(publish(work, "print").pdf)[at - 1].render(scale=2).to_pil()
    edge = 2 * 12 * MM
    assert picture.getpixel((int(edge - 2 * 2 * MM), 400)) == (255, 0, 0)
    assert picture.getpixel((int(edge - 2 * 3.5 * MM), 400)) == (255, 255, 255)


@pytest.mark.parametrize(("pages", "kept"), [("", 3), ("2", 1), ("1-2", 2), ("1, 3", 2), ("2-3, 1", 3)])
def test_the_pages_that_are_named_are_taken(tmp_path, pages, kept):
    options = {"pages": pages} if pages else {}
    assert len(pages_of(inserted(tmp_path, letter(pages=3), options=options), "insert")) == kept


@pytest.mark.parametrize("pages", ["4", "0", "2-1", "one", "1-", "1,,2"])
def test_pages_that_are_not_there_are_an_error(tmp_path, pages):
    with pytest.raises(ContentError) as refused:
        inserted(tmp_path, letter(pages=3), options={"pages": pages})
    assert [problem.code for problem in refused.value.problems] == ["insert-pages"]


def with_field(file):
    look = Stream(file, b"0 0 10 10 re f")
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], AP=Dictionary(N=look))
    field = file.make_indirect(field)
    file.pages[0].obj["/Annots"] = Array([field])
    file.Root.AcroForm = Dictionary(Fields=[field])


def with_hidden_layer(file):
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name="Prices"))
    file.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))


def with_postscript(file):
    program = Stream(file, b"showpage")
    program.stream_dict.Subtype = Name.PS
    file.pages[0].resources.XObject = Dictionary(X=program)


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (letter(font="Helvetica"), "does not embed its font Helvetica"),
        (changed(letter(), with_field), "has form fields"),
        (changed(letter(), with_hidden_layer), "has layers that are hidden"),
        (changed(letter(), with_postscript), "holds a PostScript program"),
    ],
)
def test_what_would_look_otherwise_is_refused_with_its_page(tmp_path, pdf, said):
    with pytest.raises(AssetError) as refused:
        inserted(tmp_path, pdf, options={"pages": "1"})
    (problem,) = refused.value.problems
    assert problem.code == "unusable-insert"
    assert problem.message == f"page 1 of 'letter.pdf' {said}"
    assert problem.where.line


def test_a_page_that_is_not_taken_may_have_what_it_likes(tmp_path):
    assert inserted(tmp_path, changed(letter(), with_field), options={"pages": "2"}).pages


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 nothing", b"no pdf at all", letter()[:900]])
def test_a_damaged_file_is_an_error(tmp_path, pdf):
    with pytest.raises((AssetError, ContentError)) as refused:
        inserted(tmp_path, pdf)
    assert {problem.code for problem in refused.value.problems} == {"unusable-insert"}


def test_an_operator_without_its_operands_is_damage(tmp_path):
    def tear(file):
        file.pages[0].obj.Contents = Stream(file, b"BT Tf (a) Tj ET")

    with pytest.raises(AssetError) as refused:
        inserted(tmp_path, changed(letter(), tear))
    assert "is no PDF, or a damaged one" in refused.value.problems[0].message


@pytest.mark.parametrize("part", ["page", "font"])
def test_what_cannot_be_unpacked_is_damage(tmp_path, part):
    def tear(file):
        torn = Stream(file, zlib.compress(b"0 0 m\n" * 99)[:-9] + b"\0" * 9, Filter=Name.FlateDecode)
        if part == "page":
            file.pages[0].obj.Contents = torn
        else:
            (descriptor,) = (
                one for one in file.objects if isinstance(one, Dictionary) and "/FontFile2" in one
            )
            descriptor.FontFile2 = torn

    with pytest.raises(AssetError) as refused:
        inserted(tmp_path, changed(letter(), tear))
    assert "is no PDF, or a damaged one" in refused.value.problems[0].message


def test_operators_that_unpack_to_more_than_any_page_needs_are_refused_before_they_do(tmp_path):
    def swell(file):
        packed = zlib.compress(b"0 0 m\n" * 10_000_000)
        file.pages[0].obj.Contents = Stream(file, packed, Filter=Name.FlateDecode)

    with pytest.raises(AssetError) as refused:
        inserted(tmp_path, changed(letter(), swell))
    assert "unpack to more than 50 MB" in refused.value.problems[0].message


def test_an_encrypted_and_a_missing_file_are_errors(tmp_path):
    with pikepdf.open(BytesIO(letter())) as file:
        out = BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    with pytest.raises(AssetError) as refused:
        inserted(tmp_path / "a", out.getvalue())
    assert "is encrypted" in refused.value.problems[0].message
    with pytest.raises(AssetError) as refused:
        inserted(tmp_path / "b", letter(), options={"file": "lettre.pdf"})
    assert refused.value.problems[0].code == "missing-insert"
    assert "letter.pdf" in refused.value.problems[0].hint


def with_all_that_acts(file):
    script = Dictionary(S=Name.JavaScript, JS="app.alert('boo')")
    file.Root.OpenAction = script
    file.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=["a", script]), EmbeddedFiles=Dictionary(Names=[])
    )
    file.pages[0].obj["/AA"] = Dictionary(O=script)


def test_what_acts_is_left_out_and_said(tmp_path):
    work = inserted(tmp_path, changed(letter(link=True), with_all_that_acts))
    (found,) = (problem for problem in work.problems if problem.code == "insert-dropped")
    assert "left out: 2 links, scripts and actions, attached files" in found.message
    for edition in ("screen", "print"):
        pdf = publish(work, edition).pdf
        with pikepdf.open(BytesIO(pdf)) as file:
            plain = b"".join(
                one.unparse() if not isinstance(one, Stream) else one.stream_dict.unparse()
                for one in file.objects
            )
        assert not [
            word
            for word in (b"JavaScript", b"alert", b"OpenAction", b"EmbeddedFiles", b"/AA")
            if word in plain
        ]


def test_a_size_that_nobody_could_read_is_refused_and_another_is_said(tmp_path):
    with pytest.raises(LayoutError) as refused:
        inserted(tmp_path / "a", letter(size=(420 * MM, 594 * MM)))
    assert refused.value.problems[0].code == "insert-size"
    work = inserted(tmp_path / "b", letter())
    assert [p.message for p in work.problems if p.code == "insert-scaled"] == [
        "pages of 'letter.pdf' are set at 70% of their size"
    ]
    same = inserted(tmp_path / "c", letter(size=A5))
    assert not [p for p in same.problems if p.code == "insert-scaled"]


def test_a_file_with_an_insert_claims_no_standard_and_says_so(tmp_path):
    work = inserted(tmp_path, letter())
    _, found = formes_for(work, EDITIONS, Paper().printing({}), every=True)
    said = [problem.message for problem in found if problem.code == "claims-dropped"]
    assert said == [
        "the screen edition claims no PDF/UA-1 nor PDF/A-2a: pages 3, 4 come from letter.pdf",
        "the print edition claims no PDF/X-4: pages 3, 4 come from letter.pdf",
    ]
    for edition in ("screen", "print"):
        with pikepdf.open(BytesIO(publish(work, edition).pdf)) as file:
            packet = file.Root.Metadata.read_bytes()
            assert not [name for name in (b"pdfuaid", b"pdfaid", b"pdfxid") if name in packet]
            assert "/OutputIntents" in file.Root
    plain = laid(tmp_path / "plain", [study()], date="2026-09-05")
    with pikepdf.open(BytesIO(publish(plain).pdf)) as file:
        assert b"pdfuaid" in file.Root.Metadata.read_bytes()


def test_its_objects_are_written_once_and_the_bytes_are_the_same_each_time(tmp_path):
    first = publish(inserted(tmp_path / "a", letter(pages=4))).pdf
    second = publish(inserted(tmp_path / "b", letter(pages=4))).pdf
    assert first == second
    assert fonts_in(first) == fonts_in(publish(inserted(tmp_path / "c", letter(pages=1))).pdf)


def fonts_in(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        return sum(isinstance(one, Dictionary) and "/BaseFont" in one for one in file.objects)


def test_legal_blocks_are_proved_beside_an_insert(tmp_path):
    tmp_path.joinpath("notice.txt").write_text("Nobody answers for anything.", encoding="utf-8")
    legal = [{"id": "n", "file": "notice.txt", "place": "cover-top"}]
    work = inserted(tmp_path, letter(), legal=legal)
    for edition in ("screen", "print", "booklet"):
        assert publish(work, edition).legal
