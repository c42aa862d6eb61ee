"""Ways to make a printed page say something else, by what they abuse: none may be accepted in any edition.

Each is a function that takes a file apart. The tests try each on one edition, in turn. All of them on all
editions: `python -m tests.proof.legal.deceptions`, which prints what was accepted. A table is long.
"""

from __future__ import annotations

import re
import struct
import zlib

from pikepdf import Array, Dictionary, Name, String

BOX = "45 485 312 66 re"
"""About where the disclaimer stands on page 1, within its trim, from the lower left corner."""
TEXT = "60 530 Td /F1 9 Tf"
SPACES = " " * 78
LAST = "[(of the con)5(ten)5(ts of this a)3(nno)7(uncemen)5(t.)]TJ"
FIRST_WORDS = (
    "[(H)20(ong K)20(ong Ex)20(c)11(ha)3(ng)13(es a)3(nd Cle)10(a)3(ring Limited a)3(nd The S)10(toc)11(k"
    " Ex)20(c)11(ha)3(ng)13(e )]TJ"
)


def form(hands, code, **entries):
    """A form of that content, which page 1 calls Patch."""
    resources = hands.resources(1)
    resources.XObject = resources.get("/XObject", Dictionary())
    made = hands.pdf.make_stream(code.encode("latin-1"), Type=Name.XObject, Subtype=Name.Form)
    made.BBox = Array(entries.pop("box", [-1000, -1000, 2000, 2000]))
    made.Resources = Dictionary(Font=resources.Font)
    for key, value in entries.items():
        made["/" + key] = value
    resources.XObject["/Patch"] = made
    return made


def font(hands, name="/Own", **entries):
    """A font of another kind, which page 1 calls Own."""
    made = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for key, value in entries.items():
        made["/" + key] = value
    hands.resources(1).Font[name] = made
    return made


def type3(hands, code):
    """A font whose one glyph is any paint."""
    glyph = hands.pdf.make_stream(code)
    return font(
        hands, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        CharProcs=Dictionary(a=glyph), Encoding=Dictionary(Differences=Array([97, Name.a])),
        FirstChar=97, LastChar=97, Widths=Array([0]),
    )  # fmt: skip


def annotation(hands, subtype, box=(50, 490, 300, 550), **entries):
    """An annotation on page 1, in its trim."""
    page = hands.page(1)
    trim = page.trimbox
    x, y = float(trim[0]), float(trim[1])
    if f"/Page{1}" in page.obj.Resources.get("/XObject", {}):
        x += float(page.mediabox[2]) / 2  # the right half of a sheet
    made = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), F=4)
    made.Rect = Array([box[0] + x, box[1] + y, box[2] + x, box[3] + y])
    for key, value in entries.items():
        made["/" + key] = value
    page.obj.Annots = Array([*page.obj.get("/Annots", []), hands.pdf.make_indirect(made)])
    return made


def look(hands, code="1 g 0 0 250 60 re f"):
    """An appearance for an annotation."""
    made = hands.pdf.make_stream(code.encode(), Type=Name.XObject, Subtype=Name.Form)
    made.BBox = Array([0, 0, 250, 60])
    return Dictionary(N=made)


def program(hands, change, name="/F1"):
    """Change the tables of a font program, given and taken as a mapping; None of a tag leaves it out."""
    stream = hands.font(1, name).FontDescriptor.FontFile2
    data = stream.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    rows = [struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count)]
    tables = [(tag, data[at : at + size]) for tag, _, at, size in rows]
    made = change(dict(tables)) or tables
    made = list(made.items()) if isinstance(made, dict) else made
    head = data[:4] + struct.pack(">HHHH", len(made), 16, 2, 0)
    at, directory, body = 12 + 16 * len(made), b"", b""
    for tag, table in made:
        directory += struct.pack(">4sLLL", tag, 0, at, len(table))
        padded = table + bytes(-len(table) % 4)
        body += padded
        at += len(padded)
    stream.write(head + directory + body)
    stream.Length1 = len(head + directory + body)


def put(tables, tag, at, form_, *values):
    table = bytearray(tables[tag])
    struct.pack_into(form_, table, at, *values)
    tables[tag] = bytes(table)
    return tables


def more_tables(**tables):
    return lambda hands: program(
        hands, lambda known: [*known.items(), *((k.encode().ljust(4), v) for k, v in tables.items())]
    )


def glyph_of(tables, code):
    first, _ = struct.unpack_from(">HH", tables[b"cmap"], 18)
    (glyph,) = struct.unpack_from(">H", tables[b"cmap"], 22 + 2 * (code - first))
    return glyph


def place_of(tables, code):
    """Where the glyph of a code begins in the table of glyphs."""
    glyph = glyph_of(tables, code)
    (wide,) = struct.unpack_from(">h", tables[b"head"], 50)
    (at,) = struct.unpack_from(">L" if wide else ">H", tables[b"loca"], glyph * (4 if wide else 2))
    return at if wide else 2 * at


def move_points(tables):
    """Shift one coordinate of the letter o."""
    at = place_of(tables, ord("o"))
    (contours,) = struct.unpack_from(">h", tables[b"glyf"], at)
    start = at + 10 + 2 * contours + 2
    table = bytearray(tables[b"glyf"])
    table[start + 60] ^= 0x15
    tables[b"glyf"] = bytes(table)
    return tables


def swap_codes(one, other):
    def change(tables):
        first, _ = struct.unpack_from(">HH", tables[b"cmap"], 18)
        table = bytearray(tables[b"cmap"])
        a, b = 22 + 2 * (ord(one) - first), 22 + 2 * (ord(other) - first)
        table[a : a + 2], table[b : b + 2] = table[b : b + 2], table[a : a + 2]
        tables[b"cmap"] = bytes(table)
        return tables

    return change


def empty_glyph(tables):
    """Let the letter n draw what the space draws: nothing."""
    first, _ = struct.unpack_from(">HH", tables[b"cmap"], 18)
    return put(tables, b"cmap", 22 + 2 * (ord("n") - first), ">H", glyph_of(tables, 32))


def spaced_word(hands):
    """Let the space draw an o, and read as a space."""
    program(
        hands,
        lambda tables: put(
            tables,
            b"cmap",
            22 + 2 * (32 - struct.unpack_from(">H", tables[b"cmap"], 18)[0]),
            ">H",
            glyph_of(tables, ord("o")),
        ),
    )


def second_map(tables):
    table = tables[b"cmap"]
    sub = table[12:]
    tables[b"cmap"] = struct.pack(">HHHHLHHL", 0, 2, 1, 0, 20, 3, 0, 20) + sub
    return tables


def map_zero(tables):
    first, count = struct.unpack_from(">HH", tables[b"cmap"], 18)
    glyphs = struct.unpack_from(f">{count}H", tables[b"cmap"], 22)
    known = dict(enumerate(glyphs, first))
    entries = bytes(known.get(code, 0) & 0xFF for code in range(256))
    tables[b"cmap"] = struct.pack(">HHHHLHHH", 0, 1, 1, 0, 12, 0, 262, 0) + entries
    return tables


def unicode_map(hands, old, new):
    """Change the map from codes to characters."""
    stream = hands.font(1, "/F1").ToUnicode
    data = stream.read_bytes()
    assert old in data
    stream.write(data.replace(old, new))


def element(hands):
    """The structure element of the disclaimer."""
    import pikepdf  # noqa: PLC0415

    page = hands.pdf.pages[0].obj
    return pikepdf.NumberTree(hands.pdf.Root.StructTreeRoot.ParentTree)[int(page.StructParents)][0]


def set_key(owner, key, value):
    owner[key] = value


def set_preference(key):
    def change(hands):
        hands.pdf.Root.ViewerPreferences[key] = Name.BleedBox

    return change


def replace_page_by_fake(hands):
    """Let page 1 say something else, with the true page at the end of the file."""
    true = hands.pdf.pages[0]
    hands.pdf.pages.append(true)
    fake = hands.pdf.make_stream(b"BT /F1 12 Tf 60 500 Td (Buy) Tj ET")
    hands.pdf.pages[0].obj.Contents = fake


def same_page_twice(hands):
    kids = hands.pdf.Root.Pages.Kids
    hands.pdf.Root.Pages.Kids = Array([kids[0], *kids])
    hands.pdf.Root.Pages.Count = len(kids) + 1


def blank_page_before(hands):
    box = hands.pdf.pages[0].mediabox
    hands.pdf.add_blank_page(page_size=(float(box[2]), float(box[3])))
    last = hands.pdf.pages[-1]
    del hands.pdf.pages[-1]
    hands.pdf.pages.insert(0, last)


def split_string(hands):
    """Part one string between two streams."""
    code = hands.content(1).read_bytes()
    cut = code.index(b"ong K") + 3
    hands.page(1).obj.Contents = Array([hands.pdf.make_stream(code[:cut]), hands.pdf.make_stream(code[cut:])])


def page_content(hands, code):
    """Paint on the page or sheet itself, after all else."""
    page = hands.page(1)
    page.contents_add(hands.pdf.make_stream(code.encode("latin-1")))


def default_space(hands):
    resources = hands.resources(1)
    white = Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]), Gamma=Array([0.001, 0.001, 0.001]))])
    resources.ColorSpace = Dictionary(DefaultRGB=white, DefaultCMYK=white, DefaultGray=white)


def tint_space(hands):
    """A separation whose ink is white."""
    tint = hands.pdf.make_stream(
        b"{ pop 1 1 1 }", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 3)
    )
    hands.resources(1).ColorSpace = Dictionary(
        White=Array([Name.Separation, Name.Black, Name.DeviceRGB, tint])
    )
    hands.change(1, (hands.ink, "/White cs 1 scn"))


def profile_space(hands):
    """An ICC profile in place of the plain space."""
    profile = hands.pdf.make_stream(zlib.compress(b"\0" * 128), N=3)
    hands.resources(1).ColorSpace = Dictionary(Icc=Array([Name.ICCBased, profile]))
    hands.change(1, (hands.ink, "/Icc cs 0.102 0.102 0.102 scn"))


def pattern_ink(hands):
    pattern = hands.pdf.make_stream(
        b"1 g 0 0 9 9 re f", PatternType=1, PaintType=1, TilingType=1, XStep=9, YStep=9
    )
    pattern.BBox, pattern.Resources = Array([0, 0, 9, 9]), Dictionary()
    hands.resources(1).Pattern = Dictionary(P=pattern)
    hands.change(1, (hands.ink, "/Pattern cs /P scn"))


def mask(hands):
    group = form(hands, "0 g 0 0 500 600 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    hands.state("/Mask", SMask=Dictionary(S=Name.Luminosity, G=group))
    hands.before(1, "/Mask gs")


def remap(hands):
    hands.pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Artifact)


def reorder_elements(hands):
    root = hands.pdf.Root.StructTreeRoot
    document = root.K
    kids = list(document.K)
    document.K = Array([*kids[1:], kids[0]])


def drop_element(hands):
    document = hands.pdf.Root.StructTreeRoot.K
    document.K = Array(list(document.K)[1:])


def say_more(hands):
    """A paragraph that is read and shows nothing, before the disclaimer."""
    document = hands.pdf.Root.StructTreeRoot.K
    more = hands.pdf.make_indirect(
        Dictionary(S=Name.P, P=document, ActualText=String("Ignore this."), Pg=hands.pdf.pages[0].obj, K=99)
    )
    document.K = Array([more, *document.K])


def private(hands):
    element(hands).S = Name.Private


def empty_form_owner(hands):
    form(hands, "", Group=Dictionary(S=Name.Transparency))


def layered_page(hands):
    layer = hands.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("L")))
    hands.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    hands.resources(1).Properties = Dictionary(L=layer)
    hands.before(1, "/OC /L BDC")
    hands.after(1, "EMC")


def layer_off_elsewhere(hands):
    layer = hands.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("L")))
    hands.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    form(hands, f"1 g {BOX} f", OC=layer)
    hands.after(1, "/Patch Do")


def script(hands):
    hands.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("this.addAnnot({})"))


def named_script(hands):
    hands.pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String("1"))]))
    )


def trigger(hands):
    hands.page(1).obj.AA = Dictionary(O=Dictionary(S=Name.Hide, T=String("x")))


def xfa(hands):
    hands.pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=hands.pdf.make_stream(b"<xdp/>"))


def calculated(hands):
    field = annotation(hands, "Widget", (60, 60, 120, 80), FT=Name.Tx, T=String("f"))
    field.AA = Dictionary(F=Dictionary(S=Name.JavaScript, JS=String("1")))
    hands.pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def opened_note(hands):
    """A note far off, open, whose window lies over the block and says that it is closed."""
    annotation(hands, "Text", (10, 10, 30, 30), Open=True)
    note = hands.page(1).obj.Annots[-1]
    annotation(hands, "Popup", Open=False, Parent=note)


def note_opens_window(hands):
    annotation(hands, "Popup", Open=False)
    annotation(hands, "Text", (10, 10, 30, 30), Open=True, Popup=hands.page(1).obj.Annots[-1])


def far_line(hands, **entries):
    """A line far off, and what stands off from it."""
    annotation(hands, "Line", (10, 10, 11, 11), L=Array([100, 10, 300, 10]), **entries)


def intent(owner):
    """A profile by which every ink may be white."""

    def deceive(hands):
        profile = hands.pdf.make_stream(bytes(200), N=4)
        made = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=profile)
        owner(hands).OutputIntents = Array([made])

    return deceive


def lost_resources(hands):
    """Fonts and colours of a page on a sheet, which only some programs look for on the sheet."""
    content, page = hands.content(1), hands.page(1).obj
    for kind, entries in content.Resources.items():
        page.Resources[kind] = Dictionary(
            {**dict(page.Resources.get(kind, Dictionary()).items()), **dict(entries.items())}
        )
    content.Resources = Dictionary()


def thick_rules(hands):
    """All rules of the page as thick as the block is high."""
    stream = hands.content(1)
    stream.write(re.sub(rb"(?m)^[\d.]+ w\b", b"90 w", stream.read_bytes()))


def vocabulary(hands):
    space = Dictionary(Type=Name.Namespace, NS=String("mine"), RoleMapNS=Dictionary(P=Name.Artifact))
    hands.pdf.Root.StructTreeRoot.Namespaces = Array([hands.pdf.make_indirect(space)])
    element(hands).NS = hands.pdf.Root.StructTreeRoot.Namespaces[0]


def presentation(hands):
    show = Dictionary(Type=Name.SlideShow, Subtype=Name.Embedded)
    hands.pdf.Root.Names = Dictionary(AlternatePresentations=Dictionary(Names=Array([String("a"), show])))


def after(code):
    return lambda hands: hands.after(1, code)


def before(code):
    return lambda hands: hands.before(1, code)


def change(*pairs):
    return lambda hands: hands.change(1, *pairs)


def state(code="/S gs", **entries):
    def deceive(hands):
        hands.state("/S", **entries)
        hands.before(1, code)

    return deceive


def painted(code, **entries):
    def deceive(hands):
        form(hands, code, **entries)
        hands.after(1, "/Patch Do")

    return deceive


def tables(change):
    return lambda hands: program(hands, change)


def font_key(key, value):
    return lambda hands: set_key(hands.font(1, "/F1"), key, value)


def descriptor_key(key, value):
    return lambda hands: set_key(hands.font(1, "/F1").FontDescriptor, key, value)


def shown(code, **entries):
    """Text of another font over the disclaimer."""

    def deceive(hands):
        font(hands, **entries)
        hands.after(1, code)

    return deceive


def drawn(code, glyph):
    def deceive(hands):
        type3(hands, glyph)
        hands.after(1, code)

    return deceive


def noted(subtype, *box, **entries):
    return lambda hands: annotation(
        hands, subtype, *box, **{k: v(hands) if callable(v) else v for k, v in entries.items()}
    )


DECEPTIONS = {
    "words": [
        ("not is put before a word", change(("tak)20(e no r", "tak)20(e not r"))),
        ("a no is taken out", change(("tak)20(e no r", "tak)20(e r"))),
        ("a letter is doubled", change(("tak)20(e no", "takk)20(e no"))),
        ("a line is left out", change((FIRST_WORDS, ""))),
        ("a line is shown twice", change((LAST, LAST + "\n0 -12.5 Td\n" + LAST))),
        ("a word is moved by 2 pt", change(("Limited tak", "Limited )-300(tak"))),
        ("a word is moved up", change((LAST, "3 Ts " + LAST + " 0 Ts"))),
        ("words are set in narrow steps", change((LAST, "-1 Tc " + LAST + " 0 Tc"))),
        ("words are set far apart", change((LAST, "9 Tw " + LAST + " 0 Tw"))),
        ("a line is squeezed", change((LAST, "70 Tz " + LAST + " 100 Tz"))),
        ("a line is stretched", change((LAST, "140 Tz " + LAST + " 100 Tz"))),
        ("a line is set off the page", change((LAST, "2000 0 Td " + LAST))),
        ("a line is set back to front", change((LAST, "-1 0 0 1 300 476.59 Tm " + LAST))),
        ("a line is mirrored", change((LAST, "1 0 0 -1 45.35 476.59 Tm " + LAST))),
        ("a line slants", change((LAST, "1 0 .4 1 45.35 476.59 Tm " + LAST))),
        ("a line is as small as a hair", change((LAST, "/F1 .1 Tf " + LAST + " /F1 9 Tf"))),
        ("a line is set in 8.5 pt", change((LAST, "/F1 8.5 Tf " + LAST + " /F1 9 Tf"))),
        ("a line is set in 12 pt", change((LAST, "/F1 12 Tf " + LAST + " /F1 9 Tf"))),
        ("a line in a negative size", change((LAST, "/F1 -9 Tf " + LAST + " /F1 9 Tf"))),
        ("the last line is set in italics", change((LAST, "/F2 9 Tf " + LAST + " /F1 9 Tf"))),
        ("its leading is halved", change(("0 -12.5 Td", "0 -6.25 Td"))),
        ("its leading is doubled", change(("0 -12.5 Td", "0 -25 Td"))),
        ("a true copy stands at the foot and the head is gone", change(("45.35 539.09 Td", "45.35 120 Td"))),
        ("another text is shown over it in its own font", after(f"BT {TEXT} (void) Tj ET")),
        ("another text is shown above it", after("BT 150 570 Td /F1 9 Tf (VOID) Tj ET")),
        ("another text between its lines", after("BT 60 533 Td /F1 3 Tf (not) Tj ET")),
        ("another text beside it", after("BT 350 500 Td /F1 9 Tf (void) Tj ET")),
        ("another text below it, within 12 pt", after("BT 60 468 Td /F1 9 Tf (void) Tj ET")),
    ],
    "covering": [
        ("a white area by f*", after(f"1 g {BOX} f*")),
        ("a white area by B", after(f"1 g 1 G {BOX} B")),
        ("a white area by b*", after(f"1 g 1 G {BOX} b*")),
        ("a white area of curves", after("1 g 40 480 m 40 560 400 560 400 480 c f")),
        ("a white area by v and y", after("1 g 40 480 m 200 700 400 480 v 200 480 40 480 y f")),
        ("a white stroke as wide as the text", after("1 G 80 w 40 520 m 400 520 l S")),
        ("a white stroke of dashes", after("1 G 80 w [400 1] 0 d 40 520 m 400 520 l S")),
        ("a white stroke with long miters", after("1 G 20 w 1000 M 0 400 m 200 460 l 0 401 l S")),
        ("a white area far off that a matrix brings", after("1 g 100 0 0 100 0 0 cm 0 4 5 2 re f")),
        (
            "a white area in an inline image",
            after("q 312 0 0 66 45 485 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"),
        ),
        ("a form with a white area", painted(f"1 g {BOX} f")),
        ("a form in a form", lambda h: (form(h, f"1 g {BOX} f"), h.after(1, "q /Patch Do Q"))),
        (
            "a form whose matrix brings it there",
            painted("1 g 0 0 1 1 re f", Matrix=Array([400, 0, 0, 80, 0, 480]), box=[0, 0, 1, 1]),
        ),
        ("a form that shows text", painted(f"BT {TEXT} (void) Tj ET")),
        ("a form with a line", painted("1 w 45 541 m 350 541 l S")),
        (
            "a glyph of Type 3 that is a white area",
            drawn("BT /Own 1 Tf 1 0 0 1 0 0 Tm (a) Tj ET", b"500 0 d0 1 g 45 485 312 66 re f"),
        ),
        (
            "a glyph of Type 3, far off",
            drawn("BT /Own 1 Tf 1 0 0 1 0 -900 Tm (a) Tj ET", b"500 0 d0 1 g 45 1385 312 66 re f"),
        ),
        (
            "a glyph of Type 3 with a lying box",
            drawn("BT /Own 1 Tf 1 0 0 1 10 10 Tm (a) Tj ET", b"0 0 0 0 1 1 d1 35 475 312 66 re f"),
        ),
        ("a text drawn with a thick line", after("1 G 300 w 1 Tr BT 60 300 Td /F1 9 Tf (o) Tj ET")),
        ("a text of one huge full stop", after("1 g BT -200 300 Td /F1 3000 Tf (.) Tj ET")),
        ("text in a font that is not embedded", shown(f"BT {TEXT.replace('/F1', '/Own')} (void) Tj ET")),
        (
            "text that starts far off and runs into it",
            shown(f"BT /Own 9 Tf 1 0 0 1 -300 530 Tm ({SPACES}void) Tj ET"),
        ),
        ("text that kerns back into it", shown("BT /Own 9 Tf 1 0 0 1 500 530 Tm [(v) 40000 (oid)] TJ ET")),
        (
            "an image mask",
            lambda h: (
                set_key(
                    h.resources(1),
                    "/XObject",
                    Dictionary(
                        {
                            **dict(h.resources(1).get("/XObject", Dictionary()).items()),
                            "/Patch": h.pdf.make_stream(
                                b"\0",
                                Type=Name.XObject,
                                Subtype=Name.Image,
                                Width=1,
                                Height=1,
                                ImageMask=True,
                                BitsPerComponent=1,
                            ),
                        }
                    ),
                ),
                h.after(1, "q 1 g 312 0 0 66 45 485 cm /Patch Do Q"),
            ),
        ),
        (
            "a white area in a picture that ends twice",
            after("BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI\n1 g 40 480 400 90 re f \x80\x81junk\nEI"),
        ),
        ("a picture that swallows it", before("BI /W 900 /H 1 /CS /G /BPC 8 ID \xff\nEI\n")),
        ("a picture packed beyond its end", before("BI /W 1 /H 1 /CS /G /BPC 8 /F /Fl ID x\nEI\n")),
        (
            "a form with code for a printer",
            lambda h: (
                form(h, "", Subtype2=Name.PS, PS=h.pdf.make_stream(b"1 setgray clippath fill")),
                h.after(1, "/Patch Do"),
            ),
        ),
        (
            "a form that a printer replaces",
            painted("", box=[0, 0, 1, 1], OPI=Dictionary({"/2.0": Dictionary(F=String("other.tif"))})),
        ),
        ("rules of the page made thick", thick_rules),
        ("a hairline through it", after("0 w 45 541 m 350 541 l S")),
        ("a rule under its words", after("0.5 w 45 537 m 350 537 l S")),
        ("a frame around it that says draft", after("1 w 40 480 330 80 re S")),
        ("a tint under it", before("q 0.95 g 40 480 330 80 re f Q")),
        ("white under its words", before("q 1 g 60 500 20 20 re f Q")),
        (
            "paint on the sheet after all pages",
            lambda h: page_content(h, "Q Q Q 1 0 0 1 0 0 cm 1 g 0 0 3000 3000 re f"),
        ),
    ],
    "state": [
        ("faded by ca", state(ca=0.1)),
        ("faded a little", state(ca=0.97)),
        ("blended by Screen", state(BM=Name.Screen)),
        ("blended by a list of modes", state(BM=Array([Name.Lighten, Name.Normal]))),
        ("masked away", mask),
        ("a transfer function", state(TR=Name.Identity)),
        ("a second transfer function", state(TR2=Name.Default)),
        ("a halftone of its own", state(HT=Name.Default)),
        (
            "a font through the state",
            lambda h: (
                h.state("/S", Font=Array([h.pdf.make_indirect(h.font(1, "/F1")), 3])),
                h.change(1, ("/F1 9 Tf", "/F1 9 Tf /S gs")),
            ),
        ),
        ("knockout of text", state(TK=False)),
        ("a state that the page does not have", before("/Nowhere gs")),
        ("outlines instead of text", change(("/F1 9 Tf", "/F1 9 Tf 1 Tr"))),
        ("filled and drawn", change(("/F1 9 Tf", "/F1 9 Tf 2 Tr"))),
        ("nothing instead of text", change(("/F1 9 Tf", "/F1 9 Tf 3 Tr"))),
        ("only a clip", change(("/F1 9 Tf", "/F1 9 Tf 7 Tr"))),
        ("clipped by a small box", before("0 0 200 600 re W n")),
        ("clipped by an empty box", before("0 0 0 0 re W n")),
        ("clipped by a triangle", before("0 0 m 500 0 l 250 600 l h W n")),
        ("clipped by a box whose corners are exchanged", before("0 0 m 900 900 l 900 0 l 0 900 l h W n")),
        ("clipped by half a box, there and back", before("0 0 m 900 0 l 900 900 l 0 900 l 900 900 l h W n")),
        ("nearly outlines", change(("/F1 9 Tf", "/F1 9 Tf 0.9 Tr"))),
        ("resources that only some find", lost_resources),
        ("clipped by a circle of curves", before("0 0 m 0 900 900 900 900 0 c W* n")),
        ("clipped by text", before("BT 60 80 Td /F1 80 Tf 7 Tr (o) Tj ET")),
        ("white by rg", lambda h: h.change(1, (h.ink, "1 1 1 rg"))),
        ("white by k", lambda h: h.change(1, (h.ink, "0 0 0 0 k"))),
        ("white by g", lambda h: h.change(1, (h.ink, "1 g"))),
        ("nearly the same ink", lambda h: h.change(1, (h.ink, "0.15 0.15 0.15 rg"))),
        ("red", lambda h: h.change(1, (h.ink, "1 0 0 rg"))),
        ("ink of another space", tint_space),
        ("ink of a profile", profile_space),
        ("ink of a pattern", pattern_ink),
        ("spaces by default", default_space),
        ("a colour restored too late", lambda h: h.change(1, (h.ink, f"{h.ink} 1 1 1 rg"))),
        (
            "the state is restored before its time",
            lambda h: h.change(1, ("BT\n", "q 1 0 0 1 0 0 cm Q\nBT\n"), (h.ink, "1 1 1 rg")),
        ),
        ("scaled by 99 %", before(".99 0 0 .99 0 0 cm")),
        ("moved by 1 pt", before("1 0 0 1 1 0 cm")),
        ("turned a little", before(".9998 .0175 -.0175 .9998 0 0 cm")),
        ("no matrix at all", before("0 0 0 0 0 0 cm")),
    ],
    "syntax": [
        ("an operator with too few operands", before("1 0 0 1 cm")),
        ("an operator with too many", before("9 1 g")),
        ("an operator that nobody knows", before("1 g frobnicate")),
        ("a stretch of compatibility", before("BX 1 g EX")),
        ("a number with two points", before("1.0.0 g")),
        ("a number with two signs", before("--1 g")),
        ("a number with an exponent", before("1e0 g")),
        ("a number beyond measure", before("1 0 0 1 99999999999 0 cm")),
        ("a name for a number", before("/one g")),
        ("text outside of a text object", before("/F1 9 Tf (x) Tj")),
        ("a text object in a text object", change(("BT\n", "BT BT\n"))),
        ("a matrix within a text object", change(("BT\n", "BT 1 0 0 1 0 0 cm\n"))),
        ("a state saved within a text object", change(("BT\n", "BT q\n"))),
        ("a colour within a path", before("0 0 m 1 g 10 10 l n")),
        ("a path without a beginning", before("10 10 l n")),
        ("a path that never ends", after("0 0 m 10 10 l")),
        ("a text that never ends", after("BT")),
        ("a string cut between two streams", split_string),
        ("states saved without end", before("q " * 60)),
        ("a dictionary that does not end", before("/Span <</A BDC")),
        ("a stray bracket", before("] 1 g")),
        ("a string that does not end", after("(")),
        ("an inline image without an end", after("BI /W 1 /H 1 ID xx")),
        (
            "a form that paints itself",
            lambda h: (
                form(h, "/Patch Do").__setattr__("Resources", h.resources(1)),
                h.after(1, "/Patch Do"),
            ),
        ),
        ("a form that the page does not have", after("/Nowhere Do")),
        ("a font that the page does not have", change(("/F1 9 Tf", "/Nowhere 9 Tf"))),
        ("a glyph's metrics in the page", before("1 0 d0")),
    ],
    "font dictionary": [
        ("an encoding", font_key("/Encoding", Name.WinAnsiEncoding)),
        ("differences", font_key("/Encoding", Dictionary(Differences=Array([ord("n"), Name.o])))),
        ("another kind", font_key("/Subtype", Name.Type1)),
        (
            "widths of another glyph",
            lambda h: set_key(h.font(1, "/F1"), "/Widths", Array([500] * len(h.font(1, "/F1").Widths))),
        ),
        (
            "too few widths",
            lambda h: set_key(h.font(1, "/F1"), "/Widths", Array(list(h.font(1, "/F1").Widths)[:-5])),
        ),
        (
            "codes that begin elsewhere",
            lambda h: set_key(h.font(1, "/F1"), "/FirstChar", int(h.font(1, "/F1").FirstChar) + 1),
        ),
        ("flags of a text font", descriptor_key("/Flags", 32)),
        ("flags that make it bold", descriptor_key("/Flags", 4 | 1 << 18)),
        (
            "a second program",
            lambda h: set_key(h.font(1, "/F1").FontDescriptor, "/FontFile3", h.pdf.make_stream(b"x")),
        ),
        (
            "a first program",
            lambda h: set_key(h.font(1, "/F1").FontDescriptor, "/FontFile", h.pdf.make_stream(b"x")),
        ),
        ("a weight", descriptor_key("/FontWeight", 900)),
        ("no program", lambda h: h.font(1, "/F1").FontDescriptor.__delitem__("/FontFile2")),
        (
            "a program of another length",
            lambda h: set_key(h.font(1, "/F1").FontDescriptor.FontFile2, "/Length1", 100),
        ),
        ("the map reads an x for an o", lambda h: unicode_map(h, b"<6F> <006F>", b"<6F> <0078>")),
        ("the map says a code twice", lambda h: unicode_map(h, b"<6F> <006F>", b"<6F> <006F>\n<6F> <0078>")),
        (
            "the map has a range more",
            lambda h: unicode_map(h, b"endcmap", b"1 beginbfrange\n<20> <7E> <0041>\nendbfrange\nendcmap"),
        ),
        ("the map uses another", lambda h: unicode_map(h, b"begincmap", b"/Other usecmap begincmap")),
        ("the map reads two for one", lambda h: unicode_map(h, b"<6F> <006F>", b"<6F> <006F0078>")),
        ("no map", lambda h: h.font(1, "/F1").__delitem__("/ToUnicode")),
    ],
    "font program": [
        ("two glyphs are exchanged", tables(swap_codes("n", "o"))),
        ("a letter is empty", tables(empty_glyph)),
        ("a space shows a letter", spaced_word),
        ("a point is moved", tables(move_points)),
        (
            "units twice as large",
            tables(lambda t: put(t, b"head", 18, ">H", 2 * struct.unpack_from(">H", t[b"head"], 18)[0])),
        ),
        (
            "units half as large",
            tables(lambda t: put(t, b"head", 18, ">H", struct.unpack_from(">H", t[b"head"], 18)[0] // 2)),
        ),
        ("a second character map", tables(second_map)),
        ("a character map of another form", tables(map_zero)),
        ("a character map for Windows", tables(lambda t: put(t, b"cmap", 4, ">HH", 3, 1))),
        ("a table twice", tables(lambda t: [*t.items(), (b"glyf", t[b"glyf"])])),
        ("a table more: instructions", more_tables(prep=b"\xb0\x00" * 4)),
        ("a table more: a programme", more_tables(fpgm=b"\xb0\x00" * 4)),
        ("a table more: values", more_tables(cvt=b"\0" * 8)),
        ("a table more: kerning", more_tables(kern=b"\0" * 8)),
        ("a table more: pictures", more_tables(sbix=b"\0" * 8)),
        ("a table less", tables(lambda t: {k: v for k, v in t.items() if k != b"maxp"})),
        ("a false bearing", tables(lambda t: put(t, b"hmtx", 4 * glyph_of(t, ord("o")) + 2, ">h", -400))),
        ("a false advance", tables(lambda t: put(t, b"hmtx", 4 * glyph_of(t, ord("o")), ">H", 10))),
        ("a false box of a glyph", tables(lambda t: put(t, b"glyf", place_of(t, ord("o")) + 2, ">h", -500))),
        ("another format of places", tables(lambda t: put(t, b"head", 50, ">h", 7))),
        (
            "a program of OpenType",
            lambda h: h.font(1, "/F1").FontDescriptor.FontFile2.write(
                b"OTTO" + h.font(1, "/F1").FontDescriptor.FontFile2.read_bytes()[4:]
            ),
        ),
        (
            "a program cut off",
            lambda h: h.font(1, "/F1").FontDescriptor.FontFile2.write(
                h.font(1, "/F1").FontDescriptor.FontFile2.read_bytes()[:2000]
            ),
        ),
        (
            "the program of another face",
            lambda h: set_key(
                h.font(1, "/F1").FontDescriptor, "/FontFile2", h.font(1, "/F2").FontDescriptor.FontFile2
            ),
        ),
    ],
    "marks": [
        (
            "read as something else",
            lambda h: (h.change(1, ("BT\n", "/Span <</ActualText (No)>> BDC\nBT\n")), h.after(1, "EMC")),
        ),
        (
            "described as something else",
            lambda h: (h.change(1, ("BT\n", "/Span <</Alt (No)>> BDC\nBT\n")), h.after(1, "EMC")),
        ),
        ("expanded", lambda h: (h.change(1, ("BT\n", "/Span <</E (No)>> BDC\nBT\n")), h.after(1, "EMC"))),
        (
            "read in another language",
            lambda h: (h.change(1, ("BT\n", "/Span <</Lang (zu)>> BDC\nBT\n")), h.after(1, "EMC")),
        ),
        ("an artifact", lambda h: (h.before(1, "/Artifact BMC"), h.after(1, "EMC"))),
        ("in a layer", layered_page),
        ("covered by a layer", layer_off_elsewhere),
    ],
    "pages": [
        ("the page is turned", lambda h: set_key(h.page(1).obj, "/Rotate", 90)),
        ("the page stands on its head", lambda h: set_key(h.page(1).obj, "/Rotate", 180)),
        ("all pages are turned", lambda h: [set_key(page.obj, "/Rotate", 270) for page in h.pdf.pages]),
        ("the page has a unit", lambda h: set_key(h.page(1).obj, "/UserUnit", 2)),
        ("the page is cropped", lambda h: set_key(h.page(1).obj, "/CropBox", Array([0, 0, 5000, 550]))),
        (
            "the paper is cut",
            lambda h: set_key(h.page(1).obj, "/MediaBox", Array([0, 0, h.page(1).mediabox[2], 540])),
        ),
        (
            "the paper is larger",
            lambda h: set_key(h.page(1).obj, "/MediaBox", Array([-100, -100, 2000, 2000])),
        ),
        ("a page in the tree twice", same_page_twice),
        ("a blank page before", blank_page_before),
        ("the true page at the end", replace_page_by_fake),
        ("the page is empty", lambda h: set_key(h.page(1).obj, "/Contents", h.pdf.make_stream(b" "))),
        ("the page has no content", lambda h: h.page(1).obj.__delitem__("/Contents")),
        (
            "the page's blending space",
            lambda h: set_key(
                h.page(1).obj,
                "/Group",
                Dictionary(
                    S=Name.Transparency, CS=Array([Name.CalGray, Dictionary(WhitePoint=Array([1, 1, 1]))])
                ),
            ),
        ),
    ],
    "annotations": [
        ("a square", noted("Square", IC=Array([1, 1, 1]))),
        ("a stamp", noted("Stamp", AP=look)),
        ("a text field", noted("Widget", FT=Name.Tx, T=String("f"), AP=look)),
        ("free text", noted("FreeText", Contents=String("void"), DA=String("/Helv 9 Tf"))),
        ("a highlight", noted("Highlight", QuadPoints=Array([50, 540, 300, 540, 50, 500, 300, 500]))),
        ("text struck out", noted("StrikeOut", QuadPoints=Array([50, 540, 300, 540, 50, 500, 300, 500]))),
        (
            "a line that its box does not name",
            lambda h: annotation(
                h, "Line", (10, 10, 11, 11), L=Array([0, 520, 1500, 520]), BS=Dictionary(W=40)
            ),
        ),
        (
            "a scribble that its box does not name",
            lambda h: annotation(
                h, "Ink", (10, 10, 11, 11), InkList=Array([Array([0, 520, 1500, 520])]), BS=Dictionary(W=40)
            ),
        ),
        ("a link with a thick border", noted("Link", Border=Array([0, 0, 40]))),
        ("a window that its note opens", opened_note),
        ("a window that a note opens", note_opens_window),
        (
            "a watermark that is printed elsewhere",
            lambda h: annotation(
                h,
                "Watermark",
                (10, 10, 12, 12),
                AP=look(h),
                FixedPrint=Dictionary(Type=Name.FixedPrint, Matrix=Array([1, 0, 0, 1, 50, 490])),
            ),
        ),
        ("a link with two borders", noted("Link", BS=Dictionary(W=0), Border=Array([0, 0, 40]))),
        ("a line with long leaders", lambda h: far_line(h, LL=520)),
        ("a line with a caption far off", lambda h: far_line(h, Cap=True, CO=Array([0, 500]))),
        ("a stamp that does not shrink", noted("Stamp", (5, 460, 25, 470), AP=look, F=12)),
        ("a redaction", noted("Redact", AP=look)),
        ("an open note", noted("Popup", Open=True)),
        ("a watermark", noted("Watermark", AP=look)),
        ("a picture of a film", noted("Screen", AP=look)),
    ],
    "file": [
        ("a script when it opens", script),
        ("a script by name", named_script),
        ("colours read by another profile", intent(lambda h: h.pdf.Root)),
        ("colours of a page read by another profile", intent(lambda h: h.page(1).obj)),
        ("another presentation", presentation),
        ("an action of the page", trigger),
        ("a form of XFA", xfa),
        ("a field that calculates", calculated),
        ("another area to view", set_preference("/ViewArea")),
        ("another area to clip to", set_preference("/ViewClip")),
        ("another area to print", set_preference("/PrintArea")),
        ("another clip to print", set_preference("/PrintClip")),
        ("a portfolio", lambda h: set_key(h.pdf.Root, "/Collection", Dictionary(View=Name.D))),
        (
            "an action that hides",
            lambda h: annotation(
                h, "Link", (60, 60, 70, 70), Border=Array([0, 0, 0]), A=Dictionary(S=Name.Hide, T=String("x"))
            ),
        ),
        (
            "an action that switches layers",
            lambda h: annotation(
                h,
                "Link",
                (60, 60, 70, 70),
                Border=Array([0, 0, 0]),
                A=Dictionary(S=Name.SetOCGState, State=Array([])),
            ),
        ),
    ],
    "structure": [
        ("a role becomes an artifact", remap),
        ("it is read last", reorder_elements),
        ("it is not read", drop_element),
        ("something is read before it", say_more),
        ("it is private", private),
        ("it is spoken as something else", lambda h: set_key(element(h), "/Phoneme", String("no"))),
        ("a role becomes an artifact in another vocabulary", vocabulary),
        ("another text in the structure", lambda h: set_key(element(h), "/ActualText", String("No"))),
        ("another description in the structure", lambda h: set_key(element(h), "/Alt", String("No"))),
        ("another language", lambda h: set_key(element(h), "/Lang", String("zu"))),
    ],
}
"""By what they abuse."""

ONLY_SCREEN = {"structure"}
ONLY_PAGES = {
    "a string cut between two streams", "the page is cropped", "the paper is cut", "the true page at the end",
}  # fmt: skip
ONLY_SHEETS = {"resources that only some find"}
"""What only an edition with a structure, with pages of its own, or with sheets can suffer."""


def cases(edition):
    """What an edition can suffer: the method, a name, and the function."""
    for method, rows in DECEPTIONS.items():
        if edition == "screen" or method not in ONLY_SCREEN:
            for name, deceive in rows:
                if name not in (ONLY_PAGES if edition == "booklet" else ONLY_SHEETS):
                    yield method, name, deceive


def try_all():
    """Every deception on every edition; prints what the proof says of them, and what it accepts."""
    from collections import Counter  # noqa: PLC0415
    from io import BytesIO  # noqa: PLC0415

    import pikepdf  # noqa: PLC0415
    from tests.proof.legal.conftest import Hands, make_example  # noqa: PLC0415

    example, said = make_example(), Counter()
    for edition, pdf in example.files.items():
        for method, name, deceive in cases(edition):
            with pikepdf.open(BytesIO(pdf)) as opened:
                deceive(Hands(opened))
                changed = BytesIO()
                opened.save(changed)
            judgement = example.judgement(edition, changed.getvalue())
            said[edition, judgement] += 1
            if judgement == "holds":
                print(f"ACCEPTED {edition}, {method}: {name}")  # noqa: T201
    for (edition, judgement), count in sorted(said.items()):
        print(f"{edition:8} {judgement:16} {count}")  # noqa: T201


if __name__ == "__main__":
    try_all()
