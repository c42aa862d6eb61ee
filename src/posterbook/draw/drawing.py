"""Draws the pages for one edition: items become operators, nothing is decided any more."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference, PDFPage

from posterbook.draw.codes import Encoder, subsets
from posterbook.draw.content import Content
from posterbook.draw.embedding import embed
from posterbook.editions import Drawn, Edition, Mark
from posterbook.fonts import Fonts
from posterbook.page import Page

RESOURCES = "Resources"
"""Our name of the one resource dictionary that all pages share."""


def draw(pages: Sequence[Page], edition: Edition, fonts: Fonts) -> Drawn:
    """The pages as a PDF, and its marks; raises ProofError for text that means nothing.

    It is ReportLab's document without its canvas: a canvas looks its first font up in a global registry,
    where two builds in one process meet, and encodes every page once more. Streams are left uncompressed:
    finishing compresses all of them at once, whatever ReportLab's settings say.
    """
    document = PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7))
    document.Reference(PDFDictionary({"Font": PDFObjectReference("BasicFonts")}), RESOURCES)
    used = subsets(pages)
    encoder = Encoder(fonts, used)
    marks: list[Mark] = []
    for index, page in enumerate(pages):
        content = Content(page.height, encoder, tagged=edition.tagged)
        content.paint(page.items)
        document.addPage(_page(page, content))
        marks += [Mark(element, index, mcid) for mcid, element in enumerate(content.elements)]
    for number, subset in enumerate(used):
        embed(document, subset, fonts.path(subset.face), number)
    return Drawn(document.GetPDFData(None), tuple(marks))


def _page(page: Page, content: Content) -> PDFPage:
    drawn = PDFPage()
    drawn.pagewidth, drawn.pageheight = page.width, page.height
    drawn.Resources = PDFObjectReference(RESOURCES)
    drawn.setStream("\n".join(content.code).encode("ascii") or b"\n")
    return drawn
