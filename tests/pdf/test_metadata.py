"""What a file says about itself."""

from datetime import datetime, timedelta, timezone
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.forms.metadata import Metadata
from posterbook.forms.standard import PDF_A_2A, PDF_UA_1
from posterbook.pdf.metadata import pdf_date, xmp

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def value(packet, name):
    """The text of a property, '' where it is missing."""
    found = ET.fromstring(packet).find(f".//{name}", SPACES)
    return "" if found is None else "".join(found.itertext())


@pytest.mark.parametrize(
    ("zone", "written"),
    [(0, "D:20210413080000+00'00'"), (8, "D:20210413080000+08'00'"), (-3.5, "D:20210413080000-03'30'")],
)
def test_dates_carry_their_zone(zone, written):
    moment = datetime(2021, 4, 13, 8, tzinfo=timezone(timedelta(hours=zone)))
    assert pdf_date(moment) == written


def test_information_and_xmp_agree(finished):
    with pikepdf.open(BytesIO(finished)) as pdf:
        info = {key: str(pdf.trailer.Info[key]) for key in pdf.trailer.Info}
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert info["/Title"] == value(packet, "dc:title") == "Tom & <Jerry>"
    assert info["/Author"] == value(packet, "dc:creator") == "Ascentage"
    assert info["/Subject"] == value(packet, "dc:description")
    assert info["/Keywords"] == value(packet, "pdf:Keywords")
    assert info["/Creator"] == value(packet, "xmp:CreatorTool") == "posterbook 0.1"
    assert info["/Producer"] == value(packet, "pdf:Producer")
    assert info["/CreationDate"] == info["/ModDate"] == "D:20210413000000+00'00'"
    assert value(packet, "xmp:CreateDate") == value(packet, "xmp:ModifyDate") == "2021-04-13T00:00:00+00:00"


def test_without_a_date_none_is_written():
    assert "Date" not in xmp(Metadata(title="x"))


def test_nothing_is_claimed_by_itself():
    packet = xmp(Metadata(title="x"))
    assert "pdfuaid" not in packet
    assert "pdfaid" not in packet


def test_claims_are_written_when_asked_for():
    packet = xmp(Metadata(title="x"), (PDF_UA_1, PDF_A_2A))
    assert (value(packet, "pdfuaid:part"), value(packet, "pdfaid:part")) == ("1", "2")
    assert value(packet, "pdfaid:conformance") == "A"
    assert "pdfaExtension:schemas" in packet


def test_viewers_show_the_title(finished):
    with pikepdf.open(BytesIO(finished)) as pdf:
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_any_title_survives_the_xmp(title):
    if title.isprintable():
        assert value(xmp(Metadata(title=title)), "dc:title") == title
