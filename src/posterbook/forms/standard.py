"""The PDF standards: one row each for what a file must say, must hold and must not hold to conform to it.

To add a standard is to add a row. Nothing asks for one by its name: an edition names its rows, `edition.py`
refuses an edition that does not meet what they demand, and `pdf/` writes what they ask for and refuses a
file (its date, its boxes, its colours) that does not.
"""

from __future__ import annotations

from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Property:
    """A property in the XMP packet; `type` and `meaning` explain it in a schema."""

    name: str
    value: str
    type: str = "Text"
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The properties of one XMP namespace by which a file says what it conforms to.

    `schema` is the title of a namespace that PDF/A does not know, '' for one that it knows.
    """

    prefix: str
    namespace: str
    properties: tuple[Property, ...]
    schema: str = ""


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """The output intent that a standard demands: its subtype, and which ICC profiles it may hold.

    `devices` are the device classes of ICC.1:2010, 7.2.5: prtr for a printer or press, mntr for a monitor.
    """

    subtype: str
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """All that a PDF standard needs of a file.

    What is written: the newest of the PDF `versions` that all standards of the file allow; the `claims` in
    the XMP, and as PDF Declarations the URIs in `declarations`; with `explains`, an extension schema for the
    namespaces among them that PDF/A does not know; the output `intent`; with `trapped`, that no traps are in
    the file; with `identified`, the document's id, version and rendition. Without `information`, the file has
    no information dictionary. The document's element is in the `namespace` of PDF 2.0 (ISO 32000-2, 14.8.6);
    with `structured`, what leads into the file names the element that it leads to, not only its page
    (12.3.2.3), and so do the entries of a table of contents.

    What is demanded of the edition: a `structure` tree, which is read back and proved; trim and bleed `boxes`
    on every page; a `date`. Unless `annotations` are allowed on a page, there are no links.
    """

    name: str
    versions: tuple[str, ...]
    claims: tuple[Claim, ...]
    declarations: tuple[str, ...] = ()
    explains: bool = False
    intent: OutputIntent | None = None
    trapped: bool = False
    identified: bool = False
    information: bool = True
    namespace: str = ""
    structured: bool = False
    structure: bool = False
    boxes: bool = False
    date: bool = False
    annotations: bool = True


PDFUA = "http://www.aiim.org/pdfua/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns/id/"
PDFX = "http://www.npes.org/pdfx/ns/id/"
DECLARATIONS = "http://pdfa.org/declarations/"
PDF_2 = "http://iso.org/pdf2/ssn"

PDF_UA_1 = Standard(  # ISO 14289-1
    name="PDF/UA-1",
    versions=("1.7", "1.6"),
    claims=(
        Claim(
            "pdfuaid",
            PDFUA,
            (Property("part", "1", "Integer", "part of ISO 14289 that the file conforms to"),),
            schema="PDF/UA identification",
        ),
    ),
    structure=True,
)
PDF_A_2A = Standard(  # ISO 19005-2, level A
    name="PDF/A-2a",
    versions=("1.7", "1.6"),
    claims=(Claim("pdfaid", PDFA, (Property("part", "2", "Integer"), Property("conformance", "A"))),),
    explains=True,  # 6.6.2.3
    intent=OutputIntent("GTS_PDFA1", ("mntr", "prtr")),  # 6.2.3
    structure=True,
)
PDF_X_4 = Standard(  # ISO 15930-7
    name="PDF/X-4",
    versions=("1.6",),
    claims=(
        Claim(
            "pdfxid",
            PDFX,
            (Property("GTS_PDFXVersion", "PDF/X-4", meaning="PDF/X standard that the file conforms to"),),
            schema="PDF/X identification",
        ),
    ),
    intent=OutputIntent("GTS_PDFX", ("prtr",)),  # 6.2.2
    trapped=True,
    identified=True,  # 6.9
    boxes=True,  # 6.11
    date=True,  # 6.9
    annotations=False,  # none within the bleed box
)
PDF_UA_2 = Standard(  # ISO 14289-2
    name="PDF/UA-2",
    versions=("2.0",),
    claims=(Claim("pdfuaid", PDFUA, (Property("part", "2", "Integer"), Property("rev", "2024", "Integer"))),),
    namespace=PDF_2,  # 8.2.5.2
    structured=True,  # 8.8
    structure=True,
)
PDF_A_4 = Standard(  # ISO 19005-4
    name="PDF/A-4",
    versions=("2.0",),
    claims=(Claim("pdfaid", PDFA, (Property("part", "4", "Integer"), Property("rev", "2020", "Integer"))),),
    intent=OutputIntent("GTS_PDFA1", ("mntr", "prtr")),  # 6.2.3
    information=False,  # 6.1.3
)
WELL_TAGGED = Standard(  # WTPDF 1.0, which is PDF/UA-2 in other words, and more of what makes a text reusable
    name="WTPDF 1.0",
    versions=("2.0",),
    claims=(),
    declarations=(f"{DECLARATIONS}wtpdf#accessibility1.0", f"{DECLARATIONS}wtpdf#reuse1.0"),
    namespace=PDF_2,
    structured=True,
    structure=True,
)
