"""Writes what a file says about itself, twice and alike: in its information dictionary and as XMP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pikepdf import Dictionary, Name, Object, Pdf, String

from posterbook.forms.edition import Standard
from posterbook.forms.metadata import Metadata, escape_xml

PRODUCER = "ReportLab and pikepdf"

EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
"""PDF/A knows no pdfuaid unless the file explains it (ISO 19005-2, 6.6.2.3)."""


def describe(pdf: Pdf, metadata: Metadata, standards: Sequence[Standard] = ()) -> None:
    """Put the metadata into the file, with the standards it claims; replaces what was there."""
    info = {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Keywords": metadata.keywords,
        "/Creator": metadata.creator,
        "/Producer": PRODUCER,
    }
    if metadata.created:
        info |= dict.fromkeys(("/CreationDate", "/ModDate"), pdf_date(metadata.created))
    entries: dict[str, Object] = {key: String(value) for key, value in info.items() if value}
    if Standard.PDF_X_4 in standards:
        entries["/Trapped"] = Name("/False")
    pdf.trailer.Info = pdf.make_indirect(Dictionary(entries))
    stream = pdf.make_stream(xmp(metadata, standards).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def pdf_date(moment: datetime) -> str:
    """A date as the information dictionary writes it (ISO 32000-1, 7.9.4)."""
    zone = moment.strftime("%z")
    written = f"{zone[:3]}'{zone[3:5]}'" if zone else "Z"
    return f"D:{moment.year:04d}{moment:%m%d%H%M%S}{written}"


def xmp(metadata: Metadata, standards: Sequence[Standard] = ()) -> str:
    """The XMP packet, every value escaped."""
    facts = "\n".join(line for line in (*_content(metadata), *_history(metadata)) if line)
    claims = "\n".join(line for line in (*_claims(standards), *_press_claims(metadata, standards)) if line)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
{facts}
</rdf:Description>
{claims}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _content(metadata: Metadata) -> tuple[str, ...]:
    return (
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", metadata.title),
        _listed("dc:creator", "Seq", metadata.author),
        _alternatives("dc:description", metadata.subject),
        _listed("dc:language", "Bag", metadata.language),
        _property("pdf:Keywords", metadata.keywords),
    )


def _history(metadata: Metadata) -> tuple[str, ...]:
    moment = metadata.created.isoformat(timespec="seconds") if metadata.created else ""
    dates = (_property(f"xmp:{name}", moment) for name in ("CreateDate", "ModifyDate", "MetadataDate"))
    creator = _property("xmp:CreatorTool", metadata.creator)
    return (creator, _property("pdf:Producer", PRODUCER), *dates)


def _claims(standards: Sequence[Standard]) -> tuple[str, ...]:
    accessible, archival = Standard.PDF_UA_1 in standards, Standard.PDF_A_2A in standards
    pdfua = _claim("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", part="1") if accessible else ""
    pdfa = _claim("pdfaid", "http://www.aiim.org/pdfa/ns/id/", part="2", conformance="A") if archival else ""
    return (pdfua, pdfa, EXTENSION if pdfua and pdfa else "")


def _press_claims(metadata: Metadata, standards: Sequence[Standard]) -> tuple[str, ...]:
    """What ISO 15930-7, 6.9 asks of a PDF/X-4 file beside its dates."""
    if Standard.PDF_X_4 not in standards:
        return ()
    return (
        _claim("pdfxid", "http://www.npes.org/pdfx/ns/id/", GTS_PDFXVersion="PDF/X-4"),
        _claim("pdf", "http://ns.adobe.com/pdf/1.3/", Trapped="False"),
        _claim(
            "xmpMM",
            "http://ns.adobe.com/xap/1.0/mm/",
            DocumentID=metadata.identity,
            VersionID="1",
            RenditionClass="default",
        ),
    )


def _claim(prefix: str, space: str, **values: str) -> str:
    facts = "".join(_property(f"{prefix}:{name}", value) for name, value in values.items())
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{space}">{facts}</rdf:Description>'


def _property(name: str, value: str) -> str:
    return f"<{name}>{escape_xml(value)}</{name}>" if value else ""


def _alternatives(name: str, value: str) -> str:
    inner = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape_xml(value)}</rdf:li></rdf:Alt>'
    return f"<{name}>{inner}</{name}>" if value else ""


def _listed(name: str, kind: str, value: str) -> str:
    return f"<{name}><rdf:{kind}><rdf:li>{escape_xml(value)}</rdf:li></rdf:{kind}></{name}>" if value else ""
