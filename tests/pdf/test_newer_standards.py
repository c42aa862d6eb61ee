"""The screen edition by the standards of PDF 2.0: what it says of itself, and what leads to its structure."""

from io import BytesIO

import pikepdf
import pytest
from tests.laid import laid, studies

from posterbook import UsageError, publish
from posterbook.errors import ProofError
from posterbook.pdf.structure import StructureTree

FILES = {
    "text/about.md": "# About\n\nA text.",
    "images/box.svg": "<svg viewBox='0 0 9 9'><rect width='9' height='9'/></svg>",
}


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    records = studies(A=2, B=1)
    records[0]["image"] = {"file": "images/box.svg", "alt": "A box", "caption": "The box"}
    order = ["cover", {"text": {"file": "text/about.md"}}, "contents", "summary", "posters"]
    return laid(tmp_path_factory.mktemp("book"), records, files=FILES, running_order=order)


@pytest.fixture(scope="module")
def pdf(work):
    with pikepdf.open(BytesIO(publish(work, standard="2.0").pdf)) as opened:
        yield opened


def elements(pdf, role=""):
    found = [
        one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one
    ]
    return [one for one in found if not role or f"/{role}" == one.S]


def links(pdf):
    return [one for page in pdf.pages for one in page.obj.get("/Annots", ())]


def bookmarks(above):
    one = above.get("/First")
    while one is not None:
        yield one
        yield from bookmarks(one)
        one = one.get("/Next")


def pages_below(element):
    """The pages that an element has marks on."""
    page, kids = element.get("/Pg"), element.get("/K")
    found = set()
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            found.add(page.objgen)
        elif "/S" in kid:
            found |= pages_below(kid)
        elif "/Pg" in kid:
            found.add(kid.Pg.objgen)
    return found


def test_it_is_a_file_of_pdf_2_that_claims_all_three_standards_and_has_no_information(pdf):
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert pdf.pdf_version == "2.0"
    assert "/Info" not in pdf.trailer
    for said in (
        "<pdfuaid:part>2<", "<pdfuaid:rev>2024<", "<pdfaid:part>4<", "<pdfaid:rev>2020<",
        "wtpdf#accessibility1.0<", "wtpdf#reuse1.0<",
    ):  # fmt: skip
        assert said in packet
    assert "pdfaExtension" not in packet


def test_its_document_is_in_the_namespace_of_pdf_2(pdf):
    (document,) = elements(pdf, "Document")
    (namespace,) = pdf.Root.StructTreeRoot.Namespaces
    assert document.NS.objgen == namespace.objgen
    assert namespace.NS == "http://iso.org/pdf2/ssn"


def test_all_that_leads_into_the_file_names_an_element_on_the_page_that_it_leads_to(pdf):
    led = [one.A for one in (*links(pdf), *bookmarks(pdf.Root.Outlines)) if one.A.S == "/GoTo"]
    assert len(led) > 10
    for action in led:
        assert action.D[0].objgen in pages_below(action.SD[0])
        assert list(action.D)[1:] == list(action.SD)[1:]


def test_a_link_to_a_poster_names_its_whole_section_and_one_to_a_row_the_row(pdf):
    roles = {str(one.A.SD[0].S) for one in links(pdf) if one.A.S == "/GoTo"}
    assert roles == {"/Sect", "/TR"}


def test_entries_of_the_contents_refer_to_the_parts_that_they_list(pdf):
    items = elements(pdf, "TOCI")
    assert [len(item.Ref) for item in items] == [1] * len(items)
    whole = [item for item in items if item.P.P.S != "/TOCI"]  # a group begins where all posters do
    assert len({item.Ref[0].objgen for item in whole}) == len(whole) > 1
    assert len(whole) < len(items)


def test_a_list_whose_labels_are_names_says_so(pdf, work):
    assert "/Description" in {str(one.A.ListNumbering) for one in elements(pdf, "L") if "/A" in one}
    with pikepdf.open(BytesIO(publish(work).pdf)) as older:
        assert "/A" not in elements(older, "L")[0]  # PDF 1.7 has no word for it


def test_a_caption_is_the_last_of_the_section_that_its_figure_stands_in(pdf):
    (caption,) = elements(pdf, "Caption")
    assert [str(one.S) for one in caption.P.K] == ["/Figure", "/Caption"]


def test_a_link_to_an_element_of_another_page_is_found_by_the_proof(work, monkeypatch):
    lead = StructureTree.lead_to

    def astray(tree, anchors):
        (first, *_), (*_, last) = anchors.values(), anchors.values()
        lead(tree, {name: last if one is first else one for name, one in anchors.items()})

    monkeypatch.setattr(StructureTree, "lead_to", astray)
    with pytest.raises(ProofError) as found:
        publish(work, standard="2.0")
    assert {one.code for one in found.value.problems} == {"proof-links"}
    assert "which is not on page" in found.value.problems[0].message


def test_the_words_are_the_same_by_either_standard(work):
    newer, older = (publish(work, standard=version) for version in ("2.0", "1.7"))
    assert newer.pdf != older.pdf == publish(work).pdf
    contents = [
        [page.Contents.read_bytes() for page in pikepdf.open(BytesIO(one.pdf)).pages]
        for one in (newer, older)
    ]
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("edition", "standard", "code"), [("print", "2.0", "idle-option"), ("screen", "3", "unknown-standard")]
)
def test_a_standard_that_nothing_follows_is_refused(work, edition, standard, code):
    with pytest.raises(UsageError) as refused:
        publish(work, edition, standard=standard)
    assert [one.code for one in refused.value.problems] == [code]
