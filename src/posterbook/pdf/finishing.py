"""Makes the file of an edition from what was drawn: pages, structure, links, outline, labels and metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from posterbook.content.scripts import is_right_to_left
from posterbook.design.geometry import Side
from posterbook.forms.drawn import Drawn
from posterbook.forms.edition import Edition, Flip
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Page
from posterbook.forms.sheet import Sheet
from posterbook.pdf.conformance import check_conformance
from posterbook.pdf.links import LinkMark, write_links
from posterbook.pdf.metadata import write_information, write_packet
from posterbook.pdf.objects import TRUE, dictionary, name, numeral, reference, text
from posterbook.pdf.outline import page_label_tree, write_outline
from posterbook.pdf.output_intent import write_output_intents
from posterbook.pdf.pages import PageTree, page_annotations
from posterbook.pdf.places import Places, led_to
from posterbook.pdf.resources import write_resources
from posterbook.pdf.sheets import write_sheets
from posterbook.pdf.structure import StructureTree, write_structure
from posterbook.pdf.writer import FLATE, PdfWriter

Entries = Mapping[str, bytes]
"""Entries of a dictionary, values as they are written."""


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
    check_conformance(edition, metadata, profile, [sheet.face for sheet in sheets] or pages)
    file = PdfWriter(edition.version)
    resources = write_resources(file, drawn, edition.space, profile)
    if sheets:
        body = _write_imposed(file, drawn, pages, sheets, resources)
    else:
        body = _write_booklet(file, drawn, pages, edition, resources)
    catalogue = {
        "Type": name("Catalog"),
        **body,
        "Lang": text(metadata.language),
        "ViewerPreferences": _viewer_preferences(
            flip,
            to_scale=edition.to_scale,
            from_right=edition.on_paper and not sheets and is_right_to_left(metadata.language),
        ),
        "OutputIntents": write_output_intents(file, edition, profile),
        "Metadata": write_packet(file, metadata, edition.standards if edition.claims else ()),
    }
    written = file.add(dictionary({key: value for key, value in catalogue.items() if value}))
    return file.end(written, write_information(file, metadata, edition.standards))


def _write_imposed(
    file: PdfWriter, drawn: Drawn, pages: Sequence[Page], sheets: Sequence[Sheet], resources: Entries
) -> Entries:
    """Write sheets with the pages on them; what the catalogue says of them."""
    tree = PageTree(file, len(sheets))
    sides = write_sheets(file, pages, sheets, drawn.contents, resources)
    for index, (sheet, (content, named)) in enumerate(zip(sheets, sides, strict=True)):
        tree.write_page(index, sheet.face, content, named, {})
    return {"Pages": tree.write()}


def _write_booklet(
    file: PdfWriter, drawn: Drawn, pages: Sequence[Page], edition: Edition, resources: Entries
) -> Entries:
    """Write the pages and whatever leads through them; what the catalogue says of them."""
    tree = PageTree(file, len(pages))
    places = Places(pages, tree.numbers)
    structure = StructureTree(file, places, edition.namespace) if edition.tagged else None
    if structure:
        structure.add_marks(drawn.marks)
        if edition.structured:
            structure.lead_to(led_to(pages))
    links = write_links(file, pages, places, tagged=edition.tagged) if edition.links else []
    more = _page_entries(drawn, links, edition)
    shared = file.add(dictionary(resources))
    for index, (page, operators) in enumerate(zip(pages, drawn.contents, strict=True)):
        tree.write_page(index, page, file.add_stream(FLATE, operators), shared, more(index))
    body = {"Pages": tree.write(), "PageLabels": page_label_tree(pages)}
    if edition.links and pages and pages[0].side is Side.RECTO:  # pages that are read face to face
        body["PageLayout"] = name("TwoPageRight")
    if edition.bookmarks:
        body["Outlines"] = write_outline(file, pages, places)
    if structure:
        root = write_structure(file, len(pages), structure, links)
        body |= {"StructTreeRoot": reference(root), "MarkInfo": dictionary({"Marked": TRUE})}
    return body


def _page_entries(drawn: Drawn, links: Sequence[LinkMark], edition: Edition) -> Callable[[int], Entries]:
    """What a page, given by its index, says beside what every page does: its links and its marks."""
    annotations, marked = page_annotations(links), {mark.page for mark in drawn.marks}

    def entries(index: int) -> Entries:
        found = {"Annots": annotations[index]} if index in annotations else {}
        if edition.tagged:
            found["Tabs"] = name("S")  # the order in which a key walks the annotations (ISO 14289-1, 7.18.3)
            if index in marked:
                found["StructParents"] = numeral(index)
        return found

    return entries


def _viewer_preferences(flip: Flip | None, *, to_scale: bool, from_right: bool) -> bytes:
    """The title in the window, and which of two pages beside each other comes first (ISO 32000-1, table 150).

    To a print dialogue both sides, at actual size.
    """
    entries = {"DisplayDocTitle": TRUE}
    if from_right:
        entries["Direction"] = name("R2L")
    if to_scale:
        entries["PrintScaling"] = name("None")
    if flip:
        edge = "DuplexFlipShortEdge" if flip is Flip.SHORT else "DuplexFlipLongEdge"
        entries |= {"PrintScaling": name("None"), "Duplex": name(edge)}
    return dictionary(entries)
