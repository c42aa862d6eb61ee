"""The editions for paper, read back from the files of the example: colours, boxes, bleed and places."""

import ctypes
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from posterbook import load, publish, typeset
from posterbook.api.paper import formes_for
from posterbook.design.geometry import MM, Side
from posterbook.forms.edition import Flip, Printing, edition
from posterbook.forms.page import Line, Turn

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[1] / "booklet"
MARGIN, BLEED = 12 * MM, 3 * MM


@pytest.fixture(scope="module")
def work():
    return typeset(load(EXAMPLE))


@pytest.fixture(scope="module")
def make(work):
    """The files of an edition by their part."""

    def make(name, **paper):
        return {file.part: file.pdf for file in publish(work, name, **paper).files}

    return make


@pytest.fixture(scope="module")
def screen(make):
    return make("screen")[""]


@pytest.fixture(scope="module")
def printed(make):
    return make("print")[""]


@pytest.fixture(scope="module")
def imposed(make):
    return make("booklet")[""]


def opened(pdf):
    return pikepdf.open(BytesIO(pdf))


def operators(page):
    return [(str(one.operator), list(one.operands)) for one in pikepdf.parse_content_stream(page)]


def inks(pdf):
    """Every colour that is set, in percent."""
    found = set()
    for page in opened(pdf).pages:
        found |= {
            tuple(round(float(n) * 100) for n in args) for name, args in operators(page) if name in "kK"
        }
    return found


def test_only_cmyk_operators_set_colours(printed):
    names = {name for page in opened(printed).pages for name, _ in operators(page)}
    assert names & {"k", "K"}
    assert not names & {"rg", "RG", "g", "G", "CS", "sc", "SC", "SCN", "sh", "ri"}


def test_crop_marks_print_on_every_plate_and_nothing_else_does(printed):
    for page in opened(printed).pages:
        kind, inks, alternate, tint = page.obj.Resources.ColorSpace.All
        assert (kind, inks, alternate) == ("/Separation", "/All", "/DeviceCMYK")
        assert list(tint.C1) == [1, 1, 1, 1]
        colour, boxes = "", {True: 0, False: 0}
        for name, args in operators(page):
            if name in {"cs", "k"}:
                colour = name
            if name == "cs":
                assert str(args[0]) == "/All"
            if name == "re":
                width, height = map(float, args[2:])
                mark = min(width, height) < 0.3 and max(width, height) == pytest.approx(6 * MM, abs=0.01)
                boxes[mark] += 1
                assert mark == (colour == "cs")
        assert boxes[True] == 8


def test_small_type_in_a_groups_colour_is_black_and_large_figures_keep_it(work):
    wanted = edition("print")
    made, _ = formes_for(work, [wanted], Printing(creep=0))
    colours = {topic.colour for topic in work.theme.topics}
    sizes = {True: set(), False: set()}
    for page in made[wanted][0].pages:
        for item in page.items:
            if isinstance(item, Line):
                for run in item.runs:
                    sizes[run.colour in colours].add(run.size)
    assert min(sizes[True]) >= 14
    assert 46 in sizes[True]
    assert {9, 9.5, 10} <= sizes[False]  # labels of sections, tags of groups, names in the table


def test_what_is_no_group_colour_is_black_ink_alone(printed, work):
    topics = {
        tuple(round(part * 100) for part in colour.cmyk)
        for topic in work.theme.topics
        for colour in (topic.colour, topic.tint)
    }
    others = inks(printed) - topics
    assert others == {(0, 0, 0, 100), (0, 0, 0, 80), (0, 0, 0, 0)}


def test_no_colour_takes_more_ink_than_the_design_allows(printed):
    assert max(map(sum, inks(printed))) <= 245


def test_light_rules_and_hairlines_are_thin_black_lines(printed, screen):
    thin = {float(args[0]) for page in opened(printed).pages for name, args in operators(page) if name == "w"}
    assert {0.3, 0.25} <= thin
    assert not thin & {0.5 * 0.7, 0.35}
    assert 0.35 in {
        float(args[0]) for page in opened(screen).pages for name, args in operators(page) if name == "w"
    }


def test_black_prints_over_what_is_below_it_and_nothing_else_does(printed):
    seen = set()
    for page in opened(printed).pages:
        states = page.obj.Resources.ExtGState
        fill = stroke = None
        fills_over = lines_over = False
        for name, args in operators(page):
            if name == "gs":
                state = states[str(args[0])]
                fills_over, lines_over = bool(state.op), bool(state.OP)
                assert state.OPM == 1
            elif name in {"k", "K"}:
                fill, stroke = (args, stroke) if name == "k" else (fill, args)
            elif name in {"Tj", "TJ", "f", "S", "B"}:
                line = name == "S"
                black = [float(n) for n in (stroke if line else fill)] == [0, 0, 0, 1]
                assert (lines_over if line else fills_over) == black
                seen.add((line, black))
    assert len(seen) == 4


def test_boxes_are_nested_alike_on_every_page(printed, work):
    width, height = work.theme.page.width, work.theme.page.height
    for page in opened(printed).pages:
        media, bleed, trim = (
            [float(n) for n in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
        assert trim == pytest.approx([MARGIN, MARGIN, MARGIN + width, MARGIN + height], abs=0.002)
        assert [b - t for b, t in zip(bleed, trim, strict=True)] == pytest.approx(
            [-BLEED, -BLEED, BLEED, BLEED], abs=0.002
        )
        assert media == pytest.approx([0, 0, width + 2 * MARGIN, height + 2 * MARGIN], abs=0.002)


def test_the_print_file_says_what_pdf_x_4_asks(printed):
    with opened(printed) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        profile = intent.DestOutputProfile.read_bytes()
        assert (profile[12:20], intent.DestOutputProfile.N) == (b"prtrCMYK", 4)
        assert pdf.pdf_version == "1.6"
        assert "/ID" in pdf.trailer
        assert pdf.trailer.Info.Trapped == "/False"
        said = pdf.Root.Metadata.read_bytes().decode()
        for property_ in (
            "GTS_PDFXVersion>PDF/X-4<", "pdf:Trapped>False<", "xmp:CreateDate>", "xmp:ModifyDate>",
            "xmp:MetadataDate>", "xmpMM:DocumentID>uuid:", "xmpMM:RenditionClass>", "xmpMM:VersionID>",
        ):  # fmt: skip
            assert property_ in said
        assert "pdfaid" not in said
        assert not {"/MarkInfo", "/StructTreeRoot", "/Outlines", "/OpenAction", "/AA", "/Names"} & set(
            pdf.Root.keys()
        )
        assert all("/Annots" not in page.obj for page in pdf.pages)
        for font in pdf.pages[0].obj.Resources.Font.values():
            assert "/FontFile2" in font.FontDescriptor


def pixels(pdf, index, dpi=72):
    page = pypdfium2.PdfDocument(pdf)[index]
    return page.render(scale=dpi / 72).to_pil().convert("RGB")


def test_tabs_reach_through_the_bleed_at_the_fore_edge_and_nothing_reaches_beyond(printed, work):
    for page in work.pages:
        image = pixels(printed, page.sequence - 1)
        width, middle = image.width, range(int(MARGIN) + 20, image.height - int(MARGIN) - 20)
        inner, outer = int(MARGIN - BLEED) + 2, int(MARGIN - BLEED) - 3
        left = {image.getpixel((inner, y)) for y in middle}
        right = {image.getpixel((width - 1 - inner, y)) for y in middle}
        tabbed = page.kind in {"cover", "summary", "posters", "legal"}
        expected = {
            "left": tabbed and page.side is Side.VERSO,
            "right": tabbed and page.side is Side.RECTO,
        }
        assert {"left": left != {(255, 255, 255)}, "right": right != {(255, 255, 255)}} == expected
        beyond = {image.getpixel((x, y)) for x in (outer, width - 1 - outer) for y in middle}
        assert beyond == {(255, 255, 255)}
        rows = {image.getpixel((x, y)) for x in range(60, width - 60) for y in (int(MARGIN) - 4, 5)}
        assert rows == {(255, 255, 255)}


def test_marks_leave_the_bleed_alone_and_can_be_left_out(make, printed):
    bare = make("print", marks=False)[""]
    with opened(bare) as pdf:
        for page in pdf.pages:
            assert list(page.obj.MediaBox) == list(page.obj.BleedBox)
    assert "2021-04-13" in text(printed, 2)
    assert re.search(r"p\. 3\b.*2021-04-13", text(printed, 2))
    assert "2021-04-13" not in text(bare, 2)


def text(pdf, index):
    page = pypdfium2.PdfDocument(pdf)[index]
    return page.get_textpage().get_text_bounded()


def places(pdf, index, dx=0.0, dy=0.0):
    """Every visible character of a page and where its origin is."""
    page = pypdfium2.PdfDocument(pdf)[index]
    of = page.get_textpage()
    found = []
    for n in range(of.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(of, n, ctypes.byref(x), ctypes.byref(y))
        char = chr(pypdfium2.raw.FPDFText_GetUnicode(of, n))
        if not char.isspace():
            found.append((char, x.value - dx, y.value - dy))
    return found


def test_text_stands_in_print_where_it_stands_on_the_screen_but_for_the_margins(make, screen, work):
    """On the screen the text block is in the middle of the page; tabs and feet are on one side."""
    bare, page = make("print", marks=False)[""], work.theme.page
    middle = (page.width - page.measure) / 2
    for index, laid in enumerate(work.pages):
        there, here = places(screen, index), places(bare, index, BLEED, BLEED)
        assert sorted(char for char, *_ in here) == sorted(char for char, *_ in there)
        left = page.outside if laid.side is Side.VERSO else page.inside
        aside = 0 if laid.kind == "cover" else middle - left
        foot = page.height - page.live_top - page.last - 0.1
        block = sorted((y, x, c) for c, x, y in here if y > foot and left - 1 < x < left + page.measure + 1)
        shown = {(c, round(x, 1), round(y, 1)) for c, x, y in there}
        near = (-0.1, 0, 0.1)
        for y, x, char in block:
            wanted = round(x + aside, 1), round(y, 1)
            assert any(
                (char, round(wanted[0] + a, 1), round(wanted[1] + b, 1)) in shown for a in near for b in near
            )


def test_on_the_screen_nothing_jumps_from_page_to_page(screen, work):
    """Text begins at one place on every page but the cover, folios end at one, tabs stand at the right."""
    shown = work.pages_of(edition("screen"))
    middle = (work.theme.page.width - work.theme.page.measure) / 2
    assert {page.side for page in shown} == {Side.SCREEN}
    for page in shown[1:]:
        lines = [item for item in page.items if isinstance(item, Line) and item.turn is Turn.NONE]
        assert min(line.x for line in lines) == pytest.approx(middle)
        (folio,) = [line for line in lines if line.text == page.folio and line.y == work.theme.page.foot] or [
            None
        ]
        assert folio is None or folio.x + folio.runs[0].width == pytest.approx(
            middle + work.theme.page.measure
        )
        tabs = [item for item in page.items if isinstance(item, Line) and item.turn is not Turn.NONE]
        assert {item.turn for item in tabs} <= {Turn.CLOCKWISE}
        centre = work.theme.page.width - work.theme.tabs.width / 2
        half = work.theme.tabs.capital / 2
        assert all(item.x + half * item.runs[0].size == pytest.approx(centre) for item in tabs)


@pytest.mark.parametrize("flip", list(Flip))
def test_text_stands_on_the_sheets_where_its_page_stands(make, work, flip):
    wanted = edition("booklet")
    made, _ = formes_for(work, [wanted], Printing(creep=0.1 * MM, flip=flip))
    pdf, plain = make("booklet", flip=flip)[""], make("print", marks=False)[""]
    for index, sheet in enumerate(made[wanted][0].sheets):
        found = places(pdf, index)
        if sheet.turned:
            found = [(c, sheet.face.width - x, sheet.face.height - y) for c, x, y in found]
        here = {(c, round(x, 1), round(y, 1)) for c, x, y in found}
        for one in sheet.placed:
            foot = sheet.face.height - one.y - work.theme.page.height
            there = {(c, x + one.x, y + foot) for c, x, y in places(plain, one.index, BLEED, BLEED)}
            near = (-0.1, 0, 0.1)
            lost = [
                (c, x, y)
                for c, x, y in there
                if not any(
                    (c, round(round(x, 1) + a, 1), round(round(y, 1) + b, 1)) in here
                    for a in near
                    for b in near
                )
            ]
            assert not lost


def test_every_page_stands_on_the_sheets_once_and_nothing_is_tagged_or_linked(imposed):
    with opened(imposed) as pdf:
        forms = [name for page in pdf.pages for name in page.obj.Resources.XObject]
        assert sorted(forms) == sorted(f"/Page{n}" for n in range(1, 13))
        shown = [str(args[0]) for page in pdf.pages for name, args in operators(page) if name == "Do"]
        assert sorted(shown) == sorted(forms)
        assert len(pdf.pages) == 6
        assert not {"/MarkInfo", "/StructTreeRoot"} & set(pdf.Root.keys())
        assert all("/Annots" not in page.obj for page in pdf.pages)


def test_the_printers_dialogue_is_told_to_print_both_sides_at_actual_size(make):
    for flip, duplex in ((Flip.SHORT, "/DuplexFlipShortEdge"), (Flip.LONG, "/DuplexFlipLongEdge")):
        with opened(make("booklet", flip=flip)[""]) as pdf:
            preferences = pdf.Root.ViewerPreferences
            assert (preferences.PrintScaling, preferences.Duplex) == ("/None", duplex)


def test_cover_and_body_apart_make_up_the_whole(make, printed):
    files = make("print", separate_cover=True)
    assert list(files) == ["cover", "body"]
    cover, body = (
        [text(files[part], n) for n in range(count)] for part, count in (("cover", 4), ("body", 8))
    )
    assert [*cover[:2], *body, *cover[2:]] == [text(printed, n) for n in range(12)]


def test_the_same_booklet_gives_the_same_bytes_again(make, printed, imposed):
    assert make("print")[""] == printed
    assert make("booklet")[""] == imposed


def test_pictures_are_in_inks_and_greys_in_black(tmp_path):
    (tmp_path / "booklet.yaml").write_text("title: T\nrunning_order: [posters]\n")
    (tmp_path / "posters").mkdir()
    for name, mode in (("colour", "RGB"), ("grey", "L")):
        Image.linear_gradient("L").convert(mode).save(tmp_path / f"{name}.png")
        record = f"number: {name}\ntitle: T\nsections: {{A: b}}\nimage: {{file: {name}.png, alt: a}}\n"
        (tmp_path / "posters" / f"{name}.yaml").write_text(record)
    with opened(publish(typeset(load(tmp_path)), "print").pdf) as pdf:
        pictures = pdf.pages[0].obj.Resources.XObject.values()
        assert sorted(str(picture.ColorSpace) for picture in pictures) == ["/DeviceCMYK", "/DeviceGray"]
