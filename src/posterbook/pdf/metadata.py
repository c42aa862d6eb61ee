"""Writes what a file says about itself, twice and alike: in its information dictionary and as XMP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from posterbook.forms.metadata import Metadata, escape_xml
from posterbook.forms.standard import DECLARATIONS, Claim, Property, Standard
from posterbook.pdf.objects import dictionary, name, text
from posterbook.pdf.writer import PdfWriter
from posterbook.version import __version__

PRODUCER = f"posterbook {__version__}"
TRAPPED = Claim(
    "pdf",
    "http://ns.adobe.com/pdf/1.3/",
    (Property("Trapped", "False", meaning="whether traps are in the file"),),
    schema="Adobe PDF",
)
"""No traps are in a file of ours: black prints over instead, and a print shop sets its own."""


def write_packet(file: PdfWriter, metadata: Metadata, standards: Sequence[Standard] = ()) -> bytes:
    """Write the XMP packet, with what it claims of these standards; the reference to it.

    It is left as plain text, for programs that know XMP and no PDF (ISO 32000-1, 14.3.2).
    """
    entries = {"Type": name("Metadata"), "Subtype": name("XML")}
    return file.add_stream(entries, xmp(metadata, standards).encode())


def write_information(file: PdfWriter, metadata: Metadata, standards: Sequence[Standard] = ()) -> bytes:
    """Write the information dictionary (ISO 32000-1, 14.3.3); nothing where a standard wants none."""
    if not all(standard.information for standard in standards):
        return b""
    info = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": metadata.keywords,
        "Creator": metadata.creator,
        "Producer": PRODUCER,
    }
    if metadata.created:
        info |= dict.fromkeys(("CreationDate", "ModDate"), pdf_date(metadata.created))
    entries = {key: text(value) for key, value in info.items() if value}
    if any(standard.trapped for standard in standards):
        entries["Trapped"] = name("False")
    return file.add(dictionary(entries))


def pdf_date(moment: datetime) -> str:
    """A date as the information dictionary writes it (ISO 32000-1, 7.9.4)."""
    zone = moment.strftime("%z")
    written = f"{zone[:3]}'{zone[3:5]}'" if zone else "Z"
    return f"D:{moment.year:04d}{moment:%m%d%H%M%S}{written}"


def xmp(metadata: Metadata, standards: Sequence[Standard] = ()) -> str:
    """The XMP packet, every value escaped."""
    facts = "\n".join(line for line in (*_content(metadata), *_history(metadata)) if line)
    claims = "\n".join(line for line in _claims(metadata, standards) if line)
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
    """What the document is about."""
    return (
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", metadata.title, metadata.also),
        _list("dc:creator", "Seq", metadata.author),
        _alternatives("dc:description", metadata.subject),
        _list("dc:language", "Bag", metadata.language, *(language for language, _ in metadata.also)),
        _property("pdf:Keywords", metadata.keywords),
    )


def _history(metadata: Metadata) -> tuple[str, ...]:
    """What made it, and when."""
    moment = metadata.created.isoformat(timespec="seconds") if metadata.created else ""
    dates = (_property(f"xmp:{name}", moment) for name in ("CreateDate", "ModifyDate", "MetadataDate"))
    creator = _property("xmp:CreatorTool", metadata.creator)
    return (creator, _property("pdf:Producer", PRODUCER), *dates)


def _claims(metadata: Metadata, standards: Sequence[Standard]) -> tuple[str, ...]:
    """What the standards ask of the packet beside what every file says of itself."""
    claims = [claim for standard in standards for claim in standard.claims]
    if any(standard.trapped for standard in standards):
        claims.append(TRAPPED)
    unknown = [claim for claim in claims if claim.schema]
    explained = unknown and any(standard.explains for standard in standards)
    declared = [declaration for standard in standards for declaration in standard.declarations]
    return (
        *map(_claim, claims),
        _declarations(declared) if declared else "",
        _extension(unknown) if explained else "",
        _claim(_identification(metadata)) if any(standard.identified for standard in standards) else "",
    )


def _claim(claim: Claim) -> str:
    facts = "".join(_property(f"{claim.prefix}:{one.name}", one.value) for one in claim.properties)
    return f'<rdf:Description rdf:about="" xmlns:{claim.prefix}="{claim.namespace}">{facts}</rdf:Description>'


def _declarations(declared: Sequence[str]) -> str:
    """The PDF Declarations, a bag of what the file conforms to."""
    items = "".join(
        f'<rdf:li rdf:parseType="Resource">{_property("pdfd:conformsTo", one)}</rdf:li>' for one in declared
    )
    return (
        f'<rdf:Description rdf:about="" xmlns:pdfd="{DECLARATIONS}">'
        f"<pdfd:declarations><rdf:Bag>{items}</rdf:Bag></pdfd:declarations></rdf:Description>"
    )


def _identification(metadata: Metadata) -> Claim:
    """The document's identity, the same for the same description: nothing here is random."""
    identity = Property("DocumentID", metadata.identity)
    version = Property("VersionID", "1"), Property("RenditionClass", "default")
    return Claim("xmpMM", "http://ns.adobe.com/xap/1.0/mm/", (identity, *version))


def _extension(claims: Sequence[Claim]) -> str:
    """The extension schema, by which a packet explains what PDF/A does not know (ISO 19005-2, 6.6.2.3)."""
    return f"""<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{"".join(map(_schema, claims))}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def _schema(claim: Claim) -> str:
    return f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{escape_xml(claim.schema)}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{escape_xml(claim.namespace)}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{claim.prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{"".join(map(_explanation, claim.properties))}</rdf:Seq></pdfaSchema:property>
</rdf:li>"""


def _explanation(described: Property) -> str:
    return f"""<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{described.name}</pdfaProperty:name>
<pdfaProperty:valueType>{described.type}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{escape_xml(described.meaning)}</pdfaProperty:description>
</rdf:li>"""


def _property(name: str, value: str) -> str:
    return f"<{name}>{escape_xml(value)}</{name}>" if value else ""


def _alternatives(name: str, value: str, others: Sequence[tuple[str, str]] = ()) -> str:
    """A value, and what it is in other languages."""
    said = "".join(
        f'<rdf:li xml:lang="{language}">{escape_xml(one)}</rdf:li>'
        for language, one in (("x-default", value), *others)
    )
    return f"<{name}><rdf:Alt>{said}</rdf:Alt></{name}>" if value else ""


def _list(name: str, kind: str, *values: str) -> str:
    items = "".join(f"<rdf:li>{escape_xml(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
