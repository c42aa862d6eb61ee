"""Damages to a finished file, one by one: each must be found, under its own code."""

from __future__ import annotations

import struct

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

pytestmark = pytest.mark.slow

EDITIONS = ("screen", "print", "booklet")
BOX = "45 485 312 66 re"
"""About where the disclaimer stands on page 1, within its trim, from the lower left corner."""

NOT, ADVERTISEMENT = "BT 60 530 Td /F1 20 Tf (not) Tj ET", "BT 60 80 Td /F1 8 Tf (Buy now) Tj ET"
CLIP_BY_TEXT = "BT 60 80 Td /F1 8 Tf 7 Tr (x) Tj ET 0 Tr"
LAST_LINE = "[(of the con)5(ten)5(ts of this a)3(nno)7(uncemen)5(t.)]TJ"


def swap_pages(hands):
    first, second = hands.pdf.pages[0], hands.pdf.pages[1]
    hands.pdf.pages[0], hands.pdf.pages[1] = second, first


def drop_the_block(hands):
    code = hands.content(1).read_bytes().decode("latin-1")
    start, end = code.index("[("), code.index(LAST_LINE) + len(LAST_LINE)
    hands.content(1).write((code[:start] + code[end:]).encode("latin-1"))


def change_meaning(hands):
    """Let every o of the disclaimer's font be read as an x, which changes nothing on paper."""
    font = hands.font(1, "/F1")
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<6F> <006F>", b"<6F> <0078>"))


def swap_glyphs(hands):
    """Let the font draw an a for every o and the other way round, which changes nothing that is extracted."""
    stream = hands.font(1, "/F1").FontDescriptor.FontFile2
    program = bytearray(stream.read_bytes())
    count = struct.unpack_from(">H", program, 4)[0]
    tables = {
        bytes(program[12 + 16 * n : 16 + 16 * n]): struct.unpack_from(">L", program, 20 + 16 * n)[0]
        for n in range(count)
    }
    cmap = tables[b"cmap"] + 12
    first = struct.unpack_from(">H", program, cmap + 6)[0]
    a, o = (cmap + 10 + 2 * (ord(character) - first) for character in "ao")
    program[a : a + 2], program[o : o + 2] = program[o : o + 2], program[a : a + 2]
    stream.write(bytes(program))


def narrow_widths(hands):
    font = hands.font(1, "/F1")
    font.Widths = Array([width * 9 // 10 if int(width) else width for width in map(int, font.Widths)])


def exchange_fonts(hands):
    hands.font(1, "/F1").FontDescriptor = hands.font(1, "/F2").FontDescriptor


def unembed(hands):
    font = hands.font(1, "/F1")
    font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, Flags=4, FontName=Name.Helvetica)
    font.BaseFont = Name.Helvetica


def give_encoding(hands):
    hands.font(1, "/F1").Encoding = Dictionary(Differences=Array([ord("o"), Name.a]))


def see_through(hands):
    hands.state("/Faint", ca=0.05)
    hands.before(1, "/Faint gs")


def into_a_layer(hands):
    hands.change(1, ("BT\n", "/OC /Layer BDC\nBT\n"))
    hands.after(1, "EMC")


def lay_a_picture_over(hands):
    hands.resources(1).XObject = hands.resources(1).get("/XObject", Dictionary())
    picture = hands.pdf.make_stream(b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    hands.resources(1).XObject["/Patch"] = picture
    hands.after(1, "q 300 0 0 60 50 490 cm /Patch Do Q")


def lay_a_form_over(hands):
    hands.resources(1).XObject = hands.resources(1).get("/XObject", Dictionary())
    form = hands.pdf.make_stream(b"1 g 0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Matrix = Array([0, 0, 1, 1]), Array([300, 0, 0, 60, 50, 490])
    hands.resources(1).XObject["/Patch"] = form
    hands.after(1, "/Patch Do")


def annotate(hands):
    box = hands.page(1).trimbox
    left, foot = float(box[0]), float(box[1])
    square = Dictionary(Type=Name.Annot, Subtype=Name.Square, IC=Array([1, 1, 1]))
    square.Rect = Array([left + 50, foot + 490, left + 300, foot + 550])
    page = hands.page(1).obj
    page.Annots = Array([*page.get("/Annots", []), hands.pdf.make_indirect(square)])


def thicken_nothing(hands):
    hands.change(12, ("1.5 w", "0.25 w"))


def crop(hands):
    x0, y0, x1, y1 = map(float, hands.page(1).mediabox)
    hands.page(1).cropbox = [x0, y0, x1, y1 - 100]


def turn(hands):
    hands.page(1).obj.Rotate = 90


def set_key(hands, sequence, key, value):
    hands.page(sequence).obj[key] = value


def turn_all(hands):
    """Pages inherit it from the node above them."""
    for page in hands.pdf.pages:
        page.obj.Parent.Rotate = 180


def replace_text(hands):
    hands.change(1, ("BT\n", "/Span <</ActualText (Nothing)>> BDC\nBT\n"))
    hands.after(1, "EMC")


def replace_in_structure(hands):
    """Give the disclaimer's element, the first of page 1, another text."""
    page = hands.pdf.pages[0].obj
    parents = pikepdf.NumberTree(hands.pdf.Root.StructTreeRoot.ParentTree)
    parents[int(page.StructParents)][0].ActualText = "Nothing"


def drop_the_last_page(hands):
    del hands.pdf.pages[-1]


def hide_from_reading(hands):
    hands.before(1, "/Artifact BMC")
    hands.after(1, "EMC")


def swap_two_lines(hands):
    """Print the second line above the first: what is extracted stays in its order."""
    code = hands.content(1).read_bytes().decode("latin-1")
    hands.content(1).write(
        code.replace("0 -12.5 Td", "0 12.5 Td", 1).replace("0 -12.5 Td", "0 -37.5 Td", 1).encode("latin-1")
    )


def split(hands):
    """Print the end of the disclaimer on page 2."""
    code = hands.content(1).read_bytes().decode("latin-1")
    hands.content(1).write(code.replace(LAST_LINE, "").encode("latin-1"))
    hands.before(2, f"BT 45 500 Td /F1 9 Tf {LAST_LINE} ET")


DAMAGES = [
    ("a word is changed", lambda h: h.change(1, ("(loss how)10(soe", "(loss how)10(e")), "legal-text"),
    ("a word is left out", lambda h: h.change(12, ("canno)4(t guar", "can guar")), "legal-text"),
    ("the block is removed", drop_the_block, "legal-text"),
    ("its last line is removed", lambda h: h.change(1, (LAST_LINE, "")), "legal-text"),
    ("it is shrunk below its floor", lambda h: h.change(1, ("/F1 9 Tf", "/F1 6 Tf")), "legal-size"),
    ("it is shrunk a little", lambda h: h.change(12, ("/F2 11 Tf", "/F2 9.5 Tf")), "legal-size"),
    ("the page is scaled down", lambda h: h.wrap(1, "0.8 0 0 0.8 30 60 cm"), "legal-moved"),
    ("it is white on white", lambda h: h.change(1, (h.ink, h.white)), "legal-colour"),
    ("it is pale", lambda h: h.change(1, (h.ink, h.pale)), "legal-colour"),
    ("a white box covers it", lambda h: h.after(1, f"1 g {BOX} f"), "legal-covered"),
    ("a white box covers a word of it", lambda h: h.after(1, "1 g 100 525 20 10 re f"), "legal-covered"),
    ("a picture covers it", lay_a_picture_over, "legal-covered"),
    ("a form covers it", lay_a_form_over, "legal-covered"),
    ("an annotation covers it", annotate, "legal-covered"),
    ("a shading covers it", lambda h: h.after(1, f"q {BOX} W n /Any sh Q"), "legal-covered"),
    ("it stands on a tint", lambda h: h.before(1, f"q 0.9 g {BOX} f Q"), "legal-paper"),
    ("it is struck through", lambda h: h.after(1, "1 w 45 541 m 350 541 l S"), "legal-crossed"),
    ("other text is printed over it", lambda h: h.after(1, NOT), "legal-overprinted"),
    ("its characters are read as others", change_meaning, "legal-text"),
    ("its glyphs are swapped", swap_glyphs, "legal-glyphs"),
    ("its widths are falsified", narrow_widths, "legal-widths"),
    ("its font is not embedded", unembed, "legal-font"),
    ("its codes are given another meaning", give_encoding, "legal-font"),
    ("it is set in another font", lambda h: h.change(1, ("/F1 9 Tf", "/F2 9 Tf")), "legal-glyphs"),
    ("its font draws another face", exchange_fonts, "legal-glyphs"),
    ("it is invisible", lambda h: h.change(1, ("/F1 9 Tf", "/F1 9 Tf 3 Tr")), "legal-invisible"),
    ("it is drawn in outline", lambda h: h.change(1, ("/F1 9 Tf", "/F1 9 Tf 1 Tr")), "legal-invisible"),
    ("it is see-through", see_through, "legal-faint"),
    ("it stands in a layer", into_a_layer, "legal-layer"),
    ("it is clipped by a text", lambda h: h.before(1, CLIP_BY_TEXT), "legal-clipped"),
    ("it is copied as something else", replace_text, "legal-replaced"),
    ("it is read aloud as something else", replace_in_structure, "legal-replaced"),
    ("its page is scaled by its unit", lambda h: set_key(h, 1, "/UserUnit", 0.9), "legal-size"),
    ("all pages are turned", turn_all, "legal-upright"),
    ("it is clipped", lambda h: h.before(1, "0 0 500 500 re W n"), "legal-clipped"),
    ("it is squeezed", lambda h: h.change(1, ("/F1 9 Tf", "/F1 9 Tf 80 Tz")), "legal-squeezed"),
    ("it is turned", lambda h: h.wrap(1, "0 1 -1 0 600 60 cm"), "legal-moved"),
    ("it is mirrored", lambda h: h.wrap(1, "-1 0 0 1 420 0 cm"), "legal-upright"),
    ("it is slanted", lambda h: h.wrap(1, "1 0 0.3 1 -150 0 cm"), "legal-upright"),
    ("the page is turned", turn, "legal-upright"),
    ("it is moved off the page", lambda h: h.wrap(1, "1 0 0 1 -40 0 cm"), "legal-moved"),
    ("the page is cropped", crop, "legal-cropped"),
    ("two lines are exchanged", swap_two_lines, "legal-moved"),
    ("its letters are spread apart", lambda h: h.change(1, ("/F1 9 Tf", "/F1 9 Tf 3 Tc")), "legal-moved"),
    ("its letters are pushed together", lambda h: h.change(1, ("9 Tf", "9 Tf -3.5 Tc")), "legal-moved"),
    ("its frame is removed", lambda h: h.change(12, (" re S", " re n")), "legal-frame"),
    ("its frame is made thin", thicken_nothing, "legal-frame"),
    ("other text stands before it", lambda h: h.before(1, ADVERTISEMENT), "legal-first"),
    ("it is split over two pages", split, "legal-split"),
    ("the last page is missing", drop_the_last_page, "legal-page"),
    ("it is moved to page 2", swap_pages, "legal-page"),
    ("it is hidden from reading aloud", hide_from_reading, "legal-artifact"),
]  # fmt: skip
ON_SHEETS = {
    "the page is turned",
    "all pages are turned",
    "its page is scaled by its unit",
    "the last page is missing",
    "it is moved to page 2",
    "the page is cropped",
}
"""Damages to pages of the file, which are not the booklet's where these stand on sheets."""


def possible(edition):
    """The damages that an edition can suffer: only the one for screens has a structure."""
    found = [one for one in DAMAGES if edition != "booklet" or one[0] not in ON_SHEETS]
    return [one for one in found if edition == "screen" or one[1] is not replace_in_structure]


CASES = [
    pytest.param(edition, tamper, code, id=f"{edition}: {name}")
    for edition in EDITIONS
    for name, tamper, code in possible(edition)
]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_of_the_example_is_proved(example, edition):
    proof = example.proof(edition, example.files[edition])
    assert proof.problems == ()
    assert [found.id for found in proof.found] == [block.id for block in example.work.booklet.legal]


@pytest.mark.parametrize(("edition", "tamper", "code"), CASES)
def test_a_damage_is_found_under_its_own_code(example, tampered, edition, tamper, code):
    problems = example.proof(edition, tampered(example.files[edition], tamper)).problems
    assert code in {problem.code for problem in problems}
    assert all(problem.message.startswith("the legal block '") for problem in problems)
    assert all(problem.where.file == "booklet.yaml" for problem in problems)


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_harms_no_block_is_no_damage(example, tampered, edition):
    def touch(hands):
        hands.after(1, "0.5 g 60 300 50 50 re f")
        hands.after(3, "BT /F1 20 Tf 60 300 Td (not) Tj ET")

    assert example.codes(edition, tampered(example.files[edition], touch)) == []


def test_there_are_forty_damages_and_more():
    assert len({tamper for _, tamper, _ in DAMAGES}) >= 40
    assert len({code for _, _, code in DAMAGES}) >= 20
