"""The structure tree, in values and in the file."""

from io import BytesIO

import pikepdf
import pytest

from posterbook.forms.edition import MarkedContent
from posterbook.forms.element import Element, Role
from posterbook.pdf.places import Places
from posterbook.pdf.structure import StructureTree
from posterbook.pdf.writer import PdfWriter


@pytest.fixture
def pdf(finished):
    with pikepdf.open(BytesIO(finished)) as opened:
        yield opened


def kids(entry):
    found = entry.get("/K")
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def entries(entry):
    yield entry
    for kid in kids(entry):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from entries(kid)


def of_role(pdf, role):
    return [entry for entry in entries(pdf.Root.StructTreeRoot.K) if "/" + role == entry.S]


def outline(entry):
    below = [outline(kid) for kid in kids(entry) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return (str(entry.S)[1:], *below)


def test_the_tree_grows_in_the_order_of_paint():
    document = Element(Role.DOCUMENT)
    unpainted = document.child(Role.SECT)
    first, second = document.child(Role.P), document.child(Role.P)
    link = first.child(Role.LINK)
    marks = [
        MarkedContent(first, 0, 0),
        MarkedContent(link, 0, 1),
        MarkedContent(first, 0, 2),
        MarkedContent(second, 1, 0),
        MarkedContent(first, 1, 1),
    ]
    tree = StructureTree(PdfWriter("1.7"), Places((), (90, 91)))
    tree.add_marks(marks)
    nodes = tree.nodes
    assert unpainted not in nodes
    assert nodes[document].kids == [b"%d 0 R" % nodes[one].number for one in (first, second)]
    assert nodes[first].kids == [
        b"0", b"%d 0 R" % nodes[link].number, b"2", b"<< /MCID 1 /Pg 91 0 R /Type /MCR >>",
    ]  # fmt: skip
    assert (nodes[second].page, nodes[second].kids) == (1, [b"0"])
    assert [len(owners) for owners in tree.owners.values()] == [3, 2]


def test_the_file_has_one_document_with_everything_below_it(pdf):
    assert outline(pdf.Root.StructTreeRoot.K) == (
        "Document",
        ("Sect", ("P",), ("P", ("Span",)), ("H1",)),
        (
            "Sect",
            ("Table", ("THead", ("TR", ("TH",))), ("TBody", ("TR", ("TH",), ("TD", ("Link",))))),
            ("P", ("Link",)),
        ),
        ("Sect", ("H2",), ("P",)),
    )


def test_every_mark_leads_back_to_its_own_element(pdf):
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    parents = dict(zip(keys, numbers[1::2], strict=True))
    seen = 0
    for entry in entries(pdf.Root.StructTreeRoot.K):
        for kid in kids(entry):
            if isinstance(kid, int):
                owners = parents[int(entry.Pg.StructParents)]
                assert owners[kid].objgen == entry.objgen
                seen += 1
    assert seen == sum(len(parents[index]) for index in range(3))


def test_every_annotation_leads_back_to_its_link(pdf):
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    found = [
        (entry, kid.Obj)
        for entry in of_role(pdf, "Link")
        for kid in kids(entry)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]
    assert len(found) == 2
    for entry, annotation in found:
        assert parents[int(annotation.StructParent)].objgen == entry.objgen


def test_cells_keep_scope_and_spans(pdf):
    column, row = of_role(pdf, "TH")
    assert (column.A.O, column.A.Scope, column.A.ColSpan) == ("/Table", "/Column", 2)
    assert (row.A.Scope, row.A.RowSpan) == ("/Row", 2)
    assert "/ColSpan" not in row.A
    assert all("/A" not in cell for cell in of_role(pdf, "TD"))


def test_a_language_stands_on_its_element(pdf):
    (span,) = of_role(pdf, "Span")
    assert str(span.Lang) == "zh-Hant"
    assert str(pdf.Root.Lang) == "en"


def test_content_and_tree_have_the_same_marks(pdf):
    for sheet in pdf.pages:
        stream = sheet.Contents.read_bytes().decode()
        written = [int(part.split(">>")[0]) for part in stream.split("/MCID ")[1:]]
        assert written == list(range(len(written)))
        owners = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        assert len(owners[sheet.StructParents]) == len(written)
        assert sheet.Tabs == "/S"
