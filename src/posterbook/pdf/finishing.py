"""Makes the drawn file whole: structure, links, outline, labels and metadata, written the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pikepdf import Name, ObjectStreamMode, Pdf

from posterbook.forms.edition import Drawn, Edition, Flip, Space
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Page
from posterbook.forms.sheet import Sheet
from posterbook.pdf.conformance import check_conformance
from posterbook.pdf.links import write_links
from posterbook.pdf.metadata import write_metadata
from posterbook.pdf.outline import write_outline, write_page_labels
from posterbook.pdf.output_intent import write_output_intents
from posterbook.pdf.places import Places
from posterbook.pdf.separation import separate_pictures
from posterbook.pdf.sheets import write_sheets
from posterbook.pdf.structure import write_structure

CATALOGUE = {"/Type", "/Pages"}
"""What stays of the catalogue as it was drawn."""


def finish(
    drawn: Drawn,
    pages: Sequence[Page],
    metadata: Metadata,
    edition: Edition,
    profile: bytes = b"",
    *,
    sheets: Sequence[Sheet] = (),
    flip: Flip | None = None,
) -> bytes:
    """The edition's file; `profile` is the ICC profile of its colours, where a standard demands one.

    Where there are sheets, they were drawn after the pages, and these are put onto them. `flip` is the edge
    about which a duplex printer is to turn the sheets.

    Raises UsageError for an edition that does not meet what its standards demand, ProofError for a link or
    bookmark to nowhere.
    """
    with Pdf.open(BytesIO(drawn.pdf)) as pdf:
        lasting = [page.obj for page in pdf.pages[len(pages) if sheets else 0 :]]
        check_conformance(edition, metadata, profile, lasting)
        _remove_drawn_catalogue(pdf)
        places = Places(pdf, pages)
        links = write_links(pdf, pages, places) if edition.links else []
        if edition.bookmarks:
            write_outline(pdf, pages, places)
        if edition.space is Space.CMYK:
            separate_pictures(pdf, profile)
        if sheets:
            write_sheets(pdf, pages, sheets)
        else:
            write_page_labels(pdf, pages)
        if edition.tagged:
            write_structure(pdf, drawn.marks, links, places)
            _order_by_structure(pdf)
        write_output_intents(pdf, edition, profile)
        write_metadata(pdf, metadata, edition.standards)
        if flip:
            _propose_duplex(pdf, flip)
        return _save(pdf, edition.version)


def _remove_drawn_catalogue(pdf: Pdf) -> None:
    """Leave nothing of ReportLab's own catalogue and identity, which follows SOURCE_DATE_EPOCH."""
    for key in set(pdf.Root.keys()) - CATALOGUE:
        del pdf.Root[key]
    del pdf.trailer["/ID"]


def _order_by_structure(pdf: Pdf) -> None:
    """The order in which the tab key walks annotations (ISO 14289-1, 7.18.3)."""
    for page in pdf.pages:
        page.obj.Tabs = Name.S


def _propose_duplex(pdf: Pdf, flip: Flip) -> None:
    """What a print dialogue is to propose: both sides, at actual size (ISO 32000-1, table 150)."""
    preferences = pdf.Root.ViewerPreferences
    preferences.PrintScaling = Name("/None")
    preferences.Duplex = Name.DuplexFlipShortEdge if flip is Flip.SHORT else Name.DuplexFlipLongEdge


def _save(pdf: Pdf, version: str) -> bytes:
    file = BytesIO()
    pdf.save(
        file,
        force_version=version,
        fix_metadata_version=False,  # it would rewrite our XMP
        compress_streams=True,
        object_stream_mode=ObjectStreamMode.generate,
        linearize=False,  # costs 17 % in size
        deterministic_id=True,
    )
    return file.getvalue()
