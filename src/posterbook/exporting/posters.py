"""A poster as it is exported: its record, and where it stands in the booklet."""

from __future__ import annotations

from collections.abc import Sequence

from posterbook.content.blocks import Paragraph, Table, blocks
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet, Record, When, poster_anchor
from posterbook.forms.page import Page
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class ExportedPoster:
    """A record, the folio of its first page and that page's place in the file; '' and 0 without a page."""

    record: Record
    folio: str = ""
    sequence: int = 0


def exported_posters(booklet: Booklet, pages: Sequence[Page]) -> tuple[ExportedPoster, ...]:
    """The posters in the order of the booklet."""
    first = {anchor.name: page for page in reversed(pages) for anchor in page.anchors}
    return tuple(
        ExportedPoster(record, page.folio, page.sequence) if page else ExportedPoster(record)
        for record in booklet.records
        for page in [first.get(poster_anchor(record))]
    )


def written_when(when: When | None) -> str:
    """A time as records write it: `09:30`, after its day if that is named."""
    if not when:
        return ""
    return f"{when.day.isoformat()} {when.time:%H:%M}" if when.day else f"{when.time:%H:%M}"


def plain_text(line: str) -> str:
    """What a line says, without its markup."""
    return plain(inline(line))


def plain_body(text: str) -> str:
    """What a text says, a paragraph, list item or row of a table a line."""
    lines: list[str] = []
    for block in blocks(text):
        if isinstance(block, Paragraph):
            said = plain(block.spans)
            lines.append(f"{block.marker} {said}" if block.marker else said)
        elif isinstance(block, Table):
            lines += ["\t".join(map(plain, row)) for row in (block.head, *block.rows)]
    return "\n".join(lines)
