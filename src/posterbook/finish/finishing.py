"""Makes the drawn file whole: structure, links, outline, labels and metadata, written the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from posterbook.editions import Drawn, Edition, Standard
from posterbook.finish.links import write_links
from posterbook.finish.metadata import Metadata, describe
from posterbook.finish.outline import write_labels, write_outline
from posterbook.finish.places import Places
from posterbook.finish.structure import write_structure
from posterbook.page import Page

CATALOGUE = {"/Type", "/Pages"}
"""What stays of the catalogue as it was drawn."""


def finish(
    drawn: Drawn, pages: Sequence[Page], metadata: Metadata, edition: Edition, profile: bytes = b""
) -> bytes:
    """The edition's file; `profile` is the ICC profile of its colours, for an edition that claims PDF/A.

    Raises ProofError for a link or bookmark to nowhere.
    """
    with Pdf.open(BytesIO(drawn.pdf)) as pdf:
        _forget_drawing(pdf)
        places = Places(pdf, pages)
        links = write_links(pdf, pages, places) if edition.links else []
        if edition.bookmarks:
            write_outline(pdf, pages, places)
        write_labels(pdf, pages)
        if edition.tagged:
            write_structure(pdf, drawn.marks, links, places)
            _order_by_structure(pdf)
        if Standard.PDF_A_2A in edition.standards:
            _intend(pdf, profile)
        describe(pdf, metadata, edition.standards)
        return _saved(pdf)


def _forget_drawing(pdf: Pdf) -> None:
    """Leave nothing of ReportLab's own catalogue and identity, which follows SOURCE_DATE_EPOCH."""
    for key in set(pdf.Root.keys()) - CATALOGUE:
        del pdf.Root[key]
    del pdf.trailer["/ID"]


def _order_by_structure(pdf: Pdf) -> None:
    """The order in which the tab key walks annotations (ISO 14289-1, 7.18.3)."""
    for page in pdf.pages:
        page.obj.Tabs = Name.S


def _intend(pdf: Pdf, profile: bytes) -> None:
    stream = pdf.make_stream(profile)
    stream.N = 3
    name = String("sRGB IEC61966-2.1")
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([intent])


def _saved(pdf: Pdf) -> bytes:
    file = BytesIO()
    pdf.save(
        file,
        min_version="1.7",
        fix_metadata_version=False,  # it would rewrite our XMP
        compress_streams=True,
        object_stream_mode=ObjectStreamMode.generate,
        linearize=False,  # costs 17 % in size
        deterministic_id=True,
    )
    return file.getvalue()
