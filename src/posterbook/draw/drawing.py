"""Draws the pages for one edition: items become operators, nothing is decided any more."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFObjectReference, PDFPage

from posterbook.design.fonts import Fonts
from posterbook.draw.character_codes import Encoder, subsets
from posterbook.draw.content import OVERPRINTS, Content
from posterbook.draw.embedding import embed
from posterbook.draw.numbers import ColourOperators
from posterbook.forms.edition import Drawn, Edition, MarkedContent, Space
from posterbook.forms.page import Image, Page

RESOURCES = "Resources"
"""Our name of the one resource dictionary that all pages share."""


def draw(pages: Sequence[Page], edition: Edition, fonts: Fonts) -> Drawn:
    """The pages as a PDF, and its marks; raises ProofError for text without a meaning.

    It is ReportLab's document without its canvas: a canvas looks its first font up in a global registry,
    where two builds in one process meet, and encodes every page once more. Streams are left uncompressed:
    they are all compressed at once when the file is finished, whatever ReportLab's settings say.
    """
    document = PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7))
    resources, names = _pictures(document, pages, edition)
    document.Reference(_resources(edition, resources), RESOURCES)
    used = subsets(pages)
    encoder, colours = Encoder(fonts, used), ColourOperators(edition.space)
    marks: list[MarkedContent] = []
    for index, page in enumerate(pages):
        content = Content(page.height, encoder, tagged=edition.tagged, colours=colours, pictures=names)
        content.paint(page.items, page.margin)
        document.addPage(_page(page, content))
        marks += [MarkedContent(element, index, mcid) for mcid, element in enumerate(content.elements)]
    for number, subset in enumerate(used):
        embed(document, subset, fonts.path(subset.face), number)
    return Drawn(document.GetPDFData(None), tuple(marks))


def _pictures(
    document: PDFDocument, pages: Sequence[Page], edition: Edition
) -> tuple[PDFDictionary | None, dict[Hashable, str]]:
    """The pictures of the pages as resources, and their names."""
    if not any(isinstance(item, Image) for page in pages for item in page.items):
        return None, {}
    from posterbook.draw.pictures import embed_pictures  # noqa: PLC0415 - few booklets have pictures

    return embed_pictures(document, pages, edition)


def _resources(edition: Edition, pictures: PDFDictionary | None) -> PDFDictionary:
    entries = {"Font": PDFObjectReference("BasicFonts")}
    if pictures:
        entries["XObject"] = pictures
    if edition.space is Space.CMYK:
        # OPM 1: what a colour has none of, leaves the plate as it is (ISO 32000-1, 8.6.7)
        states = {
            name: PDFDictionary(
                {"Type": "/ExtGState", "OP": _boolean(lines), "op": _boolean(fills), "OPM": 1}
            )
            for (lines, fills), name in OVERPRINTS.items()
        }
        entries["ExtGState"] = PDFDictionary(states)
    return PDFDictionary(entries)


def _boolean(value: bool) -> str:  # noqa: FBT001 - a function of nothing else
    return "true" if value else "false"


def _page(page: Page, content: Content) -> PDFPage:
    drawn = PDFPage()
    drawn.pagewidth, drawn.pageheight = page.width, page.height
    if page.margin:
        boxes = (_box(page, beyond) for beyond in (page.margin, page.bleed, 0))
        drawn.MediaBox, drawn.BleedBox, drawn.TrimBox = boxes
    drawn.Resources = PDFObjectReference(RESOURCES)
    drawn.setStream("\n".join(content.code).encode("ascii") or b"\n")
    return drawn


def _box(page: Page, beyond: float) -> PDFArray:
    """The trimmed page and so much beyond it on every side, on the paper (ISO 15930-7, 6.11)."""
    low, right, top = page.margin - beyond, page.margin + page.width, page.margin + page.height
    return PDFArray([round(number, 3) for number in (low, low, right + beyond, top + beyond)])
