"""Deliberate damage to the example's file: each kind is caught, by the check whose business it is."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from posterbook import publish
from posterbook.draw import draw
from posterbook.errors import ProofError
from posterbook.forms.edition import edition
from posterbook.forms.metadata import Metadata
from posterbook.pdf import finish
from posterbook.proof import prove_structure

SCREEN = replace(edition("screen"), standards=())
METADATA = Metadata(title="Tom & <Jerry>", author="Ascentage", keywords="AACR, (2021)", language="en")


@pytest.fixture(scope="module")
def drawn(example):
    return draw(example.pages, SCREEN, example.fonts)


@pytest.fixture(scope="module")
def written(example, drawn):
    return finish(drawn, example.pages, METADATA, SCREEN)


def entries(pdf, role):
    """The structure elements of a role, in the order of their objects."""
    found = (one for one in pdf.objects if isinstance(one, Dictionary) and "/P" in one)
    return [one for one in found if one.get("/S") == "/" + role]


def a_part(pdf):
    """A section of several elements: the last of them."""
    return [one for one in entries(pdf, "Sect") if isinstance(one.K, Array)][-1]


def links(pdf):
    return [one for page in pdf.pages for one in page.obj.get("/Annots", [])]


def font(pdf, number=0):
    return list(pdf.pages[0].obj.Resources.Font.values())[number]


def rewritten(stream, old, new):
    content = stream.read_bytes()
    assert old in content
    stream.write(content.replace(old, new, 1))


def lose_language(pdf):
    del pdf.Root.Lang


def lose_language_of_a_name(pdf):
    (name,) = entries(pdf, "Span")
    del name.Lang


def name_a_wrong_parent(pdf):
    entries(pdf, "H3")[0].P = entries(pdf, "Document")[0]


def hang_an_element_twice(pdf):
    part = a_part(pdf)
    part.K = Array([*part.K, part.K[0]])


def hang_an_element_nowhere(pdf):
    body = entries(pdf, "TBody")[0]
    body.K = Array(list(body.K)[:-1])


def lead_a_mark_back_to_another(pdf):
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def lead_a_link_back_to_another(pdf):
    one, two = links(pdf)[:2]
    one.StructParent, two.StructParent = two.StructParent, one.StructParent


def use_a_mark_twice_in_the_paint(pdf):
    rewritten(pdf.pages[3].obj.Contents, b"/MCID 2>>", b"/MCID 1>>")


def use_a_mark_twice_in_the_tree(pdf):
    one, two = [one for one in entries(pdf, "H3") if isinstance(one.K, int)][:2]
    two.K, two.Pg = one.K, one.Pg


def paint_a_mark_of_no_element(pdf):
    rewritten(pdf.pages[3].obj.Contents, b"/MCID 2>>", b"/MCID 99>>")


def swap_two_paragraphs(pdf):
    part = a_part(pdf)
    part.K = Array(reversed(list(part.K)))


def dangle_a_header(pdf):
    entries(pdf, "TD")[0].A = Dictionary(O=Name.Table, Headers=Array([String("nobody")]))


def lose_a_scope(pdf):
    del entries(pdf, "TH")[0].A


def repeat_an_identifier(pdf):
    for cell in entries(pdf, "TH")[:2]:
        cell.ID = String("cell")


def skip_a_heading(pdf):
    second = pdf.pages[1].obj.objgen
    first = min((one for one in entries(pdf, "H2") if one.Pg.objgen == second), key=lambda one: one.K)
    first.S = Name.H3


def lose_the_first_heading(pdf):
    entries(pdf, "H1")[0].S = Name.P


def lose_an_alternative(pdf):
    entries(pdf, "P")[0].S = Name.Figure


def lose_what_a_link_says(pdf):
    del links(pdf)[0].Contents


def empty_what_a_link_says(pdf):
    links(pdf)[0].Contents = String("")


def lead_a_link_nowhere(pdf):
    links(pdf)[0].Dest = Array([pdf.make_indirect(Dictionary(Type=Name.Page)), Name.Fit])


def lose_a_bookmark(pdf):
    first = pdf.Root.Outlines.First
    first.Next = first.Next.Next


def count_pages_from_elsewhere(pdf):
    pdf.Root.PageLabels.Nums[3].St = 5


def lose_a_page(pdf):
    del pdf.pages[5]


def embed_no_font(pdf):
    del font(pdf).FontDescriptor.FontFile2


def lose_a_map_of_characters(pdf):
    del font(pdf).ToUnicode


def map_a_character_to_another(pdf):
    for number in range(len(pdf.pages[0].obj.Resources.Font)):
        cmap = font(pdf, number).ToUnicode
        cmap.write(cmap.read_bytes().replace(b"<61> <0061>", b"<61> <0062>"))


def change_a_number(pdf):
    rewritten(pdf.pages[0].obj.Contents, b"(968)", b"(986)")


def lose_a_letter_of_the_foot(pdf):
    rewritten(pdf.pages[3].obj.Contents, b"oup Int", b"oup nt")


def change_the_title(pdf):
    pdf.trailer.Info.Title = String("Another")


def lose_the_packet(pdf):
    del pdf.Root.Metadata


def hide_the_title(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def copied(pdf, one, **facts):
    """An element or another object as it is, with other facts."""
    return pdf.make_indirect(
        Dictionary({**dict(one.items()), **{f"/{key}": value for key, value in facts.items()}})
    )


def add_content(pdf, index, code):
    page = pdf.pages[index]
    page.contents_add(code, prepend=False)


def show_text_outside_marks(pdf):
    add_content(pdf, 3, b"BT /F1 8 Tf 20 20 Td (secret) Tj ET")


def take_a_mark_from_its_text(pdf):
    content = pdf.pages[3].obj.Contents
    code = content.read_bytes()
    start = code.index(b"/Artifact<</Type/Pagination>>BDC")
    end = code.index(b"EMC", start)
    content.write(code[:start] + code[start:end].partition(b"BDC")[2] + code[end + 3 :])


def paint_outside_marks(pdf):
    add_content(pdf, 3, b"0 0 50 50 re f")


def show_text_in_hexadecimal(pdf):
    add_content(pdf, 3, b"BT /Artifact<<>>BDC /F1 8 Tf 20 20 Td <736563726574> Tj EMC ET")


def show_text_with_escaped_parentheses(pdf):
    add_content(pdf, 3, rb"BT /Artifact<<>>BDC /F1 8 Tf [(\)) 12 (\() 3 (a(b)c)] TJ EMC ET")


def show_text_by_another_operator(pdf):
    add_content(pdf, 3, b"BT /Artifact<<>>BDC /F1 8 Tf (secret) ' EMC ET")


def show_text_with_unusual_spacing(pdf):
    add_content(pdf, 3, b"BT/Artifact<<>>BDC/F1\t8 Tf(secret)Tj\rEMC\rET")


def show_text_in_a_form(pdf):
    form = pdf.make_stream(
        b"BT /F1 8 Tf (secret) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
    )
    form.Resources = Dictionary(Font=pdf.pages[3].obj.Resources.Font)
    pdf.pages[3].obj.Resources.XObject = Dictionary(X1=form)
    add_content(pdf, 3, b"/Artifact<<>>BDC /X1 Do EMC")


def show_an_image_within_the_content(pdf):
    add_content(pdf, 3, b"/Artifact<<>>BDC BI /W 1 /H 1 /CS /G /BPC 8 ID x EI EMC")


def show_text_in_a_comment_s_clothes(pdf):
    add_content(pdf, 3, b"BT /Artifact<<>>BDC /F1 8 Tf % (\n(secret) Tj EMC ET")


def set_text_invisible(pdf):
    rewritten(pdf.pages[3].obj.Contents, b"BT\n", b"BT\n3 Tr\n")


def set_a_font_by_the_graphics_state(pdf):
    state = Dictionary(Font=Array([font(pdf), 8]))
    pdf.pages[3].obj.Resources.ExtGState = Dictionary(G1=state)


def put_a_mark_into_a_mark(pdf):
    rewritten(pdf.pages[3].obj.Contents, b"BDC\n", b"BDC\n/Span<</MCID 77>>BDC EMC\n")


def replace_text_within_its_mark(pdf):
    rewritten(pdf.pages[3].obj.Contents, b"<</MCID 2>>", b"<</MCID 2/ActualText(none)>>")


def replace_text_by_its_element(pdf):
    entries(pdf, "P")[0].ActualText = String("none (at all)")


def expand_a_paragraph(pdf):
    entries(pdf, "P")[0].E = String("something (at all)")


def describe_a_paragraph_away(pdf):
    entries(pdf, "P")[0].Alt = String("none (at all)")


def describe_a_figure_by_nothing(pdf):
    figure = entries(pdf, "P")[0]
    figure.S, figure.Alt = Name("/Figure"), String("")


def write_a_role_in_escapes(pdf):
    """`/#48#32` is H2 to every reader of PDF."""
    for one in entries(pdf, "H1"):
        one.S = Object.parse(b"/#48#32")


def give_roles_another_meaning(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Artifact)


def hold_an_element_directly(pdf):
    part = a_part(pdf)
    kids = list(part.K)
    part.K = Array([*kids[:-1], Dictionary(dict(kids[-1].items()))])


def copy_an_element(pdf):
    part = a_part(pdf)
    part.K = Array([*list(part.K)[:-1], copied(pdf, part.K[-1])])


def hold_marks_by_an_array_of_its_own(pdf):
    part = a_part(pdf)
    part.K = pdf.make_indirect(Array(reversed(list(part.K))))


def lead_a_header_by_an_object_of_its_own(pdf):
    facts = Dictionary(O=Name.Table, Headers=pdf.make_indirect(Array([String("nobody")])))
    entries(pdf, "TD")[0].A = pdf.make_indirect(Array([facts]))


def branch_the_parent_tree(pdf):
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    half = len(numbers) // 4 * 2
    numbers[1], numbers[3] = numbers[3], numbers[1]
    kids = [pdf.make_indirect(Dictionary(Nums=Array(part))) for part in (numbers[:half], numbers[half:])]
    pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(Dictionary(Kids=Array(kids)))


def take_a_link_from_its_page(pdf):
    page = next(page for page in pdf.pages if "/Annots" in page.obj)
    page.obj.Annots = Array(list(page.obj.Annots)[1:])


def lay_a_note_over_a_page(pdf):
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 9, 9], Contents=String("secret"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def call_a_bookmark_something_else(pdf):
    pdf.Root.Outlines.First.Title = String("(secret)")


def lead_a_bookmark_elsewhere(pdf):
    pdf.Root.Outlines.First.Dest[0] = pdf.pages[5].obj


def count_in_roman(pdf):
    pdf.Root.PageLabels.Nums[3].S = Name.r


def lose_the_information(pdf):
    del pdf.trailer.Info


DAMAGES = {
    lose_language: "proof-languages",
    lose_language_of_a_name: "proof-languages",
    name_a_wrong_parent: "proof-tree",
    hang_an_element_twice: "proof-tree",
    hang_an_element_nowhere: "proof-tree",
    lead_a_mark_back_to_another: "proof-parents",
    lead_a_link_back_to_another: "proof-parents",
    use_a_mark_twice_in_the_paint: "proof-marks",
    use_a_mark_twice_in_the_tree: "proof-marks",
    paint_a_mark_of_no_element: "proof-marks",
    swap_two_paragraphs: "proof-order",
    dangle_a_header: "proof-headers",
    lose_a_scope: "proof-headers",
    repeat_an_identifier: "proof-headers",
    skip_a_heading: "proof-headings",
    lose_the_first_heading: "proof-headings",
    lose_an_alternative: "proof-alternatives",
    lose_what_a_link_says: "proof-alternatives",
    empty_what_a_link_says: "proof-alternatives",
    lead_a_link_nowhere: "proof-links",
    lose_a_bookmark: "proof-links",
    count_pages_from_elsewhere: "proof-folios",
    lose_a_page: "proof-pages",
    embed_no_font: "proof-fonts",
    lose_a_map_of_characters: "proof-fonts",
    map_a_character_to_another: "proof-text",
    change_a_number: "proof-text",
    lose_a_letter_of_the_foot: "proof-text",
    change_the_title: "proof-metadata",
    lose_the_packet: "proof-metadata",
    hide_the_title: "proof-metadata",
    show_text_outside_marks: "proof-marks",
    take_a_mark_from_its_text: "proof-marks",
    paint_outside_marks: "proof-marks",
    show_text_in_hexadecimal: "proof-text",
    show_text_with_escaped_parentheses: "proof-text",
    show_text_by_another_operator: "proof-text",
    show_text_with_unusual_spacing: "proof-text",
    show_text_in_a_form: "proof-text",
    show_an_image_within_the_content: "proof-text",
    show_text_in_a_comment_s_clothes: "proof-text",
    set_text_invisible: "proof-text",
    set_a_font_by_the_graphics_state: "proof-text",
    put_a_mark_into_a_mark: "proof-text",
    replace_text_within_its_mark: "proof-text",
    replace_text_by_its_element: "proof-alternatives",
    expand_a_paragraph: "proof-alternatives",
    describe_a_paragraph_away: "proof-alternatives",
    describe_a_figure_by_nothing: "proof-alternatives",
    write_a_role_in_escapes: "proof-headings",
    give_roles_another_meaning: "proof-tree",
    hold_an_element_directly: "proof-tree",
    copy_an_element: "proof-tree",
    hold_marks_by_an_array_of_its_own: "proof-order",
    lead_a_header_by_an_object_of_its_own: "proof-headers",
    branch_the_parent_tree: "proof-parents",
    take_a_link_from_its_page: "proof-parents",
    lay_a_note_over_a_page: "proof-links",
    call_a_bookmark_something_else: "proof-links",
    lead_a_bookmark_elsewhere: "proof-links",
    count_in_roman: "proof-folios",
    lose_the_information: "proof-metadata",
}


def damaged(written, damage, **saved):
    with pikepdf.open(BytesIO(written)) as pdf:
        damage(pdf)
        changed = BytesIO()
        pdf.save(changed, **saved)
    return changed.getvalue()


def test_the_file_as_it_is_written_proves_right(example, drawn, written):
    assert prove_structure(written, example.pages, drawn.marks, METADATA) == []


@pytest.mark.parametrize("objects", pikepdf.ObjectStreamMode.__members__.values(), ids=str)
def test_however_a_file_is_saved_it_reads_the_same(example, drawn, written, objects):
    again = damaged(written, lambda _pdf: None, object_stream_mode=objects)
    assert prove_structure(again, example.pages, drawn.marks, METADATA) == []


@pytest.mark.slow
@pytest.mark.parametrize(("damage", "code"), DAMAGES.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_damage_is_caught_by_name(example, drawn, written, damage, code):
    problems = prove_structure(damaged(written, damage), example.pages, drawn.marks, METADATA)
    assert code in {problem.code for problem in problems}
    assert all(problem.hint for problem in problems)


def test_of_many_faults_of_a_kind_a_few_are_told_and_the_others_counted(example, drawn, written):
    def lose_all(pdf):
        for one in links(pdf):
            del one.Contents

    found = prove_structure(damaged(written, lose_all), example.pages, drawn.marks, METADATA)
    assert len(found) == 4
    assert "more of this kind" in found[-1].message


def test_a_file_that_does_not_prove_right_is_not_delivered(example, monkeypatch):
    def spoiled(*given, **named):
        return damaged(finish(*given, **named), lose_language)

    monkeypatch.setattr("posterbook.pdf.finish", spoiled)
    with pytest.raises(ProofError, match="proof-languages") as caught:
        publish(example, SCREEN)
    assert caught.value.exit_code == 1
